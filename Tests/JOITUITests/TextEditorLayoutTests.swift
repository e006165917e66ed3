import Testing

@testable import JOITUI

/// Where rows end, what is shown of them, and how the caret goes by row.
extension TextEditorTests {
  @Test func wordsWrapAndTheCaretHasItsPlace() {
    var editor = Self.editor("een twee drie|")
    #expect(Self.rows(editor, width: 10) == ["een twee", "drie|"])
    // Nine columns of text, and one for the caret behind them.
    editor = Self.editor("een twee!|")
    #expect(Self.rows(editor, width: 10) == ["een twee!|"])
    Self.type(" ", into: &editor)
    #expect(Self.rows(editor, width: 10) == ["een twee!|"])
    Self.type("x", into: &editor)
    #expect(Self.rows(editor, width: 10) == ["een twee!", "x|"])
    Self.press(&editor, [.left])
    #expect(Self.rows(editor, width: 10) == ["een twee!", "|x"])
    Self.press(&editor, [.left])
    #expect(Self.rows(editor, width: 10) == ["een twee!|", "x"])
  }

  @Test func longWordsAreCutAndBlanksDoNotBeginARow() {
    #expect(Self.rows(Self.editor("|abcdefghijklm no"), width: 6) == ["|abcde", "fghij", "klm", "no"])
    #expect(Self.rows(Self.editor("|een    twee"), width: 6) == ["|een", "twee"])
    #expect(Self.rows(Self.editor("  |een"), width: 10) == ["  |een"])
    #expect(Self.rows(Self.editor("|人人人人"), width: 6) == ["|人人", "人人"])
    #expect(Self.rows(Self.editor("|a\n\nb"), width: 6) == ["|a", "", "b"])
  }

  @Test func rowsAreNoLongerThanWhatIsRead() {
    let editor = Self.editor("|" + String(repeating: "x", count: 100))
    #expect(
      Self.rows(editor, width: 120) == [
        "|" + String(repeating: "x", count: 80), String(repeating: "x", count: 20),
      ])
    #expect(Self.rows(editor, width: 81).first?.count == 81)
    #expect(Self.rows(editor, width: 80).first?.count == 80)
  }

  @Test func upAndDownGoByRowAndKeepTheColumn() {
    var editor = Self.editor("een twee drie\n\nvier vijf|")
    Self.press(&editor, [.left], width: 10)
    #expect(Self.rows(editor, width: 10) == ["een twee", "drie", "", "vier vij|f"])
    var seen: [String] = []
    for key in [.up, .up, .up, .up, .down, .down, .down, .down] as [Key] {
      Self.press(&editor, [key], width: 10)
      seen.append(Self.rows(editor, width: 10).first { $0.contains("|") } ?? "none")
    }
    #expect(seen == ["|", "drie|", "een twee|", "een twee|", "drie|", "|", "vier vij|f", "vier vij|f"])
    // Another key has its own column.
    Self.press(&editor, [.up, .up, .left, .up], width: 10)
    #expect(Self.rows(editor, width: 10)[0] == "een| twee")
  }

  @Test func aWideCharacterIsNotHitInItsMiddle() {
    var editor = Self.editor("人人\nabc|")
    Self.press(&editor, [.up])
    #expect(Self.marked(editor) == "人|人\nabc")
  }

  @Test func homeAndEndAreOfTheRow() {
    var editor = Self.editor("een twee d|rie vier vijf")
    #expect(Self.rows(editor, width: 10) == ["een twee", "d|rie vier", "vijf"])
    Self.press(&editor, [.home], width: 10)
    #expect(Self.marked(editor) == "een twee |drie vier vijf")
    Self.press(&editor, [.end], width: 10)
    #expect(Self.marked(editor) == "een twee drie vier| vijf")
    Self.press(&editor, [.end], width: 10)
    #expect(Self.marked(editor) == "een twee drie vier| vijf")
  }

  @Test func pagesAreMoved() {
    let text = (1...30).map { "regel \($0)" }.joined(separator: "\n")
    var editor = TextEditor(text)
    Self.press(&editor, [.pageUp], height: 5)
    #expect(Self.marked(editor).contains("regel 26|\n"))
    Self.press(&editor, [.pageUp, .pageDown], height: 5)
    #expect(Self.marked(editor).contains("regel 26|\n"))
    Self.press(&editor, Array(repeating: .pageUp, count: 9), height: 5)
    #expect(Self.marked(editor).hasPrefix("regel 1|\n"))
  }

  @Test func theCaretStaysInSight() {
    var editor = TextEditor((1...9).map(String.init).joined(separator: "\n"))
    func rows() -> [String] { Self.rows(editor, width: 5, height: 3) }
    #expect(rows() == ["7", "8", "9|"])
    Self.press(&editor, [.up, .up], height: 3)
    #expect(rows() == ["7|", "8", "9"])
    Self.press(&editor, [.up], height: 3)
    #expect(rows() == ["6|", "7", "8"])
    Self.press(&editor, [.down, .down], height: 3)
    #expect(rows() == ["6", "7", "8|"])
    Self.press(&editor, [.down], height: 3)
    #expect(rows() == ["7", "8", "9|"])
    // What is deleted leaves no empty rows while there are others above.
    Self.press(&editor, [.select(.up), .select(.home), .backspace], height: 3)
    #expect(rows() == ["6", "7", "|"])
    // A larger area shows more, a smaller one still the caret.
    #expect(Self.rows(editor, width: 5, height: 9).count == 8)
    #expect(Self.rows(editor, width: 5, height: 1) == ["|"])
  }

  @Test func whatIsSelectedIsMarked() {
    var editor = Self.editor("een tw|ee\n\ndrie")
    Self.press(&editor, [.select(.down), .select(.down)])
    let canvas = Self.drawn(editor, width: 20, height: 4)
    let marks = (0..<3).map { y in (0..<20).map { canvas[$0, y].style.isSelected ? "x" : "." }.joined() }
    #expect(marks == ["......xxx...........", "x...................", "xxxx................"])
  }

  @Test func itDrawsInItsAreaOnly() {
    var canvas = Canvas(size: Size(width: 12, height: 4))
    for y in 0..<4 { canvas.write("############", x: 0, y: y) }
    Self.editor("een twee drie vier|").draw(on: &canvas, in: Rect(x: 3, y: 1, width: 6, height: 2))
    #expect(canvas.plainText == "############\n###drie  ###\n###vier  ###\n############")
    #expect(canvas.cursor ?? (0, 0) == (7, 2))
    Self.editor("|een twee drie vier").draw(on: &canvas, in: Rect(x: 3, y: 1, width: 6, height: 2))
    #expect(canvas.plainText == "############\n###een   ###\n###twee  ###\n############")
  }

  @Test func blanksAtTheEndOfARowLeaveTheCaretThere() {
    let text = String(repeating: "x", count: 80)
    #expect(Self.rows(Self.editor(text + "   |"), width: 120) == [text + "|"])
    #expect(Self.rows(Self.editor("een twee!   |"), width: 10) == ["een twee!|"])
  }
}
