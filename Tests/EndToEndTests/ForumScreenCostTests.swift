import Glibc
import JOIModel
import Testing

/// What the forum costs at rest, and what it asks of the system.
@Suite("Forum on screen: cost and calls")
struct ForumScreenCostTests {
  private var forum: LiveForum {
    var forum = LiveForum()
    for number in 1...8 {
      let question = forum.ask(
        "Vraag \(number)", by: "bert", body: "Zie [alfa](tool:alfa) of https://voorbeeld.example/.")
      forum.reply(
        "$(touch gekraakt) `touch gekraakt` [x](https://x.example/$(touch%20gekraakt))", by: "anna",
        in: question)
    }
    return forum
  }

  @Test(
    "B4, U8: five seconds with the forum open: no processor time, no thread wakes up, nothing is sent",
    arguments: [false, true])
  func idle(_ isReading: Bool) throws {
    let terminal = try Joi(forum: forum).rawForum(as: "anna", until: "Vraag 8")
    if isReading { try terminal.press("\r") }
    let (switches, ticks) = (Kernel.switches(terminal.pid), Kernel.ticks(terminal.pid))
    #expect(switches > 0 && ticks >= 0)
    #expect(terminal.listen(seconds: 5) == [])
    #expect(Kernel.switches(terminal.pid) == switches)
    #expect(Kernel.ticks(terminal.pid) == ticks)
  }

  @Test("A tour of all keys of the forum starts no program, opens no internet socket and maps no log")
  func calls() throws {
    let joi = try Joi(forum: forum).with([
      "EDITOR": "touch gekraakt", "VISUAL": "touch gekraakt", "PAGER": "touch gekraakt",
      "BROWSER": "touch gekraakt",
      "SHELL": "/bin/false",
    ])
    let trace = "\(joi.folder.path)/trace"
    let calls = "trace=execve,execveat,socket,connect,bind,mmap,openat,flock,fsync,write"
    let tmux = try joi.terminal(
      "exec strace -f -qq -y -s 24 -o \(trace) -e \(calls) $JOI --as anna", width: 110, height: 35)
    try tmux.press("4", until: "Vraag 8")

    let printable = (0x21...0x7E).map { String(Unicode.Scalar(UInt8($0))) }.filter { $0 != "q" && $0 != ";" }
    let named = [
      "Up", "Down", "PPage", "NPage", "Home", "End", "Tab", "BTab", "Space", "F1", "Right", "Enter", "Left",
    ]
    let control = [
      "C-a", "C-b", "C-d", "C-e", "C-f", "C-g", "C-k", "C-l", "C-n", "C-o", "C-p", "C-r", "C-t", "C-u", "C-w",
    ]
    let places: [[String]] = [
      ["4"], ["4", "Tab"], ["4", "Enter"], ["4", "Enter", "r"], ["4", "Enter", "R"],
      ["4", "Enter", "Down", "!"],
      ["4", "Enter", "Down", "i"], ["4", "a"], ["4", "/"], ["4", "Enter", "r", "C-p"],
      ["4", "Enter", "r", "C-t"],
    ]
    for place in places {
      for keys in [["Escape"], ["Escape"], ["Escape"], place, named, control, printable] {
        try tmux.send(keys)
      }
    }
    // One post for certain.
    for keys in [["Escape"], ["Escape"], ["Escape"], ["Escape"], ["4"]] { try tmux.send(keys) }
    try tmux.press("0", until: Language.dutch.text(.homeWelcome))
    try tmux.press("4", until: Language.dutch.text(.forumAll))
    try tmux.press("Enter", until: "a conversation") { $0.isConversation }
    try tmux.write()
    try tmux.type("Zeker.")
    try tmux.press("C-x", until: Language.dutch.text(.sent))
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)

    let lines = try File.text(trace).split(separator: "\n")
    #expect(lines.count { $0.contains("execve") } == 1, "the program itself alone")
    #expect(!lines.contains { $0.contains("AF_INET") }, "\(lines.filter { $0.contains("AF_INET") })")
    #expect(!lines.contains { $0.contains("connect(") || $0.contains("bind(") })
    // Logs are opened, and read or written by calls: a mapped one that is cut short would kill the program.
    #expect(lines.contains { $0.contains("openat(") && $0.contains("bert.jsonl") })
    #expect(lines.contains { $0.contains("mmap(") })
    #expect(!lines.contains { $0.contains("mmap(") && $0.contains(".jsonl") })
    #expect(!File.exists("\(joi.workFolder)/gekraakt"))
    // An answer is one write, then on disk; the lock is not on the log.
    let own = lines.filter { line in
      line.contains("anna.jsonl") && ["write(", "fsync(", "flock("].contains { line.contains($0) }
    }
    #expect(own.last { $0.contains("fsync(") } == own.last && own.dropLast().last?.contains("write(") == true)
    #expect(!own.contains { $0.contains("flock(") } && lines.contains { $0.contains("flock(") })
  }
}
