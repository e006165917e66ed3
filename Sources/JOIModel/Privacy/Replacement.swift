import Glibc

/// A new file beside an old one, with its owner, group and mode, on disk before it takes the old one's name: at any
/// moment one of the two is whole.
struct Replacement {
  let folder: OpenFolder
  let name: String
  private let old: stat
  private let temporary: String
  private let isToGrowOnly: Bool
  private static let mark = ".erase-"

  /// Writes the new file.
  ///
  /// - Parameters:
  ///   - old: the file as it was when it was read: another one is not replaced.
  ///   - isToGrowOnly: whether the new file is to be append-only, where the file system has that; if the old one is, it
  ///     is in any case.
  init(
    _ bytes: [UInt8], of name: String, in folder: OpenFolder, old: stat, isToGrowOnly: Bool = false
  ) throws(PrivacyFailure) {
    (self.folder, self.name, self.old, self.isToGrowOnly) = (folder, name, old, isToGrowOnly)
    temporary = ".\(name)\(Self.mark)\(String(UInt64.random(in: .min ... .max), radix: 36))"
    let path = folder.path(of: name)
    let file = openat(
      folder.descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .now(path) }
    var failure: PrivacyFailure?
    if let problem = StateFolder.writeAll(bytes, to: file) {
      failure = PrivacyFailure(path, .system(problem.reason))
    }
    var made = stat()
    if failure == nil, fstat(file, &made) != 0 { failure = .now(path) }
    if failure == nil, made.st_uid != old.st_uid || made.st_gid != old.st_gid,
      fchown(file, old.st_uid, old.st_gid) != 0
    {
      failure = .now(path)
    }
    if failure == nil, fchmod(file, old.st_mode & 0o7777) != 0 { failure = .now(path) }
    if failure == nil, fsync(file) != 0 { failure = .now(path) }
    if close(file) != 0, failure == nil { failure = .now(path) }
    if let failure {
      discard()
      throw failure
    }
  }

  /// Puts it in the old one's place; false where that has changed meanwhile, and then nothing is done.
  func commit() throws(PrivacyFailure) -> Bool {
    let path = folder.path(of: name)
    let file = openat(folder.descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      let failure = errno == ELOOP ? PrivacyFailure(path, .notPlain) : .now(path)
      discard()
      throw failure
    }
    // A lease keeps writers out for the moment in which the file changes its name: whoever had it open by then would
    // write into a file that nobody reads. It is had when all others have closed the file; where there is none to have
    // (another file system, a file that is held open) the size alone has to do.
    let reaction = signal(SIGIO, SIG_IGN)
    defer {
      close(file)
      signal(SIGIO, reaction)
    }
    for _ in 0..<1_000 {
      if fcntl(file, Self.setLease, F_WRLCK) == 0 || errno != EAGAIN { break }
      usleep(5_000)
    }
    var status = stat()
    guard fstat(file, &status) == 0, status.isUnchanged(old) else {
      discard()
      return false
    }
    // Nothing takes the name of an append-only file, nor does such a file change its own.
    let growsOnly = AppendOnly.isSet(file) == true
    let new = openat(folder.descriptor, temporary, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard new >= 0 else {
      let failure = PrivacyFailure.now(path)
      discard()
      throw failure
    }
    defer { close(new) }
    if growsOnly { _ = AppendOnly.set(false, file) }
    guard renameat(folder.descriptor, temporary, folder.descriptor, name) == 0 else {
      let failure = PrivacyFailure.now(path)
      if growsOnly { _ = AppendOnly.set(true, file) }
      discard()
      throw failure
    }
    if growsOnly || isToGrowOnly {
      let problem = AppendOnly.set(true, new)
      // Where there was none there may be none to be had.
      if growsOnly, problem != 0 { throw PrivacyFailure(path, .system(String(cString: strerror(problem)))) }
    }
    guard fsync(folder.descriptor) == 0 else { throw .now(path) }
    return true
  }

  /// F_SETLEASE of fcntl(2), which glibc's header gives only to those who define _GNU_SOURCE.
  private static let setLease: Int32 = 1_024

  /// Takes the new file away.
  func discard() { unlinkat(folder.descriptor, temporary, 0) }

  /// Takes away what an interrupted command left beside a file.
  static func clean(_ name: String, in folder: OpenFolder) throws(PrivacyFailure) {
    for entry in try folder.names() where entry.hasPrefix(".\(name)\(mark)") {
      guard unlinkat(folder.descriptor, entry, 0) == 0 || errno == ENOENT else {
        throw .now(folder.path(of: entry))
      }
    }
  }
}
