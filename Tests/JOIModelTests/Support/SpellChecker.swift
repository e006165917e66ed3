import Foundation

@testable import JOIModel

/// hunspell with a dictionary of Debian and a word list of the project's own.
struct SpellChecker {
  enum Failure: Error { case missing(String), failed(String) }

  let dictionary: String

  /// The words of a text that the dictionary does not know.
  func unknownWords(in text: String) throws -> Set<String> {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    guard
      let program = path.split(separator: ":").map({ "\($0)/hunspell" }).first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { throw Failure.missing("hunspell is missing: apt-get install hunspell hunspell-nl hunspell-en-gb") }
    var unknown: Set<String> = []
    try withTemporaryFolder { folder in
      // Word by word: the Dutch dictionary would take quotes and full stops for parts of words.
      let tokens = Set(text.matches(of: /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/).map { String($0.output) })
      // An English possessive is its word; a Dutch plural such as foto's is one of its own.
      let words =
        dictionary.hasPrefix("en")
        ? tokens.map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0 } : Array(tokens)
      try writeFile(words.sorted().joined(separator: "\n"), to: "\(folder)/text.txt")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["-d", dictionary, "-i", "utf-8", "-l", "\(folder)/text.txt"]
      process.environment = ["LC_ALL": "C.UTF-8", "PATH": path]
      process.standardInput = FileHandle.nullDevice
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let found = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw Failure.failed("hunspell has no dictionary \(dictionary)")
      }
      unknown = Set(found.split(separator: "\n").map(String.init))
    }
    return unknown
  }
}
