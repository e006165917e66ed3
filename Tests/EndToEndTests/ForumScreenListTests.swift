import Glibc
import JOIModel
import Testing

/// The list of conversations: what it says of each, what is unread, and who sees what.
@Suite("Forum on screen: list")
struct ForumScreenListTests {
  private let dutch = Language.dutch

  /// A conversation in each state, all older than what counts as unread, and one that is new.
  private var states: LiveForum {
    var forum = LiveForum(daysAgo: 20)
    let answered = forum.ask("Met antwoord", by: "bert")
    let answer = forum.reply("Zo doen wij het.", by: "eva", in: answered)
    forum.add("answer", by: "bert", ["thread": .text(answered), "post": .text(answer)])
    let closed = forum.ask("Dicht", by: "bert")
    forum.add("close", by: "dina", ["target": .text(closed), "reason": "is geweest"])
    let pinned = forum.ask("Bovenaan", by: "bert", theme: "taal")
    forum.add("pin", by: "dina", ["target": .text(pinned)])
    forum.ask("Nog niets", by: "bert")
    forum.go(daysAgo: 1)
    forum.ask("Vers", by: "bert")
    return forum
  }

  @Test("F1: without colours each state has its word or sign, in a wide window, a narrow one, and in ASCII")
  func eachState() throws {
    let joi = try Joi(forum: states).with(["NO_COLOR": "1"])
    var screen = try joi.openForum(as: "anna", width: 130).screen()
    #expect(screen.line("Met antwoord").hasSuffix("✓ \(dutch.text(.stateAnswered))"))
    #expect(
      screen.line("Met antwoord").contains("Magazijn Het Krat") && screen.line("Met antwoord").contains("1 ↩")
    )
    #expect(screen.line("Met antwoord").contains("2 w"))
    #expect(screen.line("Dicht").hasSuffix(dutch.text(.stateClosed)))
    #expect(screen.line("Nog niets").hasSuffix(dutch.text(.stateWaiting)))
    #expect(screen.line("Nog niets").contains("0 ↩"))
    #expect(screen.line("Bovenaan").contains("[\(dutch.text(.forumPinned))] Bovenaan"))
    #expect(screen.line("Vers").contains("● Vers") && !screen.listed("Nog niets").contains("●"))
    #expect(screen.row(0).contains("\(dutch.text(.tabForum)) ●1"))

    let tmux = try joi.openForum(as: "anna", "--ascii", width: 80, height: 24)
    screen = try tmux.screen()
    #expect(screen.line("Met antwoord").contains(" ok"))
    #expect(screen.line("Dicht").hasSuffix(dutch.text(.stateClosedShort)))
    #expect(screen.line("Nog niets").hasSuffix(dutch.text(.stateWaitingShort)))
    #expect(screen.line("Vers").contains("o Vers"))
    // The conversation under the cursor is told in full, whatever the width.
    screen = try tmux.select("Dicht")
    #expect(screen.contains("\(dutch.text(.stateClosed)) - 0 antwoorden - Planning"))
    screen = try tmux.select("Met antwoord")
    #expect(screen.contains("ok \(dutch.text(.stateAnswered)) - 1 antwoord - Planning"))
  }

  @Test("F1: the four orders, and a theme by itself")
  func ordersAndThemes() throws {
    let tmux = try Joi(forum: states).openForum(as: "anna", width: 130)
    func titles(_ screen: Screen) -> [String] {
      let known = ["Met antwoord", "Dicht", "Bovenaan", "Nog niets", "Vers"]
      return screen.middle.dropLast(3).compactMap { row in known.first { row.contains($0) } }
    }
    #expect(try titles(tmux.screen()) == ["Bovenaan", "Vers", "Nog niets", "Dicht", "Met antwoord"])
    for (order, expected) in [
      (Message.orderNewest, ["Bovenaan", "Vers", "Nog niets", "Dicht", "Met antwoord"]),
      (.orderUnanswered, ["Bovenaan", "Nog niets", "Vers", "Dicht", "Met antwoord"]),
      (.orderMostReplies, ["Bovenaan", "Met antwoord", "Vers", "Nog niets", "Dicht"]),
    ] {
      let screen = try tmux.press("O", until: dutch.text(.forumSortedBy, [dutch.text(order)]))
      #expect(titles(screen) == expected, "\(order)")
    }
    try tmux.press("Tab", until: "the themes") { $0.selected.contains(dutch.text(.forumAll)) }
    try tmux.select("Taal")
    #expect(try titles(tmux.screen()) == ["Bovenaan"])
  }

  /// Two conversations with old questions and new answers, long enough to be read one at a time.
  private var unread: LiveForum {
    var forum = LiveForum(daysAgo: 20)
    let first = forum.ask("Eerste gesprek", by: "bert")
    let second = forum.ask("Tweede gesprek", by: "bert")
    forum.go(daysAgo: 1)
    forum.reply(Fixture.paragraphs("tweeling", 300), by: "eva", in: second)
    forum.reply(Fixture.paragraphs("aap", 300), by: "eva", in: first)
    forum.reply(Fixture.paragraphs("noot", 300), by: "dina", in: first)
    return forum
  }

  @Test("F3: next-unread visits each new post once, then says that there is none; a restart keeps it")
  func nextUnread() throws {
    let joi = try Joi(forum: unread)
    var tmux = try joi.openForum(as: "anna")
    #expect(try tmux.screen().line("Eerste gesprek").contains("●"))
    // The first word of a post stands right below who wrote it.
    for word in ["aap1 ", "noot1 ", "tweeling1 "] {
      try tmux.press(".", until: "the post with \(word)") { $0.row($0.cursor.y + 1).contains(word) }
    }
    try tmux.press(".", until: dutch.text(.nothingUnread))
    var screen = try tmux.press("Escape", until: dutch.text(.forumAll))
    #expect(!screen.contains("●"))
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)

    tmux = try joi.openForum(as: "anna")
    screen = try tmux.press(".", until: dutch.text(.nothingUnread))
    #expect(!screen.contains("●"))
    // Another member's reading is another member's.
    #expect(try joi.openForum(as: "bert").screen().line("Eerste gesprek").contains("●"))
  }

  @Test("F3: what is read is kept when the program is killed, once the conversation was left")
  func readMarksSurvive() throws {
    let joi = try Joi(forum: unread)
    let tmux = try joi.openForum(as: "anna")
    let screen = try tmux.press(".", until: "aap1 ")
    try tmux.press("Escape", until: dutch.text(.forumAll))
    kill(screen.pid, SIGKILL)
    #expect(try tmux.ended() == 128 + Int(SIGKILL))
    let again = try joi.openForum(as: "anna")
    try again.press(".", until: "the post after the one that was read") {
      $0.row($0.cursor.y + 1).contains("noot1 ")
    }
  }

  @Test("F4: a muted conversation never comes as next-unread, and stays in the list with its sign")
  func mute() throws {
    let joi = try Joi(forum: unread)
    var tmux = try joi.openForum(as: "anna")
    try tmux.select("Eerste gesprek")
    try tmux.press("w", until: dutch.text(.watchWatch))
    var screen = try tmux.press("w", until: dutch.text(.watchMute))
    #expect(screen.line("Eerste gesprek").contains("◌ Eerste gesprek"))
    #expect(screen.row(0).contains("●1"))
    try tmux.press(".", until: "tweeling1 ")
    try tmux.press(".", until: dutch.text(.nothingUnread))
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    tmux = try joi.openForum(as: "anna")
    screen = try tmux.screen()
    #expect(screen.line("Eerste gesprek").contains("◌ Eerste gesprek"))
    try tmux.press(".", until: dutch.text(.nothingUnread))
  }

  @Test("F4: a watched conversation comes first, and one's own are watched")
  func watchedFirst() throws {
    let joi = try Joi(forum: unread)
    var tmux = try joi.openForum(as: "anna")
    try tmux.select("Tweede gesprek")
    try tmux.press("w", until: dutch.text(.watchWatch))
    try tmux.press(".", until: "tweeling1 ")
    var forum = unread
    let own = forum.ask("Van Anna zelf", by: "anna")
    forum.reply(Fixture.paragraphs("eigen", 300), by: "eva", in: own)
    let first = forum.ask("Later dan alles", by: "bert", body: Fixture.paragraphs("laat", 300))
    _ = first
    tmux = try Joi(forum: forum).openForum(as: "anna")
    try tmux.press(".", until: "eigen1 ")
  }

  @Test("F16: what is for companies alone is in no list, no count, no search and no tool's page of others")
  func companiesOnly() throws {
    var forum = LiveForum(daysAgo: 1)
    forum.ask("Voor iedereen", by: "bert", tools: ["alfa"])
    forum.ask(
      "Wachtgeldgeheim", by: "bert", body: "Onder ons.", theme: "tarieven", room: "bedrijven", tools: ["alfa"]
    )
    let joi = try Joi(forum: forum)
    for (account, sees) in [("anna", true), ("eva", false), ("dina", true)] {
      let tmux = try joi.openForum(as: account)
      var screen = try tmux.screen()
      #expect(screen.contains("Wachtgeldgeheim") == sees, "the list of \(account)")
      #expect(screen.contains("Tarieven") == sees && screen.contains("Alleen bedrijven") == sees)
      #expect(screen.contains(dutch.count(sees ? 2 : 1, .countThread, .countThreads)), "\(screen)")
      #expect(screen.row(0).contains(sees ? "●2" : "●1"))
      try tmux.press("/", until: dutch.text(.forumSearchTitle))
      try tmux.type("wachtgeldgeheim")
      screen = try tmux.wait("the answer") { $0.contains(sees ? "1 bericht" : "0 berichten") }
      #expect(screen.contains("Bert") == false && screen.contains("Onder ons.") == sees)
      try tmux.send("C-u")
      try tmux.type("tool:alfa ")
      try tmux.wait("the posts about the tool") { $0.contains(sees ? "2 berichten" : "1 bericht") }
      try tmux.press("Escape", until: dutch.text(.forumAll))
      try tmux.openFirstTopic()
      try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
      screen = try tmux.press("End", until: "Voor iedereen")
      #expect(screen.contains("Wachtgeldgeheim") == sees, "the tool's page of \(account)")
    }
    // The program of somebody who may not read there does not open the file at all.
    let trace = "\(joi.folder.path)/trace"
    let tmux = try joi.terminal("exec strace -f -qq -o \(trace) -e trace=openat $JOI --as eva")
    try tmux.press("4", until: "Voor iedereen")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    let calls = try File.text(trace)
    #expect(calls.contains("\"leden\"") && calls.contains("\"bert.jsonl\"") && !calls.contains("bedrijven"))
  }

  @Test("A guest has no forum: no tab, no row on Home, and a sentence for who presses the key")
  func guests() throws {
    var forum = LiveForum(daysAgo: 1)
    forum.ask("Alleen voor leden", by: "bert", tools: ["alfa"])
    let joi = try Joi(forum: forum)
    let tmux = try joi.open("--as", "niemand")
    var screen = try tmux.wait("Home without a forum") { !$0.row(0).contains("4 ") }
    #expect(!screen.contains(dutch.text(.homeForum)))
    screen = try tmux.press("4", until: dutch.text(.forumNotForYou, ["niemand"]))
    #expect(!screen.contains("Alleen voor leden"))
    try tmux.openFirstTopic()
    try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    screen = try tmux.press("End", until: dutch.text(.aboutThisText))
    #expect(!screen.contains("Alleen voor leden"))
    #expect(!File.exists(joi.logPath("niemand")))

    forum.guests = "read"
    let reading = try Joi(forum: forum).openForum(as: "niemand")
    try reading.openThread("Alleen voor leden")
    screen = try reading.press("r", until: dutch.text(.refusedGuest))
    #expect(screen.isConversation)
  }

  @Test("Without community.json there is no forum, and nothing speaks of one")
  func noCommunity() throws {
    let tmux = try Joi().open()
    let screen = try tmux.screen()
    #expect(!screen.row(0).contains(dutch.text(.tabForum)) && !screen.contains(dutch.text(.homeForum)))
    try tmux.press("4", until: dutch.text(.forumNotHere))
  }

  @Test("Mouse: a click selects a conversation, a second one opens it; one selects a post; the wheel scrolls")
  func clicks() throws {
    var forum = unread
    let links = forum.ask("Met een link", by: "bert", body: "Kijk bij [de alfa](tool:alfa).")
    forum.reply("Doe ik.", by: "eva", in: links)
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    var screen = try tmux.screen()
    #expect(screen.selected.contains("Met een link"))
    try tmux.mouse(0, at: try #require(screen.place(of: "Tweede gesprek")))
    screen = try tmux.wait("the other conversation selected") { $0.selected.contains("Tweede gesprek") }
    try tmux.mouse(0, at: try #require(screen.place(of: "Tweede gesprek")))
    screen = try tmux.wait("the conversation") { $0.isConversation && $0.contains("tweeling1 ") }
    try tmux.mouse(65, at: .init(x: 10, y: 10))
    try tmux.wait("the text further on") { $0.middle != screen.middle && !$0.contains(dutch.text(.forumAll)) }
    screen = try tmux.press("Escape", until: dutch.text(.forumAll))

    try tmux.mouse(0, at: try #require(screen.place(of: "Met een link")))
    screen = try tmux.wait("the row selected") { $0.selected.contains("Met een link") }
    try tmux.mouse(0, at: try #require(screen.place(of: "Met een link")))
    screen = try tmux.wait("the conversation") { $0.isConversation }
    try tmux.mouse(0, at: try #require(screen.place(of: "Onderzoeker")))
    screen = try tmux.wait("the answer selected") {
      $0.atCursor.contains("Onderzoeker") && $0.atCursor.hasPrefix(">")
    }
    let link = try #require(screen.place(of: "de alfa"))
    try tmux.mouse(0, at: link)
    try tmux.wait("the link at hand") { $0.cursor == link }
    try tmux.mouse(0, at: link)
    try tmux.wait("the tool's page") { $0.contains(FiveQuestions.question.heading(in: dutch)) }
    // A click on a theme narrows the list.
    screen = try tmux.press("4", until: dutch.text(.forumAll))
    try tmux.mouse(0, at: try #require(screen.place(of: "Taal")))
    try tmux.wait("the theme without conversations") { $0.contains(dutch.text(.forumEmptyTheme)) }
  }

  @Test(
    "U2, U4: list, conversation, editor and search fill windows of many sizes, and are ASCII where that is asked for",
    arguments: [(80, 24), (60, 16), (140, 50)])
  func sizes(_ width: Int, _ height: Int) throws {
    let joi = try Joi(forum: states)
    for isASCII in [false, true] {
      let tmux = try joi.openForum(as: "anna", isASCII ? "--ascii" : "", width: width, height: height)
      func check(_ what: String) throws {
        let screen = try tmux.wait(what) { $0.rows.count == height && $0.row(height - 1).contains("hulp") }
        // One row is as wide as the window, and none is wider than it.
        #expect(screen.row(1).count == width && screen.rows.allSatisfy { $0.count <= width }, "\(screen)")
        if isASCII { #expect(screen.text.utf8.allSatisfy { $0 < 0x80 }, "\(screen)") }
        #expect(screen.row(1).contains("anna") && screen.row(1).contains("DEMO"))
      }
      try check("the list")
      try tmux.press("Tab", until: "the themes") { $0.selected.contains(dutch.text(.forumAll)) }
      try check("the themes")
      try tmux.press("Tab", until: "the conversations") { $0.selected.contains("Bovenaan") }
      try tmux.select("Met antwoord")
      try tmux.press("Enter", until: "the conversation") {
        $0.cursor.x == 0 && $0.contains("Zo doen wij het.")
      }
      try check("a conversation")
      try tmux.write()
      try check("the editor")
      try tmux.press("Escape", until: "Zo doen wij het.")
      try tmux.press("/", until: dutch.text(.forumSearchTitle))
      try check("the search")
    }
  }

  @Test("U2: with NO_COLOR the forum sends no colour; without it does")
  func noColour() throws {
    func tour(_ joi: Joi) throws -> [UInt8] {
      let terminal = try joi.rawForum(as: "anna", until: "Vers")
      try terminal.tour([
        "\t", "\t", "j", "j", "\r", "j", "-", "-", "t", "r", "een woord", "\u{10}", "\u{1B}", "\u{07}",
        "\u{07}", "!",
        "\u{1B}", "/", "antwoord", "\u{1B}",
      ])
      terminal.send("\u{03}")
      #expect(terminal.ended() == .exited(0))
      return terminal.output
    }
    let joi = try Joi(forum: states)
    #expect(try !Sent.colours(tour(joi)).isEmpty)
    #expect(try Sent.colours(tour(joi.with(["NO_COLOR": "1"]))) == [])
  }
}
