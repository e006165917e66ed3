import Testing

@testable import JOIModel

/// Clocks that go back, and moments that lie ahead.
@Suite struct ForumTimeTests {
  @Test func whatIsWrittenLaterDidNotHappenEarlier() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-05-01T10:00:00.000Z")
    let reply = scene.reply(by: "anna", question, at: "2026-04-01T10:00:00.000Z")
    let later = scene.reply(by: "anna", question, at: "2026-05-01T10:00:00.001Z")
    let (forum, records) = try scene.read()
    let times = try [question, reply, later].map { forum.time(try #require(forum.post($0))).text }
    #expect(times == ["2026-05-01T10:00:00.000Z", "2026-05-01T10:00:00.000Z", "2026-05-01T10:00:00.001Z"])
    #expect(forum.ids(question) == [question, reply, later])
    #expect(records.problems.map { "\($0.line) \($0.problem)" } == ["2 \(Finding.Problem.log(.clockBack))"])
  }

  @Test(arguments: [(0, true), (5 * 60_000, true), (5 * 60_000 + 1, false), (400 * 86_400_000, false)])
  func whatLiesAheadWaits(ahead: Int, counts: Bool) throws {
    let now = try Timestamp.at("2026-05-01T10:00:00.000Z")
    var scene = ForumScene()
    let moment = Timestamp(milliseconds: now.milliseconds + Int64(ahead))
    let question = scene.thread(by: "anna", at: moment.text)
    let next = scene.thread(by: "anna", at: "2026-04-30T10:00:00.000Z")
    let (forum, records) = try scene.read(now: now)
    #expect((forum.post(question) != nil) == counts)
    #expect(records.due == (counts ? nil : moment.milliseconds - ForumRecords.tolerance))
    // What waits makes nothing behind it later.
    let time = forum.time(try #require(forum.post(next)))
    #expect(time.text == (counts ? moment.text : "2026-04-30T10:00:00.000Z"))
    #expect(records.problems.map(\.problem) == [.log(counts ? .clockBack : .future)])
    let due = try scene.forum(now: moment)
    #expect(due.post(question) != nil)
  }

  @Test func theYear9999IsNoTrouble() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "9999-12-31T23:59:59.999Z")
    #expect(try scene.forum().post(question) == nil)
    let forum = try scene.forum(now: Timestamp.at("9999-12-31T23:59:59.999Z"))
    #expect(forum.time(try #require(forum.post(question))).text == "9999-12-31T23:59:59.999Z")
  }

  @Test func theEarliestOfWhatWaitsIsDue() throws {
    var scene = ForumScene()
    for time in ["2026-12-03", "2026-12-01", "2026-12-02"] {
      _ = scene.thread(by: "anna", at: "\(time)T10:00:00.000Z")
    }
    #expect(try scene.read().records.due == Timestamp.at("2026-12-01T09:55:00.000Z").milliseconds)
  }
}
