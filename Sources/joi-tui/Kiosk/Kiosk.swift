import ArgumentParser
import CNcurses
import Glibc
import JOIModel
import JOITUI

/// `--kiosk`: the program as all that an account can run, for sshd's ForceCommand.
///
/// What stands on the command line is the administrator's. What comes from the client is not trusted: the environment is
/// made anew before anything reads it, and the command that was asked for is read here and by no shell
/// (docs/security.md).
struct Kiosk {
  /// The options of the command line that follow `--kiosk`.
  private let options: [String]
  /// What the client asked to run; nil for the full screen.
  private let asked: [UInt8]?

  /// The kiosk, where the command line asks for it; nil elsewhere.
  ///
  /// To be called before the locale is set: a locale and a terminal are read from the environment.
  init?(_ arguments: some Collection<String>) {
    guard arguments.first == "--kiosk" else { return nil }
    options = Array(arguments.dropFirst())
    asked = getenv("SSH_ORIGINAL_COMMAND").flatMap { line in
      let bytes = UnsafeRawBufferPointer(start: line, count: strlen(line))
      return bytes.isEmpty ? nil : Array(bytes)
    }
    Self.confine()
    Self.renewEnvironment(data: Self.value(of: "--data", in: options))
  }

  /// Runs what is to be run.
  func run() throws {
    guard let asked else {
      var program = try JoiTui.parseAsRoot(["open", "--kiosk"] + options)
      try program.run()
      return
    }
    var command = try Self.command(try Self.words(asked))
    try command.run()
  }

  /// The subcommand that words make, or the end with one sentence: the parser's own is a page.
  private static func command(_ words: [String]) throws -> any ParsableCommand {
    do {
      return try JoiTui.parseAsRoot(words)
    } catch {
      let reason = JoiTui.message(for: error).prefix { $0 != "\n" }.prefix(200)
      throw Failure(
        Surroundings().language.text(.kioskNotSo, words[0], SafeText.field(String(reason))), code: 2)
    }
  }

  /// The words of what was asked for, or the end with one sentence.
  private static func words(_ line: [UInt8]) throws -> [String] {
    let language = Surroundings().language
    do throws(RemoteCommand.Refusal) {
      return try RemoteCommand(line).words
    } catch {
      if case .option(let name) = error {
        throw Failure(language.text(.kioskNoOption, SafeText.field(String(name.prefix(40)))), code: 2)
      }
      throw Failure(language.text(.kioskRefused, RemoteCommand.names), code: 2)
    }
  }

  /// No core files, whose place and readers nobody chose; nobody of the same account looks into the process; files are
  /// for their owner and group.
  private static func confine() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = joi_not_dumpable()
    umask(0o027)
  }

  /// An environment with nothing of the client's but the name of the terminal, and that only if it can be a name.
  private static func renewEnvironment(data: String?) {
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    let root = DataRoot.find(asked: data, environment: [:]) { access($0, F_OK) == 0 }
    clearenv()
    setenv("TERM", isTerminalName(term) ? term : "xterm", 1)
    setenv("LANG", "C.UTF-8", 1)
    setenv("JOI_DATA", root.path, 1)
    if let account = accountName() { setenv("XDG_STATE_HOME", "\(root.path)/state/\(account)", 1) }
  }

  /// Whether it has the form of terminfo's names (term(7)): no path, and nothing to steer by. Empty is one too; it means
  /// that the client has no terminal.
  private static func isTerminalName(_ name: String) -> Bool {
    name.utf8.count <= 64 && !name.hasPrefix(".")
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The system's name for the user that the process is, whatever the environment says.
  static func accountName() -> String? {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
    let text = String(cString: name)
    return Identifier.isValid(text) ? text : nil
  }

  private static func value(of option: String, in words: [String]) -> String? {
    for (at, word) in words.enumerated() {
      if word == option, at + 1 < words.count { return words[at + 1] }
      if word.hasPrefix("\(option)=") { return String(word.dropFirst(option.count + 1)) }
    }
    return nil
  }
}
