import JOIModel

/// Reading a document: how far it is scrolled, which link is focused, and what was looked for in it.
struct TextPane: Equatable, Sendable {
  /// The first line that is seen.
  var top = 0
  /// The focused link.
  var link: Int?
  /// What was looked for.
  var find = ""
  /// The line of the match where the reader is.
  var match: Int?
  /// The line under the cursor, where the text is read by lines; nil where it is scrolled through.
  var line: Int?

  init() {}

  /// Does what a command asks of a text; false where it asks nothing of one.
  mutating func perform(_ command: Command, _ document: Document, height: Int) -> Bool {
    if line != nil { return read(command, document, height: height) }
    let page = max(1, height - 2)
    switch command {
    case .up: scroll(-1, document, height)
    case .down: scroll(1, document, height)
    case .pageUp: scroll(-page, document, height)
    case .pageDown: scroll(page, document, height)
    case .halfPageUp: scroll(-max(1, height / 2), document, height)
    case .halfPageDown: scroll(max(1, height / 2), document, height)
    case .top: scroll(-top, document, height)
    case .bottom: scroll(document.lines.count, document, height)
    case .nextPane: focusLink(1, document, height)
    case .previousPane: focusLink(-1, document, height)
    case .nextMatch: return go(1, document, height)
    case .previousMatch: return go(-1, document, height)
    default: return false
    }
    return true
  }

  private mutating func scroll(_ lines: Int, _ document: Document, _ height: Int) {
    top += lines
    settle(document, height: height)
    // A link that is out of sight is no longer the one that Enter opens.
    if let link, let line = document.line(ofLink: link), !(top..<(top + height)).contains(line) {
      self.link = nil
    }
  }

  /// Fits the seen part to the document.
  mutating func settle(_ document: Document, height: Int) {
    top = max(0, min(top, document.lines.count - height))
    if let link, link >= document.links.count { self.link = nil }
  }

  mutating func focusLink(_ step: Int, _ document: Document, _ height: Int) {
    guard !document.links.isEmpty else { return }
    if let link {
      self.link = (link + step + document.links.count) % document.links.count
    } else {
      let seen = document.links.indices.filter { link in
        document.line(ofLink: link).map { (top..<(top + height)).contains($0) } ?? false
      }
      link = step > 0 ? seen.first ?? 0 : seen.last ?? document.links.count - 1
    }
    if let link, let line = document.line(ofLink: link) { show(line, document, height) }
  }

  /// Scrolls so that a line is seen.
  mutating func show(_ line: Int, _ document: Document, _ height: Int) {
    if line < top + 1 { top = line - 1 }
    if line > top + height - 2 { top = line - height + 2 }
    settle(document, height: height)
  }

  /// Lines that answer what was looked for.
  func matches(in document: Document) -> [Int] {
    let query = query(in: document)
    guard !query.isEmpty else { return [] }
    return document.lines.indices.filter { !query.matches(in: document.lines[$0].text).isEmpty }
  }

  /// What was looked for, typos allowed where the document has nothing else.
  func query(in document: Document) -> Query {
    let exact = Query(find)
    guard !exact.isEmpty, !document.lines.contains(where: { !exact.matches(in: $0.text).isEmpty }) else {
      return exact
    }
    return Query(find, allowsTypos: true)
  }

  /// Looks for a text from where the reader is; answers whether it stands in the document.
  mutating func look(for text: String, _ document: Document, height: Int) -> Bool {
    find = text
    let lines = matches(in: document)
    match = lines.first { $0 >= top } ?? lines.first
    if let match { show(match, document, height) }
    if line != nil, let match { stand(on: match, document, height) }
    return match != nil
  }

  mutating func go(_ step: Int, _ document: Document, _ height: Int) -> Bool {
    let lines = matches(in: document)
    guard !lines.isEmpty else { return false }
    let here = match ?? (step > 0 ? top - 1 : top)
    let next =
      step > 0 ? lines.first { $0 > here } ?? lines[0] : lines.last { $0 < here } ?? lines[lines.count - 1]
    match = next
    show(next, document, height)
    return true
  }

  /// Keeps the reader's place when the document was laid out anew, for another width or in another language: the same
  /// part, as far into it as before.
  mutating func move(from old: Document, to new: Document, height: Int) {
    let kept = line.flatMap { Self.place($0, in: old, new) }
    if let kept { line = kept }
    guard let moved = Self.place(top, in: old, new) else { return }
    top = moved
    match = nil
    settle(new, height: height)
  }

  /// Where a line of one document is in another; nil where that can't be told, or where it is the first.
  private static func place(_ line: Int, in old: Document, _ new: Document) -> Int? {
    guard line < old.lines.count, line > 0 else { return nil }
    let part = old.lines[line].part
    guard let oldStart = old.line(ofPart: part), let newStart = new.line(ofPart: part) else { return nil }
    let oldLength = max(1, old.lines.count { $0.part == part })
    let newLength = new.lines.count { $0.part == part }
    return newStart + (line - oldStart) * newLength / oldLength
  }

  /// Draws the seen part; says at the right edge how far that is.
  func draw(_ document: Document, on canvas: inout Canvas, in area: Rect, isFocused: Bool = true) {
    var pane = self
    pane.settle(document, height: area.height)
    let query = query(in: document)
    for row in 0..<area.height {
      let at = pane.top + row
      guard at < document.lines.count else { break }
      var x = area.x
      let line = document.lines[at]
      let matches = query.isEmpty ? [] : query.matches(in: line.text)
      var offset = 0
      for span in line.spans {
        let isFocusedLink = span.link != nil && span.link == pane.link
        let style = Style(span.role, isSelected: isFocusedLink && isFocused)
        let start = x
        x += Self.write(
          span.text, offset, line.text, matches, on: &canvas, x: x, y: area.y + row, end: area.x + area.width,
          style)
        offset += span.text.count
        if let link = span.link {
          canvas.hit(Rect(x: start, y: area.y + row, width: x - start, height: 1), .link(link))
          if isFocusedLink, isFocused, canvas.cursor == nil {
            canvas.cursor = (min(start, canvas.size.width - 1), area.y + row)
          }
        }
      }
      if at == pane.match, isFocused, canvas.cursor == nil { canvas.cursor = (area.x, area.y + row) }
    }
    if isFocused, let line, (pane.top..<pane.top + area.height).contains(line),
      document.lines.indices.contains(line)
    {
      let x = area.x + pane.column(of: line, document)
      canvas.cursor = (min(x, canvas.size.width - 1), area.y + line - pane.top)
    }
    if isFocused, canvas.cursor == nil, area.height > 0, area.x < canvas.size.width {
      canvas.cursor = (area.x, area.y)
    }
  }

  private static func write(
    _ text: String, _ offset: Int, _ line: String, _ matches: [Range<String.Index>], on canvas: inout Canvas,
    x: Int,
    y: Int, end: Int, _ style: Style
  ) -> Int {
    guard !matches.isEmpty else { return canvas.write(text, x: x, y: y, width: max(0, end - x), style) }
    var used = 0
    var at = line.index(line.startIndex, offsetBy: offset, limitedBy: line.endIndex) ?? line.endIndex
    for character in text {
      var style = style
      style.isMatch = matches.contains { $0.contains(at) }
      used += canvas.write(String(character), x: x + used, y: y, width: max(0, end - x - used), style)
      at = at < line.endIndex ? line.index(after: at) : at
    }
    return used
  }
}
