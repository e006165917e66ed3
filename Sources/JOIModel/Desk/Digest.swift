/// What happened on the forum since a moment, to be mailed: new questions, answered ones, those that still wait, and
/// the tools that were spoken of.
///
/// Mail travels. So it holds only what every member may read: nothing of rooms for some, not even in its counts, and
/// nothing that was hidden or taken back, whoever makes it.
public struct Digest: Equatable, Sendable {
  /// A question that got an answer.
  public struct Answered: Equatable, Sendable {
    /// The place of the thread.
    public var thread: Int
    /// When somebody else than its author first wrote; nil where that was not in this time.
    public var first: Timestamp?
    /// When its answer was marked; nil where that was not in this time.
    public var marked: Timestamp?

    var time: Timestamp { min(first ?? Self.never, marked ?? Self.never) }
    private static let never = Timestamp(milliseconds: .max)
  }

  /// A tool that was spoken of.
  public struct SpokenTool: Equatable, Sendable {
    /// Its id.
    public var tool: String
    /// In how many conversations.
    public var conversations: Int
  }

  /// The first moment that counts.
  public let since: Timestamp
  /// The first moment that does not count any more.
  public let now: Timestamp
  /// The threads that began, the earliest first.
  public private(set) var asked: [Int] = []
  /// The questions that got their first answer or a marked one, the earliest first.
  public private(set) var answered: [Answered] = []
  /// The open questions that nobody but their author has written about and that have no answer, whenever they were
  /// asked; the one that waits longest first.
  public private(set) var waiting: [Int] = []
  /// The tools that were named with a question, linked in a text that was written or changed, or linked by a
  /// facilitator; the one most spoken of first.
  public private(set) var tools: [SpokenTool] = []
  /// Whether there are conversations' rooms that not all members may read.
  public let leavesRoomsOut: Bool

  /// Whether nothing happened.
  public var isQuiet: Bool { asked.isEmpty && answered.isEmpty && tools.isEmpty }

  /// The digest of a forum from `since` up to, and without, `now`.
  public init(_ forum: Forum, since: Timestamp, now: Timestamp) {
    (self.since, self.now) = (since, now)
    leavesRoomsOut = forum.community.rooms.contains { $0.kind == .conversations && $0.readers != .members }
    let scan = DigestScan(forum, since: since, now: now)
    for thread in forum.threads.indices where scan.isForAll[thread] {
      let question = forum.threads[thread].question
      guard forum.time(question) < now else { continue }
      if scan.isInTime(forum.time(question)) { asked.append(thread) }
      let first = scan.firstAnswer(thread)
      let marked = scan.marking(thread)
      let answer = Answered(
        thread: thread, first: first.flatMap { scan.isInTime($0) ? $0 : nil },
        marked: marked.flatMap { scan.isInTime($0) ? $0 : nil })
      if answer.first != nil || answer.marked != nil { answered.append(answer) }
      if first == nil, forum.state(thread) == .waiting { waiting.append(thread) }
    }
    func isBefore(_ one: (Timestamp, Int), _ other: (Timestamp, Int)) -> Bool {
      if one.0 != other.0 { return one.0 < other.0 }
      return forum.id(forum.threads[one.1].question) < forum.id(forum.threads[other.1].question)
    }
    func began(_ thread: Int) -> (Timestamp, Int) { (forum.time(forum.threads[thread].question), thread) }
    asked.sort { isBefore(began($0), began($1)) }
    waiting.sort { isBefore(began($0), began($1)) }
    answered.sort { isBefore(($0.time, $0.thread), ($1.time, $1.thread)) }
    tools = scan.spokenTools.map { SpokenTool(tool: $0.key, conversations: $0.value.count) }.sorted {
      $0.conversations != $1.conversations ? $0.conversations > $1.conversations : $0.tool < $1.tool
    }
  }
}

/// Finds in a forum what happened in a time and may be told to all members.
private struct DigestScan {
  private let forum: Forum
  private let since: Timestamp
  private let now: Timestamp
  /// Whether a thread stands in a room of all members and its question is to be read, by thread.
  let isForAll: [Bool]

  init(_ forum: Forum, since: Timestamp, now: Timestamp) {
    (self.forum, self.since, self.now) = (forum, since, now)
    isForAll = forum.threads.map { thread in
      let room = forum.community.rooms[thread.room]
      return room.kind == .conversations && room.readers == .members
        && Self.isReadable(thread.question, forum)
    }
  }

  private static func isReadable(_ post: Int, _ forum: Forum) -> Bool {
    forum.isShown(post) && !forum.isErased(post)
  }

  func isInTime(_ moment: Timestamp) -> Bool { since <= moment && moment < now }

  private func log(_ post: Int) -> ForumRecords.Log {
    forum.records.logs[Int(forum.records.records[post].log)]
  }

  /// When somebody else than who asked first wrote something that can be read; nil where nobody did by now.
  func firstAnswer(_ thread: Int) -> Timestamp? {
    let asker = log(forum.threads[thread].question).author
    let post = forum.order[forum.threads[thread].range].lazy.map(Int.init).first {
      log($0).author != asker && Self.isReadable($0, forum)
    }
    return post.map { forum.time($0) }.flatMap { $0 < now ? $0 : nil }
  }

  /// When the answer that a thread has was marked.
  func marking(_ thread: Int) -> Timestamp? {
    guard forum.threads[thread].answer != nil else { return nil }
    return forum.answerActs[thread].map { Timestamp(milliseconds: forum.records.acts[$0].time) }
  }

  /// The threads that spoke of each tool.
  var spokenTools: [String: Set<Int>] {
    var found: [String: Set<Int>] = [:]
    let records = forum.records
    func add(_ tool: String, _ thread: Int, at time: Int64) {
      if isForAll[thread], isInTime(Timestamp(milliseconds: time)) {
        found[tool, default: []].insert(thread)
      }
    }
    for opening in records.openings where !opening.tools.isEmpty {
      let question = Int(opening.record)
      let thread = Int(forum.posts[question].thread)
      guard thread >= 0, forum.threads[thread].question == question else { continue }
      for tool in opening.tools { add(tool, thread, at: records.records[question].time) }
    }
    for (number, tool) in records.mentions {
      let text = records.records[Int(number)]
      let post = text.kind == .edit ? forum.post(text.about) : Int(number)
      guard let post, forum.posts[post].thread >= 0, forum.posts[post].body == number,
        Self.isReadable(post, forum)
      else { continue }
      add(tool, Int(forum.posts[post].thread), at: text.time)
    }
    for (thread, acts) in forum.history {
      for act in acts.lazy.map(Int.init)
      where records.acts[act].kind == .link && forum.undoings[act] == nil {
        add(records.acts[act].text, thread, at: records.acts[act].time)
      }
    }
    return found
  }
}

extension Forum {
  /// The record of a post by the number of its id; nil where there is none.
  fileprivate func post(_ id: UInt32) -> Int? {
    guard id != ForumRecords.none, postOfID[Int(id)] >= 0 else { return nil }
    return Int(postOfID[Int(id)])
  }
}
