import JOIModel

/// What has to happen outside: the loop does it and answers with an event.
public enum Effect: Equatable, Sendable {
  case change(Selection.Change)
  case savePreferences(Preferences)
  case copy(String)
  case setMouse(Bool)
  /// Writes a new file into the working folder.
  case export(name: String, ending: String, text: String)
  case indexSearch
  /// Writes events into the member's logs; the draft that they were goes when that is done.
  case post([RoomEvent], draft: Draft?)
  case keep(Draft)
  case discard(Draft)
  case watch(Watches.Level, thread: String)
  case repaint, suspend
  case quit
}

/// Where to go next: what a screen asks of the history.
enum Navigation {
  case push(any Screen)
  case back
  case home
  /// Lets the screen that is then on top take something over from the one that closed.
  case change(@Sendable (any Screen, inout Workspace) -> any Screen)
}

/// A sentence on the line above the keys, until the next key.
struct Notice: Equatable, Sendable {
  enum Kind: Sendable { case information, warning }
  var text: String
  var kind = Kind.information
}

/// What all screens share: the data, what the member has chosen, and what is to be done.
public struct Workspace: Sendable {
  /// The toolbox.
  public internal(set) var toolbox: Toolbox
  /// The search, when it is ready.
  var search: ToolboxSearch?
  /// The language of interface and content.
  public internal(set) var language: Language
  /// The signs to draw with.
  var glyphs: Glyphs
  /// The member's own selection.
  public internal(set) var selection = Selection()
  /// How the member works.
  public internal(set) var preferences = Preferences()
  /// Whether the program listens to the mouse in this session; only M changes what is kept.
  var isMouseOn = true
  /// Tools that were not there at the last visit.
  var newTools: [String] = []
  /// Tools marked for comparing, in the order of marking.
  var marked: [String] = []
  /// What narrows the list of tools.
  var facets = FacetSelection()
  /// The ssh command that reaches this host, as far as it is known.
  var host: String
  /// Whether the program is all that the account can run.
  let isKiosk: Bool
  /// The forum.
  var forum = ForumSession()
  /// The clock, as the loop read it last: for ages, and for what is written.
  public var now = Timestamp(milliseconds: 0)
  /// The moment of what was written last: what is done with two keys never has one moment.
  private var written = Timestamp(milliseconds: 0)
  var notice: Notice?
  var effects: [Effect] = []
  var navigation: [Navigation] = []

  init(toolbox: Toolbox, language: Language, glyphs: Glyphs, host: String, isKiosk: Bool = false) {
    self.isKiosk = isKiosk
    self.toolbox = toolbox
    self.language = language
    self.glyphs = glyphs
    self.host = host
  }

  func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }

  func name(_ tool: Tool) -> String { tool.name.text(in: language) }

  mutating func tell(_ message: Message, _ values: String...) {
    notice = Notice(text: language.text(message, values))
  }

  mutating func warn(_ message: Message, _ values: String...) {
    notice = Notice(text: language.text(message, values), kind: .warning)
  }

  /// The moment for what is to be written now.
  mutating func moment() -> Timestamp {
    written = max(now, Timestamp(milliseconds: written.milliseconds + 1))
    return written
  }

  mutating func push(_ screen: any Screen) { navigation.append(.push(screen)) }

  /// Opens what a link leads to.
  mutating func follow(_ link: LinkTarget) {
    switch link {
    case .tool(let id):
      if toolbox.tool(id) == nil { return warn(.noticeUnknownTarget, id) }
      push(ToolPage(tool: id, among: [id]))
    case .topic(let id):
      guard toolbox.topic(id) != nil else { return warn(.noticeUnknownTarget, id) }
      push(ToolboxScreen(topic: id, self))
    case .manual(let id):
      guard toolbox.section(id) != nil else { return warn(.noticeUnknownTarget, id) }
      push(ManualPage(section: id))
    case .thread(let id):
      guard forum.forum?.thread(id) != nil else { return warn(.threadGone) }
      push(ConversationScreen(thread: id))
    case .screen(let name): open(name)
    case .address(let url): push(AddressSheet(entries: [.init(label: "", url: url)], title: url))
    }
  }

  mutating func open(_ name: ScreenName) {
    switch name {
    case .home: navigation.append(.home)
    case .finder: push(FinderScreen())
    case .toolbox: push(ToolboxScreen(self))
    case .overview: push(OverviewScreen())
    case .manual: push(ManualScreen())
    case .selection: push(SelectionScreen())
    case .forum: push(ForumScreen())
    case .desk: push(DeskScreen())
    case .help: push(HelpScreen(context: .home, tab: 0))
    }
  }

  /// Has a text written into a file. In the kiosk there is no folder to write in: there the sheet shows the command that
  /// fetches it, and this says so. Answers whether it is being written.
  @discardableResult
  mutating func takeAlong(_ text: String, name: String, ending: String) -> Bool {
    guard !isKiosk else {
      tell(.kioskFetch)
      return false
    }
    effects.append(.export(name: name, ending: ending, text: text))
    return true
  }

  /// The texts of the toolbox or a hint that they are still being looked through.
  mutating func toggleSaved(_ tool: String) {
    let change: Selection.Change = selection.contains(tool) ? .remove(tool) : .save(tool)
    selection.apply(change)
    effects.append(.change(change))
    let name = toolbox.tool(tool).map { self.name($0) } ?? tool
    if selection.contains(tool) { tell(.noticeSaved, name) } else { tell(.noticeUnsaved, name) }
  }

  mutating func toggleMarked(_ tool: String) {
    if let at = marked.firstIndex(of: tool) {
      marked.remove(at: at)
    } else if marked.count == CompareScreen.maximalCount {
      warn(.noticeMarkedFull, "\(CompareScreen.maximalCount)")
    } else {
      marked.append(tool)
    }
  }
}
