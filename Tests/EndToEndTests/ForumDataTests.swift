import Foundation
import Glibc
import JOIModel
import Testing

/// Damaged community files and logs, and files of one's own that a killed program leaves, tried through the program.
@Suite("The forum's data when it is damaged")
struct ForumDataTests {
  private let dutch = Language.dutch

  private static func reply(_ number: Int, _ body: String) -> String {
    #"{"v":1,"id":"bert-2026010300000000\#(number)-aaaaaaaa","at":"2026-01-03T00:00:00.000Z","do":"reply","#
      + #""thread":"\#(OwnedForum.question)","body":"\#(body)"}"#
  }

  private func thread(_ setup: OwnedForum) throws -> String {
    let result = try setup.joi.run("thread", OwnedForum.question, "--as", "cora")
    #expect(result.ending == .exited(0), "\(result)")
    return result.output
  }

  @Test("C2: a torn last line is told with its line, and what is posted after it is read")
  func torn() throws {
    let setup = try OwnedForum()
    try File.write(Self.reply(1, "heel") + "\n" + Self.reply(2, "half").dropLast(20), to: setup.log("bert"))
    let check = try setup.joi.run("check")
    #expect(
      check.lines.contains { $0.hasSuffix("forum/leden/bert.jsonl:2: \(dutch.text(.logTorn))") }, "\(check)")
    let sent = try setup.joi.run("reply", OwnedForum.question, "--as", "bert", input: "erna")
    #expect(sent.ending == .exited(0), "\(sent)")
    let text = try thread(setup)
    #expect(text.contains("heel") && text.contains("erna") && !text.contains("half"))
    #expect(try setup.joi.run("check").lines.contains { $0.contains("forum/leden/bert.jsonl:2: ") })
  }

  @Test("C4: a draft is whole or not there, at whichever system call the program that keeps it is killed")
  func draftWhole() throws {
    let setup = try OwnedForum()
    // With no folder to write into, the text becomes a draft.
    #expect(rename("\(setup.root)/forum/leden", "\(setup.root)/forum/weg") == 0)
    let draft = "\(setup.joi.stateFolder)/as-anna/draft-question.json"
    let (text, body) = ("\(setup.joi.folder.path)/in", String(repeating: "lang en breed ", count: 1_500))
    try File.write(body, to: text)
    var (whole, missing) = (0, 0)
    for call in ["openat", "write", "rename", "close"] {
      for number in 1...40 {
        unlink(draft)
        let inject = "-e trace=\(call) -e inject=\(call):signal=KILL:when=\(number)"
        let ending = try setup.joi.shell(
          "strace -f -qq -o /dev/null \(inject) $JOI ask --as anna --theme thema-leden --title x <\(text)"
        )
        .ending
        // Not so many calls of this kind: nothing was cut short.
        let isThrough = ending == .exited(1)
        if File.exists(draft) {
          let kept = try JSONSerialization.jsonObject(with: Data(try File.read(draft))) as? [String: Any]
          #expect(kept?["body"] as? String == body, "killed at \(call) \(number)")
          whole += 1
        } else {
          missing += 1
        }
        if isThrough { break }
      }
    }
    #expect(whole >= 4 && missing > 10, "\(whole) whole, \(missing) missing: nothing was tried")
  }

  @Test("D2: nesting a hundred thousand deep and files that are far too large are told at once")
  func deepAndLarge() throws {
    let setup = try OwnedForum()
    try File.write(
      String(repeating: "[", count: 60_000) + "\n" + Self.reply(1, "daarna") + "\n", to: setup.log("bert"))
    #expect(try thread(setup).contains("daarna"))
    #expect(
      try setup.joi.run("check").lines.contains {
        $0.hasSuffix("forum/leden/bert.jsonl:1: \(dutch.text(.findingTooDeep, "\(JSONLimits().depth)"))")
      })
    try File.write(String(repeating: "[", count: 100_000), to: "\(setup.root)/community.json")
    let deep = try setup.joi.run("threads", "--as", "cora")
    #expect(
      deep.ending == .exited(1) && deep.errors.contains(dutch.text(.findingTooDeep, "\(JSONLimits().depth)")))
    #expect(truncate("\(setup.root)/community.json", 1 << 30) == 0)
    let large = try setup.joi.run("threads", "--as", "cora")
    #expect(
      large.ending == .exited(1) && large.errors.contains(dutch.text(.findingTooLarge, "16")), "\(large)")
  }

  @Test("D3: a key that stands twice is refused, in the community and in an event, also spelled otherwise")
  func duplicateKeys() throws {
    let setup = try OwnedForum()
    let twice = Self.reply(1, "eerst").replacing(#""body":"#, with: #""b\u006fdy":"dan","body":"#)
    try File.write(twice + "\n", to: setup.log("bert"))
    #expect(try !thread(setup).contains("eerst") && !thread(setup).contains("dan\n"))
    let community = try File.text("\(setup.root)/community.json")
    try File.write(
      community.replacing(#""role": "facilitator""#, with: #""role": "curator", "role": "facilitator""#),
      to: "\(setup.root)/community.json")
    let refused = try setup.joi.run("whoami", "--as", "cora")
    #expect(
      refused.ending == .exited(1) && refused.errors.contains(dutch.text(.findingDuplicateKey, "role")),
      "\(refused)")
  }

  @Test("D4: lines that are no JSON, no UTF-8, or have NUL hide no other line, and each is told")
  func badBytes() throws {
    let setup = try OwnedForum()
    var bytes: [UInt8] = []
    func add(_ line: [UInt8]) { bytes += line + [0x0A] }
    add(Array(Self.reply(1, "een").utf8))
    add(Array(Self.reply(2, "x").utf8).map { $0 == UInt8(ascii: "x") ? 0xFF : $0 })
    add(Array(Self.reply(3, #"\ud800"#).utf8))
    add(Array(Self.reply(4, #"a\u0000b"#).utf8))
    add(Array(Self.reply(5, "tekst").utf8).dropLast() + Array(",}".utf8))
    add([0xFF, 0xFE, 0x7B, 0x00])
    add(Array(Self.reply(6, "twee").utf8))
    try File.write(bytes, to: setup.log("bert"))
    let text = try thread(setup)
    #expect(text.contains("een") && text.contains("twee") && !text.contains("tekst"))
    let check = try setup.joi.run("check")
    #expect(check.ending == .exited(1))
    for line in 2...6 {
      #expect(check.lines.contains { $0.contains("forum/leden/bert.jsonl:\(line): ") }, "\(line): \(check)")
    }
    #expect(!check.lines.contains { $0.contains("bert.jsonl:1: ") || $0.contains("bert.jsonl:7: ") })
  }

  @Test("D6: logs with CR LF give the same forum")
  func lineBreaks() throws {
    let setup = try OwnedForum()
    let lines = [Self.reply(1, "een"), Self.reply(2, "twee")]
    try File.write(lines.map { $0 + "\n" }.joined(), to: setup.log("bert"))
    let plain = try thread(setup)
    try File.write(lines.map { $0 + "\r\n" }.joined(), to: setup.log("bert"))
    #expect(try thread(setup) == plain)
    #expect(plain.contains("een") && plain.contains("twee"))
    #expect(try setup.joi.run("check").ending == .exited(0))
  }
}
