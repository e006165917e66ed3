import JOIModel

/// Narrowing the queue to a theme.
struct DeskThemesScreen: ListScreen {
  var list = ListState()
  private var chosen: String?
  /// Whether the cursor has been put on the theme that holds.
  private var isPlaced = false

  init(_ theme: String?) { chosen = theme }

  var context: Context { .deskThemes }
  var tab: Int { 5 }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.tabDesk), workspace.say(.deskThemes)] }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }
  func label(_ command: Command) -> Message { command == .open ? .commandChoose : command.label }

  private func themes(_ workspace: Workspace) -> [Community.Theme?] {
    guard let forum = workspace.forum.forum else { return [nil] }
    let rooms = forum.community.rooms.filter {
      $0.kind == .conversations && forum.viewer.rooms.contains($0.id)
    }
    return [nil] + rooms.flatMap(\.themes)
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let themes = themes(workspace)
    guard command == .open || command == .forward else {
      return list.perform(command, count: themes.count, height: area.height - 2)
    }
    guard themes.indices.contains(list.index) else { return true }
    let theme = themes[list.index]?.id
    workspace.navigation += [
      .back,
      .change { screen, _ in
        guard var desk = screen as? DeskScreen else { return screen }
        desk.theme = theme
        return desk
      },
    ]
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let themes = themes(workspace)
    if !isPlaced {
      isPlaced = true
      list.index = themes.firstIndex { $0?.id == chosen } ?? 0
    }
    list.settle(count: themes.count, height: area.height - 2)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let themes = themes(workspace)
    canvas.write(
      workspace.say(.deskThemes), x: area.x + 1, y: area.y, width: area.width - 2, Style(.heading))
    let pane = Rect(x: area.x, y: area.y + 2, width: min(60, area.width), height: area.height - 2)
    ListPane.draw(
      on: &canvas, in: pane, pane: 0, count: themes.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      let theme = themes[index]
      return ListRow(
        text: theme?.name.text(in: workspace.language) ?? workspace.say(.deskAllThemes),
        detail: "\(workspace.forum.queue.count(nil, theme: theme?.id))")
    }
  }
}
