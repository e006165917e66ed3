import Foundation
import Testing

@testable import JOIModel

/// Files that are no logs, or not of whom they claim: none hangs, each is told, and the rest is read.
@Suite struct LogRefusalTests {
  static let anna = ForumScene.path("anna", "leden")
  static let bert = ForumScene.path("bert", "leden")

  /// Reads a scene with a question by anna, after `place` put something at bert's log, and holds what is told to it.
  private func expectTold(
    _ expected: [LogProblem], identity: String = "demo", at location: SourceLocation = #_sourceLocation,
    _ place: (String, String) throws -> Void
  ) throws {
    try withTemporaryFolder { root in
      let community = try SampleCommunity.load(SampleCommunity.damaged((#""demo""#, "\"\(identity)\"")))
      var scene = ForumScene(community)
      let question = scene.thread(by: "anna")
      _ = scene.reply(by: "bert", question, body: "vervalst?")
      try scene.write(to: root)
      if identity == "unix" {
        try own(root, Self.anna, 70_001)
        try own(root, Self.bert, 70_002)
      }
      try place(root, "\(root)/\(Self.bert)")
      var reader = ForumReader(
        root: root, community: community,
        viewer: identity == "unix"
          ? try Viewer(community, asked: nil, uid: 70_003, now: ForumScene.now) : try scene.viewer("cora"))
      _ = reader.refresh(now: ForumScene.now)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      #expect(forum.thread(question) != nil, "the other logs are read")
      let findings = reader.findings(forum)
      #expect((forum.ids(question).count == 1) == findings.contains { $0.severity == .error }, "\(findings)")
      #expect(findings.allSatisfy { $0.file.hasPrefix("\(root)/forum/") && $0.line == 0 })
      #expect(findings.map(\.problem) == expected.map { .log($0) }, sourceLocation: location)
    }
  }

  /// Gives a file to an account. The tests of rights need root: without it they fail, they are not left out.
  private func own(_ root: String, _ path: String, _ uid: uid_t) throws {
    try #require(chown("\(root)/\(path)", uid, uid) == 0, "these tests have to run as root")
    try #require(chmod("\(root)/\(path)", 0o640) == 0)
  }

  @Test(.timeLimit(.minutes(1))) func aFIFO() throws {
    try expectTold([.notPlain]) { _, path in
      unlink(path)
      #expect(mkfifo(path, 0o644) == 0)
    }
  }

  @Test func aSymbolicLink() throws {
    try expectTold([.notPlain]) { root, path in
      #expect(rename(path, "\(root)/elsewhere") == 0)
      #expect(symlink("\(root)/elsewhere", path) == 0)
    }
    try expectTold([.notPlain]) { _, path in
      unlink(path)
      #expect(symlink("/nonexistent", path) == 0)
    }
  }

  @Test func aHardLink() throws {
    try expectTold([.notAlone]) { root, path in #expect(link(path, "\(root)/second") == 0) }
  }

  @Test func aFolder() throws {
    try expectTold([.notPlain]) { _, path in
      unlink(path)
      #expect(mkdir(path, 0o755) == 0)
    }
  }

  @Test func aSocket() throws {
    try expectTold([.notPlain]) { _, path in
      unlink(path)
      let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
      let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      #expect(bound == 0)
    }
  }

  @Test func aDevice() throws {
    try expectTold([.notPlain]) { _, path in
      unlink(path)
      try #require(mknod(path, S_IFCHR | 0o644, 0x103) == 0, "these tests have to run as root")
    }
  }

  @Test func aRoomThatIsALink() throws {
    try expectTold([.notPlain]) { root, _ in
      #expect(rmdir("\(root)/forum/bedrijven") == 0)
      #expect(symlink("\(root)/forum/leden", "\(root)/forum/bedrijven") == 0)
      unlink("\(root)/\(Self.bert)")
    }
  }

  @Test func aFileOfNobody() throws {
    try expectTold([.notMember("zonder")]) { root, path in
      #expect(rename(path, "\(root)/forum/leden/zonder.jsonl") == 0)
    }
    try expectTold([.notMember("B␛]0;xert")]) { root, path in
      #expect(rename(path, "\(root)/forum/leden/B\u{1B}]0;x\u{202E}ert.jsonl") == 0)
    }
  }

  @Test func aLogUnderAnothersName() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      // bert writes in the name of others: the log's name decides, and what claims otherwise does not count.
      for id in [
        scene.newID("anna"), scene.newID("bert-2"), scene.newID("ber"), "bert-1-x", "", "bert\u{202E}",
      ] {
        scene.add("reply", by: "bert", id: id, ["thread": question, "body": "vals"])
      }
      try scene.write(to: root)
      var reader = try scene.reader(root)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      #expect(forum.ids(question) == [question])
      let findings = reader.findings(forum)
      #expect(findings.map(\.line) == Array(1...6))
      #expect(findings.allSatisfy { if case .log(.foreignID) = $0.problem { true } else { false } })
      #expect(findings.last?.problem == .log(.foreignID("bert")))
    }
  }

  // MARK: Owners, where accounts are those of the system

  @Test func ofTheMemberOrRoot() throws {
    try expectTold([], identity: "unix") { _, _ in }
    try expectTold([], identity: "unix") { root, _ in try own(root, Self.bert, 0) }
  }

  @Test func ofAnother() throws {
    try expectTold(
      [.wrongOwner(uid: 70_001)], identity: "unix"
    ) { root, _ in try own(root, Self.bert, 70_001) }
  }

  @Test(arguments: [0o660, 0o642, 0o666] as [mode_t]) func writableByOthers(mode: mode_t) throws {
    try expectTold([.notAlone], identity: "unix") { _, path in #expect(chmod(path, mode) == 0) }
    try expectTold([]) { _, path in #expect(chmod(path, mode) == 0) }
  }

  @Test func ofAnotherWhileTryingOut() throws {
    try expectTold([]) { root, _ in try own(root, Self.bert, 70_001) }
  }

  /// A log that counted must not go on counting when its owner changes.
  @Test func theOwnerChangesAfterReading() throws {
    try withTemporaryFolder { root in
      let community = try SampleCommunity.load(SampleCommunity.damaged((#""demo""#, #""unix""#)))
      var scene = ForumScene(community)
      let question = scene.thread(by: "anna")
      _ = scene.reply(by: "bert", question)
      try scene.write(to: root)
      try own(root, Self.anna, 70_001)
      try own(root, Self.bert, 70_002)
      let viewer = try Viewer(community, asked: nil, uid: 70_003, now: ForumScene.now)
      var reader = ForumReader(root: root, community: community, viewer: viewer)
      _ = reader.refresh(now: ForumScene.now)
      #expect(reader.forum().ids(question).count == 2)
      try own(root, Self.bert, 70_001)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().ids(question).count == 1)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      try own(root, Self.bert, 70_002)
      #expect(reader.refresh(now: ForumScene.now) == .grown)
      #expect(reader.forum().ids(question).count == 2)
    }
  }

  @Test func logsOfAnotherRegionAreRoots() throws {
    for (uid, counts) in [(0, true), (70_002, false)] as [(uid_t, Bool)] {
      try withTemporaryFolder { root in
        let community = try SampleCommunity.load(SampleCommunity.damaged((#""demo""#, #""unix""#)))
        var scene = ForumScene(community)
        let question = scene.thread(by: "bert", region: "zuid")
        try scene.write(to: root)
        try own(root, ForumScene.path("bert", "leden", region: "zuid"), uid)
        let viewer = try Viewer(community, asked: nil, uid: 70_003, now: ForumScene.now)
        var reader = ForumReader(root: root, community: community, viewer: viewer)
        _ = reader.refresh(now: ForumScene.now)
        #expect((reader.forum().thread("\(question)@zuid") != nil) == counts)
        #expect(
          reader.findings(reader.forum()).map(\.problem) == (counts ? [] : [.log(.wrongOwner(uid: uid))]))
      }
    }
  }

  /// Two members with one number: neither is believed.
  @Test func aNumberOfTwo() throws {
    try withTemporaryFolder { root in
      let community = try SampleCommunity.load(
        SampleCommunity.damaged((#""demo""#, #""unix""#), (#""uid": 70002"#, #""uid": 70001"#)))
      var scene = ForumScene(community)
      _ = scene.thread(by: "anna")
      _ = scene.thread(by: "bert")
      try scene.write(to: root)
      try own(root, Self.anna, 70_001)
      try own(root, Self.bert, 70_001)
      let viewer = try Viewer(community, asked: nil, uid: 70_003, now: ForumScene.now)
      var reader = ForumReader(root: root, community: community, viewer: viewer)
      _ = reader.refresh(now: ForumScene.now)
      #expect(reader.forum().threads.isEmpty)
      #expect(
        reader.findings(reader.forum()).map(\.problem) == [
          .log(.wrongOwner(uid: 70_001)), .log(.wrongOwner(uid: 70_001)),
        ])
    }
  }

  /// Another region may send any number of logs: those of members here are read all the same, and it is told.
  @Test func moreLogsThanAreRead() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let there = ["a-1", "a-2", "a-3"].map { scene.thread(by: $0, region: "zuid") }
      let here = scene.thread(by: "bert")
      try scene.write(to: root)
      let viewer = try scene.viewer("cora")
      for (limit, counts) in [(4, 3), (3, 2), (1, 0)] {
        var reader = ForumReader(root, scene.community, viewer, maximalLogs: limit)
        _ = reader.refresh(now: ForumScene.now)
        #expect(reader.refresh(now: ForumScene.now) == .nothing)
        let forum = reader.forum()
        #expect(forum.thread(here) != nil, "\(limit)")
        #expect(there.count { forum.thread("\($0)@zuid") != nil } == counts, "\(limit)")
        let findings = reader.findings(forum)
        #expect(findings.map(\.problem) == (limit < 4 ? [.log(.tooManyLogs)] : []))
        #expect(findings.first?.file.hasSuffix("/@zuid/a-\(counts + 1).jsonl") != false)
        #expect(findings.allSatisfy { $0.severity == .error && $0.text(in: .english).contains("65536 logs") })
      }
    }
  }
}
