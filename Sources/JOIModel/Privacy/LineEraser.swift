/// Takes what somebody wrote out of a line of a log, and leaves what the tree of posts stands on.
///
/// What is taken out becomes blanks behind an empty value, so the line keeps its length: every other byte of the log
/// stays where it was, and the lengths that community.json records of logs (when a role ended) stay true.
enum LineEraser {
  /// What a line held.
  enum Content: Equatable, Sendable {
    /// A question or an answer, a new version of one, another text (a reason, a title, a note), or no event.
    case post, version, text, noEvent
  }

  /// The line without its texts, as long as it was; nil where there is nothing to take out.
  static func erase(_ line: [UInt8]) -> (line: [UInt8], content: Content)? {
    guard line.count <= LogLine.maximalLength, let document = try? JSONDocument(line, limits: LogLine.limits),
      document.root.kind == .object
    else {
      // It says nothing to a reader, and may hold anything.
      let blank = line.map { isBlank($0) ? $0 : 0x20 }
      return blank == line ? nil : (blank, .noEvent)
    }
    var bytes = line
    let pairs = document.root.pairs
    let kept = pairs.map { take($0.key.raw ?? "", $0.value, &bytes) }
    if kept.contains(false) { drop(pairs, kept, &bytes) }
    guard bytes != line else { return nil }
    let content: Content =
      switch document.root["do"]?.raw.flatMap(LogLine.Kind.init(rawValue:)) {
      case .thread, .reply: .post
      case .edit: .version
      default: .text
      }
    return (bytes, content)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  /// Empties a value where it has to be; false where nothing of it, its key neither, may stay.
  private static func take(_ key: String, _ value: JSONValue, _ bytes: inout [UInt8]) -> Bool {
    let text = value.raw
    let isSound: Bool
    switch key {
    case "v": return value.integer.map { (0..<1_000).contains($0) } ?? false
    case "at": isSound = text.flatMap { Timestamp($0) } != nil
    case "id", "thread", "to", "post", "target", "event": isSound = text.map(EventID.isReference) ?? false
    case "do", "theme", "tool": isSound = text.map(Identifier.isValid) ?? false
    case "tools":
      guard value.kind == .array else { return false }
      let ids = value.elements.map { $0.raw.map(Identifier.isValid) ?? false }
      if ids.contains(false) { empty(value, &bytes) }
      return true
    case "tags":
      guard value.kind == .array else { return false }
      empty(value, &bytes)
      return true
    case "title", "body", "reason": isSound = false
    // Not known to this version, so it may be a text.
    default: return false
    }
    guard value.kind == .string else { return false }
    if !isSound { empty(value, &bytes) }
    return true
  }

  /// Leaves `""` or `[]` at the beginning of a value's place.
  private static func empty(_ value: JSONValue, _ bytes: inout [UInt8]) {
    let place = value.place
    guard place.count > 2 else { return }
    bytes[place.lowerBound + 1] = bytes[place.upperBound - 1]
    blank((place.lowerBound + 2)..<place.upperBound, &bytes)
  }

  private static func blank(_ range: Range<Int>, _ bytes: inout [UInt8]) {
    for at in range { bytes[at] = 0x20 }
  }

  /// Takes whole members out of the object, each with a comma.
  private static func drop(
    _ pairs: [(key: JSONValue, value: JSONValue)], _ kept: [Bool], _ bytes: inout [UInt8]
  ) {
    for (pair, isKept) in zip(pairs, kept) where !isKept {
      blank(pair.key.place.lowerBound..<pair.value.place.upperBound, &bytes)
    }
    var hasEarlier = false
    for at in pairs.indices {
      if at > 0, !(hasEarlier && kept[at]) {
        // Between two members there are blanks and one comma.
        blank(pairs[at - 1].value.place.upperBound..<pairs[at].key.place.lowerBound, &bytes)
      }
      hasEarlier = hasEarlier || kept[at]
    }
  }
}

extension JSONValue {
  /// The bytes that the value takes in its document, quotes included.
  var place: Range<Int> { kind == .string ? (range.lowerBound - 1)..<(range.upperBound + 1) : range }

  /// The members of an object with their keys as values.
  var pairs: [(key: JSONValue, value: JSONValue)] {
    guard kind == .object else { return [] }
    var found: [(key: JSONValue, value: JSONValue)] = []
    var at = index + 1
    while at < Int(document.tape[index].next) {
      found.append((JSONValue(document: document, index: at), JSONValue(document: document, index: at + 1)))
      at = Int(document.tape[at + 1].next)
    }
    return found
  }
}
