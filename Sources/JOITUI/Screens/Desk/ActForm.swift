import JOIModel

/// What an act needs before it is done: the reason, a theme, a title, a note; or only a yes where it is done with
/// several conversations at once.
struct ActForm: Screen {
  /// A line to fill in.
  private struct Field: Sendable {
    var label: Message?
    var editor = LineEditor(limit: 2_000)
  }

  /// What can be chosen: a usual reason, or a theme by id.
  private struct Choice: Sendable {
    var text: String
    var value: String
  }

  private let kind: Forum.Act.Kind
  private let given: [ActTarget]
  let tab: Int
  private var fields: [Field] = []
  private var choices: [Choice] = []
  private var list = ListState()
  /// The field at hand; nil for the choices.
  private var focus: Int?

  init(_ kind: Forum.Act.Kind, _ targets: [ActTarget], tab: Int, _ workspace: Workspace) {
    self.kind = kind
    given = targets
    self.tab = tab
    func reasons(_ messages: Message...) -> [Choice] {
      messages.map { Choice(text: workspace.say($0), value: workspace.say($0)) }
    }
    switch kind {
    case .hide:
      choices = reasons(.reasonPerson, .reasonRude, .reasonAdvertising, .reasonDouble)
      fields = [Field(label: .formOwnWords)]
    case .close:
      choices = reasons(.reasonSettled, .reasonContinued, .reasonAnnouncement, .reasonHeated)
      fields = [Field(label: .formOwnWords)]
    case .flag:
      choices = reasons(.reasonPerson, .reasonRude, .reasonAdvertising, .reasonElsewhere)
      fields = [Field(label: .formOwnWords)]
    case .retract, .note: fields = [Field()]
    case .move:
      choices = Self.themes(targets, workspace)
      fields = [Field(label: .formWhy)]
    case .retitle:
      let thread = workspace.forum.forum.flatMap { forum in
        targets.first.flatMap { forum.thread($0.thread) }.map { forum.threads[$0] }
      }
      fields = [
        Field(label: .formTitle, editor: LineEditor(thread?.title ?? "")),
        Field(label: .formTags, editor: LineEditor(thread?.tags.joined(separator: ", ") ?? "")),
        Field(label: .formWhy),
      ]
    case .answer, .review, .show, .open, .pin, .unpin, .link: break
    }
    focus = choices.isEmpty && !fields.isEmpty ? 0 : nil
  }

  /// The themes of the room in which all of the conversations stand.
  private static func themes(_ targets: [ActTarget], _ workspace: Workspace) -> [Choice] {
    guard let forum = workspace.forum.forum,
      let thread = targets.first.flatMap({ forum.thread($0.thread) })
    else { return [] }
    let here = targets.count == 1 ? forum.threads[thread].theme : nil
    return forum.community.rooms[forum.threads[thread].room].themes.filter { $0.id != here }.map {
      Choice(text: $0.name.text(in: workspace.language), value: $0.id)
    }
  }

  var context: Context { .act }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(tab == 5 ? .tabDesk : .tabForum), workspace.say(command.label)]
  }
  func hints(_ workspace: Workspace) -> [Command] {
    (choices.isEmpty ? [] : [.up]) + [.open] + (fields.count > 1 ? [.nextPane] : []) + [.back]
  }
  func label(_ command: Command) -> Message {
    switch command {
    case .open: self.command.label
    case .nextPane: .commandNextField
    default: command.label
    }
  }

  private var command: Command {
    switch kind {
    case .retract: .retract
    case .flag: .flag
    case .answer: .answer
    case .review: .approve
    case .hide, .show: .hide
    case .close, .open: .close
    case .pin, .unpin: .pin
    case .move: .relocate
    case .retitle: .retitle
    case .link: .linkTool
    case .note: .remark
    }
  }

  // MARK: Filling in

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .open: submit(&workspace)
    case .down: step(1)
    case .up: step(-1)
    case .nextPane, .previousPane: leap(command == .nextPane ? 1 : -1)
    default:
      guard focus == nil else { return false }
      return list.perform(command, count: choices.count, height: choices.count)
    }
    return true
  }

  /// One line on: through the choices, then through the fields.
  private mutating func step(_ direction: Int) {
    let places = choices.count + fields.count
    let place = max(0, min(places - 1, (focus.map { choices.count + $0 } ?? list.index) + direction))
    if place < choices.count { list.index = place }
    focus = place < choices.count ? nil : place - choices.count
    if fields.isEmpty { focus = nil }
  }

  /// To the next field, or to the choices as a whole.
  private mutating func leap(_ direction: Int) {
    let stops: [Int?] = (choices.isEmpty ? [] : [nil]) + fields.indices.map { $0 }
    guard let at = stops.firstIndex(of: focus) else { return }
    focus = stops[(at + direction + stops.count) % stops.count]
  }

  mutating func type(_ input: TextInput, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard !fields.isEmpty else { return false }
    let at = focus ?? 0
    switch input {
    case .key(let key): guard fields[at].editor.take(key) else { return false }
    case .paste(let text): fields[at].editor.insert(text)
    }
    focus = at
    return true
  }

  mutating func click(_ target: HitTarget, _ workspace: inout Workspace, in area: Rect) {
    guard case .row(_, let index) = target, choices.indices.contains(index) else { return }
    let isAgain = focus == nil && index == list.index
    (list.index, focus) = (index, nil)
    if isAgain { submit(&workspace) }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: choices.count, height: choices.count)
  }

  private func text(_ field: Int) -> String? {
    let text = fields[field].editor.text
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// What was chosen, unless the cursor has left the choices for other words.
  private var choice: String? {
    choices.indices.contains(list.index) && (focus == nil || kind == .move) ? choices[list.index].value : nil
  }

  private func submit(_ workspace: inout Workspace) {
    guard let forum = workspace.forum.forum else { return workspace.warn(.refusedGone) }
    let targets = given.filter { forum.post($0.post) != nil }
    guard !targets.isEmpty else { return workspace.warn(.refusedGone) }
    var act = FacilitatorAct(kind)
    switch kind {
    case .hide, .close, .flag:
      guard let reason = text(0) ?? choice else { return workspace.warn(.refusedReason) }
      act.reason = reason
    case .retract: act.reason = text(0) ?? ""
    case .move:
      guard let theme = choice else { return }
      (act.text, act.reason) = (theme, text(0) ?? "")
    case .retitle:
      guard let title = text(0) else { return workspace.warn(.refusedTitle) }
      act.text = title
      act.tags = fields[1].editor.text.split(separator: ",").map {
        String($0.drop { $0 == " " || $0 == "#" }.reversed().drop { $0 == " " }.reversed())
      }.filter { !$0.isEmpty }
      act.reason = text(2) ?? ""
    case .note:
      guard let note = text(0) else { return workspace.warn(.refusedNote) }
      act.text = note
    case .answer, .review, .show, .open, .pin, .unpin, .link: break
    }
    if DeskActions.submit(act, targets, forum, &workspace) { workspace.navigation.append(.back) }
  }

  // MARK: Drawing

  private var prompt: Message? {
    switch kind {
    case .hide: .hidePrompt
    case .close: .closePrompt
    case .flag: .flagPrompt
    case .retract: .retractPrompt
    case .move: .movePrompt
    case .retitle: .retitlePrompt
    case .note: .remarkPrompt
    case .answer, .review, .show, .open, .pin, .unpin, .link: nil
    }
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    var y = area.y
    let width = area.width - 2
    func line(_ text: String, _ style: Style = .text) {
      canvas.write(
        TextWidth.fitted(text, width, ellipsis: workspace.glyphs.ellipsis), x: area.x + 1, y: y, style)
      y += 1
    }
    if let forum = workspace.forum.forum { drawTargets(forum, workspace, line) }
    y += 1
    if let prompt {
      line(workspace.say(prompt))
    } else {
      let count = workspace.language.count(given.count, .countThread, .countThreads)
      line(workspace.say(.confirmPrompt, count))
      canvas.cursor = (area.x + 1, y - 1)
    }
    y += 1
    if !choices.isEmpty {
      let height = min(choices.count, max(1, area.y + area.height - y - 1 - 3 * fields.count))
      ListPane.draw(
        on: &canvas, in: Rect(x: area.x, y: y, width: area.width, height: height), pane: 0,
        count: choices.count, state: list, isFocused: focus == nil, glyphs: workspace.glyphs
      ) { at in
        // In a field one no longer stands on the choice that was made.
        let isChosen = focus != nil && at == list.index && !workspace.glyphs.hasLines
        return ListRow(text: choices[at].text, words: isChosen ? [workspace.say(.readChosen)] : nil)
      }
      y += height + 1
    }
    let cursor = canvas.cursor
    for (at, field) in fields.enumerated() {
      if let label = field.label { line(workspace.say(label), Style(.dim)) }
      let before = canvas.cursor
      field.editor.draw(on: &canvas, x: area.x + 1, y: y, width: width)
      if at != focus { canvas.cursor = before }
      // In a low window the fields stand one right under the other.
      y += area.height < 15 ? 1 : 2
    }
    if focus == nil { canvas.cursor = cursor }
  }

  /// With what it is done: one post and its conversation, or the first of several.
  private func drawTargets(
    _ forum: Forum, _ workspace: Workspace, _ line: (_ text: String, _ style: Style) -> Void
  ) {
    let shown = 4
    if given.count == 1, let post = given.first.flatMap({ forum.post($0.post) }) {
      line(forum.title(forum.threadOf(post), in: workspace.language), Style(.heading))
      line(forum.signature(forum.author(post), in: workspace.language), Style(.dim))
      return
    }
    line(workspace.language.count(given.count, .countThread, .countThreads), Style(.heading))
    for target in given.prefix(shown) {
      guard let thread = forum.thread(target.thread) else { continue }
      line(forum.title(thread, in: workspace.language), Style(.dim))
    }
    if given.count > shown { line(workspace.say(.formMore, "\(given.count - shown)"), Style(.dim)) }
  }
}
