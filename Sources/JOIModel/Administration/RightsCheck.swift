import Glibc

/// What is wrong with owners, groups and modes below a data root, with the line that mends it: for root, where accounts
/// are the system's. Also whether a root that was restored is whole.
struct RightsCheck {
  private let root: String
  private let community: Community
  private let now: Timestamp
  private(set) var findings: [Finding] = []
  /// The members of each group that a room has.
  private var groups: [UInt32: Set<String>] = [:]

  init(_ root: DataRoot, _ community: Community, now: Timestamp) {
    self.root = root.path.count > 1 && root.path.hasSuffix("/") ? String(root.path.dropLast()) : root.path
    (self.community, self.now) = (community, now)
    checkRoot()
    for room in community.rooms { check(room) }
    for member in community.members where !member.isErased { check(member) }
  }

  // MARK: Telling

  private mutating func find(
    _ path: String, _ message: Message, _ values: String..., mend: String,
    severity: Finding.Severity = .error
  ) {
    var line = AdministrationReport.Line(message)
    line.values = values
    findings.append(
      Finding(
        file: SafeText.field(path.isEmpty ? root : "\(root)/\(path)"), line: 0, path: "",
        problem: .rights(line, mend: mend), severity: severity))
  }

  /// A path below the root as a word for the shell.
  private func word(_ path: String) -> String {
    ShellWord.quoted(path.isEmpty ? root : "\(root)/\(path)")
  }

  private func status(_ path: String, followed: Bool = false) -> stat? {
    var status = stat()
    let name = path.isEmpty ? root : "\(root)/\(path)"
    return (followed ? stat(name, &status) : lstat(name, &status)) == 0 ? status : nil
  }

  private static func octal(_ mode: mode_t) -> String { String(mode & 0o777, radix: 8) }

  /// Whether something belongs to root and has the mode that it should have; else that is told.
  @discardableResult
  private mutating func check(
    _ path: String, _ status: stat, owner: (uid: UInt32, name: String) = (0, "root"), mode: mode_t
  ) -> Bool {
    if status.st_uid != owner.uid {
      find(path, .rightsOwner, "\(status.st_uid)", owner.name, mend: "chown \(owner.name) \(word(path))")
    }
    if status.st_mode & 0o777 != mode {
      let (found, wanted) = (Self.octal(status.st_mode), Self.octal(mode))
      find(path, .rightsMode, found, wanted, mend: "chmod \(wanted) \(word(path))")
    }
    return status.st_uid == owner.uid && status.st_mode & 0o777 == mode
  }

  // MARK: The root and its files

  private mutating func checkRoot() {
    guard let status = status("", followed: true) else { return }
    check("", status, mode: 0o755)
    for name in ["toolbox.json", Erasure.communityName] {
      guard let status = self.status(name, followed: true) else { continue }
      if status.st_uid != 0 {
        find(name, .rightsOwner, "\(status.st_uid)", "root", mend: "chown root \(word(name))")
      }
      let isShared = status.st_mode & 0o044 != 0
      if status.st_mode & 0o022 != 0 || !isShared {
        // Names are not for everybody on the host; the toolbox is.
        let wanted = name == Erasure.communityName ? "640" : "644"
        let members = Community.Room.Readers.members.systemGroup
        let group = name == Erasure.communityName ? "chgrp \(members) \(word(name)) && " : ""
        find(
          name, .rightsMode, Self.octal(status.st_mode), wanted, mend: "\(group)chmod \(wanted) \(word(name))"
        )
      }
    }
    if let status = self.status("forum", followed: true) { check("forum", status, mode: 0o755) }
    if let status = self.status("state") { check("state", status, mode: ForumSite.stateMode) }
  }

  // MARK: Rooms

  private mutating func check(_ room: Community.Room) {
    let path = "forum/\(room.id)"
    guard let status = self.status(path) else {
      return find(path, .rightsNoRoom, mend: "joi-tui room add \(room.id)")
    }
    // Anything else than a folder is told by who reads the logs.
    guard status.st_mode & S_IFMT == S_IFDIR else { return }
    check(path, status, mode: ForumSite.mode(of: room))
    let gid = status.st_gid
    let usual = room.readers.systemGroup
    guard gid != 0 else {
      return find(path, .rightsNoGroup, usual, mend: "chgrp \(usual) \(word(path))")
    }
    guard let group = SystemAccounts.groupName(gid) else {
      return find(
        path, .adminNoGroupName, "\(gid)", mend: "chgrp \(usual) \(word(path))", severity: .warning)
    }
    let isIn = groups[gid] ?? SystemAccounts.members(of: gid)
    groups[gid] = isIn
    for account in isIn.sorted() {
      // The account by which other hosts fetch what members wrote reads no more than they do.
      if account == SystemAccounts.region, room.readers != .facilitators { continue }
      let member = community.member(account).flatMap { $0.isErased ? nil : $0 }
      if let member, community.isReader(member, of: room, at: now) { continue }
      guard let system = SystemAccounts.account(account), system.uid != 0 else { continue }
      let needsIt = member.map { member in
        community.rooms.contains { other in
          community.isReader(member, of: other, at: now) && self.status("forum/\(other.id)")?.st_gid == gid
        }
      }
      let mend =
        needsIt == true
        ? "chgrp \(usual) \(word(path))"
        : system.gid == gid
          ? "usermod -g nogroup \(account)" : "gpasswd -d \(account) \(ShellWord.quoted(group))"
      find(path, .rightsStranger, SafeText.field(account), SafeText.field(group), mend: mend)
    }
    for member in community.members where community.isReader(member, of: room, at: now) && !member.isErased {
      guard SystemAccounts.account(member.account) != nil, !isIn.contains(member.account) else { continue }
      find(
        path, .rightsOutside, member.account, SafeText.field(group),
        mend: "usermod -aG \(ShellWord.quoted(group)) \(member.account)")
    }
    checkRegions(path, gid)
  }

  /// Copies of other hosts' logs are read by whom the room is for, and written by root.
  private mutating func checkRegions(_ room: String, _ gid: UInt32) {
    for name in ForumReader.entries("\(root)/\(room)").sorted() where name.hasPrefix("@") {
      let path = "\(room)/\(name)"
      guard let status = self.status(path), status.st_mode & S_IFMT == S_IFDIR else { continue }
      check(path, status, mode: 0o750)
      if status.st_gid != gid {
        find(path, .rightsGroup, "\(status.st_gid)", "\(gid)", mend: "chgrp \(gid) \(word(path))")
      }
    }
  }

  // MARK: Members

  private mutating func check(_ member: Community.Member) {
    // A number that is missing or stands twice is told by who reads community.json.
    guard let uid = member.uid else { return }
    let account = member.account
    let system = SystemAccounts.account(account)
    let holder = getpwuid(uid).map { String(cString: $0.pointee.pw_name) }
    if let system, system.uid != uid {
      find(
        Erasure.communityName, .rightsNumber, account, "\(uid)", "\(system.uid)",
        mend: "joi-tui member add \(account) --renumber")
    } else if let holder, holder != account {
      // Whoever comes in under that name is taken for the member.
      find(
        Erasure.communityName, .rightsHolder, account, "\(uid)", SafeText.field(holder),
        mend: adding(member))
    } else if system == nil {
      find(
        Erasure.communityName, .rightsNoAccount, account, "\(uid)", mend: adding(member),
        severity: .warning)
    }
    for room in community.rooms { checkLog(of: member, uid, in: room) }
    checkState(of: account, uid)
  }

  /// What makes the account of somebody who is listed, with whatever number it gets.
  private func adding(_ member: Community.Member) -> String {
    let organisation = member.organisation.map { ShellWord.quoted($0) } ?? "ID"
    return
      "joi-adduser \(member.account) --name \(ShellWord.quoted(member.name)) --organisation \(organisation) --renumber"
  }

  private mutating func checkLog(of member: Community.Member, _ uid: UInt32, in room: Community.Room) {
    guard let folder = status("forum/\(room.id)"), folder.st_mode & S_IFMT == S_IFDIR else { return }
    let path = "forum/\(room.id)/\(member.account).jsonl"
    let mend = "joi-tui member add \(member.account)"
    guard let status = self.status(path) else {
      // Who may not write there needs none.
      if room.kind == .flags || community.isReader(member, of: room, at: now) {
        find(path, .rightsNoLog, mend: mend)
      }
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return }
    let file = LogFile.open(path, below: root)
    defer { if file >= 0 { close(file) } }
    let growsOnly = file < 0 ? nil : AppendOnly.isSet(file)
    if status.st_uid != uid, status.st_uid != 0 {
      // The system refuses any change of an append-only file.
      let first = growsOnly == true ? "chattr -a \(word(path)) && " : ""
      return find(
        path, .rightsOwner, "\(status.st_uid)", "\(member.account) (\(uid))",
        mend: "\(first)chown \(uid) \(word(path)) && \(mend)")
    }
    if status.st_uid == 0, uid != 0 { find(path, .rightsOfRoot, member.account, mend: mend) }
    if folder.st_gid != 0, status.st_gid != folder.st_gid {
      find(path, .rightsGroup, "\(status.st_gid)", "\(folder.st_gid)", mend: mend)
    }
    if status.st_mode & 0o777 != ForumSite.logMode {
      find(path, .rightsMode, Self.octal(status.st_mode), Self.octal(ForumSite.logMode), mend: mend)
    }
    if growsOnly == false { find(path, .rightsNotGrowing, mend: mend, severity: .warning) }
  }

  private mutating func checkState(of account: String, _ uid: UInt32) {
    let path = "state/\(account)"
    guard let status = self.status(path) else {
      // Who has a home folder keeps it there.
      return find(path, .rightsNoState, mend: "joi-tui member add \(account)", severity: .warning)
    }
    check(path, status, owner: (uid, "\(uid)"), mode: 0o700)
  }
}
