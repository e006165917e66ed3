/// Reading by lines: the cursor goes through the text, and the text stands still until a page is read. A screen reader
/// then has one line to tell with each key.
extension TextPane {
  /// Fits to a document that is read by lines, or is not.
  mutating func settle(_ document: Document, height: Int, byLine: Bool) {
    settle(document, height: height)
    guard byLine, !document.lines.isEmpty else {
      line = nil
      return
    }
    let wanted = max(0, min(document.lines.count - 1, line ?? top))
    line = Self.full(from: wanted, 1, document) ?? Self.full(from: wanted, -1, document) ?? wanted
    turn(document, height)
  }

  /// Does what a command asks.
  mutating func read(_ command: Command, _ document: Document, height: Int) -> Bool {
    switch command {
    case .up: step(-1, document, height)
    case .down: step(1, document, height)
    case .pageUp: step(-max(1, height - 1), document, height)
    case .pageDown: step(max(1, height - 1), document, height)
    case .halfPageUp: step(-max(1, height / 2), document, height)
    case .halfPageDown: step(max(1, height / 2), document, height)
    case .top: step(-document.lines.count, document, height)
    case .bottom: step(document.lines.count, document, height)
    case .nextPane: goToLink(1, document, height)
    case .previousPane: goToLink(-1, document, height)
    case .nextMatch, .previousMatch:
      guard go(command == .nextMatch ? 1 : -1, document, height) else { return false }
      if let match { stand(on: match, document, height) }
    default: return false
    }
    return true
  }

  /// Some lines on, and never onto an empty one: there is nothing to tell.
  private mutating func step(_ lines: Int, _ document: Document, _ height: Int) {
    guard let line else { return }
    let way = lines < 0 ? -1 : 1
    let wanted = max(0, min(document.lines.count - 1, line + lines))
    guard let next = Self.full(from: wanted, way, document) ?? Self.full(from: wanted, -way, document) else {
      return
    }
    if next != line { stand(on: next, document, height) }
  }

  /// Stands on a line; a link on it is the one that Enter opens.
  mutating func stand(on line: Int, _ document: Document, _ height: Int) {
    self.line = line
    link = document.lines[line].spans.lazy.compactMap(\.link).first
    turn(document, height)
  }

  private mutating func goToLink(_ way: Int, _ document: Document, _ height: Int) {
    if link == nil, let line {
      let lines = document.links.indices.map { document.line(ofLink: $0) ?? 0 }
      link =
        way > 0
        ? lines.firstIndex { $0 > line } ?? lines.indices.first
        : lines.lastIndex { $0 < line } ?? lines.indices.last
    } else {
      focusLink(way, document, height)
    }
    guard let link, let line = document.line(ofLink: link) else { return }
    self.line = line
    turn(document, height)
  }

  /// Turns the page when the line has left it.
  private mutating func turn(_ document: Document, _ height: Int) {
    guard let line, height > 0 else { return }
    if line < top { top = line - height + 1 }
    if line >= top + height { top = line }
    settle(document, height: height)
  }

  /// Where the cursor stands on a line: on its link, or where its text begins.
  func column(of line: Int, _ document: Document) -> Int {
    if let link, document.line(ofLink: link) == line, let column = document.column(ofLink: link) {
      return column
    }
    return document.lines[line].text.prefix { $0.isWhitespace }.count
  }

  /// The nearest line with text from one on, that one included.
  private static func full(from line: Int, _ way: Int, _ document: Document) -> Int? {
    var at = line
    while document.lines.indices.contains(at) {
      if !document.lines[at].isBlank { return at }
      at += way
    }
    return nil
  }
}
