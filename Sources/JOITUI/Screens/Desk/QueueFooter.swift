import JOIModel

/// The conversation under the queue's cursor: its whole title, every reason with how long it waits, what those who
/// flagged it said, and how the post begins that waits.
struct QueueFooter {
  private let item: ReviewQueue.Item
  /// The reason by which the queue is narrowed: its post is what a key is about.
  private let reason: ReviewQueue.Reason?
  private let forum: Forum
  private let workspace: Workspace

  init(
    _ item: ReviewQueue.Item, _ reason: ReviewQueue.Reason?, _ forum: Forum, _ workspace: Workspace
  ) {
    (self.item, self.reason, self.forum, self.workspace) = (item, reason, forum, workspace)
  }

  func draw(on canvas: inout Canvas, in pane: Rect) {
    let glyphs = workspace.glyphs
    canvas.horizontal(glyphs.horizontal, x: pane.x, y: pane.y, width: pane.width)
    for (row, line) in lines(width: pane.width - 2).prefix(pane.height - 1).enumerated() {
      canvas.write(
        TextWidth.fitted(line.text, pane.width - 2, ellipsis: glyphs.ellipsis), x: pane.x + 1,
        y: pane.y + 1 + row, Style(line.role))
    }
  }

  private func lines(width: Int) -> [(text: String, role: Role)] {
    var lines: [(text: String, role: Role)] = [
      (forum.title(item.thread, in: workspace.language), .strong)
    ]
    let dot = workspace.glyphs.between
    let causes = item.causes.map { cause in
      "\(words(cause)) (\(cause.since.age(in: workspace.language, now: workspace.now)))"
    }
    lines.append((causes.joined(separator: dot), .warning))
    guard let cause = item.cause(reason) else { return lines }
    if cause.reason == .flagged {
      let said = forum.flagReasons(cause.post).filter { !$0.isEmpty }
      if !said.isEmpty { lines.append((workspace.say(.causeSaid, said.joined(separator: "; ")), .text)) }
    }
    let time = forum.time(cause.post).text(in: workspace.language, now: workspace.now)
    lines.append(("\(time)\(dot)\(forum.signature(forum.author(cause.post), in: workspace.language))", .dim))
    var document = Document(width: width)
    if let removal = forum.removal(cause.post, in: workspace.language) {
      document.paragraph(removal)
    } else if let body = forum.body(cause.post) {
      document.rich(RichText(commonMark: body))
    }
    return lines + document.lines.lazy.map(\.text).filter { !$0.isEmpty }.prefix(3).map { ($0, .text) }
  }

  private func words(_ cause: ReviewQueue.Cause) -> String {
    let (one, many): (Message, Message) =
      switch cause.reason {
      case .flagged: (.causeFlagged, .causeFlaggedMany)
      case .unanswered: (.causeUnanswered, .causeUnanswered)
      case .askedAgain: (.causeAskedAgain, .causeAskedAgain)
      case .quiet: (.causeQuiet, .causeQuiet)
      case .newcomer: (.causeNewcomer, .causeNewcomer)
      case .newPosts: (.causeNewPosts, .causeNewPostsMany)
      }
    return workspace.language.count(cause.count, one, many)
  }
}
