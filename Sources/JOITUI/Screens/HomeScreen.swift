import JOIModel

/// Home: what do you want to do?
struct HomeScreen: Screen {
  private var list = ListState()

  var context: Context { .home }
  var tab: Int { 0 }
  var isTabRoot: Bool { true }

  private enum Row {
    case heading(Message)
    case blank
    case go(Message, detail: String, ScreenName)
    case guide
    case withdrawn(tool: String, by: String?)
    case new(count: Int)
    case forum
    case watched(count: Int)
    case unread(count: Int)
    case queue(count: Int)
    case draft(Draft)
  }

  private func rows(_ workspace: Workspace) -> [Row] {
    let toolbox = workspace.toolbox
    let language = workspace.language
    let topics = toolbox.pillars.reduce(0) { $0 + $1.topics.count }
    var rows: [Row] = [
      .heading(.homeWelcome), .blank,
      .go(
        .homeFinder,
        detail: language.count(toolbox.toolsInUse.count, .countTool, .countTools) + ", "
          + language.count(toolbox.questionCount, .countQuestion, .countQuestions), .finder),
      .go(
        .homeBrowse,
        detail: language.count(toolbox.pillars.count, .countPillar, .countPillars) + ", "
          + language.count(topics, .countTopic, .countTopics), .toolbox),
      .go(.homeOverview, detail: workspace.say(.homeOverviewDetail), .overview),
    ]
    if !toolbox.manual.isEmpty { rows.append(.guide) }
    if workspace.forum.isOffered { rows.append(.forum) }
    if !workspace.selection.entries.isEmpty {
      rows.append(
        .go(
          .homeSelection,
          detail: language.count(workspace.selection.entries.count, .countTool, .countTools), .selection))
    }
    let withdrawn = workspace.selection.entries.compactMap { toolbox.tool($0.tool) }.filter {
      $0.status == .withdrawn
    }
    let unread = workspace.forum.unread
    let drafts = workspace.forum.drafts.filter { !$0.isEmpty }
    let waiting = workspace.forum.queue.items.count
    if !withdrawn.isEmpty || !workspace.newTools.isEmpty || unread.posts > 0 || !drafts.isEmpty || waiting > 0
    {
      rows += [.blank, .heading(.homeNews)]
      if waiting > 0 { rows.append(.queue(count: waiting)) }
      if unread.watchedPosts > 0 { rows.append(.watched(count: unread.watchedPosts)) }
      if unread.posts > unread.watchedPosts { rows.append(.unread(count: unread.posts)) }
      rows += drafts.map { .draft($0) }
      rows += withdrawn.map { .withdrawn(tool: $0.id, by: toolbox.replacements(of: $0).first?.id) }
      if !workspace.newTools.isEmpty { rows.append(.new(count: workspace.newTools.count)) }
    }
    return rows
  }

  private static func canSelect(_ row: Row) -> Bool {
    switch row {
    case .heading, .blank: false
    case .go, .guide, .withdrawn, .new, .forum, .watched, .unread, .queue, .draft: true
    }
  }

  func trail(_ workspace: Workspace) -> [String] { [] }
  func hints(_ workspace: Workspace) -> [Command] {
    [.up, .open, .search] + (workspace.forum.unread.posts > 0 ? [.nextUnread] : []) + [.language, .leave]
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let rows = rows(workspace)
    // A key may come before anything has put the cursor on its first row.
    skip(rows, forward: true)
    if command == .open || command == .forward {
      guard rows.indices.contains(list.index) else { return true }
      open(rows[list.index], &workspace)
      return true
    }
    let before = list.index
    guard list.perform(command, count: rows.count, height: area.height) else { return false }
    skip(rows, forward: list.index >= before)
    return true
  }

  private func open(_ row: Row, _ workspace: inout Workspace) {
    switch row {
    case .heading, .blank: break
    case .go(_, _, let name): workspace.open(name)
    case .guide:
      if let first = workspace.toolbox.manual.first { workspace.push(ManualPage(section: first.id)) }
    case .withdrawn(let tool, _): workspace.follow(.tool(tool))
    case .forum: workspace.open(.forum)
    case .queue: workspace.open(.desk)
    case .watched, .unread: ForumActions.nextUnread(from: self, &workspace)
    case .draft(let draft): workspace.resume(draft)
    case .new:
      workspace.push(
        QuestionScreen(title: workspace.say(.homeNewTitle), tools: workspace.newTools, isShort: false))
    }
  }

  /// The nearest row that can be selected.
  private mutating func skip(_ rows: [Row], forward: Bool) {
    let all = rows.indices.filter { Self.canSelect(rows[$0]) }
    guard !all.contains(list.index) else { return }
    list.index =
      (forward ? all.first { $0 > list.index } ?? all.last : all.last { $0 < list.index } ?? all.first) ?? 0
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let rows = rows(workspace)
    list.settle(count: rows.count, height: area.height)
    skip(rows, forward: true)
    if rows.indices.first(where: { Self.canSelect(rows[$0]) }) == list.index { list.top = 0 }
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target else { return }
    let rows = rows(workspace)
    guard rows.indices.contains(index), Self.canSelect(rows[index]) else { return }
    if index == list.index { open(rows[index], &workspace) }
    list.index = index
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let rows = rows(workspace)
    var list = list
    if !(rows.indices.contains(list.index) && Self.canSelect(rows[list.index])) {
      list.index = rows.firstIndex(where: Self.canSelect) ?? 0
    }
    let block = Rect(x: area.x, y: area.y, width: min(area.width, 90), height: area.height)
    ListPane.draw(
      on: &canvas, in: block, pane: 0, count: rows.count, state: list, isFocused: true,
      glyphs: workspace.glyphs
    ) { index in
      switch rows[index] {
      case .heading(let message): ListRow(text: workspace.say(message), role: .heading, isHeading: true)
      case .blank: ListRow(text: "", isHeading: true)
      case .go(let message, let detail, _): ListRow(text: workspace.say(message), detail: detail)
      case .guide:
        ListRow(text: workspace.say(.homeFirstTime), detail: workspace.say(.homeFirstTimeDetail))
      case .withdrawn(let tool, let by):
        ListRow(
          text: workspace.say(
            by == nil ? .homeWithdrawn : .homeWithdrawnReplaced,
            workspace.toolbox.tool(tool).map { workspace.name($0) } ?? tool,
            by.flatMap { workspace.toolbox.tool($0) }.map { workspace.name($0) } ?? ""))
      case .forum:
        ListRow(
          text: workspace.say(.homeForum),
          detail: workspace.forum.forum.map {
            workspace.say(
              .homeForumDetail, workspace.language.count($0.threads.count, .countThread, .countThreads))
          } ?? workspace.say(.tabForum).lowercased())
      case .watched(let count): ListRow(text: workspace.language.count(count, .homeAnswers, .homeAnswersMany))
      case .unread(let count): ListRow(text: workspace.language.count(count, .homeUnread, .homeUnreadMany))
      case .queue(let count): ListRow(text: workspace.language.count(count, .homeQueue, .homeQueueMany))
      case .draft(let draft): Self.row(draft, workspace)
      case .new(let count): ListRow(text: workspace.language.count(count, .homeNewTool, .homeNewTools))
      }
    }
  }

  private static func row(_ draft: Draft, _ workspace: Workspace) -> ListRow {
    let kind: Message
    var name = draft.title
    switch draft.purpose {
    case .question: kind = .homeDraftQuestion
    case .reply(let thread, _):
      kind = .homeDraftReply
      if let forum = workspace.forum.forum, let place = forum.thread(thread) {
        name = forum.title(place, in: workspace.language)
      }
    case .edit: kind = .homeDraftEdit
    }
    if name.isEmpty { name = String(SafeText.field(draft.body).prefix(60)) }
    return ListRow(text: workspace.say(.homeDraft, name), detail: workspace.say(kind))
  }
}
