import JOIModel

/// A forum of four made-up members, written line by line as its logs have it: each test adds what it needs.
///
/// anna and bert are of companies, eva is of an institute, dina is a facilitator.
struct LiveForum {
  var organisations: [JSON] = [
    ["id": "pallet", "name": "Transport De Pallet", "kind": "company"],
    ["id": "krat", "name": "Magazijn Het Krat", "kind": "company"],
    ["id": "raam", "name": "Instituut Het Raam", "kind": "knowledge"],
  ]
  var members: [JSON] = [
    ["account": "anna", "name": "Adviseur", "organisation": "pallet"],
    ["account": "bert", "name": "Teamleider", "organisation": "krat"],
    ["account": "eva", "name": "Onderzoeker", "organisation": "raam"],
    [
      "account": "dina", "name": "Dina", "organisation": "raam",
      "roles": [["role": "facilitator", "from": "2026-01-01"]],
    ],
  ]
  var rooms: [JSON] = [
    [
      "id": "leden", "name": Fixture.both("Alle leden", "All members"),
      "themes": [
        ["id": "planning", "name": Fixture.both("Planning", "Planning")],
        ["id": "taal", "name": Fixture.both("Taal", "Language")],
      ],
    ],
    [
      "id": "bedrijven", "name": Fixture.both("Alleen bedrijven", "Companies only"), "readers": "companies",
      "themes": [["id": "tarieven", "name": Fixture.both("Tarieven", "Rates")]],
    ],
    ["id": "meldingen", "name": Fixture.both("Meldingen", "Flags"), "kind": "flags"],
  ]
  var identity = "demo"
  var guests = "none"
  /// The logs by the bytes of their path below the data root: as texts, look-alike names would be one.
  private var logs: [[UInt8]: [UInt8]] = [:]
  /// When the next event happens: a minute after the one before.
  var time: Timestamp
  private var count = 0

  /// Nobody has said anything; what is said begins some days ago.
  init(daysAgo: Int = 2) {
    time = Timestamp(milliseconds: 0)
    go(daysAgo: daysAgo)
  }

  /// Lets the next event happen that long ago.
  mutating func go(daysAgo: Int) {
    time = Timestamp(milliseconds: Timestamp.now.milliseconds - Int64(daysAgo) * 86_400_000)
  }

  /// Adds an event and answers its id.
  @discardableResult
  mutating func add(
    _ word: String, by account: String, room: String = "leden", _ fields: KeyValuePairs<String, JSON>
  ) -> String {
    count += 1
    let number = String(repeating: "0", count: 8 - "\(count)".count) + "\(count)"
    let id = "\(account)-\(time.sortable)-\(number)"
    let common: [(key: String, value: JSON)] = [
      ("v", 1), ("id", .text(id)), ("at", .text(time.text)), ("do", .text(word)),
    ]
    add(line: .object(common + fields.map { ($0.key, $0.value) }), by: account, room: room)
    time.milliseconds += 60_000
    return id
  }

  /// Adds a line to a log, whatever it says.
  mutating func add(line: JSON, by account: String, room: String = "leden") {
    let text = line.source.split(separator: "\n").joined(separator: " ")
    add(bytes: Array(text.utf8) + [0x0A], by: account, room: room)
  }

  mutating func add(bytes: [UInt8], by account: String, room: String = "leden") {
    logs[Array(Self.log(account, room).utf8), default: []] += bytes
  }

  /// Adds a question.
  @discardableResult
  mutating func ask(
    _ title: String, by account: String, body: String = "Hoe doen jullie dat?", theme: String = "planning",
    room: String = "leden", tools: [String] = []
  ) -> String {
    add(
      "thread", by: account, room: room,
      [
        "title": .text(title), "theme": .text(theme), "tools": .list(tools.map { .text($0) }),
        "body": .text(body),
      ])
  }

  /// Adds an answer to a question, or to a post below it.
  @discardableResult
  mutating func reply(
    _ body: String, by account: String, in thread: String, to post: String? = nil, room: String = "leden"
  ) -> String {
    add(
      "reply", by: account, room: room,
      ["thread": .text(thread), "to": .text(post ?? thread), "body": .text(body)])
  }

  static func log(_ account: String, _ room: String = "leden") -> String { "forum/\(room)/\(account).jsonl" }

  /// What a member's log among all members holds.
  func lines(_ account: String) -> [UInt8] { logs[Array(Self.log(account).utf8)] ?? [] }

  var source: String {
    let root: JSON = [
      "format": "joi-community/1", "identity": .text(identity), "guests": .text(guests),
      "organisations": .list(organisations), "members": .list(members), "rooms": .list(rooms),
    ]
    return root.source + "\n"
  }

  /// Writes it into a data root.
  func write(to folder: TemporaryFolder) throws {
    for room in rooms {
      if case .text(let id)? = room["id"] { folder.folder("data/forum/\(id)") }
    }
    for (path, bytes) in logs {
      try File.write(bytes, to: "\(folder.path)/data/\(String(decoding: path, as: UTF8.self))")
    }
    try File.write(source, to: "\(folder.path)/data/community.json")
  }
}
