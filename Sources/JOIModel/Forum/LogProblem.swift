/// What can be wrong with a log or with an event in one. Texts are safe to show.
public enum LogProblem: Equatable, Sendable {
  /// The file is none of a member.
  case notMember(String)
  /// The file is owned by another account.
  case wrongOwner(uid: UInt32)
  /// The file has a second name, or can be written by others: its owner does not vouch for it.
  case notAlone
  /// Not a plain file (for a room: not a folder), or a symbolic link.
  case notPlain
  /// The logs lie on another machine: neither what is written nor who wrote it can be relied on there.
  case network
  /// The log is over its limit; the rest is not read.
  case logTooLarge
  /// The line is over its limit.
  case lineTooLong
  /// The last line has no end: whoever wrote it was interrupted.
  case torn
  /// A member of the event that it can't do without.
  case lacks(String)
  /// The moment is not one.
  case badTime(String)
  /// The moment lies ahead; the event waits until then.
  case future
  /// The moment lies before that of an earlier line.
  case clockBack
  /// The id does not begin with the log's account.
  case foreignID(String)
  /// The id stands in a log before.
  case duplicateID(String)
  /// The event belongs in another room.
  case wrongRoom(String)
  /// What the event is about is not there.
  case unknownTarget(String)
  /// A reply whose chain leads back to itself.
  case loop
  /// The author may not do this.
  case notAllowed(String)
  /// A reply to a conversation that was closed before.
  case afterClosing
  /// Lines that came into the log after its member was erased.
  case afterErasing
  /// This log and those behind it are more than are read.
  case tooManyLogs

  /// The sentence for a person who keeps the data.
  func text(in language: Language) -> String {
    func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }
    return switch self {
    case .notMember(let account): say(.logNotMember, account)
    case .wrongOwner(let uid): say(.logWrongOwner, "\(uid)")
    case .notAlone: say(.logNotAlone)
    case .notPlain: say(.logNotPlain)
    case .network: say(.logNetwork)
    case .logTooLarge: say(.logTooLarge, "\(LogLine.maximalLog >> 20)")
    case .lineTooLong: say(.logLineTooLong, "\(LogLine.maximalLength >> 10)")
    case .torn: say(.logTorn)
    case .lacks(let key): say(.logLacks, key)
    case .badTime(let text): say(.logBadTime, text)
    case .future: say(.logFuture)
    case .clockBack: say(.logClockBack)
    case .foreignID(let id): say(.logForeignID, id)
    case .duplicateID(let id): say(.logDuplicateID, id)
    case .wrongRoom(let kind): say(.logWrongRoom, kind)
    case .unknownTarget(let id): say(.logUnknownTarget, id)
    case .loop: say(.logLoop)
    case .notAllowed(let kind): say(.logNotAllowed, kind)
    case .afterClosing: say(.logAfterClosing)
    case .afterErasing: say(.logAfterErasing)
    case .tooManyLogs: say(.logTooMany, "\(ForumRecords.maximalLogs)")
    }
  }

  /// Whether the event is left out; else it counts, and the line is only told.
  var severity: Finding.Severity {
    switch self {
    case .future, .clockBack, .loop, .afterClosing, .torn, .unknownTarget: .warning
    default: .error
    }
  }
}
