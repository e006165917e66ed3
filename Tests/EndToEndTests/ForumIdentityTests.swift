import Foundation
import Glibc
import JOIModel
import Testing

/// Who the forum takes somebody for.
@Suite("Forum: identity")
struct ForumIdentityTests {
  private let dutch = Language.dutch

  /// A forum of accounts of the system, in which the tests' own account is a member called anna.
  private func unix() -> ForumFixture {
    var forum = ForumFixture()
    forum.identity = "unix"
    for (at, account) in ["anna", "bram", "cora", "kees", "fien"].enumerated() {
      let uid = account == "anna" ? Int(getuid()) : 70_000 + at
      forum.members[at] = ForumFixture.member(
        account, "\(account.prefix(1).uppercased())\(account.dropFirst())",
        account == "fien" ? nil : "bakfiets",
        isFacilitator: account == "fien", uid: uid)
    }
    return forum
  }

  @Test("F15: who one is comes from the user id and not from the environment")
  func environment() throws {
    var forum = unix()
    let thread = forum.thread(by: "anna", "Wie ben ik?")
    let joi = try Joi(forum)
    let expected = [
      "account: anna", "naam: Anna", "organisatie: Bakfiets BV", "rol: lid",
      "identiteit: \(dutch.text(.cliForumUnix))",
    ]
    #expect(try joi.run("whoami").lines == expected)
    let posing = joi.with(["USER": "fien", "LOGNAME": "fien", "USERNAME": "fien", "SUDO_USER": "fien"])
    #expect(try posing.run("whoami").lines == expected)
    let reply = try posing.run("reply", thread, input: "Ik ben het")
    #expect(reply.ending == .exited(0) && reply.output.hasPrefix("verstuurd anna-"), "\(reply)")
    #expect(try joi.log("anna").count == 2)
    #expect(TemporaryFolder.names(in: "\(joi.dataFolder)/forum/leden") == ["anna.jsonl"])
    #expect(try joi.run("thread", thread).lines.contains { $0.hasPrefix("2. Anna") })
  }

  @Test("Somebody who is no member is a guest, with the system's name")
  func stranger() throws {
    var forum = unix()
    forum.members[0]["uid"] = 70_009
    let joi = try Joi(forum)
    let whoami = try joi.run("whoami")
    #expect(
      whoami.lines == [
        "account: \(Viewer.systemName(getuid()))", "rol: gast", "identiteit: \(dutch.text(.cliForumUnix))",
      ], "\(whoami)")
    #expect(
      try joi.run("threads").errors
        == "joi-tui: \(dutch.text(.forumNotForYou, Viewer.systemName(getuid())))\n")
  }

  @Test("B4: with accounts of the system --as is refused, whatever it names")
  func asRefused() throws {
    var forum = unix()
    let thread = forum.thread(by: "anna", "Wie ben ik?")
    let joi = try Joi(forum)
    for account in ["fien", "anna", "niemand", ""] {
      for arguments in [
        ["threads"], ["thread", thread], ["search", "--forum", "wie"], ["unread"], ["whoami"],
        ["export", "forum"],
        ["ask", "--theme", "planning", "--title", "x"], ["reply", thread],
      ] {
        let result = try joi.run(arguments + ["--as", account], input: Array("Tekst".utf8))
        #expect(result.ending == .exited(2), "\(arguments): \(result)")
        #expect(result.output.isEmpty)
        #expect(result.errors == "\(dutch.text(.cliNotDemo))\n")
      }
    }
    #expect(try joi.log("anna").count == 1)
    #expect(!File.exists(joi.stateFolder))
  }

  @Test("While trying out --as chooses a member, and whoever is none is a guest")
  func demo() throws {
    let joi = try Joi(ForumFixture())
    func lines(_ arguments: String...) throws -> [String] { try joi.run(["whoami"] + arguments).lines }
    let identity = "identiteit: \(dutch.text(.cliForumDemo))"
    #expect(
      try lines() == ["account: anna", "naam: Anna Aarts", "organisatie: Bakfiets BV", "rol: lid", identity])
    #expect(
      try lines("--as", "fien") == ["account: fien", "naam: Fien Faber", "rol: lid, begeleider", identity])
    #expect(try lines("--as", "zomaar") == ["account: zomaar", "rol: gast", identity])
    let json = try joi.run("whoami", "--as", "kees", "--json", "--lang", "en")
    let record = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    #expect(record["account"] as? String == "kees" && record["name"] as? String == "Kees Kok")
    #expect(record["organisation"] as? String == "Lyceum Oost")
    #expect(record["roles"] as? [String] == ["member"])
    #expect(record["identity"] as? String == "demo")
  }

  @Test("D1: ids and accounts that would be paths are none")
  func paths() throws {
    var forum = ForumFixture()
    forum.guests = "read"
    _ = forum.thread(by: "anna", "Alle leden")
    let joi = try Joi(forum)
    let before = TemporaryFolder.names(in: joi.folder.path)
    let names = [
      "../../x", "..", ".", "/etc/passwd", "a/b", "anna/../fien", "", "-", String(repeating: "a", count: 300),
      "anna\n", "\u{202E}anna", "ANNA", "anna@zuid",
    ]
    for name in names {
      for arguments in [["thread", "--", name], ["reply", "--", name], ["export", "thread", "--", name]] {
        let result = try joi.run(arguments, input: Array("Tekst".utf8))
        #expect(result.ending == .exited(1), "\(arguments): \(result)")
        #expect(result.errors == "\(dutch.text(.cliForumNoSuchPost, SafeText.field(name)))\n")
      }
      if name.isEmpty { continue }
      for arguments in [["threads", "--theme=\(name)"], ["export", "theme", "--", name]] {
        let result = try joi.run(arguments)
        #expect(result.ending == .exited(1), "\(arguments): \(result)")
        #expect(result.errors.hasPrefix("joi-tui: er is geen thema \""), "\(result)")
      }
      let account = "--as=\(name)"
      #expect(try joi.run("whoami", account).lines.contains("rol: gast"), "\(name)")
      _ = try joi.run("unread", account)
      let refused = try joi.run("ask", account, "--theme", "planning", "--title", "x", input: "Tekst")
      #expect(refused.ending == .exited(1) && refused.errors == "joi-tui: \(dutch.text(.refusedGuest))\n")
    }
    #expect(TemporaryFolder.names(in: joi.folder.path) == before)
    #expect(TemporaryFolder.names(in: "\(joi.dataFolder)/forum") == ["bedrijven", "leden", "meldingen"])
    #expect(TemporaryFolder.names(in: "\(joi.dataFolder)/forum/leden") == ["anna.jsonl"])
    #expect(TemporaryFolder.names(in: joi.workFolder).isEmpty)
  }
}
