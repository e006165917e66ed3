import JOIModel

/// A screen: its state, what its commands do, and how it is drawn. A value: the history keeps it as it was left.
protocol Screen: Sendable {
  /// Which keys hold.
  var context: Context { get }
  /// Whether it is the first screen of its tab.
  var isTabRoot: Bool { get }
  /// The tab that it belongs to: 0 Home, 1 Toolbox, 2 Overview, 3 Manual, 4 Forum, 5 Desk.
  var tab: Int { get }
  /// Where one is: "Toolbox › Slimmer werken › Werkdruk".
  func trail(_ workspace: Workspace) -> [String]
  /// The commands for the bottom line, the most useful first; ? is always there.
  func hints(_ workspace: Workspace) -> [Command]
  /// The words for a command on the bottom line.
  func label(_ command: Command) -> Message
  /// The tool that tool commands (save, address, export) are about.
  func tool(_ workspace: Workspace) -> String?
  /// The post that the forum's commands (reply, like, flag) are about, by id.
  func post(_ workspace: Workspace) -> String?
  /// The conversation that they are about, by id.
  func thread(_ workspace: Workspace) -> String?
  /// What a facilitator's acts are done with: what is marked, or what is at hand.
  func targets(_ workspace: Workspace) -> [ActTarget]
  /// Does a command; false where it means nothing to this screen.
  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool
  /// A click on a row of a list or on a link.
  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect)
  /// Text was typed or pasted; false where there is no field.
  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool
  /// Fits cursors and scrolling to the data and the area, after anything has happened.
  mutating func settle(_ workspace: Workspace, in area: Rect)
  /// Notes what the reader has seen, after anything has happened.
  mutating func attend(_ workspace: inout Workspace, in area: Rect)
  /// Keeps the reader's place when size or language change.
  mutating func adapt(from old: Workspace, in oldArea: Rect, to new: Workspace, in area: Rect)
  /// Draws itself into the area between the bars.
  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace)
}

/// What goes into a text field.
enum TextInput {
  case key(Key)
  case paste(String)
}

extension Screen {
  func label(_ command: Command) -> Message { command.label }
  var isTabRoot: Bool { false }
  func tool(_ workspace: Workspace) -> String? { nil }
  func post(_ workspace: Workspace) -> String? { nil }
  func thread(_ workspace: Workspace) -> String? { nil }
  func targets(_ workspace: Workspace) -> [ActTarget] { [] }
  mutating func attend(_ workspace: inout Workspace, in area: Rect) {}
  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {}
  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool { false }
  mutating func settle(_ workspace: Workspace, in area: Rect) {}
  mutating func adapt(from old: Workspace, in oldArea: Rect, to new: Workspace, in area: Rect) {}
}

/// A screen that is one text with links.
protocol TextScreen: Screen {
  var pane: TextPane { get set }
  /// The commands for the bottom line beside those for looking further.
  func ownHints(_ workspace: Workspace) -> [Command]
  /// Where the text stands within the area.
  static func textArea(_ area: Rect) -> Rect
  /// The text, laid out for an area.
  func document(_ workspace: Workspace, in area: Rect) -> Document
}

extension TextScreen {
  func hints(_ workspace: Workspace) -> [Command] {
    (pane.find.isEmpty ? [] : [.nextMatch, .previousMatch]) + ownHints(workspace)
  }

  func label(_ command: Command) -> Message { command == .up ? .commandScroll : command.label }

  /// Prose: lines of more than 80 columns are hard to read.
  static func textArea(_ area: Rect) -> Rect {
    Rect(x: area.x + 1, y: area.y, width: min(80, area.width - 2), height: area.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    pane.draw(document(workspace, in: area), on: &canvas, in: Self.textArea(area))
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    performText(command, &workspace, in: area)
  }

  mutating func performText(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let document = document(workspace, in: area)
    switch command {
    case .open:
      guard let link = pane.link, document.links.indices.contains(link) else {
        workspace.tell(document.links.isEmpty ? .noticeNoLinks : .noticeNoLink)
        return true
      }
      workspace.follow(document.links[link])
    case .nextMatch, .previousMatch:
      if pane.find.isEmpty {
        workspace.warn(.noticeNoSearch)
      } else if !pane.perform(command, document, height: area.height) {
        workspace.warn(.noticeNotFound, pane.find)
      }
    case .search: workspace.push(FindPrompt())
    default: return pane.perform(command, document, height: area.height)
    }
    return true
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .link(let link) = target else { return }
    let document = document(workspace, in: area)
    guard document.links.indices.contains(link) else { return }
    if pane.link == link { workspace.follow(document.links[link]) } else { pane.link = link }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) { settleText(workspace, in: area) }

  mutating func settleText(_ workspace: Workspace, in area: Rect) {
    pane.settle(document(workspace, in: area), height: area.height, byLine: !workspace.glyphs.hasLines)
  }

  mutating func adapt(from old: Workspace, in oldArea: Rect, to new: Workspace, in area: Rect) {
    pane.move(from: document(old, in: oldArea), to: document(new, in: area), height: area.height)
  }
}
