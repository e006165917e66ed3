/// Retires an account in the text of community.json: no name, no role from now on, and never to be given anew.
enum CommunityEraser {
  private static let known: Set<String> = [
    "account", "name", "organisation", "uid", "roles", "fictional", "erased",
  ]

  /// The member's name as it stands there; nil where there is none, or it was erased.
  static func name(of account: String, in document: JSONDocument) -> String? {
    guard let name = entry(account, document)?["name"]?.raw, !name.isEmpty else { return nil }
    return name
  }

  /// The member's entry.
  static func entry(_ account: String, _ document: JSONDocument) -> JSONValue? {
    document.root["members"]?.elements.first { $0["account"]?.raw == account }
  }

  /// The text with the account retired; nil where it is so already.
  ///
  /// - Parameter lengths: the lengths of the account's logs by room; what comes behind them will not count.
  static func retire(
    _ account: String, in document: JSONDocument, lengths: [String: Int], now: Timestamp
  ) -> [UInt8]? {
    var edits = JSONEdits()
    let logs = lengths.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
    let erased = "\"erased\": {\"log\": {\(logs)}}"
    if let entry = entry(account, document), let first = entry["account"] {
      if let name = entry["name"] {
        if name.raw != "" { edits.replace(name, with: "\"\"") }
      } else {
        // Without a name the account would be shown.
        edits.insert(", \"name\": \"\"", behind: first)
      }
      if let mark = entry["erased"] {
        if mark.isNull || mark.boolean == false { edits.replace(mark, with: "{\"log\": {\(logs)}}") }
      } else {
        edits.insert(", \(erased)", behind: first)
      }
      for grant in entry["roles"]?.elements ?? [] { end(grant, now, &edits) }
      for (key, value) in entry.pairs where !known.contains(key.raw ?? "") && !value.isNull {
        edits.replace(value, with: "null")
      }
    } else if let members = document.root["members"], members.kind == .array {
      let entry = "{\"account\": \"\(account)\", \"name\": \"\", \(erased)}"
      if let last = members.elements.last {
        edits.insert(",\n    \(entry)", behind: last)
      } else {
        edits.insert(entry, at: members.place.lowerBound + 1)
      }
    }
    return edits.isEmpty ? nil : edits.apply(to: document.bytes)
  }

  /// Ends a role that is held, or would be.
  private static func end(_ grant: JSONValue, _ now: Timestamp, _ edits: inout JSONEdits) {
    guard let from = grant["from"] else { return }
    if let until = grant["until"] {
      let moment = until.raw.flatMap { text in
        CalendarDate(text).map { Timestamp($0) } ?? Timestamp(text)
      }
      // A role whose end can't be read was never held.
      if until.isNull || moment.map({ $0 > now }) == true { edits.replace(until, with: "\"\(now.text)\"") }
    } else {
      edits.insert(", \"until\": \"\(now.text)\"", behind: from)
    }
  }
}
