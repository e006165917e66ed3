/// One line of a log, read and found sound by itself; whether it counts is for ``ForumRecords`` and the fold to say.
struct LogLine {
  /// What an event does. The raw values are the words of the file.
  enum Kind: String, CaseIterable, Sendable {
    case thread, reply, edit, retract, like, flag, answer
    case review, hide, show, close, open, pin, unpin, move, retitle, link, note, undo

    /// Whether only a facilitator may do it. An answer may be marked by who asked, too.
    var isOfOffice: Bool {
      switch self {
      case .review, .hide, .show, .close, .open, .pin, .unpin, .move, .retitle, .link, .note: true
      case .thread, .reply, .edit, .retract, .like, .flag, .answer, .undo: false
      }
    }

    /// What belongs in a room of a kind.
    func belongs(in room: Community.Room.Kind) -> Bool {
      switch (self, room) {
      case (.undo, _), (.flag, .flags), (.note, .notes): true
      case (.flag, _), (.note, _): false
      default: room == .conversations
      }
    }
  }

  /// Lines are this long at most, in bytes without the line break; longer ones are not read and never written.
  static let maximalLength = 64 << 10
  /// Logs are this long at most, in bytes; what lies behind is not read and nothing is written behind it.
  static let maximalLog = 64 << 20

  let document: JSONDocument
  let kind: Kind
  let time: Timestamp

  var root: JSONValue { document.root }

  /// Reads a line. Nil with no problem is a kind that a later version may know: it is kept and ignored.
  static func read(_ bytes: [UInt8]) -> (line: LogLine?, problem: Finding.Problem?) {
    do throws(JSONError) {
      let document = try JSONDocument(bytes, limits: limits)
      let root = document.root
      guard root.kind == .object else {
        return (nil, .wrongType(expected: "object", found: root.kind.rawValue))
      }
      guard let version = root["v"]?.integer else { return (nil, .log(.lacks("v"))) }
      guard version == 1 else { return (nil, nil) }
      guard let word = root["do"]?.raw else { return (nil, .log(.lacks("do"))) }
      guard let kind = Kind(rawValue: word) else { return (nil, nil) }
      guard let text = root["at"]?.raw else { return (nil, .log(.lacks("at"))) }
      guard let time = Timestamp(text) else { return (nil, .log(.badTime(SafeText.field(text)))) }
      for key in needs(kind) where root[key]?.kind != .string { return (nil, .log(.lacks("\(key)"))) }
      return (LogLine(document: document, kind: kind, time: time), nil)
    } catch {
      return (nil, .json(error.reason))
    }
  }

  static let limits: JSONLimits = {
    var limits = JSONLimits()
    limits.bytes = maximalLength
    limits.stringBytes = maximalLength
    return limits
  }()

  private static func needs(_ kind: Kind) -> [StaticString] {
    switch kind {
    case .thread: ["id", "title", "theme", "body"]
    case .reply: ["id", "thread", "body"]
    case .edit: ["id", "post", "body"]
    case .retract, .like, .flag: ["id", "post"]
    case .answer: ["id", "thread", "post"]
    case .review, .hide, .show, .close, .open, .pin, .unpin, .move, .retitle, .link, .note: ["id", "target"]
    case .undo: ["id", "event"]
    }
  }

  /// So many tags or tools of one event count at most.
  static let maximalNames = 20

  /// The texts of a list of strings, safe, at most ``maximalNames``.
  func fields(_ key: StaticString) -> [String] {
    (root[key]?.elements ?? []).prefix(Self.maximalNames).compactMap(\.field)
  }

  /// Calls `body` with the bytes of an id; ids have no escapes, so the bytes of the file are the id.
  func withID<R>(_ key: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard let value = root[key], value.kind == .string, value.isPlain else { return nil }
    return document.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[value.range])) }
  }

  /// The tools that the text of this line links to, at most ``maximalNames``: a line has room for thousands.
  var mentionedTools: [String] {
    guard let body = root["body"] else { return [] }
    var found: [String] = []
    let mark = Array("](tool:".utf8)
    document.bytes.withUnsafeBufferPointer { bytes in
      var at = body.range.lowerBound
      let end = body.range.upperBound
      while at + mark.count < end, found.count < Self.maximalNames {
        guard bytes[at] == mark[0] else {
          at += 1
          continue
        }
        guard (1..<mark.count).allSatisfy({ bytes[at + $0] == mark[$0] }) else {
          at += 1
          continue
        }
        at += mark.count
        let start = at
        while at < end, bytes[at] != UInt8(ascii: ")") { at += 1 }
        guard at < end else { return }
        let id = String(decoding: bytes[start..<at], as: UTF8.self)
        if Identifier.isValid(id), !found.contains(id) { found.append(id) }
      }
    }
    return found
  }
}
