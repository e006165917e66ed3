import JOIModel
import Testing

/// The screen: cursor, colours, sizes, bytes, and terminals of many kinds.
@Suite("Terminal")
struct TerminalTests {
  private let dutch = Language.dutch

  @Test("U1: the terminal's cursor stands on the selected row, at its sign")
  func cursorIsFocus() throws {
    let tmux = try Joi().open()
    var screen = try tmux.screen()
    #expect(screen.isCursorShown)
    for row in [Message.homeBrowse, .homeOverview, .homeFirstTime] {
      screen = try tmux.press("Down", untilSelected: dutch.text(row))
    }
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("Tab", untilSelected: "Alfameter")
    for name in ["Betawijzer", "Deltaspel", "Reeks 01", "Reeks 02"] {
      screen = try tmux.press("Down", untilSelected: name)
      #expect(screen.isCursorShown)
      #expect(screen.rows.count { $0.contains("> ") && $0.contains(name) } == 1)
    }
  }

  private func tour(_ joi: Joi) throws -> PseudoTerminal {
    let terminal = try joi.raw()
    try terminal.start()
    // Toolbox, tools, mark, save, page, address with QR, search, overview, manual, help.
    for key in ["1", "\t", " ", "s", "\r", "u", "\t", "0", "/", "alfa", "\u{1B}", "2", "\t", "3", "\r", "?"] {
      try terminal.press(key)
    }
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
    return terminal
  }

  @Test("U2: with NO_COLOR no colour is ever sent, and the selected row has its sign")
  func noColour() throws {
    #expect(try !Sent.colours(tour(Joi()).output).isEmpty, "the same tour without NO_COLOR has colours")
    let joi = try Joi().with(["NO_COLOR": "1"])
    #expect(try Sent.colours(tour(joi).output) == [])
    let screen = try joi.open().press("1", until: "Appelteelt")
    #expect(screen.selected.hasPrefix(dutch.text(.allTools)))
  }

  @Test("U2: an empty NO_COLOR means nothing; --theme mono means no colours")
  func monoTheme() throws {
    let terminal = try Joi().with(["TERM": "xterm-256color"]).raw("--theme", "mono")
    try terminal.start()
    try terminal.press("1")
    #expect(Sent.colours(terminal.output) == [])
    let other = try Joi().raw(shell: "NO_COLOR= exec $JOI")
    try other.start()
    #expect(!Sent.colours(other.output).isEmpty)
  }

  @Test("U4: smaller, too small, larger: the same tool stays selected")
  func resize() throws {
    let tmux = try Joi().open(width: 100, height: 30)
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("Tab", untilSelected: "Alfameter")
    let before = try tmux.select("Reeks 05")
    try tmux.resize(30, 8)
    try tmux.wait("the request for a larger window") { $0.contains(dutch.text(.tooSmall)) }
    for (width, height) in [(80, 24), (60, 16), (100, 30)] {
      try tmux.resize(width, height)
      let after = try tmux.wait("the same tool at \(width)x\(height)") {
        $0.selected.hasPrefix("Reeks 05") && $0.fills(width, height)
      }
      if width == 100 { #expect(after.row(0) == before.row(0) && after.row(29) == before.row(29)) }
    }
  }

  @Test("U4: every size that a terminal may tell is survived, one after the other and all at once")
  func everySize() throws {
    let terminal = try Joi().raw(width: 100, height: 30)
    try terminal.start()
    try terminal.press("1")
    let sizes = [
      (80, 24), (60, 16), (59, 16), (60, 15), (10, 5), (2, 2), (1, 1), (1, 30), (100, 1), (0, 0), (300, 90),
    ]
    for (width, height) in sizes {
      terminal.resize(width, height)
      try terminal.settle()
    }
    for _ in 1...20 { for (width, height) in sizes { terminal.resize(width, height) } }
    terminal.resize(100, 30)
    try terminal.settle()
    try terminal.press("\u{0C}")
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
  }

  @Test("U4: a storm of resizes leaves the screen as it was")
  func resizeStorm() throws {
    let tmux = try Joi().open(width: 100, height: 30)
    try tmux.openFirstTopic()
    let page = try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    for _ in 1...3 {
      for (width, height) in [
        (80, 24), (60, 16), (59, 15), (10, 5), (2, 2), (1, 1), (1, 30), (100, 1), (200, 60), (3, 1),
      ] {
        try tmux.resize(width, height)
      }
    }
    try tmux.resize(100, 30)
    let after = try tmux.wait("the page as it was") { $0.middle == page.middle && $0.fills(100, 30) }
    #expect(after.rows == page.rows && after.cursor == page.cursor)
    try tmux.press("Escape", untilSelected: "Alfameter")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
  }

  @Test("U8: a step down sends at most 1 kB; three seconds without a key nothing")
  func lowBandwidth() throws {
    let terminal = try Joi().raw(width: 100, height: 30)
    try terminal.start()
    try terminal.press("1")
    try terminal.press("\t")
    for step in 1...8 {
      let sent = try terminal.press("j")
      #expect(sent.count <= 1_024, "step \(step): \(sent.count) bytes")
    }
    #expect(terminal.listen(seconds: 3) == [])
  }

  @Test(
    "U8: without a key no thread wakes up")
  func noWakeUps() throws {
    let terminal = try Joi().raw()
    try terminal.start()
    let before = Kernel.switches(terminal.pid)
    #expect(before > 0)
    _ = terminal.listen(seconds: 3)
    #expect(Kernel.switches(terminal.pid) == before)
  }

  @Test(
    "U10: the program starts, moves and quits on terminals of many kinds",
    arguments: [
      "xterm-256color", "xterm", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "vt220",
      "rxvt-unicode-256color", "xterm-kitty", "foot", "alacritty", "xterm-ghostty",
    ])
  func terminals(_ term: String) throws {
    let tmux = try Joi().with(["TERM": term]).open(width: 80, height: 24)
    try tmux.press("Down", untilSelected: dutch.text(.homeBrowse))
    let screen = try tmux.press("Enter", until: "Appelteelt")
    #expect(screen.rows.count == 24 && screen.row(1).hasPrefix("─"))
    try tmux.press("Tab", untilSelected: "Alfameter")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    #expect(try !tmux.screen().isAlternate || term == "vt100" || term == "vt220")
  }

  @Test("U10: a terminal that can't show it ends with 2 and one sentence", arguments: ["nope", "dumb", ""])
  func hopelessTerminals(_ term: String) throws {
    let terminal = try Joi().with(["TERM": term]).raw()
    #expect(terminal.ended() == .exited(2))
    #expect(!terminal.output.contains(0x1B), "\(terminal.text.debugDescription)")
    let lines = terminal.text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 1 && lines.first?.hasPrefix("joi-tui: ") == true, "\(terminal.text)")
    #expect(lines.first?.contains("list") == true, "what can be done instead")
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test(
    "U10: without a terminal it ends with 2 and a hint", arguments: ["</dev/null", ">uit", "</dev/null >uit"])
  func noTerminal(_ redirection: String) throws {
    let joi = try Joi()
    let terminal = try joi.raw(shell: "exec $JOI \(redirection)")
    #expect(terminal.ended() == .exited(2))
    #expect(!terminal.output.contains(0x1B) && terminal.text.contains("joi-tui --help"), "\(terminal.text)")
    #expect(terminal.text.split(whereSeparator: \.isNewline).count == 1)
    if File.exists("\(joi.workFolder)/uit") { #expect(try File.read("\(joi.workFolder)/uit") == []) }
  }
}
