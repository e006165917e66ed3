import CCommonMark
import Glibc
import Testing

@testable import JOIModel

/// CommonMark to take along.
@Suite struct MarkdownExportTests {
  @Test func aToolAsItIsRead() throws {
    let toolbox = try SampleToolbox.load()
    let tool = try #require(toolbox.tool("scan"))
    let export = Export(
      title: "Mijn selectie", entries: [.init(tool: tool, note: "eerst lezen")], toolbox: toolbox,
      language: .dutch)
    let text = export.text(as: .markdown)
    #expect(text.hasPrefix("# Mijn selectie\n\n## Drukscan\n\n- Wat je krijgt: Je ziet waar het knelt.\n"))
    #expect(text.contains("- Pijler en onderwerp: Slimmer werken › Werkdruk; Slimmer werken › Gesprekken\n"))
    #expect(text.contains("- Eigen notitie: eerst lezen\n"))
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### ") }.map(String.init)
    #expect(headings == FiveQuestions.allCases.map { "### \($0.heading(in: .dutch))" })
    #expect(text.contains("Gemaakt voor **magazijnen**; zie het gesprek."))
    #expect(text.contains("<https://example.org/scan>"))
    #expect(text.contains("[mailto:scan@example.org](mailto:scan@example.org)"))
    #expect(!text.contains("tool:talk-form") && !text.contains("manual:start"))
  }

  @Test func whatIsNotFilledInSaysSo() throws {
    let toolbox = try SampleToolbox.load(
      try SampleToolbox.damaged(#"{"nl": "Uit de praktijk.", "en": "From practice."}"#, "null"))
    #expect(Hostile.export(toolbox).text(as: .markdown).contains("*Niet ingevuld*"))
    #expect(Hostile.export(toolbox, language: .english).text(as: .markdown).contains("*Not filled in*"))
  }

  /// What a reader of Markdown makes of the names is the names, and nothing else.
  @Test(arguments: Hostile.texts)
  func namesAreOnlyText(text: String) throws {
    let safe = SafeText.field(text)
    let export = Hostile.export(try Hostile.toolbox(name: text), title: safe, note: safe)
    let read = RichText(commonMark: export.text(as: .markdown))
    let headings = read.blocks.filter { if case .heading(let level) = $0.kind { level < 3 } else { false } }
    for heading in headings.prefix(2) {
      #expect(heading.spans.allSatisfy { $0.style == .plain && $0.link == nil }, "\(heading)")
      let shown = heading.spans.map(\.text).joined()
      #expect(Array(shown.unicodeScalars) == Array(safe.trimmed.unicodeScalars))
    }
    #expect(
      read.links.allSatisfy { if case .address(let url) = $0 { url.contains("example.org") } else { false } })
  }

  @Test(arguments: Hostile.texts)
  func questionsAreOnlyText(text: String) throws {
    var toolbox = try SampleToolbox.load()
    let safe = SafeText.field(text)
    toolbox.tools[0].question = LocalizedText(dutch: safe)
    let read = RichText(commonMark: Hostile.export(toolbox).text(as: .markdown))
    let heading = try #require(read.blocks.firstIndex { $0.kind == .heading(level: 3) })
    let question = read.blocks[heading + 1]
    #expect(question.spans.allSatisfy { $0.style == .plain && $0.link == nil }, "\(question)")
    let shown = question.spans.map(\.text).joined()
    #expect(Array(shown.unicodeScalars) == Array(safe.trimmed.unicodeScalars))
  }

  @Test func anEntityInANameIsOnlyText() throws {
    for text in ["&lt;script&gt;", "&#27;[2J", "R&D"] {
      let export = Hostile.export(try Hostile.toolbox(name: text), title: text)
      let read = RichText(commonMark: export.text(as: .markdown))
      #expect(read.blocks.prefix(2).map { $0.spans.map(\.text).joined() } == [text, text])
    }
  }

  private func check(_ body: String, brings parts: [String]) throws {
    let text = Hostile.export(try Hostile.toolbox(name: "x", body: body)).text(as: .markdown)
    for part in parts { #expect(!text.contains(part)) }
  }

  @Test(arguments: [
    "[x](javascript:alert(1))", "![x](https://evil.example/track.png)", "[x](data:text/html,y)",
  ])
  func longTextsBringNoTargetThatRunsOrLoads(body: String) throws {
    try check(body, brings: ["](javascript", "![", "evil.example", "](data"])
  }

  @Test(
    arguments: [
      "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<div onclick=alert(1)>\nx\n</div>",
      "<a href=\"javascript:alert(1)\">x</a>",
    ])
  func longTextsBringNoHTML(body: String) throws {
    let text = Hostile.export(try Hostile.toolbox(name: "x", body: body)).text(as: .markdown)
    // As the most careless reader of Markdown would show it.
    let document = try #require(CommonMarkDocument(text))
    let page = try #require(cmark_render_html(document.root, CMARK_OPT_UNSAFE))
    defer { free(page) }
    for part in ["<script", "<img", "<div", "<a href=\"javascript"] {
      #expect(!String(cString: page).contains(part))
    }
    #expect(String(cString: page).contains("alert(1)"))
  }

  private func checkEntities(_ body: String) throws {
    let export = Hostile.export(try Hostile.toolbox(name: "x", body: body))
    for format in [ExportFormat.markdown, .html] {
      let text = export.text(as: format)
      #expect(text == SafeText.body(text), "\(format)")
    }
  }

  @Test(arguments: ["a&#27;[31mb", "`&#27;`", "# &#x9b;", "[a&#27;](https://example.org/x)", "a&#x202e;b"])
  func noEntityBecomesAControlCharacter(body: String) throws { try checkEntities(body) }

  @Test(
    arguments: [
      "[a](https://example.org/x \"&#27;[2J\")", "```&#27;[2J\nx\n```", "~~~ &#x202e;\nx\n~~~",
    ])
  func noEntityAtTheEdgeBecomesAControlCharacter(body: String) throws { try checkEntities(body) }
}

extension String {
  /// Without the blanks at both ends, as a heading shows it.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
