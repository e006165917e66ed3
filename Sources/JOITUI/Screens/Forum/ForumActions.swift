import JOIModel

/// What can be done with the conversation or the post at hand, on whatever screen it stands.
enum ForumActions {
  /// Does a command of the forum; false where it is none of these, or the screen has no conversation at hand.
  static func perform(_ command: Command, on screen: any Screen, _ workspace: inout Workspace) -> Bool {
    switch command {
    case .nextUnread: nextUnread(from: screen, &workspace)
    case .ask: ask(about: screen.tool(workspace), &workspace)
    case .reply, .quote, .edit, .retract, .like, .flag, .answer:
      guard let forum = workspace.forum.forum, let post = screen.post(workspace).flatMap({ forum.post($0) })
      else {
        workspace.tell(nothing(on: screen))
        return true
      }
      act(command, on: post, forum, &workspace)
    case .watch, .markRead:
      guard let forum = workspace.forum.forum,
        let thread = screen.thread(workspace).flatMap({ forum.thread($0) })
      else {
        workspace.tell(nothing(on: screen))
        return true
      }
      if command == .watch { watch(thread, forum, &workspace) } else { markRead(thread, &workspace) }
    default: return false
    }
    return true
  }

  /// What to say where a screen has no conversation at hand.
  private static func nothing(on screen: any Screen) -> Message {
    (screen as? ConversationScreen)?.isComing == true ? .threadComing : .noThread
  }

  /// Opens the conversation with the next unread post.
  static func nextUnread(from screen: any Screen, _ workspace: inout Workspace) {
    guard let forum = workspace.forum.forum else { return }
    let current = screen.thread(workspace).flatMap { forum.thread($0) }
    guard
      let thread = workspace.forum.unread.next(after: screen is ConversationScreen ? current : nil, in: forum)
    else {
      workspace.tell(.nothingUnread)
      return
    }
    // From one conversation to the next the history does not grow: back leads to where reading began.
    if screen is ConversationScreen { workspace.navigation.append(.back) }
    workspace.push(ConversationScreen(thread: forum.id(forum.threads[thread].question), isAtUnread: true))
  }

  /// Opens the editor for a question, with the draft that was kept, if one was.
  static func ask(about tool: String?, _ workspace: inout Workspace) {
    guard let viewer = workspace.forum.viewer, viewer.isMember else { return workspace.warn(.refusedGuest) }
    if let draft = workspace.forum.draft(.question) { return workspace.resume(draft) }
    var draft = Draft(.question, by: viewer.account, at: workspace.now)
    if let tool { draft.tools = [tool] }
    workspace.push(ComposeScreen(draft, workspace))
  }

  private static func act(_ command: Command, on post: Int, _ forum: Forum, _ workspace: inout Workspace) {
    let thread = forum.threadOf(post)
    if let refusal = refusal(command, post, forum) { return workspace.warn(refusal) }
    let id = forum.id(post)
    let question = forum.id(forum.threads[thread].question)
    switch command {
    case .reply, .quote:
      reply(to: post, isQuoting: command == .quote, forum, &workspace)
    case .edit:
      if let draft = workspace.forum.draft(.edit(post: id)) { return workspace.resume(draft) }
      var draft = Draft(.edit(post: id), by: forum.viewer.account, at: workspace.now)
      draft.body = forum.body(post) ?? ""
      workspace.push(ComposeScreen(draft, workspace))
    case .retract, .flag:
      workspace.push(
        ActForm(
          command == .flag ? .flag : .retract, [ActTarget(thread: question, post: id)], tab: 4, workspace))
    case .like:
      if let like = forum.ownLike(of: post) {
        workspace.post(.undo(event: like), in: thread, forum)
        workspace.tell(.unliked)
      } else {
        workspace.post(.like(post: id), in: thread, forum)
        workspace.tell(.liked)
      }
    case .answer:
      if forum.threads[thread].answer == post, let mark = forum.ownAnswerMark(of: thread) {
        workspace.post(.undo(event: mark), in: thread, forum)
        workspace.tell(.unanswered)
      } else {
        let events = workspace.post(.answer(thread: question, post: id), in: thread, forum)
        if forum.viewer.isFacilitator {
          workspace.forum.note(
            .init(kind: .answer, events: events.map { ($0.event.id, $0.room) }, threads: [question]))
        }
        workspace.tell(.answered)
      }
    default: break
    }
  }

  /// Why a command can't be done with a post; nil where it can.
  private static func refusal(_ command: Command, _ post: Int, _ forum: Forum) -> Message? {
    guard forum.viewer.isMember else { return .refusedGuest }
    let thread = forum.threadOf(post)
    let isOwn = forum.author(post) == forum.viewer.account
    let isGone = forum.isHidden(post) || forum.isRetracted(post) || forum.isErased(post)
    if isGone, command != .reply { return .refusedGone }
    switch command {
    case .reply, .quote: return forum.refusal(toReplyIn: thread)
    case .edit, .retract: return isOwn ? nil : .refusedOther
    case .like: return isOwn ? .refusedOwn : nil
    case .flag: return isOwn ? .refusedOwn : forum.hasFlagged(post) ? .refusedAlready : nil
    case .answer:
      if forum.isQuestion(post) { return .refusedAnswerQuestion }
      let isAsker = forum.author(forum.threads[thread].question) == forum.viewer.account
      return isAsker || forum.viewer.isFacilitator ? nil : .refusedAnswer
    default: return nil
    }
  }

  private static func reply(to post: Int, isQuoting: Bool, _ forum: Forum, _ workspace: inout Workspace) {
    let question = forum.id(forum.threads[forum.threadOf(post)].question)
    let purpose = Draft.Purpose.reply(thread: question, to: forum.id(post))
    if let draft = workspace.forum.draft(purpose) { return workspace.resume(draft) }
    var draft = Draft(purpose, by: forum.viewer.account, at: workspace.now)
    if isQuoting, let body = forum.body(post) {
      draft.body =
        body.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? ">" : "> \($0)" }
        .joined(separator: "\n") + "\n\n"
    }
    workspace.push(ComposeScreen(draft, workspace))
  }

  private static func watch(_ thread: Int, _ forum: Forum, _ workspace: inout Workspace) {
    let level = workspace.forum.watches.level(of: thread, in: forum).next
    let id = forum.id(forum.threads[thread].question)
    workspace.forum.watches.set(level, id)
    workspace.forum.unread.update(thread, forum, workspace.forum.marks, workspace.forum.watches)
    workspace.effects.append(.watch(level, thread: id))
    workspace.tell(level == .watch ? .watchWatch : level == .mute ? .watchMute : .watchNormal)
  }

  private static func markRead(_ thread: Int, _ workspace: inout Workspace) {
    workspace.forum.readAll(of: thread)
    workspace.tell(.markedRead)
  }
}

extension Workspace {
  /// Opens a draft that was kept, and says that it is one.
  mutating func resume(_ draft: Draft) {
    push(ComposeScreen(draft, self))
    let began = Timestamp(milliseconds: draft.began)
    if !draft.isEmpty { tell(.composeResumed, began.text(in: language, now: now)) }
  }

  /// Has an event written into the log of the thread's room.
  @discardableResult
  mutating func post(_ action: ForumEvent.Action, in thread: Int, _ forum: Forum) -> [RoomEvent] {
    post([(action, forum.community.rooms[forum.threads[thread].room].id)], forum)
  }

  /// Has events written into the logs of rooms, all of one moment, and answers them.
  @discardableResult
  mutating func post(_ actions: [(action: ForumEvent.Action, room: String)], _ forum: Forum) -> [RoomEvent] {
    let moment = moment()
    let events = actions.map {
      RoomEvent(ForumEvent($0.action, by: forum.viewer.account, at: moment), room: $0.room)
    }
    effects.append(.post(events, draft: nil))
    return events
  }
}
