import Glibc

/// Opening, reading and growing a log without being led elsewhere.
enum LogFile {
  /// What a file is, by one `fstat` of the descriptor that is read.
  struct Status: Equatable {
    var device: UInt
    var inode: UInt
    var size: Int
    var owner: UInt32
    var mode: UInt32
    var names: Int
    /// When the bytes last changed, in nanoseconds since 1970.
    var changed: Int

    init?(_ file: Int32) {
      var status = stat()
      guard fstat(file, &status) == 0 else { return nil }
      (device, inode, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
      changed = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
      (owner, mode, names) = (status.st_uid, status.st_mode, Int(status.st_nlink))
    }

    var isPlain: Bool { mode & S_IFMT == S_IFREG }
    /// One name, and writable by its owner alone: then its owner vouches for it.
    var isAlone: Bool { names == 1 && mode & (S_IWGRP | S_IWOTH) == 0 }
  }

  /// Opens for reading; never through a link, and a FIFO does not wait for a writer. Negative where it can't be.
  static func open(_ path: String) -> Int32 {
    Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
  }

  /// Some bytes of a file; nil where they are not there. `pread` and no mapping: a log cut short meanwhile would kill
  /// every reader that mapped it.
  static func read(_ path: String, _ offset: Int, _ length: Int) -> [UInt8]? {
    let file = open(path)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let status = Status(file), status.isPlain else { return nil }
    return read(file, offset, length)
  }

  /// Some bytes of an open file; nil where there are fewer.
  static func read(_ file: Int32, _ offset: Int, _ length: Int) -> [UInt8]? {
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while got < length {
        let more = pread(file, buffer.baseAddress.map { $0 + got }, length - got, off_t(offset + got))
        if more < 0, errno == EINTR { continue }
        if more <= 0 { break }
        got += more
      }
      count = got
    }
    return got == length ? bytes : nil
  }
}
