import Glibc
import JOIModel
import Testing

/// Who sees what of the desk: members nothing, facilitators while they are it, nobody what was erased.
@Suite("Desk on screen: rights")
struct DeskScreenRightsTests {
  private let dutch = Language.dutch

  private var forum: LiveForum {
    var forum = LiveForum(daysAgo: 4)
    forum.ask("Vraag een", by: "anna")
    forum.ask("Vraag twee", by: "bert")
    return forum
  }

  // MARK: Members

  @Test("F20: a member can't open the desk: not by its key, by a click where its tab would be, or by a link")
  func members() throws {
    var forum = forum
    forum.ask("Naar binnen", by: "anna", body: "Kijk [daar](screen:desk) eens.")
    let joi = try Joi(forum: forum)
    let tab = try #require(try joi.openDesk().screen().place(of: "5 \(dutch.text(.tabDesk))"))
    let member = try joi.openForum(as: "eva", width: 110)
    var screen = try member.screen()
    #expect(screen.waiting == nil && !screen.contains(dutch.text(.tabDesk)))
    try member.press("5", until: "the refusal") { $0.notice.contains(dutch.text(.deskNotForYou)) }
    try member.openThread("Naar binnen")
    // A click that hits nothing says nothing: what comes after it shows that it was taken.
    try member.mouse(0, at: .init(x: tab.x + 2, y: 0))
    screen = try member.press("t", until: dutch.text(.threadFlat))
    #expect(screen.isConversation)
    try member.press("Tab", until: "the link") { $0.atCursor.dropFirst($0.cursor.x).hasPrefix("daar") }
    screen = try member.press("Enter", until: "a screen without the desk") {
      $0.shows(dutch.text(.deskNotForYou))
    }
    #expect(!screen.shows("Vraag") && !screen.shows(dutch.text(.deskQueue)))
    // Nor do the keys do anything there.
    for key in ["v", "d", "c", "z", "o", "Enter", "Down", "Space"] { try member.send(key) }
    screen = try member.press("0", until: dutch.text(.homeWelcome))
    #expect(!screen.contains(dutch.text(.homeQueueMany, "3")))
    #expect(!File.exists(joi.logPath("eva")))
  }

  /// Accounts of the system, folders and groups as an administrator makes them; run by setpriv, so this needs root.
  @Test(
    "F13: a note is read at the desk; a member sees it on no screen, in no export, and can't read its file")
  func notes() throws {
    let setup = try OwnedForum(identity: "unix")
    try setup.handOver()
    let (note, title) = ("GEHEIM: gebeld met de vrager", "Vraag in leden")
    let cora = try setup.terminal(as: "cora")
    try cora.enterDesk()
    try cora.select(title)
    try cora.press("o", until: dutch.text(.remarkPrompt))
    try cora.type(note)
    try cora.press("Enter", until: "that it is kept") { $0.notice.contains(dutch.text(.actNote)) }
    #expect(try File.text(setup.log("cora", "begeleiding")).contains(note))
    #expect(File.mode(setup.log("cora", "begeleiding")) == 0o640)
    try cora.press("Enter", until: "the note for the facilitator") { $0.isConversation && $0.shows(note) }

    for account in ["anna", "bert"] {
      let member = try setup.terminal(as: account)
      try member.wait("Home") {
        $0.contains(dutch.text(.homeWelcome)) && $0.contains("4 \(dutch.text(.tabForum))")
      }
      try member.press("4", until: dutch.text(.forumAll))
      var screen = try member.openThread(title)
      #expect(!screen.contains("GEHEIM") && screen.contains("Tekst in leden"))
      screen = try member.press("H", until: dutch.text(.historyEmpty))
      #expect(!screen.contains("GEHEIM"))
      try member.press("Escape", until: "the conversation") { $0.isConversation }
      try member.press("/", until: dutch.text(.forumSearchTitle))
      try member.type("gebeld")
      screen = try member.wait("what was found") {
        $0.contains("gebeld") && $0.contains(dutch.count(0, .countPost, .countPosts))
      }
      #expect(!screen.contains("GEHEIM"))
      for line in [
        "for f in markdown mbox atom; do $JOI export --format $f forum; done", "$JOI thread $Q --json",
        "$JOI history $Q", "$JOI search --forum gebeld",
      ] {
        let result = try setup.shell(as: account, line)
        #expect(!(result.output + result.errors).contains("GEHEIM"), "\(line): \(result)")
      }
      for line in ["cat $FORUM/begeleiding/cora.jsonl", "ls $FORUM/begeleiding"] {
        let result = try setup.shell(as: account, line)
        #expect(result.ending != .exited(0) && result.bytes.isEmpty, "\(line): \(result)")
      }
    }
  }

  // MARK: The role goes

  private func demoted(_ forum: LiveForum) throws -> LiveForum {
    var forum = forum
    let place = try #require(forum.place(of: "dina"))
    forum.members[place]["roles"] = JSON.list([])
    return forum
  }

  @Test("B7: the role taken away while the desk is open: the tab goes without a key, the next act is refused")
  func roleGone() throws {
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.press("v", until: "one left") { $0.waiting == 1 }
    let before = try File.read(joi.logPath("dina"))
    try joi.replaceCommunity(demoted(forum))
    let gone = try desk.wait("no desk, without a key") {
      $0.waiting == nil && $0.shows(dutch.text(.deskNotForYou))
    }
    #expect(!gone.shows("Vraag"))
    for key in ["v", "z", "o", "d"] {
      try desk.press(key, until: "the refusal") { $0.notice.contains(dutch.text(.refusedFacilitator)) }
    }
    // Nor from a conversation, which is still hers to read.
    try desk.press("4", until: dutch.text(.forumAll))
    try desk.openThread("Vraag twee")
    for key in ["d", "c", "p"] {
      let screen = try desk.press(key, until: "the refusal") {
        $0.notice.contains(dutch.text(.refusedFacilitator))
      }
      #expect(screen.isConversation)
    }
    #expect(try File.read(joi.logPath("dina")) == before)
    // And given back: the desk is there again.
    try joi.replaceCommunity(forum)
    try desk.wait("the desk's tab, without a key") { $0.waiting == 1 }
    try desk.press("5", until: "the desk") { $0.queued("Vraag twee").isEmpty == false }
  }

  @Test("B7: a reason that is being given when the role goes is not written, and a report closes")
  func formOpen() throws {
    let joi = try Joi(forum: forum)
    let (atDesk, inConversation, atReport) = (
      try joi.openDesk(), try joi.openForum(as: "dina", width: 110), try joi.openDesk()
    )
    try atDesk.press("d", until: dutch.text(.hidePrompt))
    try inConversation.openThread("Vraag twee")
    try inConversation.press("d", until: dutch.text(.hidePrompt))
    try atReport.openReport(.deskContributions, fromTheEnd: 2)
    try atReport.wait("who adds what") { $0.shows("Magazijn Het Krat") }
    try joi.replaceCommunity(demoted(forum))
    for tmux in [atDesk, atReport] {
      let screen = try tmux.wait("no desk, without a key") { $0.shows(dutch.text(.deskNotForYou)) }
      #expect(!screen.shows("Magazijn Het Krat") && !screen.contains(dutch.text(.hidePrompt)))
    }
    try atDesk.send("Enter")
    try inConversation.wait("no tab") { $0.waiting == nil }
    try inConversation.press("Enter", until: "the refusal") {
      $0.notice.contains(dutch.text(.refusedFacilitator))
    }
    #expect(!File.exists(joi.logPath("dina")))
  }

  // MARK: Erased

  @Test("F26: a member erased while the program runs: no screen that is open shows the name any more")
  func erased() throws {
    let name = "Zebedeus Quist"
    var forum = forum
    forum.members.append(["account": "zeb", "name": .text(name), "organisation": "krat"])
    forum.go(daysAgo: 6)
    let question = forum.ask("Zebedeus vraagt iets", by: "zeb", body: "Zebedeus was hier.")
    forum.reply("Dag.", by: "anna", in: question)
    forum.reply("En Zebedeus weer.", by: "zeb", in: question)
    forum.add("retitle", by: "zeb", ["target": .text(question), "title": "Genegeerd"])
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.select("Zebedeus vraagt iets")
    try desk.wait("the name below the queue") { $0.shows("\(name), Magazijn") }
    let member = try joi.openForum(as: "anna", width: 110)
    try member.openThread("Zebedeus vraagt iets")
    try member.wait("the name in the conversation") { $0.shows("\(name), Magazijn") }
    let report = try joi.openDesk()
    try report.openReport(.deskContributions, fromTheEnd: 2)
    try report.press("t", until: "the name in the report") { $0.shows(name) }
    let result = try joi.run("member", "erase", "zeb", "--yes")
    #expect(result.ending == .exited(0), "\(result)")
    // What is erased waits for nothing: in the queue it is the answer to it that is told.
    for (tmux, sign) in [(desk, Message.titleErased), (member, .erasedMember), (report, .erasedMember)] {
      let screen = try tmux.wait("no name, without a key") {
        !$0.contains("Zebedeus") && !$0.contains("Quist")
      }
      #expect(screen.contains(dutch.text(sign)), "\(screen)")
    }
    let printed = try joi.run("report", "contributions", "--as", "dina")
    #expect(printed.output.contains(dutch.text(.erasedMember)) && !printed.output.contains("Zebedeus"))
    // The tree still stands, and can be gone through.
    let screen = try desk.press("Enter", until: "the conversation") { $0.isConversation && $0.shows("Dag.") }
    #expect(!screen.contains("Zebedeus") && screen.shows(dutch.text(.postErased)))
    let history = try desk.press("H", until: "the history") { $0.row(1).contains(dutch.text(.historyTitle)) }
    #expect(!history.contains("Zebedeus"))
  }
}
