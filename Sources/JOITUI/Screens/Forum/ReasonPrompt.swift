import JOIModel

/// The reason for flagging a post, or for taking one back.
struct ReasonPrompt: FieldScreen {
  /// What is done with the reason.
  enum Purpose { case flag, retract }

  private let purpose: Purpose
  private let id: String
  var editor = LineEditor()

  init(_ purpose: Purpose, post: String) {
    self.purpose = purpose
    id = post
  }

  var context: Context { .reason }
  var tab: Int { 4 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabForum), workspace.say(purpose == .flag ? .commandFlag : .commandRetract)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.open, .back] }
  func label(_ command: Command) -> Message {
    command == .open ? (purpose == .flag ? .commandFlag : .commandRetract) : command.label
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    guard command == .open else { return false }
    guard let forum = workspace.forum.forum, let post = forum.post(id) else {
      workspace.warn(.refusedGone)
      return true
    }
    let reason = editor.text
    switch purpose {
    case .flag:
      // A flag without a reason leaves the facilitators guessing.
      if reason.allSatisfy(\.isWhitespace) {
        workspace.warn(.refusedFlagReason)
        return true
      }
      workspace.post(.flag(post: id, reason: reason), inRoomOf: .flags, forum)
      workspace.tell(.flagged)
    case .retract:
      workspace.post(.retract(post: id, reason: reason), in: forum.threadOf(post), forum)
      workspace.tell(.retracted)
    }
    workspace.navigation.append(.back)
    return true
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    if let forum = workspace.forum.forum, let post = forum.post(id) {
      canvas.write(
        forum.signature(forum.author(post), in: workspace.language), x: area.x + 1, y: area.y,
        width: area.width - 2, Style(.heading))
    }
    canvas.write(
      workspace.say(purpose == .flag ? .flagPrompt : .retractPrompt), x: area.x + 1, y: area.y + 2,
      width: area.width - 2)
    editor.draw(on: &canvas, x: area.x + 1, y: area.y + 4, width: area.width - 2)
  }
}
