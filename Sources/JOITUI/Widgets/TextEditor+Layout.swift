extension TextEditor {
  /// Rows are no longer, as in what is read.
  static let maximalColumns = 80

  /// The columns of text in an area: its last one is for the caret behind a full row.
  static func columns(_ width: Int) -> Int { max(1, min(maximalColumns, width - 1)) }

  /// The rows of those lines that were asked for, each worked out once: a line may be as long as the text.
  struct Layout {
    let columns: Int
    private let lines: [String]
    private var known: [Int: [Range<Int>]] = [:]

    init(_ editor: TextEditor, width: Int) {
      columns = TextEditor.columns(width)
      lines = editor.lines
    }

    mutating func rows(_ line: Int) -> [Range<Int>] {
      if let rows = known[line] { return rows }
      let rows = TextEditor.rows(of: lines[line], columns: columns)
      known[line] = rows
      return rows
    }
  }

  /// A row of the whole text.
  struct RowPlace: Comparable {
    var line = 0
    var row = 0

    static func < (a: RowPlace, b: RowPlace) -> Bool { (a.line, a.row) < (b.line, b.row) }
  }

  /// The rows of a line, as bytes of it. Blanks at a wrap belong to the row that they end, and take no room in it.
  static func rows(of line: String, columns: Int) -> [Range<Int>] {
    let end = line.utf8.count
    // No grapheme cluster has more columns than bytes.
    if end <= columns { return [0..<end] }
    var rows: [Range<Int>] = []
    var (start, used, at) = (0, 0, 0)
    // Behind the last blank of the row, and the columns up to there.
    var (wordStart, usedBefore) = (0, 0)
    forEachCharacter(of: line) { bytes, wide, isBlank in
      if isBlank {
        (wordStart, usedBefore) = (at + bytes, used + wide)
      } else {
        if used + wide > columns, wordStart > start {
          rows.append(start..<wordStart)
          start = wordStart
          used -= usedBefore
        }
        if used + wide > columns, at > start {
          rows.append(start..<at)
          start = at
          used = 0
        }
      }
      used += wide
      at += bytes
    }
    rows.append(start..<end)
    return rows
  }

  private static func forEachCharacter(
    of line: String, _ body: (_ bytes: Int, _ wide: Int, _ isBlank: Bool) -> Void
  ) {
    let utf8 = line.utf8
    var at = utf8.startIndex
    while at < utf8.endIndex {
      let next = utf8.index(after: at)
      if utf8[at] < 0x80, next == utf8.endIndex || utf8[next] < 0x80 {
        // Two of ASCII are two characters, and quickly told.
        body(1, 1, utf8[at] == 0x20)
        at = next
      } else {
        let character = line[at]
        body(character.utf8.count, TextWidth.columns(character), character.isWhitespace)
        at = line.index(after: at)
      }
    }
  }

  // MARK: From places to rows and back

  /// The row that a place is in; between two rows it is the later one.
  func row(of place: Place, _ layout: inout Layout) -> RowPlace {
    let next = layout.rows(place.line).firstIndex { $0.lowerBound > place.offset }
    return RowPlace(line: place.line, row: max(0, (next ?? layout.rows(place.line).count) - 1))
  }

  /// The column of a place within its row.
  func column(_ place: Place, _ layout: inout Layout) -> Int {
    let start = min(place, first(of: row(of: place, &layout), &layout))
    return min(layout.columns, TextWidth.columns(text(start..<place)))
  }

  func first(of row: RowPlace, _ layout: inout Layout) -> Place {
    Place(line: row.line, offset: layout.rows(row.line)[row.row].lowerBound)
  }

  /// The last place that is in a row: behind its text, but before what makes the next row begin.
  func last(of row: RowPlace, _ layout: inout Layout) -> Place {
    let end = Place(line: row.line, offset: layout.rows(row.line)[row.row].upperBound)
    return end == self.end(ofLine: row.line) ? end : before(end)
  }

  /// Whether the caret is in the very first row, so that up leads out of the text.
  func isAtFirstRow(width: Int) -> Bool {
    guard caret.line == 0 else { return false }
    var layout = Layout(self, width: width)
    return row(of: caret, &layout) == RowPlace()
  }

  /// The place some rows further or, with a negative number, back, nearest to a column; the ends of the text hold.
  func place(_ count: Int, rowsFrom place: Place, column: Int, _ layout: inout Layout) -> Place {
    let here = row(of: place, &layout)
    let there = row(count, from: here, &layout)
    guard there != here else { return place }
    let last = last(of: there, &layout)
    var found = first(of: there, &layout)
    var used = 0
    while found < last {
      used += TextWidth.columns(lines[there.line][index(found)])
      if used > column { break }
      found = after(found)
    }
    return found
  }

  private func row(_ count: Int, from here: RowPlace, _ layout: inout Layout) -> RowPlace {
    var (line, row) = (here.line, here.row + count)
    while row < 0, line > 0 {
      line -= 1
      row += layout.rows(line).count
    }
    guard row >= 0 else { return RowPlace() }
    while true {
      let rows = layout.rows(line).count
      if row < rows { return RowPlace(line: line, row: row) }
      if line == lines.count - 1 { return RowPlace(line: line, row: rows - 1) }
      row -= rows
      line += 1
    }
  }

  /// The first row in sight: the one that was, as long as the caret is in sight and no room is left empty below.
  func firstRow(_ layout: inout Layout, height: Int) -> RowPlace {
    let above = 1 - max(1, height)
    let caretRow = row(of: caret, &layout)
    let kept = top.line < lines.count ? row(of: top, &layout) : caretRow
    let fullest = row(above, from: row(of: end(ofLine: lines.count - 1), &layout), &layout)
    return max(row(above, from: caretRow, &layout), min(kept, caretRow, fullest))
  }

  // MARK: Drawing

  /// Draws the text around the caret, and stands the cursor on it.
  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.width > 0, area.height > 0 else { return }
    canvas.fill(area)
    var layout = Layout(self, width: area.width)
    let first = firstRow(&layout, height: area.height)
    let caretRow = row(of: caret, &layout)
    var y = area.y
    for line in first.line..<lines.count {
      for row in (line == first.line ? first.row : 0)..<layout.rows(line).count {
        guard y < area.y + area.height else { return }
        let place = RowPlace(line: line, row: row)
        draw(layout.rows(line)[row], line, on: &canvas, area.below(y - area.y), layout.columns)
        if place == caretRow {
          let x = min(column(caret, &layout), area.width - 1)
          canvas.cursor = (min(area.x + x, canvas.size.width - 1), min(y, canvas.size.height - 1))
        }
        y += 1
      }
    }
  }

  private func draw(_ row: Range<Int>, _ line: Int, on canvas: inout Canvas, _ area: Rect, _ columns: Int) {
    let (start, end) = (Place(line: line, offset: row.lowerBound), Place(line: line, offset: row.upperBound))
    let selected = (selection ?? start..<start).clamped(to: start..<end)
    var used = 0
    for (part, isSelected) in [
      (start..<selected.lowerBound, false), (selected, true), (selected.upperBound..<end, false),
    ] where used < columns {
      let style = Style(.text, isSelected: isSelected)
      used += canvas.write(text(part), x: area.x + used, y: area.y, width: columns - used, style)
    }
    // A line break shows that it is selected as a blank would.
    if let selection, selection.contains(self.end(ofLine: line)), end == self.end(ofLine: line),
      used < area.width
    {
      canvas.write(" ", x: area.x + used, y: area.y, Style(.text, isSelected: true))
    }
  }
}
