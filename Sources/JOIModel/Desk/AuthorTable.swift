/// The authors of a forum by number, with what figures and queue need of each, so that neither needs names.
struct AuthorTable {
  /// The author of each log.
  let ofLog: [Int]
  /// Who an author is in the community.
  struct Standing {
    /// The place of a member; nil for authors of other regions and for those who are no member.
    var member: Int?
    /// The place of the member's organisation; nil where there is none.
    var organisation: Int?
    /// Whether there was ever a role to look up.
    var mayFacilitate = false
  }
  let standings: [Standing]
  private let names: [String]
  private let community: Community

  init(_ forum: Forum) {
    community = forum.community
    names = forum.records.authors
    ofLog = forum.records.logs.map { Int($0.author) }
    var members: [String: Int] = [:]
    for (place, member) in community.members.enumerated() { members[member.account] = place }
    var organisations: [String: Int] = [:]
    for (place, organisation) in community.organisations.enumerated() {
      organisations[organisation.id] = place
    }
    standings = names.map { [community] name in
      guard let place = members[name] else { return Standing() }
      let member = community.members[place]
      return Standing(
        member: place, organisation: member.organisation.flatMap { organisations[$0] },
        mayFacilitate: member.grants.contains { $0.role == .facilitator })
    }
  }

  /// Whether an author was a facilitator at a moment.
  func isFacilitator(_ author: Int, at time: Int64) -> Bool {
    standings[author].mayFacilitate
      && community.holds(.facilitator, names[author], at: time, room: "", byte: 0)
  }
}
