import ArgumentParser
import JOIModel

/// `export`: tools in a form to take along.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Export tools (Markdown, CSV for Excel, HTML for printing, JSON) or conversations (Markdown, mbox, Atom).",
    discussion: """
      joi-tui export                           all tools in use
      joi-tui export selection --format html   your own selection, with your notes
      joi-tui export topic ID                  the tools of a topic
      joi-tui export tool ID ...               these tools
      joi-tui export forum --format mbox       all conversations that you may read
      joi-tui export theme ID --format atom    the conversations of a theme
      joi-tui export thread ID                 a conversation
      """)

  /// What is exported.
  enum What: String, ExpressibleByArgument, CaseIterable {
    case all, selection, topic, tool, forum, theme, thread

    /// Whether it is of the forum, not of the toolbox.
    var isForum: Bool {
      switch self {
      case .all, .selection, .topic, .tool: false
      case .forum, .theme, .thread: true
      }
    }

    /// The forms in which it can be had.
    var formats: [Format] {
      isForum ? [.markdown, .mbox, .atom] : [.markdown, .csv, .html, .json]
    }
  }

  /// The forms of tools and of conversations.
  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown, csv, html, json, mbox, atom }

  @OptionGroup var options: ForumOptions

  @Argument(help: "all, selection, topic, tool, forum, theme or thread.")
  var what: What = .all

  @Argument(help: "The ids of the topic, the tools, the theme or the conversation.")
  var ids: [String] = []

  @Option(name: .long, help: "Tools: markdown, csv, html or json; conversations: markdown, mbox or atom.")
  var format: Format = .markdown

  @Option(name: [.customShort("o"), .long], help: "A file instead of standard output.")
  var output: String?

  @Flag(name: .long, help: "Replace the file if it exists.")
  var force = false

  func validate() throws {
    switch what {
    case .all, .selection, .forum:
      if !ids.isEmpty { throw ValidationError("\(what.rawValue) takes no id.") }
    case .topic, .theme, .thread:
      if ids.count != 1 { throw ValidationError("\(what.rawValue) takes one id.") }
    case .tool: if ids.isEmpty { throw ValidationError("tool takes one id or more.") }
    }
    guard what.formats.contains(format) else {
      let known = what.formats.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("\(what.rawValue) can be had as \(known).")
    }
  }

  func run() throws {
    let language = options.common.language
    guard let text = what.isForum ? try conversations() : try tools() else {
      throw Failure(language.text(.cliNothingToExport))
    }
    guard let output else {
      Output.print(text)
      return
    }
    do {
      try OutputFile.write(text, to: output, replacing: force)
    } catch {
      let name = SafeText.field(output)
      throw Failure(
        error.isExisting
          ? language.text(.cliFileExists, name) : language.text(.cliCannotWrite, name, error.reason))
    }
  }

  /// The conversations that were asked for; nil where there are none.
  private func conversations() throws -> String? {
    let language = options.common.language
    let forum = try options.load()
    let scope: ForumExport.Scope
    switch what {
    case .theme: scope = .theme(try forum.found(theme: ids[0], language).theme.id)
    case .thread: scope = .thread(try forum.conversation(ids[0], language))
    default: scope = .all
    }
    let export = ForumExport(forum, scope, language: language, now: .now)
    let form = ForumExportFormat(rawValue: format.rawValue) ?? .markdown
    return export.threads.isEmpty ? nil : export.text(as: form)
  }

  /// The tools that were asked for; nil where there are none.
  private func tools() throws -> String? {
    let language = options.common.language
    let toolbox = try options.common.loadToolbox()
    let selection = options.stateFolder?.loadSelection() ?? Selection()
    var title = language.text(.cliAllTools)
    var tools: [String]
    switch what {
    case .all: tools = toolbox.tools.filter { $0.status != .withdrawn }.map(\.id)
    case .selection:
      title = language.text(.selectionTitle)
      tools = selection.entries.map(\.tool)
    case .topic:
      guard let topic = toolbox.topic(ids[0])?.topic else {
        let known = toolbox.pillars.flatMap(\.topics).map(\.id).joined(separator: ", ")
        throw Failure(language.text(.cliNoSuchTopic, SafeText.field(ids[0]), known))
      }
      title = topic.name.text(in: language)
      tools = toolbox.tools(ofTopic: topic.id).map { toolbox.tools[$0].id }
    case .tool:
      for id in ids where toolbox.tool(id) == nil {
        throw Failure(language.text(.cliNoSuchTool, SafeText.field(id)))
      }
      tools = ids
      if ids.count == 1, let tool = toolbox.tool(ids[0]) { title = tool.name.text(in: language) }
    case .forum, .theme, .thread: return nil
    }
    let export = Export(
      title: title,
      entries: tools.compactMap { id in
        toolbox.tool(id).map { Export.Entry(tool: $0, note: selection.note(on: id)) }
      },
      toolbox: toolbox, language: language)
    return export.entries.isEmpty
      ? nil : export.text(as: ExportFormat(rawValue: format.rawValue) ?? .markdown)
  }
}
