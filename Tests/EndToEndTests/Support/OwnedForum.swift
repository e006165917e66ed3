import Glibc
import JOIModel

/// A small forum beside the toolbox: one question by anna, in the room of all members, and one among companies.
struct OwnedForum {
  static let question = "anna-20260101000000000-k3v9q2xw"
  static let secret = "anna-20260102000000000-k3v9q2xw"
  static let accounts = ["anna", "bert", "cora", "dora"]
  static let rooms = ["leden", "bedrijven", "meldingen", "begeleiding"]

  /// The system's number of an account; that of a room's group is above 71000.
  static func uid(_ account: String) -> uid_t { 70_001 + uid_t(accounts.firstIndex(of: account) ?? 98) }
  static func gid(_ room: String) -> gid_t { 71_000 + gid_t(rooms.firstIndex(of: room) ?? 99) }

  /// The groups of an account: what it may read.
  static func groups(_ account: String) -> [gid_t] {
    switch account {
    case "anna": ["leden", "bedrijven"].map(gid)
    case "cora": rooms.map(gid)
    default: [gid("leden")]
    }
  }

  let joi: Joi
  var root: String { "\(joi.folder.path)/data" }

  init(identity: String = "demo") throws {
    joi = try Joi()
    let members: [JSON] = Self.accounts.map { account in
      [
        "account": .text(account), "name": .text("Lid \(account)"), "uid": .number(Int(Self.uid(account))),
        "organisation": account == "anna" ? "firma" : "school",
        "roles": .list(account == "cora" ? [["role": "facilitator", "from": "2026-01-01"]] : []),
      ]
    }
    let rooms: [JSON] = zip(Self.rooms, ["members", "companies", "facilitators", "facilitators"]).map {
      room, readers in
      let kind: JSON = room == "meldingen" ? "flags" : room == "begeleiding" ? "notes" : "conversations"
      return [
        "id": .text(room), "name": .text("Kamer \(room)"), "kind": kind, "readers": .text(readers),
        "themes": .list(
          kind.source.contains("conv")
            ? [["id": .text("thema-\(room)"), "name": .text("Thema \(room)")]] : []),
      ]
    }
    let community: JSON = [
      "format": "joi-community/1", "identity": .text(identity), "guests": "none",
      "organisations": [
        ["id": "firma", "name": "Firma", "kind": "company"],
        ["id": "school", "name": "School", "kind": "knowledge"],
      ],
      "members": .list(members), "rooms": .list(rooms),
    ]
    try File.write(community.source, to: "\(root)/community.json")
    for room in Self.rooms { joi.folder.folder("data/forum/\(room)") }
    for (room, id) in [("leden", Self.question), ("bedrijven", Self.secret)] {
      let line: JSON = [
        "v": .number(1), "id": .text(id), "at": "2026-01-02T00:00:00.000Z", "do": "thread",
        "title": .text("Vraag in \(room)"), "theme": .text("thema-\(room)"),
        "body": .text("Tekst in \(room)."),
      ]
      try File.write(Self.oneLine(line) + "\n", to: log("anna", room))
    }
  }

  /// JSON without line breaks.
  static func oneLine(_ json: JSON) -> String {
    json.source.split(separator: "\n").map { $0.trimming(" ") }.joined(separator: " ")
  }

  func log(_ account: String, _ room: String = "leden") -> String { "\(root)/forum/\(room)/\(account).jsonl" }

  /// The forum as an account sees it, read anew, with what was found wrong.
  func read(as account: String = "cora") throws -> (forum: Forum, findings: [Finding]) {
    guard let community = DataRoot(path: root).loadCommunity() else { throw SystemFailure("community.json") }
    let uid = Self.uid(account)
    let viewer = try Viewer(
      community, asked: community.identity == .demo ? account : nil, uid: uid, now: .now)
    var reader = ForumReader(root: root, community: community, viewer: viewer, isThorough: true)
    _ = reader.refresh(now: .now)
    let forum = reader.forum()
    return (forum, reader.findings(forum))
  }

  /// The lines of a log.
  func lines(_ account: String) throws -> [String] {
    try File.text(log(account)).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
      String.init)
  }

  /// Gives each log to its member and each room to its group, as an administrator does. Only root can: without that
  /// the tests of rights fail, they are not left out.
  func handOver() throws {
    func give(_ path: String, _ uid: uid_t, _ gid: gid_t, _ mode: mode_t) throws {
      guard chown(path, uid, gid) == 0, chmod(path, mode) == 0 else {
        throw SystemFailure("the tests of rights have to run as root: \(path)")
      }
    }
    try give(joi.folder.path, 0, 0, 0o755)
    for account in Self.accounts {
      try give(joi.folder.folder("state-\(account)"), Self.uid(account), Self.uid(account), 0o700)
    }
    for room in Self.rooms {
      try give("\(root)/forum/\(room)", 0, Self.gid(room), room == "meldingen" ? 0o2751 : 0o2750)
      for account in Self.accounts
      where room == "leden" || room == "meldingen" || Self.groups(account).contains(Self.gid(room)) {
        if !File.exists(log(account, room)) { try File.write("", to: log(account, room)) }
        try give(log(account, room), Self.uid(account), Self.gid(room), 0o640)
      }
    }
    // Where the account can reach it, wherever the checkout stands.
    try File.write(try File.read(try Binary.path()), to: "\(joi.folder.path)/joi-tui")
    try give("\(joi.folder.path)/joi-tui", 0, 0, 0o755)
  }

  /// A line of shell run as another account: $JOI is the program.
  func shell(as account: String, groups: [gid_t]? = nil, _ line: String) throws -> Command.Result {
    let groups = groups ?? Self.groups(account)
    let named =
      groups.isEmpty ? "--clear-groups" : "--groups=\(groups.map { "\($0)" }.joined(separator: ","))"
    let id = Self.uid(account)
    return try Command.run(
      ["setpriv", "--reuid=\(id)", "--regid=\(id)", named, "--no-new-privs", "/bin/sh", "-c", line],
      environment: joi.environment.merging([
        "JOI": "\(joi.folder.path)/joi-tui", "XDG_STATE_HOME": "\(joi.folder.path)/state-\(account)",
        "HOME": "/nonexistent", "Q": Self.question, "FORUM": "\(root)/forum",
      ]) { $1 }, in: joi.folder, directory: "/")
  }
}

extension Command.Result {
  /// The id that was acknowledged; nil where none was.
  var sent: String? {
    guard output.hasSuffix("\n"), let last = lines.last, last.hasPrefix("verstuurd ") else { return nil }
    return String(last.dropFirst("verstuurd ".count))
  }
}
