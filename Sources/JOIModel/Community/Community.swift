/// Who takes part, where they may write, and by what rules: community.json, written by the administrator.
public struct Community: Sendable {
  /// How the program knows who somebody is.
  public enum Identity: String, CaseIterable, Sendable {
    /// The account of the process; each log is held to its owner.
    case unix
    /// Trying out: `--as` chooses, and the screen says so.
    case demo
  }

  /// What accounts outside the community see of the forum.
  public enum Guests: String, CaseIterable, Sendable { case none, read }

  /// A firm or institution.
  public struct Organisation: Sendable {
    /// What it is; rooms can be for companies only.
    public enum Kind: String, CaseIterable, Sendable { case company, knowledge, government, other }
    /// Its id.
    public var id: String
    /// Its name.
    public var name: String
    /// What it is.
    public var kind: Kind
  }

  /// What a member may do beyond what all may.
  public enum Role: String, CaseIterable, Sendable { case facilitator, curator }

  /// A role held from one moment until another.
  public struct Grant: Sendable {
    /// The role.
    public var role: Role
    /// From when, in milliseconds since 1970 (UTC).
    public var from: Int64
    /// Until when; nil for still.
    public var until: Int64?
    /// The lengths in bytes of the member's logs (by room) when the role ended: what lies behind them came later,
    /// whatever its time says. Nil where none were recorded.
    public var lengths: [String: Int]?
  }

  /// A person, by account.
  public struct Member: Sendable {
    /// The account; begins the id of all the member writes.
    public var account: String
    /// The name to show.
    public var name: String
    /// The organisation's id; nil for none.
    public var organisation: String?
    /// The system's number of the account; the owner of the member's logs.
    public var uid: UInt32?
    /// Roles, now and before.
    public var grants: [Grant]
    /// An invented person: all that stands under the name is marked as an example.
    public var isFictional: Bool
    /// That the member was erased; nil for everybody else.
    public var erasure: Erasure?

    /// Whether the member was erased: the account stays in the list, so that nobody gets it anew.
    public var isErased: Bool { erasure != nil }

    /// The name to show; of an erased member that it is one.
    public func shownName(in language: Language) -> String {
      isErased ? language.text(.erasedMember) : name
    }
  }

  /// What is known of an erased member.
  public struct Erasure: Equatable, Sendable {
    /// The lengths in bytes of the member's logs (by room) at that time: what lies behind them does not count, whoever
    /// got the right to write there. Nil where none were recorded.
    public var lengths: [String: Int]?
  }

  /// A group of conversations within a room.
  public struct Theme: Sendable {
    /// Its id, unique among all rooms.
    public var id: String
    /// Its name.
    public var name: LocalizedText

    /// A theme.
    public init(id: String, name: LocalizedText) { (self.id, self.name) = (id, name) }
  }

  /// A folder of logs that one group of people may read.
  public struct Room: Sendable {
    /// What is in it.
    public enum Kind: String, CaseIterable, Sendable { case conversations, flags, notes }
    /// Who reads there. The kernel holds all to it where identities are those of the system; see docs/security.md.
    public enum Readers: String, CaseIterable, Sendable { case members, companies, facilitators }
    /// Its id, the folder's name.
    public var id: String
    /// Its name.
    public var name: LocalizedText
    /// What is in it.
    public var kind: Kind
    /// Who reads there.
    public var readers: Readers
    /// Its themes in order.
    public var themes: [Theme]
  }

  /// When a conversation asks for a facilitator's attention; in milliseconds, in the file in days.
  public struct Desk: Equatable, Sendable {
    /// Milliseconds of a day.
    public static let day: Int64 = 86_400_000
    /// How long a question may go without a reply: two days, for questions are asked when they are acute.
    public internal(set) var unanswered = 2 * day
    /// How long nothing may happen in a conversation without a marked answer.
    public internal(set) var quiet = 14 * day
    /// How long ago a post may be that nobody has seen, or a conversation have fallen silent: before that the forum had
    /// no desk, or nobody sat at it. A question without any reply and a flag wait for ever.
    public internal(set) var recent = 90 * day
  }

  /// How the program knows who somebody is.
  public internal(set) var identity = Identity.demo
  /// What guests see.
  public internal(set) var guests = Guests.none
  /// The name under which other hosts hold this one's logs; empty where there is one host.
  public internal(set) var region = ""
  /// The organisations in order.
  public internal(set) var organisations: [Organisation] = []
  /// The members in order.
  public internal(set) var members: [Member] = []
  /// The rooms in order.
  public internal(set) var rooms: [Room] = []
  /// What the facilitators' desk goes by.
  public internal(set) var desk = Desk()
  /// What was wrong with the file.
  public internal(set) var findings: [Finding] = []
  private var memberPlaces: [String: Int] = [:]
  private var organisationPlaces: [String: Int] = [:]

  /// A community of nobody.
  public init() {}

  mutating func index() {
    memberPlaces = Dictionary(
      members.enumerated().map { ($1.account, $0) }, uniquingKeysWith: { first, _ in first })
    organisationPlaces = Dictionary(
      organisations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Why the file is no community at all; nil where something could be made of it.
  public var breakage: Finding? { rooms.isEmpty ? findings.first { $0.severity == .error } : nil }

  /// A member by account.
  public func member(_ account: String) -> Member? { memberPlaces[account].map { members[$0] } }

  /// An organisation by id.
  public func organisation(_ id: String) -> Organisation? { organisationPlaces[id].map { organisations[$0] } }

  /// A room by id.
  public func room(_ id: String) -> Room? { rooms.first { $0.id == id } }

  /// A theme by id, with its room.
  public func theme(_ id: String) -> (room: Room, theme: Theme)? {
    for room in rooms {
      if let theme = room.themes.first(where: { $0.id == id }) { return (room, theme) }
    }
    return nil
  }

  /// The organisation of an account, if it has one.
  public func organisation(of account: String) -> Organisation? {
    member(account)?.organisation.flatMap { organisation($0) }
  }

  /// Whether an account holds a role at a moment.
  public func holds(_ role: Role, _ account: String, at now: Timestamp) -> Bool {
    holds(role, account, at: now.milliseconds, room: "", byte: 0)
  }

  /// Whether a member is a facilitator at a moment.
  func isFacilitator(_ member: Member, at now: Timestamp) -> Bool {
    holds(.facilitator, member.account, at: now)
  }

  /// Whether a room is for a member, at a moment.
  func isReader(_ member: Member, of room: Room, at now: Timestamp) -> Bool {
    switch room.readers {
    case .members: true
    case .companies: organisation(of: member.account)?.kind == .company || isFacilitator(member, at: now)
    case .facilitators: isFacilitator(member, at: now)
    }
  }

  /// The role with which a member acted at a moment, with the act's byte in its log of a room.
  func holds(_ role: Role, _ account: String, at time: Int64, room: String, byte: Int) -> Bool {
    member(account)?.grants.contains { grant in
      guard grant.role == role, grant.from <= time else { return false }
      guard let until = grant.until else { return true }
      // What a former facilitator's log holds beyond its recorded length was written later and backdated.
      // A room that is not among them had no log of hers then.
      let length = room.isEmpty ? Int.max : grant.lengths.map { $0[room] ?? 0 } ?? Int.max
      return time < until && byte < length
    } ?? false
  }
}
