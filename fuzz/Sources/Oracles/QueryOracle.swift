@testable import JOIModel

/// What is typed into a search field: never a crash, always a sentence for what can't be understood, and the posts
/// that a plain look through all texts finds.
public struct QueryOracle {
  private let data: ShippedData
  private let toolbox: ToolboxSearch
  /// The folded words of each post's title and text.
  private let words: [[[UInt8]]]
  private let marks: ReadMarks

  /// Reads the sample.
  public init() {
    let data = ShippedData.load()
    self.data = data
    toolbox = ToolboxSearch(data.toolbox)
    marks = ReadMarks(firstVisit: data.now)
    let forum = data.forum
    words = forum.posts.indices.map { post in
      guard forum.posts[post].thread >= 0, forum.records.records[post].kind != .edit else { return [] }
      let title = forum.isQuestion(post) ? Folding.words(forum.threads[forum.threadOf(post)].title) : []
      return title + Folding.words(forum.body(post) ?? "")
    }
  }

  /// Asks for a text.
  public func check(_ text: String) {
    let query = ForumQuery(text)
    for problem in [query.problem, ForumQuery(text, isTyping: true).hint].compactMap({ $0 }) {
      require((1...(text.count + 1)).contains(problem.column), "column \(problem.column) of \(text.count)")
      for language in Language.allCases { requireClean(problem.text(in: language), "a problem") }
    }
    // Within an open quotation a blank is a part of it.
    if !text.contains(where: { "\"“”„".contains($0) }) {
      require(
        ForumQuery(text + " ", isTyping: true) == ForumQuery(text + " "), "a blank does not end the typing")
    }
    let some = search(text)
    let all = search(text, isThorough: true)
    require(some.problem == query.problem, "another problem")
    require(Set(some.posts).isSubset(of: all.posts) && Set(all.posts).count == all.posts.count, "other posts")
    require(query.problem == nil || all.posts.isEmpty, "posts for what is no query")
    for post in all.posts.prefix(40) {
      require(data.forum.posts[post].thread >= 0, "a post that is not there")
      let snippet = ForumSearch(index: data.index).snippet(of: post, all.query, width: 40, in: data.forum)
      requireClean(snippet, "a snippet")
      require(snippet.count <= 40, "a snippet of \(snippet.count)")
    }
    if query.problem == nil, query.filters.isEmpty, query.asksForText { compare(query, all) }
    checkOpposite(text, query, all)
    checkMatches(text)
    let (_, items) = toolbox.search(text)
    require(Set(items).count == items.count, "found twice")
    _ = toolbox.questions(matching: text)
  }

  private func search(_ text: String, isThorough: Bool = false) -> ForumSearch.Result {
    ForumSearch(index: data.index).search(
      text, forum: data.forum, marks: marks, watches: Watches(), now: data.now, isThorough: isThorough)
  }

  /// The index against a look at every word of every post.
  private func compare(_ query: ForumQuery, _ result: ForumSearch.Result) {
    let isForgiving = result.query.allowsTypos
    // With more words than the search takes, the rest is left out.
    guard query.words.words.count + query.phrases.reduce(0, { $0 + $1.words.count }) <= 64 else { return }
    let found = Set(result.posts)
    for post in words.indices where !words[post].isEmpty && data.forum.isShown(post) {
      guard data.forum.isQuestion(post) || !data.forum.isErased(post) else { continue }
      require(holds(query, words[post], isForgiving) == found.contains(post), "post \(post): \(query)")
    }
  }

  private func holds(_ query: ForumQuery, _ words: [[UInt8]], _ isForgiving: Bool) -> Bool {
    func answers(_ wanted: [UInt8]) -> Bool {
      words.contains { word in
        word.withUnsafeBufferPointer { Query.quality(of: $0, for: wanted, allowsTypos: isForgiving) > 0 }
      }
    }
    return query.words.words.allSatisfy(answers) && !query.excluded.contains { words.contains($0) }
      && query.phrases.allSatisfy { stands($0.words, in: words) }
      && !query.excludedPhrases.contains { stands($0.words, in: words) }
  }

  private func stands(_ phrase: [[UInt8]], in words: [[UInt8]]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { at in
      phrase.indices.allSatisfy { words[at + $0] == phrase[$0] }
    }
  }

  /// A condition and its opposite share no post.
  private func checkOpposite(_ text: String, _ query: ForumQuery, _ result: ForumSearch.Result) {
    guard query.problem == nil, query.filters.count == 1, !query.asksForText, !query.filters[0].isNegated,
      !text.hasPrefix("-"), text.first?.isWhitespace == false
    else { return }
    let opposite = search("-" + text, isThorough: true)
    guard opposite.problem == nil, ForumQuery("-" + text).filters.first?.isNegated == true else { return }
    require(Set(result.posts).isDisjoint(with: opposite.posts), "a post holds and does not: \(text)")
  }

  private func checkMatches(_ text: String) {
    let query = Query(text)
    for line in [text, "De drukte in het magazijn – één team, ĳskoud ’s ochtends; STRAẞE"] {
      var last = line.startIndex
      for range in query.matches(in: line) {
        require(range.lowerBound >= last && range.upperBound <= line.endIndex, "a match out of place")
        last = range.upperBound
        _ = line[range].count
      }
    }
  }
}
