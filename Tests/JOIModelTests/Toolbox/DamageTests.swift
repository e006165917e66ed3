import Testing

@testable import JOIModel

/// One thing broken at a time: one finding that says what and where, and the rest opens.
@Suite struct DamageTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var problem: Finding.Problem
    var path: String
    /// The tools that still open.
    var left = ["scan", "talk-form", "old-form", "lead-plan"]
    var severity = Finding.Severity.error
    /// How many lines above the damage the object begins that lacks something.
    var above = 0
    var testDescription: String { "\(path): \(problem)" }
  }

  private static let withoutPlan = ["scan", "talk-form", "old-form"]
  private static let kinds = ["scan", "questionnaire", "workform", "guide", "plan", "model", "information"]
  private static let long = String(repeating: "x", count: 65)

  static let toolDamages: [Damage] = [
    .init(
      old: #""topics": ["pressure", "talk"]"#, new: #""topics": ["pressure", "nowhere"]"#,
      problem: .unknownIdentifier("nowhere"), path: "tools[0].topics[1]"),
    .init(
      old: #""topics": ["lead"], "focus""#, new: #""topics": ["nowhere"], "focus""#,
      problem: .unknownIdentifier("nowhere"), path: "tools[3].topics[0]", left: withoutPlan),
    .init(
      old: #""topics": ["lead"], "focus""#, new: #""focus""#, problem: .missing, path: "tools[3].topics",
      left: withoutPlan, above: 2),
    .init(
      old: #""topics": ["lead"], "focus""#, new: #""topics": "lead", "focus""#,
      problem: .wrongType(expected: "array", found: "string"), path: "tools[3].topics", left: withoutPlan),
    .init(
      old: #""seeAlso": ["lead"]"#, new: #""seeAlso": ["nowhere"]"#, problem: .unknownIdentifier("nowhere"),
      path: "tools[0].seeAlso[0]"),
    .init(
      old: #"["organisation", "team"]"#, new: #"["organisation", "galaxy"]"#,
      problem: .unknownWord("galaxy", known: ["organisation", "team", "individual"]),
      path: "tools[0].focus[1]"),
    .init(
      old: #""focus": ["organisation"], "kind": "plan""#, new: #""focus": ["Organisation"], "kind": "plan""#,
      problem: .unknownWord("Organisation", known: ["organisation", "team", "individual"]),
      path: "tools[3].focus[0]", left: withoutPlan),
    .init(
      old: #""focus": ["organisation"], "kind": "plan""#, new: #""kind": "plan""#, problem: .missing,
      path: "tools[3].focus", left: withoutPlan, above: 2),
    .init(
      old: #""kind": "plan""#, new: #""kind": "spell""#, problem: .unknownWord("spell", known: kinds),
      path: "tools[3].kind", left: withoutPlan),
    .init(
      old: #""kind": "plan""#, new: #""kind": 5"#, problem: .unknownWord("number", known: kinds),
      path: "tools[3].kind", left: withoutPlan),
    .init(
      old: #""cost": "paid""#, new: #""cost": "cheap\u001b""#,
      problem: .unknownWord("cheap␛", known: ["free", "licence", "paid", "unknown"]), path: "tools[3].cost",
      left: withoutPlan),
    .init(
      old: #""cost": "paid","#, new: #""cost": "paid", "status": "gone","#,
      problem: .unknownWord("gone", known: ["active", "candidate", "withdrawn"]), path: "tools[3].status",
      left: withoutPlan),
    .init(
      old: #""languages": ["other"]"#, new: #""languages": ["fy"]"#,
      problem: .unknownWord("fy", known: ["nl", "en", "other"]), path: "tools[3].languages[0]"),
    .init(
      old: #""kind": "plan", "purpose": ["support"]"#, new: #""kind": "plan", "purpose": ["fun"]"#,
      problem: .unknownWord("fun", known: ["support", "monitor"]), path: "tools[3].purpose[0]"),
    .init(
      old: #""id": "lead-plan""#, new: #""id": "scan""#, problem: .duplicateIdentifier("scan"),
      path: "tools[3].id",
      left: withoutPlan),
    .init(
      old: #""id": "lead-plan", "#, new: "", problem: .missing, path: "tools[3].id", left: withoutPlan,
      above: 1),
    .init(
      old: #""id": "lead-plan""#, new: #""id": 7"#, problem: .missing, path: "tools[3].id", left: withoutPlan,
      above: 1),
    .init(
      old: #""name": {"nl": "Leidersplan", "en": "Leaders' plan"},"#, new: "", problem: .missing,
      path: "tools[3].name", left: withoutPlan, above: 1),
    .init(
      old: #"{"nl": "Leidersplan", "en": "Leaders' plan"}"#, new: "[]",
      problem: .wrongType(expected: "string", found: "array"), path: "tools[3].name", left: withoutPlan),
    .init(
      old: #"{"nl": "Leidersplan", "en": "Leaders' plan"}"#, new: #"{"de": "Plan"}"#, problem: .missing,
      path: "tools[3].name", left: withoutPlan),
    .init(
      old: #"{"nl": "Hoe gaat het?", "en": "How are you?"}"#, new: "null", problem: .missing,
      path: "tools[2].question", above: 3),
    .init(
      old: #"{"nl": "Verouderd.", "en": "Out of date."}"#, new: "3",
      problem: .wrongType(expected: "string", found: "number"), path: "tools[2].background"),
    .init(
      old: "\"tools\": [\n", new: "\"tools\": [\"x\",\n",
      problem: .wrongType(expected: "object", found: "string"),
      path: "tools[0]"),
  ]

  static let linkDamages: [Damage] = [
    .init(
      old: #""url": "https://example.org/scan""#, new: #""url": "www.example.org""#,
      problem: .badAddress("www.example.org"), path: "tools[0].location.links[0].url"),
    .init(
      old: #""url": "https://example.org/scan""#, new: #""url": "javascript:alert(1)""#,
      problem: .badAddress("javascript:alert(1)"), path: "tools[0].location.links[0].url"),
    .init(
      old: #""url": "https://example.org/scan""#, new: #""url": "https://example.org/\u001b[2J""#,
      problem: .badAddress("https://example.org/␛[2J"), path: "tools[0].location.links[0].url"),
    .init(
      old: #""url": "https://example.org/scan", "#, new: "", problem: .missing,
      path: "tools[0].location.links[0].url"),
    .init(
      old: #""url": "https://example.org/book""#, new: #""url": "file:///etc/passwd""#,
      problem: .badAddress("file:///etc/passwd"), path: "tools[0].sources[0].url"),
    .init(
      old: #""checked": "2024-02-29""#, new: #""checked": "2023-02-29""#, problem: .badDate("2023-02-29"),
      path: "tools[0].location.links[0].checked"),
    .init(
      old: #""reviewed": "2025-01-31""#, new: #""reviewed": "31-01-2025""#, problem: .badDate("31-01-2025"),
      path: "tools[0].reviewed"),
    .init(
      old: #""reviewBy": "2026-01-31""#, new: #""reviewBy": 2026"#, problem: .badDate("number"),
      path: "tools[0].reviewBy"),
    .init(
      old: #""related": [{"tool": "talk-form","#, new: #""related": [{"tool": "nobody","#,
      problem: .unknownIdentifier("nobody"), path: "tools.scan.related[0].tool"),
    .init(
      old: #""related": [{"tool": "talk-form","#, new: #""related": [{"tool": "No Body","#,
      problem: .badIdentifier("No Body"), path: "tools[0].related[0].tool"),
    .init(
      old: #""replacedBy": ["talk-form"]"#, new: #""replacedBy": ["nobody"]"#,
      problem: .unknownIdentifier("nobody"), path: "tools.old-form.replacedBy"),
    .init(
      old: #""replacedBy": ["talk-form"]"#, new: #""replacedBy": "talk-form""#,
      problem: .wrongType(expected: "array", found: "string"), path: "tools[2].replacedBy"),
  ]

  static let otherDamages: [Damage] = [
    .init(
      old: #""id": "manage""#, new: #""id": "work""#, problem: .duplicateIdentifier("work"),
      path: "pillars[1].id",
      left: withoutPlan),
    .init(
      old: #""id": "talk", "name""#, new: #""id": "pressure", "name""#,
      problem: .duplicateIdentifier("pressure"),
      path: "pillars[0].topics[1].id", left: ["scan", "old-form", "lead-plan"]),
    .init(
      old: #""id": "more""#, new: #""id": "start""#, problem: .duplicateIdentifier("start"),
      path: "manual[1].id"),
    .init(
      old: #""title": {"nl": "Meer lezen", "en": "Read more"},"#, new: "", problem: .missing,
      path: "manual[1].title"),
    .init(
      old: #", "tools": ["scan", "old-form", "talk-form"]"#, new: #", "tools": ["scan", "nobody"]"#,
      problem: .unknownIdentifier("nobody"), path: "starters[0].tools[1]"),
    .init(
      old: #""id": "busy""#, new: #""id": "Busy!""#, problem: .badIdentifier("Busy!"), path: "starters[0].id"),
    .init(
      old: #""starters": ["#, new: #""starters": [5, "#, problem: .missing, path: "starters[0].id"),
  ]

  private func check(_ damage: Damage) throws {
    let text = try SampleToolbox.damaged(damage.old, damage.new)
    let toolbox = try SampleToolbox.load(text)
    let finding = try #require(toolbox.findings.first { $0.problem == damage.problem })
    #expect(finding.path == damage.path)
    #expect(finding.file == SampleToolbox.file)
    #expect(finding.severity == damage.severity)
    #expect(toolbox.tools.map(\.id) == damage.left)
    // Where the value itself begins, or the object that lacks it.
    #expect(finding.line == SampleToolbox.line(of: damage.old) - damage.above)
    for language in Language.allCases {
      let place = "\(SampleToolbox.file):\(finding.line): \(finding.path): "
      #expect(finding.text(in: language).hasPrefix(place))
      #expect(finding.text(in: language).count > place.count)
    }
    #expect(finding.message(in: .dutch) != finding.message(in: .english))
  }

  @Test(arguments: toolDamages + linkDamages)
  func oneDamageOneFinding(damage: Damage) throws {
    try check(damage)
    let text = try SampleToolbox.damaged(damage.old, damage.new)
    #expect(try SampleToolbox.load(text).findings.count == 1)
  }

  /// A pillar or topic that goes takes its tools along; each of those says so too.
  @Test(arguments: otherDamages)
  func damageOutsideTheTools(damage: Damage) throws {
    try check(damage)
    let text = try SampleToolbox.damaged(damage.old, damage.new)
    let others = try SampleToolbox.load(text).findings.filter { $0.problem != damage.problem }
    #expect(others.allSatisfy { if case .unknownIdentifier = $0.problem { true } else { false } })
    #expect(others.isEmpty == (damage.left.count == 4))
  }

  @Test(arguments: [
    "Lead", "lead plan", "lead_plan", "-lead", "", "../lead", "léad", "lead.plan", long, #"l\u001bd"#,
  ])
  func identifiersThatAreNone(id: String) throws {
    let text = try SampleToolbox.damaged(#""id": "lead-plan""#, "\"id\": \"\(id)\"")
    let toolbox = try SampleToolbox.load(text)
    let shown = id.replacing(#"\u001b"#, with: "␛")
    #expect(toolbox.findings.map(\.problem) == [.badIdentifier(shown)])
    #expect(toolbox.findings.map(\.path) == ["tools[3].id"])
    #expect(toolbox.tools.map(\.id) == Self.withoutPlan)
  }

  @Test(arguments: ["a", "0", "5s", "a-b", "a-", String(repeating: "x", count: 64)])
  func identifiersThatAreSome(id: String) throws {
    let text = try SampleToolbox.damaged(#""id": "lead-plan""#, "\"id\": \"\(id)\"")
    #expect(try SampleToolbox.load(text).findings == [])
  }

  @Test(arguments: [
    "[20, 15]", "[15]", "[]", "[15, 20, 25]", "15", "\"15\"", "[-1, 20]", "[1.5, 2]", "[15, \"20\"]", "{}",
    "[null, 20]",
    "[0, 10000001]", "[1e1, 20]",
  ])
  func minutesThatAreNone(minutes: String) throws {
    let text = try SampleToolbox.damaged(#""minutes": [15, 20]"#, "\"minutes\": \(minutes)")
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.findings.count == 1)
    #expect(toolbox.findings.first?.path == "tools[0].minutes")
    guard case .wrongType("[from, to]", _)? = toolbox.findings.first?.problem else {
      Issue.record("\(toolbox.findings)")
      return
    }
    #expect(toolbox.tool("scan")?.minutes == nil)
    #expect(toolbox.tools.count == 4)
  }

  @Test(arguments: ["[15, 15]", "[0, 0]", "[15, null]", "[0, 10000000]"])
  func minutesThatAreSome(minutes: String) throws {
    let text = try SampleToolbox.damaged(#""minutes": [15, 20]"#, "\"minutes\": \(minutes)")
    #expect(try SampleToolbox.load(text).findings == [])
  }

  /// Of two tools with one id the first stays, so it is that one whose references count.
  @Test func referencesOfATwinAreNotLookedUp() throws {
    let twin =
      #"{"id": "lead-plan", "name": "Twin", "topics": ["lead"], "focus": ["team"], "question": "Who?","#
    let first = try SampleToolbox.damaged(
      #""related": [{"tool": "old-form","#, #""related": [{"tool": "nobody","#)
    let text = first.replacing(
      "\n  ],\n  \"manual\"",
      with:
        ",\n    \(twin) \"purpose\": [\"support\"], \"related\": [{\"tool\": \"no-one\"}]}\n  ],\n  \"manual\""
    )
    let findings = try SampleToolbox.load(text).findings
    #expect(findings.map(\.problem) == [.unknownIdentifier("nobody"), .duplicateIdentifier("lead-plan")])
    #expect(findings.map(\.path) == ["tools.lead-plan.related[0].tool", "tools[4].id"])
    #expect(findings.first?.line == SampleToolbox.line(of: "nobody", in: text))
  }

  /// A tool in a topic that was left out would be nowhere: that it names such a topic is told.
  @Test func aTopicThatWasLeftOutIsNone() throws {
    let text = try SampleToolbox.damaged(
      #""id": "lead", "name": {"nl": "Leiderschap", "en": "Leadership"},"#, #""id": "lead","#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.topic("lead") == nil)
    #expect(toolbox.tools.allSatisfy { !($0.topics + $0.seeAlso).contains("lead") })
    let paths = toolbox.findings.filter { $0.problem == .unknownIdentifier("lead") }.map(\.path)
    #expect(paths.contains("tools[3].topics[0]"))
  }

  @Test func manyDamagesAreToldInTheFilesOrder() throws {
    let text = try SampleToolbox.damaged(#""kind": "plan""#, #""kind": "spell""#)
      .replacing(#""reviewed": "2025-01-31""#, with: #""reviewed": "never""#)
      .replacing(#""id": "busy""#, with: #""id": "?""#)
      .replacing(#""replacedBy": ["talk-form"]"#, with: #""replacedBy": ["nobody"]"#)
    let findings = try SampleToolbox.load(text).findings
    #expect(findings.map(\.line) == findings.map(\.line).sorted())
    #expect(
      findings.map(\.path) == [
        "tools[0].reviewed", "tools.old-form.replacedBy", "tools[3].kind", "starters[0].id",
      ])
  }

  @Test func noMoreThanFiveHundredFindingsAreKept() throws {
    let tools = (0..<2_000).map { _ in "{}" }.joined(separator: ",")
    let toolbox = try SampleToolbox.load(#"{"format": "joi-toolbox/1", "pillars": [], "tools": [\#(tools)]}"#)
    #expect(toolbox.findings.count == 500)
  }
}
