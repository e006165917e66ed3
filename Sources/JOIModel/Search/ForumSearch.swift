/// Search over all posts of a forum: the query language over the index of their texts.
public struct ForumSearch: Sendable {
  /// So many posts are listed at most; how many there are is told all the same.
  public static let listed = 500
  /// So many posts at most are read to see whether a phrase stands in them: some 20 ms.
  static let looked = 600

  /// What answers a query.
  public struct Result: Sendable {
    /// The posts, best first and among equals the latest first; the first 500 unless all were asked for.
    public var posts: [Int] = []
    /// How many there are.
    public var count = 0
    /// Whether there may be more than `count`: a phrase stands in too many posts to look at all of them at once.
    public var mayHaveMore = false
    /// The words that were looked for, for marking them; typos among them where nothing was found without.
    public var query = Query("")
    /// What can't be understood in the query; then nothing was looked for.
    public var problem: ForumQuery.Problem?
    /// What the last part still lacks while it is typed; the rest was looked for.
    public var hint: ForumQuery.Problem?
    /// Words were asked for while the posts have not been gone through yet; conditions alone work without that.
    public var lacksIndex = false
    /// Nothing was asked.
    public var isEmpty = false

    /// The answer to nothing.
    public init() {}

    init(query: Query, problem: ForumQuery.Problem?, hint: ForumQuery.Problem?) {
      (self.query, self.problem, self.hint) = (query, problem, hint)
    }
  }

  /// The index; nil until the posts have been gone through.
  public var index: PostIndex?

  /// A search, with or without an index yet.
  public init(index: PostIndex? = nil) { self.index = index }

  /// What answers a query.
  ///
  /// - Parameters:
  ///   - text: what was typed.
  ///   - isTyping: whether more may come: see ``ForumQuery/init(_:isTyping:)``.
  ///   - isThorough: list all posts, and look at every one that a phrase may stand in, however long that takes.
  public func search(
    _ text: String, forum: Forum, marks: ReadMarks, watches: Watches, now: Timestamp, isTyping: Bool = false,
    isThorough: Bool = false
  ) -> Result {
    let query = ForumQuery(text, isTyping: isTyping)
    var result = Result(query: query.marked, problem: query.problem, hint: query.hint)
    if query.problem != nil { return result }
    guard !query.isEmpty else {
      result.isEmpty = true
      return result
    }
    let filter = ForumFilter(query, forum, marks, watches, now: now)
    guard query.asksForText else {
      let onlyQuestions = ForumFilter.listsQuestions(query)
      var latest = Latest(forum, limit: isThorough ? forum.posts.count : Self.listed)
      for post in forum.posts.indices
      where (!onlyQuestions || forum.records.records[post].kind == .thread) && filter.admits(post) {
        latest.add(post)
      }
      (result.posts, result.count) = (latest.posts(), latest.count)
      return result
    }
    guard let index, index.fits(forum) else {
      result.lacksIndex = true
      return result
    }
    rank(Matches(query, index, forum), filter, forum, isThorough, &result)
    return result
  }

  private func rank(
    _ matches: Matches, _ filter: ForumFilter, _ forum: Forum, _ isThorough: Bool, _ result: inout Result
  ) {
    if matches.forgives { result.query.allowsTypos = true }
    let scores = matches.scores
    var counts = [Int](repeating: 0, count: Matches.maximalScore + 1)
    var admitted = scores
    for post in scores.indices where scores[post] > 0 {
      if filter.admits(post) { counts[Int(scores[post])] += 1 } else { admitted[post] = 0 }
    }
    result.count = counts.reduce(0, +)
    // Score by score until there are enough: a hundred thousand hits are not sorted for the first five hundred.
    let needsLook = matches.needsLook
    let limit = isThorough ? Int.max : needsLook ? Self.looked : Self.listed
    var found: [Int] = []
    for score in counts.indices.reversed() where counts[score] > 0 && found.count < limit {
      var latest = Latest(forum, limit: min(counts[score], limit - found.count))
      for post in admitted.indices where Int(admitted[post]) == score { latest.add(post) }
      found += latest.posts()
    }
    if needsLook {
      result.mayHaveMore = found.count < result.count
      found = matches.look(at: found)
      result.count = found.count
    }
    result.posts = isThorough ? found : Array(found.prefix(Self.listed))
  }

  /// The line of a post's text in which most words of a query stand, cut to a width around the first of them; the
  /// beginning of the text where none does (a word may be in the title, or in a link's address).
  public func snippet(of post: Int, _ query: Query, width: Int, in forum: Forum) -> String {
    Snippet.text(forum.body(post) ?? "", query, width: width)
  }
}

/// The latest of many posts, without sorting all of them.
struct Latest {
  private let forum: Forum
  private let limit: Int
  private var kept: [Int] = []
  private var floor = Int64.min
  /// How many were added.
  private(set) var count = 0

  init(_ forum: Forum, limit: Int) {
    self.forum = forum
    self.limit = limit
  }

  mutating func add(_ post: Int) {
    count += 1
    guard forum.records.records[post].time >= floor else { return }
    kept.append(post)
    if kept.count >= 2 * max(limit, 64) { cut() }
  }

  private mutating func cut() {
    kept.sort(by: isBefore)
    if kept.count > limit { kept.removeLast(kept.count - limit) }
    if kept.count == limit, let last = kept.last { floor = forum.records.records[last].time }
  }

  /// At the same moment the order of ids decides: it does not depend on the order in which logs were read.
  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (forum.records.records[a].time, forum.records.records[b].time)
    return one != other ? one > other : forum.id(a) < forum.id(b)
  }

  /// The latest first.
  func posts() -> [Int] { Array(kept.sorted(by: isBefore).prefix(limit)) }
}
