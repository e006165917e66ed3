import JOIModel

/// Everything that a key can do.
public enum Command: String, CaseIterable, Sendable {
  case up, down, pageUp, pageDown, halfPageUp, halfPageDown, top, bottom
  case open, forward, back, left, nextPane, previousPane
  case home, toolbox, overview, manual
  case search, nextMatch, previousMatch, help, language, mouse, lines, redraw, suspend, leave, quit
  case forum, nextUnread, previousPost, nextPost, ask, reply, quote, edit, retract, layout, parent, like,
    flag, answer, markRead,
    watch, order
  /// A facilitator's.
  case desk, approve, hide, close, pin, relocate, retitle, linkTool, remark, undo
  case history
  case pick, theme, period, previousPeriod, nextPeriod, group, whom, sort, take
  case send, preview, insertTool, discard
  case filter, mark, compare, save, selection, address, copy, export, previousTool, nextTool, note, fold

  /// The few words for the bottom line and for buttons.
  var label: Message {
    Message.named("command.\(rawValue)") ?? .commandOpen
  }

  /// Whether it is of use to facilitators alone.
  var isOfOffice: Bool {
    switch self {
    case .desk, .approve, .hide, .close, .pin, .relocate, .retitle, .linkTool, .remark, .undo: true
    default: false
    }
  }

  /// One sentence for the help screen.
  public var explanation: Message {
    Message.named("command.\(rawValue).help") ?? .commandOpenHelp
  }
}

/// Where a key is pressed: what it means depends on that, and on nothing else.
public enum Context: String, CaseIterable, Sendable {
  /// Everywhere but in a text field.
  case everywhere
  case home, finder, search, tools, page, overview, manual, selection, compare, address, export, facets, note,
    find, help
  case question
  case forum, conversation, compose, similar, preview
  /// The facilitators' desk: the queue, and the choice of a theme for it.
  case desk, deskThemes, history, contributions, effect, digest, formats
  /// Fields of one line: words to search the forum for, a tool to link, what an act needs.
  case forumSearch, toolPick, act

  /// Whether letters go into a text field here.
  var isTyping: Bool {
    switch self {
    case .finder, .search, .note, .find, .compose, .forumSearch, .toolPick, .act: true
    default: false
    }
  }
}
