/// A post that is being written: kept on disk from the first letter until it is sent or thrown away.
public struct Draft: Equatable, Sendable, Encodable {
  /// What it is to become.
  public enum Purpose: Equatable, Sendable {
    case question
    /// An answer to a post; ids.
    case reply(thread: String, to: String)
    /// A new version of a post; its id.
    case edit(post: String)
  }

  /// What it is to become.
  public var purpose: Purpose
  /// The id of the event, made once: sending again after a failure can't post twice.
  public var event: String
  /// When writing began (milliseconds since 1970).
  public var began: Int64
  /// The title of a question.
  public var title = ""
  /// The theme of a question, by id.
  public var theme = ""
  /// The tools that a question is about, by id.
  public var tools: [String] = []
  /// The text.
  public var body = ""

  /// An empty draft.
  public init(_ purpose: Purpose, by account: String, at time: Timestamp) {
    self.purpose = purpose
    event = EventID.make(account: account, at: time)
    began = time.milliseconds
  }

  /// There is nothing in it that would be missed.
  public var isEmpty: Bool { title.allSatisfy(\.isWhitespace) && body.allSatisfy(\.isWhitespace) }

  /// The name of its file: one draft a purpose.
  var file: String {
    switch purpose {
    case .question: "draft-question.json"
    case .reply(_, let to): "draft-reply-\(to).json"
    case .edit(let post): "draft-edit-\(post).json"
    }
  }

  /// The event that it becomes.
  public func event(at time: Timestamp) -> ForumEvent {
    let action: ForumEvent.Action =
      switch purpose {
      case .question: .thread(title: title, theme: theme, tags: [], tools: tools, body: body)
      case .reply(let thread, let to): .reply(thread: thread, to: to, body: body)
      case .edit(let post): .edit(post: post, body: body)
      }
    return ForumEvent(action, id: event, at: time)
  }

  private enum CodingKeys: String, CodingKey {
    case kind, thread, to, event, began, title, theme, tools, body
  }

  /// Writes it as its file has it.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    switch purpose {
    case .question: try fields.encode("question", forKey: .kind)
    case .reply(let thread, let to):
      try fields.encode("reply", forKey: .kind)
      try fields.encode(thread, forKey: .thread)
      try fields.encode(to, forKey: .to)
    case .edit(let post):
      try fields.encode("edit", forKey: .kind)
      try fields.encode(post, forKey: .to)
    }
    try fields.encode(event, forKey: .event)
    try fields.encode(began, forKey: .began)
    try fields.encode(title.withoutNUL, forKey: .title)
    try fields.encode(theme, forKey: .theme)
    try fields.encode(tools, forKey: .tools)
    try fields.encode(body.withoutNUL, forKey: .body)
  }

  /// Reads what was kept; nil where it is none.
  init?(json: JSONValue) {
    guard let event = json["event"]?.field, EventID.isReference(event), let body = json["body"]?.body else {
      return nil
    }
    func reference(_ key: StaticString) -> String? {
      json[key]?.field.flatMap { EventID.isReference($0) ? $0 : nil }
    }
    switch (json["kind"]?.raw, reference("thread"), reference("to")) {
    case ("question", _, _): purpose = .question
    case ("reply", let thread?, let to?): purpose = .reply(thread: thread, to: to)
    case ("edit", _, let post?): purpose = .edit(post: post)
    default: return nil
    }
    self.event = event
    self.body = body
    began = Int64(json["began"]?.integer ?? 0)
    title = json["title"]?.field ?? ""
    theme = json["theme"]?.field ?? ""
    tools = (json["tools"]?.elements ?? []).compactMap(\.field).filter(Identifier.isValid)
  }
}
