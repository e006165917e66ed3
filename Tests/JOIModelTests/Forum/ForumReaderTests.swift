import Foundation
import Testing

@testable import JOIModel

/// Keeping up with logs on disk that grow, are cut, replaced and removed.
@Suite struct ForumReaderTests {
  static let anna = ForumScene.path("anna", "leden")
  static let bert = ForumScene.path("bert", "leden")

  /// A scene on disk with a reader that has read it.
  private func withForum(
    _ body: (String, inout ForumScene, inout ForumReader, String) throws -> Void
  ) throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let question = scene.thread(by: "anna")
      _ = scene.reply(by: "bert", question)
      try scene.write(to: root)
      var reader = try scene.reader(root)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      #expect(reader.forum().ids(question).count == 2)
      #expect(reader.findings(reader.forum()).isEmpty)
      try body(root, &scene, &reader, question)
    }
  }

  @Test func nothingIsReadOnceWhereThereIsNothing() throws {
    try withTemporaryFolder { root in
      var reader = try ForumScene().reader(root)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      #expect(reader.forum().threads.isEmpty)
      #expect(reader.findings(reader.forum()).isEmpty)
      var scene = ForumScene()
      _ = scene.thread(by: "anna")
      try scene.write(to: root)
      #expect(reader.refresh(now: ForumScene.now) == .grown)
      #expect(reader.forum().threads.count == 1)
    }
  }

  @Test func aLogGrows() throws {
    try withForum { root, scene, reader, question in
      _ = scene.reply(by: "bert", question, body: "Nog iets.")
      try scene.write(to: "\(root)/next")
      let more = try readFile("\(root)/next/\(Self.bert)").utf8.dropFirst(try size(root, Self.bert))
      try append(more, to: "\(root)/\(Self.bert)")
      #expect(reader.refresh(now: ForumScene.now) == .grown)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      let ids = reader.forum().ids(question)
      #expect(ids.count == 3)
      #expect(reader.forum().body(try #require(reader.forum().post(ids[2]))) == "Nog iets.")
    }
  }

  @Test func aTornLineWaitsForItsEnd() throws {
    try withForum { root, scene, reader, question in
      let id = scene.reply(by: "bert", question)
      let line = try #require(scene.files[Self.bert].map { ForumScene.lines($0)[1] })
      try append(line[..<30], to: "\(root)/\(Self.bert)")
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      #expect(reader.findingTexts == ["warning \(root)/\(Self.bert):2: the last line has no end"])
      try append(line[30...], to: "\(root)/\(Self.bert)")
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      #expect(reader.forum().post(id) == nil)
      try append([0x0A], to: "\(root)/\(Self.bert)")
      #expect(reader.refresh(now: ForumScene.now) == .grown)
      #expect(reader.forum().post(id) != nil)
      #expect(reader.findingTexts.isEmpty)
    }
  }

  @Test func aLogIsReplaced() throws {
    try withForum { root, _, reader, _ in
      var other = ForumScene()
      let question = other.thread(by: "anna", title: "Andere")
      try other.write(to: "\(root)/next")
      #expect(rename("\(root)/next/\(Self.anna)", "\(root)/\(Self.anna)") == 0)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().threads.map(\.title) == ["Andere"])
      #expect(reader.forum().thread(question) != nil)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
    }
  }

  @Test func aLogIsCutShort() throws {
    try withForum { root, _, reader, question in
      #expect(truncate("\(root)/\(Self.bert)", 0) == 0)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().ids(question) == [question])
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
    }
  }

  @Test func aLogIsRemoved() throws {
    try withForum { root, _, reader, question in
      #expect(unlink("\(root)/\(Self.bert)") == 0)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().ids(question) == [question])
      #expect(unlink("\(root)/\(Self.anna)") == 0)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().threads.isEmpty)
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
    }
  }

  @Test func aLogIsWrittenOverInItsPlace() throws {
    try withForum { root, scene, reader, _ in
      let path = "\(root)/\(Self.anna)"
      let text = String(decoding: scene.files[Self.anna] ?? [], as: UTF8.self)
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.write(contentsOf: Data(text.replacing("Vraag", with: "Varia").utf8))
      try file.close()
      // The clock that stamps files is coarse: say outright that it went on.
      try touch(path)
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().threads.map(\.title) == ["Varia"])
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
    }
  }

  @Test func aLogIsWrittenAnewAndLonger() throws {
    try withForum { root, _, reader, _ in
      var other = ForumScene()
      for number in 0..<5 { _ = other.thread(by: "anna", title: "Andere \(number)") }
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(root)/\(Self.anna)"))
      try file.write(contentsOf: Data(other.files[Self.anna] ?? []))
      try file.close()
      #expect(reader.refresh(now: ForumScene.now) == .anew)
      #expect(reader.forum().threads.count == 5)
    }
  }

  @Test func aFolderOfARegionAppears() throws {
    try withForum { root, scene, reader, question in
      let reply = scene.reply(by: "bert", "\(question)@noord", region: "zuid")
      let path = ForumScene.path("bert", "leden", region: "zuid")
      try append(scene.files[path] ?? [], to: "\(root)/\(path)")
      #expect(reader.refresh(now: ForumScene.now) == .grown)
      #expect(reader.forum().ids(question).last == "\(reply)@zuid")
      #expect(reader.folders.contains("\(root)/forum/leden/@zuid"))
    }
  }

  @Test func whatWaitedIsReadWhenItsMomentHasCome() throws {
    try withForum { root, scene, reader, question in
      let now = ForumScene.now
      let later = Timestamp(milliseconds: now.milliseconds + 60 * 60_000)
      let waits = scene.reply(by: "bert", question, at: later.text)
      let next = scene.reply(by: "bert", question, at: now.text)
      let line = ForumScene.lines(scene.files[Self.bert] ?? []).dropFirst().joined(separator: [0x0A])
      try append(Array(line) + [0x0A], to: "\(root)/\(Self.bert)")
      #expect(reader.refresh(now: now) == .grown)
      #expect(reader.forum().ids(question).last == next)
      #expect(reader.forum().post(waits) == nil)
      let due = try #require(reader.due)
      #expect(due.milliseconds == later.milliseconds - 5 * 60_000)
      #expect(
        reader.findingTexts.map { $0.contains("\(Self.bert):2: lies more than five minutes ahead") } == [true]
      )
      #expect(reader.refresh(now: Timestamp(milliseconds: due.milliseconds - 1)) == .nothing)
      #expect(reader.refresh(now: due) == .anew)
      #expect(reader.forum().post(waits) != nil)
      #expect(reader.due == nil)
      #expect(reader.refresh(now: due) == .nothing)
    }
  }

  @Test func progressGoesUpToTheWhole() throws {
    try withForum { root, scene, _, _ in
      var reader = try scene.reader(root)
      var steps: [(Int, Int)] = []
      _ = reader.refresh(now: ForumScene.now) { steps.append(($0, $1)) }
      let total = scene.files.values.reduce(0) { $0 + $1.count }
      #expect(steps.map(\.1) == [total, total])
      #expect(steps.map(\.0) == [scene.files[Self.anna]?.count, total])
    }
  }

  // MARK: Rooms

  @Test(arguments: [
    ("cora", ["a", "anna", "bert"]), ("anna", ["anna", "bert"]), ("bert", ["anna"]), ("niemand", []),
  ])
  func eachReadsTheirRooms(account: String, flaggers: [String]) throws {
    try withTemporaryFolder { root in
      var scene = ForumScene()
      let open = scene.thread(by: "anna", title: "open")
      let closed = scene.thread(by: "anna", in: "bedrijven", title: "besloten", theme: "onder-ons")
      for (name, post) in [("a", open), ("anna", open), ("bert", closed)] {
        scene.add("flag", by: name, in: "meldingen", ["post": post, "reason": name])
      }
      scene.add(
        "flag", by: "anna", in: "meldingen", region: "zuid", ["post": "\(open)@noord", "reason": "zuid"])
      try scene.write(to: root)
      var reader = try scene.reader(root, as: account)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      let rooms = try scene.viewer(account).rooms
      #expect(
        forum.threads.map(\.title).sorted()
          == ["leden": ["open"], "bedrijven": ["besloten"]]
          .filter { rooms.contains($0.key) }.flatMap(\.value).sorted())
      let reasons = forum.posts.indices.flatMap { forum.flagReasons($0) }.sorted()
      let seen: [String: [String]] = [
        "cora": ["a", "anna", "bert", "zuid"], "anna": ["anna"], "bert": [], "niemand": [],
      ]
      #expect(reasons == seen[account])
      // What one flagged in a room that is not to be read stays unknown.
      #expect(forum.post(closed) == nil || account != "bert")
    }
  }

  @Test func ourOwnLogsThatCameBackDoNotCount() throws {
    try withForum { root, scene, reader, question in
      var copy = ForumScene()
      _ = copy.thread(by: "anna", region: "noord", title: "Teruggekomen", id: question)
      let path = ForumScene.path("anna", "leden", region: "noord")
      try append(copy.files[path] ?? [], to: "\(root)/\(path)")
      #expect(reader.refresh(now: ForumScene.now) == .nothing)
      let forum = reader.forum()
      #expect(forum.author(try #require(forum.post(question))) == "anna")
      #expect(
        reader.findingTexts == [
          "error \(root)/forum/leden/@noord: \"@noord\" is not in community.json; the file does not count"
        ])
    }
  }

  private func size(_ root: String, _ path: String) throws -> Int {
    try readFile("\(root)/\(path)").utf8.count
  }

  /// Gives a file another time than it has.
  private func touch(_ path: String) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: path)
  }
}
