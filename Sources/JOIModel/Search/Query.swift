/// What somebody typed into a search field, as folded words.
public struct Query: Equatable, Sendable {
  /// The words, each once.
  public var words: [[UInt8]]
  /// Whether a word may differ in one letter: only when nothing was found without.
  public var allowsTypos: Bool

  /// The words of a text.
  public init(_ text: String, allowsTypos: Bool = false) {
    var words: [[UInt8]] = []
    for word in Folding.words(text).prefix(12) where !words.contains(word) { words.append(word) }
    self.words = words
    self.allowsTypos = allowsTypos
  }

  /// Nothing to look for.
  public var isEmpty: Bool { words.isEmpty }

  /// How well a folded word of a text answers a word of the query: whole 4, its beginning 3, within 2, one typo 1.
  static func quality(of word: UnsafeBufferPointer<UInt8>, for wanted: [UInt8], allowsTypos: Bool) -> Int {
    if word.count >= wanted.count {
      if continues(word, at: 0, with: wanted, from: 0) { return word.count == wanted.count ? 4 : 3 }
      if wanted.count >= 3, contains(word, wanted) { return 2 }
    }
    return allowsTypos && wanted.count >= 4 && isNear(word, wanted) ? 1 : 0
  }

  /// The places of a text where a word of the query is answered, for marking.
  public func matches(in text: String) -> [Range<String.Index>] {
    guard !isEmpty else { return [] }
    var ranges: [Range<String.Index>] = []
    let utf8 = text.utf8
    Folding.forEachWord(text) { word, place in
      for wanted in words {
        let quality = Self.quality(of: word, for: wanted, allowsTypos: allowsTypos)
        guard quality > 0 else { continue }
        // A beginning is marked as far as it was typed where letters and bytes agree; else the whole word.
        let isPrefix = quality == 3 && place.count == word.count
        let start = utf8.index(utf8.startIndex, offsetBy: place.lowerBound)
        ranges.append(start..<utf8.index(start, offsetBy: isPrefix ? wanted.count : place.count))
        return
      }
    }
    return ranges
  }

  private static func contains(_ word: UnsafeBufferPointer<UInt8>, _ wanted: [UInt8]) -> Bool {
    guard word.count > wanted.count else { return false }
    for at in 1...(word.count - wanted.count) where word[at] == wanted[0] {
      if continues(word, at: at, with: wanted, from: 0) { return true }
    }
    return false
  }

  /// Whether `wanted` becomes a word, or the beginning of one, by one change: a letter more, less, other, or two
  /// neighbours swapped (optimal string alignment distance of at most 1).
  static func isNear(_ word: UnsafeBufferPointer<UInt8>, _ wanted: [UInt8]) -> Bool {
    var same = 0
    while same < min(word.count, wanted.count), word[same] == wanted[same] { same += 1 }
    let isSwapped =
      same + 1 < wanted.count && same + 1 < word.count && word[same] == wanted[same + 1]
      && word[same + 1] == wanted[same] && continues(word, at: same + 2, with: wanted, from: same + 2)
    // The first letter is hardly ever the wrong one, and letting it vary finds too much.
    if same == 0 { return isSwapped }
    return isSwapped
      || continues(word, at: same + 1, with: wanted, from: same + 1)  // another letter
      || continues(word, at: same, with: wanted, from: same + 1)  // one too many typed
      || continues(word, at: same + 1, with: wanted, from: same)  // one too few typed
  }

  /// Whether the word goes on from one place as what was typed does from another.
  @inline(__always)
  private static func continues(
    _ word: UnsafeBufferPointer<UInt8>, at: Int, with wanted: [UInt8], from: Int
  ) -> Bool {
    let length = max(0, wanted.count - from)
    guard at + length <= word.count else { return false }
    for offset in 0..<length where word[at + offset] != wanted[from + offset] { return false }
    return true
  }
}
