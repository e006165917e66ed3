import Glibc
import JOIModel
import Testing

/// What facilitators do at the desk, and what members see of it.
@Suite("Desk on screen: acts")
struct DeskScreenActsTests {
  private let dutch = Language.dutch
  private static let question = "Vraag van Anna"
  /// What is hidden and shown again: it has to come back to the byte.
  private static let body =
    "Jan is *ziek*: 38 °C é e\u{301}\n\n> citaat\n\n```\ncode  met  spaties\n```\n einde"

  private var forum: (forum: LiveForum, question: String, answer: String) {
    var forum = LiveForum()
    let question = forum.ask(Self.question, by: "anna", tools: ["alfa"])
    let answer = forum.reply(Self.body, by: "bert", in: question)
    return (forum, question, answer)
  }

  /// A member's list, a row a conversation: id, state, replies, last moment, theme, title.
  private func threads(_ joi: Joi, as account: String = "eva") throws -> [[String]] {
    try joi.run("threads", "--as", account).lines.map { $0.split(separator: "\t").map(String.init) }
  }

  private func kinds(_ joi: Joi, _ room: String = "leden") throws -> [String] {
    try joi.logged("do", by: "dina", room)
  }

  @Test(
    "F10, F11: a flagged post is hidden with two keys, with its reason for members and its text for facilitators, and d shows it again to the byte"
  )
  func hideAndShow() throws {
    let (forum, question, answer) = forum
    let joi = try Joi(forum: forum)
    let reading = ["thread", question, "--json", "--as", "eva"]
    let before = try joi.run(reading)
    #expect(before.output.contains("ziek"))
    let member = try joi.openForum(as: "eva", width: 110)
    try member.openThread(Self.question)
    let desk = try joi.openDesk()
    // What the member flags comes to the desk, at that post.
    try member.press("Down", until: "the answer at hand") { $0.atCursor.contains("Teamleider") }
    try member.press("!", until: dutch.text(.flagPrompt))
    try member.press("Enter", until: dutch.text(.flagged))
    let reason = dutch.text(.reasonPerson)
    try desk.wait("the flag") { $0.queued(Self.question).contains("\(dutch.text(.reasonFlagged)) ") }
    try desk.press("d", until: dutch.text(.hidePrompt))
    try desk.press("Enter", until: "that it is done") { $0.notice.contains(dutch.text(.actHide)) }
    let hidden = try #require(joi.events("dina").last)
    #expect(
      hidden["do"] as? String == "hide" && hidden["target"] as? String == answer
        && hidden["reason"] as? String == reason)

    let placeholder = dutch.text(.postHidden, reason)
    let gone = try member.wait("the placeholder, without a key") { $0.shows(placeholder) }
    #expect(!gone.contains("38 °C") && !gone.contains("citaat"))
    let hiddenJSON = try joi.run(reading)
    #expect(!hiddenJSON.output.contains("38 °C") && hiddenJSON.output != before.output)
    let read = try desk.press("Enter", until: "the text for the facilitator") {
      $0.isConversation && $0.shows("38 °C")
    }
    #expect(read.shows(reason), "with the reason beside it: \(read)")
    // The conversation still waits for its first posts to be seen, and opens there.
    try desk.press("Down", until: "the hidden post at hand") { $0.atCursor.contains("Teamleider") }
    try desk.press("d", until: "that it is shown") { $0.notice.contains(dutch.text(.actShow)) }
    let shown = try member.wait("the text again, without a key") { $0.shows("38 °C") }
    #expect(!shown.shows(placeholder))
    #expect(try joi.run(reading).bytes == before.bytes)
    #expect(try kinds(joi) == ["hide", "show"])
    #expect(try joi.history(answer, as: "anna").map { $0[1] } == ["dina", "dina"])
  }

  @Test("F11: closed with a reason, a member can't reply and reads why; opened again the member can")
  func closeAndOpen() throws {
    let (forum, question, _) = forum
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.wait("the conversation") { $0.waiting == 1 }
    let member = try joi.openForum(as: "eva", width: 110)
    try member.openThread(Self.question)
    try desk.press("c", until: dutch.text(.closePrompt))
    try desk.send("Tab")
    try desk.type("telefonisch afgehandeld")
    try desk.press("Enter", until: "nothing waits") { $0.waiting == 0 }
    try member.wait("why, without a key") {
      $0.shows(dutch.text(.threadClosed, "telefonisch afgehandeld"))
    }
    try member.press("r", until: "the refusal") { $0.notice.contains(dutch.text(.refusedClosed)) }
    let refused = try joi.run("reply", question, "--as", "eva", input: "Toch nog iets.\n")
    #expect(refused.ending == .exited(1) && refused.complaints.count == 1, "\(refused)")
    #expect(!File.exists(joi.logPath("eva")))
    #expect(
      try joi.history(question, as: "eva").last?.last
        == dutch.text(.historyClose, "Dina, Instituut Het Raam") + ": telefonisch afgehandeld")
    // The desk has it no more; the conversation has.
    try desk.press("4", until: dutch.text(.forumAll))
    try desk.openThread(Self.question)
    try desk.press("c", until: "that it is open") { $0.notice.contains(dutch.text(.actOpen)) }
    try member.wait("open, without a key") { !$0.contains("telefonisch afgehandeld") }
    try member.answer("Dan toch nog iets.")
    #expect(try joi.logged("body", by: "eva") == ["Dan toch nog iets."])
  }

  @Test("F11: pinned, moved, given another title with tags, and back: members see each without a key")
  func arrange() throws {
    var (forum, question, _) = forum
    forum.ask("Latere vraag", by: "bert")
    let joi = try Joi(forum: forum)
    let member = try joi.openForum(as: "eva", width: 110)
    let screen = try member.wait("both") { $0.shows("Latere vraag") }
    #expect(try #require(screen.row(of: "Latere vraag")) < #require(screen.row(of: Self.question)))
    let desk = try joi.openDesk()
    try desk.select(Self.question)
    try desk.press("p", until: "that it is pinned") { $0.notice.contains(dutch.text(.actPin)) }
    try member.wait("on top, without a key") { screen in
      guard let one = screen.row(of: Self.question), let other = screen.row(of: "Latere vraag") else {
        return false
      }
      return one < other && screen.line(Self.question).contains(dutch.text(.forumPinned))
    }
    try desk.press(">", until: dutch.text(.movePrompt))
    try desk.press("Enter", until: "that it is moved") { $0.notice.contains(dutch.text(.actMove)) }
    #expect(try threads(joi).first { $0[0] == question }?[4] == "Taal")
    try desk.press("T", until: dutch.text(.retitlePrompt))
    try desk.send("C-u")
    try desk.type("Vraag over taal")
    try desk.send("Tab")
    try desk.type("nachtdienst, #tolk")
    try desk.send("Tab")
    try desk.type("duidelijker")
    try desk.press("Enter", until: "the new title") { $0.queued("Vraag over taal").contains("Taal") }
    try member.wait("the new title, without a key") { $0.shows("Vraag over taal") }
    try member.press("Home", until: "the first") { $0.selected.contains("Vraag over taal") }
    let read = try member.press("Enter", until: "the conversation") { $0.isConversation }
    #expect(read.row(1).contains("› Taal") && read.shows("#nachtdienst") && read.shows("#tolk"))
    let history = try joi.history(question, as: "eva").map { $0[4] }
    #expect(history.count == 3 && history[2].hasSuffix(": duidelijker"), "\(history)")
    // Each taken back, the last one first.
    for (left, title) in [(2, Self.question), (1, Self.question), (0, Self.question)] {
      try desk.press("z", until: "\(left) left") {
        $0.notice.contains("Teruggenomen") && !$0.queued(title).isEmpty
      }
    }
    try member.wait("as it was") { $0.shows(Self.question) && $0.row(1).contains("› Planning") }
    #expect(try kinds(joi) == ["pin", "move", "retitle", "undo", "undo", "undo"])
  }

  @Test("F11: a tool that is linked at the desk leads from its page to the conversation")
  func link() throws {
    let (forum, question, _) = forum
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.wait("the conversation") { $0.waiting == 1 }
    try desk.press("&", until: dutch.text(.toolPickTitle))
    try desk.type("beta")
    try desk.wait("the tool") { $0.line(">   Betawijzer") != "" }
    try desk.press("Enter", until: "that it is linked") {
      $0.notice.contains(dutch.text(.actLink)) && $0.waiting == 1
    }
    let event = try #require(joi.events("dina").last)
    #expect(event["do"] as? String == "link" && event["tool"] as? String == "beta")
    #expect(event["target"] as? String == question)
    let member = try joi.open("--as", "eva", width: 110, height: 40)
    try member.openFirstTopic()
    try member.select("Betawijzer")
    try member.press("Enter", until: "its page") { $0.row(1).contains("› Betawijzer") }
    try member.press("End", until: "the conversation on the tool's page") {
      $0.shows(dutch.text(.toolDiscussed)) && $0.shows(Self.question)
    }
  }

  @Test(
    "F12: three marked are asked about once, with their number, closed at one moment, and opened by one z")
  func several() throws {
    var forum = LiveForum(daysAgo: 4)
    let ids = ["Eerste", "Tweede", "Derde", "Vierde"].map { forum.ask("\($0) vraag", by: "bert") }
    let secret = forum.ask("Vraag onder bedrijven", by: "anna", theme: "tarieven", room: "bedrijven")
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.wait("five") { $0.waiting == 5 && $0.selected.contains("Eerste") }
    for next in ["Tweede", "Derde"] {
      try desk.press("Space", until: "the next") { $0.selected.contains(next) }
    }
    try desk.select("Vraag onder bedrijven")
    try desk.press("Space", until: "three marks") { $0.queue.count { $0.contains("×") } == 3 }
    var screen = try desk.press("c", until: dutch.text(.closePrompt))
    #expect(screen.rows.count { $0.contains(dutch.count(3, .countThread, .countThreads)) } == 1, "\(screen)")
    for title in ["Eerste vraag", "Tweede vraag", "Vraag onder bedrijven"] { #expect(screen.shows(title)) }
    #expect(!screen.shows("Derde vraag"))
    screen = try desk.press("Enter", until: "two left") { $0.waiting == 2 && $0.queue.count == 2 }
    #expect(screen.notice.contains(dutch.count(3, .countThread, .countThreads)))
    let closed = try joi.events("dina") + joi.events("dina", "bedrijven")
    #expect(closed.map { $0["do"] as? String } == ["close", "close", "close"])
    #expect(Set(closed.map { $0["at"] as? String ?? "" }).count == 1)
    #expect(closed.map { $0["target"] as? String } == [ids[0], ids[1], secret])
    #expect(closed.allSatisfy { $0["reason"] as? String == dutch.text(.reasonSettled) })
    let state = dutch.text(.stateClosed)
    #expect(
      try threads(joi, as: "anna").filter { $0[1] == state }.map { $0[0] }.sorted()
        == [ids[0], ids[1], secret].sorted())

    screen = try desk.press("z", until: "five again") { $0.waiting == 5 && $0.queue.count == 5 }
    #expect(screen.notice.contains(dutch.count(3, .countThread, .countThreads)))
    let all = try joi.events("dina") + joi.events("dina", "bedrijven")
    let undone = all.filter { $0["do"] as? String == "undo" }
    #expect(all.count == 6 && undone.count == 3)
    #expect(
      Set(undone.map { $0["event"] as? String ?? "" }) == Set(closed.map { $0["id"] as? String ?? "" }))
    #expect(Set(undone.map { $0["at"] as? String ?? "" }).count == 1)
    #expect(try threads(joi, as: "anna").allSatisfy { $0[1] != state })
    // One more has nothing to take back: three are one.
    try desk.press("z", until: dutch.text(.deskNothingToUndo))
    // A yes or a no where nothing else is asked; no does nothing.
    try desk.press("Home", until: "the first") { $0.selected.contains("Eerste") }
    try desk.press("Space", until: "the next") { $0.selected.contains("Tweede") }
    try desk.press("Space", until: "the next") { $0.selected.contains("Derde") }
    try desk.press("v", until: dutch.text(.confirmPrompt, dutch.count(2, .countThread, .countThreads)))
    try desk.press("Escape", until: "the desk") { $0.waiting == 5 && $0.queue.count == 5 }
    #expect(try joi.events("dina").count + joi.events("dina", "bedrijven").count == 6)
  }

  @Test(
    "F14: lines and escapes pasted into a reason make one event, one line of history, and steer nothing",
    arguments: [
      "\n2026-01-01T00:00:00.000Z\tbert\tbert-1\tbert-1\tVerborgen door bert\n",
      "\"}\r\n{\"v\":1,\"id\":\"dina-20260101000000000-vervalst\",\"at\":\"2026-01-01T00:00:00.000Z\",\"do\":\"pin\"}\n",
      "\u{1B}]0;titel\u{7}\u{1B}[2J\u{1B}[5;1HVerborgen\u{9B}6n\u{2028}\u{85}",
    ])
  func pasted(_ poison: String) throws {
    let (forum, question, _) = forum
    let joi = try Joi(forum: forum)
    let desk = try joi.openDesk()
    try desk.wait("the conversation") { $0.waiting == 1 }
    try desk.press("c", until: dutch.text(.closePrompt))
    try desk.send("Tab")
    try desk.send(bytes: "\u{1B}[200~grof\(poison)slot\u{1B}[201~")
    let screen = try desk.wait("the paste in the field") { $0.contains("slot") }
    #expect(screen.contains(dutch.text(.closePrompt)), "a line break in a paste is no Enter")
    try desk.press("Enter", until: "nothing waits") { $0.waiting == 0 }
    #expect(try File.read(joi.logPath("dina")).split(separator: 0x0A).count == 1)
    let events = try joi.events("dina")
    let reason = try #require(events.first?["reason"] as? String)
    #expect(events.map { $0["do"] as? String } == ["close"])
    #expect(reason.hasPrefix("grof") && reason.hasSuffix("slot"))
    #expect(!reason.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    for account in ["dina", "eva"] {
      let history = try joi.run("history", question, "--as", account)
      #expect(history.lines.count == 1 && Sent.forbidden(history.bytes) == [], "\(history)")
      #expect(!history.bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 })
      #expect(try joi.history(question, as: account).map(\.count) == [5])
    }
    try desk.press("4", until: dutch.text(.forumAll))
    try desk.select(Self.question)
    let told = try desk.press("H", until: dutch.text(.historyIntro))
    #expect(told.rows.count { $0.contains(dutch.text(.historyClose, "Dina, Instituut Het Raam")) } == 1)
    #expect(!told.middle.contains { $0.hasPrefix(" Verborgen") }, "\(told)")
  }

  @Test("F27: an announcement, pinned and closed: on top of every list, and reply is refused with the reason")
  func announcement() throws {
    var forum = LiveForum()
    let rules = forum.ask("Huisregels", by: "dina", body: "Noem geen namen.")
    forum.ask("Latere vraag", by: "anna")
    let joi = try Joi(forum: forum)
    let facilitator = try joi.openForum(as: "dina", width: 110)
    try facilitator.select("Huisregels")
    try facilitator.press("p", until: "pinned") { $0.notice.contains(dutch.text(.actPin)) }
    try facilitator.press("c", until: dutch.text(.closePrompt))
    let reason = dutch.text(.reasonAnnouncement)
    try facilitator.select(reason)
    try facilitator.press("Enter", until: "closed") { $0.notice.contains(dutch.text(.actClose)) }
    let member = try joi.openForum(as: "eva", width: 110)
    let list = try member.screen()
    #expect(try #require(list.row(of: "Huisregels")) < #require(list.row(of: "Latere vraag")))
    let screen = try member.openThread("Huisregels")
    #expect(screen.shows(dutch.text(.threadClosed, reason)))
    for key in ["r", "R"] {
      let refused = try member.press(key, until: "the refusal") {
        $0.notice.contains(dutch.text(.refusedClosed))
      }
      #expect(refused.isConversation && refused.shows(dutch.text(.threadClosed, reason)))
      try member.press("t", until: "another notice") { !$0.notice.contains(dutch.text(.refusedClosed)) }
    }
    #expect(try joi.run("reply", rules, "--as", "eva", input: "Mag ik?\n").ending == .exited(1))
    #expect(!File.exists(joi.logPath("eva")))
    // It waits for nobody.
    #expect(try !joi.run("queue", "--as", "dina").output.contains("Huisregels"))
  }
}
