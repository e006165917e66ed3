/// A conversation as `--json` gives it: one language, times as RFC 3339, texts as CommonMark.
public struct ThreadRecord: Encodable, Sendable {
  /// An author: by account, with the name to show.
  struct Author: Encodable, Sendable {
    var account: String
    var name: String
    var organisation: String?
    var facilitator: Bool
    var fictional: Bool

    init(_ account: String, _ forum: Forum, _ language: Language, _ now: Timestamp) {
      self.account = account
      name = forum.community.member(account)?.shownName(in: language) ?? account
      organisation = forum.community.organisation(of: account)?.name
      facilitator = forum.isFacilitator(account, now: now)
      fictional = forum.isFictional(account)
    }
  }

  struct Post: Encodable, Sendable {
    var id: String
    /// The post that it answers; none for the question, and where that is not there.
    var parent: String?
    var author: Author
    var time: String
    /// When it last changed.
    var changed: String
    var edited: Bool
    /// `hidden`, `retracted` or `erased`; then there is no text.
    var removed: String?
    var reason: String?
    var body: String?
    var likes: Int
  }

  var id: String
  var room: String
  var theme: String
  var themeName: String
  var title: String
  var state: String
  var closed: String?
  var pinned: Bool
  var author: Author
  var asked: String
  var last: String
  var replies: Int
  var answer: String?
  var tags: [String]
  var tools: [String]
  var posts: [Post]?

  /// A thread; `isWhole` adds its posts in the order of reading.
  public init(_ thread: Int, _ forum: Forum, language: Language, now: Timestamp, isWhole: Bool) {
    let value = forum.threads[thread]
    id = forum.id(value.question)
    room = forum.community.rooms[value.room].id
    theme = value.theme
    themeName = forum.themeName(thread, in: language)
    title = forum.title(thread, in: language)
    state = forum.state(thread).rawValue
    closed = value.isClosed ? forum.closingReason(thread) : nil
    pinned = value.isPinned
    author = Author(forum.author(value.question), forum, language, now)
    asked = forum.time(value.question).text
    last = Timestamp(milliseconds: value.lastTime).text
    replies = value.replies
    answer = value.answer.map { forum.id($0) }
    tags = value.tags
    tools = value.tools
    guard isWhole else { return }
    posts = NumberedPost.all(of: thread, in: forum).map { Self.post($0.post, forum, language, now) }
  }

  private static func post(_ post: Int, _ forum: Forum, _ language: Language, _ now: Timestamp) -> Post {
    let isTold = forum.isHidden(post) || forum.isRetracted(post)
    let removed =
      isTold ? forum.isHidden(post) ? "hidden" : "retracted" : forum.isErased(post) ? "erased" : nil
    return Post(
      id: forum.id(post), parent: forum.parent(post).map { forum.id($0) },
      author: Author(forum.author(post), forum, language, now), time: forum.time(post).text,
      changed: forum.changed(post).text, edited: forum.isEdited(post), removed: removed,
      reason: isTold ? forum.reason(of: post) : nil, body: removed == nil ? forum.body(post) : nil,
      likes: forum.likes(post))
  }
}
