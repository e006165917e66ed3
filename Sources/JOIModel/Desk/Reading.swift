/// So many of so many.
public struct Share: Equatable, Sendable {
  /// How many.
  public var part: Int
  /// Of how many.
  public var whole: Int

  /// The share, 0 to 1; nil of nothing.
  public var value: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// So many of so many.
  public init(part: Int = 0, whole: Int = 0) { (self.part, self.whole) = (part, whole) }
}

/// How long something took, for a share of the cases; cases that still wait are counted with what they have waited.
public struct Waiting: Equatable, Sendable {
  /// Milliseconds; nil of no cases.
  public var milliseconds: Int64?
  /// Whether it can still become more, since it is the wait of a case that goes on.
  public var isAtLeast = false
  /// How many cases, those that wait among them.
  public var count = 0

  /// The hours; nil of no cases.
  public var hours: Double? { milliseconds.map { Double($0) / 3_600_000 } }

  /// A quantile by the nearest rank: the smallest value that a share of all values does not exceed.
  ///
  /// Of what still waits only the age is known. So the quantile is taken twice: with the ages, and with those cases as
  /// never ending. Where both agree it is known, else it is at least the first.
  ///
  /// - Parameters:
  ///   - percent: 1 to 100; 50 is the median.
  ///   - done: what the cases took that are done, in milliseconds.
  ///   - waiting: the ages of the cases that wait.
  public init(percent: Int, done: [Int64], waiting: [Int64]) {
    count = done.count + waiting.count
    guard count > 0 else { return }
    let place = (percent * count + 99) / 100 - 1
    let least = (done + waiting).sorted()[place]
    let most = place < done.count ? done.sorted()[place] : nil
    milliseconds = least
    isAtLeast = most != least
  }
}

/// A figure as it is shown: a number and of how many it is.
public struct Reading: Equatable, Sendable {
  /// What kind of number it is.
  public enum Kind: String, Sendable { case count, share, hours, mean }
  /// What kind of number it is.
  public let kind: Kind
  /// The number; nil where there is nothing to count it from. A share is 0 to 1.
  public let value: Double?
  /// Of how many cases; nil for a plain count.
  public let n: Int?
  /// Whether it is at least that, as some cases still go on.
  public let isAtLeast: Bool

  init(_ count: Int) { (kind, value, n, isAtLeast) = (.count, Double(count), nil, false) }

  init(_ share: Share) { (kind, value, n, isAtLeast) = (.share, share.value, share.whole, false) }

  init(_ waiting: Waiting) {
    (kind, value, n, isAtLeast) = (.hours, waiting.hours, waiting.count, waiting.isAtLeast)
  }

  /// A mean: a sum over so many cases.
  init(sum: Int, over count: Int) {
    (kind, value, n, isAtLeast) = (.mean, Share(part: sum, whole: count).value, count, false)
  }

  /// The number as people read it, without n: "12", "67%", "≥ 31 u", "2,5", and "n.v.t." where there is none.
  public func number(in language: Language, ascii: Bool = false) -> String {
    guard let value else { return language.text(.figureNone) }
    let text =
      switch kind {
      case .count: "\(Int(value))"
      case .share: "\(Int((value * 100).rounded()))%"
      case .hours: language.text(.figureHours, Self.decimal(value, in: language))
      case .mean: Self.decimal(value, in: language)
      }
    return isAtLeast ? "\(ascii ? ">=" : "≥") \(text)" : text
  }

  /// Of how many: "n=12"; empty for a plain count.
  public var cases: String { n.map { "n=\($0)" } ?? "" }

  /// The number with n beside it: "67% (n=12)".
  public func text(in language: Language, ascii: Bool = false) -> String {
    let number = number(in: language, ascii: ascii)
    return n == nil ? number : "\(number) (\(cases))"
  }

  /// One decimal below ten, none from there on.
  static func decimal(_ value: Double, in language: Language) -> String {
    let tenths = Int((value * 10).rounded())
    guard tenths < 100 else { return "\(Int(value.rounded()))" }
    return "\(tenths / 10)\(language == .dutch ? "," : ".")\(tenths % 10)"
  }
}
