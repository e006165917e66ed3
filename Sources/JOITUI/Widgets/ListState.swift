/// The one rule for a cursor in a list and the part of it that is seen.
struct ListState: Equatable, Sendable {
  /// The selected row.
  var index = 0
  /// The first row that is seen.
  var top = 0

  /// Below a field: the cursor has left the field for the list. Only where no lines are drawn: elsewhere the selected
  /// row shows without it.
  var isEntered = false

  /// Rows kept in sight before and behind the cursor.
  private static let margin = 1

  /// Moves the cursor, and never out of the list.
  mutating func move(by rows: Int, count: Int) { index = max(0, min(count - 1, index + rows)) }

  /// Fits cursor and part to a list and a height.
  mutating func settle(count: Int, height: Int) {
    index = max(0, min(count - 1, index))
    guard height > 0 else { return }
    let margin = min(Self.margin, (height - 1) / 2)
    top = max(min(top, index - margin), index + margin - height + 1)
    top = max(0, min(top, count - height))
  }

  /// The rows that are seen: a page at a time where no lines are drawn, so that a step of the cursor moves nothing else.
  func visible(count: Int, height: Int, _ glyphs: Glyphs) -> Range<Int> {
    guard !glyphs.hasLines else { return visible(count: count, height: height) }
    guard count > 0, height > 0 else { return 0..<0 }
    let top = max(0, min(count - 1, index)) / height * height
    return top..<min(count, top + height)
  }

  /// The rows that are seen.
  func visible(count: Int, height: Int) -> Range<Int> {
    var copy = self
    copy.settle(count: count, height: height)
    return copy.top..<max(copy.top, min(count, copy.top + height))
  }

  /// The same for a list below a field: where no lines are drawn, the cursor goes down from the field to the first row,
  /// and from there up into the field again.
  mutating func perform(_ command: Command, belowField glyphs: Glyphs, count: Int, height: Int) -> Bool {
    if !glyphs.hasLines, command == .down, !isEntered {
      isEntered = count > 0
      return true
    }
    if !glyphs.hasLines, command == .up, index == 0 {
      isEntered = false
      return true
    }
    guard perform(command, count: count, height: height) else { return false }
    isEntered = !glyphs.hasLines && count > 0
    return true
  }

  /// Does what a moving command asks; false where it is none.
  mutating func perform(_ command: Command, count: Int, height: Int) -> Bool {
    switch command {
    case .up: move(by: -1, count: count)
    case .down: move(by: 1, count: count)
    case .pageUp: move(by: -max(1, height - 1), count: count)
    case .pageDown: move(by: max(1, height - 1), count: count)
    case .halfPageUp: move(by: -max(1, height / 2), count: count)
    case .halfPageDown: move(by: max(1, height / 2), count: count)
    case .top: index = 0
    case .bottom: index = max(0, count - 1)
    default: return false
    }
    settle(count: count, height: height)
    return true
  }
}
