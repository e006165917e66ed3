import Foundation
import JOIModel
import Testing

/// The forum's screens, as a test goes through them.
extension Joi {
  /// The program on a toolbox and a forum.
  init(forum: LiveForum, _ fixture: Fixture = Fixture()) throws {
    try self.init(fixture)
    try forum.write(to: folder)
  }

  /// The path of a member's log.
  func logPath(_ account: String, _ room: String = "leden") -> String {
    "\(folder.path)/data/\(LiveForum.log(account, room))"
  }

  /// What is kept of somebody who is played.
  func stateFolder(as account: String) -> String { "\(stateFolder)/as-\(account)" }

  /// The texts in a member's log by one of their keys, each line parsed by another's parser.
  func logged(_ key: String, by account: String, _ room: String = "leden") throws -> [String] {
    try events(account, room).compactMap { $0[key] as? String }
  }

  /// The events in a member's log.
  func events(_ account: String, _ room: String = "leden") throws -> [[String: Any]] {
    guard File.exists(logPath(account, room)) else { return [] }
    return try File.read(logPath(account, room)).split(separator: 0x0A).filter { $0 != [] }.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
  }

  /// The program in tmux with somebody's eyes, at the list of conversations.
  func openForum(
    as account: String, _ arguments: String..., width: Int = 100, height: Int = 30,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Tmux {
    // In a narrow window the program's name gives way to the tabs.
    let line = "exec $JOI --as \(account) \(arguments.joined(separator: " "))"
    let tmux = try terminal(line, width: width, height: height)
    let dutch = Language.dutch
    try tmux.wait("the first screen", sourceLocation: sourceLocation) {
      $0.contains(dutch.text(.homeWelcome))
    }
    try tmux.press("4", until: dutch.text(.forumAll), sourceLocation: sourceLocation)
    return tmux
  }

  /// The same on a bare pseudo-terminal; `title` is one that the list has.
  func rawForum(
    as account: String, until title: String, width: Int = 100, height: Int = 30,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> PseudoTerminal {
    let terminal = try raw("--as", account, width: width, height: height)
    try terminal.start(sourceLocation: sourceLocation)
    try terminal.press("4", sourceLocation: sourceLocation)
    try terminal.wait("the conversations", sourceLocation: sourceLocation) { _ in
      terminal.text.contains(title)
    }
    try terminal.settle(sourceLocation: sourceLocation)
    return terminal
  }
}

extension Tmux {
  /// Opens the conversation with a title from the list.
  @discardableResult
  func openThread(_ title: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Screen {
    try select(title, sourceLocation: sourceLocation)
    return try press("Enter", until: "the conversation", sourceLocation: sourceLocation) { $0.isConversation }
  }

  /// Opens the editor with a key and waits for it to be ready.
  @discardableResult
  func write(_ key: String = "r", sourceLocation: SourceLocation = #_sourceLocation) throws -> Screen {
    try press(key, until: "the editor", sourceLocation: sourceLocation) {
      $0.row($0.rows.count - 1).contains("Ctrl-X")
    }
  }

  /// Writes an answer to the post at hand, and waits until the program says that it is sent.
  @discardableResult
  func answer(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Screen {
    try write(sourceLocation: sourceLocation)
    try type(text)
    try wait("the text in the editor", sourceLocation: sourceLocation) { $0.contains(text) }
    return try press("C-x", until: Language.dutch.text(.sent), sourceLocation: sourceLocation)
  }

  /// A press and a release of a mouse's button, or a turn of its wheel, as terminals send it (SGR 1006).
  func mouse(_ button: Int, at place: Screen.Cursor) throws {
    try send(bytes: "\u{1B}[<\(button);\(place.x + 1);\(place.y + 1)M")
    if button < 64 { try send(bytes: "\u{1B}[<\(button);\(place.x + 1);\(place.y + 1)m") }
  }
}

extension Screen {
  /// Whether a conversation is on top: where one is names the theme, and the post at hand is at the left border.
  var isConversation: Bool { row(1).contains(" › ") && cursor.x == 0 && atCursor.hasPrefix(">") }

  /// The row with the cursor.
  var atCursor: String { row(cursor.y) }

  /// The row with a text; empty where there is none.
  func line(_ text: String) -> String { rows.first { $0.contains(text) } ?? "" }

  /// The same without the pane beside it.
  func listed(_ text: String) -> String { lastPane.first { $0.contains(text) } ?? "" }

  /// What the program says above the keys.
  var notice: String { row(rows.count - 2) }
}

extension PseudoTerminal {
  /// Presses keys, whatever comes of them; only Esc must change the screen, since what follows it too soon would
  /// make another key of it.
  func tour(_ keys: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    for key in keys {
      if key == "\u{1B}" {
        try press(key, sourceLocation: sourceLocation)
      } else {
        send(key)
        try settle(sourceLocation: sourceLocation)
      }
    }
  }
}
