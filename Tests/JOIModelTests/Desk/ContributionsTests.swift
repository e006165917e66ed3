import Testing

@testable import JOIModel

/// Who adds what to a small forum, counted by hand: see ``DeskScene`` for what is in it.
@Suite struct ContributionsTests {
  init() throws { try #require(PeriodTests.isInAmsterdam) }

  private func contributions(_ period: String, as account: String = "cora") throws -> Contributions {
    Contributions(
      try DeskScene().forum(as: account), over: try #require(Period(period)), now: DeskScene.now)
  }

  /// Questions, answers, own replies, marked, likes; last seen.
  private func numbers(_ row: Contributions.Row) -> String {
    let counts = ContributionColumn.allCases.map { "\($0.count(in: row))" }.joined(separator: " ")
    return "\(row.id): \(counts), \(row.lastActive?.text.prefix(16) ?? "-")"
  }

  @Test func membersOfTheFirstQuarter() throws {
    #expect(
      try contributions("2026-Q1").rows(by: .member).map(numbers) == [
        // v1, v3; s1a, h1a (the question is hidden, her answer is not); v1b, v3a; liked by bert.
        "anna: 2 2 2 0 1, 2026-03-31T22:30",
        // v2 (h1 is hidden, r1 taken back); v1a, v1d (v3b is hidden); v1a marked, and liked by anna in the quarter.
        "bert: 1 2 0 1 1, 2026-02-20T10:00",
        // s1; v1c; last seen when she liked v1a for the first time.
        "cora: 1 1 0 0 0, 2026-04-10T10:00",
        "dirk: 2 0 0 0 0, 2026-03-20T10:00",
        // v2a, marked by nobody; last seen when asking v4.
        "a: 0 1 0 0 0, 2026-05-29T08:00",
        // Nothing, but seen when liking in spring.
        "a-b: 0 0 0 0 0, 2026-05-01T10:00",
        "zoe@zuid: 0 0 0 0 0, 2026-04-02T10:00",
      ])
  }

  @Test func membersOfTheSecondQuarter() throws {
    #expect(
      try contributions("2026-Q2").rows(by: .member).map { numbers($0).prefix { $0 != "," } } == [
        // v4; c1a, marked; v2a of winter, liked in spring.
        "a: 1 1 0 1 1",
        "anna: 1 0 0 0 0",
        // c1z, in a conversation of ours.
        "zoe@zuid: 0 1 0 0 0",
        // v1a of winter, liked in spring.
        "bert: 0 0 0 0 1", "a-b: 0 0 0 0 0", "cora: 0 0 0 0 0", "dirk: 0 0 0 0 0",
      ])
  }

  @Test func organisations() throws {
    let rows = try contributions("2026-Q1").rows(by: .organisation)
    #expect(
      rows.map(numbers) == [
        // bert and cora; as much as the next, and one is marked.
        "school: 2 3 0 1 1, 2026-04-10T10:00",
        // anna and a.
        "firma: 2 3 2 0 1, 2026-05-29T08:00",
        // dirk and a-b.
        ": 2 0 0 0 0, 2026-05-01T10:00",
        "@zuid: 0 0 0 0 0, 2026-04-02T10:00",
      ])
    #expect(rows.map(\.members) == [2, 2, 2, 1])
    #expect(
      rows.map { $0.label(in: .dutch) } == ["Hogeschool Twee", "Firma Een", "zonder organisatie", "@zuid"])
  }

  @Test func whoAddsNothingIsListed() throws {
    let winter = try contributions("2026-Q1")
    #expect(winter.rows(by: .member, filter: .silent).map(\.id) == ["a-b", "zoe@zuid"])
    #expect(winter.rows(by: .organisation, filter: .silentCompanies).isEmpty)
    let summer = try contributions("2026-Q3")
    #expect(summer.rows(by: .member, filter: .silent).count == 7)
    #expect(summer.rows(by: .organisation, filter: .silentCompanies).map(\.id) == ["firma"])
    #expect(summer.rows(by: .organisation, filter: .silent).count == 4)
    #expect(summer.rows(by: .organisation, filter: .companies).map(\.id) == ["firma"])
    #expect(summer.rows(by: .member, order: .name, filter: .companies).map(\.id) == ["a", "anna"])
  }

  @Test func nobodyEverWrote() throws {
    let empty = Contributions(try ForumScene().forum(), over: .everything, now: DeskScene.now)
    let rows = empty.rows(by: .member)
    #expect(rows.map(\.id) == ["a", "a-b", "anna", "bert", "cora", "dirk"])
    #expect(rows.allSatisfy { $0.isSilent && $0.lastActive == nil })
  }

  @Test func orders() throws {
    let all = try contributions("2026-Q1")
    #expect(
      all.rows(by: .member, order: .name).map(\.id)
        == ["a", "a-b", "anna", "bert", "cora", "dirk", "zoe@zuid"])
    #expect(
      all.rows(by: .member, order: .lastActive).map(\.id)
        == ["a", "a-b", "cora", "zoe@zuid", "anna", "dirk", "bert"])
    #expect(Contributions.Order.allCases.map(\.next) == [.name, .lastActive, .contribution])
    #expect(Contributions.Filter.allCases.map(\.next) == [.silent, .companies, .silentCompanies, .all])
  }

  @Test func whoNeverWasIsLastByActivity() throws {
    var scene = ForumScene()
    scene.thread(by: "dirk")
    let contributions = Contributions(try scene.forum(), over: .everything, now: ForumScene.now)
    #expect(contributions.rows(by: .member, order: .lastActive).first?.id == "dirk")
  }

  @Test func marksOfPersons() throws {
    let rows = try contributions("2026-Q1").members
    #expect(rows.filter(\.isFictional).map(\.id) == ["a"])
    // dirk was one, and is none any more.
    #expect(rows.filter(\.isFacilitator).map(\.id) == ["cora"])
    #expect(rows.filter { $0.kind == .company }.map(\.id) == ["anna", "a"])
    // An organisation is invented if all of its members are.
    #expect(try contributions("2026-Q1").organisations.allSatisfy { !$0.isFictional })
    let invented = SampleCommunity.load(
      try SampleCommunity.damaged(
        (
          #""organisation": "firma", "uid": 70001"#,
          #""organisation": "firma", "uid": 70001, "fictional": true"#
        )))
    let all = Contributions(try ForumScene(invented).forum(), over: .everything, now: DeskScene.now)
    #expect(all.organisations.filter(\.isFictional).map(\.id) == ["firma"])
  }

  @Test func theTableOfASpreadsheet() throws {
    let text = Contributions.csv(try contributions("2026-Q1").rows(by: .member), in: .english)
    let rows = try CSVReader.rows(String(text.dropFirst()), separator: ",")
    #expect(rows.count == 8 && Set(rows.map(\.count)) == [11])
    #expect(
      rows[1] == ["anna", "Anna", "Firma Een", "", "2", "2", "2", "0", "1", "2026-03-31T22:30:00.000Z", ""])
    #expect(rows[5].last == "fictional example" && rows[3].last == "facilitator" && rows[6].last == "silent")
    #expect(rows[7][0] == "zoe@zuid")
  }

  @Test(arguments: ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)"]) func noFormula(name: String) throws {
    let community = SampleCommunity.load(
      try SampleCommunity.damaged((#""name": "Bert""#, #""name": "\#(name)""#)))
    let all = Contributions(try ForumScene(community).forum(), over: .everything, now: DeskScene.now)
    let rows = try CSVReader.rows(
      String(Contributions.csv(all.rows(by: .member), in: .dutch).dropFirst()), separator: ";")
    #expect(rows.contains { $0[0] == "bert" && $0[1] == "'\(name)" })
    // A region begins with an @ too.
    let regions = try contributions("2026-Q2").rows(by: .organisation)
    #expect(Contributions.csv(regions, in: .dutch).contains("\"'@zuid\""))
  }
}
