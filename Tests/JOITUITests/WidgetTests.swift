import JOIModel
import Testing

@testable import JOITUI

/// Width, cells, wrapping, fields: what everything is made of.
@Suite struct WidgetTests {
  init() { TextWidth.prepare() }

  @Test(arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("人", 2), ("👍", 2), ("…", 1), ("", 0), ("ﬁ", 1)])
  func columns(_ text: String, _ wanted: Int) { #expect(TextWidth.columns(text) == wanted) }

  @Test func anEmojiWithAModifierIsDrawnAsItsBase() {
    #expect(TextWidth.columns(SafeText.field("👍🏽")) == 2)
    #expect(SafeText.field("👨‍👩‍👧").unicodeScalars.count == 3)
  }

  @Test func textIsCutWhereItFits() {
    #expect(TextWidth.fitted("werkdruk", 5) == "werk…")
    #expect(TextWidth.fitted("人人人", 4) == "人…")
    #expect(TextWidth.fitted("kort", 10) == "kort")
    #expect(TextWidth.fitted("abc", 0) == "")
  }

  @Test func wideTextIsClippedAndOverdrawnWhole() {
    var canvas = Canvas(size: Size(width: 5, height: 1))
    canvas.write("a人人", x: 0, y: 0)
    #expect(canvas.plainText == "a人人")
    canvas.write("x", x: 2, y: 0)
    #expect(canvas.plainText == "a x人")
    canvas.write("人", x: 4, y: 0)
    #expect(canvas.plainText == "a x人")
    canvas.write("ver weg", x: -4, y: 0)
    #expect(canvas.plainText.hasPrefix("weg"))
    canvas.write("nergens", x: 0, y: 9)
  }

  @Test func wordsWrapAndLongOnesAreCut() {
    var document = Document(width: 10)
    document.paragraph("een twee drie vijftienletters x")
    #expect(document.lines.map(\.text) == ["een twee", "drie", "vijftienle", "tters x"])
  }

  @Test func punctuationStaysWithItsLink() {
    var document = Document(width: 12)
    document.spans([
      RichText.Span("lees "), RichText.Span("de uitleg", link: .tool("x")), RichText.Span(", nu"),
    ])
    #expect(document.lines.map(\.text) == ["lees de", "uitleg, nu"])
    #expect(document.links == [.tool("x")])
    #expect(document.line(ofLink: 0) == 0)
  }

  @Test func listItemsHang() {
    var document = Document(width: 16)
    document.rich(RichText(commonMark: "1. een twee drie vier\n2. vijf"))
    #expect(document.lines.map(\.text) == ["1. een twee drie", "   vier", "2. vijf"])
  }

  /// Whatever the text and the width, no line is wider, and no word is lost.
  @Test(arguments: 1...60) func wrappingKeepsEveryWord(width: Int) {
    var generator = SeededGenerator(state: UInt64(width))
    let words = (0..<80).map { _ in
      String(
        (0..<Int.random(in: 1...18, using: &generator)).map { _ in
          "abcdé人👍-".randomElement(using: &generator) ?? "a"
        })
    }
    var document = Document(width: width)
    document.paragraph(words.joined(separator: " "))
    for line in document.lines { #expect(TextWidth.columns(line.text) <= width, "seed \(width)") }
    if width >= 2 {
      let kept = document.lines.map(\.text).joined().filter { $0 != " " }
      #expect(kept == words.joined(), "seed \(width)")
    }
  }

  @Test func theFieldEdits() {
    var editor = LineEditor()
    for letter in "werk druk" { _ = editor.take(.character(letter)) }
    #expect(editor.text == "werk druk")
    _ = editor.take(.control("w"))
    #expect(editor.text == "werk ")
    _ = editor.take(.home)
    _ = editor.take(.delete)
    #expect(editor.text == "erk ")
    _ = editor.take(.right)
    _ = editor.take(.backspace)
    #expect(editor.text == "rk ")
    editor.insert("\u{1B}[31m\nx\u{202E}")
    #expect(editor.text == "␛[31m xrk ")
    _ = editor.take(.end)
    _ = editor.take(.control("u"))
    #expect(editor.text.isEmpty)
    let isTaken = editor.take(.up)
    #expect(!isTaken)
  }

  @Test func aCombiningMarkJoinsTheLetterBefore() {
    var editor = LineEditor()
    _ = editor.take(.character("e"))
    _ = editor.take(.character("\u{301}"))
    #expect(editor.text == "e\u{301}")
    #expect(editor.caret == 1)
    _ = editor.take(.backspace)
    #expect(editor.text.isEmpty)
  }

  @Test func theFieldIsBounded() {
    for limit in [7, 200] {
      var editor = LineEditor(limit: limit)
      editor.insert(String(repeating: "x", count: 10_000))
      #expect(editor.text.count == limit)
    }
  }

  @Test func theListKeepsTheCursorInSight() {
    var list = ListState()
    for _ in 0..<30 { _ = list.perform(.down, count: 20, height: 5) }
    #expect(list.index == 19)
    #expect(list.visible(count: 20, height: 5) == 15..<20)
    _ = list.perform(.top, count: 20, height: 5)
    #expect(list.visible(count: 20, height: 5) == 0..<5)
    _ = list.perform(.pageDown, count: 20, height: 5)
    #expect(list.index == 4)
    list.settle(count: 2, height: 5)
    #expect(list.index == 1)
    list.settle(count: 0, height: 5)
    #expect(list.index == 0)
  }

  @Test func theQRCodeHoldsTheAddress() throws {
    let code = try #require(QRCode("https://example.org/"))
    // Version 2 has 25 modules a side; two of quiet on each; two rows in a cell.
    #expect(code.columns == 29)
    #expect(code.rows == 15)
    var canvas = Canvas(size: Size(width: 40, height: 20))
    code.draw(on: &canvas, x: 0, y: 0)
    // The corner's finder: a quiet row and column, then seven dark modules.
    #expect(
      canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[1].hasPrefix("  █▀▀▀▀▀█"))
    #expect(QRCode(String(repeating: "x", count: 5_000)) == nil)
  }
}
