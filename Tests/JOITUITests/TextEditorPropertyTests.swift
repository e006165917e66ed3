import JOIModel
import Testing

@testable import JOITUI

/// Thousands of random edits against an editor so simple that it can be seen to be right.
@Suite struct TextEditorPropertyTests {
  init() { TextWidth.prepare() }

  /// Characters and a caret; each edit makes the whole text anew.
  private struct Model {
    var characters: [Character] = []
    var caret = 0
    var anchor: Int?
    var cut = ""
    var isCollecting = false
    let limit: Int

    var text: String { String(characters) }

    var selected: Range<Int>? {
      guard let anchor, anchor != caret else { return nil }
      return min(anchor, caret)..<max(anchor, caret)
    }

    /// The first place between characters that has at least so many bytes before it.
    static func place(_ bytes: Int, in characters: [Character]) -> Int {
      var (place, before) = (0, 0)
      while before < bytes, place < characters.count {
        before += characters[place].utf8.count
        place += 1
      }
      return place
    }

    mutating func replace(_ part: Range<Int>, with added: String) {
      var plain = added.replacing("\r\n", with: "\n")
      for other in ["\r", "\u{85}", "\u{2028}", "\u{2029}"] { plain = plain.replacing(other, with: "\n") }
      let head = SafeText.body(String(characters[..<part.lowerBound]) + plain)
      let whole = SafeText.body(head + String(characters[part.upperBound...]))
      guard whole.utf8.count <= max(limit, text.utf8.count) else { return }
      characters = Array(whole)
      caret = Self.place(head.utf8.count, in: characters)
      anchor = nil
    }

    private func isBlank(_ index: Int) -> Bool { characters[index].isWhitespace }

    var wordBefore: Int {
      var place = caret
      while place > 0, isBlank(place - 1) { place -= 1 }
      while place > 0, !isBlank(place - 1) { place -= 1 }
      return place
    }

    var wordAfter: Int {
      var place = caret
      while place < characters.count, isBlank(place) { place += 1 }
      while place < characters.count, !isBlank(place) { place += 1 }
      return place
    }

    var lineStart: Int { characters[..<caret].lastIndex(of: "\n").map { $0 + 1 } ?? 0 }

    /// Behind the line's break.
    var lineEnd: Int { characters[caret...].firstIndex(of: "\n").map { $0 + 1 } ?? characters.count }

    private mutating func move(to place: Int, selecting: Bool = false) {
      anchor = selecting ? anchor ?? caret : nil
      caret = place
    }

    private mutating func erase(_ part: Range<Int>) {
      let part = selected ?? part
      if !part.isEmpty { replace(part, with: "") }
    }

    /// Does what a key does; false where rows or the history decide.
    mutating func take(_ key: Key) -> Bool {
      let collects = isCollecting
      isCollecting = false
      let (left, right) = (max(0, caret - 1), min(characters.count, caret + 1))
      switch key {
      case .character(let character): replace(selected ?? caret..<caret, with: String(character))
      case .enter: replace(selected ?? caret..<caret, with: "\n")
      case .left: move(to: selected?.lowerBound ?? left)
      case .right: move(to: selected?.upperBound ?? right)
      case .wordLeft, .control("b"): move(to: wordBefore)
      case .wordRight, .control("f"): move(to: wordAfter)
      case .select(.left): move(to: left, selecting: true)
      case .select(.right): move(to: right, selecting: true)
      case .select(.wordLeft): move(to: wordBefore, selecting: true)
      case .select(.wordRight): move(to: wordAfter, selecting: true)
      case .backspace: erase(left..<caret)
      case .delete, .control("d"): erase(caret..<right)
      case .control("w"): erase((caret == lineStart ? left : max(lineStart, wordBefore))..<caret)
      case .control("k"):
        let part = selected ?? lineStart..<lineEnd
        isCollecting = collects
        guard !part.isEmpty else { return true }
        cut = (collects ? cut : "") + String(characters[part])
        isCollecting = true
        replace(part, with: "")
      case .control("v"): if !cut.isEmpty { replace(selected ?? caret..<caret, with: cut) }
      default: return false
      }
      return true
    }

    /// Takes over what it has no means to work out.
    mutating func follow(_ editor: TextEditor) {
      characters = Array(editor.text)
      caret = Self.place(TextEditorPropertyTests.bytes(editor, before: editor.caret), in: characters)
      anchor = editor.anchor.map {
        Self.place(TextEditorPropertyTests.bytes(editor, before: $0), in: characters)
      }
    }
  }

  private static func bytes(_ editor: TextEditor, before place: TextEditor.Place) -> Int {
    editor.lines[..<place.line].reduce(place.offset) { $0 + $1.utf8.count + 1 }
  }

  // MARK: What happens

  private static let letters: [Character] =
    Array("abcde  é人👍-[\u{3000}ﬁ") + [
      "\u{301}", "\u{308}", "\u{200D}", "🇳", "🇱", "\u{1112}", "\u{1161}", "\u{11AB}", "क", "\u{94D}", "ि",
      "\u{600}",
      "\u{1B}", "\u{13430}", "\u{FE0F}", "\u{9}",
    ]

  private static let keys: [Key] =
    [
      .enter, .left, .right, .up, .down, .home, .end, .pageUp, .pageDown, .wordLeft, .wordRight, .backspace,
      .backspace, .delete,
    ] + "abdefkkvvwzy".map { Key.control($0) } + Key.Motion.allCases.map { Key.select($0) }

  private enum Action {
    case key(Key)
    case paste(String)
    case replace(Int, String)
  }

  private static func word(_ generator: inout SeededGenerator) -> String {
    let length =
      Int.random(in: 0..<9, using: &generator) == 0 ? 120 : Int.random(in: 1...9, using: &generator)
    return String(
      String.UnicodeScalarView(
        (0..<length).flatMap { _ in
          (letters.randomElement(using: &generator) ?? "a").unicodeScalars
        }))
  }

  private static func action(_ generator: inout SeededGenerator) -> Action {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<45: .key(.character(letters.randomElement(using: &generator) ?? "a"))
    case 45..<88: .key(keys.randomElement(using: &generator) ?? .left)
    case 88..<98:
      .paste(
        (0..<Int.random(in: 1...5, using: &generator)).map { _ in word(&generator) }.joined(
          separator: ["\n", "\r\n", "\r", " ", "\n\n\n", "\u{2028}"].randomElement(using: &generator) ?? " "))
    default: .replace(Int.random(in: 0...4, using: &generator), word(&generator))
    }
  }

  // MARK: What must hold

  /// What is wrong with an editor as it is drawn; nil for nothing.
  private static func problem(_ editor: TextEditor, width: Int, height: Int) -> String? {
    var canvas = Canvas(size: Size(width: width + 4, height: height + 2))
    for y in 0..<(height + 2) { canvas.write(String(repeating: "#", count: width + 4), x: 0, y: y) }
    let area = Rect(x: 2, y: 1, width: width, height: height)
    editor.draw(on: &canvas, in: area)
    guard let cursor = canvas.cursor else { return "the cursor is nowhere" }
    if !area.contains(x: cursor.x, y: cursor.y) { return "the cursor is at \(cursor)" }
    for y in 0..<canvas.size.height {
      var used = 0
      for x in 0..<canvas.size.width {
        let text = canvas[x, y].text
        if !area.contains(x: x, y: y), text != "#" { return "drawn at \(x), \(y), outside of the area" }
        used += TextWidth.columns(text)
      }
      if used != canvas.size.width { return "row \(y) is \(used) columns wide" }
    }
    let columns = TextEditor.columns(width)
    for line in editor.lines {
      let rows = TextEditor.rows(of: line, columns: columns)
      if rows.first?.lowerBound != 0 || rows.last?.upperBound != line.utf8.count
        || zip(rows, rows.dropFirst()).contains(where: { $0.upperBound != $1.lowerBound })
      {
        return "the rows \(rows) are not the line"
      }
      for row in rows {
        let bytes = Array(line.utf8)[row]
        var text = String(decoding: bytes, as: UTF8.self)
        let isFirst = row.lowerBound == 0
        if !isFirst, text.first?.isWhitespace == true { return "a row begins with a blank" }
        while text.last?.isWhitespace == true { text.removeLast() }
        if TextWidth.columns(text) > columns, text.count > 1 {
          return "a row of \(TextWidth.columns(text)) columns"
        }
      }
    }
    if editor.bytes != editor.text.utf8.count { return "\(editor.bytes) bytes are counted" }
    if SafeText.body(editor.text).unicodeScalars.elementsEqual(editor.text.unicodeScalars) == false {
      return "the text is not safe"
    }
    return nil
  }

  private static func difference(_ editor: TextEditor, _ model: Model) -> String? {
    let text = editor.text
    if !text.utf8.elementsEqual(model.text.utf8) {
      return "the text is \(text.debugDescription), not \(model.text.debugDescription)"
    }
    let before = model.characters[..<model.caret].reduce(0) { $0 + $1.utf8.count }
    let place = bytes(editor, before: editor.caret)
    if place != before { return "the caret is at byte \(place), not \(before), of \(text.debugDescription)" }
    let selected = editor.selection.map {
      bytes(editor, before: $0.lowerBound)..<bytes(editor, before: $0.upperBound)
    }
    let wanted = model.selected.map { part in
      let start = model.characters[..<part.lowerBound].reduce(0) { $0 + $1.utf8.count }
      return start..<model.characters[part].reduce(start) { $0 + $1.utf8.count }
    }
    if selected != wanted {
      return "selected are bytes \(String(describing: selected)), not \(String(describing: wanted))"
    }
    return nil
  }

  /// Plays a session; answers what went wrong.
  private static func play(seed: UInt64, width: Int, edits: Int) -> String? {
    var generator = SeededGenerator(state: seed)
    let height = Int.random(in: 1...12, using: &generator)
    let limit = Int.random(in: 0..<3, using: &generator) == 0 ? 300 : 30_000
    let start = SafeText.body(word(&generator) + "\n" + word(&generator))
    var editor = TextEditor(start, limit: limit)
    var model = Model(limit: limit)
    model.follow(editor)
    var texts: Set<[UInt8]> = [Array(start.utf8)]
    var action = Action.key(.left)
    for number in 0..<edits {
      // Now and then the same again: some keys go on with what they did.
      if Int.random(in: 0..<4, using: &generator) > 0 { action = Self.action(&generator) }
      switch action {
      case .key(let key):
        let old = editor
        guard editor.take(key, width: width, height: height) else {
          return "edit \(number): \(key) was not taken"
        }
        if !model.take(key) {
          let text = Array(editor.text.utf8)
          let isHistory = [.control("z"), .control("y")].contains(key)
          if isHistory ? !texts.contains(text) : !text.elementsEqual(old.text.utf8) {
            return "edit \(number), \(key): a text that was not there: \(editor.text.debugDescription)"
          }
          model.follow(editor)
        }
      case .paste(let text):
        editor.insert(text)
        model.isCollecting = false
        model.replace(model.selected ?? model.caret..<model.caret, with: text)
      case .replace(let count, let text):
        editor.replaceBeforeCaret(count, with: text)
        model.isCollecting = false
        model.replace(max(0, model.caret - count)..<model.caret, with: text)
      }
      texts.insert(Array(editor.text.utf8))
      let found = difference(editor, model) ?? problem(editor, width: width, height: height)
      if let found { return "edit \(number), \(action): \(found)" }
    }
    return ends(editor, start, width: width, height: height)
  }

  /// Undoing everything gives the beginning back, and doing it again the end.
  private static func ends(_ editor: TextEditor, _ start: String, width: Int, height: Int) -> String? {
    let end = editor.text
    var editor = editor
    func repeated(_ key: Key) {
      for _ in 0...TextEditor.History.maximalSteps { _ = editor.take(key, width: width, height: height) }
    }
    repeated(.control("y"))
    let last = editor.text
    repeated(.control("z"))
    if !editor.text.utf8.elementsEqual(start.utf8) { return "all undone: \(editor.text.debugDescription)" }
    repeated(.control("y"))
    if !editor.text.utf8.elementsEqual(last.utf8) {
      return "all redone: \(editor.text.debugDescription), not \(end)"
    }
    return problem(editor, width: width, height: height)
  }

  /// The width is the seed too, so a failure is found again by its number.
  @Test(arguments: 1...90) func editsAsTheModelDoes(width: Int) {
    let seed = UInt64(width)
    if let problem = Self.play(seed: seed, width: width, edits: 100) {
      Issue.record("seed \(seed), width \(width): \(problem)")
    }
  }
}
