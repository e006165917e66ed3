import Glibc
import JOIModel
import Testing

/// Texts that try to steer the terminal, from every string that the file has.
@Suite("Hostile text")
struct HostileTextTests {
  /// Sequences of C0 and C1, OSC 52, bidirectional overrides, invisible characters, CR and BS; and as entities.
  static let poison =
    "X\u{1B}[31mY\u{1B}]52;c;UFdORUQ=\u{07}\u{1B}[6n\u{1B}P+q\u{1B}\\\u{9B}6n\u{9D}0;titel\u{9C}\u{90}"
    + "\u{202E}om\u{2066}ge\u{200B}keerd\u{FEFF}\u{AD}\u{E0041}\r\u{8}\u{7F}Z&#27;]0;titel&#7;&#x9b;6n&#8238;"

  /// Fields that are words of the format; what is put there makes the tool be left out.
  private static let words: Set<String> = [
    "id", "topics", "seeAlso", "focus", "kind", "purpose", "status", "replacedBy", "cost", "languages",
    "reviewed",
    "reviewBy", "url", "tool", "format",
  ]

  /// Poison in every text.
  private static var poisonedTexts: Fixture {
    func poisoned(_ values: [JSON]) -> [JSON] {
      values.map { value in
        var value = value.mapping(except: words) { "\($0) \(poison)" }
        // The topics of a pillar are objects with texts.
        if case .list(let topics)? = value["topics"], value["name"] != nil, case .object? = topics.first {
          value["topics"] = .list(topics.map { $0.mapping(except: words) { "\($0) \(poison)" } })
        }
        return value
      }
    }
    var fixture = Fixture()
    fixture.tools[0]["owner"] = "Eigenaar"
    fixture.tools[0]["statusNote"] = "Stand"
    fixture.tools[0]["short"] = "Alfa"
    fixture.tools[0]["sources"] = [["title": "Bron", "url": "https://bron.example/"], ["title": "Bron"]]
    fixture.pillars = poisoned(fixture.pillars)
    fixture.tools = poisoned(fixture.tools)
    fixture.manual = poisoned(fixture.manual)
    return fixture
  }

  /// Poison in ids, words, dates, addresses and keys.
  private static var poisonedWords: Fixture {
    var fixture = Fixture()
    let bad = JSON.text(poison)
    let tool = fixture.tools[0]
    for (key, value) in [
      ("id", bad), ("topics", [bad]), ("seeAlso", [bad]), ("focus", [bad]), ("kind", bad), ("purpose", [bad]),
      ("status", bad), ("replacedBy", [bad]), ("cost", bad), ("languages", [bad]), ("reviewed", bad),
      ("related", [["tool": bad]]), ("location", ["links": [["url": bad]]]),
      ("sources", [["title": "t", "url": bad]]),
      (poison, bad),
    ] as [(String, JSON)] {
      var poisoned = tool
      poisoned["id"] = .text("slecht-\(fixture.tools.count)")
      poisoned[key] = value
      fixture.tools.append(poisoned)
    }
    fixture.manual[0]["body"] = .text(
      "[link](tool:\(poison)) [link](<tool:\(poison)>) ![beeld](javascript:\(poison))")
    return fixture
  }

  @Test("Nothing from the data steers the terminal, on any screen")
  func screens() throws {
    for fixture in [Self.poisonedTexts, Self.poisonedWords] {
      let terminal = try Joi(fixture).raw(width: 120, height: 40)
      try terminal.start()
      let keys = [
        // Finder, toolbox, page from top to end, address, note, comparing, filter.
        "\r", "\u{1B}", "1", "\t", " ", "s", "j", " ", "=", "\u{1B}", "u", "\u{1B}", "o", "\u{1B}", "e",
        "\u{1B}", "k", "\r",
        " ", "G", "L", "\u{1B}", "f", "\u{1B}",
        // Search everything, selection, overview, manual and a section of it, help.
        "/", "X", "\u{1B}", "S", "0", "2", "\t", "3", "\r", "\t", "?",
      ]
      for key in keys { try terminal.press(key) }
      terminal.send("\u{03}")
      #expect(terminal.ended() == .exited(0))
      #expect(Sent.forbidden(terminal.output) == [])
      // What the program and terminfo send themselves has no OSC, no DCS, no question and no bell.
      for sequence in ["\u{1B}]", "\u{1B}P", "\u{1B}[6n", "\u{07}", "\u{1B}[31m"] {
        #expect(!terminal.text.contains(sequence), "\(sequence.debugDescription)")
      }
    }
  }

  @Test("Nothing from the data steers the terminal in what the subcommands print")
  func subcommands() throws {
    let runs: [[String]] = [
      ["list"], ["list", "--json"], ["list", "--status", "withdrawn"], ["show", "alfa"],
      ["show", "alfa", "--json"],
      ["show", "gamma"], ["search", "X"], ["search", "X", "--json"], ["export"],
      ["export", "--format", "csv"],
      ["export", "--format", "html"], ["export", "--format", "json"], ["export", "topic", "appels"],
      ["check"],
      ["check", "--json"], ["check", "--lang", "en"], ["show", Self.poison], ["search", Self.poison],
      ["list", "--topic", Self.poison], ["export", "tool", Self.poison],
      ["list", "--data", "/nergens/\(Self.poison)"],
      ["export", "-o", "/nergens/\(Self.poison)"], ["check", "/nergens/\(Self.poison)"],
    ]
    for fixture in [Self.poisonedTexts, Self.poisonedWords] {
      let joi = try Joi(fixture)
      for arguments in runs {
        let result = try Command.run(
          [try Binary.path()] + arguments, environment: joi.environment, in: joi.folder,
          directory: joi.workFolder)
        guard case .exited? = result.ending else {
          Issue.record("\(arguments) crashed: \(result)")
          continue
        }
        #expect(!result.bytes.isEmpty || !result.errors.isEmpty, "\(arguments) says nothing")
        for bytes in [result.bytes, Array(result.errors.utf8)] {
          // A spreadsheet's mark at the file's beginning is meant.
          let own =
            bytes.starts(with: [0xEF, 0xBB, 0xBF]) && arguments.contains("csv")
            ? Array(bytes.dropFirst(3)) : bytes
          #expect(Sent.forbidden(own) == [], "\(arguments)")
          #expect(!own.contains { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }, "\(arguments)")
          if !arguments.contains("csv") { #expect(!own.contains(0x0D), "\(arguments)") }
        }
      }
    }
  }

  @Test(
    "A wrong option with control characters is told without them")
  func options() throws {
    let result = try Joi().run("list", "--\(Self.poison)")
    #expect(result.ending == .exited(2))
    #expect(!result.errors.utf8.contains(0x1B), "\(result.errors.debugDescription)")
  }
}
