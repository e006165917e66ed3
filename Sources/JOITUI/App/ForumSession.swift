import JOIModel

/// What the screens know of the forum: who reads, what there is, what was read of it, and what is being written.
struct ForumSession: Sendable {
  /// Whether there is a forum for this account; nil until that is known.
  enum Access: Equatable, Sendable {
    /// This data root has no community.
    case absent
    /// The community does not let this account read.
    case refused(account: String)
    /// community.json can't be read: in doubt nobody reads the forum.
    case broken(Finding)
    case open
  }

  var access: Access?
  /// The forum, once it has been read.
  var forum: Forum?
  /// Counts the forums that came: what was made from an older one is made again.
  var version = 0
  /// The part of the logs that has been read, 0 to 100, until all are.
  var percent = 0
  var marks = ReadMarks(firstVisit: Timestamp(milliseconds: 0))
  /// Whether the marks have changed since they were kept.
  var hasNewMarks = false
  var watches = Watches()
  var unread = UnreadCounts()
  var drafts: [Draft] = []
  /// Up to when the last digest went that was printed; nil for none.
  var lastDigest: Timestamp?
  /// What waits for a facilitator; empty for everybody else.
  private(set) var queue = ReviewQueue()
  /// Counts the queues: a list made from an older one is made again.
  private(set) var queueVersion = 0
  /// For which moment the queue was made.
  private var queueTime = Timestamp(milliseconds: 0)
  /// Conversations marked in the queue, by id.
  var marked: Set<String> = []
  /// What was done with one key and has not been read back yet, the latest last.
  private var pending: [Deed] = []
  /// Acts that were taken back; the forum here may still have them standing.
  private var takenBack: Set<String> = []

  /// What was done with one key: with how many conversations it may have been.
  struct Deed: Sendable {
    var kind: Forum.Act.Kind
    var events: [(id: String, room: String)]
    /// By id: until it has been read back the forum may become another one.
    var threads: [String]
  }
  var index: PostIndex?
  /// Why the last draft could not be kept; nil while all is well.
  var draftProblem: String?

  /// Whether the tabs and Home lead to it.
  var isOffered: Bool {
    switch access {
    case .absent, .refused: false
    case .open, .broken, nil: true
    }
  }

  /// Who reads; nil until the forum has been read.
  var viewer: Viewer? { forum?.viewer }
  var canWrite: Bool { viewer?.isMember ?? false }

  mutating func count() {
    unread = forum.map { UnreadCounts($0, marks, watches) } ?? UnreadCounts()
  }

  /// Makes the queue anew, without what was looked through and has not been read back: the forum may have been read
  /// between two keys.
  mutating func review(now: Timestamp) {
    queue = forum.map { ReviewQueue($0, now: now) } ?? ReviewQueue()
    let done = pending.filter { $0.kind == .review || $0.kind == .close }.flatMap(\.threads)
    queue.drop(threads: done.compactMap { forum?.thread($0) })
    queueVersion += 1
    queueTime = now
  }

  /// Makes the queue anew where it is older than some minutes: what waits becomes overdue by the clock alone.
  mutating func reviewAgain(now: Timestamp) {
    guard viewer?.isFacilitator == true, now.milliseconds - queueTime.milliseconds > 10 * 60_000 else {
      return
    }
    review(now: now)
  }

  /// Notes what was done, to be taken back before it has been read back.
  mutating func note(_ deed: Deed) { pending.append(deed) }

  /// The last thing that this facilitator did and that stands, which is taken back now; nil where there is none.
  mutating func takeBack() -> Deed? {
    let deed = pending.popLast() ?? lastRead()
    takenBack.formUnion(deed?.events.map(\.id) ?? [])
    return deed
  }

  private func lastRead() -> Deed? {
    guard let forum else { return nil }
    let acts = forum.lastOwnActs(besides: takenBack)
    guard let kind = acts.first?.kind else { return nil }
    return Deed(
      kind: kind, events: acts.compactMap { act in forum.room(of: act).map { (act.event, $0) } },
      threads: acts.map { forum.id(forum.threads[$0.thread].question) })
  }

  /// What was done is not on disk: it is neither there to be taken back nor taken back. Answers the conversation that
  /// the first of it was done with.
  mutating func forgetDeeds() -> String? {
    defer { (pending, takenBack) = ([], []) }
    return pending.first?.threads.first
  }

  /// Forgets what the forum knows by now.
  fileprivate mutating func readBack(_ forum: Forum) {
    pending.removeAll { $0.events.allSatisfy { forum.knows($0.id) } }
  }

  /// Takes conversations off the queue before the act that does it has been read back: the next key is for the next.
  mutating func drop(threads: [Int]) {
    queue.drop(threads: threads)
    queueVersion += 1
  }

  /// Notes that a post was read; the last one of a thread makes the whole thread read, which is kept in one mark.
  mutating func read(_ post: Int) {
    guard let forum, !marks.isRead(post, in: forum) else { return }
    let thread = forum.threadOf(post)
    marks.read(post, in: forum)
    hasNewMarks = true
    unread.read(thread)
    if unread.byThread.indices.contains(thread), unread.byThread[thread] == 0 {
      marks.readAll(of: thread, in: forum)
    }
  }

  mutating func readAll(of thread: Int) {
    guard let forum, unread.byThread.indices.contains(thread), unread.byThread[thread] > 0 else { return }
    marks.readAll(of: thread, in: forum)
    hasNewMarks = true
    unread.read(thread, isWhole: true)
  }

  /// Takes what another program of this member has read as well.
  mutating func take(_ merged: ReadMarks) {
    guard merged != marks else { return }
    marks = merged
    count()
  }

  /// The draft for a purpose, if one was kept.
  func draft(_ purpose: Draft.Purpose) -> Draft? { drafts.first { $0.purpose == purpose } }

  mutating func keep(_ draft: Draft) {
    drafts.removeAll { $0.purpose == draft.purpose }
    drafts.append(draft)
  }

  mutating func drop(_ draft: Draft) { drafts.removeAll { $0.purpose == draft.purpose } }
}

extension AppState {
  /// Whether a conversation is on top.
  var isReading: Bool { screen is ConversationScreen }

  /// Takes the forum as it is now on disk.
  mutating func replace(_ forum: Forum, isAnew: Bool) {
    let old = workspace.forum.forum
    workspace.forum.forum = forum
    workspace.forum.access = .open
    workspace.forum.version += 1
    workspace.forum.count()
    workspace.forum.readBack(forum)
    workspace.forum.review(now: workspace.now)
    if !forum.viewer.isFacilitator { leaveDesk() }
    // A program that was killed between sending and throwing the draft away.
    for draft in workspace.forum.drafts
    where forum.text(ofEvent: draft.event) == draft.body {
      workspace.forum.drop(draft)
      workspace.effects.append(.discard(draft))
    }
    guard let old, !isAnew else { return }
    let new = forum.posts(behind: old).filter { forum.author($0) != forum.viewer.account }.count
    if new > 0, workspace.notice == nil {
      workspace.notice = Notice(text: workspace.language.count(new, .newPost, .newPosts))
    }
  }

  /// Takes the forum away: who is no member any more sees no more of it.
  mutating func close(_ access: ForumSession.Access) {
    workspace.forum.access = access
    workspace.forum.forum = nil
    workspace.forum.index = nil
    workspace.forum.version += 1
    workspace.forum.count()
    workspace.forum.review(now: workspace.now)
    leaveDesk()
  }

  /// Closes what was opened from the desk: a report keeps what it was made from, names among it.
  private mutating func leaveDesk() {
    history.removeAll { $0.tab == 5 && !($0 is DeskScreen) }
  }

  /// An event is on disk.
  mutating func posted(_ draft: Draft?) {
    guard let draft else { return }
    workspace.forum.drop(draft)
    workspace.effects.append(.discard(draft))
    workspace.tell(.sent)
    // The screens that wrote it close; the answer is seen in its place below them.
    while history.count > 1, (screen as? any DraftScreen)?.draft.purpose == draft.purpose {
      history.removeLast()
    }
    if draft.purpose == .question {
      workspace.push(ConversationScreen(thread: draft.event).awaiting(draft.event))
    }
    if case .reply(let thread, _) = draft.purpose, let below = screen as? ConversationScreen,
      below.thread == thread
    {
      history[history.count - 1] = below.awaiting(draft.event)
    }
  }
}
