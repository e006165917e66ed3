import Glibc
import JOIModel
import Testing

/// Files that are not as they should be.
@Suite("Bad data")
struct BadDataTests {
  private let dutch = Language.dutch

  /// What makes the whole file unreadable.
  enum Unreadable: String, CaseIterable, CustomTestStringConvertible {
    case missing, noFolder, folder, pipe, linkLoop, empty, broken, notJSON, invalidUTF8, utf16, loneSurrogate,
      nul
    case rawControl, duplicateKey, trailingComma, deep, huge, longString, wrongFormat, list

    var testDescription: String { rawValue }

    func make(_ joi: Joi) throws {
      let file = joi.toolboxFile
      let good = Fixture().source
      unlink(file)
      switch self {
      case .missing: break
      case .noFolder: rmdir("\(joi.folder.path)/data")
      case .folder: mkdir(file, 0o755)
      case .pipe: mkfifo(file, 0o644)
      case .linkLoop: symlink(file, file)
      case .empty: try joi.write("")
      case .broken: try joi.write(String(good.dropLast(20)))
      case .notJSON: try joi.write("Beste collega,\n\nhierbij de toolbox.\n")
      case .invalidUTF8: try File.write(bytes(good, "Alfameter", [0x41, 0xFF, 0xFE]), to: file)
      case .utf16:
        try File.write([0xFF, 0xFE] + good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: file)
      case .loneSurrogate: try joi.write(good.replacing("Alfameter", with: "A\\ud83d"))
      case .nul: try joi.write(good.replacing("Alfameter", with: "A\\u0000"))
      case .rawControl: try File.write(bytes(good, "Alfameter", [0x41, 0x1B, 0x5B]), to: file)
      case .duplicateKey:
        try joi.write(good.replacing("\"id\": \"alfa\"", with: "\"id\": \"alfa\", \"\\u0069d\": \"twee\""))
      case .trailingComma: try joi.write(good.replacing("\"id\": \"einde\",", with: "\"id\": \"einde\",,"))
      case .deep: try joi.write(String(repeating: "[", count: 100_000))
      case .huge:
        let size = open(file, O_WRONLY | O_CREAT, 0o644)
        ftruncate(size, 500 << 20)
        close(size)
      case .longString:
        try joi.write(good.replacing("Alfameter", with: String(repeating: "a", count: 300_000)))
      case .wrongFormat: try joi.write(good.replacing("joi-toolbox/1", with: "joi-toolbox/9"))
      case .list: try joi.write("[1, 2, 3]\n")
      }
    }

    private func bytes(_ text: String, _ word: String, _ other: [UInt8]) -> [UInt8] {
      guard let place = text.firstRange(of: word) else { return [] }
      return Array(text[..<place.lowerBound].utf8) + other + Array(text[place.upperBound...].utf8)
    }
  }

  @Test("A toolbox.json that can't be read ends with 1 and one sentence", arguments: Unreadable.allCases)
  func unreadable(_ kind: Unreadable) throws {
    let joi = try Joi()
    try kind.make(joi)
    let listed = try joi.run("list")
    #expect(listed.ending == .exited(1) && listed.output.isEmpty && listed.complaints.count == 1, "\(listed)")
    #expect(listed.errors.contains(joi.toolboxFile), "the file is named: \(listed.errors)")
    #expect(listed.errors.utf8.count < 600)

    let checked = try joi.run("check")
    #expect(checked.ending == .exited(1) && checked.lines.count == 1 && checked.errors.isEmpty, "\(checked)")

    let terminal = try joi.raw()
    #expect(terminal.ended() == .exited(1))
    #expect(!terminal.output.contains(0x1B), "the terminal is untouched: \(terminal.text.debugDescription)")
    #expect(terminal.text.split(whereSeparator: \.isNewline).count == 1)
    #expect(terminal.modes == terminal.modesBefore)
  }

  @Test("The line of a fault is named")
  func line() throws {
    let joi = try Joi()
    let source = Fixture().source
    let cut = try #require(source.firstRange(of: "Deltaspel")).lowerBound
    try joi.write(source[..<cut] + "\n\u{1}" + source[cut...])
    let line = source[..<cut].count { $0 == "\n" } + 1
    #expect(try joi.run("list").errors.contains("toolbox.json:\(line):"))
  }

  @Test("A byte order mark and Windows' line ends do no harm")
  func byteOrderMark() throws {
    let joi = try Joi()
    let plain = try joi.run("export", "--format", "json")
    try joi.write("\u{FEFF}" + Fixture().source.replacing("\n", with: "\r\n"))
    let other = try joi.run("export", "--format", "json")
    #expect(other.ending == .exited(0) && other.bytes == plain.bytes && other.errors.isEmpty)
  }

  /// What is wrong with one tool: where, and what `check` must name.
  static let partial:
    [(name: String, leavesOut: Bool, expected: [String], change: @Sendable (inout Fixture) -> Void)] = [
      ("duplicate id", true, ["tools[3]", "\"alfa\""], { $0.tools[3]["id"] = "alfa" }),
      (
        "unknown topic", true, ["tools[3].topics[0]", "\"nergens\""], { $0.tools[3]["topics"] = ["nergens"] }
      ),
      ("unknown focus", true, ["tools[3].focus[0]", "\"planeet\""], { $0.tools[3]["focus"] = ["planeet"] }),
      ("unknown status", true, ["tools[3].status", "\"kapot\""], { $0.tools[3]["status"] = "kapot" }),
      ("bad id", true, ["tools[3].id", "../../etc/passwd"], { $0.tools[3]["id"] = "../../etc/passwd" }),
      ("no name", true, ["tools[3].name"], { $0.tools[3]["name"] = nil }),
      ("not an object", true, ["tools[3]"], { $0.tools[3] = 7 }),
      (
        "link without scheme", false, ["location.links[0].url", "www.voorbeeld.example"],
        { $0.tools[3]["location"] = ["links": [["label": "x", "url": "www.voorbeeld.example"]]] }
      ),
      (
        "javascript link", false, ["location.links[0].url", "javascript:alert"],
        { $0.tools[3]["location"] = ["links": [["label": "x", "url": "javascript:alert(1)"]]] }
      ),
      (
        "link with a blank and a backtick", false, ["location.links[0].url"],
        { $0.tools[3]["location"] = ["links": [["label": "x", "url": "https://x.example/`touch p`"]]] }
      ),
      ("bad date", false, ["tools[3].reviewed", "2026-02-30"], { $0.tools[3]["reviewed"] = "2026-02-30" }),
      (
        "unknown relation", false, ["related[0].tool", "\"spook\""],
        { $0.tools[3]["related"] = [["tool": "spook"]] }
      ),
      ("unknown replacement", false, ["replacedBy", "\"spook\""], { $0.tools[3]["replacedBy"] = ["spook"] }),
      ("wrong type", false, ["tools[3].minutes"], { $0.tools[3]["minutes"] = "kort" }),
    ]

  @Test("T20: what is wrong with one tool is told in a line, and the rest opens", arguments: partial.indices)
  func partly(_ index: Int) throws {
    let (name, leavesOut, expected, change) = Self.partial[index]
    var fixture = Fixture()
    change(&fixture)
    // What refers to the tool that is left out would be told too.
    if leavesOut { fixture.tools[2]["replacedBy"] = ["beta"] }
    let joi = try Joi(fixture)
    let checked = try joi.run("check")
    let errors = checked.lines.filter { line in expected.allSatisfy(line.contains) }
    #expect(checked.ending == .exited(1) && errors.count == 1, "\(name): \(checked)")
    #expect(errors.first?.firstMatch(of: #/toolbox\.json:\d+: /#) != nil, "\(name): file and line: \(errors)")

    let listed = try joi.run("list")
    #expect(listed.ending == .exited(0) && listed.errors.isEmpty, "\(name): \(listed)")
    #expect(listed.lines.count == (leavesOut ? 22 : 23), "\(name)")
    #expect(listed.lines.contains { $0.hasPrefix("delta\t") } == !leavesOut, "\(name)")

    let tmux = try joi.open()
    try tmux.wait("\(name): the finding told") { $0.contains(dutch.start(of: .noticeFindings)) }
    let screen = try tmux.press("1", until: "Alfameter")
    #expect(screen.contains("Deltaspel") == !leavesOut, "\(name)")
  }

  @Test("T20: check says nothing of good data, and warns of what harms nobody")
  func check() throws {
    var fixture = Fixture()
    fixture.tools = fixture.tools.filter { $0["background"] != nil && $0["id"]?.source == "\"alfa\"" }
    fixture.tools[0]["related"] = nil
    fixture.manual = []
    let good = try Joi(fixture).run("check")
    #expect(good.ending == .exited(0) && good.output.isEmpty && good.errors.isEmpty, "\(good)")
    fixture.tools[0]["kleur"] = "rood"
    let odd = try Joi(fixture).run("check")
    #expect(odd.ending == .exited(0) && odd.lines.count == 1 && odd.output.contains("kleur"), "\(odd)")
    let json = try Joi(fixture).run("check", "--json")
    #expect(json.ending == .exited(0) && json.output.contains("\"severity\" : \"warning\""), "\(json)")
  }
}
