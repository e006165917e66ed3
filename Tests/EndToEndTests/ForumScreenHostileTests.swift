import Glibc
import JOIModel
import Testing

/// Names, titles, texts and reasons that try to steer the terminal, to hide, or to pass for somebody else.
@Suite("Forum on screen: hostile text")
struct ForumScreenHostileTests {
  private let dutch = Language.dutch

  /// Poison behind a word by which it can be seen that the field was on the screen.
  private static func poisoned(_ word: String) -> String { word + HostileTextTests.poison }

  private static func poisoned(_ word: String) -> JSON { .text(poisoned(word)) }

  private static var poisonedForum: LiveForum {
    var forum = LiveForum()
    for at in forum.members.indices { forum.members[at]["name"] = poisoned("NAAM") }
    for at in forum.organisations.indices { forum.organisations[at]["name"] = poisoned("BEDRIJF") }
    forum.rooms[0]["name"] = poisoned("RUIMTE")
    forum.rooms[0]["themes"] = [["id": "planning", "name": poisoned("THEMA")]]
    let question = forum.add(
      "thread", by: "bert",
      [
        "title": poisoned("TITEL"), "theme": "planning", "tags": [poisoned("TAG")],
        "tools": [poisoned("x"), "weg"],
        "body": .text(
          "\(poisoned("TEKST") as String)\n\n[\(poisoned("LINK") as String)](tool:alfa) [l](tool:\(poisoned("") as String))\n\n"
            + "> \(poisoned("CITAAT") as String)\n\n`\(poisoned("CODE") as String)`\n\n# \(poisoned("KOP") as String)"
        ),
      ])
    let hidden = forum.reply("Onzichtbaar.", by: "bert", in: question)
    forum.add("hide", by: "dina", ["target": .text(hidden), "reason": poisoned("VERBORGEN")])
    let retracted = forum.reply("Weg.", by: "bert", in: question)
    forum.add("retract", by: "bert", ["post": .text(retracted), "reason": poisoned("INGETROKKEN")])
    let flagged = forum.reply("Gemeld.", by: "bert", in: question, to: hidden)
    forum.add("flag", by: "anna", room: "meldingen", ["post": .text(flagged), "reason": poisoned("GEMELD")])
    forum.reply(poisoned("VERLOREN"), by: "bert", in: question, to: poisoned("bert"))
    let other = forum.ask("Ander", by: "bert")
    forum.add("close", by: "dina", ["target": .text(other), "reason": poisoned("GESLOTEN")])
    forum.add("retitle", by: "dina", ["target": .text(other), "title": poisoned("NIEUWETITEL")])
    // In places of ids, words and moments.
    for key in ["id", "at", "do", "theme", "thread", "to"] {
      var line: JSON = [
        "v": 1, "id": .text("bert-20260101000000000-vergif\(key.count)"), "at": .text(forum.time.text),
        "do": "reply",
        "thread": .text(question), "to": .text(question), "theme": "planning", "body": poisoned("SLEUTEL"),
      ]
      line[key] = poisoned("")
      forum.add(line: line, by: "bert")
    }
    forum.add(bytes: Array("\u{1B}]0;kaal\u{07}\u{9B}6n\n".utf8) + [0x9B, 0x36, 0x6E, 0x0A], by: "bert")
    return forum
  }

  @Test(
    "A1-A3: nothing in the forum's data steers the terminal: only terminfo's sequences are sent, on any screen"
  )
  func screens() throws {
    let joi = try Joi(forum: Self.poisonedForum)
    // A draft of another program's making.
    let draft: JSON = [
      "kind": "question", "event": "dina-20260101000000000-concept1", "began": 1,
      "title": Self.poisoned("CONCEPT"),
      "theme": "planning", "tools": [], "body": Self.poisoned("CONCEPTTEKST"),
    ]
    joi.folder.folder("state/joi-tui/as-dina")
    try File.write(draft.source, to: "\(joi.stateFolder(as: "dina"))/draft-question.json")
    let terminal = try joi.raw("--as", "dina", width: 140, height: 50)
    try terminal.start()
    try terminal.wait("the draft on Home") { _ in terminal.text.contains("CONCEPT") }
    let escape = "\u{1B}"
    try terminal.tour([
      "4", "\t", "j", "\t", "O", "O", "O", "O", "\r", escape, "j", "\r", "j", "j", "j", "j", "j", "-", "-",
      "t", "t",
      // The question's links: a tool that is not there, and one that is.
      "g", "\t", "\r", "\t", "\r", escape, "^", "G", "R", escape, "x", "!", "X", escape, escape,
      // The draft, its preview, a tool to insert; then the search, and a post from there.
      "a", "\u{10}", escape, "\u{14}", "X", escape, escape, "/", "tekst van:bert", "\r", escape, escape,
      // The page of the tool that the conversation speaks of.
      "1", "\t", "\r", "G", "0", "?", escape,
    ])
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
    #expect(Sent.forbidden(terminal.output) == [])
    #expect(Sent.foreignSequences(terminal.output) == [])
    for sequence in ["\u{1B}]", "\u{1B}P", "\u{1B}[6n", "\u{07}", "\u{1B}[31m"] {
      #expect(!terminal.text.contains(sequence), "\(sequence.debugDescription)")
    }
    for word in [
      "NAAM", "BEDRIJF", "RUIMTE", "THEMA", "TITEL", "TAG", "TEKST", "LINK", "CITAAT", "CODE", "KOP",
      "VERBORGEN",
      "INGETROKKEN", "VERLOREN", "GESLOTEN", "NIEUWETITEL", "CONCEPT", "CONCEPTTEKST",
    ] { #expect(terminal.text.contains("\(word)X␛"), "\(word) was not seen, or its poison not shown") }
  }

  @Test("A1: what is typed and pasted with control characters goes neither to the terminal nor into the log")
  func input() throws {
    var forum = LiveForum()
    forum.ask("Vraag", by: "bert")
    let joi = try Joi(forum: forum)
    let terminal = try joi.rawForum(as: "anna", until: "Vraag")
    try terminal.press("\r")
    try terminal.press("r")
    // Without the paste's own end, which is the terminal's word.
    try terminal.press("\u{1B}[200~\(HostileTextTests.poison)\u{1B}[201~")
    try terminal.press("\u{18}")
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
    #expect(Sent.forbidden(terminal.output) == [] && Sent.foreignSequences(terminal.output) == [])
    let body = try #require(joi.logged("body", by: "anna").first)
    #expect(body.hasPrefix("X␛[31mY") && Sent.forbidden(Array(body.utf8)) == [])
    #expect(try !File.read(joi.logPath("anna")).contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test("A4: a title with a carriage return shows both its parts, in list, conversation and search")
  func carriageReturn() throws {
    var forum = LiveForum()
    forum.ask("Echt\rVals\u{8}\u{8}\u{8}\u{8}Nep\nRegel\tTab", by: "bert")
    let tmux = try Joi(forum: forum).openForum(as: "anna", width: 120)
    let shown = "Echt␍Vals␈␈␈␈Nep Regel Tab"
    #expect(try tmux.screen().line("wacht").contains(shown))
    try tmux.press("Enter", until: "the title") { $0.isConversation && $0.contains(shown) }
    try tmux.press("/", until: dutch.text(.forumSearchTitle))
    try tmux.type("vals")
    try tmux.wait("the title") { $0.contains(shown) }
  }

  @Test("A5: ten thousand marks on a letter leave the other columns as they are")
  func combiningFlood() throws {
    let (flood, plain) = ("Z" + String(repeating: "\u{301}", count: 10_000), "Z")
    // As wide as there is room for: a mark that counted as a column would cost the last letters.
    func title(_ letter: String) -> String { "\(letter)algo en gewone letters ok" }
    func text(_ letter: String) -> String { "\(letter)o: " + String(repeating: "woord ", count: 11) + "66" }
    var forum = LiveForum()
    let question = forum.ask(title(flood), by: "bert", body: text(flood))
    forum.reply(text(plain), by: "eva", in: question)
    forum.reply("Breed: \u{3164}✅ 人人 🚚 👩\u{200D}🚒 \u{FE0F}", by: "eva", in: question)
    let other = forum.ask(title(plain), by: "bert")
    for _ in 1...2 { forum.reply("Ja.", by: "eva", in: other) }
    let tmux = try Joi(forum: forum).openForum(as: "anna", width: 80, height: 24)
    func bare(_ row: String) -> String {
      String(String.UnicodeScalarView(row.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }))
    }
    var screen = try tmux.screen()
    let rows = screen.lastPane.map(bare).filter { $0.contains("algo") && $0.contains("↩") }
    #expect(
      rows.count == 2 && rows.allSatisfy { $0.contains(title(plain)) && $0.hasSuffix("wacht") }, "\(screen)")
    #expect(Set(rows.map { $0.replacing(">", with: " ").trimming(" ") }).count == 1, "\(rows)")
    #expect(screen.rows.allSatisfy { $0.unicodeScalars.count - bare($0).unicodeScalars.count <= 4 })
    try tmux.press("Down", until: "the other one") { bare($0.selected).contains("algo") && $0.cursor.y == 5 }
    screen = try tmux.press("Enter", until: "the conversation") { $0.isConversation }
    let texts = screen.rows.map(bare).filter { $0.contains("Zo: ") }
    #expect(texts.count == 2 && texts.allSatisfy { $0.hasSuffix(" 66") }, "\(screen)")
    for width in stride(from: 60, through: 140, by: 16) {
      try tmux.resize(width, 24)
      screen = try tmux.wait("the conversation at \(width)") {
        $0.row(1).count == width && $0.contains("Breed: ")
      }
      #expect(screen.row(23).contains("hulp"))
    }
  }

  @Test(
    "A6: a name that says it is of a facilitator gets no badge; the account of one does, whatever its name")
  func badge() throws {
    var forum = LiveForum()
    forum.members[1]["name"] = "Begeleider"
    forum.members[2]["name"] = "Dina"
    forum.members[3]["name"] = "Iemand"
    let question = forum.ask("Vraag", by: "bert")
    forum.reply("Ook ik.", by: "eva", in: question)
    forum.reply("Ik echt.", by: "dina", in: question)
    let tmux = try Joi(forum: forum).openForum(as: "anna")
    let screen = try tmux.openThread("Vraag")
    let badge = "[\(dutch.text(.postFacilitator))]"
    #expect(screen.rows.count { $0.contains(badge) } == 1)
    #expect(screen.line("Iemand, Instituut Het Raam").contains("Iemand, Instituut Het Raam \(badge)"))
    #expect(!screen.line("Begeleider, Magazijn").contains(badge))
  }

  @Test(
    "A6: accounts that look alike by composed or Cyrillic letters are none, and their logs count for nobody")
  func lookAlikes() throws {
    var forum = LiveForum()
    forum.ask("Echte vraag", by: "dina")
    let twins = ["din\u{430}", "din\u{E1}", "dina\u{301}", "Dina", "dina "]
    for name in twins {
      forum.members.append(["account": .text(name), "name": "Dina", "organisation": "raam"])
      for account in [name, "dina"] {
        let id = "\(account)-20260101000000000-tweeling"
        forum.add(
          line: [
            "v": 1, "id": .text(id), "at": .text(forum.time.text), "do": "thread", "title": "Valse vraag",
            "theme": "planning", "body": "Ik ben Dina.",
          ], by: name)
      }
    }
    let joi = try Joi(forum: forum)
    let check = try joi.run("check")
    #expect(check.ending == .exited(1))
    for number in 0..<twins.count {
      #expect(
        check.lines.contains { $0.contains("community.json") && $0.contains("members[\(number + 4)]") },
        "\(check)")
    }
    #expect(check.lines.count { $0.contains("forum/leden/") } >= twins.count, "a line for each log: \(check)")
    let screen = try joi.openForum(as: "anna").screen()
    #expect(screen.contains("Echte vraag") && !screen.contains("Valse vraag"))
    for name in twins {
      let terminal = try joi.raw("--as", name)
      try terminal.start()
      try terminal.press("4")
      try terminal.wait("no forum for \(name)") { _ in terminal.text.contains("is geen lid") }
      #expect(!terminal.text.contains("Echte vraag"))
      terminal.send("\u{03}")
      #expect(terminal.ended() == .exited(0))
    }
  }
}
