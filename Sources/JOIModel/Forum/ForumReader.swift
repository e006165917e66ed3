import Glibc

/// Keeps up with the logs on disk: all of them in sequence at first, only the new bytes after that.
public struct ForumReader: Sendable {
  /// What a round of reading brought.
  public enum Change: Equatable, Sendable {
    case nothing
    /// Lines were added behind those that were known.
    case grown
    /// A log is another one than it was, or a moment that was waited for has come: all was read anew.
    case anew
  }

  private struct File: Sendable {
    var device: UInt
    var inode: UInt
    /// The log's number in the records; nil for a file that doesn't count.
    var log: Int?
    /// Bytes seen, whole lines or not: nothing is read while the size stays the same.
    var size: Int
    /// When the bytes last changed: the same size at another time is another text.
    var changed: Int
    /// The last bytes before the end of what was read, to tell growing from being written anew.
    var mark: [UInt8]
    /// Within a line that is too long: its end is looked for.
    var isSkipping = false
  }

  private static let markLength = 32
  private static let chunk = 1 << 20

  /// The data root.
  public let root: String
  /// Who takes part.
  public let community: Community
  /// Whose eyes it is read with.
  public let viewer: Viewer
  /// Look at rooms whatever the community's rules say, as far as the system lets: for checking.
  private let isThorough: Bool
  private let maximalLogs: Int
  private(set) var records: ForumRecords
  private var files: [String: File] = [:]
  private var hasRead = false
  /// Files that don't count, with why.
  private var refusals: [(path: String, problem: LogProblem)] = []
  /// Whether a folder of a room could not be read; the rest is read all the same.
  public private(set) var unreadable: [String] = []

  /// A reader that has read nothing yet.
  public init(root: String, community: Community, viewer: Viewer, isThorough: Bool = false) {
    self.init(root, community, viewer, isThorough: isThorough, maximalLogs: ForumRecords.maximalLogs)
  }

  init(_ root: String, _ community: Community, _ viewer: Viewer, isThorough: Bool = false, maximalLogs: Int) {
    self.maximalLogs = maximalLogs
    self.root = root
    self.community = community
    self.viewer = viewer
    self.isThorough = isThorough
    _ = Memory.isFrugal
    records = ForumRecords(region: community.region)
  }

  /// The folders in which logs can appear or grow, for a watch.
  public var folders: [String] {
    var folders = ["\(root)/forum"]
    // Who may not list a folder may not watch it either; one's own flags are no news.
    for (room, _) in readable() where !isOwnOnly(room) {
      folders.append("\(root)/forum/\(room.id)")
      folders += Self.entries("\(root)/forum/\(room.id)").filter { Self.region($0) != nil }.map {
        "\(root)/forum/\(room.id)/\($0)"
      }
    }
    return folders
  }

  /// The moment at which an event that waits may be read.
  public var due: Timestamp? { records.due.map { Timestamp(milliseconds: $0) } }

  /// The forum of what has been read. `previous` is what the same reader gave before: where only acts came since, its
  /// posts stay as they are put together.
  public func forum(after previous: Forum? = nil) -> Forum {
    ForumFold.fold(records, community, viewer, .files(root), after: previous)
  }

  /// Reads what is new.
  ///
  /// - Parameters:
  ///   - now: the reader's clock.
  ///   - progress: called with bytes read and bytes there, now and then.
  public mutating func refresh(now: Timestamp, progress: (Int, Int) -> Void = { _, _ in }) -> Change {
    let isFirst = !hasRead
    if let due, due <= now { return startAgain(now, progress) }
    var found: [(path: String, room: Int, account: String, region: String)] = []
    hasRead = true
    refusals = []
    unreadable = []
    for (room, number) in readable() {
      let folder = "forum/\(room.id)"
      if isOwnOnly(room) {
        // Members may not list the flags of others; their own log is there under its name.
        let path = "\(folder)/\(viewer.account).jsonl"
        if Self.exists("\(root)/\(path)") { found.append((path, number, viewer.account, "")) }
        continue
      }
      collect(folder, number, region: "", into: &found)
      for entry in Self.entries("\(root)/\(folder)").sorted() {
        if let region = Self.region(entry) {
          // Our own logs that came back from another host: their ids are those of the logs here.
          guard region != community.region else {
            refusals.append(("\(folder)/\(entry)", .notMember(entry)))
            continue
          }
          collect("\(folder)/\(entry)", number, region: region, into: &found)
        }
      }
    }
    if found.count > maximalLogs {
      // Another region's are the ones that can be too many; none of them may push out a member's.
      found = found.filter(\.region.isEmpty) + found.filter { !$0.region.isEmpty }
      refusals.append((found[maximalLogs].path, .tooManyLogs))
      found.removeLast(found.count - maximalLogs)
    }
    // A log that is gone took its events along.
    let paths = Set(found.map(\.path))
    if !isFirst, files.contains(where: { $0.value.log != nil && !paths.contains($0.key) }) {
      return startAgain(now, progress)
    }
    var change = Change.nothing
    var done = 0
    let total = isFirst ? found.reduce(0) { $0 + Self.size("\(root)/\($1.path)") } : 0
    let folders = LogFolders(root: root)
    for log in found {
      switch read(log.path, log.room, log.account, log.region, folders, now) {
      case .anew: return startAgain(now, progress)
      case .grown: change = .grown
      case .nothing: break
      }
      if isFirst {
        done += files[log.path]?.size ?? 0
        progress(done, total)
      }
    }
    return isFirst ? .anew : change
  }

  private mutating func startAgain(_ now: Timestamp, _ progress: (Int, Int) -> Void) -> Change {
    records = ForumRecords(region: community.region)
    files = [:]
    hasRead = false
    return refresh(now: now, progress: progress) == .nothing ? .anew : .anew
  }

  /// The rooms to read, with their places in the community. Of the flags a member sees their own.
  private func readable() -> [(Community.Room, Int)] {
    community.rooms.enumerated().filter { isThorough || viewer.rooms.contains($1.id) || isOwnOnly($1) }.map {
      ($1, $0)
    }
  }

  private func isOwnOnly(_ room: Community.Room) -> Bool {
    room.kind == .flags && viewer.isMember && !viewer.rooms.contains(room.id) && !isThorough
  }

  private mutating func collect(
    _ folder: String, _ room: Int, region: String,
    into found: inout [(path: String, room: Int, account: String, region: String)]
  ) {
    let entries = Self.entries("\(root)/\(folder)")
    if entries.isEmpty {
      switch Self.obstacle("\(root)/\(folder)") {
      case EACCES: unreadable.append(folder)
      case ELOOP, ENOTDIR: refusals.append((folder, .notPlain))
      default: break
      }
    }
    for entry in entries.sorted() where entry.hasSuffix(".jsonl") {
      let account = String(entry.dropLast(6))
      let path = "\(folder)/\(entry)"
      guard Identifier.isValid(account) else {
        refusals.append((SafeText.field(path), .notMember(SafeText.field(account))))
        continue
      }
      if region.isEmpty, community.member(account) == nil {
        refusals.append((path, .notMember(account)))
        continue
      }
      found.append((path, room, account, region))
    }
  }

  /// Reads the new lines of one log.
  private mutating func read(
    _ path: String, _ room: Int, _ account: String, _ region: String, _ folders: LogFolders, _ now: Timestamp
  ) -> Change {
    let descriptor = folders.open(path)
    guard descriptor >= 0 else {
      // One's own rights end here (EACCES), or it is a link (ELOOP) or a socket (ENXIO), which is told.
      if errno == ELOOP || errno == ENXIO { refusals.append((path, .notPlain)) }
      return files[path]?.log == nil ? .nothing : .anew
    }
    defer { close(descriptor) }
    guard let status = LogFile.Status(descriptor) else { return .nothing }
    if let problem = problem(status, account, region) {
      refusals.append((path, problem))
      return files[path]?.log == nil ? .nothing : .anew
    }
    if let known = files[path] {
      guard known.device == status.device, known.inode == status.inode, status.size >= known.size else {
        return .anew
      }
      if status.size == known.size { return status.changed == known.changed ? .nothing : .anew }
      if !known.mark.isEmpty, let log = known.log,
        LogFile.read(descriptor, records.logs[log].length - known.mark.count, known.mark.count) != known.mark
      {
        return .anew
      }
    } else {
      files[path] = File(
        device: status.device, inode: status.inode,
        log: records.log(room: room, account: account, region: region, path: path), size: 0,
        changed: 0, mark: [])
    }
    files[path]?.changed = status.changed
    return take(descriptor, path, room, size: status.size, now) ? .grown : .nothing
  }

  /// Why a file does not count for a member.
  private func problem(_ status: LogFile.Status, _ account: String, _ region: String) -> LogProblem? {
    guard status.isPlain else { return .notPlain }
    // Hard links are refused while trying out too: a second name is never an accident.
    guard status.names == 1 else { return .notAlone }
    guard community.identity == .unix else { return nil }
    guard status.isAlone else { return .notAlone }
    // Another region's logs are placed by root; a member's own are the member's, or root's after a restore.
    let owner = region.isEmpty ? community.member(account)?.uid : 0
    return status.owner == 0 || status.owner == owner ? nil : .wrongOwner(uid: status.owner)
  }

  /// Takes the whole lines behind what was read; what has no end yet is left for the next time.
  private mutating func take(_ descriptor: Int32, _ path: String, _ room: Int, size: Int, _ now: Timestamp)
    -> Bool
  {
    guard var file = files[path], let log = file.log else { return false }
    let kind = community.rooms[room].kind
    let most = most(of: log)
    let limit = min(size, most)
    var at = records.logs[log].length
    var rest: [UInt8] = []
    var hasLines = false
    while at + rest.count < limit {
      guard let bytes = LogFile.read(descriptor, at + rest.count, min(Self.chunk, limit - at - rest.count))
      else { break }
      let isAll = rest.isEmpty
      let buffer = isAll ? bytes : rest + bytes
      var start = 0
      buffer.withUnsafeBytes { whole in
        while start < buffer.count, let base = whole.baseAddress,
          let end = memchr(base + start, 0x0A, buffer.count - start)
        {
          let stop = base.distance(to: UnsafeRawPointer(end))
          hasLines = true
          takeLine(UnsafeRawBufferPointer(rebasing: whole[start..<stop]), log, kind, &file, now)
          start = stop + 1
        }
      }
      at += start
      rest = Array(buffer[start...])
      if rest.count > LogLine.maximalLength {
        // Its end may be far away: what was read of it is dropped, and so is the rest when it comes.
        if !file.isSkipping { records.note(.log(.lineTooLong), log: log, line: records.logs[log].lines + 1) }
        file.isSkipping = true
        records.logs[log].length += rest.count
        at += rest.count
        rest = []
      }
    }
    if size > most, file.size <= most {
      let problem = most < LogLine.maximalLog ? LogProblem.afterErasing : .logTooLarge
      records.note(.log(problem), log: log, line: records.logs[log].lines)
    }
    file.size = size
    let length = records.logs[log].length
    file.mark = LogFile.read(descriptor, max(0, length - Self.markLength), min(length, Self.markLength)) ?? []
    files[path] = file
    return hasLines
  }

  /// How many bytes of a log count at most: of an erased member's those that were there at the time.
  private func most(of number: Int) -> Int {
    let log = records.logs[number]
    guard log.region.isEmpty, let erasure = community.member(records.authors[Int(log.author)])?.erasure,
      let lengths = erasure.lengths
    else { return LogLine.maximalLog }
    return min(LogLine.maximalLog, lengths[community.rooms[log.room].id] ?? 0)
  }

  private mutating func takeLine(
    _ line: UnsafeRawBufferPointer, _ log: Int, _ kind: Community.Room.Kind, _ file: inout File,
    _ now: Timestamp
  ) {
    if file.isSkipping || line.count > LogLine.maximalLength {
      if !file.isSkipping { records.note(.log(.lineTooLong), log: log, line: records.logs[log].lines + 1) }
      file.isSkipping = false
      records.logs[log].length += line.count + 1
      records.logs[log].lines += 1
    } else if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      // Nothing stands there: a line was cut off by a line break, or somebody edited by hand.
      records.logs[log].length += line.count + 1
      records.logs[log].lines += 1
    } else {
      records.take(Array(line), log: log, kind: kind, now: now)
    }
  }

  /// Every finding about the logs: files, lines, and what the fold saw; each with its line.
  public func findings(_ forum: Forum) -> [Finding] {
    func finding(_ path: String, _ line: Int, _ problem: Finding.Problem) -> Finding {
      var severity = Finding.Severity.error
      if case .log(let problem) = problem { severity = problem.severity }
      return Finding(
        file: "\(SafeText.field(root))/\(path)", line: line, path: "", problem: problem, severity: severity)
    }
    var findings: [Finding] = []
    if LogFile.isRemote("\(root)/forum") { findings.append(finding("forum", 0, .log(.network))) }
    findings += refusals.map { finding($0.path, 0, .log($0.problem)) }
    findings += records.problems.map { finding(records.logs[$0.log].path, $0.line, $0.problem) }
    let problems = forum.postProblems + forum.actProblems
    let lines = lines(of: problems.map { ($0.log, $0.offset) })
    findings += zip(problems, lines).map {
      finding(records.logs[$0.log].path, $1, .log($0.problem))
    }
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      guard let log = file.log, file.size <= most(of: log), records.logs[log].length < file.size else {
        continue
      }
      findings.append(finding(path, records.logs[log].lines + 1, .log(.torn)))
    }
    return findings
  }

  /// The lines on which places in logs stand: one pass over each log that is concerned.
  private func lines(of places: [(log: Int, offset: Int)]) -> [Int] {
    var lines = [Int](repeating: 0, count: places.count)
    var log = -1
    var bytes: [UInt8] = []
    var (line, at) = (1, 0)
    let inOrder = places.indices.sorted {
      (places[$0].log, places[$0].offset) < (places[$1].log, places[$1].offset)
    }
    for number in inOrder {
      let place = places[number]
      if place.log != log {
        log = place.log
        let length = records.logs[log].length
        bytes = LogFile.read(records.logs[log].path, below: root, 0, length) ?? []
        (line, at) = (1, 0)
      }
      guard place.offset <= bytes.count else { continue }
      line += bytes[at..<place.offset].count { $0 == 0x0A }
      at = place.offset
      lines[number] = line
    }
    return lines
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Why a folder can't be opened; 0 where it can.
  private static func obstacle(_ path: String) -> Int32 {
    let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else { return errno }
    close(folder)
    return 0
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The region that a folder within a room stands for.
  private static func region(_ entry: String) -> String? {
    guard entry.first == "@" else { return nil }
    let name = String(entry.dropFirst())
    return Identifier.isValid(name) ? name : nil
  }

  /// The names in a folder; none where it can't be read. A link instead of a folder is not followed.
  static func entries(_ path: String) -> [String] {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return [] }
    guard let folder = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(folder) }
    return names(in: folder)
  }

  /// The names that an open folder still gives, without those of itself and the one above.
  static func names(in folder: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
