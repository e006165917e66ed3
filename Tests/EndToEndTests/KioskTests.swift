import Foundation
import Glibc
import JOIModel
import Testing

/// The program as sshd runs it for a member: what comes from the client decides nothing.
@Suite("The kiosk")
struct KioskTests {
  private let dutch = Language.dutch
  private let joi: Joi
  private var data: String { "\(joi.folder.path)/data" }
  /// Where the kiosk keeps what is the user's own: the tests run as root.
  private var state: String { "\(data)/state/root/joi-tui" }

  init() throws {
    joi = try Joi()
    joi.folder.folder("data/state")
    joi.folder.folder("data/state/root")
  }

  private func ask(_ line: String, _ variables: [String: String] = [:]) throws -> Command.Result {
    try joi.with(variables).with(["SSH_ORIGINAL_COMMAND": line, "JOI_DATA": ""]).run(
      "--kiosk", "--data", data)
  }

  private func open(_ variables: [String: String] = [:], _ options: String...) throws -> Tmux {
    let kiosk = joi.with(variables).with(["JOI_DATA": ""])
    let line = (["exec", "$JOI", "--kiosk", "--data", data] + options).joined(separator: " ")
    let exports = variables.map { "export \($0)='\($1)'; " }.joined()
    let tmux = try kiosk.terminal(exports + line)
    try tmux.wait("the first screen") { $0.rows.first?.hasPrefix(" JOI ") == true }
    return tmux
  }

  @Test("Each option of the subcommands that read is known here, and either taken or refused on purpose")
  func optionsAreDecided() throws {
    struct Dump: Decodable {
      struct Command: Decodable {
        struct Argument: Decodable {
          struct Name: Decodable { var kind, name: String }
          var names: [Name]?
        }
        var commandName: String
        var arguments: [Argument]?
        var subcommands: [Command]?
      }
      var command: Command
    }
    let refused: Set = ["--data", "--as", "--output", "-o", "--force", "--version", "--help", "-h"]
    let dumped = try joi.run("--experimental-dump-help")
    let dump = try JSONDecoder().decode(Dump.self, from: Data(dumped.bytes))
    let commands = try #require(dump.command.subcommands)
    for (name, taken) in RemoteCommand.commands {
      let command = try #require(commands.first { $0.commandName == name }, "\(name)")
      let options = (command.arguments ?? []).flatMap { $0.names ?? [] }.map {
        ($0.kind == "long" ? "--" : "-") + $0.name
      }
      #expect(Set(options).subtracting(refused) == taken, "\(name)")
    }
  }

  @Test(
    "A subcommand that reads prints what it prints elsewhere, with the program's name before it or not",
    arguments: [
      "list", "list --json", "show alfa", "search alfa", "search 'alfa'", "export --format csv",
      "export tool alfa --format html",
    ])
  func reads(line: String) throws {
    let wanted = try joi.with(["JOI_DATA": data]).shell("$JOI \(line)")
    #expect(wanted.ending == .exited(0) && !wanted.output.isEmpty, "\(wanted)")
    for asked in [line, "joi-tui \(line)"] {
      let result = try ask(asked)
      #expect(result.ending == .exited(0) && result.bytes == wanted.bytes, "\(result)")
    }
  }

  @Test(
    "Anything else is refused with one sentence, and nothing runs",
    arguments: [
      "/bin/sh", "show alfa; id", "$(id)", "scp -t /tmp", "/usr/lib/openssh/sftp-server", "open",
      "check /",
      "member list", "ask --theme x --title y", "list --data /etc", "export -o gemaakt", "threads --as lid01",
      "list\nid", "export x", "show", "list --focus x", "digest --since nooit",
      String(repeating: "a", count: 100_000),
    ])
  func refuses(line: String) throws {
    let result = try ask(line)
    #expect(result.ending == .exited(2), "\(result)")
    #expect(result.bytes.isEmpty && result.complaints.count == 1, "\(result)")
    #expect(result.errors.utf8.count < 400, "\(result.errors)")
    #expect(!result.errors.contains("uid="))
    #expect(TemporaryFolder.names(in: joi.workFolder) == [])
  }

  @Test("Bytes that are no text are refused like words that are not known")
  func refusesBinary() throws {
    let line = #"SSH_ORIGINAL_COMMAND=$(printf 'show \377\376\033[2J') exec $JOI --kiosk"#
    let result = try joi.shell(line)
    #expect(result.ending == .exited(2) && result.bytes.isEmpty && result.complaints.count == 1, "\(result)")
    #expect(!result.errors.utf8.contains(0x1B) && !result.errors.utf8.contains(0xFF))
  }

  @Test("The client's environment decides neither data, state, language nor terminal description")
  func environment() throws {
    joi.folder.folder("vreemd")
    let foreign = "\(joi.folder.path)/vreemd"
    let tmux = try open([
      "XDG_STATE_HOME": foreign, "HOME": foreign, "JOI_DATA": foreign, "LANG": "en_GB.UTF-8",
      "LC_ALL": "en_GB.UTF-8",
      "TERMINFO": foreign, "TERMINFO_DIRS": foreign, "NO_COLOR": "1", "COLUMNS": "20", "LINES": "5",
      "ESCDELAY": "60000",
      "NCURSES_NO_UTF8_ACS": "1", "SHELL": "/bin/sh", "PATH": foreign,
    ])
    let screen = try tmux.openToolAndSave(dutch)
    #expect(screen.rows.count == 30)
    #expect(TemporaryFolder.names(in: state).contains("selection.json"))
    #expect(TemporaryFolder.names(in: foreign) == [])
    // Esc acts at once, whatever ESCDELAY said.
    try tmux.press("Escape", until: "the list") { $0.selected.contains("Alfameter") }
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    let selection = try ask("export selection --format csv", ["XDG_STATE_HOME": foreign])
    #expect(selection.output.contains("Alfameter"), "\(selection)")
  }

  @Test("Ctrl-Z and a stop signal leave no shell behind: they are told, and the program goes on")
  func noSuspend() throws {
    let tmux = try open()
    try tmux.press("C-z", until: dutch.text(.kioskNoSuspend))
    try tmux.press("Down", until: "the sentence goes") { !$0.contains(dutch.text(.kioskNoSuspend)) }
    #expect(kill(try tmux.screen().pid, SIGTSTP) == 0)
    try tmux.wait("the sentence") { $0.contains(dutch.text(.kioskNoSuspend)) }
    let help = try tmux.press("?", until: dutch.text(.helpTitle))
    #expect(!help.contains(dutch.text(.commandSuspendHelp)))
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
  }

  @Test("Taking along writes no file; the screen shows the command that fetches it, with the account")
  func noFiles() throws {
    let tmux = try open([:], "--host", "joi.example")
    try tmux.openFirstTopic()
    try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    let sheet = try tmux.press("e", until: dutch.text(.exportFetch))
    #expect(sheet.contains("ssh root@joi.example joi-tui export tool alfa"))
    try tmux.press("Enter", until: dutch.text(.kioskFetch).prefix(40).description)
    #expect(TemporaryFolder.names(in: joi.workFolder) == [])
  }

  @Test("No core file, nobody looks into the process, and files are for owner and group")
  func confined() throws {
    let tmux = try open()
    let pid = try tmux.screen().pid
    let limits = try File.text("/proc/\(pid)/limits")
    let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
    #expect(core?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(limits)")
    #expect(try File.text("/proc/\(pid)/status").contains("Umask:\t0027"))
    let variables = try File.text("/proc/\(pid)/environ")
    #expect(!variables.isEmpty)
  }

  @Test(
    "A terminal that nobody knows, or a path for one, is taken for an xterm, and that is told",
    arguments: ["geen-terminal", "../../etc/passwd", "/etc/passwd", "x;id"])
  func unknownTerminal(name: String) throws {
    let tmux = try open(["TERM": name])
    if name == "geen-terminal" {
      #expect(try tmux.screen().contains(dutch.text(.noticeTerminal, name, "xterm")))
    }
    try tmux.press("1", until: "Appelteelt")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
  }

  @Test("Without a terminal, or with one that can't show a screen, one sentence")
  func noTerminal() throws {
    let result = try joi.run("--kiosk", "--data", data)
    #expect(result.ending == .exited(2) && result.complaints.count == 1, "\(result)")
    for name in ["", "dumb"] {
      let terminal = try joi.terminal("TERM='\(name)' exec $JOI --kiosk --data \(data)")
      #expect(try terminal.ended() == 2)
    }
  }

  @Test("What follows --kiosk is the administrator's, and a wrong word there is told")
  func administratorsOptions() throws {
    let tmux = try open([:], "--lang", "en")
    #expect(try tmux.screen().contains(Language.english.text(.homeBrowse)))
    let result = try joi.run("--kiosk", "--nonsense")
    #expect(result.ending == .exited(2), "\(result)")
  }
}

extension Tmux {
  /// Opens the first tool's page, saves the tool, and answers the screen that says so.
  fileprivate func openToolAndSave(_ language: Language) throws -> Screen {
    try openFirstTopic()
    try press("Enter", until: FiveQuestions.question.heading(in: language))
    return try press("s", until: language.text(.noticeSaved, "Alfameter"))
  }
}
