import Glibc

/// The texts of posts, from the logs in sequence and in large pieces: to go through all of them.
struct RecordTexts {
  private static let chunk = 256 << 10

  private let records: ForumRecords
  private let source: LogSource
  private var log: UInt16?
  private var descriptor: Int32 = -1
  /// A piece of the log and where in the log it begins.
  private var piece: [UInt8] = []
  private var start = 0
  private var decoded: [UInt8] = []

  init(_ forum: Forum) {
    records = forum.records
    source = forum.source
  }

  /// Calls `body` with the records in order and the text of each, CommonMark in UTF-8, as its author wrote it: it is
  /// not safe to show. What can't be read is passed over.
  static func forEach(
    _ forum: Forum, in range: Range<Int>, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var texts = RecordTexts(forum)
    for number in range { texts.read(number, body) }
    texts.leave()
  }

  /// One record's text; quick where records are asked for in order.
  mutating func read(_ number: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    let record = records.records[number]
    let (offset, length) = (Int(record.offset), Int(record.length))
    if record.log != log || offset < start || offset + length > start + piece.count {
      guard fetch(record.log, offset, length) else { return }
    }
    let at = offset - start
    piece.withUnsafeBytes { bytes in
      Self.withBody(UnsafeRawBufferPointer(rebasing: bytes[at..<(at + length)]), &decoded) {
        body(number, $0)
      }
    }
  }

  private mutating func fetch(_ number: UInt16, _ offset: Int, _ length: Int) -> Bool {
    let place = records.logs[Int(number)]
    if number != log {
      leave()
      if case .files(let root) = source {
        descriptor = LogFile.open(place.path, below: root)
        guard descriptor >= 0, let status = LogFile.Status(descriptor), status.isPlain else {
          leave()
          return false
        }
      }
      log = number
    }
    let size = max(length, min(Self.chunk, place.length - offset))
    let found: [UInt8]?
    switch source {
    case .files: found = LogFile.read(descriptor, offset, size) ?? LogFile.read(descriptor, offset, length)
    case .memory: found = source.read(place.path, offset, size)
    }
    piece = found ?? []
    start = offset
    return found != nil
  }

  /// Closes what is open.
  mutating func leave() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    log = nil
    piece = []
  }

  /// The text of an event's line; nothing where the line is none any more.
  private static func withBody(
    _ line: UnsafeRawBufferPointer, _ decoded: inout [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    var scanner = JSONScanner(limits: LogLine.limits)
    guard scanner.scan(line) == nil else { return }
    let tape = scanner.tape
    let name: StaticString = "body"
    var at = 1
    while at + 1 < tape.count {
      let (key, value) = (tape[at], tape[at + 1])
      guard Int(key.end - key.start) == name.utf8CodeUnitCount, value.kind == .string,
        line[Int(key.start)..<Int(key.end)].elementsEqual(
          UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
      else {
        at = Int(value.next)
        continue
      }
      let text = UnsafeRawBufferPointer(rebasing: line[Int(value.start)..<Int(value.end)])
      if value.isPlain || !text.contains(0x5C) {
        text.withMemoryRebound(to: UInt8.self, body)
      } else {
        decode(text, &decoded)
        decoded.withUnsafeBufferPointer(body)
      }
      return
    }
  }

  private static func decode(_ text: UnsafeRawBufferPointer, _ out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    var at = 0
    while at < text.count {
      let rest = text.count - at
      guard let base = text.baseAddress, let found = memchr(base + at, 0x5C, rest) else {
        out.append(contentsOf: text[at...])
        return
      }
      let stop = base.distance(to: UnsafeRawPointer(found))
      out.append(contentsOf: text[at..<stop])
      switch text[stop + 1] {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): out.append(0x20)
      case UInt8(ascii: "u"), UInt8(ascii: "r"):
        // The rare ones, as they will be shown: a CR goes, and takes no word apart.
        let whole = SafeText.body(JSONText.decode(Array(text)[...]))
        out.removeAll(keepingCapacity: true)
        out.append(contentsOf: whole.utf8)
        return
      case let other: out.append(other)
      }
      at = stop + 2
    }
  }
}
