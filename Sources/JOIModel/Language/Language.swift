/// The two languages of the interface and the content.
public enum Language: String, CaseIterable, Codable, Sendable {
  case dutch = "nl"
  case english = "en"

  /// The code of ISO 639-1.
  public var code: String { rawValue }

  /// The other one.
  public var other: Language { self == .dutch ? .english : .dutch }

  /// The language of a code; nil for any but the two.
  public init?(code: String) { self.init(rawValue: code.lowercased()) }

  /// The language that a locale's name begins with (`nl_NL.UTF-8`); nil where it names neither.
  public init?(locale: String) {
    self.init(code: String(locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }))
  }

  /// The text for a message, its placeholders `{0}`, `{1}` … filled in.
  public func text(_ message: Message, _ values: [String] = []) -> String {
    let pattern = self == .dutch ? message.dutch : message.english
    guard !values.isEmpty else { return pattern }
    var text = ""
    var rest = pattern[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: "}"),
        let number = Int(rest[rest.index(after: open)..<close]), values.indices.contains(number)
      else {
        text += rest[open...]
        return text
      }
      text += values[number]
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The text for a message, with values.
  public func text(_ message: Message, _ values: String...) -> String { text(message, values) }

  /// "1 tool", "2 tools": the message for one, or that for any other number.
  public func count(_ number: Int, _ one: Message, _ many: Message) -> String {
    text(number == 1 ? one : many, "\(number)")
  }
}

extension Message {
  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The message of a name; nil for what is none. Every frame asks for some by name, and `init(rawValue:)` holds the
  /// name against hundreds of others one by one.
  public static func named(_ name: String) -> Message? { byName[name] }
}
