import JOIModel

/// The facilitators' desk: what waits for them, the most urgent first, and the ways to the reports.
struct DeskScreen: Screen {
  private enum Focus { case reasons, items }

  /// A row of the first pane.
  private enum Place: Equatable {
    case all
    case reason(ReviewQueue.Reason)
    case blank, heading
    case report(Report)
  }

  /// What facilitators report with.
  private enum Report: CaseIterable { case contributions, effect, digest }

  private var focus = Focus.items
  private var reasons = ListState()
  private var rows = ListState()
  /// The theme that narrows the queue; nil for all.
  var theme: String?
  /// The conversation under the cursor, kept when the list around it changes.
  var current: String?
  private var items: [ReviewQueue.Item] = []
  private var made: (version: Int, place: Place, theme: String?)?

  var context: Context { .desk }
  var tab: Int { 5 }
  var isTabRoot: Bool { true }

  private static let places: [Place] =
    [.all] + ReviewQueue.Reason.allCases.map { .reason($0) } + [.blank, .heading]
    + Report.allCases.map { .report($0) }

  private var place: Place { Self.places[max(0, min(reasons.index, Self.places.count - 1))] }

  private var reason: ReviewQueue.Reason? { if case .reason(let reason) = place { reason } else { nil } }

  private var report: Report? { if case .report(let report) = place { report } else { nil } }

  private func name(_ place: Place, _ workspace: Workspace) -> String {
    switch place {
    case .all: workspace.say(.deskAll)
    case .reason(let reason): workspace.say(reason.name)
    case .blank: ""
    case .heading: workspace.say(.deskReports)
    case .report(.contributions): workspace.say(.deskContributions)
    case .report(.effect): workspace.say(.deskEffect)
    case .report(.digest): workspace.say(.deskDigest)
    }
  }

  private func themeName(_ workspace: Workspace) -> String? {
    theme.map { id in
      workspace.forum.forum?.community.theme(id)?.theme.name.text(in: workspace.language) ?? id
    }
  }

  func trail(_ workspace: Workspace) -> [String] {
    if focus == .reasons, !workspace.glyphs.hasLines { return [workspace.say(.tabDesk)] }
    return [workspace.say(.tabDesk)] + (reason.map { [workspace.say($0.name)] } ?? [])
      + (themeName(workspace).map { [$0] } ?? [])
  }

  func hints(_ workspace: Workspace) -> [Command] {
    guard focus == .items, report == nil, !items.isEmpty else { return [.up, .open, .theme, .undo, .back] }
    return [
      .up, .open, .approve, .hide, .close, .answer, .remark, .undo, .pick, .theme, .relocate, .history,
    ]
  }

  // MARK: What is at hand

  private func item(_ workspace: Workspace) -> ReviewQueue.Item? {
    focus == .items && report == nil && items.indices.contains(rows.index) ? items[rows.index] : nil
  }

  func thread(_ workspace: Workspace) -> String? { focus == .items && report == nil ? current : nil }

  /// The post that waits: a reply goes to it, and it is what is hidden.
  func post(_ workspace: Workspace) -> String? {
    item(workspace)?.cause(reason).flatMap { workspace.forum.forum?.id($0.post) }
  }

  /// The marked conversations in the order of the list, or the one at hand. They are approved up to their last post:
  /// all that is in them stands in the row.
  func targets(_ workspace: Workspace) -> [ActTarget] {
    guard let forum = workspace.forum.forum else { return [] }
    func target(_ item: ReviewQueue.Item) -> ActTarget? {
      item.cause(reason).map {
        ActTarget(thread: forum.id(forum.threads[item.thread].question), post: forum.id($0.post))
      }
    }
    let marked = items.compactMap(target).filter { workspace.forum.marked.contains($0.thread) }
    return marked.isEmpty ? item(workspace).flatMap(target).map { [$0] } ?? [] : marked
  }

  // MARK: Panes

  private func layout(_ area: Rect, _ glyphs: Glyphs) -> ListPanes {
    ListPanes(area, side: (22, 26), footer: area.height >= 16 ? 7 : 4, showsSide: focus == .reasons, glyphs)
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward:
      if let report {
        open(report, &workspace)
      } else if focus == .reasons {
        focus = .items
      } else if let current, let post = post(workspace) {
        workspace.push(ConversationScreen(thread: current, post: post))
      }
    case .left where focus == .items: focus = .reasons
    case .back where reason != nil || theme != nil || report != nil:
      reset()
      theme = nil
    case .nextPane, .previousPane: focus = focus == .reasons ? .items : .reasons
    case .theme: workspace.push(DeskThemesScreen(theme))
    case .pick: mark(&workspace)
    case .answer: answer(&workspace)
    default:
      if focus == .reasons || report != nil {
        focus = .reasons
        let before = reasons.index
        guard
          reasons.perform(
            command, count: Self.places.count, height: ListPanes.height(layout(area, workspace.glyphs).side))
        else {
          return false
        }
        skipHeading(forward: reasons.index >= before)
        rows = ListState()
        current = nil
      } else {
        guard
          rows.perform(
            command, count: items.count, height: ListPanes.height(layout(area, workspace.glyphs).list))
        else {
          return false
        }
        current = id(rows.index, workspace)
      }
    }
    return true
  }

  private mutating func reset() {
    (reasons, rows, current, focus) = (ListState(), ListState(), nil, .items)
  }

  private mutating func skipHeading(forward: Bool) {
    while place == .heading || place == .blank { reasons.index += forward ? 1 : -1 }
  }

  /// Marks the conversation at hand for an act with several, and goes on to the next.
  private mutating func mark(_ workspace: inout Workspace) {
    guard let current, item(workspace) != nil else { return }
    if workspace.forum.marked.remove(current) == nil { workspace.forum.marked.insert(current) }
    rows.move(by: 1, count: items.count)
    self.current = id(rows.index, workspace)
  }

  /// The post that waits is marked as the answer, where it is a reply: which of several it is the conversation shows.
  private func answer(_ workspace: inout Workspace) {
    guard let forum = workspace.forum.forum, let post = post(workspace).flatMap({ forum.post($0) }),
      !forum.isQuestion(post)
    else { return workspace.warn(.refusedAnswerOpen) }
    _ = ForumActions.perform(.answer, on: self, &workspace)
  }

  private func open(_ report: Report, _ workspace: inout Workspace) {
    switch report {
    case .contributions: workspace.push(ContributionsScreen(workspace))
    case .effect: workspace.push(EffectScreen(workspace))
    case .digest: workspace.push(DigestScreen(workspace))
    }
  }

  private func id(_ row: Int, _ workspace: Workspace) -> String? {
    guard let forum = workspace.forum.forum, items.indices.contains(row) else { return nil }
    return forum.id(forum.threads[items[row].thread].question)
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(let pane, let index) = target else { return }
    if pane == 0 {
      let isAgain = focus == .reasons && index == reasons.index
      focus = .reasons
      if reasons.index != index { (rows, current) = (ListState(), nil) }
      reasons.index = index
      if isAgain { _ = perform(.open, &workspace, in: area) }
    } else {
      let isAgain = focus == .items && index == rows.index
      focus = .items
      rows.index = index
      current = id(index, workspace)
      if isAgain { _ = perform(.open, &workspace, in: area) }
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    reasons.settle(count: Self.places.count, height: ListPanes.height(layout(area, workspace.glyphs).side))
    skipHeading(forward: true)
    guard let forum = workspace.forum.forum else { return }
    if made.map({ $0 != (workspace.forum.queueVersion, place, theme) }) ?? true {
      made = (workspace.forum.queueVersion, place, theme)
      items = workspace.forum.queue.items(reason, theme: theme)
      if let current, let thread = forum.thread(current),
        let at = items.firstIndex(where: { $0.thread == thread })
      {
        rows.index = at
      }
    }
    rows.settle(count: items.count, height: ListPanes.height(layout(area, workspace.glyphs).list))
    current = id(rows.index, workspace)
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    guard let forum = workspace.forum.forum, forum.viewer.isFacilitator else {
      canvas.write(workspace.say(.deskNotForYou), x: area.x + 2, y: area.y + 1, width: area.width - 3)
      canvas.cursor = (area.x + 1, area.y + 1)
      return
    }
    let layout = layout(area, workspace.glyphs)
    if let pane = layout.side { drawReasons(on: &canvas, in: pane, workspace) }
    guard let pane = layout.list else { return }
    if layout.side != nil {
      canvas.vertical(workspace.glyphs.vertical, x: pane.x - 1, y: area.y, height: area.height)
    }
    if let report { return drawAbout(report, on: &canvas, in: pane, workspace) }
    drawItems(on: &canvas, in: pane, forum, workspace)
    if let footer = layout.footer, items.indices.contains(rows.index) {
      QueueFooter(items[rows.index], reason, forum, workspace).draw(on: &canvas, in: footer)
    }
  }

  private func drawReasons(on canvas: inout Canvas, in pane: Rect, _ workspace: Workspace) {
    canvas.write(
      workspace.say(.deskQueue), x: pane.x + 1, y: pane.y, width: pane.width - 2, Style(.heading))
    let queue = workspace.forum.queue
    ListPane.draw(
      on: &canvas, in: pane.below(ListPanes.head), pane: 0, count: Self.places.count, state: reasons,
      isFocused: focus == .reasons || report != nil, glyphs: workspace.glyphs
    ) { index in
      let place = Self.places[index]
      switch place {
      case .blank, .heading: return ListRow(text: name(place, workspace), role: .heading, isHeading: true)
      case .report: return ListRow(text: name(place, workspace))
      case .all:
        return ListRow(text: name(place, workspace), detail: "\(queue.count(nil, theme: theme))")
      case .reason(let reason):
        return ListRow(text: name(place, workspace), detail: "\(queue.count(reason, theme: theme))")
      }
    }
  }

  private func drawAbout(
    _ report: Report, on canvas: inout Canvas, in pane: Rect, _ workspace: Workspace
  ) {
    canvas.write(
      name(.report(report), workspace), x: pane.x + 1, y: pane.y, width: pane.width - 2, Style(.heading))
    let about: Message =
      switch report {
      case .contributions: .deskContributionsAbout
      case .effect: .deskEffectAbout
      case .digest: .deskDigestAbout
      }
    var document = Document(width: pane.width - 4)
    document.paragraph(workspace.say(about))
    for (row, line) in document.lines.enumerated() {
      canvas.write(line.text, x: pane.x + 3, y: pane.y + 2 + row, width: pane.width - 4)
    }
  }

  private func drawItems(on canvas: inout Canvas, in pane: Rect, _ forum: Forum, _ workspace: Workspace) {
    let count = workspace.language.count(items.count, .countThread, .countThreads)
    let title = ([name(place, workspace)] + (themeName(workspace).map { [$0] } ?? [])).joined(
      separator: workspace.glyphs.steps)
    canvas.title(title, count, in: pane, workspace.glyphs)
    if items.isEmpty {
      let isWhole = reason == nil && theme == nil
      canvas.write(
        workspace.say(isWhole ? .deskEmpty : .deskEmptyFilter), x: pane.x + 3, y: pane.y + 2,
        width: pane.width - 4)
      if focus == .items { canvas.cursor = (pane.x + 1, pane.y + 2) }
    }
    ListPane.draw(
      on: &canvas, in: pane.below(ListPanes.head), pane: 1, count: items.count, state: rows,
      isFocused: focus == .items, glyphs: workspace.glyphs
    ) { row(items[$0], pane.width, forum, workspace) }
  }

  /// Why, which conversation, its theme where there is room, and how long it waits.
  private func row(
    _ item: ReviewQueue.Item, _ width: Int, _ forum: Forum, _ workspace: Workspace
  ) -> ListRow {
    guard let cause = item.cause(reason) else { return ListRow(text: "") }
    let names = ReviewQueue.Reason.allCases.map { TextWidth.columns(workspace.say($0.name)) + 2 }
    let ellipsis = workspace.glyphs.ellipsis
    let count = cause.count > 1 && cause.reason != .newcomer ? " \(cause.count)" : ""
    let why = TextWidth.padded("\(workspace.say(cause.reason.name))\(count)", names.max() ?? 0)
    let age = cause.since.age(in: workspace.language, now: workspace.now)
    var detail = String(repeating: " ", count: max(0, 6 - TextWidth.columns(age))) + age
    if width >= 80 {
      let theme = forum.themeName(item.thread, in: workspace.language)
      detail = TextWidth.padded(TextWidth.fitted(theme, 20, ellipsis: ellipsis), 20) + detail
    }
    let isMarked = workspace.forum.marked.contains(forum.id(forum.threads[item.thread].question))
    if !workspace.glyphs.hasLines {
      return ListRow(
        text: forum.title(item.thread, in: workspace.language),
        words: (isMarked ? [workspace.say(.readMarked)] : []) + [
          "\(workspace.say(cause.reason.name))\(count)", age,
          forum.themeName(item.thread, in: workspace.language),
        ])
    }
    return ListRow(
      text: "\(why) \(forum.title(item.thread, in: workspace.language))",
      mark: isMarked ? workspace.glyphs.marked : " ", detail: detail)
  }
}

extension ReviewQueue.Reason {
  /// Its name, for a column and for a filter.
  var name: Message {
    switch self {
    case .flagged: .reasonFlagged
    case .unanswered: .reasonUnanswered
    case .askedAgain: .reasonAskedAgain
    case .quiet: .reasonQuiet
    case .newcomer: .reasonNewcomer
    case .newPosts: .reasonNewPosts
    }
  }
}
