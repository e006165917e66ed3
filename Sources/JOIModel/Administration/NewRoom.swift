import Glibc

/// A room to be listed, or one that is listed and whose folder and logs are to be made.
public struct NewRoom: Sendable {
  /// The room's id.
  public var id: String
  /// Its name; needed for a new room.
  public var name = LocalizedText()
  /// Who reads there; needed for a new room.
  public var readers: Community.Room.Readers?
  /// What is in it; conversations if left out.
  public var kind: Community.Room.Kind?
  /// Its themes.
  public var themes: [Community.Theme] = []

  /// A room to be listed.
  public init(id: String) { self.id = id }
}

extension Community.Room.Readers {
  /// The group of the system that reads such rooms, as the package makes them.
  var systemGroup: String {
    switch self {
    case .members: "joi"
    case .companies: "joi-companies"
    case .facilitators: "joi-facilitators"
    }
  }
}

extension Administration {
  /// Lists a room where that was not done, and makes its folder and its logs where they are missing.
  public func add(_ new: NewRoom) throws(AdministrationFailure) -> AdministrationReport {
    try exclusively { folder, report throws(AdministrationFailure) in
      try Self.demandIdentifier(new.id)
      var group: UInt32?
      let community = try edit(folder, &report) { editor, report throws(AdministrationFailure) in
        let room = try list(new, &editor, &report)
        if editor.community.identity == .unix {
          group = SystemAccounts.group(room.readers.systemGroup)
          let known = try Self.told { () throws(PrivacyFailure) in
            try ForumSite(folder, editor.community).group(of: room)
          }
          if group == nil, known == 0 { throw AdministrationFailure(.adminNoGroup, room.readers.systemGroup) }
        }
      }
      guard let room = community.room(new.id) else { return }
      var site = ForumSite(folder, community)
      defer {
        report.done += site.report.done
        site.report.notes.forEach { report.note($0) }
      }
      do throws(PrivacyFailure) {
        try site.makeFolder(of: room, group: group)
        guard community.identity == .unix else { return }
        try site.makeLogs(of: community.members.filter { !$0.isErased }, in: [room])
      } catch {
        throw AdministrationFailure(error)
      }
    }
  }

  private func list(
    _ new: NewRoom, _ editor: inout CommunityEditor, _ report: inout AdministrationReport
  ) throws(AdministrationFailure) -> Community.Room {
    if let known = editor.community.room(new.id) {
      if new.readers.map({ $0 != known.readers }) ?? false {
        report.note(.init(.adminKept, new.id, "readers", known.readers.rawValue))
      }
      if new.kind.map({ $0 != known.kind }) ?? false {
        report.note(.init(.adminKept, new.id, "kind", known.kind.rawValue))
      }
      if new.themes.contains(where: { theme in !known.themes.contains { $0.id == theme.id } }) {
        report.note(
          .init(.adminKept, new.id, "themes", known.themes.map(\.id).joined(separator: ", ")))
      }
      return known
    }
    if editor.document.root["rooms"]?.elements.contains(where: { $0["id"]?.raw == new.id }) == true {
      throw AdministrationFailure(.adminUnsound, new.id)
    }
    guard let dutch = new.name.dutch, let english = new.name.english, let readers = new.readers else {
      throw AdministrationFailure(.adminRoomNeeds, new.id)
    }
    try Self.demandName(dutch)
    try Self.demandName(english)
    let kind = new.kind ?? .conversations
    // What is meant for few must not be written where many read.
    guard kind == .conversations || readers == .facilitators else {
      throw AdministrationFailure(.adminRoomReaders, kind.rawValue)
    }
    var seen: Set<String> = []
    for theme in new.themes {
      try Self.demandIdentifier(theme.id)
      guard seen.insert(theme.id).inserted, editor.community.theme(theme.id) == nil else {
        throw AdministrationFailure(.findingDuplicateIdentifier, theme.id)
      }
      for name in [theme.name.dutch, theme.name.english].compactMap(\.self) { try Self.demandName(name) }
    }
    let room = Community.Room(
      id: new.id, name: new.name, kind: kind, readers: readers, themes: new.themes)
    editor.add(room: room)
    report.done.append(.init(.adminRoomAdded, new.id))
    return room
  }
}
