import Foundation
import Glibc
import JOIModel
import Testing

/// Erasing when it is interrupted, not allowed, or led elsewhere: each file is the old one or the new one.
@Suite("F26: erasing when something is in the way")
struct EraseFaultTests {
  private let dutch = Language.dutch

  /// community.json without the moment at which a role ended.
  private func timeless(_ snapshot: [String: String]) -> [String: String] {
    snapshot.mapValues { facts in
      let parts = facts.split(separator: " ")
      guard parts.count == 4, let bytes = Data(base64Encoded: String(parts[3])) else { return facts }
      let text = String(decoding: bytes, as: UTF8.self)
      return parts.prefix(3).joined(separator: " ") + text.replacing(/"until": "[^"]*"/, with: "until")
    }
  }

  @Test("F26: killed at any system call, each file is whole, and the command given again finishes")
  func killed() throws {
    let template = try ErasureForum()
    let old = try template.snapshot()
    _ = try template.joi.run("member", "erase", "zeb", "--yes")
    let new = try timeless(template.snapshot())
    var (interrupted, partly) = (0, 0)
    for call in ["renameat", "fsync", "write", "fchmod", "unlinkat"] {
      for number in 1...40 {
        // The same files at the same place.
        try restore(template, old)
        let inject = "-e trace=\(call) -e inject=\(call):signal=KILL:when=\(number)"
        let run = try template.joi.shell(
          "strace -f -qq -o /dev/null \(inject) $JOI member erase zeb --yes --name '\(ErasureForum.name)'")
        if run.ending == .exited(1) { break }
        interrupted += 1
        let found = try timeless(template.snapshot())
        let before = timeless(old)
        for (path, facts) in found {
          if let was = before[path] {
            #expect(facts == was || facts == new[path], "\(path) after \(call) \(number)")
          } else {
            #expect(path.contains("/.") && path.contains(".erase-"), "\(path) after \(call) \(number)")
          }
        }
        let changed = template.logs.filter { found[$0] != before[$0] }.count
        if changed > 0, changed < template.logs.count { partly += 1 }
        // The name goes last: until then the command knows what to search for.
        let file = "\(template.root)/community.json"
        if changed < template.logs.count { #expect(found[file] == before[file], "after \(call) \(number)") }
        let again = try template.joi.run("member", "erase", "zeb", "--yes", "--name", ErasureForum.name)
        #expect(again.ending == .exited(1) && again.errors.isEmpty, "\(again)")
        #expect(try timeless(template.snapshot()) == new, "after \(call) \(number)")
      }
    }
    #expect(interrupted >= 20 && partly >= 3, "\(interrupted) interrupted, \(partly) between two logs")
  }

  private func restore(_ setup: ErasureForum, _ snapshot: [String: String]) throws {
    for path in try setup.snapshot().keys where snapshot[path] == nil { unlink(path) }
    for (path, facts) in snapshot {
      let parts = facts.split(separator: " ")
      guard parts.count == 4, let bytes = Data(base64Encoded: String(parts[3])) else { continue }
      if try Data(File.read(path)) != bytes { try File.write(Array(bytes), to: path) }
    }
  }

  @Test("F26: what the system refuses is told in its words, and what was done before by name")
  func refusedBySystem() throws {
    let setup = try ErasureForum()
    let before = try setup.snapshot()
    func run(_ call: String, _ number: Int, _ error: String) throws -> Command.Result {
      try setup.joi.shell(
        "strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):error=\(error):when=\(number)"
          + " $JOI member erase zeb --yes")
    }
    // As with an append-only log (chattr +a).
    let first = try run("renameat", 1, "EPERM")
    #expect(first.ending == .exited(1) && first.output.isEmpty, "\(first)")
    #expect(
      first.complaints == [
        dutch.text(.eraseFailed, "forum/bedrijven/zeb.jsonl", "Operation not permitted"),
        dutch.text(.eraseNothingDone),
      ])
    #expect(try setup.snapshot() == before)
    for (call, error, sentence) in [
      ("write", "ENOSPC", "No space left on device"), ("fsync", "EIO", "Input/output error"),
      ("fchmod", "EPERM", "Operation not permitted"),
    ] {
      // The second new file: the first one goes too.
      let result = try run(call, 2, error)
      #expect(
        result.ending == .exited(1) && result.complaints.first?.hasSuffix(sentence) == true, "\(result)")
      #expect(result.complaints.last == dutch.text(.eraseNothingDone))
      #expect(try setup.snapshot() == before, "\(call)")
    }
    let second = try run("renameat", 3, "EPERM")
    #expect(
      second.complaints.last
        == dutch.text(.erasePartlyDone, "forum/bedrijven/zeb.jsonl, forum/begeleiding/zeb.jsonl"), "\(second)"
    )
    #expect(try Set(setup.snapshot().keys) == Set(before.keys))
    #expect(try setup.joi.run("member", "erase", "zeb", "--yes").errors.isEmpty)
    #expect(try setup.grep(ErasureForum.secret).isEmpty)
    // A limit on the size of files is no different.
    let small = try ErasureForum()
    let whole = try small.snapshot()
    let limited = try small.joi.shell("ulimit -f 1; $JOI member erase zeb --yes")
    #expect(limited.ending == .exited(1) && limited.errors.contains("File too large"), "\(limited)")
    #expect(try small.snapshot() == whole)
  }

  @Test(
    "F26: links, second names, FIFOs and folders in a log's place are refused, and what they lead to is unchanged",
    arguments: ["link", "hard link", "fifo", "folder", "room", "region", "community"])
  func ledElsewhere(how: String) throws {
    let setup = try ErasureForum()
    let victim = "\(setup.joi.folder.path)/victim"
    let log = setup.log("zeb")
    let text = try File.read(log)
    try File.write(text, to: victim)
    var refused = "forum/leden/zeb.jsonl"
    switch how {
    case "link":
      unlink(log)
      symlink(victim, log)
    case "hard link":
      unlink(log)
      link(victim, log)
    case "fifo":
      unlink(log)
      mkfifo(log, 0o644)
    case "folder":
      unlink(log)
      mkdir(log, 0o755)
    case "room":
      setup.joi.folder.folder("elders")
      try File.write(text, to: "\(setup.joi.folder.path)/elders/zeb.jsonl")
      symlink("\(setup.joi.folder.path)/elders", "\(setup.root)/forum/kamer")
      refused = "forum/kamer"
    case "region":
      setup.joi.folder.folder("elders")
      symlink("\(setup.joi.folder.path)/elders", "\(setup.root)/forum/leden/@zuid")
      refused = "forum/leden/@zuid"
    default:
      let file = "\(setup.root)/community.json"
      rename(file, "\(setup.joi.folder.path)/community")
      symlink("\(setup.joi.folder.path)/community", file)
      refused = "community.json"
    }
    let before = try setup.snapshot()
    for arguments in [
      ["member", "erase", how == "region" ? "zeb@zuid" : "zeb", "--yes"],
      ["post", "purge", how == "region" ? "\(setup.zebs)@zuid" : setup.zebs, "--yes"],
      ["member", "erase", how == "region" ? "zeb@zuid" : "zeb"],
    ] {
      let result = try setup.joi.run(arguments)
      #expect(result.ending == .exited(1) && result.output.isEmpty, "\(result)")
      let what = how == "hard link" ? Message.eraseNotAlone : .eraseNotPlain
      #expect(
        result.complaints == [
          dutch.text(.eraseFailed, refused, dutch.text(what)), dutch.text(.eraseNothingDone),
        ])
    }
    #expect(try setup.snapshot() == before)
    #expect(try File.read(victim) == text)
  }

  @Test("F26: who may not write the files is told so, and so is another account's log")
  func notAllowed() throws {
    let owned = try OwnedForum(identity: "unix")
    try owned.handOver()
    func snapshot() throws -> String {
      try File.text(owned.log("anna")) + File.text("\(owned.root)/community.json")
    }
    let before = try snapshot()
    for line in ["member erase anna --yes", "post purge \(OwnedForum.question) --yes", "member erase anna"] {
      let own = try owned.shell(as: "anna", groups: OwnedForum.rooms.map(OwnedForum.gid), "$JOI \(line)")
      #expect(own.ending == .exited(1) && own.output.isEmpty && own.complaints.count == 2, "\(own)")
      #expect(own.complaints.first?.hasSuffix(": Permission denied") == true, "\(own)")
    }
    let bert = try owned.shell(as: "bert", "$JOI member export anna")
    #expect(bert.ending == .exited(1) && bert.output.isEmpty && bert.complaints.count == 1, "\(bert)")
    #expect(try snapshot() == before)
    // The administrator may, and the log stays the member's.
    #expect(try owned.joi.run("member", "export", "anna").ending == .exited(0))
    let done = try owned.joi.run("member", "erase", "anna", "--yes")
    #expect(done.ending == .exited(0), "\(done)")
    var status = stat()
    #expect(stat(owned.log("anna"), &status) == 0)
    #expect(status.st_uid == OwnedForum.uid("anna") && status.st_gid == OwnedForum.gid("leden"))
    #expect(status.st_mode & 0o7777 == 0o640)
    #expect(try owned.joi.run("check").ending == .exited(0))
    #expect(try owned.read().forum.threads.count == 2)
    let posted = try owned.shell(as: "anna", "echo x | $JOI reply $Q")
    #expect(posted.ending == .exited(1) && posted.sent == nil, "\(posted)")
    // While one only tries out: whoever may write in the folder, but not the file.
    let demo = try OwnedForum()
    try demo.handOver()
    #expect(chmod("\(demo.root)/forum/leden", 0o777) == 0)
    let other = try demo.shell(
      as: "anna", groups: OwnedForum.rooms.map(OwnedForum.gid), "$JOI member erase bert --yes")
    #expect(other.ending == .exited(1) && other.output.isEmpty, "\(other)")
    #expect(
      other.complaints.first == dutch.text(.eraseFailed, "forum/leden/bert.jsonl", dutch.text(.eraseForeign)),
      "\(other)")
    // A log that came from somebody else.
    try File.write("{}\n", to: owned.log("bert"))
    #expect(chown(owned.log("bert"), 4_711, 0) == 0)
    let foreign = try owned.joi.run("member", "erase", "bert", "--yes")
    #expect(
      foreign.complaints.first
        == dutch.text(.eraseFailed, "forum/leden/bert.jsonl", dutch.text(.eraseForeign)), "\(foreign)")
  }

  @Test("F26: a log that somebody is about to write into keeps its name until that is done")
  func heldOpen() throws {
    let setup = try ErasureForum()
    let log = setup.log("anna")
    // As a program that has opened the log and not written yet.
    let writer = open(log, O_WRONLY | O_APPEND | O_CLOEXEC)
    #expect(writer >= 0)
    let ready = "\(setup.joi.folder.path)/ready"
    // Late with the change of the name, so that writing in between would be lost; each look at the old file is noted.
    let strace = "strace -f -qq -o \(ready) -e trace=fcntl,renameat -e inject=renameat:delay_enter=1000000"
    let line = "\(strace) $JOI post purge \(setup.quote) --yes >purged 2>&1 & echo $!"
    #expect(try setup.joi.shell(line).ending == .exited(0))
    // It has asked for the log to itself, or goes ahead without.
    let deadline = ContinuousClock.now + .seconds(Patience.seconds)
    while ContinuousClock.now < deadline, !((try? File.text(ready)) ?? "").contains(/F_SETLEASE|renameat/) {
      usleep(Patience.step)
    }
    let event =
      #"{"v":1,"id":"anna-20260401000000000-aaaaaaaa","at":"2026-04-01T00:00:00.000Z","do":"like","post":"\#(setup.zebs)"}"#
      + "\n"
    #expect(event.utf8.count == write(writer, event, event.utf8.count))
    close(writer)
    while ContinuousClock.now < deadline,
      ((try? File.text("\(setup.joi.workFolder)/purged")) ?? "").contains(dutch.text(.eraseBeyond)) == false
    {
      usleep(Patience.step)
    }
    let text = try File.text(log)
    #expect(text.contains("anna-20260401000000000-aaaaaaaa") && !text.contains("QUIST"))
  }

  @Test("F26: a post that is written while another one is purged is not lost")
  func writtenMeanwhile() throws {
    let setup = try ErasureForum { forum in
      for number in 0..<40 {
        forum.add(
          "reply", by: "bram",
          [
            "id": .text("bram-20260101000\(1_000 + number)00-aaaaaaaa"), "thread": "x",
            "body": .text("WEG\(number) " + String(repeating: "lang ", count: 2_000)),
          ])
      }
    }
    let done = "\(setup.joi.folder.path)/done"
    let result = try setup.joi.shell(
      """
      (i=0; while [ $i -lt 60 ]; do echo "BLIJF$i" | $JOI reply \(setup.question) --as bram; i=$((i+1)); done
       touch \(done)) >sent 2>failed &
      i=1000; while [ $i -lt 1040 ]; do $JOI post purge bram-20260101000${i}00-aaaaaaaa --yes >>purged || echo $i; i=$((i+1)); done
      wait
      """)
    #expect(result.ending == .exited(0) && result.output.isEmpty, "\(result)")
    let log = try File.text(setup.log("bram"))
    let sent = try File.text("\(setup.joi.workFolder)/sent").split(separator: "\n").map {
      $0.dropFirst("verstuurd ".count)
    }
    #expect(sent.count > 20)
    for id in sent { #expect(log.contains("\"id\":\"\(id)\""), "\(id) was sent and is not there") }
    #expect(!log.contains("WEG"))
    #expect(try !setup.joi.run("check").output.contains(dutch.start(of: .logDuplicateID)))
  }
}
