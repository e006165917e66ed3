import JOIModel
import Testing

/// Pillars, topics, tools, and a tool's page.
@Suite("Toolbox")
struct ToolboxTests {
  private let dutch = Language.dutch

  @Test("T1: three panes come from the file: pillar, topic, tool")
  func panes() throws {
    let joi = try Joi()
    let tmux = try joi.open(width: 110, height: 30)
    var screen = try tmux.press("1", until: "Appelteelt")
    #expect(screen.contains("Noordpijler") && screen.contains("Zuidpijler") && screen.contains("Bessenpluk"))
    #expect(!screen.contains("Citroenpers"), "only the first pillar is open at first")
    try tmux.press("Down", untilSelected: "▾ Noordpijler")
    screen = try tmux.press("Down", untilSelected: "Appelteelt")
    #expect(screen.contains("Alfameter") && screen.contains("Betawijzer") && !screen.contains("Deltaspel"))
    screen = try tmux.press("Enter", untilSelected: "Alfameter")
    #expect(screen.contains("Je krijgt een getal."), "the preview shows the tool under the cursor")
    #expect(screen.middle.allSatisfy { $0.filter { $0 == "│" }.count == 2 }, "three panes have two borders")
  }

  @Test("T1: a pillar's new name in the file is the name on the screen")
  func renamedPillar() throws {
    var fixture = Fixture()
    fixture.pillars[0]["name"] = "Hernoemde pijler"
    let tmux = try Joi(fixture).open()
    let screen = try tmux.press("1", until: "Hernoemde pijler")
    #expect(!screen.contains("Noordpijler"))
  }

  @Test("T1: a narrow window shows one pane at a time")
  func narrow() throws {
    let tmux = try Joi().open(width: 60, height: 16)
    try tmux.press("1", until: "Appelteelt")
    var screen = try tmux.select("Appelteelt")
    #expect(!screen.contains("Alfameter"))
    screen = try tmux.press("Enter", untilSelected: "Alfameter")
    #expect(!screen.contains("Zuidpijler") && !screen.contains("Je krijgt een getal."))
    screen = try tmux.press("Left", untilSelected: "Appelteelt")
    #expect(!screen.contains("Alfameter"))
  }

  @Test("T2: the five headings stand in their order, in Dutch and in English", arguments: Language.allCases)
  func fiveHeadings(_ language: Language) throws {
    let tmux = try Joi().open("--lang", language.code, width: 100, height: 90)
    try tmux.press("1", until: language == .dutch ? "Appelteelt" : "Apple growing")
    try tmux.select(language == .dutch ? "Appelteelt" : "Apple growing")
    try tmux.press("Enter", untilSelected: language == .dutch ? "Alfameter" : "Alpha gauge")
    let headings = FiveQuestions.allCases.map { $0.heading(in: language) }
    let screen = try tmux.press("Enter", until: headings[0])
    let rows = headings.compactMap { heading in screen.rows.firstIndex { $0.trimming(" ") == heading } }
    #expect(rows.count == 5 && rows == rows.sorted(), "rows of the headings: \(rows)\n\(screen)")
    for row in rows {
      #expect(!screen.row(row + 1).trimming(" ").isEmpty, "a heading with nothing below it")
    }
  }

  @Test("T2: what a tool has no text for is said to be missing")
  func missingField() throws {
    let tmux = try Joi().open(width: 100, height: 50)
    try tmux.openFirstTopic()
    try tmux.press("Down", untilSelected: "Betawijzer")
    let screen = try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    let heading = try #require(screen.row(of: FiveQuestions.background.heading(in: dutch)))
    #expect(screen.row(heading + 1).trimming(" ") == dutch.text(.notFilledIn))
    let workings = try #require(screen.row(of: FiveQuestions.workings.heading(in: dutch)))
    #expect(screen.row(workings + 1).trimming(" ") == "Draai aan de beta.")
  }

  @Test("T3: beside the list at most eight lines, then the closed headings; the page has the whole text")
  func progressiveDisclosure() throws {
    let tmux = try Joi().open(width: 120, height: 30)
    try tmux.openFirstTopic()
    var screen = try tmux.screen()
    let pane = screen.lastPane
    let closed = try [FiveQuestions.background, .workings, .location].map { part in
      try #require(pane.firstIndex { $0.hasSuffix(part.heading(in: dutch)) }, "\(part) closed\n\(screen)")
    }
    #expect(closed == closed.sorted())
    #expect(pane[..<closed[0]].count { !$0.isEmpty } <= 8)
    #expect(
      pane.contains("Alfameter") && pane.contains("Hoe zwaar weegt de alfa?")
        && pane.contains("Je krijgt een getal."))
    for word in ["achtergrond1", "werking1", "Vindplaats"] { #expect(!screen.contains(word)) }

    try tmux.resize(120, 150)
    screen = try tmux.press("Enter", until: "werking80")
    for (stem, count) in [("achtergrond", 120), ("werking", 80)] {
      let shown = screen.words.filter { $0.hasPrefix(stem) && $0.last?.isNumber == true }
      #expect(shown == Fixture.words(stem, count), "a word of the text is lost, or out of its place")
    }
    #expect(screen.contains("Vindplaats alfa."))
  }

  @Test("T4: from Home the questions are one key away; a question leads to its tools and no others")
  func finder() throws {
    let tmux = try Joi().open()
    var screen = try tmux.press("Enter", until: "Hoe groeien appels?")
    #expect(
      screen.selected.hasPrefix("Hoe groeien appels?") || screen.row(2).contains(dutch.text(.finderPrompt)))
    try tmux.type("bessen")
    screen = try tmux.wait("fewer questions") { !$0.contains("Hoe groeien appels?") }
    #expect(screen.contains("Wie plukt de bessen?"))
    screen = try tmux.press("Enter", until: "the tools of the question") {
      $0.selected.hasPrefix("Betawijzer")
    }
    #expect(screen.contains("Deltaspel"))
    #expect(!screen.contains("Alfameter") && !screen.contains("Reeks") && !screen.contains("Gammalijst"))
  }

  @Test("T5: facets combine, the count is that of the tools they leave, and one Esc clears them")
  func facets() throws {
    let tmux = try Joi().open(width: 150, height: 40)
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("Tab", untilSelected: "Alfameter")
    try tmux.press("f", until: Facet.purpose.name(in: dutch))
    let individual = Facet.Value(.focus, "individual").name(in: dutch)
    let monitor = Facet.Value(.purpose, "monitor").name(in: dutch)
    // Alfameter and Deltaspel: the Gammalijst is withdrawn.
    var screen = try tmux.select("] \(individual)")
    #expect(screen.selected.hasSuffix(" 2"), "the count beside the value: \(screen.selected)")
    try tmux.press("Space", untilSelected: "[x] \(individual)")
    try tmux.select("] \(monitor)")
    try tmux.press("Space", untilSelected: "[x] \(monitor)")
    screen = try tmux.press("f", until: "\(individual), \(monitor)")
    let heading = try #require(screen.middle.first { $0.contains(dutch.text(.allTools)) })
    #expect(heading.split(separator: " ").contains("2"), "the number of tools in the title: \(heading)")
    #expect(screen.contains("Alfameter") && screen.contains("Deltaspel"))
    #expect(!screen.contains("Betawijzer") && !screen.contains("Reeks"))
    screen = try tmux.press("Escape", until: "Betawijzer")
    #expect(!screen.contains("\(individual), \(monitor)"))
  }

  @Test("T6: a tool with two levels answers to either, and is in the whole list once; unknown can be chosen")
  func severalValues() throws {
    let joi = try Joi()
    for level in ["organisation", "individual"] {
      let found = try joi.run("list", "--focus", level).lines.filter { $0.hasPrefix("alfa\t") }
      #expect(found.count == 1, "--focus \(level)")
    }
    #expect(try joi.run("list").lines.count { $0.hasPrefix("alfa\t") } == 1)
    #expect(try !joi.run("list", "--focus", "team").output.contains("alfa\t"))

    let tmux = try joi.open(width: 110, height: 50)
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("Tab", untilSelected: "Alfameter")
    try tmux.press("f", until: Facet.language.name(in: dutch))
    try tmux.select("] \(Facet.Value(.language, "other").name(in: dutch))")
    let unknown = Facet.Value(.language, "unknown").name(in: dutch)
    try tmux.select("] \(unknown)")
    try tmux.press("Space", untilSelected: "[x] \(unknown)")
    let screen = try tmux.press("f", until: "Betawijzer")
    #expect(screen.selected.hasPrefix("Betawijzer") && !screen.contains("Alfameter"))
  }
}
