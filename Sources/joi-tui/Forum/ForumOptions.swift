import ArgumentParser
import JOIModel

/// Options of every subcommand that reads the forum.
struct ForumOptions: ParsableArguments {
  @OptionGroup var common: DataOptions

  @Option(name: .customLong("as"), help: "The account to try the forum out as (only where identity is demo).")
  var account: String?

  /// Where this account's marks and drafts are kept; nil where the environment names no place.
  var stateFolder: StateFolder? {
    let own = common.environment.stateFolder
    return account.map { own?.playing($0) } ?? own
  }

  /// The community and whose eyes it is seen with, or the end with one sentence.
  func viewer() throws -> (Community, Viewer) {
    let language = common.language
    guard let (community, viewer) = try common.root.viewer(asked: account, language) else {
      throw Failure("joi-tui: \(language.text(.forumNotHere))")
    }
    if let finding = community.breakage {
      throw Failure("joi-tui: \(finding.text(in: language))")
    }
    return (community, viewer)
  }

  /// The forum as the account may see it, or the end with one sentence.
  func load() throws -> Forum {
    let (community, viewer) = try viewer()
    guard let forum = common.root.loadForum(community, viewer) else {
      throw Failure("joi-tui: \(common.language.text(.forumNotForYou, viewer.account))")
    }
    return forum
  }

  /// The forum, for a facilitator, or the end with one sentence.
  func loadAsFacilitator() throws -> Forum {
    let forum = try load()
    guard forum.viewer.isFacilitator else { throw Failure(common.language.text(.cliFacilitatorsOnly)) }
    return forum
  }
}

extension Forum {
  /// The conversation of an id, its question's or any post's, or the end with one sentence.
  func conversation(_ id: String, _ language: Language) throws -> Int { threadOf(try found(id, language)) }

  /// The post of an id; what may not be read is not there.
  func found(_ id: String, _ language: Language) throws -> Int {
    guard let post = post(id) else { throw Failure(language.text(.cliForumNoSuchPost, SafeText.field(id))) }
    return post
  }

  /// A theme of a room that the viewer reads, by id, with its room.
  func found(theme id: String, _ language: Language) throws -> (room: Community.Room, theme: Community.Theme)
  {
    let rooms = community.rooms.filter { $0.kind == .conversations && viewer.rooms.contains($0.id) }
    for room in rooms {
      if let theme = room.themes.first(where: { $0.id == id }) { return (room, theme) }
    }
    let known = rooms.flatMap(\.themes).map(\.id).joined(separator: ", ")
    throw Failure(language.text(.cliForumNoSuchTheme, SafeText.field(id), known))
  }
}
