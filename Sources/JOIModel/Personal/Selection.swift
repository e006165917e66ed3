/// A member's own selection of tools, in the order in which they were saved.
public struct Selection: Equatable, Sendable, Codable {
  /// A saved tool.
  public struct Entry: Equatable, Sendable, Codable {
    /// The tool's id; it stays when the tool goes from the toolbox.
    public var tool: String
    /// The member's own note, one line; empty for none.
    public var note: String

    /// A saved tool.
    public init(tool: String, note: String = "") {
      self.tool = tool
      self.note = note
    }
  }

  /// A change, so that two programs of one member add up instead of overwriting each other.
  public enum Change: Equatable, Sendable {
    case save(String)
    case remove(String)
    case note(String, String)
  }

  /// What was saved.
  public private(set) var entries: [Entry] = []

  /// At most this many are kept.
  static let maximalCount = 1_000

  /// An empty selection.
  public init() {}

  /// Whether a tool is in it.
  public func contains(_ tool: String) -> Bool { entries.contains { $0.tool == tool } }

  /// The note on a tool; empty for none.
  public func note(on tool: String) -> String { entries.first { $0.tool == tool }?.note ?? "" }

  /// Makes a change; a note saves the tool too.
  public mutating func apply(_ change: Change) {
    switch change {
    case .save(let tool):
      if !contains(tool), entries.count < Self.maximalCount { entries.append(Entry(tool: tool)) }
    case .remove(let tool): entries.removeAll { $0.tool == tool }
    case .note(let tool, let note):
      apply(.save(tool))
      if let at = entries.firstIndex(where: { $0.tool == tool }) { entries[at].note = SafeText.field(note) }
    }
  }

  /// Reads selection.json; what is not sound in it is passed over.
  public init(json: JSONValue) {
    for value in json["entries"]?.elements ?? [] {
      guard let tool = value["tool"]?.field, Identifier.isValid(tool) else { continue }
      apply(.save(tool))
      if let note = value["note"]?.field, !note.isEmpty { apply(.note(tool, note)) }
    }
  }
}

/// What the program remembers of how a member works.
public struct Preferences: Equatable, Sendable, Codable {
  /// Whether the program listens to the mouse (which takes selecting text away from the terminal).
  public var mouse = true
  /// Whether lines, bars and signs are drawn; without them the screen is laid out to be read aloud or felt.
  public var lines = true
  /// The language that the member changed to; nil where that never happened, and the locale decides.
  public var language: Language?
  /// The tools that were in the toolbox at the last visit, to tell which are new; nil at the first.
  public var knownTools: [String]?

  /// As it is at first.
  public init() {}

  /// Reads preferences.json.
  public init(json: JSONValue) {
    mouse = json["mouse"]?.boolean ?? true
    lines = json["lines"]?.boolean ?? true
    language = json["language"]?.field.flatMap(Language.init(code:))
    knownTools = json["knownTools"].map { $0.elements.compactMap(\.field).filter(Identifier.isValid) }
  }
}
