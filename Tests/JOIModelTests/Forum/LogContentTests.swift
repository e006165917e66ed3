import Foundation
import Testing

@testable import JOIModel

/// What stands in logs that nobody wrote with this program: it costs its own line and nothing else.
@Suite struct LogContentTests {
  static let anna = ForumScene.path("anna", "leden")
  static let bert = ForumScene.path("bert", "leden")

  private func line(_ number: Int, _ question: String) -> [UInt8] {
    var scene = ForumScene()
    _ = scene.reply(by: "bert", question, id: "bert-\(Timestamp.digits(number, 17))-00000000")
    return (scene.files[Self.bert] ?? []).dropLast()
  }

  @Test func eachFaultIsToldWithItsLine() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      let good = { line($0, question) }
      let tooLong = Array(repeating: UInt8(ascii: "x"), count: LogLine.maximalLength + 1)
      let fitting =
        good(7) + Array(repeating: UInt8(ascii: " "), count: LogLine.maximalLength - good(7).count)
      let lines: [[UInt8]] = [
        good(1), [0xFF, 0xFE], [], good(2) + [0x0D], [0], Array(#"{"v":1}"#.utf8), tooLong, good(3),
        Array("{\"v\":1,\"do\":\"reply\",\"at\":\"2026-01-01T00:00:00Z\",\"body\":\"\u{1B}[2J\"}".utf8),
        [0x0D],
        Array(repeating: 0x20, count: 70_000), Array(repeating: UInt8(ascii: "["), count: 60_000), good(4),
        Array("null".utf8), Array(#"{"v":3,"do":"hop"}"#.utf8), good(5), good(5), fitting, good(6),
      ]
      scene.files[Self.bert] =
        Array(lines.joined(separator: [0x0A])) + [0x0A] + Array(#"{"v":1,"do":"re"#.utf8)
      try scene.write(to: root)
      var reader = try scene.reader(root)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      #expect(
        forum.ids(question).dropFirst().map { Int($0.dropFirst(5).prefix(17)) } == [1, 2, 3, 4, 5, 7, 6])
      let findings = reader.findings(forum).sorted { $0.line < $1.line }
      #expect(findings.allSatisfy { $0.file == "\(root)/\(Self.bert)" && $0.path == "" })
      #expect(findings.map(\.line) == [2, 5, 6, 7, 9, 11, 12, 14, 17, 20])
      #expect(
        findings.map(\.problem) == [
          .json(.syntax), .json(.syntax), .log(.lacks("do")), .log(.lineTooLong), .json(.controlCharacter),
          .log(.lineTooLong), .json(.tooDeep), .wrongType(expected: "object", found: "null"),
          .log(.duplicateID("bert-00000000000000005-00000000")), .log(.torn),
        ])
      // The same in pieces.
      try FileManager.default.removeItem(atPath: "\(root)/\(Self.bert)")
      var slow = try scene.reader(root)
      var rest = scene.files[Self.bert]?[...] ?? []
      while !rest.isEmpty {
        try append(rest.prefix(30_011), to: "\(root)/\(Self.bert)")
        rest = rest.dropFirst(30_011)
        _ = slow.refresh(now: ForumScene.now)
      }
      #expect(slow.forum().dump == forum.dump)
      #expect(slow.findings(slow.forum()).sorted { $0.line < $1.line } == findings)
    }
  }

  /// Every field that can be seen, full of what steers terminals.
  @Test func nothingThatSteersComesThrough() throws {
    let hostile = String(String.UnicodeScalarView(RandomText.nasty.filter { $0.value != 0 }))
    let bad = "\u{1B}]52;c;eA==\u{7}\u{9B}2J\u{202E}OK\rFAKE\u{8}\u{E0041}" + hostile
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.add(
        "thread", by: "anna", ["title": bad, "theme": bad, "body": bad, "tags": [bad, bad], "tools": [bad]])
      let reply = scene.reply(by: "bert", question, body: bad)
      scene.add("hide", by: "cora", ["target": reply, "reason": bad])
      scene.add("close", by: "cora", ["target": question, "reason": bad])
      scene.add("retract", by: "anna", ["post": question, "reason": bad])
      scene.add("retitle", by: "cora", ["target": question, "title": bad])
      scene.add("move", by: "cora", ["target": question, "theme": bad])
      scene.add("link", by: "cora", ["target": question, "tool": bad])
      scene.add("flag", by: "a", in: "meldingen", ["post": question, "reason": bad])
      scene.add("like", by: bad.isEmpty ? "" : "a", ["post": bad])
      scene.add("undo", by: "a", ["event": bad])
      scene.add("like", by: "a", at: bad, ["post": question])
      scene.add("like", by: "a", id: bad, ["post": question])
      scene.add(bad, by: "a", ["post": question])
      scene.add("like", by: "a", [bad: bad, "post": question])
      scene.add(
        bytes: Array("{\"\(bad.filter { $0 != "\u{1B}" })\":1}\n".utf8), to: ForumScene.path("a", "leden"))
      try scene.write(to: root)
      var reader = try scene.reader(root)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      #expect(forum.threads.count == 1)
      #expect(forum.threads[0].title.contains("␛]52;c;eA==␇\u{FFFD}2JOK␍FAKE␈"))
      let findings = reader.findings(forum)
      #expect(findings.count >= 6)
      let texts =
        [forum.dump] + Language.allCases.flatMap { language in findings.map { $0.text(in: language) } }
      for text in texts {
        let steering = text.unicodeScalars.filter {
          ($0.value < 0x20 && $0.value != 0x0A) || (0x7F..<0xA0).contains($0.value) || SafeText.isDropped($0)
        }
        #expect(
          steering.isEmpty, "\(steering.map { String($0.value, radix: 16) }) in \(text.debugDescription)")
      }
    }
  }

  @Test func aLineOfTenMegabytes() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      let ten = Array(repeating: UInt8(ascii: "x"), count: 10 << 20)
      scene.files[Self.bert] = line(1, question) + [0x0A] + ten + [0x0A] + line(2, question) + [0x0A]
      try scene.write(to: root)
      var reader = try scene.reader(root)
      _ = reader.refresh(now: ForumScene.now)
      #expect(reader.forum().ids(question).count == 3)
      #expect(
        reader.findings(reader.forum()).map { "\($0.line) \($0.problem)" } == [
          "2 \(Finding.Problem.log(.lineTooLong))"
        ])
      // In pieces: its end comes long after its beginning was given up.
      try FileManager.default.removeItem(atPath: "\(root)/\(Self.bert)")
      var slow = try scene.reader(root)
      var rest = scene.files[Self.bert]?[...] ?? []
      while !rest.isEmpty {
        try append(rest.prefix(3_000_000), to: "\(root)/\(Self.bert)")
        rest = rest.dropFirst(3_000_000)
        _ = slow.refresh(now: ForumScene.now)
      }
      #expect(slow.forum().ids(question).count == 3)
      #expect(slow.findings(slow.forum()) == reader.findings(reader.forum()))
    }
  }

  /// 65 MiB, nearly all a hole: what lies behind the limit does not count, also when it comes later.
  @Test func aLogOverTheLimit() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      scene.files[Self.bert] = line(1, question) + [0x0A]
      try scene.write(to: root)
      let path = "\(root)/\(Self.bert)"
      let before = UInt64(LogLine.maximalLog - line(2, question).count - 2)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seek(toOffset: before)
      // One line that ends with the limit, and one behind it.
      try file.write(contentsOf: [0x0A] + line(2, question) + [0x0A] + line(3, question) + [0x0A])
      try file.truncate(atOffset: 65 << 20)
      try file.seek(toOffset: 65 << 20)
      try file.write(contentsOf: Data([0x0A] + line(4, question) + [0x0A]))
      try file.close()
      var reader = try scene.reader(root)
      _ = reader.refresh(now: ForumScene.now)
      let ids = reader.forum().ids(question).dropFirst().map { Int($0.dropFirst(5).prefix(17)) }
      #expect(ids == [1, 2])
      let wanted = ["2 \(Finding.Problem.log(.lineTooLong))", "3 \(Finding.Problem.log(.logTooLarge))"]
      #expect(reader.findings(reader.forum()).map { "\($0.line) \($0.problem)" } == wanted)
      try append(line(5, question) + [0x0A], to: path)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      #expect(reader.forum().ids(question).count == 3)
      #expect(reader.findings(reader.forum()).map { "\($0.line) \($0.problem)" } == wanted)
    }
  }

  // MARK: Deep and broad

  /// Five thousand answers to answers, the deepest first in the log.
  @Test func fiveThousandLevels() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let ids = (1...5_000).map { "bert-\(Timestamp.digits($0, 17))-00000000" }
    for number in ids.indices.reversed() {
      _ = scene.reply(
        by: "bert", question, to: number == 0 ? question : ids[number - 1], at: "2026-05-01T10:00:00.000Z",
        id: ids[number])
    }
    let forum = try scene.forum()
    #expect(forum.problems.isEmpty)
    let nodes = ThreadTree(forum, thread: 0).nodes
    #expect(nodes.map(\.depth) == Array(0...5_000))
    #expect(nodes.map(\.descendants) == (0...5_000).reversed())
    #expect(nodes.dropFirst().map { forum.id($0.post) } == ids)
  }

  /// A ring of five thousand, and a chain that hangs on a post that is not there.
  @Test func aRingOfFiveThousand() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let ids = (0..<5_000).map { "bert-\(Timestamp.digits($0, 17))-00000000" }
    for number in ids.indices {
      _ = scene.reply(by: "bert", question, to: ids[(number + 4_999) % 5_000], id: ids[number])
    }
    let forum = try scene.forum()
    #expect(forum.problems == [.loop])
    #expect(ThreadTree(forum, thread: 0).nodes.map(\.depth) == Array(0...5_000))
  }

  /// A hundred thousand replies, in one row, in one chain and at random: records made as the reader makes them.
  @Test(arguments: [0, 1, 2]) func aHundredThousandReplies(shape: Int) throws {
    let count = 100_000
    var random = SeededRandom(seed: 11)
    let community = SampleCommunity.load()
    var records = ForumRecords(region: "noord")
    let log = records.log(room: 0, account: "anna", region: "", path: Self.anna)
    records.openings = [.init(record: 0, title: "Vraag", theme: "verzuim", tags: [], tools: [])]
    for number in 0...count {
      var name = "anna-\(Timestamp.digits(number, 17))-00000000"
      let id = UInt32(name.withUTF8 { records.ids.number(of: $0) })
      let parent = [0, max(0, number - 1), number == 0 ? 0 : random.below(number)][shape]
      records.records.append(
        .init(
          time: Int64(number), id: id, about: 0, to: number == 0 ? ForumRecords.none : UInt32(parent),
          offset: UInt32(number), length: 1, log: UInt16(log), kind: number == 0 ? .thread : .reply))
    }
    let viewer = try Viewer(community, asked: "cora", uid: 0, now: ForumScene.now)
    let forum = ForumFold.fold(records, community, viewer, .memory([:]))
    #expect(forum.threads[0].replies == count)
    let nodes = ThreadTree(forum, thread: 0).nodes
    #expect(nodes.count == count + 1)
    #expect(nodes[0].descendants == count)
    #expect(nodes.last?.depth == (shape == 1 ? count : nodes.last?.depth))
    #expect(nodes.indices.allSatisfy { nodes[$0].parent < $0 })
    var marks = ReadMarks(firstVisit: Timestamp(milliseconds: 0))
    marks.readAll(of: 0, in: forum)
    #expect(marks.unread(in: 0, of: forum).isEmpty)
    #expect(forum.body(5) == nil)
  }
}
