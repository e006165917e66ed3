import Glibc

/// A role that is given or ended.
public struct RoleChange: Sendable {
  /// A moment as the administrator names it.
  public enum Moment: Equatable, Sendable {
    case now
    case day(CalendarDate)
  }

  /// The member's account.
  public var account: String
  /// The role.
  public var role: Community.Role
  /// From when; nil for now.
  public var from: Moment?
  /// Until when; nil for still.
  public var until: Moment?

  /// A role that is given or ended.
  public init(_ role: Community.Role, of account: String, from: Moment? = nil, until: Moment? = nil) {
    (self.account, self.role, self.from, self.until) = (account, role, from, until)
  }
}

extension Administration {
  /// Gives a role, or ends it: then the lengths of the member's logs are recorded, so that nothing that is written
  /// later counts as done before.
  public func change(_ wish: RoleChange) throws(AdministrationFailure) -> AdministrationReport {
    try exclusively { folder, report throws(AdministrationFailure) in
      let community = try edit(folder, &report) { editor, report throws(AdministrationFailure) in
        try change(wish, folder, &editor, &report)
      }
      guard let member = community.member(wish.account) else { return }
      var site = ForumSite(folder, community)
      do throws(PrivacyFailure) {
        try site.compareGroups(of: member, now: .now)
      } catch {
        throw AdministrationFailure(error)
      }
      site.report.notes.forEach { report.note($0) }
      site.report.commands.forEach { report.remain($0) }
    }
  }

  private func change(
    _ wish: RoleChange, _ folder: OpenFolder, _ editor: inout CommunityEditor,
    _ report: inout AdministrationReport
  ) throws(AdministrationFailure) {
    let account = wish.account
    guard let member = editor.community.member(account),
      let entry = CommunityEraser.entry(account, editor.document)
    else { throw AdministrationFailure(.adminNoMember, SafeText.field(account)) }
    guard !member.isErased else { throw AdministrationFailure(.adminErased, account) }
    // Acts of this moment are within the role, and their bytes are counted after it.
    let moment = Timestamp.now
    let role = wish.role.rawValue
    // The latest that is held, or will be, or whose end has not been recorded with lengths.
    let held = entry["roles"]?.elements.last { Self.isOpen($0, wish.role, moment) }
    guard let until = wish.until else {
      if held != nil {
        report.note(.init(.adminRoleKnown, account, role))
        return
      }
      editor.add(
        role: wish.role, from: text(wish.from ?? .now, moment), until: nil, lengths: nil, to: account)
      report.done.append(.init(.adminRoleGiven, account, role))
      return
    }
    let end = text(until, moment)
    let isOver = Self.time(end).map { $0 <= moment } ?? false
    let lengths = isOver ? try lengths(of: account, folder, editor.community) : nil
    if wish.from == nil, let held {
      editor.end(grant: held, until: end, lengths: lengths)
    } else if let from = wish.from, held == nil {
      editor.add(
        role: wish.role, from: text(from, moment), until: end, lengths: lengths, to: account)
    } else {
      throw AdministrationFailure(held == nil ? .adminRoleNotHeld : .adminRoleKnown, account, role)
    }
    report.done.append(.init(isOver ? .adminRoleEnded : .adminRoleWillEnd, account, role, end))
    if !isOver {
      report.remain("joi-tui member role \(account) \(role) --until \(end)")
    }
  }

  /// Whether a role is held, will be, or ended without the lengths that belong to that.
  private static func isOpen(_ grant: JSONValue, _ role: Community.Role, _ now: Timestamp) -> Bool {
    guard grant["role"]?.raw == role.rawValue, grant["from"]?.raw != nil else { return false }
    guard let until = grant["until"], !until.isNull else { return true }
    guard let end = until.raw.flatMap(time) else { return false }
    return end > now || grant["at"].map(\.isNull) ?? true
  }

  private static func time(_ text: String) -> Timestamp? {
    CalendarDate(text).map { Timestamp($0) } ?? Timestamp(text)
  }

  private func text(_ moment: RoleChange.Moment, _ now: Timestamp) -> String {
    switch moment {
    case .now: now.text
    case .day(let date): String(Timestamp(date).text.prefix(10))
    }
  }

  /// The lengths of a member's logs, of a missing one 0.
  private func lengths(of account: String, _ root: OpenFolder, _ community: Community)
    throws(AdministrationFailure) -> [String: Int]
  {
    let site = ForumSite(root, community)
    var lengths: [String: Int] = [:]
    for room in community.rooms {
      do throws(PrivacyFailure) {
        lengths[room.id] = try site.folder(of: room)?.status("\(account).jsonl").map { Int($0.st_size) } ?? 0
      } catch {
        throw AdministrationFailure(error)
      }
    }
    return lengths
  }
}
