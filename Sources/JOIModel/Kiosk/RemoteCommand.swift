/// What somebody asked for by `ssh HOST COMMAND`, on a host where the kiosk is all that an account may run.
///
/// No shell sees the line. It is cut into words here, by the part of a shell's quoting that people use, and refused
/// unless each word is known to be harmless: a subcommand that only reads, with options that name neither a path nor
/// another account.
public struct RemoteCommand: Equatable, Sendable {
  /// Why a line is not done.
  public enum Refusal: Error, Equatable, Sendable {
    /// Longer than ``byteLimit``, no UTF-8, or with control characters in it.
    case notText
    /// A sign that a shell would act on, or a quote that doesn't end.
    case shellSyntax
    /// A first word that is none of ``commands``.
    case unknownCommand
    /// An option that the subcommand has not, or not here.
    case option(String)
  }

  /// The longest line that is read, in bytes.
  public static let byteLimit = 8 << 10

  /// The subcommands that can be asked for, with the options that each may have here.
  public static let commands: KeyValuePairs<String, Set<String>> = [
    "list": ["--topic", "--focus", "--status", "--json", "--lang"],
    "show": ["--json", "--lang"],
    "search": ["--forum", "--json", "--lang"],
    "export": ["--format", "--lang"],
    "threads": ["--theme", "--unanswered", "--json", "--lang"],
    "thread": ["--json", "--lang"],
    "history": ["--since", "--json", "--lang"],
    "unread": ["--lang"],
    "whoami": ["--json", "--lang"],
    "queue": ["--reason", "--theme", "--json", "--lang"],
    "report": [
      "--period", "--periods", "--quarters", "--by", "--sort", "--silent", "--companies", "--ascii",
      "--format",
      "--lang",
    ],
    "digest": ["--since", "--format", "--lang"],
  ]

  /// The subcommand and what follows it.
  public let words: [String]

  /// Reads a line as it came.
  public init(_ line: [UInt8]) throws(Refusal) {
    guard line.count <= Self.byteLimit, let text = String(validating: line, as: UTF8.self) else {
      throw .notText
    }
    // Tab is the one control character that a person types between words.
    guard
      text.unicodeScalars.allSatisfy({ $0 == "\t" || !($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) })
    else { throw .notText }
    var words = try Self.words(text)
    // The commands that the screen shows name the program, as one would where there is a shell.
    if words.first == "joi-tui" { words.removeFirst() }
    guard let name = words.first, let options = Self.commands.first(where: { $0.key == name })?.value else {
      throw .unknownCommand
    }
    for word in words.dropFirst().prefix(while: { $0 != "--" }) where word.utf8.first == UInt8(ascii: "-") {
      let option = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)[0]
      guard options.contains(String(option)) else { throw .option(String(option)) }
    }
    self.words = words
  }

  /// Cuts a line at its blanks. Quotes and the backslash take away the meaning of what they hold, as in sh(1); what a
  /// shell would expand, redirect or run is no word.
  private static func words(_ text: String) throws(Refusal) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch (quote, scalar) {
      case ("'", "'"), ("\"", "\""): quote = nil
      case ("'", _): word?.unicodeScalars.append(scalar)
      case (nil, "'"), (nil, "\""):
        quote = scalar
        word = word ?? ""
      case (_, "\\"):
        guard let next = scalars.next() else { throw .shellSyntax }
        // Between double quotes it takes away the meaning of few, and stands for itself before the others.
        if quote != nil, !"\\\"$`".unicodeScalars.contains(next) { word?.unicodeScalars.append(scalar) }
        word = (word ?? "") + String(next)
      case (_, "$"), (_, "`"): throw .shellSyntax
      case ("\"", _): word?.unicodeScalars.append(scalar)
      case (_, " "), (_, "\t"):
        if let whole = word { words.append(whole) }
        word = nil
      case (_, let sign) where ";&|<>(){}".unicodeScalars.contains(sign): throw .shellSyntax
      default: word = (word ?? "") + String(scalar)
      }
    }
    guard quote == nil else { throw .shellSyntax }
    if let word { words.append(word) }
    return words
  }

  /// The names of the subcommands, for the sentence that refuses another.
  public static var names: String { commands.map(\.key).joined(separator: ", ") }
}
