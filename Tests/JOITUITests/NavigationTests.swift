import JOIModel
import Testing

@testable import JOITUI

/// Going about: what keys do, and that one always comes back to where one was.
@Suite struct NavigationTests {
  @Test func fourKeysLeadToTheQuestionsAndOneMoreToTheTools() {
    var session = Session()
    session.press("Enter")
    #expect(session.screenName == "FinderScreen")
    session.press("text:druk Enter")
    #expect(["QuestionScreen", "ToolPage"].contains(session.screenName))
  }

  @Test func escapeGoesBackToTheSameCursor() {
    var session = Session()
    session.press("1 Enter Down Down Down")
    let before = session.text
    session.press("Enter Esc")
    #expect(session.text == before)
    session.press("u Esc")
    #expect(session.text == before)
    session.press("Enter Tab Tab Esc")
    #expect(session.text == before)
  }

  @Test(arguments: [
    "1 Enter Enter", "2 Down Enter", "3 Enter", "S", "?", "/ text:wai Enter", "Enter text:druk Enter",
  ])
  func leavingStepByStepEndsAtHome(_ keys: String) {
    var session = Session()
    session.press(keys)
    for _ in 0..<12 where session.screenName != "HomeScreen" { session.press("Esc") }
    #expect(session.screenName == "HomeScreen")
    session.press("q")
    #expect(session.effects.last == .quit)
  }

  @Test func leftGoesToTheTopicsAndThenBack() {
    var session = Session()
    session.press("1 Enter Down Left")
    #expect(session.cursorLine.contains("Alle tools"))
    session.press("Left")
    #expect(session.screenName == "HomeScreen")
  }

  @Test func tabKeysGoToTheFirstScreenOfTheirTab() {
    var session = Session()
    session.press("1 Enter Enter 1")
    #expect(session.screenName == "ToolboxScreen")
    session.press("2")
    #expect(session.screenName == "OverviewScreen")
    session.press("3 Enter 3")
    #expect(session.screenName == "ManualScreen")
    session.press("0")
    #expect(session.screenName == "HomeScreen")
    #expect(session.state.history.count == 1)
  }

  @Test func theToolUnderTheCursorStaysWhenTheFilterChanges() {
    var session = Session()
    session.press("1 Enter End")
    #expect(session.cursorLine.contains("> ") && session.cursorLine.contains("ADKAR-model"))
    session.press("f Down Down Space Esc")
    #expect(session.cursorLine.contains("ADKAR-model"))
    #expect(session.text.contains("filter: individu"))
    session.press("Esc")
    #expect(session.text.contains("Filter gewist"))
    #expect(session.cursorLine.contains("ADKAR-model"))
  }

  @Test func previousAndNextToolWalkTheList() {
    var session = Session()
    session.press("1 Enter Enter")
    let first = session.lines[2]
    session.press("]")
    #expect(session.lines[2] != first)
    session.press("[")
    #expect(session.lines[2] == first)
    session.press("[")
    #expect(session.text.contains("eerste tool van de lijst"))
  }

  @Test func theLanguageChangesWithoutLosingThePlace() {
    var session = Session(Size(width: 80, height: 24))
    session.press("1 Enter Down Enter")
    for _ in 0..<60 where !session.lines[2].contains("4 Hoe werkt de tool?") { session.press("Down") }
    #expect(session.lines[2].contains("4 Hoe werkt de tool?"))
    session.press("L")
    #expect(session.text.contains("4 How does the tool work?"))
    session.press("L")
    #expect(session.lines.contains { $0.contains("4 Hoe werkt de tool?") })
    session.press("Esc L")
    #expect(session.cursorLine.contains("WEBA method"))
  }

  @Test func anotherSizeKeepsSelectionAndPlace() {
    var session = Session()
    session.press("1 Enter Down Down Down")
    session.send(.resize(Size(width: 30, height: 8)))
    #expect(session.text.contains("te klein"))
    session.send(.resize(Size(width: 80, height: 24)))
    #expect(session.cursorLine.contains("DIX"))
  }

  @Test func whatIsTooSmallCanOnlyBeLeft() {
    var session = Session()
    session.send(.resize(Size(width: 20, height: 5)))
    session.press("1 Down s")
    #expect(session.screenName == "HomeScreen")
    #expect(session.state.workspace.selection.entries.isEmpty)
    session.press("q")
    #expect(session.effects.last == .quit)
  }

  @Test func anUnknownKeySaysSo() {
    var session = Session()
    session.press("Z")
    #expect(session.text.contains("Z doet hier niets"))
    session.press("1 Z Down")
    #expect(!session.text.contains("doet hier niets"))
  }

  @Test func linksOfTextsLeadThereAndBack() {
    var session = Session()
    session.press("3 Enter")
    let before = session.text
    session.press("Tab Enter")
    #expect(session.screenName == "FinderScreen")
    session.press("Esc")
    session.press("BTab")
    session.press("Esc Enter")
    #expect(session.text == before)
  }

  @Test func theHistoryIsBounded() {
    var session = Session()
    for _ in 0..<(AppState.historyLimit * 2) { session.press("2 3") }
    #expect(session.state.history.count <= AppState.historyLimit)
    #expect(session.state.history.first is HomeScreen)
  }

  @Test func enterBeforeAnythingElseOpensTheFirstRow() {
    var state = AppState(
      toolbox: Session.toolbox, options: .init(language: .dutch), size: Size(width: 80, height: 24))
    state.update(.key(.enter))
    #expect(state.screen is FinderScreen)
  }
}
