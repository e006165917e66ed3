import Foundation
import Testing

@testable import JOIModel

/// One line of a log by itself.
@Suite struct LogLineTests {
  private static let id = "anna-20260101000000000-k3v9q2xw"
  private static let head = #""v":1,"id":"\#(id)","at":"2026-01-01T00:00:00.000Z""#

  private func read(_ text: String) -> (line: LogLine?, problem: Finding.Problem?) {
    LogLine.read(Array(text.utf8))
  }

  @Test func everyKindWithWhatItNeeds() {
    let targets = #""target":"x""#
    let needs: [LogLine.Kind: String] = [
      .thread: #""title":"t","theme":"h","body":"b""#, .reply: #""thread":"x","body":"b""#,
      .edit: #""post":"x","body":"b""#, .retract: #""post":"x""#, .like: #""post":"x""#,
      .flag: #""post":"x""#,
      .answer: #""thread":"x","post":"y""#, .undo: #""event":"x""#, .review: targets, .hide: targets,
      .close: targets,
      .pin: targets, .show: targets, .open: targets, .unpin: targets, .move: targets, .retitle: targets,
      .link: targets, .note: targets,
    ]
    for kind in LogLine.Kind.allCases {
      let fields = needs[kind] ?? ""
      let line = read(#"{\#(Self.head),"do":"\#(kind.rawValue)",\#(fields)}"#)
      #expect(line.line?.kind == kind && line.problem == nil, "\(kind)")
      #expect(line.line?.time.text == "2026-01-01T00:00:00.000Z")
      // Without each of them in turn, and with something else than a text.
      for field in fields.split(separator: ",") {
        let key = String(field.split(separator: "\"")[0])
        let others = fields.split(separator: ",").filter { $0 != field }.map { ",\($0)" }.joined()
        for rest in ["", #","\#(key)":5"#, #","\#(key)":null"#] {
          let line = read(#"{\#(Self.head),"do":"\#(kind.rawValue)"\#(others)\#(rest)}"#)
          #expect(line.line == nil && line.problem == .log(.lacks(key)), "\(kind) \(key)")
        }
      }
    }
  }

  @Test(
    arguments: [
      (#"{"v":1}"#, .log(.lacks("do"))), ("{}", .log(.lacks("v"))), (#"{"v":"1"}"#, .log(.lacks("v"))),
      (#"{"v":1,"do":5}"#, .log(.lacks("do"))), (#"{"v":1,"do":"like"}"#, .log(.lacks("at"))),
      (#"{"v":1,"do":"like","at":"gisteren\u001b[2J"}"#, .log(.badTime("gisteren␛[2J"))),
      (#"{"v":1,"do":"like","at":"2026-01-01T00:00:00.000Z"}"#, .log(.lacks("id"))),
      ("[]", .wrongType(expected: "object", found: "array")),
      ("5", .wrongType(expected: "object", found: "number")),
      (#"{"v":1,"#, .json(.syntax)), (#"{"v":1} {"v":1}"#, .json(.syntax)), (#"{"v":1,}"#, .json(.syntax)),
      (#"{"v":1,"v":1}"#, .json(.duplicateKey("v"))),
      (#"{"do":"like","\u0064o":"pin"}"#, .json(.duplicateKey("do"))),
      (#"{"v":1,"body":"\u0000"}"#, .json(.controlCharacter)),
      ("{\"v\":\"\u{7}\"}", .json(.controlCharacter)),
      (#"{"v":1,"body":"\ud800"}"#, .json(.notUTF8)),
      (String(repeating: "[", count: 33), .json(.tooDeep)),
      (String(repeating: "[", count: 65_000), .json(.tooDeep)),
    ] as [(String, Finding.Problem)])
  func unsound(text: String, problem: Finding.Problem) {
    let read = read(text)
    #expect(read.line == nil)
    #expect(read.problem == problem)
  }

  @Test(
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]]
  )
  func notUTF8(bytes: [UInt8]) {
    let text = Array(#"{\#(Self.head),"do":"like","post":""#.utf8) + bytes + Array("\"}".utf8)
    #expect(LogLine.read(text).problem == .json(.notUTF8))
  }

  /// Words and fields that a later version may know are kept and ignored, without a complaint.
  @Test(arguments: [
    #"{"v":2,"id":"x"}"#, #"{"v":1,"do":"dance","at":"2026-01-01T00:00:00.000Z"}"#, #"{"v":1,"do":"Like"}"#,
  ])
  func ofALaterVersion(text: String) {
    let read = read(text)
    #expect(read.line == nil && read.problem == nil)
  }

  @Test func unknownFieldsAreIgnored() {
    let line = read(#"{\#(Self.head),"do":"like","post":"x","weight":5,"more":{"a":[1,2]}}"#)
    #expect(line.line?.kind == .like && line.problem == nil)
  }

  @Test func blanksAroundAndAByteOrderMark() {
    for (before, after) in [("", "\r"), (" \t", " "), ("\u{FEFF}", "")] {
      #expect(read("\(before){\(Self.head),\"do\":\"like\",\"post\":\"x\"}\(after)").line?.kind == .like)
    }
  }

  /// An id in another spelling than its own is no id: what is compared are bytes.
  @Test func anIDWithEscapesIsNone() throws {
    let line = try #require(
      read(#"{"v":1,"id":"\u0061nna","at":"2026-01-01T00:00:00Z","do":"like","post":"\u00e9"}"#).line)
    #expect(line.withID("id") { $0.count } == nil)
    #expect(line.withID("post") { $0.count } == nil)
    #expect(line.withID("at") { $0.count } == 20)
    #expect(line.withID("event") { $0.count } == nil)
  }

  @Test func toolsThatATextLinksTo() throws {
    let body = #"[a](tool:scan) [b](tool:scan)[c](tool:No) [d](tool:plan-2) (tool:niet) [e](tool:onaf"#
    let line = try #require(read(#"{\#(Self.head),"do":"reply","thread":"x","body":"\#(body)"}"#).line)
    #expect(line.mentionedTools == ["scan", "plan-2"])
    let elsewhere = try #require(
      read(#"{\#(Self.head),"do":"reply","thread":"[x](tool:scan)","body":""}"#).line)
    #expect(elsewhere.mentionedTools.isEmpty)
  }

  /// A line has room for six thousand links, and each would be held against all before it.
  @Test func noMoreToolsThanAPersonNames() throws {
    let body = (0..<5_000).map { "](tool:\($0))" }.joined()
    let line = try #require(read(#"{\#(Self.head),"do":"reply","thread":"x","body":"\#(body)"}"#).line)
    #expect(line.mentionedTools == (0..<LogLine.maximalNames).map { "\($0)" })
  }

  @Test func atMostTwentyTags() throws {
    let tags = (0..<50).map { #""t\#($0)""# }.joined(separator: ",")
    let line = try #require(
      read(#"{\#(Self.head),"do":"thread","title":"t","theme":"h","body":"b","tags":[\#(tags),5]}"#).line)
    #expect(line.fields("tags") == (0..<20).map { "t\($0)" })
    #expect(line.fields("tools") == [])
  }

  @Test func whatBelongsWhere() {
    for kind in LogLine.Kind.allCases {
      #expect(kind.belongs(in: .flags) == (kind == .flag || kind == .undo))
      #expect(kind.belongs(in: .notes) == (kind == .note || kind == .undo))
      #expect(kind.belongs(in: .conversations) == (kind != .flag && kind != .note))
    }
  }

  /// What is written is read back as it was, whatever its texts are.
  @Test(arguments: (1...40).map { UInt64($0) &* 104_729 }) func writtenAndReadBack(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let time = Timestamp(milliseconds: Int64(random.below(4_000_000_000_000)))
    let id = EventID.make(account: "anna", at: time, using: &random)
    func text() -> String { RandomText.make(random.below(60), using: &random) }
    let body = text()
    let title = text()
    for action in [
      .thread(title: title, theme: "verzuim", tags: [title], tools: ["scan"], body: body),
      .reply(thread: id, to: id, body: body), .edit(post: id, body: body), .retract(post: id, reason: body),
      .flag(post: id, reason: body), .like(post: id), .answer(thread: id, post: id), .undo(event: id),
    ] as [ForumEvent.Action] {
      let bytes = ForumEvent(action, id: id, at: time).line
      #expect(!bytes.contains(0x0A), "seed \(seed)")
      let line = try #require(LogLine.read(bytes).line, "seed \(seed)")
      #expect(line.time == time)
      #expect(line.withID("id") { String(decoding: $0, as: UTF8.self) } == id)
      // NUL can't be read by JSON readers everywhere; nobody misses it.
      let kept = body.replacing("\u{0}", with: "")
      switch action {
      case .thread, .reply, .edit:
        #expect(line.root["body"]?.raw.map { Array($0.utf8) } == Array(kept.utf8), "seed \(seed)")
      case .retract, .flag:
        #expect(line.root["reason"]?.raw ?? "" == kept, "seed \(seed)")
      default: #expect(line.root["body"] == nil)
      }
    }
  }
}
