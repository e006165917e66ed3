import Glibc
import JOIModel
import Testing

/// What a member with a shell can do beyond the program: nothing that the kernel does not allow, and nothing that another
/// member's program believes.
@Suite("Who may what, against a member with a shell")
struct MemberWithShellTests {
  private let dutch = Language.dutch

  /// A host on which bert has asked something.
  private func setup() throws -> (host: HostedForum, question: String) {
    let host = try HostedForum.whole()
    let result = try host.shell(as: "bert", "echo vraag | $JOI ask --theme planning --title Vraag")
    return (host, try #require(result.sent, "\(result)"))
  }

  private func event(_ account: String, _ word: String, _ fields: String) -> String {
    #"{"v":1,"id":"\#(account)-20990101000000000-aaaaaaaa","at":"2026-01-02T00:00:00.000Z","do":"\#(word)",\#(fields)}"#
  }

  @Test(
    "An act that is not one's own does not count, whoever writes it into a log",
    arguments: ["hide", "close", "pin", "retitle", "edit", "retract", "foreign id", "note", "answer"])
  func forgedAct(word: String) throws {
    let (host, question) = try setup()
    let before = try host.shell(as: "cora", "$JOI thread \(question) --json; $JOI threads").output
    let line =
      switch word {
      case "edit": event("anna", "edit", #""post":"\#(question)","body":"VERVALST""#)
      case "retract": event("anna", "retract", #""post":"\#(question)""#)
      case "retitle": event("anna", "retitle", #""target":"\#(question)","title":"VERVALST""#)
      case "foreign id": event("bert", "reply", #""thread":"\#(question)","body":"VERVALST""#)
      case "note": event("anna", "note", #""target":"\#(question)","body":"VERVALST""#)
      case "answer": event("anna", "answer", #""thread":"\#(question)","post":"\#(question)""#)
      default: event("anna", word, #""target":"\#(question)","reason":"VERVALST""#)
      }
    #expect(try host.shell(as: "anna", "echo '\(line)' >> $FORUM/leden/anna.jsonl").ending == .exited(0))
    #expect(try host.shell(as: "cora", "$JOI thread \(question) --json; $JOI threads").output == before)
    let check = try host.check()
    #expect(
      check.ending == .exited(1) && check.output.hasPrefix("\(host.log("anna")):1: "), "\(check)")
  }

  @Test("Nobody gives themselves a role, by no file")
  func forgedRole() throws {
    let (host, question) = try setup()
    let before = try host.snapshot()
    for line in [
      "echo '{}' > $DATA/community.json", "rm -f $DATA/community.json", "mv $DATA/community.json $DATA/weg",
      "touch $DATA/nieuw", "mkdir $DATA/map", "ln -s /tmp/x $DATA/forum/x", "mv $DATA/forum $DATA/weg",
      "flock -n $DATA/.lock true", "echo x > $DATA/.lock", "$JOI member role bert facilitator",
      "$JOI member add vreemd --name V --organisation firma", "$JOI member erase anna --yes",
      "$JOI post purge \(question) --yes", "$JOI room add nieuw --name-nl N --name-en N --readers members",
    ] {
      let result = try host.shell(as: "bert", line)
      #expect(result.ending != .exited(0), "\(line): \(result)")
    }
    #expect(try host.snapshot() == before)
    // A data folder of one's own may say anything: the act in the log is judged by the host's.
    let own = """
      cd $XDG_STATE_HOME && mkdir data && cp $DATA/toolbox.json data/ && ln -s $FORUM data/forum
      sed 's/"unix"/"demo"/; s/"uid": 70002/"roles": [{"role": "facilitator", "from": "2026-01-01"}]/' $DATA/community.json > data/community.json
      JOI_DATA=$XDG_STATE_HOME/data $JOI whoami --as bert
      """
    #expect(try host.shell(as: "bert", own).output.contains(dutch.text(.postFacilitator)))
    let line =
      #"{"v":1,"id":"bert-20990101000000000-aaaaaaaa","at":"2026-11-02T00:00:00.000Z","do":"hide","target":"\#(question)"}"#
    #expect(try host.shell(as: "bert", "echo '\(line)' >> $FORUM/leden/bert.jsonl").ending == .exited(0))
    #expect(try host.shell(as: "anna", "$JOI thread \(question)").output.contains("vraag"))
  }

  @Test(
    "What was said can't be rewritten, by its author neither",
    .enabled(if: GrowingFile.isKnown, "this file system has no append-only attribute"),
    arguments: [
      ": > LOG", "truncate -s 1 LOG", "printf x | dd of=LOG conv=notrunc", "rm -f LOG", "mv LOG LOG.weg",
      "sed -i s/vraag/anders/ LOG", "chattr -a LOG", "ln LOG $XDG_STATE_HOME/tweede", "chmod 600 LOG",
      "python3 -c 'import os,sys; os.pwrite(os.open(sys.argv[1], os.O_RDWR), b\"x\", 0)' LOG",
    ])
  func rewriting(line: String) throws {
    let (host, _) = try setup()
    let before = try host.snapshot()["/forum/leden/bert.jsonl"]
    let result = try host.shell(as: "bert", line.replacing("LOG", with: "$FORUM/leden/bert.jsonl"))
    #expect(result.ending != .exited(0), "\(result)")
    #expect(try host.snapshot()["/forum/leden/bert.jsonl"] == before)
    // Adding is what it is there for.
    #expect(try host.shell(as: "bert", "echo hallo | $JOI ask --theme planning --title Nog").sent != nil)
  }

  @Test("Another's log is neither made first, nor taken, nor locked")
  func anothersLog() throws {
    let (host, _) = try setup()
    let before = try host.snapshot()
    for line in [
      "echo x > $FORUM/leden/vreemd.jsonl", "echo x > $FORUM/meldingen/vreemd.jsonl",
      "mkdir $FORUM/leden/@zuid", "echo x >> $FORUM/leden/anna.jsonl", "rm -f $FORUM/leden/anna.jsonl",
      "mv $FORUM/leden/anna.jsonl $FORUM/leden/weg.jsonl", "ln -sf /tmp/x $FORUM/leden/anna.jsonl",
      "ln $FORUM/leden/bert.jsonl $FORUM/leden/zoe.jsonl", "chown bert $FORUM/leden/anna.jsonl",
      "mkdir $DATA/state/vreemd", "ls $DATA/state", "ls $DATA/state/anna", "cat $DATA/state/anna/read.json",
      "touch $DATA/state/anna/x", "mv $DATA/state/anna $DATA/state/weg", "rmdir $DATA/state/anna",
    ] {
      let result = try host.shell(as: "bert", line)
      #expect(result.ending != .exited(0) && result.output.isEmpty, "\(line): \(result)")
    }
    #expect(try host.snapshot() == before)
  }

  @Test("A state folder that another made is not written into")
  func anothersStateFolder() throws {
    let (host, question) = try setup()
    let shared = host.joi.folder.folder("gedeeld")
    #expect(chmod(shared, 0o1777) == 0)
    try host.done("install -d -m 777 -o bert \(shared)/joi-tui")
    let line = "echo hallo | XDG_STATE_HOME=\(shared) $JOI reply \(question)"
    #expect(try host.shell(as: "anna", line).ending != .exited(0))
    #expect(TemporaryFolder.names(in: "\(shared)/joi-tui").isEmpty)
    // It was the owner that was in the way.
    try host.done("chown anna \(shared)/joi-tui")
    #expect(try host.shell(as: "anna", line).ending == .exited(0))
  }

  @Test("A room that is for others is neither read, listed nor counted")
  func anothersRoom() throws {
    let (host, question) = try setup()
    let asked = try host.shell(as: "anna", "echo geheim | $JOI ask --theme tarieven --title Geheim")
    let secret = try #require(asked.sent, "\(asked)")
    _ = try host.shell(as: "cora", "echo x >> $FORUM/begeleiding/cora.jsonl")
    for room in ["bedrijven", "begeleiding"] {
      for line in [
        "ls $FORUM/\(room)", "ls $FORUM/\(room)/*.jsonl", "cat $FORUM/\(room)/anna.jsonl",
        "stat $FORUM/\(room)/anna.jsonl", "test -e $FORUM/\(room)/anna.jsonl", "cd $FORUM/\(room)",
        "find $FORUM/\(room) -type f | grep .", "wc -c $FORUM/\(room)/anna.jsonl",
      ] {
        let result = try host.shell(as: "bert", line)
        #expect(result.ending != .exited(0) && result.output.isEmpty, "\(line): \(result)")
      }
    }
    for command in [
      "threads", "threads --json", "thread \(secret)", "thread \(secret) --json", "search --forum geheim",
      "export forum", "export theme tarieven", "export thread \(secret)", "unread", "history \(secret)",
      "reply \(secret) </etc/hostname", "whoami", "check", "member export anna", "report",
      "digest --since 2026-01-01",
      "queue",
    ] {
      let result = try host.shell(as: "bert", "$JOI \(command)")
      #expect(!result.output.lowercased().contains("geheim"), "\(command): \(result)")
      #expect(!result.output.contains(secret), "\(command): \(result)")
    }
    #expect(try host.shell(as: "bert", "$JOI threads | wc -l").output == "1\n")
    #expect(try host.shell(as: "anna", "$JOI threads | wc -l").output == "2\n")
    // Of the flags the names can be tried, and then size and time are seen: that is told in docs/security.md.
    #expect(try host.shell(as: "anna", "$JOI member list >/dev/null; ls $FORUM/meldingen").output.isEmpty)
    let flag = event("anna", "flag", #""post":"\#(question)","reason":"GEHEIM""#)
    #expect(try host.shell(as: "anna", "echo '\(flag)' >> $FORUM/meldingen/anna.jsonl").ending == .exited(0))
    #expect(try host.shell(as: "bert", "cat $FORUM/meldingen/anna.jsonl").ending != .exited(0))
    #expect(try host.shell(as: "bert", "stat -c %s $FORUM/meldingen/anna.jsonl").ending == .exited(0))
  }

  @Test(
    "Erasing leaves logs that can't be rewritten, also when it was interrupted in between",
    .enabled(if: GrowingFile.isKnown, "this file system has no append-only attribute"))
  func erasing() throws {
    let (host, question) = try setup()
    #expect(try host.done("$JOI post purge \(question) --yes").output.contains("forum/leden/bert.jsonl"))
    #expect(try !File.text(host.log("bert")).contains("vraag"))
    for room in HostedForum.rooms { #expect(GrowingFile.isSet(host.log("bert", room)) == true, "\(room)") }
    for call in ["renameat", "ioctl", "fsync"] {
      for number in 1...6 {
        let sent = try host.shell(as: "bert", "echo GEHEIM | $JOI ask --theme planning --title Vraag")
        let id = try #require(sent.sent, "\(sent)")
        try host.shell(
          "strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(number) $JOI post purge \(id) --yes"
        )
        #expect(try host.shell("$JOI post purge \(id) --yes").ending == .exited(0))
        #expect(try !File.text(host.log("bert")).contains("GEHEIM"), "\(call) \(number)")
        #expect(GrowingFile.isSet(host.log("bert")) == true, "\(call) \(number)")
        #expect(try host.shell("ls -A $FORUM/leden").lines == ["anna.jsonl", "bert.jsonl", "cora.jsonl"])
      }
    }
    // What the system refuses leaves the log as it was, attribute and all.
    let sent = try host.shell(as: "bert", "echo GEHEIM | $JOI ask --theme planning --title Vraag")
    let id = try #require(sent.sent, "\(sent)")
    let refused = try host.shell(
      "strace -f -qq -o /dev/null -e trace=renameat -e inject=renameat:error=EIO $JOI post purge \(id) --yes")
    #expect(refused.ending == .exited(1), "\(refused)")
    #expect(try File.text(host.log("bert")).contains("GEHEIM") && GrowingFile.isSet(host.log("bert")) == true)
    try host.done("$JOI member erase bert --yes")
    for room in HostedForum.rooms { #expect(GrowingFile.isSet(host.log("bert", room)) == true, "\(room)") }
    #expect(try host.shell("$JOI member add bert --name B --organisation firma").ending == .exited(1))
  }
}
