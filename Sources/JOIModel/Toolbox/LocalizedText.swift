/// A text in one or two languages.
///
/// One that comes from a file stays in the file's bytes until it is asked for: of ten thousand tools a screen shows
/// thirty.
public struct LocalizedText: Equatable, Sendable {
  private enum Source: Sendable {
    case none
    /// Indices of the document's tape; 0, which is the root, for a language that is missing.
    case file(JSONDocument, dutch: UInt32, english: UInt32)
    case given(Given)
  }

  private final class Given: Sendable {
    let dutch: String?
    let english: String?

    init(_ dutch: String?, _ english: String?) { (self.dutch, self.english) = (dutch, english) }
  }

  private var source = Source.none

  /// A text in one or two languages.
  public init(dutch: String? = nil, english: String? = nil) {
    if dutch != nil || english != nil { source = .given(Given(dutch, english)) }
  }

  /// The strings of a file, one line each; none for a value that is no string or has no text.
  init(dutchValue dutch: JSONValue?, englishValue english: JSONValue? = nil) {
    func place(_ value: JSONValue?) -> UInt32 {
      guard let value, value.hasText else { return 0 }
      return UInt32(value.index)
    }
    let (dutchPlace, englishPlace) = (place(dutch), place(english))
    guard let document = (dutch ?? english)?.document, dutchPlace | englishPlace != 0 else { return }
    source = .file(document, dutch: dutchPlace, english: englishPlace)
  }

  /// The Dutch text, if there is one.
  public var dutch: String? {
    get { self[.dutch] }
    set { self = LocalizedText(dutch: newValue, english: english) }
  }

  /// The English text, if there is one.
  public var english: String? {
    get { self[.english] }
    set { self = LocalizedText(dutch: dutch, english: newValue) }
  }

  /// The text in that language.
  public subscript(language: Language) -> String? {
    switch source {
    case .none: return nil
    case .given(let given): return language == .dutch ? given.dutch : given.english
    case .file(let document, let dutch, let english):
      let index = Int(language == .dutch ? dutch : english)
      return index == 0 ? nil : JSONValue(document: document, index: index).field
    }
  }

  /// The text to show: in that language, else in the other one marked with its language, else empty.
  public func text(in language: Language) -> String {
    if let text = self[language] { return text }
    guard let text = self[language.other] else { return "" }
    return "\(text) (\(language.other.code.uppercased()))"
  }

  /// Neither language has a text.
  public var isEmpty: Bool {
    if case .none = source { true } else { false }
  }

  /// Whether there is a text in that language.
  func has(_ language: Language) -> Bool {
    switch source {
    case .none: false
    case .given: self[language] != nil
    case .file(_, let dutch, let english): (language == .dutch ? dutch : english) != 0
    }
  }

  /// The same texts, wherever they are kept.
  public static func == (a: LocalizedText, b: LocalizedText) -> Bool {
    a.dutch == b.dutch && a.english == b.english
  }
}
