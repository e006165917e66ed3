import JOIModel

/// A text of several lines that somebody writes: what is there, where the caret is, and what was done to it.
///
/// Everything that comes in goes through ``SafeText/body(_:)``, so what one sees is what is sent. Places are between
/// grapheme clusters; where an edit makes two of them one (the halves of a flag), the caret goes behind it.
/// Changing is in TextEditor+Editing.swift, rows and drawing in TextEditor+Layout.swift.
struct TextEditor: Equatable, Sendable {
  /// A place between two grapheme clusters.
  struct Place: Comparable, Sendable {
    var line = 0
    /// Bytes of UTF-8 from the beginning of the line.
    var offset = 0

    static func < (a: Place, b: Place) -> Bool { (a.line, a.offset) < (b.line, b.offset) }
  }

  /// The lines between the line breaks; at least one.
  var lines: [String]
  var caret: Place
  /// Where the selection began.
  var anchor: Place?
  /// The most bytes of UTF-8; what would be more is not taken.
  let limit: Int
  /// The bytes of the text.
  var bytes: Int
  /// The last key or paste was not taken, because the text would have gone over its limit.
  var isRefused = false
  /// The column that up and down keep to.
  var goal: Int?
  /// The beginning of the first row in sight.
  var top = Place()
  /// What was cut.
  var cut = ""
  /// The next cut is added to what was cut.
  var isCollecting = false
  var history = History()

  /// A text to go on with, the caret at its end. One that is over the limit can only be made shorter.
  init(_ text: String = "", limit: Int = 30_000) {
    let safe = SafeText.body(Self.withPlainLineBreaks(text))
    lines = Self.split(safe)
    bytes = safe.utf8.count
    self.limit = limit
    caret = Place(line: lines.count - 1, offset: lines.last?.utf8.count ?? 0)
  }

  var text: String { lines.joined(separator: "\n") }

  /// There is nothing but blanks and line breaks.
  var isEmpty: Bool { lines.allSatisfy { $0.allSatisfy(\.isWhitespace) } }

  /// What is selected; nil where nothing is.
  var selection: Range<Place>? {
    guard let anchor, anchor != caret else { return nil }
    return min(anchor, caret)..<max(anchor, caret)
  }

  /// Whether a text of one line stands just before the caret.
  func endsWith(_ suffix: String) -> Bool {
    let before = lines[caret.line].utf8.prefix(caret.offset)
    return before.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// Takes a key, in an area of a size; false where the key is none of editing.
  mutating func take(_ key: Key, width: Int, height: Int) -> Bool {
    var layout = Layout(self, width: width)
    let shown = firstRow(&layout, height: height)
    let first = first(of: shown, &layout)
    if let (motion, selecting) = Self.motion(key) {
      endStep()
      move(motion, selecting: selecting, &layout, height: height)
    } else if edit(key) {
      layout = Layout(self, width: width)
    } else {
      return false
    }
    // From what was seen, which another size or a paste may have moved.
    top = first
    top = self.first(of: firstRow(&layout, height: height), &layout)
    return true
  }

  private static func motion(_ key: Key) -> (Key.Motion, selecting: Bool)? {
    switch key {
    case .select(let motion): (motion, true)
    case .left: (.left, false)
    case .right: (.right, false)
    case .up: (.up, false)
    case .down: (.down, false)
    case .home, .control("a"): (.home, false)
    case .end, .control("e"): (.end, false)
    case .pageUp: (.pageUp, false)
    case .pageDown: (.pageDown, false)
    case .wordLeft, .control("b"): (.wordLeft, false)
    case .wordRight, .control("f"): (.wordRight, false)
    default: nil
    }
  }

  private mutating func move(_ motion: Key.Motion, selecting: Bool, _ layout: inout Layout, height: Int) {
    let selected = selection
    anchor = selecting ? anchor ?? caret : nil
    let kept = goal
    goal = nil
    switch motion {
    case .left: caret = selecting ? before(caret) : selected?.lowerBound ?? before(caret)
    case .right: caret = selecting ? after(caret) : selected?.upperBound ?? after(caret)
    case .wordLeft: caret = wordBefore(caret)
    case .wordRight: caret = wordAfter(caret)
    case .home: caret = first(of: row(of: caret, &layout), &layout)
    case .end: caret = last(of: row(of: caret, &layout), &layout)
    case .up, .down, .pageUp, .pageDown:
      let page = max(1, height - 1)
      let rows = [.up: -1, .down: 1, .pageUp: -page, .pageDown: page][motion, default: 0]
      let column = kept ?? self.column(caret, &layout)
      caret = place(rows, rowsFrom: caret, column: column, &layout)
      goal = column
    }
  }

  // MARK: Places

  func index(_ place: Place) -> String.Index {
    let line = lines[place.line]
    return line.utf8.index(line.startIndex, offsetBy: min(place.offset, line.utf8.count))
  }

  /// The place one grapheme cluster, or line break, to the left.
  func before(_ place: Place) -> Place {
    let line = lines[place.line]
    if place.offset > 0 {
      return Place(line: place.line, offset: line.index(before: index(place)).bytes(in: line))
    }
    return place.line == 0 ? place : end(ofLine: place.line - 1)
  }

  /// The place one grapheme cluster, or line break, to the right.
  func after(_ place: Place) -> Place {
    let line = lines[place.line]
    if place.offset < line.utf8.count {
      return Place(line: place.line, offset: line.index(after: index(place)).bytes(in: line))
    }
    return place.line == lines.count - 1 ? place : Place(line: place.line + 1)
  }

  func end(ofLine line: Int) -> Place { Place(line: line, offset: lines[line].utf8.count) }

  /// Whether the grapheme cluster that begins at a place is a blank; a line break is one.
  private func isBlank(at place: Place) -> Bool {
    place.offset == lines[place.line].utf8.count || lines[place.line][index(place)].isWhitespace
  }

  /// The beginning of the word to the left. Words are what stands between blanks and line breaks.
  func wordBefore(_ place: Place) -> Place {
    var place = place
    var isWithin = false
    while true {
      let next = before(place)
      let isBlank = isBlank(at: next)
      if next == place || (isBlank && isWithin) { return place }
      isWithin = !isBlank
      place = next
    }
  }

  /// The end of the word to the right.
  private func wordAfter(_ place: Place) -> Place {
    var place = place
    var isWithin = false
    while true {
      let next = after(place)
      let isBlank = isBlank(at: place)
      if next == place || (isBlank && isWithin) { return place }
      isWithin = !isBlank
      place = next
    }
  }
}

extension String.Index {
  /// The bytes of UTF-8 before it.
  func bytes(in line: String) -> Int { line.utf8.distance(from: line.startIndex, to: self) }
}
