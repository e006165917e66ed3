/// Why a text is not taken as JSON.
public struct JSONError: Error, Equatable, Sendable {
  /// The kinds of fault.
  public enum Reason: Equatable, Sendable {
    /// The text goes on where it should end, ends where it should go on, or has a character out of place.
    case syntax
    /// A string holds bytes that are not UTF-8, or half a surrogate pair.
    case notUTF8
    /// A string holds a control character as it is, or NUL in any spelling.
    case controlCharacter
    /// The same key twice in one object: readers differ in which one counts, so neither does.
    case duplicateKey(String)
    /// Deeper than ``JSONLimits/depth``.
    case tooDeep
    /// More bytes than ``JSONLimits/bytes``, or a string over ``JSONLimits/stringBytes``, or too many keys.
    case tooLarge
  }
  /// What is wrong.
  public var reason: Reason
  /// Where: a line, from 1.
  public var line: Int
}

/// What is read at most, before anything is made of it.
public struct JSONLimits: Sendable {
  /// Bytes of the whole text: 128 MiB.
  public var bytes = 128 << 20
  /// Objects and arrays within one another.
  public var depth = 32
  /// Bytes of one string: 256 KiB.
  public var stringBytes = 256 << 10
  /// Keys of one object.
  public var keys = 256

  /// The limits of data.md.
  public init() {}
}

extension JSONDocument {
  /// Reads a JSON text strictly: UTF-8 (a byte order mark is tolerated), no trailing commas, no duplicate keys, no NUL.
  public convenience init(_ text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    var scanner = JSONScanner(limits: limits)
    let fault = text.withUnsafeBytes { scanner.scan($0) }
    if let fault {
      let line = text[..<min(fault.offset, text.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
      throw JSONError(reason: fault.reason, line: line)
    }
    self.init(bytes: text, tape: scanner.tape)
  }
}

/// One pass over the bytes, without recursion: depth costs no stack.
///
/// It is ours because no library at hand rejects duplicate keys, names the line, and leaves texts undecoded, which ten
/// thousand tools within 400 ms needs (docs/dependencies.md has the measurements).
struct JSONScanner {
  struct Fault {
    var reason: JSONError.Reason
    var offset: Int
  }

  private struct Level {
    var entry: Int
    var isObject: Bool
    /// Where this object's keys begin in `keys`.
    var firstKey: Int
  }

  let limits: JSONLimits
  private(set) var tape: [JSONDocument.Entry] = []
  private var levels: [Level] = []
  /// The keys of the objects that are open: hash and place, for the search for duplicates.
  private var keys: [(hash: UInt64, entry: Int)] = []

  init(limits: JSONLimits) { self.limits = limits }

  private enum Expect { case value, valueOrEnd, keyOrEnd, key, commaOrEnd, nothing }

  mutating func scan(_ text: UnsafeRawBufferPointer) -> Fault? {
    let count = text.count
    guard count <= limits.bytes else { return Fault(reason: .tooLarge, offset: 0) }
    // Indented text has a value or key in every 55 bytes or so; a tape that has to grow is copied.
    tape.reserveCapacity(count / 48 + 16)
    let room = tape.capacity * MemoryLayout<JSONDocument.Entry>.stride
    tape.withUnsafeMutableBufferPointer {
      LargePages.advise(UnsafeMutableRawBufferPointer(start: $0.baseAddress, count: room))
    }
    var at = count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0
    var expect = Expect.value
    while true {
      Self.skipBlanks(text, &at)
      guard at < count else {
        return expect == .nothing ? nil : Fault(reason: .syntax, offset: count)
      }
      let byte = text[at]
      switch (byte, expect) {
      case (UInt8(ascii: "\""), .key), (UInt8(ascii: "\""), .keyOrEnd):
        if let fault = string(text, &at) { return fault }
        if let fault = noteKey(text) { return fault }
        Self.skipBlanks(text, &at)
        guard at < count, text[at] == UInt8(ascii: ":") else { return Fault(reason: .syntax, offset: at) }
        at += 1
        expect = .value
      case (UInt8(ascii: "}"), .keyOrEnd), (UInt8(ascii: "}"), .commaOrEnd):
        guard close(object: true, at: &at) else { return Fault(reason: .syntax, offset: at) }
        expect = levels.isEmpty ? .nothing : .commaOrEnd
      case (UInt8(ascii: "]"), .valueOrEnd), (UInt8(ascii: "]"), .commaOrEnd):
        guard close(object: false, at: &at) else { return Fault(reason: .syntax, offset: at) }
        expect = levels.isEmpty ? .nothing : .commaOrEnd
      case (UInt8(ascii: ","), .commaOrEnd):
        at += 1
        expect = levels[levels.count - 1].isObject ? .key : .value
      case (_, .value), (_, .valueOrEnd):
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          guard levels.count < limits.depth else { return Fault(reason: .tooDeep, offset: at) }
          let isObject = byte == UInt8(ascii: "{")
          levels.append(Level(entry: tape.count, isObject: isObject, firstKey: keys.count))
          add(isObject ? .object : .array, at, at)
          at += 1
          expect = isObject ? .keyOrEnd : .valueOrEnd
        } else {
          if let fault = scalar(text, &at) { return fault }
          expect = levels.isEmpty ? .nothing : .commaOrEnd
        }
      default:
        return Fault(reason: .syntax, offset: at)
      }
    }
  }

  /// Goes on to the next byte that is no white space; indentation eight blanks at a time.
  @inline(__always)
  private static func skipBlanks(_ text: UnsafeRawBufferPointer, _ at: inout Int) {
    while at < text.count {
      switch text[at] {
      case 0x20:
        while at + 8 <= text.count,
          text.loadUnaligned(fromByteOffset: at, as: UInt64.self) == 0x2020_2020_2020_2020
        {
          at += 8
        }
        while at < text.count, text[at] == 0x20 { at += 1 }
      case 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  private mutating func add(_ kind: JSONDocument.Entry.Kind, _ start: Int, _ end: Int, plain: Bool = false) {
    tape.append(
      JSONDocument.Entry(
        kind: kind, isPlain: plain, start: UInt32(start), end: UInt32(end), next: UInt32(tape.count + 1)))
  }

  private mutating func close(object: Bool, at: inout Int) -> Bool {
    guard let level = levels.popLast(), level.isObject == object else { return false }
    at += 1
    keys.removeLast(keys.count - level.firstKey)
    tape[level.entry].end = UInt32(at)
    tape[level.entry].next = UInt32(tape.count)
    return true
  }

  private mutating func scalar(_ text: UnsafeRawBufferPointer, _ at: inout Int) -> Fault? {
    switch text[at] {
    case UInt8(ascii: "\""): return string(text, &at)
    case UInt8(ascii: "t"): return word("true", .yes, text, &at)
    case UInt8(ascii: "f"): return word("false", .no, text, &at)
    case UInt8(ascii: "n"): return word("null", .null, text, &at)
    default: return number(text, &at)
    }
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONDocument.Entry.Kind, _ text: UnsafeRawBufferPointer, _ at: inout Int
  ) -> Fault? {
    let length = word.utf8CodeUnitCount
    guard at + length <= text.count, (0..<length).allSatisfy({ text[at + $0] == word.utf8Start[$0] }) else {
      return Fault(reason: .syntax, offset: at)
    }
    add(kind, at, at + length)
    at += length
    return nil
  }

  /// RFC 8259 section 6: no leading zeros, no plus, digits on both sides of the point.
  private mutating func number(_ text: UnsafeRawBufferPointer, _ at: inout Int) -> Fault? {
    let start = at
    func digits(_ at: inout Int) -> Int {
      let first = at
      while at < text.count, (0x30...0x39).contains(text[at]) { at += 1 }
      return at - first
    }
    if text[at] == UInt8(ascii: "-") { at += 1 }
    let zero = at < text.count && text[at] == 0x30
    let whole = digits(&at)
    guard whole > 0, !(zero && whole > 1) else { return Fault(reason: .syntax, offset: start) }
    if at < text.count, text[at] == UInt8(ascii: ".") {
      at += 1
      guard digits(&at) > 0 else { return Fault(reason: .syntax, offset: start) }
    }
    if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
      guard digits(&at) > 0 else { return Fault(reason: .syntax, offset: start) }
    }
    add(.number, start, at)
    return nil
  }

  private mutating func string(_ text: UnsafeRawBufferPointer, _ at: inout Int) -> Fault? {
    let start = at + 1
    var here = start
    var plain = true
    while true {
      here = Self.nextSpecial(text, here)
      guard here < text.count else { return Fault(reason: .syntax, offset: start - 1) }
      let byte = text[here]
      switch byte {
      case 0x22:
        guard here - start <= limits.stringBytes else { return Fault(reason: .tooLarge, offset: start) }
        add(.string, start, here, plain: plain)
        at = here + 1
        return nil
      case 0x5C:
        plain = false
        if let fault = escape(text, &here) { return fault }
      case ..<0x20:
        return Fault(reason: .controlCharacter, offset: here)
      case 0x7F...:
        guard let length = byte == 0x7F ? 1 : Self.utf8Length(text, here) else {
          return Fault(reason: .notUTF8, offset: here)
        }
        plain = plain && Self.isLatin(byte, text[here + length - 1])
        here += length
      default:
        here += 1
      }
    }
  }

  /// Whether a well-formed sequence is a letter or sign of U+00A1 to U+02FF, the soft hyphen (U+00AD) excepted: what
  /// ``SafeText`` lets pass as it is.
  @inline(__always)
  private static func isLatin(_ first: UInt8, _ last: UInt8) -> Bool {
    first == 0xC2 ? last > 0xA0 && last != 0xAD : (0xC3...0xCB).contains(first)
  }

  /// The next byte that asks for a closer look, eight at a time; of the last seven any byte.
  @inline(__always)
  private static func nextSpecial(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    guard let base = text.baseAddress else { return start }
    var here = start
    let last = text.count &- 8
    while here <= last {
      let found = special(UInt64(littleEndian: base.loadUnaligned(fromByteOffset: here, as: UInt64.self)))
      if found != 0 { return here &+ found.trailingZeroBitCount / 8 }
      here &+= 8
    }
    return here
  }

  /// The top bit of the first byte that is a quote, a backslash, below 0x20 or above 0x7E; bits of later bytes may be
  /// set without cause. (Mycroft's test for a zero byte, and its kin for "less than": with 0x02 turned over, a quote is
  /// 0x20 and a blank is 0x22, so that one test finds quotes and control characters.)
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let turned = word ^ ones &* 0x02
    let low = (turned &- ones &* 0x21) & ~turned
    let slashes = word ^ ones &* 0x5C
    return (low | (slashes &- ones) & ~slashes | (word &+ ones) | word) & (ones &* 0x80)
  }

  private func escape(_ text: UnsafeRawBufferPointer, _ here: inout Int) -> Fault? {
    let fault = Fault(reason: .syntax, offset: here)
    guard here + 1 < text.count else { return fault }
    switch text[here + 1] {
    case 0x22, 0x5C, UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
      UInt8(ascii: "r"), UInt8(ascii: "t"):
      here += 2
      return nil
    case UInt8(ascii: "u"):
      guard let unit = Self.unit(text, here) else { return fault }
      if unit == 0 { return Fault(reason: .controlCharacter, offset: here) }
      if (0xDC00..<0xE000).contains(unit) { return Fault(reason: .notUTF8, offset: here) }
      here += 6
      if (0xD800..<0xDC00).contains(unit) {
        guard let low = Self.unit(text, here), (0xDC00..<0xE000).contains(low) else {
          return Fault(reason: .notUTF8, offset: here)
        }
        here += 6
      }
      return nil
    default:
      return fault
    }
  }

  /// The four digits of `\uXXXX` at a byte.
  private static func unit(_ text: UnsafeRawBufferPointer, _ at: Int) -> UInt32? {
    guard at + 6 <= text.count, text[at] == 0x5C, text[at + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = JSONText.hexValue(text[at + offset]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// The length of the well-formed UTF-8 sequence at a byte (Unicode 15, table 3-7), or nil.
  static func utf8Length(_ text: UnsafeRawBufferPointer, _ at: Int) -> Int? {
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch text[at] {
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      low = 0xA0
    case 0xE1...0xEC, 0xEE...0xEF: length = 3
    case 0xED:
      length = 3
      high = 0x9F
    case 0xF0:
      length = 4
      low = 0x90
    case 0xF1...0xF3: length = 4
    case 0xF4:
      length = 4
      high = 0x8F
    default: return nil
    }
    guard at + length <= text.count, text[at + 1] >= low, text[at + 1] <= high else { return nil }
    for offset in 2..<max(length, 2) where text[at + offset] & 0xC0 != 0x80 { return nil }
    return length
  }

  /// Remembers the key that was just read, unless its object has it already.
  private mutating func noteKey(_ text: UnsafeRawBufferPointer) -> Fault? {
    let entry = tape.count - 1
    let key = tape[entry]
    let first = levels[levels.count - 1].firstKey
    guard keys.count - first < limits.keys else { return Fault(reason: .tooLarge, offset: Int(key.start)) }
    let hash = keyHash(key, text)
    for other in first..<keys.count
    where keys[other].hash == hash && isSame(tape[keys[other].entry], key, text) {
      return Fault(
        reason: .duplicateKey(SafeText.field(String(decoding: keyText(key, text), as: UTF8.self))),
        offset: Int(key.start))
    }
    keys.append((hash, entry))
    return nil
  }

  /// Over the decoded key: `"id"` and `"\u0069d"` are one key.
  private func keyHash(_ key: JSONDocument.Entry, _ text: UnsafeRawBufferPointer) -> UInt64 {
    if key.isPlain { return Self.hash(UnsafeRawBufferPointer(rebasing: text[Int(key.start)..<Int(key.end)])) }
    return keyText(key, text).withUnsafeBytes(Self.hash)
  }

  /// FNV-1a with eight bytes at a step.
  private static func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
    var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(key.count)
    var at = 0
    while at + 8 <= key.count {
      hash = (hash ^ key.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01b3
      at += 8
    }
    var rest: UInt64 = 0
    while at < key.count {
      rest = rest << 8 | UInt64(key[at])
      at += 1
    }
    return (hash ^ rest) &* 0x100_0000_01b3
  }

  private func isSame(_ a: JSONDocument.Entry, _ b: JSONDocument.Entry, _ text: UnsafeRawBufferPointer)
    -> Bool
  {
    guard a.isPlain, b.isPlain else { return keyText(a, text) == keyText(b, text) }
    let bytes = (Int(a.start)..<Int(a.end), Int(b.start)..<Int(b.end))
    return text[bytes.0].elementsEqual(text[bytes.1])
  }

  private func keyText(_ key: JSONDocument.Entry, _ text: UnsafeRawBufferPointer) -> [UInt8] {
    let bytes = [UInt8](text[Int(key.start)..<Int(key.end)])
    return key.isPlain ? bytes : [UInt8](JSONText.decode(bytes[...]).utf8)
  }
}
