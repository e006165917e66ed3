import Foundation
import JOIModel
import Testing

/// Texts of members that try to steer the terminal, the mail program or the reader's eyes.
@Suite("Forum: hostile text")
struct ForumHostileTests {
  /// Sequences of C0 and C1, OSC 52 and 8, DCS, APC, questions, an unfinished one; what reverses, hides or overwrites.
  private static let poison =
    "X\u{1B}c\u{1B}[31mY\u{1B}]52;c;UFdORUQ=\u{07}\u{1B}]8;;https://x.example\u{07}\u{1B}[6n\u{1B}P+q\u{1B}\\\u{1B}_a\u{1B}\\"
    + "\u{9B}6n\u{9D}0;titel\u{9C}\u{90}\u{202E}om\u{2066}ge\u{200B}keerd\u{FEFF}\u{AD}\u{E0041}\u{2028}\r\u{8}\u{7F}Z"
    + "&#27;]0;titel&#7;&#x9b;6n&#8238;\u{FFFE}\u{1B}]"

  /// Every text that a member or a careless administrator can fill.
  private static var forum: ForumFixture {
    var forum = ForumFixture()
    let bad = JSON.text(poison)
    for account in ["anna", "bram", "fien"] {
      forum.change(account) { $0["name"] = .text("N\(account) \(poison)") }
    }
    forum.organisations = forum.organisations.map { organisation in
      var organisation = organisation
      organisation["name"] = bad
      return organisation
    }
    let thread = forum.add(
      "thread", by: "anna",
      [
        "title": .text("T \(poison)"), "theme": .text("h \(poison)"), "tags": [bad], "tools": [bad, "alfa"],
        "body": bad,
      ])
    let sound = forum.thread(
      by: "anna", "Titel \(poison)",
      body: "\(poison)\n\n# \(poison)\n\n    \(poison)\n\n[\(poison)](https://x.example)")
    let reply = forum.reply(by: "bram", sound, poison)
    let second = forum.reply(by: "bram", thread, to: poison, poison)
    forum.add("edit", by: "bram", ["post": .text(reply), "body": .text("\(poison) \(poison)")])
    forum.add("retract", by: "bram", ["post": .text(second), "reason": bad])
    let third = forum.reply(by: "bram", sound, poison)
    forum.add("hide", by: "fien", ["target": .text(third), "reason": bad])
    forum.add("close", by: "fien", ["target": .text(sound), "reason": bad])
    forum.add("retitle", by: "fien", ["target": .text(thread), "title": .text("R \(poison)")])
    forum.add("move", by: "fien", ["target": .text(thread), "theme": bad])
    forum.add("link", by: "fien", ["target": .text(thread), "tool": bad])
    forum.add(poison, by: "anna", ["id": bad, "at": bad])
    forum.add("reply", by: "anna", ["id": bad, "thread": bad, "to": bad, "body": bad])
    forum.add("like", by: "anna", ["post": bad])
    forum.add(line: "\u{1B}]0;titel\u{07} \(poison)", by: "anna")
    forum.rooms = forum.rooms.map { room in
      var room = room
      room["name"] = Fixture.both(poison, poison)
      return room
    }
    return forum
  }

  /// Scalars that may stand in no output.
  private func forbidden(_ bytes: [UInt8]) -> Set<String> {
    let text = String(decoding: bytes, as: UTF8.self)
    return Set(
      text.unicodeScalars.filter { scalar in
        switch scalar.value {
        case 0x00..<0x09, 0x0B..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x2028...0x202E,
          0x2060...0x206F,
          0xFEFF, 0xE0000...0xE0FFF:
          true
        default: false
        }
      }.map { "U+" + String($0.value, radix: 16) })
  }

  @Test("A1, A2, A3, A4: nothing that members write steers the terminal, in any subcommand or export")
  func subcommands() throws {
    let forum = Self.forum
    let joi = try Joi(forum)
    let ids = try joi.run("threads").lines.map { String($0.prefix { $0 != "\t" }) }
    #expect(ids.count == 2)
    var runs: [[String]] = [
      ["threads"], ["threads", "--json"], ["whoami"], ["whoami", "--json"], ["search", "--forum", "X"],
      ["search", "--forum", "X", "--json"], ["unread"], ["check"], ["check", "--json"],
      ["whoami", "--as", Self.poison], ["threads", "--as", Self.poison], ["thread", Self.poison],
      ["threads", "--theme", Self.poison], ["search", "--forum", Self.poison],
      ["search", "--forum", "na:\(Self.poison)"],
      ["export", "thread", Self.poison], ["reply", Self.poison],
      ["ask", "--theme", Self.poison, "--title", "x"],
      ["ask", "--theme", "planning", "--tool", Self.poison, "--title", "x"], ["threads", "--\(Self.poison)"],
    ]
    for id in ids { runs += [["thread", id], ["thread", id, "--json"]] }
    for format in ["markdown", "mbox", "atom"] { runs.append(["export", "forum", "--format", format]) }
    for arguments in runs {
      let result = try joi.run(arguments, input: Array("x".utf8))
      #expect(forbidden(result.bytes) == [], "\(arguments.prefix(4))")
      #expect(forbidden(Array(result.errors.utf8)) == [], "\(arguments.prefix(4))")
      if case .exited(let code)? = result.ending {
        #expect(code <= 3)
      } else {
        Issue.record("\(arguments): \(result)")
      }
    }
  }

  @Test("A1: on a terminal too; the only sequences are bold and links of the program's own")
  func terminal() throws {
    let joi = try Joi(Self.forum)
    let ids = try joi.run("threads").lines.map { String($0.prefix { $0 != "\t" }) }
    for command in ["threads", "search --forum X", "whoami"] + ids.map({ "thread \($0)" }) {
      let terminal = try joi.raw(shell: "exec $JOI \(command)", width: 200, height: 60)
      #expect(terminal.ended() == .exited(0))
      var text = terminal.text
      for own in ["\u{1B}[1m", "\u{1B}[0m", "\u{1B}]8;;https://x.example\u{1B}\\", "\u{1B}]8;;\u{1B}\\"] {
        text = text.replacing(own, with: "")
      }
      // The terminal itself makes CR LF of LF.
      text = String(decoding: text.utf8.filter { $0 != 0x0D }, as: UTF8.self)
      #expect(forbidden(Array(text.utf8)) == [], "\(command)")
    }
  }

  @Test("A4: what CR would overwrite is seen, and a field is one line")
  func carriageReturn() throws {
    var forum = ForumFixture()
    let thread = forum.thread(by: "anna", "ECHT\rVALS\nREGEL\tTAB")
    let joi = try Joi(forum)
    let line = try joi.run("threads").lines
    #expect(line.count == 1)
    #expect(line.first?.split(separator: "\t").last == "ECHT\u{240D}VALS REGEL TAB")
    #expect(try joi.run("thread", thread).lines.first == "ECHT\u{240D}VALS REGEL TAB")
    let subjects = try joi.run("export", "forum", "--format", "mbox").lines.filter {
      $0.hasPrefix("Subject:")
    }
    #expect(subjects.count == 1)
  }

  @Test("A6: the badge goes by the account: a look-alike gets none")
  func badge() throws {
    var forum = ForumFixture()
    forum.change("anna") { $0["name"] = "Fien Faber" }
    forum.change("bram") { $0["name"] = "\u{424}ien Faber" }
    forum.change("cora") { $0["name"] = "Begeleider" }
    let thread = forum.thread(by: "anna", "Wie is wie?")
    for account in ["bram", "cora", "fien"] { _ = forum.reply(by: account, thread) }
    let joi = try Joi(forum)
    let badge = "[\(Language.dutch.text(.postFacilitator))]"
    let shown = try joi.run("thread", thread)
    #expect(shown.lines.filter { $0.contains(badge) } == ["4. Fien Faber \(badge)"], "\(shown)")
    let record = try #require(
      try JSONSerialization.jsonObject(with: Data(try joi.run("thread", thread, "--json").bytes))
        as? [String: Any])
    let posts = try #require(record["posts"] as? [[String: Any]])
    #expect(
      posts.map { ($0["author"] as? [String: Any])?["facilitator"] as? Bool } == [false, false, false, true])
    for format in ["mbox", "atom"] {
      let text = try joi.run("export", "forum", "--format", format).output
      #expect(text.components(separatedBy: badge).count == 2, "\(format): once")
    }
    #expect(try joi.run("export", "forum").output.components(separatedBy: "\\[begeleider\\]").count == 2)
    #expect(try joi.run("search", "--forum", "Ik").lines.filter { $0.contains(badge) }.count == 1)
  }

  @Test("A6: two accounts that differ by how they are composed are none")
  func twins() throws {
    var forum = ForumFixture()
    forum.members.append(ForumFixture.member("re\u{301}ne", "René", "bakfiets"))
    forum.members.append(ForumFixture.member("r\u{E9}ne", "René", "bakfiets"))
    let found = try Joi(forum).run("check", "--lang", "en")
    #expect(found.ending == .exited(1))
    #expect(
      found.lines.filter { $0.contains("members[5].account") || $0.contains("members[6].account") }.count
        == 2, "\(found)")
  }
}
