import ArgumentParser
import JOIModel

/// `member`: what the administrator does with members.
struct MemberCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member",
    abstract:
      "Members, for the administrator: list them, add one, give a role; export or erase what one wrote.",
    subcommands: [
      MemberAddCommand.self, MemberListCommand.self, MemberRoleCommand.self, MemberExportCommand.self,
      MemberEraseCommand.self,
    ])
}

/// `member export ACCOUNT`: all that a member wrote.
struct MemberExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print all that a member wrote and did (GDPR art. 15 and 20).",
    discussion: """
      The entry in community.json and every line of the member's logs in all rooms, as they stand there: questions,
      answers, every version, what was taken back, likes, flags, acts of office, notes. Whoever runs it must be able to
      read all rooms. Drafts and marks are in the member's own folder, and not in it.
      """)

  /// The forms.
  enum Format: String, ExpressibleByArgument, CaseIterable { case json, markdown }

  @OptionGroup var common: DataOptions

  @Argument(help: "The account; ACCOUNT@REGION for the logs of another region that lie here.")
  var account: String

  @Option(name: .long, help: "json or markdown.")
  var format: Format = .json

  func run() throws {
    do throws(PrivacyFailure) {
      let export = try MemberExport(account, in: common.root, now: .now)
      Output.print(format == .json ? export.json() : export.markdown(in: common.language))
    } catch {
      throw Failure(error.text(in: common.language))
    }
  }
}

/// `member erase ACCOUNT`: a member's texts and name.
struct MemberEraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase all texts and the name of a member (GDPR art. 17); tells first what it will do.",
    discussion: """
      Posts, versions, reasons, tags and notes become empty, and the name; conversations, likes and counts stay. The
      account stays in community.json, without roles, and can't be used or given to somebody else. Then all files of the
      data folder are searched for the name. The exit status is 1 where it still stands somewhere, such as in another
      member's post.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The account; ACCOUNT@REGION for the logs of another region that lie here.")
  var account: String

  @Option(name: .long, help: "A name to search for beside the one in community.json; may be given again.")
  var name: [String] = []

  @Flag(name: .long, help: "Do it, and don't only tell.")
  var yes = false

  func run() throws {
    let home = common.root.loadCommunity()?.region ?? ""
    let member: MemberName
    do throws(PrivacyFailure) {
      member = try MemberName(account, home: home)
    } catch {
      throw Failure(error.text(in: common.language))
    }
    try Erasing(common, .member(member), names: name, isMeant: yes).run()
  }
}

/// `post`: what the administrator does with one post.
struct PostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "post", abstract: "One post, for the administrator: purge it.",
    subcommands: [PostPurgeCommand.self])
}

/// `post purge ID`: one post's texts.
struct PostPurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Erase the text of one post with all its versions; tells first what it will do.",
    discussion: """
      Of a question the title and tags too. The id of another event (a reason, a note, a new title) erases that one's
      text. The answers to it stay.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The post's id, as thread gives it.")
  var id: String

  @Flag(name: .long, help: "Do it, and don't only tell.")
  var yes = false

  func run() throws {
    try Erasing(common, .post(id), names: [], isMeant: yes).run()
  }
}
