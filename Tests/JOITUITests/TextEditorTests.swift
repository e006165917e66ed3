import JOIModel
import Testing

@testable import JOITUI

/// Writing a text of several lines: what each key does. Rows are in TextEditorLayoutTests.swift.
@Suite struct TextEditorTests {
  init() { TextWidth.prepare() }

  /// An editor with its caret where the text has a "|".
  static func editor(_ marked: String, limit: Int = 30_000) -> TextEditor {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    var editor = TextEditor(parts.joined(), limit: limit)
    press(&editor, Array(repeating: .left, count: parts.count == 2 ? parts[1].count : 0))
    return editor
  }

  static func press(_ editor: inout TextEditor, _ keys: [Key], width: Int = 41, height: Int = 10) {
    for key in keys {
      let isTaken = editor.take(key, width: width, height: height)
      #expect(isTaken, "\(key)")
    }
  }

  static func type(_ text: String, into editor: inout TextEditor) {
    press(&editor, text.map { $0 == "\n" ? .enter : .character($0) })
  }

  /// The text with a "|" where the caret is, and what is selected between "<" and ">".
  static func marked(_ editor: TextEditor) -> String {
    let start = TextEditor.Place()
    let all = start..<editor.end(ofLine: editor.lines.count - 1)
    guard let selection = editor.selection else {
      return editor.text(start..<editor.caret) + "|" + editor.text(editor.caret..<all.upperBound)
    }
    let isForward = editor.caret == selection.upperBound
    return editor.text(start..<selection.lowerBound) + (isForward ? "<" : "|<") + editor.text(selection)
      + (isForward ? ">|" : ">") + editor.text(selection.upperBound..<all.upperBound)
  }

  static func drawn(_ editor: TextEditor, width: Int, height: Int) -> Canvas {
    var canvas = Canvas(size: Size(width: width, height: height))
    editor.draw(on: &canvas, in: canvas.bounds)
    return canvas
  }

  /// The rows as they are drawn, with no blank ones at the end, and a "|" before the cell that the cursor is on.
  static func rows(_ editor: TextEditor, width: Int, height: Int = 10) -> [String] {
    let canvas = drawn(editor, width: width, height: height)
    var rows: [String] = []
    for y in 0..<height {
      var row = ""
      for x in 0..<width {
        if let cursor = canvas.cursor, cursor == (x, y) { row += "|" }
        row += canvas[x, y].text
      }
      while row.last == " " { row.removeLast() }
      rows.append(row)
    }
    while rows.last == "" { rows.removeLast() }
    return rows
  }

  // MARK: Keys

  static let edits: [(String, [Key], String)] = [
    ("een| twee", [.character("!")], "een!| twee"),
    ("een| twee", [.enter], "een\n| twee"),
    ("een|", [.left, .left], "e|en"),
    ("|een", [.left], "|een"),
    ("een\n|twee", [.left], "een|\ntwee"),
    ("een|\ntwee", [.right], "een\n|twee"),
    ("een|", [.right], "een|"),
    ("een|", [.backspace], "ee|"),
    ("|een", [.backspace], "|een"),
    ("een\n|twee", [.backspace], "een|twee"),
    ("een|\ntwee", [.delete], "een|twee"),
    ("een |twee", [.delete], "een |wee"),
    ("een |twee", [.control("d")], "een |wee"),
    ("een|", [.delete], "een|"),
    ("een twee|", [.wordLeft], "een |twee"),
    ("een |twee", [.wordLeft], "|een twee"),
    ("een\n\n  |twee", [.wordLeft], "|een\n\n  twee"),
    ("een tw|ee", [.control("b")], "een |twee"),
    ("|een twee", [.wordRight], "een| twee"),
    ("een|\n\n twee drie", [.wordRight], "een\n\n twee| drie"),
    ("e|en twee", [.control("f")], "een| twee"),
    ("een twee|", [.wordRight], "een twee|"),
    ("nul\neen twee| drie", [.home], "nul\n|een twee drie"),
    ("nul\neen twee| drie", [.control("a")], "nul\n|een twee drie"),
    ("een| twee\ndrie", [.end], "een twee|\ndrie"),
    ("een| twee\ndrie", [.control("e")], "een twee|\ndrie"),
    ("een twee  |drie", [.control("w")], "een |drie"),
    ("een\ntwee|", [.control("w")], "een\n|"),
    ("een  \n|twee", [.control("w")], "een  |twee"),
    ("|een", [.control("w")], "|een"),
    ("een\ntw|ee\ndrie", [.control("k")], "een\n|drie"),
    ("een\ntw|ee", [.control("k")], "een\n|"),
    ("|", [.control("k"), .control("v")], "|"),
    ("een\ntw|ee\ndrie", [.control("k"), .control("v")], "een\ntwee\n|drie"),
    (
      "|een\ntwee\ndrie", [.control("k"), .control("k"), .control("v"), .control("v")],
      "een\ntwee\neen\ntwee\n|drie"
    ),
    ("|een\ntwee\ndrie", [.control("k"), .right, .control("k"), .control("v")], "twee\n|drie"),
    ("|een\ntwee\ndrie", [.control("k"), .character("x"), .control("k"), .control("v")], "xtwee\n|drie"),
    ("|een", [.control("v")], "|een"),
  ]

  @Test(arguments: edits) func aKeyEdits(_ start: String, _ keys: [Key], _ wanted: String) {
    var editor = Self.editor(start)
    #expect(Self.marked(editor) == start)
    Self.press(&editor, keys)
    #expect(Self.marked(editor) == wanted)
  }

  static let selections: [(String, [Key], String)] = [
    ("een| twee", [.select(.left), .select(.left)], "e|<en> twee"),
    ("een| twee", [.select(.right)], "een< >|twee"),
    ("een|", [.select(.left), .select(.right)], "een|"),
    ("een\ntw|ee", [.select(.up)], "ee|<n\ntw>ee"),
    ("ee|n\ntwee", [.select(.down)], "ee<n\ntw>|ee"),
    ("een tw|ee", [.select(.home)], "|<een tw>ee"),
    ("een tw|ee", [.select(.end)], "een tw<ee>|"),
    ("een tw|ee", [.select(.wordLeft)], "een |<tw>ee"),
    ("|een twee", [.select(.wordRight)], "<een>| twee"),
    ("een\ntwee|", [.select(.pageUp)], "een|<\ntwee>"),
    ("een|\ntwee", [.select(.pageDown)], "een<\ntwe>|e"),
    ("een tw|ee", [.select(.home), .left], "|een twee"),
    ("een tw|ee", [.select(.home), .right], "een tw|ee"),
    ("een tw|ee", [.select(.end), .left], "een tw|ee"),
    ("een tw|ee", [.select(.end), .wordLeft], "een |twee"),
    ("een tw|ee", [.select(.home), .character("x")], "x|ee"),
    ("een tw|ee", [.select(.home), .enter], "\n|ee"),
    ("een tw|ee", [.select(.home), .backspace], "|ee"),
    ("een tw|ee", [.select(.home), .delete], "|ee"),
    ("een tw|ee", [.select(.end), .control("w")], "een tw|"),
    ("een\ntw|ee", [.select(.up), .backspace], "ee|ee"),
    ("een tw|ee", [.select(.home), .control("k")], "|ee"),
    ("een tw|ee", [.select(.home), .control("k"), .end, .control("v")], "eeeen tw|"),
    ("een tw|ee", [.select(.home), .control("k"), .select(.right), .control("v")], "een tw|e"),
  ]

  @Test(arguments: selections) func shiftSelects(_ start: String, _ keys: [Key], _ wanted: String) {
    var editor = Self.editor(start)
    Self.press(&editor, keys)
    #expect(Self.marked(editor) == wanted)
  }

  @Test(
    arguments: [
      .tab, .backTab, .escape, .help, .control("x"), .control("p"), .control("t"), .control("l"),
      .control("c"),
    ] as [Key]) func theScreenKeepsItsKeys(_ key: Key)
  {
    var editor = Self.editor("een| twee")
    let before = editor
    let isTaken = editor.take(key, width: 40, height: 10)
    #expect(!isTaken)
    #expect(editor == before)
  }

  // MARK: Undo

  @Test func typingIsUndoneByWord() {
    var editor = TextEditor()
    Self.type("een twee  drie", into: &editor)
    var seen: [String] = []
    for key in ["z", "z", "z", "z", "y", "y", "y", "y"] as [Character] {
      Self.press(&editor, [.control(key)])
      seen.append(Self.marked(editor))
    }
    #expect(
      seen == [
        "een twee  |", "een |", "|", "|", "een |", "een twee  |", "een twee  drie|", "een twee  drie|",
      ])
  }

  @Test func movingEndsAStep() {
    var editor = TextEditor()
    Self.type("ab", into: &editor)
    Self.press(&editor, [.left, .right])
    Self.type("cd", into: &editor)
    Self.press(&editor, [.control("z")])
    #expect(Self.marked(editor) == "ab|")
  }

  @Test func everyOtherEditIsAStep() {
    var editor = Self.editor("een twee|")
    var texts = [Self.marked(editor)]
    let edits: [(inout TextEditor) -> Void] = [
      { Self.press(&$0, [.enter]) },
      { Self.press(&$0, [.enter]) },
      { $0.insert("drie vier vijf") },
      { $0.insert(" zes") },
      { Self.press(&$0, [.control("w")]) },
      { Self.press(&$0, [.control("w")]) },
      { Self.press(&$0, [.backspace]) },
      { Self.press(&$0, [.backspace, .backspace]) },
      { Self.press(&$0, [.control("k")]) },
      { Self.press(&$0, [.control("v")]) },
      { Self.press(&$0, [.control("v")]) },
    ]
    for edit in edits {
      edit(&editor)
      texts.append(Self.marked(editor))
    }
    let last = texts.removeLast()
    for text in texts.reversed() {
      Self.press(&editor, [.control("z")])
      #expect(Self.marked(editor) == text)
    }
    Self.press(&editor, Array(repeating: .control("y"), count: 20))
    #expect(Self.marked(editor) == last)
  }

  @Test func typingAndTakingAwayAreSteps() {
    var editor = TextEditor("x")
    Self.type("een", into: &editor)
    Self.press(&editor, [.backspace, .backspace])
    Self.press(&editor, [.control("z")])
    #expect(Self.marked(editor) == "xeen|")
    Self.press(&editor, [.control("z")])
    #expect(Self.marked(editor) == "x|")
  }

  @Test func aNewEditForgetsWhatWasUndone() {
    var editor = TextEditor()
    Self.type("een", into: &editor)
    Self.press(&editor, [.control("z")])
    Self.type("x", into: &editor)
    Self.press(&editor, [.control("y")])
    #expect(Self.marked(editor) == "x|")
  }

  @Test func whatChangesNothingIsNoStep() {
    var editor = Self.editor("een|")
    Self.type("!", into: &editor)
    Self.press(&editor, [.delete, .left, .right, .character("\u{200D}"), .control("v"), .control("z")])
    #expect(Self.marked(editor) == "een|")
  }

  @Test func undoReachesBackTwoHundredSteps() {
    var editor = TextEditor()
    for _ in 1...250 { editor.insert("x") }
    Self.press(&editor, Array(repeating: .control("z"), count: 300))
    #expect(editor.text == String(repeating: "x", count: 50))
  }

  // MARK: What comes in

  @Test func everyLineBreakIsOne() {
    for lineBreak in ["\r\n", "\r", "\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{0B}", "\u{0C}"] {
      var editor = TextEditor()
      editor.insert("a\(lineBreak)b")
      #expect(editor.lines == ["a", "b"], "\(lineBreak.debugDescription)")
    }
    var editor = TextEditor()
    editor.insert("a\r\nb\rc\nd\u{2028}e\u{2029}f\u{85}g\u{0B}h")
    #expect(editor.lines == ["a", "b", "c", "d", "e", "f", "g", "h"])
    #expect(TextEditor("a\r\nb\r\rc").text == "a\nb\n\nc")
  }

  @Test func whatComesInIsMadeSafe() {
    var editor = TextEditor("\u{1B}[1m")
    editor.insert("\t\u{202E}x\u{0}")
    Self.press(&editor, [.character("\u{9B}")])
    #expect(editor.text == "␛[1m    x␀\u{FFFD}")
  }

  @Test func aCombiningMarkJoinsTheLetterBefore() {
    var editor = Self.editor("e|n")
    Self.press(&editor, [.character("\u{301}")])
    #expect(Array(editor.text.unicodeScalars) == ["e", "\u{301}", "n"])
    #expect(Self.marked(editor) == "e\u{301}|n")
    Self.press(&editor, [.backspace])
    #expect(editor.text == "n")
    // With no letter there is nothing to join; more than a few are too many.
    Self.press(&editor, [.character("\u{301}"), .right, .enter, .character("\u{301}")])
    #expect(editor.text == "n\n")
    Self.press(&editor, [.character("o")] + Array(repeating: .character("\u{301}"), count: 9))
    #expect(editor.text.unicodeScalars.count == 2 + 1 + 4)
  }

  @Test func aMarkGoesWithWhatItStoodOn() {
    // A control of hieroglyphs and a mark are two grapheme clusters.
    var editor = TextEditor("\u{13430}\u{301}")
    Self.press(&editor, [.home, .delete])
    #expect(editor.text.isEmpty)
  }

  @Test func anInputMethodMaySendSeveralScalars() {
    var editor = Self.editor("a|b")
    Self.press(&editor, [.character("\u{1112}\u{1161}"), .character("\u{11AB}")])
    #expect(editor.text.count == 3)
    Self.press(&editor, [.left])
    #expect(Self.marked(editor).hasPrefix("a|"))
  }

  @Test func noGraphemeIsCutInHalf() {
    var editor = TextEditor()
    Self.press(&editor, [.character("🇳"), .character("🇱")])
    #expect(editor.text == "🇳🇱")
    Self.press(&editor, [.left, .character("🇧")])
    // Three halves: the first two make a flag now, and the caret is behind it.
    #expect(editor.caret.offset == 8)
    Self.press(&editor, [.backspace])
    #expect(editor.text == "🇱")
    editor = Self.editor("🇧x|🇪")
    Self.press(&editor, [.backspace])
    #expect(editor.text == "🇧🇪")
    #expect(Self.marked(editor) == "🇧🇪|")
  }

  @Test func overTheLimitNothingIsTaken() {
    var editor = Self.editor("één|", limit: 8)
    #expect(editor.bytes == 5)
    let fits = editor.insert("vier")
    #expect(!fits)
    #expect(editor.isRefused)
    #expect(editor.text == "één")
    Self.type("é!", into: &editor)
    #expect(!editor.isRefused)
    #expect(editor.text == "ééné!")
    Self.press(&editor, [.enter])
    #expect(editor.isRefused)
    Self.press(&editor, [.left])
    #expect(!editor.isRefused)
    // What is taken away makes room.
    Self.press(&editor, [.end, .select(.left), .select(.left)])
    let replaces = editor.insert("vie")
    #expect(replaces)
    #expect(editor.text == "éénvie")
    #expect(editor.bytes == editor.text.utf8.count)
  }

  @Test func aTextOverTheLimitCanBeMadeShorter() {
    var editor = TextEditor("veel te lang", limit: 5)
    Self.press(&editor, [.character("x"), .backspace])
    #expect(editor.text == "veel te lan")
  }

  // MARK: For the screen

  @Test func theScreenSeesWhatWasTyped() {
    var editor = Self.editor("zie [[| en")
    #expect(editor.endsWith("[["))
    #expect(!editor.endsWith("zie ["))
    Self.press(&editor, [.left])
    #expect(!editor.endsWith("[["))
    #expect(!Self.editor("[|").endsWith("[["))
    Self.press(&editor, [.right])
    editor.replaceBeforeCaret(2, with: "[[dix]] ")
    #expect(Self.marked(editor) == "zie [[dix]] | en")
    Self.press(&editor, [.control("z")])
    #expect(Self.marked(editor) == "zie [[| en")
    editor = Self.editor("|een\ntwee\ndrie")
    Self.press(&editor, [.control("k")])
    editor.replaceBeforeCaret(0, with: "x")
    Self.press(&editor, [.control("k"), .control("v")])
    #expect(Self.marked(editor) == "xtwee\n|drie")
  }

  @Test func onlyBlanksAreEmpty() {
    #expect(TextEditor().isEmpty)
    #expect(TextEditor(" \n\t\n").isEmpty)
    #expect(!TextEditor(" \n.").isEmpty)
  }
}

/// The keys of writing where nobody writes.
@Suite struct TextEditorKeysElsewhereTests {
  init() { TextWidth.prepare() }

  @Test(arguments: SnapshotTests.cases) func theyDoNothing(_ one: SnapshotTests.Case) {
    var session = Session()
    session.press(one.keys)
    let before = session.state
    for key in [.wordLeft, .wordRight] + Key.Motion.allCases.map({ Key.select($0) }) {
      session.send(.key(key))
      #expect(session.state.workspace.notice?.text.hasPrefix(key.name(in: .dutch)) ?? before.context.isTyping)
      session.state.workspace.notice = before.workspace.notice
      #expect(session.text == before.view().plainText, "\(key)")
    }
  }
}
