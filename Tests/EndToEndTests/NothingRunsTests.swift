import JOIModel
import Testing

/// The program starts no other program and reaches no network, whatever is pressed and whatever the data say.
@Suite("Nothing runs")
struct NothingRunsTests {
  @Test("A tour of all keys on all screens executes nothing and opens no socket")
  func tour() throws {
    var fixture = Fixture()
    fixture.tools[0]["name"] = "$(touch gekraakt) `touch gekraakt`"
    fixture.tools[0]["location"] = [
      "links": [["label": "l", "url": "https://x.example/$(touch%20gekraakt)"]]
    ]
    let joi = try Joi(fixture).with([
      "EDITOR": "touch gekraakt", "PAGER": "touch gekraakt", "BROWSER": "touch gekraakt",
      "SHELL": "/bin/false",
      "SSH_ORIGINAL_COMMAND": "export -o gekraakt",
    ])
    let trace = "\(joi.folder.path)/trace"
    let calls = "trace=execve,execveat,socket,connect,bind"
    let tmux = try joi.terminal("exec strace -f -qq -o \(trace) -e \(calls) $JOI", width: 110, height: 35)
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") }

    let printable = (0x21...0x7E).map { String(Unicode.Scalar(UInt8($0))) }.filter { $0 != "q" && $0 != ";" }
    let named = [
      "Up", "Down", "PPage", "NPage", "Home", "End", "Tab", "BTab", "Space", "F1", "Right", "Enter", "Left",
    ]
    let control = [
      "C-a", "C-b", "C-d", "C-e", "C-f", "C-g", "C-k", "C-l", "C-n", "C-o", "C-p", "C-r", "C-t", "C-u", "C-w",
      "C-x",
    ]
    let places: [[String]] = [
      ["0"], ["0", "Enter"], ["0", "/", "a", "l", "f", "a"], ["1"], ["1", "Tab"], ["1", "Tab", "Enter"],
      ["1", "Tab", "u"], ["1", "Tab", "e"], ["1", "Tab", "f"], ["2"], ["3"], ["3", "Enter"], ["S"], ["?"],
    ]
    for place in places {
      // Out of any field first: there letters are letters.
      for keys in [["Escape"], ["Escape"], ["Escape"], place, named, control, printable] {
        try tmux.send(keys)
      }
    }
    // One export for certain.
    for keys in [["Escape"], ["Escape"], ["Escape"], ["0", "1", "Home", "Tab", "Home", "e"]] {
      try tmux.send(keys)
    }
    try tmux.send("Enter")
    try tmux.wait("an exported file") { _ in
      TemporaryFolder.names(in: joi.workFolder).contains { $0.hasSuffix(".html") }
    }
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)

    let lines = try File.text(trace).split(separator: "\n")
    #expect(lines.count { $0.contains("execve") } == 1, "the program itself alone: \(lines)")
    #expect(
      !lines.contains { $0.contains("socket(") || $0.contains("connect(") || $0.contains("bind(") },
      "\(lines)")
    #expect(!File.exists("\(joi.workFolder)/gekraakt"))
  }

  @Test("The subcommands execute nothing and open no socket")
  func subcommands() throws {
    let joi = try Joi()
    let trace = "\(joi.folder.path)/trace"
    for command in ["list", "show alfa", "search alfa", "export", "check", "keys", "--help", "--version"] {
      let result = try joi.shell(
        "exec strace -f -qq -o \(trace) -e trace=execve,execveat,socket $JOI \(command)")
      #expect(result.ending == .exited(0), "\(command): \(result)")
      let lines = try File.text(trace).split(separator: "\n")
      #expect(lines.count == 1 && lines.first?.contains("execve") == true, "\(command): \(lines)")
    }
  }
}
