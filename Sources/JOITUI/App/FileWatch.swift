import Glibc
import JOIModel

/// Tells when a file in a folder was replaced or written, by inotify; costs nothing while nothing happens.
///
/// The folder is watched and not the file: editors and rsync put a new file in the old one's place.
final class FileWatch {
  /// To be polled; -1 where the system grants no watch, and changes are seen at the next start.
  let descriptor: Int32
  private let name: String

  /// Watches one file of a folder.
  init(folder: String, file: String) {
    name = file
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor >= 0 else { return }
    _ = inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads what has happened; whether the file is concerned.
  func changed() -> Bool {
    var found = false
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return found }
      var at = 0
      let header = MemoryLayout<inotify_event>.size
      while at + header <= count {
        let length = buffer.withUnsafeBytes {
          Int($0.loadUnaligned(fromByteOffset: at, as: inotify_event.self).len)
        }
        let bytes = buffer[(at + header)..<min(at + header + length, count)].prefix { $0 != 0 }
        if String(decoding: bytes, as: UTF8.self) == name { found = true }
        at += header + length
      }
    }
  }
}
