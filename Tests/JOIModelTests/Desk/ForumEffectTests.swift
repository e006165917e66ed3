import Testing

@testable import JOIModel

/// Every figure of a small forum, counted by hand: see ``DeskScene`` for what is in it.
@Suite struct ForumEffectTests {
  init() throws { try #require(PeriodTests.isInAmsterdam) }

  private func effect(_ names: [String], as account: String = "cora") throws -> ForumEffect {
    ForumEffect(
      try DeskScene().forum(as: account), try SampleToolbox.load(),
      over: try names.map { try #require(Period($0)) }, now: DeskScene.now)
  }

  private func figures(_ name: String) throws -> ForumEffect.Figures {
    try #require(try effect([name]).latest)
  }

  private func texts(_ figures: ForumEffect.Figures) -> [String] {
    EffectFigure.allCases.map { $0.reading(of: figures).text(in: .english) }
  }

  @Test func firstQuarter() throws {
    let figures = try figures("2026-Q1")
    // v1, v2, v3 and d2; s1 is cora's, d1 dirk's while he was a facilitator; h1 is hidden, r1 taken back.
    #expect(figures.questions == 4 && figures.seeds == 2 && figures.hidden == 1 && figures.retracted == 1)
    // v1 and v2. To v3 only its asker wrote and somebody whose post is hidden, to d2 nobody.
    #expect(figures.answered == Share(part: 2, whole: 4))
    // v1 after 4 hours; v2 only after 9 days.
    #expect(figures.answeredInTime == Share(part: 1, whole: 4))
    // v1a is marked.
    #expect(figures.marked == Share(part: 1, whole: 4))
    // 4 hours, 216 hours, and two that wait since 1750 (d2) and 2206 hours (v3): the second is 216 whatever comes.
    #expect(figures.medianWait.hours == 216 && !figures.medianWait.isAtLeast && figures.medianWait.count == 4)
    // The fourth of four.
    #expect(figures.longWait.hours == 2_206 && figures.longWait.isAtLeast)
    // bert, cora and zoe at v1, a at v2.
    #expect(figures.responders == 4)
    // anna, bert, cora, dirk and a, of six; a-b wrote the year before and liked in spring.
    #expect(figures.activeMembers == Share(part: 5, whole: 6))
    #expect(figures.activeOrganisations == Share(part: 2, whole: 2) && figures.activeElsewhere == 0)
    // v2a was looked at after 6 hours, v3b hidden after 24.
    #expect(figures.flags == 2 && figures.flagWait.hours == 6 && !figures.flagWait.isAtLeast)
    #expect(
      texts(figures) == [
        "4", "50% (n=4)", "25% (n=4)", "25% (n=4)", "216 h (n=4)", "≥ 2206 h (n=4)", "1.0 (n=4)",
        "83% (n=6)", "100% (n=2)", "0", "2", "1", "1", "2", "6.0 h (n=2)",
      ])
  }

  @Test func whatItIsAbout() throws {
    let figures = try figures("2026-Q1")
    // v1, v3, s1; v2, d1, d2. h1 and r1 are not there.
    #expect(figures.threads == 6)
    #expect(figures.themes.map(\.id) == ["verzuim", "werkdruk", "onder-ons"])
    #expect(figures.themes.map(\.threads) == [3, 3, 0])
    #expect(figures.themes[0].name.text(in: .english) == "Sick leave")
    // v1 by scan, which has two topics of that pillar and counts once; v2 and v3 by talk-form; s1 by lead-plan.
    #expect(figures.pillars.map(\.id) == ["work", "manage"] && figures.pillars.map(\.threads) == [3, 1])
    // d1 and d2.
    #expect(figures.threadsWithoutPillar == 2)
    #expect(figures.topics.map(\.id) == ["pressure", "talk", "lead"])
    #expect(figures.topics.map(\.threads) == [1, 3, 1] && figures.silentTopics.isEmpty)
    #expect(figures.tools.map(\.id) == ["talk-form", "lead-plan", "nergens", "scan"])
    #expect(figures.tools.map(\.threads) == [2, 1, 1, 1])
    // Of a tool that the toolbox doesn't know the id is its name.
    #expect(figures.tools[2].name.text(in: .dutch) == "nergens")
    #expect(figures.tools[0].name.text(in: .dutch) == "Gespreksformulier")
  }

  @Test func secondQuarter() throws {
    // c1 was asked at half past midnight on 1 April on the clock in Amsterdam, in the room of companies; v4 waits.
    let figures = try figures("2026-Q2")
    #expect(figures.questions == 2 && figures.seeds == 0 && figures.hidden == 0 && figures.retracted == 0)
    #expect(figures.answered == Share(part: 1, whole: 2))
    // v4 is only three days old.
    #expect(figures.answeredInTime == Share(part: 1, whole: 1))
    #expect(figures.marked == Share(part: 1, whole: 2))
    #expect(figures.medianWait.hours == 2 && !figures.medianWait.isAtLeast)
    #expect(figures.longWait.hours == 72 && figures.longWait.isAtLeast)
    #expect(figures.responders == 1)
    // anna and a wrote, cora and a-b liked; zoe is of another region.
    #expect(figures.activeMembers == Share(part: 4, whole: 6) && figures.activeElsewhere == 1)
    #expect(figures.themes.map(\.threads) == [0, 1, 1] && figures.tools.isEmpty)
    #expect(
      figures.threadsWithoutPillar == 2 && figures.silentTopics.map(\.id) == ["pressure", "talk", "lead"])
    // Of v4, raised a day ago.
    #expect(figures.flags == 1 && figures.flagWait.hours == 24 && figures.flagWait.isAtLeast)
  }

  @Test func theYearBeforeEndsOnTheClockHere() throws {
    let figures = try figures("2025-Q4")
    #expect(figures.questions == 1 && figures.answered == Share(part: 0, whole: 1))
    #expect(figures.medianWait.isAtLeast && figures.medianWait == figures.longWait)
    #expect(figures.activeMembers == Share(part: 1, whole: 6))
    #expect(figures.activeOrganisations == Share(part: 0, whole: 2))
  }

  @Test func anEmptyPeriodHasZerosAndNothing() throws {
    let figures = try figures("2019-W07")
    #expect(
      texts(figures) == [
        "0", "n/a (n=0)", "n/a (n=0)", "n/a (n=0)", "n/a (n=0)", "n/a (n=0)", "n/a (n=0)", "0% (n=6)",
        "0% (n=2)", "0", "0", "0", "0", "0", "n/a (n=0)",
      ])
    #expect(figures.threads == 0 && figures.themes.map(\.threads) == [0, 0, 0] && figures.tools.isEmpty)
    let effect = ForumEffect(
      try ForumScene(Community()).forum(), Toolbox(), over: [.everything], now: DeskScene.now)
    #expect(effect.latest.map { $0.activeMembers.value } == .some(nil))
    #expect(effect.latest?.themes.isEmpty == true && effect.latest?.pillars.isEmpty == true)
  }

  @Test func severalAtOnceAreEachAsAlone() throws {
    let names = ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
    // In whatever order they are asked for.
    for names in [names, names.reversed(), [names[2], names[0]]] {
      let together = try effect(names)
      #expect(together.figures.map(\.period.name) == names)
      for (at, name) in names.enumerated() {
        let alone = try effect([name])
        #expect(
          JSONOutput.text(EffectRecord.Figures(figures: together.figures[at], language: .dutch))
            == JSONOutput.text(EffectRecord.Figures(figures: alone.figures[0], language: .dutch)), "\(name)")
      }
    }
    #expect(try effect(names).series(.questions) == [1, 4, 2, 0])
    #expect(try effect(names).series(.answered) == [0, 0.5, 0.5, nil])
    #expect(try effect([]).latest == nil)
  }

  @Test func thePartsAddUpToTheWhole() throws {
    let whole = try figures("all")
    let parts = try effect(["2025-Q4", "2026-Q1", "2026-Q2"]).figures
    #expect(whole.questions == parts.reduce(0) { $0 + $1.questions } && whole.questions == 7)
    #expect(whole.flags == 3 && whole.seeds == 2 && whole.responders == 5)
    #expect(whole.activeMembers == Share(part: 6, whole: 6) && whole.activeElsewhere == 1)
  }

  /// The reader opens no room that is not for the account, so neither do the figures.
  @Test func theRoomOfCompanies() throws {
    try withTemporaryFolder { root in
      let scene = DeskScene().sorted
      try scene.write(to: root)
      func spring(_ account: String) throws -> ForumEffect.Figures {
        var reader = try scene.reader(root, as: account)
        _ = reader.refresh(now: DeskScene.now)
        let period = try #require(Period("2026-Q2"))
        let effect = ForumEffect(
          reader.forum(), try SampleToolbox.load(), over: [period], now: DeskScene.now)
        return try #require(effect.latest)
      }
      // cora is of no company, but a facilitator.
      #expect(try spring("cora").questions == 2)
      #expect(try spring("cora").themes.map(\.threads) == [0, 1, 1])
      let own = try spring("bert")
      #expect(own.questions == 1 && own.answered == Share(part: 0, whole: 1) && own.flags == 0)
      #expect(own.themes.map(\.id) == ["verzuim", "werkdruk"])
    }
  }

  @Test func sevenDaysToTheMillisecond() throws {
    // Two questions: one answered after exactly seven days, one a millisecond later.
    var scene = ForumScene()
    let one = scene.thread(by: "anna", at: "2026-03-01T10:00:00.000Z")
    let other = scene.thread(by: "anna", at: "2026-03-02T10:00:00.000Z")
    scene.reply(by: "bert", one, at: "2026-03-08T10:00:00.000Z")
    scene.reply(by: "bert", other, at: "2026-03-09T10:00:00.001Z")
    let forum = try scene.forum()
    func share(_ now: String) throws -> Share? {
      ForumEffect(forum, Toolbox(), over: [.everything], now: try .at(now)).latest?.answeredInTime
    }
    #expect(try share("2026-04-01T00:00:00.000Z") == Share(part: 1, whole: 2))
    #expect(try share("2026-03-09T10:00:00.000Z") == Share(part: 1, whole: 2))
    #expect(try share("2026-03-09T09:59:59.999Z") == Share(part: 1, whole: 1))
    #expect(try share("2026-03-08T09:59:59.999Z") == Share(part: 0, whole: 0))
  }

  @Test func aPeriodHasItsFirstMomentAndNotTheNextOnes() throws {
    let period = try #require(Period("2026-Q2"))
    var scene = ForumScene()
    for (number, moment) in [period.from.milliseconds, period.until.milliseconds].enumerated() {
      for step in [-1, 0] as [Int64] {
        let account = number == 0 ? "anna" : "bert"
        scene.thread(by: account, at: Timestamp(milliseconds: moment + step).text)
      }
    }
    // Of anna's two the later one, of bert's the earlier one.
    let late = try Timestamp.at("2026-08-01T10:00:00.000Z")
    let effect = ForumEffect(try scene.forum(now: late), Toolbox(), over: [period], now: late)
    #expect(effect.latest?.questions == 2)
    let rows = Contributions(try scene.forum(now: late), over: period, now: late).members
    #expect(rows.filter { !$0.isSilent }.map { "\($0.id) \($0.questions)" } == ["anna 1", "bert 1"])
  }

  /// Milliseconds until a flag of 10 March on a question was handled; nil where it waits.
  private func wait(_ acts: (inout ForumScene, String, String) -> Void) throws -> Int64? {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-03-01T10:00:00.000Z")
    let reply = scene.reply(by: "bert", question, at: "2026-03-02T10:00:00.000Z")
    scene.add(
      "flag", by: "anna", in: "meldingen", at: "2026-03-10T10:00:00.000Z",
      ["post": reply, "reason": "Kijk."])
    acts(&scene, question, reply)
    let now = try Timestamp.at("2026-05-01T00:00:00.000Z")
    let effect = ForumEffect(try scene.forum(now: now), Toolbox(), over: [.everything], now: now)
    let wait = try #require(effect.latest?.flagWait)
    #expect(wait.count == 1)
    return wait.isAtLeast ? nil : wait.milliseconds
  }

  @Test func whenAFlagIsHandled() throws {
    func act(_ scene: inout ForumScene, _ kind: String, _ post: String, _ time: String) -> String {
      scene.add(
        kind, by: kind == "retract" ? "bert" : "cora", at: "2026-03-\(time):00:00.000Z",
        ["target": post, "post": post, "event": post, "reason": "Zo."])
    }
    let hour: Int64 = 3_600_000
    #expect(try wait { _, _, _ in } == nil)
    #expect(try wait { _ = act(&$0, "review", $2, "10T13") } == 3 * hour)
    // Looked at before it was raised, or only up to the post before.
    #expect(try wait { _ = act(&$0, "review", $2, "10T09") } == nil)
    #expect(try wait { scene, question, _ in _ = act(&scene, "review", question, "10T13") } == nil)
    #expect(
      try wait { scene, _, reply in
        let review = act(&scene, "review", reply, "10T13")
        _ = act(&scene, "undo", review, "10T14")
      } == nil)
    #expect(try wait { _ = act(&$0, "retract", $2, "11T10") } == 24 * hour)
    // The first time counts, whatever came later.
    #expect(
      try wait { scene, _, reply in
        _ = act(&scene, "hide", reply, "10T12")
        _ = act(&scene, "show", reply, "10T15")
        _ = act(&scene, "hide", reply, "12T10")
      } == 2 * hour)
    #expect(
      try wait { scene, _, reply in
        let hide = act(&scene, "hide", reply, "10T12")
        _ = act(&scene, "undo", hide, "10T13")
      } == nil)
    // Gone already, and back already, when it was raised.
    #expect(try wait { _ = act(&$0, "hide", $2, "05T12") } == 0)
    #expect(
      try wait { scene, _, reply in
        _ = act(&scene, "hide", reply, "05T12")
        _ = act(&scene, "show", reply, "05T15")
      } == nil)
  }

  @Test(arguments: ForumOrderTests.seeds.prefix(8)) func theOrderOfLogsDoesNotMatter(seed: UInt64) throws {
    let scene = RandomCommunity(seed: seed, events: 200).scene
    var random = SeededRandom(seed: seed)
    let toolbox = try SampleToolbox.load()
    let periods = Period(containing: RandomCommunity.late, unit: .month).series(12)
    func text(_ order: [String]) throws -> String {
      let forum = try scene.forum(order: order, now: RandomCommunity.late)
      let effect = ForumEffect(forum, toolbox, over: periods, now: RandomCommunity.late)
      let contributions = periods.map { Contributions(forum, over: $0, now: RandomCommunity.late) }
      return effect.csv(in: .dutch)
        + contributions.map { contributions in
          Contributions.Grouping.allCases.map {
            Contributions.csv(contributions.rows(by: $0), in: .dutch)
          }.joined()
        }.joined()
    }
    let whole = try text(scene.files.keys.sorted())
    for _ in 0..<3 {
      let order = scene.files.keys.sorted().shuffled(using: &random)
      #expect(try text(order) == whole, "seed \(seed), order \(order)")
    }
  }

  @Test func theTableOfASpreadsheet() throws {
    let effect = try effect(["2026-Q1", "2026-Q3"])
    let text = effect.csv(in: .dutch)
    let rows = try CSVReader.rows(String(text.dropFirst()), separator: ";")
    #expect(text.unicodeScalars.first == "\u{FEFF}" && Set(rows.map(\.count)) == [6])
    func row(_ period: String, _ id: String) -> [String]? { rows.first { $0[0] == period && $0[1] == id } }
    #expect(row("2026-Q1", "answered") == ["2026-Q1", "answered", "Beantwoord", "0,500", "4", ""])
    #expect(row("2026-Q1", "longWait")?.suffix(3) == ["2206,0", "4", "minstens"])
    #expect(row("2026-Q3", "answered")?.suffix(3) == ["", "0", ""])
    #expect(row("2026-Q1", "tools:scan")?[3] == "1" && row("2026-Q1", "themes:verzuim")?[3] == "3")
    #expect(row("2026-Q3", "silentTopics:lead") != nil && row("2026-Q1", "silentTopics:lead") == nil)
  }

  @Test func theRecordOfAScript() throws {
    let text = JSONOutput.text(EffectRecord(try effect(["2026-Q1", "2026-Q3"]), language: .english))
    let root = try JSONTree(text: text)
    let periods = try #require(root["periods"]).list
    #expect(periods.count == 2 && root["now"]?.text == "2026-06-01T08:00:00.000Z")
    #expect(periods[0]["period"] == .string("2026-Q1"))
    #expect(periods[0]["from"] == .string("2025-12-31T23:00:00.000Z"))
    #expect(periods[0]["questions"] == .number(4))
    #expect(periods[0]["answered"] == .object(["value": .number(0.5), "n": .number(4)]))
    #expect(
      periods[0]["longWait"]
        == .object(["value": .number(2_206), "n": .number(4), "atLeast": .boolean(true)]))
    #expect(periods[1]["answered"] == .object(["value": .null, "n": .number(0)]))
    #expect(periods[1]["silentTopics"]?.list.count == 3)
    #expect(!text.lowercased().contains("nan") && !text.lowercased().contains("inf"))
  }
}
