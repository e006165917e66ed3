import JOIModel

extension AppState {
  /// What an event makes of the state. Pure: what has to happen outside is left in the workspace's effects.
  public mutating func update(_ event: Event) {
    switch event {
    case .key(let key): press(key)
    case .paste(let text): paste(text)
    case .click(let x, let y): click(x: x, y: y)
    case .wheel(let rows, _, _): scroll(rows)
    case .resize(let size): resize(size)
    case .toolboxLoaded(let toolbox): replace(toolbox)
    case .toolboxFailed(let finding):
      workspace.notice = Notice(text: finding.text(in: workspace.language), kind: .warning)
    case .searchReady(let search): workspace.search = search
    case .loading(let percent): if loading != nil { loading = percent }
    case .selectionSaved(let selection): workspace.selection = selection
    case .saveFailed(let reason): workspace.warn(.noticeSaveFailed, SafeText.field(reason))
    case .exported(let path): workspace.tell(.noticeExported, SafeText.field(path))
    case .exportFailed(let reason): workspace.warn(.noticeExportFailed, SafeText.field(reason))
    case .forumClosed(let account): close(account.map { .refused(account: $0) } ?? .absent)
    case .forumFailed(let finding): close(.broken(finding))
    case .forumLoading(let percent): workspace.forum.percent = percent
    case .forumLoaded(let forum, let isAnew): replace(forum, isAnew: isAnew)
    case .forumWatched: break
    case .postsIndexed(let index): workspace.forum.index = index
    case .forumStateLoaded(let marks, let watches, let drafts, let lastDigest):
      workspace.forum.lastDigest = lastDigest
      workspace.forum.marks = marks
      workspace.forum.watches = watches
      workspace.forum.drafts = drafts
      workspace.forum.count()
    case .posted(let draft): posted(draft)
    case .postFailed(let reason, let draft):
      workspace.warn(draft == nil ? .sendFailedAct : .sendFailed, SafeText.field(reason))
      let thread = workspace.forum.forgetDeeds()
      workspace.forum.review(now: workspace.now)
      // The same key tries it again with the same conversation, and not with the next, which nobody has looked at.
      if let thread, var desk = screen as? DeskScreen {
        desk.current = thread
        history[history.count - 1] = desk
      }
    case .draftKept: workspace.forum.draftProblem = nil
    case .draftFailed(let reason): workspace.forum.draftProblem = SafeText.field(reason)
    case .watchesSaved(let watches):
      workspace.forum.watches = watches
      workspace.forum.count()
    case .suspend: suspend()
    }
    navigate()
    history[history.count - 1].settle(workspace, in: area)
    history[history.count - 1].attend(&workspace, in: area)
  }

  private mutating func press(_ key: Key) {
    workspace.notice = nil
    workspace.forum.reviewAgain(now: workspace.now)
    guard let command = Keymap.command(for: key, in: context) else {
      if !history[history.count - 1].type(.key(key), &workspace, in: area) { unknown(key) }
      return
    }
    perform(command)
  }

  private mutating func unknown(_ key: Key) {
    guard !context.isTyping else { return }
    workspace.tell(.noticeUnknownKey, key.name(in: workspace.language))
  }

  private mutating func paste(_ text: String) {
    workspace.notice = nil
    if !history[history.count - 1].type(.paste(text), &workspace, in: area) { workspace.tell(.noticeNoField) }
  }

  /// Does a command: the screen first, then what holds for any tool, then what holds everywhere.
  mutating func perform(_ command: Command) {
    guard loading == nil || [.quit, .leave, .suspend, .redraw, .language].contains(command) else { return }
    // Too small to be seen is too small to be steered, but one can leave.
    guard fits || [.quit, .leave, .suspend, .redraw].contains(command) else { return }
    if history[history.count - 1].perform(command, &workspace, in: area) { return }
    if DeskActions.perform(command, on: screen, &workspace) { return }
    if ForumActions.perform(command, on: screen, &workspace) { return }
    if let tool = screen.tool(workspace), ToolActions.perform(command, on: tool, &workspace) { return }
    performEverywhere(command)
  }

  private mutating func suspend() {
    if workspace.isKiosk { workspace.tell(.kioskNoSuspend) } else { workspace.effects.append(.suspend) }
  }

  private mutating func performEverywhere(_ command: Command) {
    switch command {
    case .back, .left: back()
    case .leave: if history.count > 1 { back() } else { workspace.effects.append(.quit) }
    case .quit: workspace.effects.append(.quit)
    case .home: workspace.open(.home)
    case .toolbox: openTab(.toolbox, 1)
    case .overview: openTab(.overview, 2)
    case .manual: openTab(.manual, 3)
    case .forum: openTab(.forum, 4)
    case .desk:
      if workspace.forum.viewer?.isFacilitator == true {
        openTab(.desk, 5)
      } else {
        workspace.tell(.deskNotForYou)
      }
    case .search where screen.tab >= 4: workspace.push(ForumSearchScreen())
    case .search:
      workspace.push(SearchScreen(scope: screen.tab == 1 ? .tools : screen.tab == 3 ? .manual : .everything))
    case .selection: if !(screen is SelectionScreen) { workspace.open(.selection) }
    case .help: if !(screen is HelpScreen) { workspace.push(HelpScreen(context: context, tab: screen.tab)) }
    case .language:
      let old = workspace
      workspace.language = workspace.language.other
      for index in history.indices { history[index].adapt(from: old, in: area, to: workspace, in: area) }
      workspace.preferences.language = workspace.language
      workspace.effects.append(.savePreferences(workspace.preferences))
      workspace.tell(.noticeLanguage)
    case .mouse:
      workspace.isMouseOn.toggle()
      workspace.preferences.mouse = workspace.isMouseOn
      workspace.effects += [.setMouse(workspace.isMouseOn), .savePreferences(workspace.preferences)]
      workspace.tell(workspace.isMouseOn ? .noticeMouseOn : .noticeMouseOff)
    case .lines: toggleLines()
    case .redraw: workspace.effects.append(.repaint)
    case .suspend: suspend()
    case .compare: workspace.warn(.noticeMarkTwo)
    case .forward: perform(.open)
    case .open, .up, .down, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .bottom, .nextPane,
      .previousPane:
      break
    default: workspace.tell(.noticeNoTool)
    }
  }

  /// Lays the screens out with lines, or to be read aloud, and remembers it; each keeps its reader's place.
  private mutating func toggleLines() {
    let old = workspace
    workspace.glyphs.hasLines.toggle()
    workspace.preferences.lines = workspace.glyphs.hasLines
    workspace.effects.append(.savePreferences(workspace.preferences))
    for index in history.indices { history[index].adapt(from: old, in: area, to: workspace, in: area) }
    workspace.tell(workspace.glyphs.hasLines ? .noticeLinesOn : .noticeLinesOff)
  }

  private mutating func openTab(_ name: ScreenName, _ tab: Int) {
    // On the tab already: back to its first screen, rather than a second one on top.
    if let first = history.lastIndex(where: { $0.tab == tab && $0.isTabRoot }),
      history[first...].allSatisfy({ $0.tab == tab })
    {
      history.removeSubrange((first + 1)...)
    } else {
      workspace.open(name)
    }
  }

  private mutating func back() {
    if history.count > 1 {
      leave(history.removeLast())
    } else {
      workspace.tell(.noticeAtHome)
    }
  }

  /// What a screen takes with it when it goes: the address sheet had the mouse let go.
  private mutating func leave(_ screen: any Screen) {
    if screen is AddressSheet, workspace.isMouseOn { workspace.effects.append(.setMouse(true)) }
    if let prompt = screen as? FindPrompt { handFind(prompt) }
  }

  private mutating func navigate() {
    while !workspace.navigation.isEmpty {
      switch workspace.navigation.removeFirst() {
      case .change(let change): history[history.count - 1] = change(screen, &workspace)
      case .push(let screen):
        history.append(screen)
        if screen is AddressSheet, workspace.isMouseOn { workspace.effects.append(.setMouse(false)) }
        if history.count > Self.historyLimit { history.remove(at: 1) }
        history[history.count - 1].settle(workspace, in: area)
      case .back: if history.count > 1 { leave(history.removeLast()) }
      case .home:
        while history.count > 1 { leave(history.removeLast()) }
      }
    }
  }

  /// What was typed into the find field goes to the text below it.
  private mutating func handFind(_ prompt: FindPrompt) {
    guard prompt.isAccepted, var below = screen as? any TextScreen else { return }
    let document = below.document(workspace, in: area)
    if !prompt.editor.text.isEmpty, !below.pane.look(for: prompt.editor.text, document, height: area.height) {
      workspace.warn(.noticeNotFound, prompt.editor.text)
    }
    history[history.count - 1] = below
  }

  private mutating func click(x: Int, y: Int) {
    workspace.notice = nil
    guard let target = view().target(x: x, y: y) else { return }
    switch target {
    case .command(let command): perform(command)
    case .tab(let tab): perform([.home, .toolbox, .overview, .manual, .forum, .desk][min(max(tab, 0), 5)])
    case .row, .link:
      if fits, loading == nil { history[history.count - 1].click(target, &workspace, in: area) }
    }
  }

  private mutating func scroll(_ rows: Int) {
    guard fits, loading == nil else { return }
    for _ in 0..<abs(rows) {
      _ = history[history.count - 1].perform(rows < 0 ? .up : .down, &workspace, in: area)
    }
  }

  private mutating func resize(_ new: Size) {
    let oldArea = area
    size = new
    guard fits else { return }
    for index in history.indices {
      history[index].adapt(from: workspace, in: oldArea, to: workspace, in: area)
      history[index].settle(workspace, in: area)
    }
  }

  private mutating func replace(_ toolbox: Toolbox) {
    let isFirst = loading != nil
    loading = nil
    workspace.toolbox = toolbox
    workspace.search = nil
    workspace.marked.removeAll { toolbox.tool($0) == nil }
    workspace.effects.append(.indexSearch)
    // Conversations name tools: what was laid out with the old names is laid out again.
    workspace.forum.version += 1
    if !isFirst { workspace.tell(.noticeReloaded) }
    noteNewTools()
    // A page whose tool is gone closes; what is below it is still there.
    history.removeAll { screen in (screen as? ToolPage).map { toolbox.tool($0.id) == nil } ?? false }
    for index in history.indices { history[index].settle(workspace, in: area) }
  }
}
