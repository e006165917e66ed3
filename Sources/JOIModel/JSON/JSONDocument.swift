import Glibc

/// A JSON text (RFC 8259, UTF-8 only) that has been read whole and found sound.
///
/// The text stays as it is, beside a tape with one entry a value; strings are decoded when they are asked for. So
/// ten thousand tools open without decoding a text that nobody reads, and a finding can name the line it is on. A class,
/// never changed once made: the values that point into it are copied by the hundred thousand.
public final class JSONDocument: Sendable {
  /// One value (or key) on the tape.
  struct Entry: Sendable {
    enum Kind: UInt8 { case object, array, string, number, yes, no, null }
    var kind: Kind
    /// A string without escapes, of characters that ``SafeText`` lets pass: its bytes are its text.
    var isPlain: Bool
    /// First byte; for strings the one behind the quote.
    var start: UInt32
    /// One behind the last byte; for strings the closing quote.
    var end: UInt32
    /// The tape's index behind this value and all in it.
    var next: UInt32
  }

  let bytes: [UInt8]
  let tape: [Entry]

  init(bytes: [UInt8], tape: [Entry]) {
    self.bytes = bytes
    self.tape = tape
  }

  /// The outermost value.
  public var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The line (from 1) on which a byte stands.
  func line(ofByte offset: Int) -> Int {
    bytes[..<min(offset, bytes.count)].reduce(into: 1) { line, byte in if byte == 0x0A { line += 1 } }
  }
}

/// One value of a JSON text: a place in the document, cheap to copy.
///
/// There is no way from here to a text that has not gone through ``SafeText``: that is the one door.
public struct JSONValue: Sendable {
  let document: JSONDocument
  let index: Int

  private var entry: JSONDocument.Entry { document.tape[index] }

  /// What a value is, as the words of a finding name it.
  public enum Kind: String, Sendable { case object, array, string, number, boolean, null }

  /// The kind of this value.
  public var kind: Kind {
    switch entry.kind {
    case .object: .object
    case .array: .array
    case .string: .string
    case .number: .number
    case .yes, .no: .boolean
    case .null: .null
    }
  }

  /// The line (from 1) on which the value begins.
  public var line: Int { document.line(ofByte: Int(entry.start)) }

  /// The bytes of the text itself, between the quotes for a string.
  var range: Range<Int> { Int(entry.start)..<Int(entry.end) }

  var isPlain: Bool { entry.isPlain }

  /// The values of an array, in order; none for anything else.
  public var elements: [JSONValue] { Array(items) }

  /// The same, made one by one.
  var items: JSONItems {
    let entry = entry
    return JSONItems(
      document: document, at: index + 1, end: entry.kind == .array ? Int(entry.next) : index + 1)
  }

  /// The members of an object, in order; none for anything else. Keys are unique.
  public var members: [(key: String, value: JSONValue)] {
    guard entry.kind == .object else { return [] }
    var found: [(key: String, value: JSONValue)] = []
    var at = index + 1
    while at < Int(entry.next) {
      let key = JSONValue(document: document, index: at)
      found.append((key.field ?? "", JSONValue(document: document, index: at + 1)))
      at = Int(document.tape[at + 1].next)
    }
    return found
  }

  /// The member of an object with that key.
  public subscript(key: StaticString) -> JSONValue? {
    guard entry.kind == .object else { return nil }
    let length = key.utf8CodeUnitCount
    let first = length > 0 ? key.utf8Start[0] : 0
    let found = document.bytes.withUnsafeBufferPointer { bytes -> Int? in
      document.tape.withUnsafeBufferPointer { tape -> Int? in
        guard let base = bytes.baseAddress else { return nil }
        let end = Int(tape[index].next)
        var at = index + 1
        while at < end {
          let name = tape[at]
          let text = base + Int(name.start)
          if Int(name.end &- name.start) == length, length == 0 || text[0] == first,
            memcmp(text, key.utf8Start, length) == 0
          {
            return at + 1
          }
          at = Int(tape[at + 1].next)
        }
        return nil
      }
    }
    return found.map { JSONValue(document: document, index: $0) }
  }

  /// A string as one line of safe text.
  public var field: String? { string.map { entry.isPlain ? $0 : SafeText.field($0) } }

  /// A string as safe text of several lines.
  public var body: String? { string.map { entry.isPlain ? $0 : SafeText.body($0) } }

  /// A string as it stands in the file, for comparing with known words only: it is never shown.
  var raw: String? { string }

  /// A whole number within the range of Int.
  public var integer: Int? {
    guard entry.kind == .number else { return nil }
    return Int(String(decoding: document.bytes[range], as: UTF8.self))
  }

  /// True or false.
  public var boolean: Bool? {
    switch entry.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }

  /// Whether the value is null.
  public var isNull: Bool { entry.kind == .null }

  private var string: String? {
    let entry = entry
    guard entry.kind == .string else { return nil }
    let range = Int(entry.start)..<Int(entry.end)
    guard entry.isPlain else { return JSONText.decode(document.bytes[range]) }
    return document.bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  /// Whether a string's ``field`` has a character, decoded only where its first one leaves that open.
  var hasText: Bool {
    let entry = entry
    guard entry.kind == .string, entry.start < entry.end else { return false }
    let first = document.bytes[Int(entry.start)]
    return entry.isPlain || ((0x20..<0x7F).contains(first) && first != 0x5C) || field?.isEmpty == false
  }
}

/// The values of an array, one after the other.
struct JSONItems: Sequence, IteratorProtocol {
  static let none = JSONItems(document: nil, at: 0, end: 0)

  let document: JSONDocument?
  /// The tape's index of the next one, and the index behind the last.
  private(set) var at: Int
  let end: Int

  var isEmpty: Bool { at >= end }

  var count: Int { reduce(0) { count, _ in count + 1 } }

  mutating func next() -> JSONValue? {
    guard at < end, let document else { return nil }
    defer { at = Int(document.tape[at].next) }
    return JSONValue(document: document, index: at)
  }
}

/// How the inside of a JSON string is decoded.
enum JSONText {
  /// The text of a string that the scanner has found sound.
  static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      guard byte == 0x5C else {
        out.append(byte)
        at += 1
        continue
      }
      let escaped = bytes[at + 1]
      at += 2
      switch escaped {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "u"):
        var unit = hex(bytes[at..<(at + 4)])
        at += 4
        if (0xD800..<0xDC00).contains(unit) {
          let low = hex(bytes[(at + 2)..<(at + 6)])
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
          at += 6
        }
        out.append(contentsOf: String(Unicode.Scalar(unit).map(Character.init) ?? "\u{FFFD}").utf8)
      default: out.append(escaped)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func hex(_ digits: ArraySlice<UInt8>) -> UInt32 {
    digits.reduce(0) { $0 << 4 | UInt32(hexValue($1) ?? 0) }
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
