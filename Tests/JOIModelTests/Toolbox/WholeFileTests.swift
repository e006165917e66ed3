import Testing

@testable import JOIModel

/// A toolbox that can't be opened at all: one sentence in both languages.
@Suite struct WholeFileTests {
  private func failure(_ bytes: [UInt8]) -> Finding? {
    do {
      _ = try ToolboxLoader.load(bytes, file: "data/toolbox.json")
      return nil
    } catch { return error.finding }
  }

  @Test(arguments: [
    ("", 1, Finding.Problem.json(.syntax)), ("{\n\"format\": }", 2, .json(.syntax)),
    ("{\"a\": 1,\n\n\"a\": 2}", 3, .json(.duplicateKey("a"))), ("\n\"\\u0000\"", 2, .json(.controlCharacter)),
    ("\"\\ud800\"", 1, .json(.notUTF8)), (String(repeating: "[", count: 100_000), 1, .json(.tooDeep)),
    ("\"\(String(repeating: "x", count: 300 << 10))\"", 1, .json(.tooLarge)),
    ("[]", 1, .wrongType(expected: "object", found: "array")),
    ("\n\n5", 3, .wrongType(expected: "object", found: "number")),
    ("null", 1, .wrongType(expected: "object", found: "null")),
    ("{}", 0, .wrongFormat(wanted: ToolboxLoader.format, found: "-")),
    (
      "{\"format\": \"joi-toolbox/2\"}", 0, .wrongFormat(wanted: ToolboxLoader.format, found: "joi-toolbox/2")
    ),
    ("{\"format\": \"joi\\u001b[2J\"}", 0, .wrongFormat(wanted: ToolboxLoader.format, found: "joi␛[2J")),
    ("{\"format\": 1}", 0, .wrongFormat(wanted: ToolboxLoader.format, found: "-")),
  ])
  func oneSentence(text: String, line: Int, problem: Finding.Problem) throws {
    let finding = try #require(failure(Array(text.utf8)))
    #expect(finding.problem == problem)
    #expect(finding.line == line)
    #expect(finding.path == "")
    #expect(finding.severity == .error)
    for language in Language.allCases {
      let place = line > 0 ? "data/toolbox.json:\(line): " : "data/toolbox.json: "
      #expect(finding.text(in: language).hasPrefix(place))
      #expect(!finding.message(in: language).contains("{"))
    }
    #expect(finding.message(in: .dutch) != finding.message(in: .english))
  }

  @Test(arguments: [
    (#"{"format": "joi-toolbox/1"}"#, ["pillars", "tools"]),
    (#"{"format": "joi-toolbox/1", "pillars": null, "tools": null}"#, ["pillars", "tools"]),
  ])
  func theTwoListsThatMustBeThere(text: String, paths: [String]) throws {
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.findings.map(\.path) == paths)
    #expect(toolbox.findings.map(\.problem) == [.missing, .missing])
    #expect(toolbox.tools.isEmpty)
  }

  @Test func listsThatAreNone() throws {
    let text = #"{"format": "joi-toolbox/1", "pillars": {}, "tools": "x", "manual": 1, "starters": true}"#
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.findings.map(\.path) == ["pillars", "tools", "manual", "starters"])
    #expect(
      toolbox.findings.map(\.problem)
        == ["object", "string", "number", "boolean"].map { .wrongType(expected: "array", found: $0) })
  }

  @Test func anEmptyToolboxIsSound() throws {
    let toolbox = try SampleToolbox.load(
      #"{"format": "joi-toolbox/1", "pillars": [], "tools": []}"#, isThorough: true)
    #expect(toolbox.findings == [])
    #expect(toolbox.toolsInUse.count == 0)
  }

  @Test func theSentencesAsTheyAreRead() throws {
    func finding(_ problem: Finding.Problem, line: Int = 12, path: String = "tools[3].topics[0]") -> Finding {
      Finding(file: "data/toolbox.json", line: line, path: path, problem: problem, severity: .error)
    }
    #expect(
      finding(.unknownIdentifier("werk")).text(in: .dutch)
        == "data/toolbox.json:12: tools[3].topics[0]: \"werk\" bestaat niet")
    #expect(
      finding(.missing, line: 0, path: "tools").text(in: .dutch) == "data/toolbox.json: tools: ontbreekt")
    #expect(
      finding(.notAFile, line: 0, path: "").text(in: .dutch) == "data/toolbox.json: is geen gewoon bestand")
    #expect(finding(.tooLarge(limitMiB: 128)).message(in: .dutch) == "is groter dan 128 MiB")
    #expect(
      finding(.unknownWord("x", known: ["free", "paid"])).message(in: .dutch)
        == "\"x\" is onbekend; bekend zijn: free, paid")
  }

  /// Every letter of the file changed for another, a quote, a bracket: never a crash, always a toolbox or a sentence.
  @Test(arguments: UInt64(1)...6)
  func mutatedToolboxesNeverCrash(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var opened = 0
    var refused = 0
    for _ in 0..<60 {
      var bytes = Array(SampleToolbox.text.utf8)
      for _ in 0...random.below(3) {
        let at = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[at] = random.pick(Array("{}[]\",:0aé\u{1B} ".utf8))
        case 1: bytes.remove(at: at)
        default: bytes.swapAt(at, random.below(bytes.count))
        }
      }
      guard let toolbox = try? ToolboxLoader.load(bytes, file: "x", isThorough: true) else {
        refused += 1
        continue
      }
      opened += 1
      let search = ToolboxSearch(toolbox)
      _ = search.search("werkdruk")
      for language in Language.allCases {
        let export = Export(
          title: "x", entries: toolbox.tools.map { Export.Entry(tool: $0) }, toolbox: toolbox,
          language: language)
        for format in ExportFormat.allCases where export.text(as: format).isEmpty {
          Issue.record("seed \(seed)")
        }
      }
    }
    #expect(opened > 0 && refused > 0, "seed \(seed): \(opened) opened, \(refused) refused")
  }
}
