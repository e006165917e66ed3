import JOIModel
import Testing

/// The keys of writing, as the bytes that terminals send for them. Where nobody writes they do nothing, and that is
/// said with their name.
@Suite("Editing keys")
struct EditingKeysTests {
  /// What xterm, tmux, Windows Terminal, PuTTY with its xterm-style arrows, and macOS (with Alt) send.
  private static let common = [
    ("[1;5D", "Ctrl-←"), ("[1;5C", "Ctrl-→"), ("[1;3D", "Ctrl-←"), ("[1;3C", "Ctrl-→"), ("b", "Ctrl-←"),
    ("f", "Ctrl-→"),
    ("[1;2A", "Shift-↑"), ("[1;2B", "Shift-↓"), ("[1;2C", "Shift-→"), ("[1;2D", "Shift-←"),
    ("[1;2H", "Shift-Home"),
    ("[1;2F", "Shift-End"), ("[5;2~", "Shift-PgUp"), ("[6;2~", "Shift-PgDn"), ("[1;6D", "Ctrl-Shift-←"),
    ("[1;6C", "Ctrl-Shift-→"), ("[1;4D", "Ctrl-Shift-←"), ("[1;4C", "Ctrl-Shift-→"),
  ]

  /// What only terminfo tells.
  private static let rxvt = [
    ("Od", "Ctrl-←"), ("Oc", "Ctrl-→"), ("[a", "Shift-↑"), ("[b", "Shift-↓"), ("[c", "Shift-→"),
    ("[d", "Shift-←"),
    ("[7$", "Shift-Home"), ("[8$", "Shift-End"),
  ]

  @Test(
    "The keys of words and of selecting are known on each kind of terminal",
    arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "putty", "rxvt-unicode-256color"])
  func known(_ term: String) throws {
    let tmux = try Joi().with(["TERM": term]).open(width: 80, height: 24)
    let says = Language.dutch.text(.noticeUnknownKey).split(separator: "}").last.map(String.init) ?? ""
    for (bytes, name) in Self.common + (term.hasPrefix("rxvt") ? Self.rxvt : []) {
      try tmux.send(bytes: "\u{1B}\(bytes)")
      try tmux.wait("\(name) for \(bytes)") { $0.contains(" \(name)\(says)") }
      // A key that is known takes the notice away.
      try tmux.send("Down")
      try tmux.wait("no notice") { !$0.contains(says) }
    }
  }

  @Test("Arrows stay arrows, in the mode of cursors and in that of applications")
  func arrows() throws {
    for term in ["xterm-256color", "putty", "linux"] {
      let tmux = try Joi().with(["TERM": term]).open(width: 80, height: 24)
      let first = try tmux.screen().selected
      for (down, up) in [("[B", "[A"), ("OB", "OA")] {
        try tmux.send(bytes: "\u{1B}\(down)")
        try tmux.wait("the next row for \(down)") { !$0.selected.isEmpty && $0.selected != first }
        try tmux.send(bytes: "\u{1B}\(up)")
        try tmux.wait("the first row for \(up)") { $0.selected == first }
      }
    }
  }
}
