/// What a piece of text is; the theme decides how that looks.
public enum Role: UInt8, CaseIterable, Sendable {
  case text, dim, strong, emphasis, heading, accent, link, code, warning, bar, key, border, light, dark
}

/// A role, and what a moment adds to it.
public struct Style: Equatable, Sendable {
  /// What it is.
  public var role: Role
  /// It stands in the selected row, or is the focused link.
  public var isSelected = false
  /// It answers the search.
  public var isMatch = false

  /// A role alone.
  public init(_ role: Role, isSelected: Bool = false, isMatch: Bool = false) {
    self.role = role
    self.isSelected = isSelected
    self.isMatch = isMatch
  }

  /// Plain text.
  public static let text = Style(.text)
}

/// The attributes and the colours of a cell.
struct Look: Equatable {
  var bold = false
  var dim = false
  var underline = false
  var reverse = false
  /// Number of the colour pair; 0 is the terminal's own colours.
  var pair = 0
}

/// How roles look: with colours for dark and light backgrounds, or with attributes alone.
///
/// The terminal's own colours stay for text and background; colour is a second signal beside bold, underline, reverse
/// or a sign, so that nothing is lost without.
public struct Theme: Equatable, Sendable {
  /// The kinds of theme.
  public enum Kind: String, CaseIterable, Sendable { case dark, light, mono }
  /// The kind of theme.
  public var kind: Kind
  /// How many colours the terminal has.
  public var colours: Int

  /// A theme for a terminal.
  public init(kind: Kind, colours: Int) {
    self.kind = colours >= 8 ? kind : .mono
    self.colours = colours
  }

  /// Foreground and background of the colour pairs that this theme uses, from pair 1.
  var pairs: [(foreground: Int, background: Int)] {
    let many = colours >= 256
    return switch kind {
    case .mono: []
    // heading, accent, link, warning, QR light on dark
    case .dark:
      [(many ? 80 : 6, -1), (many ? 114 : 2, -1), (many ? 117 : 6, -1), (many ? 215 : 3, -1), (0, 7)]
    case .light:
      [(many ? 24 : 4, -1), (many ? 28 : 2, -1), (many ? 25 : 4, -1), (many ? 130 : 1, -1), (0, 7)]
    }
  }

  func look(_ style: Style) -> Look {
    var look = Look()
    let colour = kind != .mono
    switch style.role {
    case .text: break
    case .dim, .border: look.dim = colour
    case .strong: look.bold = true
    case .emphasis: look.underline = true
    case .heading:
      look.bold = true
      look.pair = 1
    case .accent: look.pair = 2
    case .link:
      look.underline = true
      look.pair = 3
    case .code: look.pair = 2
    case .warning:
      look.bold = true
      look.pair = 4
    case .bar: look.bold = true
    case .key: look.bold = true
    case .light, .dark:
      // A QR code wants dark modules on light ground whatever the theme.
      if colour { look.pair = 5 }
      look.reverse = kind == .mono
    }
    if !colour { look.pair = 0 }
    if style.isSelected {
      look.reverse = true
      look.dim = false
      look.pair = 0
    }
    if style.isMatch {
      look.bold = true
      look.underline = true
    }
    return look
  }
}

/// The signs that are drawn, with plain ones for terminals that have no others.
public struct Glyphs: Equatable, Sendable {
  /// Whether only ASCII may be drawn beside the texts themselves.
  public var isASCII: Bool

  /// Whether there are lines, bars and signs at all; where not, words say what they say, one thing stands on a line,
  /// and the terminal's cursor on the line at hand. Screen readers want that.
  public var hasLines: Bool

  /// Signs in Unicode or in ASCII, or none.
  public init(isASCII: Bool, hasLines: Bool = true) {
    self.isASCII = isASCII
    self.hasLines = hasLines
  }

  /// Whether a second pane stands beside a first: not in a narrow window, nor where a line is read as one thing.
  func hasRoomBeside(_ area: Rect) -> Bool { hasLines && area.width >= 72 }

  var horizontal: String { !hasLines ? "" : isASCII ? "-" : "─" }
  var vertical: String { !hasLines ? "" : isASCII ? "|" : "│" }
  var ellipsis: String { !hasLines ? "..." : isASCII ? "~" : "…" }
  /// What stands between facts, and between the steps of where one is.
  var between: String { hasLines ? " \(isASCII ? "-" : "·") " : ", " }
  var steps: String { hasLines ? " \(isASCII ? ">" : "›") " : ": " }
  var saved: String { isASCII ? "*" : "★" }
  var marked: String { isASCII ? "x" : "×" }
  var open: String { isASCII ? "v" : "▾" }
  var closed: String { isASCII ? "+" : "▸" }
  /// How far something is, as a bar; nothing where there are no bars.
  func progress(_ done: Int, of width: Int) -> String {
    hasLines ? String(repeating: bar, count: done) + String(repeating: rest, count: width - done) + " " : ""
  }

  var bar: String { isASCII ? "#" : "█" }
  var rest: String { isASCII ? "." : "░" }
  var unread: String { isASCII ? "o" : "●" }
  var muted: String { isASCII ? "z" : "◌" }
  var replies: String { isASCII ? "<-" : "↩" }
  var answered: String { isASCII ? "ok" : "✓" }
  var flag: String { isASCII ? "!" : "⚑" }
  var branch: String { isASCII ? "+-" : "├╴" }
  var lastBranch: String { isASCII ? "`-" : "└╴" }
  var upDown: String { isASCII ? "Up/Dn" : "↑↓" }
}
