/// From when on something is told, as it is asked for on the command line.
public enum Since: Equatable, Sendable {
  /// Since the last digest of this kind.
  case last
  /// Since a moment.
  case moment(Timestamp)

  /// How far back a first digest goes, and one for which nothing else is asked.
  public static let week: Int64 = 7 * 86_400_000

  /// Reads `7d`, `2w`, a day that has begun on the host's clock (`2026-11-17`), or `last`; nil for anything else.
  public init?(_ text: String, now: Timestamp) {
    if text == "last" {
      self = .last
    } else if let date = CalendarDate(text), date.year >= 1970 {
      let beginning = LocalDay.beginning(of: date.dayNumber)
      guard beginning <= now else { return nil }
      self = .moment(beginning)
    } else if let days = Self.days(text) {
      self = .moment(Timestamp(milliseconds: max(0, now.milliseconds - days * 86_400_000)))
    } else {
      return nil
    }
  }

  private static func days(_ text: String) -> Int64? {
    guard let unit = text.last, unit == "d" || unit == "w", (2...6).contains(text.utf8.count),
      let number = Int64(text.dropLast()), number > 0, text.first != "+"
    else { return nil }
    return unit == "w" ? number * 7 : number
  }

  /// The moment, where the last digest went up to `last`; a week ago where there was none.
  public func moment(last: Timestamp?, now: Timestamp) -> Timestamp {
    switch self {
    case .moment(let moment): moment
    // A clock that was set back must not make a time that ends before it begins.
    case .last: min(last ?? Timestamp(milliseconds: now.milliseconds - Self.week), now)
    }
  }
}
