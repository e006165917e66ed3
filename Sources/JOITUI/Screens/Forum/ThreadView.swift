import JOIModel

/// Where the reader of a conversation is: which posts are shown, the one at hand, and the line at the top.
///
/// Posts are laid out only where they are seen: stepping through a conversation of a hundred thousand posts costs what
/// it costs in one of three.
struct ThreadView: Sendable {
  /// The posts in reading order.
  private(set) var nodes: [ThreadTree.Node] = []
  /// Posts by time, without the tree.
  var isFlat = false
  /// Records of posts whose answers are folded away.
  var collapsed: Set<Int> = []
  /// The place of the post at hand among the nodes.
  var cursor = 0
  /// The first line that is seen: of which node, and how far into it.
  var top = (node: 0, line: 0)
  /// The line at hand of the post at hand, where a conversation is read by lines; nil for where the post begins.
  var line: Int?

  /// Levels that are indented; deeper ones stand under the last.
  private static let indent = 2

  init() {}

  /// Takes the posts of a thread as they are now; the reader stays with the same post.
  mutating func load(_ forum: Forum, thread: Int) {
    let (post, topPost) = (self.post, nodes.indices.contains(top.node) ? nodes[top.node].post : nil)
    nodes = (isFlat ? ThreadTree.byTime(forum, thread: thread) : ThreadTree(forum, thread: thread)).nodes
    cursor = post.flatMap { node(of: $0) } ?? 0
    top = topPost.flatMap { node(of: $0) }.map { ($0, top.line) } ?? (cursor, 0)
  }

  /// The record of the post at hand.
  var post: Int? { nodes.indices.contains(cursor) ? nodes[cursor].post : nil }

  func node(of post: Int) -> Int? { nodes.firstIndex { $0.post == post } }

  // MARK: What is visible

  private func isCollapsed(_ node: Int) -> Bool { !collapsed.isEmpty && collapsed.contains(nodes[node].post) }

  func next(_ node: Int) -> Int? {
    let next = node + 1 + (isCollapsed(node) ? nodes[node].descendants : 0)
    return next < nodes.count ? next : nil
  }

  func previous(_ node: Int) -> Int? {
    guard node > 0 else { return nil }
    return shown(node - 1)
  }

  /// The node itself, or the folded one that hides it.
  func shown(_ node: Int) -> Int {
    guard !collapsed.isEmpty else { return node }
    var (at, found) = (nodes[node].parent, node)
    while at >= 0 {
      if isCollapsed(at) { found = at }
      at = nodes[at].parent
    }
    return found
  }

  /// Unfolds whatever hides a node, and stands on it.
  mutating func go(to node: Int) {
    var at = nodes.indices.contains(node) ? nodes[node].parent : -1
    while at >= 0 {
      collapsed.remove(nodes[at].post)
      at = nodes[at].parent
    }
    cursor = max(0, min(nodes.count - 1, node))
  }

  // MARK: Guides

  /// How far a node is moved in at a width: a chain of hundreds leaves forty columns of text.
  func level(_ node: Int, width: Int) -> Int {
    min(nodes[node].depth, max(0, min(12, (width - 40) / Self.indent)))
  }

  func textWidth(_ node: Int, width: Int) -> Int { width - level(node, width: width) * Self.indent }

  /// The tree's lines to the left of a node: at its first line, and at the others.
  func guides(_ node: Int, width: Int, _ glyphs: Glyphs) -> (first: String, rest: String) {
    let level = level(node, width: width)
    guard level > 0 else { return ("", "") }
    var columns: [String] = []
    var at = nodes[node].parent
    for _ in 1..<max(1, level) where at >= 0 {
      columns.append(nodes[at].isLast ? "  " : "\(glyphs.vertical) ")
      at = nodes[at].parent
    }
    let before = columns.reversed().joined()
    let isLast = nodes[node].isLast
    return (
      before + (isLast ? glyphs.lastBranch : glyphs.branch), before + (isLast ? "  " : "\(glyphs.vertical) ")
    )
  }

  /// Where a post stands, in words: its number in the order of reading, how deep, what it answers, whether it is new.
  func place(_ node: Int, isNew: Bool, _ workspace: Workspace) -> PostBlock.Place {
    let value = nodes[node]
    var facts: [String] = []
    if value.parent >= 0 {
      facts = [
        workspace.say(.readLevel, "\(value.depth)"), workspace.say(.cliForumReplyTo, "\(value.parent + 1)"),
      ]
    }
    if isNew { facts.append(workspace.say(.readUnread)) }
    return PostBlock.Place(
      number: workspace.say(.readPost, "\(node + 1)", "\(nodes.count)"), facts: facts)
  }

  // MARK: Moving

  /// Measures and draws: the block of a node.
  typealias Layout = (Int) -> PostBlock

  /// The row on which a node begins, counted from the top line; nil where it lies above, or far below.
  func row(of node: Int, height: Int, _ layout: Layout) -> Int? {
    guard node >= top.node else { return nil }
    var row = -top.line
    var at = top.node
    while at < node {
      row += layout(at).lines.count
      guard row < height, let next = next(at) else { return nil }
      at = next
    }
    return at == node ? row : nil
  }

  /// Scrolls by lines, down where positive, and never past the ends.
  mutating func scroll(_ lines: Int, height: Int, _ layout: Layout) {
    top.line += lines
    while top.line < 0 {
      guard let previous = previous(top.node) else {
        top = (top.node, 0)
        break
      }
      top = (previous, top.line + layout(previous).lines.count)
    }
    while true {
      let count = layout(top.node).lines.count
      guard top.line >= count, let next = next(top.node) else { break }
      top = (next, top.line - count)
    }
    fill(height: height, layout)
  }

  /// Moves the top up where there is room below the last post.
  mutating func fill(height: Int, _ layout: Layout) {
    var missing = height + top.line
    var at: Int? = top.node
    while let node = at, missing > 0 {
      missing -= layout(node).lines.count
      at = next(node)
    }
    guard missing > 0 else { return }
    while missing > 0 {
      if top.line > 0 {
        let step = min(top.line, missing)
        top.line -= step
        missing -= step
      } else if let previous = previous(top.node) {
        top = (previous, layout(previous).lines.count)
      } else {
        return
      }
    }
  }

  /// Brings the post at hand into sight: its beginning, and as much of it as fits.
  mutating func reveal(height: Int, _ layout: Layout) {
    guard nodes.indices.contains(cursor), height > 0 else { return }
    if !nodes.indices.contains(top.node) { top = (cursor, 0) }
    top.node = shown(top.node)
    top.line = min(top.line, max(0, layout(top.node).lines.count - 1))
    guard let row = row(of: cursor, height: height, layout) else {
      top = (cursor, 0)
      let count = layout(cursor).lines.count
      // Coming from above, the post stands at the bottom with what came before it still in sight.
      if count < height {
        scroll(-(height - count) / 2, height: height, layout)
      } else {
        fill(height: height, layout)
      }
      return
    }
    let below = row + layout(cursor).lines.count - height
    if row >= 0, below > 0 {
      scroll(min(below, row), height: height, layout)
    } else {
      fill(height: height, layout)
    }
  }

  /// One step down: the rest of the post at hand first, then the next one.
  mutating func down(height: Int, _ layout: Layout) {
    if let row = row(of: cursor, height: height, layout), row + layout(cursor).lines.count - 1 > height {
      scroll(1, height: height, layout)
    } else if let next = next(cursor) {
      cursor = next
      reveal(height: height, layout)
    }
  }

  /// One step up: the beginning of the post at hand first, then the one before it.
  mutating func up(height: Int, _ layout: Layout) {
    if top.node == cursor, top.line > 0 {
      scroll(-1, height: height, layout)
    } else if let previous = previous(cursor) {
      cursor = previous
      if row(of: cursor, height: height, layout) == nil || (top.node == cursor && top.line > 0) {
        // Its end comes into sight, as its beginning does on the way down.
        let count = layout(cursor).lines.count
        top = (cursor, max(0, count - height))
      }
      if top.node != cursor { reveal(height: height, layout) }
    } else {
      top = (cursor, 0)
    }
  }

  /// A page further; the post at hand is the first that begins on it.
  mutating func page(_ lines: Int, height: Int, _ layout: Layout) {
    let before = top
    scroll(lines, height: height, layout)
    if top == before {
      // Nothing left to scroll: the last post, or the first.
      while lines > 0, let next = next(cursor) { cursor = next }
      if lines < 0 { cursor = 0 }
      return
    }
    if let row = row(of: cursor, height: height, layout), row >= 0 { return }
    cursor = top.node
    if top.line > 0, let next = next(top.node), row(of: next, height: height, layout) != nil { cursor = next }
  }

  mutating func toTop() {
    cursor = 0
    top = (0, 0)
  }

  mutating func toBottom(height: Int, _ layout: Layout) {
    guard let last = nodes.indices.last else { return }
    cursor = shown(last)
    top = (cursor, 0)
    fill(height: height, layout)
  }

  /// The lines in sight: which node, which of its lines.
  func visible(height: Int, _ layout: Layout) -> [(node: Int, block: PostBlock, lines: Range<Int>)] {
    guard nodes.indices.contains(top.node) else { return [] }
    var found: [(node: Int, block: PostBlock, lines: Range<Int>)] = []
    var (at, from, room) = (top.node, top.line, height)
    while room > 0 {
      let block = layout(at)
      let lines = min(from, block.lines.count)..<min(block.lines.count, from + room)
      found.append((at, block, lines))
      room -= lines.count
      guard let next = next(at) else { break }
      (at, from) = (next, 0)
    }
    return found
  }
}
