import JOIModel

/// Narrowing the list: every facet's values with the number of tools that each would leave.
struct FacetSheet: Screen {
  private enum Row: Equatable {
    case heading(Facet)
    case value(Facet.Value)
    case clear
  }

  private var list = ListState()

  var context: Context { .facets }
  var tab: Int { 1 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabToolbox), workspace.say(.filterTitle)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .mark, .filter, .back] }

  func label(_ command: Command) -> Message {
    switch command {
    case .up: .commandMove
    case .mark: .commandChoose
    case .filter: .commandDone
    default: command.label
    }
  }

  private func rows(_ workspace: Workspace) -> [Row] {
    let rows: [Row] = Facet.allCases.flatMap { facet in
      [.heading(facet)] + facet.values.map { .value($0) }
    }
    return (workspace.facets.isEmpty ? [] : [.clear]) + rows
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let rows = rows(workspace)
    switch command {
    case .open, .mark, .forward: if rows.indices.contains(list.index) { choose(rows[list.index], &workspace) }
    case .filter: workspace.navigation.append(.back)
    default:
      let before = list.index
      guard list.perform(command, count: rows.count, height: listArea(area).height) else { return false }
      skip(rows, forward: list.index >= before)
    }
    return true
  }

  private mutating func choose(_ row: Row, _ workspace: inout Workspace) {
    switch row {
    case .heading: break
    case .clear:
      workspace.facets = FacetSelection()
      list = ListState()
    case .value(let value):
      let hadNone = workspace.facets.isEmpty
      workspace.facets.toggle(value)
      // The row that clears them comes and goes above: the cursor stays on its value.
      if hadNone { list.index += 1 } else if workspace.facets.isEmpty { list.index -= 1 }
    }
  }

  private mutating func skip(_ rows: [Row], forward: Bool) {
    guard rows.indices.contains(list.index), case .heading = rows[list.index] else { return }
    if forward || list.index == 0 { list.index += 1 } else { list.index -= 1 }
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target else { return }
    let rows = rows(workspace)
    if rows.indices.contains(index) {
      list.index = index
      choose(rows[index], &workspace)
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let rows = rows(workspace)
    list.settle(count: rows.count, height: listArea(area).height)
    skip(rows, forward: true)
    if list.index == 1 { list.top = 0 }
  }

  private func listArea(_ area: Rect) -> Rect {
    Rect(x: area.x, y: area.y + 2, width: min(60, area.width), height: area.height - 2)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let rows = rows(workspace)
    let tools = workspace.toolbox.facetBits
    let left = tools.count { workspace.facets.includes($0) }
    canvas.write(
      workspace.language.count(left, .filterLeavesOne, .filterLeaves), x: area.x + 1, y: area.y,
      width: area.width - 2,
      Style(.heading))
    var counts: [Facet: [String: Int]] = [:]
    for facet in Facet.allCases { counts[facet] = workspace.facets.counts(facet, among: tools) }
    ListPane.draw(
      on: &canvas, in: listArea(area), pane: 0, count: rows.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      switch rows[index] {
      case .heading(let facet):
        return ListRow(text: facet.name(in: workspace.language), role: .heading, isHeading: true)
      case .clear: return ListRow(text: workspace.say(.filterClear))
      case .value(let value):
        let isChosen = workspace.facets.chosen.contains(value)
        return ListRow(
          text: value.name(in: workspace.language), mark: isChosen ? "[x]" : "[ ]",
          detail: "\(counts[value.facet]?[value.word] ?? 0)",
          words: workspace.glyphs.hasLines
            ? nil
            : [
              workspace.say(isChosen ? .readChosen : .readNotChosen),
              workspace.language.count(counts[value.facet]?[value.word] ?? 0, .countTool, .countTools),
            ])
      }
    }
  }
}
