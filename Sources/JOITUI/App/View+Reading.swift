import JOIModel

/// The same around every screen as sentences from the left edge on, always on the same rows, for who has them read.
extension Chrome {
  /// The tab at hand by name, then the others; in a narrow window only the numbers of those where nothing is new. Below
  /// it where one is, and as whom.
  static func readTabs(on canvas: inout Canvas, screen: any Screen, _ workspace: Workspace) {
    let (names, counts) = allTabs(workspace)
    func name(_ tab: Int, _ length: Int) -> String {
      guard counts[tab] > 0 else { return length > 1 ? "\(tab) \(names[tab])" : "\(tab)" }
      let new = workspace.say(tab == 5 ? .readWaiting : .countUnread, "\(counts[tab])")
      return "\(tab) \(names[tab]) (\(length > 0 ? new : "\(counts[tab])"))"
    }
    // A guest may be where no tab leads to.
    let here =
      names.indices.contains(screen.tab)
      ? name(screen.tab, 2) : "\(screen.tab) \(workspace.say(screen.tab == 5 ? .tabDesk : .tabForum))"
    let current = workspace.say(.readTab, here)
    let others = names.indices.filter { $0 != screen.tab }
    let room = canvas.size.width - TextWidth.columns(current) - 2
    let length =
      [2, 1].first { length in
        TextWidth.columns(others.map { name($0, length) }.joined(separator: ", ")) <= room
      } ?? 0
    var x = canvas.write(current, x: 0, y: 0, Style(.heading))
    canvas.hit(Rect(x: 0, y: 0, width: x, height: 1), .tab(screen.tab))
    for (at, tab) in others.enumerated() {
      x += canvas.write(at == 0 ? ". " : ", ", x: x, y: 0)
      let width = canvas.write(name(tab, length), x: x, y: 0)
      canvas.hit(Rect(x: x, y: 0, width: width, height: 1), .tab(tab))
      x += width
    }
    canvas.write(place(screen, workspace, width: canvas.size.width), x: 0, y: 1, Style(.strong))
  }

  /// Where one is, how much one has marked and saved, as whom one reads, and in which language.
  private static func place(_ screen: any Screen, _ workspace: Workspace, width: Int) -> String {
    var facts: [String] = []
    let (marked, saved) = (workspace.marked.count, workspace.selection.entries.count)
    if marked > 0 { facts.append("\(marked) \(workspace.say(.readMarked))") }
    if saved > 0 { facts.append("\(saved) \(workspace.say(.readSaved))") }
    if let viewer = workspace.forum.viewer, !viewer.account.isEmpty {
      facts.append(viewer.account + (viewer.isDemo ? " DEMO" : ""))
    }
    facts.append(workspace.language.code.uppercased())
    let rest = facts.joined(separator: ", ")
    let trail = screen.trail(workspace).joined(separator: workspace.glyphs.steps)
    guard !trail.isEmpty else { return rest }
    let room = width - TextWidth.columns(rest) - 2
    return "\(TextWidth.fitted(trail, room, ellipsis: workspace.glyphs.ellipsis)). \(rest)"
  }

  /// What there is to say.
  static func readNotice(_ notice: Notice, on canvas: inout Canvas, y: Int) {
    canvas.write(
      TextWidth.fitted(notice.text, canvas.size.width, ellipsis: "..."), x: 0, y: y,
      Style(notice.kind == .warning ? .warning : .accent))
  }

  /// The keys that work here, in the order of usefulness, and help behind the last.
  static func readKeys(on canvas: inout Canvas, screen: any Screen, _ workspace: Workspace) {
    let y = canvas.size.height - 1
    func hint(_ command: Command) -> String? {
      if command == .up { return "\(workspace.say(.keyArrows)) \(workspace.say(screen.label(.up)))" }
      guard let key = Keymap.key(for: command, in: screen.context) else { return nil }
      return "\(key.told(in: workspace.language, isShort: true)) \(workspace.say(screen.label(command)))"
    }
    guard let help = hint(.help) else { return }
    let end = canvas.size.width - TextWidth.columns(help)
    var x = 0
    func write(_ text: String, _ command: Command) {
      let width = canvas.write(text, x: x, y: y)
      if command != .up { canvas.hit(Rect(x: x, y: y, width: width, height: 1), .command(command)) }
      x += width
    }
    for command in screen.hints(workspace) {
      guard let text = hint(command), x + TextWidth.columns(text) + 2 <= end else { continue }
      write(text, command)
      x += canvas.write(", ", x: x, y: y)
    }
    write(help, .help)
  }
}

extension Key {
  /// The key's name as it is said: arrows and signs in words, a capital as what is pressed. In little room a sign is not
  /// named beside itself.
  func told(in language: Language, isShort: Bool = false) -> String {
    switch self {
    case .up: language.text(.keyUp)
    case .down: language.text(.keyDown)
    case .left: language.text(.keyLeft)
    case .right: language.text(.keyRight)
    case .character(let character) where character.isUppercase: "Shift-\(character)"
    case .character(let character):
      Self.signs[character].map { isShort ? String(character) : "\(character) (\(language.text($0)))" }
        ?? name(in: language)
    case .wordLeft: "Ctrl-\(Key.left.told(in: language))"
    case .wordRight: "Ctrl-\(Key.right.told(in: language))"
    case .select(let motion): "Shift-\(motion.key.told(in: language))"
    default: name(in: language)
    }
  }

  /// Signs that many screen readers leave out.
  private static let signs: [Character: Message] = [
    "/": .keySlash, "=": .keyEquals, "-": .keyMinus, "+": .keyPlus, ".": .keyDot, "!": .keyExclamation,
    "*": .keyAsterisk, "^": .keyCaret, "&": .keyAmpersand, ">": .keyGreater, "?": .keyQuestion,
    "[": .keyBracket, "]": .keyBracketClosing,
  ]
}
