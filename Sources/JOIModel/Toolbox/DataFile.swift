import Glibc

/// Reading a file that somebody else wrote, without being led elsewhere.
public enum DataFile {
  /// Why a file was not read.
  public enum Failure: Error, Equatable, Sendable {
    case cannotOpen(reason: String)
    case notAFile
    case tooLarge
  }

  /// The whole file: `open` and `fstat` on one descriptor, plain files only (a FIFO would hang), at most `limit` bytes.
  /// Read with `read`, not mapped: a file cut short meanwhile would kill a reader that mapped it.
  ///
  /// - Parameter isLinkFollowed: whether the name may be a link, as an administrator makes one.
  public static func read(
    _ path: String, limit: Int = JSONLimits().bytes, isLinkFollowed: Bool = true,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(Failure) -> [UInt8] {
    let links = isLinkFollowed ? 0 : O_NOFOLLOW
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | links)
    guard file >= 0 else { throw .cannotOpen(reason: String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .cannotOpen(reason: String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    let size = Int(status.st_size)
    guard size <= limit else { throw .tooLarge }
    var problem: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      count = 0
      LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      while count < buffer.count {
        let wanted = min(buffer.count - count, 4 << 20)
        let got = Glibc.read(file, buffer.baseAddress.map { $0 + count }, wanted)
        if got < 0 {
          if errno == EINTR { continue }
          problem = .cannotOpen(reason: String(cString: strerror(errno)))
          return
        }
        if got == 0 { return }
        count += got
        progress(count, size)
      }
      problem = .tooLarge
    }
    if let problem { throw problem }
    return bytes
  }
}
