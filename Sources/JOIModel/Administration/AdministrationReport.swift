/// What an administrator's command did, and what it leaves to do.
public struct AdministrationReport: Equatable, Sendable {
  /// A sentence of the catalogue with its values, which are safe to show.
  public struct Line: Equatable, Sendable {
    var message: Message
    var values: [String]

    init(_ message: Message, _ values: String...) { (self.message, self.values) = (message, values) }

    /// The sentence.
    public func text(in language: Language) -> String { language.text(message, values) }
  }

  /// What was done.
  public internal(set) var done: [Line] = []
  /// What was left as it is, and why.
  public internal(set) var notes: [Line] = []
  /// Lines for the shell that remain: the program starts no other program.
  public internal(set) var commands: [String] = []

  mutating func note(_ line: Line) {
    if !notes.contains(line) { notes.append(line) }
  }

  mutating func remain(_ command: String) {
    if !commands.contains(command) { commands.append(command) }
  }

  /// The report, a line each.
  public func text(in language: Language) -> String {
    var lines = done.map { $0.text(in: language) }
    if lines.isEmpty { lines = [language.text(.adminNothing)] }
    lines += notes.map { $0.text(in: language) }
    if !commands.isEmpty { lines += [language.text(.adminRemains)] + commands.map { "  \($0)" } }
    return lines.joined(separator: "\n")
  }
}

/// Why an administrator's command was not done.
public struct AdministrationFailure: Error, Equatable, Sendable, LockFailure {
  enum Reason: Equatable, Sendable {
    case refused(AdministrationReport.Line)
    case file(PrivacyFailure)
  }

  let reason: Reason
  /// What was done before.
  public internal(set) var report = AdministrationReport()

  init(_ failure: PrivacyFailure) { reason = .file(failure) }

  init(_ message: Message, _ values: String...) {
    var line = AdministrationReport.Line(message)
    line.values = values
    reason = .refused(line)
  }

  /// The sentence.
  public func text(in language: Language) -> String {
    switch reason {
    case .refused(let line): "joi-tui: \(line.text(in: language))"
    case .file(let failure): failure.text(in: language)
    }
  }
}

/// Words of a command that the administrator is to give.
enum ShellWord {
  /// A word that the shell takes as it is.
  static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || "-_./@:".utf8.contains($0)
      }
    return isPlain ? text : "'\(text.replacing("'", with: "'\\''"))'"
  }
}
