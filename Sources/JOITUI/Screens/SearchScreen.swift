import JOIModel

/// Search as one types, over names, questions and all texts in both languages; ranked, the answering words marked.
struct SearchScreen: Screen {
  private let scope: ToolboxSearch.Scope
  private var editor = LineEditor()
  private var list = ListState()

  init(scope: ToolboxSearch.Scope) { self.scope = scope }

  var context: Context { .search }
  var tab: Int {
    switch scope {
    case .everything: 0
    case .tools: 1
    case .manual: 3
    }
  }

  func trail(_ workspace: Workspace) -> [String] {
    switch scope {
    case .everything: [workspace.say(.searchEverything)]
    case .tools: [workspace.say(.tabToolbox), workspace.say(.searchTools)]
    case .manual: [workspace.say(.tabManual), workspace.say(.searchManual)]
    }
  }

  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }

  private func found(_ workspace: Workspace) -> (query: Query, items: [ToolboxSearch.Item]) {
    workspace.search?.search(editor.text, in: scope) ?? (Query(""), [])
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let items = found(workspace).items
    switch command {
    case .open: if items.indices.contains(list.index) { open(items[list.index], &workspace) }
    default: return list.perform(command, count: items.count, height: ToolListLayout(area).list.height)
    }
    return true
  }

  private func open(_ item: ToolboxSearch.Item, _ workspace: inout Workspace) {
    switch item {
    case .tool(let id):
      let tools = found(workspace).items.compactMap { item in if case .tool(let id) = item { id } else { nil }
      }
      workspace.push(ToolPage(tool: id, among: tools, find: editor.text))
    case .topic(let id): workspace.follow(.topic(id))
    case .section(let id): workspace.push(ManualPage(section: id, find: editor.text))
    }
  }

  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch input {
    case .key(let key): guard editor.take(key) else { return false }
    case .paste(let text): editor.insert(text)
    }
    list = ListState()
    return true
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target else { return }
    let items = found(workspace).items
    if index == list.index, items.indices.contains(index) { open(items[index], &workspace) }
    list.index = index
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: found(workspace).items.count, height: ToolListLayout(area).list.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let (query, items) = found(workspace)
    let layout = ToolListLayout(area)
    canvas.write("/", x: area.x + 1, y: area.y, Style(.strong))
    let isAsked = !Query(editor.text).isEmpty
    let status =
      workspace.search == nil
      ? workspace.say(.searchPreparing)
      : isAsked ? workspace.language.count(items.count, .searchHit, .searchHits) : ""
    let field = Rect(
      x: area.x + 3, y: area.y, width: layout.title.width - 5 - TextWidth.columns(status), height: 1)
    canvas.write(
      status, x: layout.title.x + layout.title.width - TextWidth.columns(status) - 1, y: area.y, Style(.dim))
    if query.allowsTypos, !items.isEmpty {
      canvas.write(
        workspace.say(.searchTypos), x: area.x + 3, y: area.y + 1, width: layout.title.width - 4, Style(.dim))
    }
    if !isAsked {
      var hint = Document(width: layout.list.width - 4)
      hint.paragraph(workspace.say(.searchHint), .dim)
      for (row, line) in hint.lines.enumerated() {
        canvas.write(
          line.text, x: area.x + 3, y: layout.list.y + row, width: layout.list.width - 3, Style(.dim))
      }
    }
    ListPane.draw(
      on: &canvas, in: layout.list, pane: 0, count: items.count, state: list, isFocused: true,
      glyphs: workspace.glyphs, query: query
    ) { index in
      switch items[index] {
      case .tool(let id): return ToolRow.row(id, workspace)
      case .topic(let id):
        return ListRow(
          text: workspace.toolbox.topic(id)?.topic.name.text(in: workspace.language) ?? id, mark: " ",
          detail: workspace.say(.kindTopic))
      case .section(let id):
        return ListRow(
          text: workspace.toolbox.section(id)?.title.text(in: workspace.language) ?? id, mark: " ",
          detail: workspace.say(.kindSection))
      }
    }
    drawPreview(
      items.indices.contains(list.index) ? items[list.index] : nil, query, on: &canvas, layout, workspace)
    editor.draw(on: &canvas, x: field.x, y: field.y, width: field.width)
  }

  private func drawPreview(
    _ item: ToolboxSearch.Item?, _ query: Query, on canvas: inout Canvas, _ layout: ToolListLayout,
    _ workspace: Workspace
  ) {
    guard let preview = layout.preview, let item else { return }
    canvas.vertical(workspace.glyphs.vertical, x: preview.x - 2, y: preview.y, height: preview.height)
    var document = Document(width: preview.width)
    switch item {
    case .tool(let id):
      guard let tool = workspace.toolbox.tool(id) else { return }
      ToolPreview.draw(tool, on: &canvas, in: preview, workspace, query: query)
      return
    case .topic(let id):
      guard let topic = workspace.toolbox.topic(id)?.topic else { return }
      document.paragraph(topic.name.text(in: workspace.language), .heading)
      document.blank()
      document.paragraph(topic.question.text(in: workspace.language), .strong)
      document.blank()
      document.paragraph(topic.summary.text(in: workspace.language))
    case .section(let id): document = ManualPage(section: id).document(workspace, width: preview.width)
    }
    var pane = TextPane()
    if !query.isEmpty { _ = pane.look(for: editor.text, document, height: preview.height) }
    pane.draw(document, on: &canvas, in: preview, isFocused: false)
  }
}
