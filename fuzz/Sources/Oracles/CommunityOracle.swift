@testable import JOIModel

/// community.json: what is read is clean, what is left out is told, doubt never opens a door, and erasing a member
/// leaves a file that is read as before but for that member.
public func checkCommunity(_ bytes: [UInt8]) {
  let community = CommunityLoader.load(bytes, file: "community.json")
  let thorough = CommunityLoader.load(bytes, file: "community.json", isThorough: true)
  requireSound(community.findings, lines: lineCount(bytes))
  requireSound(thorough.findings, lines: lineCount(bytes))
  require(thorough.members.map(\.account) == community.members.map(\.account), "thorough gives others")
  requireClean(community.region, "the region")
  for organisation in community.organisations { requireClean(organisation.name, "an organisation") }
  for member in community.members {
    require(Identifier.isValid(member.account), "an account")
    requireClean(member.name, "a name")
    require(!member.isErased || member.name.isEmpty, "an erased member's name")
  }
  for room in community.rooms {
    require(Identifier.isValid(room.id), "a room")
    room.name.requireClean("a room")
    for theme in room.themes { theme.name.requireClean("a theme") }
  }
  let document = try? JSONDocument(bytes)
  if let root = document?.root { requireStrict(root, community) }
  checkViewers(community)
  if let document, document.root["format"]?.raw == CommunityLoader.format {
    checkRetiring(document, community)
  }
}

private let now = Timestamp(milliseconds: 1_793_534_400_000)

/// A word that is not known is the stricter one, and nothing is left out in silence.
private func requireStrict(_ root: JSONValue, _ community: Community) {
  guard root["format"]?.raw == CommunityLoader.format else { return }
  if let identity = root["identity"], !identity.isNull, identity.raw != "demo" {
    require(community.identity == .unix, "an unknown identity plays")
  }
  if root["guests"]?.raw != "read" { require(community.guests == .none, "guests read") }
  let isLess =
    (root["members"]?.elements.count ?? 0) > community.members.count
    || (root["rooms"]?.elements.count ?? 0) > community.rooms.count
    || (root["organisations"]?.elements.count ?? 0) > community.organisations.count
  require(!isLess || community.findings.contains { $0.severity == .error }, "left out and not told")
  var numbers: Set<UInt32> = []
  for member in community.members where !member.isErased {
    if let uid = member.uid { require(numbers.insert(uid).inserted, "two members of one number") }
  }
}

private func checkViewers(_ community: Community) {
  for member in community.members.prefix(8) {
    let viewer = try? Viewer(
      community, asked: community.identity == .demo ? member.account : nil, uid: member.uid ?? 4_000_000_000,
      now: now)
    guard let viewer else { fatalError("ORACLE: no viewer") }
    requireClean(viewer.account, "a viewer")
    if member.isErased {
      require(viewer.account != member.account || !viewer.isMember, "an erased member reads")
    }
    for room in community.rooms where viewer.rooms.contains(room.id) {
      if room.readers == .facilitators { require(viewer.isFacilitator, "a facilitators' room") }
    }
  }
  if community.identity == .unix {
    require((try? Viewer(community, asked: "anna", uid: 0, now: now)) == nil, "--as under unix")
    let stranger = try? Viewer(community, asked: nil, uid: 4_000_000_001, now: now)
    if !community.members.contains(where: { $0.uid == 4_000_000_001 }) {
      require(stranger?.isMember == false && stranger?.isFacilitator == false, "a stranger is a member")
    }
  }
}

private func checkRetiring(_ document: JSONDocument, _ before: Community) {
  guard let member = before.members.first, document.root["members"]?.kind == .array else { return }
  let lengths = ["leden": 7]
  guard let retired = CommunityEraser.retire(member.account, in: document, lengths: lengths, now: now) else {
    return
  }
  guard let again = try? JSONDocument(retired) else { fatalError("ORACLE: erasing breaks the file") }
  require(
    CommunityEraser.retire(member.account, in: again, lengths: lengths, now: now) == nil,
    "erasing twice changes it")
  let after = CommunityLoader.load(retired, file: "community.json")
  require(after.member(member.account)?.isErased == true, "the member is not erased")
  require(after.member(member.account)?.name.isEmpty == true, "the name stays")
  require(after.rooms.map(\.id) == before.rooms.map(\.id), "the rooms change")
  require(
    Set(after.members.map(\.account)) == Set(before.members.map(\.account)), "the members change")
  require(
    !after.holds(.facilitator, member.account, at: now.milliseconds + 1, room: "", byte: 0), "the role stays")
}
