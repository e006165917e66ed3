import JOIModel

/// The toolbox: pillars and topics, the tools of one, and a preview of the tool; as many panes as the window has room
/// for, and the one with the cursor always among them.
struct ToolboxScreen: Screen {
  /// Panes that can have the cursor.
  private enum Focus { case topics, tools }

  /// A row of the first pane.
  private enum Place: Equatable {
    case all
    case pillar(String)
    case topic(String)
  }

  private var focus = Focus.topics
  private var expanded: Set<String>
  private var topics = ListState()
  private var tools = ListState()
  /// The tool under the cursor, kept when the list around it changes.
  private var current: String?

  init(_ workspace: Workspace) {
    expanded = Set(workspace.toolbox.pillars.prefix(1).map(\.id))
  }

  /// Opens at a topic, with the cursor in its tools.
  init(topic: String, _ workspace: Workspace) {
    self.init(workspace)
    if let pillar = workspace.toolbox.topic(topic)?.pillar { expanded.insert(pillar.id) }
    topics.index = places(workspace).firstIndex(of: .topic(topic)) ?? 0
    focus = .tools
  }

  var context: Context { .tools }
  var tab: Int { 1 }
  var isTabRoot: Bool { true }

  private func places(_ workspace: Workspace) -> [Place] {
    [.all]
      + workspace.toolbox.pillars.flatMap { pillar in
        [.pillar(pillar.id)] + (expanded.contains(pillar.id) ? pillar.topics.map { .topic($0.id) } : [])
      }
  }

  private func place(_ workspace: Workspace) -> Place {
    let places = places(workspace)
    return places.indices.contains(topics.index) ? places[topics.index] : .all
  }

  /// The tools of a place that the facets let through.
  private func list(_ place: Place, _ workspace: Workspace) -> [Int] {
    let toolbox = workspace.toolbox
    var all: [Int]
    switch place {
    case .all: all = workspace.facets.wantsWithdrawn ? Array(toolbox.tools.indices) : toolbox.toolsInUse
    case .pillar(let id):
      guard let pillar = toolbox.pillars.first(where: { $0.id == id }) else { return [] }
      all = toolbox.tools(ofPillar: pillar)
      if workspace.facets.wantsWithdrawn { all += withdrawn(of: Set(pillar.topics.map(\.id)), toolbox) }
    case .topic(let id):
      all = toolbox.tools(ofTopic: id)
      if workspace.facets.wantsWithdrawn { all += withdrawn(of: [id], toolbox) }
    }
    return workspace.facets.isEmpty ? all : all.filter { workspace.facets.includes(toolbox.facetBits[$0]) }
  }

  /// Withdrawn tools of some topics: they stand in no list but the one that asks for them.
  private func withdrawn(of topics: Set<String>, _ toolbox: Toolbox) -> [Int] {
    toolbox.tools.indices.filter {
      toolbox.tools[$0].status == .withdrawn && !topics.isDisjoint(with: toolbox.tools[$0].topics)
    }
  }

  private func name(_ place: Place, _ workspace: Workspace) -> String {
    switch place {
    case .all: workspace.say(.allTools)
    case .pillar(let id):
      workspace.toolbox.pillars.first { $0.id == id }?.name.text(in: workspace.language) ?? id
    case .topic(let id): workspace.toolbox.topic(id)?.topic.name.text(in: workspace.language) ?? id
    }
  }

  func trail(_ workspace: Workspace) -> [String] {
    var trail = [workspace.say(.tabToolbox)]
    // What changes with every step is read out with every step.
    if focus == .topics, !workspace.glyphs.hasLines { return trail }
    if case .topic(let id) = place(workspace), let pillar = workspace.toolbox.topic(id)?.pillar {
      trail.append(pillar.name.text(in: workspace.language))
    }
    return trail + [name(place(workspace), workspace)]
  }

  func hints(_ workspace: Workspace) -> [Command] {
    focus == .topics
      ? [.up, .open, .search, .filter, .fold, .back]
      : [.up, .open, .search, .filter, .save, .address, .mark, .compare, .export]
  }

  func tool(_ workspace: Workspace) -> String? { focus == .tools ? current : nil }

  // MARK: Panes

  private struct Layout {
    var topics: Rect?
    var tools: Rect?
    var preview: Rect?
  }

  private func layout(_ area: Rect, _ glyphs: Glyphs) -> Layout {
    func column(_ x: Int, _ width: Int) -> Rect {
      Rect(x: area.x + x, y: area.y, width: width, height: area.height)
    }
    if area.width >= 105, glyphs.hasLines {
      let left = min(40, area.width * 29 / 100)
      let middle = min(52, (area.width - left) * 45 / 100)
      return Layout(
        topics: column(0, left), tools: column(left + 1, middle),
        preview: column(left + middle + 3, area.width - left - middle - 4))
    }
    if glyphs.hasRoomBeside(area) {
      if focus == .topics {
        let left = area.width * 45 / 100
        return Layout(topics: column(0, left), tools: column(left + 1, area.width - left - 1))
      }
      let left = area.width * 48 / 100
      return Layout(tools: column(0, left), preview: column(left + 2, area.width - left - 3))
    }
    return focus == .topics ? Layout(topics: column(0, area.width)) : Layout(tools: column(0, area.width))
  }

  private func rows(_ pane: Rect?) -> Rect { (pane ?? Rect(x: 0, y: 0, width: 0, height: 0)).below(2) }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward: open(&workspace)
    case .left where focus == .tools: focus = .topics
    case .back:
      if !workspace.facets.isEmpty {
        workspace.facets = FacetSelection()
        workspace.tell(.noticeFilterCleared)
      } else if focus == .tools {
        focus = .topics
      } else {
        return false
      }
    case .nextPane, .previousPane: focus = focus == .topics ? .tools : .topics
    case .filter: workspace.push(FacetSheet())
    case .fold: fold(workspace)
    case .export where focus == .topics:
      let place = place(workspace)
      if case .topic(let id) = place {
        workspace.push(ExportSheet(tool: nil, topic: id))
      } else {
        let ids = list(place, workspace).map { workspace.toolbox.tools[$0].id }
        guard !ids.isEmpty else { return false }
        workspace.push(ExportSheet(title: name(place, workspace), tools: ids))
      }
    default:
      if focus == .topics {
        guard
          topics.perform(
            command, count: places(workspace).count,
            height: rows(layout(area, workspace.glyphs).topics).height)
        else {
          return false
        }
        tools = ListState()
        current = nil
      } else {
        let list = list(place(workspace), workspace)
        guard
          tools.perform(command, count: list.count, height: rows(layout(area, workspace.glyphs).tools).height)
        else {
          return false
        }
        current = list.indices.contains(tools.index) ? workspace.toolbox.tools[list[tools.index]].id : nil
      }
    }
    return true
  }

  private mutating func open(_ workspace: inout Workspace) {
    if focus == .topics {
      if case .pillar(let id) = place(workspace), expanded.insert(id).inserted { return }
      focus = .tools
      return
    }
    let list = list(place(workspace), workspace)
    guard list.indices.contains(tools.index) else { return }
    workspace.push(
      ToolPage(
        tool: workspace.toolbox.tools[list[tools.index]].id,
        among: list.map { workspace.toolbox.tools[$0].id }))
  }

  private mutating func fold(_ workspace: Workspace) {
    let id: String? =
      switch place(workspace) {
      case .all: nil
      case .pillar(let id): id
      case .topic(let id): workspace.toolbox.topic(id)?.pillar.id
      }
    guard let id else { return }
    if expanded.remove(id) == nil { expanded.insert(id) }
    topics.index = places(workspace).firstIndex(of: .pillar(id)) ?? 0
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(let pane, let index) = target else { return }
    let wanted: Focus = pane == 0 ? .topics : .tools
    let again = focus == wanted && index == (pane == 0 ? topics.index : tools.index)
    focus = wanted
    if pane == 0 {
      if topics.index != index {
        tools = ListState()
        current = nil
      }
      topics.index = index
    } else {
      tools.index = index
      let list = list(place(workspace), workspace)
      current = list.indices.contains(index) ? workspace.toolbox.tools[list[index]].id : nil
    }
    if again { open(&workspace) }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    topics.settle(count: places(workspace).count, height: rows(layout(area, workspace.glyphs).topics).height)
    let list = list(place(workspace), workspace)
    if let current, let at = list.firstIndex(where: { workspace.toolbox.tools[$0].id == current }) {
      tools.index = at
    }
    tools.settle(count: list.count, height: rows(layout(area, workspace.glyphs).tools).height)
    current = list.indices.contains(tools.index) ? workspace.toolbox.tools[list[tools.index]].id : nil
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let layout = layout(area, workspace.glyphs)
    let place = place(workspace)
    let list = list(place, workspace)
    if let pane = layout.topics { drawTopics(on: &canvas, in: pane, workspace) }
    if let pane = layout.tools {
      if layout.topics != nil {
        canvas.vertical(workspace.glyphs.vertical, x: pane.x - 1, y: area.y, height: area.height)
      }
      drawTools(list, of: place, on: &canvas, in: pane, workspace)
    }
    if let pane = layout.preview {
      canvas.vertical(workspace.glyphs.vertical, x: pane.x - 2, y: area.y, height: area.height)
      if list.indices.contains(tools.index) {
        ToolPreview.draw(workspace.toolbox.tools[list[tools.index]], on: &canvas, in: pane, workspace)
      }
    }
  }

  private func drawTopics(on canvas: inout Canvas, in pane: Rect, _ workspace: Workspace) {
    let places = places(workspace)
    canvas.write(
      TextWidth.fitted(workspace.say(.topicsTitle), pane.width - 2), x: pane.x + 1, y: pane.y, Style(.heading)
    )
    ListPane.draw(
      on: &canvas, in: pane.below(2), pane: 0, count: places.count, state: topics,
      isFocused: focus == .topics,
      glyphs: workspace.glyphs
    ) { index in
      let place = places[index]
      let tools = list(place, workspace).count
      let count = "\(tools)"
      if !workspace.glyphs.hasLines { return told(place, tools, workspace) }
      switch place {
      case .all: return ListRow(text: name(place, workspace), detail: count)
      case .pillar(let id):
        let sign = expanded.contains(id) ? workspace.glyphs.open : workspace.glyphs.closed
        return ListRow(text: name(place, workspace), mark: sign, detail: count, role: .strong)
      case .topic: return ListRow(text: name(place, workspace), indent: 4, detail: count)
      }
    }
  }

  /// A place as a sentence.
  private func told(_ place: Place, _ tools: Int, _ workspace: Workspace) -> ListRow {
    let count = workspace.language.count(tools, .countTool, .countTools)
    let words: [String]
    switch place {
    case .all: words = [count]
    case .pillar(let id):
      words = [
        workspace.say(.readPillar), workspace.say(expanded.contains(id) ? .readOpen : .readClosed), count,
      ]
    case .topic: words = [workspace.say(.kindTopic), count]
    }
    return ListRow(text: name(place, workspace), words: words)
  }

  private func drawTools(
    _ list: [Int], of place: Place, on canvas: inout Canvas, in pane: Rect, _ workspace: Workspace
  ) {
    canvas.title(
      name(place, workspace),
      workspace.glyphs.hasLines
        ? "\(list.count)" : workspace.language.count(list.count, .countTool, .countTools),
      in: pane, workspace.glyphs)
    let filters = workspace.facets.inOrder.map { $0.name(in: workspace.language) }.joined(separator: ", ")
    if !filters.isEmpty {
      canvas.write(
        TextWidth.fitted(
          workspace.say(.filterShown, filters), pane.width - 2, ellipsis: workspace.glyphs.ellipsis),
        x: pane.x + 1, y: pane.y + 1, Style(.accent))
    }
    if list.isEmpty {
      var document = Document(width: pane.width - 4)
      document.paragraph(workspace.say(workspace.facets.isEmpty ? .topicEmpty : .filterEmpty), .dim)
      for (row, line) in document.lines.enumerated() {
        canvas.write(line.text, x: pane.x + 3, y: pane.y + 2 + row, width: pane.width - 3, Style(.dim))
      }
      if focus == .tools { canvas.cursor = (pane.x + 1, pane.y) }
    }
    ListPane.draw(
      on: &canvas, in: pane.below(2), pane: 1, count: list.count, state: tools, isFocused: focus == .tools,
      glyphs: workspace.glyphs
    ) { ToolRow.row(workspace.toolbox.tools[list[$0]].id, workspace) }
  }
}
