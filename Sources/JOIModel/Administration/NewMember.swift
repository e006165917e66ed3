import Glibc

/// A member to be listed, or one who is listed and whose files are to be made whole.
public struct NewMember: Sendable {
  /// The account.
  public var account: String
  /// The name that others see; needed for a new member.
  public var name: String?
  /// The organisation's id; needed for a new member.
  public var organisation: String?
  /// The name of an organisation that is not listed yet.
  public var organisationName: String?
  /// What that organisation is.
  public var organisationKind: Community.Organisation.Kind?
  /// Whether the account may have another number than the one that is recorded: after a move to another host.
  public var isRenumbered = false

  /// A member to be listed.
  public init(account: String) { self.account = account }
}

extension Administration {
  /// Lists a member where that was not done, and makes the files that are missing. Given again it changes nothing.
  public func add(_ new: NewMember) throws(AdministrationFailure) -> AdministrationReport {
    try exclusively { folder, report throws(AdministrationFailure) in
      try Self.demandIdentifier(new.account)
      var former: UInt32?
      let community = try edit(folder, &report) { editor, report throws(AdministrationFailure) in
        former = try list(new, &editor, &report)
      }
      guard let member = community.member(new.account), let uid = member.uid, community.identity == .unix
      else { return }
      var site = ForumSite(folder, community)
      defer {
        report.done += site.report.done
        site.report.notes.forEach { report.note($0) }
        site.report.commands.forEach { report.remain($0) }
      }
      do throws(PrivacyFailure) {
        try site.makeLogs(of: [member], in: community.rooms, former: former)
        // The logs of whom was erased stay, and count by their owner; drafts are kept for nobody.
        if !member.isErased { try site.makeState(of: new.account, uid, former: former) }
        try site.compareGroups(of: member, now: now)
      } catch {
        throw AdministrationFailure(error)
      }
    }
  }

  /// Lists the member and the organisation; the number that the account had before, where it is another one now.
  private func list(
    _ new: NewMember, _ editor: inout CommunityEditor, _ report: inout AdministrationReport
  ) throws(AdministrationFailure) -> UInt32? {
    let account = new.account
    let entry = CommunityEraser.entry(account, editor.document)
    let known = editor.community.member(account)
    // After a restore the logs of whom was erased have another number too.
    if known?.isErased == true, !new.isRenumbered || new.name != nil {
      throw AdministrationFailure(.adminErased, account)
    }
    if entry != nil, known == nil { throw AdministrationFailure(.adminUnsound, account) }
    let uid = try number(new, editor.community)
    guard let entry, let known else {
      guard let name = new.name, let organisation = new.organisation else {
        throw AdministrationFailure(.adminNameNeeded, account)
      }
      try Self.demandName(name)
      try list(organisation, new, &editor, &report)
      editor.add(member: account, name: name, organisation: organisation, uid: uid)
      report.done.append(.init(.adminMemberAdded, account))
      return nil
    }
    if let name = new.name, name != known.name {
      report.note(.init(.adminKept, account, "name", known.name))
    }
    if let organisation = new.organisation, organisation != known.organisation {
      report.note(.init(.adminKept, account, "organisation", known.organisation ?? "-"))
    }
    guard let uid else { return nil }
    // As it stands there: of two members with one number the loader gives neither any.
    let old = entry["uid"]?.integer.flatMap { UInt32(exactly: $0) }
    guard old != uid else { return nil }
    if let old, !new.isRenumbered {
      throw AdministrationFailure(.adminOtherNumber, account, "\(old)", "\(uid)")
    }
    editor.set(uid: uid, of: account)
    report.done.append(.init(.adminNumberRecorded, account, "\(uid)"))
    return old
  }

  private func list(
    _ id: String, _ new: NewMember, _ editor: inout CommunityEditor, _ report: inout AdministrationReport
  ) throws(AdministrationFailure) {
    if let known = editor.community.organisation(id) {
      if let name = new.organisationName, name != known.name {
        report.note(.init(.adminKept, id, "name", known.name))
      }
      if let kind = new.organisationKind, kind != known.kind {
        report.note(.init(.adminKept, id, "kind", known.kind.rawValue))
      }
      return
    }
    try Self.demandIdentifier(id)
    guard let name = new.organisationName, let kind = new.organisationKind else {
      throw AdministrationFailure(.adminNoOrganisation, id)
    }
    try Self.demandName(name)
    editor.add(organisation: id, name: name, kind: kind)
    report.done.append(.init(.adminOrganisationAdded, id))
  }

  /// The number of the system's account, which has to be there; nil where accounts are not the system's.
  private func number(_ new: NewMember, _ community: Community) throws(AdministrationFailure) -> UInt32? {
    guard community.identity == .unix else { return nil }
    guard let uid = SystemAccounts.account(new.account)?.uid else {
      let name = ShellWord.quoted(new.name.map { SafeText.field($0) } ?? "NAME")
      let organisation = ShellWord.quoted(new.organisation.map { SafeText.field($0) } ?? "ID")
      throw AdministrationFailure(
        .adminNoAccount, new.account,
        "joi-adduser \(new.account) --name \(name) --organisation \(organisation)")
    }
    guard uid != 0 else { throw AdministrationFailure(.adminIsRoot, new.account) }
    let other = community.members.first {
      // One whose own account has another number by now is only not mended yet.
      $0.account != new.account && !$0.isErased && $0.uid == uid
        && !(new.isRenumbered && SystemAccounts.account($0.account).map { $0.uid != uid } ?? false)
    }
    if let other { throw AdministrationFailure(.adminSameNumber, new.account, "\(uid)", other.account) }
    return uid
  }
}
