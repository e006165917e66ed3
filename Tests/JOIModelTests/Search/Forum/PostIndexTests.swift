import Foundation
import Testing

@testable import JOIModel

/// The index over all posts: how it is made and how it grows.
@Suite struct PostIndexTests {
  private func found(_ word: String, _ index: PostIndex, _ forum: Forum) -> [Int] {
    let worths = index.answers(to: Array(word.utf8), .any, in: forum, PostVersions(forum))
    return worths.indices.filter { worths[$0] > 0 }
  }

  @Test func growingIsAsGoodAsMakingAnew() throws {
    try withTemporaryFolder { folder in
      var scene = ForumScene()
      try scene.write(to: folder)
      var reader = try scene.reader(folder)
      _ = reader.refresh(now: ForumScene.now)
      var index = PostIndex()
      var random = SeededRandom(seed: 7)
      var posts: [String] = []
      var written: [String: [UInt8]] = [:]
      for round in 0..<6 {
        for _ in 0..<(round == 2 ? 1_100 : 20) {
          let body = (0..<5).map { _ in "w\(random.below(40))" }.joined(separator: " ")
          let account = random.pick(["anna", "bert"])
          switch random.below(4) {
          case 0: posts.append(scene.thread(by: account, title: "t\(random.below(9))", body: body))
          case 1 where !posts.isEmpty:
            let post = random.pick(posts)
            scene.add("edit", by: String(post.prefix { $0 != "-" }), ["post": post, "body": body])
          default:
            if let thread = posts.first { scene.reply(by: account, thread, body: body) }
          }
        }
        if round == 4, let thread = posts.first {
          scene.add("retitle", by: "cora", ["target": thread, "title": "t99"])
        }
        // Appended, as the program does: a file that was written over counts as another one.
        for (path, bytes) in scene.files {
          let before = written[path]?.count ?? 0
          if before == 0 { try Data().write(to: URL(fileURLWithPath: "\(folder)/\(path)")) }
          let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder)/\(path)"))
          try file.seekToEnd()
          try file.write(contentsOf: Data(bytes.dropFirst(before)))
          try file.close()
        }
        written = scene.files
        #expect(reader.refresh(now: ForumScene.now) == .grown)
        let forum = reader.forum()
        index.grow(to: forum)
        let whole = PostIndex(forum)
        #expect(index.count == forum.records.records.count && index.fits(forum))
        for word in (0..<40).map({ "w\($0)" }) + (0..<9).map({ "t\($0)" }) + ["t99", "w"] {
          #expect(found(word, index, forum) == found(word, whole, forum), "round \(round): \(word)")
        }
      }
    }
  }

  @Test func twoThreadsIndexWhatOneDoes() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "eerste")
    for number in 0..<9_000 {
      scene.reply(by: number % 3 == 0 ? "bert" : "anna", question, body: "n\(number)x")
    }
    let forum = try scene.forum()
    let index = PostIndex(forum)
    #expect(index.segments.count == 2)
    #expect(found("eerste", index, forum).count == 1)
    for number in stride(from: 0, to: 9_000, by: 17) {
      let posts = found("n\(number)x", index, forum)
      #expect(posts.map { forum.body($0) } == ["n\(number)x"])
    }
  }

  @Test func anotherForumIsIndexedAnew() throws {
    var one = ForumScene()
    for _ in 0..<5 { one.thread(by: "anna", body: "appel") }
    var other = ForumScene()
    other.thread(by: "bert", body: "peer")
    let (first, second) = (try one.forum(), try other.forum())
    var index = PostIndex(first)
    #expect(!index.fits(second))
    index.grow(to: second)
    #expect(found("peer", index, second).count == 1 && found("appel", index, second).isEmpty)
  }

  @Test func anIndexThatIsBehindAnswersWithWhatItHas() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Titel", body: "appel")
    let index = PostIndex(try scene.forum())
    scene.reply(by: "anna", question, body: "appel")
    let edited = scene.add("edit", by: "anna", ["post": question, "body": "peer"])
    let forum = try scene.forum()
    #expect(!edited.isEmpty && index.fits(forum))
    // The first text is not the text any more; the new one is not known yet.
    #expect(found("appel", index, forum) == [])
    #expect(found("titel", index, forum).count == 1)
  }

  @Test func textsAreFoundAsTheyAreShown() throws {
    var scene = ForumScene()
    let bodies = [
      "regel\neen\ttab \"citaat\" back\\slash", "zach\u{AD}tjes", "wo\u{200B}ord", "ein\u{7}de", "re\rturn",
      "caf\u{E9} cafe\u{301}", "\u{202E}om", "日本語 текст", "\u{1F44D}\u{1F3FD} duim", "a\u{2028}b",
      "pri\u{2019}js",
      "l\u{E000}eeg",
    ]
    for body in bodies { scene.thread(by: "anna", title: "-", body: body) }
    let forum = try scene.forum()
    let index = PostIndex(forum)
    for post in forum.posts.indices {
      let text = try #require(forum.body(post))
      for word in Folding.words(text) {
        let worths = index.answers(to: word, .whole, in: forum, PostVersions(forum))
        #expect(
          worths[post] == 4, "\(bodies[post].debugDescription): \(String(decoding: word, as: UTF8.self))")
      }
      var indexed: [[UInt8]] = []
      RecordTexts.forEach(forum, in: post..<(post + 1)) { _, bytes in
        Folding.forEachWord(in: bytes) { word, _ in indexed.append(Array(word)) }
      }
      #expect(indexed == Folding.words(text), "\(bodies[post].debugDescription)")
    }
  }

  @Test func aLogThatIsGoneOrCutIsPassedOver() throws {
    try withTemporaryFolder { folder in
      var scene = ForumScene()
      scene.thread(by: "anna", body: "appel")
      scene.thread(by: "bert", body: "peer")
      scene.thread(by: "cora", body: "kers")
      scene.thread(by: "cora", body: "bes")
      try scene.write(to: folder)
      var reader = try scene.reader(folder)
      _ = reader.refresh(now: ForumScene.now)
      let forum = reader.forum()
      try FileManager.default.removeItem(atPath: "\(folder)/forum/leden/bert.jsonl")
      try FileManager.default.removeItem(atPath: "\(folder)/forum/leden/anna.jsonl")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/forum/leden/anna.jsonl", withDestinationPath: "cora.jsonl")
      let whole = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/forum/leden/cora.jsonl"))
      try whole.dropLast(20).write(to: URL(fileURLWithPath: "\(folder)/forum/leden/cora.jsonl"))
      let index = PostIndex(forum)
      #expect(index.count == 4)
      for (word, count) in [("appel", 0), ("peer", 0), ("kers", 1), ("bes", 0)] {
        #expect(found(word, index, forum).count == count, "\(word)")
      }
    }
  }

  @Test func rowsOfEveryDensityAreReadBackAsTheyWereMade() {
    for seed in UInt64(1)...20 {
      var random = SeededRandom(seed: seed)
      let first = random.below(3) * 70_000
      let count = 1 + random.below(40_000)
      var builder = IndexSegment.Builder(first: first)
      var wanted: [[Int]] = Array(repeating: [], count: 8)
      var words: [[UInt8]] = []
      for document in first..<(first + count) where random.below(5) > 0 {
        builder.begin(document)
        for word in wanted.indices where random.below([1, 2, 7, 9, 30, 500, 5_000, 20_000][word]) == 0 {
          let letters = Array("woord\(word)".utf8)
          for _ in 0...random.below(2) { letters.withUnsafeBufferPointer { builder.add($0) } }
          wanted[word].append(document)
          if !words.contains(letters) { words.append(letters) }
        }
      }
      let segment = builder.finish(end: first + count)
      #expect(segment.wordCount == words.count, "seed \(seed)")
      for (number, letters) in words.enumerated() {
        let place = Int(String(decoding: letters.dropFirst(5), as: UTF8.self)) ?? 0
        var found: [Int] = []
        segment.forEachDocument(number) { found.append($0) }
        #expect(found == wanted[place], "seed \(seed), word \(place)")
        #expect(segment.documentCount(number) == wanted[place].count, "seed \(seed), word \(place)")
      }
    }
  }

  @Test func wordsAreAnsweredAsTheQuerySays() {
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed: seed)
      func word() -> [UInt8] { (0...random.below(7)).map { _ in UInt8(ascii: "a") + UInt8(random.below(3)) } }
      var builder = IndexSegment.Builder(first: 0)
      builder.begin(0)
      for _ in 0..<60 { word().withUnsafeBufferPointer { builder.add($0) } }
      let segment = builder.finish(end: 1)
      let wanted = word()
      for allowsTypos in [false, true] {
        var best = [Int](repeating: 0, count: segment.wordCount)
        segment.forEachAnswer(to: wanted, allowsTypos: allowsTypos) { best[$0] = max(best[$0], $1) }
        segment.forEachWord { number, spelling in
          let quality = Query.quality(of: spelling, for: wanted, allowsTypos: allowsTypos)
          #expect(best[number] == quality, "seed \(seed): \(wanted) in \(Array(spelling))")
        }
      }
    }
  }
}
