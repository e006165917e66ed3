@testable import JOIModel

/// data/ of the repository: the toolbox and the forum as a facilitator sees it, in memory.
struct ShippedData {
  var toolbox: Toolbox
  var forum: Forum
  var index = PostIndex()
  /// Some days after the last post.
  let now: Timestamp

  static func load() -> ShippedData {
    let repository = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let root = DataRoot(path: "/\(repository)/data")
    guard let toolbox = try? root.loadToolbox(), let community = root.loadCommunity(),
      let now = Timestamp("2026-12-01T10:00:00Z"),
      let viewer = try? Viewer(community, asked: "begeleider1", uid: 0, now: now)
    else { fatalError("ORACLE: no data in \(root.path)") }
    var reader = ForumReader(root: root.path, community: community, viewer: viewer)
    _ = reader.refresh(now: now)
    var files: [String: [UInt8]] = [:]
    for log in reader.records.logs {
      files[log.path] = LogFile.read(log.path, below: root.path, 0, log.length)
    }
    let forum = ForumFold.fold(reader.records, community, viewer, .memory(files))
    var data = ShippedData(toolbox: toolbox, forum: forum, now: now)
    data.index.grow(to: forum)
    require(forum.posts.count > 50, "the sample has no posts")
    return data
  }
}
