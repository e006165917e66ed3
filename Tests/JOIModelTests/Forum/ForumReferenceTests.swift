import Testing

@testable import JOIModel

/// References to what is not there, to oneself, twice, across rooms and across regions.
@Suite struct ForumReferenceTests {
  @Test func aReplyAppearsWhenItsConversationComes() throws {
    var scene = ForumScene()
    let question = scene.newID("anna")
    let reply = scene.reply(by: "bert", question)
    var forum = try scene.forum()
    #expect(forum.threads.isEmpty)
    #expect(forum.post(reply) == nil)
    #expect(forum.problems == [.unknownTarget(question)])
    _ = scene.thread(by: "anna", id: question)
    forum = try scene.forum()
    #expect(forum.ids(question) == [question, reply])
    #expect(forum.problems.isEmpty)
  }

  @Test func aReplyToWhatIsNotThereStandsAtTheBeginning() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let missing = scene.newID("cora")
    let stray = scene.reply(by: "bert", question, to: missing)
    let below = scene.reply(by: "anna", question, to: stray)
    var forum = try scene.forum()
    var post = try #require(forum.post(stray))
    #expect(forum.isStray(post))
    #expect(forum.parent(post) == nil)
    #expect(forum.parent(try #require(forum.post(below))) == post)
    #expect(ThreadTree(forum, thread: 0).nodes.map(\.depth) == [0, 1, 2])
    #expect(forum.problems == [.unknownTarget(missing)])
    _ = scene.reply(by: "cora", question, id: missing)
    forum = try scene.forum()
    post = try #require(forum.post(stray))
    #expect(!forum.isStray(post))
    #expect(forum.parent(post) == forum.post(missing))
    #expect(forum.problems.isEmpty)
  }

  @Test func aReplyToAPostOfAnotherConversationStandsAtTheBeginning() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let other = scene.thread(by: "anna")
    let stray = scene.reply(by: "bert", question, to: other)
    let forum = try scene.forum()
    #expect(forum.isStray(try #require(forum.post(stray))))
    #expect(forum.ids(question) == [question, stray])
    #expect(forum.problems == [.unknownTarget(other)])
  }

  @Test func aReplyIsNoConversation() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    let lost = scene.reply(by: "bert", reply)
    let forum = try scene.forum()
    #expect(forum.post(lost) == nil)
    #expect(forum.problems == [.unknownTarget(reply)])
  }

  @Test(arguments: [1, 2, 3, 7]) func aRingOfRepliesIsCutAtItsEarliest(length: Int) throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let ring = (0..<length).map { _ in scene.newID("bert") }
    for (number, id) in ring.enumerated() {
      _ = scene.reply(by: "bert", question, to: ring[(number + 1) % length], id: id)
    }
    let tail = scene.reply(by: "cora", question, to: ring[length - 1])
    let forum = try scene.forum()
    #expect(forum.problems == [.loop])
    #expect(forum.ids(question) == [question] + ring + [tail])
    let first = try #require(forum.post(ring[0]))
    #expect(forum.isStray(first) && forum.parent(first) == nil)
    for id in ring.dropFirst() { #expect(!forum.isStray(try #require(forum.post(id)))) }
    let nodes = ThreadTree(forum, thread: 0).nodes
    #expect(nodes.count == length + 2)
    #expect(nodes.map(\.depth).max() == length + (length == 1 ? 1 : 0) || length > 1)
    #expect(Set(nodes.map(\.post)).count == nodes.count)
    #expect(nodes[0].descendants == length + 1)
  }

  // MARK: The same id twice

  @Test func theSameIDTwiceInOneLogCountsOnce() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question, body: "een")
    _ = scene.reply(by: "bert", question, body: "twee", id: reply)
    let like = scene.add("like", by: "anna", ["post": reply])
    scene.add("like", by: "anna", id: like, ["post": question])
    _ = scene.thread(by: "anna", title: "Nog eens", id: question)
    let forum = try scene.forum()
    #expect(forum.threads.count == 1)
    #expect(forum.threads[0].title == "Vraag")
    #expect(forum.ids(question) == [question, reply])
    #expect(forum.body(try #require(forum.post(reply))) == "een")
    #expect(
      Set(forum.problems.map { "\($0)" })
        == Set([question, reply, like].map { "\(LogProblem.duplicateID($0))" }))
    #expect(forum.problems.count == 3)
  }

  @Test func anActCanNotHaveTheIDOfAPost() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    scene.add("like", by: "bert", id: reply, ["post": question])
    let forum = try scene.forum()
    #expect(forum.likes(try #require(forum.post(question))) == 0)
    #expect(forum.problems == [.duplicateID(reply)])
  }

  @Test func theSameIDInTwoRoomsCountsOnceInWhateverOrder() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Bij de leden")
    _ = scene.thread(by: "anna", in: "bedrijven", title: "Onder ons", theme: "onder-ons", id: question)
    let paths = scene.files.keys.sorted()
    let dumps = try [paths, paths.reversed()].map { try scene.forum(order: $0).dump }
    #expect(dumps[0] == dumps[1])
    let forum = try scene.forum()
    #expect(forum.threads.map(\.title) == ["Onder ons"])
    #expect(forum.problems == [.duplicateID(question)])
  }

  // MARK: Rooms

  @Test func aReplyInAnotherRoomDoesNotLeak() throws {
    var scene = ForumScene()
    let secret = scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons")
    let open = scene.thread(by: "bert")
    let out = scene.reply(by: "anna", secret, body: "uit de besloten kamer")
    let into = scene.reply(by: "anna", open, in: "bedrijven", body: "naar buiten")
    let good = scene.reply(by: "a", secret, in: "bedrijven")
    scene.add("edit", by: "anna", ["post": secret, "body": "anders"])
    scene.add("retract", by: "anna", ["post": secret])
    scene.add("like", by: "bert", ["post": secret])
    scene.add("answer", by: "anna", ["thread": secret, "post": good])
    let forum = try scene.forum()
    #expect(forum.post(out) == nil)
    #expect(forum.post(into) == nil)
    let post = try #require(forum.post(secret))
    #expect(forum.body(post) == "Wie weet het?")
    #expect(!forum.isRetracted(post))
    #expect(forum.likes(post) == 0)
    #expect(forum.threads[forum.threadOf(post)].answer == nil)
    #expect(
      forum.problems == [
        .unknownTarget(open), .unknownTarget(secret), .notAllowed("edit"), .notAllowed("retract"),
        .notAllowed("like"), .notAllowed("answer"),
      ])
  }

  @Test func aThemeOfAnotherRoomIsTold() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", theme: "onder-ons")
    _ = scene.thread(by: "anna", theme: "nergens")
    let forum = try scene.forum()
    #expect(forum.threads.map(\.room) == [0, 0])
    #expect(forum.thread(question) != nil)
    #expect(forum.problems == [.unknownTarget("onder-ons"), .unknownTarget("nergens")])
  }

  // MARK: Regions

  @Test func anotherRegionsMembersAreOthers() throws {
    var scene = ForumScene()
    let ours = scene.thread(by: "anna")
    let theirs = scene.thread(by: "anna", region: "zuid", id: ours)
    // Without a region an id is of the host that wrote it; ours carry our region's name there.
    let reply = scene.reply(by: "bert", ours, region: "zuid")
    let crossing = scene.reply(by: "bert", "\(ours)@noord", region: "zuid")
    let back = scene.reply(by: "cora", "\(theirs)@zuid", to: "\(reply)@zuid")
    let forum = try scene.forum()
    #expect(forum.problems.isEmpty)
    #expect(forum.ids(ours) == [ours, "\(crossing)@zuid"])
    #expect(forum.ids("\(theirs)@zuid") == ["\(theirs)@zuid", "\(reply)@zuid", back])
    #expect(forum.author(try #require(forum.post("\(theirs)@zuid"))) == "anna@zuid")
    #expect(forum.parent(try #require(forum.post(back))) == forum.post("\(reply)@zuid"))
  }

  @Test func anotherRegionHasNoRightsHere() throws {
    var scene = ForumScene()
    let ours = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", ours)
    let theirs = scene.thread(by: "anna", region: "zuid")
    let own = scene.add("like", by: "cora", ["post": reply])
    for (account, kind, fields) in [
      ("cora", "close", ["target": "\(ours)@noord"]), ("cora", "hide", ["target": theirs]),
      ("anna", "edit", ["post": "\(ours)@noord", "body": "niet van mij"]),
      ("anna", "retract", ["post": "\(ours)@noord"]),
      ("anna", "answer", ["thread": "\(ours)@noord", "post": "\(reply)@noord"]),
      ("cora", "undo", ["event": "\(own)@noord"]),
    ] {
      scene.add(kind, by: account, region: "zuid", fields)
    }
    let forum = try scene.forum()
    let post = try #require(forum.post(ours))
    #expect(!forum.threads[forum.threadOf(post)].isClosed)
    #expect(!forum.isHidden(try #require(forum.post("\(theirs)@zuid"))))
    #expect(!forum.isRetracted(post) && !forum.isEdited(post))
    #expect(forum.threads[forum.threadOf(post)].answer == nil)
    #expect(forum.likes(try #require(forum.post(reply))) == 1)
    #expect(
      Set(forum.problems.map { "\($0)" })
        == Set(["close", "hide", "edit", "retract", "answer", "undo"].map { "\(LogProblem.notAllowed($0))" }))
  }

  @Test func theyMayLikeAndMarkTheAnswerOfTheirOwn() throws {
    var scene = ForumScene()
    let theirs = scene.thread(by: "anna", region: "zuid")
    let reply = scene.reply(by: "anna", "\(theirs)@zuid")
    scene.add("like", by: "anna", region: "zuid", ["post": "\(reply)@noord"])
    scene.add("like", by: "anna", ["post": "\(theirs)@zuid"])
    scene.add("answer", by: "anna", region: "zuid", ["thread": theirs, "post": "\(reply)@noord"])
    scene.add("hide", by: "cora", ["target": "\(theirs)@zuid", "reason": "hier niet"])
    let forum = try scene.forum()
    let (post, answer) = (try #require(forum.post("\(theirs)@zuid")), try #require(forum.post(reply)))
    #expect(forum.likes(answer) == 1)
    #expect(forum.likes(post) == 1)
    #expect(forum.threads[0].answer == answer)
    #expect(forum.isHidden(post))
    #expect(forum.problems.isEmpty)
  }

  @Test func aRegionsNameThatIsNoneIsNoReference() throws {
    var scene = ForumScene()
    let ours = scene.thread(by: "anna")
    for name in ["", "Zuid", "../x", "zuid@oost", "\u{437}uid"] {
      scene.add("like", by: "bert", ["post": "\(ours)@\(name)"])
    }
    let forum = try scene.forum()
    #expect(forum.likes(0) == 0)
    #expect(forum.problems.count == 5)
  }

  @Test func noBadgeForAMemberOfTheSameNameElsewhere() throws {
    let scene = ForumScene()
    let forum = try scene.forum()
    #expect(forum.isFacilitator("cora", now: ForumScene.now))
    #expect(!forum.isFacilitator("cora@zuid", now: ForumScene.now))
    #expect(!forum.isFacilitator("dirk", now: ForumScene.now))
    #expect(forum.signature("cora", in: .dutch) == "Cora, Hogeschool Twee")
    #expect(forum.signature("a-b", in: .dutch) == "A B")
    #expect(forum.signature("cora@zuid", in: .dutch) == "cora@zuid")
    #expect(forum.isFictional("a") && !forum.isFictional("anna") && !forum.isFictional("a@zuid"))
  }
}
