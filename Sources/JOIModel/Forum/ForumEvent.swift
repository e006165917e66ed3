import FoundationEssentials

/// An event to be written, with the room in whose log it belongs.
public struct RoomEvent: Equatable, Sendable {
  /// The event.
  public var event: ForumEvent
  /// The room's id.
  public var room: String

  /// An event for a room.
  public init(_ event: ForumEvent, room: String) {
    self.event = event
    self.room = room
  }
}

/// An event to be written: what a member says or does.
public struct ForumEvent: Equatable, Sendable {
  /// What is said or done.
  public enum Action: Equatable, Sendable {
    case thread(title: String, theme: String, tags: [String], tools: [String], body: String)
    case reply(thread: String, to: String, body: String)
    case edit(post: String, body: String)
    case retract(post: String, reason: String)
    case like(post: String)
    case flag(post: String, reason: String)
    case answer(thread: String, post: String)
    case undo(event: String)
    /// A facilitator's, about a post or a thread; `reason` may be empty.
    case review(target: String)
    case hide(target: String, reason: String)
    case show(target: String, reason: String)
    case close(target: String, reason: String)
    case open(target: String, reason: String)
    case pin(target: String)
    case unpin(target: String)
    case move(target: String, theme: String, reason: String)
    case retitle(target: String, title: String, tags: [String], reason: String)
    case link(target: String, tool: String)
    case note(target: String, body: String)
  }

  /// Its id, which a retry keeps.
  public var id: String
  /// When it was said.
  public var time: Timestamp
  /// What is said or done.
  public var action: Action

  /// An event of an account, with a new id.
  public init(_ action: Action, by account: String, at time: Timestamp) {
    self.init(action, id: EventID.make(account: account, at: time), at: time)
  }

  /// An event with an id that was made before.
  public init(_ action: Action, id: String, at time: Timestamp) {
    self.id = id
    self.time = time
    self.action = action
  }

  /// The word of the file for what is done.
  private var word: LogLine.Kind {
    switch action {
    case .thread: .thread
    case .reply: .reply
    case .edit: .edit
    case .retract: .retract
    case .like: .like
    case .flag: .flag
    case .answer: .answer
    case .undo: .undo
    case .review: .review
    case .hide: .hide
    case .show: .show
    case .close: .close
    case .open: .open
    case .pin: .pin
    case .unpin: .unpin
    case .move: .move
    case .retitle: .retitle
    case .link: .link
    case .note: .note
    }
  }

  /// The line of the log, without its line break: JSON, keys in the order of their names.
  var line: [UInt8] {
    var fields = Line(v: 1, id: id, at: time.text, do: word.rawValue)
    switch action {
    case .thread(let title, let theme, let tags, let tools, let body):
      fields.title = title
      fields.theme = theme
      fields.tags = tags.isEmpty ? nil : tags
      fields.tools = tools.isEmpty ? nil : tools
      fields.body = body
    case .reply(let thread, let to, let body):
      fields.thread = thread
      fields.to = to
      fields.body = body
    case .edit(let post, let body):
      fields.post = post
      fields.body = body
    case .retract(let post, let reason), .flag(let post, let reason):
      fields.post = post
      fields.reason = reason.isEmpty ? nil : reason
    case .like(let post): fields.post = post
    case .answer(let thread, let post):
      fields.thread = thread
      fields.post = post
    case .undo(let event): fields.event = event
    case .review(let target), .pin(let target), .unpin(let target): fields.target = target
    case .hide(let target, let reason), .show(let target, let reason), .close(let target, let reason),
      .open(let target, let reason):
      fields.target = target
      fields.reason = reason.isEmpty ? nil : reason
    case .move(let target, let theme, let reason):
      fields.target = target
      fields.theme = theme
      fields.reason = reason.isEmpty ? nil : reason
    case .retitle(let target, let title, let tags, let reason):
      fields.target = target
      fields.title = title
      // An empty list takes the tags away.
      fields.tags = tags
      fields.reason = reason.isEmpty ? nil : reason
    case .link(let target, let tool):
      fields.target = target
      fields.tool = tool
    case .note(let target, let body):
      fields.target = target
      fields.body = body
    }
    fields.dropNUL()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(fields)).map { Array($0) } ?? []
  }

  private struct Line: Encodable {
    var v: Int
    var id: String
    var at: String
    var `do`: String
    var title: String?
    var theme: String?
    var tags: [String]?
    var tools: [String]?
    var thread: String?
    var to: String?
    var post: String?
    var event: String?
    var target: String?
    var tool: String?
    var reason: String?
    var body: String?

    /// A line with NUL in any spelling is refused by whoever reads it: the post would be lost.
    mutating func dropNUL() {
      (title, reason, body) = (title?.withoutNUL, reason?.withoutNUL, body?.withoutNUL)
      tags = tags?.map(\.withoutNUL)
    }
  }
}

extension String {
  /// The text without the one character that our reader of JSON refuses in every spelling.
  var withoutNUL: String {
    utf8.contains(0) ? String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self) : self
  }
}
