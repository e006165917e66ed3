import JOIModel

/// Tools side by side, the five questions as rows; below one another where the window is narrow.
struct CompareScreen: TextScreen {
  private let tools: [String]
  var pane = TextPane()

  /// More columns than this can't be read.
  static let maximalCount = 4
  /// Columns narrower than this are put below one another.
  private static let minimalColumn = 28

  init(tools: [String]) { self.tools = tools }

  var context: Context { .compare }
  var tab: Int { 1 }

  static func textArea(_ area: Rect) -> Rect { area.inset(left: 1, right: 1) }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabToolbox), workspace.say(.compareTitle)]
  }
  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .nextPane, .open, .export, .search, .back] }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .export else { return performText(command, &workspace, in: area) }
    workspace.push(ExportSheet(title: workspace.say(.compareTitle), tools: tools))
    return true
  }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    let tools = tools.compactMap { workspace.toolbox.tool($0) }
    let width = Self.textArea(area).width
    var document = workspace.document(width: width)
    guard !tools.isEmpty else { return document }
    let column = (width - 3 * (tools.count - 1)) / tools.count
    if column >= Self.minimalColumn, workspace.glyphs.hasLines {
      document.columns(
        tools.map { tool in Self.cell(column) { $0.link(workspace.name(tool), to: .tool(tool.id)) } },
        workspace.glyphs)
      document.columns(
        tools.map { tool in Self.cell(column) { $0.paragraph(Self.facts(tool, workspace), .dim) } },
        workspace.glyphs)
      for part in FiveQuestions.allCases {
        document.beginPart()
        document.blank()
        document.paragraph(part.heading(in: workspace.language), .heading)
        document.columns(
          tools.map { tool in Self.cell(column) { Self.add(part, of: tool, to: &$0, workspace) } },
          workspace.glyphs)
      }
    } else {
      for part in FiveQuestions.allCases {
        document.beginPart()
        document.blank()
        document.paragraph(part.heading(in: workspace.language), .heading)
        for tool in tools {
          document.link(workspace.name(tool), to: .tool(tool.id))
          if part == .question { document.paragraph(Self.facts(tool, workspace), .dim, indent: 2) }
          Self.add(part, of: tool, to: &document, workspace, indent: 2)
          document.blank()
        }
      }
    }
    return document
  }

  private static func facts(_ tool: Tool, _ workspace: Workspace) -> String {
    let facts = ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language)
    return [facts.time, workspace.say(.costOf, facts.cost), facts.kind, facts.status].joined(
      separator: workspace.glyphs.between)
  }

  private static func cell(_ width: Int, _ fill: (inout Document) -> Void) -> Document {
    var document = Document(width: width)
    fill(&document)
    return document
  }

  private static func add(
    _ part: FiveQuestions, of tool: Tool, to document: inout Document, _ workspace: Workspace, indent: Int = 0
  ) {
    func body(_ reference: BodyReference) {
      if let text = workspace.toolbox.body(reference, in: workspace.language) {
        document.rich(RichText(commonMark: text), indent: indent)
      } else {
        document.paragraph(workspace.say(.notFilledIn), .dim, indent: indent)
      }
    }
    switch part {
    case .question: document.paragraph(tool.question.text(in: workspace.language), indent: indent)
    case .focus:
      document.paragraph(
        ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language).focus, indent: indent)
    case .background: body(tool.background)
    case .workings: body(tool.workings)
    case .location:
      body(tool.location)
      for link in tool.links {
        document.link(link.label.text(in: workspace.language), to: .address(link.url), indent: indent)
      }
    }
  }
}

extension Document {
  /// Documents beside one another, line by line.
  mutating func columns(_ cells: [Document], _ glyphs: Glyphs) {
    let height = cells.map(\.lines.count).max() ?? 0
    var firstLink: [Int] = []
    for cell in cells { firstLink.append(add(linksOf: cell)) }
    for row in 0..<height {
      var spans: [LineSpan] = []
      for (number, cell) in cells.enumerated() {
        if number > 0 { spans.append(LineSpan(text: " \(glyphs.vertical) ", role: .border)) }
        let own = row < cell.lines.count ? cell.lines[row].spans : []
        spans += own.map { span in
          var span = span
          span.link = span.link.map { $0 + firstLink[number] }
          return span
        }
        let used = own.reduce(0) { $0 + TextWidth.columns($1.text) }
        if number < cells.count - 1, used < cell.width {
          spans.append(LineSpan(text: String(repeating: " ", count: cell.width - used), role: .text))
        }
      }
      line(spans)
    }
  }
}
