import Glibc

/// The conditions of a query made ready for one forum: what can be settled once for an author or a conversation is, so
/// that a hundred thousand posts are gone through in a millisecond.
struct ForumFilter {
  private let forum: Forum
  private let marks: ReadMarks
  /// For each conversation and each author whether the conditions about it hold.
  private var threads: [Bool]
  private var authors: [Bool]
  private var earliest = Int64.min
  /// Posts of this moment or later are out.
  private var end = Int64.max
  private var unread: Bool?

  init(_ query: ForumQuery, _ forum: Forum, _ marks: ReadMarks, _ watches: Watches, now: Timestamp) {
    self.forum = forum
    self.marks = marks
    threads = Array(repeating: true, count: forum.threads.count)
    authors = Array(repeating: true, count: forum.records.authors.count)
    for filter in query.filters { add(filter, watches, now) }
  }

  /// Whether a query without words asks for conversations, not for single posts: then their questions are listed.
  static func listsQuestions(_ query: ForumQuery) -> Bool {
    var speaksOfPosts = false
    var speaksOfThreads = false
    for filter in query.filters {
      switch filter.condition {
      case .state(.unread): return false
      case .from, .company, .after, .before: speaksOfPosts = true
      case .state, .replies, .older: speaksOfThreads = true
      case .theme, .tool, .tag: break
      }
    }
    return speaksOfThreads || !speaksOfPosts
  }

  /// Whether a post is there to be read and all conditions hold.
  func admits(_ post: Int) -> Bool {
    let (state, record) = (forum.posts[post], forum.records.records[post])
    guard state.thread >= 0, threads[Int(state.thread)],
      state.marks.isDisjoint(with: [.hidden, .retracted]), record.kind != .edit,
      // A question stands for its conversation, which is there all the same.
      record.kind == .thread || !forum.isErased(post),
      authors[Int(forum.records.logs[Int(record.log)].author)], record.time >= earliest, record.time < end
    else { return false }
    if let unread, marks.isRead(post, in: forum) == unread { return false }
    return true
  }

  // MARK: Making

  private mutating func add(_ filter: ForumQuery.Filter, _ watches: Watches, _ now: Timestamp) {
    let wanted = !filter.isNegated
    func keep(_ holds: (Int) -> Bool) {
      for thread in threads.indices where threads[thread] && holds(thread) != wanted {
        threads[thread] = false
      }
    }
    switch filter.condition {
    case .from(let value): keepAuthors(Self.people(value, forum), wanted)
    case .company(let value): keepAuthors(Self.colleagues(value, forum), wanted)
    case .theme(let value):
      let themes = Self.chosen(value, Self.themes(forum))
      keep { themes.contains(forum.threads[$0].theme) }
    case .tool(let value):
      let tools = Self.chosen(value, forum.threadsOfTool.keys.map { ($0, [$0]) })
      keep { forum.threads[$0].tools.contains(where: tools.contains) }
    case .tag(let value):
      let tags = Self.chosen(value, Set(forum.threads.flatMap(\.tags)).map { ($0, [$0]) })
      keep { forum.threads[$0].tags.contains(where: tags.contains) }
    case .replies(let count): keep { forum.threads[$0].replies == count }
    case .state(.answered): keep { forum.threads[$0].answer != nil }
    case .state(.unanswered): keep { forum.threads[$0].answer == nil && !forum.threads[$0].isClosed }
    case .state(.closed): keep { forum.threads[$0].isClosed }
    case .state(.open): keep { !forum.threads[$0].isClosed }
    case .state(.watched):
      let watched = Self.watched(forum, watches)
      keep { watched[$0] }
    case .state(.unread): keepUnread(wanted)
    case .after(let day):
      let moment = Self.beginning(of: day)
      if wanted { earliest = max(earliest, moment) } else { end = min(end, moment) }
    case .before(let day):
      let moment = Self.beginning(of: day)
      if wanted { end = min(end, moment) } else { earliest = max(earliest, moment) }
    case .older(let days):
      let moment = now.milliseconds - Int64(days) * 86_400_000
      if wanted { end = min(end, moment) } else { earliest = max(earliest, moment) }
    }
  }

  private mutating func keepAuthors(_ chosen: Set<String>, _ wanted: Bool) {
    for (number, author) in forum.records.authors.enumerated() where chosen.contains(author) != wanted {
      authors[number] = false
    }
  }

  private mutating func keepUnread(_ wanted: Bool) {
    // Both at once is nothing.
    if let unread, unread != wanted { end = .min }
    unread = wanted
    guard wanted else { return }
    for thread in threads.indices where threads[thread] && !marks.mayHaveUnread(thread, of: forum) {
      threads[thread] = false
    }
  }

  /// Of ids with names: the one that is meant to the letter, else all with a word that each word of the value begins.
  private static func chosen(_ value: String, _ candidates: [(id: String, names: [String])]) -> Set<String> {
    let folded = Folding.words(value)
    let exact = candidates.filter { $0.id == value || Folding.words($0.id) == folded }
    if !exact.isEmpty { return Set(exact.map(\.id)) }
    return Set(
      candidates.filter { candidate in
        let words = candidate.names.flatMap { Folding.words($0) }
        return folded.allSatisfy { wanted in words.contains { $0.starts(with: wanted) } }
      }.map(\.id))
  }

  private static func themes(_ forum: Forum) -> [(id: String, names: [String])] {
    let known = forum.community.rooms.flatMap(\.themes).map { theme in
      (theme.id, [theme.id] + [theme.name.dutch, theme.name.english].compactMap { $0 })
    }
    let others = Set(forum.threads.map(\.theme)).subtracting(known.map(\.0))
    return known + others.map { ($0, [$0]) }
  }

  /// Authors by account, or by words of their name and organisation; `ik` and `me` are the viewer.
  private static func people(_ value: String, _ forum: Forum) -> Set<String> {
    if ["ik", "me"].contains(value.lowercased()), forum.viewer.isMember { return [forum.viewer.account] }
    // Members who never wrote too: who names one of them does not mean another whose name begins alike.
    let accounts = Set(forum.records.authors).union(forum.community.members.map(\.account))
    return chosen(
      value,
      accounts.map { author in
        let organisation = forum.community.organisation(of: author)?.name
        return (author, [author, forum.community.member(author)?.name, organisation].compactMap { $0 })
      })
  }

  private static func colleagues(_ value: String, _ forum: Forum) -> Set<String> {
    let organisations = chosen(value, forum.community.organisations.map { ($0.id, [$0.id, $0.name]) })
    return Set(
      forum.records.authors.filter { author in
        forum.community.organisation(of: author).map { organisations.contains($0.id) } ?? false
      })
  }

  /// As ``Watches/level(of:in:)``, for all conversations at once.
  private static func watched(_ forum: Forum, _ watches: Watches) -> [Bool] {
    var watched = [Bool](repeating: false, count: forum.threads.count)
    if let viewer = forum.records.authors.firstIndex(of: forum.viewer.account) {
      for (number, post) in forum.posts.enumerated() where post.thread >= 0 {
        let log = forum.records.records[number].log
        if forum.records.logs[Int(log)].author == viewer { watched[Int(post.thread)] = true }
      }
    }
    for (id, level) in watches.threads {
      if let thread = forum.thread(id) { watched[thread] = level == .watch }
    }
    return watched
  }

  /// Midnight on the host's clock, which is what the times on the screen are told by.
  private static func beginning(of day: CalendarDate) -> Int64 {
    var parts = tm()
    parts.tm_year = Int32(day.year - 1_900)
    parts.tm_mon = Int32(day.month - 1)
    parts.tm_mday = Int32(day.day)
    parts.tm_isdst = -1
    return Int64(mktime(&parts)) * 1_000
  }
}
