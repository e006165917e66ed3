import JOIModel

/// A note of one's own on a tool; it saves the tool too.
struct NotePrompt: FieldScreen {
  private let id: String
  var editor: LineEditor

  init(tool: String, _ workspace: Workspace) {
    id = tool
    editor = LineEditor(workspace.selection.note(on: tool))
  }

  var context: Context { .note }
  var tab: Int { 1 }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.ownNote)] }
  func hints(_ workspace: Workspace) -> [Command] { [.open, .back] }
  func label(_ command: Command) -> Message { command == .open ? .commandSave : command.label }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .open else { return false }
    let change = Selection.Change.note(id, editor.text)
    workspace.selection.apply(change)
    workspace.effects.append(.change(change))
    workspace.navigation.append(.back)
    workspace.tell(.noticeNoted)
    return true
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let name = workspace.toolbox.tool(id).map { workspace.name($0) } ?? id
    canvas.write(name, x: area.x + 1, y: area.y, width: area.width - 2, Style(.heading))
    canvas.write(workspace.say(.notePrompt), x: area.x + 1, y: area.y + 2, width: area.width - 2)
    editor.draw(on: &canvas, x: area.x + 1, y: area.y + 4, width: area.width - 2)
  }
}

/// Looking for words in the text below, on the line above the keys.
struct FindPrompt: FieldScreen {
  var editor = LineEditor()
  private(set) var isAccepted = false

  var context: Context { .find }
  var tab: Int { 0 }

  func trail(_ workspace: Workspace) -> [String] { [] }
  func hints(_ workspace: Workspace) -> [Command] { [.open, .back] }
  func label(_ command: Command) -> Message { command == .open ? .commandSearch : command.label }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .open else { return false }
    isAccepted = true
    workspace.navigation.append(.back)
    return true
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    canvas.fill(area)
    let used = canvas.write(" \(workspace.say(.findPrompt)) ", x: area.x, y: area.y, Style(.strong))
    editor.draw(on: &canvas, x: area.x + used, y: area.y, width: area.width - used - 1)
  }
}
