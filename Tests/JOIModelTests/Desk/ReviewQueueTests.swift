import Testing

@testable import JOIModel

/// What stands in the queue, why, and what takes it away. cora is the facilitator.
@Suite struct ReviewQueueTests {
  typealias Reason = ReviewQueue.Reason
  private static let day: Int64 = 86_400_000

  /// The reasons of a thread, some days after the last event.
  private func reasons(_ scene: ForumScene, days: Double = 0, as account: String = "cora") throws -> [Reason]
  {
    let now = Timestamp(milliseconds: scene.clock + Int64(days * Double(Self.day)))
    let queue = ReviewQueue(try scene.forum(as: account, now: now), now: now)
    return queue.items.first?.causes.map(\.reason) ?? []
  }

  @Test func aQuestionIsOverdueAfterTwoDaysAndQuietAfterFourteen() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("review", by: "cora", ["target": question])
    // The clock is a minute further than the question.
    #expect(try reasons(scene, days: 1.999) == [])
    #expect(try reasons(scene, days: 2) == [.unanswered])
    #expect(try reasons(scene, days: 13.9) == [.unanswered])
    #expect(try reasons(scene, days: 14) == [.unanswered, .quiet])
    _ = scene.reply(by: "anna", question)
    #expect(try reasons(scene, days: 2).first == .unanswered, "one's own reply answers nothing")
    _ = scene.reply(by: "bert", question)
    #expect(try !reasons(scene, days: 2).contains(.unanswered))
  }

  @Test func theDaysAreASetting() throws {
    let desk = #""desk": {"unansweredDays": 5, "quietDays": 6, "recentDays": 7}, "guests": "none""#
    var scene = ForumScene(
      SampleCommunity.load(try SampleCommunity.damaged((#""guests": "none""#, desk))))
    _ = scene.thread(by: "anna")
    #expect(scene.community.findings.isEmpty)
    #expect(try reasons(scene, days: 4.9) == [.newcomer, .newPosts])
    #expect(try reasons(scene, days: 5) == [.unanswered, .newcomer, .newPosts])
    #expect(try reasons(scene, days: 6) == [.unanswered, .quiet, .newcomer, .newPosts])
    #expect(try reasons(scene, days: 6.9) == [.unanswered, .quiet, .newcomer, .newPosts])
    #expect(try reasons(scene, days: 7) == [.unanswered])
    #expect(try reasons(scene, days: 700) == [.unanswered])
  }

  @Test(arguments: [#""unansweredDays": 0"#, #""quietDays": "veel""#, #""recentDays": 4000"#, #""days": 2"#])
  func aSettingThatIsNoneIsToldAndTheStandardHolds(setting: String) throws {
    let text = try SampleCommunity.damaged(
      (#""guests": "none""#, #""desk": {\#(setting)}, "guests": "none""#))
    let community = SampleCommunity.load(text, isThorough: true)
    #expect(community.findings.count == 1)
    #expect(community.desk == Community.Desk())
  }

  @Test func whoAsksAgainWaitsAgain() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    _ = scene.reply(by: "bert", question)
    let again = scene.reply(by: "anna", question)
    scene.add("review", by: "cora", ["target": again])
    #expect(try reasons(scene, days: 1) == [])
    #expect(try reasons(scene, days: 2) == [.askedAgain])
    _ = scene.reply(by: "anna", question)
    let forum = try scene.forum()
    let queue = ReviewQueue(forum, now: Timestamp(milliseconds: scene.clock + 3 * Self.day))
    let cause = try #require(queue.items.first?.causes.first { $0.reason == .askedAgain })
    #expect(forum.id(cause.post) == again, "since the first of what was asked again")
    _ = scene.reply(by: "cora", question)
    #expect(try reasons(scene, days: 2) == [.newPosts])
  }

  @Test func anAnswerOrAClosingEndsTheWaiting() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    scene.add("review", by: "cora", ["target": reply])
    #expect(try reasons(scene, days: 20) == [.quiet])
    var answered = scene
    answered.add("answer", by: "anna", ["thread": question, "post": reply])
    #expect(try reasons(answered, days: 20) == [])
    var closed = scene
    let close = closed.add("close", by: "cora", ["target": question, "reason": "klaar"])
    #expect(try reasons(closed, days: 20) == [])
    closed.add("undo", by: "cora", ["event": close])
    #expect(try reasons(closed, days: 20) == [.quiet])
  }

  @Test func theFirstPostOfAMemberIsTold() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    #expect(try reasons(scene) == [.newcomer, .newPosts])
    scene.add("review", by: "cora", ["target": question])
    #expect(try reasons(scene) == [])
    _ = scene.reply(by: "anna", question)
    #expect(try reasons(scene) == [.newPosts])
    _ = scene.reply(by: "cora", question)
    #expect(try reasons(scene) == [.newPosts])
    let first = scene.reply(by: "bert", question)
    #expect(try reasons(scene) == [.newcomer, .newPosts])
    scene.add("review", by: "cora", ["target": first])
    #expect(try reasons(scene) == [])
  }

  @Test func whatFacilitatorsWriteNeedsNoReview() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "cora")
    #expect(try reasons(scene) == [])
    _ = scene.reply(by: "dirk", question, at: "2026-02-05T10:00:00.000Z")
    #expect(try reasons(scene) == [])
    _ = scene.reply(by: "dirk", question, at: "2026-04-05T10:00:00.000Z")
    scene.clock = 1_775_500_000_000
    // By then he was none any more; and what he wrote first stands before, so he is no newcomer.
    let reasons = try reasons(scene)
    #expect(reasons.contains(.newPosts) && !reasons.contains(.newcomer))
  }

  @Test func aReviewReachesUpToItsPost() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let first = scene.reply(by: "bert", question)
    let second = scene.reply(by: "anna", question)
    scene.add("review", by: "cora", ["target": first])
    let forum = try scene.forum()
    let queue = ReviewQueue(forum, now: scene.clockTime)
    let cause = try #require(queue.items.first?.causes.last)
    #expect(cause.reason == .newPosts && forum.id(cause.post) == second && cause.count == 1)
  }

  @Test func aFlagWaitsUntilItsPostIsSeenOrHiddenAfterIt() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    scene.add("review", by: "cora", ["target": reply])
    scene.add("flag", by: "anna", in: "meldingen", ["post": reply, "reason": "grof"])
    scene.add("flag", by: "a", in: "meldingen", ["post": reply, "reason": "grof"])
    let forum = try scene.forum()
    let cause = try #require(ReviewQueue(forum, now: scene.clockTime).items.first?.causes.first)
    #expect(cause.reason == .flagged && cause.count == 2 && forum.id(cause.post) == reply)
    // One that reaches not so far, or that another facilitator had made before.
    scene.add("review", by: "cora", ["target": question])
    #expect(try reasons(scene) == [.flagged])
    var hidden = scene
    let hide = hidden.add("hide", by: "cora", ["target": reply, "reason": "grof"])
    #expect(try reasons(hidden) == [])
    hidden.add("undo", by: "cora", ["event": hide])
    #expect(try reasons(hidden) == [.flagged])
    let review = scene.add("review", by: "cora", ["target": reply])
    #expect(try reasons(scene) == [])
    scene.add("undo", by: "cora", ["event": review])
    #expect(try reasons(scene) == [.flagged])
  }

  @Test func theMostUrgentComesFirstAndWithinAReasonWhoWaitsLongest() throws {
    var scene = ForumScene()
    let old = scene.thread(by: "anna")
    let older = scene.thread(by: "bert", at: "2026-01-20T10:00:00.000Z")
    let flagged = scene.thread(by: "a")
    scene.add("flag", by: "bert", in: "meldingen", ["post": flagged, "reason": "x"])
    let fresh = scene.thread(by: "anna", theme: "werkdruk", at: "2026-02-20T10:00:00.000Z")
    let forum = try scene.forum()
    let queue = ReviewQueue(forum, now: try .at("2026-02-20T11:00:00.000Z"))
    func ids(_ items: [ReviewQueue.Item]) -> [String] {
      items.map { forum.id(forum.threads[$0.thread].question) }
    }
    #expect(ids(queue.items) == [flagged, older, old, fresh])
    #expect(ids(queue.items(.unanswered, theme: nil)) == [older, old, flagged])
    #expect(ids(queue.items(nil, theme: "werkdruk")) == [fresh])
    #expect(ids(queue.items(.unanswered, theme: "werkdruk")).isEmpty)
    for reason in [nil] + Reason.allCases.map(Optional.some) {
      for theme in [nil, "werkdruk", "verzuim"] {
        #expect(queue.count(reason, theme: theme) == queue.items(reason, theme: theme).count)
      }
    }
  }

  @Test func membersHaveNone() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("flag", by: "bert", in: "meldingen", ["post": question, "reason": "x"])
    for account in ["anna", "bert", "dirk", "niemand"] {
      #expect(try reasons(scene, days: 20, as: account) == [])
    }
  }

  /// Erasing empties the text: nobody can answer such a question, and there is nothing to look at.
  @Test func whatWasErasedAsksForNothing() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "", body: "")
    scene.add("flag", by: "bert", in: "meldingen", ["post": question, "reason": "x"])
    #expect(try reasons(scene, days: 20) == [])
    var answered = ForumScene()
    let other = answered.thread(by: "anna")
    answered.add("review", by: "cora", ["target": other])
    _ = answered.reply(by: "bert", other, body: "")
    #expect(try !reasons(answered, days: 3).contains(.unanswered), "somebody did answer")
  }

  /// What is hidden or taken back waits for nothing, and is nothing new.
  @Test func whatIsGoneAsksForNothing() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("retract", by: "anna", ["post": question])
    #expect(try reasons(scene, days: 20) == [])
  }
}
