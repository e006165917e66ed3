import JOIModel
import Testing

@testable import JOITUI

/// A click selects, a second one opens; tabs and keys on the bottom line are buttons; the wheel scrolls.
@Suite struct MouseTests {
  private func place(of text: String, in session: Session) -> (x: Int, y: Int)? {
    for (y, line) in session.lines.enumerated() {
      if let range = line.range(of: text) {
        return (TextWidth.columns(String(line[..<range.lowerBound])), y)
      }
    }
    return nil
  }

  @Test func clickSelectsAndAgainOpens() throws {
    var session = Session()
    session.press("1")
    let tool = try #require(place(of: "Skills matrix", in: session))
    session.send(.click(x: tool.x, y: tool.y))
    #expect(session.cursorLine.contains("Skills matrix"))
    session.send(.click(x: tool.x, y: tool.y))
    #expect(session.screenName == "ToolPage")
  }

  @Test func tabsAndKeysAreButtons() throws {
    var session = Session()
    let tab = try #require(place(of: "2 Overzicht", in: session))
    session.send(.click(x: tab.x, y: tab.y))
    #expect(session.screenName == "OverviewScreen")
    let help = try #require(place(of: "? hulp", in: session))
    session.send(.click(x: help.x, y: help.y))
    #expect(session.screenName == "HelpScreen")
  }

  @Test func aLinkIsFocusedAndThenFollowed() throws {
    var session = Session()
    session.press("2")
    let link = try #require(place(of: "Skills", in: session))
    session.send(.click(x: link.x, y: link.y))
    #expect(session.screenName == "OverviewScreen")
    session.send(.click(x: link.x, y: link.y))
    #expect(session.screenName == "ToolPage")
  }

  @Test func theWheelScrolls() {
    var session = Session(Size(width: 80, height: 24))
    session.press("1 Enter Enter")
    let first = session.lines[2]
    session.send(.wheel(3, x: 5, y: 5))
    #expect(session.lines[2] != first)
    session.send(.wheel(-3, x: 5, y: 5))
    #expect(session.lines[2] == first)
  }

  @Test func oneKeySwitchesItOffForGood() {
    var session = Session()
    session.press("M")
    var preferences = session.state.workspace.preferences
    #expect(!preferences.mouse)
    #expect(session.effects.contains(.setMouse(false)))
    #expect(session.effects.contains(.savePreferences(preferences)))
    session.press("M")
    preferences = session.state.workspace.preferences
    #expect(preferences.mouse)
  }
}
