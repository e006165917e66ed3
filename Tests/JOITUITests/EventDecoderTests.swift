import CNcurses
import JOIModel
import Testing

@testable import JOITUI

/// What ncurses answers, as events; bytes that mean nothing act as nothing.
@Suite struct EventDecoderTests {
  private enum Answer {
    case text(String)
    case key(Int)
    case mouse(Int, x: Int, y: Int)

    var raw: [joi_event] {
      switch self {
      case .text(let text):
        text.unicodeScalars.map {
          joi_event(kind: Int32(JOI_EVENT_CHARACTER), code: Int32(bitPattern: $0.value), x: 0, y: 0)
        }
      case .key(let code): [joi_event(kind: Int32(JOI_EVENT_KEY), code: Int32(code), x: 0, y: 0)]
      case .mouse(let code, let x, let y):
        [joi_event(kind: Int32(JOI_EVENT_MOUSE), code: Int32(code), x: Int32(x), y: Int32(y))]
      }
    }
  }

  /// The events of some rounds of answers, as one text each.
  private func events(_ rounds: [Answer]...) -> [String] {
    var decoder = EventDecoder()
    return rounds.flatMap { answers -> [Event] in
      var rest = answers.flatMap(\.raw)[...]
      return decoder.events(size: { Size(width: 7, height: 3) }) {
        rest.popFirst() ?? joi_event(kind: Int32(JOI_EVENT_NONE), code: 0, x: 0, y: 0)
      }
    }.map { "\($0)" }
  }

  private func keys(_ keys: Key...) -> [String] { keys.map { "\(Event.key($0))" } }

  @Test func keysAndCharacters() {
    #expect(
      events([.text("é\u{9}\u{D}\u{7F}\u{18}")])
        == keys(.character("é"), .tab, .enter, .backspace, .control("x")))
    #expect(events([.key(JOI_KEY_DOWN), .key(JOI_KEY_SELECT_END)]) == keys(.down, .select(.end)))
    #expect(events([.key(JOI_KEY_RESIZE)]) == ["\(Event.resize(Size(width: 7, height: 3)))"])
    #expect(events([.key(JOI_KEY_OTHER), .text("\u{0}\u{1C}")]).isEmpty)
  }

  @Test func theMouse() {
    #expect(events([.mouse(JOI_MOUSE_PRESS, x: 2, y: 5)]) == ["\(Event.click(x: 2, y: 5))"])
    #expect(events([.mouse(JOI_MOUSE_WHEEL_UP, x: 0, y: 0)]) == ["\(Event.wheel(-3, x: 0, y: 0))"])
    #expect(events([.mouse(JOI_MOUSE_OTHER, x: 0, y: 0)]).isEmpty)
  }

  @Test func aKeyThatNobodyKnowsIsSwallowedWhole() {
    #expect(events([.text("\u{1B}[27;9;9~q")]) == keys(.character("q")))
    #expect(events([.text("\u{1B}OZq")]) == keys(.character("q")))
    // Its tail breaks off where something else comes, and Esc on its own is Esc.
    #expect(events([.text("\u{1B}[27")], [.text("q")]) == keys(.character("q")))
    #expect(events([.text("\u{1B}")], [.text("[")]) == keys(.escape, .character("[")))
  }

  @Test func aPasteIsNeverACommand() {
    let paste = [Answer.key(JOI_KEY_PASTE_BEGIN), .text("q\u{18}\u{1B}[A"), .key(JOI_KEY_UP)]
    let end = [Answer.text("\u{D}é"), .key(JOI_KEY_PASTE_END), .text("z")]
    let expected = ["\(Event.paste("q\u{18}\u{1B}[A\u{D}é"))"] + keys(.character("z"))
    #expect(events(paste + end) == expected)
    #expect(events(paste, end) == expected)
    // An end without a beginning is nothing.
    #expect(events([.key(JOI_KEY_PASTE_END)]).isEmpty)
  }
}
