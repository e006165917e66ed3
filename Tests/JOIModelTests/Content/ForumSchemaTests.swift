import Testing

@testable import JOIModel

/// docs/community.schema.json says what the program reads, and the real file keeps to it.
@Suite struct CommunitySchemaTests {
  /// A place of the sample that is damaged, in one value alone.
  struct Damage: CustomTestStringConvertible, Sendable {
    var old: String
    var new: String
    var testDescription: String { "\(old) → \(new)" }

    init(_ old: String, _ new: String) {
      self.old = old
      self.new = new
    }
  }

  private func schema() throws -> JSONSchema {
    JSONSchema(
      root: try JSONTree(text: readFile(checkout.appendingPathComponent("docs/community.schema.json").path)))
  }

  @Test func theRealFileMatches() throws {
    let file = try readFile(checkout.appendingPathComponent("data/community.json").path)
    #expect(try schema().faults(JSONTree(text: file)) == [])
  }

  @Test func theSampleMatches() throws {
    #expect(try schema().faults(JSONTree(text: SampleCommunity.text)) == [])
  }

  /// What the loader finds wrong in one value alone, the schema finds too.
  static let damages = [
    Damage(#""joi-community/1""#, #""joi-community/2""#), Damage(#""format": "joi-community/1", "#, ""),
    Damage(#""identity": "demo""#, #""identity": "play""#),
    Damage(#""guests": "none""#, #""guests": "write""#),
    Damage(#""guests": "none""#, #""guests": "none", "x": 1"#), Damage(#""members": ["#, #""people": ["#),
    Damage(#""region": "noord""#, #""region": "Noord""#),
    Damage(#""id": "firma", "#, ""), Damage(#""id": "firma""#, #""id": "Firma""#),
    Damage(#""kind": "company""#, #""kind": "firm""#), Damage(#""account": "anna", "#, ""),
    Damage(#""account": "anna""#, #""account": "-anna""#), Damage(#""fictional": true"#, #""fictional": 1"#),
    Damage(#""from": "2026-02-01""#, #""from": "2026-02-01 10:00""#),
    Damage(#""from": "2026-02-01", "#, ""),
    Damage(#""until": "2026-03-01T12:00:00.000Z""#, #""until": "2026-03-01T12:00""#),
    Damage(#""until": "2026-03-01T12:00:00.000Z""#, #""until": null, "at": {"logs": {}}"#),
    Damage(#""until": "2026-03-01T12:00:00.000Z""#, #""until": null, "at": {"log": {"leden": -1}}"#),
    Damage(#""until": "2026-03-01T12:00:00.000Z""#, #""until": null, "at": {"log": {"leden": "9"}}"#),
    Damage(#""kind": "flags""#, #""kind": "reports""#),
    Damage(#""readers": "companies""#, #""readers": "all""#),
    Damage(#"{"nl": "Alle leden", "en": "All members"}"#, #"{"nl": "", "en": ""}"#),
    Damage(#"{"nl": "Alle leden", "en": "All members"}"#, #"{"nl": "Alle leden", "de": "x"}"#),
    Damage(#""id": "onder-ons", "#, ""), Damage(#", "name": {"nl": "Onder ons", "en": "Among us"}"#, ""),
  ]

  @Test(arguments: damages) func theSchemaIsAsStrictAsTheLoader(damage: Damage) throws {
    let text = try SampleCommunity.damaged((damage.old, damage.new))
    #expect(!SampleCommunity.load(text, isThorough: true).findings.isEmpty)
    #expect(try !schema().faults(JSONTree(text: text)).isEmpty)
  }

  /// A number that is no account's: where one only tries out, the loader needs none and passes over it.
  @Test(arguments: [
    Damage(#""uid": 70001"#, #""uid": -1"#), Damage(#""uid": 70001"#, #""uid": 4294967296"#),
  ])
  func theSchemaRefusesMore(damage: Damage) throws {
    #expect(try !schema().faults(JSONTree(text: SampleCommunity.damaged((damage.old, damage.new)))).isEmpty)
  }
}

/// docs/forum-event.schema.json says what stands in a log: what is delivered, and what the program writes.
@Suite struct ForumEventSchemaTests {
  private func schema() throws -> JSONSchema {
    JSONSchema(
      root: try JSONTree(
        text: readFile(checkout.appendingPathComponent("docs/forum-event.schema.json").path)))
  }

  @Test func eachLineOfTheSamplesMatches() throws {
    let lines = try ShippedForum().lines
    let schema = try schema()
    #expect(lines.count > 150)
    for line in lines { #expect(try schema.faults(line.event) == [], "\(line.place)") }
  }

  @Test func everyKindIsInIt() throws {
    let root = try schema().root
    let kinds = Set((root["anyOf"]?.list ?? []).compactMap { $0["$ref"]?.text?.split(separator: "/").last })
    #expect(kinds == Set(LogLine.Kind.allCases.map { Substring($0.rawValue) }))
  }

  private static let (id, other) = (
    "anna-20260301101500000-k3v9q2xw", "bert-20260301101500000-k3v9q2xw"
  )

  static let actions: [ForumEvent.Action] = [
    .thread(title: "Vraag", theme: "verzuim", tags: ["rooster"], tools: ["a3-methode"], body: "Wie?"),
    .thread(title: "Vraag", theme: "verzuim", tags: [], tools: [], body: "Wie?"),
    .reply(thread: other, to: "\(other)@zuid", body: "Ik.\n\n> \"Wie?\""), .edit(post: id, body: "Ik niet."),
    .retract(post: id, reason: "vergissing"), .retract(post: id, reason: ""), .like(post: other),
    .flag(post: other, reason: "een naam"), .answer(thread: other, post: id), .undo(event: id),
    .review(target: other), .hide(target: other, reason: "een naam"), .show(target: other, reason: ""),
    .close(target: other, reason: "beantwoord"), .open(target: other, reason: "toch niet"),
    .pin(target: other), .unpin(target: other), .move(target: other, theme: "werkdruk", reason: "past daar"),
    .retitle(target: other, title: "Beter", tags: ["nacht"], reason: "korter"),
    .retitle(target: other, title: "Beter", tags: [], reason: ""), .link(target: other, tool: "a3-methode"),
    .note(target: other, body: "gebeld"),
  ]

  @Test(arguments: actions) func whatTheProgramWritesMatches(action: ForumEvent.Action) throws {
    let event = ForumEvent(action, by: "anna", at: try .at("2026-03-01T10:15:00.000Z"))
    let tree = try JSONTree(text: String(decoding: event.line, as: UTF8.self))
    #expect(try schema().faults(tree) == [])
  }

  /// A line that readers refuse by itself is refused by the schema, and the other way round.
  @Test(arguments: [
    (#""v":1"#, #""v":2"#), (#""v":1,"#, ""), (#""do":"reply""#, #""do":"answers""#),
    (#""do":"reply""#, #""do":"edit""#), (#","thread":"\#(other)""#, ""),
    (#""body":"Ik.""#, #""body":7"#), (#""at":"2026-03-01T10:15:00.000Z""#, #""at":"2026-03-01 10:15""#),
    (#""at":"2026-03-01T10:15:00.000Z""#, #""at":"1969-03-01T10:15:00.000Z""#),
    (#""id":"\#(id)","#, ""),
  ])
  func aDamagedLineFails(old: String, new: String) throws {
    let line = """
      {"at":"2026-03-01T10:15:00.000Z","body":"Ik.","do":"reply","id":"\(Self.id)","v":1,"thread":"\(Self.other)"}
      """
    #expect(try schema().faults(JSONTree(text: line)) == [])
    #expect(LogLine.read(Array(line.utf8)).line != nil)
    guard line.ranges(of: old).count == 1 else { throw SampleCommunity.NotOnePlace(text: old) }
    let damaged = line.replacing(old, with: new)
    #expect(LogLine.read(Array(damaged.utf8)).line == nil)
    #expect(try !schema().faults(JSONTree(text: damaged)).isEmpty)
  }

  /// Ids that no reader takes for one of the log's, or for one of anybody's.
  @Test(arguments: [
    (#"-k3v9q2xw","v""#, #"-k3v9q2xw@zuid","v""#), (#"-k3v9q2xw","v""#, #"-K3V9Q2XW","v""#),
    (#""thread":"bert-2026"#, #""thread":"bert-26"#), (#""thread":"bert-"#, #""thread":"Bert-"#),
    (#""v":1"#, #""v":1,"titel":"x""#),
  ])
  func aBadIdFails(old: String, new: String) throws {
    let line = """
      {"at":"2026-03-01T10:15:00.000Z","body":"Ik.","do":"reply","id":"\(Self.id)","v":1,"thread":"\(Self.other)"}
      """
    guard line.ranges(of: old).count == 1 else { throw SampleCommunity.NotOnePlace(text: old) }
    #expect(try !schema().faults(JSONTree(text: line.replacing(old, with: new))).isEmpty)
  }
}
