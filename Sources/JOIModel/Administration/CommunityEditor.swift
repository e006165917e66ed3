/// Changes to the text of community.json that leave every other byte as it was.
struct CommunityEditor {
  let document: JSONDocument
  let community: Community
  private var edits = JSONEdits()

  init(_ document: JSONDocument, _ community: Community) {
    (self.document, self.community) = (document, community)
  }

  /// The new text; nil where nothing changes.
  var bytes: [UInt8]? { edits.isEmpty ? nil : edits.apply(to: document.bytes) }

  /// A text as a JSON string. Names are safe text by then: without control characters.
  static func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// The lengths of logs as they stand behind a role that ended.
  static func lengths(_ lengths: [String: Int]) -> String {
    let logs = lengths.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value)" }
    return "{\"log\": {\(logs.joined(separator: ", "))}}"
  }

  /// Lists an organisation.
  mutating func add(organisation id: String, name: String, kind: Community.Organisation.Kind) {
    append(
      "{\"id\": \(Self.quoted(id)), \"name\": \(Self.quoted(name)), \"kind\": \(Self.quoted(kind.rawValue))}",
      to: "organisations", of: document.root, behind: document.root["format"])
  }

  /// Lists a member.
  mutating func add(member account: String, name: String, organisation: String, uid: UInt32?) {
    let number = uid.map { ", \"uid\": \($0)" } ?? ""
    append(
      "{\"account\": \(Self.quoted(account)), \"name\": \(Self.quoted(name)), "
        + "\"organisation\": \(Self.quoted(organisation))\(number)}",
      to: "members", of: document.root, behind: document.root["format"])
  }

  /// Records the number of a member's account.
  mutating func set(uid: UInt32, of account: String) {
    guard let entry = CommunityEraser.entry(account, document), let first = entry["account"] else { return }
    if let old = entry["uid"] {
      edits.replace(old, with: "\(uid)")
    } else {
      edits.insert(", \"uid\": \(uid)", behind: first)
    }
  }

  /// Lists a room.
  mutating func add(room: Community.Room) {
    let themes = room.themes.map { theme in
      "\n      {\"id\": \(Self.quoted(theme.id)), \"name\": \(Self.text(theme.name))}"
    }
    append(
      "{\"id\": \(Self.quoted(room.id)), \"name\": \(Self.text(room.name)), "
        + "\"kind\": \(Self.quoted(room.kind.rawValue)), \"readers\": \(Self.quoted(room.readers.rawValue)), "
        + "\"themes\": [\(themes.joined(separator: ","))\(themes.isEmpty ? "" : "\n    ")]}",
      to: "rooms", of: document.root, behind: document.root["members"])
  }

  private static func text(_ text: LocalizedText) -> String {
    let parts = [("nl", text.dutch), ("en", text.english)].compactMap { code, text in
      text.map { "\(quoted(code)): \(quoted($0))" }
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// Gives a role.
  mutating func add(
    role: Community.Role, from: String, until: String?, lengths: [String: Int]?, to account: String
  ) {
    guard let entry = CommunityEraser.entry(account, document) else { return }
    var text = "{\"role\": \(Self.quoted(role.rawValue)), \"from\": \(Self.quoted(from))"
    if let until { text += ", \"until\": \(Self.quoted(until))" }
    if let lengths { text += ", \"at\": \(Self.lengths(lengths))" }
    append("\(text)}", to: "roles", of: entry, behind: entry.pairs.last?.value)
  }

  /// Ends a role, by its place in the member's list.
  mutating func end(grant: JSONValue, until: String, lengths: [String: Int]?) {
    guard let from = grant["from"] else { return }
    if let old = grant["until"] {
      if old.raw != until { edits.replace(old, with: Self.quoted(until)) }
    } else {
      edits.insert(", \"until\": \(Self.quoted(until))", behind: from)
    }
    guard let lengths else { return }
    if let old = grant["at"] {
      edits.replace(old, with: Self.lengths(lengths))
    } else {
      edits.insert(", \"at\": \(Self.lengths(lengths))", behind: grant["until"] ?? from)
    }
  }

  /// Puts an entry at the end of a list, laid out as the one before it.
  private mutating func append(
    _ entry: String, to key: StaticString, of parent: JSONValue, behind neighbour: JSONValue?
  ) {
    guard let list = parent[key] else {
      if let neighbour { edits.insert(", \"\(key)\": [\(entry)]", behind: neighbour) }
      return
    }
    if let last = list.elements.last {
      edits.insert(",\(gap(before: last))\(entry)", behind: last)
    } else {
      edits.replace(list, with: parent.index == 0 ? "[\n    \(entry)\n  ]" : "[\(entry)]")
    }
  }

  /// The line break and the blanks before a value; one blank where something else stands before it on its line.
  private func gap(before value: JSONValue) -> String {
    let before = document.bytes[..<value.place.lowerBound]
    guard let line = before.lastIndex(of: 0x0A) else { return " " }
    let blanks = before[(line + 1)...]
    guard blanks.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return " " }
    return "\n" + String(decoding: blanks, as: UTF8.self)
  }
}
