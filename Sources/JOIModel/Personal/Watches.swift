/// Which conversations a member follows more closely, or not at all.
public struct Watches: Equatable, Sendable {
  /// How closely.
  public enum Level: String, CaseIterable, Sendable {
    /// Comes first under "next unread", and stands on Home.
    case watch
    case normal
    /// Never comes under "next unread"; it stays in the list.
    case mute

    /// The level that the key goes on to.
    public var next: Level {
      switch self {
      case .normal: .watch
      case .watch: .mute
      case .mute: .normal
      }
    }
  }

  private(set) var threads: [String: Level] = [:]

  /// Nothing chosen yet.
  public init() {}

  /// Reads what was kept.
  init(json: JSONValue) {
    for value in json["threads"]?.elements ?? [] {
      guard let id = value["id"]?.field, EventID.isReference(id) else { continue }
      if let level = value["level"]?.raw.flatMap(Level.init(rawValue:)) { threads[id] = level }
    }
  }

  /// The level of a thread: what was chosen, else one's own are watched: those one began or answered in.
  public func level(of thread: Int, in forum: Forum) -> Level {
    if let chosen = threads[forum.id(forum.threads[thread].question)] { return chosen }
    return forum.posts(of: thread).contains { forum.author($0) == forum.viewer.account } ? .watch : .normal
  }

  /// The levels of all threads: the same, in one go for thousands of them.
  func levels(in forum: Forum) -> [Level] {
    var levels = [Level](repeating: .normal, count: forum.threads.count)
    let own = forum.records.authors.map { $0 == forum.viewer.account }
    for post in forum.order where own[forum.authorNumber(Int(post))] {
      levels[forum.threadOf(Int(post))] = .watch
    }
    for (id, level) in threads {
      if let thread = forum.thread(id) { levels[thread] = level }
    }
    return levels
  }

  /// Chooses a level.
  public mutating func set(_ level: Level, _ thread: String) { threads[thread] = level }
}

extension Watches: Encodable {
  private enum CodingKeys: String, CodingKey { case threads }

  private struct Entry: Encodable {
    var id: String
    var level: String
  }

  /// Writes a list and not an object: objects have a limit of keys.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(
      threads.sorted { $0.key < $1.key }.map { Entry(id: $0.key, level: $0.value.rawValue) }, forKey: .threads
    )
  }
}
