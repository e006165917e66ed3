import ArgumentParser
import JOIModel

/// The command line: without a subcommand the full-screen program, with one plain text for scripts and for `ssh`.
struct JoiTui: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "joi-tui",
    abstract: "Toolbox JOI: tools for social innovation in logistics, in a terminal.",
    discussion: """
      Without a subcommand the full-screen program opens. Arrow keys, Enter and Esc are enough; ? shows all keys.

      ENVIRONMENT
        JOI_DATA          the data folder, where --data is not given
        XDG_STATE_HOME    selection, preferences, drafts and what was read stand in joi-tui below it (else ~/.local/state)
        LC_ALL, LC_MESSAGES, LANG   language (nl, en); LC_ALL, LC_CTYPE, LANG: line drawing
        NO_COLOR          if not empty, no colours
        TERM, ESCDELAY    as ncurses reads them

      EXIT STATUS
        0  all well
        1  data that can't be read, or a check with findings, or nothing found
        2  wrong usage, or no terminal that can show a full screen
        3  unread: there is something new
        128+N  ended by signal N
      """,
    version: "0.1.0",
    subcommands: [
      Open.self, List.self, Show.self, Search.self, Threads.self, ThreadCommand.self, Ask.self, Reply.self,
      Unread.self, WhoAmI.self, ReportCommand.self, DigestCommand.self, QueueCommand.self,
      HistoryCommand.self, ExportCommand.self, MemberCommand.self, RoomCommand.self, PostCommand.self,
      Check.self, Keys.self,
    ],
    defaultSubcommand: Open.self)
}

/// Options of every subcommand that reads the data.
struct DataOptions: ParsableArguments {
  @Option(name: .long, help: "The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.")
  var data: String?

  @Option(name: .long, help: "The language: nl or en. Default: the locale's, else nl.")
  var lang: LanguageOption?

  var environment: Surroundings { Surroundings() }

  var language: Language { lang?.language ?? environment.language }

  var root: DataRoot { environment.root(asked: data) }

  /// The toolbox, or the end with one sentence.
  func loadToolbox() throws -> Toolbox {
    do throws(ToolboxLoader.Failure) {
      return try root.loadToolbox()
    } catch {
      throw Failure("joi-tui: \(error.finding.text(in: language))")
    }
  }
}

/// A language on the command line.
struct LanguageOption: ExpressibleByArgument {
  var language: Language

  init?(argument: String) {
    guard let language = Language(code: argument) else { return nil }
    self.language = language
  }

  static let allValueStrings = ["nl", "en"]
}

/// An end with a sentence on standard error and exit code 1.
struct Failure: Error {
  var sentence: String
  var code: Int32

  init(_ sentence: String, code: Int32 = 1) {
    self.sentence = sentence
    self.code = code
  }
}
