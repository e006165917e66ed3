/// The words of a set of texts, each with a number: a hash table over one row of letters.
///
/// Ours and not `Dictionary`, which would hash and allocate a key for each of the millions of words of a large
/// toolbox; here a known word costs one pass over its letters.
struct Vocabulary: Sendable {
  /// All words in one row, and where each begins.
  private(set) var letters: [UInt8] = []
  private(set) var starts: [Int32] = [0]
  /// Numbers of words, -1 for a free place; the size is a power of two.
  private var places: [Int32] = Array(repeating: -1, count: 1_024)
  private var hashes: [UInt32] = []

  /// How many words there are.
  var count: Int { hashes.count }

  /// The number of a word, a new one where it was not known.
  mutating func number(of word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5  // FNV-1a
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    if count * 2 >= places.count { grow() }
    var at = Int(hash) & (places.count - 1)
    while places[at] >= 0 {
      let number = Int(places[at])
      if hashes[number] == hash, isEqual(number, word) { return number }
      at = (at + 1) & (places.count - 1)
    }
    places[at] = Int32(count)
    hashes.append(hash)
    letters.append(contentsOf: word)
    starts.append(Int32(letters.count))
    return count - 1
  }

  /// The number of a word that is known; nil for any other.
  func find(_ word: UnsafeBufferPointer<UInt8>) -> Int? {
    var hash: UInt32 = 0x811C_9DC5  // FNV-1a
    for byte in word { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    var at = Int(hash) & (places.count - 1)
    while places[at] >= 0 {
      let number = Int(places[at])
      if hashes[number] == hash, isEqual(number, word) { return number }
      at = (at + 1) & (places.count - 1)
    }
    return nil
  }

  /// A word by its number.
  func text(_ number: Int) -> String {
    String(decoding: letters[Int(starts[number])..<Int(starts[number + 1])], as: UTF8.self)
  }

  private func isEqual(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(starts[number])
    guard Int(starts[number + 1]) - start == word.count else { return false }
    for offset in 0..<word.count where letters[start + offset] != word[offset] { return false }
    return true
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: places.count * 2)
    for (number, hash) in hashes.enumerated() {
      var at = Int(hash) & (places.count - 1)
      while places[at] >= 0 { at = (at + 1) & (places.count - 1) }
      places[at] = Int32(number)
    }
  }

  /// Calls `body` with each word and its number.
  func forEach(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    letters.withUnsafeBufferPointer { row in
      for number in 0..<count {
        body(number, UnsafeBufferPointer(rebasing: row[Int(starts[number])..<Int(starts[number + 1])]))
      }
    }
  }
}
