/// Counts the figures of ``ForumEffect``: once over the conversations, once over the likes, whatever the number of periods.
struct EffectCount {
  private static let inTime: Int64 = 7 * 86_400_000

  /// What is gathered of a period.
  private struct Sums {
    var figures: ForumEffect.Figures
    /// What the first answers took, in milliseconds.
    var waits: [Int64] = []
    /// The ages of questions that nobody answered.
    var waiting: [Int64] = []
    /// What it took until flags were handled, and the ages of those that wait.
    var flagWaits: [Int64] = []
    var openFlags: [Int64] = []
    /// Which authors wrote or liked something.
    var active: [Bool]
    var themes: [String: Int] = [:]
    var tools: [String: Int] = [:]
    var pillars: [Int]
    var topics: [Int]
  }

  private let forum: Forum
  private let toolbox: Toolbox
  private let now: Int64
  private let authors: AuthorTable
  /// The periods by their beginning: the first moment, the last, and the place of its sums.
  private let spans: [(from: Int64, until: Int64, place: Int)]
  private var sums: [Sums]
  /// The thread in which each author was last counted as one who answers.
  private var lastThread: [Int]
  /// The places of topics and of their pillars, by topic.
  private var topicPlaces: [String: (topic: Int, pillar: Int)] = [:]

  init(_ forum: Forum, _ toolbox: Toolbox, _ periods: [Period], _ now: Timestamp) {
    self.forum = forum
    self.toolbox = toolbox
    self.now = now.milliseconds
    authors = AuthorTable(forum)
    spans = periods.enumerated().map { ($1.from.milliseconds, $1.until.milliseconds, $0) }
      .sorted { $0.0 < $1.0 }
    let topics = toolbox.pillars.reduce(0) { $0 + $1.topics.count }
    sums = periods.map { [count = authors.standings.count] period in
      Sums(
        figures: ForumEffect.Figures(period: period), active: Array(repeating: false, count: count),
        pillars: Array(repeating: 0, count: toolbox.pillars.count), topics: Array(repeating: 0, count: topics)
      )
    }
    lastThread = Array(repeating: -1, count: authors.standings.count)
    for (place, pillar) in toolbox.pillars.enumerated() {
      for topic in pillar.topics { topicPlaces[topic.id] = (topicPlaces.count, place) }
    }
  }

  mutating func figures() -> [ForumEffect.Figures] {
    for thread in forum.threads.indices { count(thread) }
    for act in forum.countedLikes.lazy.map(Int.init) {
      let log = Int(forum.records.acts[act].log)
      note(authors.ofLog[log], at: forum.records.acts[act].time)
    }
    for (post, acts) in forum.flags {
      for act in acts { addFlag(forum.records.acts[act].time, on: post) }
    }
    return sums.indices.map(summed)
  }

  /// The sums of the period in which a moment lies.
  private func place(of time: Int64) -> Int? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].from <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 && time < spans[low - 1].until ? spans[low - 1].place : nil
  }

  private mutating func note(_ author: Int, at time: Int64) {
    if let place = place(of: time) { sums[place].active[author] = true }
  }

  private func author(_ post: Int) -> Int { authors.ofLog[Int(forum.records.records[post].log)] }

  private mutating func count(_ thread: Int) {
    let question = forum.threads[thread].question
    let asked = forum.records.records[question].time
    let asker = author(question)
    var first: Int64?
    var responders = 0
    for post in forum.order[forum.threads[thread].range] {
      let post = Int(post)
      guard forum.isShown(post) else { continue }
      let author = author(post)
      let time = forum.records.records[post].time
      note(author, at: time)
      guard author != asker else { continue }
      // They stand by time, so the first is the earliest.
      first = first ?? time
      if lastThread[author] != thread {
        lastThread[author] = thread
        responders += 1
      }
    }
    guard let place = place(of: asked) else { return }
    let marks = forum.posts[question].marks
    if marks.contains(.hidden) {
      sums[place].figures.hidden += 1
    } else if marks.contains(.retracted) {
      sums[place].figures.retracted += 1
    } else {
      addSubjects(of: thread, to: place)
      if authors.isFacilitator(asker, at: asked) {
        sums[place].figures.seeds += 1
      } else {
        addQuestion(thread, asked: asked, first: first, responders: responders, to: place)
      }
    }
  }

  private mutating func addQuestion(
    _ thread: Int, asked: Int64, first: Int64?, responders: Int, to place: Int
  ) {
    let age = max(0, now - asked)
    // By another host's clock an answer can come before its question.
    let wait = first.map { max(0, $0 - asked) }
    sums[place].figures.questions += 1
    sums[place].figures.responders += responders
    if forum.threads[thread].answer != nil { sums[place].figures.marked.part += 1 }
    if let wait {
      sums[place].figures.answered.part += 1
      sums[place].waits.append(wait)
    } else {
      sums[place].waiting.append(age)
    }
    if age >= Self.inTime {
      sums[place].figures.answeredInTime.whole += 1
      if let wait, wait <= Self.inTime { sums[place].figures.answeredInTime.part += 1 }
    }
  }

  /// Adds a flag. It is handled when a facilitator has looked the conversation through up to its post after it was
  /// raised, and when the post is gone: as the review queue has it.
  private mutating func addFlag(_ raised: Int64, on post: Int) {
    guard let place = place(of: raised) else { return }
    let thread = Int(forum.posts[post].thread)
    let range = forum.threads[thread].range
    let seen = (forum.order[range].firstIndex(of: Int32(post)) ?? 0) - range.lowerBound
    var handled = (forum.reviews[thread] ?? []).filter { $0.place >= seen && $0.time >= raised }.map(\.time)
    // The marks of a post know its last hiding only, and none where it is shown again.
    for number in (forum.history[thread] ?? []).lazy.map(Int.init) where forum.undoings[number] == nil {
      let act = forum.records.acts[number]
      guard act.kind == .hide || act.kind == .retract, Int(forum.postOfID[Int(act.target)]) == post,
        act.time >= raised || !forum.isShown(post)
      else { continue }
      handled.append(max(raised, act.time))
    }
    if let first = handled.min() {
      sums[place].flagWaits.append(first - raised)
    } else {
      sums[place].openFlags.append(max(0, now - raised))
    }
    sums[place].figures.flags += 1
  }

  /// Adds what a conversation is about.
  private mutating func addSubjects(of thread: Int, to place: Int) {
    sums[place].themes[forum.threads[thread].theme, default: 0] += 1
    var topics: Set<Int> = []
    var pillars: Set<Int> = []
    for id in forum.threads[thread].tools {
      sums[place].tools[id, default: 0] += 1
      for topic in toolbox.tool(id)?.topics ?? [] {
        guard let found = topicPlaces[topic] else { continue }
        topics.insert(found.topic)
        pillars.insert(found.pillar)
      }
    }
    for topic in topics { sums[place].topics[topic] += 1 }
    for pillar in pillars { sums[place].pillars[pillar] += 1 }
    if pillars.isEmpty { sums[place].figures.threadsWithoutPillar += 1 }
  }

  // MARK: Sums

  private func summed(_ place: Int) -> ForumEffect.Figures {
    var figures = sums[place].figures
    figures.answered.whole = figures.questions
    figures.marked.whole = figures.questions
    figures.medianWait = Waiting(percent: 50, done: sums[place].waits, waiting: sums[place].waiting)
    figures.longWait = Waiting(percent: 90, done: sums[place].waits, waiting: sums[place].waiting)
    figures.flagWait = Waiting(percent: 50, done: sums[place].flagWaits, waiting: sums[place].openFlags)
    let community = forum.community
    var organisations: Set<Int> = []
    for (author, isActive) in sums[place].active.enumerated() where isActive {
      let standing = authors.standings[author]
      if standing.member != nil {
        figures.activeMembers.part += 1
      } else {
        figures.activeElsewhere += 1
      }
      if let organisation = standing.organisation { organisations.insert(organisation) }
    }
    figures.activeMembers.whole = community.members.count
    figures.activeOrganisations = Share(part: organisations.count, whole: community.organisations.count)
    figures.themes = themes(sums[place].themes)
    figures.pillars = zip(toolbox.pillars, sums[place].pillars).map {
      ForumEffect.Count(id: $0.id, name: $0.name, threads: $1)
    }
    figures.topics = zip(toolbox.pillars.flatMap(\.topics), sums[place].topics).map {
      ForumEffect.Count(id: $0.id, name: $0.name, threads: $1)
    }
    figures.tools = sums[place].tools.map { id, threads in
      ForumEffect.Count(
        id: id, name: toolbox.tool(id)?.name ?? LocalizedText(dutch: id, english: id), threads: threads)
    }.sorted { $0.threads != $1.threads ? $0.threads > $1.threads : $0.id < $1.id }
    return figures
  }

  /// All themes that the viewer can see, and those that no room has.
  private func themes(_ counts: [String: Int]) -> [ForumEffect.Count] {
    let rooms = forum.community.rooms.filter {
      $0.kind == .conversations && forum.viewer.rooms.contains($0.id)
    }
    let known = rooms.flatMap(\.themes)
    let others = Set(counts.keys).subtracting(known.map(\.id)).sorted()
    return known.map { ForumEffect.Count(id: $0.id, name: $0.name, threads: counts[$0.id] ?? 0) }
      + others.map {
        ForumEffect.Count(id: $0, name: LocalizedText(dutch: $0, english: $0), threads: counts[$0] ?? 0)
      }
  }
}
