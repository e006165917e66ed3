/// What waits for a facilitator as `queue --json` gives it.
public struct QueueRecord: Encodable, Sendable {
  struct Cause: Encodable, Sendable {
    var reason: String
    var post: String
    var since: String
    var count: Int
  }

  var thread: String
  var room: String
  var theme: String
  var themeName: String
  var title: String
  var causes: [Cause]

  /// An item of the queue.
  public init(_ item: ReviewQueue.Item, _ forum: Forum, language: Language) {
    let value = forum.threads[item.thread]
    thread = forum.id(value.question)
    room = forum.community.rooms[value.room].id
    theme = value.theme
    themeName = forum.themeName(item.thread, in: language)
    title = forum.title(item.thread, in: language)
    causes = item.causes.map {
      Cause(reason: $0.reason.word, post: forum.id($0.post), since: $0.since.text, count: $0.count)
    }
  }
}

extension ReviewQueue.Reason {
  /// The word for it on the command line and in JSON.
  public var word: String {
    switch self {
    case .askedAgain: "asked-again"
    case .newPosts: "new-posts"
    case .flagged, .unanswered, .quiet, .newcomer: rawValue
    }
  }
}

/// What was done with a conversation as `history --json` gives it, a line an act.
public struct ActRecord: Encodable, Sendable {
  var event: String
  var kind: String
  var time: String
  var author: ThreadRecord.Author
  var thread: String
  var post: String
  /// The new title, the theme's or tool's id, or the note.
  var text: String?
  var tags: [String]?
  var reason: String?
  var undone: String?
  var sentence: String

  /// An act, with the sentence that says it.
  public init(_ act: Forum.Act, _ forum: Forum, toolbox: Toolbox?, language: Language, now: Timestamp) {
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    event = act.event
    kind = act.kind.rawValue
    time = act.time.text
    author = ThreadRecord.Author(act.author, forum, language, now)
    thread = forum.id(forum.threads[act.thread].question)
    post = forum.id(act.post)
    text = filled(forum.shownText(of: act))
    tags = act.tags
    reason = filled(act.reason)
    undone = act.undone?.text
    sentence = forum.sentence(
      for: act, in: language, toolbox: toolbox, marksFictional: true, now: now)
  }
}
