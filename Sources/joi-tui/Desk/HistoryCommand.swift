import ArgumentParser
import JOIModel

/// `history`: who did what with conversations, when and why.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract:
      "Tell what was done with a conversation: moment, account, conversation, post and a sentence, separated by tabs.",
    discussion: """
      joi-tui history ID                one conversation, the earliest first; for members
      joi-tui history --since 7d        all that facilitators did, the latest first; for facilitators

      What was taken back stands there too, with the moment. Flags, notes and what was looked at are told to
      facilitators only.
      """)

  @OptionGroup var options: ForumOptions

  @Argument(help: "The conversation's id, as threads gives it, or that of a post in it. Default: all.")
  var id: String?

  @Option(name: .long, help: "Days or weeks (7d, 2w), a day (2026-11-17), or last: since the last digest.")
  var since: String?

  @Flag(name: .long, help: "JSON lines: an object a line.")
  var json = false

  func run() throws {
    let language = options.common.language
    let now = Timestamp.now
    let since = try since.map { text in
      try Since.read(text, now, language).moment(last: options.stateFolder?.loadDigestMark(), now: now)
    }
    let forum: Forum
    let acts: [Forum.Act]
    if let id {
      forum = try options.load()
      guard forum.viewer.isMember else { throw Failure(language.text(.cliMembersOnly)) }
      acts = forum.history(of: try forum.conversation(id, language)).filter { act in
        since.map { act.time >= $0 } ?? true
      }
    } else {
      forum = try options.loadAsFacilitator()
      acts = forum.facilitatorActs(since: since)
    }
    guard !acts.isEmpty else { return }
    let toolbox = try? options.common.root.loadToolbox()
    if json {
      Output.print(
        JSONOutput.lines(
          acts.map { ActRecord($0, forum, toolbox: toolbox, language: language, now: now) }))
    } else {
      Output.print(
        Table.text(
          acts.map { act in
            [
              act.time.text, act.author, forum.id(forum.threads[act.thread].question), forum.id(act.post),
              forum.sentence(for: act, in: language, toolbox: toolbox, marksFictional: true, now: now),
            ]
          }))
    }
  }
}
