import Foundation
import JOIModel
import Testing

/// Addresses, the selection, comparing, exports.
@Suite("Taking along")
struct TakeAlongTests {
  private let dutch = Language.dutch

  @Test("T13: the whole address stands alone on its rows, unbroken", arguments: [60, 80, 110])
  func wholeAddress(_ width: Int) throws {
    let tmux = try Joi().open(width: width, height: 30)
    try tmux.openFirstTopic()
    let screen = try tmux.press("u", until: "the address") { $0.rows.contains { $0.hasPrefix("https://") } }
    let first = try #require(screen.rows.firstIndex { $0.hasPrefix("https://") })
    #expect(screen.rows[first...].prefix { !$0.isEmpty }.joined() == Fixture.address)
    #expect(screen.cursor == .init(x: 0, y: first))
    #expect(!screen.listensToMouse, "the terminal must be able to select the address")
    let back = try tmux.press("Escape", untilSelected: "Alfameter")
    #expect(back.listensToMouse)
  }

  @Test("T13: y sends the address to the clipboard, and nothing is sent unasked")
  func clipboard() throws {
    let terminal = try Joi().raw()
    try terminal.start()
    for key in ["1", "\t", "s", "s", "u"] { try terminal.press(key) }
    #expect(!terminal.text.contains("\u{1B}]"), "an OSC sequence that nobody asked for")
    let sent = String(decoding: try terminal.press("y"), as: UTF8.self)
    let base64 = Data(Fixture.address.utf8).base64EncodedString()
    #expect(sent.contains("\u{1B}]52;c;\(base64)\u{07}"), "\(sent.debugDescription)")
    #expect(terminal.text.components(separatedBy: "\u{1B}]").count == 2, "once, and no other OSC")
    for key in ["\u{1B}", "\r", "e"] { try terminal.press(key) }
    #expect(terminal.text.components(separatedBy: "\u{1B}]").count == 2)
    terminal.send("\u{03}")
    #expect(terminal.ended() == .exited(0))
  }

  @Test("T14: two tools saved are there in order after a restart, and no one else can read them")
  func selection() throws {
    let joi = try Joi()
    var tmux = try joi.open()
    try tmux.openFirstTopic()
    try tmux.press("Down", untilSelected: "Betawijzer")
    try tmux.press("s", until: "★1")
    try tmux.press("Up", untilSelected: "Alfameter")
    try tmux.press("s", until: "★2")
    try tmux.press("o", until: dutch.text(.notePrompt))
    try tmux.type("Voor de nachtploeg")
    try tmux.press("Enter", untilSelected: "★ Alfameter")
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)

    #expect(File.mode(joi.stateFolder) == 0o700)
    #expect(File.mode("\(joi.stateFolder)/selection.json") == 0o600)
    #expect(File.mode("\(joi.stateFolder)/preferences.json") == 0o600)

    tmux = try joi.open()
    let screen = try tmux.press("S", untilSelected: "★ Betawijzer")
    let rows = ["Betawijzer", "Alfameter"].compactMap { name in
      screen.middle.dropFirst(2).firstIndex { $0.contains(name) }
    }
    #expect(rows.count == 2 && rows[1] == rows[0] + 1, "\(screen)")
    try tmux.press("Down", until: "Voor de nachtploeg")
    let exported = try joi.run("export", "selection", "--format", "json")
    let records = try #require(
      try JSONSerialization.jsonObject(with: Data(exported.bytes)) as? [[String: Any]])
    #expect(records.map { $0["id"] as? String } == ["beta", "alfa"])
    #expect(records.map { $0["note"] as? String } == [nil, "Voor de nachtploeg"])
  }

  @Test("T15: marked tools stand side by side, the five questions as rows")
  func compare() throws {
    let tmux = try Joi().open(width: 120, height: 120)
    try tmux.openFirstTopic()
    try tmux.press("Space", untilSelected: "× Alfameter")
    try tmux.press("Down", untilSelected: "Betawijzer")
    try tmux.press("Space", untilSelected: "× Betawijzer")
    var screen = try tmux.press("=", until: dutch.text(.compareTitle))
    let row = try #require(screen.rows.first { $0.contains("Hoe zwaar weegt de alfa?") })
    #expect(row.contains("Welke kant wijst de beta?"), "both questions on one row")
    let headings = FiveQuestions.allCases.prefix(4).compactMap { screen.row(of: $0.heading(in: dutch)) }
    #expect(headings.count == 4 && headings == headings.sorted())

    try tmux.resize(60, 120)
    screen = try tmux.wait("the tools below one another") { screen in
      guard let alfa = screen.row(of: "Hoe zwaar weegt de alfa?"),
        let beta = screen.row(of: "Welke kant wijst de beta?")
      else { return false }
      return alfa < beta
    }
    let left = try #require(screen.place(of: "Hoe zwaar weegt de alfa?")).x
    #expect(try #require(screen.place(of: "Welke kant wijst de beta?")).x == left)
  }

  @Test(
    "T18: CSV gives back every cell, and a formula is none",
    arguments: [("nl", ";" as Character), ("en", ",")])
  func csv(_ language: String, _ separator: Character) throws {
    var fixture = Fixture()
    let (formula, text) = ("=HYPERLINK(\"x\";1),2", "Eerste regel.\n\nTweede \"regel\"; met, tekens.")
    fixture.tools[1]["name"] = Fixture.both(formula, formula)
    fixture.tools[1]["background"] = Fixture.both(text, text)
    let csv = try Joi(fixture).run("export", "--format", "csv", "--lang", language)
    #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let rows = CSVReader.rows(csv.output.replacing("\u{FEFF}", with: ""), separator: separator)
    try #require(rows.count == 1 + 23, "a heading, and the tools that are not withdrawn")
    try #require(rows.allSatisfy { $0.count == rows[0].count && $0.count > 9 }, "every row has as many cells")
    let name = language == "nl" ? "Alfameter" : "Alpha gauge"
    let stem = language == "nl" ? "achtergrond" : "background"
    #expect(rows[1][0] == "alfa" && rows[1][1] == name)
    #expect(
      rows[1].contains { $0.split { $0 == " " || $0.isNewline }.map(String.init) == Fixture.words(stem, 120) }
    )
    #expect(rows[1].contains(Fixture.address))
    #expect(rows[2][1] == "'" + formula)
    #expect(rows[2].contains { $0.hasSuffix("Tweede \"regel\"; met, tekens.") })
  }

  @Test("T18: a file that is there is not written over unless that is asked for")
  func existingFile() throws {
    let joi = try Joi()
    let file = "\(joi.workFolder)/uit.md"
    #expect(try joi.run("export", "tool", "alfa", "-o", file).ending == .exited(0))
    let text = try File.text(file)
    #expect(text.contains("Alfameter") && text.contains(Fixture.address))
    let again = try joi.run("export", "tool", "beta", "-o", file)
    #expect(again.ending == .exited(1) && again.complaints.count == 1, "\(again)")
    #expect(try File.text(file) == text)
    #expect(try joi.run("export", "tool", "beta", "-o", file, "--force").ending == .exited(0))
    #expect(try File.text(file).contains("Betawijzer"))
  }

  @Test("T18: HTML is one page that loads nothing, with the five headings and no markup from the data")
  func html() throws {
    var fixture = Fixture()
    fixture.tools[0]["workings"] = "<script>alert(1)</script>\n\n![plaatje](https://elders.example/p.png)"
    fixture.tools[0]["gist"] = "<b onclick=x>\"'&"
    let page = try Joi(fixture).run("export", "tool", "alfa", "--format", "html").output
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>"))
    for part in FiveQuestions.allCases { #expect(page.contains("<h3>\(part.heading(in: dutch))</h3>")) }
    for forbidden in ["<script", "<img", "<link", "src=", "@import", "url(", "<b onclick"] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
  }

  @Test("T18: e writes the tool into the folder where the program runs, and a second time beside it")
  func exportFromTheScreen() throws {
    let joi = try Joi()
    let tmux = try joi.open()
    try tmux.openFirstTopic()
    let screen = try tmux.press("e", until: dutch.text(.exportHTML))
    #expect(screen.contains("joi-tui export tool alfa"), "the line that fetches it from elsewhere")
    try tmux.select(dutch.text(.exportMarkdown))
    try tmux.press("Enter", until: "joi-alfa.md")
    try tmux.wait("the file") { _ in File.exists("\(joi.workFolder)/joi-alfa.md") }
    try tmux.send("Enter")
    try tmux.wait("the second file") { _ in File.exists("\(joi.workFolder)/joi-alfa-2.md") }
    #expect(try File.text("\(joi.workFolder)/joi-alfa.md").contains("Je krijgt een getal."))
    #expect(try File.read("\(joi.workFolder)/joi-alfa.md") == File.read("\(joi.workFolder)/joi-alfa-2.md"))
  }
}

/// Comma-separated values as RFC 4180 has them.
enum CSVReader {
  static func rows(_ text: String, separator: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = text[...]
    while let character = rest.popFirst() {
      if isQuoted {
        guard character == "\"" else {
          cell.append(character)
          continue
        }
        if rest.first == "\"" {
          cell.append("\"")
          rest.removeFirst()
        } else {
          isQuoted = false
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == separator {
        row.append(cell)
        cell = ""
      } else if character == "\r\n" {
        rows.append(row + [cell])
        row = []
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return rows
  }
}
