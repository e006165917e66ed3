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
  static func quality(of word: ArraySlice<UInt8>, for wanted: [UInt8], allowsTypos: Bool) -> Int {
    if word.count >= wanted.count {
      if word.starts(with: wanted) { return word.count == wanted.count ? 4 : 3 }
      if wanted.count >= 3, contains(word, wanted) { return 2 }
    }
    return allowsTypos && wanted.count >= 4 && isNear(word, wanted) ? 1 : 0
  }

  /// The places of a text where a word of the query is answered, for marking.
  public func matches(in text: String) -> [Range<String.Index>] {
    guard !isEmpty else { return [] }
    var ranges: [Range<String.Index>] = []
    Folding.forEachWord(text) { word, range in
      for wanted in words {
        let quality = Self.quality(of: word, for: wanted, allowsTypos: allowsTypos)
        guard quality > 0 else { continue }
        // A beginning is marked as far as it was typed where letters and bytes agree; else the whole word.
        if quality == 3, text[range].utf8.count == word.count {
          let end = text.utf8.index(range.lowerBound, offsetBy: wanted.count)
          ranges.append(range.lowerBound..<end)
        } else {
          ranges.append(range)
        }
        return
      }
    }
    return ranges
  }

  static func contains(_ word: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    guard word.count >= wanted.count, let first = wanted.first else { return false }
    var at = word.startIndex
    let last = word.endIndex - wanted.count
    while at <= last {
      if word[at] == first, word[at...].starts(with: wanted) { return true }
      at += 1
    }
    return false
  }

  /// Whether `wanted` becomes a word, or the beginning of one, by one change: a letter more, less, other, or two
  /// neighbours swapped (optimal string alignment distance of at most 1).
  static func isNear(_ word: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    guard word.count + 1 >= wanted.count else { return false }
    var same = 0
    let w = Array(word.prefix(wanted.count + 1))
    while same < min(w.count, wanted.count), w[same] == wanted[same] { same += 1 }
    // The first letter is hardly ever the wrong one, and letting it vary finds too much.
    if same == 0 { return wanted.count > 1 && w.count > 1 && w[0] == wanted[1] && w[1] == wanted[0] && tail(w, 2, wanted, 2) }
    if same == wanted.count { return true }
    return tail(w, same + 1, wanted, same + 1)  // other
      || tail(w, same, wanted, same + 1)  // one too many typed
      || tail(w, same + 1, wanted, same)  // one too few typed
      || (same + 1 < wanted.count && same + 1 < w.count && w[same] == wanted[same + 1] && w[same + 1] == wanted[same]
        && tail(w, same + 2, wanted, same + 2))
  }

  /// The rest of what was typed is how the rest of the word goes on.
  private static func tail(_ word: [UInt8], _ at: Int, _ wanted: [UInt8], _ from: Int) -> Bool {
    let rest = wanted[min(from, wanted.count)...]
    guard at <= word.count else { return false }
    return word[at...].starts(with: rest)
  }
}
