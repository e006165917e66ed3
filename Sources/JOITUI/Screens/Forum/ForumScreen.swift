import JOIModel

/// The forum: rooms and themes, and the conversations of one.
struct ForumScreen: Screen {
  private enum Focus { case themes, threads }

  /// A row of the first pane.
  private enum Place: Equatable {
    case all
    /// A room's name above its themes, where there is more than one room.
    case room(Int)
    case theme(String)
  }

  private var focus = Focus.threads
  private var themes = ListState()
  private var threads = ListState()
  private var order = Forum.Order.lastActivity
  /// The conversation under the cursor, kept when the list around it changes.
  private var current: String?
  /// The list, made again only when it can have changed: nine thousand conversations take a while to sort.
  private var list: [Int] = []
  private var made: (version: Int, place: Place, order: Forum.Order)?

  var context: Context { .forum }
  var tab: Int { 4 }
  var isTabRoot: Bool { true }

  private func places(_ workspace: Workspace) -> [Place] {
    guard let forum = workspace.forum.forum else { return [.all] }
    let rooms = forum.community.rooms.enumerated().filter {
      $1.kind == .conversations && forum.viewer.rooms.contains($1.id)
    }
    return [.all]
      + rooms.flatMap { number, room in
        (rooms.count > 1 ? [Place.room(number)] : []) + room.themes.map { .theme($0.id) }
      }
  }

  private func place(_ workspace: Workspace) -> Place {
    let places = places(workspace)
    return places.indices.contains(themes.index) ? places[themes.index] : .all
  }

  private func name(_ place: Place, _ workspace: Workspace) -> String {
    let community = workspace.forum.forum?.community
    switch place {
    case .all: return workspace.say(.forumAll)
    case .room(let number): return community?.rooms[number].name.text(in: workspace.language) ?? ""
    case .theme(let id): return community?.theme(id)?.theme.name.text(in: workspace.language) ?? id
    }
  }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabForum)]
      + (place(workspace) == .all || (focus == .themes && !workspace.glyphs.hasLines)
        ? [] : [name(place(workspace), workspace)])
  }

  func hints(_ workspace: Workspace) -> [Command] {
    guard workspace.forum.forum != nil else { return [.back] }
    let writing: [Command] = workspace.forum.canWrite ? [.ask] : []
    return focus == .themes
      ? [.up, .open, .nextUnread] + writing + [.markRead, .search]
      : [.up, .open, .nextUnread] + writing + [.search, .order, .markRead, .watch]
  }

  func thread(_ workspace: Workspace) -> String? { focus == .threads ? current : nil }
  func targets(_ workspace: Workspace) -> [ActTarget] {
    thread(workspace).map { [ActTarget(thread: $0, post: $0)] } ?? []
  }

  // MARK: Panes

  private func layout(_ area: Rect, _ glyphs: Glyphs) -> ListPanes {
    // In a low window the list needs the row more than a title that was cut.
    ListPanes(area, side: (24, 30), footer: area.height >= 16 ? 4 : 3, showsSide: focus == .themes, glyphs)
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open, .forward:
      if focus == .themes {
        focus = .threads
      } else if let current {
        workspace.push(ConversationScreen(thread: current))
      }
    case .left where focus == .threads: focus = .themes
    case .back where focus == .threads && place(workspace) != .all:
      themes = ListState()
      threads = ListState()
      current = nil
    case .nextPane, .previousPane: focus = focus == .themes ? .threads : .themes
    case .order:
      order = order.next
      threads = ListState()
      current = nil
      workspace.tell(.forumSortedBy, workspace.say(order.name))
    case .markRead where focus == .themes:
      for thread in list { workspace.forum.readAll(of: thread) }
      workspace.tell(.markedReadTheme, name(place(workspace), workspace))
    default:
      if focus == .themes {
        let before = themes.index
        guard
          themes.perform(
            command, count: places(workspace).count,
            height: ListPanes.height(layout(area, workspace.glyphs).side))
        else {
          return false
        }
        skipRooms(workspace, forward: themes.index >= before)
        threads = ListState()
        current = nil
      } else {
        guard
          threads.perform(
            command, count: list.count, height: ListPanes.height(layout(area, workspace.glyphs).list))
        else {
          return false
        }
        current = id(threads.index, workspace)
      }
    }
    return true
  }

  /// A room's name is no place to stand.
  private mutating func skipRooms(_ workspace: Workspace, forward: Bool) {
    let places = places(workspace)
    while places.indices.contains(themes.index), case .room = places[themes.index] {
      themes.index += forward ? 1 : -1
    }
    themes.index = max(0, min(places.count - 1, themes.index))
  }

  private func id(_ row: Int, _ workspace: Workspace) -> String? {
    guard let forum = workspace.forum.forum, list.indices.contains(row) else { return nil }
    return forum.id(forum.threads[list[row]].question)
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(let pane, let index) = target else { return }
    if pane == 0 {
      focus = .themes
      if themes.index != index {
        threads = ListState()
        current = nil
      }
      themes.index = index
    } else {
      let isAgain = focus == .threads && index == threads.index
      focus = .threads
      threads.index = index
      current = id(index, workspace)
      if isAgain { _ = perform(.open, &workspace, in: area) }
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    themes.settle(
      count: places(workspace).count, height: ListPanes.height(layout(area, workspace.glyphs).side))
    let place = place(workspace)
    guard let forum = workspace.forum.forum else { return }
    if made.map({ $0 != (workspace.forum.version, place, order) }) ?? true {
      made = (workspace.forum.version, place, order)
      var theme: String?
      if case .theme(let id) = place { theme = id }
      list = forum.list(theme: theme, order: order)
      if let current, let thread = forum.thread(current), let at = list.firstIndex(of: thread) {
        threads.index = at
      }
    }
    threads.settle(count: list.count, height: ListPanes.height(layout(area, workspace.glyphs).list))
    current = id(threads.index, workspace)
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    guard let forum = workspace.forum.forum else { return drawAbsence(on: &canvas, in: area, workspace) }
    let layout = layout(area, workspace.glyphs)
    if let pane = layout.side { drawThemes(on: &canvas, in: pane, forum, workspace) }
    if let pane = layout.list {
      if layout.side != nil {
        canvas.vertical(workspace.glyphs.vertical, x: pane.x - 1, y: area.y, height: area.height)
      }
      drawThreads(on: &canvas, in: pane, forum, workspace)
    }
    if let pane = layout.footer, list.indices.contains(threads.index) {
      drawFooter(list[threads.index], on: &canvas, in: pane, forum, workspace)
    }
  }

  /// Why there is nothing to see yet, or at all.
  private func drawAbsence(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let text: String
    switch workspace.forum.access {
    case .absent?: text = workspace.say(.forumNotHere)
    case .refused(let account)?: text = workspace.say(.forumNotForYou, account)
    case .broken(let finding)?: text = workspace.say(.forumBroken, finding.text(in: workspace.language))
    case .open?, nil: text = workspace.say(.forumLoading)
    }
    var document = Document(width: min(76, area.width - 4))
    document.paragraph(text)
    for (row, line) in document.lines.enumerated() {
      canvas.write(line.text, x: area.x + 2, y: area.y + 1 + row)
    }
    canvas.cursor = (area.x + 2, area.y + 1)
    let percent = workspace.forum.percent
    guard workspace.forum.access == nil || workspace.forum.access == .open, percent > 0 else { return }
    let width = min(40, area.width - 12)
    let done = width * min(percent, 100) / 100
    let glyphs = workspace.glyphs
    canvas.write(
      glyphs.progress(done, of: width) + "\(percent) %", x: area.x + 2, y: area.y + 3, Style(.accent))
  }

  private func drawThemes(on canvas: inout Canvas, in pane: Rect, _ forum: Forum, _ workspace: Workspace) {
    let places = places(workspace)
    canvas.write(
      workspace.say(.forumThemes), x: pane.x + 1, y: pane.y, width: pane.width - 2, Style(.heading))
    ListPane.draw(
      on: &canvas, in: pane.below(ListPanes.head), pane: 0, count: places.count, state: themes,
      isFocused: focus == .themes,
      glyphs: workspace.glyphs
    ) { index in
      if !workspace.glyphs.hasLines { return told(places[index], forum, workspace) }
      switch places[index] {
      case .all:
        return ListRow(
          text: workspace.say(.forumAll),
          mark: workspace.forum.unread.threads > 0 ? workspace.glyphs.unread : " ",
          detail: "\(forum.threads.count)")
      case .room:
        return ListRow(text: name(places[index], workspace), role: .strong, isHeading: true)
      case .theme(let id):
        let count = workspace.forum.unread.theme(id)
        return ListRow(
          text: name(places[index], workspace), mark: count.unread > 0 ? workspace.glyphs.unread : " ",
          detail: "\(count.threads)")
      }
    }
  }

  /// A place as a sentence.
  private func told(_ place: Place, _ forum: Forum, _ workspace: Workspace) -> ListRow {
    let (threads, unread): (Int, Int)
    switch place {
    case .room: return ListRow(text: name(place, workspace), role: .strong, isHeading: true)
    case .all: (threads, unread) = (forum.threads.count, workspace.forum.unread.threads)
    case .theme(let id):
      let count = workspace.forum.unread.theme(id)
      (threads, unread) = (count.threads, count.unread)
    }
    let count = workspace.language.count(threads, .countThread, .countThreads)
    return ListRow(
      text: name(place, workspace),
      words: [count] + (unread > 0 ? [workspace.say(.countUnread, "\(unread)")] : []))
  }

  private func drawThreads(on canvas: inout Canvas, in pane: Rect, _ forum: Forum, _ workspace: Workspace) {
    let language = workspace.language
    let unread = list.filter { isUnread($0, workspace) }.count
    var count = language.count(list.count, .countThread, .countThreads)
    if unread > 0 { count += "\(workspace.glyphs.between)\(workspace.say(.countUnread, "\(unread)"))" }
    canvas.title(name(place(workspace), workspace), count, in: pane, workspace.glyphs)
    canvas.write(
      workspace.say(.forumSortedBy, workspace.say(order.name)), x: pane.x + 1, y: pane.y + 1,
      width: pane.width - 2, Style(.dim))
    if list.isEmpty {
      let text: Message =
        place(workspace) != .all
        ? .forumEmptyTheme : workspace.forum.canWrite ? .forumEmpty : .forumEmptyGuest
      var document = Document(width: pane.width - 4)
      document.paragraph(workspace.say(text), .dim)
      for (row, line) in document.lines.enumerated() {
        canvas.write(line.text, x: pane.x + 3, y: pane.y + 3 + row, width: pane.width - 3, Style(.dim))
      }
      if focus == .threads { canvas.cursor = (pane.x + 1, pane.y + 3) }
    }
    ListPane.draw(
      on: &canvas, in: pane.below(ListPanes.head), pane: 1, count: list.count, state: threads,
      isFocused: focus == .threads,
      glyphs: workspace.glyphs
    ) { row(list[$0], pane.width, forum, workspace) }
  }

  private func isUnread(_ thread: Int, _ workspace: Workspace) -> Bool {
    let counts = workspace.forum.unread.byThread
    return counts.indices.contains(thread) && counts[thread] > 0
  }

  /// Title, who asked, how many answers, how long ago, and how it stands, in columns that fit.
  private func row(_ thread: Int, _ width: Int, _ forum: Forum, _ workspace: Workspace) -> ListRow {
    let value = forum.threads[thread]
    let language = workspace.language
    let age = Timestamp(milliseconds: value.lastTime).age(in: language, now: workspace.now)
    let isWide = width >= 95
    let state = ThreadSigns.state(thread, forum, workspace, isShort: !isWide)
    let words: [Message] =
      isWide ? [.stateWaiting, .stateAnswered] : [.stateWaitingShort, .stateClosedShort]
    let stateWidth = words.map { TextWidth.columns(workspace.say($0)) }.max() ?? 0
    var detail =
      "\(right("\(value.replies)", 3)) \(workspace.glyphs.replies) \(right(age, 6))  "
      + TextWidth.padded(state, stateWidth)
    if width >= 70 {
      let asker = forum.organisationName(of: forum.author(value.question), in: workspace.language)
      detail = TextWidth.padded(TextWidth.fitted(asker, 18, ellipsis: workspace.glyphs.ellipsis), 18) + detail
    }
    var mark = isUnread(thread, workspace) ? workspace.glyphs.unread : " "
    if workspace.forum.unread.level(thread) == .mute { mark = workspace.glyphs.muted }
    if !workspace.glyphs.hasLines { return told(thread, age, forum, workspace) }
    let pin = value.isPinned ? "[\(workspace.say(.forumPinned))] " : ""
    return ListRow(
      text: pin + forum.title(thread, in: language), mark: mark, detail: detail,
      role: isUnread(thread, workspace) ? .strong : .text)
  }

  /// The same as a sentence: what is new and how it stands before who asked and when.
  private func told(_ thread: Int, _ age: String, _ forum: Forum, _ workspace: Workspace) -> ListRow {
    let value = forum.threads[thread]
    var words: [String] = []
    if isUnread(thread, workspace) { words.append(workspace.say(.readUnread)) }
    words += [
      ThreadSigns.state(thread, forum, workspace, isShort: false),
      workspace.language.count(value.replies, .countReply, .countReplies),
    ]
    switch workspace.forum.unread.level(thread) {
    case .watch: words.append(workspace.say(.forumWatched))
    case .mute: words.append(workspace.say(.forumMuted))
    case .normal: break
    }
    if value.isPinned { words.append(workspace.say(.forumPinned)) }
    words += [age, forum.organisationName(of: forum.author(value.question), in: workspace.language)]
    return ListRow(text: forum.title(thread, in: workspace.language), words: words)
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - TextWidth.columns(text))) + text
  }

  /// The conversation under the cursor: its whole title, who asked and when, and how it stands.
  private func drawFooter(
    _ thread: Int, on canvas: inout Canvas, in pane: Rect, _ forum: Forum, _ workspace: Workspace
  ) {
    let value = forum.threads[thread]
    let glyphs = workspace.glyphs
    canvas.horizontal(glyphs.horizontal, x: pane.x, y: pane.y, width: pane.width)
    var row = pane.y
    func line(_ text: String, _ style: Style = Style(.dim)) {
      row += 1
      canvas.write(
        TextWidth.fitted(text, pane.width - 2, ellipsis: glyphs.ellipsis), x: pane.x + 1, y: row, style)
    }
    if pane.height > 3 { line(forum.title(thread, in: workspace.language), Style(.strong)) }
    let author = forum.author(value.question)
    // What may be cut stands last.
    let time = forum.time(value.question).text(in: workspace.language, now: workspace.now)
    line("\(time)\(glyphs.between)\(forum.signature(author, in: workspace.language))")
    var facts = [
      ThreadSigns.state(thread, forum, workspace, isShort: false),
      workspace.language.count(value.replies, .countReply, .countReplies),
    ]
    if forum.isFictional(author) { facts.append(workspace.say(.fictional)) }
    switch workspace.forum.unread.level(thread) {
    case .watch: facts.append(workspace.say(.forumWatched))
    case .mute: facts.append(workspace.say(.forumMuted))
    case .normal: break
    }
    facts.append(forum.themeName(thread, in: workspace.language))
    line(facts.joined(separator: glyphs.between))
  }
}

/// How a conversation stands, by sign and word.
enum ThreadSigns {
  static func state(_ thread: Int, _ forum: Forum, _ workspace: Workspace, isShort: Bool) -> String {
    switch forum.state(thread) {
    case .answered where !workspace.glyphs.hasLines: workspace.say(.stateAnswered)
    case .answered:
      workspace.glyphs.answered + (isShort ? "" : " \(workspace.say(.stateAnswered))")
    case .waiting: workspace.say(isShort ? .stateWaitingShort : .stateWaiting)
    case .closed: workspace.say(isShort ? .stateClosedShort : .stateClosed)
    }
  }
}
