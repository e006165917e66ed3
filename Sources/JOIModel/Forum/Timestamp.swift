import Glibc

/// A moment: milliseconds since 1970 in UTC, as the forum's events carry it (RFC 3339 with milliseconds).
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// A moment by its number.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Now, by the system's clock.
  public static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Reads `2026-11-24T09:12:00.000Z`; the fraction may be left out. Nil for what is no moment of 1970 to 9999.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z"),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)), date.year >= 1970
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      bytes[range].reduce(0 as Int64?) { value, byte in
        guard let value, (0x30...0x39).contains(byte) else { return nil }
        return value * 10 + Int64(byte - 0x30)
      }
    }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count == 24 {
      guard bytes[19] == UInt8(ascii: "."), let parsed = number(20..<23) else { return nil }
      fraction = parsed
    }
    let seconds = Int64(date.dayNumber) * 86_400 + hour * 3_600 + minute * 60 + second
    milliseconds = seconds * 1_000 + fraction
  }

  /// The beginning of a day in UTC.
  public init(_ date: CalendarDate) { milliseconds = Int64(date.dayNumber) * 86_400_000 }

  /// The earlier one is the lesser.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// `2026-11-24T09:12:00.000Z`.
  public var text: String {
    let parts = self.parts
    return "\(parts.year)-\(Self.digits(parts.month, 2))-\(Self.digits(parts.day, 2))T"
      + "\(Self.digits(parts.hour, 2)):\(Self.digits(parts.minute, 2)):\(Self.digits(parts.second, 2))."
      + "\(Self.digits(parts.millisecond, 3))Z"
  }

  /// `20261124091200000`: sorts as text as the moments do.
  public var sortable: String { String(text.filter { $0.isNumber }) }

  private var parts: (year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, millisecond: Int)
  {
    let days = Int((milliseconds / 86_400_000))
    let rest = Int(milliseconds % 86_400_000)
    let date = CalendarDate(dayNumber: days)
    return (
      date.year, date.month, date.day, rest / 3_600_000, rest / 60_000 % 60, rest / 1_000 % 60, rest % 1_000
    )
  }

  static func digits(_ number: Int, _ count: Int) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }

  /// Day and minute on the host's clock: "24 nov 09:12", with the year where it is not this one.
  public func text(in language: Language, now: Timestamp) -> String {
    func local(_ moment: Timestamp) -> tm {
      var seconds = time_t(moment.milliseconds / 1_000)
      var result = tm()
      localtime_r(&seconds, &result)
      return result
    }
    let (there, here) = (local(self), local(now))
    let month = language.text(.monthNames).split(separator: " ").map(String.init)
    let name = month.indices.contains(Int(there.tm_mon)) ? month[Int(there.tm_mon)] : ""
    let year = there.tm_year == here.tm_year ? "" : " \(there.tm_year + 1_900)"
    return "\(there.tm_mday) \(name)\(year) "
      + "\(Self.digits(Int(there.tm_hour), 2)):\(Self.digits(Int(there.tm_min), 2))"
  }

  /// How long ago, in the largest whole unit: "3 d", "2 u", "5 min", "nu".
  public func age(in language: Language, now: Timestamp) -> String {
    let minutes = max(0, (now.milliseconds - milliseconds) / 60_000)
    switch minutes {
    case 0: return language.text(.ageNow)
    case ..<60: return language.text(.ageMinutes, "\(minutes)")
    case ..<1_440: return language.text(.ageHours, "\(minutes / 60)")
    case ..<10_080: return language.text(.ageDays, "\(minutes / 1_440)")
    case ..<525_600: return language.text(.ageWeeks, "\(minutes / 10_080)")
    default: return language.text(.ageYears, "\(minutes / 525_600)")
    }
  }
}

extension CalendarDate {
  /// Days since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
  var dayNumber: Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a number of days since 1970-01-01 (civil_from_days of the same source).
  init(dayNumber: Int) {
    let z = dayNumber + 719_468
    let era = z / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    month = m < 10 ? m + 3 : m - 9
    day = dayOfYear - (153 * m + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}
