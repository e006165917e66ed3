import CNcurses
import Glibc
import JOIModel

/// The program on a terminal: opens it, turns what happens into events, shows what becomes of the state, does what is
/// asked outside, and gives the terminal back.
public struct Program {
  /// How it ended.
  public enum Ending: Equatable, Sendable {
    /// The user left.
    case left
    /// A signal, or the terminal went away (as SIGHUP).
    case signal(Int32)
    /// toolbox.json can't be read; the terminal was not touched, or has been given back.
    case noData(Finding)
    case unknownTerminal
    case dumbTerminal
  }

  private let root: DataRoot
  private let options: AppState.Options
  private let theme: Theme.Kind
  private let stateFolder: StateFolder?
  private let environment: [String: String]
  private let account: String?

  /// What the program is run with; `account` is the one to try the forum out as. Without a state folder nothing is kept, and that is told when something is saved.
  public init(
    root: DataRoot, options: AppState.Options, theme: Theme.Kind,
    stateFolder: StateFolder?, environment: [String: String], account: String? = nil
  ) {
    self.account = account
    self.root = root
    self.options = options
    self.theme = theme
    self.stateFolder = stateFolder
    self.environment = environment
  }

  /// Files up to this many bytes (4 MiB: some 20 ms) are read before the screen opens; larger ones behind a progress
  /// bar, with keys working.
  private static let smallFile = 4 << 20

  /// Runs until the user leaves or a signal ends it.
  public func run() -> Ending {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return .signal(SIGABRT) }
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    joi_signals(ends[1])
    let mailbox = Mailbox(pipe: ends[1])
    var toolbox: Toolbox?
    let size = root.toolboxSize
    // One that is over the limit is refused at once, before the screen opens.
    if size <= Self.smallFile || size > JSONLimits().bytes {
      do {
        toolbox = try root.loadToolbox()
      } catch {
        return .noData(error.finding)
      }
    } else {
      load(into: mailbox, generation: 0)
    }
    let terminal: NcursesTerminal
    do {
      terminal = try NcursesTerminal(theme: theme, environment: environment, takesAny: options.isKiosk)
    } catch {
      switch error {
      case .unknownTerminal: return .unknownTerminal
      case .dumbTerminal: return .dumbTerminal
      }
    }
    defer { terminal.close() }
    let preferences = stateFolder?.loadPreferences() ?? Preferences()
    var state = AppState(
      toolbox: toolbox, options: options, selection: stateFolder?.loadSelection() ?? Selection(),
      preferences: preferences, size: terminal.size)
    state.workspace.now = .now
    if let standIn = terminal.standIn {
      state.workspace.tell(.noticeTerminal, SafeText.field(environment["TERM"] ?? ""), standIn)
    }
    var session = Session(
      program: self, state: state, terminal: terminal, mailbox: mailbox, pipe: ends[0],
      watch: FileWatch(root: root.path),
      worker: ForumWorker(root: root, account: account, stateFolder: stateFolder, mailbox: mailbox))
    return session.run(isLoaded: toolbox != nil)
  }

  fileprivate func load(into mailbox: Mailbox, generation: Int) {
    let root = root
    Background.run {
      var shown = 0
      do throws(ToolboxLoader.Failure) {
        let toolbox = try root.loadToolbox { done, size in
          // Reading is about a fifth of the work; what follows has no measure of its own.
          let percent = size > 0 ? done * 20 / size : 0
          if size > 16 << 20, percent >= shown + 5 {
            shown = percent
            mailbox.post(.loading(percent: percent), generation: generation)
          }
        }
        mailbox.post(.toolboxLoaded(toolbox), generation: generation)
      } catch {
        mailbox.post(.toolboxFailed(error.finding), generation: generation)
      }
    }
  }

  /// One run on one terminal.
  private struct Session {
    let program: Program
    var state: AppState
    let terminal: NcursesTerminal
    let mailbox: Mailbox
    let pipe: Int32
    /// Counts the loads, so that what was made from older data is not taken for newer.
    var generation = 0
    var ending: Ending?
    let watch: FileWatch
    let worker: ForumWorker
    /// When the forum has to be looked at again although nothing tells; nil for never.
    var due: Timestamp?

    /// How often the logs are looked at where the system can't tell that they grow, in milliseconds.
    private static let blindInterval: Int64 = 2_000

    mutating func run(isLoaded: Bool) -> Ending {
      terminal.setMouse(state.workspace.isMouseOn)
      show()
      if isLoaded { state.workspace.effects.append(.indexSearch) }
      act()
      if program.options.hasForum { worker.refresh() }
      while ending == nil {
        var watched = [
          pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
          pollfd(fd: pipe, events: Int16(POLLIN), revents: 0),
          pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&watched, 3, timeout()) < 0, errno != EINTR { ending = .signal(SIGABRT) }
        state.workspace.now = .now
        takeSignals()
        for (generation, event) in mailbox.take() where generation ?? self.generation == self.generation {
          receive(event)
        }
        if watched[2].revents != 0 { look(watch.changes()) }
        if let due, due <= state.workspace.now {
          self.due = watch.isBlind ? later() : nil
          worker.refresh()
        }
        if watched[0].revents != 0 {
          let events = terminal.waitingEvents()
          for event in events { state.update(event) }
          if events.isEmpty, watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 || inputEnded() {
            ending = .signal(SIGHUP)
          }
        }
        guard ending == nil else { break }
        show()
        act()
      }
      keepMarks()
      return ending ?? .left
    }

    /// How long to wait at most, in milliseconds; for ever where nothing is due, so that rest costs nothing.
    private func timeout() -> Int32 {
      guard let due else { return -1 }
      let wait = due.milliseconds - Timestamp.now.milliseconds
      return Int32(max(0, min(wait, 60_000)))
    }

    private func later() -> Timestamp {
      Timestamp(milliseconds: Timestamp.now.milliseconds + Self.blindInterval)
    }

    private mutating func look(_ changes: FileWatch.Changes) {
      if changes.toolbox {
        generation += 1
        program.load(into: mailbox, generation: generation)
      }
      if changes.community || changes.forum { worker.refresh(startsOver: changes.community) }
    }

    /// Keeps what was read, where that has changed.
    private mutating func keepMarks() {
      guard state.workspace.forum.hasNewMarks, let folder = program.stateFolder else { return }
      state.workspace.forum.hasNewMarks = false
      do throws(StateFolder.Failure) {
        let merged = try folder.save(state.workspace.forum.marks)
        state.workspace.forum.take(merged)
      } catch {
        state.update(.saveFailed(error.reason))
      }
    }

    private func show() { terminal.present(state.view()) }

    /// End of input: `poll` says that there is something, and there is nothing.
    private func inputEnded() -> Bool {
      var count: Int32 = 0
      return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) != 0 || (count == 0 && isatty(STDIN_FILENO) == 0)
    }

    private mutating func receive(_ event: Event) {
      if case .forumWatched(let folders, let next) = event {
        let wasBlind = watch.isBlind
        if watch.watch(folders) { worker.refresh() }
        if watch.isBlind, !wasBlind { state.workspace.tell(.forumPolled) }
        due = watch.isBlind ? later() : next
      } else if case .toolboxFailed(let finding) = event, state.loading != nil {
        ending = .noData(finding)
      } else {
        state.update(event)
      }
    }

    private mutating func takeSignals() {
      var byte: UInt8 = 0
      while read(pipe, &byte, 1) == 1 {
        switch Int32(byte) {
        case 0: break
        case SIGWINCH: if let size = terminal.resized() { state.update(.resize(size)) }
        case SIGTSTP: state.update(.suspend)
        case SIGCONT:
          terminal.repaint()
          if let size = terminal.resized() { state.update(.resize(size)) }
        default: ending = .signal(Int32(byte))
        }
      }
    }

    /// Does what the state asks for, after what it shows has been shown.
    private mutating func act() {
      // While a conversation is being read its marks change with every key; they are kept when it is left.
      if !state.isReading { keepMarks() }
      while true {
        let effects = state.takeEffects()
        guard !effects.isEmpty else { return }
        for effect in effects { act(effect) }
        if ending == nil { show() }
      }
    }

    private mutating func act(_ effect: Effect) {
      switch effect {
      case .quit: ending = .left
      case .repaint: terminal.repaint()
      case .suspend:
        terminal.suspend()
        state.update(.resize(terminal.size))
      case .setMouse(let on): terminal.setMouse(on)
      case .copy(let text): terminal.copy(text)
      case .indexSearch: index()
      case .change(let change):
        save { folder throws(StateFolder.Failure) in .selectionSaved(try folder.change(change)) }
      case .savePreferences(let preferences):
        save { folder throws(StateFolder.Failure) in
          try folder.save(preferences)
          return nil
        }
      case .post(let events, let draft): post(events, draft)
      case .keep(let draft):
        do throws(StateFolder.Failure) {
          guard let folder = program.stateFolder else { throw StateFolder.Failure(reason: "HOME?") }
          try folder.save(draft)
          state.update(.draftKept)
        } catch {
          state.update(.draftFailed(error.reason))
        }
      case .discard(let draft):
        save { folder throws(StateFolder.Failure) in
          try folder.discard(draft)
          return nil
        }
      case .watch(let level, let thread):
        save { folder throws(StateFolder.Failure) in .watchesSaved(try folder.watch(level, thread)) }
      case .export(let name, let ending, let text): export(text, name: name, ending)
      }
    }

    private mutating func save(_ work: (StateFolder) throws(StateFolder.Failure) -> Event?) {
      guard let folder = program.stateFolder else {
        state.update(.saveFailed("HOME?"))
        return
      }
      do {
        if let event = try work(folder) { state.update(event) }
      } catch {
        state.update(.saveFailed(error.reason))
      }
    }

    /// Writes events into the member's logs, a room at a time, and answers when they are on disk or when they are not.
    private mutating func post(_ events: [RoomEvent], _ draft: Draft?) {
      guard let viewer = state.workspace.forum.viewer,
        let identity = state.workspace.forum.forum?.community.identity,
        let folder = program.stateFolder
      else {
        state.update(.postFailed("HOME?", draft: draft))
        return
      }
      let writer = ForumWriter(
        root: program.root.path, account: viewer.account, identity: identity, state: folder)
      do throws(ForumWriter.Failure) {
        var rest = events[...]
        while let room = rest.first?.room {
          try writer.append(rest.filter { $0.room == room }.map(\.event), room: room)
          rest.removeAll { $0.room == room }
        }
        state.update(.posted(draft))
        worker.refresh()
      } catch {
        state.update(.postFailed(error.text(in: state.workspace.language), draft: draft))
      }
    }

    /// Writes a new file into the working folder; a name that is taken gets a number.
    private mutating func export(_ text: String, name: String, _ ending: String) {
      for number in 1...99 {
        let file = "\(name)\(number > 1 ? "-\(number)" : "").\(ending)"
        do {
          try OutputFile.write(text, to: file)
          state.update(.exported(path: file))
          return
        } catch {
          if error.isExisting { continue }
          state.update(.exportFailed("\(file): \(error.reason)"))
          return
        }
      }
      state.update(.exportFailed("\(name)-99.\(ending)"))
    }

    private func index() {
      let mailbox = mailbox
      let toolbox = state.workspace.toolbox
      let generation = generation
      Background.run { mailbox.post(.searchReady(ToolboxSearch(toolbox)), generation: generation) }
    }
  }
}
