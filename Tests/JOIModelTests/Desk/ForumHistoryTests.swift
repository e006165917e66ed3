import Testing

@testable import JOIModel

/// Who did what, when and why; and what of one's own can be taken back.
@Suite struct ForumHistoryTests {
  @Test func everyActStandsWithItsReason() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    scene.add("hide", by: "cora", ["target": reply, "reason": "noemt een persoon"])
    scene.add("move", by: "cora", ["target": question, "theme": "werkdruk", "reason": "past daar"])
    scene.add(
      "retitle", by: "cora", ["target": question, "title": "Beter", "tags": ["nacht"], "reason": "korter"])
    scene.add("link", by: "cora", ["target": question, "tool": "scan"])
    scene.add("note", by: "cora", in: "begeleiding", ["target": question, "body": "gebeld"])
    let show = scene.add("show", by: "cora", ["target": reply])
    scene.add("undo", by: "cora", ["event": show])
    let history = try scene.forum().history(of: 0)
    #expect(history.map(\.kind) == [.hide, .move, .retitle, .link, .note, .show])
    #expect(history.map(\.text) == ["", "werkdruk", "Beter", "scan", "gebeld", ""])
    #expect(history.map(\.reason) == ["noemt een persoon", "past daar", "korter", "", "", ""])
    #expect(history.map(\.author) == Array(repeating: "cora", count: 6))
    #expect(history.map { $0.undone != nil } == [false, false, false, false, false, true])
    #expect(history[2].tags == ["nacht"])
  }

  @Test func membersSeeWhatWasDoneButNoNotesFlagsOrReviews() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("flag", by: "bert", in: "meldingen", ["post": question, "reason": "x"])
    scene.add("note", by: "cora", in: "begeleiding", ["target": question, "body": "geheim"])
    scene.add("review", by: "cora", ["target": question])
    scene.add("close", by: "cora", ["target": question, "reason": "klaar"])
    #expect(try scene.forum().history(of: 0).map(\.kind) == [.flag, .note, .review, .close])
    #expect(try scene.forum().notes(of: 0).map(\.text) == ["geheim"])
    #expect(try scene.forum(as: "anna").history(of: 0).map(\.kind) == [.close])
    #expect(try scene.forum(as: "anna").notes(of: 0).isEmpty)
  }

  /// A note of somebody who is no facilitator is none, wherever the line stands.
  @Test func notesAreTheFacilitators() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("note", by: "bert", in: "begeleiding", ["target": question, "body": "vals"])
    let forum = try scene.forum()
    #expect(forum.history(of: 0).isEmpty)
    #expect(forum.problems == [.notAllowed("note")])
  }

  @Test func theLastOwnActIsTakenBackAndThenTheOneBefore() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    #expect(try scene.forum().lastOwnActs().isEmpty)
    let pin = scene.add("pin", by: "cora", ["target": question])
    let hide = scene.add("hide", by: "cora", ["target": reply, "reason": "x"])
    scene.add("close", by: "dirk", at: "2026-02-01T12:00:00.000Z", ["target": question])
    scene.add("like", by: "cora", ["post": reply])
    var forum = try scene.forum()
    #expect(forum.lastOwnActs().map(\.event) == [hide])
    #expect(forum.lastOwnActs().compactMap { forum.room(of: $0) } == ["leden"])
    scene.add("undo", by: "cora", ["event": hide])
    forum = try scene.forum()
    #expect(forum.lastOwnActs().map(\.event) == [pin])
    #expect(try scene.forum(as: "anna").lastOwnActs().isEmpty)
    let note = scene.add("note", by: "cora", in: "begeleiding", ["target": question, "body": "gebeld"])
    forum = try scene.forum()
    #expect(forum.lastOwnActs().map(\.event) == [note])
    #expect(forum.lastOwnActs().compactMap { forum.room(of: $0) } == ["begeleiding"])
  }

  @Test func whatWasDoneAtOnceIsOneThing() throws {
    var scene = ForumScene()
    let threads = [
      scene.thread(by: "anna"), scene.thread(by: "bert"), scene.thread(by: "a", in: "bedrijven"),
    ]
    scene.add("pin", by: "cora", ["target": threads[0]])
    let moment = "2026-02-02T10:00:00.000Z"
    let events = [
      scene.add("close", by: "cora", at: moment, ["target": threads[0]]),
      scene.add("close", by: "cora", at: moment, ["target": threads[1]]),
      scene.add("close", by: "cora", in: "bedrijven", at: moment, ["target": threads[2]]),
    ]
    let acts = try scene.forum().lastOwnActs()
    #expect(Set(acts.map(\.event)) == Set(events))
  }

  /// Whatever a facilitator does and takes back leaves the forum as it was, but for the history.
  @Test(arguments: ForumOrderTests.seeds) func undoingRestores(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var scene = RandomCommunity(seed: seed, events: 120).scene
    scene.clock = RandomCommunity.late.milliseconds - 100 * 86_400_000
    func state(_ scene: ForumScene) throws -> String {
      try scene.forum(now: RandomCommunity.late).dump.split(separator: "\n").filter {
        !$0.hasPrefix("  history")
      }.joined(separator: "\n")
    }
    let before = try state(scene)
    let forum = try scene.forum(now: RandomCommunity.late)
    guard !forum.threads.isEmpty else { return }
    for kind in [
      "hide", "show", "close", "open", "pin", "unpin", "move", "retitle", "link", "review", "answer",
    ] {
      let thread = random.pick(Array(forum.threads.indices))
      let post = random.pick(forum.posts(of: thread))
      let room = forum.community.rooms[forum.threads[thread].room].id
      let event = scene.add(
        kind, by: "cora", in: room,
        [
          "target": forum.id(post), "reason": "zo", "title": "Anders", "tags": ["x"], "theme": "werkdruk",
          "tool": "gids", "post": forum.id(post), "thread": forum.id(forum.threads[thread].question),
        ])
      scene.add("undo", by: "cora", in: room, ["event": event])
      #expect(try state(scene) == before, "seed \(seed), \(kind)")
    }
  }
}
