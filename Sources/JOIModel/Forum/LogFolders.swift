import Glibc

/// Opens logs below a data root, one folder below the other, so that nothing that takes a folder's name meanwhile leads
/// elsewhere. The folder opened last is kept: logs are read folder by folder.
final class LogFolders {
  private let root: String
  private var path = ""
  private var descriptor: Int32 = -1
  /// O_PATH of open(2), which glibc's header gives only to those who define _GNU_SOURCE.
  static let pathOnly: Int32 = 0o10_000_000

  init(root: String) { self.root = root }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// A log for reading, by its path below the data root; negative, with `errno`, where it can't be opened.
  func open(_ log: String) -> Int32 {
    guard let slash = log.lastIndex(of: "/") else {
      errno = ENOENT
      return -1
    }
    let folder = log[..<slash]
    if descriptor < 0 || folder != path { enter(folder) }
    guard descriptor >= 0 else { return -1 }
    let name = String(log[log.index(after: slash)...])
    return LogFile.patiently {
      openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    }
  }

  private func enter(_ folder: Substring) {
    if descriptor >= 0 { close(descriptor) }
    path = String(folder)
    let flags = Self.pathOnly | O_DIRECTORY | O_CLOEXEC
    var parts = folder.split(separator: "/")[...]
    // The data root and forum are the administrator's to make a link of.
    descriptor = Glibc.open("\(root)/\(parts.popFirst() ?? "")", flags)
    for part in parts where descriptor >= 0 {
      let next = openat(descriptor, String(part), flags | O_NOFOLLOW)
      let problem = errno
      close(descriptor)
      errno = problem
      descriptor = next
    }
  }
}
