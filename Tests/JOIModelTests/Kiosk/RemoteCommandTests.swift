import JOIModel
import Testing

@Suite("A command by ssh")
struct RemoteCommandTests {
  private func words(_ line: String) throws -> [String] { try RemoteCommand(Array(line.utf8)).words }

  private func refusal(_ bytes: [UInt8]) -> RemoteCommand.Refusal? {
    do throws(RemoteCommand.Refusal) {
      _ = try RemoteCommand(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func refusal(_ line: String) -> RemoteCommand.Refusal? { refusal(Array(line.utf8)) }

  @Test(
    "Words are what sh makes of them",
    arguments: [
      ("list", ["list"]),
      ("  list\t--json  ", ["list", "--json"]),
      ("joi-tui export selection --format html", ["export", "selection", "--format", "html"]),
      ("search 'werk druk' hoog", ["search", "werk druk", "hoog"]),
      ("search \"werk druk\"hoog", ["search", "werk drukhoog"]),
      ("search '\"werk druk\"'", ["search", "\"werk druk\""]),
      ("search \"a \\\"b\\\" c\"", ["search", "a \"b\" c"]),
      ("search \"a\\b\"", ["search", "a\\b"]),
      ("search werk\\ druk", ["search", "werk druk"]),
      ("search '' x", ["search", "", "x"]),
      ("search ''", ["search", ""]),
      ("search 'a;b|c' é", ["search", "a;b|c", "é"]),
      ("search 'a$b`c'", ["search", "a$b`c"]),
      ("search --forum -- -is:beantwoord", ["search", "--forum", "--", "-is:beantwoord"]),
      ("show --lang=en bevlogenheid", ["show", "--lang=en", "bevlogenheid"]),
    ])
  func splits(line: String, wanted: [String]) throws {
    #expect(try words(line) == wanted)
  }

  @Test(
    "What a shell would run, expand or redirect is refused",
    arguments: [
      "show x; id", "show x;id", "list && id", "list | sh", "list > x", "list < /etc/passwd", "show $(id)",
      "show `id`", "show \"$(id)\"", "show \"`id`\"", "show $HOME", "show ${HOME}", "list & id", "(list)",
      "{ list; }", "search 'open", "search \"open", "search \\",
    ])
  func refusesShell(line: String) {
    #expect(refusal(line) == .shellSyntax)
  }

  @Test(
    "Only subcommands that read can be asked for",
    arguments: [
      "", " ", "/bin/sh", "sh", "bash -i", "scp -t x", "scp -f /etc/passwd", "/usr/lib/openssh/sftp-server",
      "internal-sftp", "rsync --server --sender . /", "joi-tui", "joi-tui joi-tui list", "./list", "LIST",
      "open", "--kiosk", "--help", "--version", "ask --theme x", "reply x", "check /etc", "member list",
      "member export lid01", "post purge x", "room add x", "keys", "help",
      "--generate-completion-script bash",
      "'list '", "list\\ ",
    ])
  func refusesCommands(line: String) {
    #expect(refusal(line) == .unknownCommand)
  }

  @Test(
    "No option names a path or another account",
    arguments: [
      ("list --data /etc", "--data"), ("list --data=/etc", "--data"), ("export -o x", "-o"),
      ("export -ox", "-ox"), ("export --output x", "--output"), ("export --output=x", "--output"),
      ("export --force", "--force"), ("threads --as lid01", "--as"), ("thread x --as=lid01", "--as"),
      ("list --help", "--help"), ("list -h", "-h"), ("list --", nil), ("list -- --data x", nil),
      ("list --topic --data", "--data"), ("show ---completion", "---completion"),
      ("list '--data' /etc", "--data"),
      ("list --da\\ta /etc", "--data"), ("list -", "-"), ("list --=", "--"),
      // A sign that joins the dash makes another grapheme cluster of it, and no other option.
      ("list -\u{34F}-data /etc", "-\u{34F}-data"),
    ] as [(String, String?)])
  func refusesOptions(line: String, option: String?) {
    #expect(refusal(line) == option.map { .option($0) })
  }

  @Test("Only text of one line, of bounded length")
  func refusesBytes() {
    #expect(refusal(Array("show x".utf8) + [0xFF]) == .notText)
    #expect(refusal([0xC0, 0xAF]) == .notText)
    for control in ["\n", "\r", "\u{1B}[2J", "\u{7F}", "\u{9B}2J", "\u{0}", "\u{8}"] {
      #expect(refusal("show x\(control)") == .notText, "\(control.debugDescription)")
    }
    let room = RemoteCommand.byteLimit - "search ".utf8.count
    #expect(refusal("search " + String(repeating: "a", count: room)) == nil)
    #expect(refusal("search " + String(repeating: "a", count: room + 1)) == .notText)
  }
}
