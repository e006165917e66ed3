import Testing

@testable import JOIModel

/// What only `check` looks for: it harms nobody who reads.
@Suite struct ThoroughCheckTests {
  private func findings(_ old: String, _ new: String) throws -> [Finding] {
    let text = try SampleToolbox.damaged(old, new)
    #expect(try SampleToolbox.load(text).findings == [], "told without being asked")
    return try SampleToolbox.load(text, isThorough: true).findings
  }

  @Test(arguments: [
    (#""format": "joi-toolbox/1","#, #""format": "joi-toolbox/1", "x": 1,"#, "x"),
    (#""summary": {"nl": "Over mensen.","#, #""x": 1, "summary": {"nl": "Over mensen.","#, "pillars[0].x"),
    (#""id": "talk", "name""#, #""id": "talk", "x": 1, "name""#, "pillars[0].topics[1].x"),
    (#""seeAlso": ["lead"]"#, #""x": {}, "seeAlso": ["lead"]"#, "tools[0].x"),
    (#""text": {"nl": "In de kast.""#, #""x": 1, "text": {"nl": "In de kast.""#, "tools[3].location.x"),
    (
      #""url": "https://example.org/scan""#, #""x": 1, "url": "https://example.org/scan""#,
      "tools[0].location.links[0].x"
    ),
    (#"{"tool": "old-form""#, #"{"x": 1, "tool": "old-form""#, "tools[3].related[0].x"),
    (#"{"title": "Handboek""#, #"{"x": 1, "title": "Handboek""#, "tools[0].sources[0].x"),
    (#"{"nl": "Drukscan""#, #"{"x": 1, "nl": "Drukscan""#, "tools[0].name.x"),
    (#"{"nl": "Maak een plan.""#, #"{"x": 1, "nl": "Maak een plan.""#, "tools[3].workings.x"),
    (#""id": "more""#, #""id": "more", "x": 1"#, "manual[1].x"),
    (#""id": "busy""#, #""id": "busy", "x": 1"#, "starters[0].x"),
  ])
  func unknownKeys(old: String, new: String, path: String) throws {
    let findings = try findings(old, new)
    #expect(findings.map(\.problem) == [.unknownKey("x")])
    #expect(findings.map(\.path) == [path])
    #expect(findings.map(\.severity) == [.warning])
    #expect(findings.map(\.line) == [SampleToolbox.line(of: old)])
  }

  @Test(arguments: [
    (
      "[het gesprek](tool:talk-form)", "[het gesprek](tool:nobody)", "tool:nobody", "tools.scan.background.nl"
    ),
    ("[work pressure](topic:pressure)", "[x](topic:nowhere)", "topic:nowhere", "tools.scan.workings.en"),
    ("[eerst dit](manual:start)", "[x](manual:nowhere)", "manual:nowhere", "tools.scan.location.text.nl"),
    ("[overview](screen:overview)", "[x](tool:nobody)", "tool:nobody", "manual.start.body.en"),
  ])
  func linksInTextsThatLeadNowhere(old: String, new: String, link: String, path: String) throws {
    let findings = try findings(old, new)
    #expect(findings.map(\.problem) == [.unresolvedLink(link)])
    #expect(findings.map(\.path) == [path])
  }

  @Test(arguments: [
    (
      #"{"nl": "Maak een plan.", "en": "Make a plan."}"#, #"{"nl": "Maak een plan."}"#, "en",
      "tools.lead-plan.workings"
    ),
    (
      #"{"nl": "Maak een plan.", "en": "Make a plan."}"#, #"{"nl": "", "en": "Make."}"#, "nl",
      "tools.lead-plan.workings"
    ),
    (
      #"{"nl": "In de kast.", "en": "In the cupboard."}"#, #""In de kast.""#, "en",
      "tools.lead-plan.location.text"
    ),
  ])
  func textsInOneLanguage(old: String, new: String, language: String, path: String) throws {
    let findings = try findings(old, new)
    #expect(findings.map(\.problem) == [.missingLanguage(language)])
    #expect(findings.map(\.path) == [path])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test
  func aLinkInATextIsToldWithItsLine() throws {
    let old = "[work pressure](topic:pressure)"
    let findings = try findings(old, "[x](topic:nowhere)")
    #expect(findings.map(\.line) == [SampleToolbox.line(of: old)])
  }

  @Test func aShortTextInOneLanguageIsTold()
    throws
  {
    let findings = try findings(#"{"nl": "Leidersplan", "en": "Leaders' plan"}"#, #"{"nl": "Leidersplan"}"#)
    #expect(findings.map(\.problem) == [.missingLanguage("en")])
  }

  @Test func aLinkInAStatusNoteIsLookedAt() throws {
    let findings = try findings(#""nl": "Gestopt.""#, #""nl": "Gestopt; gebruik [dit](tool:nobody).""#)
    #expect(findings.map(\.problem) == [.unresolvedLink("tool:nobody")])
  }
}

/// Values of the wrong kind that are left out in silence today.
@Suite struct SilentDamageTests {
  @Test(
    arguments: [
      (#""topics": ["lead"], "focus""#, #""topics": [], "focus""#, "tools[3].topics"),
      (#""focus": ["organisation"], "kind": "plan""#, #""focus": [], "kind": "plan""#, "tools[3].focus"),
      (
        #""location": {"text": {"nl": "In de kast.", "en": "In the cupboard."}}"#,
        #""location": "In de kast.""#, "tools[3].location"
      ),
      (#""estimate": true"#, #""estimate": "yes""#, "tools[1].estimate"),
      (#""ok": true"#, #""ok": "yes""#, "tools[0].location.links[0].ok"),
      (#"{"title": "Handboek", "#, "{", "tools[0].sources[0].title"),
      (#""replacedBy": ["talk-form"]"#, #""replacedBy": [5]"#, "tools[2].replacedBy[0]"),
      (#"{"nl": "Je ziet waar het knelt.", "#, #"{"nl": 5, "#, "tools[0].gist.nl"),
      (#"{"nl": "Maak een plan.", "#, #"{"nl": 5, "#, "tools[3].workings.nl"),
    ])
  func whatIsLeftOutIsTold(old: String, new: String, path: String) throws {
    let findings = try SampleToolbox.load(try SampleToolbox.damaged(old, new)).findings
    #expect(findings.map(\.path) == [path])
  }

  @Test
  func aRelationIsNamedByItsPlaceInTheFile() throws {
    let text = try SampleToolbox.damaged(
      #""related": [{"tool": "talk-form","#, #""related": [{"tool": "?"}, {"tool": "nobody","#)
    let findings = try SampleToolbox.load(text).findings
    #expect(findings.map(\.problem).contains(.unknownIdentifier("nobody")))
    #expect(
      findings.first { $0.problem == .unknownIdentifier("nobody") }?.path == "tools.scan.related[1].tool")
  }
}
