import Glibc
import JOIModel
import Testing

/// Where accounts are those of the system the kernel holds everybody to what is theirs. Run as other accounts by
/// setpriv, so these tests need root, and fail without it.
@Suite("The forum's rights")
struct ForumRightsTests {
  private func setup() throws -> OwnedForum {
    let setup = try OwnedForum(identity: "unix")
    try setup.handOver()
    return setup
  }

  @Test("A member writes, and the log is the member's own")
  func writes() throws {
    let setup = try setup()
    let reply = try setup.shell(as: "bert", "echo hallo | $JOI reply $Q")
    let id = try #require(reply.sent, "\(reply)")
    let (forum, findings) = try setup.read()
    #expect(forum.post(id).map { forum.author($0) } == "bert")
    #expect(findings.isEmpty, "\(findings)")
    #expect(File.mode(setup.log("bert")) == 0o640)
    let who = try setup.shell(as: "bert", "USER=anna LOGNAME=anna $JOI whoami --json")
    #expect(
      who.output.contains(#""account" : "bert""#) || who.output.contains(#""account": "bert""#), "\(who)")
  }

  @Test("Nobody chooses another account by an option")
  func choosing() throws {
    let setup = try setup()
    let result = try setup.shell(as: "bert", "echo vals | $JOI reply --as anna $Q")
    #expect(result.ending != .exited(0) && result.sent == nil, "\(result)")
    #expect(try setup.lines("anna").count == 1)
    #expect(try setup.lines("bert").isEmpty)
  }

  @Test("B6: nobody writes in another's log, removes it, or puts a log in its place")
  func anothersLog() throws {
    let setup = try setup()
    let before = try File.read(setup.log("anna"))
    for line in [
      "echo '{}' >> $FORUM/leden/anna.jsonl", "rm -f $FORUM/leden/anna.jsonl", ": > $FORUM/leden/anna.jsonl",
      "mv $FORUM/leden/anna.jsonl $FORUM/leden/weg.jsonl",
      "ln $FORUM/leden/bert.jsonl $FORUM/leden/zoe.jsonl",
      "echo x > $FORUM/leden/zoe.jsonl", "rm -f $FORUM/leden/bert.jsonl",
      "chown 70001 $FORUM/leden/bert.jsonl",
    ] {
      let result = try setup.shell(as: "bert", line)
      #expect(result.ending != .exited(0), "\(line): \(result)")
    }
    #expect(try File.read(setup.log("anna")) == before)
    #expect(
      TemporaryFolder.names(in: "\(setup.root)/forum/leden") == OwnedForum.accounts.map { "\($0).jsonl" })
  }

  @Test("A room that is not for an account does not exist for it, whatever it asks")
  func anothersRoom() throws {
    let setup = try setup()
    #expect(try setup.shell(as: "anna", "$JOI threads").output.contains("Vraag in bedrijven"))
    for command in [
      "threads", "thread \(OwnedForum.secret)", "threads --theme thema-bedrijven",
      "reply \(OwnedForum.secret) </etc/hostname",
      "export --format markdown --thread \(OwnedForum.secret)",
    ] {
      let result = try setup.shell(as: "bert", "$JOI \(command)")
      #expect(
        !result.output.contains("bedrijven") && !result.errors.contains("Tekst in"), "\(command): \(result)")
      #expect(result.ending == .exited(0) || command != "threads", "\(command): \(result)")
      #expect(result.ending != .exited(0) || command == "threads", "\(command): \(result)")
    }
    #expect(try setup.shell(as: "bert", "cat $FORUM/bedrijven/anna.jsonl").ending != .exited(0))
  }

  /// The program's own rules are only a courtesy: a data root of one's own that says otherwise opens nothing.
  @Test("Saying so in a community.json of one's own opens no room")
  func ownCommunity() throws {
    let setup = try setup()
    let line = """
      cd $XDG_STATE_HOME && mkdir data && cp \(setup.root)/toolbox.json data/ && ln -s $FORUM data/forum
      sed 's/"companies"/"members"/; s/"facilitators"/"members"/g; s/"unix"/"demo"/' \(setup.root)/community.json > data/community.json
      grep -c members data/community.json >&2
      JOI_DATA=$XDG_STATE_HOME/data $JOI threads --as cora
      """
    let result = try setup.shell(as: "bert", line)
    #expect(result.output.contains("Vraag in leden"), "\(result)")
    #expect(!result.output.contains("bedrijven"), "\(result)")
  }

  @Test("B6: a log that belongs to another account than its name says does not count")
  func forged() throws {
    let setup = try setup()
    let line = try setup.lines("anna")[0].replacing("anna-", with: "dora-").replacing(
      "Vraag in", with: "Vervalst in")
    try File.write(line + "\n", to: setup.log("dora"))
    #expect(try setup.shell(as: "anna", "$JOI threads").output.contains("Vervalst in"))
    // dora's log, now bert's: somebody squatted the name.
    #expect(chown(setup.log("dora"), OwnedForum.uid("bert"), OwnedForum.gid("leden")) == 0)
    for account in ["anna", "cora"] {
      let threads = try setup.shell(as: account, "$JOI threads")
      #expect(threads.ending == .exited(0) && !threads.output.contains("Vervalst in"), "\(threads)")
    }
    #expect(try setup.read().findings.map(\.problem) == [.log(.wrongOwner(uid: OwnedForum.uid("bert")))])
    let reply = try setup.shell(as: "dora", "echo hallo | $JOI reply $Q")
    #expect(reply.ending == .exited(1) && reply.sent == nil, "\(reply)")
  }

  @Test("B6: a log that others may write does not count, and its owner is told when writing")
  func groupWritable() throws {
    let setup = try setup()
    #expect(chmod(setup.log("anna"), 0o660) == 0)
    #expect(try !setup.shell(as: "cora", "$JOI threads").output.contains("Vraag in leden"))
    let result = try setup.shell(as: "anna", "echo hallo | $JOI ask --theme thema-leden --title Hallo")
    #expect(
      result.ending == .exited(1) && result.errors.contains(Language.dutch.text(.writeNotYours)), "\(result)")
  }

  @Test("Whoever is no member sees no forum, also under a member's name")
  func stranger() throws {
    let setup = try setup()
    for groups in [[], [OwnedForum.gid("leden")]] as [[gid_t]] {
      let result = try setup.shell(as: "vreemd", groups: groups, "USER=anna $JOI threads")
      #expect(result.ending == .exited(1) && result.output.isEmpty, "\(result)")
      let reply = try setup.shell(as: "vreemd", groups: groups, "echo hallo | $JOI reply $Q")
      #expect(reply.ending == .exited(1) && reply.sent == nil, "\(reply)")
    }
  }

  @Test("A member who is in none of the groups sees no conversation, and nothing breaks")
  func noGroups() throws {
    let setup = try setup()
    let result = try setup.shell(as: "bert", groups: [], "$JOI threads")
    #expect(result.ending == .exited(0) && result.output.isEmpty, "\(result)")
  }

  @Test("Logs of root count: a restore, another region")
  func ofRoot() throws {
    let setup = try setup()
    #expect(chown(setup.log("anna"), 0, OwnedForum.gid("leden")) == 0)
    #expect(try setup.shell(as: "bert", "$JOI threads").output.contains("Vraag in leden"))
  }
}
