import Glibc
import JOIModel
import Testing

/// `check` lists what is wrong with the forum, each with its file and line.
@Suite("Checking the forum")
struct ForumCheckTests {
  private func event(_ number: Int, _ kind: String, at: String = "2026-02-01T00:00:00.000Z", _ rest: String)
    -> String
  {
    let digits = String(repeating: "0", count: 17 - "\(number)".count) + "\(number)"
    return #"{"v":1,"id":"bert-\#(digits)-aaaaaaaa","at":"\#(at)","do":"\#(kind)",\#(rest)}"#
  }

  @Test(
    "Each kind of fault is listed with its file and line, and the exit status is 1")
  func everyKind() throws {
    let setup = try OwnedForum()
    let question = OwnedForum.question
    let reply = #""thread":"\#(question)","body":"x""#
    let ring = ["bert-00000000000000011-aaaaaaaa", "bert-00000000000000012-aaaaaaaa"]
    let lines: [(text: String, message: Message?, values: [String])] = [
      (event(1, "reply", reply), nil, []),
      (event(1, "reply", reply), .logDuplicateID, ["bert-00000000000000001-aaaaaaaa"]),
      (event(2, "reply", at: "2026-01-15T00:00:00.000Z", reply), .logClockBack, []),
      (event(3, "reply", at: "9999-01-01T00:00:00.000Z", reply), .logFuture, []),
      (event(4, "reply", at: "gisteren", reply), .logBadTime, ["gisteren"]),
      (event(5, "reply", #""thread":"\#(question)""#), .logLacks, ["body"]),
      (
        event(6, "reply", reply).replacing("bert-", with: "anna-"), .logForeignID,
        ["anna-00000000000000006-aaaaaaaa"]
      ),
      (event(7, "flag", #""post":"\#(question)""#), .logWrongRoom, ["flag"]),
      (event(8, "close", #""target":"\#(question)""#), .logNotAllowed, ["close"]),
      (event(9, "like", #""post":"nergens""#), .logUnknownTarget, ["nergens"]),
      (event(11, "reply", #""thread":"\#(question)","body":"x","to":"\#(ring[1])""#), .logLoop, []),
      (event(12, "reply", #""thread":"\#(question)","body":"x","to":"\#(ring[0])""#), nil, []),
      (#"{"v":1,"v":1}"#, .findingDuplicateKey, ["v"]), ("{", .findingSyntax, []),
      (String(repeating: "x", count: 70_000), .logLineTooLong, ["64"]), (#"{"v":1,"#, .logTorn, []),
    ]
    try File.write(lines.map(\.text).joined(separator: "\n"), to: setup.log("bert"))
    #expect(symlink(setup.log("bert"), setup.log("cora")) == 0)
    try File.write("", to: setup.log("zoe"))
    let result = try setup.joi.run("check")
    #expect(result.ending == .exited(1), "\(result)")
    let dutch = Language.dutch
    for (number, line) in lines.enumerated() {
      guard let message = line.message else { continue }
      let wanted = "forum/leden/bert.jsonl:\(number + 1): \(dutch.text(message, line.values))"
      #expect(result.lines.contains { $0.hasSuffix(wanted) }, "\(wanted)")
    }
    for (name, text) in [("cora", dutch.text(.logNotPlain)), ("zoe", dutch.text(.logNotMember, "zoe"))] {
      #expect(
        result.lines.contains { $0.hasSuffix("forum/leden/\(name).jsonl: \(text)") }, "\(name): \(result)")
    }
  }

  @Test(
    "A forged log is told by check, which root runs")
  func forged() throws {
    let setup = try OwnedForum(identity: "unix")
    try setup.handOver()
    #expect(try setup.joi.run("check").ending == .exited(0))
    #expect(chown(setup.log("dora"), OwnedForum.uid("bert"), OwnedForum.gid("leden")) == 0)
    #expect(chmod(setup.log("bert"), 0o660) == 0)
    let result = try setup.joi.run("check")
    #expect(result.ending == .exited(1), "\(result)")
    // Root is told with the line that mends it.
    let wanted = Language.dutch.text(
      .rightsOwner, "\(OwnedForum.uid("bert"))", "dora (\(OwnedForum.uid("dora")))")
    let told = result.lines.filter { $0.contains("forum/leden/dora.jsonl: ") }
    #expect(told.count == 1 && told[0].contains(wanted) && told[0].contains("chown"), "\(told)")
    #expect(
      result.lines.contains { $0.hasSuffix("forum/leden/bert.jsonl: \(Language.dutch.text(.logNotAlone))") })
  }
}
