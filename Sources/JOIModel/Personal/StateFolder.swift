import FoundationEssentials
import Glibc

/// A member's own folder: selection and preferences, each a file that is replaced whole.
///
/// `$XDG_STATE_HOME/joi-tui`, else `~/.local/state/joi-tui` (XDG Base Directory Specification 0.8), mode 0700; files
/// 0600. Relative paths in the environment are ignored, as that specification asks.
public struct StateFolder: Sendable, Equatable {
  /// A failed read or write, with the system's words for it.
  public struct Failure: Error, Equatable, Sendable {
    /// The system's sentence, such as "No space left on device".
    public var reason: String
    /// There was a file of that name already.
    public var isExisting = false

    /// A failure, in words.
    public init(reason: String, isExisting: Bool = false) {
      self.reason = reason
      self.isExisting = isExisting
    }
  }

  /// The folder's path.
  public let path: String

  /// A folder.
  public init(path: String) { self.path = path }

  /// The folder for an environment; nil where it names none.
  public init?(environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = "\(state)/joi-tui"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = "\(home)/.local/state/joi-tui"
    } else {
      return nil
    }
  }

  /// The selection as it is on disk; empty where there is none, or none that can be read.
  public func loadSelection() -> Selection {
    load("selection.json").map { Selection(json: $0) } ?? Selection()
  }

  /// The preferences as they are on disk.
  public func loadPreferences() -> Preferences {
    load("preferences.json").map { Preferences(json: $0) } ?? Preferences()
  }

  /// Makes a change to the selection on disk, and answers what it is then.
  ///
  /// Read, change and write happen under a lock, so that two programs of one member lose nothing.
  @discardableResult
  public func change(_ change: Selection.Change) throws(Failure) -> Selection {
    try locked { () throws(Failure) in
      var selection = loadSelection()
      selection.apply(change)
      try write(selection, to: "selection.json")
      return selection
    }
  }

  /// Does work while no other program of this member does any: under a lock in the folder.
  func locked<R>(_ work: () throws(Failure) -> R) throws(Failure) -> R {
    let folder = try opened()
    let lock = openat(folder, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    let problem = errno
    close(folder)
    errno = problem
    guard lock >= 0 else { throw Failure.now() }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Failure.now() }
    }
    return try work()
  }

  /// Replaces the preferences on disk.
  public func save(_ preferences: Preferences) throws(Failure) {
    try prepare()
    try write(preferences, to: "preferences.json")
  }

  func load(_ name: String) -> JSONValue? {
    // A member who read everything has a mark a thread: megabytes after many years.
    var limits = JSONLimits()
    limits.bytes = 16 << 20
    // A draft may be longer than anything that can be sent: it is not lost.
    limits.stringBytes = limits.bytes
    let file = "\(path)/\(name)"
    guard let bytes = try? DataFile.read(file, limit: limits.bytes, isLinkFollowed: false) else { return nil }
    return (try? JSONDocument(bytes, limits: limits))?.root
  }

  /// The folder, made where it is missing and held open. One that somebody else made is not used: they would read what
  /// is written there, and choose what is read.
  private func opened() throws(Failure) -> Int32 {
    try prepare()
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw Failure.now() }
    var status = stat()
    if fstat(folder, &status) == 0, status.st_uid == geteuid() || geteuid() == 0 { return folder }
    close(folder)
    throw Failure(reason: String(cString: strerror(EPERM)))
  }

  func prepare() throws(Failure) {
    var at = path.startIndex
    while let slash = path[path.index(after: at)...].firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      at = slash
    }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure.now() }
  }

  /// A new file beside the old one, on disk before it takes the old one's name: at any moment one of the two is whole.
  ///
  /// - Parameter isDurable: whether to wait until it would survive a power cut; what is saved with every key need only
  ///   survive the program.
  func write(_ value: some Encodable, to name: String, isDurable: Bool = true) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { throw Failure(reason: "encoding") }
    let folder = try opened()
    defer { close(folder) }
    let temporary = ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 36))"
    let file = openat(folder, temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Failure.now() }
    var failure: Failure?
    if let problem = Self.writeAll(Array(data) + [0x0A], to: file) { failure = problem }
    if failure == nil, isDurable, fsync(file) != 0 { failure = Failure.now() }
    if close(file) != 0, failure == nil { failure = Failure.now() }
    if failure == nil, renameat(folder, temporary, folder, name) != 0 { failure = Failure.now() }
    if let failure {
      unlinkat(folder, temporary, 0)
      throw failure
    }
    if isDurable { fsync(folder) }
  }

  /// Writes all bytes; what went wrong where it can't.
  static func writeAll(_ bytes: [UInt8], to file: Int32) -> Failure? {
    var at = 0
    while at < bytes.count {
      let wrote = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + at }, bytes.count - at)
      }
      if wrote < 0 {
        if errno == EINTR { continue }
        return Failure.now()
      }
      at += wrote
    }
    return nil
  }
}

extension StateFolder.Failure {
  /// The system's last error.
  static func now() -> Self { Self(reason: String(cString: strerror(errno)), isExisting: errno == EEXIST) }
}

/// Writing a file of the user's own: exports.
public enum OutputFile {
  /// Writes a new file; refuses one that is there, unless told to replace it. A link is not followed: where others may
  /// write too it could lead to any file of the user's.
  public static func write(_ text: String, to path: String, replacing: Bool = false) throws(StateFolder
    .Failure)
  {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (replacing ? O_TRUNC : O_EXCL)
    let file = open(path, flags, 0o644)
    guard file >= 0 else { throw .now() }
    let failure = StateFolder.writeAll(Array(text.utf8), to: file)
    let closed = close(file)
    if let failure { throw failure }
    if closed != 0 { throw .now() }
  }
}
