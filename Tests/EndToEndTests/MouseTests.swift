import JOIModel
import Testing

/// The mouse, as terminals send it (SGR 1006).
@Suite("Mouse")
struct MouseTests {
  private let dutch = Language.dutch

  private func press(_ button: Int, at place: Screen.Cursor, _ tmux: Tmux) throws {
    try tmux.send(bytes: "\u{1B}[<\(button);\(place.x + 1);\(place.y + 1)M")
    if button < 64 { try tmux.send(bytes: "\u{1B}[<\(button);\(place.x + 1);\(place.y + 1)m") }
  }

  @Test("Mouse: a click selects, a second click opens, a click on a tab goes there")
  func click() throws {
    let tmux = try Joi().open()
    #expect(try tmux.screen().listensToMouse)
    var screen = try tmux.press("1", until: "Bessenpluk")
    try press(0, at: try #require(screen.place(of: "Bessenpluk")), tmux)
    screen = try tmux.wait("the topic") { $0.selected.hasPrefix("Bessenpluk") && $0.contains("Deltaspel") }
    try press(0, at: try #require(screen.place(of: "Deltaspel")), tmux)
    screen = try tmux.wait("the tool") { $0.selected.hasPrefix("Deltaspel") }
    try press(0, at: .init(x: screen.cursor.x + 4, y: screen.cursor.y), tmux)
    screen = try tmux.wait("the tool's page") { $0.contains(FiveQuestions.question.heading(in: dutch)) }
    try press(0, at: try #require(screen.place(of: dutch.text(.tabManual))), tmux)
    try tmux.wait("the manual") { $0.contains("Wegwijzer") }
  }

  @Test("Mouse: the wheel scrolls a text down and up again")
  func wheel() throws {
    let tmux = try Joi().open()
    try tmux.openFirstTopic()
    let page = try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    try press(65, at: .init(x: 10, y: 10), tmux)
    let scrolled = try tmux.wait("the text further on") { $0.middle != page.middle }
    let rows = try #require((1..<10).first { scrolled.row(2) == page.row(2 + $0) })
    #expect(rows > 0)
    try press(64, at: .init(x: 10, y: 10), tmux)
    try tmux.wait("the text as it was") { $0.middle == page.middle }
  }

  @Test(
    "Mouse: --no-mouse leaves it to the terminal for once")
  func offForOnce() throws {
    let joi = try Joi()
    var tmux = try joi.open("--no-mouse")
    #expect(try !tmux.screen().listensToMouse)
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    tmux = try joi.open()
    #expect(try tmux.screen().listensToMouse)
  }

  @Test("Mouse: M gives it back to the terminal, for good")
  func off() throws {
    let joi = try Joi()
    var tmux = try joi.open()
    try tmux.press("M", until: "no mouse") { !$0.listensToMouse }
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    tmux = try joi.open()
    #expect(try !tmux.screen().listensToMouse)
    try tmux.press("M", until: "the mouse") { $0.listensToMouse }
  }
}
