import ArgumentParser
import Glibc
import JOIModel

/// `whoami`: the account as the forum knows it.
struct WhoAmI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Tell which account the forum takes you for: name, organisation, role.",
    discussion: "Goes by the process's own user id, never by USER or LOGNAME.")

  @OptionGroup var options: ForumOptions

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  private struct Record: Encodable {
    var account: String
    var name: String?
    var organisation: String?
    var roles: [String]
    var identity: String
  }

  func run() throws {
    let language = options.common.language
    let (community, viewer) = try options.viewer()
    let member = viewer.isMember ? community.member(viewer.account) : nil
    let organisation = community.organisation(of: viewer.account)?.name
    let roles = community.roles(of: viewer, at: .now)
    if json {
      Output.print(
        JSONOutput.text(
          Record(
            account: viewer.account, name: member?.name, organisation: member == nil ? nil : organisation,
            roles: roles.map(\.rawValue), identity: community.identity.rawValue)))
      return
    }
    var rows: [(Message, String)] = [(.cliForumAccount, viewer.account)]
    if let member { rows.append((.cliForumName, member.name)) }
    if member != nil, let organisation { rows.append((.cliForumOrganisation, organisation)) }
    rows.append((.cliForumRole, roles.map { language.text($0.name) }.joined(separator: ", ")))
    rows.append(
      (.cliForumIdentity, language.text(community.identity == .demo ? .cliForumDemo : .cliForumUnix)))
    Output.print(rows.map { "\(language.text($0)): \($1)\n" }.joined())
  }
}

/// `unread`: is there something new?
struct Unread: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unread",
    abstract: "Tell in one line whether the forum has something new; for a login message or cron.",
    discussion:
      "Exit status 3 with one line if there is, 0 and nothing if not. Muted conversations don't count.")

  @OptionGroup var options: ForumOptions

  func run() throws {
    let forum = try options.load()
    let state = options.stateFolder
    let marks = state?.loadReadMarks(now: .now) ?? ReadMarks(firstVisit: .now)
    let counts = UnreadCounts(forum, marks, state?.loadWatches() ?? Watches())
    guard counts.posts > 0 else { return }
    let language = options.common.language
    Output.print("JOI: \(language.count(counts.posts, .homeUnread, .homeUnreadMany))")
    throw ExitCode(3)
  }
}

extension Community {
  /// What an account is in the community.
  enum Standing: String { case guest, member, facilitator, curator }

  func roles(of viewer: Viewer, at now: Timestamp) -> [Standing] {
    guard viewer.isMember else { return [.guest] }
    let isCurator = holds(.curator, viewer.account, at: now)
    return [.member] + (viewer.isFacilitator ? [.facilitator] : []) + (isCurator ? [.curator] : [])
  }
}

extension Community.Standing {
  /// Its name.
  var name: Message {
    switch self {
    case .guest: .cliForumGuest
    case .member: .cliForumMember
    case .facilitator: .postFacilitator
    case .curator: .cliForumCurator
    }
  }
}
