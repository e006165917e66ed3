import Glibc
import JOIModel
import Testing

/// A conversation on the screen: trees of any depth, what is missing, links, searching.
@Suite("Forum on screen: reading")
struct ForumScreenReadingTests {
  private let dutch = Language.dutch

  @Test("F2: an answer to a post that is not there is shown, and says so")
  func missingParent() throws {
    var forum = LiveForum()
    let question = forum.ask("Vraag", by: "bert")
    forum.reply("Antwoord op niets.", by: "eva", in: question, to: "bert-20200101000000000-verdwene")
    forum.reply("Gewoon antwoord.", by: "eva", in: question)
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    let screen = try tmux.openThread("Vraag")
    let row = try #require(screen.row(of: "Antwoord op niets."))
    #expect(screen.row(row - 1).contains(dutch.text(.postStray)))
    #expect(screen.rows.count { $0.contains(dutch.text(.postStray)) } == 1)
    #expect(screen.contains("Gewoon antwoord.") && screen.contains("2 antwoorden"))
  }

  @Test("F2: two hundred answers, each to the one before, are readable in sixty columns")
  func deepChain() throws {
    var forum = LiveForum()
    let question = forum.ask("Diep gesprek", by: "bert")
    var last = question
    for number in 1...200 {
      last = forum.reply(
        "Stap \(number) van de keten, met woorden die naast elkaar moeten passen.",
        by: number % 2 == 0 ? "bert" : "eva", in: question, to: last)
    }
    let tmux = try Joi(forum: forum).openForum(as: "anna", width: 60, height: 16)
    try tmux.openThread("Diep gesprek")
    var screen = try tmux.press("End", until: "Stap 200 van de keten, met woorden")
    #expect(screen.atCursor.hasPrefix(">") && screen.atCursor.contains("Teamleider"))
    screen = try tmux.press("^", until: "the post that it answers") {
      $0.row($0.cursor.y + 1).contains("Stap 199 ") || $0.row($0.cursor.y + 2).contains("Stap 199 ")
    }
    // A page at a time every post is met, each with its words side by side.
    screen = try tmux.press("Home", until: "Diep gesprek")
    var seen: Set<Int> = []
    while true {
      for row in screen.rows {
        guard let range = row.firstRange(of: "Stap ") else { continue }
        let number = try #require(Int(row[range.upperBound...].prefix { $0.isNumber }))
        #expect(row.contains("Stap \(number) van de keten, met woorden"), "\(row)")
        seen.insert(number)
      }
      if seen.contains(200) { break }
      let before = screen
      screen = try tmux.press("NPage", until: "the next page") {
        $0.isConversation && $0.middle != before.middle
      }
    }
    #expect(seen == Set(1...200), "missing: \(Set(1...200).subtracting(seen).sorted())")
  }

  @Test("D5: answers that answer each other are shown once each, as a tree and by time")
  func loop() throws {
    var forum = LiveForum()
    let question = forum.ask("Kringgesprek", by: "bert")
    let (first, second) = ("eva-20200101000000000-lus00001", "bert-20200101000000000-lus00002")
    for (id, other, account, text) in [
      (first, second, "eva", "Lus een."), (second, first, "bert", "Lus twee."),
    ] {
      forum.add(
        line: [
          "v": 1, "id": .text(id), "at": .text(forum.time.text), "do": "reply", "thread": .text(question),
          "to": .text(other), "body": .text(text),
        ], by: account)
    }
    // One that answers itself.
    forum.add(
      line: [
        "v": 1, "id": "eva-20200101000000000-zelf0001", "at": .text(forum.time.text), "do": "reply",
        "thread": .text(question), "to": "eva-20200101000000000-zelf0001", "body": "Lus op zichzelf.",
      ], by: "eva")
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    var screen = try tmux.openThread("Kringgesprek")
    for text in ["Lus een.", "Lus twee.", "Lus op zichzelf."] {
      #expect(screen.rows.count { $0.contains(text) } == 1, "\(text)\n\(screen)")
    }
    #expect(screen.contains("3 antwoorden"))
    screen = try tmux.press("t", until: dutch.text(.threadFlat))
    for text in ["Lus een.", "Lus twee.", "Lus op zichzelf."] {
      #expect(screen.rows.count { $0.contains(text) } == 1, "\(text)\n\(screen)")
    }
    try tmux.press("G", until: "the last post") { $0.isConversation }
  }

  @Test("D5: what claims to be of the year 9999 is held back; what is due in seconds comes by itself")
  func future() throws {
    var forum = LiveForum()
    forum.ask("Van nu", by: "bert")
    for (time, title) in [
      ("9999-12-31T23:59:59.999Z", "Uit de toekomst"), ("2100-01-01T00:00:00Z", "Ook te vroeg"),
    ] {
      forum.add(
        line: [
          "v": 1, "id": .text("eva-20200101000000000-\(title.utf8.count)000000"), "at": .text(time),
          "do": "thread",
          "title": .text(title), "theme": "planning", "body": "Tot straks.",
        ], by: "eva")
    }
    // Five minutes ahead are forgiven for clocks that differ, and two seconds are waited for.
    forum.time = Timestamp(milliseconds: Timestamp.now.milliseconds + 5 * 60_000 + 4_000)
    forum.ask("Zo meteen", by: "bert")
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    var screen = try tmux.screen()
    #expect(!screen.contains("Uit de toekomst") && !screen.contains("Ook te vroeg"))
    screen = try tmux.wait("what was due") { $0.contains("Zo meteen") }
    #expect(screen.contains("2 gesprekken") && !screen.contains("Uit de toekomst"))
    #expect(screen.selected.contains("Van nu"), "the cursor stays with its conversation")
  }

  @Test(
    "F7: a link to a tool that is not there says so and harms nothing; one that is there leads to it and back"
  )
  func toolLinks() throws {
    var forum = LiveForum()
    let question = forum.ask(
      "Over tools", by: "bert", body: "Zie [dit](tool:verdwenen) en [dat](tool:beta).",
      tools: ["bestaat-niet", "alfa"])
    forum.reply("En [dit gesprek](thread:\(question)).", by: "eva", in: question)
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    var screen = try tmux.openThread("Over tools")
    #expect(screen.contains(dutch.text(.unknownTool, ["bestaat-niet"])))
    // The links in their order: the two of the question's head, then those of its text.
    for (target, text) in [
      ("bestaat-niet", dutch.text(.unknownTool, ["bestaat-niet"])), ("verdwenen", "dit"),
    ] {
      screen = try tmux.press("Tab", until: "the link at hand") { $0.cursor.x > 0 }
      while !screen.atCursor.dropFirst(screen.cursor.x).hasPrefix(text) {
        let before = screen.cursor
        screen = try tmux.press("Tab", until: "the next link") { $0.cursor.x > 0 && $0.cursor != before }
      }
      let screen = try tmux.press("Enter", until: dutch.text(.noticeUnknownTarget, [target]))
      #expect(screen.contains("Over tools"))
    }
    try tmux.press("Tab", until: "the link to the tool") {
      $0.atCursor.dropFirst($0.cursor.x).hasPrefix("dat")
    }
    try tmux.press("Enter", until: "Welke kant wijst de beta?")
    screen = try tmux.press("End", until: dutch.text(.toolDiscussed))
    #expect(screen.contains("Over tools (\(dutch.text(.stateWaiting)))"))
    screen = try tmux.press("Escape", until: "the conversation again") {
      $0.row(1).contains("Forum › Planning")
    }
    #expect(screen.contains("Over tools") && screen.atCursor.dropFirst(screen.cursor.x).hasPrefix("dat"))
  }

  // MARK: Searching

  private var library: LiveForum {
    var forum = LiveForum(daysAgo: 40)
    let old = forum.ask("Oud zeer", by: "bert", body: "Over zelfroosteren in het magazijn.")
    forum.reply("Het zelfroosteren lukte.", by: "eva", in: old)
    forum.ask(
      "Taalles", by: "anna", body: "Nederlands op de vloer, naast zelfroosteren.", theme: "taal",
      tools: ["beta"])
    forum.go(daysAgo: 1)
    forum.ask("Nieuwe roosters", by: "bert", body: "Zelfroosteren of niet? Zie [alfa](tool:alfa).")
    return forum
  }

  @Test(
    "F8: the search understands words, phrases and conditions, in Dutch and English, with their opposites")
  func queries() throws {
    let tmux = try Joi(forum: library).openForum(as: "dina")
    try tmux.press("/", until: dutch.text(.forumSearchTitle))
    let titles = ["Oud zeer", "Taalles", "Nieuwe roosters"]
    for (query, count, expected) in [
      ("zelfroosteren ", 4, ["Oud zeer", "Taalles", "Nieuwe roosters"]),
      ("zelfroosteren van:bert ", 2, ["Oud zeer", "Nieuwe roosters"]),
      ("zelfroosteren -van:bert ", 2, ["Oud zeer", "Taalles"]),
      ("theme:taal ", 1, ["Taalles"]), ("tool:beta ", 1, ["Taalles"]), ("tool:alfa ", 1, ["Nieuwe roosters"]),
      ("\"het zelfroosteren\" ", 1, ["Oud zeer"]), ("ouder:7d zelfroosteren ", 3, ["Oud zeer", "Taalles"]),
      ("antwoorden:0 older:7d ", 1, ["Taalles"]), ("is:ongelezen ", 1, ["Nieuwe roosters"]),
      ("is:unanswered -thema:taal by:bert ", 2, ["Oud zeer", "Nieuwe roosters"]),
      ("bedrijf:pallet ", 1, ["Taalles"]),
      ("zelfroosteren -magazijn thema:planning ", 2, ["Oud zeer", "Nieuwe roosters"]),
    ] as [(String, Int, Set<String>)] {
      try tmux.type(query)
      let screen = try tmux.wait("\(count) found by \(query)") {
        $0.row(2).contains("/ \(query.trimming(" "))")
          && $0.row(2).hasSuffix(dutch.count(count, .countPost, .countPosts))
      }
      #expect(
        Set(titles.filter { title in screen.rows.dropFirst(5).contains { $0.contains(title) } }) == expected,
        "\(query)\n\(screen)")
      try tmux.press("C-u", until: "Typ woorden uit een bericht")
    }
  }

  @Test("F8: what can't be understood is named with its column, and the conversation found opens at the post")
  func problemsAndOpening() throws {
    let tmux = try Joi(forum: library).openForum(as: "dina")
    try tmux.press("/", until: dutch.text(.forumSearchTitle))
    try tmux.type("van:bert ouder:xx ")
    try tmux.wait("the complaint") { $0.contains(dutch.text(.queryWantsAge, ["16", "xx"])) }
    try tmux.send("C-u")
    try tmux.type("na:gisteren ")
    try tmux.wait("the complaint") { $0.contains(dutch.text(.queryWantsDate, ["4", "gisteren"])) }
    try tmux.send("C-u")
    try tmux.type("lukte")
    // The words around what was found stand below its title.
    var screen = try tmux.wait("the post") {
      $0.contains("Oud zeer") && $0.contains("Het zelfroosteren lukte.")
    }
    screen = try tmux.press("Enter", until: "the conversation at the post found") {
      $0.isConversation && $0.atCursor.contains("Onderzoeker")
    }
    #expect(screen.row(screen.cursor.y + 1).contains("Het zelfroosteren lukte."))
    screen = try tmux.press("Escape", until: dutch.text(.forumSearchTitle))
    #expect(screen.row(2).contains("lukte"))
  }
}
