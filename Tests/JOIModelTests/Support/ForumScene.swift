import Foundation

@testable import JOIModel

/// Logs that a test writes line by line, in memory or as files, and the forum that they add up to.
struct ForumScene {
  var community: Community
  /// The logs by path below the data root.
  var files: [String: [UInt8]] = [:]
  /// The moment of the next event; each is a minute later than the one before.
  var clock = Int64(1_769_940_000_000)  // 2026-02-01T10:00:00.000Z
  var clockTime: Timestamp { Timestamp(milliseconds: clock) }
  /// The reader's clock, long after all that is written.
  static let now = Timestamp(milliseconds: 1_793_534_400_000)  // 2026-11-01
  private var serial = 0

  init(_ community: Community = SampleCommunity.load()) { self.community = community }

  static func path(_ account: String, _ room: String, region: String = "") -> String {
    region.isEmpty ? "forum/\(room)/\(account).jsonl" : "forum/\(room)/@\(region)/\(account).jsonl"
  }

  /// An id of an account that nothing else has.
  mutating func newID(_ account: String) -> String {
    serial += 1
    return "\(account)-\(Timestamp.digits(serial, 17))-k3v9q2xw"
  }

  /// Adds an event to a log and answers its id. `fields` may override the common ones.
  @discardableResult
  mutating func add(
    _ kind: String, by account: String, in room: String = "leden", region: String = "",
    at time: String? = nil,
    id: String? = nil, _ fields: [String: Any] = [:]
  ) -> String {
    let id = id ?? newID(account)
    clock += 60_000
    var event: [String: Any] = [
      "v": 1, "id": id, "at": time ?? Timestamp(milliseconds: clock).text, "do": kind,
    ]
    event.merge(fields) { $1 }
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    let line = (try? JSONSerialization.data(withJSONObject: event, options: options)) ?? Data()
    add(bytes: Array(line) + [0x0A], to: Self.path(account, room, region: region))
    return id
  }

  mutating func add(bytes: [UInt8], to path: String) { files[path, default: []] += bytes }

  @discardableResult
  mutating func thread(
    by account: String, in room: String = "leden", region: String = "", title: String = "Vraag",
    theme: String = "verzuim", body: String = "Wie weet het?", at time: String? = nil, id: String? = nil,
    tools: [String] = []
  ) -> String {
    add(
      "thread", by: account, in: room, region: region, at: time, id: id,
      ["title": title, "theme": theme, "body": body, "tools": tools])
  }

  @discardableResult
  mutating func reply(
    by account: String, _ thread: String, to: String? = nil, in room: String = "leden", region: String = "",
    body: String = "Ik.", at time: String? = nil, id: String? = nil
  ) -> String {
    add(
      "reply", by: account, in: room, region: region, at: time, id: id,
      ["thread": thread, "to": to ?? thread, "body": body])
  }

  func viewer(_ account: String) throws -> Viewer {
    try Viewer(community, asked: account, uid: 0, now: Self.now)
  }

  /// The forum of all logs, read whole one after the other in an order of paths (by name where none is given).
  func forum(as account: String = "cora", order: [String]? = nil, now: Timestamp = Self.now) throws -> Forum {
    try read(as: account, order: order, now: now).forum
  }

  func read(as account: String = "cora", order: [String]? = nil, now: Timestamp = Self.now) throws -> (
    forum: Forum, records: ForumRecords
  ) {
    let turns = (order ?? files.keys.sorted()).flatMap { path in
      Self.lines(files[path] ?? []).map { (path, $0) }
    }
    return try read(as: account, turns: turns, now: now)
  }

  /// The same with the lines in any order that keeps each log's own.
  func read(as account: String, turns: [(path: String, line: [UInt8])], now: Timestamp) throws -> (
    forum: Forum, records: ForumRecords
  ) {
    var records = ForumRecords(region: community.region)
    var logs: [String: Int] = [:]
    for (path, line) in turns {
      let parts = path.split(separator: "/").map(String.init)
      guard let room = community.rooms.firstIndex(where: { $0.id == parts[1] }) else { continue }
      let region = parts.count == 4 ? String(parts[2].dropFirst()) : ""
      let account = String(parts.last?.dropLast(6) ?? "")
      let log = logs[path] ?? records.log(room: room, account: account, region: region, path: path)
      logs[path] = log
      if line.count > LogLine.maximalLength || line.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) }) {
        records.logs[log].length += line.count + 1
        records.logs[log].lines += 1
        continue
      }
      records.take(line, log: log, kind: community.rooms[room].kind, now: now)
    }
    return (ForumFold.fold(records, community, try viewer(account), .memory(files)), records)
  }

  /// The whole lines of a log.
  static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
  }

  /// Writes the logs as files, and a folder for each room.
  func write(to root: String) throws {
    for room in community.rooms {
      try FileManager.default.createDirectory(
        atPath: "\(root)/forum/\(room.id)", withIntermediateDirectories: true)
    }
    for (path, bytes) in files {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: "\(root)/\(path)"))
    }
  }

  func reader(_ root: String, as account: String = "cora", isThorough: Bool = false) throws -> ForumReader {
    ForumReader(root: root, community: community, viewer: try viewer(account), isThorough: isThorough)
  }
}

extension Forum {
  /// What went wrong while folding, in words, without the places.
  var problems: [LogProblem] { (postProblems + actProblems).map(\.problem) }

  /// The ids of a thread's posts in their order.
  func ids(_ thread: String) -> [String] { self.thread(thread).map { posts(of: $0).map { id($0) } } ?? [] }
}
