/// The ids of events, each with a number: sixteen bytes an id, where its letters alone would be thirty-three.
///
/// An id is an account, a time and a random part (``EventID``); the last two are numbers. Which account, with its
/// region, stands in a list. What is no id in that form is kept as it is: somebody may refer to anything.
struct EventTable: Sendable {
  private struct Key: Equatable, Sendable {
    /// The time's seventeen digits as a number; for other texts their place in `others`.
    var time: UInt64
    /// The owner's number in the upper sixteen bits, below them the random part to the base of 36.
    var rest: UInt64

    static let ownerShift: UInt64 = 48
    /// The owner of texts that are no ids.
    static let nobody: UInt64 = 0xFFFF
    var owner: Int { Int(rest >> Self.ownerShift) }

    /// Fibonacci hashing (Knuth, TAOCP volume 3, section 6.4) over both halves.
    var hash: Int {
      let mixed = (time ^ (rest &* 0x9E37_79B9_7F4A_7C15)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 20)
    }
  }

  private var keys: [Key] = []
  /// Numbers of ids, -1 for a free place; the size is a power of two.
  private var places: [Int32] = Array(repeating: -1, count: 1_024)
  private var owners = Vocabulary()
  private var others = Vocabulary()

  /// How many ids there are.
  var count: Int { keys.count }

  /// The number of an id, a new one where it was not known.
  mutating func number(of id: UnsafeBufferPointer<UInt8>) -> Int {
    let key: Key
    if let parts = Self.parts(id) {
      let owner = parts.withOwner(id) { owners.number(of: $0) }
      // More owners than fit are not expected; theirs are kept as texts.
      key =
        owner < Key.nobody
        ? Key(time: parts.time, rest: UInt64(owner) << Key.ownerShift | parts.random)
        : other(others.number(of: id))
    } else {
      key = other(others.number(of: id))
    }
    if let found = find(key) { return found }
    if keys.count * 4 >= places.count * 3 { grow() }
    put(key.hash, Int32(keys.count))
    keys.append(key)
    return keys.count - 1
  }

  /// The number of an id that is known; nil for any other.
  func find(_ id: UnsafeBufferPointer<UInt8>) -> Int? {
    if let parts = Self.parts(id) {
      guard let owner = parts.withOwner(id, { owners.find($0) }) else { return nil }
      if owner < Key.nobody {
        return find(Key(time: parts.time, rest: UInt64(owner) << Key.ownerShift | parts.random))
      }
    }
    return others.find(id).flatMap { find(other($0)) }
  }

  /// An id by its number.
  func text(_ number: Int) -> String {
    let key = keys[number]
    guard key.owner < Key.nobody else { return others.text(Int(key.time)) }
    let owner = owners.text(key.owner).split(separator: "@", maxSplits: 1)
    let digits = Timestamp.digits(Int(key.time), 17)
    var random = String(key.rest & (1 << Key.ownerShift - 1), radix: 36)
    random = String(repeating: "0", count: max(0, 8 - random.utf8.count)) + random
    return "\(owner[0])-\(digits)-\(random)" + (owner.count > 1 ? "@\(owner[1])" : "")
  }

  private func other(_ place: Int) -> Key { Key(time: UInt64(place), rest: Key.nobody << Key.ownerShift) }

  private func find(_ key: Key) -> Int? {
    var at = key.hash & (places.count - 1)
    while places[at] >= 0 {
      if keys[Int(places[at])] == key { return Int(places[at]) }
      at = (at + 1) & (places.count - 1)
    }
    return nil
  }

  private mutating func put(_ hash: Int, _ number: Int32) {
    var at = hash & (places.count - 1)
    while places[at] >= 0 { at = (at + 1) & (places.count - 1) }
    places[at] = number
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: places.count * 2)
    for (number, key) in keys.enumerated() { put(key.hash, Int32(number)) }
  }

  // MARK: Parts

  private struct Parts {
    /// The bytes of the account, and of the region with its sign.
    var account: Range<Int>
    var region: Range<Int>
    var time: UInt64
    var random: UInt64

    func withOwner<R>(_ id: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
      if region.isEmpty { return body(UnsafeBufferPointer(rebasing: id[account])) }
      return (Array(id[account]) + Array(id[region])).withUnsafeBufferPointer(body)
    }
  }

  /// The parts of an id; nil for what is none.
  private static func parts(_ id: UnsafeBufferPointer<UInt8>) -> Parts? {
    let end = id.firstIndex(of: UInt8(ascii: "@")) ?? id.count
    let account = end - 27
    guard account > 0, id[account] == UInt8(ascii: "-"), id[account + 18] == UInt8(ascii: "-") else {
      return nil
    }
    var (time, random): (UInt64, UInt64) = (0, 0)
    for byte in id[(account + 1)..<(account + 18)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      time = time * 10 + UInt64(byte - 0x30)
    }
    for byte in id[(account + 19)..<end] {
      switch byte {
      case 0x30...0x39: random = random * 36 + UInt64(byte - 0x30)
      case 0x61...0x7A: random = random * 36 + UInt64(byte - 0x61 + 10)
      default: return nil
      }
    }
    return Parts(account: 0..<account, region: end..<id.count, time: time, random: random)
  }
}
