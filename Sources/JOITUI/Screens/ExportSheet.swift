import JOIModel

/// Taking along: a tool, a topic, the selection or what is compared, in a format, to a file or to the clipboard.
struct ExportSheet: Screen {
  /// What can be taken along here.
  private enum Source: Equatable {
    case tool(String)
    case topic(String)
    case selection
    case tools(title: String, [String])
  }

  private enum Row: Equatable {
    case heading(Source)
    case format(Source, ExportFormat)
    case clipboard(Source)
  }

  private let sources: [Source]
  private var list = ListState()

  init(tool: String?, topic: String?) {
    sources = (tool.map { [.tool($0)] } ?? []) + (topic.map { [.topic($0)] } ?? []) + [.selection]
  }

  init(title: String, tools: [String]) { sources = [.tools(title: title, tools), .selection] }

  var context: Context { .export }
  var tab: Int { 1 }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.exportTitle)] }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .copy, .back] }

  private func rows(_ workspace: Workspace) -> [Row] {
    sources.filter { $0 != .selection || !workspace.selection.entries.isEmpty }.flatMap { source in
      [.heading(source)] + [ExportFormat.html, .csv, .markdown].map { .format(source, $0) } + [
        .clipboard(source)
      ]
    }
  }

  private func export(_ source: Source, _ workspace: Workspace) -> Export {
    let toolbox = workspace.toolbox
    func entries(_ ids: [String]) -> [Export.Entry] {
      ids.compactMap { id in
        toolbox.tool(id).map { Export.Entry(tool: $0, note: workspace.selection.note(on: id)) }
      }
    }
    let content: (String, [Export.Entry]) =
      switch source {
      case .tool(let id): (toolbox.tool(id).map { workspace.name($0) } ?? id, entries([id]))
      case .topic(let id):
        (
          toolbox.topic(id)?.topic.name.text(in: workspace.language) ?? id,
          entries(toolbox.tools(ofTopic: id).map { toolbox.tools[$0].id })
        )
      case .selection: (workspace.say(.selectionTitle), entries(workspace.selection.entries.map(\.tool)))
      case .tools(let title, let ids): (title, entries(ids))
      }
    return Export(title: content.0, entries: content.1, toolbox: toolbox, language: workspace.language)
  }

  private func name(_ source: Source, _ workspace: Workspace) -> String {
    switch source {
    case .tool(let id): id
    case .topic(let id): id
    case .selection: workspace.language == .dutch ? "selectie" : "selection"
    case .tools: workspace.language == .dutch ? "vergelijking" : "comparison"
    }
  }

  /// The command that fetches it from elsewhere.
  private func command(_ source: Source, _ format: ExportFormat, _ workspace: Workspace) -> String {
    let what: String =
      switch source {
      case .tool(let id): "tool \(id)"
      case .topic(let id): "topic \(id)"
      case .selection: "selection"
      case .tools(_, let ids): "tool \(ids.joined(separator: " "))"
      }
    let file = "joi-\(name(source, workspace)).\(format.fileExtension)"
    return
      "ssh \(workspace.host) joi-tui export \(what) --lang \(workspace.language.code) --format \(format.rawValue) > \(file)"
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let rows = rows(workspace)
    switch command {
    case .open, .forward: if rows.indices.contains(list.index) { take(rows[list.index], &workspace) }
    case .copy:
      if let source = source(at: list.index, rows) { take(.clipboard(source), &workspace) }
    default:
      let before = list.index
      guard list.perform(command, count: rows.count, height: listArea(area).height) else { return false }
      skip(rows, forward: list.index >= before)
    }
    return true
  }

  private func source(at index: Int, _ rows: [Row]) -> Source? {
    guard rows.indices.contains(index) else { return nil }
    return switch rows[index] {
    case .heading(let source), .format(let source, _), .clipboard(let source): source
    }
  }

  private func take(_ row: Row, _ workspace: inout Workspace) {
    switch row {
    case .heading: break
    case .format(let source, let format):
      workspace.takeAlong(
        export(source, workspace).text(as: format), name: "joi-\(name(source, workspace))",
        ending: format.fileExtension)
    case .clipboard(let source):
      let export = export(source, workspace)
      workspace.effects.append(.copy(export.text(as: .markdown)))
      workspace.tell(.noticeSent, export.title)
    }
  }

  private mutating func skip(_ rows: [Row], forward: Bool) {
    guard rows.indices.contains(list.index), case .heading = rows[list.index] else { return }
    if forward || list.index == 0 { list.index += 1 } else { list.index -= 1 }
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target else { return }
    let rows = rows(workspace)
    if index == list.index, rows.indices.contains(index) { take(rows[index], &workspace) }
    list.index = index
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let rows = rows(workspace)
    list.settle(count: rows.count, height: listArea(area).height)
    skip(rows, forward: true)
    if list.index == 1 { list.top = 0 }
  }

  private func listArea(_ area: Rect) -> Rect {
    Rect(x: area.x, y: area.y, width: min(70, area.width), height: max(1, area.height - 5))
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let rows = rows(workspace)
    ListPane.draw(
      on: &canvas, in: listArea(area), pane: 0, count: rows.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      switch rows[index] {
      case .heading(let source):
        let export = export(source, workspace)
        return ListRow(
          text: export.title, detail: workspace.language.count(export.entries.count, .countTool, .countTools),
          role: .heading, isHeading: true)
      case .format(_, let format):
        let message: Message =
          switch format {
          case .html: .exportHTML
          case .csv: .exportCSV
          case .markdown: .exportMarkdown
          case .json: .exportJSON
          }
        return ListRow(text: workspace.say(message), indent: 2)
      case .clipboard: return ListRow(text: workspace.say(.exportClipboard), indent: 2)
      }
    }
    let y = area.y + area.height - 4
    guard rows.indices.contains(list.index) else { return }
    let command: String =
      switch rows[list.index] {
      case .format(let source, let format): command(source, format, workspace)
      case .heading(let source), .clipboard(let source): command(source, .markdown, workspace)
      }
    canvas.write(workspace.say(.exportFetch), x: area.x + 1, y: y, width: area.width - 2, Style(.dim))
    var document = Document(width: area.width - 2)
    document.unbroken(command, .code)
    for (row, line) in document.lines.prefix(3).enumerated() {
      canvas.write(line.text, x: area.x + 1, y: y + 1 + row, Style(.code))
    }
  }
}
