import ArgumentParser
import JOIModel

/// `export`: tools in a form to take along.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Export tools as Markdown, CSV (for Excel), HTML (for printing) or JSON.",
    discussion: """
      joi-tui export                           all tools in use
      joi-tui export selection --format html   your own selection, with your notes
      joi-tui export topic ID                  the tools of a topic
      joi-tui export tool ID ...               these tools
      """)

  /// What is exported.
  enum What: String, ExpressibleByArgument, CaseIterable { case all, selection, topic, tool }

  @OptionGroup var common: DataOptions

  @Argument(help: "all, selection, topic or tool.")
  var what: What = .all

  @Argument(help: "The topic's or the tools' ids.")
  var ids: [String] = []

  @Option(name: .long, help: "markdown, csv, html or json.")
  var format: ExportFormat = .markdown

  @Option(name: [.customShort("o"), .long], help: "A file instead of standard output.")
  var output: String?

  @Flag(name: .long, help: "Replace the file if it exists.")
  var force = false

  func validate() throws {
    switch what {
    case .all, .selection: if !ids.isEmpty { throw ValidationError("\(what.rawValue) takes no id.") }
    case .topic: if ids.count != 1 { throw ValidationError("topic takes one id.") }
    case .tool: if ids.isEmpty { throw ValidationError("tool takes one id or more.") }
    }
  }

  func run() throws {
    let language = common.language
    let export = try export(try common.loadToolbox(), language)
    guard !export.entries.isEmpty else { throw Failure(language.text(.cliNothingToExport)) }
    let text = export.text(as: format)
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

  private func export(_ toolbox: Toolbox, _ language: Language) throws -> Export {
    let selection = common.environment.stateFolder?.loadSelection() ?? Selection()
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
    }
    return Export(
      title: title,
      entries: tools.compactMap { id in
        toolbox.tool(id).map { Export.Entry(tool: $0, note: selection.note(on: id)) }
      },
      toolbox: toolbox, language: language)
  }
}

extension ExportFormat: ExpressibleByArgument {}
