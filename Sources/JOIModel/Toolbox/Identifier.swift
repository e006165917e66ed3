/// The ids of pillars, topics, tools and sections: `[a-z0-9][a-z0-9-]{0,63}`, so that comparing characters is comparing
/// bytes and an id can stand in a file name, an address and a shell line as it is.
public enum Identifier {
  /// Whether a text is an id.
  public static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, first != UInt8(ascii: "-"), bytes.count <= 64 else { return false }
    return bytes.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
    }
  }
}
