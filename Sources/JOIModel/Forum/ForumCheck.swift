import Glibc

extension DataRoot {
  /// What is wrong with the community and with its logs, in all rooms that the system lets be read. Where there is neither
  /// a community nor a folder of logs, nothing is; logs without a community are what a restore has left out.
  public func checkForum(now: Timestamp) -> [Finding] {
    guard let community = loadCommunity(isThorough: true) else {
      guard access("\(path)/forum", F_OK) == 0 else { return [] }
      return [
        Finding(
          file: SafeText.field(communityFile), line: 0, path: "",
          problem: .cannotOpen(reason: String(cString: strerror(ENOENT))), severity: .error)
      ]
    }
    guard let viewer = try? Viewer(community, asked: nil, uid: getuid(), now: now) else {
      return community.findings
    }
    var reader = ForumReader(root: path, community: community, viewer: viewer, isThorough: true)
    _ = reader.refresh(now: now)
    let unreadable = reader.unreadable.map {
      Finding(
        file: "\(SafeText.field(path))/\($0)", line: 0, path: "",
        problem: .cannotOpen(reason: String(cString: strerror(EACCES))), severity: .warning)
    }
    let findings = community.findings + unreadable + reader.findings(reader.forum())
    // Only root sees all, and only root can mend it.
    guard community.identity == .unix, community.breakage == nil, geteuid() == 0 else { return findings }
    let rights = RightsCheck(self, community, now: now).findings
    // What both tell is told with the line that mends it.
    let owners = Set(rights.map(\.file))
    return findings.filter {
      guard case .log(.wrongOwner) = $0.problem else { return true }
      return !owners.contains($0.file)
    } + rights
  }
}
