import Testing

@testable import JOIModel
@testable import JOITUI

/// Reading the forum: lists, conversations, what is unread.
@Suite struct ForumTests {
  private func session(_ account: String = "anna", _ size: Size = Size(width: 110, height: 30)) -> Session {
    Session(size, forum: ForumFixture(as: account))
  }

  private let main = ForumFixture.id("anna", 1)

  @Test func listSaysWhoHowManyHowLongAndHowItStands() {
    var session = session()
    session.press("4")
    let line = session.lines.first { $0.contains("Chauffeurs betrekken") } ?? ""
    #expect(line.contains("Transport De Pall"))
    #expect(line.contains("5 ↩"))
    #expect(line.contains("1 w"))
    #expect(line.hasSuffix("✓"))
    #expect(
      session.lines.contains { $0.contains("Taal op de werkvloer") && $0.hasSuffix("wacht") })
    session.press("Down")
    #expect(session.text.contains("wacht op antwoord · 0 antwoorden · fictief voorbeeld · Verzuim"))
  }

  @Test func pinnedStandsFirstAndOrderChanges() {
    var session = session()
    session.press("4")
    #expect(session.cursorLine.contains("[vast] Wie komt er naar"))
    session.press("O O")
    #expect(session.text.contains("volgorde: wacht op antwoord"))
    session.press("Down")
    // A question without any reply waits before one that has some.
    #expect(session.cursorLine.contains("Wachttijd"))
  }

  @Test func roomForCompaniesIsNotThereForOthers() {
    var company = session("carl")
    company.press("4")
    #expect(company.text.contains("Wachttijd"))
    #expect(company.text.contains("4 gesprekken"))
    var institute = session("eef")
    institute.press("4")
    #expect(!institute.text.contains("Wachttijd"))
    #expect(!institute.text.contains("Alleen bedrijven"))
    #expect(institute.text.contains("3 gesprekken"))
    institute.press("/ text:wachttijd")
    #expect(institute.text.contains("0 berichten"))
  }

  @Test func guestsSeeNoForumUnlessTheyMayRead() {
    var refused = session("nobody")
    #expect(!refused.text.contains("4 Forum"))
    refused.press("4")
    #expect(refused.text.contains("Dit account (nobody) is geen lid."))
    var reading = Session(forum: ForumFixture(as: "nobody", guests: "read"))
    reading.press("4 Down Down Enter")
    #expect(reading.text.contains("Onze planners maken het rooster"))
    reading.press("r")
    #expect(reading.text.contains("Alleen leden kunnen schrijven."))
    #expect(reading.screenName == "ConversationScreen")
  }

  @Test func brokenCommunityIsSaidAndTheToolboxGoesOn() {
    var session = session()
    let finding = Finding(
      file: "data/community.json", line: 3, path: "", problem: .json(.syntax), severity: .error)
    session.send(.forumFailed(finding))
    session.press("4")
    #expect(session.text.contains("Het forum is nu niet te openen: data/community.json:3"))
    #expect(!session.text.contains("Chauffeurs betrekken"))
    session.press("1")
    #expect(session.screenName == "ToolboxScreen")
  }

  @Test func nothingFoundSaysHowToNarrow() {
    var session = session()
    session.press("4 / text:qqqq")
    #expect(session.text.contains("0 berichten"))
    #expect(session.text.contains("Beperk met van:naam"))
  }

  /// What is laid out is kept between keys, and made again when what it shows has changed.
  @Test func conversationKeepsUp() {
    var session = session("carl", Size(width: 110, height: 60))
    session.state.workspace.push(ConversationScreen(thread: main))
    session.press("M")
    #expect(session.text.contains("1 vindt dit goed"))
    session.post(.like(post: ForumFixture.id("bert", 1)), by: "eef")
    #expect(session.text.contains("2 vinden dit goed"))
    session.press("L")
    #expect(session.text.contains("2 like this"))
    session.send(.resize(Size(width: 70, height: 40)))
    #expect(session.text.contains("2 like this"))
    session.send(.toolboxLoaded(Toolbox()))
    session.press("Home")
    #expect(session.text.contains("unknown: zelfroosteren"))
  }

  @Test func treeShowsWhatAnswersWhat() {
    var session = session("carl", Size(width: 110, height: 60))
    session.press("4")
    session.state.workspace.push(ConversationScreen(thread: main))
    session.press("Home")
    let rows = session.lines
    let question = rows.firstIndex { $0.contains("├╴Teamleider, Magazijn Het Krat") }
    let below = rows.firstIndex { $0.contains("└╴HR-adviseur, Transport De Pallet") }
    #expect(question != nil && below != nil)
    if let question, let below { #expect(question < below) }
    #expect(rows.contains { $0.contains("✓ antwoord") })
    #expect(rows.contains { $0.contains("fictief voorbeeld") })
  }

  @Test func hiddenShowsTheReasonAlone() {
    var session = session("bert", Size(width: 110, height: 60))
    session.press("4")
    session.state.workspace.push(ConversationScreen(thread: main))
    session.press("Home")
    #expect(session.text.contains("Verborgen door een begeleider: gaat over één persoon"))
    #expect(!session.text.contains("Dit ging over een collega"))
    #expect(session.text.contains("Ingetrokken door de schrijver: hoorde hier niet"))
    #expect(!session.text.contains("Verkeerd gesprek"))
    #expect(session.text.contains("antwoord op een bericht dat er niet (meer) is"))
  }

  @Test func editedSaysSo() {
    var session = session()
    session.press("4")
    session.state.workspace.push(ConversationScreen(thread: ForumFixture.id("bert", 3)))
    session.press("Home")
    #expect(session.text.contains("gewijzigd"))
    #expect(session.text.contains("Negen talen, één vloer."))
    #expect(!session.text.contains("Wie helpt nieuwe mensen met de taal?"))
  }

  @Test func flatGoesByTimeAndBack() {
    var session = session("anna", Size(width: 110, height: 60))
    session.press("4 Down Down Down Enter t")
    let text = session.text
    #expect(!text.contains("├╴"))
    let first = text.range(of: "Hoeveel tijd kost dat?")?.lowerBound
    let second = text.range(of: "Een halfuur per week")?.lowerBound
    #expect(first != nil && second != nil)
    if let first, let second { #expect(first < second) }
    session.press("t")
    #expect(session.text.contains("├╴"))
  }

  @Test func foldHidesWhatStandsBelow() {
    var session = session("anna", Size(width: 110, height: 60))
    session.press("4 Down Down Down Enter Down -")
    #expect(session.text.contains("▸ nog 2 eronder"))
    #expect(!session.text.contains("Hoeveel tijd kost dat?"))
    session.press("Enter")
    #expect(session.text.contains("Hoeveel tijd kost dat?"))
  }

  @Test func parentLeadsUp() {
    var session = session("anna", Size(width: 110, height: 60))
    session.press("4 Down Down Down Enter Down Down Down")
    #expect(session.cursorLine.contains("Teamleider"))
    session.press("^")
    #expect(session.cursorLine.contains("HR-adviseur"))
    session.press("^")
    #expect(session.cursorLine.contains("Teamleider"))
  }

  @Test func linksLeadToToolAndBackToTheThread() {
    var session = session()
    session.press("4 Down Down Down Enter Tab Enter")
    #expect(session.screenName == "ToolPage")
    session.press("End")
    #expect(session.text.contains("Besproken in"))
    #expect(session.text.contains("Chauffeurs betrekken bij de planning (✓ beantwoord)"))
    session.press("Esc")
    #expect(session.screenName == "ConversationScreen")
  }

  @Test func unknownToolSaysSoAndHarmsNothing() {
    var session = session()
    session.post(
      .thread(
        title: "Wie kent dit?", theme: "planning", tags: [], tools: ["bestaat-niet"], body: "[x](tool:weg)"),
      by: "bert")
    session.press("4")
    let thread = session.state.workspace.forum.forum?.threads.last.map { $0.question }
    #expect(thread != nil)
    session.press("Down Enter")
    #expect(session.text.contains("onbekend: bestaat-niet"))
    session.press("Tab Enter")
    #expect(session.screenName == "ConversationScreen")
  }

  @Test func answerThatWasTakenBackIsNone() {
    var session = session()
    session.post(.retract(post: ForumFixture.id("bert", 1), reason: ""), by: "bert")
    let forum = session.state.workspace.forum.forum
    #expect(forum?.thread(main).map { forum?.state($0) == .waiting } == true)
  }

  // MARK: Unread

  @Test func unreadIsCountedMarkedAndReadOnSight() {
    var session = session("eef")
    #expect(session.text.contains("4 Forum ●"))
    let before = session.state.workspace.forum.unread.posts
    #expect(before > 0)
    session.press("4")
    #expect(session.text.contains("ongelezen"))
    session.press("Enter")
    #expect(session.state.workspace.forum.unread.posts < before)
  }

  @Test func nextUnreadVisitsEachOnceAndThenSaysNone() {
    var session = session("eef", Size(width: 80, height: 16))
    session.press("4")
    var visited: [String] = []
    for _ in 0..<30 {
      session.press(".")
      if session.text.contains("niets ongelezen") { break }
      visited.append(session.state.screen.post(session.state.workspace) ?? "")
    }
    #expect(session.state.workspace.forum.unread.posts == 0)
    #expect(Set(visited).count == visited.count, "\(visited)")
    #expect(session.text.contains("Je bent bij: niets ongelezen."))
  }

  @Test func watchedComesFirstAndMutedNever() {
    var session = session("eef")
    session.press("4 Down")
    let second = session.state.screen.thread(session.state.workspace)
    session.press("w")
    #expect(session.text.contains("Je volgt dit gesprek."))
    session.press(".")
    #expect(session.state.screen.thread(session.state.workspace) == second)
    var muted = self.session("eef")
    muted.press("4")
    let first = muted.state.screen.thread(muted.state.workspace)
    muted.press("w w")
    #expect(muted.text.contains("gedempt"))
    for _ in 0..<10 {
      muted.press(".")
      guard muted.screenName == "ConversationScreen" else { break }
      #expect(muted.state.screen.thread(muted.state.workspace) != first)
    }
    #expect(muted.state.workspace.forum.unread.byThread.reduce(0, +) > 0)
  }

  @Test func markReadEmptiesAThreadAndATheme() {
    var session = session("eef")
    session.press("4 m")
    #expect(!session.cursorLine.contains("● [vast]"))
    session.press("Left m")
    #expect(session.state.workspace.forum.unread.posts == 0)
    #expect(session.state.workspace.forum.hasNewMarks)
  }

  @Test func newPostAppearsWithoutAKeyAndMovesNothing() {
    var session = session("anna")
    session.press("4 Down Down Down Enter Down Down")
    let line = session.cursorLine
    session.post(
      .reply(thread: main, to: ForumFixture.id("bert", 2), body: "Ik sluit me aan."), by: "eef")
    #expect(session.cursorLine == line)
    #expect(session.text.contains("1 nieuw bericht"))
    session.press("End")
    session.press("Up")
    #expect(
      session.state.workspace.forum.forum?.threads.first { $0.title.hasPrefix("Chauffeurs") }?.replies == 6)
  }

  @Test func deepChainStaysReadableAtSixtyColumns() {
    var fixture = ForumFixture(as: "anna")
    var parent = main
    for number in 0..<200 {
      let event = ForumEvent(
        .reply(thread: main, to: parent, body: "Laag \(number) van de keten."),
        by: number % 2 == 0 ? "bert" : "carl",
        at: Timestamp(milliseconds: ForumFixture.now.milliseconds + Int64(number)))
      fixture.append(event, room: "leden", by: number % 2 == 0 ? "bert" : "carl")
      parent = event.id
    }
    var session = Session(Size(width: 60, height: 16), forum: fixture)
    session.state.workspace.push(ConversationScreen(thread: main, post: parent))
    session.press("M")
    #expect(session.text.contains("Laag 199 van de keten."))
  }

  // MARK: Search

  @Test func searchShowsTheWordsAround() {
    var session = session()
    session.press("4 / text:klikkers")
    #expect(session.text.contains("1 bericht"))
    #expect(session.lines.contains { $0.contains("de snelste klikkers hadden") })
    session.press("Enter")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.cursorLine.contains("Planner, Magazijn Het Krat"))
  }

  @Test func searchNarrowsByConditions() {
    var session = session()
    session.press("4 / text:is:onbeantwoord_thema:verzuim")
    #expect(session.text.contains("1 bericht"))
    #expect(session.lines.contains { $0.contains("Taal op de werkvloer") })
  }

  @Test func searchEverywhereFindsConversationsToo() {
    var session = session()
    session.press("/ text:klikkers")
    #expect(session.lines.contains { $0.contains("Chauffeurs betrekken") && $0.contains("gesprek") })
    session.press("Enter")
    #expect(session.screenName == "ConversationScreen")
    var other = Session()
    other.press("/ text:klikkers")
    #expect(!other.text.contains("Chauffeurs betrekken"))
  }
}
