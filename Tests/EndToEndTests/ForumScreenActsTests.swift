import Glibc
import JOIModel
import Testing

/// What members do with posts, and what each of them may.
@Suite("Forum on screen: acts and roles")
struct ForumScreenActsTests {
  private let dutch = Language.dutch

  private var forum: LiveForum {
    var forum = LiveForum()
    let question = forum.ask("Vraag van Anna", by: "anna")
    forum.reply("Antwoord van Bert.", by: "bert", in: question)
    return forum
  }

  private func openAnswer(_ joi: Joi, _ account: String) throws -> Tmux {
    let tmux = try joi.openForum(as: account)
    try tmux.openThread("Vraag van Anna")
    try tmux.press("Down", until: "the answer at hand") {
      $0.atCursor.hasPrefix(">") && $0.atCursor.contains("Teamleider")
    }
    return tmux
  }

  @Test(
    "F6: who asked marks the answer, and the list changes; another member can't, not by a forged line either")
  func answer() throws {
    let joi = try Joi(forum: forum)
    let other = try openAnswer(joi, "eva")
    try other.press("*", until: dutch.text(.refusedAnswer))
    #expect(!File.exists(joi.logPath("eva")))
    let asker = try openAnswer(joi, "anna")
    try asker.press("*", until: dutch.text(.answered))
    try asker.wait("the mark on the post") { $0.atCursor.contains("✓ \(dutch.text(.postAnswer))") }
    try asker.press("Escape", until: "the answered row") { $0.line("Vraag van Anna").hasSuffix("✓") }
    // The other program shows it without a key.
    try other.wait("the mark for the other member") { $0.atCursor.contains("✓ \(dutch.text(.postAnswer))") }
    #expect(try joi.events("anna").last?["do"] as? String == "answer")
    // And off again.
    try asker.openThread("Vraag van Anna")
    try asker.press("Down", until: "the answer at hand") { $0.atCursor.contains(dutch.text(.postAnswer)) }
    try asker.press("*", until: dutch.text(.unanswered))
    try other.wait("the mark gone") { !$0.atCursor.contains("✓") }

    var forged = forum
    let question = try #require(joi.events("anna").first?["id"] as? String)
    let answer = try #require(joi.events("bert").first?["id"] as? String)
    forged.add("answer", by: "eva", ["thread": .text(question), "post": .text(answer)])
    let screen = try Joi(forum: forged).openForum(as: "anna").screen()
    #expect(screen.line("Vraag van Anna").hasSuffix(dutch.text(.stateWaitingShort)))
  }

  @Test("F6: a facilitator may mark the answer of somebody else's question")
  func facilitatorMarks() throws {
    let joi = try Joi(forum: forum)
    let tmux = try openAnswer(joi, "dina")
    try tmux.press("*", until: dutch.text(.answered))
    try tmux.wait("the mark on the post") { $0.atCursor.contains("✓ \(dutch.text(.postAnswer))") }
  }

  @Test("F10: what a member flags is seen by that member and by facilitators, by nobody else")
  func flag() throws {
    let joi = try Joi(forum: forum)
    let bystander = try openAnswer(joi, "eva")
    let author = try openAnswer(joi, "bert")
    let facilitator = try openAnswer(joi, "dina")
    let member = try openAnswer(joi, "anna")
    try member.press("!", until: dutch.text(.flagPrompt))
    // Beside the usual reasons one's own words; without any it does not go.
    try member.send("Tab")
    try member.press("Enter", until: dutch.text(.refusedReason))
    try member.type("hoort elders")
    try member.press("Enter", until: dutch.text(.flagged))
    try member.wait("one's own flag") { $0.atCursor.contains("⚑ \(dutch.text(.postFlagged))") }
    try facilitator.wait("the flag for the facilitator") {
      $0.atCursor.contains("⚑ \(dutch.text(.postFlagged))")
    }
    #expect(try joi.logged("reason", by: "anna", "meldingen") == ["hoort elders"])
    #expect(try joi.events("anna").allSatisfy { $0["do"] as? String != "flag" }, "not in the room for all")
    try member.press("!", until: dutch.text(.refusedAlready))
    for tmux in [bystander, author] {
      // Something that all see comes later, so that what is not there is not only late.
      let screen = try tmux.press("t", until: dutch.text(.threadFlat))
      #expect(!screen.contains(dutch.text(.postFlagged)) && !screen.contains("⚑"))
    }
    for (account, sees) in [("eva", false), ("bert", false), ("dina", true), ("anna", true)] {
      let screen = try openAnswer(joi, account).screen()
      #expect(screen.contains("⚑") == sees, "\(account)")
    }
  }

  @Test("F15: the account decides who one is, whatever USER and LOGNAME say")
  func account() throws {
    for (account, sees) in [("eva", false), ("dina", true)] {
      var forum = LiveForum()
      forum.identity = "unix"
      forum.members = forum.members.enumerated().map { number, member in
        var member = member
        let isOwn = member["account"].map { $0.source } == "\"\(account)\""
        member["uid"] = .number(isOwn ? Int(getuid()) : 90_000 + number)
        return member
      }
      let joi = try Joi(forum: forum).with(["USER": sees ? "eva" : "dina", "LOGNAME": sees ? "eva" : "dina"])
      let tmux = try joi.open()
      try tmux.press("4", until: dutch.text(.forumAll))
      let screen = try tmux.wait("the account") { $0.row(1).contains(account) }
      #expect(!screen.row(1).contains("DEMO"))
      #expect(screen.contains("Tarieven") == sees, "the companies' room as \(account)")
    }
  }

  @Test("F15: with the system's accounts --as is refused, with 2 and one sentence")
  func noPlaying() throws {
    var forum = forum
    forum.identity = "unix"
    let joi = try Joi(forum: forum)
    let terminal = try joi.raw("--as", "dina")
    #expect(terminal.ended() == .exited(2))
    #expect(
      terminal.text.split(whereSeparator: \.isNewline) == [dutch.text(.cliNotDemo)[...]], "\(terminal.text)")
    #expect(!terminal.output.contains(0x1B))
    #expect(!File.exists(joi.stateFolder(as: "dina")))
  }

  @Test("Likes count once a member and can be taken back; one's own post can't be liked")
  func likes() throws {
    let joi = try Joi(forum: forum)
    let reader = try openAnswer(joi, "eva")
    let author = try openAnswer(joi, "bert")
    try author.press("+", until: dutch.text(.refusedOwn))
    try reader.press("+", until: dutch.text(.liked))
    try author.wait("the like") { $0.contains(dutch.count(1, .postLikes, .postLikesMany)) }
    try reader.wait("one's own like") { $0.contains(dutch.count(1, .postLikes, .postLikesMany)) }
    try reader.press("+", until: dutch.text(.unliked))
    try author.wait("no like") { !$0.contains(dutch.count(1, .postLikes, .postLikesMany)) }
  }

  @Test("One's own post is changed and taken back, with the word for it; another's can't be")
  func editAndRetract() throws {
    let joi = try Joi(forum: forum)
    let reader = try openAnswer(joi, "anna")
    try reader.press("i", until: dutch.text(.refusedOther))
    try reader.press("x", until: dutch.text(.refusedOther))
    let author = try openAnswer(joi, "bert")
    try author.write("i")
    try author.type(" En meer.")
    try author.press("C-x", until: dutch.text(.sent))
    var screen = try reader.wait("the new text") { $0.contains("Antwoord van Bert. En meer.") }
    #expect(screen.contains(dutch.text(.postEdited)))
    try author.press("x", until: dutch.text(.retractPrompt))
    try author.type("vergissing")
    try author.press("Enter", until: dutch.text(.retracted))
    screen = try reader.wait("the post taken back") {
      $0.contains(dutch.text(.postRetractedReason, ["vergissing"]))
    }
    #expect(!screen.contains("En meer.") && screen.contains("0 antwoorden"))
  }
}
