import Foundation
import Testing

@testable import JOIModel

/// Conversations as CommonMark.
@Suite struct ForumMarkdownTests {
  private func markdown(_ scene: ForumScene, thread: String? = nil, language: Language = .dutch) throws
    -> String
  {
    let forum = try scene.forum()
    let scope: ForumExport.Scope =
      if let thread { .thread(try #require(forum.thread(thread))) } else { .all }
    return ForumExport(forum, scope, language: language, now: ForumScene.now).text(as: .markdown)
  }

  @Test func aConversationAsItIsRead() throws {
    var scene = ForumScene()
    let question = scene.thread(
      by: "anna", title: "Wie ruilt er?", body: "Wie?\n\n- ik\n- jij\n", at: "2026-03-01T10:05:00.000Z")
    let first = scene.reply(
      by: "bert", question, body: "*Ik*, zie [WAI](tool:scan) en <https://example.org/x>.",
      at: "2026-03-01T11:00:00.000Z")
    _ = scene.reply(by: "cora", question, body: "En ik.", at: "2026-03-01T12:00:00.000Z")
    _ = scene.reply(by: "anna", question, to: first, body: "Mooi.", at: "2026-03-01T13:00:00.000Z")
    scene.add("answer", by: "anna", ["thread": question, "post": first])
    let text = try markdown(scene, thread: question)
    #expect(
      text == """
        # Wie ruilt er?

        Thema: Verzuim · 3 antwoorden · beantwoord

        **1. Anna, Firma Een** · 2026-03-01 10:05 UTC

        > Wie?
        >
        >   - ik
        >   - jij

        **2. Bert, Hogeschool Twee** · 2026-03-01 11:00 UTC · antwoord op 1 · dit is het antwoord

        > *Ik*, zie WAI en <https://example.org/x>.

        **3. Anna, Firma Een** · 2026-03-01 13:00 UTC · antwoord op 2

        > Mooi.

        **4. Cora, Hogeschool Twee \\[begeleider\\]** · 2026-03-01 12:00 UTC · antwoord op 1

        > En ik.

        """)
    let all = try markdown(scene, language: .english)
    #expect(all.hasPrefix("# JOI forum\n\n## Wie ruilt er?\n\nTheme: Sick leave · 3 replies · answered\n"))
  }

  @Test func aClosedConversationSaysWhy() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("close", by: "cora", ["target": question, "reason": "Klaar *nu*."])
    #expect(try markdown(scene).contains("\n\nGesloten: Klaar \\*nu\\*.\n\n**1. "))
  }

  /// What ends a quotation, begins a heading, or defines a link for the whole document.
  static let breaking = [
    "# Kop\n\ntekst", "Kop\n===\n", "Kop\n---\n", "```\nopen", "~~~ x\nopen",
    "<div>\n\n**1. Vals**\n\n</div>",
    "<!-- open", "<script>\n", "[begeleider]: https://evil.example\n\nx", "> > > diep\n\n**9. Vals**",
    "- a\n\n      code\n\n# b", "1. x\n\n# Kop", "    code\n# Kop", "a  \n# b", "\\", "`", "***\n# x",
    "| a |\n|--|\n| b |",
    "![x](https://evil.example/p.png)", "[x](javascript:alert(1))", "&#10;# Kop", "x&#x0a;&#x0a;# Kop",
    "a\\\n# Kop",
  ]

  @Test(arguments: breaking + Hostile.texts)
  func noTextBreaksOut(text: String) throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Titel", body: text)
    _ = scene.reply(by: "bert", question, body: text)
    _ = scene.reply(by: "cora", question, body: "Einde")
    let read = RichText(commonMark: try markdown(scene, thread: question))
    let outside = read.blocks.filter { $0.quotes == 0 }
    #expect(outside.count == 5, "the title, the facts, and three lines with names: \(outside)")
    #expect(outside.first?.kind == .heading(level: 1))
    #expect(outside.dropFirst().allSatisfy { $0.kind == .paragraph && $0.depth == 0 })
    #expect(outside.allSatisfy { $0.spans.allSatisfy { $0.link == nil } })
    #expect(read.blocks.last?.spans.map(\.text) == ["Einde"])
    #expect(read.blocks.last?.quotes == 1)
  }

  @Test(arguments: Hostile.texts + ["- x", "1. x", "===", "---", "    x", "+", "> x"])
  func namesTitlesAndThemesAreOnlyText(text: String) throws {
    let safe = SafeText.field(text)
    var scene = ForumScene()
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    scene.community = SampleCommunity.load(
      try SampleCommunity.damaged((#""name": "Anna""#, "\"name\": \(quoted)")))
    let question = scene.thread(by: "anna", title: text, theme: text)
    let read = RichText(commonMark: try markdown(scene, thread: question))
    let outside = read.blocks.filter { $0.quotes == 0 }
    try #require(outside.count == 3, "\(outside)")
    for (block, shown) in zip(outside, [safe, "Thema: \(safe) · 0 antwoorden", "1. \(safe), Firma Een"]) {
      // Blanks at the ends of a line are nothing in CommonMark.
      let words = block.spans.map(\.text).joined().unicodeScalars.filter { $0 != " " }
      #expect(words.starts(with: shown.unicodeScalars.filter { $0 != " " }), "\(words) for \(shown)")
      #expect(block.spans.allSatisfy { $0.link == nil && $0.style != .code })
    }
    #expect(outside[0].kind == .heading(level: 1))
    #expect(outside[0].spans.allSatisfy { $0.style == .plain })
    #expect(outside.dropFirst().allSatisfy { $0.kind == .paragraph })
  }
}
