import ArgumentParser
import JOIModel

/// `member add ACCOUNT`: a member and what belongs to one.
struct MemberAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "List a member, and make the member's logs and state folder; again: make what is missing.",
    discussion: """
      The system's account has to exist (where identity is unix); its number is recorded. In each room an empty log is
      made that belongs to the member and only grows, where the file system has that. What is there already is left or
      mended, so the command may be given again at any time. It changes no group of the system: the lines for that are
      printed.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The account: a-z, 0-9 and -; best no person's name.")
  var account: String

  @Option(name: .long, help: "The name that others see; needed for a new member.")
  var name: String?

  @Option(name: .long, help: "The organisation's id; needed for a new member.")
  var organisation: String?

  @Option(name: .long, help: "The name of an organisation that is not listed yet.")
  var organisationName: String?

  @Option(name: .long, help: "What a new organisation is: company, knowledge, government, other.")
  var organisationKind: Community.Organisation.Kind?

  @Flag(
    name: .long,
    help:
      "Take over the number of the system's account where another one is recorded: after a move to another host."
  )
  var renumber = false

  func run() throws {
    var member = NewMember(account: account)
    (member.name, member.organisation) = (name, organisation)
    (member.organisationName, member.organisationKind) = (organisationName, organisationKind)
    member.isRenumbered = renumber
    try Administering(common).run { administration throws(AdministrationFailure) in
      try administration.add(member)
    }
  }
}

/// `member list`: who takes part.
struct MemberListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the members: account, name, organisation, roles held now, number, separated by tabs.")

  @OptionGroup var common: DataOptions

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  private struct Record: Encodable {
    var account: String
    var name: String
    var organisation: String?
    var uid: UInt32?
    var roles: [String]
    var fictional: Bool
    var erased: Bool
  }

  func run() throws {
    let language = common.language
    guard let community = common.root.loadCommunity() else {
      throw Failure("joi-tui: \(language.text(.adminNoCommunity))")
    }
    if let finding = community.breakage { throw Failure("joi-tui: \(finding.text(in: language))") }
    func roles(_ member: Community.Member) -> [Community.Role] {
      Community.Role.allCases.filter { community.holds($0, member.account, at: .now) }
    }
    if json {
      Output.print(
        JSONOutput.text(
          community.members.map {
            Record(
              account: $0.account, name: $0.name, organisation: $0.organisation, uid: $0.uid,
              roles: roles($0).map(\.rawValue), fictional: $0.isFictional, erased: $0.isErased)
          }))
      return
    }
    Output.print(
      Table.text(
        community.members.map { member in
          [
            member.account, member.shownName(in: language), member.organisation ?? "-",
            roles(member).map(\.rawValue).joined(separator: ","), member.uid.map { "\($0)" } ?? "-",
          ]
        }))
  }
}

/// `member role ACCOUNT ROLE`: gives a role, or ends it.
struct MemberRoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "Give a member a role, or end it.",
    discussion: """
      With --until a role ends. If that day is past (or is now) the lengths of the member's logs are recorded too, so
      that nothing that is written later counts as done in the role; for a day to come give the command again then.
      What was done in the role stays. Groups of the system are not changed: the lines for that are printed.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The account.")
  var account: String

  @Argument(help: "facilitator or curator.")
  var role: Community.Role

  @Option(name: .long, help: "From which day on (YYYY-MM-DD, midnight UTC). Default: now.")
  var from: String?

  @Option(name: .long, help: "Until which day (YYYY-MM-DD, midnight UTC), or now.")
  var until: String?

  func run() throws {
    let change = RoleChange(role, of: account, from: try moment(from), until: try moment(until))
    try Administering(common).run { administration throws(AdministrationFailure) in
      try administration.change(change)
    }
  }

  private func moment(_ text: String?) throws -> RoleChange.Moment? {
    guard let text else { return nil }
    if text == "now" { return .now }
    guard let day = CalendarDate(text), day.year >= 1970 else {
      throw Failure("joi-tui: \(common.language.text(.adminBadMoment, SafeText.field(text)))", code: 2)
    }
    return .day(day)
  }
}

/// An administrator's command: doing it, and telling of it.
struct Administering {
  private let common: DataOptions

  init(_ common: DataOptions) { self.common = common }

  func run(
    _ work: (Administration) throws(AdministrationFailure) -> AdministrationReport
  ) throws {
    do throws(AdministrationFailure) {
      Output.print(try work(Administration(common.root, now: .now)).text(in: common.language))
    } catch {
      if !error.report.done.isEmpty { Output.print(error.report.text(in: common.language)) }
      throw Failure(error.text(in: common.language))
    }
  }
}

extension Community.Organisation.Kind: ExpressibleByArgument {}
extension Community.Role: ExpressibleByArgument {}
extension Community.Room.Kind: ExpressibleByArgument {}
extension Community.Room.Readers: ExpressibleByArgument {}
