import JOIModel

/// The manual's sections, the one under the cursor beside them where there is room.
struct ManualScreen: ListScreen {
  var list = ListState()

  var context: Context { .manual }
  var tab: Int { 3 }
  var isTabRoot: Bool { true }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.tabManual)] }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .search, .back] }

  private func split(_ area: Rect, _ workspace: Workspace) -> (list: Rect, text: Rect?) {
    guard workspace.glyphs.hasRoomBeside(area) else { return (area, nil) }
    let left = max(30, area.width * 36 / 100)
    return (
      Rect(x: area.x, y: area.y, width: left, height: area.height),
      Rect(x: area.x + left + 2, y: area.y, width: min(80, area.width - left - 3), height: area.height)
    )
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward, .nextPane: open(&workspace)
    default: return list.perform(command, count: workspace.toolbox.manual.count, height: area.height)
    }
    return true
  }

  private func open(_ workspace: inout Workspace) {
    let sections = workspace.toolbox.manual
    if sections.indices.contains(list.index) { workspace.push(ManualPage(section: sections[list.index].id)) }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: workspace.toolbox.manual.count, height: area.height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let (left, right) = split(area, workspace)
    let sections = workspace.toolbox.manual
    if sections.isEmpty {
      canvas.write(workspace.say(.manualEmpty), x: area.x + 3, y: area.y)
      canvas.cursor = (area.x + 1, area.y)
    }
    ListPane.draw(
      on: &canvas, in: left, pane: 0, count: sections.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { ListRow(text: sections[$0].title.text(in: workspace.language)) }
    guard let right, sections.indices.contains(list.index) else { return }
    canvas.vertical(workspace.glyphs.vertical, x: right.x - 2, y: area.y, height: area.height)
    let page = ManualPage(section: sections[list.index].id)
    TextPane().draw(page.document(workspace, width: right.width), on: &canvas, in: right, isFocused: false)
  }
}

/// A section of the manual.
struct ManualPage: TextScreen {
  private let section: String
  var pane = TextPane()

  init(section: String, find: String = "") {
    self.section = section
    pane.find = find
  }

  var context: Context { .manual }
  var tab: Int { 3 }

  func trail(_ workspace: Workspace) -> [String] {
    [
      workspace.say(.tabManual),
      workspace.toolbox.section(section)?.title.text(in: workspace.language) ?? section,
    ]
  }

  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .nextPane, .open, .search, .back] }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    document(workspace, width: Self.textArea(area).width)
  }

  /// The section laid out, with the next one's title as a link at its end.
  func document(_ workspace: Workspace, width: Int) -> Document {
    var document = workspace.document(width: width)
    let sections = workspace.toolbox.manual
    guard let at = sections.firstIndex(where: { $0.id == section }) else {
      document.paragraph(workspace.say(.noticeUnknownTarget, section), .dim)
      return document
    }
    document.paragraph(sections[at].title.text(in: workspace.language), .heading)
    document.beginPart()
    document.blank()
    document.rich(
      RichText(commonMark: workspace.toolbox.body(sections[at].body, in: workspace.language) ?? ""))
    if sections.indices.contains(at + 1) {
      document.beginPart()
      document.blank()
      let next = sections[at + 1]
      document.spans([
        RichText.Span("\(workspace.say(.nextSection)) "),
        RichText.Span(next.title.text(in: workspace.language), link: .manual(next.id)),
      ])
    }
    return document
  }
}
