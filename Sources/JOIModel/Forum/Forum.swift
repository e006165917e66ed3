/// The forum as one account sees it: what the logs add up to. A value; a new one is folded when a log has grown.
public struct Forum: Sendable {
  /// A question or a reply.
  public struct Post: Sendable {
    /// What has become of a post.
    struct Marks: OptionSet, Sendable {
      let rawValue: UInt8
      static let edited = Marks(rawValue: 1)
      static let retracted = Marks(rawValue: 2)
      static let hidden = Marks(rawValue: 4)
      static let flagged = Marks(rawValue: 8)
      /// What it answers is not there, or answers it in turn: it stands at the beginning.
      static let stray = Marks(rawValue: 16)

      /// What an act can add; the others follow from the posts alone.
      static let byActs: Marks = [.retracted, .hidden, .flagged]
    }
    /// The place of its thread in ``Forum/threads``.
    public var thread: Int32
    /// The record of the post that it answers; -1 for a question and for what stands at the beginning.
    var parent: Int32
    /// The record whose text is shown.
    var body: UInt32
    /// How many members like it.
    public var likes: UInt16
    var marks: Marks
  }

  /// A conversation.
  public struct Thread: Sendable {
    /// The question's record; also its post.
    public var question: Int
    /// The title as it is now.
    public var title: String
    /// The theme's id as it is now.
    public var theme: String
    /// The room's place in the community.
    public var room: Int
    /// Its tags.
    public var tags: [String]
    /// Tools that it is about, by id: named with the question, linked by a facilitator, or in a text.
    public var tools: [String]
    /// The post that answers it.
    public var answer: Int?
    /// Whether a facilitator closed it; the reason stands in ``Forum/reason(of:)``.
    public var isClosed = false
    /// Whether it stands above the others.
    public var isPinned = false
    /// Posts that answer, without those that were retracted or hidden.
    public var replies = 0
    /// The last post's moment in milliseconds.
    public var lastTime: Int64
    /// Where its posts stand in `order`.
    var range: Range<Int> = 0..<0
  }

  /// A facilitator has seen a thread up to a post.
  struct Review: Equatable, Sendable {
    /// The place of the post among those of the thread.
    var place: Int
    /// When, in milliseconds.
    var time: Int64
  }

  /// What is wrong with an event beside the others.
  struct FoldProblem: Sendable {
    var log: Int
    var offset: Int
    var problem: LogProblem
  }

  /// Who takes part.
  public let community: Community
  /// Whose eyes it is read with.
  public let viewer: Viewer
  let records: ForumRecords
  let source: LogSource
  /// For each record what became of it; meaningless for new versions of a text.
  var posts: [Post] = []
  /// The conversations, in the order in which they began to be known.
  public internal(set) var threads: [Thread] = []
  /// The posts of all threads, each thread's by time.
  var order: [Int32] = []
  /// The record of a post by its id's number.
  var postOfID: [Int32] = []
  /// The acts that took back and that hid a post, for their reasons.
  var retractions: [Int: Int] = [:]
  var hidings: [Int: Int] = [:]
  /// The flags of a post, by record; only with eyes that may see them.
  var flags: [Int: [Int]] = [:]
  /// The viewer's own likes: acts by post.
  var ownLikes: [Int: Int] = [:]
  /// The act that marked a thread's answer, or closed the thread.
  var answerActs: [Int: Int] = [:]
  var closings: [Int: Int] = [:]
  /// How far each thread has been looked through, by thread.
  var reviews: [Int: [Review]] = [:]
  /// The acts in each thread, but for likes, in their order; undone ones too.
  var history: [Int: [Int32]] = [:]
  /// The acts that took others back, by the act that was taken back.
  var undoings: [Int: Int] = [:]
  /// The likes that count, as acts: for a facilitator's figures.
  var countedLikes: [Int32] = []
  /// The threads that speak of a tool.
  var threadsOfTool: [String: [Int]] = [:]
  /// What was wrong with posts and with acts while folding.
  var postProblems: [FoldProblem] = []
  var actProblems: [FoldProblem] = []

  /// Who wrote a post: `account`, or `account@region`.
  public func author(_ post: Int) -> String {
    records.authors[Int(records.logs[Int(records.records[post].log)].author)]
  }

  /// The number of a post's author among those of the logs.
  func authorNumber(_ post: Int) -> Int { Int(records.logs[Int(records.records[post].log)].author) }

  /// A post's id.
  public func id(_ post: Int) -> String { records.ids.text(Int(records.records[post].id)) }

  /// The record of a post by id; nil where there is none to see.
  public func post(_ id: String) -> Int? {
    var id = id
    guard let number = id.withUTF8({ records.ids.find($0) }), postOfID.indices.contains(number) else {
      return nil
    }
    let post = Int(postOfID[number])
    return post >= 0 && posts[post].thread >= 0 ? post : nil
  }

  /// The place of a thread by its question's id.
  public func thread(_ id: String) -> Int? {
    guard let post = post(id), records.records[post].kind == .thread else { return nil }
    return Int(posts[post].thread)
  }

  /// When a post was written, as far as its log allows.
  public func time(_ post: Int) -> Timestamp { Timestamp(milliseconds: records.records[post].time) }

  /// The place of a post's thread.
  public func threadOf(_ post: Int) -> Int { Int(posts[post].thread) }

  /// The post that a post answers; nil at the beginning.
  public func parent(_ post: Int) -> Int? { posts[post].parent >= 0 ? Int(posts[post].parent) : nil }

  /// Whether a post is its thread's question.
  public func isQuestion(_ post: Int) -> Bool { records.records[post].kind == .thread }

  /// The thread's posts by time, the question first.
  public func posts(of thread: Int) -> [Int] { order[threads[thread].range].map(Int.init) }

  /// How many posts a thread has, hidden and retracted ones too.
  public func postCount(_ thread: Int) -> Int { threads[thread].range.count }

  /// The viewer's like of a post, as an event to undo; nil where there is none.
  public func ownLike(of post: Int) -> String? {
    ownLikes[post].map { records.ids.text(Int(records.acts[$0].id)) }
  }

  /// The mark of a thread's answer, as an event to undo, where the viewer set it.
  public func ownAnswerMark(of thread: Int) -> String? {
    guard let act = answerActs[thread].map({ records.acts[$0] }),
      records.authors[Int(records.logs[Int(act.log)].author)] == viewer.account
    else { return nil }
    return records.ids.text(Int(act.id))
  }

  /// Whether the viewer has flagged a post.
  public func hasFlagged(_ post: Int) -> Bool {
    (flags[post] ?? []).contains {
      records.authors[Int(records.logs[Int(records.acts[$0].log)].author)] == viewer.account
    }
  }

  /// Whether an event has been read, whatever became of it.
  public func knows(_ event: String) -> Bool {
    var event = event
    return event.withUTF8 { records.ids.find($0) } != nil
  }

  /// The text that an event of the viewer's brought, a post's or a new version's; nil where it has not been written.
  public func text(ofEvent id: String) -> String? {
    var id = id
    guard let number = id.withUTF8({ records.ids.find($0) }) else { return nil }
    return records.records.lastIndex { Int($0.id) == number }.flatMap { body(record: $0) }
  }

  /// The posts that came behind those of an older state of the same logs.
  public func posts(behind old: Forum) -> [Int] {
    (min(old.records.records.count, posts.count)..<posts.count).filter {
      posts[$0].thread >= 0 && records.records[$0].kind != .edit
    }
  }

  /// How many members like a post.
  public func likes(_ post: Int) -> Int { Int(posts[post].likes) }

  /// Whether its author changed the text.
  public func isEdited(_ post: Int) -> Bool { posts[post].marks.contains(.edited) }
  /// Whether its author took it back.
  public func isRetracted(_ post: Int) -> Bool { posts[post].marks.contains(.retracted) }
  /// Whether a facilitator hid it.
  public func isHidden(_ post: Int) -> Bool { posts[post].marks.contains(.hidden) }
  /// Whether its text was erased on request.
  public func isErased(_ post: Int) -> Bool { records.records[Int(posts[post].body)].isErased }
  /// Whether it is there to be read: neither hidden nor taken back.
  func isShown(_ post: Int) -> Bool { posts[post].marks.isDisjoint(with: [.hidden, .retracted]) }
  /// Whether the post that it answers can't be seen here.
  public func isStray(_ post: Int) -> Bool { posts[post].marks.contains(.stray) }
  /// Whether somebody flagged it; only facilitators and those who did can know.
  public func isFlagged(_ post: Int) -> Bool { posts[post].marks.contains(.flagged) }

  /// Why a post was hidden, else why it was taken back: its author has no say about what was hidden.
  public func reason(of post: Int) -> String {
    (hidings[post] ?? retractions[post]).map { records.acts[$0].text } ?? ""
  }

  /// Why a thread was closed.
  public func closingReason(_ thread: Int) -> String { closings[thread].map { records.acts[$0].text } ?? "" }

  /// The threads that speak of a tool, the latest first.
  public func threads(about tool: String) -> [Int] {
    (threadsOfTool[tool] ?? []).sorted {
      let (one, other) = (threads[$0], threads[$1])
      return one.lastTime != other.lastTime
        ? one.lastTime > other.lastTime : id(one.question) < id(other.question)
    }
  }

  /// The reasons that members gave for flagging a post.
  public func flagReasons(_ post: Int) -> [String] { (flags[post] ?? []).map { records.acts[$0].text } }

  /// The text of a post as it is now, CommonMark; nil where its log can't be read any more.
  public func body(_ post: Int) -> String? { body(record: Int(posts[post].body)) }

  func body(record: Int) -> String? {
    let place = records.records[record]
    guard let bytes = source.read(records.logs[Int(place.log)].path, Int(place.offset), Int(place.length)),
      let line = LogLine.read(bytes).line
    else { return nil }
    return line.root["body"]?.body
  }

  /// The name to show for an author, with the organisation; of an erased member neither.
  public func signature(_ author: String, in language: Language) -> String {
    let account = String(author.prefix { $0 != "@" })
    let region = author.dropFirst(account.count)
    guard region.isEmpty, let member = community.member(account) else { return author }
    if member.isErased { return member.shownName(in: language) }
    guard let organisation = member.organisation.flatMap({ community.organisation($0) }) else {
      return member.name
    }
    return "\(member.name), \(organisation.name)"
  }

  /// The name of an author's organisation; the author where there is none, or the author was erased.
  public func organisationName(of author: String, in language: Language) -> String {
    guard !author.contains("@"), let member = community.member(author) else { return author }
    if member.isErased { return member.shownName(in: language) }
    return member.organisation.flatMap { community.organisation($0)?.name } ?? member.name
  }

  /// Whether an author is an invented person.
  public func isFictional(_ author: String) -> Bool { community.member(author)?.isFictional ?? false }

  /// Whether an author is a facilitator now: by account, whatever name it carries.
  public func isFacilitator(_ author: String, now: Timestamp) -> Bool {
    community.holds(.facilitator, author, at: now.milliseconds, room: "", byte: 0)
  }

  /// Whether the viewer may write in a thread, and why not.
  public func refusal(toReplyIn thread: Int) -> Message? {
    if !viewer.isMember { return .refusedGuest }
    return threads[thread].isClosed ? .refusedClosed : nil
  }
}

/// Where the bytes of the logs are.
enum LogSource: Sendable {
  /// Files below a data root.
  case files(String)
  /// In memory, by path: for tests.
  case memory([String: [UInt8]])

  /// Some bytes of a log; nil where they are not there.
  func read(_ path: String, _ offset: Int, _ length: Int) -> [UInt8]? {
    switch self {
    case .files(let root): return LogFile.read(path, below: root, offset, length)
    case .memory(let files):
      guard let file = files[path], offset + length <= file.count else { return nil }
      return Array(file[offset..<(offset + length)])
    }
  }
}
