import ArgumentParser
import Glibc
import JOIModel

/// `ask`: a new conversation.
struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a question on the forum; its text (CommonMark) is read from standard input.",
    discussion: """
      Prints "sent ID" when the question is on disk, and not before. Where it could not be written the exit status is 1
      and the text is kept as a draft.
      """)

  @OptionGroup var options: ForumOptions

  @Option(name: .long, help: "The theme (id).")
  var theme: String

  @Option(name: .long, help: "The title, one line.")
  var title: String

  @Option(name: .long, help: "A tool that it is about (id); may be given again.")
  var tool: [String] = []

  func run() throws {
    let language = options.common.language
    let forum = try options.load()
    guard forum.viewer.isMember else { throw Failure("joi-tui: \(language.text(.refusedGuest))") }
    let (room, theme) = try forum.found(theme: theme, language)
    let title = SafeText.field(title)
    guard !title.allSatisfy(\.isWhitespace) else {
      throw Failure("joi-tui: \(language.text(.composeNeedsTitle))")
    }
    guard title.utf8.count <= PostText.maximalTitleBytes else {
      throw Failure(language.text(.cliForumTitleTooLong, "\(PostText.maximalTitleBytes)"))
    }
    if !tool.isEmpty {
      let toolbox = try options.common.loadToolbox()
      for id in tool where toolbox.tool(id) == nil {
        throw Failure(language.text(.cliNoSuchTool, SafeText.field(id)))
      }
    }
    var draft = Draft(.question, by: forum.viewer.account, at: .now)
    draft.title = title
    draft.theme = theme.id
    draft.tools = tool
    try Posting(options, forum).send(&draft, room: room.id)
  }
}

/// `reply ID`: an answer to a post.
struct Reply: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: "Answer a post on the forum; the text (CommonMark) is read from standard input.",
    discussion: """
      Prints "sent ID" when the answer is on disk, and not before. Where it could not be written the exit status is 1
      and the text is kept as a draft.
      """)

  @OptionGroup var options: ForumOptions

  @Argument(help: "The post's id, as thread gives it; a conversation's id answers its question.")
  var id: String

  func run() throws {
    let language = options.common.language
    let forum = try options.load()
    let post = try forum.found(id, language)
    let thread = forum.threadOf(post)
    if let refusal = forum.refusal(toReplyIn: thread) { throw Failure("joi-tui: \(language.text(refusal))") }
    let question = forum.threads[thread].question
    var draft = Draft(
      .reply(thread: forum.id(question), to: forum.id(post)), by: forum.viewer.account, at: .now)
    try Posting(options, forum).send(&draft, room: forum.community.rooms[forum.threads[thread].room].id)
  }
}

/// From standard input to the member's log.
struct Posting {
  private let options: ForumOptions
  private let forum: Forum
  private var language: Language { options.common.language }

  init(_ options: ForumOptions, _ forum: Forum) {
    self.options = options
    self.forum = forum
  }

  /// Reads the text, writes the event, and says so when it is on disk.
  func send(_ draft: inout Draft, room: String) throws {
    draft.body = try text()
    let event = draft.event(at: .now)
    guard let state = options.stateFolder else {
      let reason = language.text(.cliForumNoFolder)
      throw Failure(language.text(.cliForumNotKept, reason, reason))
    }
    let writer = ForumWriter(
      root: options.common.root.path, account: forum.viewer.account, identity: forum.community.identity,
      state: state)
    do throws(ForumWriter.Failure) {
      try writer.append(event, room: room)
    } catch {
      throw kept(draft, in: state, because: error.text(in: language))
    }
    Output.print(language.text(.cliForumSent, event.id))
  }

  private func text() throws -> String {
    do throws(PostText.Problem) {
      return try PostText.read(Input.bytes(upTo: 2 * PostText.maximalBytes + 1))
    } catch {
      switch error {
      case .empty: throw Failure(language.text(.cliForumNoText))
      case .tooLong: throw Failure(language.text(.cliForumTooLong, "\(PostText.maximalBytes)"))
      case .notText: throw Failure(language.text(.cliForumNotText))
      }
    }
  }

  /// Keeps a text that was not written, and says where. A draft that the full-screen program keeps for the same
  /// purpose stays: then this text goes into a file beside it.
  private func kept(_ draft: Draft, in state: StateFolder, because reason: String) -> Failure {
    do throws(StateFolder.Failure) {
      var place = state.path
      if state.loadDrafts().contains(where: { $0.purpose == draft.purpose && !$0.isEmpty }) {
        place += "/unsent-\(draft.event).md"
        let heading = draft.title.isEmpty ? "" : "# \(draft.title)\n\n"
        try OutputFile.write("\(heading)\(draft.body)\n", to: place)
      } else {
        try state.save(draft)
      }
      return Failure(language.text(.cliForumKept, reason, SafeText.field(place)))
    } catch {
      return Failure(language.text(.cliForumNotKept, reason, SafeText.field(error.reason)))
    }
  }
}

/// What comes from standard input.
enum Input {
  /// All bytes, or the first of them where there are more.
  static func bytes(upTo limit: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      while count < limit {
        let got = read(STDIN_FILENO, buffer.baseAddress.map { $0 + count }, limit - count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return }
        count += got
      }
    }
  }
}
