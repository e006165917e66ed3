import Glibc

@testable import JOIModel

/// What is asked for by `ssh HOST COMMAND`: what is done is a subcommand that reads, with options it may have here, and
/// the words are those that a shell makes of the line.
public struct CommandOracle {
  /// What makes a shell do something else than cut words, or put other words in their place.
  private static let active = Set("~#;&|<>(){}$`".utf8)

  /// Needs nothing.
  public init() {}

  /// Asks for a line.
  public func check(_ line: [UInt8]) {
    guard let command = try? RemoteCommand(line) else { return }
    require(line.count <= 8_192 && !line.contains { $0 < 0x20 && $0 != 9 || $0 == 0x7F }, "no text")
    let options = RemoteCommand.commands.first { $0.key == command.words.first }?.value
    require(options != nil, "\(command.words)")
    for word in command.words.dropFirst() {
      if word == "--" { break }
      guard word.utf8.first == 0x2D else { continue }
      require(options?.contains(String(word.prefix { $0 != "=" })) == true, "an option: \(word)")
    }
    let quoted = command.words.map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    if let again = try? RemoteCommand(Array(quoted.utf8)) {
      require(again == command, "quoted anew: \(again.words) for \(command.words)")
    } else {
      require(quoted.utf8.count > 8_192, "refused when quoted: \(command.words)")
    }
    compareWithShell(line, command.words)
  }

  /// The words that sh(1) cuts the line into; only of lines on which it can't act, whatever is wrong here.
  private func compareWithShell(_ line: [UInt8], _ words: [String]) {
    guard !line.contains(where: Self.active.contains) else { return }
    let script = "PATH=/nowhere; set -f; printf '%s\\0' " + String(decoding: line, as: UTF8.self)
    guard let pipe = popen(script, "r") else { fatalError("ORACLE: no shell") }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while feof(pipe) == 0 {
      output += buffer[..<fread(&buffer, 1, buffer.count, pipe)]
      // libFuzzer's clock interrupts.
      if ferror(pipe) != 0 { clearerr(pipe) }
    }
    require(pclose(pipe) == 0, "the shell refuses: \(words)")
    var cut = output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
      String(decoding: $0, as: UTF8.self)
    }
    if cut.first == "joi-tui" { cut.removeFirst() }
    require(cut == words, "the shell has \(cut), the program \(words)")
  }
}
