/// A day of the calendar, as files write it: YYYY-MM-DD (RFC 3339 full-date).
public struct CalendarDate: Equatable, Comparable, Sendable {
  /// The year, 1900 to 9999.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day, 1 to 31.
  public var day: Int

  /// Reads YYYY-MM-DD; nil for what is not a day of the calendar.
  public init?(_ text: String) {
    var text = text
    let numbers = text.withUTF8 { bytes -> (year: Int, month: Int, day: Int)? in
      guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
        return nil
      }
      func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for byte in bytes[range] {
          guard (0x30...0x39).contains(byte) else { return nil }
          value = value * 10 + Int(byte - 0x30)
        }
        return value
      }
      guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
      return (year, month, day)
    }
    guard let (year, month, day) = numbers,
      (1900...9999).contains(year),
      (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day as people write it: 24-11-2026 in Dutch, 2026-11-24 in English.
  public func text(in language: Language) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return language == .dutch ? "\(day)-\(month)-\(year)" : "\(year)-\(two(month))-\(two(day))"
  }

  /// The earlier day is the lesser.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }
}
