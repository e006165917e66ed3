@testable import JOIModel

/// The community that the forum targets read with: members, companies, facilitators of today and of once, two rooms to
/// talk in, flags, notes, and another region.
public enum FuzzForum {
  static let community = CommunityLoader.load(Array(text.utf8), file: "community.json")
  static let now = Timestamp(milliseconds: 1_793_534_400_000)  // 2026-11-01

  /// The logs that an input can write into, by the letter behind `#`, from a on.
  static let paths = [
    "forum/leden/anna.jsonl", "forum/leden/bert.jsonl", "forum/leden/cora.jsonl", "forum/leden/dirk.jsonl",
    "forum/bedrijven/anna.jsonl", "forum/bedrijven/cora.jsonl", "forum/meldingen/anna.jsonl",
    "forum/meldingen/bert.jsonl", "forum/begeleiding/cora.jsonl", "forum/leden/@zuid/anna.jsonl",
    "forum/leden/@zuid/zoe.jsonl", "forum/leden/weg.jsonl",
  ]

  static let text = #"""
    {"format": "joi-community/1", "identity": "demo", "region": "noord",
     "organisations": [{"id": "firma", "name": "Firma Een", "kind": "company"},
       {"id": "school", "name": "Hogeschool Twee", "kind": "knowledge"}],
     "members": [{"account": "anna", "name": "Anna", "organisation": "firma"},
       {"account": "bert", "name": "Bert", "organisation": "school"},
       {"account": "cora", "name": "Cora", "organisation": "school",
        "roles": [{"role": "facilitator", "from": "2026-01-01"}]},
       {"account": "dirk", "name": "Dirk", "roles": [{"role": "facilitator", "from": "2026-02-01",
         "until": "2026-03-01", "at": {"log": {"leden": 900}}}]},
       {"account": "weg", "name": "", "erased": {"log": {"leden": 400}}}],
     "rooms": [{"id": "leden", "name": {"nl": "Leden", "en": "Members"},
        "themes": [{"id": "verzuim", "name": {"nl": "Verzuim", "en": "Sick leave"}},
          {"id": "werkdruk", "name": {"nl": "Werkdruk", "en": "Work pressure"}}]},
       {"id": "bedrijven", "name": {"nl": "Bedrijven", "en": "Companies"}, "readers": "companies",
        "themes": [{"id": "onder-ons", "name": {"nl": "Onder ons", "en": "Among us"}}]},
       {"id": "meldingen", "name": {"nl": "Meldingen", "en": "Flags"}, "kind": "flags"},
       {"id": "begeleiding", "name": {"nl": "Begeleiding", "en": "Guidance"}, "kind": "notes"}]}
    """#

  static func viewer(_ account: String) -> Viewer {
    guard let viewer = try? Viewer(community, asked: account, uid: 0, now: now) else {
      fatalError("ORACLE: no viewer")
    }
    return viewer
  }

  /// An input as logs: `#` and a letter chooses the log that the lines behind it go into.
  public static func logs(_ input: [UInt8]) -> [String: [UInt8]] {
    var logs: [String: [UInt8]] = [:]
    var path = paths[0]
    var at = 0
    while at < input.count {
      if input[at] == UInt8(ascii: "#"), at + 1 < input.count {
        path = paths[Int(input[at + 1] &- 0x61) % paths.count]
        at += 2
        if at < input.count, input[at] == 0x0A { at += 1 }
        continue
      }
      let end = input[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? input.count
      logs[path, default: []] += input[at..<end]
      at = end
    }
    return logs
  }

  typealias Turn = (path: String, line: [UInt8])

  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
  }

  /// The lines of the logs that a viewer may read, log by log.
  static func turns(_ logs: [String: [UInt8]], for viewer: Viewer, order: [String]) -> [Turn] {
    order.filter { path in viewer.rooms.contains { path.hasPrefix("forum/\($0)/") } }.flatMap { path in
      lines(logs[path] ?? []).map { (path, $0) }
    }
  }

  /// Takes lines one by one, as the reader of files does, without files.
  struct Reading {
    var records = ForumRecords(region: FuzzForum.community.region)
    private var numbers: [String: Int] = [:]

    mutating func take(_ turn: Turn) {
      let parts = turn.path.split(separator: "/").map(String.init)
      let region = parts.count == 4 ? String(parts[2].dropFirst()) : ""
      let account = String(parts.last?.dropLast(6) ?? "")
      guard let room = FuzzForum.community.rooms.firstIndex(where: { $0.id == parts[1] }) else { return }
      let log =
        numbers[turn.path] ?? records.log(room: room, account: account, region: region, path: turn.path)
      numbers[turn.path] = log
      if turn.line.count > LogLine.maximalLength || turn.line.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) })
      {
        records.logs[log].length += turn.line.count + 1
        records.logs[log].lines += 1
        return
      }
      if account == "weg", records.logs[log].length + turn.line.count + 1 > 400 { return }
      records.take(turn.line, log: log, kind: FuzzForum.community.rooms[room].kind, now: FuzzForum.now)
    }
  }
}
