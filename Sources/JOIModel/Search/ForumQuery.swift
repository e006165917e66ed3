/// What somebody asks of the forum: free words, "a phrase", and conditions such as `van:lid04`, `is:onbeantwoord` or
/// `older:7d`, each with a minus before it for its opposite.
///
/// Names of conditions and states are Dutch and English, whatever the interface speaks. What has a colon and no such
/// name before it is words like any other, so that an address can be looked for.
public struct ForumQuery: Equatable, Sendable {
  /// A state of a post or its conversation.
  public enum State: String, CaseIterable, Sendable {
    case unanswered, answered, unread, closed, open, watched

    /// The word for it in Dutch.
    var dutch: String {
      switch self {
      case .unanswered: "onbeantwoord"
      case .answered: "beantwoord"
      case .unread: "ongelezen"
      case .closed: "gesloten"
      case .open: "open"
      case .watched: "gevolgd"
      }
    }
  }

  /// A condition.
  public enum Condition: Equatable, Sendable {
    case from(String)
    case theme(String)
    case tool(String)
    case tag(String)
    case company(String)
    case state(State)
    /// Written on that day or later.
    case after(CalendarDate)
    /// Written before that day.
    case before(CalendarDate)
    /// Written longer ago than this many days.
    case older(days: Int)
    /// In a conversation with so many replies.
    case replies(Int)
  }

  /// A condition or its opposite.
  public struct Filter: Equatable, Sendable {
    /// The condition.
    public var condition: Condition
    /// Whether it must not hold.
    public var isNegated: Bool
  }

  /// Words that stand in a row.
  struct Phrase: Equatable, Sendable {
    var words: [[UInt8]]
    /// Its end has not been typed yet: the last word may go on.
    var isOpen = false
  }

  /// A part of the text that can't be understood.
  public struct Problem: Equatable, Sendable {
    /// What belongs there.
    public enum Expected: Sendable { case value, date, age, number, state }
    /// Where it stands: characters from 1.
    public var column: Int
    /// What stands there.
    public var text: String
    /// What belongs there.
    public var expected: Expected

    /// The sentence for it.
    public func text(in language: Language) -> String {
      let message: Message =
        switch expected {
        case .value: .queryWantsValue
        case .date: .queryWantsDate
        case .age: .queryWantsAge
        case .number: .queryWantsNumber
        case .state: .queryWantsState
        }
      return language.text(message, "\(column)", text)
    }
  }

  /// The free words, for marking too.
  public private(set) var words = Query("")
  /// Words that must not stand there.
  private(set) var excluded: [[UInt8]] = []
  private(set) var phrases: [Phrase] = []
  private(set) var excludedPhrases: [Phrase] = []
  /// The conditions.
  public private(set) var filters: [Filter] = []
  /// The first part that can't be understood; then the query is not to be answered.
  public private(set) var problem: Problem?
  /// What the last part still lacks while it is typed: it is left out of the query until then.
  public private(set) var hint: Problem?

  /// Reads a query.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - isTyping: whether more may come. Then a last part without a blank behind it is not finished: what is wrong
  ///     with it is a ``hint`` and no ``problem``, and the rest is answered meanwhile.
  public init(_ text: String, isTyping: Bool = false) {
    var free: [String] = []
    for term in Self.terms(text) {
      take(term, isUnfinished: isTyping && term.isLast, &free)
    }
    words = Query(free.joined(separator: " "))
  }

  /// Whether nothing is asked.
  public var isEmpty: Bool {
    words.isEmpty && excluded.isEmpty && phrases.isEmpty && excludedPhrases.isEmpty && filters.isEmpty
  }

  /// Whether it needs the texts of the posts.
  public var asksForText: Bool {
    !words.isEmpty || !excluded.isEmpty || !phrases.isEmpty || !excludedPhrases.isEmpty
  }

  /// All words that are to be found, for marking.
  public var marked: Query {
    var query = words
    for word in phrases.flatMap(\.words) where !query.words.contains(word) { query.words.append(word) }
    return query
  }

  // MARK: Reading

  private struct Term {
    /// The column of its first character, from 1.
    var column: Int
    var isNegated = false
    /// What stands before the colon; nil for words.
    var name: String?
    var value = ""
    /// The column of the value's first character.
    var valueColumn = 0
    var isQuoted = false
    var isClosed = false
    /// Nothing stands behind it, not even a blank.
    var isLast = false
  }

  private static let quotes: Set<Character> = ["\"", "\u{201C}", "\u{201D}", "\u{201E}"]

  private static func terms(_ text: String) -> [Term] {
    let characters = Array(text)
    var terms: [Term] = []
    var at = 0
    while at < characters.count {
      if characters[at].isWhitespace {
        at += 1
        continue
      }
      var term = Term(column: at + 1)
      if characters[at] == "-", at + 1 == characters.count || !characters[at + 1].isWhitespace {
        term.isNegated = true
        at += 1
      }
      var value = ""
      term.valueColumn = at + 1
      while at < characters.count, !characters[at].isWhitespace {
        if characters[at] == ":", term.name == nil, names[value.lowercased()] != nil {
          term.name = value.lowercased()
          value = ""
          term.valueColumn = at + 2
        } else if quotes.contains(characters[at]), value.isEmpty {
          at += 1
          term.isQuoted = true
          while at < characters.count, !quotes.contains(characters[at]) {
            value.append(characters[at])
            at += 1
          }
          term.isClosed = at < characters.count
          if term.isClosed { at += 1 }
          break
        } else {
          value.append(characters[at])
        }
        at += 1
      }
      term.value = value
      term.isLast = at == characters.count && !term.isClosed
      terms.append(term)
    }
    return terms
  }

  private enum Name { case from, theme, tool, tag, company, state, after, before, older, replies }

  private static let names: [String: Name] = [
    "van": .from, "from": .from, "by": .from, "thema": .theme, "theme": .theme, "tool": .tool, "tag": .tag,
    "bedrijf": .company, "company": .company, "is": .state, "status": .state, "na": .after, "after": .after,
    "voor": .before, "before": .before, "ouder": .older, "older": .older, "antwoorden": .replies,
    "replies": .replies,
  ]

  private mutating func take(_ term: Term, isUnfinished: Bool, _ free: inout [String]) {
    guard let name = term.name.flatMap({ Self.names[$0] }) else {
      takeWords(term, isUnfinished: isUnfinished, &free)
      return
    }
    func missing(_ expected: Problem.Expected) -> Problem {
      Problem(column: term.valueColumn, text: SafeText.field(term.value), expected: expected)
    }
    let (condition, expected) = Self.condition(name, term.value)
    if let condition {
      filters.append(Filter(condition: condition, isNegated: term.isNegated))
    } else if isUnfinished {
      hint = missing(expected)
    } else if problem == nil {
      problem = missing(expected)
    }
  }

  private mutating func takeWords(_ term: Term, isUnfinished: Bool, _ free: inout [String]) {
    if term.isQuoted {
      let words = Array(Folding.words(term.value).prefix(12))
      guard !words.isEmpty else { return }
      let phrase = Phrase(words: words, isOpen: isUnfinished)
      if term.isNegated { excludedPhrases.append(phrase) } else { phrases.append(phrase) }
    } else if term.isNegated {
      for word in Folding.words(term.value) where excluded.count < 12 && !excluded.contains(word) {
        excluded.append(word)
      }
    } else {
      free.append(term.value)
    }
  }

  private static func condition(_ name: Name, _ value: String) -> (Condition?, Problem.Expected) {
    let isNamed = !Folding.words(value).isEmpty
    return switch name {
    case .from: (isNamed ? .from(value) : nil, .value)
    case .theme: (isNamed ? .theme(value) : nil, .value)
    case .tool: (isNamed ? .tool(value) : nil, .value)
    case .tag: (isNamed ? .tag(value) : nil, .value)
    case .company: (isNamed ? .company(value) : nil, .value)
    case .state: (state(value).map { .state($0) }, .state)
    case .after: (CalendarDate(value).map { .after($0) }, .date)
    case .before: (CalendarDate(value).map { .before($0) }, .date)
    case .older: (days(value).map { .older(days: $0) }, .age)
    case .replies: (number(value[...]).map { .replies($0) }, .number)
    }
  }

  private static func state(_ word: String) -> State? {
    let word = word.lowercased()
    return State.allCases.first { $0.rawValue == word || $0.dutch == word }
  }

  /// `7d` or `2w`, in days.
  private static func days(_ text: String) -> Int? {
    guard let unit = text.last, let number = number(text.dropLast()) else { return nil }
    switch unit {
    case "d", "D": return number
    case "w", "W": return number * 7
    default: return nil
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(text)
  }
}
