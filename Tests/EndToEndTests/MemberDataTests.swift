import Foundation
import Glibc
import JOIModel
import Testing

/// What a member wrote, printed and erased, through the program.
@Suite("F26: a member's data: export, erase, purge")
struct MemberDataTests {
  private let dutch = Language.dutch

  // MARK: Export

  @Test("F26: the export holds every line of the member's logs, and none of anybody else's")
  func exportsAll() throws {
    let setup = try ErasureForum { forum in
      // What came back from another host as ours, and another region's member of the same account.
      forum.add(
        bytes: Array("{\"v\":1,\"do\":\"x\",\"body\":\"elders\"}\n".utf8), to: "forum/leden/@zuid/zeb.jsonl")
      forum.add(bytes: Array("{\"v\":1,\"do\":\"y\"}\n\n\r\n{\"v\":2}".utf8), to: "forum/zolder/zeb.jsonl")
    }
    let result = try setup.joi.run("member", "export", "zeb")
    #expect(result.ending == .exited(0), "\(result)")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any])
    let events = try #require(root["events"] as? [[String: Any]])
    // Read independently, line by line.
    var wanted: [NSDictionary] = []
    for path in setup.logs + ["\(setup.root)/forum/zolder/zeb.jsonl"] {
      let lines = try File.read(path).split(separator: 0x0A, omittingEmptySubsequences: false)
      for (number, bytes) in lines.enumerated() where !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
        let line = String(decoding: bytes, as: UTF8.self)
        let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        var entry: [String: Any] = [
          "room": path.split(separator: "/").dropLast().last.map(String.init) ?? "", "region": "",
          "file": String(path.dropFirst(setup.root.count + 1)), "line": number + 1,
          "event": event ?? NSNull() as Any, "time": event?["at"] ?? NSNull(),
        ]
        if event == nil { entry["text"] = line }
        wanted.append(entry as NSDictionary)
      }
    }
    let found = events.map { $0 as NSDictionary }
    #expect(found.count == wanted.count)
    #expect(Set(found).symmetricDifference(wanted).isEmpty, "\(Set(found).symmetricDifference(wanted))")
    #expect(wanted.count == 16)
    #expect((root["member"] as? [String: Any])?["name"] as? String == ErasureForum.name)
    #expect((root["organisation"] as? [String: Any])?["id"] as? String == "bakfiets")
    // Another region's is asked for by its own name.
    let zuid = try setup.joi.run("member", "export", "zeb@zuid")
    #expect(zuid.ending == .exited(0) && zuid.output.contains("elders") && !zuid.output.contains("GEHEIM"))
    let none = try setup.joi.run("member", "export", "nobody")
    #expect(none.ending == .exited(1) && none.output.isEmpty)
    #expect(none.complaints == [dutch.text(.eraseNoSuchAccount, "nobody")])
    #expect(
      try setup.joi.run("member", "export", "../zeb").complaints == [dutch.text(.eraseNotAnAccount, "../zeb")]
    )
  }

  @Test("F26: the export reads well as Markdown, and steers no terminal in either form")
  func exportIsSafe() throws {
    let setup = try ErasureForum { forum in
      forum.add(line: "{\"v\":1,\"do\":\"x\",\"body\":\"a\u{9B}31m\u{202E}b\u{7F}\u{E0041}\"}", by: "zeb")
      forum.add(line: "\u{1B}]0;x\u{7} \u{9B}", by: "zeb")
    }
    let json = try setup.joi.run("member", "export", "zeb")
    let markdown = try setup.joi.run("member", "export", "zeb", "--format", "markdown")
    for result in [json, markdown] {
      #expect(result.ending == .exited(0), "\(result)")
      #expect(
        result.output.unicodeScalars.allSatisfy {
          $0 == "\n" || (0x20..<0x7F).contains($0.value)
            || ($0.value > 0xA0 && ![0xAD, 0x202E, 0xE0041].contains($0.value))
        })
    }
    let root = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
    let bodies = (root?["events"] as? [[String: Any]] ?? []).compactMap {
      ($0["event"] as? [String: Any])?["body"] as? String
    }
    #expect(bodies.contains("a\u{9B}31m\u{202E}b\u{7F}\u{E0041}"))
    let text = markdown.output
    #expect(text.hasPrefix("# Wat \(ErasureForum.name) schreef\n"))
    for word in [
      "## Alle leden", "vraag, 2026-03-01", "ingetrokken", "notitie", "gemeld", "vastgezet", "goed gevonden",
    ] {
      #expect(text.contains(word), "\(word)")
    }
    for number in 1...15 { #expect(text.contains("GEHEIM\(number)"), "\(number)") }
    #expect(!text.contains("Antwoord van"))
  }

  // MARK: Erase

  @Test("F26: erase without --yes tells all and changes nothing")
  func tellsFirst() throws {
    let setup = try ErasureForum()
    let before = try setup.snapshot()
    let result = try setup.joi.run("member", "erase", "zeb")
    #expect(result.ending == .exited(0), "\(result)")
    #expect(try setup.snapshot() == before)
    let told = result.output
    #expect(told.hasPrefix(dutch.text(.erasePlan) + "\n") && told.contains(dutch.text(.eraseAgain)))
    let leden =
      "\(setup.log("zeb")): 3 berichten, 2 nieuwe versies, 3 redenen of andere teksten, 1 onleesbare regel"
    #expect(result.lines.contains("  \(leden)"), "\(told)")
    for log in setup.logs + ["\(setup.root)/community.json"] { #expect(told.contains("\(log): "), "\(log)") }
    // What will be left is told beforehand.
    #expect(told.contains(dutch.text(.eraseAdvice, setup.quote)))
    #expect(told.contains(dutch.text(.eraseAdvice, setup.retitled)))
    #expect(setup.printed(result).count == 2)
  }

  @Test("F26: after erase the name stands nowhere but where it was said to, and nothing else has changed")
  func erases() throws {
    let setup = try ErasureForum()
    let before = try setup.snapshot()
    let old = try Dictionary(uniqueKeysWithValues: setup.logs.map { ($0, try File.read($0)) })
    let tree = try setup.joi.run("thread", setup.question, "--as", "anna", "--json")
    let checked = try setup.joi.run("check")
    let result = try setup.joi.run("member", "erase", "zeb", "--yes")
    #expect(result.ending == .exited(1), "\(result)")
    #expect(try setup.grep(ErasureForum.secret).isEmpty)
    let left = try setup.grep(ErasureForum.name)
    #expect(left.count == 1 && left.isSubset(of: setup.printed(result)), "\(left) \(result)")
    #expect(setup.printed(result).count == 2)
    #expect(result.output.contains(dutch.text(.eraseAdvice, setup.quote)))
    #expect(result.output.contains(dutch.text(.eraseBeyond)))
    // Others' files are as they were; owners and modes too.
    let after = try setup.snapshot()
    #expect(Set(after.keys) == Set(before.keys))
    for (path, facts) in before where !setup.logs.contains(path) && !path.hasSuffix("/community.json") {
      #expect(after[path] == facts, "\(path)")
    }
    for (path, facts) in before {
      #expect(
        after[path]?.split(separator: " ").prefix(3) == facts.split(separator: " ").prefix(3), "\(path)")
    }
    // Of his lines only what a value held.
    for (path, bytes) in old {
      let new = try File.read(path)
      #expect(new.count == bytes.count)
      for at in new.indices where new[at] != bytes[at] { #expect([0x20, 0x22, 0x5D].contains(new[at])) }
    }
    // The program is content, and reads the same tree.
    let check = try setup.joi.run("check")
    #expect(Set(check.lines).isSubset(of: checked.lines), "\(check)")
    let read = try setup.joi.run("thread", setup.question, "--as", "anna", "--json")
    #expect(try shape(read) == shape(tree))
    let text = try setup.joi.run("thread", setup.question, "--as", "anna").output
    #expect(
      text.hasPrefix("(gewist)\n") && text.contains("Gewist op verzoek.") && text.contains("Gewist lid"))
    #expect(text.contains("Antwoord van Anna.") && text.contains(dutch.text(.postLikesMany, "2")), "\(text)")
    let english = try setup.joi.run("thread", setup.question, "--as", "anna", "--lang", "en").output
    #expect(english.hasPrefix("(erased)\n") && english.contains("Erased on request."))
    #expect(try setup.joi.run("search", ErasureForum.secret, "--as", "anna").ending == .exited(1))
    // Purging the places that were named leaves none.
    for id in [setup.quote, setup.retitled] {
      #expect(try setup.joi.run("post", "purge", id, "--yes").ending == .exited(0))
    }
    let again = try setup.joi.run("member", "erase", "zeb", "--yes", "--name", ErasureForum.name)
    #expect(again.ending == .exited(0) && again.lines.first == dutch.text(.eraseNothing), "\(again)")
    #expect(again.output.contains(dutch.text(.eraseClean, setup.root)))
    #expect(try setup.grep(ErasureForum.name).isEmpty && setup.grep("zebedeus").isEmpty)
  }

  /// Ids, parents, likes and which text is there: all that erasing leaves.
  private func shape(_ result: Command.Result) throws -> [String] {
    let root = try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any]
    let posts = root?["posts"] as? [[String: Any]] ?? []
    let facts = ["answer", "replies", "theme", "state", "id"].map { "\($0) \(root?[$0] ?? "-")" }
    #expect(posts.count == 5)
    return facts
      + posts.map { post in
        ["id", "parent", "time", "likes", "edited"].map { "\(post[$0] ?? "-")" }.joined(separator: " ")
      }
  }

  @Test("F26: an erased account can't post, is nobody, and can't be given to somebody else")
  func accountIsRetired() throws {
    let setup = try ErasureForum()
    _ = try setup.joi.run("member", "erase", "zeb", "--yes")
    let before = try setup.snapshot()
    let posted = try setup.joi.run("reply", setup.other, "--as", "zeb", input: "Ik ben er nog.")
    #expect(posted.ending == .exited(1) && posted.sent == nil)
    #expect(try setup.joi.run("whoami", "--as", "zeb").ending == .exited(0))
    #expect(try setup.joi.run("whoami", "--as", "zeb").output.contains(dutch.text(.cliForumGuest)))
    #expect(try setup.joi.run("threads", "--as", "zeb").ending == .exited(1))
    #expect(try setup.snapshot() == before)
    // Who writes into the log all the same is not read, whatever the time says.
    let line =
      #"{"v":1,"id":"zeb-20260101000000000-aaaaaaaa","at":"2026-01-01T00:00:00.000Z","do":"reply","#
      + #""thread":"\#(setup.other)","body":"Spook."}"#
    try File.write(try File.text(setup.log("zeb")) + line + "\n", to: setup.log("zeb"))
    #expect(try !setup.joi.run("thread", setup.other, "--as", "anna").output.contains("Spook."))
    #expect(try setup.joi.run("check").output.contains(dutch.text(.logAfterErasing)))
    // A second member of that account is no member.
    let file = "\(setup.root)/community.json"
    var text = try File.text(file)
    let rooms = try #require(text.range(of: "\"rooms\""))
    let end = try #require(text[..<rooms.lowerBound].lastIndex(of: "]"))
    text.insert(contentsOf: ", {\"account\": \"zeb\", \"name\": \"Nieuw Lid\"}", at: end)
    try File.write(text, to: file)
    let taken = try setup.joi.run("check")
    #expect(
      taken.lines.contains {
        $0.contains("community.json") && $0.contains(dutch.text(.findingDuplicateIdentifier, "zeb"))
      }, "\(taken)")
    #expect(try setup.joi.run("whoami", "--as", "zeb").output.contains(dutch.text(.cliForumGuest)))
  }

  @Test("F26: a program that is open shows it without being started again")
  func runningProgram() throws {
    let setup = try ErasureForum()
    let tmux = try setup.joi.open("--as", "kees", width: 110, height: 40)
    try tmux.press("4", until: "GEHEIM1 van")
    _ = try setup.joi.run("member", "erase", "zeb", "--yes")
    try tmux.wait("the list without it") { $0.contains("(gewist)") && !$0.contains("GEHEIM") }
    try tmux.select("(gewist)")
    try tmux.press("Enter", until: "Gewist op verzoek.")
    try tmux.wait("the member without a name") {
      $0.contains("Gewist lid") && $0.contains("Antwoord van Anna.") && !$0.contains("Zebedeus")
    }
  }

  // MARK: Purge

  @Test("F26: a purged post is empty in all its versions, and nothing else is")
  func purges() throws {
    let setup = try ErasureForum()
    let before = try setup.snapshot()
    let plan = try setup.joi.run("post", "purge", setup.zebs)
    #expect(plan.ending == .exited(0) && plan.output.contains("1 bericht, 2 nieuwe versies"), "\(plan)")
    #expect(try setup.snapshot() == before)
    let result = try setup.joi.run("post", "purge", setup.zebs, "--yes")
    #expect(result.ending == .exited(0) && result.output.contains("1 bericht, 2 nieuwe versies"), "\(result)")
    for number in [4, 5, 6] { #expect(try setup.grep("GEHEIM\(number) ").isEmpty) }
    for number in [1, 2, 3, 7, 8, 9, 10, 11, 12] {
      #expect(try setup.grep("GEHEIM\(number) ").count == 1, "\(number)")
    }
    let after = try setup.snapshot()
    #expect(before.filter { after[$0.key] != $0.value }.map(\.key) == [setup.log("zeb")])
    let text = try setup.joi.run("thread", setup.question, "--as", "anna").output
    #expect(
      text.contains("Gewist op verzoek.") && text.contains("GEHEIM3") && text.contains(ErasureForum.name))
    // A question goes with its title and tags; by the id of a version the whole post goes.
    #expect(try setup.joi.run("post", "purge", setup.question, "--yes").ending == .exited(0))
    for number in 1...3 { #expect(try setup.grep("GEHEIM\(number) ").isEmpty) }
    #expect(try setup.joi.run("thread", setup.question, "--as", "anna").output.hasPrefix("(gewist)\n"))
    #expect(
      try setup.joi.run("post", "purge", setup.question, "--yes").lines.first == dutch.text(.eraseNothing))
    for id in ["zeb-20260101000000000-aaaaaaaa", "../x", "\(setup.question)@zuid"] {
      let none = try setup.joi.run("post", "purge", id, "--yes")
      #expect(none.ending == .exited(1), "\(none)")
      #expect(none.complaints.first == dutch.text(.eraseNoSuchPost, id))
    }
  }

  @Test("F26: purge takes the id of a version for its post, and finds a reply in any room and region")
  func purgesAnywhere() throws {
    var version = ""
    var secret = ""
    let setup = try ErasureForum { forum in
      let thread = forum.thread(by: "bram", "Geheim", in: "bedrijven", theme: "tarieven")
      secret = forum.reply(by: "bram", thread, in: "bedrijven", "KLUIS1")
      version = forum.add("edit", by: "bram", in: "bedrijven", ["post": .text(secret), "body": "KLUIS2"])
      let line =
        #"{"v":1,"id":"\#(secret)","at":"2026-01-01T00:00:00Z","do":"reply","thread":"\#(thread)","body":"ELDERS"}"#
      forum.add(bytes: Array((line + "\n").utf8), to: "forum/bedrijven/@zuid/bram.jsonl")
    }
    #expect(try setup.joi.run("post", "purge", version, "--yes").ending == .exited(0))
    #expect(try setup.grep("KLUIS").isEmpty && setup.grep("ELDERS").count == 1)
    #expect(try setup.joi.run("post", "purge", "\(secret)@zuid", "--yes").ending == .exited(0))
    #expect(try setup.grep("ELDERS").isEmpty)
  }
}
