import Foundation
import Testing

@testable import JOIModel

/// community.json: sound, broken, and in doubt closed.
@Suite struct CommunityLoaderTests {
  private func findings(_ community: Community) -> [String] {
    community.findings.map { "\($0.path) \($0.problem)" }
  }

  private func damaged(_ old: String, _ new: String, isThorough: Bool = false) throws -> Community {
    SampleCommunity.load(try SampleCommunity.damaged((old, new)), isThorough: isThorough)
  }

  @Test func theSampleIsSound() throws {
    let community = SampleCommunity.load(isThorough: true)
    #expect(community.findings.isEmpty)
    #expect((community.identity, community.guests, community.region) == (.demo, .none, "noord"))
    #expect(community.organisations.map(\.id) == ["firma", "school"])
    #expect(community.organisations.map(\.kind) == [.company, .knowledge])
    #expect(community.members.map(\.account) == ["anna", "bert", "cora", "dirk", "a", "a-b"])
    #expect(community.members.map(\.uid) == [70_001, 70_002, 70_003, 70_004, 70_005, 70_006])
    #expect(community.members.map(\.isFictional) == [false, false, false, false, true, false])
    #expect(community.rooms.map(\.id) == ["leden", "bedrijven", "meldingen", "begeleiding"])
    #expect(community.rooms.map(\.kind) == [.conversations, .conversations, .flags, .notes])
    #expect(community.rooms.map(\.readers) == [.members, .companies, .facilitators, .facilitators])
    #expect(community.theme("onder-ons")?.room.id == "bedrijven")
    #expect(community.theme("geen") == nil)
    #expect(community.room("leden")?.themes.map(\.id) == ["verzuim", "werkdruk"])
    #expect(community.organisation(of: "anna")?.name == "Firma Een")
    #expect(community.organisation(of: "dirk") == nil)
    #expect(community.member("dirk")?.grants.map(\.role) == [.facilitator])
    #expect(
      community.member("dirk")?.grants.first?.from == (try Timestamp.at("2026-02-01T00:00:00Z").milliseconds))
    #expect(
      community.member("dirk")?.grants.first?.until == (try Timestamp.at("2026-03-01T12:00:00Z").milliseconds)
    )
  }

  @Test(arguments: [
    ("", Finding.Problem.json(.syntax)), ("[]", .wrongType(expected: "object", found: "array")),
    ("{}", .wrongFormat(wanted: "joi-community/1", found: "-")),
    (#"{"format": "joi-toolbox/1"}"#, .wrongFormat(wanted: "joi-community/1", found: "joi-toolbox/1")),
    (#"{"format": "joi-community/1", "members": [], "members": []}"#, .json(.duplicateKey("members"))),
    (
      #"{"format": "joi-community/1", "members": [{"role": "x", "role": "y"}]}"#, .json(.duplicateKey("role"))
    ),
    ("\u{1B}", .json(.syntax)), (String(repeating: "[", count: 100_000), .json(.tooDeep)),
  ])
  func whatIsNoCommunity(text: String, problem: Finding.Problem) {
    let community = SampleCommunity.load(text)
    #expect(community.findings.map(\.problem) == [problem])
    #expect(community.findings.map(\.severity) == [.error])
    #expect(community.members.isEmpty && community.rooms.isEmpty)
  }

  /// A word that is not known must not open what it was meant to close.
  @Test(arguments: [#""Demo""#, #""""#, "5", "true", "[]", "{}", #""unix ""#, #""d\u0435mo""#])
  func anUnknownIdentityIsTheStrictOne(word: String) throws {
    let community = try damaged(#""identity": "demo""#, #""identity": \#(word)"#)
    #expect(community.identity == .unix)
    #expect(community.findings.map(\.path) == ["identity"])
  }

  @Test(arguments: [#""identity": null, "#, ""]) func noIdentityIsTheStrictOne(field: String) throws {
    let community = try damaged(#""identity": "demo", "#, field)
    #expect(community.identity == .unix)
    #expect(community.findings.isEmpty)
  }

  @Test(arguments: [#""Read""#, #""all""#, "true", "1", "[\"read\"]"])
  func unknownGuestsSeeNothing(word: String) throws {
    let community = try damaged(#""guests": "none""#, #""guests": \#(word)"#)
    #expect(community.guests == .none)
    #expect(community.findings.map(\.path) == ["guests"])
  }

  @Test func guestsMayRead() throws {
    #expect(try damaged(#""guests": "none""#, #""guests": "read""#).guests == .read)
    #expect(try damaged(#""guests": "none", "#, "").guests == .none)
  }

  @Test(arguments: ["Noord", "no ord", "", "../x"]) func aRegionThatIsNoNameIsTold(name: String) throws {
    let community = try damaged(#""region": "noord""#, #""region": "\#(name)""#)
    #expect(community.region == "")
    #expect(findings(community) == ["region \(Finding.Problem.badIdentifier(name))"])
  }

  // MARK: Members

  @Test func theSameAccountTwice() throws {
    let community = try damaged(#""account": "bert", "name": "Bert""#, #""account": "anna", "name": "Bert""#)
    #expect(community.members.map(\.account) == ["anna", "cora", "dirk", "a", "a-b"])
    #expect(community.member("anna")?.name == "Anna")
    #expect(findings(community) == ["members[1].account \(Finding.Problem.duplicateIdentifier("anna"))"])
  }

  @Test(arguments: [
    "Anna", "an na", "", "../../x", "a/b", ".", "-a", "ann\u{E1}", "анна", "a\u{301}", "x@zuid",
  ])
  func anAccountThatIsNone(account: String) throws {
    let community = try damaged(#""account": "anna""#, #""account": "\#(account)""#)
    #expect(community.members.count == 5)
    #expect(community.findings.map(\.path) == ["members[0].account"])
    #expect(
      community.findings.first?.line
        == SampleToolbox.line(of: #""account": "anna""#, in: SampleCommunity.text))
  }

  @Test func anAccountOfSixtyFourLetters() throws {
    let name = String(repeating: "a", count: 64)
    #expect(try damaged(#""account": "anna""#, #""account": "\#(name)""#).member(name) != nil)
    #expect(try damaged(#""account": "anna""#, #""account": "\#(name)a""#).members.count == 5)
  }

  @Test func aNumberOfSeveralIsNobodys() throws {
    let text = try SampleCommunity.damaged(
      (#""uid": 70002"#, #""uid": 70001"#), (#""uid": 70004"#, #""uid": 70001"#))
    let community = SampleCommunity.load(text)
    #expect(community.members.map(\.uid) == [nil, nil, 70_003, nil, 70_005, 70_006])
    #expect(community.findings.map(\.path) == ["members[1].uid", "members[3].uid"])
  }

  @Test(arguments: ["-1", "4294967296", "\"70001\"", "70001.5", "null", "1e9"])
  func aNumberThatIsNone(number: String) throws {
    for identity in ["demo", "unix"] {
      let text = try SampleCommunity.damaged(
        (#""uid": 70001"#, #""uid": \#(number)"#), (#""demo""#, "\"\(identity)\""))
      let community = SampleCommunity.load(text)
      #expect(community.member("anna")?.uid == nil)
      #expect(community.findings.map(\.path) == (identity == "unix" ? ["members[0].uid"] : []))
    }
  }

  @Test func anOrganisationThatIsNotThere() throws {
    let community = try damaged(
      #""name": "Anna", "organisation": "firma""#, #""name": "Anna", "organisation": "weg""#)
    #expect(community.organisation(of: "anna") == nil)
    #expect(findings(community) == ["members[0].organisation \(Finding.Problem.unknownIdentifier("weg"))"])
  }

  @Test func aFirmOfNoKnownKindIsNoCompany() throws {
    let community = try damaged(#""kind": "company""#, #""kind": "Company""#)
    #expect(community.organisations.map(\.id) == ["school"])
    #expect(community.organisation(of: "anna") == nil)
    let viewer = try Viewer(community, asked: "anna", uid: 0, now: ForumScene.now)
    #expect(viewer.rooms == ["leden"])
  }

  @Test func namesAreMadeSafe() throws {
    let community = try damaged(#""name": "Anna""#, #""name": "An\u001b[2Jna\u202e\r\n""#)
    #expect(community.member("anna")?.name == "An␛[2Jna␍ ")
  }

  // MARK: Roles

  @Test(arguments: [
    (#""from": "2026-01-01""#, #""from": "ooit""#, "from"),
    (#""from": "2026-01-01""#, #""from": 2026"#, "from"),
    (#""from": "2026-01-01""#, #""from": null"#, "from"),
    (#"{"role": "facilitator", "from": "2026-01-01"}"#, "{}", "role"),
    (
      #""role": "facilitator", "from": "2026-01-01""#, #""role": "Facilitator", "from": "2026-01-01""#, "role"
    ),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "until": "later""#, "until"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "until": 5"#, "until"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "at": 5"#, "at.log"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "at": {}"#, "at.log"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "at": {"log": []}"#, "at.log"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "at": {"log": {"leden": -1}}"#, "at.log.leden"),
    (#""from": "2026-01-01""#, #""from": "2026-01-01", "at": {"log": {"leden": "9"}}"#, "at.log.leden"),
  ])
  func aRoleThatIsNotSoundIsNotHeld(old: String, new: String, place: String) throws {
    let community = try damaged(old, new)
    #expect(community.member("cora")?.grants.isEmpty == true)
    #expect(community.findings.map(\.path) == ["members[2].roles[0].\(place)"])
    #expect(!community.holds(.facilitator, "cora", at: ForumScene.now.milliseconds, room: "", byte: 0))
  }

  @Test func aRoleFromUntilAndUpToALength() throws {
    let community = try SampleCommunity.load(lengthsOfDirk: #"{"log": {"leden": 100, "bedrijven": 0}}"#)
    #expect(community.findings.isEmpty)
    let from = try Timestamp.at("2026-02-01T00:00:00Z").milliseconds
    let until = try Timestamp.at("2026-03-01T12:00:00Z").milliseconds
    func holds(_ time: Int64, _ room: String, _ byte: Int, _ role: Community.Role = .facilitator) -> Bool {
      community.holds(role, "dirk", at: time, room: room, byte: byte)
    }
    #expect(holds(from, "leden", 0) && holds(until - 1, "leden", 99))
    #expect(!holds(from - 1, "leden", 0) && !holds(until, "leden", 0))
    #expect(!holds(from, "leden", 100) && !holds(from, "bedrijven", 0) && !holds(from, "begeleiding", 0))
    #expect(holds(from, "", 0))
    #expect(!holds(from, "leden", 0, .curator))
    #expect(!community.holds(.facilitator, "dirk@zuid", at: from, room: "leden", byte: 0))
  }

  @Test func aRoleHeldTwice() throws {
    let community = try damaged(
      #"[{"role": "facilitator", "from": "2026-01-01"}]"#,
      #"[{"role": "facilitator", "from": "2026-01-01", "until": "2026-02-01", "at": {"log": {"leden": 10}}}, {"role": "curator", "from": "2026-01-01"}, {"role": "facilitator", "from": "2026-06-01"}]"#
    )
    func holds(_ time: String, _ byte: Int) throws -> Bool {
      community.holds(
        .facilitator, "cora", at: try Timestamp.at(time).milliseconds, room: "leden", byte: byte)
    }
    #expect(try holds("2026-01-15T00:00:00Z", 9))
    #expect(try !holds("2026-01-15T00:00:00Z", 10))
    #expect(try !holds("2026-03-01T00:00:00Z", 10))
    #expect(try holds("2026-06-01T00:00:00Z", 10))
  }

  // MARK: Rooms

  @Test(arguments: [
    (#""readers": "companies""#, #""readers": "company""#, "rooms[1].readers"),
    (#""readers": "companies""#, #""readers": 5"#, "rooms[1].readers"),
    (#""readers": "companies""#, #""readers": "companies", "kind": "Notes""#, "rooms[1].kind"),
    (#""id": "bedrijven""#, #""id": "leden""#, "rooms[1].id"),
    (#""id": "bedrijven""#, #""id": "../leden""#, "rooms[1].id"),
    (#"{"nl": "Bedrijven", "en": "Companies"}"#, "5", "rooms[1].name"),
  ])
  func aRoomThatIsNotSoundIsNone(old: String, new: String, place: String) throws {
    let community = try damaged(old, new)
    #expect(community.rooms.map(\.id) == ["leden", "meldingen", "begeleiding"])
    #expect(community.findings.map(\.path) == [place])
  }

  @Test func flagsAndNotesAreForFacilitatorsUnlessSaidOtherwise() throws {
    #expect(SampleCommunity.load().room("meldingen")?.readers == .facilitators)
    let open = try damaged(#""kind": "flags""#, #""kind": "flags", "readers": "members""#)
    #expect(open.room("meldingen")?.readers == .members)
  }

  @Test func theSameThemeTwice() throws {
    let community = try damaged(#""id": "onder-ons""#, #""id": "verzuim""#)
    #expect(community.room("bedrijven")?.themes.isEmpty == true)
    #expect(community.theme("verzuim")?.room.id == "leden")
    #expect(
      findings(community) == ["rooms[1].themes[0].id \(Finding.Problem.duplicateIdentifier("verzuim"))"])
  }

  @Test func unknownKeysAreToldToWhoChecks() throws {
    let text = try SampleCommunity.damaged((#""guests": "none""#, #""guests": "none", "guest": "read""#))
    #expect(SampleCommunity.load(text).findings.isEmpty)
    #expect(SampleCommunity.load(text, isThorough: true).findings.map(\.severity) == [.warning])
  }

  // MARK: The file

  @Test func noFileIsNoForumAndNoFault() throws {
    try withTemporaryFolder { root in
      #expect(DataRoot(path: root).loadCommunity() == nil)
      try writeFile(SampleCommunity.text, to: "\(root)/community.json")
      #expect(DataRoot(path: root).loadCommunity()?.members.count == 6)
      #expect(DataRoot(path: "\(root)/").communityFile == "\(root)/community.json")
    }
  }

  @Test func aFileThatCanNotBeReadIsTold() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/community.json"
      #expect(mkfifo(path, 0o644) == 0)
      #expect(DataRoot(path: root).loadCommunity()?.findings.map(\.problem) == [.notAFile])
      unlink(path)
      #expect(symlink("\(root)/weg", path) == 0)
      // A dangling link is no file; what it leads to is not there.
      #expect(DataRoot(path: root).loadCommunity() == nil)
      unlink(path)
      try writeFile("", to: path)
      #expect(truncate(path, (16 << 20) + 1) == 0)
      #expect(DataRoot(path: root).loadCommunity()?.findings.map(\.problem) == [.tooLarge(limitMiB: 16)])
    }
  }

  /// An organisation of a kind that is not known is left out, and so is who would be of it told.
  @Test func anOrganisationThatWasLeftOutIsNone() throws {
    let text = try SampleCommunity.damaged(
      (#""name": "Firma Een", "kind": "company""#, #""name": "Firma Een", "kind": "firm""#))
    let community = SampleCommunity.load(text)
    #expect(community.organisations.map(\.id) == ["school"])
    #expect(community.member("anna")?.organisation == nil)
    #expect(community.findings.contains { $0.problem == .unknownIdentifier("firma") })
  }
}

/// With whose eyes the forum is read.
@Suite struct ViewerTests {
  private func viewer(
    _ asked: String?, uid: UInt32 = 0, _ changes: (old: String, new: String)...,
    now: Timestamp = ForumScene.now
  ) throws -> Viewer {
    let text = try changes.reduce(SampleCommunity.text) { text, change in
      guard text.contains(change.old) else { throw SampleCommunity.NotOnePlace(text: change.old) }
      return text.replacing(change.old, with: change.new)
    }
    return try Viewer(SampleCommunity.load(text), asked: asked, uid: uid, now: now)
  }

  private static let unix = (#""identity": "demo""#, #""identity": "unix""#)
  private static let read = (#""guests": "none""#, #""guests": "read""#)

  @Test(arguments: [
    ("anna", ["leden", "bedrijven"]), ("bert", ["leden"]), ("dirk", ["leden"]), ("a-b", ["leden"]),
    ("cora", ["leden", "bedrijven", "meldingen", "begeleiding"]), ("niemand", []), ("", []), ("Anna", []),
  ])
  func whileTryingOut(account: String, rooms: [String]) throws {
    let viewer = try viewer(account)
    #expect(viewer.rooms == rooms)
    #expect(viewer.account == account)
    #expect(viewer.isMember == !rooms.isEmpty)
    #expect(viewer.seesForum == !rooms.isEmpty)
    #expect(viewer.isDemo)
    #expect(viewer.isFacilitator == (account == "cora"))
  }

  @Test func theFirstMemberWhereNobodyWasAskedFor() throws { #expect(try viewer(nil).account == "anna") }

  @Test func aRoleIsForItsTime() throws {
    #expect(try !viewer("dirk").isFacilitator)
    #expect(try viewer("dirk", now: Timestamp.at("2026-02-10T00:00:00Z")).isFacilitator)
  }

  @Test func accountsOfTheSystem() throws {
    let bert = try viewer(nil, uid: 70_002, Self.unix)
    #expect((bert.account, bert.isMember, bert.isDemo) == ("bert", true, false))
    #expect(throws: Viewer.Refusal.notDemo) { try viewer("cora", uid: 70_002, Self.unix) }
    let stranger = try viewer(nil, uid: 70_099, Self.unix)
    #expect((stranger.account, stranger.isMember, stranger.rooms) == ("70099", false, []))
  }

  @Test func guestsReadWhatMembersRead() throws {
    #expect(try viewer("niemand", Self.read).rooms == ["leden"])
    let guest = try viewer(nil, uid: 70_099, Self.unix, Self.read)
    #expect(guest.rooms == ["leden"])
    #expect(!guest.isMember && !guest.isFacilitator)
  }

  /// The system's name of a stranger may be that of a member: only the number tells.
  @Test func aStrangerWithAMembersName() throws {
    let name = (#""account": "anna", "name": "Anna""#, #""account": "root", "name": "Anna""#)
    let stranger = try viewer(nil, uid: 0, Self.unix, Self.read, name)
    #expect(stranger.account == "root")
    #expect(!stranger.isMember)
    #expect(stranger.rooms == ["leden"])
    #expect(try viewer(nil, uid: 0, Self.unix, name).rooms.isEmpty)
    let facilitator = (#""account": "cora", "name": "Cora""#, #""account": "root", "name": "Cora""#)
    #expect(try !viewer(nil, uid: 0, Self.unix, Self.read, facilitator).isFacilitator)
  }

  @Test func withADoubtfulNumberNobodyIsAMember() throws {
    let same = (#""uid": 70002"#, #""uid": 70003"#)
    #expect(try !viewer(nil, uid: 70_003, Self.unix, same).isMember)
  }
}
