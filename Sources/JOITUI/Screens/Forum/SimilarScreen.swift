import JOIModel

/// Conversations and tools that resemble a question, before it is sent: perhaps it has its answer already.
struct SimilarScreen: DraftScreen, ListScreen {
  private enum Row: Equatable {
    case send
    case thread(String)
    case tool(String)
  }

  let draft: Draft
  private var rows: [Row]
  var list = ListState()

  init(_ draft: Draft, _ workspace: Workspace) {
    self.draft = draft
    let text = "\(draft.title) \(draft.body)"
    let forum = workspace.forum.forum
    let threads = forum.flatMap { forum in
      workspace.forum.index?.similar(to: text, in: forum, limit: 5).map {
        forum.id(forum.threads[$0].question)
      }
    }
    let tools = (workspace.search?.similar(to: text, limit: 8) ?? []).filter {
      workspace.toolbox.tool($0)?.status != .withdrawn
    }.prefix(5)
    rows = (threads ?? []).map { .thread($0) } + tools.map { .tool($0) }
    if !rows.isEmpty { rows.append(.send) }
  }

  var isEmpty: Bool { rows.isEmpty }
  var context: Context { .similar }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabForum), title(workspace), workspace.say(.composeSimilar)]
  }

  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .send, .back] }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .send: send(&workspace)
    case .open, .forward:
      guard rows.indices.contains(list.index) else { return true }
      switch rows[list.index] {
      case .send: send(&workspace)
      case .thread(let id): workspace.follow(.thread(id))
      case .tool(let id): workspace.follow(.tool(id))
      }
    default: return list.perform(command, count: rows.count, height: rowArea(area).height)
    }
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: rows.count, height: rowArea(area).height)
  }

  private func hint(_ workspace: Workspace, _ area: Rect) -> Document {
    var document = Document(width: min(PostBlock.maximalWidth, area.width - 2))
    document.paragraph(workspace.say(.composeSimilar), .heading)
    document.paragraph(workspace.say(.composeSimilarHint), .dim)
    return document
  }

  private func rowArea(_ area: Rect) -> Rect { area.below(min(5, max(0, area.height - 1))) }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    for (row, line) in hint(workspace, area).lines.prefix(4).enumerated() {
      canvas.write(line.text, x: area.x + 1, y: area.y + row, Style(row == 0 ? .heading : .dim))
    }
    let forum = workspace.forum.forum
    ListPane.draw(
      on: &canvas, in: rowArea(area), pane: 0, count: rows.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      switch rows[index] {
      case .send: return ListRow(text: workspace.say(.composeSend), role: .strong)
      case .tool(let id):
        return ListRow(
          text: workspace.toolbox.tool(id).map { workspace.name($0) } ?? id, detail: workspace.say(.kindTool))
      case .thread(let id):
        guard let forum, let thread = forum.thread(id) else { return ListRow(text: id) }
        return ListRow(
          text: forum.title(thread, in: workspace.language),
          detail: ThreadSigns.state(thread, forum, workspace, isShort: false))
      }
    }
  }
}
