import Foundation
import Testing

@testable import JOIModel

/// Moments as the logs write them.
@Suite struct TimestampTests {
  private static func formatter() -> ISO8601DateFormatter {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return formatter
  }

  @Test(arguments: (1...4).map { UInt64($0) &* 15_485_863 }) func asFoundationHasThem(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let formatter = Self.formatter()
    for _ in 0..<500 {
      let milliseconds = Int64(random.below(253_402_300_800_000))
      let time = Timestamp(milliseconds: milliseconds)
      let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
      #expect(time.text == formatter.string(from: date), "seed \(seed), \(milliseconds)")
      #expect(Timestamp(time.text) == time, "seed \(seed), \(milliseconds)")
      let other = Timestamp(milliseconds: Int64(random.below(253_402_300_800_000)))
      #expect((time.sortable < other.sortable) == (time < other), "seed \(seed)")
      #expect(time.sortable.utf8.count == 17)
    }
  }

  @Test func everyDayOfFourHundredYears() {
    var day = Timestamp(CalendarDate(dayNumber: 0))
    for number in 0..<146_097 {
      let date = CalendarDate(dayNumber: number)
      if date.dayNumber != number || Timestamp(date) != day {
        Issue.record("day \(number)")
        return
      }
      day.milliseconds += 86_400_000
    }
    #expect(CalendarDate(dayNumber: 146_097) == CalendarDate("2370-01-01"))
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00.000Z", 0), ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
      ("2000-02-29T23:59:59.999Z", 951_868_799_999), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] as [(String, Int64)])
  func read(text: String, milliseconds: Int64) { #expect(Timestamp(text)?.milliseconds == milliseconds) }

  @Test(arguments: [
    "", "Z", "1969-12-31T23:59:59.999Z", "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "2026-01-01T00:60:00.000Z", "2026-01-01T00:00:60.000Z", "2026-01-01 00:00:00.000Z",
    "2026-01-01T00:00:00.000", "2026-01-01T00:00:00.000z", "2026-01-01T00:00:00.0Z",
    "2026-01-01T00:00:00.0000Z",
    "2026-01-01T00:00:00,000Z", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:0\u{663}.000Z",
    "+2026-01-01T0:00:00.000Z",
    "2026-01-01T-1:00:00.000Z", "10000-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z ",
    "2026-01-01T00:00:00\u{0}000Z",
  ])
  func noMoment(text: String) { #expect(Timestamp(text) == nil) }

  @Test(
    arguments: [
      (0, "nu"), (59_999, "nu"), (-5, "nu"), (60_000, "1 min"), (3_599_999, "59 min"), (3_600_000, "1 u"),
      (86_399_999, "23 u"), (86_400_000, "1 d"), (604_799_999, "6 d"), (604_800_000, "1 w"),
      (31_535_999_999, "52 w"), (31_536_000_000, "1 j"), (94_608_000_000, "3 j"),
    ] as [(Int64, String)])
  func howLongAgo(milliseconds: Int64, text: String) {
    let now = Timestamp(milliseconds: 1_800_000_000_000)
    #expect(Timestamp(milliseconds: now.milliseconds - milliseconds).age(in: .dutch, now: now) == text)
  }
}

/// The names of events.
@Suite struct EventIDTests {
  private static let tail = "-20260101000000000-k3v9q2xw"

  @Test func ofItsAccountAndNoOther() {
    #expect(EventID.isValid("a\(Self.tail)", account: "a"))
    #expect(EventID.isValid("a-b\(Self.tail)", account: "a-b"))
    #expect(!EventID.isValid("a-b\(Self.tail)", account: "a"))
    #expect(!EventID.isValid("a\(Self.tail)", account: "a-b"))
    #expect(!EventID.isValid("b\(Self.tail)", account: "a"))
    #expect(!EventID.isValid("a\(Self.tail)@zuid", account: "a"))
    // An account that looks like an id with its time.
    let long = "a-20260101000000000"
    #expect(EventID.isValid("\(long)\(Self.tail)", account: long))
    #expect(!EventID.isValid("\(long)\(Self.tail)", account: "a"))
    #expect(!EventID.isValid("\(long)-k3v9q2xw", account: long))
    #expect(EventID.isValid("\(long)-k3v9q2xw", account: "a"))
  }

  @Test(arguments: [
    "", "a", "a-", "a-20260101000000000", "a-20260101000000000-", "a-2026010100000000-k3v9q2xwz",
    "a-20260101000000000-K3V9Q2XW", "a-20260101000000000-k3v9q2x", "a-20260101000000000-k3v9q2xwy",
    "a-2026010100000000x-k3v9q2xw", "a_20260101000000000-k3v9q2xw", "a-20260101000000000_k3v9q2xw",
    "A-20260101000000000-k3v9q2xw", "-20260101000000000-k3v9q2xw", "a/../b-20260101000000000-k3v9q2xw",
    "á-20260101000000000-k3v9q2xw", "a-20260101000000000-k3v9q2\u{E9}", "a-2026010100000000\u{663}-k3v9q2x",
  ])
  func none(id: String) {
    #expect(!EventID.isValid(id, account: "a"))
    #expect(!EventID.isReference(id))
  }

  @Test func references() {
    #expect(EventID.isReference("a\(Self.tail)"))
    #expect(EventID.isReference("a\(Self.tail)@zuid"))
    for region in ["", "Zuid", "zuid@noord", "../x", "zuid\u{0}", String(repeating: "z", count: 65)] {
      #expect(!EventID.isReference("a\(Self.tail)@\(region)"), "\(region)")
    }
    #expect(EventID.isReference(String(repeating: "a", count: 64) + Self.tail))
    #expect(!EventID.isReference(String(repeating: "a", count: 65) + Self.tail))
  }

  @Test func madeOnesAreValidAndSortByTime() {
    var random = SeededRandom(seed: 5)
    var before = ""
    for number in 0..<200 {
      let time = Timestamp(milliseconds: Int64(number) * 1_234_567_891)
      let id = EventID.make(account: "a-b", at: time, using: &random)
      #expect(EventID.isValid(id, account: "a-b"))
      #expect(id.dropLast(9) > before)
      before = String(id.dropLast(9))
    }
    let same = Timestamp(milliseconds: 0)
    #expect(Set((0..<500).map { _ in EventID.make(account: "a", at: same) }).count == 500)
  }
}
