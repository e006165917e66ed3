import Glibc

/// Erasing on request (GDPR art. 17): what will be done, and doing it.
///
/// Texts become empty, and everything that the tree of posts stands on stays: ids, times, what answers what, likes.
public struct Erasure: Sendable {
  /// What is to be erased.
  public enum Target: Equatable, Sendable {
    /// All that a member wrote, and the name.
    case member(MemberName)
    /// A post with all its versions, or one event of another kind, by id.
    case post(String)
  }

  /// What goes out of one file.
  public struct FilePlan: Equatable, Sendable {
    /// The file, below the data root.
    public var path: String
    /// Questions and answers, new versions, other texts, and lines that are no events.
    public var posts = 0, versions = 0, texts = 0, others = 0
    /// Whether it is community.json, out of which the name and the roles go.
    public var isCommunity = false
  }

  /// What will be done.
  public struct Plan: Sendable {
    /// The files that change.
    public var files: [FilePlan] = []
    /// The member's name as it stands in community.json; nil where it is gone or there is none.
    public var name: String?
    /// The new texts of the files that change, by path.
    var texts: [String: [UInt8]] = [:]
    fileprivate var changes: [Change] = []
  }

  fileprivate struct Change: Sendable {
    var folder: OpenFolder
    var name: String
    var bytes: [UInt8]
    var old: stat
    /// Whether it is a log that nobody but root may rewrite.
    var growsOnly = false
  }

  private let root: String
  private let target: Target
  private let now: Timestamp
  static let communityName = "community.json"
  private static let rounds = 20

  /// What is to be erased below a data root.
  public init(_ target: Target, in root: DataRoot, now: Timestamp) {
    (self.target, self.root, self.now) = (target, root.path, now)
  }

  // MARK: Planning

  /// What would be done now.
  public func plan() throws(PrivacyFailure) -> Plan {
    let folder = try OpenFolder(root: root)
    let found = try Self.communityText(folder)
    let community = CommunityLoader.load(found.document.bytes, file: Self.communityName)
    var plan = Plan()
    switch target {
    case .member(let member):
      let logs = try MemberLog.all(of: member, in: folder, community, isForWriting: true)
      let isMember = CommunityEraser.entry(member.account, found.document) != nil
      guard !logs.isEmpty || (member.region.isEmpty && isMember) else {
        throw PrivacyFailure(member.text, .noSuchAccount)
      }
      var lengths: [String: Int] = [:]
      for log in logs {
        let length = try add(log, to: &plan) { _ in true }
        if log.region.isEmpty { lengths[log.room] = length }
      }
      if member.region.isEmpty {
        try folder.demandWriting(Self.communityName, found.status)
        plan.name = CommunityEraser.name(of: member.account, in: found.document)
        add(
          CommunityEraser.retire(member.account, in: found.document, lengths: lengths, now: now),
          found.status,
          folder, to: &plan)
      }
    case .post(let id):
      let post = try self.post(id, community)
      let logs = try MemberLog.all(of: post.member, in: folder, community, isForWriting: true)
      guard let whole = try wholePost(post.id, logs) else { throw PrivacyFailure(id, .noSuchPost) }
      for log in logs { _ = try add(log, to: &plan) { Self.concerns($0, whole) } }
    }
    return plan
  }

  static func communityText(_ folder: OpenFolder) throws(PrivacyFailure) -> (
    document: JSONDocument, status: stat
  ) {
    let name = communityName
    guard let found = try folder.read(name) else {
      throw PrivacyFailure(name, .system(String(cString: strerror(ENOENT))))
    }
    guard found.status.st_nlink == 1 else { throw PrivacyFailure(name, .notAlone) }
    do throws(JSONError) {
      return (try JSONDocument(found.bytes), found.status)
    } catch {
      let finding = Finding(
        file: name, line: error.line, path: "", problem: .json(error.reason), severity: .error)
      throw PrivacyFailure(name, .unsound(finding))
    }
  }

  /// Adds what goes out of a log; answers its length.
  private func add(_ log: MemberLog, to plan: inout Plan, where concerns: (JSONValue?) -> Bool)
    throws(PrivacyFailure) -> Int
  {
    guard let (bytes, status) = try log.read() else { return 0 }
    var file = FilePlan(path: log.path)
    var changed = bytes
    Self.forEachLine(bytes) { range, _ in
      let line = Array(bytes[range])
      guard !line.isEmpty, concerns(Self.event(line)), let erased = LineEraser.erase(line) else { return }
      changed.replaceSubrange(range, with: erased.line)
      switch erased.content {
      case .post: file.posts += 1
      case .version: file.versions += 1
      case .text: file.texts += 1
      case .noEvent: file.others += 1
      }
    }
    if changed != bytes {
      plan.files.append(file)
      plan.texts[log.path] = changed
      plan.changes.append(
        Change(
          folder: log.folder, name: log.name, bytes: changed, old: status, growsOnly: log.growsOnly))
    }
    return bytes.count
  }

  private func add(_ bytes: [UInt8]?, _ old: stat, _ folder: OpenFolder, to plan: inout Plan) {
    guard let bytes else { return }
    plan.files.append(FilePlan(path: Self.communityName, isCommunity: true))
    plan.texts[Self.communityName] = bytes
    plan.changes.append(Change(folder: folder, name: Self.communityName, bytes: bytes, old: old))
  }

  /// Calls `body` with the bytes and the number of each line, the last one without a line break too.
  static func forEachLine(_ bytes: [UInt8], _ body: (Range<Int>, Int) -> Void) {
    var (start, line) = (0, 1)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      body(start..<end, line)
      (start, line) = (end + 1, line + 1)
    }
  }

  /// A line as an event; nil for what is none.
  static func event(_ line: [UInt8]) -> JSONValue? {
    guard let root = (try? JSONDocument(line, limits: LogLine.limits))?.root, root.kind == .object else {
      return nil
    }
    return root
  }

  // MARK: Posts

  /// A post's id without its region, and whose logs it can stand in.
  private func post(_ id: String, _ community: Community) throws(PrivacyFailure) -> (
    id: String, member: MemberName
  ) {
    let parts = id.split(separator: "@", maxSplits: 1).map(String.init)
    guard EventID.isReference(id), let local = parts.first else { throw PrivacyFailure(id, .noSuchPost) }
    let account = String(local.dropLast(27))
    let region = parts.count == 2 ? "@\(parts[1])" : ""
    return (local, try MemberName(account + region, home: community.region))
  }

  /// The id of the whole post: of a new version that of the post it is one of. Nil where there is none.
  private func wholePost(_ id: String, _ logs: [MemberLog]) throws(PrivacyFailure) -> String? {
    var whole: String?
    for log in logs {
      guard let (bytes, _) = try log.read() else { continue }
      Self.forEachLine(bytes) { range, _ in
        guard let event = Self.event(Array(bytes[range])), event["id"]?.raw == id else { return }
        let post = event["do"]?.raw == "edit" ? event["post"]?.raw : nil
        whole = post.map { String($0.prefix { $0 != "@" }) } ?? id
      }
    }
    return whole
  }

  /// Whether a line of its author's is the post, a version of it, or the author's reason for taking it back.
  private static func concerns(_ event: JSONValue?, _ id: String) -> Bool {
    guard let event else { return false }
    if event["id"]?.raw == id { return true }
    guard let word = event["do"]?.raw, word == "edit" || word == "retract" else { return false }
    // Whose posts one changes and takes back are one's own, so the region is the log's.
    return event["post"]?.raw.map { $0.prefix { $0 != "@" } == id } ?? false
  }

  // MARK: Doing

  /// Does it. When this returns nothing is left to erase, and all of it is on disk; what was erased is answered by file.
  public func carryOut() throws(PrivacyFailure) -> [FilePlan] {
    var done: [FilePlan] = []
    do throws(PrivacyFailure) {
      let folder = try OpenFolder(root: root)
      return try AdministrationLock.held(in: folder) { () throws(PrivacyFailure) in
        for _ in 0..<Self.rounds {
          // Who writes meanwhile is met in the next round.
          let plan = try plan()
          let logs = try clean()
          if plan.changes.isEmpty {
            // A command that was interrupted may have left one that can be rewritten.
            for log in logs where log.growsOnly { log.protect() }
            return done
          }
          try replace(plan, &done)
        }
        throw PrivacyFailure("forum", .busy)
      }
    } catch {
      var failure = error
      failure.done = done.map(\.path)
      throw failure
    }
  }

  /// All new files are written before the first one takes its place: what can't be written is known by then.
  private func replace(_ plan: Plan, _ done: inout [FilePlan]) throws(PrivacyFailure) {
    var ready: [Replacement] = []
    func discard(from place: Int) { for replacement in ready[place...] { replacement.discard() } }
    for change in plan.changes {
      do throws(PrivacyFailure) {
        ready.append(
          try Replacement(
            change.bytes, of: change.name, in: change.folder, old: change.old, isToGrowOnly: change.growsOnly)
        )
      } catch {
        discard(from: 0)
        throw error
      }
    }
    for (place, replacement) in ready.enumerated() {
      do throws(PrivacyFailure) {
        guard try replacement.commit() else {
          // It grew: the others wait, so that community.json is always the last.
          return discard(from: place + 1)
        }
        Self.note(plan.files[place], &done)
      } catch {
        discard(from: place + 1)
        throw error
      }
    }
  }

  private static func note(_ file: FilePlan, _ done: inout [FilePlan]) {
    guard let known = done.firstIndex(where: { $0.path == file.path }) else { return done.append(file) }
    done[known].posts += file.posts
    done[known].versions += file.versions
    done[known].texts += file.texts
    done[known].others += file.others
  }

  /// Takes away what a command that was interrupted left behind; the logs concerned.
  private func clean() throws(PrivacyFailure) -> [MemberLog] {
    let folder = try OpenFolder(root: root)
    let community = CommunityLoader.load(
      try Self.communityText(folder).document.bytes, file: Self.communityName)
    let member: MemberName
    switch target {
    case .member(let name): member = name
    case .post(let id): member = try post(id, community).member
    }
    let logs = try MemberLog.all(of: member, in: folder, community, isForWriting: true)
    for log in logs { try Replacement.clean(log.name, in: log.folder) }
    if case .member = target { try Replacement.clean(Self.communityName, in: folder) }
    return logs
  }
}
