import Glibc
import JOIModel
import Testing

/// What waits for a facilitator: the list, what leaves it, and what comes back.
@Suite("Desk on screen: the queue")
struct DeskScreenQueueTests {
  private let dutch = Language.dutch

  /// Three questions that nobody answered, the oldest first.
  private static let titles = ["Vraag een", "Vraag twee", "Vraag drie"]

  private var three: (forum: LiveForum, ids: [String]) {
    var forum = LiveForum(daysAgo: 4)
    let ids = zip(Self.titles, ["anna", "bert", "eva"]).map { forum.ask($0, by: $1) }
    return (forum, ids)
  }

  /// A conversation for each reason, the most urgent first.
  private var everyReason: (forum: LiveForum, titles: [String], flagged: String, post: String) {
    var forum = LiveForum()
    forum.members.append(["account": "gijs", "name": "Nieuweling", "organisation": "krat"])
    forum.greet("anna", "bert", "eva")
    forum.go(daysAgo: 20)
    let quiet = forum.ask("Zaak stil", by: "eva")
    forum.reply("Misschien.", by: "anna", in: quiet)
    forum.go(daysAgo: 6)
    let again = forum.ask("Zaak opnieuw", by: "bert")
    forum.reply("Zo.", by: "anna", in: again)
    forum.reply("En hoe dan?", by: "bert", in: again)
    forum.go(daysAgo: 5)
    forum.ask("Zaak onbeantwoord", by: "anna", theme: "taal")
    forum.go(daysAgo: 1)
    let flagged = forum.ask("Zaak gemeld", by: "anna")
    let post = forum.reply("Wat een onzin.", by: "bert", in: flagged)
    forum.add("flag", by: "eva", room: "meldingen", ["post": .text(post), "reason": "kwetsend"])
    let new = forum.ask("Zaak vers", by: "anna")
    forum.reply("Zo doen wij het.", by: "bert", in: new)
    let newcomer = forum.ask("Zaak nieuweling", by: "gijs")
    forum.reply("Welkom.", by: "dina", in: newcomer)
    let titles = ["gemeld", "onbeantwoord", "opnieuw", "stil", "nieuweling", "vers"].map { "Zaak \($0)" }
    return (forum, titles, flagged, post)
  }

  @Test(
    "F9: every reason with its count; what is handled leaves, is told by the history, stays handled after a restart, and comes back with a new post"
  )
  func reasons() throws {
    let (forum, titles, flagged, post) = everyReason
    let joi = try Joi(forum: forum)
    var tmux = try joi.openDesk()
    var screen = try tmux.wait("six in the tab and in the list") { $0.waiting == 6 && $0.queue.count == 6 }
    let reasons: [Message] = [
      .reasonFlagged, .reasonUnanswered, .reasonAskedAgain, .reasonQuiet, .reasonNewcomer, .reasonNewPosts,
    ]
    for (row, (reason, title)) in zip(screen.queue, zip(reasons, titles)) {
      #expect(row.contains(title) && row.contains("\(dutch.text(reason)) "), "\(row)")
    }
    // Below it what those who flagged said, and who wrote what they mean.
    #expect(screen.shows("kwetsend") && screen.shows("Teamleider, Magazijn Het Krat"))
    #expect(screen.shows("Wat een onzin."))

    screen = try tmux.press("v", until: "one less") { $0.waiting == 5 && $0.queue.count == 5 }
    #expect(screen.queued("Zaak gemeld").isEmpty && screen.selected.contains("Zaak onbeantwoord"))
    #expect(screen.notice.contains("\(dutch.text(.actReview)): Zaak gemeld"))
    let event = try #require(joi.events("dina").last)
    #expect(event["do"] as? String == "review" && event["target"] as? String == post)
    let last = try #require(joi.history(flagged).last)
    let who = dutch.text(.historyReview, "Dina, Instituut Het Raam")
    #expect(last == [event["at"] as? String ?? "", "dina", flagged, post, who])

    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    tmux = try joi.openDesk()
    screen = try tmux.wait("five after a restart") { $0.waiting == 5 && $0.queue.count == 5 }
    #expect(screen.queue.map { row in titles.first { row.contains($0) } } == Array(titles.dropFirst()))
    #expect(try joi.run("queue", "--as", "dina").lines.count == 5)

    let reply = try joi.run("reply", flagged, "--as", "bert", input: "Sorry, dat was te bot.\n")
    #expect(reply.ending == .exited(0), "\(reply)")
    screen = try tmux.wait("it is back, without a key") { $0.waiting == 6 }
    #expect(screen.queued("Zaak gemeld").contains("\(dutch.text(.reasonNewPosts)) "), "\(screen)")
    #expect(screen.selected.contains("Zaak onbeantwoord"), "the cursor stays")
  }

  @Test("F9: narrowed by reason and by theme, and wide again")
  func narrowed() throws {
    let tmux = try Joi(forum: everyReason.forum).openDesk()
    try tmux.press("Left", until: "the reasons") { $0.atCursor.contains("> \(dutch.text(.deskAll))") }
    try tmux.press("Down", until: "one flagged") { $0.queue.count == 1 && $0.shows("kwetsend") }
    try tmux.press("Home", until: "all") { $0.queue.count == 6 }
    try tmux.press("f", until: dutch.text(.deskThemes))
    try tmux.select("Taal")
    let screen = try tmux.press("Enter", until: "one theme") { $0.queue.count == 1 }
    #expect(screen.waiting == 6 && screen.queue[0].contains("Zaak onbeantwoord"))
    try tmux.press("Escape", until: "all again") { $0.queue.count == 6 }
  }

  @Test("Keys typed ahead in one burst: three v approve three conversations, three z bring back three")
  func burst() throws {
    let (forum, ids) = three
    let joi = try Joi(forum: forum)
    let tmux = try joi.openDesk()
    try tmux.wait("three") { $0.waiting == 3 }
    try tmux.type("vvv")
    try tmux.wait("none") { $0.waiting == 0 && $0.shows(dutch.text(.deskEmpty)) }
    #expect(try joi.logged("target", by: "dina") == ids)
    let events = try joi.logged("id", by: "dina")
    try tmux.type("zzz")
    try tmux.wait("three again") { $0.waiting == 3 && $0.queue.count == 3 }
    #expect(try joi.logged("event", by: "dina") == events.reversed())
    #expect(try joi.run("queue", "--as", "dina").lines.count == 3)
    // Nothing is left to be taken back.
    try tmux.press("z", until: dutch.text(.deskNothingToUndo))
  }

  @Test("F25: what one facilitator handles leaves the other's list without a key, and the cursor stays")
  func twoDesks() throws {
    var (forum, ids) = three
    forum.members.append([
      "account": "fred", "name": "Fred", "organisation": "raam",
      "roles": [["role": "facilitator", "from": "2026-01-01"]],
    ])
    let joi = try Joi(forum: forum)
    let dina = try joi.openDesk()
    let fred = try joi.openDesk(as: "fred")
    try fred.select("Vraag twee")
    try dina.press("v", until: "two left") { $0.waiting == 2 }
    var screen = try fred.wait("two left, without a key") { $0.waiting == 2 && $0.queue.count == 2 }
    #expect(screen.queued("Vraag een").isEmpty && screen.selected.contains("Vraag twee"))
    try fred.press("v", until: "one left") { $0.waiting == 1 }
    screen = try dina.wait("one left, without a key") { $0.waiting == 1 && $0.queue.count == 1 }
    #expect(screen.selected.contains("Vraag drie"))
    #expect(try joi.logged("target", by: "dina") == [ids[0]])
    #expect(try joi.logged("target", by: "fred") == [ids[1]])
    // Each takes back what is their own.
    try dina.press("z", until: "hers") { $0.waiting == 2 && !$0.queued("Vraag een").isEmpty }
    screen = try fred.wait("hers there too") { $0.waiting == 2 }
    #expect(screen.queued("Vraag twee").isEmpty)
    try dina.press("z", until: dutch.text(.deskNothingToUndo))
  }

  @Test("C3: a log that can't be written any more: that is said, the item comes back, and later it goes")
  func unwritable() throws {
    var (forum, ids) = three
    forum.add("pin", by: "dina", ["target": .text(ids[2])])
    let joi = try Joi(forum: forum)
    let log = joi.logPath("dina")
    let before = try File.read(log)
    let tmux = try joi.openDesk()
    try tmux.wait("three") { $0.waiting == 3 }
    // Another's: what happens where a restore gave the file to somebody else.
    try #require(chown(log, 70_001, 70_001) == 0, "this test has to run as root")
    let screen = try tmux.press("v", until: dutch.text(.writeNotYours))
    #expect(screen.waiting == 3 && screen.queue.count == 3)
    #expect(screen.notice.contains("! \(dutch.start(of: .sendFailedAct))"), "\(screen)")
    #expect(try File.read(log) == before)
    try #require(chown(log, getuid(), getgid()) == 0)
    try tmux.press("v", until: "it goes") { $0.waiting == 2 }
    #expect(try joi.logged("target", by: "dina") == [ids[2], ids[0]])
  }

  @Test("U4: without colours, in a window of 60 by 16, arrows and Enter reach all of the desk")
  func arrows() throws {
    let tmux = try Joi(forum: everyReason.forum).with(["NO_COLOR": "1"]).openDesk(width: 60, height: 16)
    var screen = try tmux.wait("the queue") { $0.waiting == 6 && $0.selected.contains("Zaak gemeld") }
    screen = try tmux.press("Down", until: "the next") { $0.selected.contains("Zaak onbeantwoord") }
    try tmux.press("Enter", until: "the conversation") { $0.isConversation && $0.shows("Zaak onbeantwoord") }
    try tmux.press("Escape", until: "the desk at the same place") {
      $0.selected.contains("Zaak onbeantwoord")
    }
    try tmux.press("Left", until: "the reasons") { $0.selected.hasPrefix(dutch.text(.deskAll)) }
    try tmux.select(dutch.text(.reasonQuiet))
    screen = try tmux.press("Enter", until: "what is quiet") { $0.selected.contains("Zaak stil") }
    #expect(screen.queue.count == 1)
    try tmux.press("Left", until: "the reasons") { $0.selected.hasPrefix(dutch.text(.reasonQuiet)) }
    for report in [Message.deskContributions, .deskEffect, .deskDigest] {
      let name = dutch.text(report)
      try tmux.select(name)
      try tmux.press("Enter", until: name) { $0.row(1).contains("› \(name)") }
      try tmux.press("Escape", until: "the reports") { $0.selected.hasPrefix(name) }
    }
    let attributed = try tmux.attributed().joined(separator: "\n")
    #expect(Sent.colours(Array(attributed.utf8)) == [])
    try tmux.press("Escape", until: "the queue") {
      $0.queue.count >= 6 && $0.selected.contains("Zaak gemeld")
    }
  }
}
