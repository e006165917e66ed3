/// Reads community.json: what is sound comes in, what is not is left out and told.
public struct CommunityLoader: FieldReader {
  /// The format that this program reads.
  public static let format = "joi-community/1"

  var log: FindingLog
  let isThorough: Bool

  /// Reads the file's bytes. `file` is its name in findings. A file that is no community at all gives an empty one,
  /// for which there is no forum, with the finding that says why.
  public static func load(_ bytes: [UInt8], file: String, isThorough: Bool = false) -> Community {
    func refused(_ problem: Finding.Problem, line: Int = 0) -> Community {
      var community = Community()
      community.findings = [Finding(file: file, line: line, path: "", problem: problem, severity: .error)]
      return community
    }
    do throws(JSONError) {
      let root = try JSONDocument(bytes).root
      guard root.kind == .object else {
        return refused(.wrongType(expected: "object", found: root.kind.rawValue), line: root.line)
      }
      guard root["format"]?.raw == format else {
        return refused(.wrongFormat(wanted: format, found: root["format"]?.field ?? "-"))
      }
      var loader = CommunityLoader(log: FindingLog(file: file), isThorough: isThorough)
      var community = loader.community(root)
      community.findings = loader.log.findings(in: bytes)
      return community
    } catch {
      return refused(.json(error.reason), line: error.line)
    }
  }

  private mutating func community(_ root: JSONValue) -> Community {
    var community = Community()
    checkKeys(
      root, .root, ["format", "identity", "guests", "region", "desk", "organisations", "members", "rooms"])
    // In doubt the stricter rule: a word that is not known must not open what it was meant to close.
    community.identity = word(root, "identity", .root, Community.Identity.self, standard: .unix) ?? .unix
    community.guests = word(root, "guests", .root, Community.Guests.self, standard: .none) ?? .none
    if let found = root["region"], !found.isNull {
      let region = found.field ?? found.kind.rawValue
      if found.kind == .string, Identifier.isValid(region) {
        community.region = region
      } else {
        log.add(.badIdentifier(region), at: found, .root["region"])
      }
    }
    community.desk = desk(root)
    var ids: Set<String> = []
    for (i, value) in list(root, "organisations", .root).enumerated() {
      let path = Path.root["organisations"][i]
      checkKeys(value, path, ["id", "name", "kind"])
      guard let id = identifier(value, path, &ids),
        let kind = word(value, "kind", path, Community.Organisation.Kind.self, standard: .company)
      else { continue }
      community.organisations.append(.init(id: id, name: value["name"]?.field ?? id, kind: kind))
    }
    ids = Set(community.organisations.map(\.id))
    var accounts: Set<String> = []
    for (i, value) in list(root, "members", .root, required: true).enumerated() {
      let path = Path.root["members"][i]
      if let member = member(value, path, &accounts, organisations: ids, community.identity) {
        community.members.append(member)
      }
    }
    checkNumbers(&community)
    var rooms: Set<String> = []
    var themes: Set<String> = []
    for (i, value) in list(root, "rooms", .root, required: true).enumerated() {
      if let room = room(value, Path.root["rooms"][i], &rooms, &themes) { community.rooms.append(room) }
    }
    community.index()
    return community
  }

  private mutating func desk(_ root: JSONValue) -> Community.Desk {
    var desk = Community.Desk()
    guard let found = root["desk"], !found.isNull else { return desk }
    let path = Path.root["desk"]
    guard found.kind == .object else {
      log.add(.wrongType(expected: "object", found: found.kind.rawValue), at: found, path)
      return desk
    }
    checkKeys(found, path, ["unansweredDays", "quietDays", "recentDays"])
    func days(_ key: StaticString, _ standard: inout Int64) {
      guard let value = found[key], !value.isNull else { return }
      guard let days = value.integer, (1...3_650).contains(days) else {
        log.add(
          .wrongType(
            expected: "1-3650",
            found: value.integer.map { "\($0)" } ?? value.field ?? value.kind.rawValue), at: value, path[key])
        return
      }
      standard = Int64(days) * Community.Desk.day
    }
    days("unansweredDays", &desk.unanswered)
    days("quietDays", &desk.quiet)
    days("recentDays", &desk.recent)
    return desk
  }

  private mutating func member(
    _ value: JSONValue, _ path: Path, _ accounts: inout Set<String>, organisations: Set<String>,
    _ identity: Community.Identity
  ) -> Community.Member? {
    checkKeys(value, path, ["account", "name", "organisation", "uid", "roles", "fictional", "erased"])
    guard let account = identifier(value, path, &accounts, key: "account") else { return nil }
    var organisation: String?
    if let found = value["organisation"], !found.isNull {
      let id = found.field ?? ""
      if organisations.contains(id) {
        organisation = id
      } else {
        log.add(.unknownIdentifier(id), at: found, path["organisation"])
      }
    }
    let erasure = erasure(value, path)
    var uid: UInt32?
    if let number = value["uid"]?.integer, let small = UInt32(exactly: number) {
      uid = small
    } else if identity == .unix, erasure == nil {
      log.add(.missing, at: value, path["uid"])
    }
    var member = Community.Member(
      account: account, name: erasure == nil ? value["name"]?.field ?? account : "",
      organisation: organisation, uid: uid, grants: [],
      isFictional: boolean(value, "fictional", path) ?? false,
      erasure: erasure)
    for (i, grant) in list(value, "roles", path).enumerated() {
      if let grant = self.grant(grant, path["roles"][i]) { member.grants.append(grant) }
    }
    return member
  }

  /// Whether a member was erased. In doubt it was, and nothing in its logs counts.
  private mutating func erasure(_ value: JSONValue, _ path: Path) -> Community.Erasure? {
    guard let found = value["erased"], !found.isNull, found.boolean != false else { return nil }
    if found.boolean == true { return Community.Erasure(lengths: nil) }
    checkKeys(found, path["erased"], ["log"])
    return Community.Erasure(lengths: lengths(found, path["erased"]) ?? [:])
  }

  /// Two members of one number would sign for each other: neither has it. Who was erased signs nothing any more.
  private mutating func checkNumbers(_ community: inout Community) {
    var seen: [UInt32: Int] = [:]
    for (i, member) in community.members.enumerated() where !member.isErased {
      guard let uid = member.uid else { continue }
      if let first = seen.updateValue(i, forKey: uid) {
        log.add(.duplicateIdentifier("\(uid)"), at: nil, Path.root["members"][i]["uid"])
        community.members[first].uid = nil
        community.members[i].uid = nil
      }
    }
  }

  private mutating func grant(_ value: JSONValue, _ path: Path) -> Community.Grant? {
    checkKeys(value, path, ["role", "from", "until", "at"])
    guard let word = value["role"]?.raw, let role = Community.Role(rawValue: word) else {
      log.add(
        .unknownWord(value["role"]?.field ?? "-", known: Community.Role.allCases.map(\.rawValue)), at: value,
        path["role"])
      return nil
    }
    func moment(_ key: StaticString, required: Bool) -> (value: Int64?, isSound: Bool) {
      guard let found = value[key], !found.isNull else {
        if required { log.add(.missing, at: value, path[key]) }
        return (nil, !required)
      }
      if let text = found.raw, let date = CalendarDate(text) {
        return (Timestamp(date).milliseconds, true)
      }
      if let text = found.raw, let time = Timestamp(text) { return (time.milliseconds, true) }
      log.add(.badDate(found.field ?? found.kind.rawValue), at: found, path[key])
      return (nil, false)
    }
    let (from, until) = (moment("from", required: true), moment("until", required: false))
    guard let start = from.value, until.isSound else { return nil }
    // Lengths that can't be understood would let a former facilitator backdate: then the role was never held.
    guard let at = value["at"], !at.isNull else {
      return Community.Grant(role: role, from: start, until: until.value, lengths: nil)
    }
    guard let lengths = lengths(at, path["at"]) else { return nil }
    return Community.Grant(role: role, from: start, until: until.value, lengths: lengths)
  }

  /// The lengths of the logs at a moment, by room; nil where they are no lengths.
  private mutating func lengths(_ at: JSONValue, _ path: Path) -> [String: Int]? {
    guard let logs = at["log"], logs.kind == .object else {
      let found = at["log"] ?? at
      log.add(.wrongType(expected: "object", found: found.kind.rawValue), at: found, path["log"])
      return nil
    }
    var lengths: [String: Int] = [:]
    for (room, length) in logs.members {
      guard let bytes = length.integer, bytes >= 0 else {
        log.add(
          .wrongType(expected: "number", found: length.kind.rawValue), at: length,
          path["log"].named(room))
        return nil
      }
      lengths[room] = bytes
    }
    return lengths
  }

  private mutating func room(
    _ value: JSONValue, _ path: Path, _ rooms: inout Set<String>, _ themes: inout Set<String>
  ) -> Community.Room? {
    checkKeys(value, path, ["id", "name", "kind", "readers", "themes"])
    guard let id = identifier(value, path, &rooms), let name = text(value, "name", path),
      let kind = word(value, "kind", path, Community.Room.Kind.self, standard: .conversations),
      let readers = word(
        value, "readers", path, Community.Room.Readers.self,
        standard: kind == .conversations ? .members : .facilitators)
    else { return nil }
    var room = Community.Room(id: id, name: name, kind: kind, readers: readers, themes: [])
    for (i, theme) in list(value, "themes", path).enumerated() {
      let path = path["themes"][i]
      checkKeys(theme, path, ["id", "name"])
      guard let id = identifier(theme, path, &themes), let name = text(theme, "name", path) else { continue }
      room.themes.append(Community.Theme(id: id, name: name))
    }
    return room
  }
}
