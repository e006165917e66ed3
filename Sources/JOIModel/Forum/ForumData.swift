import Glibc

extension DataRoot {
  /// The file with organisations, members, rooms and themes.
  public var communityFile: String {
    path.hasSuffix("/") ? "\(path)community.json" : "\(path)/community.json"
  }

  /// Reads the community; nil where there is none: then there is no forum, and that is no fault. A file that can't be
  /// read gives an empty community with the finding.
  public func loadCommunity(isThorough: Bool = false) -> Community? {
    let name = SafeText.field(communityFile)
    func refused(_ problem: Finding.Problem) -> Community {
      var community = Community()
      community.findings = [Finding(file: name, line: 0, path: "", problem: problem, severity: .error)]
      return community
    }
    guard access(communityFile, F_OK) == 0 || errno != ENOENT else { return nil }
    do throws(DataFile.Failure) {
      return CommunityLoader.load(
        try DataFile.read(communityFile, limit: 16 << 20), file: name, isThorough: isThorough)
    } catch {
      return switch error {
      case .cannotOpen(let reason): refused(.cannotOpen(reason: reason))
      case .notAFile: refused(.notAFile)
      case .tooLarge: refused(.tooLarge(limitMiB: 16))
      }
    }
  }

  /// The community and its viewer; nil where there is no community.
  public func loadViewer(asked: String?, now: Timestamp = .now) throws(Viewer.Refusal) -> (Community, Viewer)?
  {
    guard let community = loadCommunity() else { return nil }
    return (community, try Viewer(community, asked: asked, uid: getuid(), now: now))
  }

  /// The whole forum, read now: for subcommands. Nil where the viewer sees none.
  public func loadForum(_ community: Community, _ viewer: Viewer, now: Timestamp = .now) -> Forum? {
    guard viewer.seesForum else { return nil }
    var reader = ForumReader(root: path, community: community, viewer: viewer)
    _ = reader.refresh(now: now)
    return reader.forum()
  }
}
