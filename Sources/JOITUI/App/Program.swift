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

  /// What the program is run with. Without a state folder nothing is kept, and that is told when something is saved.
  public init(
    root: DataRoot, options: AppState.Options, theme: Theme.Kind,
    stateFolder: StateFolder?, environment: [String: String]
  ) {
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
      terminal = try NcursesTerminal(theme: theme, environment: environment)
    } catch {
      switch error {
      case .unknownTerminal: return .unknownTerminal
      case .dumbTerminal: return .dumbTerminal
      }
    }
    defer { terminal.close() }
    let preferences = stateFolder?.loadPreferences() ?? Preferences()
    let state = AppState(
      toolbox: toolbox, options: options, selection: stateFolder?.loadSelection() ?? Selection(),
      preferences: preferences, size: terminal.size)
    var session = Session(program: self, state: state, terminal: terminal, mailbox: mailbox, pipe: ends[0])
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

    mutating func run(isLoaded: Bool) -> Ending {
      let watch = FileWatch(folder: program.root.path, file: "toolbox.json")
      terminal.setMouse(state.workspace.isMouseOn)
      show()
      if isLoaded { state.workspace.effects.append(.indexSearch) }
      act()
      while ending == nil {
        var watched = [
          pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
          pollfd(fd: pipe, events: Int16(POLLIN), revents: 0),
          pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if poll(&watched, 3, -1) < 0, errno != EINTR { ending = .signal(SIGABRT) }
        takeSignals()
        for (generation, event) in mailbox.take() where generation == self.generation { receive(event) }
        if watched[2].revents != 0, watch.changed() {
          generation += 1
          program.load(into: mailbox, generation: generation)
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
      return ending ?? .left
    }

    private func show() { terminal.present(state.view()) }

    /// End of input: `poll` says that there is something, and there is nothing.
    private func inputEnded() -> Bool {
      var count: Int32 = 0
      return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) != 0 || (count == 0 && isatty(STDIN_FILENO) == 0)
    }

    private mutating func receive(_ event: Event) {
      if case .toolboxFailed(let finding) = event, state.loading != nil {
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
      case .export(let name, let format, let text): export(text, name: name, format)
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

    /// Writes a new file into the working folder; a name that is taken gets a number.
    private mutating func export(_ text: String, name: String, _ format: ExportFormat) {
      for number in 1...99 {
        let file = "\(name)\(number > 1 ? "-\(number)" : "").\(format.fileExtension)"
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
      state.update(.exportFailed("\(name)-99.\(format.fileExtension)"))
    }

    private func index() {
      let mailbox = mailbox
      let toolbox = state.workspace.toolbox
      let generation = generation
      Background.run { mailbox.post(.searchReady(ToolboxSearch(toolbox)), generation: generation) }
    }
  }
}
