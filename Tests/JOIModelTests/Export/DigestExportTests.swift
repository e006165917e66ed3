import Foundation
import Testing

@testable import JOIModel

/// The digest as text, Markdown and HTML.
///
/// `JOI_SNAPSHOTS=write scripts/test --filter DigestExportTests` writes the pictures anew; read the difference before
/// committing it.
@Suite struct DigestExportTests {
  private static let since = "2026-03-01T08:00:00.000Z"
  private static let now = "2026-03-08T08:00:00.000Z"

  init() throws { try #require(PeriodTests.isInAmsterdam) }

  private func export(
    _ scene: ForumScene, language: Language = .dutch, hasToolbox: Bool = true, toolbox: Toolbox? = nil
  ) throws -> DigestExport {
    let forum = try scene.forum()
    let digest = Digest(forum, since: try .at(Self.since), now: try .at(Self.now))
    return DigestExport(
      digest, forum, toolbox: hasToolbox ? try toolbox ?? SampleToolbox.load() : nil, language: language)
  }

  /// Something in each list, and each way to be answered.
  private func scene() -> ForumScene {
    var scene = ForumScene()
    scene.thread(
      by: "bert",
      title: "Hoe houd je een ploeg bij elkaar als de helft pas een maand in dienst is en niemand blijft?",
      at: "2026-02-20T10:00:00.000Z")
    let old = scene.thread(
      by: "anna", title: "Roosters", theme: "werkdruk", at: "2026-02-21T10:00:00.000Z", tools: ["lead-plan"])
    let oldReply = scene.reply(by: "bert", old, at: "2026-02-22T10:00:00.000Z")
    scene.add("answer", by: "anna", at: "2026-03-03T10:00:00.000Z", ["thread": old, "post": oldReply])
    let late = scene.thread(by: "a-b", title: "R&D, *nu* <snel>?", at: "2026-02-25T10:00:00.000Z")
    scene.reply(
      by: "a", late, body: "Zie [dit](tool:scan) en [dat](tool:weg).", at: "2026-03-04T10:00:00.000Z")
    let fresh = scene.thread(by: "a", title: "Wie ruilt er?", at: "2026-03-06T10:05:00.000Z", tools: ["scan"])
    let reply = scene.reply(by: "bert", fresh, at: "2026-03-06T11:00:00.000Z")
    scene.reply(by: "cora", fresh, at: "2026-03-06T12:00:00.000Z")
    scene.add("answer", by: "cora", at: "2026-03-07T10:00:00.000Z", ["thread": fresh, "post": reply])
    scene.thread(by: "anna", title: "Ben ik de enige?", at: "2026-03-08T07:59:30.000Z")
    scene.thread(
      by: "anna", in: "bedrijven", title: "Tarieven", theme: "onder-ons", at: "2026-03-05T10:00:00.000Z")
    return scene
  }

  private static let endings: [DigestFormat: String] = [.text: "txt", .markdown: "md", .html: "html"]

  @Test(arguments: DigestFormat.allCases, Language.allCases)
  func asItIsRead(format: DigestFormat, language: Language) throws {
    let text = try export(scene(), language: language).text(as: format)
    let name = "digest-\(language.code).\(Self.endings[format] ?? "")"
    let file = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/\(name)")
    if ProcessInfo.processInfo.environment["JOI_SNAPSHOTS"] == "write" {
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name)")
  }

  /// Mail goes further than the forum: persons are in no form of it, but in the ids that are typed to read on.
  @Test(arguments: DigestFormat.allCases) func noPersonIsNamed(format: DigestFormat) throws {
    let text = try export(scene()).text(as: format)
    for name in ["Anna", "Bert", "Cora", "A B"] { #expect(!text.contains(name), "\(name)") }
    var elsewhere = ForumScene()
    elsewhere.thread(by: "zus", region: "zuid", at: "2026-03-05T10:00:00.000Z")
    let mail = try export(elsewhere).text(as: format)
    #expect(mail.contains("Van een lid · Verzuim") && !mail.contains("zus@zuid "), "\(mail)")
  }

  @Test(arguments: DigestFormat.allCases) func aRoomForSomeIsNotNamed(format: DigestFormat) throws {
    let text = try export(scene()).text(as: format)
    for word in ["Tarieven", "Onder ons", "onder-ons", "bedrijven"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func nothingNewIsShort() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.reply(by: "bert", question)
    #expect(
      try export(scene).text(as: .text) == """
        Nieuws van het forum JOI
        ========================

        Van 1 mrt 09:00 tot 8 mrt 09:00

        0 nieuwe vragen · 0 vragen beantwoord · 0 vragen wachten nog

        Er is niets nieuws.

        Gesprekken die niet voor alle leden zijn, staan hier niet in.

        """)
  }

  @Test(arguments: [(20, nil), (21, "en nog 1 vraag die wacht"), (23, "en nog 3 vragen die wachten")])
  func ofManyThatWaitTheLongestAreNamed(count: Int, more: String?) throws {
    var scene = ForumScene()
    for number in 1...count {
      // Of two logs: those are read one after the other.
      scene.thread(
        by: number % 2 == 0 ? "anna" : "bert", title: "Vraag \(number) van velen",
        at: "2026-02-\(Timestamp.digits(number, 2))T10:00:00.000Z")
    }
    for format in DigestFormat.allCases {
      let text = try export(scene).text(as: format)
      #expect(text.contains("\(count) vragen wachten nog"))
      let places = (1...count).map { text.firstRange(of: "Vraag \($0) van velen")?.lowerBound }
      #expect(places.prefix(20).allSatisfy { $0 != nil } && places.dropFirst(20).allSatisfy { $0 == nil })
      #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted(), "the longest first")
      #expect(text.contains("die wacht") == (more != nil))
      if let more { #expect(text.contains(more)) }
    }
  }

  @Test func withoutAToolboxToolsAreToldByTheirIDs() throws {
    let text = try export(scene(), hasToolbox: false).text(as: .text)
    #expect(text.contains("* 2 gesprekken: scan\n* 1 gesprek: weg\n"))
  }

  // MARK: Hostile texts

  /// A scene in which all that comes from outside is a text: title, theme's and organisation's name.
  private func hostile(_ text: String) throws -> ForumScene {
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    var scene = ForumScene(
      SampleCommunity.load(
        try SampleCommunity.damaged(
          (#""name": "Firma Een""#, "\"name\": \(quoted)"), (#""nl": "Verzuim""#, "\"nl\": \(quoted)"))))
    let question = scene.thread(by: "anna", title: text, at: "2026-03-05T10:00:00.000Z", tools: ["scan"])
    scene.reply(by: "bert", question, at: "2026-03-05T11:00:00.000Z")
    return scene
  }

  private static func toolbox(named text: String) throws -> Toolbox {
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    return try SampleToolbox.load(try SampleToolbox.damaged(#""nl": "Drukscan""#, "\"nl\": \(quoted)"))
  }

  static let texts =
    Hostile.texts + [
      "- x", "1. x", "===", "---", "    x", "+", "> x", "a\nb\n\n# c", "\u{1B}[2J\u{1B}]0;x\u{07}",
      "\u{9B}2J",
      "x\u{202E}y", "</p><h1>x", "&lt;b&gt;", "x\u{FFFF}y", "http://x.example/<b>",
    ]

  @Test(arguments: texts) func noTextMakesAnElement(text: String) throws {
    let toolbox = try Self.toolbox(named: text)
    let harmless = try HTMLPage(export(hostile("Vraag")).text(as: .html))
    let page = try HTMLPage(export(hostile(text), toolbox: toolbox).text(as: .html))
    #expect(page.complaints.isEmpty && harmless.complaints.isEmpty, "\(page.complaints)")
    #expect(page.elements == harmless.elements)
    #expect(page.attributes == harmless.attributes)
    for name in ["script", "a", "img", "link", "iframe", "form"] { #expect(!page.elements.contains(name)) }
    // What is read is the text, and all of it.
    let safe = SafeText.field(text).replacing("\u{FFFF}", with: "\u{FFFD}")
    #expect(
      page.texts.filter { Array($0.unicodeScalars) == Array(safe.unicodeScalars) }.count == 2, "\(page.texts)"
    )
  }

  @Test(arguments: texts) func noTextBreaksOutOfMarkdown(text: String) throws {
    let toolbox = try Self.toolbox(named: text)
    func blocks(_ scene: ForumScene, _ toolbox: Toolbox?) throws -> [RichText.Block] {
      RichText(commonMark: try export(scene, toolbox: toolbox).text(as: .markdown)).blocks
    }
    let (read, harmless) = (try blocks(hostile(text), toolbox), try blocks(hostile("Vraag"), nil))
    #expect(read.map(\.kind) == harmless.map(\.kind))
    #expect(read.map(\.depth) == harmless.map(\.depth) && read.map(\.quotes) == harmless.map(\.quotes))
    #expect(read.allSatisfy { $0.spans.allSatisfy { $0.link == nil } })
    #expect(read.flatMap(\.spans).filter { $0.style == .code }.count == 2, "the commands alone")
  }

  @Test(arguments: texts + [String(repeating: "x", count: 300), String(repeating: "日本", count: 90)])
  func textIsNarrowAndSafe(text: String) throws {
    let mail = try export(hostile(text), toolbox: Self.toolbox(named: text)).text(as: .text)
    #expect(mail == SafeText.body(mail))
    for line in mail.split(separator: "\n") where !line.hasPrefix("  joi-tui thread ") {
      let columns = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 && $1.value < 0xFF00 ? 2 : 1) }
      #expect(columns <= 72, "\(line)")
    }
    // Nothing is lost at the ends of lines.
    let words = mail.unicodeScalars.filter { $0 != " " && $0 != "\n" }
    let wanted = SafeText.field(text).unicodeScalars.filter { $0 != " " }
    #expect(String(String.UnicodeScalarView(words)).contains(String(String.UnicodeScalarView(wanted))))
  }

  @Test func linesAreBrokenAtBlanks() {
    let words = Array(repeating: "woord", count: 30).joined(separator: " ")
    let lines = DigestExport.wrapped(words, first: "* ", indent: "  ").split(separator: "\n").map(String.init)
    #expect(lines.map(\.count) == [67, 67, 49])
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  woord") } && lines[0].hasPrefix("* woord"))
    #expect(lines.allSatisfy { $0.hasSuffix("woord") })
    #expect(DigestExport.wrapped("") == "")
    #expect(DigestExport.wrapped(String(repeating: "x", count: 72)).count == 72)
    #expect(
      DigestExport.wrapped(String(repeating: "x", count: 73)).split(separator: "\n").map(\.count) == [72, 1])
    #expect(
      DigestExport.wrapped(String(repeating: "日", count: 37)).split(separator: "\n").map(\.count) == [36, 1])
    let marked = String(repeating: "e\u{301}", count: 72)
    #expect(DigestExport.wrapped(marked) == marked)
  }
}
