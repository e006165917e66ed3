import JOIModel
import Testing

/// The program without lines, as a screen reader has it: the rows of the terminal, and the row with its cursor.
@Suite("Without lines")
struct ReadAloudTests {
  private let dutch = Language.dutch

  private func forum() -> (forum: LiveForum, question: String) {
    var forum = LiveForum()
    forum.ask("Oudste vraag", by: "eva")
    let question = forum.ask("Rooster ruilen", by: "bert", body: "Hoe ruilen jullie?\n\nWij nog niet.")
    let reply = forum.reply("Met een lijst.", by: "eva", in: question)
    forum.reply("Welke lijst?", by: "bert", in: question, to: reply)
    return (forum, question)
  }

  private func open(_ joi: Joi, _ options: String, width: Int = 80, height: Int = 24) throws -> Tmux {
    let tmux = try joi.terminal("exec $JOI \(options)", width: width, height: height)
    try tmux.wait("the first screen") { $0.contains(dutch.text(.homeWelcome)) && $0.cursor.y > 2 }
    return tmux
  }

  /// Presses a key and answers the row that a screen reader tells then.
  private func told(_ key: String, _ tmux: Tmux, isNewRow: Bool = true) throws -> String {
    let before = try tmux.screen().cursor
    return try tmux.press(key, until: "another row") { isNewRow ? $0.cursor != before : true }.atCursor
  }

  private func checkThatNothingIsDrawn(_ screen: Screen, sourceLocation: SourceLocation = #_sourceLocation) {
    let signs = screen.text.unicodeScalars.filter {
      (0x2190...0x23FF).contains($0.value) || (0x2500...0x2BFF).contains($0.value)
    }
    #expect(signs.isEmpty && !screen.contains("---"), "\(screen)", sourceLocation: sourceLocation)
    #expect(screen.isCursorShown, sourceLocation: sourceLocation)
  }

  @Test("the arrows tell name after name, and the rows stand still")
  func list() throws {
    let tmux = try open(try Joi(), "--no-lines")
    checkThatNothingIsDrawn(try tmux.screen())
    try tmux.press("1", until: "Noordpijler")
    var rows = [try tmux.screen().atCursor]
    let before = try tmux.screen()
    for _ in 0..<3 { rows.append(try told("Down", tmux)) }
    #expect(
      zip(rows, ["Alle tools, ", "Noordpijler, pijler, open", "Appelteelt, onderwerp", "Bessenpluk, "])
        .allSatisfy { $0.hasPrefix($1) }, "\(rows)")
    let after = try tmux.screen()
    #expect(after.rows == before.rows && after.cursor.x == 0 && after.cursor.y == before.cursor.y + 3)
    #expect(try told("Up", tmux).hasPrefix("Appelteelt"))
    try tmux.press("Enter", until: "the tools") { $0.atCursor.hasPrefix("Alfameter") }
    #expect(try told("Down", tmux).hasPrefix("Betawijzer"))
    checkThatNothingIsDrawn(try tmux.screen())
  }

  @Test("a step sends some bytes: where the cursor goes, and no text to be told again")
  func bytes() throws {
    let terminal = try Joi().raw("--no-lines", width: 80, height: 24)
    try terminal.start()
    try terminal.press("1")
    try terminal.wait("the toolbox") { _ in terminal.text.contains("Noordpijler") }
    try terminal.settle()
    let before = terminal.output.count
    try terminal.press("\u{1B}OB")
    try terminal.settle()
    let sent = terminal.output.dropFirst(before)
    #expect(sent.count < 20, "\(sent)")
  }

  @Test("the screen is read from top to bottom: the tab, where one is, the rows, what is said, the keys")
  func order() throws {
    let (forum, _) = forum()
    let tmux = try open(try Joi(forum: forum), "--no-lines --as anna")
    var screen = try tmux.press("4", until: "Rooster ruilen")
    #expect(screen.rows[0].hasPrefix("Tabblad 4 Forum"))
    #expect(screen.rows[1].hasPrefix("Forum. anna DEMO, NL"))
    let texts = screen.rows.filter { !$0.isEmpty }
    #expect(texts.last == screen.rows[23] && texts.last?.hasSuffix("? hulp") == true)
    let rooster = try #require(screen.row(of: "Rooster ruilen"))
    #expect(screen.rows[rooster].contains("ongelezen, wacht op antwoord, 2 antwoorden"))
    screen = try tmux.press("Z", until: dutch.text(.noticeUnknownKey, "Z"))
    #expect(screen.rows[22] == dutch.text(.noticeUnknownKey, "Z"))
  }

  @Test("a conversation is opened, read line by line, and answered")
  func conversation() throws {
    let (forum, question) = forum()
    let joi = try Joi(forum: forum)
    let tmux = try open(joi, "--no-lines --as anna")
    try tmux.press("4", until: "Rooster ruilen")
    while !(try tmux.screen().atCursor.hasPrefix("Rooster ruilen")) { _ = try told("Down", tmux) }
    try tmux.press("Enter", until: "Bericht 1 van 3")
    var rows = [try tmux.screen().atCursor]
    for _ in 0..<20 {
      let before = try tmux.screen()
      try tmux.send("Down")
      let after = try tmux.wait("the next row, or the end") {
        $0.cursor != before.cursor || before.atCursor.contains("Welke lijst?")
      }
      if after.cursor == before.cursor { break }
      rows.append(after.atCursor)
    }
    let text = rows.joined(separator: " ")
    var rest = text[...]
    for piece in [
      "Rooster ruilen", "Bericht 1 van 3: Teamleider", "Hoe ruilen jullie?", "Wij nog niet.",
      "Bericht 2 van 3: Onderzoeker", "niveau 1, antwoord op 1", "Met een lijst.",
      "Bericht 3 van 3: Teamleider",
      "niveau 2, antwoord op 2", "Welke lijst?",
    ] {
      let range = rest.firstRange(of: piece)
      #expect(range != nil, "\(piece) in order in: \(text)")
      if let range { rest = rest[range.upperBound...] }
    }
    // An answer to the post of the line at hand; the cursor is where one types.
    try tmux.press("r", until: "the editor") { $0.row(23).contains("Ctrl-X") }
    try tmux.type("Die van vorig jaar.")
    let writing = try tmux.wait("what was typed") { $0.contains("Die van vorig jaar.") }
    #expect(writing.atCursor.contains("Die van vorig jaar.") && writing.cursor.x >= 19)
    try tmux.press("C-x", until: dutch.text(.sent))
    #expect(try joi.logged("body", by: "anna") == ["Die van vorig jaar."])
    #expect(try joi.logged("thread", by: "anna") == [question])
    let sent = try tmux.wait("the answer at hand") { $0.atCursor.contains("Bericht 4 van 4") }
    #expect(sent.contains("niveau 3, antwoord op 3"))
    checkThatNothingIsDrawn(sent)
  }

  @Test("B is kept: the next start, with no option, is without lines too")
  func choice() throws {
    let joi = try Joi()
    let first = try open(joi, "")
    #expect(try first.screen().contains("─"))
    checkThatNothingIsDrawn(
      try first.press("B", until: "no lines") { !$0.contains("─") && $0.row(0).hasPrefix("Tabblad") })
    try first.press("q", until: "the end") { $0.exitStatus == 0 }
    let second = try open(joi, "")
    checkThatNothingIsDrawn(try second.screen())
    try second.press("B", until: "─")
  }
}
