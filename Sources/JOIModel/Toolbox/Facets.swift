/// A property by which the list of tools is narrowed.
public enum Facet: String, CaseIterable, Sendable {
  case focus, time, cost, kind, purpose, status, language

  /// One value of a facet.
  public struct Value: Hashable, Sendable {
    /// The facet.
    public var facet: Facet
    /// The value's word in data files (`team`), or of ``TimeBand``, or "unknown".
    public var word: String

    /// A value.
    public init(_ facet: Facet, _ word: String) {
      self.facet = facet
      self.word = word
    }
  }

  /// Every value that a facet can have, in order.
  public var values: [Value] {
    let words: [String] =
      switch self {
      case .focus: Tool.Focus.allCases.map(\.rawValue)
      case .time: TimeBand.allCases.map(\.rawValue)
      case .cost: Tool.Cost.allCases.map(\.rawValue)
      case .kind: Tool.Kind.allCases.map(\.rawValue)
      case .purpose: Tool.Purpose.allCases.map(\.rawValue)
      case .status: Tool.Status.allCases.map(\.rawValue)
      case .language: Tool.Tongue.allCases.map(\.rawValue) + ["unknown"]
      }
    return words.map { Value(self, $0) }
  }

  /// The words that a tool has for this facet.
  func words(of tool: Tool) -> [String] {
    switch self {
    case .focus: tool.focus.map(\.rawValue)
    case .time: [TimeBand(tool.minutes).rawValue]
    case .cost: [tool.cost.rawValue]
    case .kind: [tool.kind.rawValue]
    case .purpose: tool.purpose.map(\.rawValue)
    case .status: [tool.status.rawValue]
    case .language: tool.languages.isEmpty ? ["unknown"] : tool.languages.map(\.rawValue)
    }
  }
}

/// How long one use takes, as a person with a diary thinks of it.
public enum TimeBand: String, CaseIterable, Sendable {
  /// At most an hour.
  case hour
  /// At most half a working day.
  case halfDay = "half-day"
  /// At most a working day.
  case day
  /// Longer.
  case longer
  case unknown

  /// The band of a tool's time: that of its upper end.
  public init(_ minutes: Tool.Duration?) {
    guard let minutes else {
      self = .unknown
      return
    }
    switch minutes.to ?? .max {
    case ...60: self = .hour
    case ...240: self = .halfDay
    case ...480: self = .day
    default: self = .longer
    }
  }
}

/// The values chosen to narrow the list: one of the values within a facet, and all facets together.
public struct FacetSelection: Equatable, Sendable {
  /// What is chosen.
  public private(set) var chosen: Set<Facet.Value> = []

  /// Nothing chosen.
  public init() {}

  /// Whether nothing is chosen.
  public var isEmpty: Bool { chosen.isEmpty }

  /// Chooses a value, or gives it up.
  public mutating func toggle(_ value: Facet.Value) {
    if chosen.remove(value) == nil { chosen.insert(value) }
  }

  /// The chosen values in the facets' order.
  public var inOrder: [Facet.Value] { Facet.allCases.flatMap(\.values).filter(chosen.contains) }

  /// Whether a tool stays. Withdrawn tools stay only where that status was asked for.
  public func includes(_ tool: Tool) -> Bool { includes(tool, except: nil) }

  private func includes(_ tool: Tool, except: Facet?) -> Bool {
    if tool.status == .withdrawn, except != .status, !chosen.contains(Facet.Value(.status, "withdrawn")) {
      return false
    }
    for facet in Facet.allCases where facet != except {
      let wanted = chosen.filter { $0.facet == facet }
      guard !wanted.isEmpty else { continue }
      let words = facet.words(of: tool)
      guard wanted.contains(where: { words.contains($0.word) }) else { return false }
    }
    return true
  }

  /// How many of the tools would be listed with each value of a facet, the other facets staying as they are.
  public func counts(_ facet: Facet, among tools: some Sequence<Tool>) -> [String: Int] {
    var counts: [String: Int] = [:]
    for tool in tools where includes(tool, except: facet) {
      for word in facet.words(of: tool) { counts[word, default: 0] += 1 }
    }
    return counts
  }
}
