import Foundation
import Testing

@testable import JOIModel

/// What a member has read, watches and is writing, between runs and between programs.
@Suite struct ReadMarksTests {
  private struct Scene {
    var scene = ForumScene()
    var question = ""
    var replies: [String] = []

    /// A question by anna and five replies by bert, a day apart from the first of October on.
    init() {
      question = scene.thread(by: "anna", at: "2026-10-20T10:00:00.000Z")
      for day in 21...25 {
        replies.append(scene.reply(by: "bert", question, at: "2026-10-\(day)T10:00:00.000Z"))
      }
    }
  }

  /// Nothing counts as read by its age.
  private static let fresh = ReadMarks(firstVisit: Timestamp(milliseconds: ReadMarks.firstVisit))

  @Test func aNewcomerHasTwoWeeksToRead() throws {
    let forum = try Scene().scene.forum(as: "cora")
    func unread(_ now: String) throws -> Int {
      ReadMarks(firstVisit: try Timestamp.at(now)).unread(in: 0, of: forum).count
    }
    #expect(try unread("2026-11-01T00:00:00Z") == 6)
    #expect(try unread("2026-11-05T10:00:00.000Z") == 3)
    #expect(try unread("2026-11-05T09:59:59.999Z") == 4)
    #expect(try unread("2027-01-01T00:00:00Z") == 0)
  }

  @Test func onesOwnHiddenAndRetractedAreRead() throws {
    var scene = Scene()
    scene.scene.add("hide", by: "cora", ["target": scene.replies[0]])
    scene.scene.add("retract", by: "bert", at: "2026-10-26T10:00:00.000Z", ["post": scene.replies[1]])
    #expect(try Self.fresh.unread(in: 0, of: scene.scene.forum(as: "cora")).count == 4)
    #expect(try Self.fresh.unread(in: 0, of: scene.scene.forum(as: "anna")).count == 3)
    #expect(try Self.fresh.unread(in: 0, of: scene.scene.forum(as: "bert")).count == 1)
  }

  @Test func readOneByOneInAnyOrder() throws {
    let forum = try Scene().scene.forum(as: "cora")
    var marks = Self.fresh
    for (count, post) in forum.posts(of: 0).reversed().enumerated() {
      #expect(!marks.isRead(post, in: forum))
      marks.read(post, in: forum)
      #expect(marks.isRead(post, in: forum))
      #expect(marks.unread(in: 0, of: forum).count == 5 - count)
    }
    #expect(marks.threads.keys.sorted() == [forum.id(forum.threads[0].question)])
  }

  @Test func whatComesAfterReadingAllIsUnread() throws {
    var scene = Scene()
    var marks = Self.fresh
    marks.readAll(of: 0, in: try scene.scene.forum(as: "cora"))
    let new = scene.scene.reply(by: "bert", scene.question, at: "2026-10-25T10:00:00.001Z")
    let forum = try scene.scene.forum(as: "cora")
    #expect(marks.unread(in: 0, of: forum).map { forum.id($0) } == [new])
  }

  @Test func writtenAndReadBack() throws {
    let scene = Scene()
    let forum = try scene.scene.forum(as: "cora")
    var marks = Self.fresh
    marks.read(forum.posts(of: 0)[3], in: forum)
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      try state.save(marks)
      #expect(state.loadReadMarks(now: ForumScene.now) == marks)
    }
  }

  /// Two programs of one member: what either saw is read.
  @Test func twoProgramsAddUp() throws {
    let scene = Scene()
    let forum = try scene.scene.forum(as: "cora")
    let posts = forum.posts(of: 0)
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      var (one, other) = (Self.fresh, Self.fresh)
      one.read(posts[1], in: forum)
      other.read(posts[2], in: forum)
      try state.save(one)
      let merged = try state.save(other)
      #expect(merged == state.loadReadMarks(now: ForumScene.now))
      #expect(merged.unread(in: 0, of: forum) == [posts[0], posts[3], posts[4], posts[5]])
      one.readAll(of: 0, in: forum)
      try state.save(one)
      #expect(try state.save(other).unread(in: 0, of: forum).isEmpty)
    }
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", #"{"since": "x"}"#, "\u{0}", #"{"since": 1, "since": 2}"#,
    String(repeating: "[", count: 5_000),
  ])
  func aDamagedFileIsAFirstVisit(text: String) throws {
    try withTemporaryFolder { folder in
      try writeFile(text, to: "\(folder)/read.json")
      let state = StateFolder(path: folder)
      #expect(state.loadReadMarks(now: ForumScene.now) == ReadMarks(firstVisit: ForumScene.now))
      try state.save(Self.fresh)
      #expect(state.loadReadMarks(now: ForumScene.now) == Self.fresh)
    }
  }

  @Test func whatIsNotSoundInItIsPassedOver() throws {
    let id = "anna-20260101000000000-k3v9q2xw"
    let text = """
      {"since": 5, "threads": [5, {}, {"id": "../x", "until": 9}, {"id": "\(id)", "until": 7, "read": ["x", "\(id)", 5]}]}
      """
    let marks = try #require(ReadMarks(json: JSONDocument(Array(text.utf8)).root))
    #expect(marks.since == 5)
    #expect(marks.threads == [id: .init(until: 7, read: [id])])
  }

  // MARK: Watches

  @Test func onesOwnConversationsAreWatched() throws {
    let scene = Scene()
    for (account, level) in [("anna", Watches.Level.watch), ("bert", .watch), ("cora", .normal)] {
      let forum = try scene.scene.forum(as: account)
      var watches = Watches()
      #expect(watches.level(of: 0, in: forum) == level)
      watches.set(.mute, scene.question)
      #expect(watches.level(of: 0, in: forum) == .mute)
    }
    #expect(Watches.Level.watch.next.next.next == .watch)
  }

  @Test func watchesOfTwoProgramsAddUp() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/a/b")
      let ids = (0..<40).map { "anna-\(Timestamp.digits($0, 17))-k3v9q2xw" }
      DispatchQueue.concurrentPerform(iterations: 40) { number in
        _ = try? StateFolder(path: "\(folder)/a/b").watch(.mute, ids[number])
      }
      try state.watch(.normal, ids[3])
      let kept = state.loadWatches().threads
      #expect(kept.count == 40)
      #expect(kept[ids[3]] == .normal && kept[ids[4]] == .mute)
      #expect(try mode(of: "\(folder)/a/b") == 0o700)
      #expect(try mode(of: "\(folder)/a/b/watch.json") == 0o600)
      try writeFile(
        "{\"threads\": [{\"id\": \"\(ids[0])\", \"level\": \"loud\"}, {\"id\": \"x\", \"level\": \"mute\"}",
        to: "\(folder)/a/b/watch.json")
      #expect(state.loadWatches() == Watches())
      try state.watch(.watch, ids[1])
      #expect(state.loadWatches().threads == [ids[1]: .watch])
    }
  }
}

/// What is being written: kept until it is sent or thrown away.
@Suite struct DraftTests {
  static let time = Timestamp(milliseconds: 1_772_000_000_000)
  static let thread = "anna-20260101000000000-k3v9q2xw"
  static let post = "bert-20260102000000000-k3v9q2xw@zuid"

  private func draft(_ purpose: Draft.Purpose, _ body: String, later: Int64 = 0) -> Draft {
    var draft = Draft(purpose, by: "anna", at: Timestamp(milliseconds: Self.time.milliseconds + later))
    draft.body = body
    return draft
  }

  @Test func eachPurposeIsKept() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/state")
      #expect(state.loadDrafts().isEmpty)
      var question = draft(.question, "een\n\ttwee \"drie\" \\ é\u{1F600}")
      question.title = "Titel"
      question.theme = "verzuim"
      question.tools = ["scan", "plan"]
      let reply = draft(.reply(thread: Self.thread, to: Self.post), "antwoord", later: 1)
      let edit = draft(.edit(post: Self.thread), "beter", later: 2)
      for draft in [edit, question, reply] { try state.save(draft) }
      var kept = state.loadDrafts()
      #expect(
        kept.map(\.purpose) == [
          .question, .reply(thread: Self.thread, to: Self.post), .edit(post: Self.thread),
        ])
      kept[0].body = question.body
      #expect(kept == [question, reply, edit])
      #expect(try mode(of: "\(folder)/state/draft-question.json") == 0o600)
      #expect(try mode(of: "\(folder)/state") == 0o700)
      try state.discard(reply)
      try state.discard(reply)
      #expect(state.loadDrafts().map(\.purpose) == [.question, .edit(post: Self.thread)])
      // Nothing half written is left.
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state").sorted() == [
          "draft-edit-\(Self.thread).json", "draft-question.json",
        ])
    }
  }

  @Test func theEventIsTheSameAtEveryTry() throws {
    let draft = draft(.reply(thread: Self.thread, to: Self.post), "antwoord")
    let (one, other) = (draft.event(at: Self.time), draft.event(at: ForumScene.now))
    #expect(one.id == other.id)
    #expect(EventID.isValid(one.id, account: "anna"))
    #expect(one.action == .reply(thread: Self.thread, to: Self.post, body: "antwoord"))
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      try state.save(draft)
      #expect(state.loadDrafts().first?.event(at: Self.time) == one)
    }
  }

  /// More than can be sent is still not lost.
  @Test(arguments: [100_000, 300_000, 2_000_000]) func aLongDraftSurvives(length: Int) throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      let draft = draft(.question, String(repeating: "woord \n", count: length / 7))
      try state.save(draft)
      #expect(state.loadDrafts() == [draft])
    }
  }

  @Test(arguments: (1...20).map { UInt64($0) &* 48_271 }) func noTextIsLost(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let text = RandomText.make(200, using: &random) + "\u{0}einde"
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      var draft = draft(.question, text)
      draft.title = RandomText.make(20, using: &random) + "\u{0}"
      try state.save(draft)
      let kept = try #require(state.loadDrafts().first, "seed \(seed)")
      let visible = text.replacing("\u{0}", with: "")
      #expect(kept.body == SafeText.body(visible), "seed \(seed)")
      #expect(kept.title == SafeText.field(draft.title.replacing("\u{0}", with: "")), "seed \(seed)")
    }
  }

  /// Another program of this member began another question since: sending the first one does not take it away.
  @Test func discardingLeavesTheDraftOfAnotherProgram() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      let (mine, other) = (draft(.question, "van mij"), draft(.question, "van de ander"))
      try state.save(mine)
      try state.save(other)
      try state.discard(mine)
      #expect(state.loadDrafts() == [other])
      try state.discard(other)
      #expect(state.loadDrafts().isEmpty)
    }
  }

  @Test func damagedFilesArePassedOver() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      try state.save(draft(.edit(post: Self.thread), "goed"))
      let event = #""event": "anna-20260101000000000-k3v9q2xw""#
      for (number, text) in [
        "", "{", "[]", "{}", #"{"kind": "question", "body": "x"}"#, #"{"kind": "question", \#(event)}"#,
        #"{"kind": "reply", \#(event), "body": "x", "thread": "../x", "to": "y"}"#,
        #"{"kind": "edit", \#(event), "body": "x"}"#, #"{"kind": "poem", \#(event), "body": "x"}"#,
        #"{"kind": "question", "event": "../../x", "body": "x"}"#,
      ].enumerated() {
        try writeFile(text, to: "\(folder)/draft-\(number).json")
      }
      #expect(mkfifo("\(folder)/draft-fifo.json", 0o600) == 0)
      #expect(state.loadDrafts().map(\.body) == ["goed"])
    }
  }

  @Test func emptyIsWhatNobodyWouldMiss() {
    #expect(draft(.question, " \n\t").isEmpty)
    #expect(!draft(.question, "x").isEmpty)
    var titled = draft(.question, "")
    titled.title = "x"
    #expect(!titled.isEmpty)
  }

  /// What is played stands below, whatever the name that was asked for.
  @Test(arguments: ["anna", "../../x", "/etc", "", "a/../../b", "..", "x\u{0}y"])
  func playingStaysInTheFolder(account: String) throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/state").playing(account)
      try state.save(draft(.question, "spel"))
      #expect(state.loadDrafts().count == 1)
      let made = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
      #expect(made.count == 1)
      let parts = made.first?.split(separator: "/").map(String.init) ?? []
      #expect(parts.count == 3 && parts.first == "state" && parts[1].hasPrefix("as"), "\(made)")
      #expect(account != "anna" || parts[1] == "as-anna")
    }
  }
}
