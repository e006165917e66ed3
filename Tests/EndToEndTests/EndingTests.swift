import Glibc
import JOIModel
import Testing

/// How the program ends, and how it leaves the terminal.
@Suite("Endings")
struct EndingTests {
  private let dutch = Language.dutch

  /// What ends the program.
  enum Cause: String, CaseIterable, CustomTestStringConvertible {
    case quit, controlC, terminate, interrupt, hangup, quitSignal, segmentationFault, abort

    var signal: Int32? {
      switch self {
      case .quit, .controlC: nil
      case .terminate: SIGTERM
      case .interrupt: SIGINT
      case .hangup: SIGHUP
      case .quitSignal: SIGQUIT
      case .segmentationFault: SIGSEGV
      case .abort: SIGABRT
      }
    }

    var isCrash: Bool { self == .segmentationFault || self == .abort }
    var testDescription: String { rawValue }
  }

  @Test(
    "U5: however it ends, the terminal is as it was, and the exit status tells the cause",
    arguments: Cause.allCases)
  func restoresTheTerminal(_ cause: Cause) throws {
    let joi = try Joi()
    let tmux = try joi.terminal(
      """
      echo STOND HIER; stty -a >voor
      sh -c 'echo $$ >pid; exec $JOI'
      echo "status=$?."; stty -a >na; echo KLAAR; read wacht
      """)
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") && $0.isAlternate && $0.listensToMouse }
    try tmux.press("1", until: "Appelteelt")
    if let signal = cause.signal {
      let pid = try #require(pid_t(File.text("\(joi.workFolder)/pid").trimming("\n")))
      kill(pid, signal)
    } else if cause == .quit {
      try tmux.press("q", until: dutch.text(.homeWelcome))
      try tmux.send("q")
    } else {
      try tmux.send("C-c")
    }
    let screen = try tmux.wait("the shell goes on") { $0.contains("KLAAR") }
    #expect(screen.contains("status=\(cause.signal.map { 128 + $0 } ?? 0)."))
    #expect(!screen.isAlternate && screen.isCursorShown && !screen.listensToMouse)
    #expect(screen.contains("STOND HIER") && !screen.contains("Appelteelt"), "the screen from before is back")
    #expect(try File.text("\(joi.workFolder)/na") == File.text("\(joi.workFolder)/voor"))
  }

  @Test(
    "U5: the exit status of a signal is a number that a shell can tell from a crash",
    arguments: [SIGTERM, SIGHUP, SIGINT])
  func signals(_ signal: Int32) throws {
    let terminal = try Joi().raw()
    try terminal.start()
    #expect(terminal.modes != terminal.modesBefore)
    kill(terminal.pid, signal)
    #expect(terminal.ended() == .exited(128 + signal))
    #expect(terminal.modes == terminal.modesBefore)
    #expect(terminal.text.contains("\u{1B}[?1049l") && terminal.text.contains("\u{1B}[?2004l"))
    #expect(!terminal.text.hasSuffix("\u{1B}[?1000h"))
  }

  @Test(
    "U6: when the terminal goes away the program goes too, also where SIGHUP was ignored",
    arguments: [false, true])
  func hangUp(_ isIgnored: Bool) throws {
    let joi = try Joi()
    let terminal = try joi.raw(shell: isIgnored ? "trap '' HUP; exec $JOI" : "exec $JOI")
    try terminal.start()
    try terminal.press("1")
    terminal.hangUp()
    #expect(terminal.ended() == .exited(128 + SIGHUP))
  }

  /// A key for the shell's jobs.
  private func stop(_ tmux: Tmux) throws {
    let screen = try tmux.press("C-z", until: "klaar>") { !$0.isAlternate && $0.contains("Stopped") }
    #expect(!screen.listensToMouse && screen.isCursorShown)
  }

  @Test("U7: Ctrl-Z gives the terminal back, fg the whole screen, also when the window changed meanwhile")
  func suspend() throws {
    let tmux = try Joi().jobShell()
    try tmux.type("stty -a >voor; $JOI\n")
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") }
    try tmux.openFirstTopic()
    let before = try tmux.press("Down", untilSelected: "Betawijzer")
    try stop(tmux)
    try tmux.type("stty -a >na; cmp voor na && echo GELIJK\n")
    try tmux.wait("the same modes") { $0.rows.contains("GELIJK") }
    try tmux.type("fg\n")
    var after = try tmux.wait("the screen again") { $0.selected.hasPrefix("Betawijzer") }
    #expect(
      after.middle == before.middle && after.cursor == before.cursor && after.isAlternate
        && after.listensToMouse)

    try stop(tmux)
    try tmux.resize(80, 24)
    try tmux.type("clear; fg\n")
    after = try tmux.wait("the screen at its new size") {
      $0.selected.hasPrefix("Betawijzer") && $0.isAlternate && $0.fills(80, 24)
    }
    #expect(after.listensToMouse)
    try tmux.press("Up", untilSelected: "Alfameter")
    try tmux.send("C-c")
    try tmux.wait("the shell") { !$0.isAlternate && $0.contains("klaar>") }
  }

  @Test("U7: SIGTSTP and SIGCONT from outside: stopped with the terminal given back, then drawn anew")
  func stoppedFromOutside() throws {
    let joi = try Joi()
    let tmux = try joi.jobShell()
    try tmux.type("sh -c 'echo $$ >pid; exec $JOI'\n")
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") }
    try tmux.openFirstTopic()
    let pid = try #require(pid_t(File.text("\(joi.workFolder)/pid").trimming("\n")))
    kill(pid, SIGTSTP)
    try tmux.wait("the shell") { !$0.isAlternate && $0.contains("Stopped") }
    try tmux.type("fg\n")
    try tmux.wait("the screen again") { $0.isAlternate && $0.selected.hasPrefix("Alfameter") }
  }

  @Test("U7: with no shell to come back to, Ctrl-Z does not freeze the session")
  func suspendWithoutShell() throws {
    // Not in tmux, which wakes whoever stops.
    let terminal = try Joi().raw()
    try terminal.start()
    try terminal.press("\u{1A}")
    let answer = try terminal.press("1")
    #expect(String(decoding: answer, as: UTF8.self).contains("Appelteelt"))
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
  }
}
