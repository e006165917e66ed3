import Foundation
import JOIModel
import Testing

@testable import JOITUI

/// The program without a terminal: events in, screens out, effects done as the loop would do them.
struct Session {
  var state: AppState
  /// What was asked of the outside, in order.
  private(set) var effects: [Effect] = []
  /// The forum, where there is one.
  private(set) var fixture: ForumFixture?
  /// What a failing disk says when something is posted; nil while all is well.
  var diskProblem: String?
  /// Whether what was posted is read back only when `read` says so.
  var isSlow = false

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// Ten real tools, enough for every kind of screen and stable under changes of the content.
  static let toolbox: Toolbox = {
    TextWidth.prepare()
    return (try? DataRoot(path: folder.appending(path: "Fixtures").path).loadToolbox()) ?? Toolbox()
  }()

  init(
    _ size: Size = Size(width: 110, height: 30), language: Language = .dutch, isASCII: Bool = false,
    hasLines: Bool = true, preferences: Preferences = Preferences(), toolbox: Toolbox? = Session.toolbox,
    selection: Selection = Selection(), forum: ForumFixture? = nil, isKiosk: Bool = false
  ) {
    TextWidth.prepare()
    Self.pinTime
    state = AppState(
      toolbox: toolbox,
      options: .init(
        language: language, isASCII: isASCII, host: "host", hasForum: forum != nil,
        hasLines: hasLines, isKiosk: isKiosk),
      selection: selection,
      preferences: preferences, size: size)
    if let toolbox { state.update(.searchReady(ToolboxSearch(toolbox))) }
    if let forum {
      fixture = forum
      state.workspace.now = ForumFixture.now
      state.update(.forumStateLoaded(ReadMarks(firstVisit: ForumFixture.now), Watches(), [], lastDigest: nil))
      reload()
    }
    act()
    effects = []
  }

  /// Ages and times on screens are those of one moment in one zone: that of all tests in this process, those of periods
  /// among them.
  private static let pinTime: Void = { _ = setenv("TZ", "Europe/Amsterdam", 1) }()

  /// Takes the forum as its logs are now.
  private mutating func reload() {
    guard let fixture else { return }
    let forum = fixture.forum()
    if !forum.viewer.seesForum { return state.update(.forumClosed(account: forum.viewer.account)) }
    state.update(.forumLoaded(forum, isAnew: state.workspace.forum.forum == nil))
    var index = PostIndex()
    index.grow(to: forum)
    state.update(.postsIndexed(index))
  }

  /// What was posted is read back.
  mutating func read() {
    reload()
    act()
  }

  /// Another member writes.
  mutating func post(_ action: ForumEvent.Action, by account: String, at time: Timestamp = ForumFixture.now) {
    fixture?.append(ForumEvent(action, by: account, at: time), room: "leden", by: account)
    reload()
    act()
  }

  mutating func send(_ event: Event) {
    state.update(event)
    act()
  }

  private mutating func act() {
    while true {
      let new = state.takeEffects()
      if new.isEmpty { return }
      effects += new
      for effect in new {
        switch effect {
        case .indexSearch: state.update(.searchReady(ToolboxSearch(state.workspace.toolbox)))
        case .change: state.update(.selectionSaved(state.workspace.selection))
        case .export(let name, let ending, _):
          state.update(.exported(path: "\(name).\(ending)"))
        case .post(let events, let draft):
          if let diskProblem {
            state.update(.postFailed(diskProblem, draft: draft))
            break
          }
          for event in events { fixture?.append(event.event, room: event.room) }
          state.update(.posted(draft))
          if !isSlow { reload() }
        case .keep: state.update(.draftKept)
        case .discard, .watch: break
        case .savePreferences, .copy, .setMouse, .repaint, .suspend, .quit: break
        }
      }
    }
  }

  /// Presses keys by name, separated by blanks: `1 Down Enter text:werkdruk Ctrl-d Space`.
  mutating func press(_ keys: String) {
    for word in keys.split(separator: " ") {
      if word.hasPrefix("text:") {
        for character in word.dropFirst(5) { send(.key(.character(character == "_" ? " " : character))) }
      } else {
        send(.key(Self.key(String(word))))
      }
    }
  }

  private static func key(_ name: String) -> Key {
    switch name {
    case "Up": .up
    case "Down": .down
    case "Left": .left
    case "Right": .right
    case "Home": .home
    case "End": .end
    case "PgUp": .pageUp
    case "PgDn": .pageDown
    case "Enter": .enter
    case "Esc": .escape
    case "Tab": .tab
    case "BTab": .backTab
    case "Backspace": .backspace
    case "Space": .character(" ")
    case "F1": .help
    default: name.hasPrefix("Ctrl-") ? .control(name.last ?? " ") : .character(name.first ?? " ")
    }
  }

  /// The screen as a person reads it.
  var text: String { state.view().plainText }

  var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// The row with the cursor.
  var cursorLine: String {
    guard let cursor = state.view().cursor else { return "" }
    return lines[cursor.y]
  }

  /// The kind of screen on top.
  var screenName: String { String(describing: type(of: state.screen)) }
}
