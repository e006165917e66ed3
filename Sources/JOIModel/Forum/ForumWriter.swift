import Glibc

/// Adds a member's events to their own log: under a lock in the state folder, in one `write`, on disk before it is said.
public struct ForumWriter: Sendable {
  /// Why an event was not written. Nothing that was typed is lost: the caller keeps it.
  public enum Failure: Error, Equatable, Sendable {
    /// The system's sentence, such as "No space left on device".
    case system(String)
    case notPlain
    case notYours
    case tooLong
    case logFull

    /// The sentence for the person who wrote.
    public func text(in language: Language) -> String {
      switch self {
      case .system(let reason): SafeText.field(reason)
      case .notPlain: language.text(.writeNotPlain)
      case .notYours: language.text(.writeNotYours)
      case .tooLong: language.text(.logLineTooLong, "\(LogLine.maximalLength >> 10)")
      case .logFull: language.text(.logTooLarge, "\(LogLine.maximalLog >> 20)")
      }
    }
  }

  private let root: String
  private let account: String
  private let identity: Community.Identity
  private let state: StateFolder

  /// A writer for a member. The lock stands in the state folder and not on the log, which others may read and hence
  /// lock.
  public init(root: String, account: String, identity: Community.Identity, state: StateFolder) {
    self.root = root
    self.account = account
    self.identity = identity
    self.state = state
  }

  /// Writes an event; when this returns it is on disk. The same event may be given again after a failure: its id
  /// counts once.
  public func append(_ event: ForumEvent, room: String) throws(Failure) { try append([event], room: room) }

  /// Writes events in one go.
  public func append(_ events: [ForumEvent], room: String) throws(Failure) {
    // What is not of this account would never count, and names that are none would lead out of the room.
    guard Identifier.isValid(account), Identifier.isValid(room),
      events.allSatisfy({ EventID.isValid($0.id, account: account) })
    else { throw .notYours }
    let lines = events.map(\.line)
    guard lines.allSatisfy({ $0.count <= LogLine.maximalLength }) else { throw .tooLong }
    let problem: Failure?
    do throws(StateFolder.Failure) {
      problem = try state.locked { write(lines, room: room) }
    } catch {
      throw .system(error.reason)
    }
    if let problem { throw problem }
  }

  private func write(_ lines: [[UInt8]], room: String) -> Failure? {
    func system() -> Failure { .system(String(cString: strerror(errno))) }
    // Where flags are kept members may open what they know the name of, and not list.
    let folder = open("\(root)/forum/\(room)", LogFolders.pathOnly | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else { return system() }
    defer { close(folder) }
    // While trying out logs are made when first written; else the administrator makes them, and the folder is root's.
    let log = LogFile.patiently {
      openat(
        folder, "\(account).jsonl",
        O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0o640)
    }
    guard log >= 0 else { return errno == ELOOP ? .notPlain : system() }
    defer { close(log) }
    guard let status = LogFile.Status(log) else { return system() }
    guard status.isPlain else { return .notPlain }
    // Whatever the umask: the room reads it, and nobody else writes it.
    if status.size == 0, status.owner == geteuid() { _ = fchmod(log, 0o640) }
    guard status.names == 1, status.owner == geteuid(), identity == .demo || status.isAlone else {
      return .notYours
    }
    var bytes = lines.flatMap { line -> [UInt8] in line + [0x0A] }
    // A line that was torn when it was written ends here, and hurts nothing that follows.
    if status.size > 0, LogFile.read(log, status.size - 1, 1) != [0x0A] { bytes.insert(0x0A, at: 0) }
    guard status.size + bytes.count <= LogLine.maximalLog else { return .logFull }
    var wrote: Int
    repeat {
      wrote = bytes.withUnsafeBytes { Glibc.write(log, $0.baseAddress, $0.count) }
    } while wrote < 0 && errno == EINTR
    guard wrote >= 0 else { return system() }
    guard wrote == bytes.count else { return .system(String(cString: strerror(ENOSPC))) }
    guard fsync(log) == 0 else { return system() }
    if status.size == 0 {
      let names = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if names >= 0 {
        fsync(names)
        close(names)
      }
    }
    return nil
  }
}
