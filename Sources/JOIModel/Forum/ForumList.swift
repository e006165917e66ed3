extension Forum {
  /// The order of a list of conversations.
  public enum Order: String, Cyclic, Sendable {
    case lastActivity, newest, unanswered, mostReplies

    /// Its name.
    public var name: Message {
      switch self {
      case .lastActivity: .orderLastActivity
      case .newest: .orderNewest
      case .unanswered: .orderUnanswered
      case .mostReplies: .orderMostReplies
      }
    }
  }

  /// Whether a thread has its answer, waits for one, or is closed.
  public enum State: String, Sendable {
    case answered, waiting, closed
  }

  /// How a thread stands: a marked answer counts more than that it was closed.
  public func state(_ thread: Int) -> State {
    threads[thread].answer != nil ? .answered : threads[thread].isClosed ? .closed : .waiting
  }

  /// The threads of a theme, or all, in an order; pinned ones first.
  public func list(theme: String?, order: Order) -> [Int] {
    var found = Array(threads.indices)
    if let theme { found.removeAll { threads[$0].theme != theme } }
    func began(_ thread: Int) -> Int64 { records.records[threads[thread].question].time }
    func isBefore(_ a: Int, _ b: Int) -> Bool {
      let (one, other) = (threads[a], threads[b])
      if one.isPinned != other.isPinned { return one.isPinned }
      switch order {
      case .lastActivity: break
      case .newest: if began(a) != began(b) { return began(a) > began(b) }
      case .unanswered:
        let (first, second) = (state(a) == .waiting, state(b) == .waiting)
        if first != second { return first }
        // Who has waited longest without any reply comes first.
        if first, one.replies == 0 || other.replies == 0 {
          if (one.replies == 0) != (other.replies == 0) { return one.replies == 0 }
          if began(a) != began(b) { return began(a) < began(b) }
        }
      case .mostReplies: if one.replies != other.replies { return one.replies > other.replies }
      }
      if one.lastTime != other.lastTime { return one.lastTime > other.lastTime }
      return id(one.question) < id(other.question)
    }
    return found.sorted(by: isBefore)
  }

  /// The title to show: that of a question taken back or hidden is gone with it.
  public func title(_ thread: Int, in language: Language) -> String {
    let question = threads[thread].question
    if isHidden(question) { return language.text(.titleHidden) }
    if isRetracted(question) { return language.text(.titleRetracted) }
    let title = threads[thread].title
    return title.isEmpty ? language.text(.titleErased) : title
  }

  /// The name of a thread's theme.
  public func themeName(_ thread: Int, in language: Language) -> String {
    let theme = threads[thread].theme
    // In its own room only: what a theme of another room is called is not for everybody.
    let themes = community.rooms[threads[thread].room].themes
    return themes.first { $0.id == theme }?.name.text(in: language) ?? theme
  }
}

/// How much is unread, by thread and by theme: summed once for every change, since the tabs show it on every screen.
public struct UnreadCounts: Equatable, Sendable {
  /// Unread posts of each thread, muted ones too.
  public private(set) var byThread: [Int] = []
  /// Threads with something unread that are not muted.
  public private(set) var threads = 0
  /// Unread posts in threads that the viewer watches.
  public private(set) var watchedPosts = 0
  /// Unread posts in all threads that are not muted.
  public private(set) var posts = 0
  private var levels: [Watches.Level] = []
  /// The place of each thread's theme among `themes`.
  private var themeOfThread: [Int] = []
  private var themes: [String: Int] = [:]
  private var themeThreads: [Int] = []
  private var themeUnread: [Int] = []

  /// Nothing.
  public init() {}

  /// Counts.
  public init(_ forum: Forum, _ marks: ReadMarks, _ watches: Watches) {
    levels = watches.levels(in: forum)
    byThread = marks.unreadCounts(of: forum)
    for thread in forum.threads {
      let place = themes[thread.theme] ?? themeThreads.count
      if place == themeThreads.count {
        themes[thread.theme] = place
        themeThreads.append(0)
      }
      themeThreads[place] += 1
      themeOfThread.append(place)
    }
    sumUp()
  }

  /// Counts one thread anew.
  public mutating func update(_ thread: Int, _ forum: Forum, _ marks: ReadMarks, _ watches: Watches) {
    guard byThread.indices.contains(thread) else { return }
    levels[thread] = watches.level(of: thread, in: forum)
    byThread[thread] = marks.unread(in: thread, of: forum).count
    sumUp()
  }

  /// Takes one post of a thread off, or all.
  public mutating func read(_ thread: Int, isWhole: Bool = false) {
    guard byThread.indices.contains(thread), byThread[thread] > 0 else { return }
    byThread[thread] = isWhole ? 0 : byThread[thread] - 1
    sumUp()
  }

  /// How closely the viewer follows a thread.
  public func level(_ thread: Int) -> Watches.Level {
    levels.indices.contains(thread) ? levels[thread] : .normal
  }

  /// How many threads a theme has, and how many of them have something unread.
  public func theme(_ id: String) -> (threads: Int, unread: Int) {
    themes[id].map { (themeThreads[$0], themeUnread[$0]) } ?? (0, 0)
  }

  private mutating func sumUp() {
    (threads, watchedPosts, posts) = (0, 0, 0)
    themeUnread = Array(repeating: 0, count: themeThreads.count)
    for (thread, count) in byThread.enumerated() where count > 0 && levels[thread] != .mute {
      threads += 1
      posts += count
      if levels[thread] == .watch { watchedPosts += count }
      themeUnread[themeOfThread[thread]] += 1
    }
  }

  /// The thread to read next: watched ones first, then by last activity; never a muted one.
  public func next(after current: Int?, in forum: Forum) -> Int? {
    let order = byThread.indices.filter { byThread[$0] > 0 && levels[$0] != .mute && $0 != current }
    return order.max {
      let (one, other) = (levels[$0] == .watch, levels[$1] == .watch)
      if one != other { return other }
      return forum.threads[$0].lastTime < forum.threads[$1].lastTime
    }
  }
}
