/// What asks for a facilitator's attention: a line a conversation, the most urgent first.
///
/// A cause leaves the queue when it no longer holds, or when a facilitator has seen the conversation up to its post
/// after it began to hold. So a question that was looked at on its first day comes back when nobody answers it.
public struct ReviewQueue: Equatable, Sendable {
  /// Why a conversation is there, the most urgent first.
  public enum Reason: String, CaseIterable, Sendable {
    /// Members flagged a post in it.
    case flagged
    /// Nobody but its author has written in it for longer than ``Community/Desk/unanswered``.
    case unanswered
    /// Who asked wrote again, and has had no reply to that for as long.
    case askedAgain
    /// Nothing has happened for longer than ``Community/Desk/quiet`` but not than ``Community/Desk/recent``, and no answer
    /// is marked.
    case quiet
    /// It has the first post of a member.
    case newcomer
    /// It has posts that no facilitator has seen.
    case newPosts
  }

  /// A reason, with what it is about.
  public struct Cause: Equatable, Sendable {
    /// The reason.
    public var reason: Reason
    /// The record of the post: where to begin reading.
    public var post: Int
    /// Since when it waits.
    public var since: Timestamp
    /// How many flags or posts.
    public var count = 1
  }

  /// A conversation that waits.
  public struct Item: Equatable, Sendable {
    /// The place of the thread.
    public var thread: Int
    /// Why, the most urgent first; never empty.
    public var causes: [Cause]

    /// The cause for a reason, or the most urgent one.
    public func cause(_ reason: Reason?) -> Cause? {
      reason.flatMap { reason in causes.first { $0.reason == reason } } ?? causes.first
    }
  }

  /// What waits, the most urgent first.
  public private(set) var items: [Item] = []
  private var themes: [String] = []

  /// An empty queue.
  public init() {}

  /// The queue of a forum at a moment; empty for all but facilitators.
  public init(_ forum: Forum, now: Timestamp) {
    guard forum.viewer.isFacilitator else { return }
    var scan = QueueScan(forum, now: now.milliseconds)
    items = forum.threads.indices.compactMap { thread in
      let causes = scan.causes(thread)
      return causes.isEmpty ? nil : Item(thread: thread, causes: causes)
    }
    items.sort { Self.isBefore($0, $1, forum) }
    themes = items.map { forum.threads[$0.thread].theme }
  }

  private static func isBefore(_ one: Item, _ other: Item, _ forum: Forum) -> Bool {
    let (a, b) = (one.causes[0], other.causes[0])
    if a.reason != b.reason { return a.reason.rank < b.reason.rank }
    if a.since != b.since { return a.since < b.since }
    return forum.id(forum.threads[one.thread].question) < forum.id(forum.threads[other.thread].question)
  }

  /// Takes threads off.
  public mutating func drop(threads: [Int]) {
    let kept = items.indices.filter { !threads.contains(items[$0].thread) }
    (items, themes) = (kept.map { items[$0] }, kept.map { themes[$0] })
  }

  /// What waits for a reason, in a theme; of one reason who waits longest for that comes first.
  public func items(_ reason: Reason?, theme: String?) -> [Item] {
    guard reason != nil || theme != nil else { return items }
    let found = places(reason, theme: theme).map { items[$0] }
    guard let reason else { return found }
    return found.sorted {
      ($0.cause(reason)?.since.milliseconds ?? 0) < ($1.cause(reason)?.since.milliseconds ?? 0)
    }
  }

  /// How much waits for a reason, in a theme.
  public func count(_ reason: Reason?, theme: String?) -> Int {
    reason == nil && theme == nil ? items.count : places(reason, theme: theme).count
  }

  private func places(_ reason: Reason?, theme: String?) -> [Int] {
    items.indices.filter { at in
      (theme == nil || themes[at] == theme)
        && (reason == nil || items[at].causes.contains { $0.reason == reason })
    }
  }
}

extension ReviewQueue.Reason {
  fileprivate var rank: Int { ReviewQueue.Reason.allCases.firstIndex(of: self) ?? 0 }
}

/// Goes through the threads of a forum, a thread at a time.
private struct QueueScan {
  private let forum: Forum
  private let now: Int64
  private let settings: Community.Desk
  /// The first post of each author that may be new here, -1 where there is none.
  private var firstPosts: [Int]
  private let authors: AuthorTable

  init(_ forum: Forum, now: Int64) {
    self.forum = forum
    self.now = now
    settings = forum.community.desk
    authors = AuthorTable(forum)
    firstPosts = Array(repeating: -1, count: authors.standings.count)
    for post in forum.order.lazy.map(Int.init) {
      let author = author(post)
      let first = firstPosts[author]
      if first < 0 || time(post) < time(first) { firstPosts[author] = post }
    }
  }

  private func author(_ post: Int) -> Int { authors.ofLog[Int(forum.records.records[post].log)] }
  private func time(_ post: Int) -> Int64 { forum.records.records[post].time }

  private func isByFacilitator(_ post: Int) -> Bool { authors.isFacilitator(author(post), at: time(post)) }

  mutating func causes(_ thread: Int) -> [ReviewQueue.Cause] {
    let value = forum.threads[thread]
    let posts = forum.order[value.range]
    let start = value.range.lowerBound
    let reviews = forum.reviews[thread] ?? []
    func isSeen(place: Int, since onset: Int64) -> Bool {
      reviews.contains { $0.place >= place && $0.time >= onset }
    }
    let seenPlace = reviews.map(\.place).max() ?? -1
    var found: [ReviewQueue.Reason: ReviewQueue.Cause] = [:]
    func add(_ reason: ReviewQueue.Reason, _ post: Int, since: Int64, count: Int = 1) {
      if found[reason] != nil {
        found[reason]?.count += count
        return
      }
      found[reason] = ReviewQueue.Cause(
        reason: reason, post: post, since: Timestamp(milliseconds: since), count: count)
    }
    let asker = author(value.question)
    let horizon = now - settings.recent
    // The last visible post, the last one of somebody else, and the asker's first one behind that.
    var (last, lastOther, again) = (-1, -1, -1)
    for at in posts.indices {
      let post = Int(posts[at])
      guard forum.isShown(post) else { continue }
      let place = at - start
      last = at
      if author(post) != asker {
        (lastOther, again) = (at, -1)
      } else if lastOther >= 0, again < 0 {
        again = at
      }
      // What was erased was an answer, and is nothing to look at any more.
      guard !forum.isErased(post) else { continue }
      if forum.isFlagged(post) {
        let open = (forum.flags[post] ?? []).map { forum.records.acts[$0].time }.filter {
          !isSeen(place: place, since: $0)
        }
        if let first = open.min() { add(.flagged, post, since: first, count: open.count) }
      }
      if place > seenPlace, time(post) > horizon, !isByFacilitator(post) {
        add(.newPosts, post, since: time(post))
        if firstPosts[author(post)] == post { add(.newcomer, post, since: time(post)) }
      }
    }
    if value.answer == nil, !value.isClosed, last >= 0, forum.isShown(value.question),
      !forum.isErased(value.question)
    {
      func wait(_ reason: ReviewQueue.Reason, _ at: Int, _ days: Int64) {
        let post = Int(posts[at])
        let onset = time(post) + days
        if onset <= now, !isSeen(place: at - start, since: onset) { add(reason, post, since: time(post)) }
      }
      if lastOther < 0 { wait(.unanswered, start, settings.unanswered) }
      if again >= 0 { wait(.askedAgain, again, settings.unanswered) }
      // What fell silent before anybody sat at the desk would bury what can still be helped.
      if time(Int(posts[last])) > horizon { wait(.quiet, last, settings.quiet) }
    }
    guard !found.isEmpty else { return [] }
    return ReviewQueue.Reason.allCases.compactMap { found[$0] }
  }
}
