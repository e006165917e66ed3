import Testing

@testable import JOIModel
@testable import JOITUI

/// Writing on the forum: drafts, sending, and what one may do with a post.
@Suite struct ComposeTests {
  private func session(_ account: String = "anna") -> Session {
    Session(Size(width: 110, height: 30), forum: ForumFixture(as: account))
  }

  private let main = ForumFixture.id("anna", 1)

  private func open(_ thread: String, as account: String = "anna", at post: String? = nil) -> Session {
    var session = session(account)
    session.press("4")
    session.state.workspace.push(ConversationScreen(thread: thread, post: post))
    session.press("M")
    return session
  }

  @Test func questionIsAskedAndShown() {
    var session = session()
    session.press("4 a text:Xyloglyf_qwarz Enter Right Enter text:Zzyzx_vraag? Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.text.contains("Verstuurd."))
    #expect(session.text.contains("Xyloglyf qwarz"))
    #expect(session.text.contains("Zzyzx vraag?"))
    #expect(session.state.workspace.forum.drafts.isEmpty)
    session.press("Esc")
    #expect(session.screenName == "ForumScreen")
  }

  @Test func similarIsShownBeforeAQuestionGoes() {
    var session = session("bert")
    session.press(
      "4 a text:Chauffeurs_betrekken_bij_de_planning Tab Tab text:Rooster_zonder_de_chauffeurs? Ctrl-x")
    #expect(session.screenName == "SimilarScreen")
    #expect(session.text.contains("Chauffeurs betrekken bij de planning"))
    #expect(!session.effects.contains { if case .post = $0 { true } else { false } })
    session.press("Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.effects.contains { if case .post = $0 { true } else { false } })
  }

  @Test func missingPartsAreAskedFor() {
    var session = session()
    session.press("4 a Ctrl-x")
    #expect(session.text.contains("Schrijf eerst iets."))
    session.press("Tab Tab text:tekst Ctrl-x")
    #expect(session.text.contains("Geef je vraag een titel."))
    #expect(session.screenName == "ComposeScreen")
  }

  @Test func replyStandsWhereItBelongs() {
    var session = open(main, as: "carl", at: ForumFixture.id("bert", 2))
    session.press("r text:Dank_je. Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.cursorLine.contains("Planner, Magazijn Het Krat"))
    let forum = session.state.workspace.forum.forum
    let post = session.state.screen.post(session.state.workspace).flatMap { forum?.post($0) }
    #expect(post.flatMap { forum?.parent($0) }.flatMap { forum?.id($0) } == ForumFixture.id("bert", 2))
    #expect(post.flatMap { forum?.body($0) } == "Dank je.")
  }

  @Test func quoteBringsTheText() {
    var session = open(main, as: "carl", at: ForumFixture.id("anna", 2))
    session.press("R")
    #expect(session.text.contains("> Hoeveel tijd kost dat?"))
  }

  @Test func everyKeyIsKeptAndOfferedAgain() {
    var session = open(main, as: "carl")
    session.press("r text:half")
    guard case .keep(let kept)? = session.effects.last(where: { if case .keep = $0 { true } else { false } })
    else {
      Issue.record("nothing was kept")
      return
    }
    #expect(kept.body == "half")
    session.press("Esc r")
    #expect(session.text.contains("half"))
    #expect(session.text.contains("Dit is je concept van 24 nov 11:00."))
    session.press("Esc 0")
    #expect(session.text.contains("Concept: Chauffeurs betrekken bij de planning"))
  }

  @Test func discardAsksOnce() {
    var session = open(main, as: "carl")
    session.press("r text:weg Ctrl-g")
    #expect(session.screenName == "ComposeScreen")
    #expect(session.text.contains("Nog eens Ctrl-G gooit dit concept weg."))
    session.press("x Ctrl-g")
    #expect(session.screenName == "ComposeScreen", "another key takes the question back")
    session.press("Ctrl-g")
    #expect(session.screenName == "ConversationScreen")
    #expect(session.state.workspace.forum.drafts.isEmpty)
  }

  @Test func failureKeepsTheTextAndTheIdForAnotherTry() {
    var session = open(main, as: "carl")
    session.diskProblem = "No space left on device"
    session.press("r text:belangrijk Ctrl-x")
    #expect(session.screenName == "ComposeScreen")
    #expect(session.text.contains("Niet verstuurd: No space left on device"))
    #expect(session.text.contains("belangrijk"))
    session.diskProblem = nil
    session.press("Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    let ids = session.effects.compactMap {
      if case .post(let events, _) = $0 { events.first?.event.id } else { nil }
    }
    #expect(ids.count == 2 && ids[0] == ids[1])
  }

  @Test func questionIsOnItsWayUntilItHasBeenRead() {
    var session = session("carl")
    session.isSlow = true
    session.press("4 a text:Zonnebloemen Enter Enter text:Waarom? Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    let coming = Language.dutch.text(.threadComing)
    #expect(session.text.contains(coming) && !session.text.contains(Language.dutch.text(.threadGone)))
    session.press("r")
    #expect(session.state.workspace.notice?.text == coming, "a reply has to wait, and is told why")
    session.read()
    #expect(session.text.contains("Waarom?"))
    session.press("r")
    #expect(session.screenName == "ComposeScreen")
  }

  /// A program was killed between writing and throwing the draft away, and somebody writes on: the old id would keep
  /// what is new from counting.
  @Test func draftOfAChangeThatWasSentAndWrittenOnCounts() {
    var session = open(main, as: "anna", at: ForumFixture.id("anna", 2))
    session.press("i text:_Eerst. Ctrl-x")
    guard
      case .post(_, let sent?)? = session.effects.last(where: {
        if case .post = $0 { true } else { false }
      })
    else {
      Issue.record("nothing was sent")
      return
    }
    session.state.workspace.forum.keep(sent)
    session.press("i text:_Daarna. Ctrl-x")
    let forum = session.state.workspace.forum.forum
    let body = forum?.post(ForumFixture.id("anna", 2)).flatMap { forum?.body($0) }
    #expect(body == "Hoeveel tijd kost dat? Eerst. Daarna.")
  }

  @Test func toolIsInsertedAsALink() {
    var session = open(main, as: "carl")
    session.press("r text:Probeer_[[ text:zelfroosteren Enter")
    #expect(session.screenName == "ComposeScreen")
    #expect(session.text.contains("Probeer [Zelfroosteren](tool:zelfroosteren)"))
    #expect(!session.text.contains("[["))
  }

  @Test func previewShowsWhatItBecomes() {
    var session = open(main, as: "carl")
    session.press("r text:Een_*woord* Ctrl-p")
    #expect(session.screenName == "PreviewScreen")
    #expect(session.text.contains("Een woord"))
    session.press("Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
  }

  @Test func illnessBesideAPersonGivesAHintAndNoBlock() {
    var session = open(main, as: "carl")
    session.press("r text:Onze_collega_Karel_is_ziek")
    #expect(session.text.contains("Let op: noem hier niemands ziekte of verzuim (AVG)."))
    session.press("Ctrl-x")
    #expect(session.screenName == "ConversationScreen")
    var other = open(main, as: "carl")
    other.press("r text:Ons_ziekteverzuim_daalt_sinds_maart.")
    #expect(!other.text.contains("Let op"))
  }

  // MARK: Acts

  @Test func ownPostIsChangedAndTakenBackOthersAreNot() {
    var session = open(main, as: "anna", at: ForumFixture.id("anna", 2))
    session.press("i text:_En_daarna? Ctrl-x")
    #expect(session.text.contains("Hoeveel tijd kost dat? En daarna?") || session.text.contains("En daarna?"))
    #expect(session.text.contains("gewijzigd"))
    session.press("x text:al_beantwoord Enter")
    #expect(session.text.contains("Ingetrokken door de schrijver: al beantwoord"))
    var other = open(main, as: "carl", at: ForumFixture.id("anna", 2))
    other.press("i")
    #expect(other.text.contains("Dit is niet je eigen bericht."))
    other.press("x")
    #expect(other.screenName == "ConversationScreen")
  }

  @Test func likeIsGivenAndTakenAway() {
    var session = open(main, as: "carl", at: ForumFixture.id("bert", 1))
    session.press("+")
    #expect(session.text.contains("2 vinden dit goed"))
    session.press("+")
    #expect(session.text.contains("1 vindt dit goed"))
    var own = open(main, as: "bert", at: ForumFixture.id("bert", 1))
    own.press("+")
    #expect(own.text.contains("Dit is je eigen bericht."))
  }

  @Test func onlyTheAskerMarksTheAnswer() {
    var session = open(main, as: "anna", at: ForumFixture.id("carl", 1))
    session.press("*")
    #expect(session.text.contains("Gemarkeerd als het antwoord."))
    let forum = session.state.workspace.forum.forum
    #expect(
      forum?.thread(main).flatMap { forum?.threads[$0].answer } == forum?.post(ForumFixture.id("carl", 1)))
    session.press("*")
    #expect(session.text.contains("Niet meer gemarkeerd als antwoord."))
    var other = open(main, as: "carl", at: ForumFixture.id("bert", 1))
    other.press("*")
    #expect(other.text.contains("Alleen wie de vraag stelde, of een begeleider, kiest het antwoord."))
  }

  @Test func flagNeedsAReasonAndShowsToTheFacilitatorOnly() {
    var session = open(main, as: "eef", at: ForumFixture.id("carl", 1))
    // The usual reasons stand there; who goes to the field for other words has to write some.
    session.press("! Tab Enter")
    #expect(session.text.contains("Schrijf kort waarom"))
    session.press("text:hoort_elders Enter")
    #expect(session.text.contains("Gemeld"))
    guard case .post(let events, _)? = session.effects.last else {
      Issue.record("nothing was written")
      return
    }
    #expect(events.map(\.room) == ["meldingen"])
    #expect(events.first?.event.action == .flag(post: ForumFixture.id("carl", 1), reason: "hoort elders"))
    guard var fixture = session.fixture else { return }
    fixture.account = "bert"
    var bert = Session(forum: fixture)
    bert.state.workspace.push(ConversationScreen(thread: main))
    bert.press("M")
    #expect(!bert.text.contains("gemeld") && !bert.text.contains("hoort elders"))
    fixture.account = "dina"
    var dina = Session(Size(width: 110, height: 60), forum: fixture)
    dina.state.workspace.push(ConversationScreen(thread: main))
    dina.press("M")
    #expect(dina.text.contains("⚑ gemeld") && dina.text.contains("Reden: hoort elders"))
    var eef = fixture
    eef.account = "eef"
    var flagger = Session(Size(width: 110, height: 60), forum: eef)
    flagger.state.workspace.push(ConversationScreen(thread: main))
    flagger.press("M")
    #expect(flagger.text.contains("⚑ gemeld"), "one's own flag")
  }

  @Test func closedTakesNoReply() {
    var session = open(ForumFixture.id("dina", 2), as: "anna")
    #expect(session.text.contains("Gesloten: de bijeenkomst is geweest"))
    session.press("r")
    #expect(session.text.contains("Dit gesprek is gesloten; er kan niets meer bij."))
    #expect(session.screenName == "ConversationScreen")
  }
}
