import Glibc

/// A span of days on the host's clock over which figures are counted: from its first moment up to, and without, the
/// first moment of the next one.
public struct Period: Hashable, Sendable {
  /// How long a period is.
  public enum Unit: String, CaseIterable, Sendable {
    /// A week as ISO 8601 has it: Monday to Sunday, and in the year in which its Thursday lies.
    case week
    case month, quarter, year
    /// All that was ever written.
    case all

    /// Its name.
    public var name: Message {
      switch self {
      case .week: .periodUnitWeek
      case .month: .periodUnitMonth
      case .quarter: .periodUnitQuarter
      case .year: .periodUnitYear
      case .all: .periodAll
      }
    }

    /// How many a year has; weeks are counted otherwise.
    fileprivate var perYear: Int { self == .month ? 12 : self == .quarter ? 4 : 1 }
  }

  /// How long it is.
  public let unit: Unit
  /// Its year; of a week the year that the week belongs to. 0 where the unit is `all`.
  public let year: Int
  /// Which week, month or quarter of the year, from 1; 0 for a year and for all.
  public let number: Int
  /// Its first moment.
  public let from: Timestamp
  /// The first moment behind it.
  public let until: Timestamp

  /// All that was ever written.
  public static let everything = Period()

  private init() {
    (unit, year, number) = (.all, 0, 0)
    (from, until) = (Timestamp(milliseconds: .min), Timestamp(milliseconds: .max))
  }

  private init(_ unit: Unit, year: Int, number: Int) {
    (self.unit, self.year, self.number) = (unit, year, number)
    switch unit {
    case .week:
      let monday = Self.firstMonday(of: year) + 7 * (number - 1)
      (from, until) = (LocalDay.beginning(of: monday), LocalDay.beginning(of: monday + 7))
    case .month, .quarter, .year, .all:
      let months = 12 / unit.perYear
      let first = (max(1, number) - 1) * months
      from = LocalDay.beginning(of: LocalDay.first(ofMonth: first, year: year))
      until = LocalDay.beginning(of: LocalDay.first(ofMonth: first + months, year: year))
    }
  }

  /// The period of a unit in which a moment lies.
  public init(containing moment: Timestamp, unit: Unit) {
    let day = LocalDay.number(of: moment)
    let date = CalendarDate(dayNumber: day)
    switch unit {
    case .week:
      let year = CalendarDate(dayNumber: LocalDay.thursday(of: day)).year
      self.init(.week, year: year, number: (day - Self.firstMonday(of: year)) / 7 + 1)
    case .month: self.init(.month, year: date.year, number: date.month)
    case .quarter: self.init(.quarter, year: date.year, number: (date.month - 1) / 3 + 1)
    case .year: self.init(.year, year: date.year, number: 0)
    case .all: self = .everything
    }
  }

  /// Reads a name: `2026-W48`, `2026-11`, `2026-Q4`, `2026` or `all`; nil for what names no period.
  public init?(_ name: String) {
    if name == "all" {
      self = .everything
      return
    }
    let bytes = Array(name.utf8)
    func digits(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0 as Int?) { value, byte in
        guard let value, (0x30...0x39).contains(byte) else { return nil }
        return value * 10 + Int(byte - 0x30)
      }
    }
    guard bytes.count >= 4, let year = digits(0..<4), (1970...9998).contains(year),
      bytes.count == 4 || bytes[4] == UInt8(ascii: "-")
    else { return nil }
    switch (bytes.count, bytes.count > 5 ? bytes[5] : 0) {
    case (4, _): self.init(.year, year: year, number: 0)
    case (7, UInt8(ascii: "Q")):
      guard let number = digits(6..<7), (1...4).contains(number) else { return nil }
      self.init(.quarter, year: year, number: number)
    case (7, _):
      guard let number = digits(5..<7), (1...12).contains(number) else { return nil }
      self.init(.month, year: year, number: number)
    case (8, UInt8(ascii: "W")):
      guard let number = digits(6..<8), (1...Self.weeks(of: year)).contains(number) else { return nil }
      self.init(.week, year: year, number: number)
    default: return nil
    }
  }

  /// Its name in files and on the command line; ``init(_:)`` reads it.
  public var name: String {
    switch unit {
    case .week: "\(year)-W\(Timestamp.digits(number, 2))"
    case .month: "\(year)-\(Timestamp.digits(number, 2))"
    case .quarter: "\(year)-Q\(number)"
    case .year: "\(year)"
    case .all: "all"
    }
  }

  /// Its name as people say it: "4e kwartaal 2026", "week 48 van 2026".
  public func text(in language: Language) -> String {
    switch unit {
    case .week: return language.text(.periodWeek, "\(number)", "\(year)")
    case .month:
      let months = language.text(.monthNamesLong).split(separator: " ").map(String.init)
      return "\(months.indices.contains(number - 1) ? months[number - 1] : "\(number)") \(year)"
    case .quarter: return language.text(.periodQuarter, "\(number)", "\(year)")
    case .year: return "\(year)"
    case .all: return language.text(.periodAll)
    }
  }

  /// Whether a moment lies in it.
  public func contains(_ moment: Timestamp) -> Bool { from <= moment && moment < until }

  /// The one before; nil where the unit is `all`.
  public var previous: Period? { moved(by: -1) }

  /// The one behind; nil where the unit is `all`.
  public var next: Period? { moved(by: 1) }

  /// This one and those before it, the earliest first: `count` in all, or one where the unit is `all`.
  public func series(_ count: Int) -> [Period] {
    guard unit != .all else { return [self] }
    return (0..<max(1, count)).reversed().compactMap { moved(by: -$0) }
  }

  private func moved(by steps: Int) -> Period? {
    switch unit {
    case .all: return nil
    case .year: return Period(.year, year: year + steps, number: 0)
    case .week:
      let thursday = Self.firstMonday(of: year) + 7 * (number - 1 + steps) + 3
      let there = CalendarDate(dayNumber: thursday).year
      return Period(.week, year: there, number: (thursday - Self.firstMonday(of: there)) / 7 + 1)
    case .month, .quarter:
      let place = year * unit.perYear + number - 1 + steps
      return Period(unit, year: place / unit.perYear, number: place % unit.perYear + 1)
    }
  }

  /// The day number of the Monday of a year's first week: that of 4 January.
  private static func firstMonday(of year: Int) -> Int {
    LocalDay.thursday(of: LocalDay.first(ofMonth: 0, year: year) + 3) - 3
  }

  /// How many weeks a year has: 52 or 53.
  private static func weeks(of year: Int) -> Int { (firstMonday(of: year + 1) - firstMonday(of: year)) / 7 }
}

/// Days on the host's clock, by their number since 1970-01-01.
enum LocalDay {
  /// The day on which a moment lies.
  static func number(of moment: Timestamp) -> Int {
    // Rounded down, also before 1970.
    var seconds = time_t(moment.milliseconds.quotientRoundedDown(by: 1_000))
    var local = tm()
    localtime_r(&seconds, &local)
    return first(ofMonth: Int(local.tm_mon), year: Int(local.tm_year) + 1_900) + Int(local.tm_mday) - 1
  }

  /// The first moment of a day. Looked for and not computed: where clocks change at midnight a day begins at one
  /// o'clock, or its first hour comes twice.
  static func beginning(of day: Int) -> Timestamp {
    // Clocks are at most 14 hours ahead of UTC and 12 behind.
    var (before, after) = (day * 86_400 - 26 * 3_600, day * 86_400 + 26 * 3_600)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      let moment = Timestamp(milliseconds: Int64(middle) * 1_000)
      if number(of: moment) < day { before = middle } else { after = middle }
    }
    return Timestamp(milliseconds: Int64(after) * 1_000)
  }

  /// The first day of a month that is counted from 0 and may lie beyond the year.
  static func first(ofMonth month: Int, year: Int) -> Int {
    var date = CalendarDate(dayNumber: 0)
    (date.year, date.month, date.day) = (year + month / 12, month % 12 + 1, 1)
    return date.dayNumber
  }

  /// The Thursday of a day's week.
  static func thursday(of day: Int) -> Int {
    // 1970-01-01 was one.
    let monday = day - ((day + 3) % 7 + 7) % 7
    return monday + 3
  }
}

extension Int64 {
  fileprivate func quotientRoundedDown(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}
