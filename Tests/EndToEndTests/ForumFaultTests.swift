import Dispatch
import Glibc
import JOIModel
import Synchronization
import Testing

/// What was acknowledged is there, whatever happens to the program that wrote it.
@Suite("The forum when things go wrong")
struct ForumFaultTests {
  // MARK: Killed

  private struct Tally {
    var acknowledged: [(id: String, text: String)] = []
    var killed = 0
    var silent = 0
    var failures: [String] = []
  }

  /// Delays spread over the time that one reply takes just then; now and then one runs to its end, to learn that time.
  @Test("A program that is killed at a thousand moments loses nothing that it acknowledged")
  func killed() throws {
    let setup = try OwnedForum()
    let binary = try Binary.path()
    let seed: UInt64 = 20_261_124
    let tally = Mutex(Tally())
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      let account = OwnedForum.accounts[worker]
      var random = Random(seed: seed &+ UInt64(worker))
      let (text, out) = ("\(setup.joi.folder.path)/in-\(worker)", "\(setup.joi.folder.path)/out-\(worker)")
      var span: UInt64 = 40_000
      var (kills, round) = (0, 0)
      while kills < 250 {
        round += 1
        let body =
          "bericht \(worker)-\(round) " + String(repeating: "x", count: random.below(10) == 0 ? 20_000 : 40)
        do {
          try File.write(body, to: text)
          let begin = ContinuousClock.now
          let child = try Child(
            [binary, "reply", "--as", account, OwnedForum.question], environment: setup.joi.environment,
            streams: [
              .init(descriptor: 0, path: text, flags: O_RDONLY),
              .init(descriptor: 1, path: out, flags: O_WRONLY | O_CREAT | O_TRUNC),
              .init(descriptor: 2, path: "/dev/null", flags: O_WRONLY),
            ])
          if round % 20 == 1 {
            guard child.wait() == .exited(0) else { throw SystemFailure("a reply that nobody killed") }
            let took = (ContinuousClock.now - begin).components
            span = UInt64(took.seconds) * 1_000_000 + UInt64(took.attoseconds / 1_000_000_000_000)
          } else {
            usleep(useconds_t(random.below(Int(span * 13 / 10) + 1)))
            Glibc.kill(child.pid, SIGKILL)
            var status: Int32 = 0
            while waitpid(child.pid, &status, 0) < 0, errno == EINTR {}
            kills += 1
          }
          let result = Command.Result(bytes: try File.read(out), errors: "", ending: nil)
          tally.withLock {
            if let id = result.sent { $0.acknowledged.append((id, body)) } else { $0.silent += 1 }
          }
        } catch {
          tally.withLock { $0.failures.append("\(account), round \(round): \(error)") }
          return
        }
      }
      tally.withLock { $0.killed += kills }
    }
    let sum = tally.withLock { $0 }
    #expect(sum.failures.isEmpty, "seed \(seed)")
    #expect(sum.killed == 1_000)
    // Both sides of the acknowledgement were reached, or nothing was tried.
    #expect(sum.acknowledged.count > 100 && sum.silent > 100, "\(sum.acknowledged.count), \(sum.silent)")
    let (forum, findings) = try setup.read()
    let lost = sum.acknowledged.filter { id, text in
      forum.post(id).flatMap { forum.body($0) } != text
    }
    #expect(lost.isEmpty, "seed \(seed): \(lost.prefix(3))")
    // What was torn is told and costs nothing else.
    #expect(findings.allSatisfy { [.json(.syntax), .log(.torn)].contains($0.problem) }, "\(findings)")
    for account in OwnedForum.accounts {
      let last = try setup.joi.shell("echo nog eens | $JOI reply --as \(account) \(OwnedForum.question)")
      let id = try #require(last.sent, "\(last)")
      #expect(try setup.read().forum.post(id) != nil)
    }
  }

  // MARK: Two at once

  @Test("C1: eight programs of one member that write fifty posts each at once lose none")
  func eightAtOnce() throws {
    let setup = try OwnedForum()
    let line = """
      for p in 1 2 3 4 5 6 7 8; do
        (for i in $(seq 50); do echo "van $p, nummer $i" | $JOI reply --as bert \(OwnedForum.question) || exit 1; done) &
      done; wait
      """
    let result = try setup.joi.shell(line)
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    let ids = result.lines.map { $0.replacing("verstuurd ", with: "") }
    #expect(ids.count == 400 && Set(ids).count == 400)
    let lines = try setup.lines("bert")
    #expect(lines.count == 400)
    let (forum, findings) = try setup.read()
    #expect(findings.allSatisfy { $0.problem == .log(.clockBack) }, "\(findings)")
    let bodies = ids.compactMap { forum.post($0).flatMap { forum.body($0) } }
    #expect(
      Set(bodies.map { $0.trimming("\n") })
        == Set((1...8).flatMap { p in (1...50).map { "van \(p), nummer \($0)" } }))
  }

  // MARK: In which order

  @Test("Write, then fsync of the log, then the acknowledgement; and no mapping of a log")
  func order() throws {
    let setup = try OwnedForum()
    let trace = "\(setup.joi.folder.path)/trace"
    let calls = "trace=openat,write,writev,pwrite64,fsync,fdatasync,flock,mmap,ftruncate,rename"
    for (room, id, wasThere) in [
      ("leden", OwnedForum.question, false), ("leden", OwnedForum.question, true),
    ] {
      let result = try setup.joi.shell(
        "echo antwoord | exec strace -f -y -qq -s 64 -o \(trace) -e \(calls) $JOI reply --as bert \(id)")
      #expect(result.sent != nil, "\(result)")
      let lines = try File.text(trace).split(separator: "\n").map(String.init)
      func places(_ parts: String...) -> [Int] {
        lines.indices.filter { number in parts.allSatisfy { lines[number].contains($0) } }
      }
      let log = "/forum/\(room)/bert.jsonl>"
      let lock = places("flock(", "/lock>", "LOCK_EX", " = 0")
      let writes = places("write", log)
      let syncs = places("fsync(", log, " = 0")
      let said = places("write(1<", "verstuurd")
      #expect([lock.count, writes.count, syncs.count, said.count] == [1, 1, 1, 1], "\(lines)")
      if let lock = lock.first, let write = writes.first, let sync = syncs.first, let said = said.first {
        #expect(lock < write && write < sync && sync < said, "\(lines)")
        // A new name is on disk too before anything is said of it.
        let names = places("fsync(", "/forum/\(room)>", " = 0")
        #expect(wasThere || names.contains { sync < $0 && $0 < said }, "\(lines)")
      }
      #expect(places("mmap(", ".jsonl").isEmpty)
      #expect(places("ftruncate(").isEmpty && places("rename(").isEmpty)
      let opened = places("openat(", "bert.jsonl", "O_RDWR")
      #expect(opened.count == 1 && lines[opened.first ?? 0].contains("O_APPEND"))
      #expect(lines[opened.first ?? 0].contains("O_NOFOLLOW"))
    }
    for command in ["threads", "thread \(OwnedForum.question)", "unread"] {
      let result = try setup.joi.shell(
        "strace -f -y -qq -o \(trace) -e trace=mmap,openat,pread64 $JOI \(command) --as cora >/dev/null; cat \(trace)"
      )
      let lines = result.lines.filter { $0.contains(".jsonl") }
      #expect(
        lines.contains { $0.contains("pread64(") } && lines.contains { $0.contains("openat(") }, "\(command)")
      #expect(!lines.contains { $0.contains("mmap(") }, "\(command): \(lines)")
      #expect(lines.filter { $0.contains("openat(") }.allSatisfy { $0.contains("O_RDONLY") }, "\(command)")
    }
  }

  // MARK: Failures of the system

  @Test("A log over the file limit: told, kept as a draft, nothing lost, and sent again later")
  func fileLimit() throws {
    let setup = try OwnedForum()
    let first = try setup.joi.shell(
      "head -c 3000 /dev/zero | tr '\\0' x | $JOI reply --as bert \(OwnedForum.question)")
    #expect(first.sent != nil, "\(first)")
    let before = try File.read(setup.log("bert"))
    // Through a pipe, for the limit holds for the files that the test reads too. The draft has room, the log has not.
    let limited = try setup.joi.shell(
      "{ ulimit -f 7; for i in 1 2 3 4 5; do echo te veel | $JOI reply --as bert \(OwnedForum.question) 2>&1; done; echo status=$?; } | cat"
    )
    #expect(
      limited.lines.contains { $0.hasPrefix("joi-tui: niet verstuurd: ") && $0.contains("concept bewaard") },
      "\(limited)")
    #expect(limited.lines.last == "status=1")
    #expect(try File.read(setup.log("bert")).starts(with: before))
    let state = "\(setup.joi.stateFolder)/as-bert"
    let kept = TemporaryFolder.names(in: state).filter { $0.hasPrefix("draft-") || $0.hasPrefix("unsent-") }
    #expect(!kept.isEmpty)
    for name in kept { #expect(try File.text("\(state)/\(name)").contains("te veel")) }
    let later = try setup.joi.shell("echo nu wel | $JOI reply --as bert \(OwnedForum.question)")
    let id = try #require(later.sent, "\(later)")
    let (forum, findings) = try setup.read()
    #expect(forum.post(id).flatMap { forum.body($0) }?.trimming("\n") == "nu wel")
    #expect(first.sent.flatMap { forum.post($0) } != nil)
    #expect(findings.allSatisfy { $0.problem == .json(.syntax) }, "\(findings)")
  }

  @Test("A post that could not be acknowledged is on disk, and the exit status says that it was not said")
  func silentOutput() throws {
    let setup = try OwnedForum()
    let result = try setup.joi.shell("echo hallo | $JOI reply --as bert \(OwnedForum.question) >/dev/full")
    #expect(result.ending == .exited(1) && result.complaints.count == 1, "\(result)")
    #expect(try setup.lines("bert").count == 1)
  }

  @Test("C5: a log that is a link is refused, and what it leads to stays as it was")
  func link() throws {
    let setup = try OwnedForum()
    let victim = "\(setup.joi.folder.path)/slachtoffer"
    try File.write("van een ander\n", to: victim)
    #expect(symlink(victim, setup.log("bert")) == 0)
    let result = try setup.joi.shell("echo hallo | $JOI reply --as bert \(OwnedForum.question)")
    #expect(result.ending == .exited(1) && result.sent == nil, "\(result)")
    #expect(result.errors.contains(Language.dutch.text(.writeNotPlain)), "\(result)")
    #expect(try File.text(victim) == "van een ander\n")
  }

  @Test("C6: with umask 000 the modes are as ever: logs 0640, what is one's own 0600 and 0700")
  func umask() throws {
    let setup = try OwnedForum()
    let result = try setup.joi.shell("umask 000; echo hallo | $JOI reply --as bert \(OwnedForum.question)")
    #expect(result.sent != nil, "\(result)")
    #expect(File.mode(setup.log("bert")) == 0o640)
    #expect(File.mode(setup.joi.stateFolder) == 0o700)
    #expect(File.mode("\(setup.joi.stateFolder)/as-bert") == 0o700)
    #expect(File.mode("\(setup.joi.stateFolder)/as-bert/lock") == 0o600)
    unlink(setup.log("bert"))
    #expect(mkdir(setup.log("bert"), 0o755) == 0)
    let failed = try setup.joi.shell("umask 000; echo hallo | $JOI reply --as bert \(OwnedForum.question)")
    #expect(failed.ending == .exited(1), "\(failed)")
    let drafts = TemporaryFolder.names(in: "\(setup.joi.stateFolder)/as-bert").filter {
      $0.hasPrefix("draft-")
    }
    #expect(drafts.count == 1)
    #expect(File.mode("\(setup.joi.stateFolder)/as-bert/\(drafts.first ?? "")") == 0o600)
  }

  @Test("C5: a FIFO among the logs holds nothing up", .timeLimit(.minutes(1)))
  func fifo() throws {
    let setup = try OwnedForum()
    #expect(mkfifo(setup.log("bert"), 0o644) == 0)
    let threads = try setup.joi.run("threads", "--as", "cora")
    #expect(threads.ending == .exited(0) && threads.lines.count == 2, "\(threads)")
    let reply = try setup.joi.shell("echo hallo | $JOI reply --as bert \(OwnedForum.question)")
    #expect(reply.ending == .exited(1), "\(reply)")
  }
}
