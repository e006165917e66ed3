import ArgumentParser
import JOIModel
import JOITUI

/// `threads`: a line a conversation.
struct Threads: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "threads",
    abstract:
      "List the conversations: id, state, replies, last activity, theme and title, separated by tabs.",
    discussion: "Pinned ones come first, then the one with the latest post.")

  @OptionGroup var options: ForumOptions

  @Option(name: .long, help: "Only conversations of this theme (id).")
  var theme: String?

  @Flag(name: .long, help: "Only conversations that wait for an answer.")
  var unanswered = false

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  func run() throws {
    let forum = try options.load()
    let language = options.common.language
    let theme = try theme.map { try forum.found(theme: $0, language).theme.id }
    let threads = forum.list(theme: theme, order: .lastActivity).filter {
      !unanswered || forum.state($0) == .waiting
    }
    if json {
      let now = Timestamp.now
      Output.print(
        JSONOutput.text(
          threads.map { ThreadRecord($0, forum, language: language, now: now, isWhole: false) }))
    } else if !threads.isEmpty {
      Output.print(
        Table.text(
          threads.map { thread in
            let value = forum.threads[thread]
            return [
              forum.id(value.question), language.text(forum.state(thread).name), "\(value.replies)",
              Timestamp(milliseconds: value.lastTime).text, forum.themeName(thread, in: language),
              forum.title(thread, in: language),
            ]
          }))
    }
  }
}

/// `thread ID`: a whole conversation.
struct ThreadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thread",
    abstract: "Show a conversation: a paragraph a line, each post after what it answers.")

  @OptionGroup var options: ForumOptions

  @Argument(help: "The conversation's id, as threads gives it, or that of a post in it.")
  var id: String

  @Flag(name: .long, help: "JSON instead of text.")
  var json = false

  func run() throws {
    let forum = try options.load()
    let language = options.common.language
    let thread = try forum.conversation(id, language)
    if json {
      Output.print(
        JSONOutput.text(ThreadRecord(thread, forum, language: language, now: .now, isWhole: true)))
    } else {
      let toolbox = try? options.common.root.loadToolbox()
      Output.print(
        PlainThread(
          forum: forum, thread: thread, toolbox: toolbox, language: language, isTerminal: Output.isTerminal
        ).text)
    }
  }
}

/// A conversation as plain text: a paragraph a line, so that a screen reader or a script reads on; the tree is told
/// in words.
struct PlainThread {
  let forum: Forum
  let thread: Int
  /// Nil where it can't be read; the forum can be read all the same.
  let toolbox: Toolbox?
  let language: Language
  let isTerminal: Bool

  var text: String {
    let plain = PlainText(isTerminal: isTerminal)
    let value = forum.threads[thread]
    var out = plain.heading(forum.title(thread, in: language)) + "\n"
    out += forum.facts(of: thread, in: language) + "\n"
    if let closing = forum.closing(thread, in: language) { out += closing + "\n" }
    if !value.tools.isEmpty {
      out += "\(language.text(.threadTools)) \(value.tools.map(tool).joined(separator: ", "))\n"
    }
    let now = Timestamp.now
    for entry in NumberedPost.all(of: thread, in: forum) {
      let post = entry.post
      let time = forum.time(post)
      var facts = entry.facts(forum, language)
      facts.insert(time.text(in: language, now: now), at: 0)
      facts.append(language.text(.cliForumPostID, forum.id(post)))
      out += "\n" + plain.heading("\(entry.number). \(forum.byline(post, in: language, now: now))") + "\n"
      out += facts.joined(separator: " · ") + "\n"
      out +=
        forum.removal(post, in: language) ?? forum.body(post).map { body($0, plain) }
        ?? language.text(.postUnreadable)
      out += "\n"
    }
    return out
  }

  private func tool(_ id: String) -> String {
    guard let toolbox else { return id }
    guard let tool = toolbox.tool(id) else { return language.text(.unknownTool, id) }
    return "\(tool.name.text(in: language)) (\(id))"
  }

  private func body(_ commonMark: String, _ plain: PlainText) -> String {
    RichText(commonMark: commonMark).blocks.map { block in
      var line = String(repeating: "> ", count: block.quotes)
      if case .item(let marker) = block.kind, !marker.isEmpty { line += "\(marker) " }
      if block.kind == .rule { line += "---" }
      // A link of several manners is several runs; where it leads is said once, behind the last.
      for (at, span) in block.spans.enumerated() {
        let isLast = at + 1 == block.spans.count || block.spans[at + 1].link != span.link
        switch span.link {
        case .address(let url) where span.text == url: line += plain.link(url)
        case .address(let url): line += span.text + (isLast ? " (\(plain.link(url)))" : "")
        case .tool(let id): line += span.text + (isLast ? " (\(place(ofTool: id)))" : "")
        default: line += span.text
        }
      }
      return line
    }.joined(separator: "\n")
  }

  private func place(ofTool id: String) -> String {
    toolbox.map { $0.tool(id) == nil } == true ? language.text(.unknownTool, id) : "tool:\(id)"
  }
}
