import Glibc

/// The folders and files of the forum while the administrator's command runs: made where they are missing, and mended.
///
/// All is done on descriptors, one folder opened below the other without following links.
struct ForumSite {
  let root: OpenFolder
  let community: Community
  var report = AdministrationReport()

  init(_ root: OpenFolder, _ community: Community) { (self.root, self.community) = (root, community) }

  private static let rootOnly: mode_t = 0o755
  static let logMode: mode_t = 0o640
  static let stateMode: mode_t = 0o711

  /// The mode of a room's folder: of flags others may open what they know the name of, and list nothing.
  static func mode(of room: Community.Room) -> mode_t { room.kind == .flags ? 0o751 : 0o750 }

  /// The folder of a room; nil where it is missing.
  func folder(of room: Community.Room) throws(PrivacyFailure) -> OpenFolder? {
    guard try root.status("forum") != nil else { return nil }
    let forum = try OpenFolder("forum", in: root)
    return try forum.status(room.id) == nil ? nil : try OpenFolder(room.id, in: forum)
  }

  /// The group of a room's folder; 0 where the folder is missing or nobody but root was given it.
  func group(of room: Community.Room) throws(PrivacyFailure) -> UInt32 {
    guard let folder = try folder(of: room) else { return 0 }
    var status = stat()
    guard fstat(folder.descriptor, &status) == 0 else { throw .now(folder.path) }
    return status.st_gid
  }

  // MARK: Folders

  /// Makes a room's folder where it is missing, and mends its owner and mode.
  ///
  /// - Parameter group: the group that is to read there; nil where the system's accounts don't matter.
  mutating func makeFolder(of room: Community.Room, group: UInt32?) throws(PrivacyFailure) {
    let isOwned = community.identity == .unix
    let forum = try folder("forum", in: root, mode: Self.rootOnly, owner: isOwned ? 0 : nil, group: 0)
    // Another group than the usual one is the administrator's own choice.
    let known = try self.group(of: room)
    _ = try folder(
      room.id, in: forum, mode: isOwned ? Self.mode(of: room) : Self.rootOnly, owner: isOwned ? 0 : nil,
      group: known == 0 ? group : known)
  }

  /// A folder, made where it is missing. `owner` nil: it stays whose it is, with its mode.
  private mutating func folder(
    _ name: String, in parent: OpenFolder, mode: mode_t, owner: UInt32?, group: UInt32?,
    from former: UInt32? = nil
  ) throws(PrivacyFailure) -> OpenFolder {
    let path = parent.path(of: name)
    let isNew = mkdirat(parent.descriptor, name, 0o700) == 0
    guard isNew || errno == EEXIST else { throw .now(path) }
    let folder = try OpenFolder(name, in: parent)
    var status = stat()
    guard fstat(folder.descriptor, &status) == 0 else { throw .now(path) }
    let (uid, gid) = (owner ?? status.st_uid, group ?? status.st_gid)
    if !isNew, owner == nil { return folder }
    if !isNew, status.st_uid != uid, status.st_uid != 0, status.st_uid != former {
      throw PrivacyFailure(path, .foreign)
    }
    let isWrong = status.st_uid != uid || status.st_gid != gid || status.st_mode & 0o777 != mode
    if isWrong {
      guard fchown(folder.descriptor, uid, gid) == 0, fchmod(folder.descriptor, mode) == 0 else {
        throw .now(path)
      }
    }
    if isNew {
      guard fsync(parent.descriptor) == 0 else { throw .now(path) }
      report.done.append(.init(.adminFolderMade, path))
    } else if isWrong {
      report.done.append(.init(.adminMended, path))
    }
    return folder
  }

  // MARK: A member's own

  /// Makes a member's logs where they are missing, and mends what is wrong with them.
  ///
  /// - Parameter former: the number that the account had before.
  mutating func makeLogs(of members: [Community.Member], in rooms: [Community.Room], former: UInt32? = nil)
    throws(PrivacyFailure)
  {
    for room in rooms {
      guard let folder = try folder(of: room) else {
        report.note(.init(.adminNoFolder, room.id))
        report.remain("joi-tui room add \(room.id)")
        continue
      }
      var status = stat()
      guard fstat(folder.descriptor, &status) == 0 else { throw .now(folder.path) }
      var made = 0
      for member in members {
        guard let uid = member.uid else { continue }
        if try makeLog("\(member.account).jsonl", in: folder, uid, status.st_gid, former) { made += 1 }
      }
      if made > 0 {
        guard fsync(folder.descriptor) == 0 else { throw .now(folder.path) }
        report.done.append(
          made == 1 ? .init(.adminLogMade, folder.path) : .init(.adminLogsMade, folder.path, "\(made)"))
      }
    }
  }

  /// Makes the folder for what a member reads, drafts and selects.
  mutating func makeState(of account: String, _ uid: UInt32, former: UInt32?) throws(PrivacyFailure) {
    let states = try folder("state", in: root, mode: Self.stateMode, owner: 0, group: 0)
    let own = try states.status(account)?.st_uid
    let group = SystemAccounts.account(account)?.gid
    _ = try folder(account, in: states, mode: 0o700, owner: uid, group: group, from: former)
    if let former, own == former, former != uid {
      let path = root.path(of: "state/\(account)")
      report.remain("chown -R --from=\(former) \(uid) \(ShellWord.quoted("\(root.place)/\(path)"))")
    }
  }

  /// Makes a log, or mends it; true where it was made.
  private mutating func makeLog(
    _ name: String, in folder: OpenFolder, _ uid: UInt32, _ gid: UInt32, _ former: UInt32?
  ) throws(PrivacyFailure) -> Bool {
    let path = folder.path(of: name)
    let new = openat(
      folder.descriptor, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if new >= 0 {
      defer { close(new) }
      guard fchown(new, uid, gid) == 0, fchmod(new, Self.logMode) == 0, fsync(new) == 0 else {
        let failure = PrivacyFailure.now(path)
        unlinkat(folder.descriptor, name, 0)
        throw failure
      }
      protect(new)
      return true
    }
    guard errno == EEXIST else { throw .now(path) }
    let file = LogFile.patiently {
      openat(folder.descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    }
    guard file >= 0 else {
      throw errno == ELOOP || errno == ENXIO ? PrivacyFailure(path, .notPlain) : .now(path)
    }
    defer { close(file) }
    guard let status = LogFile.Status(file) else { throw .now(path) }
    guard status.isPlain else { throw PrivacyFailure(path, .notPlain) }
    guard status.names == 1 else { throw PrivacyFailure(path, .notAlone) }
    guard status.owner == uid || status.owner == 0 || status.owner == former else {
      throw PrivacyFailure(path, .foreign)
    }
    var isMended = false
    if status.owner != uid || status.group != gid || status.mode & 0o7777 != Self.logMode {
      // The system refuses any change of an append-only file.
      if AppendOnly.isSet(file) == true { _ = AppendOnly.set(false, file) }
      guard fchown(file, uid, gid) == 0, fchmod(file, Self.logMode) == 0 else { throw .now(path) }
      isMended = true
    }
    if protect(file) { isMended = true }
    if isMended { report.done.append(.init(.adminMended, path)) }
    return false
  }

  /// Makes a log append-only, where the file system has that; true where it was not before.
  @discardableResult
  private mutating func protect(_ log: Int32) -> Bool {
    if AppendOnly.isSet(log) == true { return false }
    let problem = AppendOnly.set(true, log)
    if problem != 0 { report.note(.init(.adminNoAppendOnly, String(cString: strerror(problem)))) }
    return problem == 0
  }

  // MARK: Groups

  /// Tells which groups of the system a member still has to join or leave. A room's group is that of its folder.
  mutating func compareGroups(of member: Community.Member, now: Timestamp) throws(PrivacyFailure) {
    guard community.identity == .unix, !member.isErased else { return }
    var rights: [(gid: UInt32, isReader: Bool)] = []
    for room in community.rooms {
      let gid = try group(of: room)
      guard gid != 0 else { continue }
      let isReader = community.isReader(member, of: room, at: now)
      if let known = rights.firstIndex(where: { $0.gid == gid }) {
        rights[known].isReader = rights[known].isReader || isReader
      } else {
        rights.append((gid, isReader))
      }
    }
    for (gid, isReader) in rights {
      guard let name = SystemAccounts.groupName(gid) else {
        report.note(.init(.adminNoGroupName, "\(gid)"))
        continue
      }
      let isIn = SystemAccounts.members(of: gid).contains(member.account)
      if isReader, !isIn { report.remain("usermod -aG \(ShellWord.quoted(name)) \(member.account)") }
      if !isReader, isIn { report.remain("gpasswd -d \(member.account) \(ShellWord.quoted(name))") }
    }
  }
}
