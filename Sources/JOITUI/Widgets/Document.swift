import JOIModel

/// A piece of a laid-out line.
struct LineSpan: Equatable, Sendable {
  var text: String
  var role: Role
  /// The number of the link it belongs to.
  var link: Int?
}

/// A line of a document, laid out for a width.
struct DocumentLine: Equatable, Sendable {
  var spans: [LineSpan] = []
  /// The part of the document that it belongs to: keeps the reader's place when width or language change.
  var part = 0

  var text: String { spans.map(\.text).joined() }

  var isBlank: Bool { spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }
}

/// The words that say what colour, underlining and indenting say elsewhere.
struct ReadingWords: Equatable, Sendable {
  var link: String
  var quote: String
  var quoteEnd: String
}

/// A text with links, laid out for a width: what ``TextPane`` scrolls through.
struct Document: Equatable, Sendable {
  let width: Int
  private(set) var lines: [DocumentLine] = []
  private(set) var links: [LinkTarget] = []
  private var part = 0

  /// For a text that is read aloud; nil where it is looked at.
  private let words: ReadingWords?

  init(width: Int, words: ReadingWords? = nil) {
    self.width = max(1, width)
    self.words = words
  }

  /// The line on which a link begins.
  func line(ofLink link: Int) -> Int? { lines.firstIndex { $0.spans.contains { $0.link == link } } }

  /// The column at which a link begins on its line.
  func column(ofLink link: Int) -> Int? {
    guard let line = line(ofLink: link) else { return nil }
    return lines[line].spans.prefix { $0.link != link }.reduce(0) { $0 + TextWidth.columns($1.text) }
  }

  /// The first line of a part.
  func line(ofPart part: Int) -> Int? { lines.firstIndex { $0.part == part } }

  /// Begins a new part.
  mutating func beginPart() { part += 1 }

  mutating func blank() {
    if !lines.isEmpty { append(DocumentLine()) }
  }

  private mutating func append(_ line: DocumentLine) {
    var line = line
    line.part = part
    lines.append(line)
  }

  /// Words of one role, wrapped.
  mutating func paragraph(_ text: String, _ role: Role = .text, indent: Int = 0) {
    wrap([RichText.Span(text)], role: role, first: indent, rest: indent, marker: nil)
  }

  /// A line with a link: "label".
  mutating func link(_ label: String, to target: LinkTarget, indent: Int = 0, after: String = "") {
    var spans = [RichText.Span(label, link: target)]
    if !after.isEmpty { spans.append(RichText.Span(after)) }
    wrap(spans, role: .text, first: indent, rest: indent, marker: nil)
  }

  /// Spans in a row, wrapped.
  mutating func spans(_ spans: [RichText.Span], indent: Int = 0, rest: Int? = nil, role: Role = .text) {
    wrap(spans, role: role, first: indent, rest: rest ?? indent, marker: nil)
  }

  /// A line that is laid out already.
  mutating func line(_ spans: [LineSpan]) { append(DocumentLine(spans: spans)) }

  /// Text of one role that is not broken at blanks: an address fills its lines from the first column on.
  mutating func unbroken(_ text: String, _ role: Role) {
    var rest = text
    while !rest.isEmpty {
      let piece = TextWidth.prefix(rest, width)
      guard !piece.isEmpty else { return }
      append(DocumentLine(spans: [LineSpan(text: piece, role: role)]))
      rest = String(rest.dropFirst(piece.count))
    }
  }

  /// Takes over the links of a document that becomes part of this one; answers the first one's new number.
  mutating func add(linksOf other: Document) -> Int {
    defer { links += other.links }
    return links.count
  }

  /// A rich text, block by block.
  mutating func rich(_ text: RichText, indent: Int = 0) {
    for (number, block) in (words.map(text.told) ?? text).blocks.enumerated() {
      if block.isSpaced, number > 0 { blank() }
      let left = indent + min(block.quotes, max(0, width / 8)) * 2
      switch block.kind {
      case .rule where words != nil: break
      case .rule:
        append(
          DocumentLine(spans: [
            LineSpan(text: String(repeating: "-", count: max(0, width - left)), role: .dim)
          ]))
      case .heading: wrap(block.spans, role: .heading, first: left, rest: left, marker: nil)
      case .paragraph:
        wrap(block.spans, role: block.quotes > 0 ? .dim : .text, first: left, rest: left, marker: nil)
      case .item(let marker):
        let nested = left + min(max(0, block.depth - 1) * 3, width / 3)
        let hang = max(3, marker.utf8.count + 1)
        wrap(
          block.spans, role: .text, first: nested + hang, rest: nested + hang,
          marker: marker.isEmpty ? nil : (nested, marker))
      case .code:
        for line in block.spans.map(\.text).joined().split(separator: "\n", omittingEmptySubsequences: false)
        {
          var rest = String(line)
          repeat {
            let piece = TextWidth.prefix(rest, max(1, width - left - 2))
            append(
              DocumentLine(spans: [
                LineSpan(text: String(repeating: " ", count: left + 2) + piece, role: .code)
              ]))
            if piece.isEmpty { break }
            rest = String(rest.dropFirst(piece.count))
          } while !rest.isEmpty
        }
      }
    }
  }

  /// A piece of a word: a word goes on where one span ends and the next begins without a blank.
  private struct Fragment {
    var text: String
    var role: Role
    var link: Int?
  }

  /// What wrapping goes through.
  private enum Token {
    case word([Fragment])
    /// A blank, within a link where that goes on.
    case blank(Fragment)
    case lineBreak
  }

  /// The words, blanks and breaks of spans; their links get numbers.
  private mutating func tokens(_ spans: [RichText.Span], role: Role) -> [Token] {
    var tokens: [Token] = []
    var word: [Fragment] = []
    var previousLink: LinkTarget?
    for span in words.map({ spans.told($0) }) ?? spans {
      if let target = span.link, target != previousLink { links.append(target) }
      let link = span.link == nil ? nil : links.count - 1
      previousLink = span.link
      let spanRole = Self.role(span, within: role)
      var piece = ""
      func endPiece() {
        if !piece.isEmpty { word.append(Fragment(text: piece, role: spanRole, link: link)) }
        piece = ""
      }
      for character in span.text {
        guard character == " " || character == "\n" else {
          piece.append(character)
          continue
        }
        endPiece()
        if !word.isEmpty { tokens.append(.word(word)) }
        word = []
        tokens.append(character == " " ? .blank(Fragment(text: " ", role: spanRole, link: link)) : .lineBreak)
      }
      endPiece()
    }
    if !word.isEmpty { tokens.append(.word(word)) }
    return tokens
  }

  /// Greedy wrapping at blanks; a word wider than the line is cut.
  private mutating func wrap(
    _ spans: [RichText.Span], role: Role, first: Int, rest: Int, marker: (column: Int, text: String)?
  ) {
    let tokens = tokens(spans, role: role)
    var line = lead(first, role, marker)
    var used = line.spans.reduce(0) { $0 + TextWidth.columns($1.text) }
    var isEmpty = true
    /// Blanks that count only when a word follows on the same line.
    var pending: [Fragment] = []
    func add(_ fragment: Fragment) {
      if let last = line.spans.last, last.role == fragment.role, last.link == fragment.link {
        line.spans[line.spans.count - 1].text += fragment.text
      } else {
        line.spans.append(LineSpan(text: fragment.text, role: fragment.role, link: fragment.link))
      }
      used += TextWidth.columns(fragment.text)
    }
    func next(_ document: inout Document) {
      document.append(line)
      line = document.lead(rest, role, nil)
      used = line.spans.reduce(0) { $0 + TextWidth.columns($1.text) }
      isEmpty = true
      pending = []
    }
    for token in tokens {
      switch token {
      case .lineBreak: next(&self)
      case .blank(let fragment): if !isEmpty { pending.append(fragment) }
      case .word(let fragments):
        let wide = fragments.reduce(0) { $0 + TextWidth.columns($1.text) }
        if !isEmpty, used + pending.count + wide > width { next(&self) }
        for blank in pending { add(blank) }
        pending = []
        for var fragment in fragments {
          while used + TextWidth.columns(fragment.text) > width {
            let piece = TextWidth.prefix(fragment.text, width - used)
            let cut = piece.isEmpty && isEmpty ? String(fragment.text.prefix(1)) : piece
            guard cut.count < fragment.text.count else { break }
            add(Fragment(text: piece, role: fragment.role, link: fragment.link))
            fragment.text = String(fragment.text.dropFirst(cut.count))
            next(&self)
          }
          if used + TextWidth.columns(fragment.text) <= width { add(fragment) }
          isEmpty = false
        }
      }
    }
    append(line)
  }

  /// A line that is indented, with the list's marker where the item begins.
  private func lead(_ indent: Int, _ role: Role, _ marker: (column: Int, text: String)?) -> DocumentLine {
    let indent = min(indent, max(0, width - 8))
    var line = DocumentLine()
    if let marker {
      let text = TextWidth.padded(
        String(repeating: " ", count: min(marker.column, indent)) + marker.text, indent)
      line.spans.append(LineSpan(text: TextWidth.prefix(text, width), role: .dim))
    } else if indent > 0 {
      line.spans.append(LineSpan(text: String(repeating: " ", count: indent), role: role))
    }
    return line
  }

  private static func role(_ span: RichText.Span, within role: Role) -> Role {
    if span.link != nil { return .link }
    return switch span.style {
    case .plain: role
    case .emphasis: .emphasis
    case .strong: role == .text ? .strong : role
    case .code: .code
    }
  }
}
