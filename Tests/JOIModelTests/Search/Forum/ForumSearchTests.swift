import Testing

@testable import JOIModel

/// What answers a query, in small forums.
@Suite struct ForumSearchTests {
  private func search(
    _ text: String, _ forum: Forum, marks: ReadMarks? = nil, watches: Watches = Watches(),
    isTyping: Bool = false
  ) -> ForumSearch.Result {
    ForumSearch(index: PostIndex(forum)).search(
      text, forum: forum, marks: marks ?? ReadMarks(firstVisit: ForumScene.now), watches: watches,
      now: ForumScene.now, isTyping: isTyping)
  }

  private func ids(_ text: String, _ forum: Forum, isTyping: Bool = false) -> [String] {
    search(text, forum, isTyping: isTyping).posts.map { forum.id($0) }
  }

  @Test func everyWordMustBeAnsweredInOnePost() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Druk", body: "Het rooster knelt.")
    let both = scene.reply(by: "bert", question, body: "Zelfroosteren helpt bij werkdruk.")
    scene.reply(by: "cora", question, body: "Meten van werkdruk.")
    let forum = try scene.forum()
    #expect(ids("rooster werkdruk", forum) == [both])
    #expect(ids("WERKDRUK  zélfrooster", forum) == [both])
    #expect(ids("rooster planning", forum) == [])
    // A question is found by words of which some stand in its title.
    #expect(ids("druk knelt", forum) == [question])
  }

  @Test func titlesThenWholeWordsThenBeginningsThenParts() throws {
    var scene = ForumScene()
    let whole = scene.thread(by: "anna", title: "A", body: "rooster")
    let beginning = scene.thread(by: "anna", title: "B", body: "roosteren")
    let part = scene.thread(by: "anna", title: "C", body: "zelfroosteren")
    let title = scene.thread(by: "anna", title: "Rooster", body: "D")
    let titlePart = scene.thread(by: "anna", title: "Zelfrooster", body: "E")
    let forum = try scene.forum()
    #expect(ids("rooster", forum) == [title, titlePart, whole, beginning, part])
    #expect(ids("ro", forum) == [title, beginning, whole])
  }

  @Test func theLatestOfEqualsComesFirst() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "rooster")
    let second = scene.reply(by: "bert", question, body: "rooster")
    let third = scene.reply(by: "anna", question, body: "het rooster")
    let forum = try scene.forum()
    #expect(ids("rooster", forum) == [third, second, question])
  }

  @Test func oneTypoIsForgivenWhereNothingIsFound() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "Leidinggevenden en hun rol.")
    let forum = try scene.forum()
    let result = search("leidinggevned", forum)
    #expect(result.posts.map { forum.id($0) } == [question] && result.query.allowsTypos)
    #expect(!search("leidinggev", forum).query.allowsTypos)
    // Conditions that let nothing through are no reason to look for other words.
    #expect(!search("leidinggev van:bert", forum).query.allowsTypos)
  }

  @Test func onlyTheTextAsItIsNowIsFound() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Vraag", body: "oudetekst")
    scene.add("edit", by: "anna", ["post": question, "body": "tussentekst"])
    scene.add("edit", by: "anna", ["post": question, "body": "nieuwetekst"])
    let forum = try scene.forum()
    #expect(ids("nieuwetekst", forum) == [question])
    #expect(ids("oudetekst", forum) == [])
    #expect(ids("tussentekst", forum) == [])
    // The title stands.
    #expect(ids("vraag", forum) == [question])
  }

  @Test func aTitleIsFoundAsItIsNow() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Oudetitel", body: "Hoe?")
    scene.add("retitle", by: "cora", ["target": question, "title": "Nieuwetitel"])
    let forum = try scene.forum()
    #expect(ids("nieuwetitel", forum) == [question])
    #expect(ids("oudetitel", forum) == [])
  }

  @Test func whatWasHiddenOrTakenBackIsNeverFound() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Eerste", body: "geheim")
    let hidden = scene.reply(by: "bert", question, body: "geheim")
    let retracted = scene.reply(by: "anna", question, body: "geheim")
    let open = scene.thread(by: "bert", title: "Tweede", body: "geheim")
    scene.add("hide", by: "cora", ["target": hidden, "reason": "x"])
    scene.add("hide", by: "cora", ["target": question, "reason": "x"])
    scene.add("retract", by: "anna", ["post": retracted])
    let forum = try scene.forum()
    #expect(ids("geheim", forum) == [open])
    #expect(ids("eerste", forum) == [])
    #expect(ids("thema:verzuim", forum) == [open])
    #expect(ids("van:anna", forum) == [])
  }

  @Test func aRoomThatIsNotReadHasNoHits() throws {
    var scene = ForumScene()
    scene.thread(by: "anna", in: "bedrijven", theme: "onder-ons", body: "bedrijfsgeheim")
    let root = scene
    try withTemporaryFolder { folder in
      try root.write(to: folder)
      for (account, count) in [("bert", 0), ("anna", 1)] {
        var reader = try root.reader(folder, as: account)
        _ = reader.refresh(now: ForumScene.now)
        #expect(ids("bedrijfsgeheim", reader.forum()).count == count, "\(account)")
      }
    }
  }

  // MARK: Phrases

  @Test func thePhraseStandsInARow() throws {
    var scene = ForumScene()
    let first = scene.thread(by: "anna", title: "A", body: "Hoe begin ik\neen *gesprek*?")
    let second = scene.thread(by: "anna", title: "B", body: "Ik begin hoe dan ook een gesprek.")
    let third = scene.thread(by: "anna", title: "Hoe begin ik", body: "Een gesprek.")
    let forum = try scene.forum()
    #expect(ids("\"hoe begin ik\"", forum) == [third, first])
    #expect(ids("\"begin ik een gesprek\"", forum) == [first])
    #expect(ids("gesprek -\"hoe begin ik\"", forum) == [second])
    #expect(ids("\"hoe beg", forum, isTyping: true) == [third, first])
    #expect(ids("\"hoe beg\"", forum) == [])
    #expect(ids("gesprek -hoe", forum) == [])
    #expect(ids("gesprek -dan", forum) == [third, first])
    // Only the word itself, not what it begins.
    #expect(ids("gesprek -da", forum).count == 3)
  }

  // MARK: Conditions

  /// A forum with something for every condition.
  private func variety() throws -> (forum: Forum, names: [String: String]) {
    var scene = ForumScene()
    var names: [String: String] = [:]
    func remember(_ name: String, _ id: String) { names[id] = name }
    let q1 = scene.add(
      "thread", by: "anna", at: "2026-02-01T10:00:00.000Z",
      [
        "title": "Een", "theme": "verzuim", "body": "rooster", "tags": ["Tip", "mkb"], "tools": ["scan"],
      ])
    remember("q1", q1)
    let r1 = scene.reply(by: "bert", q1, body: "rooster", at: "2026-02-10T10:00:00.000Z")
    remember("r1", r1)
    scene.add("answer", by: "anna", at: "2026-03-01T10:00:00.000Z", ["thread": q1, "post": r1])
    let q2 = scene.thread(
      by: "bert", title: "Twee", theme: "werkdruk", body: "rooster", at: "2026-10-25T10:00:00.000Z")
    remember("q2", q2)
    let q3 = scene.thread(
      by: "a-b", title: "Drie", theme: "werkdruk", body: "rooster [scan](tool:talk-form)",
      at: "2026-10-31T10:00:00.000Z")
    remember("q3", q3)
    let q4 = scene.thread(
      by: "a", title: "Vier", theme: "werkdruk", body: "x", at: "2026-10-20T10:00:00.000Z")
    remember("q4", q4)
    remember("r4", scene.reply(by: "cora", q4, body: "rooster", at: "2026-10-30T10:00:00.000Z"))
    scene.add("close", by: "cora", at: "2026-10-31T12:00:00.000Z", ["target": q4, "reason": "klaar"])
    return (try scene.forum(), names)
  }

  @Test(arguments: [
    ("is:onbeantwoord", "q2 q3"), ("is:beantwoord", "q1"), ("is:gesloten", "q4"), ("is:open", "q1 q2 q3"),
    ("-is:gesloten", "q1 q2 q3"), ("is:gevolgd", "q4"), ("-is:gevolgd", "q1 q2 q3"),
    ("thema:verzuim", "q1"), ("thema:\"sick leave\"", "q1"), ("thema:werkd", "q2 q3 q4"),
    ("-thema:werkdruk", "q1"), ("thema:nergens", ""),
    ("tool:scan", "q1"), ("tool:talk", "q3"), ("-tool:scan", "q2 q3 q4"), ("tag:tip", "q1"),
    ("-tag:MKB", "q2 q3 q4"),
    ("antwoorden:1", "q1 q4"), ("replies:0 older:7d", "q2"), ("replies:0 -older:7d", "q3"),
    ("older:2w replies:1", "q1"),
    ("van:bert", "q2 r1"), ("van:cora", "r4"), ("van:ik", "r4"), ("van:a", "q4"), ("van:a-b", "q3"),
    ("from:hogeschool", "q2 r1 r4"), ("van:\"firma een\"", "q1 q4"), ("-van:bert", "q1 q3 q4 r4"),
    ("van:bert is:onbeantwoord", "q2"), ("bedrijf:firma", "q1 q4"), ("company:twee", "q2 r1 r4"),
    ("-bedrijf:firma", "q2 q3 r1 r4"),
    ("na:2026-10-25", "q2 q3 r4"), ("voor:2026-10-25", "q1 q4 r1"),
    ("-na:2026-10-25", "q1 q4 r1"), ("-voor:2026-10-25", "q2 q3 r4"),
    ("na:2026-02-02 voor:2026-10-21", "q4 r1"),
    ("rooster thema:werkdruk", "q2 q3 r4"), ("rooster -van:bert", "q1 q3 r4"),
    ("rooster is:beantwoord", "q1 r1"),
    ("-rooster", "q4"), ("rooster older:1w", "q1 q2 r1"),
  ])
  func aConditionLetsThrough(text: String, expected: String) throws {
    let (forum, names) = try variety()
    let found = ids(text, forum).map { names[$0] ?? "?" }.sorted()
    #expect(found.joined(separator: " ") == expected)
  }

  @Test func unreadPostsAreFoundUntilTheyAreRead() throws {
    let (forum, names) = try variety()
    var marks = ReadMarks(firstVisit: ForumScene.now)
    func found(_ text: String) -> [String] {
      search(text, forum, marks: marks).posts.map { names[forum.id($0)] ?? "?" }
    }
    // One's own and what is older than two weeks is read.
    #expect(found("is:ongelezen") == ["q3", "q2", "q4"])
    #expect(found("-is:ongelezen rooster") == ["r4", "r1", "q1"])
    #expect(found("is:ongelezen -is:ongelezen") == [])
    let second = names.first { $0.value == "q2" }.flatMap { forum.post($0.key) }
    marks.read(try #require(second), in: forum)
    #expect(found("is:ongelezen") == ["q3", "q4"])
    #expect(found("is:ongelezen rooster") == ["q3"])
  }

  @Test func whatIsWatchedCanBeChosen() throws {
    let (forum, names) = try variety()
    var watches = Watches()
    watches.set(.watch, forum.id(forum.threads[0].question))
    if let q4 = names.first(where: { $0.value == "q4" })?.key { watches.set(.mute, q4) }
    let found = search("is:gevolgd", forum, watches: watches).posts.map { forum.id($0) }
    #expect(found == [forum.id(forum.threads[0].question)])
    for text in ["is:gevolgd", "-is:gevolgd"] {
      let wanted = forum.threads.indices.filter {
        (watches.level(of: $0, in: forum) == .watch) == (text.first == "i")
      }
      let found = search(text, forum, watches: watches).posts.map { forum.threadOf($0) }
      #expect(Set(found) == Set(wanted), "\(text)")
    }
  }

  // MARK: Around it

  @Test func aQueryWithAProblemIsNotAnswered() throws {
    let (forum, _) = try variety()
    let result = search("rooster older:xx", forum)
    #expect(result.problem?.column == 15 && result.posts.isEmpty && result.count == 0)
    // While it is typed the rest is answered.
    let typed = search("rooster older:x", forum, isTyping: true)
    #expect(typed.problem == nil && typed.hint?.column == 15 && typed.count == 5)
  }

  @Test func withoutAnIndexOnlyConditionsAreAnswered() throws {
    let (forum, _) = try variety()
    let marks = ReadMarks(firstVisit: ForumScene.now)
    func search(_ text: String, _ index: PostIndex?) -> ForumSearch.Result {
      ForumSearch(index: index).search(
        text, forum: forum, marks: marks, watches: Watches(), now: ForumScene.now)
    }
    #expect(search("rooster", nil).lacksIndex)
    #expect(search("is:gesloten", nil).count == 1 && !search("is:gesloten", nil).lacksIndex)
    #expect(search("", nil).isEmpty)
    // An index of another forum is as good as none.
    var scene = ForumScene()
    for _ in 0..<9 { scene.thread(by: "dirk", body: "iets anders") }
    #expect(search("rooster", PostIndex(try scene.forum())).lacksIndex)
  }

  @Test func manyHitsAreCountedAndTheFirstAreListed() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "rooster")
    for number in 1...700 {
      scene.reply(by: "bert", question, body: number % 100 == 0 ? "rooster" : "roosteren")
    }
    let forum = try scene.forum()
    let result = search("rooster", forum)
    #expect(result.count == 701 && result.posts.count == 500 && !result.mayHaveMore)
    let whole = result.posts.prefix(8)
    #expect(whole.allSatisfy { forum.body($0) == "rooster" })
    let times = result.posts.dropFirst(8).map { forum.time($0) }
    #expect(times == times.sorted(by: >))
    #expect(times.first == forum.time(forum.posts(of: 0)[699]))
    let listed = search("van:bert", forum)
    #expect(listed.count == 700 && listed.posts.count == 500)
    #expect(listed.posts.map { forum.time($0) } == listed.posts.map { forum.time($0) }.sorted(by: >))
  }

  @Test func aPhraseInTooManyPostsIsNotLookedForInAll() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", body: "Hoe dan?")
    for number in 1...(ForumSearch.looked + 100) {
      scene.reply(by: "bert", question, body: number <= 50 ? "van de een" : "de man van")
    }
    let forum = try scene.forum()
    let search = ForumSearch(index: PostIndex(forum))
    let marks = ReadMarks(firstVisit: ForumScene.now)
    func result(isThorough: Bool) -> ForumSearch.Result {
      search.search(
        "\"van de\"", forum: forum, marks: marks, watches: Watches(), now: ForumScene.now,
        isThorough: isThorough)
    }
    #expect(result(isThorough: false).mayHaveMore && result(isThorough: false).count == 0)
    #expect(!result(isThorough: true).mayHaveMore && result(isThorough: true).count == 50)
  }
}
