import JOIModel

/// Search as one types, over names, questions and all texts in both languages; ranked, the answering words marked.
struct SearchScreen: ListScreen, FieldScreen {
  private let scope: ToolboxSearch.Scope
  var editor = LineEditor()
  var list = ListState()
  private var found = Found<Answer>()

  /// Something that was found.
  private enum Answer: Sendable {
    case item(ToolboxSearch.Item)
    /// A conversation, by the question's id.
    case thread(String)
  }

  /// As many conversations stand below the rest at most; the forum's own search has them all.
  private static let threadCount = 20

  init(scope: ToolboxSearch.Scope) { self.scope = scope }

  var context: Context { .search }
  var tab: Int {
    switch scope {
    case .everything: 0
    case .tools: 1
    case .manual: 3
    }
  }

  func trail(_ workspace: Workspace) -> [String] {
    switch scope {
    case .everything: [workspace.say(.searchEverything)]
    case .tools: [workspace.say(.tabToolbox), workspace.say(.searchTools)]
    case .manual: [workspace.say(.tabManual), workspace.say(.searchManual)]
    }
  }

  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let items = found.items
    switch command {
    case .open: if items.indices.contains(list.index) { open(items[list.index], &workspace) }
    default:
      return list.perform(
        command, belowField: workspace.glyphs, count: items.count,
        height: ToolListLayout(area, workspace).list.height)
    }
    return true
  }

  private func open(_ answer: Answer, _ workspace: inout Workspace) {
    switch answer {
    case .item(.tool(let id)):
      let tools = found.items.compactMap { answer in if case .item(.tool(let id)) = answer { id } else { nil }
      }
      workspace.push(ToolPage(tool: id, among: tools, find: editor.text))
    case .thread(let id): workspace.push(ConversationScreen(thread: id, query: found.query))
    case .item(.topic(let id)): workspace.follow(.topic(id))
    case .item(.section(let id)): workspace.push(ManualPage(section: id, find: editor.text))
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    var found = found
    let isReady = workspace.search != nil && (scope != .everything || workspace.forum.index != nil)
    found.refresh(editor.text, isReady: isReady) { text in
      guard let (query, items) = workspace.search?.search(text, in: scope) else { return (Query(""), []) }
      return (query, items.map { .item($0) } + threads(query, workspace).map { .thread($0) })
    }
    self.found = found
    list.settle(count: found.items.count, height: ToolListLayout(area, workspace).list.height)
  }

  /// The conversations that answer, where everything is searched.
  private func threads(_ query: Query, _ workspace: Workspace) -> [String] {
    guard scope == .everything, !query.isEmpty, let forum = workspace.forum.forum else { return [] }
    let posts = ForumSearch(index: workspace.forum.index).search(
      editor.text, forum: forum, marks: workspace.forum.marks, watches: workspace.forum.watches,
      now: workspace.now,
      isTyping: true
    ).posts
    var threads: [Int] = []
    for thread in posts.lazy.map({ forum.threadOf($0) }) where !threads.contains(thread) {
      threads.append(thread)
      if threads.count == Self.threadCount { break }
    }
    return threads.map { forum.id(forum.threads[$0].question) }
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let (query, items) = (found.query, found.items)
    let layout = ToolListLayout(area, workspace)
    canvas.write("/", x: area.x + 1, y: area.y, Style(.strong))
    let isAsked = !Query(editor.text).isEmpty
    let status =
      workspace.search == nil
      ? workspace.say(.searchPreparing)
      : isAsked ? workspace.language.count(items.count, .searchHit, .searchHits) : ""
    let glyphs = workspace.glyphs
    let used = glyphs.hasLines ? TextWidth.columns(status) : 0
    let field = Rect(x: area.x + 3, y: area.y, width: layout.title.width - 5 - used, height: 1)
    canvas.tell(
      glyphs.hasLines || items.isEmpty ? status : "\(status). \(workspace.say(.readEnter))",
      rightOf: layout.title, orBelow: glyphs)
    if query.allowsTypos, !items.isEmpty {
      canvas.write(
        workspace.say(.searchTypos), x: area.x + 3, y: area.y + (glyphs.hasLines ? 1 : 2),
        width: layout.title.width - 4, Style(.dim))
    }
    if !isAsked {
      var hint = Document(width: layout.list.width - 4)
      hint.paragraph(workspace.say(.searchHint), .dim)
      for (row, line) in hint.lines.enumerated() {
        canvas.write(
          line.text, x: area.x + 3, y: layout.list.y + row, width: layout.list.width - 3, Style(.dim))
      }
    }
    ListPane.draw(
      on: &canvas, in: layout.list, pane: 0, count: items.count, state: list, isFocused: true,
      glyphs: workspace.glyphs, query: query
    ) { index in
      switch items[index] {
      case .thread(let id):
        let forum = workspace.forum.forum
        return ListRow(
          text: forum.flatMap { forum in forum.thread(id).map { forum.title($0, in: workspace.language) } }
            ?? id,
          mark: " ", detail: workspace.say(.kindThread))
      case .item(.tool(let id)): return ToolRow.row(id, workspace)
      case .item(.topic(let id)):
        return ListRow(
          text: workspace.toolbox.topic(id)?.topic.name.text(in: workspace.language) ?? id, mark: " ",
          detail: workspace.say(.kindTopic))
      case .item(.section(let id)):
        return ListRow(
          text: workspace.toolbox.section(id)?.title.text(in: workspace.language) ?? id, mark: " ",
          detail: workspace.say(.kindSection))
      }
    }
    drawPreview(
      items.indices.contains(list.index) ? items[list.index] : nil, query, on: &canvas, layout, workspace)
    editor.draw(on: &canvas, x: field.x, y: field.y, width: field.width, above: list)
  }

  private func drawPreview(
    _ answer: Answer?, _ query: Query, on canvas: inout Canvas, _ layout: ToolListLayout,
    _ workspace: Workspace
  ) {
    guard let preview = layout.preview, let answer else { return }
    canvas.vertical(workspace.glyphs.vertical, x: preview.x - 2, y: preview.y, height: preview.height)
    var document = Document(width: preview.width)
    switch answer {
    case .thread(let id):
      guard let forum = workspace.forum.forum, let thread = forum.thread(id) else { return }
      for line in PostBlock(forum.threads[thread].question, forum, workspace, width: preview.width).lines {
        document.line(line.spans)
      }
    case .item(.tool(let id)):
      guard let tool = workspace.toolbox.tool(id) else { return }
      ToolPreview.draw(tool, on: &canvas, in: preview, workspace, query: query)
      return
    case .item(.topic(let id)):
      guard let topic = workspace.toolbox.topic(id)?.topic else { return }
      document.paragraph(topic.name.text(in: workspace.language), .heading)
      document.blank()
      document.paragraph(topic.question.text(in: workspace.language), .strong)
      document.blank()
      document.paragraph(topic.summary.text(in: workspace.language))
    case .item(.section(let id)): document = ManualPage(section: id).document(workspace, width: preview.width)
    }
    var pane = TextPane()
    if !query.isEmpty { _ = pane.look(for: editor.text, document, height: preview.height) }
    pane.draw(document, on: &canvas, in: preview, isFocused: false)
  }
}

/// What a search found, kept until the words change: settling and drawing need it on every key.
struct Found<Item: Sendable>: Sendable {
  private(set) var query = Query("")
  private(set) var items: [Item] = []
  private var asked: (text: String, isReady: Bool)?

  /// Searches again where the words, or whether there is an index to search, are not what they were.
  mutating func refresh(_ text: String, isReady: Bool, _ search: (String) -> (Query, [Item])) {
    if let asked, asked == (text, isReady) { return }
    asked = (text, isReady)
    (query, items) = search(text)
  }
}
