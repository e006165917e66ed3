import Glibc

/// Whose eyes the forum is read with, and what they may do.
public struct Viewer: Equatable, Sendable {
  /// The account.
  public let account: String
  /// Whether the account is a member; guests read at most.
  public let isMember: Bool
  /// Whether the community tries out, with accounts that anybody may choose.
  public let isDemo: Bool
  /// Whether it is a facilitator now.
  public let isFacilitator: Bool
  /// The rooms that may be read, in the community's order.
  public let rooms: [String]

  /// Why an account can't be chosen.
  public enum Refusal: Error, Equatable, Sendable {
    /// `--as` where accounts are those of the system.
    case notDemo
  }

  /// The viewer of a community: the process's own account, or the one that was asked for while trying out.
  ///
  /// - Parameters:
  ///   - asked: the account of `--as`.
  ///   - uid: the process's real user id; never a name from the environment.
  ///   - now: the moment for which roles count.
  public init(_ community: Community, asked: String?, uid: UInt32, now: Timestamp) throws(Refusal) {
    isDemo = community.identity == .demo
    let member: Community.Member?
    switch community.identity {
    case .unix:
      if asked != nil { throw .notDemo }
      member = community.members.first { $0.uid == uid && !$0.isErased }
      account = member?.account ?? Self.systemName(uid)
    case .demo:
      let found = asked.map { community.member($0) } ?? community.members.first { !$0.isErased }
      // Nobody is an erased member any more.
      member = found.flatMap { $0.isErased ? nil : $0 }
      account = member?.account ?? asked.map { SafeText.field($0) } ?? ""
    }
    isMember = member != nil
    isFacilitator = member.map { community.isFacilitator($0, at: now) } ?? false
    // By the member and not by the name: a stranger's account may be called as a member's.
    rooms = community.rooms.filter { room in
      member.map { community.isReader($0, of: room, at: now) }
        ?? (room.readers == .members && community.guests == .read)
    }.map(\.id)
  }

  /// Whether there is a forum for the viewer at all.
  public var seesForum: Bool { !rooms.isEmpty }

  /// The system's name of an account, or its number where it has none.
  public static func systemName(_ uid: UInt32) -> String {
    guard let entry = getpwuid(uid) else { return "\(uid)" }
    return SafeText.field(String(cString: entry.pointee.pw_name))
  }
}
