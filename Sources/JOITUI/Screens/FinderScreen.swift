import JOIModel

/// The finder: questions as people ask them; typing narrows, Enter shows the tools that answer.
struct FinderScreen: ListScreen, FieldScreen {
  var editor = LineEditor()
  var list = ListState()
  private var found = Found<Question>()

  var context: Context { .finder }
  var tab: Int { 0 }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.tabHome), workspace.say(.finderTitle)] }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .back] }

  private func listArea(_ area: Rect) -> Rect { area.below(2) }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let questions = found.items
    switch command {
    case .open:
      if questions.indices.contains(list.index) { open(questions[list.index], &workspace) }
      return true
    case .back where !editor.text.isEmpty:
      // One Esc undoes the narrowing, the next one leaves.
      editor = LineEditor()
      list = ListState()
      return true
    default:
      return list.perform(
        command, belowField: workspace.glyphs, count: questions.count, height: listArea(area).height)
    }
  }

  private func open(_ question: Question, _ workspace: inout Workspace) {
    if question.tools.count == 1 {
      workspace.follow(.tool(question.tools[0]))
    } else {
      workspace.push(
        QuestionScreen(
          title: question.text.text(in: workspace.language), question: question, tools: question.tools))
    }
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    found.refresh(editor.text, isReady: workspace.search != nil) { text in
      workspace.search?.questions(matching: text) ?? (Query(""), [])
    }
    list.settle(count: found.items.count, height: listArea(area).height)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let (query, questions) = (found.query, found.items)
    let total = workspace.search?.questions.count ?? 0
    let label = workspace.say(.finderPrompt)
    let used = canvas.write(label, x: area.x + 1, y: area.y, Style(.strong))
    let count =
      workspace.search == nil
      ? workspace.say(.searchPreparing) : workspace.say(.finderCount, "\(questions.count)", "\(total)")
    let countWidth = workspace.glyphs.hasLines ? TextWidth.columns(count) : 0
    canvas.tell(
      workspace.glyphs.hasLines || questions.isEmpty ? count : "\(count). \(workspace.say(.readEnter))",
      rightOf: Rect(x: area.x, y: area.y, width: area.width, height: 1), orBelow: workspace.glyphs)
    let field = Rect(x: area.x + used + 2, y: area.y, width: area.width - used - countWidth - 5, height: 1)
    if workspace.search != nil, questions.isEmpty {
      canvas.write(
        workspace.say(.finderNothing, editor.text), x: area.x + 3, y: area.y + 2, width: area.width - 4)
      canvas.write(
        workspace.say(.finderNothingHint), x: area.x + 3, y: area.y + 3, width: area.width - 4, Style(.dim))
    }
    let isWide = area.width >= 72 || !workspace.glyphs.hasLines
    ListPane.draw(
      on: &canvas, in: listArea(area), pane: 0, count: questions.count, state: list, isFocused: true,
      glyphs: workspace.glyphs, query: query
    ) { index in
      let question = questions[index]
      let tools = workspace.language.count(question.tools.count, .countTool, .countTools)
      var detail = tools
      if question.tools.count == 1, let tool = workspace.toolbox.tool(question.tools[0]) {
        detail = isWide ? TextWidth.fitted(tool.short.text(in: workspace.language), 22) : ""
      }
      return ListRow(text: question.text.text(in: workspace.language), detail: detail)
    }
    editor.draw(on: &canvas, x: field.x, y: field.y, width: field.width, above: list)
  }
}
