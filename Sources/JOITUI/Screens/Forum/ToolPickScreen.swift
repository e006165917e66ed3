import JOIModel

/// Finding a tool: to link in the text that is being written, or to link to conversations.
struct ToolPickScreen: ListScreen, FieldScreen {
  var editor = LineEditor()
  var list = ListState()
  private var found = Found<ToolboxSearch.Item>()
  /// The conversations to which it is linked; empty where it goes into a text.
  private let targets: [ActTarget]
  let tab: Int

  /// For the text below this screen.
  init() { (targets, tab) = ([], 4) }

  /// For conversations, by a facilitator.
  init(linkingTo targets: [ActTarget], tab: Int) { (self.targets, self.tab) = (targets, tab) }

  var context: Context { .toolPick }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(tab == 5 ? .tabDesk : .tabForum), workspace.say(.toolPickTitle)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }
  func label(_ command: Command) -> Message {
    command == .open ? (targets.isEmpty ? .commandInsertTool : .commandLinkTool) : command.label
  }

  /// The tool under the cursor.
  func tool(_ workspace: Workspace) -> String? {
    let tools = tools(workspace)
    return tools.indices.contains(list.index) ? tools[list.index] : nil
  }

  /// What was found; before anything is typed, all of them.
  private func tools(_ workspace: Workspace) -> [String] {
    guard !Query(editor.text).isEmpty else {
      return workspace.toolbox.toolsInUse.map { workspace.toolbox.tools[$0].id }
    }
    return found.items.compactMap { item in if case .tool(let id) = item { id } else { nil } }
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .open else {
      return list.perform(
        command, belowField: workspace.glyphs, count: tools(workspace).count,
        height: ToolListLayout(area, workspace).list.height)
    }
    guard let tool = tool(workspace) else { return true }
    if !targets.isEmpty, let forum = workspace.forum.forum {
      var act = FacilitatorAct(.link)
      act.text = tool
      if DeskActions.submit(act, targets, forum, &workspace) { workspace.navigation.append(.back) }
      return true
    }
    workspace.navigation += [
      .back,
      .change { screen, workspace in
        guard var compose = screen as? ComposeScreen else { return screen }
        compose.insert(tool: tool, &workspace)
        return compose
      },
    ]
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    found.refresh(editor.text, isReady: workspace.search != nil) { text in
      workspace.search?.search(text, in: .tools) ?? (Query(""), [])
    }
    list.settle(count: tools(workspace).count, height: ToolListLayout(area, workspace).list.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let layout = ToolListLayout(area, workspace)
    let tools = tools(workspace)
    canvas.write(
      workspace.say(.toolPickTitle), x: area.x + 1, y: area.y, width: layout.title.width - 2, Style(.heading))
    ListPane.draw(
      on: &canvas, in: layout.list, pane: 0, count: tools.count, state: list, isFocused: true,
      glyphs: workspace.glyphs, query: found.query
    ) { ToolRow.row(tools[$0], workspace) }
    layout.drawPreview(of: tool(workspace), on: &canvas, workspace, query: found.query)
    editor.draw(on: &canvas, x: area.x + 1, y: area.y + 1, width: layout.title.width - 2, above: list)
  }
}
