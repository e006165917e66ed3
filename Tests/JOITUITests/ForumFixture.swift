import Foundation

@testable import JOIModel
@testable import JOITUI

/// A small forum in memory: three conversations with everything that a post can be.
struct ForumFixture {
  private(set) var logs: [String: [UInt8]] = [:]
  let community: Community
  var account: String
  private(set) var index = PostIndex()

  static let now = Timestamp("2026-11-24T10:00:00Z") ?? Timestamp(milliseconds: 0)

  init(as account: String = "anna", guests: String = "none") {
    self.account = account
    community = CommunityLoader.load(Array(Self.community(guests).utf8), file: "community.json")
    for (account, lines) in Self.lines {
      logs["forum/leden/\(account).jsonl"] = Array(lines.joined(separator: "\n").utf8) + [0x0A]
    }
    logs["forum/bedrijven/carl.jsonl"] = Array((Self.companyLine + "\n").utf8)
  }

  /// An id of the fixture: the account's nth event.
  static func id(_ account: String, _ number: Int) -> String {
    "\(account)-20261101090000000-0000000\(number)"
  }

  static func community(_ guests: String) -> String {
    """
    {"format": "joi-community/1", "identity": "demo", "guests": "\(guests)",
     "organisations": [{"id": "pallet", "name": "Transport De Pallet", "kind": "company"},
      {"id": "krat", "name": "Magazijn Het Krat", "kind": "company"},
      {"id": "raam", "name": "Instituut Het Raam", "kind": "knowledge"}],
     "members": [{"account": "anna", "name": "HR-adviseur", "organisation": "pallet", "fictional": true},
      {"account": "bert", "name": "Teamleider", "organisation": "krat", "fictional": true},
      {"account": "carl", "name": "Planner", "organisation": "krat"},
      {"account": "dina", "name": "Begeleider", "organisation": "raam",
       "roles": [{"role": "facilitator", "from": "2026-01-01"}]},
      {"account": "eef", "name": "Onderzoeker", "organisation": "raam"}],
     "rooms": [{"id": "leden", "name": {"nl": "Alle leden", "en": "All members"}, "themes":
       [{"id": "verzuim", "name": {"nl": "Verzuim", "en": "Absence"}},
        {"id": "planning", "name": {"nl": "Planning en roosters", "en": "Planning and rosters"}}]},
      {"id": "bedrijven", "name": {"nl": "Alleen bedrijven", "en": "Companies only"}, "readers": "companies",
       "themes": [{"id": "tarieven", "name": {"nl": "Tarieven", "en": "Rates"}}]},
      {"id": "meldingen", "name": {"nl": "Meldingen", "en": "Flags"}, "kind": "flags"},
      {"id": "begeleiding", "name": {"nl": "Begeleiding", "en": "Facilitation"}, "kind": "notes"}]}
    """
  }

  private static func line(
    _ account: String, _ number: Int, _ at: String, _ what: String
  ) -> String {
    #"{"v":1,"id":"\#(id(account, number))","at":"2026-11-\#(at):00.000Z",\#(what)}"#
  }

  private static let lines: [(String, [String])] = [
    (
      "anna",
      [
        line(
          "anna", 1, "10T08:12",
          #""do":"thread","title":"Chauffeurs betrekken bij de planning","theme":"planning","tags":["rooster"],"tools":["zelfroosteren"],"body":"Onze planners maken het rooster zonder de chauffeurs.\n\nWie heeft ervaring met *zelf roosteren*?""#
        ),
        line(
          "anna", 2, "11T07:00",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("bert", 1))","body":"Hoeveel tijd kost dat?""#
        ),
        line(
          "anna", 3, "12T07:00", #""do":"answer","thread":"\#(id("anna", 1))","post":"\#(id("bert", 1))""#),
        line("anna", 4, "12T07:05", #""do":"like","post":"\#(id("bert", 1))""#),
      ]
    ),
    (
      "bert",
      [
        line(
          "bert", 1, "10T12:40",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("anna", 1))","body":"Wij begonnen met [Zelfroosteren](tool:zelfroosteren) en een halfuur werkoverleg.\n\n- eerst één team van twintig\n- dan pas de rest\n\nZie ook [onze site](https://example.org/rooster).""#
        ),
        line(
          "bert", 2, "11T09:30",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("anna", 2))","body":"Een halfuur per week. Daarna nog `tien minuten`.""#
        ),
        line(
          "bert", 3, "20T09:00",
          #""do":"thread","title":"Taal op de werkvloer","theme":"verzuim","body":"Wie helpt nieuwe mensen met de taal?""#
        ),
        line(
          "bert", 4, "21T09:00",
          #""do":"edit","post":"\#(id("bert", 3))","body":"Wie helpt nieuwe mensen op weg met de taal? Negen talen, één vloer.""#
        ),
      ]
    ),
    (
      "carl",
      [
        line(
          "carl", 1, "13T10:00",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("anna", 1))","body":"Bij ons werkte het niet: de snelste klikkers hadden de beste diensten.""#
        ),
        line(
          "carl", 2, "13T11:00",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("carl", 1))","body":"Dit ging over een collega.""#
        ),
        line(
          "carl", 3, "14T11:00",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("zoek", 9))","body":"Antwoord op iets wat er niet is.""#
        ),
        line(
          "carl", 4, "15T11:00",
          #""do":"reply","thread":"\#(id("anna", 1))","to":"\#(id("anna", 1))","body":"Verkeerd gesprek.""#),
        line(
          "carl", 5, "15T11:02", #""do":"retract","post":"\#(id("carl", 4))","reason":"hoorde hier niet""#),
      ]
    ),
    (
      "dina",
      [
        line(
          "dina", 1, "13T15:00", #""do":"hide","target":"\#(id("carl", 2))","reason":"gaat over één persoon""#
        ),
        line(
          "dina", 2, "22T15:00",
          #""do":"thread","title":"Wie komt er naar de bijeenkomst?","theme":"planning","body":"Laat het hier weten.\n\n> Elk kwartaal één keer.""#
        ),
        line(
          "dina", 3, "23T15:00",
          #""do":"close","target":"\#(id("dina", 2))","reason":"de bijeenkomst is geweest""#),
        line("dina", 4, "23T15:01", #""do":"pin","target":"\#(id("dina", 2))""#),
      ]
    ),
  ]

  private static let companyLine = line(
    "carl", 8, "18T10:00",
    #""do":"thread","title":"Wachttijd bij klanten","theme":"tarieven","body":"Hoe vertel je dit je mensen?""#
  )

  /// The forum as the account sees it.
  func forum() -> Forum {
    guard let viewer = try? Viewer(community, asked: account, uid: 0, now: Self.now) else {
      fatalError("demo")
    }
    var records = ForumRecords()
    for (path, bytes) in logs.sorted(by: { $0.key < $1.key }) {
      let parts = path.split(separator: "/")
      guard let room = community.rooms.firstIndex(where: { $0.id == parts[1] }),
        viewer.rooms.contains(community.rooms[room].id) || path.hasSuffix("meldingen/\(account).jsonl")
      else { continue }
      let log = records.log(room: room, account: String(parts[2].dropLast(6)), region: "", path: path)
      for line in bytes.split(separator: 0x0A) {
        records.take(Array(line), log: log, kind: community.rooms[room].kind, now: Self.now)
      }
    }
    return ForumFold.fold(records, community, viewer, .memory(logs))
  }

  /// Takes an event, as the member's log would.
  mutating func append(_ event: ForumEvent, room: String, by account: String? = nil) {
    logs["forum/\(room)/\(account ?? self.account).jsonl", default: []] += event.line + [0x0A]
  }
}
