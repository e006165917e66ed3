import Glibc

/// Whose data is asked for: an account of this host, or one of another region whose logs lie here.
public struct MemberName: Equatable, Sendable {
  /// The account.
  public let account: String
  /// The region; empty for this host's own.
  public let region: String

  /// Reads `ACCOUNT` or `ACCOUNT@REGION`.
  public init(_ text: String, home: String) throws(PrivacyFailure) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy(Identifier.isValid) else { throw PrivacyFailure(text, .notAnAccount) }
    account = parts[0]
    region = parts.count == 2 && parts[1] != home ? parts[1] : ""
  }

  /// As it is written: `ACCOUNT` or `ACCOUNT@REGION`.
  public var text: String { region.isEmpty ? account : "\(account)@\(region)" }
}

/// One log of a member.
struct MemberLog {
  let folder: OpenFolder
  let name: String
  let room: String
  /// The region whose folder it lies in; empty for none.
  let region: String
  /// What was looked at: its owner, its names.
  private let status: stat
  /// Whether nobody but root may rewrite it: a member's own, where accounts are the system's.
  let growsOnly: Bool

  var path: String { folder.path(of: name) }

  /// The file that was looked at, and no other that took its name since.
  func read() throws(PrivacyFailure) -> (bytes: [UInt8], status: stat)? {
    guard let found = try folder.read(name) else { return nil }
    guard found.status.st_dev == status.st_dev, found.status.st_ino == status.st_ino else {
      throw PrivacyFailure(path, .busy)
    }
    return found
  }

  /// Makes it append-only, where the file system has that.
  func protect() {
    let file = openat(folder.descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { return }
    if AppendOnly.isSet(file) == false { _ = AppendOnly.set(true, file) }
    close(file)
  }

  /// All logs of a member that lie below a data root, in rooms that community.json does not know too.
  ///
  /// - Parameter isForWriting: whether the files must be the process's own to write.
  static func all(
    of member: MemberName, in root: OpenFolder, _ community: Community, isForWriting: Bool
  ) throws(PrivacyFailure) -> [MemberLog] {
    guard try root.status("forum") != nil else { return [] }
    let forum = try OpenFolder("forum", in: root)
    var logs: [MemberLog] = []
    for room in try forum.names() {
      guard let folder = try self.folder(room, in: forum) else { continue }
      // What came back from another host as ours is the same person's.
      if member.region.isEmpty { try add(member, room, "", folder, community, isForWriting, &logs) }
      let region = member.region.isEmpty ? community.region : member.region
      if !region.isEmpty, let copies = try self.folder("@\(region)", in: folder) {
        try add(member, room, region, copies, community, isForWriting, &logs)
      }
    }
    return logs
  }

  /// A folder, or nil for nothing or a plain file; a link in its place is refused.
  private static func folder(_ name: String, in parent: OpenFolder) throws(PrivacyFailure) -> OpenFolder? {
    guard let status = try parent.status(name) else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return try OpenFolder(name, in: parent)
    case S_IFREG: return nil
    default: throw PrivacyFailure(parent.path(of: name), .notPlain)
    }
  }

  private static func add(
    _ member: MemberName, _ room: String, _ region: String, _ folder: OpenFolder, _ community: Community,
    _ isForWriting: Bool, _ logs: inout [MemberLog]
  ) throws(PrivacyFailure) {
    let name = "\(member.account).jsonl"
    guard let status = try folder.status(name) else { return }
    let log = MemberLog(
      folder: folder, name: name, room: room, region: region, status: status,
      growsOnly: community.identity == .unix && region.isEmpty)
    guard status.st_mode & S_IFMT == S_IFREG else { throw PrivacyFailure(log.path, .notPlain) }
    guard status.st_nlink == 1 else { throw PrivacyFailure(log.path, .notAlone) }
    if community.identity == .unix, status.st_uid != 0,
      !region.isEmpty || status.st_uid != community.member(member.account)?.uid
    {
      throw PrivacyFailure(log.path, .foreign)
    }
    if isForWriting { try log.folder.demandWriting(log.name, status) }
    logs.append(log)
  }
}

extension OpenFolder {
  /// Refuses a file that the process could not put another one in the place of, as its owner: before anything is done.
  func demandWriting(_ name: String, _ status: stat) throws(PrivacyFailure) {
    guard geteuid() == 0 || status.st_uid == geteuid() else { throw PrivacyFailure(path(of: name), .foreign) }
    guard faccessat(descriptor, ".", W_OK | X_OK, 0) == 0 else { throw .now(path(of: name)) }
  }
}
