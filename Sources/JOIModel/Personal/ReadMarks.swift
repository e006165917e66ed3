/// What a member has read of the forum.
///
/// By thread: everything up to a moment, and single posts behind it. What one wrote oneself is read.
public struct ReadMarks: Equatable, Sendable {
  /// What is read of a thread.
  struct Mark: Equatable, Sendable {
    /// Posts up to this moment (milliseconds since 1970).
    var until: Int64 = 0
    /// Posts behind it, by id.
    var read: Set<String> = []
  }

  /// Posts up to this moment count as read in every thread (milliseconds since 1970).
  public private(set) var since: Int64
  private(set) var threads: [String: Mark] = [:]

  /// A newcomer has the last two weeks to read, not years.
  static let firstVisit: Int64 = 14 * 86_400_000

  /// The marks of somebody who is here for the first time.
  public init(firstVisit now: Timestamp) { since = now.milliseconds - Self.firstVisit }

  /// Reads what was kept; nil where it is none.
  init?(json: JSONValue) {
    guard let since = json["since"]?.integer else { return nil }
    self.since = Int64(since)
    for value in json["threads"]?.elements ?? [] {
      guard let id = value["id"]?.field, EventID.isReference(id) else { continue }
      var mark = Mark(until: Int64(value["until"]?.integer ?? 0))
      for post in value["read"]?.elements ?? [] {
        if let id = post.field, EventID.isReference(id) { mark.read.insert(id) }
      }
      threads[id] = mark
    }
  }

  /// Whether the viewer of a forum has read a post. What there is nothing to read of counts as read.
  public func isRead(_ post: Int, in forum: Forum) -> Bool {
    isRead(post, in: forum, threads[forum.id(forum.threads[forum.threadOf(post)].question)])
  }

  private func isRead(_ post: Int, in forum: Forum, _ mark: Mark?) -> Bool {
    let time = forum.time(post).milliseconds
    if time <= since || forum.isHidden(post) || forum.isRetracted(post) { return true }
    if let mark, time <= mark.until || mark.read.contains(forum.id(post)) { return true }
    return forum.author(post) == forum.viewer.account
  }

  /// Whether a thread has posts behind what was read as a whole: quick, for thousands of threads.
  func mayHaveUnread(_ thread: Int, of forum: Forum) -> Bool {
    let last = forum.threads[thread].lastTime
    guard last > since else { return false }
    return threads[forum.id(forum.threads[thread].question)].map { last > $0.until } ?? true
  }

  /// The unread posts of a thread, by time.
  public func unread(in thread: Int, of forum: Forum) -> [Int] {
    guard mayHaveUnread(thread, of: forum) else { return [] }
    let mark = threads[forum.id(forum.threads[thread].question)]
    return forum.posts(of: thread).filter { !isRead($0, in: forum, mark) }
  }

  /// How many posts of each thread are unread: the same, in one go for thousands of them.
  func unreadCounts(of forum: Forum) -> [Int] {
    var marked = [Mark?](repeating: nil, count: forum.threads.count)
    for (id, mark) in threads {
      if let thread = forum.thread(id) { marked[thread] = mark }
    }
    return forum.threads.indices.map { thread in
      let last = forum.threads[thread].lastTime
      guard last > since, last > marked[thread]?.until ?? .min else { return 0 }
      return forum.posts(of: thread).count { !isRead($0, in: forum, marked[thread]) }
    }
  }

  /// Notes that a post was read.
  public mutating func read(_ post: Int, in forum: Forum) {
    guard !isRead(post, in: forum) else { return }
    threads[forum.id(forum.threads[forum.threadOf(post)].question), default: Mark()].read.insert(
      forum.id(post))
  }

  /// Notes that a whole thread was read.
  public mutating func readAll(of thread: Int, in forum: Forum) {
    let last = forum.posts(of: thread).map { forum.time($0).milliseconds }.max() ?? 0
    guard last > since else { return }
    threads[forum.id(forum.threads[thread].question)] = Mark(until: last)
  }

  /// Takes in what another program of the same member noted.
  mutating func merge(_ other: ReadMarks) {
    since = max(since, other.since)
    for (id, theirs) in other.threads {
      var mark = threads[id] ?? Mark()
      mark.until = max(mark.until, theirs.until)
      mark.read.formUnion(theirs.read)
      threads[id] = mark
    }
  }
}

extension ReadMarks: Encodable {
  private enum CodingKeys: String, CodingKey { case since, threads }

  private struct Entry: Encodable {
    var id: String
    var until: Int64
    var read: [String]
  }

  /// Writes a list and not an object: objects have a limit of keys, and a diligent reader has many threads.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(since, forKey: .since)
    let entries = threads.sorted { $0.key < $1.key }.map {
      Entry(id: $0.key, until: $0.value.until, read: $0.value.read.sorted())
    }
    try fields.encode(entries, forKey: .threads)
  }
}
