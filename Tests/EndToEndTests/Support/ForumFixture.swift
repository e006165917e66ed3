import Glibc

/// A small forum with made-up people, so that no test leans on what the sample says.
///
/// anna (Bakfiets), bram (Dozen) and cora (Emmer) are of companies, kees (Lyceum) is of a knowledge organisation, fien
/// facilitates, gast is no member. The rooms: leden (themes verzuim, planning), bedrijven (theme tarieven), meldingen.
struct ForumFixture {
  var identity = "demo"
  var guests = "none"
  var organisations: [JSON]
  var members: [JSON]
  var rooms: [JSON]
  /// The logs by path below the data root, as bytes.
  private(set) var logs: [String: [UInt8]] = [:]
  private var serial = 0

  init() {
    organisations = [
      Self.organisation("bakfiets", "Bakfiets BV", "company"),
      Self.organisation("dozen", "Dozen NV", "company"),
      Self.organisation("emmer", "Emmer en Zoon", "company"),
      Self.organisation("lyceum", "Lyceum Oost", "knowledge"),
    ]
    members = [
      Self.member("anna", "Anna Aarts", "bakfiets"), Self.member("bram", "Bram Bos", "dozen"),
      Self.member("cora", "Cora Claes", "emmer"), Self.member("kees", "Kees Kok", "lyceum"),
      Self.member("fien", "Fien Faber", nil, isFacilitator: true),
    ]
    rooms = [
      [
        "id": "leden", "name": Fixture.both("Alle leden", "All members"), "readers": "members",
        "themes": [
          ["id": "verzuim", "name": Fixture.both("Verzuim", "Absence")],
          ["id": "planning", "name": Fixture.both("Planning", "Rosters")],
        ],
      ],
      [
        "id": "bedrijven", "name": Fixture.both("Alleen bedrijven", "Companies only"), "readers": "companies",
        "themes": [["id": "tarieven", "name": Fixture.both("Tarieven", "Rates")]],
      ],
      ["id": "meldingen", "name": Fixture.both("Meldingen", "Flags"), "kind": "flags"],
    ]
  }

  static func organisation(_ id: String, _ name: String, _ kind: String) -> JSON {
    ["id": .text(id), "name": .text(name), "kind": .text(kind)]
  }

  static func member(
    _ account: String, _ name: String, _ organisation: String?, isFacilitator: Bool = false, uid: Int? = nil
  ) -> JSON {
    var member: JSON = ["account": .text(account), "name": .text(name)]
    var fields: [(key: String, value: JSON)] = []
    if let organisation { fields.append(("organisation", .text(organisation))) }
    if let uid { fields.append(("uid", .number(uid))) }
    if isFacilitator { fields.append(("roles", [["role": "facilitator", "from": "2026-01-01"]])) }
    if case .object(let own) = member { member = .object(own + fields) }
    return member
  }

  /// Changes a member.
  mutating func change(_ account: String, _ change: (inout JSON) -> Void) {
    for at in members.indices {
      if case .text(account)? = members[at]["account"] { change(&members[at]) }
    }
  }

  /// The text of community.json.
  var source: String {
    let root: JSON = [
      "format": "joi-community/1", "identity": .text(identity), "guests": .text(guests),
      "organisations": .list(organisations), "members": .list(members), "rooms": .list(rooms),
    ]
    return root.source + "\n"
  }

  // MARK: Events

  /// The moment of the next event: each comes a minute after the one before.
  private func moment(_ number: Int) -> String {
    let minutes = 600 + number
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-03-\(two(1 + minutes / 1_440))T\(two(minutes / 60 % 24)):\(two(minutes % 60)):00.000Z"
  }

  /// Adds an event to a member's log, and answers its id. `fields` come behind the common ones and may replace them.
  @discardableResult
  mutating func add(_ kind: String, by account: String, in room: String = "leden", _ fields: JSON) -> String {
    serial += 1
    let digits = "\(serial)"
    let id = "\(account)-\(String(repeating: "0", count: 17 - digits.count))\(digits)-k3v9q2xw"
    var event: JSON = ["v": 1, "id": .text(id), "at": .text(moment(serial)), "do": .text(kind)]
    if case .object(let more) = fields {
      for (key, value) in more {
        if event[key] != nil {
          event[key] = value
        } else if case .object(let own) = event {
          event = .object(own + [(key, value)])
        }
      }
    }
    // A line break within the source is between values, and means nothing.
    add(line: event.source.replacing("\n", with: " "), by: account, in: room)
    return id
  }

  /// Adds a line as it is.
  mutating func add(line: String, by account: String, in room: String = "leden") {
    add(bytes: Array(line.utf8) + [0x0A], to: "forum/\(room)/\(account).jsonl")
  }

  /// Adds bytes to a file below the data root.
  mutating func add(bytes: [UInt8], to path: String) { logs[path, default: []] += bytes }

  /// A question.
  mutating func thread(
    by account: String, _ title: String, in room: String = "leden", theme: String = "verzuim",
    tools: [String] = [],
    body: String = "Wie weet het?"
  ) -> String {
    add(
      "thread", by: account, in: room,
      [
        "title": .text(title), "theme": .text(theme), "body": .text(body),
        "tools": .list(tools.map { .text($0) }),
      ])
  }

  /// An answer to a thread's question or to another post.
  mutating func reply(
    by account: String, _ thread: String, to: String? = nil, in room: String = "leden", _ body: String = "Ik."
  ) -> String {
    add(
      "reply", by: account, in: room,
      ["thread": .text(thread), "to": .text(to ?? thread), "body": .text(body)])
  }
}

extension Joi {
  var dataFolder: String { "\(folder.path)/data" }

  /// The program on a toolbox and a forum.
  init(_ forum: ForumFixture, _ toolbox: Fixture? = Fixture()) throws {
    try self.init(toolbox)
    try install(forum)
  }

  /// Puts a forum into the data folder; rooms without logs have their folder too.
  func install(_ forum: ForumFixture) throws {
    for room in forum.rooms {
      if case .text(let id)? = room["id"] { self.folder.folder("data/forum/\(id)") }
    }
    for (path, bytes) in forum.logs {
      let parts = path.split(separator: "/")
      self.folder.folder("data/" + parts.dropLast().joined(separator: "/"))
      try File.write(bytes, to: "\(dataFolder)/\(path)")
      // With "identity": "unix" a log that others may write to does not count.
      chmod("\(dataFolder)/\(path)", 0o640)
    }
    try File.write(forum.source, to: "\(dataFolder)/community.json")
  }

  /// The lines of a member's log.
  func log(_ account: String, in room: String = "leden") throws -> [String] {
    try File.text("\(dataFolder)/forum/\(room)/\(account).jsonl").split(separator: "\n").map(String.init)
  }
}
