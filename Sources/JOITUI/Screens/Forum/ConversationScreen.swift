import JOIModel

/// A conversation: the question and its answers, as a tree or by time.
struct ConversationScreen: Screen {
  /// The question's id.
  let thread: String
  private var view = ThreadView()
  /// The link at hand within the post at hand.
  private var link: Int?
  /// The state of the forum for which the view was made.
  private var version: Int?
  /// Posts that were unread when they came into sight: their mark stays while the screen does.
  private var fresh: Set<Int> = []
  /// A post that was sent and is to come.
  private var awaited: String?
  private var startsAtUnread: Bool
  private var startsAt: String?
  /// The posts in sight, laid out: each key goes through them several times, and their texts lie on disk.
  private var seen: (key: LayoutKey, blocks: [Int: PostBlock])?
  /// What was searched for, to be marked.
  private let query: Query?

  init(thread: String, isAtUnread: Bool = false, post: String? = nil, query: Query? = nil) {
    self.thread = thread
    startsAtUnread = isAtUnread
    startsAt = post
    self.query = query
  }

  /// The same, going to a post as soon as it is there.
  func awaiting(_ post: String) -> ConversationScreen {
    var copy = self
    copy.awaited = post
    return copy
  }

  /// Whether the question was sent from here and has not been read back yet.
  var isComing: Bool { awaited == thread }

  var context: Context { .conversation }
  var tab: Int { 4 }

  func trail(_ workspace: Workspace) -> [String] {
    guard let forum = workspace.forum.forum, let thread = forum.thread(thread) else {
      return [workspace.say(.tabForum)]
    }
    return [workspace.say(.tabForum), forum.themeName(thread, in: workspace.language)]
  }

  func hints(_ workspace: Workspace) -> [Command] {
    let writing: [Command] = workspace.forum.canWrite ? [.reply] : []
    if workspace.forum.viewer?.isFacilitator == true {
      return [.up] + writing + [
        .approve, .answer, .hide, .close, .remark, .undo, .back, .relocate, .retitle, .history, .pin,
      ]
    }
    var hints: [Command] = [.up] + writing + [.nextUnread, .nextPane, .back, .layout, .fold, .watch]
    if workspace.forum.canWrite { hints += [.like, .quote, .flag] }
    return hints
  }

  func label(_ command: Command) -> Message { command == .up ? .commandScroll : command.label }

  func post(_ workspace: Workspace) -> String? { view.post.flatMap { workspace.forum.forum?.id($0) } }
  func thread(_ workspace: Workspace) -> String? { thread }
  func targets(_ workspace: Workspace) -> [ActTarget] {
    post(workspace).map { [ActTarget(thread: thread, post: $0)] } ?? []
  }

  // MARK: Layout

  private static let gutter = 3

  private func width(_ area: Rect) -> Int { max(1, area.width - Self.gutter - 1) }

  /// What the layout of a post depends on beside the post.
  private struct LayoutKey: Equatable {
    var version: Int
    var width: Int
    var language: Language
    /// Ages are told to the minute.
    var minute: Int64
    var isFlat: Bool
    var collapsed: Set<Int>
    var glyphs: Glyphs
  }

  private func layoutKey(_ workspace: Workspace, in area: Rect) -> LayoutKey {
    LayoutKey(
      version: workspace.forum.version, width: width(area), language: workspace.language,
      minute: workspace.now.milliseconds / 60_000, isFlat: view.isFlat, collapsed: view.collapsed,
      glyphs: workspace.glyphs)
  }

  private func layout(_ forum: Forum, _ workspace: Workspace, in area: Rect) -> ThreadView.Layout {
    let width = width(area)
    let seen = seen.flatMap { $0.key == layoutKey(workspace, in: area) ? $0.blocks : nil } ?? [:]
    return { [view, fresh] node in
      if let block = seen[node] { return block }
      let value = view.nodes[node]
      guard workspace.glyphs.hasLines else {
        return PostBlock(
          value.post, forum, workspace, width: width,
          collapsed: view.collapsed.contains(value.post) ? value.descendants : 0, isFlat: view.isFlat,
          place: view.place(node, isNew: fresh.contains(value.post), workspace))
      }
      return PostBlock(
        value.post, forum, workspace, width: view.textWidth(node, width: width),
        collapsed: view.collapsed.contains(value.post) ? value.descendants : 0, isFlat: view.isFlat)
    }
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard let forum = workspace.forum.forum, let post = view.post else { return false }
    let layout = layout(forum, workspace, in: area)
    let height = area.height
    if !workspace.glyphs.hasLines, read(command, height: height, layout) { return true }
    let before = view.cursor
    defer { if view.cursor != before, link == nil { view.line = nil } }
    switch command {
    case .down: view.down(height: height, layout)
    case .up: view.up(height: height, layout)
    case .pageDown: view.page(max(1, height - 2), height: height, layout)
    case .pageUp: view.page(-max(1, height - 2), height: height, layout)
    case .halfPageDown: view.page(max(1, height / 2), height: height, layout)
    case .halfPageUp: view.page(-max(1, height / 2), height: height, layout)
    case .top: view.toTop()
    case .bottom: view.toBottom(height: height, layout)
    case .nextPane, .previousPane:
      step(command == .nextPane ? 1 : -1, &workspace, layout)
      return true
    case .open, .forward:
      let links = layout(view.cursor).links
      if let link, links.indices.contains(link) {
        workspace.follow(links[link])
      } else if view.collapsed.remove(post) == nil {
        workspace.tell(links.isEmpty ? .noticeNoLinks : .noticeNoLink)
      }
      return true
    case .fold: fold(post, forum)
    case .parent:
      guard let parent = forum.parent(post), let node = view.node(of: parent) else { return true }
      view.go(to: node)
    case .layout:
      view.isFlat.toggle()
      if let thread = forum.thread(thread) { view.load(forum, thread: thread) }
      if view.isFlat { workspace.tell(.threadFlat) }
    case .previousPost: if let node = view.previous(view.cursor) { view.cursor = node }
    case .nextPost: if let node = view.next(view.cursor) { view.cursor = node }
    case .nextUnread:
      guard let node = nextUnread(forum, workspace) else { return false }
      view.go(to: node)
    default: return false
    }
    link = nil
    return true
  }

  /// Goes through the conversation by lines; a link on the line is the one that Enter opens. False where the command is
  /// another.
  private mutating func read(_ command: Command, height: Int, _ layout: ThreadView.Layout) -> Bool {
    let steps: [Command: Int] = [
      .down: 1, .up: -1, .pageDown: max(1, height - 1), .pageUp: -max(1, height - 1),
      .halfPageDown: max(1, height / 2), .halfPageUp: -max(1, height / 2),
    ]
    guard let step = steps[command] else { return false }
    view.read(step, height: height, layout)
    link = view.link(layout)
    return true
  }

  /// The nearest unread post behind the one at hand, or else the first.
  private func nextUnread(_ forum: Forum, _ workspace: Workspace) -> Int? {
    guard let thread = forum.thread(thread) else { return nil }
    let unread = Set(workspace.forum.marks.unread(in: thread, of: forum))
    guard !unread.isEmpty else { return nil }
    let behind = view.nodes.indices.dropFirst(view.cursor + 1).first { unread.contains(view.nodes[$0].post) }
    return behind ?? view.nodes.indices.first { unread.contains(view.nodes[$0].post) }
  }

  /// Folds the answers under a post; where there are none, those around it.
  private mutating func fold(_ post: Int, _ forum: Forum) {
    guard view.collapsed.remove(post) == nil else { return }
    var node = view.cursor
    if view.nodes[node].descendants == 0, view.nodes[node].parent > 0 { node = view.nodes[node].parent }
    guard view.nodes[node].descendants > 0 else { return }
    view.collapsed.insert(view.nodes[node].post)
    view.cursor = node
  }

  /// The next or the previous link, in this post or in those behind or before it.
  private mutating func step(_ direction: Int, _ workspace: inout Workspace, _ layout: ThreadView.Layout) {
    let count = layout(view.cursor).links.count
    let wanted = link.map { $0 + direction } ?? (direction > 0 ? 0 : -1)
    defer {
      if let link {
        view.line = layout(view.cursor).lines.firstIndex { $0.spans.contains { $0.link == link } }
      }
    }
    if wanted >= 0, wanted < count {
      link = wanted
      return
    }
    var at = direction > 0 ? view.next(view.cursor) : view.previous(view.cursor)
    // Far enough for any conversation that people read by links.
    for _ in 0..<500 {
      guard let node = at else { break }
      let links = layout(node).links.count
      if links > 0 {
        view.cursor = node
        link = direction > 0 ? 0 : links - 1
        return
      }
      at = direction > 0 ? view.next(node) : view.previous(node)
    }
    if count == 0 { workspace.tell(.noticeNoLinks) }
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard let forum = workspace.forum.forum, case .row(let pane, let node) = target,
      view.nodes.indices.contains(node)
    else { return }
    // Pane 0 is the post itself; the others are its links.
    if pane > 0, node == view.cursor, link == pane - 1 {
      let links = layout(forum, workspace, in: area)(node).links
      if links.indices.contains(pane - 1) { workspace.follow(links[pane - 1]) }
      return
    }
    view.cursor = node
    view.line = nil
    link = pane > 0 ? pane - 1 : nil
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    guard let forum = workspace.forum.forum else { return }
    if version != workspace.forum.version {
      let isFirst = version == nil
      version = workspace.forum.version
      if let place = forum.thread(thread) {
        view.load(forum, thread: place)
        fresh.formUnion(workspace.forum.marks.unread(in: place, of: forum))
        if isFirst, let start = startsAt.flatMap({ forum.post($0) }), let node = view.node(of: start) {
          view.go(to: node)
        } else if isFirst, startsAtUnread, let node = nextUnread(forum, workspace) {
          // The question itself may be the first that is new.
          view.go(to: fresh.contains(view.nodes[0].post) ? 0 : node)
        }
        if let post = awaited.flatMap({ forum.post($0) }), let node = view.node(of: post) {
          view.go(to: node)
          view.line = nil
          awaited = nil
        }
      } else {
        view = ThreadView()
      }
    }
    guard !view.nodes.isEmpty else { return }
    let layout = layout(forum, workspace, in: area)
    view.settle(height: area.height, byLine: !workspace.glyphs.hasLines, layout)
    let blocks = view.visible(height: area.height, layout).map { ($0.node, $0.block) }
    seen = (layoutKey(workspace, in: area), Dictionary(blocks, uniquingKeysWith: { first, _ in first }))
  }

  /// What stands on the screen with its last line, and the post at hand, has been read.
  mutating func attend(_ workspace: inout Workspace, in area: Rect) {
    guard let forum = workspace.forum.forum, !view.nodes.isEmpty, area.height > 0 else { return }
    let layout = layout(forum, workspace, in: area)
    for (node, block, lines) in view.visible(height: area.height, layout)
    where node == view.cursor || lines.upperBound >= block.lines.count - 1 {
      workspace.forum.read(view.nodes[node].post)
    }
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    guard let forum = workspace.forum.forum else {
      return ForumScreen().draw(on: &canvas, in: area, workspace)
    }
    guard !view.nodes.isEmpty else {
      let message: Message = isComing ? .threadComing : .threadGone
      canvas.write(workspace.say(message), x: area.x + 2, y: area.y + 1, width: area.width - 3)
      canvas.cursor = (area.x + 1, area.y + 1)
      return
    }
    let layout = layout(forum, workspace, in: area)
    var y = area.y
    canvas.cursor = (area.x, area.y)
    for (node, block, lines) in view.visible(height: area.height, layout) {
      let guides = view.guides(node, width: width(area), workspace.glyphs)
      for line in lines {
        let isHeader = line == block.header
        let guide = line < block.header ? "" : isHeader ? guides.first : guides.rest
        canvas.hit(Rect(x: area.x, y: y, width: area.width, height: 1), .row(pane: 0, index: node))
        guard workspace.glyphs.hasLines else {
          readLine(block.lines[line], node, line, on: &canvas, in: area, y: y, workspace)
          y += 1
          continue
        }
        drawLine(block.lines[line], node, isHeader: isHeader, guide, on: &canvas, in: area, y: y, workspace)
        y += 1
      }
    }
  }

  /// A line to be read: no sign before the post at hand, and the cursor on the line at hand.
  private func readLine(
    _ line: DocumentLine, _ node: Int, _ number: Int, on canvas: inout Canvas, in area: Rect, y: Int,
    _ workspace: Workspace
  ) {
    let isCurrent = node == view.cursor
    var x = area.x
    if isCurrent, number == view.line ?? 0 {
      canvas.cursor = (x + line.text.prefix { $0.isWhitespace }.count, y)
    }
    for span in line.spans {
      let width = min(TextWidth.columns(span.text), area.x + area.width - x)
      canvas.write(span.text, matching: query, x: x, y: y, width: width, Style(span.role))
      if let number = span.link {
        canvas.hit(Rect(x: x, y: y, width: width, height: 1), .row(pane: number + 1, index: node))
        if isCurrent, number == link { canvas.cursor = (x, y) }
      }
      x += TextWidth.columns(span.text)
    }
  }

  private func drawLine(
    _ line: DocumentLine, _ node: Int, isHeader: Bool, _ guide: String, on canvas: inout Canvas,
    in area: Rect,
    y: Int, _ workspace: Workspace
  ) {
    let isCurrent = node == view.cursor
    let isSelected = isCurrent && isHeader && link == nil
    if isSelected {
      canvas.fill(Rect(x: area.x, y: y, width: area.width, height: 1), Style(.text, isSelected: true))
    }
    if isHeader {
      if isCurrent { canvas.write(">", x: area.x, y: y, Style(.strong, isSelected: isSelected)) }
      if fresh.contains(view.nodes[node].post) {
        canvas.write(workspace.glyphs.unread, x: area.x + 1, y: y, Style(.accent, isSelected: isSelected))
      }
      if isSelected { canvas.cursor = (area.x, y) }
    }
    var x = area.x + Self.gutter
    x += canvas.write(guide, x: x, y: y, Style(.border, isSelected: isSelected))
    for span in line.spans {
      let isFocused = isCurrent && span.link != nil && span.link == link
      let width = min(TextWidth.columns(span.text), area.x + area.width - x)
      canvas.write(
        span.text, matching: query, x: x, y: y, width: width,
        Style(span.role, isSelected: isSelected || isFocused))
      if let number = span.link {
        canvas.hit(Rect(x: x, y: y, width: width, height: 1), .row(pane: number + 1, index: node))
      }
      if isFocused { canvas.cursor = (x, y) }
      x += TextWidth.columns(span.text)
    }
  }
}
