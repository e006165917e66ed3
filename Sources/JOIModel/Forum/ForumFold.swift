/// Makes the forum of what the logs hold: first all posts, then the acts in the order of (effective time, account,
/// position). Whoever has the same lines gets the same forum, in whatever order they were read.
struct ForumFold {
  private let records: ForumRecords
  private let community: Community
  private let viewer: Viewer
  private var forum: Forum
  /// The places of authors and logs in the order of their names: reading order must not matter.
  private let authorRank: [Int]
  private let logRank: [Int]
  /// The ids of new versions of a text.
  private var versionIDs: Set<UInt32> = []

  static func fold(_ records: ForumRecords, _ community: Community, _ viewer: Viewer, _ source: LogSource)
    -> Forum
  {
    var fold = ForumFold(records, community, viewer, source)
    fold.addPosts()
    fold.addParents()
    fold.addVersions()
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
    authorRank = rank(records.authors)
    logRank = rank(records.logs.map(\.path))
  }

  private func author(_ log: UInt16) -> UInt16 { records.logs[Int(log)].author }

  private func isBefore(
    _ a: (time: Int64, log: UInt16, offset: UInt32), _ b: (time: Int64, log: UInt16, offset: UInt32)
  )
    -> Bool
  {
    if a.time != b.time { return a.time < b.time }
    if a.log == b.log { return a.offset < b.offset }
    let (one, other) = (authorRank[Int(author(a.log))], authorRank[Int(author(b.log))])
    return one != other ? one < other : logRank[Int(a.log)] < logRank[Int(b.log)]
  }

  private func key(_ record: Int) -> (time: Int64, log: UInt16, offset: UInt32) {
    let record = records.records[record]
    return (record.time, record.log, record.offset)
  }

  private mutating func note(_ problem: LogProblem, _ log: UInt16, _ offset: UInt32) {
    guard forum.foldProblems.count < FindingLog.maximalCount else { return }
    forum.foldProblems.append((Int(log), Int(offset), problem))
  }

  private func text(_ id: UInt32) -> String { id == ForumRecords.none ? "?" : records.ids.text(Int(id)) }

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
      forum.threads.append(
        Forum.Thread(
          question: Int(opening.record), title: opening.title, theme: opening.theme, room: room,
          tags: opening.tags, tools: opening.tools, lastTime: record.time))
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

  // MARK: Acts

  private mutating func addActs() {
    let acts = records.acts
    let inOrder = acts.indices.sorted {
      isBefore((acts[$0].time, acts[$0].log, acts[$0].offset), (acts[$1].time, acts[$1].log, acts[$1].offset))
    }
    var actOfID: [UInt32: Int] = [:]
    var repeated: Set<Int> = []
    for number in inOrder {
      let id = acts[number].id
      if actOfID[id] != nil || forum.postOfID[Int(id)] >= 0 || versionIDs.contains(id) {
        repeated.insert(number)
        note(.duplicateID(text(id)), acts[number].log, acts[number].offset)
      } else {
        actOfID[id] = number
      }
    }
    var undone: Set<Int> = []
    for number in inOrder where acts[number].kind == .undo && !repeated.contains(number) {
      guard let target = actOfID[acts[number].target], acts[target].kind != .undo else {
        note(.unknownTarget(text(acts[number].target)), acts[number].log, acts[number].offset)
        continue
      }
      // Who stepped down leaves the acts of the office standing.
      guard author(acts[target].log) == author(acts[number].log),
        !isOfOffice(acts[target]) || isModerator(acts[number])
      else {
        note(.notAllowed(acts[number].kind.rawValue), acts[number].log, acts[number].offset)
        continue
      }
      undone.insert(target)
    }
    var likes: Set<UInt64> = []
    for number in inOrder
    where !repeated.contains(number) && !undone.contains(number) && acts[number].kind != .undo {
      apply(number, &likes)
    }
  }

  private mutating func apply(_ number: Int, _ likes: inout Set<UInt64>) {
    let act = records.acts[number]
    let post = act.target == ForumRecords.none ? -1 : Int(forum.postOfID[Int(act.target)])
    guard post >= 0, forum.posts[post].thread >= 0 else {
      return note(.unknownTarget(text(act.target)), act.log, act.offset)
    }
    let thread = Int(forum.posts[post].thread)
    let author = author(act.log)
    let isOwn = author == self.author(records.records[post].log)
    func isAllowed(_ allowed: Bool, _ fold: inout ForumFold) -> Bool {
      if !allowed { fold.note(.notAllowed(act.kind.rawValue), act.log, act.offset) }
      return allowed
    }
    // What stands in a room is about that room; flags and notes have rooms of their own.
    let isHere = records.logs[Int(act.log)].room == records.logs[Int(records.records[post].log)].room
    switch act.kind {
    case .thread, .reply, .edit, .undo, .note: break
    case .retract:
      if isAllowed(isOwn && isHere, &self) {
        forum.posts[post].marks.insert(.retracted)
        forum.retractions[post] = number
      }
    case .like:
      guard isAllowed(!isOwn && isHere, &self),
        likes.insert(UInt64(author) << 32 | UInt64(post)).inserted
      else { return }
      forum.posts[post].likes &+= 1
      if records.authors[Int(author)] == viewer.account { forum.ownLikes[post] = number }
    case .flag:
      forum.posts[post].marks.insert(.flagged)
      forum.flags[post, default: []].append(number)
    case .answer:
      guard isAllowed(isHere && (isAsker(act, thread) || isModerator(act)), &self) else { return }
      guard post != forum.threads[thread].question,
        act.thread == records.records[forum.threads[thread].question].id
      else { return note(.unknownTarget(text(act.thread)), act.log, act.offset) }
      forum.threads[thread].answer = post
      forum.answerActs[thread] = number
    case .review, .hide, .close, .pin, .move, .retitle, .link:
      if isAllowed(isHere && isModerator(act), &self) { moderate(act, number, post, thread) }
    }
  }

  private mutating func moderate(_ act: ForumRecords.Act, _ number: Int, _ post: Int, _ thread: Int) {
    switch act.kind {
    case .review: forum.posts[post].marks.insert(.reviewed)
    case .hide:
      forum.posts[post].marks.insert(.hidden)
      forum.hidings[post] = number
    case .close:
      forum.threads[thread].isClosed = true
      forum.closings[thread] = number
    case .pin: forum.threads[thread].isPinned = true
    case .retitle: if !act.text.isEmpty { forum.threads[thread].title = act.text }
    case .move:
      let room = community.rooms[forum.threads[thread].room]
      if room.themes.contains(where: { $0.id == act.text }) {
        forum.threads[thread].theme = act.text
      } else {
        note(.unknownTarget(act.text), act.log, act.offset)
      }
    case .link:
      if Identifier.isValid(act.text), !forum.threads[thread].tools.contains(act.text) {
        forum.threads[thread].tools.append(act.text)
      }
    default: break
    }
  }

  private func isAsker(_ act: ForumRecords.Act, _ thread: Int) -> Bool {
    author(act.log) == author(records.records[forum.threads[thread].question].log)
  }

  /// Whether an act was done as a facilitator.
  private func isOfOffice(_ act: ForumRecords.Act) -> Bool {
    switch act.kind {
    case .review, .hide, .close, .pin, .move, .retitle, .link: return true
    case .answer:
      let post = act.target == ForumRecords.none ? -1 : Int(forum.postOfID[Int(act.target)])
      return post >= 0 && forum.posts[post].thread >= 0 && !isAsker(act, Int(forum.posts[post].thread))
    default: return false
    }
  }

  private func isModerator(_ act: ForumRecords.Act) -> Bool {
    let log = records.logs[Int(act.log)]
    guard log.region.isEmpty else { return false }
    return community.holds(
      .facilitator, records.authors[Int(log.author)], at: act.time, room: community.rooms[log.room].id,
      byte: Int(act.offset))
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
        forum.posts[post].marks.isDisjoint(with: [.hidden, .retracted])
      else { continue }
      let thread = Int(forum.posts[post].thread)
      if !forum.threads[thread].tools.contains(tool) { mentions.append((thread, Int(record), tool)) }
    }
    // In the order in which they were named, not in which the logs were read; of one text as they stand there.
    let inOrder = mentions.enumerated().sorted { one, other in
      one.element.record == other.element.record
        ? one.offset < other.offset : isBefore(key(one.element.record), key(other.element.record))
    }
    for (_, mention) in inOrder where !forum.threads[mention.thread].tools.contains(mention.tool) {
      forum.threads[mention.thread].tools.append(mention.tool)
    }
    for thread in forum.threads.indices {
      // An answer that nobody can read any more is none.
      if let answer = forum.threads[thread].answer,
        !forum.posts[answer].marks.isDisjoint(with: [.hidden, .retracted])
      {
        forum.threads[thread].answer = nil
      }
      var replies = 0
      var last = records.records[forum.threads[thread].question].time
      let closing = forum.closings[thread].map { records.acts[$0] }
      for post in forum.order[forum.threads[thread].range].dropFirst() {
        let record = records.records[Int(post)]
        if let closing, isBefore((closing.time, closing.log, closing.offset), key(Int(post))) {
          note(.afterClosing, record.log, record.offset)
        }
        guard forum.posts[Int(post)].marks.isDisjoint(with: [.hidden, .retracted]) else { continue }
        replies += 1
        last = max(last, record.time)
      }
      forum.threads[thread].replies = replies
      forum.threads[thread].lastTime = last
      for tool in forum.threads[thread].tools { forum.threadsOfTool[tool, default: []].append(thread) }
    }
  }
}
