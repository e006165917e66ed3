import Testing

@testable import JOIModel

/// Texts that stay in the file until they are asked for.
@Suite struct LocalizedTextTests {
  private func value(_ json: String) throws -> JSONValue { try JSONDocument(Array(json.utf8)).root }

  private func text(_ json: String) throws -> LocalizedText {
    let root = try value(json)
    return LocalizedText(dutchValue: root["nl"], englishValue: root["en"])
  }

  @Test func whatIsInAFileIsTheSameAsWhatWasGiven() throws {
    let read = try text(#"{"nl": "Eén \u0022tool\u0022", "en": "One \"tool\""}"#)
    #expect(read == LocalizedText(dutch: "Eén \"tool\"", english: "One \"tool\""))
    #expect(read != LocalizedText(dutch: "Eén \"tool\"", english: "One tool"))
    #expect(read != LocalizedText(dutch: "Eén tool", english: "One \"tool\""))
    #expect(LocalizedText(dutch: "a") == LocalizedText(dutch: "a", english: nil))
  }

  @Test(arguments: [
    ("{}", false, false), (#"{"nl": "", "en": ""}"#, false, false), (#"{"nl": null, "en": 5}"#, false, false),
    (#"{"nl": "x"}"#, true, false), (#"{"en": "x"}"#, false, true), (#"{"nl": "", "en": "é"}"#, false, true),
    // Nothing is left of these behind the one door.
    (#"{"nl": "\u200b", "en": "\u00ad"}"#, false, false), ("{\"nl\": \"\u{200B}\u{202E}\"}", false, false),
    (#"{"nl": "\u200bx", "en": "\u0041"}"#, true, true), (#"{"nl": "\n"}"#, true, false),
  ])
  func aTextWithoutACharacterIsNone(json: String, dutch: Bool, english: Bool) throws {
    let text = try text(json)
    #expect(text.has(.dutch) == dutch && text.has(.english) == english)
    #expect((text.dutch != nil) == dutch && (text.english != nil) == english)
    #expect(text.isEmpty == (!dutch && !english))
  }

  @Test func oneLanguageCanBeGivenAnew() throws {
    var text = try text(#"{"nl": "oud", "en": "old"}"#)
    text.dutch = "nieuw"
    #expect(text == LocalizedText(dutch: "nieuw", english: "old"))
    text.english = nil
    #expect(text == LocalizedText(dutch: "nieuw"))
    text.dutch = nil
    #expect(text.isEmpty)
    #expect(!text.has(.dutch))
  }
}
