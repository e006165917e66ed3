/// Makes the forum of what the logs hold: first all posts, then the acts in the order of (effective time, account,
/// position). Whoever has the same lines gets the same forum, in whatever order they were read.
struct ForumFold {
  let records: ForumRecords
  let community: Community
  let viewer: Viewer
  var forum: Forum
  /// The places of authors and logs in the order of their names: reading order must not matter.
  private let authorRank: [Int]
  private let logRank: [Int]
  /// So many tools a conversation is about at most, as its texts link to them; the first ones count.
  static let maximalTools = 100

  /// The ids of new versions of a text.
  private(set) var versionIDs: Set<UInt32> = []

  static func fold(
    _ records: ForumRecords, _ community: Community, _ viewer: Viewer, _ source: LogSource,
    after previous: Forum? = nil
  ) -> Forum {
    var fold = ForumFold(records, community, viewer, source)
    // Records are only ever added: as many of them are the same ones.
    if let previous, previous.records.records.count == records.records.count {
      fold.keepPosts(of: previous)
    } else {
      fold.addPosts()
      fold.addParents()
      fold.addVersions()
    }
    fold.addActs()
    fold.sumUp()
    return fold.forum
  }

  private init(_ records: ForumRecords, _ community: Community, _ viewer: Viewer, _ source: LogSource) {
    self.records = records
    self.community = community
    self.viewer = viewer
    forum = Forum(community: community, viewer: viewer, records: records, source: source)
    func rank(_ names: [String]) -> [Int] {
      var ranks = [Int](repeating: 0, count: names.count)
      for (rank, number) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() {
        ranks[number] = rank
      }
      return ranks
    }
    // By account and then region, this host's own too: else two hosts would not agree on posts of one moment. NUL goes
    // before all that an account can have.
    let home = records.region
    authorRank = rank(
      records.authors.map { $0.contains("@") ? $0.replacing("@", with: "\0") : "\($0)\0\(home)" })
    logRank = rank(records.logs.map(\.path))
  }

  func author(_ log: UInt16) -> UInt16 { records.logs[Int(log)].author }

  func isBefore(
    _ a: (time: Int64, log: UInt16, offset: UInt32), _ b: (time: Int64, log: UInt16, offset: UInt32)
  )
    -> Bool
  {
    if a.time != b.time { return a.time < b.time }
    if a.log == b.log { return a.offset < b.offset }
    let (one, other) = (authorRank[Int(author(a.log))], authorRank[Int(author(b.log))])
    return one != other ? one < other : logRank[Int(a.log)] < logRank[Int(b.log)]
  }

  func key(_ record: Int) -> (time: Int64, log: UInt16, offset: UInt32) {
    let record = records.records[record]
    return (record.time, record.log, record.offset)
  }

  private mutating func note(_ problem: LogProblem, _ log: UInt16, _ offset: UInt32) {
    Self.note(problem, log, offset, in: &forum.postProblems)
  }

  mutating func noteAct(_ problem: LogProblem, _ log: UInt16, _ offset: UInt32) {
    Self.note(problem, log, offset, in: &forum.actProblems)
  }

  private static func note(
    _ problem: LogProblem, _ log: UInt16, _ offset: UInt32, in problems: inout [Forum.FoldProblem]
  ) {
    guard problems.count < FindingLog.maximalCount else { return }
    problems.append(Forum.FoldProblem(log: Int(log), offset: Int(offset), problem: problem))
  }

  func text(_ id: UInt32) -> String { id == ForumRecords.none ? "?" : records.ids.text(Int(id)) }

  // MARK: Posts

  private mutating func addPosts() {
    let count = records.records.count
    forum.posts = (0..<count).map {
      Forum.Post(thread: -1, parent: -1, body: UInt32($0), likes: 0, marks: [])
    }
    forum.postOfID = Array(repeating: -1, count: records.ids.count)
    for (number, record) in records.records.enumerated() where record.kind != .edit {
      let known = Int(forum.postOfID[Int(record.id)])
      if known >= 0 {
        // The same id can only stand in logs of one account; the first in the order of names and places counts.
        let isEarlier =
          (logRank[Int(record.log)], record.offset) < (
            logRank[Int(records.records[known].log)], records.records[known].offset
          )
        let loser = isEarlier ? records.records[known] : record
        note(.duplicateID(text(record.id)), loser.log, loser.offset)
        if !isEarlier { continue }
      }
      forum.postOfID[Int(record.id)] = Int32(number)
    }
    for opening in records.openings
    where forum.postOfID[Int(records.records[Int(opening.record)].id)] == opening.record {
      let record = records.records[Int(opening.record)]
      let room = records.logs[Int(record.log)].room
      if community.theme(opening.theme)?.room.id != community.rooms[room].id {
        note(.unknownTarget(opening.theme), record.log, record.offset)
      }
      forum.posts[Int(opening.record)].thread = Int32(forum.threads.count)
      forum.threads.append(thread(opening))
    }
    for (number, record) in records.records.enumerated()
    where record.kind == .reply && forum.postOfID[Int(record.id)] == number {
      let question = record.about == ForumRecords.none ? -1 : Int(forum.postOfID[Int(record.about)])
      // A reply belongs in its conversation's room: elsewhere others could read along, or none could.
      guard question >= 0, records.records[question].kind == .thread,
        records.logs[Int(records.records[question].log)].room == records.logs[Int(record.log)].room
      else {
        note(.unknownTarget(text(record.about)), record.log, record.offset)
        continue
      }
      forum.posts[number].thread = forum.posts[question].thread
    }
    orderPosts()
  }

  /// Takes the posts as they were put together for the same records, before anything was done with them.
  private mutating func keepPosts(of previous: Forum) {
    forum.posts = previous.posts
    for post in forum.posts.indices {
      forum.posts[post].likes = 0
      forum.posts[post].marks.subtract(.byActs)
    }
    forum.order = previous.order
    forum.postOfID = previous.postOfID
    forum.postOfID += Array(repeating: -1, count: records.ids.count - previous.postOfID.count)
    forum.postProblems = previous.postProblems
    forum.threads = previous.threads
    for opening in records.openings {
      let post = previous.posts[Int(opening.record)]
      guard post.thread >= 0, previous.threads[Int(post.thread)].question == Int(opening.record) else {
        continue
      }
      let range = previous.threads[Int(post.thread)].range
      forum.threads[Int(post.thread)] = thread(opening)
      forum.threads[Int(post.thread)].range = range
    }
    for record in records.records where record.kind == .edit { versionIDs.insert(record.id) }
  }

  /// A thread as it was begun.
  private func thread(_ opening: ForumRecords.Opening) -> Forum.Thread {
    let record = records.records[Int(opening.record)]
    return Forum.Thread(
      question: Int(opening.record), title: opening.title, theme: opening.theme,
      room: records.logs[Int(record.log)].room, tags: opening.tags, tools: opening.tools,
      lastTime: record.time)
  }

  /// Each thread's posts in a row, by time; the question stands first whatever the clocks say.
  private mutating func orderPosts() {
    var counts = [Int](repeating: 0, count: forum.threads.count + 1)
    for post in forum.posts where post.thread >= 0 { counts[Int(post.thread) + 1] += 1 }
    for at in counts.indices.dropFirst() { counts[at] += counts[at - 1] }
    var next = counts
    forum.order = Array(repeating: 0, count: counts.last ?? 0)
    for (number, post) in forum.posts.enumerated() where post.thread >= 0 {
      forum.order[next[Int(post.thread)]] = Int32(number)
      next[Int(post.thread)] += 1
    }
    for thread in forum.threads.indices {
      let range = counts[thread]..<counts[thread + 1]
      forum.threads[thread].range = range
      let question = Int32(forum.threads[thread].question)
      if range.count > 1 {
        let sorted = forum.order[range].sorted {
          if $0 == question || $1 == question { return $0 == question && $1 != question }
          return isBefore(key(Int($0)), key(Int($1)))
        }
        forum.order.replaceSubrange(range, with: sorted)
      }
    }
  }

  private mutating func addParents() {
    for number in forum.posts.indices where forum.posts[number].thread >= 0 {
      let record = records.records[number]
      guard record.kind == .reply else { continue }
      let thread = forum.posts[number].thread
      let isNamed = records.records[number].to != ForumRecords.none
      let parent = isNamed ? Int(forum.postOfID[Int(record.to)]) : forum.threads[Int(thread)].question
      if parent >= 0, forum.posts[parent].thread == thread {
        forum.posts[number].parent = Int32(parent)
      } else {
        forum.posts[number].marks.insert(.stray)
        note(.unknownTarget(text(record.to)), record.log, record.offset)
      }
    }
    cutLoops()
  }

  /// Replies that answer one another in a ring: the earliest of the ring stands at the beginning.
  private mutating func cutLoops() {
    var state = [UInt8](repeating: 0, count: forum.posts.count)
    var path: [Int] = []
    for start in forum.posts.indices where forum.posts[start].thread >= 0 && state[start] == 0 {
      var at = start
      path.removeAll(keepingCapacity: true)
      while at >= 0, state[at] == 0 {
        state[at] = 1
        path.append(at)
        at = Int(forum.posts[at].parent)
      }
      if at >= 0, state[at] == 1, let first = path.firstIndex(of: at) {
        let ring = path[first...]
        if let cut = ring.min(by: { isBefore(key($0), key($1)) }) {
          forum.posts[cut].parent = -1
          forum.posts[cut].marks.insert(.stray)
          note(.loop, records.records[cut].log, records.records[cut].offset)
        }
      }
      for number in path { state[number] = 2 }
    }
  }

  private mutating func addVersions() {
    let versions = records.records.indices.filter { records.records[$0].kind == .edit }.sorted {
      let (one, other) = (records.records[$0], records.records[$1])
      return (logRank[Int(one.log)], one.offset) < (logRank[Int(other.log)], other.offset)
    }
    for number in versions {
      let record = records.records[number]
      guard forum.postOfID[Int(record.id)] < 0, versionIDs.insert(record.id).inserted else {
        note(.duplicateID(text(record.id)), record.log, record.offset)
        continue
      }
      let post = record.about == ForumRecords.none ? -1 : Int(forum.postOfID[Int(record.about)])
      guard post >= 0 else {
        note(.unknownTarget(text(record.about)), record.log, record.offset)
        continue
      }
      guard author(records.records[post].log) == author(record.log),
        records.logs[Int(records.records[post].log)].room == records.logs[Int(record.log)].room
      else {
        note(.notAllowed(record.kind.rawValue), record.log, record.offset)
        continue
      }
      let current = Int(forum.posts[post].body)
      if current == post || isBefore(key(current), key(number)) { forum.posts[post].body = UInt32(number) }
      forum.posts[post].marks.insert(.edited)
    }
  }

  // MARK: Sums

  private mutating func sumUp() {
    var mentions: [(thread: Int, record: Int, tool: String)] = []
    for (record, tool) in records.mentions {
      let owner = records.records[Int(record)]
      let post =
        owner.kind == .edit
        ? (owner.about == ForumRecords.none ? -1 : Int(forum.postOfID[Int(owner.about)])) : Int(record)
      guard post >= 0, forum.posts[post].thread >= 0, forum.posts[post].body == record,
        forum.isShown(post)
      else { continue }
      let thread = Int(forum.posts[post].thread)
      if !forum.threads[thread].tools.contains(tool) { mentions.append((thread, Int(record), tool)) }
    }
    // In the order in which they were named, not in which the logs were read; of one text as they stand there.
    let inOrder = mentions.enumerated().sorted { one, other in
      one.element.record == other.element.record
        ? one.offset < other.offset : isBefore(key(one.element.record), key(other.element.record))
    }
    for (_, mention) in inOrder {
      let tools = forum.threads[mention.thread].tools
      guard tools.count < Self.maximalTools, !tools.contains(mention.tool) else { continue }
      forum.threads[mention.thread].tools.append(mention.tool)
    }
    for thread in forum.threads.indices {
      // An answer that nobody can read any more is none.
      if let answer = forum.threads[thread].answer,
        !forum.isShown(answer)
      {
        forum.threads[thread].answer = nil
      }
      var replies = 0
      var last = records.records[forum.threads[thread].question].time
      let closing = forum.closings[thread].map { records.acts[$0] }
      for post in forum.order[forum.threads[thread].range].dropFirst() {
        let record = records.records[Int(post)]
        if let closing, isBefore((closing.time, closing.log, closing.offset), key(Int(post))) {
          noteAct(.afterClosing, record.log, record.offset)
        }
        guard forum.isShown(Int(post)) else { continue }
        replies += 1
        last = max(last, record.time)
      }
      forum.threads[thread].replies = replies
      forum.threads[thread].lastTime = last
      for tool in forum.threads[thread].tools { forum.threadsOfTool[tool, default: []].append(thread) }
    }
  }
}
