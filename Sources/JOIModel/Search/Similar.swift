import Glibc

/// What resembles a text: its words weighed by how rare they are (inverse document frequency, K. Spärck Jones 1972).
struct Similarity {
  /// So many words of a text are looked for at most: the rest says the same again.
  private static let words = 40
  /// A word in more than this part of all texts tells nothing.
  private static let common = 0.2
  /// What resembles a text has this part of the weight of its words at least, and two of them.
  private static let share = 0.25

  private var scores: [Int: (weight: Double, words: Int)] = [:]
  private var total = 0.0

  /// The words of a text that are worth looking for, each once.
  static func words(_ text: String) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return Array(Folding.words(text).filter { $0.count >= 4 && seen.insert($0).inserted }.prefix(words))
  }

  /// Adds a word: which of `count` texts have it, and to what each of them belongs.
  mutating func add(_ found: Set<Int>, of count: Int) {
    guard !found.isEmpty, count > 0 else { return }
    let part = Double(found.count) / Double(count)
    // In a handful of texts every word is common.
    guard part <= Self.common || count < 50 else { return }
    let weight = log(1 / part) + 0.1
    total += weight
    for item in found {
      scores[item, default: (0, 0)].weight += weight
      scores[item, default: (0, 0)].words += 1
    }
  }

  /// The best, in order; of equals the lower number first.
  func best(_ limit: Int) -> [Int] {
    let alike = scores.filter { $0.value.words >= 2 && $0.value.weight >= total * Self.share }
    return alike.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }.prefix(limit).map(\.key)
  }
}

extension PostIndex {
  /// The threads that resemble a text, the most alike first; none where nothing is really alike.
  public func similar(to text: String, in forum: Forum, limit: Int) -> [Int] {
    guard fits(forum) else { return [] }
    let versions = PostVersions(forum)
    var similarity = Similarity()
    for word in Similarity.words(text) {
      var found: Set<Int> = []
      for (post, worth) in answers(to: word, .beginning, in: forum, versions).enumerated() where worth > 0 {
        let thread = forum.threadOf(post)
        if thread >= 0, !forum.isHidden(post), !forum.isRetracted(post) { found.insert(thread) }
      }
      similarity.add(found, of: forum.threads.count)
    }
    return similarity.best(limit)
  }
}

extension ToolboxSearch {
  /// The tools in use that resemble a text, the most alike first; none where nothing is really alike.
  public func similar(to text: String, limit: Int) -> [String] {
    var similarity = Similarity()
    for word in Similarity.words(text) { similarity.add(tools(with: word), of: toolCount) }
    return similarity.best(limit).compactMap(tool)
  }
}
