import Foundation
import Testing

@testable import JOIModel

/// A room where members may open what they know the name of, and not list: that of the flags.
@Suite struct OwnFlagsTests {
  private static let uid: uid_t = 70_001

  /// Does work with the rights of another account, on this thread alone (setfsuid(2)).
  private func asAnother<R>(_ work: () throws -> R) throws -> R {
    typealias SetFSUID = @convention(c) (uid_t) -> Int32
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setfsuid = unsafeBitCast(symbol, to: SetFSUID.self)
    _ = setfsuid(Self.uid)
    defer { _ = setfsuid(0) }
    try #require(setfsuid(Self.uid) == Int32(Self.uid), "these tests have to run as root")
    return try work()
  }

  @Test func flaggedAndReadBackWithoutListing() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "bert")
      scene.add("flag", by: "bert", in: "meldingen", ["post": question, "reason": "van een ander"])
      let path = ForumScene.path("anna", "meldingen")
      scene.files[path] = []
      try scene.write(to: root)
      for folder in [root, (root as NSString).deletingLastPathComponent] { chmod(folder, 0o1777) }
      chmod("\(root)/forum/meldingen", 0o711)
      chmod("\(root)/\(path)", 0o666)
      let event = ForumEvent(.flag(post: question, reason: "noemt een naam"), by: "anna", at: scene.clockTime)
      try asAnother {
        #expect(ForumReader.entries("\(root)/forum/meldingen").isEmpty, "the folder can't be listed")
        let state = StateFolder(path: "\(root)/state")
        try ForumWriter(root: root, account: "anna", identity: .demo, state: state).append(
          event, room: "meldingen")
        var reader = try scene.reader(root, as: "anna")
        _ = reader.refresh(now: ForumScene.now)
        let forum = reader.forum()
        #expect(forum.flagReasons(try #require(forum.post(question))) == ["noemt een naam"])
        #expect(reader.unreadable.isEmpty)
        #expect(reader.findings(forum).isEmpty)
      }
    }
  }

  @Test func aRoomThatCanNotBeReadIsNamed() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      _ = scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons")
      _ = scene.thread(by: "anna")
      try scene.write(to: root)
      chmod(root, 0o755)
      chmod("\(root)/forum/bedrijven", 0o700)
      try asAnother {
        var reader = try scene.reader(root, as: "anna")
        _ = reader.refresh(now: ForumScene.now)
        #expect(reader.unreadable == ["forum/bedrijven"])
        #expect(reader.forum().threads.map(\.title) == ["Vraag"])
        #expect(reader.refresh(now: ForumScene.now) == .nothing)
      }
    }
  }

  /// The rights to a log that was read go away: so does what was read of it.
  @Test func aLogThatCanNoLongerBeRead() throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      _ = scene.reply(by: "bert", question)
      try scene.write(to: root)
      chmod(root, 0o755)
      try asAnother {
        var reader = try scene.reader(root, as: "anna")
        _ = reader.refresh(now: ForumScene.now)
        #expect(reader.forum().ids(question).count == 2)
      }
      var reader = try scene.reader(root, as: "anna")
      try asAnother { _ = reader.refresh(now: ForumScene.now) }
      chmod("\(root)/\(ForumScene.path("bert", "leden"))", 0o600)
      try asAnother {
        #expect(reader.refresh(now: ForumScene.now) == .anew)
        #expect(reader.forum().ids(question).count == 1)
        #expect(reader.refresh(now: ForumScene.now) == .nothing)
      }
    }
  }
}
