/// The name of an event: `<account>-<time>-<random>`, as `lid04-20261124091200000-k3v9q2xw`.
///
/// Seventeen digits and eight letters or digits: of such length that one account's name can't be another's with a part
/// of the time (`a` and `a-2`), so the id tells whose log it belongs in.
public enum EventID {
  private static let tail = 1 + 17 + 1 + 8

  /// Whether an id belongs to an account.
  public static func isValid(_ id: String, account: String) -> Bool {
    let bytes = Array(id.utf8)
    let name = Array(account.utf8)
    guard bytes.count == name.count + tail, bytes.starts(with: name) else { return false }
    return hasTail(bytes, from: name.count)
  }

  /// Whether a text is an id of any account (with a region, `…@zuid`): for references.
  public static func isReference(_ id: String) -> Bool {
    let parts = id.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, !Identifier.isValid(String(parts[1])) { return false }
    let bytes = Array(parts[0].utf8)
    guard bytes.count > tail, bytes.count <= 64 + tail else { return false }
    return hasTail(bytes, from: bytes.count - tail)
      && Identifier.isValid(String(decoding: bytes[..<(bytes.count - tail)], as: UTF8.self))
  }

  private static func hasTail(_ bytes: [UInt8], from at: Int) -> Bool {
    let dash = UInt8(ascii: "-")
    return bytes[at] == dash && bytes[at + 18] == dash
      && bytes[(at + 1)..<(at + 18)].allSatisfy { (0x30...0x39).contains($0) }
      && bytes[(at + 19)...].allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// A new id.
  public static func make(account: String, at time: Timestamp) -> String {
    var generator = SystemRandomNumberGenerator()
    return make(account: account, at: time, using: &generator)
  }

  static func make(account: String, at time: Timestamp, using generator: inout some RandomNumberGenerator)
    -> String
  {
    let letters = Array("0123456789abcdefghijklmnopqrstuvwxyz")
    let random = (0..<8).map { _ in String(letters[Int.random(in: 0..<36, using: &generator)]) }.joined()
    return "\(account)-\(time.sortable)-\(random)"
  }
}
