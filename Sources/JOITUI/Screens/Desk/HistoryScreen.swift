import JOIModel

/// What was done with a conversation: who, what, when and why.
struct HistoryScreen: TextScreen {
  private let thread: String
  let tab: Int
  var pane = TextPane()

  init(thread: String, tab: Int) { (self.thread, self.tab) = (thread, tab) }

  var context: Context { .history }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(tab == 5 ? .tabDesk : .tabForum), workspace.say(.historyTitle)]
  }
  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .search, .back] }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = Document(width: Self.textArea(area).width)
    guard let forum = workspace.forum.forum, let thread = forum.thread(thread) else {
      document.paragraph(workspace.say(.threadGone))
      return document
    }
    document.paragraph(forum.title(thread, in: workspace.language), .heading)
    let acts = forum.history(of: thread)
    document.paragraph(workspace.say(acts.isEmpty ? .historyEmpty : .historyIntro), .dim)
    for act in acts {
      document.beginPart()
      document.blank()
      document.paragraph(act.time.text(in: workspace.language, now: workspace.now), .dim)
      document.paragraph(
        forum.sentence(for: act, in: workspace.language, toolbox: workspace.toolbox, now: workspace.now))
    }
    return document
  }
}
