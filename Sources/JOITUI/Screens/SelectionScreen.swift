import JOIModel

/// The member's own selection, in the order of saving, with the notes.
struct SelectionScreen: ListScreen {
  var list = ListState()

  var context: Context { .selection }
  var tab: Int { 1 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabToolbox), workspace.say(.selectionTitle)]
  }
  func hints(_ workspace: Workspace) -> [Command] {
    workspace.selection.entries.isEmpty
      ? [.toolbox, .back] : [.up, .open, .note, .export, .mark, .compare, .save, .back]
  }

  func tool(_ workspace: Workspace) -> String? {
    let entries = workspace.selection.entries
    return entries.indices.contains(list.index) ? entries[list.index].tool : nil
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward: open(&workspace)
    case .selection: break
    case .export:
      guard !workspace.selection.entries.isEmpty else { return false }
      workspace.push(ExportSheet(tool: tool(workspace), topic: nil))
    default:
      return list.perform(
        command, count: workspace.selection.entries.count, height: ToolListLayout(area, workspace).list.height
      )
    }
    return true
  }

  private func open(_ workspace: inout Workspace) {
    guard let id = tool(workspace) else { return }
    if workspace.toolbox.tool(id) == nil {
      workspace.warn(.goneTool, id)
    } else {
      workspace.push(
        ToolPage(
          tool: id,
          among: workspace.selection.entries.map(\.tool).filter { workspace.toolbox.tool($0) != nil }))
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: workspace.selection.entries.count, height: ToolListLayout(area, workspace).list.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let layout = ToolListLayout(area, workspace)
    let entries = workspace.selection.entries
    canvas.write(
      "\(workspace.say(.selectionTitle))  \(entries.count)", x: area.x + 1, y: area.y,
      width: layout.title.width - 1,
      Style(.heading))
    if entries.isEmpty {
      canvas.write(workspace.say(.selectionEmpty), x: area.x + 3, y: area.y + 2, width: area.width - 4)
      canvas.cursor = (area.x + 1, area.y + 2)
      return
    }
    ListPane.draw(
      on: &canvas, in: layout.list, pane: 0, count: entries.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      var row = ToolRow.row(entries[index].tool, workspace)
      if !entries[index].note.isEmpty, workspace.toolbox.tool(entries[index].tool)?.status == .active {
        row.detail = TextWidth.fitted(entries[index].note, 16, ellipsis: workspace.glyphs.ellipsis)
        if row.words != nil { row.words = [entries[index].note] }
      }
      return row
    }
    layout.drawPreview(of: tool(workspace), on: &canvas, workspace)
  }
}
