/// What may be posted: the limits of a text before it becomes an event.
public enum PostText {
  /// A post's text has so many bytes at most: with every escape that JSON needs its line stays below the limit.
  public static let maximalBytes = 30_000
  /// A title has so many bytes at most.
  public static let maximalTitleBytes = 300

  /// Why a text can't be posted.
  public enum Problem: Error, Equatable, Sendable { case empty, tooLong, notText }

  /// Bytes from outside as the text of a post: as they are, but CR LF becomes LF, and line breaks at the end go, which
  /// every program adds and none means.
  public static func read(_ bytes: [UInt8]) throws(Problem) -> String {
    // Nothing is read as a text that was cut.
    guard bytes.count <= 2 * maximalBytes else { throw .tooLong }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { throw .notText }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    for byte in text.utf8 {
      if byte == 0x0A, kept.last == 0x0D { kept.removeLast() }
      kept.append(byte)
    }
    while kept.last == 0x0A { kept.removeLast() }
    guard kept.count <= maximalBytes else { throw .tooLong }
    let body = String(decoding: kept, as: UTF8.self)
    // What is nothing to see behind the door for text is nothing to read.
    guard !SafeText.body(body).allSatisfy(\.isWhitespace) else { throw .empty }
    return body
  }
}
