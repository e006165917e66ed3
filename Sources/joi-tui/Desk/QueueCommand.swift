import ArgumentParser
import JOIModel

/// `queue`: a line a conversation that waits for a facilitator.
struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract:
      "List what waits for a facilitator: reasons, since when, conversation, post, theme and title, separated by tabs.",
    discussion: """
      The most urgent comes first, with the reason that is most urgent. With --reason who waits longest for that comes
      first, and moment and post are those of that reason.
      """)

  @OptionGroup var options: ForumOptions

  @Option(name: .long, help: "Only what waits for this reason.")
  var reason: ReviewQueue.Reason?

  @Option(name: .long, help: "Only conversations of this theme (id).")
  var theme: String?

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  func run() throws {
    let language = options.common.language
    let forum = try options.loadAsFacilitator()
    let theme = try theme.map { try forum.found(theme: $0, language).theme.id }
    let items = ReviewQueue(forum, now: .now).items(reason, theme: theme)
    if json {
      Output.print(JSONOutput.text(items.map { QueueRecord($0, forum, language: language) }))
    } else if !items.isEmpty {
      Output.print(Table.text(items.compactMap { row($0, forum, language) }))
    }
  }

  private func row(_ item: ReviewQueue.Item, _ forum: Forum, _ language: Language) -> [String]? {
    item.cause(reason).map { cause in
      [
        item.causes.map(\.reason.word).joined(separator: ","), cause.since.text,
        forum.id(forum.threads[item.thread].question), forum.id(cause.post),
        forum.themeName(item.thread, in: language), forum.title(item.thread, in: language),
      ]
    }
  }
}

extension ReviewQueue.Reason: ExpressibleByArgument {
  /// Reads the word of the command line.
  public init?(argument: String) {
    guard let reason = Self.allCases.first(where: { $0.word == argument }) else { return nil }
    self = reason
  }

  /// The words, for help and completion.
  public static var allValueStrings: [String] { allCases.map(\.word) }
}
