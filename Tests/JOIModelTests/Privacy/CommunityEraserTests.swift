import Foundation
import Testing

@testable import JOIModel

/// Retiring an account in community.json.
@Suite struct CommunityEraserTests {
  private static let now = Timestamp(milliseconds: 1_793_534_400_000)  // 2026-11-01

  private func retire(_ account: String, _ text: String = SampleCommunity.text) throws -> String? {
    try CommunityEraser.retire(
      account, in: JSONDocument(Array(text.utf8)), lengths: ["leden": 120, "bedrijven": 7], now: Self.now
    ).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let mark = #""erased": {"log": {"bedrijven": 7, "leden": 120}}"#

  @Test func onlyTheValuesChange() throws {
    let wanted = try SampleCommunity.damaged(
      (#""account": "anna", "name": "Anna""#, #""account": "anna", \#(Self.mark), "name": """#))
    #expect(try retire("anna") == wanted)
    #expect(try retire("anna", wanted) == nil)
  }

  @Test func rolesEnd() throws {
    let wanted = try SampleCommunity.damaged(
      (#""account": "cora", "name": "Cora""#, #""account": "cora", \#(Self.mark), "name": """#),
      (
        #"{"role": "facilitator", "from": "2026-01-01"}"#,
        #"{"role": "facilitator", "from": "2026-01-01", "until": "2026-11-01T12:00:00.000Z"}"#
      ))
    #expect(Self.now.text == "2026-11-01T12:00:00.000Z")
    #expect(try retire("cora") == wanted)
    let cora = try #require(SampleCommunity.load(wanted, isThorough: true).member("cora"))
    #expect(cora.grants.first?.until == Self.now.milliseconds)
    // One that ended stays as it is, one that would end later ends now.
    #expect(try retire("dirk")?.contains(#""until": "2026-03-01T12:00:00.000Z""#) == true)
    let later = try SampleCommunity.damaged(("2026-03-01T12:00:00.000Z", "2027-03-01"))
    #expect(try retire("dirk", later)?.contains(#""until": "2026-11-01T12:00:00.000Z""#) == true)
    let open = try SampleCommunity.damaged((#""2026-03-01T12:00:00.000Z""#, "null"))
    #expect(try retire("dirk", open)?.contains(#""until": "2026-11-01T12:00:00.000Z""#) == true)
  }

  @Test func whateverElseStandsThereGoes() throws {
    let text = try SampleCommunity.damaged(
      (#""name": "Anna", "#, #""mail": ["anna@x"], "#),
      (#""name": "Bert", "#, #""name": null, "erased": false, "#))
    let found = try #require(try retire("anna", text))
    #expect(
      found.contains(#""account": "anna", \#(Self.mark), "name": "", "mail": null, "organisation""#) == false)
    #expect(found.contains(#""account": "anna", "name": "", \#(Self.mark), "mail": null, "organisation""#))
    #expect(
      try retire("bert", text)?.contains(
        #""account": "bert", "name": "", "erased": {"log": {"bedrijven": 7, "leden": 120}}, "organisation""#)
        == true)
  }

  @Test func whoIsNotListedIsListedAsErased() throws {
    let found = try #require(try retire("zoe"))
    let community = SampleCommunity.load(found, isThorough: true)
    #expect(community.findings.isEmpty)
    #expect(community.members.map(\.account) == ["anna", "bert", "cora", "dirk", "a", "a-b", "zoe"])
    #expect(community.member("zoe")?.erasure == .init(lengths: ["leden": 120, "bedrijven": 7]))
    let none = #"{"format": "joi-community/1", "members": [ ], "rooms": []}"#
    #expect(try retire("zoe", none)?.contains(#""members": [{"account": "zoe", "name": "", "#) == true)
  }

  // MARK: What the program makes of it

  private func erased(_ mark: String, identity: String = "demo") throws -> Community {
    SampleCommunity.load(
      try SampleCommunity.damaged(
        (#""name": "Anna", "#, #""name": "Anna", "erased": \#(mark), "#),
        (#""identity": "demo""#, #""identity": "\#(identity)""#)), isThorough: true)
  }

  @Test func anErasedMemberHasNoNameAndIsNobody() throws {
    let community = try erased("true")
    #expect(community.findings.isEmpty)
    let anna = try #require(community.member("anna"))
    #expect(anna.isErased && anna.name.isEmpty && anna.erasure?.lengths == nil)
    #expect(anna.shownName(in: .dutch) == "Gewist lid" && anna.shownName(in: .english) == "Erased member")
    let asked = try Viewer(community, asked: "anna", uid: 0, now: Self.now)
    #expect(!asked.isMember && asked.rooms.isEmpty)
    // The first of the list is not chosen either.
    #expect(try Viewer(community, asked: nil, uid: 0, now: Self.now).account == "bert")
    let unix = try erased("true", identity: "unix")
    #expect(try !Viewer(unix, asked: nil, uid: 70001, now: Self.now).isMember)
  }

  @Test func theNumberOfAnErasedAccountCanBeUsedAgain() throws {
    let text = try SampleCommunity.damaged(
      (#""name": "Anna", "#, #""name": "", "erased": true, "#), (#""uid": 70002"#, #""uid": 70001"#),
      (#""identity": "demo""#, #""identity": "unix""#))
    let community = SampleCommunity.load(text, isThorough: true)
    #expect(community.findings.isEmpty)
    #expect(try Viewer(community, asked: nil, uid: 70001, now: Self.now).account == "bert")
    // One without a number is no mistake.
    let without = SampleCommunity.load(text.replacing(#", "uid": 70001},"#, with: "},", maxReplacements: 1))
    #expect(without.member("anna")?.uid == nil && without.findings.isEmpty)
  }

  @Test(arguments: [#""ja""#, "[]", #"{"log": 5}"#, #"{"log": {"leden": -1}}"#])
  func inDoubtAMemberWasErased(mark: String) throws {
    let community = try erased(mark)
    #expect(community.findings.contains { $0.path.hasPrefix("members[0].erased") })
    #expect(community.member("anna")?.erasure == .init(lengths: [:]))
  }

  @Test(arguments: ["false", "null"]) func thisOneWasNot(mark: String) throws {
    let community = try erased(mark)
    #expect(community.findings.isEmpty && community.member("anna")?.isErased == false)
  }
}
