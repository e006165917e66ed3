import JOIModel
import Testing

/// Disks that are full and folders that can't be written to.
@Suite("Storage")
struct StorageTests {
  private let dutch = Language.dutch

  /// State that can't be kept, for root too: a folder below a plain file, no folder at all, and a limit of no bytes.
  @Test(
    "What can't be saved is told on the status line, and the program goes on",
    arguments: [
      "XDG_STATE_HOME=$PWD/bestand exec $JOI", "XDG_STATE_HOME=/proc/nergens exec $JOI",
      "unset XDG_STATE_HOME HOME; exec $JOI", "ulimit -f 0; exec $JOI",
    ])
  func unsaved(_ line: String) throws {
    let joi = try Joi()
    try File.write("geen folder\n", to: "\(joi.workFolder)/bestand")
    let tmux = try joi.terminal(line)
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") }
    try tmux.openFirstTopic()
    var screen = try tmux.press("s", until: dutch.start(of: .noticeSaveFailed))
    #expect(screen.row(28).contains(dutch.start(of: .noticeSaveFailed)), "on the line above the keys")
    screen = try tmux.press("Down", untilSelected: "Betawijzer")
    #expect(!screen.contains(dutch.start(of: .noticeSaveFailed)))
    try tmux.press("0", until: dutch.text(.homeWelcome))
    try tmux.send("q")
    #expect(try tmux.ended() == 0)
    #expect(try File.text("\(joi.workFolder)/bestand") == "geen folder\n")
  }

  @Test("An export that can't be written is told on the status line, and the program goes on")
  func exportFromTheScreen() throws {
    let joi = try Joi()
    let tmux = try joi.terminal("cd /proc; exec $JOI")
    try tmux.wait("the first screen") { $0.row(0).hasPrefix(" JOI ") }
    try tmux.openFirstTopic()
    try tmux.press("e", until: dutch.text(.exportHTML))
    try tmux.select(dutch.text(.exportCSV))
    try tmux.press("Enter", until: dutch.start(of: .noticeExportFailed))
    try tmux.press("Escape", untilSelected: "Alfameter")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
  }

  @Test("export and list to a full disk end with 1 and one sentence")
  func fullDisk() throws {
    let joi = try Joi()
    let exported = try joi.run("export", "-o", "/dev/full", "--force")
    #expect(exported.ending == .exited(1) && exported.complaints.count == 1, "\(exported)")
    let listed = try joi.run("list", output: "/dev/full")
    #expect(listed.ending == .exited(1) && listed.complaints.count == 1, "\(listed)")
    let below = try joi.run("export", "-o", "\(joi.toolboxFile)/uit.md")
    #expect(below.ending == .exited(1) && below.complaints.count == 1, "\(below)")
  }

  @Test(
    "export to a file over the limit ends with 1 and one sentence")
  func fileLimit() throws {
    // Through a pipe, for the limit holds for the files that the test reads too.
    let limited = try Joi().shell("{ ulimit -f 0; $JOI export -o uit.md 2>&1; echo status=$?; } | cat")
    #expect(limited.lines.count == 2 && limited.lines.last == "status=1", "\(limited)")
  }

  @Test("A reader that stops reading ends it quietly")
  func closedPipe() throws {
    var fixture = Fixture()
    // More than a pipe holds, or nobody would notice.
    fixture.tools[0]["background"] = .text(Fixture.paragraphs("achtergrond", 12_000))
    let result = try Joi(fixture).shell("$JOI export --format json | head -c 1")
    #expect(result.output == "[" && result.errors.isEmpty, "\(result)")
  }

  @Test("A broken selection.json or preferences.json is passed over")
  func brokenState() throws {
    let joi = try Joi()
    joi.folder.folder("state/joi-tui")
    for name in ["selection.json", "preferences.json"] {
      try File.write("{\"entries\": [7, {\"to", to: "\(joi.stateFolder)/\(name)")
    }
    let tmux = try joi.open()
    try tmux.openFirstTopic()
    try tmux.press("s", until: "★1")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    #expect(try File.text("\(joi.stateFolder)/selection.json").contains("alfa"))
  }
}
