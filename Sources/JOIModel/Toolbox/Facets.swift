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

/// The facet values that a tool has, a bit each: what narrowing ten thousand tools on every key needs.
public struct FacetBits: Equatable, Sendable {
  fileprivate let bits: UInt64

  /// The values of a tool.
  public init(_ tool: Tool) {
    bits =
      Facet.focus.bits(tool.focus) | Facet.time.bits([TimeBand(tool.minutes)]) | Facet.cost.bits([tool.cost])
      | Facet.kind.bits([tool.kind]) | Facet.purpose.bits(tool.purpose) | Facet.status.bits([tool.status])
      | Facet.language.bits(tool.languages, orElse: Tool.Tongue.allCases.count)
  }
}

extension Facet {
  /// The first of the bits of each facet, in the facets' order; each value has one, in its order.
  fileprivate var firstBit: Int {
    switch self {
    case .focus: 0
    case .time: 8
    case .cost: 16
    case .kind: 24
    case .purpose: 36
    case .status: 40
    case .language: 48
    }
  }

  /// The bits of some values; of none the bit that stands at `orElse`.
  fileprivate func bits<Word: CaseIterable & Equatable>(_ words: [Word], orElse none: Int? = nil) -> UInt64 {
    if words.isEmpty { return none.map { 1 << UInt64(firstBit + $0) } ?? 0 }
    var bits: UInt64 = 0
    for (place, word) in Word.allCases.enumerated() where words.contains(word) {
      bits |= 1 << UInt64(firstBit + place)
    }
    return bits
  }
}

extension Facet.Value {
  fileprivate var bit: UInt64 {
    facet.values.firstIndex(of: self).map { 1 << UInt64(facet.firstBit + $0) } ?? 0
  }
}

/// The values chosen to narrow the list: one of the values within a facet, and all facets together.
public struct FacetSelection: Equatable, Sendable {
  /// What is chosen.
  public private(set) var chosen: Set<Facet.Value> = []
  /// The chosen bits of each facet of which something is chosen.
  private var wanted: [(facet: Facet, bits: UInt64)] = []

  /// Nothing chosen.
  public init() {}

  /// The same values are chosen.
  public static func == (a: FacetSelection, b: FacetSelection) -> Bool { a.chosen == b.chosen }

  /// Whether nothing is chosen.
  public var isEmpty: Bool { chosen.isEmpty }

  /// Chooses a value, or gives it up.
  public mutating func toggle(_ value: Facet.Value) {
    if chosen.remove(value) == nil { chosen.insert(value) }
    wanted = Facet.allCases.compactMap { facet in
      let bits = chosen.filter { $0.facet == facet }.reduce(0) { $0 | $1.bit }
      return bits == 0 ? nil : (facet, bits)
    }
  }

  /// The chosen values in the facets' order.
  public var inOrder: [Facet.Value] { Facet.allCases.flatMap(\.values).filter(chosen.contains) }

  /// Withdrawn tools stay only where that status was asked for.
  public var wantsWithdrawn: Bool { chosen.contains(Self.withdrawn) }

  private static let withdrawn = Facet.Value(.status, Tool.Status.withdrawn.rawValue)
  private static let withdrawnBit = withdrawn.bit

  /// Whether a tool stays.
  public func includes(_ tool: Tool) -> Bool { includes(FacetBits(tool)) }

  /// Whether a tool with these values stays.
  public func includes(_ tool: FacetBits) -> Bool { includes(tool, except: nil) }

  private func includes(_ tool: FacetBits, except: Facet?) -> Bool {
    if except != .status, tool.bits & Self.withdrawnBit != 0, !wantsWithdrawn { return false }
    return wanted.allSatisfy { $0.facet == except || tool.bits & $0.bits != 0 }
  }

  /// How many of the tools would be listed with each value of a facet, the other facets staying as they are.
  public func counts(_ facet: Facet, among tools: some Sequence<FacetBits>) -> [String: Int] {
    let values = facet.values.map { (word: $0.word, bit: $0.bit) }
    var counts = [Int](repeating: 0, count: values.count)
    for tool in tools where includes(tool, except: facet) {
      for (place, value) in values.enumerated() where tool.bits & value.bit != 0 { counts[place] += 1 }
    }
    return Dictionary(uniqueKeysWithValues: zip(values.map(\.word), counts).filter { $0.1 > 0 })
  }

  /// The same for tools themselves.
  public func counts(_ facet: Facet, among tools: some Sequence<Tool>) -> [String: Int] {
    counts(facet, among: tools.map(FacetBits.init))
  }
}
