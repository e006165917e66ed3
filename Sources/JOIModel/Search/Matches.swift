/// The posts whose texts answer the words of a query, with how well.
struct Matches {
  /// For each record of the index: how well it answers; 0 for not at all, or for what is no post.
  private(set) var scores: [UInt16]
  /// Typos were forgiven, since nothing was found without.
  private(set) var forgives = false
  private let query: ForumQuery
  private let forum: Forum

  /// Of a whole word in the title, for each of the words that a query can have.
  static let maximalScore = 4 * PostIndex.titleWeight * 64

  init(_ query: ForumQuery, _ index: PostIndex, _ forum: Forum) {
    self.query = query
    self.forum = forum
    let versions = PostVersions(forum)
    scores = Self.scores(query, index, forum, versions, .any)
    if !query.words.isEmpty, !scores.contains(where: { $0 > 0 }) {
      scores = Self.scores(query, index, forum, versions, .typos)
      forgives = true
    }
  }

  private static func scores(
    _ query: ForumQuery, _ index: PostIndex, _ forum: Forum, _ versions: PostVersions,
    _ manner: PostIndex.Manner
  ) -> [UInt16] {
    var wanted: [(word: [UInt8], manner: PostIndex.Manner)] = query.words.words.map { ($0, manner) }
    for phrase in query.phrases {
      for (place, word) in phrase.words.enumerated() {
        let mayGoOn = phrase.isOpen && place == phrase.words.count - 1
        wanted.append((word, mayGoOn ? .beginning : .whole))
      }
    }
    var scores: [UInt16] = []
    for (word, manner) in wanted.prefix(64) {
      let worths = index.answers(to: word, manner, in: forum, versions)
      if scores.isEmpty {
        scores = worths.map { UInt16($0) }
      } else {
        for post in scores.indices {
          scores[post] = worths[post] > 0 && scores[post] > 0 ? scores[post] + UInt16(worths[post]) : 0
        }
      }
    }
    // With nothing but words that must not stand there, all posts are equal.
    if wanted.isEmpty { scores = Array(repeating: 1, count: index.count) }
    for word in query.excluded {
      let worths = index.answers(to: word, .whole, in: forum, versions)
      for post in scores.indices where worths[post] > 0 { scores[post] = 0 }
    }
    return scores
  }

  // MARK: Phrases

  /// Whether the texts themselves have to be looked at: the index does not know which words stand beside each other.
  var needsLook: Bool {
    !query.excludedPhrases.isEmpty || query.phrases.contains { $0.words.count > 1 }
  }

  /// Of some posts those in which every phrase stands and none that must not, in the same order.
  func look(at posts: [Int]) -> [Int] {
    let bodies = posts.map { Int(forum.posts[$0].body) }
    var holds = [Bool](repeating: false, count: posts.count)
    var texts = RecordTexts(forum)
    // In the order of the logs, so that they are read in large pieces.
    for place in posts.indices.sorted(by: { bodies[$0] < bodies[$1] }) {
      var wanted = query.phrases.map { PhraseFinder($0) }
      var unwanted = query.excludedPhrases.map { PhraseFinder($0) }
      func look(_ word: UnsafeBufferPointer<UInt8>) {
        for at in wanted.indices { wanted[at].take(word) }
        for at in unwanted.indices { unwanted[at].take(word) }
      }
      texts.read(bodies[place]) { _, bytes in Folding.forEachWord(in: bytes) { word, _ in look(word) } }
      if forum.isQuestion(posts[place]) {
        for at in wanted.indices { wanted[at].beginText() }
        for at in unwanted.indices { unwanted[at].beginText() }
        Folding.forEachWord(forum.threads[forum.threadOf(posts[place])].title) { word, _ in look(word) }
      }
      holds[place] = wanted.allSatisfy(\.isFound) && !unwanted.contains(where: \.isFound)
    }
    texts.leave()
    return posts.indices.filter { holds[$0] }.map { posts[$0] }
  }
}

/// Looks for a phrase in a text that comes word by word: a bit for each beginning of the phrase that the words so far
/// end with (Baeza-Yates and Gonnet, "A new approach to text searching", 1992).
struct PhraseFinder {
  private let phrase: ForumQuery.Phrase
  private var state: UInt32 = 0
  /// Whether it has been found.
  private(set) var isFound = false

  init(_ phrase: ForumQuery.Phrase) { self.phrase = phrase }

  /// What comes next is not beside what came before.
  mutating func beginText() { state = 0 }

  mutating func take(_ word: UnsafeBufferPointer<UInt8>) {
    guard !isFound else { return }
    let reached = state << 1 | 1
    state = 0
    for (place, wanted) in phrase.words.enumerated() where reached >> UInt32(place) & 1 != 0 {
      let isLast = place == phrase.words.count - 1
      guard word.count == wanted.count || (isLast && phrase.isOpen && word.count > wanted.count),
        word.starts(with: wanted)
      else { continue }
      state |= 1 << UInt32(place)
      if isLast { isFound = true }
    }
  }
}
