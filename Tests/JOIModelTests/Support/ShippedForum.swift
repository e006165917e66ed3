import Foundation

@testable import JOIModel

/// The community and the logs of data/, as they are delivered.
struct ShippedForum {
  /// A line of a log, with its place.
  struct Line {
    var place: String
    var room: String
    var account: String
    var event: JSONTree
  }

  let community: Community
  /// What a facilitator sees of it: all rooms.
  let forum: Forum
  let findings: [Finding]
  private(set) var lines: [Line] = []

  init() throws {
    struct Missing: Error { var what: String }
    let root = DataRoot(path: checkout.appendingPathComponent("data").path)
    guard let community = root.loadCommunity(isThorough: true) else {
      throw Missing(what: root.communityFile)
    }
    self.community = community
    // Long after the last post, whatever the clock of the machine says.
    let now = try Timestamp.at("2030-01-01T00:00:00.000Z")
    let viewer = try Viewer(community, asked: "begeleider1", uid: 0, now: now)
    var reader = ForumReader(root: root.path, community: community, viewer: viewer, isThorough: true)
    _ = reader.refresh(now: now)
    forum = reader.forum()
    findings = community.findings + reader.findings(forum)
    for room in community.rooms {
      for file in ForumReader.entries("\(root.path)/forum/\(room.id)").sorted() {
        let path = "forum/\(room.id)/\(file)"
        let text = try readFile("\(root.path)/\(path)")
        for (number, line) in text.split(separator: "\n").enumerated() {
          lines.append(
            Line(
              place: "\(path):\(number + 1)", room: room.id,
              account: String(file.prefix { $0 != "." }), event: try JSONTree(text: String(line))))
        }
      }
    }
  }

  /// The events of a kind.
  func events(_ kind: String) -> [Line] { lines.filter { $0.event["do"]?.text == kind } }

  /// What members and facilitators wrote: titles, bodies, reasons and tags, in Dutch.
  var texts: [Prose.Text] {
    lines.flatMap { line in
      ["title", "body", "reason"].compactMap { key in
        line.event[key]?.text.map { text in
          Prose.Text(
            place: "\(line.place) \(key)", owner: line.account, language: .dutch,
            blocks: RichText(commonMark: text).blocks.map { $0.spans.map(\.text).joined() },
            isName: key == "title")
        }
      }
        + (line.event["tags"]?.list ?? []).compactMap(\.text).map {
          Prose.Text(
            place: "\(line.place) tags", owner: line.account, language: .dutch, blocks: [$0], isName: true)
        }
    }
  }

  /// The names in community.json.
  func names(_ language: Language) -> [String] {
    let rooms = community.rooms.flatMap { [$0.name] + $0.themes.map(\.name) }.compactMap { $0[language] }
    guard language == .dutch else { return rooms }
    return rooms + community.organisations.map(\.name) + community.members.map(\.name)
  }
}
