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
    // In the order of the logs, so that they are read in large pieces.
    let bodies = posts.map { Int(forum.posts[$0].body) }
    var holds = [Bool](repeating: false, count: posts.count)
    let order = posts.indices.sorted { bodies[$0] < bodies[$1] }
    var texts = RecordTexts(forum)
    for place in order {
      let post = posts[place]
      var text: [[UInt8]] = []
      texts.read(bodies[place]) { _, bytes in
        Folding.forEachWord(in: bytes) { word, _ in text.append(Array(word)) }
      }
      let title =
        forum.isQuestion(post) ? Folding.words(forum.threads[forum.threadOf(post)].title) : []
      func stands(_ phrase: ForumQuery.Phrase) -> Bool {
        Self.stands(phrase, in: text) || Self.stands(phrase, in: title)
      }
      holds[place] = query.phrases.allSatisfy(stands) && !query.excludedPhrases.contains(where: stands)
    }
    texts.leave()
    return posts.indices.filter { holds[$0] }.map { posts[$0] }
  }

  static func stands(_ phrase: ForumQuery.Phrase, in text: [[UInt8]]) -> Bool {
    let count = phrase.words.count
    guard count > 0, text.count >= count else { return false }
    return (0...(text.count - count)).contains { start in
      (0..<count).allSatisfy { place in
        let (word, wanted) = (text[start + place], phrase.words[place])
        return word == wanted || (phrase.isOpen && place == count - 1 && word.starts(with: wanted))
      }
    }
  }
}
