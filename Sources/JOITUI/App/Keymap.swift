import JOIModel

/// The one table of keys: dispatch, the bottom line, the help screen and `joi-tui keys` all read it.
public enum Keymap {
  /// Keys that give a command in some contexts.
  public struct Binding: Sendable {
    /// The keys, the one to show first.
    public var keys: [Key]
    /// What they do.
    public var command: Command
    /// Where.
    public var contexts: Set<Context>
  }

  /// Screens with a tool at hand.
  private static let withTool: Set<Context> = [.tools, .page, .selection, .search, .question]
  private static let texts: Set<Context> = [
    .page, .overview, .manual, .compare, .help, .history, .effect, .digest,
  ]
  private static let everywhere: Set<Context> = [.everywhere]
  /// Reports over a period.
  private static let reports: Set<Context> = [.contributions, .effect]
  /// Screens with a conversation at hand.
  private static let withThread: Set<Context> = [.forum, .conversation, .desk]

  /// Every binding. Letters reach only contexts where nobody types.
  public static let bindings: [Binding] = [
    Binding(keys: [.up, .character("k")], command: .up, contexts: everywhere),
    Binding(keys: [.down, .character("j")], command: .down, contexts: everywhere),
    Binding(keys: [.enter], command: .open, contexts: everywhere),
    Binding(keys: [.right, .character("l")], command: .forward, contexts: everywhere),
    Binding(keys: [.escape], command: .back, contexts: everywhere),
    Binding(keys: [.left, .character("h")], command: .left, contexts: everywhere),
    Binding(keys: [.pageUp, .control("b")], command: .pageUp, contexts: everywhere),
    Binding(keys: [.pageDown, .control("f")], command: .pageDown, contexts: everywhere),
    Binding(keys: [.control("u")], command: .halfPageUp, contexts: everywhere),
    Binding(keys: [.control("d")], command: .halfPageDown, contexts: everywhere),
    Binding(keys: [.home, .character("g")], command: .top, contexts: everywhere),
    Binding(keys: [.end, .character("G")], command: .bottom, contexts: everywhere),
    Binding(keys: [.tab], command: .nextPane, contexts: everywhere),
    Binding(keys: [.backTab], command: .previousPane, contexts: everywhere),
    Binding(keys: [.character("0")], command: .home, contexts: everywhere),
    Binding(keys: [.character("1")], command: .toolbox, contexts: everywhere),
    Binding(keys: [.character("2")], command: .overview, contexts: everywhere),
    Binding(keys: [.character("3")], command: .manual, contexts: everywhere),
    Binding(keys: [.character("4")], command: .forum, contexts: everywhere),
    Binding(keys: [.character("5")], command: .desk, contexts: everywhere),
    Binding(keys: [.character("/")], command: .search, contexts: everywhere),
    Binding(keys: [.character("n")], command: .nextMatch, contexts: texts),
    Binding(keys: [.character("N")], command: .previousMatch, contexts: texts),
    Binding(keys: [.character("S")], command: .selection, contexts: everywhere),
    Binding(keys: [.character("f")], command: .filter, contexts: [.tools, .facets]),
    Binding(
      keys: [.character(" ")], command: .mark,
      contexts: [.tools, .page, .selection, .question, .facets]),
    Binding(keys: [.character("=")], command: .compare, contexts: [.tools, .page, .selection, .question]),
    Binding(keys: [.character("s")], command: .save, contexts: [.tools, .page, .selection, .question]),
    Binding(keys: [.character("o")], command: .note, contexts: [.tools, .page, .selection, .question]),
    Binding(keys: [.character("u")], command: .address, contexts: [.tools, .page, .selection, .question]),
    Binding(
      keys: [.character("y")], command: .copy,
      contexts: [.tools, .page, .selection, .question, .address, .export, .digest, .formats]),
    Binding(
      keys: [.character("e")], command: .export,
      contexts: [.tools, .page, .selection, .question, .compare]),
    Binding(keys: [.character("[")], command: .previousTool, contexts: [.page]),
    Binding(keys: [.character("]")], command: .nextTool, contexts: [.page]),
    Binding(keys: [.character("-")], command: .fold, contexts: [.tools, .conversation]),
    Binding(keys: [.character(".")], command: .nextUnread, contexts: [.home, .forum, .conversation]),
    Binding(keys: [.character("a")], command: .ask, contexts: [.home, .forum, .conversation, .page]),
    Binding(keys: [.character("r")], command: .reply, contexts: [.conversation, .desk]),
    Binding(keys: [.character("R")], command: .quote, contexts: [.conversation]),
    Binding(keys: [.character("i")], command: .edit, contexts: [.conversation]),
    Binding(keys: [.character("x")], command: .retract, contexts: [.conversation]),
    Binding(keys: [.character("t")], command: .layout, contexts: [.conversation]),
    Binding(keys: [.character("[")], command: .previousPost, contexts: [.conversation]),
    Binding(keys: [.character("]")], command: .nextPost, contexts: [.conversation]),
    Binding(keys: [.character("^")], command: .parent, contexts: [.conversation]),
    Binding(keys: [.character("+")], command: .like, contexts: [.conversation]),
    Binding(keys: [.character("!")], command: .flag, contexts: [.conversation]),
    Binding(keys: [.character("*")], command: .answer, contexts: [.conversation, .desk]),
    Binding(keys: [.character("m")], command: .markRead, contexts: [.forum, .conversation]),
    Binding(keys: [.character("w")], command: .watch, contexts: [.forum, .conversation]),
    Binding(keys: [.character("v")], command: .approve, contexts: withThread),
    Binding(keys: [.character("d")], command: .hide, contexts: withThread),
    Binding(keys: [.character("c")], command: .close, contexts: withThread),
    Binding(keys: [.character("p")], command: .pin, contexts: withThread),
    Binding(keys: [.character(">")], command: .relocate, contexts: withThread),
    Binding(keys: [.character("T")], command: .retitle, contexts: withThread),
    Binding(keys: [.character("&")], command: .linkTool, contexts: withThread),
    Binding(keys: [.character("o")], command: .remark, contexts: withThread),
    Binding(keys: [.character("z")], command: .undo, contexts: withThread),
    Binding(keys: [.character(" ")], command: .pick, contexts: [.desk]),
    Binding(keys: [.character("f")], command: .theme, contexts: [.desk]),
    Binding(keys: [.character("f")], command: .whom, contexts: [.contributions]),
    Binding(keys: [.character("O")], command: .sort, contexts: [.contributions]),
    Binding(keys: [.character("e")], command: .take, contexts: [.contributions, .effect, .digest]),
    Binding(keys: [.character("P")], command: .period, contexts: [.contributions, .effect, .digest]),
    Binding(keys: [.character("[")], command: .previousPeriod, contexts: reports),
    Binding(keys: [.character("]")], command: .nextPeriod, contexts: reports),
    Binding(keys: [.character("t")], command: .group, contexts: [.contributions]),
    Binding(keys: [.character("H")], command: .history, contexts: withThread),
    Binding(keys: [.character("O")], command: .order, contexts: [.forum]),
    Binding(keys: [.control("x")], command: .send, contexts: [.compose, .similar, .preview]),
    Binding(keys: [.control("p")], command: .preview, contexts: [.compose]),
    Binding(keys: [.control("t")], command: .insertTool, contexts: [.compose]),
    Binding(keys: [.control("g")], command: .discard, contexts: [.compose]),
    Binding(keys: [.character("L")], command: .language, contexts: everywhere),
    Binding(keys: [.character("M")], command: .mouse, contexts: everywhere),
    Binding(keys: [.character("B")], command: .lines, contexts: everywhere),
    Binding(keys: [.help, .character("?")], command: .help, contexts: everywhere),
    Binding(keys: [.control("l")], command: .redraw, contexts: everywhere),
    Binding(keys: [.control("z")], command: .suspend, contexts: everywhere),
    Binding(keys: [.character("q")], command: .leave, contexts: everywhere),
    Binding(keys: [.control("c")], command: .quit, contexts: everywhere),
  ]

  /// What a key does in a context: the context's own bindings before those that hold everywhere.
  public static func command(for key: Key, in context: Context) -> Command? {
    if context.isTyping, isEditing(key, in: context) { return nil }
    let found = bindings.filter { $0.keys.contains(key) }
    return (found.first { $0.contexts.contains(context) } ?? found.first { $0.contexts == everywhere })?
      .command
  }

  /// Keys that belong to the field while somebody types.
  private static func isEditing(_ key: Key, in context: Context) -> Bool {
    switch key {
    case .character, .left, .right, .home, .end, .backspace, .delete, .wordLeft, .wordRight, .select: true
    // A text of several lines takes what moves between them, and what undoes.
    case .up, .down, .pageUp, .pageDown, .enter: context == .compose
    case .control(let letter): (context == .compose ? "abdefkvwyz" : "aedukw").contains(letter)
    default: false
    }
  }

  /// The bindings that hold in a context, for help: its own first.
  static func bindings(in context: Context) -> [Binding] {
    let usable = bindings.filter { binding in
      binding.contexts.contains(context) || binding.contexts == everywhere
    }.filter { !context.isTyping || !binding($0, isWholly: { isEditing($0, in: context) }) }
    return usable.filter { $0.contexts.contains(context) } + usable.filter { !$0.contexts.contains(context) }
  }

  private static func binding(_ binding: Binding, isWholly predicate: (Key) -> Bool) -> Bool {
    binding.keys.allSatisfy(predicate)
  }

  /// The key to name for a command in a context; nil where none gives it.
  static func key(for command: Command, in context: Context) -> Key? {
    let found = bindings.filter { $0.command == command }
    let binding = found.first { $0.contexts.contains(context) } ?? found.first { $0.contexts == everywhere }
    return binding?.keys.first { key in
      // "?" is what people know; F1 is for where a "?" would be typed.
      if case .help = key { return context.isTyping }
      return !(context.isTyping && isEditing(key, in: context))
    }
  }
}

extension Key {
  /// A character as it is told, by its numbers where it is one that is not shown.
  private static func shown(_ character: Character) -> String {
    let text = SafeText.field(String(character))
    guard text.isEmpty else { return text }
    return character.unicodeScalars.map { "U+\(String($0.value, radix: 16, uppercase: true))" }.joined(
      separator: " ")
  }

  /// The key's name as it stands on a keyboard.
  public func name(in language: Language) -> String {
    switch self {
    case .character(" "): language.text(.keySpace)
    case .character(let character): Self.shown(character)
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .help: "F1"
    case .wordLeft: "Ctrl-\(Key.left.name(in: language))"
    case .wordRight: "Ctrl-\(Key.right.name(in: language))"
    case .select(.wordLeft): "Ctrl-\(Key.select(.left).name(in: language))"
    case .select(.wordRight): "Ctrl-\(Key.select(.right).name(in: language))"
    case .select(let motion): "Shift-\(motion.key.name(in: language))"
    }
  }
}

extension Key.Motion {
  /// The key that moves so.
  var key: Key {
    switch self {
    case .left: .left
    case .right: .right
    case .up: .up
    case .down: .down
    case .home: .home
    case .end: .end
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .wordLeft: .wordLeft
    case .wordRight: .wordRight
    }
  }
}
