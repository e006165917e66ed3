import JOIModel

/// A post with its conversation, by their ids.
struct ActTarget: Equatable, Sendable {
  var thread: String
  var post: String
}

/// An act with what it brings.
struct FacilitatorAct: Equatable, Sendable {
  var kind: Forum.Act.Kind
  /// The title, the theme's or tool's id, or the note.
  var text = ""
  var reason = ""
  var tags: [String] = []

  init(_ kind: Forum.Act.Kind) { self.kind = kind }

  /// What is written into the log.
  func action(_ target: ActTarget) -> ForumEvent.Action {
    switch kind {
    case .retract: .retract(post: target.post, reason: reason)
    case .flag: .flag(post: target.post, reason: reason)
    case .answer: .answer(thread: target.thread, post: target.post)
    case .review: .review(target: target.post)
    case .hide: .hide(target: target.post, reason: reason)
    case .show: .show(target: target.post, reason: reason)
    case .close: .close(target: target.thread, reason: reason)
    case .open: .open(target: target.thread, reason: reason)
    case .pin: .pin(target: target.thread)
    case .unpin: .unpin(target: target.thread)
    case .move: .move(target: target.thread, theme: text, reason: reason)
    case .retitle: .retitle(target: target.thread, title: text, tags: tags, reason: reason)
    case .link: .link(target: target.thread, tool: text)
    case .note: .note(target: target.post, body: text)
    }
  }

  /// The room in whose log it belongs; nil where the community has none for it.
  func room(_ target: ActTarget, _ forum: Forum) -> String? {
    func first(_ kind: Community.Room.Kind) -> String? {
      forum.community.rooms.first { $0.kind == kind }?.id
    }
    switch kind {
    case .flag: return first(.flags)
    case .note: return first(.notes)
    default: return forum.thread(target.thread).map { forum.community.rooms[forum.threads[$0].room].id }
    }
  }
}

/// What facilitators do with conversations and posts, on whatever screen they stand.
enum DeskActions {
  /// Does a command of the desk; false where it is none of these.
  static func perform(_ command: Command, on screen: any Screen, _ workspace: inout Workspace) -> Bool {
    switch command {
    case .history:
      guard let thread = screen.thread(workspace) else {
        workspace.tell(.noThread)
        return true
      }
      workspace.push(HistoryScreen(thread: thread, tab: screen.tab))
      return true
    case .approve, .hide, .close, .pin, .relocate, .retitle, .linkTool, .remark, .undo: break
    default: return false
    }
    guard let forum = workspace.forum.forum else { return true }
    guard forum.viewer.isFacilitator else {
      workspace.warn(.refusedFacilitator)
      return true
    }
    if command == .undo {
      undo(forum, &workspace)
    } else {
      let targets = screen.targets(workspace).filter { forum.post($0.post) != nil }
      if targets.isEmpty {
        workspace.tell(.noThread)
      } else {
        act(command, on: targets, of: screen, forum, &workspace)
      }
    }
    return true
  }

  private static func act(
    _ command: Command, on targets: [ActTarget], of screen: any Screen, _ forum: Forum,
    _ workspace: inout Workspace
  ) {
    func threads(where holds: (Forum.Thread) -> Bool) -> [ActTarget] {
      targets.filter { forum.thread($0.thread).map { holds(forum.threads[$0]) } ?? false }
    }
    /// The act for those with which it was not done yet, or its opposite where it was done with all.
    func toggle(_ kind: Forum.Act.Kind, _ opposite: Forum.Act.Kind, _ open: [ActTarget]) {
      ask(open.isEmpty ? opposite : kind, open.isEmpty ? targets : open, screen, forum, &workspace)
    }
    switch command {
    case .approve:
      // In a conversation up to the post at hand; in a list all that is in it.
      let seen = screen is ConversationScreen ? targets : targets.map { lastPost($0, forum) }
      ask(.review, seen, screen, forum, &workspace)
    case .hide:
      let shown = targets.filter { forum.post($0.post).map { !forum.isHidden($0) } ?? false }
      toggle(.hide, .show, shown)
    case .close: toggle(.close, .open, threads { !$0.isClosed })
    case .pin: toggle(.pin, .unpin, threads { !$0.isPinned })
    case .relocate:
      guard Set(targets.compactMap { forum.thread($0.thread).map { forum.threads[$0].room } }).count == 1
      else { return workspace.warn(.refusedRooms) }
      ask(.move, targets, screen, forum, &workspace)
    case .retitle:
      // One title is for one conversation: the one at hand, whatever is marked.
      guard let thread = screen.thread(workspace) else { return workspace.tell(.noThread) }
      ask(.retitle, [ActTarget(thread: thread, post: thread)], screen, forum, &workspace)
    case .linkTool: workspace.push(ToolPickScreen(linkingTo: targets, tab: screen.tab))
    case .remark: ask(.note, targets, screen, forum, &workspace)
    default: break
    }
  }

  private static func lastPost(_ target: ActTarget, _ forum: Forum) -> ActTarget {
    guard let last = forum.thread(target.thread).flatMap({ forum.posts(of: $0).last }) else { return target }
    return ActTarget(thread: target.thread, post: forum.id(last))
  }

  /// Asks for what the act needs, and once where it is done with several; else does it.
  private static func ask(
    _ kind: Forum.Act.Kind, _ targets: [ActTarget], _ screen: any Screen, _ forum: Forum,
    _ workspace: inout Workspace
  ) {
    switch kind {
    case .answer, .review, .show, .open, .pin, .unpin, .link:
      if targets.count == 1 {
        _ = submit(FacilitatorAct(kind), targets, forum, &workspace)
      } else {
        workspace.push(ActForm(kind, targets, tab: screen.tab, workspace))
      }
    case .retract, .flag, .hide, .close, .move, .retitle, .note:
      workspace.push(ActForm(kind, targets, tab: screen.tab, workspace))
    }
  }

  /// Has an act written for each of its targets, all of one moment, so that they are taken back together. False where
  /// that is not allowed, or the community has no room for it.
  static func submit(
    _ act: FacilitatorAct, _ targets: [ActTarget], _ forum: Forum, _ workspace: inout Workspace
  ) -> Bool {
    // The role may have gone while the form was open.
    let isOfMembers = act.kind == .flag || act.kind == .retract
    guard isOfMembers ? forum.viewer.isMember : forum.viewer.isFacilitator else {
      workspace.warn(isOfMembers ? .refusedGuest : .refusedFacilitator)
      return false
    }
    let actions = targets.compactMap { target in
      act.room(target, forum).map { (act.action(target), $0) }
    }
    guard actions.count == targets.count else {
      workspace.warn(.refusedNoRoom)
      return false
    }
    let events = workspace.post(actions, forum)
    let threads = targets.compactMap { forum.thread($0.thread) }
    switch act.kind {
    case .flag: workspace.tell(.flagged)
    case .retract: workspace.tell(.retracted)
    default:
      workspace.forum.note(
        .init(
          kind: act.kind, events: events.map { ($0.event.id, $0.room) }, threads: targets.map(\.thread)))
      tell(act.kind, threads, forum, .deskDone, &workspace)
    }
    if act.kind == .review || act.kind == .close { workspace.forum.drop(threads: threads) }
    workspace.forum.marked.subtract(targets.map(\.thread))
    return true
  }

  private static func undo(_ forum: Forum, _ workspace: inout Workspace) {
    guard let deed = workspace.forum.takeBack() else { return workspace.tell(.deskNothingToUndo) }
    workspace.post(deed.events.map { (.undo(event: $0.id), $0.room) }, forum)
    tell(deed.kind, deed.threads.compactMap { forum.thread($0) }, forum, .deskUndone, &workspace)
  }

  /// Says what was done with which conversation, or with how many.
  private static func tell(
    _ kind: Forum.Act.Kind, _ threads: [Int], _ forum: Forum, _ message: Message,
    _ workspace: inout Workspace
  ) {
    let language = workspace.language
    let what =
      threads.count == 1
      ? threads.first.map { forum.title($0, in: language) } ?? ""
      : language.count(threads.count, .countThread, .countThreads)
    // The title gives way to what can be done about it.
    let title = TextWidth.fitted(what, 34, ellipsis: workspace.glyphs.ellipsis)
    if message == .deskUndone {
      workspace.tell(message, "\(workspace.say(kind.done)): \(title)")
    } else {
      workspace.tell(message, workspace.say(kind.done), title)
    }
  }
}

extension Forum.Act.Kind {
  /// That it was done.
  var done: Message {
    switch self {
    case .retract: .actRetract
    case .flag: .actFlag
    case .answer: .actAnswer
    case .review: .actReview
    case .hide: .actHide
    case .show: .actShow
    case .close: .actClose
    case .open: .actOpen
    case .pin: .actPin
    case .unpin: .actUnpin
    case .move: .actMove
    case .retitle: .actRetitle
    case .link: .actLink
    case .note: .actNote
    }
  }
}
