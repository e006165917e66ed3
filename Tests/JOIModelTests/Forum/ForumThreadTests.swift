import Testing

@testable import JOIModel

/// Questions, replies and what their authors do with them.
@Suite struct ForumThreadTests {
  @Test func aQuestionAndItsReplies() throws {
    var scene = ForumScene()
    let question = scene.thread(
      by: "anna", title: "Hoe?", theme: "werkdruk", body: "Hoe *dan*?", tools: ["scan"])
    let first = scene.reply(by: "bert", question, body: "Zo.")
    let second = scene.reply(by: "cora", question, to: first, body: "Of zo.")
    let forum = try scene.forum()
    let number = try #require(forum.thread(question))
    let thread = forum.threads[number]
    #expect(forum.threads.count == 1)
    #expect((thread.title, thread.theme, thread.tools) == ("Hoe?", "werkdruk", ["scan"]))
    #expect(thread.replies == 2)
    #expect(forum.postCount(number) == 3)
    #expect(forum.ids(question) == [question, first, second])
    let posts = forum.posts(of: number)
    #expect(posts.map { forum.author($0) } == ["anna", "bert", "cora"])
    #expect(posts.map { forum.body($0) } == ["Hoe *dan*?", "Zo.", "Of zo."])
    #expect(posts.map { forum.parent($0) } == [nil, posts[0], posts[1]])
    #expect(posts.map { forum.isQuestion($0) } == [true, false, false])
    #expect(forum.time(posts[2]).milliseconds == thread.lastTime)
    #expect(forum.thread(first) == nil)
    #expect(forum.post("anna-00000000000000009-k3v9q2xw") == nil)
    #expect(forum.post("") == nil)
    #expect(forum.problems.isEmpty)
  }

  @Test func aReplyThatNamesNoPostAnswersTheQuestion() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.add("reply", by: "bert", ["thread": question, "body": "Ja."])
    let forum = try scene.forum()
    let post = try #require(forum.post(reply))
    #expect(forum.parent(post) == forum.post(question))
    #expect(!forum.isStray(post))
  }

  @Test func repliesByTimeAndTheQuestionFirstWhateverTheClocksSay() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-05-01T10:00:00.000Z")
    let late = scene.reply(by: "bert", question, at: "2026-05-01T09:00:00.000Z")
    let early = scene.reply(by: "cora", question, at: "2026-05-01T08:00:00.000Z")
    #expect(try scene.forum().ids(question) == [question, early, late])
  }

  @Test func atOneMomentTheNameOfTheAccountDecides() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "cora")
    let moment = "2026-05-01T10:00:00.000Z"
    let bert = scene.reply(by: "bert", question, at: moment)
    let second = scene.reply(by: "bert", question, at: moment)
    let dash = scene.reply(by: "a-b", question, at: moment)
    let a = scene.reply(by: "a", question, at: moment)
    let paths = scene.files.keys.sorted()
    for order in [paths, paths.reversed()] {
      #expect(try scene.forum(order: order).ids(question) == [question, a, dash, bert, second])
    }
  }

  @Test func theLatestVersionOfItsAuthorCounts() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "een")
    let reply = scene.reply(by: "bert", question, body: "twee")
    scene.add("edit", by: "anna", ["post": question, "body": "een, beter"])
    scene.add("edit", by: "anna", ["post": question, "body": "een, best"])
    scene.add("edit", by: "anna", ["post": reply, "body": "niet van mij"])
    scene.add("edit", by: "cora", ["post": reply, "body": "ook niet van een begeleider"])
    let forum = try scene.forum()
    let (first, second) = (try #require(forum.post(question)), try #require(forum.post(reply)))
    #expect(forum.body(first) == "een, best")
    #expect(forum.isEdited(first))
    #expect(forum.body(second) == "twee")
    #expect(!forum.isEdited(second))
    #expect(forum.problems == [.notAllowed("edit"), .notAllowed("edit")])
    #expect(forum.postCount(0) == 2)
  }

  @Test func aRepeatedVersionCountsOnce() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "een")
    let edit = scene.add("edit", by: "anna", ["post": question, "body": "twee"])
    scene.add("edit", by: "anna", ["post": question, "body": "drie"])
    scene.add("edit", by: "anna", id: edit, ["post": question, "body": "twee"])
    let forum = try scene.forum()
    #expect(forum.body(try #require(forum.post(question))) == "drie")
    #expect(forum.problems == [.duplicateID(edit)])
  }

  @Test func takenBackByTheAuthorOnly() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let mine = scene.reply(by: "bert", question)
    let other = scene.reply(by: "bert", question)
    scene.add("retract", by: "bert", ["post": mine, "reason": "dubbel"])
    scene.add("retract", by: "anna", ["post": other, "reason": "bevalt niet"])
    scene.add("retract", by: "cora", ["post": other])
    let forum = try scene.forum()
    let (gone, stays) = (try #require(forum.post(mine)), try #require(forum.post(other)))
    #expect(forum.isRetracted(gone))
    #expect(forum.reason(of: gone) == "dubbel")
    #expect(!forum.isRetracted(stays))
    #expect(forum.reason(of: stays) == "")
    #expect(forum.threads[0].replies == 1)
    #expect(forum.postCount(0) == 3)
    #expect(forum.problems == [.notAllowed("retract"), .notAllowed("retract")])
  }

  @Test func whatWasTakenBackIsNoActivity() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-05-01T10:00:00.000Z")
    let reply = scene.reply(by: "bert", question, at: "2026-05-02T10:00:00.000Z")
    #expect(try scene.forum().threads[0].lastTime == Timestamp.at("2026-05-02T10:00:00.000Z").milliseconds)
    scene.add("retract", by: "bert", at: "2026-05-03T10:00:00.000Z", ["post": reply])
    #expect(try scene.forum().threads[0].lastTime == Timestamp.at("2026-05-01T10:00:00.000Z").milliseconds)
  }

  @Test func likesCountOnceAMemberAndNotOnesOwn() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    scene.add("like", by: "anna", ["post": reply])
    scene.add("like", by: "anna", ["post": reply])
    scene.add("like", by: "cora", ["post": reply])
    scene.add("like", by: "bert", ["post": reply])
    let forum = try scene.forum(as: "anna")
    let post = try #require(forum.post(reply))
    #expect(forum.likes(post) == 2)
    #expect(forum.ownLike(of: post) != nil)
    #expect(try scene.forum(as: "bert").ownLike(of: post) == nil)
    #expect(forum.problems == [.notAllowed("like")])
  }

  @Test func theAskerOrAFacilitatorMarksTheAnswer() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    let other = scene.reply(by: "bert", question)
    func answer() throws -> String? {
      let forum = try scene.forum()
      return forum.threads[0].answer.map { forum.id($0) }
    }
    scene.add("answer", by: "bert", ["thread": question, "post": reply])
    #expect(try answer() == nil)
    scene.add("answer", by: "anna", ["thread": question, "post": reply])
    #expect(try answer() == reply)
    scene.add("answer", by: "cora", ["thread": question, "post": other])
    #expect(try answer() == other)
    #expect(try scene.forum().problems == [.notAllowed("answer")])
  }

  @Test func anAnswerIsAReplyOfItsOwnConversation() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let elsewhere = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", elsewhere)
    scene.add("answer", by: "anna", ["thread": question, "post": reply])
    scene.add("answer", by: "anna", ["thread": question, "post": question])
    let forum = try scene.forum()
    #expect(forum.threads.allSatisfy { $0.answer == nil })
    #expect(forum.problems == [.unknownTarget(question), .unknownTarget(question)])
  }

  @Test func toolsOfAConversation() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "Zie [scan](tool:scan).", tools: ["plan", "No Id"])
    let other = scene.thread(by: "cora", body: "Zie [plan](tool:plan).")
    let hidden = scene.reply(by: "bert", question, body: "[x](tool:geheim)")
    let old = scene.reply(by: "bert", question, body: "[x](tool:oud) [y](tool:../x)")
    scene.add("edit", by: "bert", ["post": old, "body": "[x](tool:nieuw)"])
    scene.add("hide", by: "cora", ["target": hidden, "reason": "nee"])
    scene.add("link", by: "cora", ["target": question, "tool": "gids"])
    scene.add("link", by: "bert", ["target": question, "tool": "van-bert"])
    let forum = try scene.forum()
    let (first, second) = (try #require(forum.thread(question)), try #require(forum.thread(other)))
    #expect(forum.threads[first].tools == ["plan", "gids", "scan", "nieuw"])
    #expect(forum.threads(about: "plan") == [first, second])
    #expect(forum.threads(about: "gids") == [first])
    #expect(forum.threads(about: "geheim").isEmpty)
    #expect(forum.threads(about: "oud").isEmpty)
  }

  @Test func toolsStandInTheOrderInWhichTheyWereNamed() throws {
    var scene = ForumScene()
    let moment = "2026-05-01T10:00:00.000Z"
    let question = scene.thread(by: "cora")
    _ = scene.reply(by: "bert", question, body: "[x](tool:tweede)", at: "2026-05-02T10:00:00.000Z")
    _ = scene.reply(by: "anna", question, body: "[x](tool:derde)", at: "2026-05-03T10:00:00.000Z")
    _ = scene.reply(by: "dirk", question, body: "[x](tool:eerste)", at: moment)
    let others = ["anna", "bert", "dirk"].map {
      scene.thread(by: $0, at: "2026-06-01T10:00:00.000Z", tools: ["een"])
    }
    let paths = scene.files.keys.sorted()
    for order in [paths, paths.reversed()] {
      let forum = try scene.forum(order: order)
      #expect(forum.threads[try #require(forum.thread(question))].tools == ["eerste", "tweede", "derde"])
      #expect(forum.threads(about: "een").map { forum.id(forum.threads[$0].question) } == others)
    }
  }

  /// What a conversation is about is found among a hundred tools at most, whatever its posts link to.
  @Test func aConversationIsAboutAHundredToolsAtMost() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    for post in 0..<8 {
      _ = scene.reply(by: "bert", question, body: (0..<20).map { "[x](tool:t-\(post)-\($0))" }.joined())
    }
    let forum = try scene.forum()
    let thread = try #require(forum.thread(question))
    #expect(forum.threads[thread].tools == (0..<5).flatMap { post in (0..<20).map { "t-\(post)-\($0)" } })
    #expect(forum.threads(about: "t-4-19") == [thread])
    #expect(forum.threads(about: "t-5-0").isEmpty)
  }
}
