import Foundation
import Testing

@testable import JOIModel

/// Windows of days on the host's clock.
@Suite struct PeriodTests {
  /// The clock of these tests: one that goes to summer time and back. `tzset` comes with the first `mktime`.
  static let isInAmsterdam: Bool = {
    setenv("TZ", "Europe/Amsterdam", 1)
    tzset()
    var noon = time_t(1_782_900_000)  // 2026-07-01T10:00:00Z
    var local = tm()
    localtime_r(&noon, &local)
    return local.tm_hour == 12
  }()

  init() throws { try #require(Self.isInAmsterdam) }

  private static func calendar() throws -> Calendar {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "Europe/Amsterdam"))
    return calendar
  }

  private static let units: [(Period.Unit, Calendar.Component)] = [
    (.week, .weekOfYear), (.month, .month), (.quarter, .quarter), (.year, .year),
  ]

  @Test(arguments: [Period.Unit.week, .month, .quarter, .year])
  func theyTileTwentyYears(unit: Period.Unit) throws {
    let end = try Timestamp.at("2045-01-15T12:00:00.000Z")
    var period = Period(containing: try .at("2024-12-20T12:00:00.000Z"), unit: unit)
    var count = 0
    var days: [Int64] = []
    while period.from < end {
      let next = try #require(period.next)
      #expect(period.from < period.until)
      #expect(period.until == next.from, "\(period.name) and \(next.name)")
      #expect(next.previous == period, "\(next.name)")
      #expect(Period(period.name) == period, "\(period.name)")
      // The first moment and the last are in it, and the ones about them are not.
      for (moment, isIn) in [(-1, false), (0, true)] {
        let first = Timestamp(milliseconds: period.from.milliseconds + Int64(moment))
        let last = Timestamp(milliseconds: period.until.milliseconds + Int64(moment))
        #expect(period.contains(first) == isIn && period.contains(last) == !isIn, "\(period.name)")
        #expect((Period(containing: first, unit: unit) == period) == isIn, "\(period.name)")
        #expect((Period(containing: last, unit: unit) == period) == !isIn, "\(period.name)")
      }
      days.append((period.until.milliseconds - period.from.milliseconds + 7_200_000) / 86_400_000)
      period = next
      count += 1
    }
    // From the period of 20 December 2024 to that of 15 January 2045: twenty years and the rims.
    switch unit {
    case .week: #expect((1_047...1_049).contains(count) && Set(days) == [7])
    case .month: #expect(count == 242 && Set(days) == [28, 29, 30, 31])
    case .quarter: #expect(count == 82 && Set(days) == [90, 91, 92])
    default: #expect(count == 22 && Set(days) == [365, 366])
    }
  }

  @Test(arguments: (1...6).map { UInt64($0) &* 104_729 }) func asFoundationHasThem(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let calendar = try Self.calendar()
    for _ in 0..<300 {
      let moment = Timestamp(milliseconds: Int64(random.below(2_500_000_000_000)))
      let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
      for (unit, component) in Self.units where component != .quarter {
        let period = Period(containing: moment, unit: unit)
        let interval = try #require(calendar.dateInterval(of: component, for: date))
        let about = "seed \(seed), \(moment.text), \(period.name)"
        #expect(period.from.milliseconds == Int64(interval.start.timeIntervalSince1970 * 1_000), "\(about)")
        #expect(period.until.milliseconds == Int64(interval.end.timeIntervalSince1970 * 1_000), "\(about)")
        let parts = calendar.dateComponents([.year, .month, .weekOfYear, .yearForWeekOfYear], from: date)
        #expect(period.year == (unit == .week ? parts.yearForWeekOfYear : parts.year), "\(about)")
        let number = unit == .week ? parts.weekOfYear : unit == .month ? parts.month : 0
        #expect(period.number == number, "\(about)")
      }
      let month = Period(containing: moment, unit: .month)
      let quarter = Period(containing: moment, unit: .quarter)
      #expect(quarter.number == (month.number + 2) / 3 && quarter.year == month.year, "seed \(seed)")
      #expect(quarter.from <= month.from && month.until <= quarter.until, "seed \(seed)")
    }
  }

  @Test func summerTime() throws {
    // Clocks go forward on 29 March 2026 at 01:00 UTC and back on 25 October at 01:00 UTC.
    let forward = Period(containing: try .at("2026-03-29T12:00:00.000Z"), unit: .week)
    #expect(forward.from.text == "2026-03-22T23:00:00.000Z")
    #expect(forward.until.text == "2026-03-29T22:00:00.000Z")
    let back = Period(containing: try .at("2026-10-25T12:00:00.000Z"), unit: .week)
    #expect(back.from.text == "2026-10-18T22:00:00.000Z")
    #expect(back.until.text == "2026-10-25T23:00:00.000Z")
    let autumn = try #require(Period("2026-Q4"))
    #expect(autumn.from.text == "2026-09-30T22:00:00.000Z" && autumn.until.text == "2026-12-31T23:00:00.000Z")
    // New Year's Eve on the clock here, and already next year's there.
    #expect(Period(containing: try .at("2026-12-31T22:59:59.999Z"), unit: .year).name == "2026")
    #expect(Period(containing: try .at("2026-12-31T23:00:00.000Z"), unit: .year).name == "2027")
  }

  @Test(
    arguments: [
      // ISO 8601: a week belongs to the year of its Thursday.
      ("2024-12-30", "2025-W01"), ("2025-12-28", "2025-W52"), ("2025-12-29", "2026-W01"),
      ("2026-12-31", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"),
      ("2021-01-03", "2020-W53"), ("2026-11-24", "2026-W48"), ("1970-01-01", "1970-W01"),
    ])
  func weeks(day: String, name: String) throws {
    #expect(Period(containing: try .at("\(day)T12:00:00.000Z"), unit: .week).name == name)
  }

  @Test func names() throws {
    let moment = try Timestamp.at("2026-11-24T12:00:00.000Z")
    let names = Period.Unit.allCases.map { Period(containing: moment, unit: $0).name }
    #expect(names == ["2026-W48", "2026-11", "2026-Q4", "2026", "all"])
    let dutch = Period.Unit.allCases.map { Period(containing: moment, unit: $0).text(in: .dutch) }
    #expect(dutch == ["week 48 van 2026", "november 2026", "4e kwartaal 2026", "2026", "alles tot nu toe"])
    let english = Period.Unit.allCases.map { Period(containing: moment, unit: $0).text(in: .english) }
    #expect(
      english == ["week 48 of 2026", "November 2026", "quarter 4 of 2026", "2026", "everything so far"])
    #expect(Period("2026-01")?.text(in: .dutch) == "januari 2026")
    #expect(Period("2026-12")?.text(in: .english) == "December 2026")
  }

  @Test(
    arguments: [
      "", "2026-", "2026-W", "2026-W0", "2026-W00", "2026-W54", "2025-W53", "2026-W1", "2026-00", "2026-13",
      "2026-Q0", "2026-Q5", "2026-q4", "2026-w48", "26-Q4", "02026", "20264", "2026-1", "2026-11-24", "ALL",
      " 2026", "2026 ", "2026Q4", "2026/Q4", "1969", "9999", "²026", "2026-Q４",
    ])
  func noNames(name: String) { #expect(Period(name) == nil) }

  @Test func everything() {
    let all = Period.everything
    #expect(Period("all") == all && all.previous == nil && all.next == nil && all.series(5) == [all])
    #expect(all.contains(Timestamp(milliseconds: 0)) && all.contains(.now))
  }

  @Test func severalInARow() throws {
    let quarter = try #require(Period("2026-Q2"))
    #expect(quarter.series(4).map(\.name) == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"])
    #expect(quarter.series(0) == [quarter])
    #expect(try #require(Period("2021-W01")).series(3).map(\.name) == ["2020-W52", "2020-W53", "2021-W01"])
  }
}
