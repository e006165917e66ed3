import Foundation
import JOIModel
import Testing

/// Reading the forum from the command line: lists, conversations, rights.
@Suite("Forum: reading")
struct ForumReadingTests {
  private let dutch = Language.dutch

  private func json(_ result: Command.Result) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(result.bytes))
  }

  @Test("F1: a line a conversation, with its state, pinned ones first and then the latest")
  func list() throws {
    var forum = ForumFixture()
    let pinned = forum.thread(by: "fien", "Welkom")
    let answered = forum.thread(by: "anna", "Beantwoord", theme: "planning")
    let waiting = forum.thread(by: "bram", "Wacht")
    let closed = forum.thread(by: "bram", "Gesloten")
    forum.add("pin", by: "fien", ["target": .text(pinned)])
    let reply = forum.reply(by: "kees", answered)
    forum.add("answer", by: "anna", ["thread": .text(answered), "post": .text(reply)])
    forum.add("close", by: "fien", ["target": .text(closed), "reason": "Klaar."])
    let joi = try Joi(forum)
    func rows(_ arguments: String...) throws -> [[String]] {
      let result = try joi.run(["threads"] + arguments)
      #expect(result.ending == .exited(0), "\(result)")
      return result.lines.map { $0.split(separator: "\t").map(String.init) }
    }
    let all = try rows()
    #expect(all.map(\.first) == [pinned, answered, closed, waiting])
    #expect(
      all.map { $0[1] }
        == [Message.stateWaiting, .stateAnswered, .stateClosed, .stateWaiting].map { dutch.text($0) })
    #expect(all.map { $0[2] } == ["0", "1", "0", "0"])
    #expect(all.allSatisfy { $0.count == 6 && Timestamp($0[3]) != nil })
    #expect(all.map { $0[4] } == ["Verzuim", "Planning", "Verzuim", "Verzuim"])
    #expect(try rows("--theme", "planning").map(\.first) == [answered])
    #expect(try rows("--unanswered").map(\.first) == [pinned, waiting])
    #expect(try rows("--theme", "planning", "--unanswered").isEmpty)
    let records = try #require(try json(try joi.run("threads", "--json", "--lang", "en")) as? [[String: Any]])
    #expect(records.map { $0["id"] as? String } == [pinned, answered, closed, waiting])
    #expect(records.map { $0["state"] as? String } == ["waiting", "answered", "closed", "waiting"])
    #expect(records.map { $0["closed"] as? String } == [nil, nil, "Klaar.", nil])
    #expect(records[1]["answer"] as? String == reply)
    #expect(records[1]["themeName"] as? String == "Rosters")
    #expect(records[1]["posts"] == nil)
    let terminal = try joi.terminal("exec $JOI threads", width: 160)
    let screen = try terminal.wait("the table") { $0.exitStatus == 0 }
    let columns = [answered, waiting].compactMap { id in
      screen.rows.first { $0.hasPrefix(id) }?.range(of: "2026-")?.lowerBound
    }
    #expect(columns.count == 2 && columns[0] == columns[1], "columns on a terminal: \(screen)")
  }

  @Test("A conversation is read in the order of the tree, each post with the number of what it answers")
  func conversation() throws {
    var forum = ForumFixture()
    let thread = forum.thread(
      by: "anna", "Wie ruilt er?", tools: ["alfa", "nergens"], body: "Een *zin*\nloopt door.\n\n- punt")
    let first = forum.reply(
      by: "bram", thread, "Zie [hier](https://hier.example/a) en <https://daar.example/>.")
    _ = forum.reply(by: "cora", thread, "> citaat\n\nKijk naar [de meter](tool:beta) en [iets](tool:weg).")
    let nested = forum.reply(by: "fien", thread, to: first, "Dank.")
    forum.add("edit", by: "bram", ["post": .text(first), "body": "Nu [hier](https://hier.example/b)."])
    let joi = try Joi(forum)
    let shown = try joi.run("thread", thread)
    let posts = shown.output.components(separatedBy: "\n\n").map { $0.components(separatedBy: "\n") }
    try #require(posts.count == 5, "\(shown)")
    #expect(
      posts[0] == [
        "Wie ruilt er?", "Thema: Verzuim · 3 antwoorden · wacht op antwoord",
        "Over: Alfameter (alfa), onbekend: nergens, Betawijzer (beta), onbekend: weg",
      ])
    #expect(posts[1][0] == "1. Anna Aarts, Bakfiets BV")
    #expect(posts[1][1].hasSuffix(" · bericht \(thread)"))
    #expect(posts[1][2...] == ["Een zin loopt door.", "- punt"])
    #expect(posts[2][0] == "2. Bram Bos, Dozen NV")
    #expect(posts[2][1].contains(" · antwoord op 1 · gewijzigd · bericht \(first)"))
    #expect(posts[2][2] == "Nu hier (https://hier.example/b).")
    #expect(posts[3][0] == "3. Fien Faber [begeleider]")
    #expect(posts[3][1].contains(" · antwoord op 2 · "))
    #expect(posts[4][2...] == ["> citaat", "Kijk naar de meter (tool:beta) en iets (onbekend: weg).", ""])
    #expect(!shown.output.contains("\u{1B}"))
    #expect(try joi.run("thread", nested).output == shown.output, "any post of it names the conversation")

    let record = try #require(try json(try joi.run("thread", thread, "--json")) as? [String: Any])
    let list = try #require(record["posts"] as? [[String: Any]])
    #expect(list.map { $0["parent"] as? String } == [nil, thread, first, thread])
    #expect(
      list.map { ($0["author"] as? [String: Any])?["account"] as? String } == [
        "anna", "bram", "fien", "cora",
      ])
    #expect(list[0]["body"] as? String == "Een *zin*\nloopt door.\n\n- punt")
    #expect(list[1]["edited"] as? Bool == true)
  }

  @Test("On a terminal an address is a link of which the text is the address itself")
  func terminalLinks() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Waar?", body: "[Zie hier](https://hier.example/a).")
    let terminal = try Joi(forum).raw(shell: "exec $JOI thread \(thread)")
    #expect(terminal.ended() == .exited(0))
    let url = "https://hier.example/a"
    #expect(
      terminal.text.contains("Zie hier (\u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\)."),
      "\(terminal.text)")
    #expect(terminal.text.contains("\u{1B}[1mWaar?\u{1B}[0m"))
  }

  @Test("F7: posts that link tools that are not there, and no toolbox at all, stop nothing")
  func unknownTool() throws {
    var forum = ForumFixture()
    let thread = forum.thread(
      by: "anna", "Waar?", tools: ["nergens"], body: "[x](tool:nergens) [y](tool:../../x) [z](tool:)")
    let joi = try Joi(forum)
    let shown = try joi.run("thread", thread)
    #expect(shown.ending == .exited(0), "\(shown)")
    #expect(shown.lines.last == "x (onbekend: nergens) y z")
    for format in ["markdown", "mbox", "atom"] {
      #expect(try joi.run("export", "forum", "--format", format).ending == .exited(0))
    }
    let alone = try Joi(forum, nil)
    let bare = try alone.run("thread", thread)
    #expect(bare.ending == .exited(0), "\(bare)")
    #expect(bare.lines.contains("Over: nergens") && bare.lines.last == "x (tool:nergens) y z")
    #expect(try alone.run("threads").lines.count == 1)
    #expect(try alone.run("export", "forum").ending == .exited(0))
  }

  /// Every way to read the forum, but for `thread ID`.
  private func everything(_ joi: Joi, as account: String) throws -> String {
    let runs: [[String]] = [
      ["threads"], ["threads", "--json"], ["threads", "--unanswered"], ["search", "--forum", "tarief"],
      ["search", "--forum", "tarief", "--json"], ["search", "--forum", "thema:tarieven"],
      ["search", "--forum", "is:open"], ["search", "--forum", "Anna"], ["search", "tarief"],
      ["export", "forum"], ["export", "forum", "--format", "mbox"], ["export", "forum", "--format", "atom"],
      ["unread"], ["export", "theme", "verzuim"],
    ]
    return try runs.map { arguments in
      let result = try joi.run(arguments + ["--as", account])
      // What was asked for may be said again.
      return result.output
        + result.errors.replacing("\"tarief\"", with: "").replacing("\"thema:tarieven\"", with: "")
    }.joined(separator: "\n")
  }

  @Test("F16: for a member of a knowledge organisation the companies' room is not there, not even in a count")
  func companies() throws {
    var without = ForumFixture()
    let open = without.thread(by: "anna", "Alle leden", body: "Openbaar")
    _ = without.reply(by: "bram", open)
    var forum = without
    let secret = forum.thread(
      by: "bram", "Wat is jullie tarief?", in: "bedrijven", theme: "tarieven", body: "Tarief")
    _ = forum.reply(by: "anna", secret, in: "bedrijven", "Tarief")
    let joi = try Joi(forum)
    let bare = try Joi(without)
    let seen = try everything(joi, as: "kees")
    let expected = try everything(bare, as: "kees")
    #expect(seen == expected)
    for word in ["arief", "arieven", secret, "bedrijven"] { #expect(!seen.contains(word), "\(word)") }
    for arguments in [
      ["thread", secret], ["export", "thread", secret], ["threads", "--theme", "tarieven"],
      ["export", "theme", "tarieven"],
    ] {
      let (refused, absent) = (
        try joi.run(arguments + ["--as", "kees"]), try bare.run(arguments + ["--as", "kees"])
      )
      #expect(refused.ending == .exited(1) && refused.output.isEmpty)
      #expect(refused.errors == absent.errors)
    }
    for account in ["anna", "fien"] {
      let all = try everything(joi, as: account)
      for word in ["Wat is jullie tarief?", "Tarief", secret] {
        #expect(all.contains(word), "\(account): \(word)")
      }
      #expect(try joi.run("threads", "--as", account).lines.count == 2)
    }
    #expect(try joi.run("threads", "--as", "kees").lines.count == 1)
  }

  @Test("Guests: with none every subcommand says that there is no forum, with read they read")
  func guests() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Alle leden")
    _ = forum.thread(by: "anna", "Bedrijf", in: "bedrijven", theme: "tarieven")
    let closed = try Joi(forum)
    let runs: [[String]] = [
      ["threads"], ["threads", "--json"], ["thread", thread], ["search", "--forum", "leden"], ["unread"],
      ["export", "forum"], ["export", "thread", thread], ["ask", "--theme", "planning", "--title", "x"],
      ["reply", thread],
    ]
    for arguments in runs {
      let result = try closed.run(arguments + ["--as", "gast"])
      #expect(result.ending == .exited(1), "\(arguments): \(result)")
      #expect(result.output.isEmpty)
      #expect(result.errors == "joi-tui: \(dutch.text(.forumNotForYou, "gast"))\n")
    }
    #expect(try closed.run("whoami", "--as", "gast").lines.contains("rol: gast"))
    let nowhere = try Joi()
    for arguments in runs + [["whoami"]] {
      let result = try nowhere.run(arguments)
      #expect(result.ending == .exited(1) && result.output.isEmpty, "\(arguments): \(result)")
      #expect(result.errors == "joi-tui: \(dutch.text(.forumNotHere))\n")
    }
    forum.guests = "read"
    let read = try Joi(forum)
    #expect(try read.run("threads", "--as", "gast").lines.map { $0.prefix(thread.count) } == [thread[...]])
    #expect(try read.run("thread", thread, "--as", "gast").ending == .exited(0))
  }

  @Test("A community that can't be read is told, and exits with 1")
  func broken() throws {
    let joi = try Joi(ForumFixture())
    try File.write("{\"format\": \"joi-community/1\",", to: "\(joi.dataFolder)/community.json")
    for arguments in [["threads"], ["unread"], ["whoami"], ["threads", "--as", "anna"]] {
      let result = try joi.run(arguments)
      #expect(result.ending == .exited(1) && result.output.isEmpty)
      #expect(result.complaints.count == 1 && result.errors.contains("community.json:1:"), "\(result)")
    }
  }

  @Test("F24: unread is 3 with one line, and 0 with none once all is read; muted ones don't count")
  func unread() throws {
    var forum = ForumFixture()
    let now = Date()
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    // A first visit has two weeks to read.
    func at(_ days: Double) -> String { now.addingTimeInterval(-days * 86_400).formatted(format) }
    let old = forum.add(
      "thread", by: "anna", ["title": "Oud", "theme": "verzuim", "body": "x", "at": .text(at(20))])
    let thread = forum.add(
      "thread", by: "bram", ["title": "Nieuw", "theme": "verzuim", "body": "x", "at": .text(at(3))])
    forum.add("reply", by: "cora", ["thread": .text(thread), "body": "x", "at": .text(at(2))])
    let joi = try Joi(forum)
    func check(_ account: String, _ code: Int32, _ output: String, _ line: Int = #line) throws {
      let result = try joi.run("unread", "--as", account)
      #expect(result.ending == .exited(code), "line \(line): \(result)")
      #expect(result.output == output && result.errors.isEmpty, "line \(line): \(result)")
    }
    try check("kees", 3, "JOI: \(dutch.text(.homeUnreadMany, "2"))\n")
    try check("cora", 3, "JOI: \(dutch.text(.homeUnread, "1"))\n")
    #expect(
      try joi.run("unread", "--as", "kees", "--lang", "en").output
        == "JOI: \(Language.english.text(.homeUnreadMany, "2"))\n")
    let state = joi.folder.folder("state/joi-tui/as-kees")
    try File.write("{\"threads\": [{\"id\": \"\(thread)\", \"level\": \"mute\"}]}", to: "\(state)/watch.json")
    try check("kees", 0, "")
    try File.write("{\"threads\": []}", to: "\(state)/watch.json")
    try check("kees", 3, "JOI: \(dutch.text(.homeUnreadMany, "2"))\n")
    // All read, as the full-screen program keeps it.
    let until = Int(now.timeIntervalSince1970 * 1_000)
    try File.write(
      "{\"since\": 0, \"threads\": [{\"id\": \"\(thread)\", \"until\": \(until), \"read\": []}, "
        + "{\"id\": \"\(old)\", \"until\": \(until), \"read\": []}]}", to: "\(state)/read.json")
    try check("kees", 0, "")
    #expect(try joi.run("reply", thread, "--as", "anna", input: "Nog iets").ending == .exited(0))
    try check("kees", 3, "JOI: \(dutch.text(.homeUnread, "1"))\n")
    // What one wrote oneself is read.
    try check("anna", 3, "JOI: \(dutch.text(.homeUnreadMany, "2"))\n")
  }

  @Test("check lists what is wrong with community and logs, a line each")
  func check() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "Goed")
    let sound = try Joi(forum)
    let result = try sound.run("check")
    #expect(result.ending == .exited(0), "\(result)")
    let before = result.lines.count
    forum.add(line: "geen json", by: "anna")
    forum.add("retract", by: "bram", ["post": .text(thread)])
    forum.add(
      "thread", by: "kees",
      ["id": "anna-00000000000000001-k3v9q2xw", "title": "x", "theme": "y", "body": "z"])
    forum.add(bytes: Array("{".utf8), to: "forum/leden/cora.jsonl")
    forum.add(bytes: Array("x\n".utf8), to: "forum/leden/vreemd.jsonl")
    let joi = try Joi(forum)
    try File.write(
      forum.source.replacing("\"company\"", with: "\"bedrijf\"").replacing("\"guests\"", with: "\"gasten\""),
      to: "\(joi.dataFolder)/community.json")
    let found = try joi.run("check", "--lang", "en")
    #expect(found.ending == .exited(1))
    let places = [
      "community.json", "leden/anna.jsonl:2", "leden/bram.jsonl:1", "leden/kees.jsonl:1",
      "leden/cora.jsonl:1", "leden/vreemd.jsonl",
    ]
    for place in places { #expect(found.lines.contains { $0.contains(place) }, "\(place): \(found)") }
    #expect(found.lines.count > before + places.count)
    let records = try #require(try json(try joi.run("check", "--json")) as? [[String: Any]])
    #expect(records.count == found.lines.count)
  }
}
