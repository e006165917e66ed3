import Testing

@testable import JOIModel

/// The page for a browser and for paper.
@Suite struct HTMLExportTests {
  @Test func aWholePage() throws {
    let text = Hostile.export(try SampleToolbox.load(), title: "Mijn selectie", note: "eerst lezen").text(
      as: .html)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"nl\">\n"))
    #expect(text.hasSuffix("</body>\n</html>\n"))
    #expect(text.contains("<meta charset=\"utf-8\">"))
    #expect(text.contains("<title>Mijn selectie</title>") && text.contains("<h1>Mijn selectie</h1>"))
    #expect(text.contains("<h2 id=\"scan\">Drukscan</h2>"))
    #expect(text.contains("<strong>Eigen notitie</strong> eerst lezen"))
    #expect(text.contains("<strong>magazijnen</strong>"))
    #expect(text.contains("<a href=\"https://example.org/scan\">https://example.org/scan</a>"))
    #expect(text.ranges(of: "<h3>").count == 4 * 5)
    #expect(!text.contains("href=\"tool:") && !text.contains("href=\"manual:"))
    let english = Hostile.export(try SampleToolbox.load(), language: .english).text(as: .html)
    #expect(english.contains("<html lang=\"en\">") && english.contains("Pressure scan"))
  }

  @Test func nothingIsLoadedAndNothingRuns() throws {
    let text = Hostile.export(try SampleToolbox.load()).text(as: .html)
    #expect(text.contains("content=\"default-src 'none'; style-src 'unsafe-inline'\""))
    for part in ["<script", "<link", "<img", "<iframe", "@import", "url(", " src="] {
      #expect(!text.contains(part))
    }
  }

  /// Every tag and attribute of the page, read as a browser would find them.
  private func tags(_ html: String) -> [String] {
    html.matches(of: /<\/?([a-zA-Z!][^\s>\/]*)([^>]*)>/).map { "\($0.output.1)\($0.output.2)" }
  }

  @Test(arguments: Hostile.texts)
  func hostileTextsAddNoTag(text: String) throws {
    let harmless = Hostile.export(try Hostile.toolbox(name: "x"), title: "x", note: "x").text(as: .html)
    let safe = SafeText.field(text)
    let hostile = Hostile.export(try Hostile.toolbox(name: text), title: safe, note: safe).text(as: .html)
    #expect(tags(hostile) == tags(harmless))
    #expect(hostile.contains("<title>\(Export.entities(safe))</title>"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "[x](javascript:alert(1))",
    "![x](https://evil.example/track.png)", "[x](data:text/html,y)", "[x](https://example.org/\"onclick=\"y)",
    "```\"onclick=\"x\ny\n```",
  ])
  func longTextsBringNothingThatRuns(body: String) throws {
    let text = Hostile.export(try Hostile.toolbox(name: "x", body: body)).text(as: .html)
    for part in ["<script", "<img", "javascript:", "data:", "evil.example"] {
      #expect(!text.contains(part), "\(part)")
    }
    for tag in tags(text) { #expect(!tag.contains(/\son[a-z]+\s*=/), "\(tag)") }
  }

  @Test func entitiesOfAllFive() { #expect(Export.entities("<&>\"'é") == "&lt;&amp;&gt;&quot;&#39;é") }

  @Test(.timeLimit(.minutes(1)), arguments: ExportFormat.allCases)
  func deepNestingIsTakenAlong(format: ExportFormat) throws {
    for opening in ["> ", "- ", "1. ", "*", "[", "<"] {
      let body = String(repeating: opening, count: 5_000) + "x"
      let text = Hostile.export(try Hostile.toolbox(name: "x", body: body)).text(as: format)
      #expect(!text.isEmpty)
    }
  }
}
