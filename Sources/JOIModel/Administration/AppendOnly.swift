import Glibc

/// The attribute by which a file only grows (`chattr +a`): whoever may write it can add to it, and neither change nor
/// shorten what is there. Only root sets it, and not every file system has it.
enum AppendOnly {
  // FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_APPEND_FL of linux/fs.h.
  private static let get: UInt = 0x8008_6601
  private static let set: UInt = 0x4008_6602
  private static let flag: UInt32 = 0x20

  /// Whether an open file has it; nil where the file system knows no such thing.
  static func isSet(_ file: Int32) -> Bool? { flags(file).map { $0 & flag != 0 } }

  /// Gives an open file the attribute or takes it; 0, or the system's number for why not.
  static func set(_ isOn: Bool, _ file: Int32) -> Int32 {
    guard let flags = flags(file) else { return errno }
    let wanted = isOn ? flags | flag : flags & ~flag
    guard wanted != flags else { return 0 }
    // The kernel takes an int, whatever the name says.
    var words: [UInt32] = [wanted, 0]
    return ioctl(file, set, &words) == 0 ? 0 : errno
  }

  private static func flags(_ file: Int32) -> UInt32? {
    var words: [UInt32] = [0, 0]
    return ioctl(file, get, &words) == 0 ? words[0] : nil
  }
}
