import JOIModel
import Testing

@testable import JOITUI

/// What a facilitator does at the desk: three conversations wait in the fixture, two without an answer and one with
/// posts that nobody has seen. dina is the facilitator.
@Suite struct DeskTests {
  static let old = ForumFixture.id("carl", 8)
  static let language = ForumFixture.id("bert", 3)
  static let main = ForumFixture.id("anna", 1)

  private func desk(_ keys: String = "", size: Size = Size(width: 110, height: 30)) -> Session {
    var session = Session(size, forum: ForumFixture(as: "dina"))
    session.press("5 \(keys)")
    return session
  }

  private func events(_ session: Session) -> [RoomEvent] {
    session.effects.flatMap { effect -> [RoomEvent] in
      if case .post(let events, _) = effect { events } else { [] }
    }
  }

  private func actions(_ session: Session) -> [ForumEvent.Action] { events(session).map(\.event.action) }

  private func waiting(_ session: Session) -> [String] {
    guard let forum = session.state.workspace.forum.forum else { return [] }
    return session.state.workspace.forum.queue.items.map { forum.id(forum.threads[$0.thread].question) }
  }

  // MARK: The queue

  @Test func theCountStandsInTheTabAndOnHome() {
    var session = Session(forum: ForumFixture(as: "dina"))
    #expect(session.lines[0].contains("5 Begeleiding ●3"))
    #expect(session.text.contains("3 gesprekken wachten op een begeleider"))
    session.press("5")
    #expect(session.screenName == "DeskScreen")
    #expect(waiting(session) == [Self.old, Self.language, Self.main])
    #expect(session.cursorLine.contains("Geen antwoord") && session.cursorLine.contains("Wachttijd bij"))
  }

  @Test func theCountStaysInASmallWindow() {
    for width in [60, 72, 80] {
      let session = Session(Size(width: width, height: 24), forum: ForumFixture(as: "dina"))
      #expect(session.lines[0].contains("5 Begeleiding ●3"), "\(width)")
    }
  }

  @Test func membersHaveNoDesk() {
    var session = Session(forum: ForumFixture(as: "anna"))
    #expect(!session.text.contains("Begeleiding"))
    session.press("5")
    #expect(session.screenName == "HomeScreen")
    #expect(session.text.contains("Dit deel is voor begeleiders."))
    session.state.workspace.open(.desk)
    session.press("Ctrl-l")
    #expect(session.text.contains("Dit deel is voor begeleiders."))
    #expect(!session.text.contains("Wachttijd bij klanten"))
  }

  @Test func seenLeavesTheListAndTheNextKeyIsForTheNext() {
    let session = desk("v v v")
    #expect(
      actions(session) == [
        .review(target: Self.old), .review(target: Self.language),
        .review(target: ForumFixture.id("carl", 4)),
      ])
    #expect(events(session).map(\.room) == ["bedrijven", "leden", "leden"])
    #expect(waiting(session).isEmpty)
    #expect(session.text.contains("Niets wacht op een begeleider."))
    #expect(session.lines[0].contains("[5 Begeleiding]"), "no count of nothing")
  }

  /// Several keys may come before the first act has been read back from disk.
  @Test func keysThatAreTypedAheadMeetTheNextOne() {
    var state = desk().state
    for _ in 0..<2 { state.update(.key(.character("v"))) }
    let events = state.takeEffects().flatMap { effect -> [RoomEvent] in
      if case .post(let events, _) = effect { events } else { [] }
    }
    #expect(events.map(\.event.action) == [.review(target: Self.old), .review(target: Self.language)])
    let done = events.map(\.event.id)
    // Nor does undoing take back what was done before them.
    for _ in 0..<2 { state.update(.key(.character("z"))) }
    let undone = state.takeEffects().flatMap { effect -> [ForumEvent.Action] in
      if case .post(let events, _) = effect { events.map(\.event.action) } else { [] }
    }
    #expect(undone == done.reversed().map { .undo(event: $0) })
  }

  @Test func undoTakesBackOneAfterTheOther() {
    var session = desk("v v")
    #expect(waiting(session) == [Self.main])
    session.press("z")
    #expect(waiting(session) == [Self.language, Self.main])
    #expect(session.text.contains("Teruggenomen: Gezien"))
    session.press("z")
    #expect(waiting(session) == [Self.old, Self.language, Self.main])
    // What she did before stands behind it: the pinning of the fixture.
    session.press("z")
    #expect(session.text.contains("Teruggenomen: Vastgezet"))
  }

  @Test func whatCouldNotBeWrittenComesBack() {
    var session = desk()
    session.diskProblem = "No space left on device"
    session.press("v")
    #expect(session.text.contains("No space left on device"))
    #expect(waiting(session) == [Self.old, Self.language, Self.main])
  }

  @Test func narrowedByReasonAndByTheme() {
    var session = desk("Left Down Down")
    #expect(session.cursorLine.contains("Geen antwoord"))
    session.press("Enter")
    #expect(session.text.contains("2 gesprekken"))
    session.press("f Down Enter")
    #expect(session.text.contains("Geen antwoord › Verzuim"))
    #expect(session.cursorLine.contains("Taal op de werkvloer"))
    session.press("f End Up Enter")
    #expect(session.text.contains("Hier wacht niets."))
    session.press("Esc")
    #expect(session.text.contains("3 gesprekken"))
  }

  @Test func theClockAloneMakesThingsOverdue() {
    var session = desk("v v v")
    #expect(waiting(session).isEmpty)
    session.state.workspace.now = Timestamp(
      milliseconds: ForumFixture.now.milliseconds + 15 * Community.Desk.day)
    session.press("Down")
    // Nobody answered: what was seen comes back when it has gone quiet.
    #expect(waiting(session) == [Self.old, Self.language])
    #expect(session.text.contains("Stilgevallen"))
  }

  @Test func aNewPostComesIntoTheListAndTheCursorStays() {
    var session = desk("v v v")
    session.post(.reply(thread: Self.language, to: Self.language, body: "Wij!"), by: "eef")
    #expect(waiting(session) == [Self.language])
    session.press("v")
    session.post(.reply(thread: Self.main, to: Self.main, body: "Nog iets"), by: "anna")
    session.post(.reply(thread: Self.old, to: Self.old, body: "Hier"), by: "bert")
    let line = session.cursorLine
    session.post(.reply(thread: Self.language, to: Self.language, body: "En ik"), by: "anna")
    #expect(session.cursorLine == line)
  }

  // MARK: Acts

  @Test func hidingTakesTwoKeysAndShowingOne() throws {
    var session = desk("Down d")
    #expect(session.screenName == "ActForm")
    session.press("Enter")
    #expect(
      actions(session) == [
        .hide(target: Self.language, reason: "noemt een persoon of iemands gezondheid")
      ])
    #expect(events(session).map(\.room) == ["leden"])
    var forum = try #require(session.state.workspace.forum.forum)
    #expect(forum.isHidden(try #require(forum.post(Self.language))))
    session.state.workspace.push(ConversationScreen(thread: Self.language))
    session.press("Ctrl-l d")
    #expect(actions(session).last == .show(target: Self.language, reason: ""))
    forum = try #require(session.state.workspace.forum.forum)
    #expect(!forum.isHidden(try #require(forum.post(Self.language))))
  }

  @Test func aReasonInOnesOwnWordsNeedsSome() {
    var session = desk("c Tab Enter")
    #expect(session.text.contains("Schrijf kort waarom"))
    #expect(actions(session).isEmpty)
    session.press("text:afgehandeld_per_telefoon Enter")
    #expect(actions(session) == [.close(target: Self.old, reason: "afgehandeld per telefoon")])
    #expect(!waiting(session).contains(Self.old), "who closes has looked through it")
  }

  /// What was written elsewhere and pasted comes through whole.
  @Test func aLongReasonIsNotCut() {
    let reason = String(repeating: "lang ", count: 100) + "einde"
    var session = desk("c")
    session.send(.paste(reason))
    session.press("Enter")
    #expect(actions(session) == [.close(target: Self.old, reason: reason)])
  }

  /// Typing goes to the field, wherever the cursor is.
  @Test func lettersGoToTheField() {
    var session = desk("c Down text:klaar Enter")
    #expect(actions(session) == [.close(target: Self.old, reason: "klaar")])
    session = desk("c Down Enter")
    #expect(actions(session) == [.close(target: Self.old, reason: "gaat verder in een ander gesprek")])
  }

  @Test func movingChangesTheTheme() throws {
    let session = desk("Down > Enter")
    #expect(actions(session) == [.move(target: Self.language, theme: "planning", reason: "")])
    let forum = try #require(session.state.workspace.forum.forum)
    #expect(forum.threads[try #require(forum.thread(Self.language))].theme == "planning")
  }

  @Test func titleAndTagsAreChangedTogether() {
    let session = desk("Down T Ctrl-u text:Taal_op_de_vloer Tab text:taal,_#nacht Tab text:korter Enter")
    #expect(
      actions(session) == [
        .retitle(
          target: Self.language, title: "Taal op de vloer", tags: ["taal", "nacht"], reason: "korter")
      ])
    #expect(session.text.contains("Taal op de vloer"))
  }

  /// What is marked is for acts with several; a title is for the one at hand.
  @Test func theTitleIsThatOfTheConversationAtHand() {
    let session = desk("Space T")
    #expect(session.text.contains("Taal op de werkvloer") && !session.text.contains("Wachttijd bij klanten"))
  }

  /// The footer shows the post with which a key does something, also where the queue is narrowed.
  @Test func theFooterShowsThePostAtHand() {
    var session = desk("v v v")
    session.post(.reply(thread: Self.language, to: Self.language, body: "Zo doen wij het."), by: "anna")
    session.post(.reply(thread: Self.language, to: Self.language, body: "Ik ben hier nieuw."), by: "eef")
    #expect(session.text.contains("Ik ben hier nieuw.") && !session.text.contains("Zo doen wij het."))
    session.press("Left End Up Up Up Enter")
    #expect(session.cursorLine.contains("Nieuw 2"))
    #expect(session.text.contains("Zo doen wij het.") && !session.text.contains("Ik ben hier nieuw."))
  }

  @Test func aTitleIsNotTakenAway() {
    let session = desk("Down T Ctrl-u Enter")
    #expect(session.text.contains("Een gesprek heeft een titel nodig."))
    #expect(actions(session).isEmpty)
  }

  @Test func aToolIsLinked() throws {
    let session = desk("Down & text:zelfroosteren Enter")
    #expect(actions(session) == [.link(target: Self.language, tool: "zelfroosteren")])
    #expect(session.screenName == "DeskScreen")
    let forum = try #require(session.state.workspace.forum.forum)
    #expect(forum.threads(about: "zelfroosteren").contains(try #require(forum.thread(Self.language))))
  }

  @Test func notesAreForFacilitatorsOnly() {
    var session = desk("Down o text:gebeld_met_de_vrager Enter")
    #expect(actions(session) == [.note(target: Self.language, body: "gebeld met de vrager")])
    #expect(events(session).map(\.room) == ["begeleiding"])
    session.press("Enter")
    #expect(session.text.contains("Notitie voor begeleiders, Begeleider, Instituut Het Raam: gebeld met de"))
    var fixture = session.fixture
    fixture?.account = "anna"
    var member = Session(forum: fixture)
    member.state.workspace.push(ConversationScreen(thread: Self.language))
    member.press("Ctrl-l")
    #expect(member.text.contains("Taal op de werkvloer"))
    #expect(!member.text.contains("gebeld"))
    member.press("H")
    #expect(!member.text.contains("gebeld"))
  }

  @Test func pinningAgainUnpins() {
    var session = desk("p")
    session.press("p")
    #expect(actions(session) == [.pin(target: Self.old), .unpin(target: Self.old)])
  }

  @Test func severalAtOnceAreAskedOnceAndTakenBackTogether() {
    var session = desk("Space Space Space c")
    #expect(session.text.contains("3 gesprekken"))
    #expect(session.text.contains("Wachttijd bij klanten") && session.text.contains("Taal op de werkvloer"))
    session.press("Enter")
    #expect(actions(session).count == 3)
    #expect(Set(events(session).map(\.event.time)).count == 1)
    #expect(events(session).map(\.room) == ["bedrijven", "leden", "leden"])
    #expect(waiting(session).isEmpty)
    session.press("z")
    #expect(actions(session).suffix(3).allSatisfy { if case .undo = $0 { true } else { false } })
    #expect(waiting(session) == [Self.old, Self.language, Self.main])
    #expect(session.state.workspace.forum.marked.isEmpty)
  }

  @Test func seenForSeveralAsksOnceAndEscDoesNothing() {
    var session = desk("Space Space v")
    #expect(session.text.contains("2 gesprekken tegelijk"))
    session.press("Esc")
    #expect(actions(session).isEmpty)
    session.press("v Enter")
    #expect(actions(session).count == 2)
    #expect(waiting(session) == [Self.main])
  }

  @Test func conversationsOfDifferentRoomsAreNotMovedTogether() {
    let session = desk("Space Space >")
    #expect(session.screenName == "DeskScreen")
    #expect(session.text.contains("verschillende ruimten"))
  }

  @Test func theAnswerIsMarkedWhereThereIsOne() {
    var session = desk("*")
    #expect(session.text.contains("Open het gesprek en zet de cursor op het antwoord."))
    session.post(.reply(thread: Self.language, to: Self.language, body: "Wij!"), by: "eef")
    session.press("Left Down Down Down Down Down Enter")
    #expect(session.cursorLine.contains("Eerste bericht"))
    session.press("Down")
    #expect(session.cursorLine.contains("Taal op de werkvloer"))
    session.press("*")
    guard case .answer(let thread, let post)? = actions(session).last else {
      Issue.record("\(actions(session))")
      return
    }
    #expect(thread == Self.language && post.hasPrefix("eef-"))
  }

  @Test func replyingFromTheDeskOpensTheEditor() {
    let session = desk("r")
    #expect(session.screenName == "ComposeScreen")
  }

  @Test func enterOpensTheConversationAtWhatWaitsAndEscComesBack() {
    var session = desk("Down Enter")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.text.contains("Negen talen"))
    session.press("v Esc")
    #expect(session.screenName == "DeskScreen")
    #expect(waiting(session) == [Self.old, Self.main])
    #expect(session.cursorLine.contains("Chauffeurs betrekken"))
  }

  @Test func membersCanDoNoneOfIt() {
    for key in ["v", "d", "c", "p", ">", "T", "&", "o", "z"] {
      var session = Session(forum: ForumFixture(as: "anna"))
      session.state.workspace.push(ConversationScreen(thread: Self.language))
      session.press("Ctrl-l \(key)")
      #expect(session.text.contains("Dat kan alleen een begeleider."), "\(key)")
      #expect(session.screenName == "ConversationScreen", "\(key)")
      #expect(actions(session).isEmpty, "\(key)")
    }
  }

  @Test func whatIsHiddenFacilitatorsStillRead() {
    func text(_ account: String) -> String {
      var session = Session(Size(width: 110, height: 70), forum: ForumFixture(as: account))
      session.state.workspace.push(ConversationScreen(thread: Self.main))
      session.press("Ctrl-l")
      return session.text
    }
    #expect(text("dina").contains("Dit ging over een collega."))
    #expect(text("dina").contains("gaat over één persoon"))
    #expect(!text("anna").contains("Dit ging over een collega."))
    #expect(!text("carl").contains("Dit ging over een collega."), "nor its author")
  }

  @Test func theHistorySaysWhoWhatWhenAndWhy() {
    var session = desk("Down d Enter")
    session.state.workspace.push(ConversationScreen(thread: Self.language))
    session.press("Ctrl-l z H")
    #expect(session.screenName == "HistoryScreen")
    #expect(
      session.text.contains(
        "Verborgen door Begeleider, Instituut Het Raam: noemt een persoon of iemands"))
    #expect(session.text.contains("gezondheid (teruggenomen 24 nov 11:00)"))
    #expect(session.text.contains("24 nov 11:00"))
  }

  // MARK: Reports

  private func report(_ number: Int, _ keys: String = "", size: Size = Size(width: 110, height: 40))
    -> Session
  {
    desk(
      "Left End \(Array(repeating: "Up", count: 3 - number).joined(separator: " ")) Enter \(keys)", size: size
    )
  }

  @Test func contributionsCountAndSort() {
    var session = report(1)
    #expect(session.screenName == "ContributionsScreen")
    #expect(session.text.contains("4e kwartaal 2026"))
    // Het Krat: bert asked one and answered twice; carl asked one and answered twice, what is gone not counted.
    let krat = session.lines.first { $0.contains("Magazijn Het Krat") } ?? ""
    #expect(krat.split(separator: " ").suffix(7).prefix(4).joined(separator: " ") == "2 4 1 1", "\(krat)")
    session.press("t")
    #expect(session.text.contains("Teamleider"))
    session.press("f")
    #expect(session.text.contains("Onderzoeker") && !session.text.contains("Teamleider"))
    session.press("f f f O O")
    #expect(session.text.contains("Planner"))
    session.press("[")
    #expect(session.text.contains("3e kwartaal 2026"))
    session.press("] ]")
    #expect(session.text.contains("Dit is de laatste periode."))
    session.press("P")
    #expect(session.text.contains("november 2026"))
    session.press("e Enter")
    guard case .export(let name, "csv", let text)? = session.effects.last else {
      Issue.record("\(String(describing: session.effects.last))")
      return
    }
    #expect(name == "joi-bijdragen-2026-11")
    #expect(text.contains("carl"))
  }

  @Test func effectShowsFiguresWithN() {
    var session = report(2)
    #expect(session.screenName == "EffectScreen")
    // Members asked three; one was answered.
    #expect(session.text.contains("33% (n=3)"))
    session.press("e")
    #expect(session.text.contains("ssh host joi-tui report effect --period 2026-Q4"))
    session.press("Down Enter")
    guard case .export(let name, "json", let text)? = session.effects.last else {
      Issue.record("\(String(describing: session.effects.last))")
      return
    }
    #expect(name == "joi-effect-2026-Q4")
    #expect(!text.contains("nan") && text.contains("2026-Q4"))
    session.press("?")
    #expect(session.text.contains("Wat de cijfers tellen"))
  }

  @Test func effectOfAnEmptyPeriodIsZerosAndNotApplicable() {
    let session = report(2, "[ [ [")
    #expect(session.text.contains("1e kwartaal 2026"))
    #expect(session.text.contains("n.v.t. (n=0)"))
    #expect(!session.text.lowercased().contains("nan"))
  }

  @Test func theDigestIsForAllMembersAndCanBeTakenAlong() {
    var session = report(3)
    #expect(session.screenName == "DigestScreen")
    #expect(session.text.contains("Taal op de werkvloer"))
    #expect(!session.text.contains("Wachttijd bij klanten"), "a room for companies")
    session.press("y")
    guard case .copy(let text)? = session.effects.last else {
      Issue.record("\(String(describing: session.effects.last))")
      return
    }
    #expect(text.contains("Taal op de werkvloer"))
    session.press("e")
    #expect(session.text.contains("joi-tui digest --since 7d --lang nl --format html"))
    session.press("Enter")
    guard case .export(_, "html", _)? = session.effects.last else {
      Issue.record("\(String(describing: session.effects.last))")
      return
    }
    // A name of two words would be two names for the shell.
    session.press("L e")
    #expect(session.text.contains("> joi-weekly-digest.html"))
  }
}
