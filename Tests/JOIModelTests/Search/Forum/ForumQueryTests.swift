import Testing

@testable import JOIModel

/// How a query is read.
@Suite struct ForumQueryTests {
  private func words(_ query: ForumQuery) -> [String] {
    query.words.words.map { String(decoding: $0, as: UTF8.self) }
  }

  private func conditions(_ text: String) -> [ForumQuery.Condition] {
    ForumQuery(text).filters.map(\.condition)
  }

  private func problem(_ text: String) -> ForumQuery.Problem? { ForumQuery(text).problem }

  @Test func freeWordsAreFoldedAndStandOnce() {
    #expect(words(ForumQuery("Werkdruk  één werkdruk")) == ["werkdruk", "een"])
  }

  @Test(arguments: [
    ("van:lid04", ForumQuery.Condition.from("lid04")), ("from:lid04", .from("lid04")),
    ("by:lid04", .from("lid04")),
    ("thema:x", .theme("x")), ("theme:x", .theme("x")), ("tool:scan", .tool("scan")),
    ("tag:tip", .tag("tip")),
    ("bedrijf:firma", .company("firma")), ("company:firma", .company("firma")),
    ("is:onbeantwoord", .state(.unanswered)), ("is:unanswered", .state(.unanswered)),
    ("is:beantwoord", .state(.answered)), ("is:answered", .state(.answered)),
    ("is:ongelezen", .state(.unread)), ("is:unread", .state(.unread)),
    ("is:gesloten", .state(.closed)), ("is:closed", .state(.closed)),
    ("is:gevolgd", .state(.watched)), ("is:watched", .state(.watched)), ("status:open", .state(.open)),
    ("antwoorden:0", .replies(0)), ("replies:12", .replies(12)),
    ("ouder:7d", .older(days: 7)), ("older:2w", .older(days: 14)),
  ])
  func aConditionHasADutchAndAnEnglishName(text: String, condition: ForumQuery.Condition) {
    #expect(ForumQuery(text).filters == [.init(condition: condition, isNegated: false)])
    #expect(ForumQuery("-\(text)").filters == [.init(condition: condition, isNegated: true)])
    #expect(ForumQuery(text.uppercased()).filters.count == 1, "\(text)")
  }

  @Test func daysStandBehindNaAndVoor() throws {
    let day = try #require(CalendarDate("2026-01-31"))
    #expect(conditions("na:2026-01-31 after:2026-01-31") == [.after(day), .after(day)])
    #expect(conditions("voor:2026-01-31 before:2026-01-31") == [.before(day), .before(day)])
  }

  @Test func aPhraseStandsBetweenQuotes() {
    let query = ForumQuery("rooster \"hoe begin ik\" -\"geen idee\" -planning")
    #expect(words(query) == ["rooster"])
    #expect(query.phrases == [.init(words: ["hoe", "begin", "ik"].map { Array($0.utf8) })])
    #expect(query.excludedPhrases == [.init(words: ["geen", "idee"].map { Array($0.utf8) })])
    #expect(query.excluded == [Array("planning".utf8)])
    #expect(ForumQuery("„hoe begin ik”").phrases.count == 1)
  }

  @Test func aValueMayStandBetweenQuotes() {
    #expect(conditions("van:\"Firma Een\" x") == [.from("Firma Een")])
  }

  @Test func aMinusWithinAWordIsNone() {
    let query = ForumQuery("zelf-roosteren - x")
    #expect(words(query) == ["zelf", "roosteren", "x"])
    #expect(query.excluded.isEmpty)
  }

  @Test func otherColonsAreWords() {
    let query = ForumQuery("10:30 https://example.org/van:x")
    #expect(query.filters.isEmpty && query.problem == nil)
    #expect(words(query) == ["10", "30", "https", "example", "org", "van", "x"])
  }

  @Test func wordsForMarkingAreThoseToBeFound() {
    let marked = ForumQuery("rooster \"de planning\" -chef van:lid04").marked
    #expect(marked.words == ["rooster", "de", "planning"].map { Array($0.utf8) })
  }

  // MARK: Problems

  @Test(arguments: [
    ("older:xx", 7, "xx", ForumQuery.Problem.Expected.age), ("older:7", 7, "7", .age),
    ("ouder:d", 7, "d", .age), ("ouder:7m", 7, "7m", .age), ("older:9999999d", 7, "9999999d", .age),
    ("rooster na:2026-02-30", 12, "2026-02-30", .date), ("-voor:gisteren", 7, "gisteren", .date),
    ("replies:veel", 9, "veel", .number), ("antwoorden:-1", 12, "-1", .number),
    ("é is:weg", 6, "weg", .state), ("van:", 5, "", .value), ("tag:!", 5, "!", .value),
    ("is: x", 4, "", .state),
  ])
  func aProblemNamesItsColumn(text: String, column: Int, part: String, expected: ForumQuery.Problem.Expected)
  {
    #expect(problem(text) == .init(column: column, text: part, expected: expected))
  }

  @Test func theFirstProblemIsTold() {
    #expect(problem("is:weg older:xx")?.expected == .state)
  }

  @Test func aProblemIsASentenceInBothLanguages() throws {
    let found = try #require(problem("rooster older:xx"))
    #expect(found.text(in: .dutch).hasPrefix("Kolom 15: \"xx\""))
    #expect(found.text(in: .english).hasPrefix("Column 15: \"xx\""))
    #expect(found.text(in: .dutch).contains("ouder:7d"))
  }

  @Test func whatIsTypedIsNotFinished() {
    for text in ["van:", "older:x", "older:7", "is:onbe", "na:2026-01", "replies:", "rooster -is:"] {
      let query = ForumQuery(text, isTyping: true)
      #expect(query.problem == nil && query.filters.isEmpty, "\(text)")
      #expect(query.hint == ForumQuery(text).problem && query.hint != nil, "\(text)")
    }
    // A blank behind it, or another part, ends it.
    #expect(ForumQuery("older:x ", isTyping: true).problem?.column == 7)
    #expect(ForumQuery("older:x rooster", isTyping: true).problem?.column == 7)
    #expect(ForumQuery("van:\"\"", isTyping: true).problem?.expected == .value)
  }

  @Test func anOpenPhraseMayGoOnWhileItIsTyped() {
    #expect(ForumQuery("\"hoe beg", isTyping: true).phrases.map(\.isOpen) == [true])
    #expect(ForumQuery("\"hoe beg\"", isTyping: true).phrases.map(\.isOpen) == [false])
    #expect(ForumQuery("\"hoe beg").phrases.map(\.isOpen) == [false])
  }

  @Test func nothingIsAskedByNothing() {
    for text in ["", "  ", "-", "\"", "\"\"", "!?", "- -"] {
      let query = ForumQuery(text)
      #expect(query.isEmpty && query.problem == nil, "\(text)")
    }
  }
}
