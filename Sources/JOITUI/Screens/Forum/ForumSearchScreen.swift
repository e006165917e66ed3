import JOIModel

/// Search over all posts as one types: each answer on two lines, the second with the words around what was found.
struct ForumSearchScreen: ListScreen, FieldScreen {
  var editor = LineEditor()
  var list = ListState()
  private var result = ForumSearch.Result()
  private var asked: (text: String, version: Int, isReady: Bool)?

  var context: Context { .forumSearch }
  var tab: Int { 4 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabForum), workspace.say(.forumSearchTitle)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }

  /// Where the answers stand, below the field and what is said about it.
  private func rows(_ area: Rect) -> Rect { area.below(3) }
  private func height(_ area: Rect) -> Int { max(0, rows(area).height / 2) }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .open else {
      return list.perform(
        command, belowField: workspace.glyphs, count: result.posts.count, height: height(area))
    }
    guard let forum = workspace.forum.forum, result.posts.indices.contains(list.index) else { return true }
    let post = result.posts[list.index]
    workspace.push(
      ConversationScreen(
        thread: forum.id(forum.threads[forum.threadOf(post)].question), post: forum.id(post),
        query: result.query))
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let session = workspace.forum
    if let forum = session.forum {
      let now = (editor.text, session.version, session.index?.fits(forum) ?? false)
      if asked.map({ $0 != now }) ?? true {
        asked = now
        result = ForumSearch(index: session.index).search(
          editor.text, forum: forum, marks: session.marks, watches: session.watches, now: workspace.now,
          isTyping: true)
      }
    }
    list.settle(count: result.posts.count, height: height(area))
  }

  // MARK: Drawing

  /// What there is to say beside the field: how many answers, or why none.
  private func status(_ workspace: Workspace) -> String {
    if workspace.forum.forum == nil || result.lacksIndex { return workspace.say(.searchPreparing) }
    if result.isEmpty || result.problem != nil { return "" }
    return workspace.language.count(result.count, .countPost, .countPosts) + (result.mayHaveMore ? "+" : "")
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let status = status(workspace)
    let glyphs = workspace.glyphs
    let width = area.width - (glyphs.hasLines ? TextWidth.columns(status) : 0) - 6
    canvas.write("/", x: area.x + 1, y: area.y, Style(.strong))
    var note = Document(width: area.width - 4)
    if glyphs.hasLines {
      canvas.write(status, x: area.x + area.width - TextWidth.columns(status) - 1, y: area.y, Style(.dim))
    } else if !status.isEmpty {
      note.paragraph(
        result.posts.isEmpty ? status : "\(status). \(workspace.say(.readEnter))", .dim)
    }
    if let problem = result.problem ?? result.hint {
      note.paragraph(problem.text(in: workspace.language), result.problem == nil ? .dim : .warning)
    } else if result.isEmpty || (result.posts.isEmpty && !result.lacksIndex) {
      note.paragraph(workspace.say(.forumSearchHint), .dim)
    } else if result.query.allowsTypos, !result.posts.isEmpty {
      note.paragraph(workspace.say(.searchTypos), .dim)
    }
    for (row, line) in note.lines.prefix(result.posts.isEmpty ? area.height - 1 : 2).enumerated() {
      canvas.write(line.text, x: area.x + 3, y: area.y + 1 + row, Style(line.spans.first?.role ?? .dim))
    }
    if let forum = workspace.forum.forum {
      let visible = list.visible(count: result.posts.count, height: height(area), glyphs)
      for index in visible {
        let top = visible.lowerBound
        drawRow(index, y: rows(area).y + (index - top) * 2, on: &canvas, in: rows(area), forum, workspace)
      }
    }
    editor.draw(on: &canvas, x: area.x + 3, y: area.y, width: width, above: list)
  }

  private func drawRow(
    _ index: Int, y: Int, on canvas: inout Canvas, in area: Rect, _ forum: Forum, _ workspace: Workspace
  ) {
    let post = result.posts[index]
    let isSelected = index == list.index
    let style = Style(isSelected ? .text : .strong, isSelected: isSelected)
    if !workspace.glyphs.hasLines { return readRow(index, y: y, on: &canvas, in: area, forum, workspace) }
    if isSelected {
      canvas.fill(Rect(x: area.x, y: y, width: area.width, height: 1), style)
      canvas.write(">", x: area.x + 1, y: y, style)
    }
    let isUnread = !workspace.forum.marks.isRead(post, in: forum)
    canvas.write(isUnread ? workspace.glyphs.unread : " ", x: area.x + 2, y: y, style)
    let age = forum.time(post).age(in: workspace.language, now: workspace.now)
    let who = TextWidth.fitted(
      forum.organisationName(of: forum.author(post), in: workspace.language), max(0, area.width / 3),
      ellipsis: workspace.glyphs.ellipsis)
    let detail = who + workspace.glyphs.between + age
    let room = area.width - 6 - TextWidth.columns(detail)
    canvas.write(
      TextWidth.fitted(
        forum.title(forum.threadOf(post), in: workspace.language), room, ellipsis: workspace.glyphs.ellipsis),
      matching: result.query, x: area.x + 4, y: y, width: room, style)
    canvas.write(
      detail, x: area.x + area.width - TextWidth.columns(detail) - 1, y: y,
      Style(isSelected ? .text : .dim, isSelected: isSelected))
    let snippet = ForumSearch().snippet(of: post, result.query, width: max(10, area.width - 7), in: forum)
    canvas.write(snippet, matching: result.query, x: area.x + 6, y: y + 1, width: area.width - 7, Style(.dim))
    canvas.hit(Rect(x: area.x, y: y, width: area.width, height: 2), .row(pane: 0, index: index))
  }

  /// The same row to be read: the conversation in a sentence, and the words that were found below it.
  private func readRow(
    _ index: Int, y: Int, on canvas: inout Canvas, in area: Rect, _ forum: Forum, _ workspace: Workspace
  ) {
    let post = result.posts[index]
    var words: [String] = []
    if !workspace.forum.marks.isRead(post, in: forum) { words.append(workspace.say(.readUnread)) }
    words += [
      forum.organisationName(of: forum.author(post), in: workspace.language),
      forum.time(post).age(in: workspace.language, now: workspace.now),
    ]
    let row = ListRow(text: forum.title(forum.threadOf(post), in: workspace.language), words: words)
    let width = area.width
    if index == list.index { canvas.cursor = (area.x, y) }
    canvas.write(
      ListPane.sentence(row, width: width, workspace.glyphs), matching: result.query, x: area.x, y: y,
      width: width, .text)
    let snippet = ForumSearch().snippet(of: post, result.query, width: max(10, width), in: forum)
    canvas.write(snippet, matching: result.query, x: area.x, y: y + 1, width: width, Style(.dim))
    canvas.hit(Rect(x: area.x, y: y, width: area.width, height: 2), .row(pane: 0, index: index))
  }
}
