import Glibc
import JOIModel

/// Tells when files of the data root were written or replaced, by inotify; costs nothing while nothing happens.
///
/// Folders are watched and not files: editors and rsync put a new file in the old one's place, and new members' logs
/// appear.
final class FileWatch {
  /// What has changed since it was last asked.
  struct Changes: Equatable {
    var toolbox = false
    var community = false
    var forum = false
  }

  /// To be polled; -1 where the system grants no watch.
  let descriptor: Int32
  private let root: String
  private var rootWatch: Int32 = -1
  private var forumWatches: [String: Int32] = [:]
  /// Whether some folder of the forum can't be watched (inotify has few instances and watches for an account): then
  /// the loop has to look for itself.
  private(set) var isBlind = false

  /// Watches the files of a data root.
  init(root: String) {
    self.root = root
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return }
    rootWatch = inotify_add_watch(descriptor, root, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches folders of logs, and those only; a log grows by single writes and is not closed in between.
  ///
  /// - Returns: whether some folder was not watched before, so that what came into it meanwhile went unnoticed.
  func watch(_ folders: [String]) -> Bool {
    isBlind = descriptor < 0
    guard descriptor >= 0 else { return false }
    for (folder, watch) in forumWatches where !folders.contains(folder) {
      inotify_rm_watch(descriptor, watch)
      forumWatches[folder] = nil
    }
    var isNew = false
    for folder in folders {
      // A folder that is watched answers with its number again; one that was put in its place with another.
      let wanted = UInt32(IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_ATTRIB)
      let watch = inotify_add_watch(descriptor, folder, wanted)
      // One that is not there, or not for this account to read, has nothing to tell; the folder above it tells when
      // that changes.
      if watch < 0, errno != ENOENT, errno != EACCES { isBlind = true }
      let old = forumWatches[folder]
      guard watch != old else { continue }
      if let old { inotify_rm_watch(descriptor, old) }
      forumWatches[folder] = watch < 0 ? nil : watch
      isNew = isNew || watch >= 0
    }
    return isNew
  }

  /// Reads what has happened.
  func changes() -> Changes {
    var found = Changes()
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return found }
      var at = 0
      let header = MemoryLayout<inotify_event>.size
      while at + header <= count {
        let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: inotify_event.self) }
        let end = min(at + header + Int(event.len), count)
        let name = String(decoding: buffer[(at + header)..<end].prefix { $0 != 0 }, as: UTF8.self)
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
          found = Changes(toolbox: true, community: true, forum: true)
        } else if event.wd == rootWatch {
          if name == "toolbox.json" { found.toolbox = true }
          if name == "community.json" { found.community = true }
          if name == "forum" { found.forum = true }
        } else {
          found.forum = true
        }
        at = end
      }
    }
  }
}
