import Glibc

/// The program under test: the one that is released.
enum Binary {
  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String {
      "There is no program at \(path): run scripts/build first, or name one in JOI_TUI_BINARY."
    }
  }

  static func path() throws -> String {
    let path = getenv("JOI_TUI_BINARY").map { String(cString: $0) } ?? "\(checkout)/.build/release/joi-tui"
    guard access(path, X_OK) == 0 else { throw Missing(path: path) }
    return path
  }

  /// The checkout that these tests stand in.
  static let checkout: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(4).joined(separator: "/")
  }()
}
