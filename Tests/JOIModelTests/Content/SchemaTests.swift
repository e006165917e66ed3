import Testing

@testable import JOIModel

/// docs/toolbox.schema.json says what the program reads, and the real file keeps to it.
@Suite struct SchemaTests {
  private func schema() throws -> JSONSchema {
    JSONSchema(
      root: try JSONTree(text: readFile(checkout.appendingPathComponent("docs/toolbox.schema.json").path)))
  }

  @Test func theRealFileMatches() throws {
    let toolbox = try JSONTree(text: readFile(checkout.appendingPathComponent("data/toolbox.json").path))
    #expect(try schema().faults(toolbox) == [])
  }

  @Test func theSampleMatches() throws {
    #expect(try schema().faults(JSONTree(text: SampleToolbox.text)) == [])
  }

  @Test(arguments: [
    (#""joi-toolbox/1""#, #""joi-toolbox/2""#), (#""format": "joi-toolbox/1","#, ""),
    (#""format": "joi-toolbox/1","#, #""format": "joi-toolbox/1", "x": 1,"#),
    (#"{"nl": "Drukscan","#, #"{"de": "x", "nl": "Drukscan","#),
    (#"{"nl": "Drukscan", "en": "Pressure scan"}"#, #"{"nl": "", "en": ""}"#),
    (#"{"nl": "Drukscan", "en": "Pressure scan"}"#, #""""#),
    (#"{"nl": "Drukscan", "en": "Pressure scan"}"#, #"{}"#),
    (#"{"nl": "Drukscan", "en": "Pressure scan"}"#, #"{"nl": "x", "en": 5}"#),
    (#""minutes": [15, 20]"#, #""minutes": [15]"#), (#""minutes": [15, 20]"#, #""minutes": [15, 20, 25]"#),
    (#""minutes": [15, 20]"#, #""minutes": [-1, 20]"#), (#""minutes": [15, 20]"#, #""minutes": [1.5, 20]"#),
    (#""minutes": [15, 20]"#, #""minutes": [15, 10000001]"#), (#""minutes": [15, 20]"#, #""minutes": "15""#),
    (#""estimate": true"#, #""estimate": "yes""#), (#""ok": true"#, #""ok": 1"#),
    (#"{"title": "Handboek", "#, "{"),
    (#""topics": ["pressure", "talk"], "seeAlso""#, #""topics": [], "seeAlso""#),
    (#""location": {"text": {"nl": "In de kast.", "en": "In the cupboard."}}"#, #""location": "x""#),
    (#""replacedBy": ["talk-form"]"#, #""replacedBy": ["Talk form"]"#),
    (#""url": "https://example.org/scan""#, #""url": "ftp://example.org""#),
    (#""url": "https://example.org/scan""#, #""url": "https://example.org/a b""#),
    (#""url": "https://example.org/scan""#, #""url": "https://""#),
    (#""checked": "2024-02-29""#, #""checked": "2024-02-30T""#),
    (#""checked": "2024-02-29""#, #""checked": "2024-13-01""#), (#""id": "busy", "#, ""),
    (#""id": "start", "title""#, #""title""#),
  ])
  func aDamagedCopyFails(old: String, new: String) throws {
    #expect(try !schema().faults(JSONTree(text: SampleToolbox.damaged(old, new))).isEmpty)
  }

  /// What the loader finds wrong in one value alone, the schema finds too.
  @Test(arguments: DamageTests.toolDamages + DamageTests.linkDamages)
  func theSchemaIsAsStrictAsTheLoader(damage: DamageTests.Damage) throws {
    let faults = try schema().faults(JSONTree(text: SampleToolbox.damaged(damage.old, damage.new)))
    switch damage.problem {
    case .unknownIdentifier, .duplicateIdentifier, .badDate("2023-02-29"):
      #expect(faults == [], "is for check alone")
    default: #expect(!faults.isEmpty)
    }
  }

  @Test func aKeywordThatIsNotCheckedIsAnError() throws {
    let schema = JSONSchema(root: try JSONTree(text: #"{"uniqueItems": true}"#))
    #expect(throws: JSONSchema.UnknownKeyword(keyword: "uniqueItems")) { try schema.faults(.null) }
  }
}
