import Glibc

/// A folder that is held open: what is done in it is done in this one, whatever takes its name meanwhile.
final class OpenFolder: Sendable {
  let descriptor: Int32
  /// The path below the data root; empty for the root.
  let path: String
  /// The data root's own path.
  let place: String

  /// The data root; the administrator may have made it a link.
  init(root: String) throws(PrivacyFailure) {
    place = root
    descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    path = ""
    guard descriptor >= 0 else { throw .now(root) }
  }

  /// A folder below another one; never through a link.
  init(_ name: String, in parent: OpenFolder) throws(PrivacyFailure) {
    path = parent.path(of: name)
    place = parent.place
    descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw errno == ELOOP || errno == ENOTDIR ? PrivacyFailure(path, .notPlain) : .now(path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The path below the data root of something in the folder.
  func path(of name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

  /// What a name stands for, a link for itself; nil for nothing.
  func status(_ name: String) throws(PrivacyFailure) -> stat? {
    var status = stat()
    if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
    if errno == ENOENT { return nil }
    throw .now(path(of: name))
  }

  /// The names in it, in order.
  func names() throws(PrivacyFailure) -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let folder = fdopendir(copy) else { throw .now(path.isEmpty ? "." : path) }
    defer { closedir(folder) }
    return ForumReader.names(in: folder).sorted()
  }

  /// A plain file, whole, with what it was when it was read; nil where there is none.
  func read(_ name: String) throws(PrivacyFailure) -> (bytes: [UInt8], status: stat)? {
    let path = path(of: name)
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw errno == ELOOP || errno == ENXIO ? PrivacyFailure(path, .notPlain) : .now(path)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .now(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw PrivacyFailure(path, .notPlain) }
    guard status.st_size <= OpenFolder.most else { throw PrivacyFailure(path, .tooLarge) }
    guard let bytes = LogFile.read(file, 0, Int(status.st_size)) else {
      throw PrivacyFailure(path, .system(String(cString: strerror(EIO))))
    }
    return (bytes, status)
  }

  /// Files over this many bytes are not read.
  static let most = 1 << 30
}

extension PrivacyFailure {
  /// The system's last error.
  static func now(_ path: String) -> PrivacyFailure {
    PrivacyFailure(path, .system(String(cString: strerror(errno))))
  }
}

extension stat {
  /// Whether it is the same file with the same text as at another time.
  func isUnchanged(_ other: stat) -> Bool {
    st_dev == other.st_dev && st_ino == other.st_ino && st_size == other.st_size
      && st_mtim.tv_sec == other.st_mtim.tv_sec && st_mtim.tv_nsec == other.st_mtim.tv_nsec
  }
}
