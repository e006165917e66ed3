import JOIModel

/// The tools that answer a question: five at first, the rest when asked for, a preview beside.
struct QuestionScreen: ListScreen {
  private let title: String
  private let question: Question?
  private let tools: [String]
  private var isShort: Bool
  var list = ListState()

  /// How many tools are shown at first.
  static let shortCount = 5

  init(title: String, question: Question? = nil, tools: [String], isShort: Bool = true) {
    self.title = title
    self.question = question
    self.tools = tools
    self.isShort = isShort && tools.count > Self.shortCount
  }

  var context: Context { .question }
  var tab: Int { 0 }

  private var shown: [String] { isShort ? Array(tools.prefix(Self.shortCount)) : tools }
  private var rowCount: Int { shown.count + (isShort ? 1 : 0) }

  private func heading(_ workspace: Workspace) -> String {
    question?.text.text(in: workspace.language) ?? title
  }
  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabHome), workspace.say(question == nil ? .homeNews : .finderTitle), heading(workspace)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .save, .mark, .compare, .address, .back] }
  func tool(_ workspace: Workspace) -> String? {
    shown.indices.contains(list.index) ? shown[list.index] : nil
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward:
      open(&workspace)
      return true
    default:
      return list.perform(command, count: rowCount, height: ToolListLayout(area, workspace).list.height)
    }
  }

  private mutating func open(_ workspace: inout Workspace) {
    if let tool = tool(workspace) {
      workspace.push(ToolPage(tool: tool, among: tools))
    } else {
      isShort = false
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: rowCount, height: ToolListLayout(area, workspace).list.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let layout = ToolListLayout(area, workspace)
    var title = Document(width: layout.title.width - 2)
    title.paragraph(heading(workspace), .heading)
    for (row, line) in title.lines.prefix(2).enumerated() {
      canvas.write(
        line.text, x: layout.title.x + 1, y: layout.title.y + row, width: title.width, Style(.heading))
    }
    ListPane.draw(
      on: &canvas, in: layout.list, pane: 0, count: rowCount, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      guard shown.indices.contains(index) else {
        return ListRow(text: workspace.say(.finderMore, "\(tools.count - Self.shortCount)"), role: .dim)
      }
      return ToolRow.row(shown[index], workspace)
    }
    layout.drawPreview(of: tool(workspace), on: &canvas, workspace)
  }
}

/// A list of tools with a title above and, where there is room, a preview beside.
struct ToolListLayout {
  let title: Rect
  let list: Rect
  let preview: Rect?

  init(_ area: Rect, _ workspace: Workspace) {
    if workspace.glyphs.hasRoomBeside(area) {
      let left = max(36, area.width * 45 / 100)
      title = Rect(x: area.x, y: area.y, width: left, height: 1)
      list = Rect(x: area.x, y: area.y + 3, width: left, height: area.height - 3)
      preview = Rect(x: area.x + left + 2, y: area.y, width: area.width - left - 3, height: area.height)
    } else {
      title = Rect(x: area.x, y: area.y, width: area.width, height: 1)
      list = Rect(x: area.x, y: area.y + 3, width: area.width, height: area.height - 3)
      preview = nil
    }
  }

  func drawPreview(of tool: String?, on canvas: inout Canvas, _ workspace: Workspace, query: Query? = nil) {
    guard let preview else { return }
    canvas.vertical(workspace.glyphs.vertical, x: preview.x - 2, y: preview.y, height: preview.height)
    if let tool = tool.flatMap({ workspace.toolbox.tool($0) }) {
      ToolPreview.draw(tool, on: &canvas, in: preview, workspace, query: query)
    }
  }
}
