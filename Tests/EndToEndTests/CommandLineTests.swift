import Foundation
import JOIModel
import Testing

/// The command line for scripts.
@Suite("Command line")
struct CommandLineTests {
  @Test(
    "--help and --version answer on standard output with 0",
    arguments: ["--help", "--version", "list --help"])
  func help(_ arguments: String) throws {
    let result = try Joi(nil).shell("$JOI \(arguments)")
    #expect(result.ending == .exited(0) && !result.output.isEmpty && result.errors.isEmpty, "\(result)")
  }

  @Test(
    "Wrong usage ends with 2 and says so on standard error",
    arguments: [
      "--nergens", "list --focus planeet", "show", "export topic", "--lang fr", "export --format docx",
      "nergens", "--data . --nergens",
    ])
  func wrongUsage(_ arguments: String) throws {
    let result = try Joi().shell("$JOI \(arguments)")
    #expect(result.ending == .exited(2) && result.output.isEmpty && !result.errors.isEmpty, "\(result)")
  }

  @Test("An option is no folder", arguments: ["--data", "--data -x", "--data --ascii"])
  func optionWithoutItsValue(_ arguments: String) throws {
    let result = try Joi().shell("$JOI \(arguments)")
    #expect(result.ending == .exited(2) && result.errors.contains("'--data <data>'"), "\(result)")
  }

  @Test(
    "What does not exist ends with 1 and one sentence",
    arguments: ["show nergens", "list --topic nergens", "export tool nergens"])
  func missing(_ arguments: String) throws {
    let result = try Joi().shell("$JOI \(arguments)")
    #expect(result.ending == .exited(1) && result.output.isEmpty && result.complaints.count == 1, "\(result)")
    #expect(result.errors.contains("nergens"))
  }

  @Test("list and show --json parse, and agree with what they print")
  func json() throws {
    let joi = try Joi()
    let listed = try #require(
      try JSONSerialization.jsonObject(with: Data(joi.run("list", "--json").bytes)) as? [[String: Any]])
    #expect(
      listed.map { $0["id"] as? String }
        == (try joi.run("list").lines.map { String($0.prefix { $0 != "\t" }) }))
    let shown = try #require(
      try JSONSerialization.jsonObject(with: Data(joi.run("show", "alfa", "--json").bytes)) as? [String: Any])
    #expect(shown["background"] as? String == Fixture.paragraphs("achtergrond", 120))
    let text = try joi.run("show", "alfa").output
    let headings = FiveQuestions.allCases.compactMap {
      text.range(of: "\n\($0.heading(in: .dutch))\n")?.lowerBound
    }
    #expect(headings.count == 5 && headings == headings.sorted())
    #expect(text.contains(Fixture.address))
  }

  @Test("--data wins over JOI_DATA, and JOI_DATA over ./data")
  func dataFolder() throws {
    let joi = try Joi()
    var other = Fixture()
    other.tools = [other.tools[3]]
    other.manual = []
    for (folder, id) in [("elders", "delta"), ("work/data", "spel")] {
      other.tools[0]["id"] = .text(id)
      try File.write(other.source, to: joi.folder.folder(folder) + "/toolbox.json")
    }
    #expect(
      try joi.run("list", "--data", "\(joi.folder.path)/elders").lines.map { $0.prefix { $0 != "\t" } } == [
        "delta"
      ])
    #expect(try joi.run("list").lines.count == 23)
    let here = try joi.with(["JOI_DATA": ""]).run("list")
    #expect(
      here.lines.map { $0.prefix { $0 != "\t" } } == ["spel"] || File.exists("/var/lib/joi/toolbox.json"),
      "\(here)")
  }
}

/// Where the full-screen program finds its data.
@Suite("The data of the full-screen program")
struct DataOfTheScreenTests {
  @Test(
    "--data wins over JOI_DATA, whichever way it is written",
    arguments: [["--data"], ["--data="], ["open", "--data"]])
  func dataFolder(_ words: [String]) throws {
    let joi = try Joi()
    var other = Fixture()
    other.tools = [other.tools[3]]
    other.manual = []
    let folder = joi.folder.folder("elders")
    try File.write(other.source, to: "\(folder)/toolbox.json")
    let line = "$JOI \(words.joined(separator: " "))\(words[0].hasSuffix("=") ? "" : " ")\(folder)"
    try joi.terminal(line).wait("the other folder's Home") {
      $0.contains(Language.dutch.count(1, .countTool, .countTools)) && !$0.contains("23")
    }
  }
}

/// The toolbox that comes with the program.
@Suite("The real toolbox")
struct RealToolboxTests {
  private let dutch = Language.dutch

  private func joi() throws -> Joi { try Joi(nil).with(["JOI_DATA": "\(Binary.checkout)/data"]) }

  @Test(
    "It has no findings, and every pillar and topic of the file is on the screen",
    arguments: Language.allCases)
  func overview(_ language: Language) throws {
    let joi = try joi()
    let checked = try joi.run("check")
    #expect(checked.ending == .exited(0) && checked.output.isEmpty, "\(checked)")
    let data = try File.read("\(Binary.checkout)/data/toolbox.json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
    let pillars = try #require(root["pillars"] as? [[String: Any]])
    func name(_ value: [String: Any]) throws -> String {
      try #require((value["name"] as? [String: String])?[language.code])
    }
    let tmux = try joi.open("--lang", language.code, width: 150, height: 90)
    let screen = try tmux.press("2", until: try name(pillars[0]))
    for pillar in pillars {
      #expect(screen.contains(try name(pillar)))
      for topic in pillar["topics"] as? [[String: Any]] ?? [] {
        #expect(screen.contains(try name(topic).prefix(30).description))
      }
    }
  }

  @Test(
    "The main job: from a word to a tool, its five sections and its address",
    arguments: ["werkdruk", "verzuim", "rooster"])
  func mainJob(_ word: String) throws {
    let joi = try joi()
    let tmux = try joi.open(width: 80, height: 24)
    try tmux.press("Enter", until: dutch.text(.finderPrompt))
    try tmux.type(word)
    try tmux.wait("fewer questions") {
      $0.contains(word) && !$0.selected.isEmpty || $0.row($0.cursor.y).contains(word)
    }
    // Enter opens the tool, or the tools of the question and then the first of them.
    var screen = try tmux.press("Enter", until: "tools") { !$0.contains(dutch.text(.finderPrompt)) }
    if !screen.selected.isEmpty {
      screen = try tmux.press("Enter", until: "the page") { $0.selected.isEmpty }
    }
    #expect(screen.contains(FiveQuestions.question.heading(in: dutch)), "\(screen)")
    try tmux.resize(80, 250)
    screen = try tmux.wait("the whole page") { $0.fills(80, 250) }
    for part in FiveQuestions.allCases { #expect(screen.contains(part.heading(in: dutch))) }
    try tmux.resize(80, 24)
    try tmux.wait("the page") { $0.fills(80, 24) }
    screen = try tmux.press("u", until: "the address") { $0.rows.contains { $0.hasPrefix("http") } }
    let first = try #require(screen.rows.firstIndex { $0.hasPrefix("http") })
    let address = screen.rows[first...].prefix { !$0.isEmpty }.joined()
    #expect(try joi.run("list", "--json").output.contains("\"url\" : \"\(address)\""))
  }
}
