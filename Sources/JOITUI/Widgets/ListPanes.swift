/// A list with what narrows it at its side and what is said of the row at hand below it: two panes where there is room,
/// one at a time in a narrow window.
struct ListPanes {
  /// Where the list can be narrowed; nil where the list takes the whole window.
  var side: Rect?
  /// The list; nil where the side takes the whole window.
  var list: Rect?
  /// Where the row under the cursor is told in full.
  var footer: Rect?

  /// Rows of a pane above its list: the title, and a line below it.
  static let head = 2

  /// - Parameters:
  ///   - side: columns of the side in a window of 80 columns and in a wide one.
  ///   - footer: rows of the footer with its line.
  ///   - showsSide: which of the two a narrow window shows.
  ///   - glyphs: without lines the window has one pane, as if it were narrow, and no footer.
  init(
    _ area: Rect, side width: (narrow: Int, wide: Int), footer below: Int, showsSide: Bool, _ glyphs: Glyphs
  ) {
    let isNarrow = !glyphs.hasRoomBeside(area)
    if isNarrow, showsSide {
      side = area
      return
    }
    guard glyphs.hasLines else {
      list = area
      return
    }
    let x = isNarrow ? 0 : (area.width >= 105 ? width.wide : width.narrow) + 1
    if x > 0 { side = Rect(x: area.x, y: area.y, width: x - 1, height: area.height) }
    let (left, columns) = (area.x + x, area.width - x)
    list = Rect(x: left, y: area.y, width: columns, height: area.height - below)
    footer = Rect(x: left, y: area.y + area.height - below, width: columns, height: below)
  }

  /// Rows of the list in a pane.
  static func height(_ pane: Rect?) -> Int { max(0, (pane?.height ?? 0) - head) }
}
