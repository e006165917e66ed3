import Testing

@testable import JOIModel

/// What a digest holds, counted by hand. cora is the facilitator; anna's room of companies is for her company alone.
@Suite struct DigestTests {
  private static let since = "2026-03-01T00:00:00.000Z"
  private static let now = "2026-03-08T00:00:00.000Z"

  private func digest(
    _ scene: ForumScene, since: String = since, now: String = now, as account: String = "cora"
  )
    throws -> (digest: Digest, forum: Forum)
  {
    let forum = try scene.forum(as: account)
    return (Digest(forum, since: try .at(since), now: try .at(now)), forum)
  }

  /// A moment of the week of the digest.
  private static func day(_ day: Int, _ minute: Int = 0) -> String {
    "2026-03-\(Timestamp.digits(day, 2))T10:\(Timestamp.digits(minute, 2)):00.000Z"
  }

  /// What was erased can't be read: neither is it asked, nor does it wait, nor has it answered.
  @Test func whatWasErasedIsNotTold() throws {
    var scene = ForumScene()
    scene.thread(by: "anna", title: "", body: "", at: Self.day(2))
    let question = scene.thread(by: "anna", at: Self.day(3))
    scene.reply(by: "bert", question, body: "", at: Self.day(4))
    let (digest, forum) = try digest(scene)
    #expect(digest.asked.map { forum.id(forum.threads[$0].question) } == [question])
    #expect(digest.waiting.map { forum.id(forum.threads[$0].question) } == [question])
    #expect(digest.answered.isEmpty)
  }

  @Test func aWeekCountedByHand() throws {
    var scene = ForumScene()
    // Asked long before: one answered long before, one answered now, one marked now, one that waits.
    let forgotten = scene.thread(by: "bert", at: "2026-02-01T10:00:00.000Z")
    let done = scene.thread(by: "anna", at: "2026-02-02T10:00:00.000Z")
    scene.reply(by: "bert", done, at: "2026-02-03T10:00:00.000Z")
    let late = scene.thread(by: "anna", at: "2026-02-04T10:00:00.000Z")
    let old = scene.thread(by: "anna", at: "2026-02-05T10:00:00.000Z")
    let oldReply = scene.reply(by: "a", old, at: "2026-02-06T10:00:00.000Z")
    // Asked in the week: one answered and marked, one that waits.
    let fresh = scene.thread(by: "a-b", at: Self.day(2))
    let freshReply = scene.reply(by: "bert", fresh, at: Self.day(3))
    let open = scene.thread(by: "a-b", at: Self.day(4))
    scene.reply(by: "bert", late, at: Self.day(5))
    scene.add("answer", by: "anna", at: Self.day(6), ["thread": old, "post": oldReply])
    scene.add("answer", by: "cora", at: Self.day(6, 1), ["thread": fresh, "post": freshReply])
    // What was not the first answer is nothing new.
    scene.reply(by: "a", done, at: Self.day(6, 2))
    let (digest, forum) = try digest(scene)
    func ids(_ threads: [Int]) -> [String] { threads.map { forum.id(forum.threads[$0].question) } }
    #expect(ids(digest.asked) == [fresh, open])
    #expect(ids(digest.answered.map(\.thread)) == [fresh, late, old])
    #expect(digest.answered.map(\.first) == [try .at(Self.day(3)), try .at(Self.day(5)), nil])
    #expect(digest.answered.map(\.marked) == [try .at(Self.day(6, 1)), nil, try .at(Self.day(6))])
    #expect(ids(digest.waiting) == [forgotten, open])
    #expect(digest.tools.isEmpty && !digest.isQuiet && digest.leavesRoomsOut)
  }

  @Test func f22TwoEventsAfterTheLastAreExactlyTheseTwo() throws {
    var scene = ForumScene()
    let before = scene.thread(by: "anna", tools: ["scan"])
    scene.reply(by: "bert", before, body: "Zie [dit](tool:talk-form).")
    let open = scene.thread(by: "anna")
    let last = Timestamp(milliseconds: scene.clock + 30_000).text
    let new = scene.thread(by: "bert")
    scene.reply(by: "bert", open)
    let (digest, forum) = try digest(scene, since: last, now: ForumScene.now.text)
    #expect(digest.asked == [forum.thread(new)])
    #expect(digest.answered.map(\.thread) == [forum.thread(open)])
    #expect(digest.tools.isEmpty)
  }

  @Test func nothingHappened() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.reply(by: "bert", question)
    let (digest, _) = try digest(scene)
    #expect(digest.isQuiet && digest.waiting.isEmpty)
  }

  /// From the first moment on, up to and without the last: digests in a row tell each event once.
  @Test func theWindowIsHalfOpen() throws {
    var scene = ForumScene()
    let marked = scene.thread(by: "a-b", at: "2026-02-01T10:00:00.000Z")
    let old = scene.reply(by: "anna", marked, at: "2026-02-02T10:00:00.000Z")
    let first = scene.thread(by: "anna", at: Self.since)
    let last = scene.thread(by: "bert", at: Self.now)
    let answered = scene.thread(by: "a", at: "2026-02-28T23:59:59.999Z", tools: ["scan"])
    scene.reply(by: "cora", answered, body: "[x](tool:gids)", at: Self.now)
    scene.add("answer", by: "a-b", at: Self.now, ["thread": marked, "post": old])
    let (digest, forum) = try digest(scene)
    #expect(digest.asked == [forum.thread(first)])
    #expect(digest.answered.isEmpty && digest.tools.isEmpty)
    #expect(digest.waiting.contains(try #require(forum.thread(answered))), "answered only afterwards")
    #expect(!digest.waiting.contains(try #require(forum.thread(last))))
    let (next, _) = try self.digest(scene, since: Self.now, now: "2026-03-09T00:00:00.000Z")
    #expect(next.asked == [forum.thread(last)])
    #expect(Set(next.answered.map(\.thread)) == Set([answered, marked].compactMap { forum.thread($0) }))
    #expect(next.tools == [.init(tool: "gids", conversations: 1)])
  }

  /// F16: what is for companies only is not in it, not even in its counts, whoever makes it.
  @Test(arguments: ["cora", "anna", "bert"]) func aRoomForSomeIsLeftOut(account: String) throws {
    var scene = ForumScene()
    let open = scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons", at: Self.day(2), tools: ["scan"])
    let answered = scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons", at: Self.day(2))
    let reply = scene.reply(
      by: "a", answered, in: "bedrijven", body: "[x](tool:gids)", at: Self.day(3))
    scene.add("answer", by: "anna", in: "bedrijven", at: Self.day(4), ["thread": answered, "post": reply])
    scene.add("link", by: "cora", in: "bedrijven", at: Self.day(4), ["target": open, "tool": "plan"])
    let (digest, forum) = try digest(scene, as: account)
    #expect(forum.threads.count == 2)
    #expect(digest.isQuiet && digest.waiting.isEmpty && digest.leavesRoomsOut)
  }

  @Test func whereAllRoomsAreForAllNothingIsSaidToBeLeftOut() throws {
    let community = SampleCommunity.load(
      try SampleCommunity.damaged((#""readers": "companies""#, #""readers": "members""#)))
    var scene = ForumScene(community)
    scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons", at: Self.day(2))
    let (digest, _) = try digest(scene)
    #expect(digest.asked.count == 1 && !digest.leavesRoomsOut)
  }

  @Test func whatIsGoneIsNotInIt() throws {
    var scene = ForumScene()
    let hidden = scene.thread(by: "anna", at: Self.day(2), tools: ["scan"])
    scene.reply(by: "bert", hidden, body: "[x](tool:gids)", at: Self.day(2, 1))
    scene.add("hide", by: "cora", at: Self.day(2, 2), ["target": hidden, "reason": "x"])
    let retracted = scene.thread(by: "anna", at: Self.day(3))
    scene.add("retract", by: "anna", at: Self.day(3, 1), ["post": retracted])
    // Its only answers are gone: it waits.
    let waits = scene.thread(by: "a", at: Self.day(4))
    let grof = scene.reply(by: "bert", waits, body: "[x](tool:plan)", at: Self.day(4, 1))
    scene.add("answer", by: "a", at: Self.day(4, 2), ["thread": waits, "post": grof])
    scene.add("hide", by: "cora", at: Self.day(5, 3), ["target": grof, "reason": "grof"])
    let away = scene.reply(by: "bert", waits, at: Self.day(6))
    scene.add("retract", by: "bert", at: Self.day(6, 1), ["post": away])
    let (digest, forum) = try digest(scene)
    #expect(digest.asked == [forum.thread(waits)] && digest.waiting == [forum.thread(waits)])
    #expect(digest.answered.isEmpty && digest.tools.isEmpty)
  }

  @Test func whatWaits() throws {
    var scene = ForumScene()
    let own = scene.thread(by: "anna", at: Self.day(2))
    scene.reply(by: "anna", own, at: Self.day(3))
    let closed = scene.thread(by: "anna", at: Self.day(2))
    scene.add("close", by: "cora", at: Self.day(3), ["target": closed, "reason": "dubbel"])
    // Who marks what they found out themselves waits no longer.
    let solved = scene.thread(by: "anna", at: Self.day(2))
    let found = scene.reply(by: "anna", solved, at: Self.day(3))
    scene.add("answer", by: "anna", at: Self.day(4), ["thread": solved, "post": found])
    let older = scene.thread(by: "bert", at: "2026-02-01T09:00:00.000Z")
    let (digest, forum) = try digest(scene)
    #expect(digest.waiting == [try #require(forum.thread(older)), try #require(forum.thread(own))])
    #expect(digest.answered.map(\.thread) == [forum.thread(solved)])
  }

  @Test func aMarkThatWasTakenBackIsNone() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-02-01T10:00:00.000Z")
    let reply = scene.reply(by: "bert", question, at: "2026-02-02T10:00:00.000Z")
    let mark = scene.add("answer", by: "anna", at: Self.day(2), ["thread": question, "post": reply])
    #expect(try digest(scene).digest.answered.count == 1)
    scene.add("undo", by: "anna", at: Self.day(3), ["event": mark])
    #expect(try digest(scene).digest.isQuiet)
  }

  /// By hand: scan in two conversations (twice in one of them), gids in one, plan in one by a facilitator.
  @Test func toolsByConversations() throws {
    var scene = ForumScene()
    let before = scene.thread(by: "anna", at: "2026-02-01T10:00:00.000Z", tools: ["oud"])
    let old = scene.reply(
      by: "bert", before, body: "[x](tool:ouder)", at: "2026-02-02T10:00:00.000Z")
    scene.thread(by: "anna", body: "[y](tool:scan)", at: Self.day(2), tools: ["scan"])
    scene.reply(by: "bert", before, body: "[x](tool:scan) [y](tool:gids)", at: Self.day(3))
    scene.add("link", by: "cora", at: Self.day(4), ["target": before, "tool": "plan"])
    let link = scene.add("link", by: "cora", at: Self.day(4), ["target": before, "tool": "weg"])
    scene.add("undo", by: "cora", at: Self.day(4, 1), ["event": link])
    // What an edit took out was not said; what it brought was said when it was brought.
    let edited = scene.thread(by: "a-b", body: "[x](tool:fout)", at: Self.day(5))
    scene.add("edit", by: "a-b", at: Self.day(5, 1), ["post": edited, "body": "Niets."])
    #expect(
      try digest(scene).digest.tools == [
        .init(tool: "scan", conversations: 2), .init(tool: "gids", conversations: 1),
        .init(tool: "plan", conversations: 1),
      ])
    scene.add("edit", by: "bert", at: Self.day(6), ["post": old, "body": "[x](tool:nieuw)"])
    #expect(try digest(scene).digest.tools.map(\.tool) == ["scan", "gids", "nieuw", "plan"])
  }

  /// The order in which logs were read changes nothing.
  @Test(arguments: ForumOrderTests.seeds) func readingOrderDoesNotMatter(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let scene = RandomCommunity(seed: seed, events: 150).scene
    func told(_ forum: Forum) -> [String] {
      let digest = Digest(forum, since: Timestamp(milliseconds: 0), now: RandomCommunity.late)
      func id(_ thread: Int) -> String { forum.id(forum.threads[thread].question) }
      return digest.asked.map(id) + digest.waiting.map(id) + digest.tools.map { "\($0)" }
        + digest.answered.map { "\(id($0.thread)) \(String(describing: $0.first?.text)) \($0.time.text)" }
    }
    let wanted = told(try scene.forum(now: RandomCommunity.late))
    for _ in 0..<3 {
      var order = scene.files.keys.sorted()
      for at in order.indices { order.swapAt(at, random.pick(Array(order.indices))) }
      #expect(told(try scene.forum(order: order, now: RandomCommunity.late)) == wanted, "seed \(seed)")
    }
  }
}

/// From when on, as it is asked for.
@Suite struct SinceTests {
  private let now = Timestamp(milliseconds: 1_793_534_400_000)  // 2026-11-01T12:00:00Z
  private static let day: Int64 = 86_400_000

  init() throws { try #require(PeriodTests.isInAmsterdam) }

  private func moment(_ text: String) -> Timestamp? { Since(text, now: now)?.moment(last: nil, now: now) }

  @Test func whatCanBeAskedFor() throws {
    #expect(moment("7d")?.milliseconds == now.milliseconds - 7 * Self.day)
    #expect(moment("2w")?.milliseconds == now.milliseconds - 14 * Self.day)
    #expect(moment("99999w")?.milliseconds == 0)
    // A day begins on the host's clock, in summer and in winter.
    #expect(moment("2026-07-01") == (try .at("2026-06-30T22:00:00.000Z")))
    #expect(moment("2026-11-01") == (try .at("2026-10-31T23:00:00.000Z")))
    #expect(Since("last", now: now) == .last)
  }

  @Test(arguments: [
    "", "d", "7", "0d", "-7d", "+7d", "7D", "7 d", "7m", "1.5d", "999999d", "2026-13-01", "2026-11-02",
    "1969-12-31", "LAST", "last ", "gisteren", "٧d",
  ])
  func whatIsNoTime(text: String) { #expect(Since(text, now: now) == nil) }

  @Test func sinceTheLast() throws {
    let last = Timestamp(milliseconds: now.milliseconds - 1_000)
    #expect(Since.last.moment(last: last, now: now) == last)
    #expect(Since.last.moment(last: nil, now: now).milliseconds == now.milliseconds - 7 * Self.day)
    let ahead = Timestamp(milliseconds: now.milliseconds + 1_000)
    #expect(Since.last.moment(last: ahead, now: now) == now, "a clock that was set back")
  }

  @Test func theMomentIsKept() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/joi-tui")
      #expect(state.loadDigestMark() == nil)
      try state.save(digestMark: now)
      #expect(StateFolder(path: state.path).loadDigestMark() == now)
      try writeFile("{\"until\": \"gisteren\"}", to: "\(state.path)/digest.json")
      #expect(state.loadDigestMark() == nil)
    }
  }
}
