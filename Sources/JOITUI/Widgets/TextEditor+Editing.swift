import JOIModel

extension TextEditor {
  /// What was done, so that it can be undone.
  struct History: Equatable, Sendable {
    /// Lines in the place of others.
    struct Step: Equatable, Sendable {
      var line: Int
      var removed: [String]
      var added: [String]
      var before: Place
      var after: Place
    }

    /// Keys of one kind after each other, which are one step up to the next word.
    struct Run: Equatable, Sendable {
      enum Kind { case typing, erasing, erasingForward }
      var kind: Kind
      var isAtBlank: Bool
    }

    /// More steps are not kept.
    static let maximalSteps = 200

    private(set) var done: [Step] = []
    private(set) var undone: [Step] = []
    private var run: Run?

    mutating func endRun() { run = nil }

    mutating func add(_ step: Step, _ next: Run?) {
      undone = []
      if let next, let run, run.kind == next.kind, next.isAtBlank || !run.isAtBlank,
        let last = done.last, last.added.count == 1, step.removed.count == 1,
        step.added.count == 1
      {
        done[done.count - 1].added = step.added
        done[done.count - 1].after = step.after
      } else {
        done.append(step)
        if done.count > Self.maximalSteps { done.removeFirst() }
      }
      run = next
    }

    mutating func undo() -> Step? {
      run = nil
      guard let step = done.popLast() else { return nil }
      undone.append(step)
      return step
    }

    mutating func redo() -> Step? {
      run = nil
      guard let step = undone.popLast() else { return nil }
      done.append(step)
      return step
    }
  }

  /// Puts text in at the caret as a paste does: all of it or, where that would go over the limit, nothing and false.
  @discardableResult
  mutating func insert(_ added: String) -> Bool {
    endStep()
    return added.isEmpty || replace(selection ?? caret..<caret, with: added)
  }

  /// Puts a text in the place of the grapheme clusters before the caret, as one step of undo.
  @discardableResult
  mutating func replaceBeforeCaret(_ count: Int, with added: String) -> Bool {
    endStep()
    var start = caret
    for _ in 0..<max(0, count) { start = before(start) }
    return replace(start..<caret, with: added)
  }

  /// Ends what is undone as one, and what is cut as one.
  mutating func endStep() {
    history.endRun()
    isCollecting = false
    isRefused = false
  }

  /// Does what a key that changes the text does; false where it is none of those.
  mutating func edit(_ key: Key) -> Bool {
    let collects = isCollecting
    switch key {
    case .character(let character):
      goOn()
      replace(
        selection ?? caret..<caret, with: String(character),
        .init(kind: .typing, isAtBlank: character.isWhitespace))
    case .backspace:
      goOn()
      erase(before(caret)..<caret, .erasing)
    case .delete, .control("d"):
      goOn()
      erase(caret..<after(caret), .erasingForward)
    case .enter: insert("\n")
    case .control("w"):
      endStep()
      erase(max(wordBefore(caret), min(before(caret), Place(line: caret.line)))..<caret, nil)
    case .control("k"):
      endStep()
      cutOut(collecting: collects)
    case .control("v"): insert(cut)
    case .control("z"):
      endStep()
      if let step = history.undo() { put(step.removed, inPlaceOf: step.added, step.line, caret: step.before) }
    case .control("y"):
      endStep()
      if let step = history.redo() { put(step.added, inPlaceOf: step.removed, step.line, caret: step.after) }
    default: return false
    }
    goal = nil
    return true
  }

  /// Begins an edit that may belong to the step before.
  private mutating func goOn() {
    isCollecting = false
    isRefused = false
  }

  /// Takes the selection away, or else a part.
  private mutating func erase(_ part: Range<Place>, _ kind: History.Run.Kind?) {
    let part = selection ?? part
    guard !part.isEmpty else { return }
    let removed = self.text(part)
    replace(part, with: "", kind.map { .init(kind: $0, isAtBlank: removed.allSatisfy(\.isWhitespace)) })
  }

  private mutating func cutOut(collecting: Bool) {
    let next = caret.line + 1
    let line = Place(line: caret.line)..<(next < lines.count ? Place(line: next) : end(ofLine: caret.line))
    let part = selection ?? line
    isCollecting = collecting
    guard !part.isEmpty else { return }
    cut = (collecting ? cut : "") + text(part)
    isCollecting = true
    replace(part, with: "")
  }

  func text(_ part: Range<Place>) -> String {
    let (from, to) = (part.lowerBound, part.upperBound)
    if from.line == to.line { return String(lines[from.line][index(from)..<index(to)]) }
    let whole = lines[(from.line + 1)..<to.line]
    return ([String(lines[from.line][index(from)...])] + whole + [String(lines[to.line][..<index(to)])])
      .joined(separator: "\n")
  }

  /// Puts a text in the place of a part, the caret behind it; false where the text would grow over its limit.
  @discardableResult
  private mutating func replace(_ part: Range<Place>, with added: String, _ run: History.Run? = nil) -> Bool {
    let (from, to) = (part.lowerBound, part.upperBound)
    // A mark that was typed on its own joins the letter before it, so the line is made safe as a whole.
    let head = SafeText.body(lines[from.line][..<index(from)] + Self.withPlainLineBreaks(added))
    let whole = SafeText.body(head + lines[to.line][index(to)...])
    let new = Self.split(whole)
    let old = Array(lines[from.line...to.line])
    let size = bytes + Self.bytes(new) - Self.bytes(old)
    guard size <= max(limit, bytes) else {
      isRefused = true
      return false
    }
    let above = head.utf8.count { $0 == 0x0A }
    let offset = head.utf8.reversed().prefix { $0 != 0x0A }.count
    let place = Place(line: from.line + above, offset: Self.boundary(offset, in: new[above]))
    if !Self.same(old, new) {
      history.add(.init(line: from.line, removed: old, added: new, before: caret, after: place), run)
    }
    put(new, inPlaceOf: old, from.line, caret: place)
    return true
  }

  private mutating func put(_ new: [String], inPlaceOf old: [String], _ line: Int, caret place: Place) {
    lines.replaceSubrange(line..<(line + old.count), with: new)
    bytes += Self.bytes(new) - Self.bytes(old)
    caret = place
    anchor = nil
    goal = nil
  }

  /// The offset, or the end of the grapheme cluster that it would cut.
  private static func boundary(_ offset: Int, in line: String) -> Int {
    let index = line.utf8.index(line.startIndex, offsetBy: offset)
    return String.Index(index, within: line) == nil ? line.index(after: index).bytes(in: line) : offset
  }

  /// Bytes with the line breaks between.
  private static func bytes(_ lines: [String]) -> Int { lines.reduce(lines.count - 1) { $0 + $1.utf8.count } }

  /// Whether the bytes are the same: strings are equal too where only the way to write a letter differs.
  private static func same(_ a: [String], _ b: [String]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }

  static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text with every kind of line break as "\n": a terminal pastes CR, and other programs have more.
  static func withPlainLineBreaks(_ text: String) -> String {
    text.contains { $0.isNewline && $0 != "\n" } ? String(text.map { $0.isNewline ? "\n" : $0 }) : text
  }
}
