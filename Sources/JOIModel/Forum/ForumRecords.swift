/// What the logs hold, line by line, in compact form and in whatever order they were read: the ground that
/// ``Forum`` is folded from. Texts of posts stay in the logs and are read when they are shown.
struct ForumRecords: Sendable {
  /// A log: one member's file in one room.
  struct Log: Sendable {
    /// The room's place in the community.
    var room: Int
    /// The author's place in `authors`.
    var author: UInt16
    /// The region whose host wrote it; empty for this one.
    var region: String
    /// The path below the data root.
    var path: String
    /// The latest moment of its lines so far, in milliseconds: what is written later did not happen earlier.
    var latest: Int64 = 0
    /// Bytes read, up to the last whole line.
    var length = 0
    /// Lines read.
    var lines = 0
  }

  /// An event with a text: a question, a reply, or a new version of one.
  struct Record: Sendable {
    var time: Int64
    var id: UInt32
    /// The id of the thread (reply) or of the post (edit).
    var about: UInt32
    /// The id of the post that a reply answers.
    var to: UInt32
    var offset: UInt32
    var log: UInt16
    /// The length less one: lines have 1 to 65,536 bytes, and a record thirty-two.
    private var lengthLessOne: UInt16
    var kind: LogLine.Kind
    /// Its text is empty: nobody can post that, so it was erased.
    var isErased: Bool

    /// Bytes of the line, without its break.
    var length: Int { Int(lengthLessOne) + 1 }

    init(
      time: Int64, id: UInt32, about: UInt32, to: UInt32, offset: UInt32, length: Int, log: UInt16,
      kind: LogLine.Kind, isErased: Bool = false
    ) {
      (self.time, self.id, self.about, self.to) = (time, id, about, to)
      (self.offset, self.log, self.kind, self.isErased) = (offset, log, kind, isErased)
      lengthLessOne = UInt16(clamping: length - 1)
    }
  }

  /// What only questions have.
  struct Opening: Sendable {
    var record: UInt32
    var title: String
    var theme: String
    var tags: [String]
    var tools: [String]
  }

  /// An event about another one.
  struct Act: Sendable {
    var time: Int64
    var id: UInt32
    /// What it is about: a post, a thread or an event.
    var target: UInt32
    /// The thread, where the event names one beside its target.
    var thread: UInt32
    var offset: UInt32
    var log: UInt16
    var kind: LogLine.Kind
    /// The reason, the new title, theme or tool, or the note; safe.
    var text = ""
  }

  /// What only acts that bring something new have beside it.
  struct Addition: Sendable {
    var reason: String
    /// The tags that replace those of a thread; nil where they stay.
    var tags: [String]?
  }

  /// Something wrong with a line.
  struct Problem: Sendable {
    var log: Int
    var line: Int
    var problem: Finding.Problem
  }

  static let none = UInt32.max
  /// So many logs at most: an event has sixteen bits for the number of its own.
  static let maximalLogs = 1 << 16
  /// Events that lie further ahead of the reader's clock than this many milliseconds wait until they don't.
  static let tolerance: Int64 = 5 * 60_000

  var logs: [Log] = []
  var authors: [String] = []
  var ids = EventTable()
  var records: [Record] = []
  var openings: [Opening] = []
  var acts: [Act] = []
  /// By act.
  var additions: [Int: Addition] = [:]
  /// Tools that a text links to: the record and the tool.
  var mentions: [(record: UInt32, tool: String)] = []
  var problems: [Problem] = []
  /// The moment at which the first event that waits may be read; nil where none does.
  var due: Int64?
  /// The region of this host; empty where it has none.
  private(set) var region: String
  /// The places in `authors`: another host may send thousands.
  private var authorPlaces: [String: Int] = [:]

  init(region: String = "") { self.region = region }

  /// The number of a log, a new one where it was not known.
  mutating func log(room: Int, account: String, region: String, path: String) -> Int {
    let name = region.isEmpty ? account : "\(account)@\(region)"
    let author = authorPlaces[name] ?? authors.count
    if author == authors.count {
      authors.append(name)
      authorPlaces[name] = author
    }
    logs.append(Log(room: room, author: UInt16(author), region: region, path: path))
    return logs.count - 1
  }

  mutating func note(_ problem: Finding.Problem, log: Int, line: Int) {
    guard problems.count < FindingLog.maximalCount else { return }
    problems.append(Problem(log: log, line: line, problem: problem))
  }

  /// Takes the next line of a log.
  mutating func take(_ bytes: [UInt8], log: Int, kind room: Community.Room.Kind, now: Timestamp) {
    let offset = UInt32(logs[log].length)
    logs[log].lines += 1
    logs[log].length += bytes.count + 1
    let (line, problem) = LogLine.read(bytes)
    func note(_ problem: Finding.Problem, _ records: inout ForumRecords) {
      records.note(problem, log: log, line: records.logs[log].lines)
    }
    if let problem { note(problem, &self) }
    guard let line else { return }
    guard line.kind.belongs(in: room) else { return note(.log(.wrongRoom(line.kind.rawValue)), &self) }
    let account = String(authors[Int(logs[log].author)].prefix { $0 != "@" })
    let isOwn = line.withID("id") { EventID.isValid(String(decoding: $0, as: UTF8.self), account: account) }
    guard isOwn == true else { return note(.log(.foreignID(line.root["id"]?.field ?? "")), &self) }
    // It neither counts yet nor makes later lines later; when its time has come the logs are read anew.
    if line.time.milliseconds > now.milliseconds + Self.tolerance {
      due = min(due ?? .max, line.time.milliseconds - Self.tolerance)
      return note(.log(.future), &self)
    }
    if line.time.milliseconds < logs[log].latest { note(.log(.clockBack), &self) }
    logs[log].latest = max(logs[log].latest, line.time.milliseconds)
    let id = self.id(line, "id", logs[log].region)
    add(line, id: id, log: log, offset: offset, length: bytes.count)
  }

  private mutating func add(_ line: LogLine, id: UInt32, log: Int, offset: UInt32, length: Int) {
    let region = logs[log].region
    let time = logs[log].latest
    func act(_ target: StaticString, thread: UInt32 = ForumRecords.none, text: StaticString = "reason") -> Act
    {
      Act(
        time: time, id: id, target: self.id(line, target, region), thread: thread, offset: offset,
        log: UInt16(log), kind: line.kind, text: line.root[text]?.field ?? "")
    }
    switch line.kind {
    case .thread, .reply, .edit:
      let number = UInt32(records.count)
      let about: UInt32
      switch line.kind {
      case .thread: about = id
      case .reply: about = self.id(line, "thread", region)
      default: about = self.id(line, "post", region)
      }
      records.append(
        Record(
          time: time, id: id, about: about,
          to: line.kind == .reply ? self.id(line, "to", region) : Self.none,
          offset: offset, length: length, log: UInt16(log), kind: line.kind,
          isErased: line.root["body"]?.range.isEmpty == true))
      if line.kind == .thread {
        openings.append(
          Opening(
            record: number, title: line.root["title"]?.field ?? "", theme: line.root["theme"]?.field ?? "",
            tags: line.fields("tags"), tools: line.fields("tools").filter(Identifier.isValid)))
      }
      for tool in line.mentionedTools { mentions.append((number, tool)) }
    case .retract, .like, .flag: acts.append(act("post"))
    case .answer: acts.append(act("post", thread: self.id(line, "thread", region)))
    case .undo: acts.append(act("event"))
    case .retitle: add(act("target", text: "title"), line)
    case .move: add(act("target", text: "theme"), line)
    case .link: add(act("target", text: "tool"), line)
    case .note: acts.append(act("target", text: "body"))
    case .review, .hide, .show, .close, .open, .pin, .unpin: acts.append(act("target"))
    }
  }

  private mutating func add(_ act: Act, _ line: LogLine) {
    let addition = Addition(
      reason: line.root["reason"]?.field ?? "",
      tags: act.kind == .retitle && line.root["tags"] != nil ? line.fields("tags") : nil)
    if !addition.reason.isEmpty || addition.tags != nil { additions[acts.count] = addition }
    acts.append(act)
  }

  /// The number of an id that a line names. Ids without a region belong to the host that wrote the line, so what
  /// another host wrote about ours carries our region's name there, and none here.
  private mutating func id(_ line: LogLine, _ key: StaticString, _ region: String) -> UInt32 {
    line.withID(key) { bytes -> UInt32 in
      if region.isEmpty, !bytes.contains(UInt8(ascii: "@")) { return UInt32(ids.number(of: bytes)) }
      let text = String(decoding: bytes, as: UTF8.self)
      guard EventID.isReference(text) else { return Self.none }
      let parts = text.split(separator: "@", maxSplits: 1)
      let named = parts.count == 2 ? String(parts[1]) : region
      var whole = named.isEmpty || named == self.region ? String(parts[0]) : "\(parts[0])@\(named)"
      return whole.withUTF8 { UInt32(ids.number(of: $0)) }
    } ?? Self.none
  }
}
