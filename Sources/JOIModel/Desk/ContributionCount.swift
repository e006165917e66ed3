/// Counts the rows of ``Contributions``: once over the posts, once over the likes.
struct ContributionCount {
  private let forum: Forum
  private let period: Period
  private let now: Timestamp
  private let authors: AuthorTable

  init(_ forum: Forum, _ period: Period, _ now: Timestamp) {
    self.forum = forum
    self.period = period
    self.now = now
    authors = AuthorTable(forum)
  }

  func rows() -> (members: [Contributions.Row], organisations: [Contributions.Row]) {
    let community = forum.community
    let counted = counted()
    var members = community.members.map(row)
    var elsewhere: [Contributions.Row] = []
    for (author, counts) in counted.enumerated() {
      if let member = authors.standings[author].member {
        members[member].add(counts)
      } else if counts.lastActive != nil || counts.likes > 0 {
        elsewhere.append(counts)
      }
    }
    elsewhere.sort { $0.id < $1.id }
    return (members + elsewhere, organisations(members, elsewhere))
  }

  private func author(_ post: Int) -> Int { authors.ofLog[Int(forum.records.records[post].log)] }

  /// A row for each author that has a log.
  private func counted() -> [Contributions.Row] {
    var rows = forum.records.authors.map { Contributions.Row(subject: .elsewhere($0), name: $0) }
    var last = [Int64](repeating: .min, count: rows.count)
    let (from, until) = (period.from.milliseconds, period.until.milliseconds)
    for thread in forum.threads.indices {
      let question = forum.threads[thread].question
      let asker = author(question)
      let answer = forum.threads[thread].answer
      for post in forum.order[forum.threads[thread].range] {
        let post = Int(post)
        guard forum.isShown(post) else { continue }
        let author = author(post)
        let time = forum.records.records[post].time
        if time > last[author] { last[author] = time }
        guard from <= time, time < until else { continue }
        if post == question {
          rows[author].questions += 1
        } else if author == asker {
          rows[author].ownReplies += 1
        } else {
          rows[author].answers += 1
          if post == answer { rows[author].marked += 1 }
        }
      }
    }
    for number in forum.countedLikes.lazy.map(Int.init) {
      let time = forum.records.acts[number].time
      let giver = authors.ofLog[Int(forum.records.acts[number].log)]
      if time > last[giver] { last[giver] = time }
      let post = Int(forum.postOfID[Int(forum.records.acts[number].target)])
      guard from <= time, time < until, forum.isShown(post) else { continue }
      rows[author(post)].likes += 1
    }
    for (author, time) in last.enumerated() where time > .min {
      rows[author].lastActive = Timestamp(milliseconds: time)
    }
    return rows
  }

  private func row(of member: Community.Member) -> Contributions.Row {
    let organisation = member.organisation.flatMap { forum.community.organisation($0) }
    var row = Contributions.Row(subject: .member(member.account), name: member.name)
    row.organisation = organisation?.name ?? ""
    row.kind = organisation?.kind
    row.isFictional = member.isFictional
    row.isFacilitator = forum.isFacilitator(member.account, now: now)
    return row
  }

  private func organisations(_ members: [Contributions.Row], _ elsewhere: [Contributions.Row])
    -> [Contributions.Row]
  {
    let community = forum.community
    var rows = community.organisations.map { organisation in
      var row = Contributions.Row(subject: .organisation(organisation.id), name: organisation.name)
      row.kind = organisation.kind
      return row
    }
    var places: [String: Int] = [:]
    for (place, organisation) in community.organisations.enumerated() { places[organisation.id] = place }
    var without = Contributions.Row(subject: .organisation(nil), name: "")
    var (invented, inventedWithout) = ([Int](repeating: 0, count: rows.count), 0)
    for (member, row) in zip(community.members, members) {
      if let place = member.organisation.flatMap({ places[$0] }) {
        rows[place].add(row)
        rows[place].members += 1
        invented[place] += member.isFictional ? 1 : 0
      } else {
        without.add(row)
        without.members += 1
        inventedWithout += member.isFictional ? 1 : 0
      }
    }
    for place in rows.indices {
      rows[place].isFictional = rows[place].members > 0 && invented[place] == rows[place].members
    }
    without.isFictional = without.members > 0 && inventedWithout == without.members
    if without.members > 0 { rows.append(without) }
    return rows + regions(elsewhere)
  }

  private func regions(_ elsewhere: [Contributions.Row]) -> [Contributions.Row] {
    var regions: [String: Contributions.Row] = [:]
    for row in elsewhere {
      let region = row.id.split(separator: "@", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
      let empty = Contributions.Row(subject: .region(region), name: "@\(region)")
      regions[region, default: empty].add(row)
      regions[region, default: empty].members += 1
    }
    return regions.sorted { $0.key < $1.key }.map(\.value)
  }
}
