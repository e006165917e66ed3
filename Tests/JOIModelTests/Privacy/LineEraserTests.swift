import Foundation
import Testing

@testable import JOIModel

/// Taking the texts out of a line, and nothing else.
@Suite struct LineEraserTests {
  private static let id = "anna-20260101000000000-k3v9q2xw"
  private static let other = "bert-20260101000000000-k3v9q2xw@zuid"

  private func erased(_ line: String) -> String? {
    LineEraser.erase(Array(line.utf8)).map { String(decoding: $0.line, as: UTF8.self) }
  }

  /// Each kind of event with all that it can carry, its texts marked by «», and what it counts as.
  static let events: [(kind: String, rest: String, content: LineEraser.Content)] = [
    (
      "thread",
      #""title":«"Ann \"A\""»,"theme":"verzuim","tags":«["x","y z"]»,"tools":["scan"],"body":«"Zó"»"#, .post
    ),
    ("reply", #""thread":"\#(id)","to":"\#(other)","body":«"a\n\u00e9"»"#, .post),
    ("edit", #""post":"\#(id)","body":«"nieuw"»"#, .version),
    ("retract", #""post":"\#(id)","reason":«"spijt"»"#, .text),
    ("flag", #""post":"\#(id)","reason":«"grof"»"#, .text),
    ("hide", #""target":"\#(id)","reason":«"reclame"»"#, .text),
    ("close", #""reason":«"klaar"», "target": "\#(id)""#, .text),
    ("pin", #""target":"\#(id)","reason":«"belangrijk"»"#, .text),
    ("review", #""target":"\#(id)","reason":«"gezien"»"#, .text),
    ("retitle", #""target":"\#(id)","title":«"Beter"»,"reason":«"duidelijker"»"#, .text),
    ("move", #""target":"\#(id)","theme":"werkdruk","reason":«"hoort daar"»"#, .text),
    ("link", #""target":"\#(id)","tool":"scan","reason":«"past"»"#, .text),
    ("note", #""target":"\#(id)","body":«"bel hem"»"#, .text),
  ]

  @Test(arguments: events) func everyKindLosesItsTextsOnly(
    event: (kind: String, rest: String, content: LineEraser.Content)
  ) throws {
    let marked =
      #"{"v":1,"id":"\#(Self.id)","at":"2026-01-01T00:00:00.000Z","do":"\#(event.kind)",\#(event.rest)}"#
    // The same by hand: an empty value and as many blanks as the text was long.
    let wanted = marked.replacing(/«([^»]*)»/) { match in
      let text = String(match.1)
      let empty = text.hasPrefix("[") ? "[]" : "\"\""
      return empty + String(repeating: " ", count: text.utf8.count - 2)
    }
    let line = marked.filter { $0 != "«" && $0 != "»" }
    let found = LineEraser.erase(Array(line.utf8))
    #expect(found.map { String(decoding: $0.line, as: UTF8.self) } == wanted)
    #expect(found?.content == event.content)
    // What was erased is left alone.
    #expect(erased(wanted) == nil)
  }

  @Test(arguments: [
    #""do":"like","post":"\#(id)""#, #""do":"answer","thread":"\#(id)","post":"\#(other)""#,
    #""do":"undo","event":"\#(id)""#, #""do":"dance","target":"\#(id)""#,
    #""do":"thread","tools":["a","b-c"]"#,
  ])
  func whatHasNoTextStays(rest: String) {
    #expect(erased(#" {"v":1 , "id":"\#(Self.id)","at":"2026-01-01T00:00:00Z",\#(rest)}  "#) == nil)
  }

  /// Whatever a later version, or a hand, may have put there.
  @Test(arguments: [
    (#"{"v":1,"naam":"Anna","do":"like"}"#, #"{"v":1              ,"do":"like"}"#),
    (#"{"naam":"Anna","v":1}"#, #"{              "v":1}"#),
    (#"{"v":1,"naam":{"Anna":[1]},"x":5}"#, #"{"v":1\#(String(repeating: " ", count: 26))}"#),
    (#"{"Anna":1}"#, #"{        }"#),
    (#"{"v":31612345678,"do":"like"}"#, #"{                "do":"like"}"#),
    (#"{"do":"Anna A","v":2}"#, #"{"do":""      ,"v":2}"#),
    (#"{"thread":"Anna","v":1}"#, #"{"thread":""    ,"v":1}"#),
    (#"{"post":["Anna"],"v":1}"#, #"{                "v":1}"#),
    (#"{"tools":["scan","Anna"],"v":1}"#, #"{"tools":[]             ,"v":1}"#),
    (#"{"at":"Anna","v":1}"#, #"{"at":""    ,"v":1}"#),
    (#"{"b\u006fdy":"Anna","v":1}"#, #"{"b\u006fdy":""    ,"v":1}"#),
    (#"["Anna"]"#, "        "), (#"{"v":1,"body":"Ann"#, String(repeating: " ", count: 18)),
    (#"{"a":1,"a":"Anna"}"#, String(repeating: " ", count: 18)), ("Anna\r", "    \r"),
  ])
  func whatIsNotKnownGoesWhole(line: String, wanted: String) { #expect(erased(line) == wanted) }

  @Test func aLineThatIsTooLongGoesWhole() {
    let line = #"{"v":1,"body":"\#(String(repeating: "x", count: LogLine.maximalLength))"}"#
    #expect(erased(line)?.allSatisfy { $0 == " " } == true)
    #expect(erased(line)?.utf8.count == line.utf8.count)
  }

  /// Events in any spelling of JSON: no text is left, all else is as it was, and the line is as long.
  @Test func anyLine() throws {
    for seed in UInt64(1)...600 {
      var random = SeededRandom(seed: seed)
      var line = RandomEvent(using: &random)
      line.write(using: &random)
      let bytes = Array(line.text.utf8)
      let result = LineEraser.erase(bytes)?.line ?? bytes
      #expect(result.count == bytes.count, "seed \(seed)")
      // What changed became a blank, or moved up to end an empty value.
      for at in bytes.indices where result[at] != bytes[at] {
        #expect([0x20, 0x22, 0x5D].contains(result[at]), "seed \(seed) at \(at)")
      }
      let text = String(decoding: result, as: UTF8.self)
      #expect(!text.contains("GEHEIM"), "seed \(seed): \(text)")
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(result)) as? [String: Any], "seed \(seed): \(text)")
      #expect(object as NSDictionary == line.wanted as NSDictionary, "seed \(seed): \(line.text)")
      #expect(LineEraser.erase(result) == nil, "seed \(seed)")
    }
  }
}

/// A line of JSON with members in any order and spelling, and what must be left of it.
private struct RandomEvent {
  private var members: [(key: String, source: String)] = []
  private(set) var wanted: [String: Any] = [:]
  private(set) var text = ""

  init(using random: inout SeededRandom) {
    let id = "anna-20260101000000000-k3v9q2xw"
    func secret() -> String {
      var source = "GEHEIM"
      for _ in 0..<random.below(6) {
        source += random.pick([
          #"\""#, #"\\"#, #"\n"#, #"\u00e9"#, "é", " ", ",", "}", ":", "]", "日", #"\ud83d\ude00"#,
        ])
      }
      return "\"\(source)\""
    }
    add("v", "1", 1)
    add("id", "\"\(id)\"", id)
    for key in ["title", "body", "reason"] where random.below(2) == 0 { add(key, secret(), "") }
    if random.below(2) == 0 { add("tags", "[ \(secret()) , \(secret())]", [String]()) }
    if random.below(3) == 0 { add("tools", #"["scan" ,"gids"]"#, ["scan", "gids"]) }
    if random.below(3) == 0 { add("post", "\"\(id)\"", id) }
    if random.below(4) == 0 { add("theme", secret(), "") }
    for number in 0..<random.below(3) {
      add(
        "x\(number)", random.pick(["{\"GEHEIM\":[\(secret())]}", secret(), "12", "null", "[ ]", "true"]), nil)
    }
    members.shuffle(using: &random)
  }

  private mutating func add(_ key: String, _ source: String, _ value: Any?) {
    members.append((key, source))
    if let value { wanted[key] = value }
  }

  mutating func write(using random: inout SeededRandom) {
    func blank() -> String { random.pick(["", "", " ", "\t ", "  "]) }
    let pairs = members.map { "\(blank())\"\($0.key)\"\(blank()):\(blank())\($0.source)\(blank())" }
    text = "\(blank()){\(pairs.joined(separator: ","))}\(random.pick(["", "\r", " "]))"
  }
}
