import JOIModel

/// A post laid out for a width: who and when, the text, and what stands above it if it is the question.
struct PostBlock {
  /// The lines, without the guides of the tree.
  private(set) var lines: [DocumentLine]
  let links: [LinkTarget]
  /// The line with the author.
  let header: Int

  /// Text wider than this is hard to read, however wide the window.
  static let maximalWidth = 80

  /// Where it stands in its conversation, in words: what the tree's lines show.
  struct Place {
    /// "Bericht 3 van 12".
    var number: String
    var facts: [String]
  }

  init(
    _ post: Int, _ forum: Forum, _ workspace: Workspace, width: Int, collapsed hidden: Int = 0,
    isFlat: Bool = false, place: Place? = nil
  ) {
    var document = workspace.document(width: min(Self.maximalWidth, max(1, width)))
    let thread = forum.threadOf(post)
    if forum.isQuestion(post) { Self.addTitle(thread, to: &document, forum, workspace) }
    header = document.lines.count
    Self.addHeader(post, place, to: &document, forum, workspace)
    if isFlat, let parent = forum.parent(post), !forum.isQuestion(parent) {
      document.paragraph(
        workspace.say(.composeReply, forum.signature(forum.author(parent), in: workspace.language)), .dim)
    }
    // What was said of it in confidence: to facilitators.
    let said = forum.viewer.isFacilitator ? forum.flagReasons(post).filter { !$0.isEmpty } : []
    if !said.isEmpty {
      document.paragraph(workspace.say(.causeSaid, said.joined(separator: "; ")), .warning)
    }
    if forum.isStray(post) { document.paragraph(workspace.say(.postStray), .dim) }
    Self.addText(post, to: &document, forum, workspace)
    if hidden > 0 {
      let sign = workspace.glyphs.hasLines ? "\(workspace.glyphs.closed) " : ""
      document.paragraph(sign + workspace.say(.postMore, "\(hidden)"), .accent)
    }
    document.blank()
    (lines, links) = (document.lines, document.links)
  }

  private static func addTitle(
    _ thread: Int, to document: inout Document, _ forum: Forum, _ workspace: Workspace
  ) {
    let value = forum.threads[thread]
    let dot = workspace.glyphs.between
    document.paragraph(forum.title(thread, in: workspace.language), .heading)
    var facts = [
      forum.themeName(thread, in: workspace.language),
      workspace.language.count(value.replies, .countReply, .countReplies),
      ThreadSigns.state(thread, forum, workspace, isShort: false),
    ]
    facts += value.tags.map { "#\($0)" }
    document.paragraph(facts.joined(separator: dot), .dim)
    if let closing = forum.closing(thread, in: workspace.language) { document.paragraph(closing, .warning) }
    if !value.tools.isEmpty {
      var spans = [RichText.Span("\(workspace.say(.threadTools)) ")]
      for (at, tool) in value.tools.enumerated() {
        if at > 0 { spans.append(RichText.Span(", ")) }
        spans.append(RichText.Span(ForumNames.tool(tool, workspace), link: .tool(tool)))
      }
      document.spans(spans)
    }
    for note in forum.notes(of: thread) {
      document.paragraph(
        workspace.say(.threadNote, forum.signature(note.author, in: workspace.language), note.text), .warning)
    }
    document.blank()
  }

  /// Who wrote, when, and what has become of it: on one line where that fits, else on two.
  private static func addHeader(
    _ post: Int, _ place: Place?, to document: inout Document, _ forum: Forum, _ workspace: Workspace
  ) {
    let author = forum.author(post)
    let dot = workspace.glyphs.between
    let who = forum.badged(post, in: workspace.language, now: workspace.now)
    let time = forum.time(post)
    var facts = [
      time.text(in: workspace.language, now: workspace.now),
      time.age(in: workspace.language, now: workspace.now),
    ]
    if forum.threads[forum.threadOf(post)].answer == post {
      let sign = workspace.glyphs.hasLines ? "\(workspace.glyphs.answered) " : ""
      facts.insert(sign + workspace.say(.postAnswer), at: 0)
    }
    if forum.isEdited(post), forum.removal(post, in: workspace.language) == nil {
      facts.append(workspace.say(.postEdited))
    }
    let likes = forum.likes(post)
    if likes > 0 { facts.append(workspace.language.count(likes, .postLikes, .postLikesMany)) }
    if forum.isFlagged(post), forum.viewer.isFacilitator || forum.hasFlagged(post) {
      let sign = workspace.glyphs.hasLines ? "\(workspace.glyphs.flag) " : ""
      facts.append(sign + workspace.say(.postFlagged))
    }
    if forum.isFictional(author) { facts.append(workspace.say(.fictional)) }
    if let place {
      // The author before what is told of every post alike.
      let told = ([who] + place.facts + facts).joined(separator: dot)
      return document.paragraph("\(place.number): \(told)", .strong)
    }
    let rest = facts.joined(separator: dot)
    if TextWidth.columns(who) + TextWidth.columns(dot) + TextWidth.columns(rest) <= document.width {
      document.line([LineSpan(text: who, role: .strong), LineSpan(text: dot + rest, role: .dim)])
    } else {
      document.line([
        LineSpan(
          text: TextWidth.fitted(who, document.width, ellipsis: workspace.glyphs.ellipsis), role: .strong)
      ])
      document.paragraph(rest, .dim)
    }
  }

  private static func addText(
    _ post: Int, to document: inout Document, _ forum: Forum, _ workspace: Workspace
  ) {
    let removal = forum.removal(post, in: workspace.language)
    if let removal { document.paragraph(removal, .dim) }
    // Who hides and shows must see what.
    if removal != nil, !(forum.viewer.isFacilitator && forum.isHidden(post) && !forum.isRetracted(post)) {
      return
    }
    if let body = forum.body(post) {
      document.rich(RichText(commonMark: body))
    } else {
      document.paragraph(workspace.say(.postUnreadable), .warning)
    }
  }
}

/// What ids of the forum's texts are called on screen.
enum ForumNames {
  /// A tool's name; an id that the toolbox does not have is said to be unknown.
  static func tool(_ id: String, _ workspace: Workspace) -> String {
    guard let tool = workspace.toolbox.tool(id) else { return workspace.say(.unknownTool, id) }
    let facts = ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language)
    let name = tool.short.text(in: workspace.language)
    return tool.status == .active ? name : "\(name) (\(facts.status))"
  }
}
