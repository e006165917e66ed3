import JOIModel

/// The whole toolbox on one screen: pillar by topic, with the tools' short names as links.
struct OverviewScreen: TextScreen {
  var pane = TextPane()

  var context: Context { .overview }
  var tab: Int { 2 }
  var isTabRoot: Bool { true }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.tabOverview)] }
  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .nextPane, .open, .search, .back] }

  /// The overview uses the whole width: it is a table, not prose.
  static func textArea(_ area: Rect) -> Rect { area.inset(left: 1, right: 1) }

  func label(_ command: Command) -> Message { command.label }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let document = document(workspace, in: area)
    // Read by lines, each of them is one thing already.
    guard workspace.glyphs.hasLines || command == .search else {
      return performText(command, &workspace, in: area)
    }
    switch command {
    case .up: moveLink(-1, document, area.height)
    case .down: moveLink(1, document, area.height)
    case .forward: _ = pane.perform(.nextPane, document, height: area.height)
    case .search: workspace.push(SearchScreen(scope: .everything))
    default: return performText(command, &workspace, in: area)
    }
    return true
  }

  /// Up and down go to the nearest link on the next line that has one, as a cursor in a table does.
  private mutating func moveLink(_ step: Int, _ document: Document, _ height: Int) {
    guard let link = pane.link, let line = document.line(ofLink: link),
      let column = document.column(ofLink: link)
    else {
      _ = pane.perform(step > 0 ? .nextPane : .previousPane, document, height: height)
      return
    }
    let others = document.links.indices.compactMap { other in document.line(ofLink: other).map { (other, $0) }
    }
    let ahead = others.filter { step > 0 ? $0.1 > line : $0.1 < line }
    guard let nextLine = step > 0 ? ahead.map(\.1).min() : ahead.map(\.1).max() else {
      // No link further on: the text itself scrolls to its end.
      pane.top += step
      pane.settle(document, height: height)
      return
    }
    let candidates = ahead.filter { $0.1 == nextLine }
    pane.link = candidates.min { distance($0.0, column, document) < distance($1.0, column, document) }?.0
    pane.show(nextLine, document, height)
  }

  private func distance(_ link: Int, _ column: Int, _ document: Document) -> Int {
    abs((document.column(ofLink: link) ?? 0) - column)
  }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    let toolbox = workspace.toolbox
    let language = workspace.language
    var document = workspace.document(width: Self.textArea(area).width)
    let names = toolbox.pillars.flatMap { $0.topics.map { TextWidth.columns($0.name.text(in: language)) } }
    let isWide = document.width >= 72
    let column = isWide ? min((names.max() ?? 0) + 4, 36) : 3
    for pillar in toolbox.pillars {
      document.beginPart()
      if document.width >= 72, area.height > 30 { document.blank() }
      document.paragraph(pillar.name.text(in: language), .heading)
      for topic in pillar.topics where !workspace.glyphs.hasLines {
        tell(topic, to: &document, workspace)
      }
      for topic in pillar.topics where workspace.glyphs.hasLines {
        let name = topic.name.text(in: language)
        var spans: [RichText.Span] = []
        if isWide {
          let fitted = TextWidth.fitted(name, column - 3, ellipsis: workspace.glyphs.ellipsis)
          spans.append(RichText.Span(fitted, link: .topic(topic.id)))
          // Non-breaking padding: wrapping starts behind the column.
          spans.append(
            RichText.Span(String(repeating: "\u{A0}", count: max(0, column - 1 - TextWidth.columns(fitted)))))
        } else {
          document.link(name, to: .topic(topic.id))
        }
        var isFirst = true
        for index in toolbox.tools(ofTopic: topic.id) {
          let tool = toolbox.tools[index]
          if !isFirst { spans.append(RichText.Span(workspace.glyphs.between)) }
          isFirst = false
          let sign = tool.status == .candidate ? "?" : ""
          spans.append(
            RichText.Span(
              (tool.short.text(in: language) + sign).replacing(" ", with: "\u{A0}"), link: .tool(tool.id)))
        }
        if isFirst { spans.append(RichText.Span(workspace.say(.topicEmpty))) }
        document.spans(spans, indent: isWide ? 1 : column, rest: column)
      }
    }
    document.beginPart()
    document.blank()
    if workspace.glyphs.hasLines { document.paragraph(workspace.say(.overviewCandidates), .dim) }
    return document
  }

  /// A topic and its tools, a line each.
  private func tell(_ topic: Toolbox.Topic, to document: inout Document, _ workspace: Workspace) {
    let toolbox = workspace.toolbox
    let tools = toolbox.tools(ofTopic: topic.id).map { toolbox.tools[$0] }
    let count = workspace.language.count(tools.count, .countTool, .countTools)
    document.link(topic.name.text(in: workspace.language), to: .topic(topic.id), after: ", \(count)")
    for tool in tools {
      document.link(
        workspace.name(tool), to: .tool(tool.id), indent: 2,
        after: tool.status == .candidate ? ", \(workspace.say(.facetStatusCandidate))" : "")
    }
    if tools.isEmpty { document.paragraph(workspace.say(.topicEmpty), indent: 2) }
  }
}
