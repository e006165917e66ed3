/// What members and organisations add to the forum over a period, and who adds nothing: the community wants members who
/// don't only listen in. Nothing is counted about anybody's reading.
public struct Contributions: Sendable {
  /// Who a row is about.
  public enum Subject: Hashable, Sendable {
    /// A member, by account.
    case member(String)
    /// An organisation, by id; nil for all members who have none.
    case organisation(String?)
    /// An author of another region, as `account@region`, or somebody who is no member any more.
    case elsewhere(String)
    /// All authors of another region, by the region's name; empty for those who are no members any more.
    case region(String)
  }

  /// A line of the table.
  public struct Row: Sendable {
    /// Who it is about.
    public let subject: Subject
    /// The name to show; see ``label(in:)`` for where there is none.
    public let name: String
    /// Of a member: the organisation's name; empty for none.
    public var organisation = ""
    /// The kind of the organisation, or of the member's; nil for none.
    public var kind: Community.Organisation.Kind?
    /// Of an organisation: how many members it has.
    public var members = 0
    /// Whether all of it is invented.
    public var isFictional = false
    /// Whether it is a facilitator now.
    public var isFacilitator = false
    /// Questions that were asked.
    public internal(set) var questions = 0
    /// Answers in conversations that another one began.
    public internal(set) var answers = 0
    /// Replies in conversations of one's own.
    public internal(set) var ownReplies = 0
    /// Of the answers: those that are marked as the answer.
    public internal(set) var marked = 0
    /// Likes that others gave in the period.
    public internal(set) var likes = 0
    /// When something was last written or liked, ever; nil for never.
    public internal(set) var lastActive: Timestamp?

    /// Questions and answers together: what the table is sorted by.
    public var contribution: Int { questions + answers }
    /// Whether nothing was asked and nothing answered.
    public var isSilent: Bool { contribution == 0 }

    /// Its id in files: the account, the organisation's id, `account@region` or `@region`.
    public var id: String {
      switch subject {
      case .member(let account): account
      case .organisation(let id): id ?? ""
      case .elsewhere(let author): author
      case .region(let region): "@\(region)"
      }
    }

    /// The name to show, also for those who have no organisation and those who were erased.
    public func label(in language: Language) -> String {
      switch subject {
      case .organisation(nil): language.text(.contributionsNoOrganisation)
      case .region(""): language.text(.contributionsFormer)
      case .member where name.isEmpty: language.text(.erasedMember)
      default: name
      }
    }

    mutating func add(_ other: Row) {
      questions += other.questions
      answers += other.answers
      ownReplies += other.ownReplies
      marked += other.marked
      likes += other.likes
      if let time = other.lastActive { lastActive = max(lastActive ?? time, time) }
    }
  }

  /// What a row is about: persons or organisations.
  public enum Grouping: String, CaseIterable, Sendable {
    case member, organisation

    /// Its name.
    public var name: Message { self == .member ? .contributionsByMember : .contributionsByOrganisation }
  }

  /// The order of the rows.
  public enum Order: String, Cyclic, Sendable {
    /// Most questions and answers first.
    case contribution
    /// By name.
    case name
    /// Who was active longest ago comes last, who never was at the very end.
    case lastActive = "active"

    /// Its name.
    public var title: Message {
      switch self {
      case .contribution: .contributionsOrderContribution
      case .name: .contributionsOrderName
      case .lastActive: .contributionsOrderActive
      }
    }
  }

  /// Which rows there are.
  public enum Filter: String, Cyclic, Sendable {
    case all
    /// Who asked and answered nothing.
    case silent
    /// Companies, or their members.
    case companies
    /// Companies, or their members, who asked and answered nothing: somebody to phone.
    case silentCompanies = "silent-companies"

    /// Its name.
    public var name: Message {
      switch self {
      case .all: .contributionsFilterAll
      case .silent: .contributionsFilterSilent
      case .companies: .contributionsFilterCompanies
      case .silentCompanies: .contributionsFilterSilentCompanies
      }
    }

    func includes(_ row: Row) -> Bool {
      switch self {
      case .all: true
      case .silent: row.isSilent
      case .companies: row.kind == .company
      case .silentCompanies: row.isSilent && row.kind == .company
      }
    }
  }

  /// The period.
  public let period: Period
  /// The moment at which it was counted.
  public let now: Timestamp
  /// Every member in the community's order, then authors of other regions by name.
  public let members: [Row]
  /// Every organisation in the community's order, those without one, then other regions by name.
  public let organisations: [Row]

  /// Counts a period.
  public init(_ forum: Forum, over period: Period, now: Timestamp) {
    self.period = period
    self.now = now
    (members, organisations) = ContributionCount(forum, period, now).rows()
  }

  /// The rows to show.
  public func rows(by grouping: Grouping, order: Order = .contribution, filter: Filter = .all) -> [Row] {
    let all = (grouping == .member ? members : organisations).filter(filter.includes).map {
      (
        row: $0,
        name: Folding.words($0.name).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      )
    }
    return all.sorted { one, other in
      let (a, b) = (one.row, other.row)
      switch order {
      case .name: break
      case .contribution:
        if a.contribution != b.contribution { return a.contribution > b.contribution }
        if a.marked != b.marked { return a.marked > b.marked }
        if a.likes != b.likes { return a.likes > b.likes }
      case .lastActive:
        if a.lastActive != b.lastActive {
          return a.lastActive?.milliseconds ?? .min > b.lastActive?.milliseconds ?? .min
        }
      }
      // Where two are alike their names decide, and where those are, their ids.
      return one.name != other.name ? one.name < other.name : a.id < b.id
    }.map(\.row)
  }
}
