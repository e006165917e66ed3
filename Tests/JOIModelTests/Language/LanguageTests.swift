import Testing

@testable import JOIModel

/// The two languages and their catalogues.
@Suite struct LanguageTests {
  @Test(
    arguments: [
      ("nl", Language.dutch), ("NL", .dutch), ("nl_NL.UTF-8", .dutch), ("nl_BE", .dutch),
      ("nl.UTF-8", .dutch), ("nl@euro", .dutch),
      ("en", .english), ("en_GB.UTF-8", .english), ("en_US", .english), ("EN_us", .english), ("C", nil),
      ("POSIX", nil),
      ("C.UTF-8", nil), ("", nil), ("de_DE.UTF-8", nil), ("nederlands", nil), ("nl-NL", nil),
      ("english", nil),
    ] as [(String, Language?)])
  func fromALocale(locale: String, language: Language?) { #expect(Language(locale: locale) == language) }

  @Test func fromACode() {
    #expect(Language(code: "nl") == .dutch)
    #expect(Language(code: "EN") == .english)
    #expect(Language(code: "nl_NL") == nil)
    #expect(Language.dutch.code == "nl")
    #expect(Language.english.code == "en")
    #expect(Language.dutch.other == .english)
    #expect(Language.english.other == .dutch)
  }

  @Test func valuesAreFilledIn() {
    #expect(Language.dutch.text(.finderCount, "3", "40") == "3 van 40 vragen")
    #expect(Language.english.text(.finderCount, "3", "40") == "3 of 40 questions")
    // A value is not looked through for more places.
    #expect(Language.dutch.text(.finderCount, "{1}", "x") == "{1} van x vragen")
    #expect(Language.dutch.text(.finderCount, "3") == "3 van {1} vragen")
    #expect(Language.dutch.text(.loading, "unused") == Message.loading.dutch)
  }

  @Test func oneAndMany() {
    #expect(Language.dutch.count(1, .countTopic, .countTopics) == "1 onderwerp")
    #expect(Language.dutch.count(0, .countTopic, .countTopics) == "0 onderwerpen")
    #expect(Language.english.count(2, .countTopic, .countTopics) == "2 topics")
  }

  @Test func aTextInTheOtherLanguageSaysSo() {
    let both = LocalizedText(dutch: "ja", english: "yes")
    #expect(both.text(in: .dutch) == "ja")
    #expect(both.text(in: .english) == "yes")
    #expect(LocalizedText(english: "yes").text(in: .dutch) == "yes (EN)")
    #expect(LocalizedText(dutch: "ja").text(in: .english) == "ja (NL)")
    #expect(LocalizedText().text(in: .dutch) == "")
    #expect(LocalizedText().isEmpty)
  }
}

/// Every text of the interface.
@Suite struct MessageTests {
  private func places(_ text: String) -> Set<String> {
    Set(text.matches(of: /\{\d+\}/).map { String($0.output) })
  }

  @Test(arguments: Message.allCases)
  func bothLanguagesSayIt(message: Message) {
    for text in [message.dutch, message.english] {
      #expect(!text.isEmpty)
      #expect(text == SafeText.field(text))
      #expect(text.trimmingPrefix(" ") == text[...] && !text.hasSuffix(" "))
      // Nothing in braces but a number: else it would be shown as it is.
      #expect(text.count { $0 == "{" } == text.matches(of: /\{\d+\}/).count)
    }
    #expect(places(message.dutch) == places(message.english))
    let count = places(message.dutch).count
    #expect(places(message.dutch) == Set((0..<count).map { "{\($0)}" }), "places are numbered from 0")
  }

  /// Long texts that are the same in both were probably never translated.
  @Test func sentencesDiffer() {
    for message in Message.allCases where message.dutch.count > 24 {
      #expect(message.dutch != message.english, "\(message)")
    }
  }
}
