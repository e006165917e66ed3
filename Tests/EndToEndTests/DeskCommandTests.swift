import Foundation
import JOIModel
import Testing

/// The facilitators' desk from the command line: the digest, the queue, and what was done.
@Suite("Desk: command line")
struct DeskCommandTests {
  private let dutch = Language.dutch

  /// A forum with facilitators' notes. Dina facilitates.
  private func forum(daysAgo: Int = 3) -> LiveForum {
    var forum = LiveForum(daysAgo: daysAgo)
    forum.rooms.append(
      ["id": "begeleiding", "name": Fixture.both("Begeleiding", "Guidance"), "kind": "notes"])
    return forum
  }

  private func run(_ joi: Joi, _ arguments: String..., as account: String = "dina") throws -> [String] {
    let result = try joi.run(arguments + ["--as", account])
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(arguments): \(result)")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The titles of a digest's text by the heading that they stand under.
  private func titles(_ lines: [String]) -> [String: [String]] {
    var found: [String: [String]] = [:]
    var heading = ""
    for (at, line) in lines.enumerated() {
      if at + 1 < lines.count, lines[at + 1].hasPrefix("---") { heading = line }
      if line.hasPrefix("* ") { found[heading, default: []].append(String(line.dropFirst(2))) }
    }
    return found
  }

  private func mark(_ joi: Joi) -> String { "\(joi.stateFolder)/as-dina/digest.json" }

  // MARK: Digest

  @Test("F22: after the last digest come exactly the two things that happened since; then nothing")
  func sinceTheLast() throws {
    var forum = forum()
    let old = forum.ask("Oude vraag", by: "anna")
    forum.ask("Wacht al lang", by: "bert")
    forum.go(daysAgo: 9)
    forum.ask("Heel oude vraag", by: "eva")
    let joi = try Joi(forum: forum)
    let (new, answered) = (dutch.text(.digestNew), dutch.text(.digestAnswered))
    let first = titles(try run(joi, "digest", "--since", "last"))
    #expect(first[new] == ["Oude vraag", "Wacht al lang"], "the first time: seven days")
    #expect(first[dutch.text(.digestWaiting)] == ["Heel oude vraag", "Oude vraag", "Wacht al lang"])
    let second = try run(joi, "digest", "--since", "last")
    #expect(second.contains(dutch.text(.digestNothing)), "\(second)")
    #expect(titles(second).keys.sorted() == [dutch.text(.digestWaiting)])
    let question = try joi.run(
      "ask", "--as", "eva", "--theme", "taal", "--title", "Nieuwe vraag", input: "Wie?\n")
    #expect(question.ending == .exited(0), "\(question)")
    #expect(try joi.run("reply", old, "--as", "bert", input: "Ik.\n").ending == .exited(0))
    // Another time than the last one moves nothing.
    #expect(titles(try run(joi, "digest"))[new] == ["Oude vraag", "Wacht al lang", "Nieuwe vraag"])
    for format in ["html", "markdown"] {
      #expect(try run(joi, "digest", "--format", format).contains { $0.contains("Nieuwe vraag") })
    }
    let third = titles(try run(joi, "digest", "--since", "last"))
    #expect(third[new] == ["Nieuwe vraag"])
    #expect(third[answered] == ["Oude vraag"])
    #expect(third[dutch.text(.digestTools)] == nil)
    #expect(titles(try run(joi, "digest", "--since", "last"))[new] == nil)
  }

  @Test("A digest that could not be written whole does not count as the last one")
  func fullDisk() throws {
    var forum = forum()
    forum.ask("Vraag", by: "anna")
    let joi = try Joi(forum: forum)
    let arguments = ["digest", "--since", "last", "--as", "dina"]
    func failed() throws {
      let result = try joi.run(arguments, output: "/dev/full")
      #expect(result.ending == .exited(1) && result.complaints.count == 1, "\(result)")
    }
    try failed()
    #expect(access(mark(joi), F_OK) != 0)
    #expect(titles(try run(joi, "digest", "--since", "last"))[dutch.text(.digestNew)] == ["Vraag"])
    let kept = try File.read(mark(joi))
    #expect(File.mode(mark(joi)) == 0o600)
    try failed()
    #expect(try File.read(mark(joi)) == kept)
    // Where it can't be kept that is said, and the digest is there all the same.
    #expect(unlink(mark(joi)) == 0 && mkdir(mark(joi), 0o700) == 0)
    let result = try joi.run(arguments)
    #expect(result.ending == .exited(1) && result.complaints.count == 1, "\(result)")
    #expect(result.errors.hasPrefix(dutch.start(of: .cliDigestNotKept)), "\(result)")
    #expect(titles(result.lines)[dutch.text(.digestNew)] == ["Vraag"])
  }

  @Test("Facilitators only: a member and a guest get one sentence, and nothing is kept")
  func refused() throws {
    var forum = forum()
    forum.guests = "read"
    let question = forum.ask("Vraag", by: "anna")
    let joi = try Joi(forum: forum)
    for account in ["anna", "eva", "vreemd"] {
      for arguments in [
        ["digest"], ["digest", "--since", "last"], ["digest", "--format", "html"], ["queue"],
        ["queue", "--json"], ["history"], ["history", "--json", "--since", "7d"],
      ] {
        let result = try joi.run(arguments + ["--as", account])
        #expect(result.ending == .exited(1) && result.bytes.isEmpty, "\(arguments): \(result)")
        #expect(result.errors == dutch.text(.cliFacilitatorsOnly) + "\n")
      }
      #expect(access("\(joi.stateFolder)/as-\(account)/digest.json", F_OK) != 0)
    }
    let guest = try joi.run("history", question, "--as", "vreemd")
    #expect(guest.ending == .exited(1) && guest.errors == dutch.text(.cliMembersOnly) + "\n", "\(guest)")
  }

  @Test(
    "A time that is none is refused with one sentence",
    arguments: ["7", "-1d", "2026-02-30", "x\u{1B}[2J"])
  func noTime(text: String) throws {
    let joi = try Joi(forum: forum())
    for command in ["digest", "history"] {
      let result = try joi.run(command, "--as", "dina", "--since=\(text)")
      #expect(
        result.ending == .exited(2) && result.bytes.isEmpty && result.complaints.count == 1, "\(result)")
      #expect(!result.errors.contains("\u{1B}"))
    }
  }

  @Test("F16: what is for companies is in no form of the digest, nor in its counts")
  func companiesOnly() throws {
    var forum = forum()
    forum.ask("Vraag voor allen", by: "anna")
    let secret = forum.ask(
      "Stille tarieven", by: "anna", theme: "tarieven", room: "bedrijven", tools: ["alfa"])
    forum.reply("Zie [dit](tool:alfa).", by: "bert", in: secret, room: "bedrijven")
    let joi = try Joi(forum: forum)
    #expect(try run(joi, "threads").contains { $0.contains("Stille tarieven") }, "the facilitator sees it")
    for format in DigestFormat.allCases {
      for language in Language.allCases {
        let text = try run(joi, "digest", "--format", format.rawValue, "--lang", language.code).joined()
        for word in ["Stille", "arieven", "Rates", "Alfameter"] { #expect(!text.contains(word), "\(format)") }
        #expect(text.contains("1 \(language == .dutch ? "nieuwe vraag" : "new question") · 0"), "\(text)")
        #expect(text.contains(language.text(.digestRoomsLeftOut)))
      }
    }
  }

  @Test("A1-A3: hostile texts steer nothing in any form of the digest, the queue and the history")
  func hostile() throws {
    var forum = forum()
    let poison = HostileTextTests.poison
    for at in forum.organisations.indices { forum.organisations[at]["name"] = .text("BEDRIJF\(poison)") }
    let question = forum.ask("TITEL\(poison)", by: "anna", tools: ["alfa"])
    forum.add("flag", by: "bert", room: "meldingen", ["post": .text(question), "reason": .text(poison)])
    forum.add(
      "retitle", by: "dina",
      [
        "target": .text(question), "title": .text("TITEL\(poison)"), "tags": [.text("TAG\(poison)")],
        "reason": .text("REDEN\(poison)"),
      ])
    let joi = try Joi(forum: forum)
    for (arguments, word) in [
      (["digest"], "TITEL"), (["digest", "--format", "markdown"], "BEDRIJF"),
      (["digest", "--format", "html"], "TITEL"), (["queue"], "TITEL"), (["queue", "--json"], "TITEL"),
      (["history"], "REDEN"), (["history", question], "REDEN"), (["history", "--json"], "REDEN"),
    ] {
      let result = try joi.run(arguments + ["--as", "dina"])
      #expect(result.ending == .exited(0) && result.output.contains(word), "\(arguments): \(result)")
      #expect(Sent.forbidden(result.bytes).isEmpty, "\(arguments)")
      #expect(!result.bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }, "\(arguments)")
    }
  }

  // MARK: Queue

  @Test("F9: what was reviewed leaves the queue, and the history says who did what")
  func reviewed() throws {
    var forum = forum()
    let flagged = forum.ask("Gemelde vraag", by: "anna")
    forum.reply("Ik.", by: "eva", in: flagged)
    let waits = forum.ask("Wacht", by: "bert", theme: "taal")
    let flag = forum.add("flag", by: "bert", room: "meldingen", ["post": .text(flagged), "reason": "grof"])
    let joi = try Joi(forum: forum)
    func rows(_ arguments: String...) throws -> [[String]] {
      let result = try joi.run(["queue", "--as", "dina"] + arguments)
      #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
      return result.lines.map { $0.split(separator: "\t").map(String.init) }
    }
    let all = try rows()
    #expect(all.map(\.first) == ["flagged,newcomer,new-posts", "unanswered,newcomer,new-posts"])
    #expect(
      all.map { Array($0.dropFirst(2)) } == [
        [flagged, flagged, "Planning", "Gemelde vraag"], [waits, waits, "Taal", "Wacht"],
      ])
    #expect(all.allSatisfy { Timestamp($0[1]) != nil })
    #expect(try rows("--reason", "unanswered").map { $0[2] } == [waits])
    #expect(try rows("--reason", "new-posts").map { $0[2] } == [flagged, waits])
    #expect(try rows("--theme", "taal").map { $0[2] } == [waits])
    #expect(try rows("--theme", "taal", "--reason", "flagged").isEmpty)
    #expect(try rows("--reason", "quiet").isEmpty)
    #expect(try joi.run("queue", "--as", "dina", "--theme", "nergens").ending == .exited(1))
    let json = try JSONSerialization.jsonObject(
      with: Data(try joi.run("queue", "--as", "dina", "--json", "--lang", "en").bytes))
    let records = try #require(json as? [[String: Any]])
    #expect(records.map { $0["thread"] as? String } == [flagged, waits])
    #expect(records[1]["themeName"] as? String == "Language")
    let causes = try #require(records[0]["causes"] as? [[String: Any]])
    #expect(causes.map { $0["reason"] as? String } == ["flagged", "newcomer", "new-posts"])
    #expect(causes.map { $0["count"] as? Int } == [1, 2, 2])

    let last = forum.reply("Nog iets.", by: "eva", in: flagged)
    forum.add("review", by: "dina", ["target": .text(last)])
    try forum.write(to: joi.folder)
    #expect(try rows().map { $0[2] } == [waits])
    let history = try run(joi, "history", flagged).map { $0.split(separator: "\t").map(String.init) }
    #expect(history.dropLast().map { $0[1] } == ["bert", "dina"])
    #expect(history.first?.last == "Gemeld door Teamleider, Magazijn Het Krat: grof")
    #expect(history[1].last == "Bekeken door Dina, Instituut Het Raam" && history[1][3] == last)
    // All that facilitators did has no flag of a member.
    #expect(try run(joi, "history").filter { !$0.isEmpty }.map { $0.contains("Bekeken") } == [true])
    #expect(!flag.isEmpty)
    // A new post brings it back.
    forum.reply("En nog iets.", by: "anna", in: flagged)
    try forum.write(to: joi.folder)
    #expect(try Set(rows().map { $0[2] }) == [flagged, waits])
  }

  // MARK: History

  @Test("F14: who did what, when and why; a line break in a reason makes no second entry")
  func forgery() throws {
    var forum = forum()
    let question = forum.ask("Vraag", by: "anna")
    let reply = forum.reply("Jan is ziek.", by: "bert", in: question)
    let forged =
      "grof\n2026-01-01T00:00:00.000Z\tbert\t\(question)\t\(question)\tVerborgen door bert\n{\"kind\":\"pin\",\"event\":\"vals\"}"
    let when = forum.time
    let hide = forum.add("hide", by: "dina", ["target": .text(reply), "reason": .text(forged)])
    let undone = forum.time
    forum.add("undo", by: "dina", ["event": .text(hide)])
    forum.add("hide", by: "dina", ["target": .text(reply), "reason": "noemt een persoon"])
    let joi = try Joi(forum: forum)
    for account in ["dina", "anna"] {
      let lines = try run(joi, "history", question, as: account).filter { !$0.isEmpty }
      try #require(lines.count == 2, "\(lines)")
      let rows = lines.map { $0.split(separator: "\t").map(String.init) }
      #expect(rows.allSatisfy { $0.count == 5 && $0[1] == "dina" && $0[2] == question && $0[3] == reply })
      #expect(rows[0][0] == when.text)
      #expect(rows[0][4].hasPrefix("Verborgen door Dina, Instituut Het Raam: grof 2026-01-01"))
      #expect(rows[0][4].contains("(teruggenomen "))
      #expect(rows[1][4] == "Verborgen door Dina, Instituut Het Raam: noemt een persoon")
      let json = try run(joi, "history", reply, "--json", as: account).filter { !$0.isEmpty }
      let records = try json.map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
      #expect(records.map { $0["kind"] as? String } == ["hide", "hide"])
      #expect(records.map { $0["event"] as? String }.first == hide)
      #expect(records[0]["undone"] as? String == undone.text && records[1]["undone"] == nil)
      #expect(records[1]["reason"] as? String == "noemt een persoon")
      #expect((records[1]["author"] as? [String: Any])?["account"] as? String == "dina")
      // The text that was hidden is in neither.
      #expect(!(lines + json).contains { $0.contains("ziek") })
    }
    let nowhere = try joi.run("history", "anna-00000000000000099-k3v9q2xw", "--as", "anna")
    #expect(nowhere.ending == .exited(1) && nowhere.complaints.count == 1, "\(nowhere)")
  }

  @Test("What facilitators did, the latest first, and since when")
  func all() throws {
    var forum = forum(daysAgo: 20)
    let question = forum.ask("Vraag", by: "anna")
    let reply = forum.reply("Ik.", by: "bert", in: question)
    forum.add("answer", by: "anna", ["thread": .text(question), "post": .text(reply)])
    forum.add("pin", by: "dina", ["target": .text(question)])
    // Not the facilitator's to do.
    forum.add("unpin", by: "bert", ["target": .text(question)])
    forum.go(daysAgo: 3)
    let secret = forum.ask("Tarief", by: "bert", theme: "tarieven", room: "bedrijven")
    forum.add("close", by: "dina", room: "bedrijven", ["target": .text(secret), "reason": "klaar"])
    forum.add("answer", by: "dina", ["thread": .text(question), "post": .text(reply)])
    let joi = try Joi(forum: forum)
    func kinds(_ arguments: String...) throws -> [String] {
      let result = try joi.run(["history", "--json", "--as", "dina"] + arguments)
      #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
      return try result.lines.map { line in
        let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return record?["kind"] as? String ?? ""
      }
    }
    #expect(try kinds() == ["answer", "close", "pin"])
    #expect(try kinds("--since", "7d") == ["answer", "close"])
    #expect(try kinds("--since", "1d").isEmpty)
    #expect(try kinds(question, "--since", "7d") == ["answer"])
    #expect(try kinds(question) == ["answer", "pin", "answer"])
    // Since the last digest: before the first one that is a week; it moves nothing.
    #expect(try kinds("--since", "last") == ["answer", "close"])
    _ = try run(joi, "digest", "--since", "last")
    let kept = try File.read(mark(joi))
    #expect(try kinds("--since", "last").isEmpty)
    #expect(try File.read(mark(joi)) == kept)
    // What may not be read is not there.
    #expect(try joi.run("history", secret, "--as", "eva").ending == .exited(1))
  }

  @Test("F13: a facilitator's note is in nothing that a member can have printed")
  func notes() throws {
    var forum = forum()
    let question = forum.ask("Vraag", by: "anna")
    forum.reply("Ik.", by: "bert", in: question)
    forum.add("pin", by: "dina", ["target": .text(question)])
    forum.add(
      "note", by: "dina", room: "begeleiding", ["target": .text(question), "body": "GEHEIM: gebeld"])
    let joi = try Joi(forum: forum)
    #expect(try run(joi, "history", question).contains { $0.contains("GEHEIM") }, "facilitators see it")
    #expect(try run(joi, "history").contains { $0.contains("GEHEIM") })
    var commands = [
      ["threads"], ["threads", "--json"], ["thread", question], ["thread", question, "--json"],
      ["history", question], ["history", question, "--json"], ["history"], ["queue"], ["digest"],
      ["search", "--forum", "geheim"], ["search", "--forum", "gebeld", "--json"], ["unread"], ["whoami"],
      ["check"],
    ]
    for what in [["forum"], ["theme", "planning"], ["thread", question]] {
      for format in ["markdown", "mbox", "atom"] { commands.append(["export", "--format", format] + what) }
    }
    for account in ["anna", "eva"] {
      for command in commands {
        let result = try joi.run(command + (command == ["check"] ? [] : ["--as", account]))
        #expect(!(result.output + result.errors).contains("GEHEIM"), "\(command): \(result)")
        #expect(!result.output.contains("gebeld"), "\(command): \(result)")
      }
      #expect(try run(joi, "history", question, as: account).first?.contains("vastgezet") == true)
    }
    // Nor in what goes to all members.
    for format in DigestFormat.allCases {
      #expect(try !run(joi, "digest", "--format", format.rawValue).contains { $0.contains("GEHEIM") })
    }
  }
}
