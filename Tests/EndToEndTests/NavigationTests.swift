import JOIModel
import Testing

/// Links and the way back; withdrawn tools; relations.
@Suite("Navigation")
struct NavigationTests {
  private let dutch = Language.dutch

  /// Opens the manual's first section.
  private func manual(width: Int = 100) throws -> Tmux {
    let tmux = try Joi().open(width: width)
    try tmux.press("3", until: "Wegwijzer")
    try tmux.press("Enter", until: "wegwoord30")
    return tmux
  }

  @Test("T8: a link of the manual leads to the tool, and back to the same line and link")
  func manualLink() throws {
    let tmux = try manual()
    var before = try tmux.press("Tab", until: "the first link") {
      $0.row($0.cursor.y).contains("Begin bij de Alfameter")
    }
    try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    var after = try tmux.press("Escape", until: "wegwoord30")
    #expect(after.middle == before.middle && after.cursor == before.cursor)

    // The last link but one stands below many screens of text.
    try tmux.press("End", until: "Reeks tien")
    before = try tmux.press("Tab", until: "the link below") {
      $0.row($0.cursor.y).contains("Zie ook Reeks tien")
    }
    #expect(!before.contains("Begin bij"))
    try tmux.press("Enter", until: "Wat kan reeks 10?")
    after = try tmux.press("Escape", until: "Reeks tien")
    #expect(after.middle == before.middle && after.cursor == before.cursor)
  }

  @Test("T8: a link of the overview leads to the tool, and back to the same link")
  func overviewLink() throws {
    let tmux = try Joi().open()
    try tmux.press("2", until: "Zuidpijler")
    var before = try tmux.screen()
    while !before.row(before.cursor.y).dropFirst(before.cursor.x).hasPrefix("Deltaspel") {
      let last = before
      before = try tmux.press("Tab", until: "the next link") { $0 != last }
    }
    try tmux.press("Enter", until: "Speelt de delta mee?")
    let after = try tmux.press("Escape", until: "Zuidpijler")
    #expect(after.middle == before.middle && after.cursor == before.cursor)
  }

  @Test("T8: three steps on and three back: every list has its cursor where it stood")
  func history() throws {
    let tmux = try Joi().open()
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("Down", untilSelected: "▾ Noordpijler")
    try tmux.select("Zuidpijler")
    try tmux.press("Enter", until: "Citroenpers")
    try tmux.press("Down", untilSelected: "Citroenpers")
    try tmux.press("Enter", untilSelected: "Reeks 01")
    let list = try tmux.select("Reeks 07")
    let page = try tmux.press("Enter", until: "Wat kan reeks 07?")
    // Tab goes to the page's link to its topic; from there once more to a tool.
    try tmux.press("Tab", until: "the link to the topic") { $0.row($0.cursor.y).contains("Citroenpers") }
    try tmux.press("Enter", untilSelected: "Reeks 01")
    try tmux.press("Down", untilSelected: "Reeks 02")
    try tmux.press("Enter", until: "Wat kan reeks 02?")
    try tmux.press("Escape", untilSelected: "Reeks 02")
    try tmux.press("Escape", untilSelected: "Citroenpers")
    let back = try tmux.press("Escape", until: "Wat kan reeks 07?")
    #expect(back.middle == page.middle)
    let after = try tmux.press("Escape", untilSelected: "Reeks 07")
    #expect(after.middle == list.middle && after.cursor == list.cursor)
    try tmux.press("Escape", untilSelected: "Citroenpers")
    try tmux.press("Escape", until: dutch.text(.homeWelcome))
  }

  @Test("T10: a withdrawn tool is in no list, and its page says so and names what to use instead")
  func withdrawn() throws {
    let tmux = try manual()
    try tmux.press("Tab", until: "the first link") { $0.row($0.cursor.y).contains("Begin bij de Alfameter") }
    let first = try tmux.screen()
    try tmux.press("Tab", until: "the second link") { $0.cursor != first.cursor }
    var screen = try tmux.press("Enter", until: "De gamma is versleten.")
    #expect(screen.contains(Facet.Value(.status, "withdrawn").name(in: dutch)))
    let row = try #require(screen.rows.first { $0.contains(dutch.text(.useInstead)) })
    #expect(row.contains("Deltaspel"))
    screen = try tmux.press("1", until: "Appelteelt")
    screen = try tmux.press("Tab", untilSelected: "Alfameter")
    #expect(screen.contains("Deltaspel") && !screen.contains("Gammalijst"))
  }

  @Test("T10: tools that replace one another end the search for a replacement", arguments: ["eta", "theta"])
  func replacementCycle(_ id: String) throws {
    let shown = try Joi().run("show", id)
    #expect(shown.ending == .exited(0), "\(shown)")
    #expect(shown.output.contains(dutch.text(.cliWithdrawn)))
    #expect(!shown.output.contains(dutch.start(of: .cliReplacement)))
  }

  @Test("T10: show and list: the replacement is named, withdrawn tools only where asked for")
  func withdrawnOnTheCommandLine() throws {
    let joi = try Joi()
    #expect(try joi.run("show", "gamma").output.contains(dutch.text(.cliReplacement, "Deltaspel", "delta")))
    #expect(try !joi.run("list").output.contains("gamma\t"))
    #expect(
      try joi.run("list", "--status", "withdrawn").lines.map { $0.prefix { $0 != "\t" } } == [
        "gamma", "eta", "theta",
      ])
    #expect(try joi.run("list", "--status", "candidate").lines.map { $0.prefix { $0 != "\t" } } == ["beta"])
  }

  @Test("T16: a relation stands at both ends with its reason, and leads there", arguments: [true, false])
  func relations(_ isDeclaring: Bool) throws {
    let (name, other, question) =
      isDeclaring
      ? ("Alfameter", "Betawijzer", "Welke kant wijst de beta?")
      : ("Betawijzer", "Alfameter", "Hoe zwaar weegt de alfa?")
    let tmux = try Joi().open(width: 100, height: 150)
    try tmux.openFirstTopic()
    try tmux.select(name)
    let screen = try tmux.press("Enter", until: dutch.text(.relatedTools))
    let heading = try #require(screen.row(of: dutch.text(.relatedTools)))
    #expect(
      screen.row(heading + 1).contains(other) && screen.row(heading + 2).contains("Meet voor je wijst."))
    var here = screen
    while here.cursor.y != heading + 1 {
      let last = here
      here = try tmux.press("Tab", until: "the next link") { $0.cursor != last.cursor }
    }
    try tmux.press("Enter", until: question)
  }
}
