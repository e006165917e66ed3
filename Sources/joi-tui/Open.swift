import ArgumentParser
import CNcurses
import Glibc
import JOIModel
import JOITUI

/// The full-screen program.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the full-screen program (the default).")

  @OptionGroup var common: DataOptions

  @Option(
    name: .long,
    help: "Colours: dark, light or mono. Default: mono with NO_COLOR, else by COLORFGBG, else dark.")
  var theme: Theme.Kind?

  @Option(name: .customLong("as"), help: "The account to try the forum out as (only where identity is demo).")
  var account: String?

  @Flag(name: .long, help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Flag(name: .long, help: "Draw lines and signs in ASCII.")
  var ascii = false

  @Flag(
    name: .long,
    help: "For screen readers: no lines, bars or signs, one thing on a line, the cursor on what is selected.")
  var noLines = false

  @Flag(
    name: .long,
    help: """
      As all that an account can run, for sshd's ForceCommand; stands first. Nothing is written but the forum and the \
      state below the data folder, and SSH_ORIGINAL_COMMAND may hold a subcommand that reads.
      """)
  var kiosk = false

  @Option(name: .long, help: "What the host is called in the commands that the screen shows.")
  var host: String?

  func run() throws {
    try FullScreen(
      data: common.data, language: common.language, isLanguageAsked: common.lang != nil, theme: theme,
      isMouseWanted: !noMouse, isASCII: ascii,
      hasLines: !noLines, account: account, isKiosk: kiosk, host: host
    ).run()
  }
}

/// The full-screen program as the command line asks for it.
struct FullScreen {
  var data: String?
  var language = Surroundings().language
  var isLanguageAsked = false
  var theme: Theme.Kind?
  var isMouseWanted = true
  var isASCII = false
  var hasLines = true
  /// The account to try out as.
  var account: String?
  var isKiosk = false
  /// What the host is called in the commands that the screen shows; nil for its own name.
  var host: String?

  func run() throws {
    // Each round of reading has a thread of its own. With an arena for each, what one gave back lies there unused: a
    // session grew by half a megabyte in half an hour.
    joi_one_arena()
    let surroundings = Surroundings()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure(language.text(.cliNoTerminal), code: 2)
    }
    let term = SafeText.field(surroundings.term)
    guard !surroundings.term.isEmpty, surroundings.term != "dumb" else {
      throw Failure(language.text(.cliDumbTerminal, term), code: 2)
    }
    let root = surroundings.root(asked: data)
    if account != nil { _ = try root.viewer(asked: account, language) }
    // Whoever logs in by another name than at home has to say so to ssh.
    let login = isKiosk ? Kiosk.accountName().map { "\($0)@" } ?? "" : ""
    let program = Program(
      root: root,
      options: AppState.Options(
        language: language, isASCII: isASCII || surroundings.isASCII,
        host: login + (host.map(SafeText.field) ?? surroundings.host),
        isMouseWanted: isMouseWanted, hasForum: access(root.communityFile, F_OK) == 0, hasLines: hasLines,
        isKiosk: isKiosk, isLanguageAsked: isLanguageAsked),
      theme: theme ?? surroundings.themeKind,
      stateFolder: account.flatMap { surroundings.stateFolder?.playing($0) } ?? surroundings.stateFolder,
      environment: surroundings.variables, account: account)
    switch program.run() {
    case .left: return
    case .signal(let number): throw ExitCode(128 + number)
    case .noData(let finding): throw Failure("joi-tui: \(finding.text(in: language))")
    case .unknownTerminal: throw Failure(language.text(.cliUnknownTerminal, term), code: 2)
    case .dumbTerminal: throw Failure(language.text(.cliDumbTerminal, term), code: 2)
    }
  }
}

extension DataRoot {
  /// The community and whose eyes it is seen with; where accounts are the system's, `--as` is refused.
  func viewer(asked: String?, _ language: Language) throws -> (Community, Viewer)? {
    do throws(Viewer.Refusal) {
      return try loadViewer(asked: asked)
    } catch {
      throw Failure(language.text(.cliNotDemo), code: 2)
    }
  }
}

extension Theme.Kind: ExpressibleByArgument {}
