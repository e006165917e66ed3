import Glibc

/// The attribute of files that only grow, as chattr(1) sets it.
enum GrowingFile {
  /// Whether a file has it; nil where the file system knows no such thing.
  static func isSet(_ path: String) -> Bool? {
    var words: [UInt32] = [0, 0]
    return call(path, 0x8008_6601, &words) ? words[0] & 0x20 != 0 : nil
  }

  /// Gives a file the attribute or takes it; whether that worked.
  @discardableResult
  static func set(_ isOn: Bool, _ path: String) -> Bool {
    var words: [UInt32] = [0, 0]
    guard call(path, 0x8008_6601, &words) else { return false }
    words[0] = isOn ? words[0] | 0x20 : words[0] & ~0x20
    return call(path, 0x4008_6602, &words)
  }

  /// Whether the file system of the tests has it at all: tests of it are left out where it does not.
  static let isKnown: Bool = {
    guard let folder = try? TemporaryFolder(), (try? File.write("", to: "\(folder.path)/x")) != nil else {
      return false
    }
    return set(true, "\(folder.path)/x")
  }()

  private static func call(_ path: String, _ request: UInt, _ words: inout [UInt32]) -> Bool {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return ioctl(file, request, &words) == 0
  }
}
