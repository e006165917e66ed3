import Testing

@testable import JOIModel

/// What only facilitators may do, and only while they are.
@Suite struct ForumModerationTests {
  /// Every act of a facilitator, with what shows that it counts.
  static let acts: [(kind: String, fields: [String: String], counts: @Sendable (Forum, Int) -> Bool)] = [
    ("hide", ["reason": "grof"], { $0.isHidden($1) && $0.reason(of: $1) == "grof" }),
    (
      "close", ["reason": "klaar"], { $0.threads[$0.threadOf($1)].isClosed && $0.closingReason(0) == "klaar" }
    ),
    ("pin", [:], { $0.threads[$0.threadOf($1)].isPinned }),
    ("move", ["theme": "werkdruk"], { $0.threads[$0.threadOf($1)].theme == "werkdruk" }),
    ("retitle", ["title": "Beter"], { $0.threads[$0.threadOf($1)].title == "Beter" }),
    ("link", ["tool": "scan"], { $0.threads[$0.threadOf($1)].tools == ["scan"] }),
    ("review", [:], { $0.reviews[$0.threadOf($1)]?.map(\.place) == [0] }),
  ]

  private func forum(
    _ act: Int, by account: String, at time: String, community: Community = SampleCommunity.load(),
    in room: String = "leden"
  ) throws -> (forum: Forum, counts: Bool) {
    var scene = ForumScene(community)
    let question = scene.thread(by: "anna")
    var fields: [String: String] = Self.acts[act].fields
    fields["target"] = question
    scene.add(Self.acts[act].kind, by: account, in: room, at: time, fields)
    let forum = try scene.forum()
    return (forum, Self.acts[act].counts(forum, try #require(forum.post(question))))
  }

  @Test(arguments: acts.indices) func byAFacilitator(act: Int) throws {
    let (forum, counts) = try forum(act, by: "cora", at: "2026-05-01T10:00:00.000Z")
    #expect(counts)
    #expect(forum.problems.isEmpty)
  }

  @Test(arguments: acts.indices) func byNobodyElse(act: Int) throws {
    for account in ["anna", "bert", "a-b"] {
      let (forum, counts) = try forum(act, by: account, at: "2026-05-01T10:00:00.000Z")
      #expect(!counts, "\(account)")
      #expect(forum.problems == [.notAllowed(Self.acts[act].kind)])
    }
  }

  @Test(arguments: acts.indices) func notFromAnotherRoom(act: Int) throws {
    let (forum, counts) = try forum(act, by: "cora", at: "2026-05-01T10:00:00.000Z", in: "bedrijven")
    #expect(!counts)
    #expect(forum.problems == [.notAllowed(Self.acts[act].kind)])
  }

  @Test(arguments: [
    ("2026-01-31T23:59:59.999Z", false), ("2026-02-01T00:00:00.000Z", true),
    ("2026-03-01T11:59:59.999Z", true),
    ("2026-03-01T12:00:00.000Z", false), ("2026-04-01T00:00:00.000Z", false),
  ])
  func whileTheRoleWasHeld(time: String, counts: Bool) throws {
    for act in Self.acts.indices {
      #expect(try forum(act, by: "dirk", at: time).counts == counts, "\(Self.acts[act].kind)")
    }
  }

  /// dirk writes after stepping down with the date of a day when he held the role: the recorded length tells.
  @Test func backdatingIsRefusedByTheRecordedLengths() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("pin", by: "dirk", at: "2026-02-10T10:00:00.000Z", ["target": question])
    let length = scene.files[ForumScene.path("dirk", "leden")]?.count ?? 0
    scene.add("close", by: "dirk", at: "2026-02-10T10:00:01.000Z", ["target": question])
    #expect(try scene.forum().threads[0].isClosed)
    for (lengths, isClosed, isPinned) in [
      (#"{"log": {"leden": \#(length)}}"#, false, true),
      (#"{"log": {"leden": \#(length + 1)}}"#, true, true),
      (#"{"log": {"leden": 0}}"#, false, false),
      // No log in that room when he stepped down: all that stands there came later.
      (#"{"log": {"bedrijven": 10000}}"#, false, false),
      // In doubt the stricter rule.
      (#"{"log": {"leden": "veel"}}"#, false, false),
    ] {
      scene.community = try SampleCommunity.load(lengthsOfDirk: lengths)
      let forum = try scene.forum()
      #expect(forum.threads[0].isClosed == isClosed, "\(lengths)")
      #expect(forum.threads[0].isPinned == isPinned, "\(lengths)")
    }
  }

  /// A facilitator who steps down leaves the acts standing, also by undoing them afterwards.
  @Test func aFormerFacilitatorUndoesNothingOfTheOffice() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let act = scene.add("hide", by: "dirk", at: "2026-02-10T10:00:00.000Z", ["target": question])
    scene.add("undo", by: "dirk", at: "2026-04-10T10:00:00.000Z", ["event": act])
    let forum = try scene.forum()
    #expect(forum.isHidden(try #require(forum.post(question))))
    #expect(forum.problems == [.notAllowed("undo")])
  }

  @Test func aHiddenPostShowsTheFacilitatorsReasonOnly() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    let act = scene.add("hide", by: "cora", ["target": reply, "reason": "noemt een persoon"])
    scene.add("retract", by: "bert", ["post": reply, "reason": "omdat Anna ziek is"])
    var forum = try scene.forum()
    let post = try #require(forum.post(reply))
    #expect(forum.isHidden(post) && forum.isRetracted(post))
    #expect(forum.reason(of: post) == "noemt een persoon")
    #expect(forum.threads[0].replies == 0)
    scene.add("undo", by: "cora", ["event": act])
    forum = try scene.forum()
    #expect(!forum.isHidden(post) && forum.isRetracted(post))
    #expect(forum.reason(of: post) == "omdat Anna ziek is")
  }

  @Test func movedToAThemeOfTheSameRoomOnly() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("move", by: "cora", ["target": question, "theme": "onder-ons"])
    scene.add("move", by: "cora", ["target": question, "theme": "geen"])
    let forum = try scene.forum()
    #expect(forum.threads[0].theme == "verzuim")
    #expect(forum.problems == [.unknownTarget("onder-ons"), .unknownTarget("geen")])
  }

  @Test func aReplyAfterClosingStaysAndIsTold() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    _ = scene.reply(by: "bert", question)
    scene.add("close", by: "cora", ["target": question])
    let late = scene.reply(by: "bert", question)
    let forum = try scene.forum()
    #expect(forum.threads[0].replies == 2)
    #expect(forum.post(late) != nil)
    #expect(forum.problems == [.afterClosing])
  }

  @Test func writingInAClosedConversationIsRefused() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    #expect(try scene.forum(as: "bert").refusal(toReplyIn: 0) == nil)
    #expect(try scene.forum(as: "niemand").refusal(toReplyIn: 0) == .refusedGuest)
    scene.add("close", by: "cora", ["target": question])
    #expect(try scene.forum(as: "bert").refusal(toReplyIn: 0) == .refusedClosed)
  }

  /// Who shows, opens or unpins need not be who hid, closed or pinned.
  @Test func whatOneFacilitatorDidAnotherSetsRight() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    for kind in ["hide", "close", "pin"] {
      scene.add(kind, by: "dirk", at: "2026-02-10T10:00:00.000Z", ["target": question, "reason": "zo"])
    }
    var forum = try scene.forum()
    #expect(forum.isHidden(0) && forum.threads[0].isClosed && forum.threads[0].isPinned)
    for kind in ["show", "open", "unpin"] {
      scene.add(kind, by: "cora", at: "2026-02-11T10:00:00.000Z", ["target": question])
    }
    forum = try scene.forum()
    #expect(!forum.isHidden(0) && !forum.threads[0].isClosed && !forum.threads[0].isPinned)
    #expect(forum.reason(of: 0) == "" && forum.closingReason(0) == "")
    #expect(forum.problems.isEmpty)
  }

  @Test func aNewTitleMayBringTagsAndAnEmptyListTakesThemAway() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("retitle", by: "cora", ["target": question, "title": "Beter", "tags": ["rooster", "nacht"]])
    #expect(try scene.forum().threads[0].tags == ["rooster", "nacht"])
    scene.add("retitle", by: "cora", ["target": question, "title": "Nog beter"])
    #expect(try scene.forum().threads[0].tags == ["rooster", "nacht"])
    scene.add("retitle", by: "cora", ["target": question, "title": "Nog beter", "tags": []])
    #expect(try scene.forum().threads[0].tags.isEmpty)
  }

  // MARK: Undo

  @Test func onesOwnActsAreUndone() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    let like = scene.add("like", by: "anna", ["post": reply])
    let again = scene.add("like", by: "cora", ["post": reply])
    let retract = scene.add("retract", by: "bert", ["post": reply])
    let close = scene.add("close", by: "cora", ["target": question])
    for (event, account) in [(like, "anna"), (retract, "bert"), (close, "cora")] {
      scene.add("undo", by: account, ["event": event])
    }
    scene.add("undo", by: "anna", ["event": again])
    scene.add("undo", by: "dirk", ["event": close])
    let forum = try scene.forum()
    let post = try #require(forum.post(reply))
    #expect(forum.likes(post) == 1)
    #expect(!forum.isRetracted(post))
    #expect(!forum.threads[0].isClosed)
    #expect(forum.problems == [.notAllowed("undo"), .notAllowed("undo")])
  }

  @Test func anUndoIsFinal() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let close = scene.add("close", by: "cora", ["target": question])
    let undo = scene.add("undo", by: "cora", ["event": close])
    scene.add("undo", by: "cora", ["event": undo])
    scene.add("undo", by: "anna", ["event": question])
    scene.add("undo", by: "anna", ["event": "anna-00000000000000099-k3v9q2xw"])
    let forum = try scene.forum()
    #expect(!forum.threads[0].isClosed)
    #expect(forum.thread(question) != nil)
    #expect(
      forum.problems == [
        .unknownTarget(undo), .unknownTarget(question), .unknownTarget("anna-00000000000000099-k3v9q2xw"),
      ])
  }

  // MARK: Flags

  @Test func flagsStandInTheirRoomAlone() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("flag", by: "bert", ["post": question, "reason": "hier niet"])
    #expect(try !scene.forum().isFlagged(0))
    scene.add("flag", by: "bert", in: "meldingen", ["post": question, "reason": "noemt een naam"])
    scene.add("flag", by: "anna", in: "meldingen", ["post": question, "reason": "van mijzelf"])
    let (forum, records) = try scene.read()
    let post = try #require(forum.post(question))
    #expect(forum.isFlagged(post))
    #expect(forum.flagReasons(post) == ["noemt een naam", "van mijzelf"])
    #expect(records.problems.map(\.problem) == [.log(.wrongRoom("flag"))])
    #expect(!forum.isHidden(post))
  }

  @Test func flagsAndNotesAreNoPlaceForAnythingElse() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    for room in ["meldingen", "begeleiding"] {
      _ = scene.thread(by: "anna", in: room)
      _ = scene.reply(by: "anna", question, in: room)
      scene.add("close", by: "cora", in: room, ["target": question])
      scene.add("note", by: "cora", in: room, ["target": question, "body": "Let op."])
    }
    scene.add("note", by: "cora", ["target": question, "body": "Let op."])
    let (forum, records) = try scene.read()
    #expect(forum.threads.count == 1)
    #expect(!forum.threads[0].isClosed)
    #expect(
      records.problems.map(\.problem).map { "\($0)" }.sorted()
        == ["close", "close", "note", "note", "reply", "reply", "thread", "thread"].map {
          "\(Finding.Problem.log(.wrongRoom($0)))"
        })
  }
}
