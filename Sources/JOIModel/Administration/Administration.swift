import Glibc

/// What the administrator does: members, roles and rooms. community.json is changed in place and replaced whole, one
/// administrator at a time.
public struct Administration: Sendable {
  let root: DataRoot
  let now: Timestamp
  private static let rounds = 20
  private static let mostBytes = 16 << 20

  /// The administration of a data root.
  public init(_ root: DataRoot, now: Timestamp) { (self.root, self.now) = (root, now) }

  /// Does work under the lock, with what the command has to tell.
  func exclusively(
    _ work: (OpenFolder, inout AdministrationReport) throws(AdministrationFailure) -> Void
  ) throws(AdministrationFailure) -> AdministrationReport {
    var report = AdministrationReport()
    do throws(AdministrationFailure) {
      let folder = try Self.told { () throws(PrivacyFailure) in try OpenFolder(root: root.path) }
      let community = try Self.told { () throws(PrivacyFailure) in try Self.read(folder) }.community
      guard community.identity == .demo || geteuid() == 0 else { throw AdministrationFailure(.adminNotRoot) }
      try AdministrationLock.held(in: folder) { () throws(AdministrationFailure) in
        try Self.told { () throws(PrivacyFailure) in try Replacement.clean(Erasure.communityName, in: folder)
        }
        try work(folder, &report)
      }
    } catch {
      var failure = error
      failure.report = report
      throw failure
    }
    return report
  }

  /// Work whose failure is told as it is.
  static func told<R>(_ work: () throws(PrivacyFailure) -> R) throws(AdministrationFailure) -> R {
    do throws(PrivacyFailure) {
      return try work()
    } catch {
      throw AdministrationFailure(error)
    }
  }

  private static func read(_ folder: OpenFolder) throws(PrivacyFailure) -> (
    document: JSONDocument, status: stat, community: Community
  ) {
    let name = Erasure.communityName
    let found = try Erasure.communityText(folder)
    let community = CommunityLoader.load(found.document.bytes, file: name)
    if let breakage = community.breakage { throw PrivacyFailure(name, .unsound(breakage)) }
    return (found.document, found.status, community)
  }

  /// Changes community.json; what stands there now. `change` is called anew where somebody else wrote it meanwhile.
  func edit(
    _ folder: OpenFolder, _ report: inout AdministrationReport,
    _ change: (inout CommunityEditor, inout AdministrationReport) throws(AdministrationFailure) -> Void
  ) throws(AdministrationFailure) -> Community {
    let name = Erasure.communityName
    for _ in 0..<Self.rounds {
      let found = try Self.told { () throws(PrivacyFailure) in try Self.read(folder) }
      var editor = CommunityEditor(found.document, found.community)
      var told = report
      try change(&editor, &told)
      let isDone = try Self.told { () throws(PrivacyFailure) -> Bool in
        guard let bytes = editor.bytes else { return true }
        guard bytes.count <= Self.mostBytes else { throw PrivacyFailure(name, .tooLarge) }
        try folder.demandWriting(name, found.status)
        return try Replacement(bytes, of: name, in: folder, old: found.status).commit()
      }
      guard isDone else { continue }
      report = told
      guard let bytes = editor.bytes else { return found.community }
      return CommunityLoader.load(bytes, file: name)
    }
    throw AdministrationFailure(PrivacyFailure(name, .busy))
  }

  /// A name that is shown as it was given.
  static func demandName(_ name: String) throws(AdministrationFailure) {
    guard !name.allSatisfy(\.isWhitespace), SafeText.field(name) == name, name.utf8.count <= 300 else {
      throw AdministrationFailure(.adminBadName, SafeText.field(name))
    }
  }

  static func demandIdentifier(_ id: String) throws(AdministrationFailure) {
    guard Identifier.isValid(id) else {
      throw AdministrationFailure(.findingBadIdentifier, SafeText.field(id))
    }
  }
}
