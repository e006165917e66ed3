import Testing

@testable import JOIModel

/// CommonMark as blocks and spans.
@Suite struct RichTextTests {
  private typealias Span = RichText.Span
  private typealias Kind = RichText.Block.Kind

  private func blocks(_ text: String) -> [RichText.Block] { RichText(commonMark: text).blocks }
  private func spans(_ text: String) -> [RichText.Span] { blocks(text).flatMap(\.spans) }

  @Test func mannersOfWriting() {
    #expect(
      spans("a *b* **c** `d` ***e*** f") == [
        Span("a "), Span("b", style: .emphasis), Span(" "), Span("c", style: .strong), Span(" "),
        Span("d", style: .code), Span(" "), Span("e", style: .strong), Span(" f"),
      ])
  }

  @Test func emphasisWithinStrongIsStrong() {
    #expect(spans("**a *b* c**") == [Span("a b c", style: .strong)])
    #expect(spans("*a **b** c*").map(\.style) == [.emphasis, .strong, .emphasis])
  }

  @Test func breaksOfLines() {
    #expect(spans("a\nb") == [Span("a b")])
    #expect(spans("a  \nb") == [Span("a\nb")])
    #expect(spans("a\\\nb") == [Span("a\nb")])
  }

  @Test func paragraphsAndHeadings() {
    let blocks = blocks("# One\n\ntext\n\n### Three\n\n---\n\nmore")
    #expect(
      blocks.map(\.kind) == [.heading(level: 1), .paragraph, .heading(level: 3), .rule, .paragraph])
    #expect(blocks.map(\.isSpaced) == [false, true, true, true, true])
  }

  @Test func listsAndTheirMarkers() {
    let blocks = blocks("3. a\n4. b\n   - c\n   - d\n\n- e\n\n  f")
    #expect(
      blocks.map(\.kind) == [
        .item(marker: "3."), .item(marker: "4."), .item(marker: "-"), .item(marker: "-"), .item(marker: "-"),
        .item(marker: ""),
      ])
    #expect(blocks.map(\.depth) == [1, 1, 2, 2, 1, 1])
    #expect(blocks[1].isSpaced == false)
    #expect(blocks[5].isSpaced)
  }

  @Test func aLooseListIsSpaced() {
    #expect(blocks("- a\n\n- b").map(\.isSpaced) == [false, true])
    #expect(blocks("- a\n- b").map(\.isSpaced) == [false, false])
  }

  @Test func quotesAndCode() {
    let blocks = blocks("> a\n> > b\n\n```swift\nlet x = 1\n  y\n```\n\n    indented")
    #expect(blocks.map(\.quotes) == [1, 2, 0, 0])
    #expect(blocks.map(\.kind) == [.paragraph, .paragraph, .code, .code])
    #expect(blocks[2].spans == [Span("let x = 1\n  y", style: .code)])
    #expect(blocks[3].spans == [Span("indented", style: .code)])
  }

  @Test(arguments: [
    ("tool:wai", LinkTarget.tool("wai")), ("topic:werkdruk", .topic("werkdruk")),
    ("manual:start", .manual("start")),
    ("screen:overview", .screen(.overview)), ("https://example.org/x", .address("https://example.org/x")),
    ("http://example.org", .address("http://example.org")),
    ("mailto:hr@example.org", .address("mailto:hr@example.org")),
  ])
  func linksOfEachScheme(target: String, wanted: LinkTarget) {
    #expect(
      spans("see [**here**](\(target)).") == [
        Span("see "), Span("here", style: .strong, link: wanted), Span("."),
      ])
    #expect(RichText(commonMark: "a [x](\(target)) b [y](\(target))").links == [wanted, wanted])
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "x", "/x", "#x",
    "",
    "tool:Nobody", "tool:", "topic:a_b", "screen:nowhere", "screen:", "thread:abc", "java&#10;script:x",
    "https://example.org/&#27;[2J", "https://example.org/%1B\"", "&#x1F;https://example.org",
  ])
  func linksThatLeadNowhereKnownLoseTheirTarget(target: String) {
    let text = RichText(commonMark: "[words](<\(target)>)")
    #expect(text.links.isEmpty)
    #expect(text.plainText == "words")
  }

  @Test func anAddressInAngleBracketsIsALink() {
    #expect(
      spans("<https://example.org/a>") == [
        Span("https://example.org/a", link: .address("https://example.org/a"))
      ])
  }

  @Test func anImageIsItsWords() {
    #expect(spans("![words](https://example.org/x.png)") == [Span("words")])
  }

  @Test(arguments: [
    ("a <b>c</b>", "a <b>c</b>"), ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("<!-- x -->", "<!-- x -->"), ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
  ])
  func rawHTMLIsTheTextItIs(text: String, wanted: String) {
    #expect(RichText(commonMark: text).plainText == wanted)
  }

  @Test(arguments: [
    ("&#27;[31m", "␛[31m"), ("&#x1b;]0;x&#7;", "␛]0;x␇"), ("a&#x202e;b", "ab"), ("a&#8203;b", "ab"),
    ("&#x9b;2J", "\u{FFFD}2J"), ("a&#13;b", "a␍b"), ("a&#8;b", "a␈b"),
    ("&lt;b&gt; &amp; &eacute;", "<b> & é"),
    ("a&#0;b", "a\u{FFFD}b"), ("*&#27;*", "␛"), ("[&#27;](tool:x)", "␛"), ("# &#27;", "␛"),
    ("a&nbsp;b", "a b"),
    ("&ZeroWidthSpace;x", "x"),
  ])
  func whatEntitiesMakeComesThroughTheDoor(text: String, wanted: String) {
    let found = RichText(commonMark: text).plainText
    #expect(Array(found.unicodeScalars) == Array(wanted.unicodeScalars))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["> ", "- ", "1. ", "*", "[", "![", "`", "<", "**a ", "> - ", "(", "\\"])
  func nestingOfFiveThousand(opening: String) {
    let text = RichText(commonMark: String(repeating: opening, count: 5_000) + "x")
    #expect(
      text.blocks.allSatisfy { $0.depth <= RichText.maximalDepth && $0.quotes <= RichText.maximalDepth })
  }

  @Test(.timeLimit(.minutes(1))) func balancedNestingOfFiveThousand() {
    for (opening, closing) in [("[", "](tool:x)"), ("*", "*"), ("**", "**"), ("(", ")")] {
      let text = String(repeating: opening, count: 5_000) + "x" + String(repeating: closing, count: 5_000)
      _ = RichText(commonMark: text)
    }
    let bullets = (0..<5_000).map { String(repeating: " ", count: $0 % 1_000 * 2) + "- x" }.joined(
      separator: "\n")
    #expect(!RichText(commonMark: bullets).blocks.isEmpty)
  }

  @Test func whatIsNestedDeepIsShownAtTheDeepestDepth() {
    let text = RichText(commonMark: String(repeating: "> ", count: 20) + "x")
    #expect(text.blocks.map(\.quotes) == [RichText.maximalDepth])
    #expect(text.plainText == "x")
  }

  @Test func plainTextHasMarkersAndLines() {
    #expect(
      RichText(commonMark: "**Wie:** jij\n\n1. a\n2. b\n\n- c").plainText == "Wie: jij\n1. a\n2. b\n- c")
    #expect(RichText(commonMark: "").blocks.isEmpty)
  }

  @Test(arguments: UInt64(1)...15)
  func anyTextMakesSafeBlocks(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let marks = [
      "*", "**", "_", "`", "```\n", "> ", "- ", "1. ", "\n", "\n\n", "[", "](tool:x)",
      "](https://example.org)", "<b>", "&#27;",
      "&#x202e;", "&#13;", "<!--", "\\", "# ", "    ", "![", "&ZeroWidthSpace;", "<https://example.org>",
      "\n---\n",
    ]
    var blocks = 0
    for round in 0..<100 {
      var text = ""
      for _ in 0..<random.below(25) {
        text += random.below(2) == 0 ? random.pick(marks) : RandomText.make(random.below(5), using: &random)
      }
      for block in RichText(commonMark: SafeText.body(text)).blocks {
        blocks += 1
        for span in block.spans {
          let lines = span.text.split(separator: "\n", omittingEmptySubsequences: false)
          if lines.contains(where: { SafeText.field(String($0)) != $0 }) {
            Issue.record("seed \(seed), round \(round): \(text.debugDescription)")
          }
        }
      }
    }
    #expect(blocks > 50, "seed \(seed)")
  }
}
