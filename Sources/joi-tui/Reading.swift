import ArgumentParser
import Glibc
import JOIModel
import JOITUI

/// `list`: a line a tool.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the tools: id, name, focus level, time, cost and status, separated by tabs.")

  @OptionGroup var common: DataOptions

  @Option(name: .long, help: "Only tools of this topic or pillar (id).")
  var topic: String?

  @Option(name: .long, help: "Only tools at this level: organisation, team, individual.")
  var focus: Tool.Focus?

  @Option(
    name: .long, help: "Only tools with this status: active, candidate, withdrawn. Default: the first two.")
  var status: Tool.Status?

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  func run() throws {
    let toolbox = try common.loadToolbox()
    let language = common.language
    var facets = FacetSelection()
    if let focus { facets.toggle(Facet.Value(.focus, focus.rawValue)) }
    if let status { facets.toggle(Facet.Value(.status, status.rawValue)) }
    let topics = try topic.map { try Self.topics($0, toolbox, language) }
    let tools = toolbox.tools.filter { tool in
      facets.includes(tool) && (topics.map { !$0.isDisjoint(with: tool.topics) } ?? true)
    }
    if json {
      Output.print(
        JSONOutput.text(tools.map { ToolRecord($0, toolbox: toolbox, language: language, isWhole: false) }))
    } else {
      Output.print(ToolTable.text(tools, toolbox, language))
    }
  }

  /// The topics that an id names: one, or those of a pillar.
  private static func topics(_ id: String, _ toolbox: Toolbox, _ language: Language) throws -> Set<String> {
    if let pillar = toolbox.pillars.first(where: { $0.id == id }) { return Set(pillar.topics.map(\.id)) }
    guard toolbox.topic(id) != nil else {
      let known = toolbox.pillars.flatMap { [$0.id] + $0.topics.map(\.id) }.joined(separator: ", ")
      throw Failure(language.text(.cliNoSuchTopic, SafeText.field(id), known))
    }
    return [id]
  }
}

/// Tools as lines.
enum ToolTable {
  static func text(_ tools: [Tool], _ toolbox: Toolbox, _ language: Language) -> String {
    let rows = tools.map { tool in
      let facts = ToolFacts(tool, toolbox: toolbox, language: language)
      return [tool.id, tool.name.text(in: language), facts.focus, facts.time, facts.cost, facts.status]
    }
    return Table.text(rows)
  }
}

/// `show ID`: a tool's whole text.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a tool: its short facts and the five questions.")

  @OptionGroup var common: DataOptions

  @Argument(help: "The tool's id, as list gives it.", completion: .custom { _, _, _ in toolIDs() })
  var id: String

  @Flag(name: .long, help: "JSON instead of text.")
  var json = false

  func run() throws {
    let toolbox = try common.loadToolbox()
    let language = common.language
    guard let tool = toolbox.tool(id) else {
      throw Failure(language.text(.cliNoSuchTool, SafeText.field(id)))
    }
    if json {
      Output.print(JSONOutput.text(ToolRecord(tool, toolbox: toolbox, language: language, isWhole: true)))
    } else {
      Output.print(PlainTool.text(tool, toolbox, language, isTerminal: Output.isTerminal))
    }
  }
}

/// The ids of the tools, for completion; none where the data can't be read.
private func toolIDs() -> [String] {
  (try? Surroundings().root(asked: nil).loadToolbox())?.tools.map(\.id) ?? []
}

/// A tool as plain text: a paragraph a line, so that a screen reader or a script reads on.
enum PlainTool {
  static func text(_ tool: Tool, _ toolbox: Toolbox, _ language: Language, isTerminal: Bool) -> String {
    let plain = PlainText(isTerminal: isTerminal)
    func body(_ reference: BodyReference) -> String {
      toolbox.body(reference, in: language).map { RichText(commonMark: $0).plainText }
        ?? language.text(.notFilledIn)
    }
    var out = plain.heading(tool.name.text(in: language)) + "\n"
    if tool.status == .withdrawn {
      out += language.text(.cliWithdrawn) + "\n"
      for other in toolbox.replacements(of: tool) {
        out += language.text(.cliReplacement, other.name.text(in: language), other.id) + "\n"
      }
    }
    for fact in ToolFacts(tool, toolbox: toolbox, language: language).rows {
      out += "\(fact.label): \(fact.value)\n"
    }
    for part in FiveQuestions.allCases {
      out += "\n" + plain.heading(part.heading(in: language)) + "\n"
      switch part {
      case .question: out += tool.question.text(in: language)
      case .focus: out += ToolFacts(tool, toolbox: toolbox, language: language).focus
      case .background: out += body(tool.background)
      case .workings: out += body(tool.workings)
      case .location:
        out += body(tool.location)
        for place in tool.links {
          let label = place.label.text(in: language)
          out += "\n" + (label.isEmpty ? "" : "\(label):\n") + plain.link(place.url)
        }
      }
      out += "\n"
    }
    return out
  }
}

/// `search WORDS`: what answers, best first.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the tools, or with --forum all posts; the best answer first.",
    discussion: """
      Names, questions and texts in both languages. Accents, capitals and word order do not matter; where nothing is \
      found, one typo a word is forgiven.

      With --forum also "a phrase" and conditions, in Dutch or English, a minus for the opposite (after --, so that it \
      is no option): from:lid04 theme:verzuim tool:ID tag:TAG company:NAME is:unanswered is:answered is:unread \
      is:closed is:open is:watched after:2026-01-31 before:2026-01-31 older:7d replies:0. A line a post: its id, \
      moment, author, conversation and text, separated by tabs.
      """)

  @OptionGroup var options: ForumOptions

  @Argument(help: "The words.")
  var words: [String]

  @Flag(name: .long, help: "Search the posts of the forum instead of the tools.")
  var forum = false

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  func run() throws {
    let words = words.joined(separator: " ")
    if forum { return try ForumHits(options).print(words, json: json) }
    let toolbox = try options.common.loadToolbox()
    let language = options.common.language
    let tools = ToolboxSearch(toolbox).search(words, in: .tools).items.compactMap { item -> Tool? in
      guard case .tool(let id) = item else { return nil }
      return toolbox.tool(id)
    }
    if json {
      Output.print(
        JSONOutput.text(tools.map { ToolRecord($0, toolbox: toolbox, language: language, isWhole: false) }))
    } else if !tools.isEmpty {
      Output.print(ToolTable.text(tools, toolbox, language))
    }
    if tools.isEmpty {
      throw json ? ExitCode(1) as Error : Failure(language.text(.cliNothingFound, SafeText.field(words)))
    }
  }
}

extension Tool.Focus: ExpressibleByArgument {}
extension Tool.Status: ExpressibleByArgument {}
