import CNcurses
import JOIModel

/// What the terminal sends, as events of the program: apart from ncurses, so that anything can be tried on it.
struct EventDecoder {
  private var paste: String?

  /// The events of all that is waiting. `next` gives one thing after the other, and at last `JOI_EVENT_NONE`.
  mutating func events(size: () -> Size, next: () -> joi_event) -> [Event] {
    var events: [Event] = []
    var escaped = false
    while true {
      let event = next()
      if Int(event.kind) == JOI_EVENT_NONE { break }
      if Int(event.kind) == JOI_EVENT_CHARACTER, let scalar = Unicode.Scalar(UInt32(bitPattern: event.code)) {
        if paste != nil {
          paste?.unicodeScalars.append(scalar)
          continue
        }
        if escaped, scalar == "[" || scalar == "O" {
          // The tail of a key that no table knows: it must not act as Esc and then as letters.
          events.removeLast()
          Self.skipTail(next)
          escaped = false
          continue
        }
        if let key = Self.key(scalar) { events.append(.key(key)) }
        escaped = scalar.value == 27
        continue
      }
      escaped = false
      if Int(event.kind) == JOI_EVENT_MOUSE {
        let (x, y) = (Int(event.x), Int(event.y))
        switch Int(event.code) {
        case JOI_MOUSE_PRESS: events.append(.click(x: x, y: y))
        case JOI_MOUSE_WHEEL_UP: events.append(.wheel(-3, x: x, y: y))
        case JOI_MOUSE_WHEEL_DOWN: events.append(.wheel(3, x: x, y: y))
        default: break
        }
      } else if let made = keyEvent(Int(event.code), size) {
        events.append(made)
      }
    }
    return events
  }

  private static func skipTail(_ next: () -> joi_event) {
    while true {
      let event = next()
      guard Int(event.kind) == JOI_EVENT_CHARACTER else { return }
      if (0x40...0x7E).contains(event.code) { return }
    }
  }

  private mutating func keyEvent(_ code: Int, _ size: () -> Size) -> Event? {
    switch code {
    case JOI_KEY_PASTE_BEGIN:
      paste = ""
      return nil
    case JOI_KEY_PASTE_END:
      defer { paste = nil }
      return paste.map { .paste($0) }
    case JOI_KEY_RESIZE: return .resize(size())
    default:
      guard paste == nil else { return nil }
      return Self.named[code].map { .key($0) }
    }
  }

  private static let named: [Int: Key] = [
    JOI_KEY_UP: .up, JOI_KEY_DOWN: .down, JOI_KEY_LEFT: .left, JOI_KEY_RIGHT: .right, JOI_KEY_HOME: .home,
    JOI_KEY_END: .end, JOI_KEY_PAGE_UP: .pageUp, JOI_KEY_PAGE_DOWN: .pageDown, JOI_KEY_BACKSPACE: .backspace,
    JOI_KEY_DELETE: .delete, JOI_KEY_BACK_TAB: .backTab, JOI_KEY_ENTER: .enter, JOI_KEY_F1: .help,
    JOI_KEY_WORD_LEFT: .wordLeft, JOI_KEY_WORD_RIGHT: .wordRight,
    JOI_KEY_SELECT_UP: .select(.up), JOI_KEY_SELECT_DOWN: .select(.down), JOI_KEY_SELECT_LEFT: .select(.left),
    JOI_KEY_SELECT_RIGHT: .select(.right), JOI_KEY_SELECT_HOME: .select(.home),
    JOI_KEY_SELECT_END: .select(.end),
    JOI_KEY_SELECT_PAGE_UP: .select(.pageUp), JOI_KEY_SELECT_PAGE_DOWN: .select(.pageDown),
    JOI_KEY_SELECT_WORD_LEFT: .select(.wordLeft), JOI_KEY_SELECT_WORD_RIGHT: .select(.wordRight),
  ]

  private static func key(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 9: .tab
    case 10, 13: .enter
    case 27: .escape
    case 8, 127: .backspace
    case 1...26: .control(Character(Unicode.Scalar(UInt8(scalar.value + 96))))
    case 0..<32: nil
    default: .character(Character(scalar))
    }
  }
}
