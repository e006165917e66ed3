extension TextEditor {
  /// Rows are no longer, as in what is read.
  static let maximalColumns = 80

  /// The columns of text in an area: its last one is for the caret behind a full row.
  static func columns(_ width: Int) -> Int { max(1, min(maximalColumns, width - 1)) }

  /// The rows of a line, as bytes of it. Blanks at a wrap belong to the row that they end, and take no room in it.
  static func rows(of line: String, columns: Int) -> [Range<Int>] {
    let end = line.utf8.count
    // No grapheme cluster has more columns than bytes.
    if end <= columns { return [0..<end] }
    var rows: [Range<Int>] = []
    var (start, used, at) = (0, 0, 0)
    // Behind the last blank of the row, and the columns up to there.
    var (wordStart, usedBefore) = (0, 0)
    for character in line {
      let wide = TextWidth.columns(character)
      if character.isWhitespace {
        (wordStart, usedBefore) = (at + character.utf8.count, used + wide)
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
      at += character.utf8.count
    }
    rows.append(start..<end)
    return rows
  }

  private func rows(_ line: Int, _ columns: Int) -> [Range<Int>] {
    Self.rows(of: lines[line], columns: columns)
  }

  /// The row that a place is in; between two rows it is the later one.
  private static func row(_ offset: Int, _ rows: [Range<Int>]) -> Int {
    max(0, (rows.firstIndex { $0.lowerBound > offset } ?? rows.count) - 1)
  }

  /// The column of a place within its row.
  func column(_ place: Place, _ columns: Int) -> Int {
    let rows = rows(place.line, columns)
    return column(place, in: rows[Self.row(place.offset, rows)], columns)
  }

  private func column(_ place: Place, in row: Range<Int>, _ columns: Int) -> Int {
    let start = Place(line: place.line, offset: row.lowerBound)
    return min(columns, TextWidth.columns(text(start..<max(start, place))))
  }

  /// The last place that is in a row: behind its text, but before what makes the next row begin.
  private func last(_ row: Range<Int>, _ line: Int) -> Place {
    let end = Place(line: line, offset: row.upperBound)
    return row.upperBound == lines[line].utf8.count ? end : before(end)
  }

  /// The first and the last place of a place's row.
  func rowEnds(_ place: Place, _ columns: Int) -> (first: Place, last: Place) {
    let rows = rows(place.line, columns)
    let row = rows[Self.row(place.offset, rows)]
    return (Place(line: place.line, offset: row.lowerBound), last(row, place.line))
  }

  /// The place some rows further or, with a negative number, back, nearest to a column; the ends of the text hold.
  func place(_ count: Int, rowsFrom place: Place, column: Int, _ columns: Int) -> Place {
    let here = rowPlace(place, columns)
    let there = row(count, from: here, columns)
    guard there != here else { return place }
    let row = rows(there.line, columns)[there.row]
    let last = last(row, there.line)
    var found = Place(line: there.line, offset: row.lowerBound)
    var used = 0
    while found < last {
      used += TextWidth.columns(lines[there.line][index(found)])
      if used > column { break }
      found = after(found)
    }
    return found
  }

  // MARK: Rows of the whole text

  private struct RowPlace: Comparable {
    var line = 0
    var row = 0

    static func < (a: RowPlace, b: RowPlace) -> Bool { (a.line, a.row) < (b.line, b.row) }
  }

  private func rowPlace(_ place: Place, _ columns: Int) -> RowPlace {
    RowPlace(line: place.line, row: Self.row(place.offset, rows(place.line, columns)))
  }

  private func row(_ count: Int, from here: RowPlace, _ columns: Int) -> RowPlace {
    var (line, row) = (here.line, here.row + count)
    while row < 0, line > 0 {
      line -= 1
      row += rows(line, columns).count
    }
    guard row >= 0 else { return RowPlace() }
    while true {
      let rows = rows(line, columns).count
      if row < rows { return RowPlace(line: line, row: row) }
      if line == lines.count - 1 { return RowPlace(line: line, row: rows - 1) }
      row -= rows
      line += 1
    }
  }

  /// The first row in sight: the one that was, as long as the caret is in sight and no room is left empty below.
  private func firstRow(_ columns: Int, _ height: Int) -> RowPlace {
    let above = 1 - max(1, height)
    let caretRow = rowPlace(caret, columns)
    let kept = top.line < lines.count ? rowPlace(top, columns) : caretRow
    let fullest = row(above, from: rowPlace(end(ofLine: lines.count - 1), columns), columns)
    return max(row(above, from: caretRow, columns), min(kept, caretRow, fullest))
  }

  /// The place that the first row in sight begins at.
  func firstPlace(width: Int, height: Int) -> Place {
    let columns = Self.columns(width)
    let first = firstRow(columns, height)
    return Place(line: first.line, offset: rows(first.line, columns)[first.row].lowerBound)
  }

  // MARK: Drawing

  /// Draws the text around the caret, and stands the cursor on it.
  func draw(on canvas: inout Canvas, in area: Rect) {
    guard area.width > 0, area.height > 0 else { return }
    canvas.fill(area)
    let columns = Self.columns(area.width)
    let first = firstRow(columns, area.height)
    var y = area.y
    var skipped = first.row
    for line in first.line..<lines.count {
      let rows = rows(line, columns)
      let caretRow = line == caret.line ? Self.row(caret.offset, rows) : -1
      for number in skipped..<rows.count {
        guard y < area.y + area.height else { return }
        draw(rows[number], line, on: &canvas, Rect(x: area.x, y: y, width: area.width, height: 1), columns)
        if number == caretRow {
          let x = min(column(caret, in: rows[number], columns), area.width - 1)
          canvas.cursor = (min(area.x + x, canvas.size.width - 1), min(y, canvas.size.height - 1))
        }
        y += 1
      }
      skipped = 0
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
