/// A form in which conversations can be taken along.
public enum ForumExportFormat: String, CaseIterable, Sendable {
  /// CommonMark, for people.
  case markdown
  /// A mailbox, a message a post: the conversations as trees in any mail program.
  case mbox
  /// A feed (RFC 4287), an entry a post.
  case atom

  /// The ending of a file's name.
  public var fileExtension: String { self == .markdown ? "md" : rawValue }
}

/// Conversations to be taken along, as the forum's viewer may see them.
public struct ForumExport: Sendable {
  /// Which conversations.
  public enum Scope: Equatable, Sendable {
    case all
    /// A theme's, by id.
    case theme(String)
    /// One, by its place in ``Forum/threads``.
    case thread(Int)
  }

  let forum: Forum
  let scope: Scope
  let language: Language
  /// The moment for which roles count.
  let now: Timestamp
  /// The conversations by the time at which they began.
  public let threads: [Int]

  /// Conversations to be taken along.
  public init(_ forum: Forum, _ scope: Scope, language: Language, now: Timestamp) {
    (self.forum, self.scope, self.language, self.now) = (forum, scope, language, now)
    switch scope {
    case .all: threads = forum.list(theme: nil, order: .newest).sorted(by: Self.began(forum))
    case .theme(let theme):
      threads = forum.list(theme: theme, order: .newest).sorted(by: Self.began(forum))
    case .thread(let thread): threads = [thread]
    }
  }

  private static func began(_ forum: Forum) -> (Int, Int) -> Bool {
    { a, b in
      let (one, other) = (forum.threads[a].question, forum.threads[b].question)
      return forum.time(one) != forum.time(other)
        ? forum.time(one) < forum.time(other) : forum.id(one) < forum.id(other)
    }
  }

  /// The whole document in a format.
  public func text(as format: ForumExportFormat) -> String {
    switch format {
    case .markdown: markdown()
    case .mbox: mbox()
    case .atom: atom()
    }
  }

  /// What all of it is called.
  var title: String {
    switch scope {
    case .all: say(.cliForumTitle)
    case .theme(let theme): forum.community.theme(theme)?.theme.name.text(in: language) ?? theme
    case .thread(let thread): forum.title(thread, in: language)
    }
  }

  func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }

  /// Who wrote a post: name and organisation, whether as a facilitator, and whether an invented person.
  func byline(_ post: Int) -> String { forum.byline(post, in: language, now: now) }

  /// The text of a post; the reason only where it was hidden or taken back.
  func text(_ post: Int) -> String {
    forum.removal(post, in: language) ?? forum.body(post) ?? say(.postUnreadable)
  }

  /// The post that a post stands under in the tree; nil for the question.
  func parent(_ post: Int) -> Int? {
    let question = forum.threads[forum.threadOf(post)].question
    return post == question ? nil : forum.parent(post) ?? question
  }
}
