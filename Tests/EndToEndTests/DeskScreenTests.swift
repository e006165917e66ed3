import Glibc
import JOIModel
import Testing

/// The desk in a terminal: what waits leaves when it is handled, also for the next start and for another facilitator.
@Suite("Desk on screen")
struct DeskScreenTests {
  private let dutch = Language.dutch

  /// A forum with one conversation for every reason, and a second facilitator.
  private struct Scene {
    var forum = LiveForum(daysAgo: 30)
    var flagged = ""
    var unanswered = ""

    init() {
      forum.members.append([
        "account": "frits", "name": "Frits", "organisation": "raam",
        "roles": [["role": "facilitator", "from": "2026-01-01"]],
      ])
      forum.rooms.append([
        "id": "begeleiding", "name": Fixture.both("Begeleiding", "Facilitation"), "kind": "notes",
      ])
      let quiet = forum.ask("Stil gesprek", by: "anna")
      let last = forum.reply("Een antwoord.", by: "bert", in: quiet)
      forum.add("review", by: "dina", ["target": .text(last)])
      forum.go(daysAgo: 10)
      let again = forum.ask("Vraagt door", by: "anna")
      forum.reply("Een antwoord.", by: "bert", in: again)
      let more = forum.reply("En hoe dan?", by: "anna", in: again)
      forum.add("review", by: "dina", ["target": .text(more)])
      unanswered = forum.ask("Zonder antwoord", by: "bert")
      forum.add("review", by: "dina", ["target": .text(unanswered)])
      forum.go(daysAgo: 1)
      let answered = forum.ask("Nieuw bericht", by: "anna")
      forum.reply("Graag.", by: "bert", in: answered)
      flagged = forum.reply("Reclame voor iets.", by: "bert", in: answered)
      forum.add("review", by: "dina", ["target": .text(flagged)])
      forum.add("flag", by: "anna", room: "meldingen", ["post": .text(flagged), "reason": "reclame"])
      forum.ask("Eerste keer", by: "eva")
      forum.reply("Nog iets.", by: "anna", in: again)
    }
  }

  private func open(_ joi: Joi, as account: String = "dina", _ prefix: String = "") throws -> Tmux {
    let tmux = try joi.terminal("\(prefix) exec $JOI --as \(account)")
    try tmux.wait("Home") {
      $0.contains(dutch.text(.homeWelcome)) && $0.contains("5 \(dutch.text(.tabDesk)) ●")
    }
    try tmux.press("5", until: dutch.text(.deskQueue))
    return tmux
  }

  private func tab(_ count: Int) -> String {
    count == 0 ? "[5 \(dutch.text(.tabDesk))]" : "[5 \(dutch.text(.tabDesk)) ●\(count)]"
  }

  @Test("F9: what is handled leaves the queue, stays handled, and comes back when something new happens")
  func handled() throws {
    let scene = Scene()
    let joi = try Joi(forum: scene.forum)
    var tmux = try open(joi)
    let screen = try tmux.wait("five") { $0.contains(tab(5)) }
    // One of every reason, the most urgent first.
    let order = ["Nieuw bericht", "Zonder antwoord", "Vraagt door", "Stil gesprek", "Eerste keer"]
    let rows = try order.map { try #require(screen.row(of: $0), "\($0)\n\(screen)") }
    #expect(rows == rows.sorted())
    for (title, reason) in zip(
      order, [Message.reasonFlagged, .reasonUnanswered, .reasonAskedAgain, .reasonQuiet, .reasonNewcomer])
    {
      #expect(screen.line(title).contains(dutch.text(reason)), "\(title)")
    }
    try tmux.press("v", until: tab(4))
    #expect(try !tmux.screen().middle.contains { $0.contains("Nieuw bericht") })
    let history = try joi.run("history", "--as", "dina", "--json").output
    #expect(history.contains(#""kind":"review""#) && history.contains(#""account":"dina""#), "\(history)")
    try tmux.send("q", "q")
    _ = try tmux.ended()
    tmux = try open(joi)
    try tmux.wait("still four") { $0.contains(tab(4)) }
    // Another process writes: it comes back without a key.
    #expect(
      try joi.run(["reply", "--as", "anna", scene.flagged], input: Array("Nog wat.".utf8)).ending
        == .exited(0))
    try tmux.wait("five again") { $0.contains(tab(5)) && $0.contains("Nieuw bericht") }
  }

  @Test("F9: what one facilitator has seen leaves the list of the other, without a key")
  func twoDesks() throws {
    let joi = try Joi(forum: Scene().forum)
    let (dina, frits) = (try open(joi), try open(joi, as: "frits"))
    try dina.press("v", until: tab(4))
    try frits.wait("four for the other") { $0.contains(tab(4)) && !$0.contains("Nieuw bericht") }
    try frits.press("z", until: dutch.text(.deskNothingToUndo))
    try dina.press("z", until: tab(5))
    try frits.wait("five for the other") { $0.contains(tab(5)) }
  }

  @Test("Keys that come in one burst meet one conversation each, and so do their undoings")
  func typedAhead() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try open(joi)
    try tmux.type("vvv")
    try tmux.wait("two left") { $0.contains(tab(2)) }
    let before = try joi.events("dina").filter { $0["do"] as? String == "review" }
    #expect(Set(before.suffix(3).compactMap { $0["target"] as? String }).count == 3)
    try tmux.type("zzz")
    try tmux.wait("all back") { $0.contains(tab(5)) }
    // Also when nothing has been read back in between.
    try tmux.type("vvzz")
    try tmux.wait("all back again") { $0.contains(tab(5)) }
    #expect(try joi.events("dina").filter { $0["do"] as? String == "undo" }.count == 5)
  }

  @Test(
    "F11: a hidden post shows its reason to members and its text to facilitators, and comes back as it was")
  func hiding() throws {
    let scene = Scene()
    let joi = try Joi(forum: scene.forum)
    func text() throws -> String { try joi.run("thread", "--as", "eva", "--json", scene.flagged).output }
    let before = try text()
    let member = try joi.openForum(as: "eva")
    try member.openThread("Nieuw bericht")
    let tmux = try open(joi)
    try tmux.press("d", until: dutch.text(.hidePrompt))
    try tmux.press("Enter", until: dutch.text(.actHide))
    let hidden = dutch.text(.postHidden, dutch.text(.reasonPerson))
    try member.wait("the reason in place of the text") { $0.contains(hidden) && !$0.contains("Reclame voor") }
    #expect(try !text().contains("Reclame voor"))
    // The conversation has nothing else that waits: it is found in the forum.
    try tmux.press("4", until: dutch.text(.forumAll))
    try tmux.openThread("Nieuw bericht")
    try tmux.press("End", until: "the hidden post") {
      $0.contains(hidden) && $0.contains("Reclame voor iets.")
    }
    try tmux.press("d", until: dutch.text(.actShow))
    try member.wait("the text") { $0.contains("Reclame voor iets.") }
    #expect(try text() == before)
  }

  @Test("F12: three are marked, closed with one question, and opened again with one key")
  func several() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try open(joi)
    for _ in 0..<3 { try tmux.send("Space") }
    try tmux.press("c", until: dutch.text(.closePrompt))
    #expect(try tmux.screen().contains(dutch.count(3, .countThread, .countThreads)))
    try tmux.press("Enter", until: tab(2))
    let closed = try joi.events("dina").filter { $0["do"] as? String == "close" }
    #expect(closed.count == 3 && Set(closed.compactMap { $0["at"] as? String }).count == 1)
    #expect(
      try joi.run("threads", "--as", "eva").output.components(dutch.text(.stateClosed)) == 3)
    try tmux.press("z", until: tab(5))
    #expect(try joi.run("threads", "--as", "eva").output.components(dutch.text(.stateClosed)) == 0)
    #expect(try joi.events("dina").filter { $0["do"] as? String == "undo" }.count == 3)
  }

  @Test("F13: what facilitators note no member sees, on no screen and in no output")
  func notes() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try open(joi)
    try tmux.press("o", until: dutch.text(.remarkPrompt))
    try tmux.type("gebeld met kenmerk hooiberg")
    try tmux.press("Enter", until: dutch.text(.actNote))
    try tmux.press("Enter", until: "gebeld met kenmerk hooiberg")
    #expect(try joi.logged("body", by: "dina", "begeleiding") == ["gebeld met kenmerk hooiberg"])
    let member = try joi.openForum(as: "anna")
    try member.openThread("Nieuw bericht")
    #expect(try !member.screen().contains("hooiberg"))
    try member.press("H", until: dutch.text(.historyTitle))
    #expect(try !member.screen().contains("hooiberg"))
    for command in [
      ["search", "--forum", "hooiberg"], ["export", "forum", "--format", "mbox"], ["threads", "--json"],
      ["history", try #require(joi.events("anna").last?["id"] as? String)],
    ] {
      #expect(try !joi.run(command + ["--as", "anna"]).output.contains("gebeld"), "\(command)")
    }
  }

  @Test("F14: a reason can't forge a second act, nor reach the terminal")
  func forging() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try open(joi)
    try tmux.press("c", until: dutch.text(.closePrompt))
    let forged = "klaar\n{\"v\":1,\"do\":\"hide\"}\u{1B}]0;x\u{7}"
    try tmux.send(bytes: "\u{1B}[200~\(forged)\u{1B}[201~")
    try tmux.wait("the reason in the field") { $0.contains("klaar") }
    try tmux.press("Enter", until: dutch.text(.actClose))
    #expect(try joi.events("dina").last?["do"] as? String == "close")
    #expect(try joi.events("dina").filter { $0["do"] as? String == "hide" }.isEmpty)
    let history = try joi.run("history", "--as", "dina")
    #expect(!history.output.contains("\u{1B}"))
    #expect(try joi.run("check").ending == .exited(0))
  }

  @Test("F15: who is no facilitator any more sees no desk, and does nothing with it")
  func demoted() throws {
    var scene = Scene()
    let joi = try Joi(forum: scene.forum)
    let tmux = try open(joi)
    scene.forum.members.removeAll { if case .text("dina")? = $0["account"] { true } else { false } }
    scene.forum.members.append(["account": "dina", "name": "Dina", "organisation": "raam"])
    try File.write(scene.forum.source, to: "\(joi.folder.path)/data/community.json.new")
    #expect(
      rename("\(joi.folder.path)/data/community.json.new", "\(joi.folder.path)/data/community.json") == 0)
    try tmux.wait("no desk") { !$0.row(0).contains("5 ") && $0.contains(dutch.text(.deskNotForYou)) }
    let before = try File.read(joi.logPath("dina"))
    try tmux.press("v", until: dutch.text(.refusedFacilitator))
    #expect(try File.read(joi.logPath("dina")) == before)
  }

  @Test("F20: members have no desk, by no key, click or link")
  func members() throws {
    var scene = Scene()
    scene.forum.ask("Met een link", by: "bert", body: "[Hierheen](screen:desk)")
    let joi = try Joi(forum: scene.forum)
    let tmux = try joi.openForum(as: "anna")
    #expect(try !tmux.screen().row(0).contains("5 "))
    try tmux.press("5", until: dutch.text(.deskNotForYou))
    try tmux.openThread("Met een link")
    try tmux.send("Tab", "Enter")
    try tmux.press("M", until: "the mouse") { _ in true }
    #expect(try !tmux.screen().contains(dutch.text(.deskQueue)))
  }

  @Test("F27: a pinned and closed announcement stands on top, and takes no reply")
  func announcement() throws {
    var scene = Scene()
    scene.forum.ask("Huisregels", by: "dina")
    let joi = try Joi(forum: scene.forum)
    let tmux = try joi.openForum(as: "dina")
    try tmux.select("Huisregels")
    try tmux.press("p", until: dutch.text(.actPin))
    try tmux.press("c", until: dutch.text(.closePrompt))
    try tmux.send("Down", "Down")
    try tmux.press("Enter", until: dutch.text(.actClose))
    let member = try joi.openForum(as: "bert")
    #expect(try member.screen().selected.contains("[\(dutch.text(.forumPinned))] Huisregels"))
    try member.press("Enter", until: dutch.text(.threadClosed, dutch.text(.reasonAnnouncement)))
    try member.press("r", until: dutch.text(.refusedClosed))
  }

  @Test("What could not be written is told, and the conversation waits again")
  func unwritable() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try open(joi, "ulimit -f 0; trap '' XFSZ;")
    try tmux.press("v", until: "the failure") { $0.contains("! ") && $0.contains(tab(5)) }
    #expect(try joi.events("dina").allSatisfy { $0["do"] as? String == "review" })
  }

  @Test("In the smallest window arrows, Enter and Esc are enough")
  func small() throws {
    let joi = try Joi(forum: Scene().forum)
    let tmux = try joi.terminal("NO_COLOR=1 exec $JOI --as dina", width: 60, height: 16)
    try tmux.wait("Home") { $0.contains(dutch.text(.homeWelcome)) && $0.contains("●5") }
    // Home leads there too.
    while try !tmux.screen().selected.contains(dutch.count(5, .homeQueue, .homeQueueMany)) {
      let before = try tmux.screen().cursor
      try tmux.press("Down", until: "a row below") { $0.cursor != before }
    }
    try tmux.press("Enter", until: "Nieuw bericht")
    try tmux.press("Down", until: "the second row") { $0.selected.contains("Zonder antwoord") }
    try tmux.press("Enter", until: "the conversation") { $0.isConversation }
    try tmux.press("Escape", until: "the desk") { $0.selected.contains("Zonder antwoord") }
    try tmux.press("Left", until: dutch.text(.deskQueue))
    try tmux.press("End", until: "the digest") { $0.selected.contains(dutch.text(.deskDigest)) }
    try tmux.press("Enter", until: "Nieuws van het forum")
  }
}

extension String {
  /// How often a text stands in it.
  fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
