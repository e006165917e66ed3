import JOIModel

/// A field of one line: what was typed and where the caret is.
struct LineEditor: Equatable, Sendable {
  private(set) var text: String
  /// The caret, in grapheme clusters from the beginning.
  private(set) var caret: Int

  /// Longer input is not taken: so many grapheme clusters.
  private let limit: Int

  init(_ text: String = "", limit: Int = 200) {
    self.text = text
    self.limit = limit
    caret = text.count
  }

  /// Takes a key; false where the key is none of editing.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: caret = max(0, caret - 1)
    case .right: caret = min(text.count, caret + 1)
    case .home, .control("a"): caret = 0
    case .end, .control("e"): caret = text.count
    case .backspace:
      guard caret > 0 else { return true }
      caret -= 1
      remove(1)
    case .delete, .control("d"): remove(1)
    case .control("u"):
      text = String(text.dropFirst(caret))
      caret = 0
    case .control("k"): text = String(text.prefix(caret))
    case .control("w"):
      let before = text.prefix(caret)
      let kept = before.dropping { $0 == " " }.dropping { $0 != " " }
      text = String(kept) + text.dropFirst(caret)
      caret = kept.count
    default: return false
    }
    return true
  }

  /// Puts text in at the caret, made safe; line breaks become blanks.
  mutating func insert(_ added: String) {
    let room = limit - text.count
    // A combining mark that was typed on its own joins the letter before it; alone it is dropped at the door.
    let at = text.index(text.startIndex, offsetBy: caret)
    let before = String(text[..<at])
    let joined = SafeText.field(before + String(added.prefix(max(0, room))))
    text = joined + text[at...]
    caret = min(joined.count, text.count)
  }

  private mutating func remove(_ count: Int) {
    let start = text.index(text.startIndex, offsetBy: caret)
    guard let end = text.index(start, offsetBy: count, limitedBy: text.endIndex) else { return }
    text.removeSubrange(start..<end)
  }

  /// Draws the field above a list, and leaves the cursor to the list's row where it has gone there.
  func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, above list: ListState) {
    let row = canvas.cursor
    draw(on: &canvas, x: x, y: y, width: width)
    if list.isEntered, let row { canvas.cursor = row }
  }

  /// Draws the field and stands the cursor on the caret.
  func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int) {
    guard width > 0, x < canvas.size.width else { return }
    // The beginning goes out of sight when the caret would.
    var start = text.startIndex
    let end = text.index(text.startIndex, offsetBy: caret)
    while TextWidth.columns(String(text[start..<end])) >= width, start < end {
      start = text.index(after: start)
    }
    canvas.fill(Rect(x: x, y: y, width: width, height: 1), Style(.emphasis))
    canvas.write(String(text[start...]), x: x, y: y, width: width, Style(.emphasis))
    canvas.cursor = (min(x + TextWidth.columns(String(text[start..<end])), canvas.size.width - 1), y)
  }
}

extension Substring {
  /// The text without its last characters that answer a predicate.
  fileprivate func dropping(while predicate: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, predicate(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
