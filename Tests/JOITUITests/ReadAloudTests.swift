import Foundation
import JOIModel
import Testing

@testable import JOITUI

/// Without lines: what a screen reader has, which is rows of text and the place of the cursor, is all there is to know.
@Suite("Without lines") struct ReadAloudTests {
  private static func session(
    _ keys: String, as account: String? = "anna", _ size: Size = Size(width: 80, height: 24),
    language: Language = .dutch
  ) -> Session {
    var session = Session(
      size, language: language, hasLines: false, forum: account.map { ForumFixture(as: $0) })
    session.press(keys)
    return session
  }

  /// Signs that are no text: arrows, lines, blocks, shapes, dingbats, braille, and stars.
  static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    (0x2190...0x23FF).contains(scalar.value) || (0x2500...0x2BFF).contains(scalar.value)
      || scalar == "›" || scalar == "×" || scalar == "|"
  }

  // MARK: What is drawn

  static let pictures: [SnapshotTests.Case] = SnapshotTests.cases.filter {
    [
      "home-forum", "finder-typed", "toolbox-topics", "toolbox-tools", "page", "forum", "conversation",
      "compose-question", "desk", "effect", "contributions",
    ].contains($0.name)
  }

  @Test("the main screens", arguments: pictures) func screen(_ one: SnapshotTests.Case) throws {
    for (size, language) in [
      (Size(width: 80, height: 24), Language.dutch), (Size(width: 60, height: 16), .english),
    ] {
      let state = Self.session(one.keys, as: one.account, size, language: language).state
      let canvas = state.view()
      let cursor = try #require(canvas.cursor)
      try SnapshotTests.compare(
        "\(canvas.plainText)\n\n--- cursor \(cursor.x),\(cursor.y)\n",
        "read-\(one.name)-\(size.width)x\(size.height)-\(language.code)")
    }
  }

  @Test(
    "no lines, signs or highlights on any screen, and the cursor on what is selected",
    arguments: SnapshotTests.cases)
  func everyScreen(_ one: SnapshotTests.Case) {
    for size in SnapshotTests.sizes {
      for language in Language.allCases {
        let session = Self.session(one.keys, as: one.account, size, language: language)
        let text = session.text
        #expect(
          !text.unicodeScalars.contains(where: Self.isSign),
          "\(one.name) at \(size): \(text.filter { $0.unicodeScalars.contains(where: Self.isSign) })")
        // Lines in ASCII are lines too.
        for line in session.lines { #expect(!line.contains("---") && !line.contains("###"), "\(line)") }
        if let problem = Self.problem(session) { Issue.record("\(one.name) at \(size): \(problem)\n\(text)") }
      }
    }
  }

  /// Where the cursor is wrong; nil where it is right.
  static func problem(_ session: Session) -> String? {
    if let problem = RandomEventsTests.problem(session.state) { return problem }
    let state = session.state
    guard state.fits, state.loading == nil else { return nil }
    let canvas = state.view()
    guard let cursor = canvas.cursor else { return "the cursor is nowhere" }
    let lines = session.lines
    guard canvas.plainText.contains("\(state.screen.tab) ") else { return "the tab is not named" }
    if !(state.screen is ComposeScreen),
      (0..<canvas.size.height).contains(where: { y in
        (0..<canvas.size.width).contains { canvas[$0, y].style.isSelected }
      })
    {
      return "something is highlighted"
    }
    // In a field the cursor is where the next letter goes.
    if state.context.isTyping { return nil }
    // Every row that can be clicked is a row of a list or of a conversation: the cursor is on one of them.
    let rows = lines.indices.filter { y in
      if case .row = canvas.target(x: cursor.x, y: y) { true } else { false }
    }
    if !rows.isEmpty, !rows.contains(cursor.y) {
      return "the cursor is on row \(cursor.y), and not on \(rows)"
    }
    if lines[cursor.y].isEmpty {
      return "the cursor is on the empty row \(cursor.y) of \(session.screenName)"
    }
    return nil
  }

  @Test("the cursor is where it should be whatever happens", arguments: [21, 22, 23] as [UInt64])
  func random(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    var session = Self.session(
      "", as: seed == 22 ? "dina" : "anna", language: seed == 23 ? .english : .dutch)
    for number in 0..<700 {
      let event = RandomEventsTests.event(&generator, session)
      if case .key(.character("B")) = event, !session.state.context.isTyping { continue }
      session.send(event)
      if let problem = Self.problem(session) {
        Issue.record(
          "seed \(seed), event \(number) (\(event)) on \(session.screenName): \(problem)\n\(session.text)")
        return
      }
    }
  }

  // MARK: Steps

  @Test(
    "a step in a list moves the cursor to the next row and changes no text",
    arguments: [
      ("", "anna"), ("1", "anna"), ("1 Enter", "anna"), ("4", "anna"), ("4 Left", "anna"),
      ("5", "dina"),
      ("5 Left", "dina"), ("5 Left End Up Up Enter", "dina"), ("3", "anna"), ("1 f", "anna"), ("5 f", "dina"),
    ])
  func step(_ keys: String, _ account: String) throws {
    var session = Self.session(keys, as: account)
    var rows = [try #require(session.state.view().cursor).y]
    let before = session.lines
    for _ in 0..<2 {
      session.press("Down")
      rows.append(try #require(session.state.view().cursor).y)
    }
    #expect(session.lines == before)
    #expect(rows[0] < rows[1] && rows[1] <= rows[2], "\(rows)")
    // The row is from its first column on what is selected.
    #expect(session.state.view().cursor?.x == 0 && session.cursorLine.first?.isLetter == true)
  }

  @Test("a list turns its pages, and every row is met once")
  func pages() throws {
    var session = Self.session("1 Down End", as: nil, Size(width: 60, height: 16))
    session.press("Home Enter")
    var met: [String] = []
    while met.last != session.cursorLine {
      met.append(session.cursorLine)
      session.press("Down")
    }
    let names = Session.toolbox.toolsInUse.map { Session.toolbox.tools[$0].name.text(in: .dutch) }
    #expect(met.count == names.count)
    for (row, name) in zip(met, names) { #expect(row.hasPrefix(name.prefix(20)), "\(row)") }
  }

  @Test("a text is read by lines, each met once, and the screen stands still meanwhile")
  func lines() throws {
    var session = Self.session("1 Enter Enter", as: nil, Size(width: 60, height: 16))
    let screen = try #require(session.state.screen as? ToolPage)
    let document = screen.document(session.state.workspace, in: session.state.area)
    let wanted = document.lines.map(\.text).filter { !$0.allSatisfy(\.isWhitespace) }
    var met: [String] = []
    var pages = 0
    for _ in wanted {
      met.append(String(session.cursorLine.dropFirst()))
      let before = session.lines
      session.press("Down")
      if session.lines != before { pages += 1 }
    }
    #expect(met == wanted)
    #expect(session.cursorLine.dropFirst() == wanted.last ?? "")
    #expect(pages <= document.lines.count / 12 + 2)
    for text in wanted.reversed() {
      #expect(session.cursorLine.dropFirst() == text)
      session.press("Up")
    }
  }

  @Test("a conversation is read by lines from the title to the last answer, and back")
  func conversation() {
    var session = Self.session("4 Down Down Down Enter", as: "anna", Size(width: 60, height: 16))
    var met: [String] = []
    while met.count < 500 {
      let here = String(session.cursorLine)
      met.append(here)
      let before = (session.lines, session.state.view().cursor?.y)
      session.press("Down")
      if session.lines == before.0, session.state.view().cursor?.y == before.1 { break }
    }
    let posts = met.filter { $0.hasPrefix("Bericht ") }.compactMap {
      $0.split(separator: " ").dropFirst().first
    }
    #expect(posts == (1...posts.count).map { Substring("\($0)") } && posts.count > 2)
    #expect(!met.contains(""))
    for line in met.reversed() {
      #expect(session.cursorLine == line)
      session.press("Up")
    }
  }

  // MARK: Words

  @Test("how deep an answer stands, what it answers and that it is new is said in words")
  func depth() {
    var session = Self.session("4 Down Down Down Enter", as: "anna")
    var heads: [String] = []
    for _ in 0..<4 {
      session.press("]")
      heads.append(session.cursorLine)
    }
    #expect(heads[0].contains("Bericht 2 van"))
    let text = heads.joined(separator: " ")
    #expect(text.contains("niveau 1, antwoord op 1"), "\(text)")
    #expect(text.contains("niveau 2, antwoord op 2"), "\(text)")
    let new = Self.session("4 .", as: "anna").text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(new.contains(", ongelezen, "), "\(new)")
    session.press("[ [")
    #expect(session.cursorLine.contains("Bericht 3 van"))
  }

  @Test("links and quotes are told, and rules are not drawn")
  func words() {
    let words = ReadingWords(link: "link", quote: "Citaat", quoteEnd: "einde citaat")
    var document = Document(width: 60, words: words)
    document.rich(
      RichText(
        commonMark: "> Eerst.\n>\n> Dan.\n\nNa.\n\n---\n\nZie [de **hele** gids](https://a.b) en verder."))
    let lines = document.lines.map { String($0.text.drop { $0 == " " }) }.filter { !$0.isEmpty }
    #expect(
      lines == ["Citaat: Eerst.", "Dan. (einde citaat)", "Na.", "Zie de hele gids (link) en verder."])
    #expect(document.links.count == 1)
    var seen = Document(width: 60)
    seen.rich(RichText(commonMark: "> Eerst.\n\n---"))
    #expect(seen.lines.contains { $0.text.contains("---") })
    #expect(!seen.lines.contains { $0.text.contains("Citaat") })
  }

  @Test("a row says its name first, and the name keeps three fifths of the row")
  func sentence() {
    let glyphs = Glyphs(isASCII: false, hasLines: false)
    let long = String(repeating: "naam ", count: 20)
    let row = ListRow(text: long, mark: "x", detail: "1   2", words: ["een", "", "twee"])
    let cut = ListPane.sentence(row, width: 40, glyphs)
    #expect(cut.hasSuffix("..., een, twee") && TextWidth.columns(cut) <= 40)
    #expect(ListPane.sentence(ListRow(text: "Kort", detail: "1   2 "), width: 40, glyphs) == "Kort, 1 2")
    let words = ListRow(text: long, words: [long])
    #expect(ListPane.sentence(words, width: 40, glyphs).hasPrefix("naam naam naam naam"))
  }

  @Test("what is saved, marked and to be considered is said in words")
  func states() {
    var session = Self.session("1 Enter s Space", as: nil)
    #expect(session.cursorLine.contains("gemarkeerd, bewaard"))
    session.press("Down")
    #expect(!session.cursorLine.contains("bewaard"))
    #expect(session.lines[1].contains("1 gemarkeerd, 1 bewaard"))
    session.press("f Down Space")
    #expect(session.cursorLine.contains("niet gekozen") || session.cursorLine.contains(", gekozen"))
  }

  @Test("the tab at hand is named first, and where one is on the row below")
  func tabs() {
    let session = Self.session("1 Enter")
    #expect(session.lines[0].hasPrefix("Tabblad 1 Toolbox. 0 Begin, 2 Overzicht"))
    #expect(session.lines[1].hasPrefix("Toolbox: Alle tools. "))
    let narrow = Self.session("4", as: "dina", Size(width: 60, height: 16))
    #expect(narrow.lines[0].hasPrefix("Tabblad 4 Forum"))
    #expect(narrow.lines[0].hasSuffix("5 Begeleiding (3)"))
  }

  @Test("what the program says stands on one row, and the keys below it end with help")
  func notices() {
    var session = Self.session("Z")
    #expect(session.lines[22] == Language.dutch.text(.noticeUnknownKey, "Z"))
    #expect(session.lines[23].hasSuffix("? hulp") && session.lines[23].hasPrefix("Pijlen "))
    session.press("Down")
    #expect(session.lines[22].isEmpty)
    session.press("?")
    #expect(session.text.contains("omhoog, k: ") || session.text.contains("Shift-"))
  }

  // MARK: Fields

  @Test(
    "from a field the cursor goes down into the list, and up again into the field",
    arguments: [
      ("Enter", "werk"), ("/", "werk"), ("4 /", "rooster"), ("4 a Tab Tab Ctrl-t", "zelf"),
    ])
  func fields(_ keys: String, _ words: String) throws {
    var session = Self.session(keys)
    session.press("text:\(words)")
    let field = try #require(session.state.view().cursor)
    #expect(session.cursorLine.contains(words))
    session.press("Down")
    let first = try #require(session.state.view().cursor)
    #expect(first.x == 0 && first.y > field.y)
    session.press("Down")
    #expect(try #require(session.state.view().cursor).y > first.y)
    session.press("Up Up")
    #expect(try #require(session.state.view().cursor) == field)
    session.press("Down text:x")
    #expect(session.state.view().cursor?.y == field.y)
  }

  // MARK: The choice

  @Test("B turns it on and off, and the choice is kept")
  func choice() {
    var session = Session(Size(width: 80, height: 24))
    #expect(session.text.contains("─"))
    session.press("1 Enter Enter Down Down")
    session.press("B")
    #expect(!session.text.contains("─") && !session.cursorLine.isEmpty)
    var preferences = session.state.workspace.preferences
    #expect(!preferences.lines && session.effects.contains(.savePreferences(preferences)))
    #expect(session.lines[22] == Language.dutch.text(.noticeLinesOff))
    let next = Session(Size(width: 80, height: 24), preferences: preferences)
    #expect(!next.text.contains("─") && next.lines[0].hasPrefix("Tabblad 0"))
    session.press("B")
    preferences.lines = true
    #expect(session.text.contains("─") && session.effects.last == .savePreferences(preferences))
    // The option is for one session, and B for good.
    #expect(Self.session("", as: nil).state.workspace.preferences.lines)
  }

  @Test("with and without lines one stays where one was")
  func place() throws {
    for keys in ["1 Enter Down Down", "4 Down Down", "4 Down Down Down Enter ] ]", "1 Enter Enter End"] {
      var session = Session(Size(width: 80, height: 24), forum: ForumFixture(as: "anna"))
      session.press(keys)
      let (name, tool, post) = (
        session.screenName, session.state.screen.tool(session.state.workspace),
        session.state.screen.post(session.state.workspace)
      )
      session.press("B")
      #expect(session.screenName == name)
      #expect(session.state.screen.tool(session.state.workspace) == tool)
      #expect(session.state.screen.post(session.state.workspace) == post)
      session.press("B")
      #expect(session.state.screen.post(session.state.workspace) == post)
    }
  }
}
