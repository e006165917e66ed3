import CNcurses
import FoundationEssentials
import JOIModel

/// The terminal, on ncurses: the one place that knows it.
final class NcursesTerminal {
  /// Why the terminal can't be used.
  enum Failure: Error { case unknownTerminal, dumbTerminal }

  /// The terminal that it is taken for, where the system does not know it; else nil.
  let standIn: String?
  private let theme: Theme
  private var shown: Canvas?
  private var decoder = EventDecoder()
  /// The bytes of one run, kept so that drawing allocates nothing.
  private var row: [UInt8] = []

  /// Takes the terminal over. `theme` is the kind asked for; the terminal may have no colours. `takesAny` takes one that
  /// nobody here knows for an xterm, which nearly all resemble.
  init(theme kind: Theme.Kind, environment: [String: String], takesAny: Bool = false) throws(Failure) {
    // Base Debian has no terminfo for many of today's terminals; all of those understand xterm's.
    let delay = environment["ESCDELAY"].flatMap { Int32($0) }.map { min(max($0, 1), 1_000) } ?? 40
    let isKnownFamily = ["xterm", "alacritty", "foot", "wezterm", "ghostty", "rio", "contour"].contains {
      (environment["TERM"] ?? "").hasPrefix($0)
    }
    let fallback = isKnownFamily ? "xterm-256color" : takesAny ? "xterm" : nil
    switch Int(joi_open(fallback, delay)) {
    case JOI_OPEN_OK: break
    case JOI_OPEN_DUMB_TERMINAL: throw .dumbTerminal
    default: throw .unknownTerminal
    }
    standIn = joi_fell_back() ? fallback : nil
    theme = Theme(kind: kind, colours: Int(joi_colours()))
    for (number, pair) in theme.pairs.enumerated() {
      joi_pair(Int32(number + 1), Int32(pair.foreground), Int32(pair.background))
    }
  }

  var size: Size { Size(width: Int(joi_columns()), height: Int(joi_rows())) }

  func close() { joi_close() }

  /// Fits to the terminal's size now; the new one where it changed.
  func resized() -> Size? { joi_resize() ? size : nil }

  func suspend() {
    joi_suspend()
    shown = nil
  }

  func repaint() {
    joi_repaint()
    shown = nil
  }

  func setMouse(_ on: Bool) { joi_mouse(on) }

  /// Sends text to the clipboard of the terminal (OSC 52, xterm's control sequences): the terminal may refuse, and
  /// never answers.
  func copy(_ text: String) {
    let sequence = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}"
    _ = Array(sequence.utf8).withUnsafeBytes {
      joi_write_raw($0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
  }

  /// Shows a screen: rows that are as they were are not touched, and ncurses sends what differs.
  func present(_ canvas: Canvas) {
    if let shown, shown.size != canvas.size { self.shown = nil }
    if shown == nil { joi_clear() }
    for y in 0..<canvas.size.height {
      let range = (y * canvas.size.width)..<((y + 1) * canvas.size.width)
      if let shown, shown.cells[range] == canvas.cells[range] { continue }
      put(canvas.cells[range], y)
    }
    if let cursor = canvas.cursor {
      joi_flush(Int32(cursor.y), Int32(cursor.x))
    } else {
      joi_flush(-1, -1)
    }
    shown = canvas
  }

  private func put(_ cells: ArraySlice<Canvas.Cell>, _ y: Int) {
    joi_clear_row(Int32(y), 0)
    var at = cells.startIndex
    while at < cells.endIndex {
      let style = cells[at].style
      let start = at
      row.removeAll(keepingCapacity: true)
      while at < cells.endIndex, cells[at].style == style {
        row.append(contentsOf: cells[at].text.utf8)
        at += 1
      }
      let look = theme.look(style)
      if look == Look(), row.allSatisfy({ $0 == 0x20 }) { continue }
      var attributes: Int32 = 0
      if look.bold { attributes |= Int32(JOI_BOLD) }
      if look.dim { attributes |= Int32(JOI_DIM) }
      if look.underline { attributes |= Int32(JOI_UNDERLINE) }
      if look.reverse { attributes |= Int32(JOI_REVERSE) }
      row.withUnsafeBytes {
        joi_put(
          Int32(y), Int32(start - cells.startIndex), $0.bindMemory(to: CChar.self).baseAddress,
          Int32($0.count),
          attributes, Int32(look.pair))
      }
    }
  }

  /// All events that are waiting; none where nothing is.
  func waitingEvents() -> [Event] { decoder.events(size: { size }, next: joi_next_event) }
}
