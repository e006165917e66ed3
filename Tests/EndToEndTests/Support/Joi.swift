import Glibc
import JOIModel
import Testing

/// The program with data, home and state of a test's own.
struct Joi {
  let folder: TemporaryFolder
  var environment: [String: String]
  private let binary: String

  /// The program on a toolbox; on none where it is nil.
  init(_ fixture: Fixture? = Fixture()) throws {
    binary = try Binary.path()
    folder = try TemporaryFolder()
    environment = [
      "HOME": folder.folder("home"), "XDG_STATE_HOME": folder.folder("state"),
      "JOI_DATA": folder.folder("data"),
      "LANG": "nl_NL.UTF-8", "TERM": "xterm-256color", "PATH": "/usr/bin:/bin",
    ]
    folder.folder("work")
    if let fixture { try write(fixture.source) }
  }

  var toolboxFile: String { "\(folder.path)/data/toolbox.json" }
  var stateFolder: String { "\(folder.path)/state/joi-tui" }
  /// Where the program is started, and where its exports go.
  var workFolder: String { "\(folder.path)/work" }

  /// Puts a toolbox in the place of the one that is there, as editors do.
  func write(_ source: String) throws {
    try File.write(source, to: "\(toolboxFile).new")
    guard rename("\(toolboxFile).new", toolboxFile) == 0 else { throw SystemFailure("rename") }
  }

  /// The same with other variables; an empty value takes one away.
  func with(_ variables: [String: String]) -> Joi {
    var copy = self
    for (name, value) in variables { copy.environment[name] = value.isEmpty ? nil : value }
    return copy
  }

  /// Runs a subcommand.
  func run(_ arguments: String..., output: String? = nil) throws -> Command.Result {
    try run(arguments, output: output)
  }

  func run(_ arguments: [String], output: String? = nil, input: [UInt8]? = nil) throws -> Command.Result {
    try Command.run(
      [binary] + arguments, environment: environment, in: folder, directory: workFolder, output: output,
      input: input)
  }

  /// Runs a subcommand with a text on standard input.
  func run(_ arguments: String..., input: String) throws -> Command.Result {
    try run(arguments, input: Array(input.utf8))
  }

  /// Runs a line of shell in which $JOI is the program.
  func shell(_ line: String) throws -> Command.Result {
    try Command.run(
      ["/bin/sh", "-c", line], environment: environment.merging(["JOI": binary]) { $1 }, in: folder,
      directory: workFolder)
  }

  /// Opens the full-screen program and waits for its first screen.
  func open(_ arguments: String..., width: Int = 100, height: Int = 30) throws -> Tmux {
    let tmux = try Tmux(
      [binary] + arguments, environment: environment, directory: workFolder, width: width, height: height,
      keeping: folder)
    try tmux.wait("the first screen") { $0.rows.first?.hasPrefix(" JOI ") == true }
    return tmux
  }

  /// Opens a terminal with a line of shell in which $JOI is the program.
  func terminal(_ line: String, width: Int = 100, height: Int = 30) throws -> Tmux {
    try Tmux(
      ["/bin/sh", "-c", line], environment: environment.merging(["JOI": binary]) { $1 },
      directory: workFolder,
      width: width, height: height, keeping: folder)
  }

  /// Opens a terminal with a shell that knows jobs, in which $JOI is the program.
  func jobShell(width: Int = 100, height: Int = 30) throws -> Tmux {
    let tmux = try Tmux(
      ["/bin/bash", "--norc", "--noprofile", "-i"],
      environment: environment.merging(["JOI": binary, "PS1": "klaar> ", "HISTFILE": "/dev/null"]) { $1 },
      directory: workFolder, width: width, height: height, keeping: folder)
    try tmux.wait("the shell") { $0.contains("klaar>") }
    return tmux
  }

  /// Starts the full-screen program on a bare pseudo-terminal.
  func raw(_ arguments: String..., width: Int = 100, height: Int = 30) throws -> PseudoTerminal {
    try PseudoTerminal(
      [binary] + arguments, environment: environment, directory: workFolder, width: width, height: height,
      keeping: folder)
  }

  /// The same by a line of shell in which $JOI is the program.
  func raw(shell line: String, width: Int = 100, height: Int = 30) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["/bin/sh", "-c", line], environment: environment.merging(["JOI": binary]) { $1 },
      directory: workFolder,
      width: width, height: height, keeping: folder)
  }
}

extension Language {
  /// A message up to its first value: what can be looked for whatever the value is.
  func start(of message: Message) -> String {
    text(message).prefix { $0 != "{" }.trimming(" ")
  }
}

extension Tmux {
  /// Opens the toolbox and goes to the tools of the first topic of the first pillar.
  func openFirstTopic() throws {
    try press("1", until: "Appelteelt")
    try select("Appelteelt")
    try press("Enter", untilSelected: "Alfameter")
  }
}
