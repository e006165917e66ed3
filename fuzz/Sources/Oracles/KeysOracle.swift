import CNcurses
import Glibc

@testable import JOIModel
@testable import JOITUI

/// What a terminal can send: the keyboard never goes deaf, a paste is never a command, and whatever the program makes of
/// it is a whole and clean screen.
public struct KeysOracle {
  private let terminal: NcursesTerminal
  private let keyboard: Int32
  private let start: AppState

  /// Takes standard input and output for ncurses; libFuzzer speaks on standard error.
  public init() {
    var ends: [Int32] = [0, 0]
    require(pipe(&ends) == 0, "no pipe")
    keyboard = ends[1]
    let nowhere = open("/dev/null", O_WRONLY)
    dup2(ends[0], 0)
    dup2(nowhere, 1)
    setenv("TERM", "xterm-256color", 1)
    setenv("LINES", "30", 1)
    setenv("COLUMNS", "100", 1)
    TextWidth.prepare()
    guard let terminal = try? NcursesTerminal(theme: .dark, environment: ["ESCDELAY": "1"]) else {
      fatalError("ORACLE: no terminal")
    }
    terminal.setMouse(true)
    self.terminal = terminal
    start = Self.state()
  }

  private static func state() -> AppState {
    let shipped = ShippedData.load()
    var state = AppState(
      toolbox: shipped.toolbox, options: .init(language: .dutch, hasForum: true),
      size: Size(width: 100, height: 30))
    state.workspace.now = shipped.now
    state.update(.searchReady(ToolboxSearch(shipped.toolbox)))
    state.update(
      .forumStateLoaded(ReadMarks(firstVisit: shipped.now), Watches(), [], lastDigest: nil))
    state.update(.forumLoaded(shipped.forum, isAnew: true))
    state.update(.postsIndexed(shipped.index))
    _ = state.takeEffects()
    return state
  }

  /// The first byte chooses: everything that ncurses could answer, or bytes through ncurses itself, or such a paste.
  public func check(_ input: [UInt8]) {
    guard let mode = input.first else { return }
    let rest = Array(input.dropFirst())
    switch mode % 3 {
    case 0: play(decoded(rest))
    case 1: play(typed(rest))
    default: checkPaste(rest)
    }
  }

  /// The pure part, on any row of answers.
  private func decoded(_ bytes: [UInt8]) -> [Event] {
    var rest = bytes[...]
    func number() -> Int32 { Int32(rest.popFirst() ?? 0) }
    var decoder = EventDecoder()
    return decoder.events(size: { Size(width: Int(number()), height: Int(number())) }) {
      guard let first = rest.popFirst() else {
        return joi_event(kind: Int32(JOI_EVENT_NONE), code: 0, x: 0, y: 0)
      }
      switch first & 7 {
      case 0: return joi_event(kind: Int32(JOI_EVENT_KEY), code: number(), x: 0, y: 0)
      case 1:
        return joi_event(
          kind: Int32(JOI_EVENT_MOUSE), code: number() & 7, x: number() * 2 - 3, y: number() - 3)
      case 2:
        return joi_event(
          kind: Int32(JOI_EVENT_CHARACTER), code: number() << 16 | number() << 8 | number(), x: 0, y: 0)
      default: return joi_event(kind: Int32(JOI_EVENT_CHARACTER), code: Int32(first >> 1), x: 0, y: 0)
      }
    }
  }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
      require(count > 0, "the pipe is full")
      rest = rest.dropFirst(count)
    }
  }

  private var waiting: Int32 {
    var count: Int32 = 0
    _ = ioctl(0, UInt(FIONREAD), &count)
    return count
  }

  /// The events of bytes; then the keyboard is made ready for the next ones, and must be.
  private func typed(_ bytes: [UInt8]) -> [Event] {
    // ncurses reads a report of the mouse to its end, however long that takes: each that was begun gets one.
    send(Array(bytes.prefix(4_096)) + Array("MMMM".utf8))
    var events: [Event] = []
    var rounds = 0
    while true {
      let new = terminal.waitingEvents()
      events += new
      rounds += 1
      require(rounds < 10_000, "the bytes come to no end")
      // The program sleeps until there is something to read: what ncurses keeps back by then would come a key late.
      if waiting == 0 {
        let late = terminal.waitingEvents()
        require(late.isEmpty, "\(late.count) events come late")
        break
      }
    }
    for _ in 0..<4 {
      send(Array("\u{1B}[201~z".utf8))
      var heard: [Event] = []
      repeat { heard += terminal.waitingEvents() } while waiting > 0
      if case .key(.character("z"))? = heard.last { return events }
    }
    fatalError("ORACLE: the keyboard is deaf")
  }

  private func checkPaste(_ bytes: [UInt8]) {
    let inside = bytes.prefix(2_000).filter { $0 < 0x80 }
    let text = String(decoding: inside, as: UTF8.self)
    guard !text.contains("\u{1B}[201~"), !text.hasSuffix("\u{1B}") else { return }
    let events = typed(Array("\u{1B}[200~".utf8) + inside + Array("MMMM\u{1B}[201~".utf8)).dropLast(4)
    var pastes = 0
    for event in events {
      switch event {
      case .paste: pastes += 1
      case .click, .wheel, .resize: break
      default: fatalError("ORACLE: a paste became \(event)")
      }
    }
    require(pastes == 1, "\(pastes) pastes")
    play(Array(events))
  }

  private func play(_ events: [Event]) {
    var state = start
    for (number, event) in events.prefix(160).enumerated() {
      state.update(event)
      _ = state.takeEffects()
      if number % 16 == 15 { check(state.view(), state.size) }
    }
    check(state.view(), state.size)
  }

  private func check(_ canvas: Canvas, _ size: Size) {
    require(canvas.cells.count == canvas.size.width * canvas.size.height, "cells")
    require(canvas.size == Size(width: max(0, size.width), height: max(0, size.height)), "the size")
    for cell in canvas.cells where cell.text != " " { requireClean(cell.text, "a cell") }
    for y in 0..<canvas.size.height {
      let row = canvas.cells[(y * canvas.size.width)..<((y + 1) * canvas.size.width)]
      let columns = row.reduce(0) { $0 + TextWidth.columns($1.text) }
      require(columns == canvas.size.width, "\(columns) columns on a row of \(canvas.size.width)")
    }
    if let cursor = canvas.cursor {
      require(
        (0..<canvas.size.width).contains(cursor.x) && (0..<canvas.size.height).contains(cursor.y),
        "the cursor")
    }
  }
}
