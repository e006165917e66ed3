import Testing

@testable import JOIModel

/// Search against a naive one over the same posts.
@Suite struct ForumSearchPropertyTests {
  /// A query in parts, with its text.
  private struct Asked {
    var words: [String] = []
    var excluded: [String] = []
    var phrase: [String] = []
    var account: (name: String, isNegated: Bool)?
    var theme: (name: String, isNegated: Bool)?
    var replies: Int?
    var isUnread: Bool?

    func text(_ random: inout SeededRandom) -> String {
      var parts = words + excluded.map { "-\($0)" }
      if !phrase.isEmpty { parts.append("\"\(phrase.joined(separator: " "))\"") }
      if let account { parts.append("\(account.isNegated ? "-" : "")van:\(account.name)") }
      if let theme { parts.append("\(theme.isNegated ? "-" : "")theme:\(theme.name)") }
      if let replies { parts.append("antwoorden:\(replies)") }
      if let isUnread { parts.append("\(isUnread ? "" : "-")is:unread") }
      return parts.shuffled(using: &random).joined(separator: " ")
    }
  }

  private static let stems = [
    "rooster", "roosteren", "zelfrooster", "druk", "werkdruk", "drukte", "één", "de", "van", "café", "team",
    "teams", "plan", "planning", "ploeg", "ploegen", "x", "xy", "日本", "nacht",
  ]

  private func word(_ random: inout SeededRandom) -> String {
    // The first are frequent, the last are rare.
    let word = Self.stems[min(random.below(Self.stems.count), random.below(Self.stems.count))]
    return random.below(6) == 0 ? word.uppercased() : word
  }

  private func text(_ random: inout SeededRandom, _ limit: Int) -> String {
    (0...random.below(limit)).map { _ in
      let word = word(&random)
      return random.below(8) == 0 ? "\(word).\n\n" : random.below(12) == 0 ? "**\(word)**" : word
    }.joined(separator: " ")
  }

  private func scene(_ random: inout SeededRandom) -> ForumScene {
    var scene = ForumScene()
    var posts: [(id: String, account: String, thread: String)] = []
    for _ in 0..<(5 + random.below(60)) {
      let account = random.pick(["anna", "bert", "cora", "a", "a-b"])
      let body = text(&random, 14)
      switch random.below(12) {
      case 0...2:
        let id = scene.thread(
          by: account, title: text(&random, 4), theme: random.pick(["verzuim", "werkdruk"]), body: body)
        posts.append((id, account, id))
      case 3...4 where !posts.isEmpty:
        let post = random.pick(posts)
        scene.add("edit", by: post.account, ["post": post.id, "body": body])
      case 5 where !posts.isEmpty:
        scene.add("hide", by: "cora", ["target": random.pick(posts).id, "reason": "x"])
      case 6 where !posts.isEmpty:
        let post = random.pick(posts)
        scene.add("retract", by: post.account, ["post": post.id])
      case 7 where !posts.isEmpty:
        scene.add("retitle", by: "cora", ["target": random.pick(posts).thread, "title": text(&random, 4)])
      default:
        guard let thread = posts.first(where: { _ in random.below(3) == 0 })?.thread else { continue }
        posts.append((scene.reply(by: account, thread, body: body), account, thread))
      }
    }
    return scene
  }

  private func asked(_ random: inout SeededRandom) -> Asked {
    var asked = Asked()
    func part() -> String {
      let word = word(&random)
      return random.below(2) == 0 ? word : String(word.prefix(1 + random.below(4)))
    }
    for _ in 0..<random.below(4) { asked.words.append(part()) }
    if random.below(5) == 0 { asked.excluded.append(word(&random)) }
    if random.below(5) == 0 { asked.phrase = (0...random.below(3)).map { _ in word(&random) } }
    if random.below(5) == 0 {
      asked.account = (random.pick(["anna", "bert", "a", "a-b"]), random.below(3) == 0)
    }
    if random.below(5) == 0 { asked.theme = (random.pick(["verzuim", "werkdruk"]), random.below(3) == 0) }
    if random.below(8) == 0 { asked.replies = random.below(4) }
    if random.below(8) == 0 { asked.isUnread = random.below(3) > 0 }
    return asked
  }

  // MARK: The naive search

  private func quality(_ wanted: [UInt8], _ words: [[UInt8]], allowsTypos: Bool) -> Int {
    words.map { word in
      word.withUnsafeBufferPointer { Query.quality(of: $0, for: wanted, allowsTypos: allowsTypos) }
    }.max() ?? 0
  }

  private func naive(_ asked: Asked, _ forum: Forum, _ marks: ReadMarks) -> (posts: [Int], typos: Bool) {
    var wanted: [[UInt8]] = []
    for word in asked.words.flatMap({ Folding.words($0) }) where !wanted.contains(word) {
      wanted.append(word)
    }
    let phrase = Folding.words(asked.phrase.joined(separator: " "))
    let visible = forum.posts.indices.filter { post in
      forum.posts[post].thread >= 0 && forum.records.records[post].kind != .edit && !forum.isHidden(post)
        && !forum.isRetracted(post)
    }
    /// The texts of a post, each with its worth.
    func texts(_ post: Int) -> [(words: [[UInt8]], weight: Int)] {
      let body = (Folding.words(forum.body(post) ?? ""), 1)
      guard forum.isQuestion(post) else { return [body] }
      return [body, (Folding.words(forum.threads[forum.threadOf(post)].title), 6)]
    }
    func score(_ post: Int, _ allowsTypos: Bool) -> Int? {
      let texts = texts(post)
      var sum = 0
      for word in wanted {
        let best =
          texts.map { quality(word, $0.words, allowsTypos: allowsTypos) * $0.weight }.max() ?? 0
        if best == 0 { return nil }
        sum += best
      }
      for word in phrase {
        let best = texts.filter { $0.words.contains(word) }.map { 4 * $0.weight }.max() ?? 0
        if best == 0 { return nil }
        sum += best
      }
      for word in asked.excluded.flatMap({ Folding.words($0) })
      where texts.contains(where: { $0.words.contains(word) }) { return nil }
      return sum
    }
    func holds(_ post: Int) -> Bool {
      let thread = forum.threads[forum.threadOf(post)]
      if !phrase.isEmpty, !texts(post).contains(where: { $0.words.ranges(of: phrase).count > 0 }) {
        return false
      }
      if let account = asked.account, (forum.author(post) == account.name) == account.isNegated {
        return false
      }
      if let theme = asked.theme, (thread.theme == theme.name) == theme.isNegated { return false }
      if let replies = asked.replies, thread.replies != replies { return false }
      if let isUnread = asked.isUnread, marks.isRead(post, in: forum) == isUnread { return false }
      return true
    }
    func ranked(_ found: [(post: Int, score: Int)]) -> [Int] {
      found.sorted {
        let (one, other) = (forum.time($0.post), forum.time($1.post))
        if $0.score != $1.score { return $0.score > $1.score }
        return one != other ? one > other : forum.id($0.post) < forum.id($1.post)
      }.map(\.post)
    }
    guard !wanted.isEmpty || !phrase.isEmpty || !asked.excluded.isEmpty else {
      let isOfPosts = asked.isUnread != nil || (asked.account != nil && asked.replies == nil)
      return (
        ranked(visible.filter { (isOfPosts || forum.isQuestion($0)) && holds($0) }.map { ($0, 0) }), false
      )
    }
    var found = visible.compactMap { post in score(post, false).map { (post, $0) } }
    // Typos are forgiven where no text has the words, whatever has become of the post since.
    let isFound = forum.posts.indices.contains { post in
      forum.records.records[post].kind != .edit && score(post, false) != nil
    }
    let typos = !wanted.isEmpty && !isFound
    if typos { found = visible.compactMap { post in score(post, true).map { (post, $0) } } }
    return (ranked(found.filter { holds($0.0) }), typos)
  }

  @Test(arguments: UInt64(1)...60)
  func searchFindsWhatANaiveOneFinds(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let forum = try scene(&random).forum()
    let search = ForumSearch(index: PostIndex(forum))
    var marks = ReadMarks(firstVisit: Timestamp(milliseconds: 0))
    for post in forum.posts.indices where forum.posts[post].thread >= 0 && random.below(3) == 0 {
      marks.read(post, in: forum)
    }
    for _ in 0..<40 {
      let asked = asked(&random)
      let text = asked.text(&random)
      guard !ForumQuery(text).isEmpty else { continue }
      let result = search.search(
        text, forum: forum, marks: marks, watches: Watches(), now: ForumScene.now)
      let expected = naive(asked, forum, marks)
      #expect(result.posts == expected.posts, "seed \(seed): \(text)")
      #expect(result.count == expected.posts.count, "seed \(seed): \(text)")
      #expect(result.query.allowsTypos == expected.typos, "seed \(seed): \(text)")
    }
  }
}
