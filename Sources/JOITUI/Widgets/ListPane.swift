import JOIModel

/// A row of a list as it is drawn: signs, a name, and what stands at the right.
struct ListRow {
  var text: String
  /// A shorter name, for where the whole one does not fit.
  var short: String?
  /// Columns that the name is moved in.
  var indent = 0
  /// Signs before the name ("×"), in a column of their own.
  var mark = ""
  /// What stands at the right edge.
  var detail = ""
  var role = Role.text
  /// A heading between rows: it can't be selected.
  var isHeading = false
  /// What signs and columns say, in words for where there are none; nil where the detail is in words already.
  var words: [String]?
}

/// Draws the seen part of a list; asks only for the rows that are seen.
enum ListPane {
  static func draw(
    on canvas: inout Canvas, in area: Rect, pane: Int, count: Int, state: ListState, isFocused: Bool,
    glyphs: Glyphs,
    query: Query? = nil, row: (Int) -> ListRow
  ) {
    guard glyphs.hasLines else {
      return read(
        on: &canvas, in: area, pane: pane, count: count, state: state, isFocused: isFocused, glyphs: glyphs,
        query: query, row: row)
    }
    for index in state.visible(count: count, height: area.height) {
      let y = area.y + index - state.visible(count: count, height: area.height).lowerBound
      let line = Rect(x: area.x, y: y, width: area.width, height: 1)
      let row = row(index)
      let isSelected = index == state.index && !row.isHeading
      let style = Style(isSelected ? .text : row.role, isSelected: isSelected && isFocused)
      if isSelected, isFocused { canvas.fill(line, Style(.text, isSelected: true)) }
      if isSelected {
        canvas.write(">", x: line.x + 1, y: y, width: line.width - 1, isFocused ? style : Style(.strong))
        if isFocused { canvas.cursor = (min(line.x + 1, canvas.size.width - 1), y) }
      }
      var x = line.x + 3
      let end = line.x + line.width - 1
      if !row.mark.isEmpty {
        canvas.write(row.mark, x: x, y: y, width: end - x, style)
        x += TextWidth.columns(row.mark) + 1
      }
      x += row.indent
      let detail = TextWidth.fitted(row.detail, max(0, end - x - 8), ellipsis: glyphs.ellipsis)
      let detailWidth = TextWidth.columns(detail)
      let room = max(0, end - x - (detailWidth > 0 ? detailWidth + 1 : 0))
      let isTight = TextWidth.columns(row.text) > room
      let text = TextWidth.fitted(isTight ? row.short ?? row.text : row.text, room, ellipsis: glyphs.ellipsis)
      canvas.write(text, matching: query, x: x, y: y, width: room, style)
      canvas.write(
        detail, x: end - detailWidth, y: y, width: detailWidth,
        Style(isSelected && isFocused ? .text : .dim, isSelected: isSelected && isFocused))
      if !row.isHeading { canvas.hit(line, .row(pane: pane, index: index)) }
    }
  }

  /// The same to be read: a page at a time, each row a sentence from the left edge on, and the cursor on the one that is
  /// selected. A step moves the cursor and changes no text: what is sent to the terminal is spoken by some screen
  /// readers, and a sign before the row would be spoken in the place of the row.
  private static func read(
    on canvas: inout Canvas, in area: Rect, pane: Int, count: Int, state: ListState, isFocused: Bool,
    glyphs: Glyphs, query: Query?, row: (Int) -> ListRow
  ) {
    let selected = max(0, min(count - 1, state.index))
    let visible = state.visible(count: count, height: area.height, glyphs)
    let width = canvas.size.width - area.x
    for index in visible {
      let y = area.y + index - visible.lowerBound
      let row = row(index)
      if index == selected, !row.isHeading, isFocused { canvas.cursor = (area.x, y) }
      canvas.write(
        sentence(row, width: width, glyphs), matching: query, x: area.x, y: y, width: width, Style(row.role))
      if !row.isHeading {
        canvas.hit(Rect(x: area.x, y: y, width: width, height: 1), .row(pane: pane, index: index))
      }
    }
  }

  /// The name and what is to be said of it; in little room the name gives way, but never more than two fifths.
  static func sentence(_ row: ListRow, width: Int, _ glyphs: Glyphs) -> String {
    let detail = row.detail.split(separator: " ").joined(separator: " ")
    let words = (row.words ?? [detail]).filter { !$0.isEmpty }.joined(separator: ", ")
    guard !words.isEmpty else { return TextWidth.fitted(row.text, width, ellipsis: glyphs.ellipsis) }
    let room = max(width * 3 / 5, width - TextWidth.columns(words) - 2)
    let name = TextWidth.fitted(row.text, room, ellipsis: glyphs.ellipsis)
    return TextWidth.fitted("\(name), \(words)", width, ellipsis: glyphs.ellipsis)
  }
}

extension Canvas {
  /// Draws text with the words that answer a query marked.
  mutating func write(_ text: String, matching query: Query?, x: Int, y: Int, width: Int, _ style: Style) {
    guard let query, !query.isEmpty else {
      write(text, x: x, y: y, width: width, style)
      return
    }
    var at = text.startIndex
    var column = x
    func add(_ range: Range<String.Index>, _ isMatch: Bool) {
      var style = style
      style.isMatch = isMatch
      column += write(String(text[range]), x: column, y: y, width: max(0, x + width - column), style)
    }
    for match in query.matches(in: text) {
      add(at..<match.lowerBound, false)
      add(match, true)
      at = match.upperBound
    }
    add(at..<text.endIndex, false)
  }
}
