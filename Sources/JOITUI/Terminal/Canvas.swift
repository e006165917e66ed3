/// A rectangle of cells.
public struct Rect: Equatable, Sendable {
  /// The leftmost column.
  public var x: Int
  /// The topmost row.
  public var y: Int
  /// Columns; never negative.
  public var width: Int
  /// Rows; never negative.
  public var height: Int

  /// A rectangle; negative sizes become none.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Whether a cell is within.
  public func contains(x: Int, y: Int) -> Bool {
    x >= self.x && x < self.x + width && y >= self.y && y < self.y + height
  }

  /// The same without some rows at the top.
  func below(_ rows: Int) -> Rect { Rect(x: x, y: y + rows, width: width, height: height - rows) }

  /// The same without some columns on both sides.
  func inset(left: Int, right: Int = 0) -> Rect {
    Rect(x: x + left, y: y, width: width - left - right, height: height)
  }
}

/// What stands where a mouse can click.
public enum HitTarget: Equatable, Sendable {
  case tab(Int)
  case command(Command)
  /// A row of a list: the pane's number on its screen and the row's place in the list.
  case row(pane: Int, index: Int)
  case link(Int)
}

/// One screen as cells: what views draw into, what tests read, and what goes to the terminal.
///
/// Everything is clipped; nothing that is drawn can reach past the edge or change another cell's place.
public struct Canvas: Sendable {
  /// One cell.
  public struct Cell: Equatable, Sendable {
    /// A grapheme cluster; empty for the right half of a wide one.
    public var text: String
    /// How it looks.
    public var style: Style
  }

  /// The size.
  public let size: Size
  private(set) var cells: [Cell]
  /// Where the terminal's cursor stands: on the selected row or in the field. Screen readers follow it.
  public var cursor: (x: Int, y: Int)?
  /// What can be clicked, the last one on top.
  private(set) var hits: [(rect: Rect, target: HitTarget)] = []

  private static let blank = Cell(text: " ", style: .text)
  private static let ascii: [String] = (0..<128).map { String(Unicode.Scalar($0)) }

  /// An empty screen.
  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: Self.blank, count: self.size.width * self.size.height)
  }

  /// The whole screen.
  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  /// A cell.
  public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// Draws text of one line from a cell on, at most `width` columns of it; answers the columns used.
  @discardableResult
  public mutating func write(_ text: String, x: Int, y: Int, width: Int = .max, _ style: Style = .text) -> Int
  {
    guard y >= 0, y < size.height, x < size.width, width > 0 else { return 0 }
    let end = min(size.width, width > size.width ? size.width : x + width)
    var at = x
    for character in text {
      if let code = character.asciiValue {
        guard code >= 0x20, code < 0x7F else { continue }
        guard at < end else { break }
        if at >= 0 { put(Self.ascii[Int(code)], at, y, style) }
        at += 1
      } else {
        let wide = TextWidth.columns(character)
        guard wide > 0 else { continue }
        guard at + wide <= end else { break }
        if at >= 0 {
          put(String(character), at, y, style)
          for half in 1..<max(wide, 1) { cells[y * size.width + at + half] = Cell(text: "", style: style) }
        }
        at += wide
      }
    }
    return max(0, at - x)
  }

  private mutating func put(_ text: String, _ x: Int, _ y: Int, _ style: Style) {
    let at = y * size.width + x
    // Half of a wide character that is drawn over leaves a blank, not a shifted row.
    if cells[at].text.isEmpty, x > 0 { cells[at - 1].text = " " }
    var next = at + 1
    while next < (y + 1) * size.width, cells[next].text.isEmpty {
      cells[next].text = " "
      next += 1
    }
    cells[at] = Cell(text: text, style: style)
  }

  /// Fills a rectangle with blanks of a style.
  public mutating func fill(_ rect: Rect, _ style: Style = .text) {
    for y in max(0, rect.y)..<max(0, min(size.height, rect.y + rect.height)) {
      for x in max(0, rect.x)..<max(0, min(size.width, rect.x + rect.width)) { put(" ", x, y, style) }
    }
  }

  /// Draws a line of one sign from left to right.
  mutating func horizontal(_ sign: String, x: Int, y: Int, width: Int, _ style: Style = Style(.border)) {
    guard width > 0 else { return }
    write(String(repeating: sign, count: min(width, size.width)), x: x, y: y, width: width, style)
  }

  /// Draws a line of one sign from top to bottom.
  mutating func vertical(_ sign: String, x: Int, y: Int, height: Int, _ style: Style = Style(.border)) {
    for row in 0..<max(0, height) { write(sign, x: x, y: y + row, style) }
  }

  /// Draws the title of a pane, and at its right edge how many there are; in one sentence where lines are read.
  mutating func title(_ text: String, _ count: String, in pane: Rect, _ glyphs: Glyphs) {
    let room = pane.width - TextWidth.columns(count) - 3
    let title = TextWidth.fitted(text, room, ellipsis: glyphs.ellipsis)
    let used = write(glyphs.hasLines ? title : "\(title), ", x: pane.x + 1, y: pane.y, Style(.heading))
    let x = glyphs.hasLines ? pane.x + pane.width - TextWidth.columns(count) - 1 : pane.x + 1 + used
    write(count, x: x, y: pane.y, Style(.dim))
  }

  /// Draws what is said about a field at the right edge of its line; where lines are read, on the line below it.
  mutating func tell(_ text: String, rightOf line: Rect, orBelow glyphs: Glyphs) {
    let x = glyphs.hasLines ? line.x + line.width - TextWidth.columns(text) - 1 : line.x + 1
    write(text, x: x, y: line.y + (glyphs.hasLines ? 0 : 1), Style(.dim))
  }

  /// Takes the look of what is selected away, where the cursor tells it: a step of the cursor then sends two signs, and
  /// a screen reader is not given both rows anew.
  mutating func dropSelection() {
    for at in cells.indices where cells[at].style.isSelected { cells[at].style.isSelected = false }
  }

  /// Says that a rectangle can be clicked.
  mutating func hit(_ rect: Rect, _ target: HitTarget) { hits.append((rect, target)) }

  /// What a click on a cell means.
  func target(x: Int, y: Int) -> HitTarget? { hits.last { $0.rect.contains(x: x, y: y) }?.target }

  /// The screen as text, for tests and for what a person sees: rows without blanks at their end.
  public var plainText: String {
    (0..<size.height).map { y in
      var row = ""
      for x in 0..<size.width { row += self[x, y].text }
      while row.last == " " { row.removeLast() }
      return row
    }.joined(separator: "\n")
  }
}
