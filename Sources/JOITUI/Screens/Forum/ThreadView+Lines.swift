/// Reading a conversation by lines: the cursor goes through the posts line by line, and the page turns when it has left it.
extension ThreadView {
  /// Stands somewhere in the post at hand, and brings that into sight; where lines are not read, only lets go of them.
  mutating func settle(height: Int, byLine: Bool, _ layout: Layout) {
    guard byLine else {
      line = nil
      return reveal(height: height, layout)
    }
    guard nodes.indices.contains(cursor), height > 0 else { return }
    if !nodes.indices.contains(top.node) { top = (cursor, 0) }
    top.node = shown(top.node)
    top.line = min(top.line, max(0, layout(top.node).lines.count - 1))
    cursor = shown(cursor)
    let lines = layout(cursor).lines
    let wanted = min(line ?? 0, max(0, lines.count - 1))
    line = lines[wanted...].firstIndex { !$0.isBlank } ?? lines.lastIndex { !$0.isBlank } ?? 0
    turn(height: height, layout)
  }

  /// Some lines on, and never onto an empty one.
  mutating func read(_ count: Int, height: Int, _ layout: Layout) {
    for _ in 0..<abs(count) {
      let lines = layout(cursor).lines
      let here = line ?? 0
      if count > 0 {
        if let below = lines.indices.first(where: { $0 > here && !lines[$0].isBlank }) {
          line = below
        } else if let next = next(cursor) {
          (cursor, line) = (next, layout(next).lines.firstIndex { !$0.isBlank })
        }
      } else if let above = lines.indices.last(where: { $0 < here && !lines[$0].isBlank }) {
        line = above
      } else if let previous = previous(cursor) {
        (cursor, line) = (previous, layout(previous).lines.lastIndex { !$0.isBlank })
      }
    }
    turn(height: height, layout)
  }

  /// Turns the page when the line at hand has left it: on the way down it stands at the top of the next one, on the way
  /// up at the bottom of the one before.
  private mutating func turn(height: Int, _ layout: Layout) {
    let line = line ?? 0
    if let row = row(of: cursor, height: height, layout), (0..<height).contains(row + line) {
      return fill(height: height, layout)
    }
    let isAbove = (cursor, line) < (top.node, top.line)
    top = (cursor, line)
    if isAbove { scroll(1 - height, height: height, layout) } else { fill(height: height, layout) }
  }

  /// The first link of the line at hand.
  func link(_ layout: Layout) -> Int? {
    guard let line, nodes.indices.contains(cursor) else { return nil }
    let lines = layout(cursor).lines
    return lines.indices.contains(line) ? lines[line].spans.lazy.compactMap(\.link).first : nil
  }
}
