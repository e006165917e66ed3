import Glibc

/// Opening, reading and growing a log without being led elsewhere.
enum LogFile {
  /// What a file is, by one `fstat` of the descriptor that is read.
  struct Status: Equatable {
    var device: UInt
    var inode: UInt
    var size: Int
    var owner: UInt32
    var group: UInt32
    var mode: UInt32
    var names: Int
    /// When the bytes last changed, in nanoseconds since 1970.
    var changed: Int

    init?(_ file: Int32) {
      var status = stat()
      guard fstat(file, &status) == 0 else { return nil }
      (device, inode, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
      changed = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
      (owner, group, mode) = (status.st_uid, status.st_gid, status.st_mode)
      names = Int(status.st_nlink)
    }

    var isPlain: Bool { mode & S_IFMT == S_IFREG }
    /// One name, and writable by its owner alone: then its owner vouches for it.
    var isAlone: Bool { names == 1 && mode & (S_IWGRP | S_IWOTH) == 0 }
  }

  /// Whether a folder lies on another machine, by the system's table of mounts (proc_pid_mountinfo(5)).
  static func isRemote(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, let table = stream("/proc/self/mountinfo") else { return false }
    let (major, minor) = (
      (status.st_dev >> 8) & 0xFFF, (status.st_dev & 0xFF) | ((status.st_dev >> 12) & 0xFFF00)
    )
    return isRemote(device: "\(major):\(minor)", mounts: String(decoding: table, as: UTF8.self))
  }

  /// Whether a device is one of another machine's.
  static func isRemote(device: String, mounts: String) -> Bool {
    mounts.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      guard fields.count > 6, fields[2] == device, let dash = fields.firstIndex(of: "-"),
        dash + 1 < fields.count
      else { return false }
      let kind = fields[dash + 1]
      return ["nfs", "nfs4", "cifs", "smb3", "smbfs", "ceph", "afs", "9p", "glusterfs"].contains(kind)
        || kind.hasPrefix("fuse.")
    }
  }

  /// Opens a log for reading, by its path below the data root; never through a link, and a FIFO does not wait for a
  /// writer. Negative where it can't be.
  static func open(_ path: String, below root: String) -> Int32 { LogFolders(root: root).open(path) }

  /// Opens again for some milliseconds where somebody has a lease on the file: for so long erasing keeps others out.
  static func patiently(_ open: () -> Int32) -> Int32 {
    var descriptor = open()
    for _ in 0..<50 where descriptor < 0 && errno == EAGAIN {
      usleep(1_000)
      descriptor = open()
    }
    return descriptor
  }

  /// Some bytes of a file; nil where they are not there. `pread` and no mapping: a log cut short meanwhile would kill
  /// every reader that mapped it.
  static func read(_ path: String, below root: String, _ offset: Int, _ length: Int) -> [UInt8]? {
    let file = open(path, below: root)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let status = Status(file), status.isPlain else { return nil }
    return read(file, offset, length)
  }

  /// All that a file of the kernel's gives, which has no size.
  private static func stream(_ path: String) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = Glibc.read(file, &chunk, chunk.count)
      guard got > 0 else { return bytes }
      bytes += chunk[..<got]
    }
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
