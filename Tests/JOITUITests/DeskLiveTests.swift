import JOIModel
import Testing

@testable import JOITUI

/// The desk while the forum, the disk, or the role changes below it. The fixture is that of ``DeskTests``.
@Suite struct DeskLiveTests {
  private func desk(_ keys: String = "") -> Session {
    var session = Session(forum: ForumFixture(as: "dina"))
    session.press("5 \(keys)")
    return session
  }

  private func actions(_ effects: [Effect]) -> [ForumEvent.Action] {
    effects.flatMap { effect -> [ForumEvent.Action] in
      if case .post(let events, _) = effect { events.map(\.event.action) } else { [] }
    }
  }

  /// The role goes: the same program sees the forum with a member's eyes.
  private func demote(_ session: inout Session) {
    session.send(.forumLoaded(ForumFixture(as: "anna").forum(), isAnew: true))
  }

  /// Reading the logs takes a while: what is told may be as it was before the last key.
  @Test func aForumReadBetweenTwoKeysBringsNothingBack() throws {
    let session = desk()
    var state = session.state
    var fixture = try #require(session.fixture)
    var events: [RoomEvent] = []
    func press(_ key: Character) {
      state.update(.key(.character(key)))
      for case .post(let new, _) in state.takeEffects() { events += new }
    }
    press("v")
    press("v")
    fixture.append(events[0].event, room: events[0].room)
    state.update(.forumLoaded(fixture.forum(), isAnew: false))
    press("v")
    #expect(
      events.map(\.event.action) == [
        .review(target: DeskTests.old), .review(target: DeskTests.language),
        .review(target: ForumFixture.id("carl", 4)),
      ])
    #expect(state.workspace.forum.queue.items.isEmpty)
    // Once all has been read back the queue is what the logs say, and a new post counts.
    for event in events.dropFirst() { fixture.append(event.event, room: event.room) }
    fixture.append(
      ForumEvent(
        .reply(thread: DeskTests.language, to: DeskTests.language, body: "Wij!"), by: "eef",
        at: ForumFixture.now),
      room: "leden", by: "eef")
    state.update(.forumLoaded(fixture.forum(), isAnew: false))
    #expect(state.workspace.forum.queue.items.count == 1)
  }

  @Test func whatFailedIsTriedAgainWithTheSameConversation() {
    var session = desk("Down")
    session.diskProblem = "No space left on device"
    session.press("v")
    session.diskProblem = nil
    #expect(session.cursorLine.contains("Taal op de werkvloer"))
    session.press("v")
    #expect(
      actions(session.effects) == [
        .review(target: DeskTests.language), .review(target: DeskTests.language),
      ])
  }

  @Test(arguments: ["d", "c", ">", "T", "o text:geheim", "& text:zelfroosteren", "Space Space v"])
  func aFormThatIsOpenWhenTheRoleGoesDoesNothing(_ keys: String) {
    var session = desk(keys)
    #expect(session.screenName != "DeskScreen")
    demote(&session)
    #expect(session.screenName == "DeskScreen")
    session.press("Enter Enter")
    #expect(actions(session.effects).isEmpty)
  }

  @Test func norDoesOneOverAConversation() {
    var session = desk()
    session.state.workspace.push(ConversationScreen(thread: DeskTests.language))
    session.press("Ctrl-l d")
    #expect(session.screenName == "ActForm")
    demote(&session)
    session.press("Enter")
    #expect(actions(session.effects).isEmpty)
    #expect(session.text.contains("Dat kan alleen een begeleider."))
  }

  @Test(arguments: [true, false]) func reportsCloseWhenTheRoleGoes(_ isMember: Bool) {
    for up in ["", "Up", "Up Up"] {
      var session = desk("Left End \(up) Enter")
      #expect(session.screenName.hasSuffix("Screen") && session.screenName != "DeskScreen")
      if isMember { demote(&session) } else { session.send(.forumClosed(account: "dina")) }
      #expect(session.screenName == "DeskScreen")
      #expect(!session.text.contains("Magazijn Het Krat"))
      #expect(session.text.contains("Dit deel is voor begeleiders."))
    }
  }
}
