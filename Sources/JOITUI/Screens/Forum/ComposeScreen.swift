import JOIModel

/// A screen on the way of a draft to the forum: the editor, its preview, and what is shown before a question is sent.
protocol DraftScreen: Screen {
  var draft: Draft { get }
}

extension DraftScreen {
  var tab: Int { 4 }

  /// Sends the draft, or says what is missing.
  func send(_ workspace: inout Workspace) {
    if let problem = problem(workspace) { return workspace.warn(problem) }
    guard let forum = workspace.forum.forum else { return }
    let room: String?
    switch draft.purpose {
    case .question: room = forum.community.theme(draft.theme)?.room.id
    case .reply(let thread, _):
      room = forum.thread(thread).map { forum.community.rooms[forum.threads[$0].room].id }
    case .edit(let post):
      room = forum.post(post).map { forum.community.rooms[forum.threads[forum.threadOf($0)].room].id }
    }
    guard let room else { return workspace.warn(.threadGone) }
    var draft = draft
    // The draft as it was has been sent already, by another program or one that was killed: what has been written
    // since is a post of its own, which the old id would keep from counting.
    if let sent = forum.text(ofEvent: draft.event), sent != draft.body {
      draft.event = EventID.make(account: forum.viewer.account, at: workspace.now)
      workspace.forum.keep(draft)
      workspace.effects.append(.keep(draft))
    }
    workspace.effects.append(.post([RoomEvent(draft.event(at: workspace.now), room: room)], draft: draft))
  }

  /// What keeps the draft from being sent.
  func problem(_ workspace: Workspace) -> Message? {
    guard let forum = workspace.forum.forum, forum.viewer.isMember else { return .refusedGuest }
    if draft.body.allSatisfy(\.isWhitespace) { return .composeNeedsBody }
    switch draft.purpose {
    case .question:
      if draft.title.allSatisfy(\.isWhitespace) { return .composeNeedsTitle }
      return forum.community.theme(draft.theme) == nil ? .composeNeedsTheme : nil
    case .reply(let thread, _):
      return forum.thread(thread).map { forum.refusal(toReplyIn: $0) } ?? .threadGone
    case .edit(let post): return forum.post(post) == nil ? .refusedGone : nil
    }
  }

  /// What is written, in a few words.
  func title(_ workspace: Workspace) -> String {
    switch draft.purpose {
    case .question: return workspace.say(.composeQuestion)
    case .edit: return workspace.say(.composeEdit)
    case .reply(_, let to):
      guard let forum = workspace.forum.forum, let post = forum.post(to) else {
        return workspace.say(.composeReply, "…")
      }
      return workspace.say(.composeReply, forum.signature(forum.author(post), in: workspace.language))
    }
  }
}

/// Writing a question, an answer, or a new version of a post.
struct ComposeScreen: DraftScreen {
  private enum Field: Int, CaseIterable { case title, theme, body }

  private(set) var draft: Draft
  private var titleEditor: LineEditor
  private var editor: TextEditor
  private var field: Field
  /// What was there when the screen opened: leaving without a change keeps no draft.
  private let original: Draft
  private var isKept: Bool
  /// The first press of the key that throws the draft away asks for the second.
  private var isDiscarding = false
  /// When the draft was last changed, for the screen to say so.
  private var changed: Timestamp?

  init(_ draft: Draft, _ workspace: Workspace) {
    self.draft = draft
    original = draft
    isKept = workspace.forum.draft(draft.purpose) != nil
    titleEditor = LineEditor(draft.title)
    editor = TextEditor(draft.body)
    field = draft.purpose == .question && draft.title.isEmpty ? .title : .body
    if draft.theme.isEmpty, draft.purpose == .question {
      self.draft.theme = Self.themes(workspace).first ?? ""
    }
  }

  var context: Context { .compose }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.tabForum), title(workspace)] }

  func hints(_ workspace: Workspace) -> [Command] {
    [.send, .back, .preview, .insertTool] + (draft.purpose == .question ? [.nextPane] : []) + [.discard]
  }

  func label(_ command: Command) -> Message {
    switch command {
    case .back: .commandCloseDraft
    case .nextPane: .commandNextField
    default: command.label
    }
  }

  /// The themes that one may ask in, all rooms' together.
  private static func themes(_ workspace: Workspace) -> [String] {
    guard let forum = workspace.forum.forum else { return [] }
    return forum.community.rooms.filter { $0.kind == .conversations && forum.viewer.rooms.contains($0.id) }
      .flatMap { $0.themes.map(\.id) }
  }

  private var fields: [Field] { draft.purpose == .question ? Field.allCases : [.body] }

  private static func text(_ area: Rect, isQuestion: Bool) -> Rect {
    let above = isQuestion ? 4 : 2
    return Rect(
      x: area.x + 1, y: area.y + above, width: min(PostBlock.maximalWidth, area.width - 2),
      height: max(1, area.height - above))
  }

  private func textArea(_ area: Rect) -> Rect { Self.text(area, isQuestion: draft.purpose == .question) }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let wasDiscarding = isDiscarding
    isDiscarding = false
    switch command {
    case .send:
      guard problem(workspace) == nil, draft.purpose == .question else {
        send(&workspace)
        return true
      }
      let similar = SimilarScreen(draft, workspace)
      if similar.isEmpty { send(&workspace) } else { workspace.push(similar) }
    case .preview: workspace.push(PreviewScreen(draft))
    case .insertTool:
      field = .body
      workspace.push(ToolPickScreen())
    case .nextPane, .previousPane:
      let at = fields.firstIndex(of: field) ?? 0
      field = fields[(at + (command == .nextPane ? 1 : fields.count - 1)) % fields.count]
    case .discard:
      if wasDiscarding || (draft.isEmpty && !isKept) {
        workspace.forum.drop(draft)
        workspace.effects.append(.discard(draft))
        workspace.navigation.append(.back)
        workspace.tell(.composeDiscarded)
      } else {
        isDiscarding = true
        workspace.warn(
          .composeDiscard, Keymap.key(for: .discard, in: .compose)?.name(in: workspace.language) ?? "")
      }
    default: return false
    }
    return true
  }

  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool {
    isDiscarding = false
    let text = textArea(area)
    switch (field, input) {
    case (.title, .key(.enter)), (.title, .key(.down)), (.theme, .key(.enter)), (.theme, .key(.down)):
      field = field == .title ? .theme : .body
    case (.theme, .key(.up)): field = .title
    case (.theme, .key(let key)): guard chooseTheme(key, workspace) else { return true }
    case (.theme, .paste), (.title, .key(.up)): return true
    case (.title, .key(let key)): guard titleEditor.take(key) else { return true }
    case (.title, .paste(let pasted)): titleEditor.insert(pasted)
    case (.body, .paste(let pasted)):
      if !editor.insert(pasted) { workspace.warn(.composeFull) }
    case (.body, .key(let key)):
      if key == .up, draft.purpose == .question, editor.isAtFirstRow(width: text.width) {
        field = .theme
        return true
      }
      guard editor.take(key, width: text.width, height: text.height) else { return false }
      if editor.isRefused { workspace.warn(.composeFull) }
      if key == .character("["), editor.endsWith("[[") { workspace.push(ToolPickScreen()) }
    }
    keep(&workspace)
    return true
  }

  private mutating func chooseTheme(_ key: Key, _ workspace: Workspace) -> Bool {
    let themes = Self.themes(workspace)
    guard !themes.isEmpty, key == .left || key == .right || key == .character(" ") else { return false }
    let at = themes.firstIndex(of: draft.theme) ?? 0
    draft.theme = themes[(at + (key == .left ? themes.count - 1 : 1)) % themes.count]
    return true
  }

  /// Keeps the draft as it is now, if it has changed.
  private mutating func keep(_ workspace: inout Workspace) {
    draft.title = titleEditor.text
    draft.body = editor.text
    guard draft != original || isKept else { return }
    guard workspace.forum.draft(draft.purpose) != draft else { return }
    isKept = true
    changed = workspace.now
    workspace.forum.keep(draft)
    workspace.effects.append(.keep(draft))
  }

  /// Puts a tool in as a link, in place of the "[[" that asked for it.
  mutating func insert(tool id: String, _ workspace: inout Workspace) {
    let name = workspace.toolbox.tool(id).map { workspace.name($0) } ?? id
    let link = "[\(name)](tool:\(id))"
    let isFull = editor.endsWith("[[") ? !editor.replaceBeforeCaret(2, with: link) : !editor.insert(link)
    if isFull { workspace.warn(.composeFull) }
    keep(&workspace)
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let width = min(PostBlock.maximalWidth, area.width - 2)
    let heading = TextWidth.fitted(title(workspace), max(1, width - 30), ellipsis: workspace.glyphs.ellipsis)
    canvas.write(heading, x: area.x + 1, y: area.y, width: width, Style(.heading))
    let state =
      workspace.forum.draftProblem.map { workspace.say(.composeNotSaved, $0) }
      ?? (isKept ? workspace.say(.composeSaved) : "")
    canvas.write(
      state, x: max(area.x + 1, area.x + 1 + width - TextWidth.columns(state)), y: area.y, width: width,
      Style(workspace.forum.draftProblem == nil ? .dim : .warning))
    var y = area.y + 1
    if draft.purpose == .question {
      drawFields(on: &canvas, y: y, area, width, workspace)
      y += 2
    }
    canvas.horizontal(workspace.glyphs.horizontal, x: area.x + 1, y: y, width: width)
    let isWriting = field == .body
    let before = canvas.cursor
    editor.draw(on: &canvas, in: textArea(area))
    if !isWriting { canvas.cursor = before }
  }

  private func drawFields(on canvas: inout Canvas, y: Int, _ area: Rect, _ width: Int, _ workspace: Workspace)
  {
    let labels = [workspace.say(.composeTitle), workspace.say(.composeTheme)]
    let indent = (labels.map { TextWidth.columns($0) }.max() ?? 0) + 3
    for (row, label) in labels.enumerated() {
      let isCurrent = field == (row == 0 ? .title : .theme)
      canvas.write(isCurrent && workspace.glyphs.hasLines ? ">" : " ", x: area.x, y: y + row, Style(.strong))
      canvas.write(label, x: area.x + 1, y: y + row, Style(isCurrent ? .strong : .dim))
    }
    let x = area.x + indent
    if field == .title {
      titleEditor.draw(on: &canvas, x: x, y: y, width: width - indent + 1)
    } else {
      canvas.write(
        TextWidth.fitted(titleEditor.text, width - indent, ellipsis: workspace.glyphs.ellipsis), x: x, y: y)
    }
    let theme = workspace.forum.forum?.community.theme(draft.theme)
    var name = theme?.theme.name.text(in: workspace.language) ?? draft.theme
    let rooms = workspace.forum.forum?.community.rooms.filter { $0.kind == .conversations }.count ?? 0
    if let theme, rooms > 1 { name += " (\(theme.room.name.text(in: workspace.language)))" }
    canvas.write(
      field != .theme
        ? name : workspace.glyphs.hasLines ? "< \(name) >" : "\(name), \(workspace.say(.readChooseTheme))",
      x: x, y: y + 1, width: width - indent,
      Style(field == .theme ? .emphasis : .text))
    if field == .theme { canvas.cursor = (min(x, canvas.size.width - 1), y + 1) }
  }

  mutating func attend(_ workspace: inout Workspace, in area: Rect) {
    // A hint and never a block: the rule is the members' to keep.
    if workspace.notice == nil, AbsenceHint.applies(to: "\(titleEditor.text)\n\(editor.text)") {
      workspace.warn(.composeAbsence)
    }
  }
}

/// The draft as it will look.
struct PreviewScreen: DraftScreen, TextScreen {
  let draft: Draft
  var pane = TextPane()

  init(_ draft: Draft) { self.draft = draft }

  var context: Context { .preview }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabForum), title(workspace), workspace.say(.composePreview)]
  }

  func ownHints(_ workspace: Workspace) -> [Command] { [.send, .up, .nextPane, .back] }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .send else { return performText(command, &workspace, in: area) }
    // From the editor below, which shows what resembles a question before it goes.
    workspace.navigation += [
      .back,
      .change { screen, workspace in
        guard var compose = screen as? ComposeScreen else { return screen }
        _ = compose.perform(.send, &workspace, in: area)
        return compose
      },
    ]
    return true
  }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = workspace.document(width: Self.textArea(area).width)
    if draft.purpose == .question { document.paragraph(draft.title, .heading) }
    if let viewer = workspace.forum.viewer, let forum = workspace.forum.forum {
      document.paragraph(forum.signature(viewer.account, in: workspace.language), .strong)
    }
    document.blank()
    document.rich(RichText(commonMark: draft.body))
    return document
  }
}
