import Foundation
import Testing

@testable import JOIModel

/// Adding to one's own log, and refusing to.
@Suite struct ForumWriterTests {
  static let anna = ForumScene.path("anna", "leden")
  static let time = Timestamp(milliseconds: 1_772_000_000_000)

  private func event(_ number: Int, _ body: String = "tekst") -> ForumEvent {
    ForumEvent(
      .thread(title: "\(number)", theme: "verzuim", tags: [], tools: [], body: body),
      id: "anna-\(Timestamp.digits(number, 17))-00000000", at: Self.time)
  }

  /// An empty room and a writer for anna.
  private func withRoom(
    identity: Community.Identity = .demo, _ body: (String, ForumWriter, StateFolder) throws -> Void
  ) throws {
    try withTemporaryFolder { root in
      try ForumScene().write(to: root)
      let state = StateFolder(path: "\(root)/state/joi-tui")
      try body(root, ForumWriter(root: root, account: "anna", identity: identity, state: state), state)
    }
  }

  private func titles(_ root: String) throws -> [String] {
    var reader = try ForumScene().reader(root)
    _ = reader.refresh(now: ForumScene.now)
    return reader.forum().threads.map(\.title)
  }

  private func failure(_ body: () throws -> Void) -> ForumWriter.Failure? {
    do { try body() } catch { return error as? ForumWriter.Failure }
    return nil
  }

  @Test func oneLineAfterTheOther() throws {
    try withRoom { root, writer, _ in
      try writer.append(event(1), room: "leden")
      try writer.append(event(2, "een\ntwee\r\n\u{2028}drie"), room: "leden")
      let text = try readFile("\(root)/\(Self.anna)")
      #expect(text.utf8.count { $0 == 0x0A } == 2)
      #expect(text.hasSuffix("}\n"))
      #expect(try titles(root) == ["1", "2"])
      #expect(try mode(of: "\(root)/\(Self.anna)") == 0o640)
      #expect(try mode(of: "\(root)/state/joi-tui") == 0o700)
      #expect(try mode(of: "\(root)/state/joi-tui/lock") == 0o600)
    }
  }

  /// What is done with ten conversations at once is there for all of them or for none.
  @Test func severalInOneGo() throws {
    try withRoom { root, writer, _ in
      try writer.append([event(1), event(2), event(3)], room: "leden")
      #expect(try titles(root) == ["1", "2", "3"])
      let foreign = ForumEvent(
        .like(post: "x"), id: "bert-\(Timestamp.digits(5, 17))-00000000", at: Self.time)
      #expect(failure { try writer.append([event(4), foreign], room: "leden") } == .notYours)
      let long = event(5, String(repeating: "x", count: LogLine.maximalLength))
      #expect(failure { try writer.append([event(4), long], room: "leden") } == .tooLong)
      #expect(try titles(root) == ["1", "2", "3"])
      // A torn line before them takes none of them along.
      try append(Array("{\"v\":1".utf8), to: "\(root)/\(Self.anna)")
      try writer.append([event(6), event(7)], room: "leden")
      #expect(try titles(root) == ["1", "2", "3", "6", "7"])
    }
  }

  @Test func aRetryCountsOnce() throws {
    try withRoom { root, writer, _ in
      try writer.append(event(1), room: "leden")
      try writer.append(event(1), room: "leden")
      try writer.append(event(2), room: "leden")
      #expect(try titles(root) == ["1", "2"])
    }
  }

  /// Cut at every byte of the last line: the cut costs that line alone, and nothing of what is written next.
  @Test func cutAtEveryByteOfTheLastLine() throws {
    try withRoom { root, writer, _ in
      for number in 1...3 {
        try writer.append(event(number, "één \u{1F469}\u{200D}\u{1F4BB}"), room: "leden")
      }
      let path = "\(root)/\(Self.anna)"
      let whole = Array(try readFile(path).utf8)
      let last = (whole.dropLast().lastIndex(of: 0x0A) ?? 0) + 1
      for length in last...whole.count {
        try Data(whole[..<length]).write(to: URL(fileURLWithPath: path))
        let isWhole = length == whole.count
        var reader = try ForumScene().reader(root)
        _ = reader.refresh(now: ForumScene.now)
        #expect(
          reader.forum().threads.map(\.title) == (isWhole ? ["1", "2", "3"] : ["1", "2"]), "\(length)")
        let told = reader.findings(reader.forum())
        #expect(
          told.map { "\($0.line) \($0.problem)" }
            == (isWhole || length == last ? [] : ["3 \(Finding.Problem.log(.torn))"]))
        try writer.append(event(4), room: "leden")
        // Only a line that lacked its end and nothing else is whole again.
        let isSaved = length >= whole.count - 1
        #expect(try titles(root) == (isSaved ? ["1", "2", "3", "4"] : ["1", "2", "4"]), "\(length)")
        #expect(reader.refresh(now: ForumScene.now) == .grown)
        #expect(
          reader.forum().threads.map(\.title) == (isSaved ? ["1", "2", "3", "4"] : ["1", "2", "4"]),
          "\(length)")
        let left = reader.findings(reader.forum())
        #expect(left.map(\.line) == (isSaved || length == last ? [] : [3]), "\(length)")
        // What was being written when it was cut is sent again with its id, and is there once.
        try writer.append(event(3), room: "leden")
        #expect(try titles(root).sorted() == ["1", "2", "3", "4"], "\(length)")
      }
    }
  }

  // MARK: Refusals

  @Test func nothingThatIsTooLong() throws {
    try withRoom { root, writer, _ in
      let room = LogLine.maximalLength - event(1, "").line.count
      try writer.append(event(1, String(repeating: "x", count: room)), room: "leden")
      #expect(
        failure { try writer.append(event(2, String(repeating: "x", count: room + 1)), room: "leden") }
          == .tooLong)
      // What grows when it is written down: every one of these takes six bytes.
      #expect(
        failure { try writer.append(event(2, String(repeating: "\u{1}", count: room / 4)), room: "leden") }
          == .tooLong)
      #expect(try titles(root) == ["1"])
    }
  }

  @Test func nothingBehindTheLimit() throws {
    try withRoom { root, writer, _ in
      let path = "\(root)/\(Self.anna)"
      try writer.append(event(1), room: "leden")
      let line = event(2).line.count + 1
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: UInt64(LogLine.maximalLog - line - 1))
      try file.seekToEnd()
      try file.write(contentsOf: Data([0x0A]))
      try file.close()
      try writer.append(event(2), room: "leden")
      #expect(try size(path) == LogLine.maximalLog)
      #expect(failure { try writer.append(event(3), room: "leden") } == .logFull)
      #expect(try size(path) == LogLine.maximalLog)
      #expect(try titles(root) == ["1", "2"])
    }
  }

  @Test func noLinkAndNoFileOfAnother() throws {
    try withRoom { root, writer, _ in
      let path = "\(root)/\(Self.anna)"
      let victim = "\(root)/victim"
      try writeFile("van een ander", to: victim)
      #expect(symlink(victim, path) == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } == .notPlain)
      unlink(path)
      #expect(symlink("\(root)/nieuw", path) == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } == .notPlain)
      #expect(!FileManager.default.fileExists(atPath: "\(root)/nieuw"))
      unlink(path)
      #expect(link(victim, path) == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } == .notYours)
      unlink(path)
      #expect(mkfifo(path, 0o600) == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } == .notPlain)
      unlink(path)
      #expect(mkdir(path, 0o700) == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } == .system("Is a directory"))
      rmdir(path)
      try writeFile("", to: path)
      try #require(chown(path, 70_002, 70_002) == 0, "these tests have to run as root")
      #expect(failure { try writer.append(event(1), room: "leden") } == .notYours)
      #expect(try size(path) == 0)
      #expect(try readFile(victim) == "van een ander")
    }
  }

  @Test func noRoomThatIsALink() throws {
    try withRoom { root, writer, _ in
      #expect(rmdir("\(root)/forum/leden") == 0)
      #expect(symlink("\(root)/forum/bedrijven", "\(root)/forum/leden") == 0)
      #expect(failure { try writer.append(event(1), room: "leden") } != nil)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/forum/bedrijven")
      #expect(names.isEmpty)
    }
  }

  @Test func noLogThatOthersMayWriteWhereOwnersCount() throws {
    for (mode, identity, refused) in [
      (0o660, .unix, true), (0o602, .unix, true), (0o640, .unix, false), (0o660, .demo, false),
    ] as [(mode_t, Community.Identity, Bool)] {
      try withRoom(identity: identity) { root, writer, _ in
        try writeFile("", to: "\(root)/\(Self.anna)")
        #expect(chmod("\(root)/\(Self.anna)", mode) == 0)
        #expect((failure { try writer.append(event(1), room: "leden") } == .notYours) == refused)
      }
    }
  }

  /// An event that is another's would stand in the log and never count: better to be told.
  @Test func noEventOfAnotherAndNoPlaceElsewhere() throws {
    try withRoom { root, writer, state in
      let other = ForumEvent(.like(post: "x"), by: "bert", at: Self.time)
      #expect(failure { try writer.append(other, room: "leden") } == .notYours)
      #expect(failure { try writer.append(event(1), room: "../forum/leden") } == .notYours)
      #expect(failure { try writer.append(event(1), room: "") } == .notYours)
      for account in ["../anna", "", "a/b", "@zuid/anna", "Anna"] {
        let writer = ForumWriter(root: root, account: account, identity: .demo, state: state)
        let event = ForumEvent(.like(post: "x"), by: account, at: Self.time)
        #expect(failure { try writer.append(event, room: "leden") } == .notYours, "\(account)")
      }
      let names = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/forum")
      #expect(names.sorted() == ["bedrijven", "begeleiding", "leden", "meldingen"])
    }
  }

  // MARK: Failures of the system

  /// A file system of a few pages that is full: the failure is told, nothing half written counts, and when there is room
  /// again the same event is sent again.
  @Test func aFullDisk() throws {
    try withRoom { root, writer, _ in
      let room = "\(root)/forum/leden"
      try #require(
        mount("joi-test", room, "tmpfs", 0, "size=16k,mode=755") == 0, "these tests have to run as root")
      defer { umount2(room, Int32(MNT_DETACH)) }
      var written = 0
      let text = String(repeating: "x", count: 1_000)
      var failed: ForumWriter.Failure?
      while failed == nil, written < 50 {
        failed = failure { try writer.append(event(written + 1, text), room: "leden") }
        if failed == nil { written += 1 }
      }
      #expect(failed == .system("No space left on device"))
      #expect((10...16).contains(written))
      #expect(try titles(root) == (1...written).map { "\($0)" })
      #expect(failure { try writer.append(event(written + 1, text), room: "leden") } != nil)
      #expect(mount("joi-test", room, "tmpfs", UInt(MS_REMOUNT), "size=64k") == 0)
      try writer.append(event(written + 1, text), room: "leden")
      try writer.append(event(written + 2, text), room: "leden")
      #expect(try titles(root) == (1...(written + 2)).map { "\($0)" })
    }
  }

  @Test func aReadOnlyFileSystem() throws {
    try withRoom { root, writer, _ in
      try writer.append(event(1), room: "leden")
      let room = "\(root)/forum/leden"
      try #require(
        mount(room, room, nil, UInt(MS_BIND), nil) == 0, "these tests have to run as root")
      defer { umount2(room, Int32(MNT_DETACH)) }
      let readOnly = UInt(MS_BIND | MS_REMOUNT | MS_RDONLY)
      #expect(mount(nil, room, nil, readOnly, nil) == 0)
      #expect(failure { try writer.append(event(2), room: "leden") } == .system("Read-only file system"))
      #expect(try titles(root) == ["1"])
    }
  }

  @Test func aRoomThatIsNotThere() throws {
    try withRoom { _, writer, _ in
      #expect(
        failure { try writer.append(event(1), room: "nergens") } == .system("No such file or directory"))
    }
  }

  @Test func aStateFolderThatCanNotBe() throws {
    try withRoom { root, _, _ in
      try writeFile("", to: "\(root)/file")
      let state = StateFolder(path: "\(root)/file/joi-tui")
      let writer = ForumWriter(root: root, account: "anna", identity: .demo, state: state)
      #expect(failure { try writer.append(event(1), room: "leden") } == .system("Not a directory"))
      #expect(try titles(root).isEmpty)
    }
  }

  /// While another program of this member writes, this one waits.
  @Test func theLockIsWaitedFor() throws {
    try withRoom { root, writer, state in
      let path = "\(root)/\(Self.anna)"
      let one = event(1)
      func waitUntil(_ condition: () throws -> Bool) rethrows -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
          if try condition() { return true }
          usleep(2_000)
        }
        return false
      }
      try state.locked { () throws(StateFolder.Failure) in
        Thread.detachNewThread { try? writer.append(one, room: "leden") }
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(state.path)/lock")
        let inode = (attributes?[.systemFileNumber] as? NSNumber)?.intValue ?? -1
        // The kernel's list marks who waits with an arrow.
        let waits = waitUntil {
          ((try? readFile("/proc/locks")) ?? "").split(separator: "\n").contains {
            $0.contains("->") && $0.contains(":\(inode) ")
          }
        }
        #expect(waits)
        #expect(!FileManager.default.fileExists(atPath: path))
      }
      let isWritten = try waitUntil { try titles(root) == ["1"] }
      #expect(isWritten)
    }
  }

  private func size(_ path: String) throws -> Int {
    (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? -1
  }
}
