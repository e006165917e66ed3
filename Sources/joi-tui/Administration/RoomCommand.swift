import ArgumentParser
import JOIModel

/// `room`: what the administrator does with rooms.
struct RoomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "room", abstract: "Rooms of the forum, for the administrator: add one.",
    subcommands: [RoomAddCommand.self])
}

/// `room add ID`: a room, its folder and its logs.
struct RoomAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "List a room and make its folder and logs; for one that is listed: make what is missing.",
    discussion: """
      The folder's group decides who reads there: joi for members, joi-companies for companies, joi-facilitators for
      facilitators. For a room that community.json has already, the id is enough. Rooms of flags and of notes are for
      facilitators.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The room's id, the name of its folder: a-z, 0-9 and -.")
  var id: String

  @Option(name: .long, help: "Its name in Dutch; needed for a new room.")
  var nameNl: String?

  @Option(name: .long, help: "Its name in English; needed for a new room.")
  var nameEn: String?

  @Option(name: .long, help: "Who reads there: members, companies, facilitators; needed for a new room.")
  var readers: Community.Room.Readers?

  @Option(name: .long, help: "What is in it: conversations, flags, notes. Default: conversations.")
  var kind: Community.Room.Kind?

  @Option(name: .long, help: "A theme, as ID=Dutch|English; may be given again.")
  var theme: [String] = []

  func run() throws {
    var room = NewRoom(id: id)
    room.name = LocalizedText(dutch: nameNl, english: nameEn)
    (room.readers, room.kind) = (readers, kind)
    room.themes = try theme.map(parsed)
    try Administering(common).run { administration throws(AdministrationFailure) in
      try administration.add(room)
    }
  }

  private func parsed(_ text: String) throws -> Community.Theme {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let names = parts.last?.split(separator: "|", omittingEmptySubsequences: false).map(String.init) ?? []
    guard parts.count == 2, (1...2).contains(names.count), Identifier.isValid(parts[0]) else {
      throw Failure("joi-tui: \(common.language.text(.adminBadTheme, SafeText.field(text)))", code: 2)
    }
    return Community.Theme(
      id: parts[0], name: LocalizedText(dutch: names[0], english: names.count == 2 ? names[1] : nil))
  }
}
