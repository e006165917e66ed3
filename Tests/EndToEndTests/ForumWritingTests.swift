import Foundation
import JOIModel
import Testing

/// Asking and answering from the command line.
@Suite("Forum: asking and answering")
struct ForumWritingTests {
  private let dutch = Language.dutch

  private func event(_ line: String?) throws -> [String: Any] {
    let line = try #require(line)
    return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test("F5: what is posted is byte for byte what came in; only line breaks are made one kind")
  func bytes() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Wie ruilt er?")
    let joi = try Joi(forum)
    let text =
      "\tCafé \u{65}\u{301}, \u{1F469}\u{200D}\u{1F4BB} \u{202E}om\u{202C} \u{7} [x](tool:alfa)\n\n    code\n- \"a\\b\" "
    let reply = try joi.run("reply", thread, "--as", "bram", input: text + "\r\n\r\n")
    #expect(reply.ending == .exited(0), "\(reply)")
    #expect(reply.errors.isEmpty)
    let told = try #require(reply.output.split(separator: " ").last).trimming("\n")
    #expect(reply.output == dutch.text(.cliForumSent, told) + "\n")
    let log = try joi.log("bram")
    #expect(log.count == 1)
    let event = try event(log.last)
    #expect(event["id"] as? String == told)
    #expect(event["do"] as? String == "reply")
    #expect(event["thread"] as? String == thread)
    #expect(event["to"] as? String == thread)
    let body = try #require(event["body"] as? String)
    #expect(Array(body.utf8) == Array(text.utf8))

    let second = try joi.run("reply", told, "--as", "cora", input: "een\r\ntwee\r\n")
    #expect(second.ending == .exited(0), "\(second)")
    let answer = try self.event(try joi.log("cora").last)
    #expect(answer["body"] as? String == "een\ntwee")
    #expect(answer["to"] as? String == told)
    #expect(answer["thread"] as? String == thread)
    #expect(TemporaryFolder.names(in: joi.stateFolder + "/as-bram").allSatisfy { !$0.hasPrefix("draft") })
  }

  @Test("ask: title, theme, tools and text are there for the others")
  func ask() throws {
    let joi = try Joi(ForumFixture())
    let asked = try joi.run(
      "ask", "--as", "anna", "--theme", "planning", "--title", "Rooster \"A\"", "--tool", "alfa", "--tool",
      "beta",
      input: "Wie helpt?\n")
    #expect(asked.ending == .exited(0), "\(asked)")
    let id = try #require(asked.output.split(separator: " ").last).trimming("\n")
    let list = try joi.run("threads", "--as", "kees")
    let last = try #require(try event(try joi.log("anna").last)["at"] as? String)
    #expect(
      list.output == [id, dutch.text(.stateWaiting), "0", last, "Planning", "Rooster \"A\""]
        .joined(separator: "\t") + "\n")
    let shown = try joi.run("thread", id, "--as", "kees").lines
    #expect(shown.first == "Rooster \"A\"")
    #expect(shown.contains("\(dutch.text(.threadTools)) Alfameter (alfa), Betawijzer (beta)"))
    #expect(shown.last == "Wie helpt?")
    let english = try joi.run("ask", "--theme", "planning", "--title", "x", "--lang", "en", input: "y")
    #expect(english.output.hasPrefix("sent anna-"), "the first member where no account is chosen: \(english)")
  }

  @Test("What is no text is refused, and nothing is written")
  func refused() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Wie ruilt er?")
    let joi = try Joi(forum)
    let limit = PostText.maximalBytes
    let texts: [([UInt8], Message)] = [
      ([], .cliForumNoText), (Array(" \n\t\r\n ".utf8), .cliForumNoText),
      (Array("\u{200B}\u{202E}\n".utf8), .cliForumNoText),
      ([UInt8](repeating: 0x61, count: limit + 1), .cliForumTooLong),
      ([UInt8](repeating: 0x0A, count: 4 * limit) + [0x61], .cliForumTooLong),
      ([0x61, 0xFF, 0x62], .cliForumNotText), ([0x61, 0xC0, 0x80], .cliForumNotText),
      ([0xED, 0xA0, 0x80], .cliForumNotText), ([0x61, 0x00, 0x62], .cliForumNotText),
    ]
    for (text, message) in texts {
      let result = try joi.run(["reply", thread, "--as", "bram"], input: text)
      #expect(result.ending == .exited(1), "\(text.prefix(8)): \(result)")
      #expect(result.output.isEmpty)
      #expect(result.errors == dutch.text(message, "\(limit)") + "\n")
    }
    #expect(!File.exists("\(joi.dataFolder)/forum/leden/bram.jsonl"))
    let longest = try joi.run(
      ["reply", thread, "--as", "bram"], input: Array(String(repeating: "\"", count: limit).utf8) + [0x0A])
    #expect(longest.ending == .exited(0), "\(longest)")
    #expect(try event(try joi.log("bram").last)["body"] as? String == String(repeating: "\"", count: limit))
  }

  @Test("What may not be written is refused with a sentence before anything is read")
  func rights() throws {
    var forum = ForumFixture()
    forum.guests = "read"
    let thread = forum.thread(by: "anna", "Wie ruilt er?")
    let closed = forum.thread(by: "anna", "Dit is klaar")
    forum.add("close", by: "fien", ["target": .text(closed), "reason": "Klaar."])
    let secret = forum.thread(by: "bram", "Wat rekenen jullie?", in: "bedrijven", theme: "tarieven")
    let joi = try Joi(forum)
    let refusals: [([String], Message, [String])] = [
      (["reply", closed, "--as", "bram"], .refusedClosed, []),
      (["reply", thread, "--as", "gast"], .refusedGuest, []),
      (["ask", "--theme", "planning", "--title", "x", "--as", "gast"], .refusedGuest, []),
      (["ask", "--theme", "planning", "--title", " \u{202E}", "--as", "bram"], .composeNeedsTitle, []),
    ]
    for (arguments, message, values) in refusals {
      let result = try joi.run(arguments, input: Array("Tekst".utf8))
      #expect(result.ending == .exited(1), "\(arguments): \(result)")
      #expect(result.errors == "joi-tui: \(dutch.text(message, values))\n")
      #expect(result.output.isEmpty)
    }
    let absent: [([String], Message, [String])] = [
      (["reply", secret, "--as", "kees"], .cliForumNoSuchPost, [secret]),
      (["reply", "niets", "--as", "bram"], .cliForumNoSuchPost, ["niets"]),
      (
        ["ask", "--theme", "tarieven", "--title", "x", "--as", "kees"], .cliForumNoSuchTheme,
        ["tarieven", "verzuim, planning"]
      ),
      (
        ["ask", "--theme", "planning", "--title", "x", "--tool", "nergens", "--as", "bram"], .cliNoSuchTool,
        ["nergens"]
      ),
      (
        ["ask", "--theme", "planning", "--title", String(repeating: "é", count: 151), "--as", "bram"],
        .cliForumTitleTooLong, ["300"]
      ),
    ]
    for (arguments, message, values) in absent {
      let result = try joi.run(arguments, input: Array("Tekst".utf8))
      #expect(result.ending == .exited(1), "\(arguments): \(result)")
      #expect(result.errors == "\(dutch.text(message, values))\n")
    }
    #expect(TemporaryFolder.names(in: "\(joi.dataFolder)/forum/leden") == ["anna.jsonl", "fien.jsonl"])
  }

  @Test("C3: a text that can't be written is kept as a draft, and where is said")
  func kept() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Wie ruilt er?")
    let joi = try Joi(forum)
    // A folder in the place of the log can't be written by anybody, root neither.
    joi.folder.folder("data/forum/leden/bram.jsonl")
    let first = try joi.run("reply", thread, "--as", "bram", input: "Bewaar mij\n")
    #expect(first.ending == .exited(1), "\(first)")
    #expect(first.output.isEmpty)
    let state = "\(joi.stateFolder)/as-bram"
    #expect(first.errors.contains("Is a directory") && first.errors.contains(" \(state)."), "\(first)")
    #expect(first.complaints.count == 1)
    let name = "draft-reply-\(thread).json"
    let draft = try File.text("\(state)/\(name)")
    #expect(draft.contains("\"Bewaar mij\""))
    #expect(File.mode("\(state)/\(name)") == 0o600)

    // A second text does not take the first one's place.
    let second = try joi.run("reply", thread, "--as", "bram", input: "En mij\n")
    #expect(second.ending == .exited(1))
    #expect(try File.text("\(state)/\(name)") == draft)
    let names = TemporaryFolder.names(in: state)
    let other = try #require(names.first { $0.hasPrefix("unsent-") }, "\(names)")
    #expect(try File.text("\(state)/\(other)") == "En mij\n")
    #expect(second.errors.contains("\(state)/\(other)"), "\(second)")
  }
}
