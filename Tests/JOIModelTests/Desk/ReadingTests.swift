import Testing

@testable import JOIModel

/// Numbers as they are counted and shown.
@Suite struct ReadingTests {
  /// The nearest rank, told in another way: the smallest of the values that at least so many in a hundred don't exceed.
  private func plain(_ percent: Int, _ values: [Int64]) -> Int64? {
    values.sorted().first { value in values.count { $0 <= value } * 100 >= percent * values.count }
  }

  @Test(arguments: (1...20).map { UInt64($0) &* 31_337 }) func asThePlainReferenceHasIt(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<100 {
      let done = (0..<random.below(12)).map { _ in Int64(random.below(20)) }
      let waiting = (0..<random.below(6)).map { _ in Int64(random.below(20)) }
      let percent = random.pick([1, 10, 50, 75, 90, 99, 100])
      let found = Waiting(percent: percent, done: done, waiting: waiting)
      let least = plain(percent, done + waiting)
      let most = plain(percent, done + waiting.map { _ in .max })
      let about = "seed \(seed), \(percent), \(done), \(waiting)"
      #expect(found.count == done.count + waiting.count, "\(about)")
      #expect(found.milliseconds == least, "\(about)")
      #expect(found.isAtLeast == (least != most), "\(about)")
      // Whatever the waiting ones will have taken in the end, it is not less, and where it is known it stays.
      let ended = waiting.map { $0 + Int64(random.below(30)) }
      if let later = plain(percent, done + ended), let known = found.milliseconds {
        #expect(found.isAtLeast ? later >= known : later == known, "\(about), \(ended)")
      }
    }
  }

  @Test func waitingIsNeverDropped() {
    // Three took 1, 2 and 9 hours. A fourth waits since 3 hours: the second of four is 2 hours whatever becomes of it,
    // the fourth of four (90%) is at least 9.
    let hour: Int64 = 3_600_000
    let done = [9 * hour, hour, 2 * hour]
    #expect(Waiting(percent: 50, done: done, waiting: [3 * hour]).hours == 2)
    #expect(!Waiting(percent: 50, done: done, waiting: [3 * hour]).isAtLeast)
    let long = Waiting(percent: 90, done: done, waiting: [3 * hour])
    #expect(long.hours == 9 && long.isAtLeast && long.count == 4)
    #expect(Reading(long).text(in: .dutch) == "≥ 9,0 u (n=4)")
    #expect(Reading(long).text(in: .english, ascii: true) == ">= 9.0 h (n=4)")
    let nobody = Waiting(percent: 50, done: [], waiting: [])
    #expect(nobody.hours == nil && !nobody.isAtLeast)
    #expect(Reading(nobody).text(in: .dutch) == "n.v.t. (n=0)")
  }

  @Test func shares() {
    #expect(Share(part: 0, whole: 0).value == nil)
    #expect(Reading(Share(part: 0, whole: 0)).text(in: .english) == "n/a (n=0)")
    #expect(Reading(Share(part: 2, whole: 3)).text(in: .dutch) == "67% (n=3)")
    #expect(Reading(Share(part: 0, whole: 3)).number(in: .dutch) == "0%")
    #expect(Reading(12).text(in: .dutch) == "12" && Reading(12).cases.isEmpty)
    #expect(Reading(sum: 5, over: 2).text(in: .dutch) == "2,5 (n=2)")
    #expect(Reading(sum: 0, over: 0).number(in: .english) == "n/a")
  }

  @Test(arguments: [
    (0, "0,0"), (0.04, "0,0"), (0.05, "0,1"), (2.25, "2,3"), (9.94, "9,9"), (9.96, "10"), (31.4, "31"),
    (31.5, "32"), (1_234, "1234"),
  ]) func decimals(value: Double, text: String) { #expect(Reading.decimal(value, in: .dutch) == text) }

  @Test func numbersOfASpreadsheet() {
    #expect(Reading(Share(part: 2, whole: 3)).plain(in: .dutch) == "0,667")
    #expect(Reading(Share(part: 1, whole: 20)).plain(in: .english) == "0.050")
    #expect(Reading(Waiting(percent: 50, done: [5_400_000], waiting: [])).plain(in: .english) == "1.5")
    #expect(Reading(7).plain(in: .dutch) == "7")
    #expect(Reading(Share()).plain(in: .dutch) == "")
  }

  @Test(arguments: [
    (0, 4, "", ""), (1, 4, "████", "####"), (0.5, 4, "██", "##"), (0.25, 2, "▌", "#"), (0.001, 4, "▏", "#"),
    (0.999, 4, "███▉", "###"), (7, 4, "████", "####"), (-1, 4, "", ""), (.nan, 4, "", ""), (0.5, 0, "", ""),
    (0.5, 1, "▌", "#"), (0.65, 4, "██▋", "###"),
  ]) func bars(share: Double, width: Int, text: String, ascii: String) {
    #expect(Bar.text(share, width: width, ascii: false) == text)
    #expect(Bar.text(share, width: width, ascii: true) == ascii)
  }

  @Test func sparklines() {
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], ascii: false) == "▁▂▃▄▅▆▇█")
    #expect(Sparkline.text([0, 1, 2, 3, 4, 5, 6, 7], ascii: true) == "_.:-=+*#")
    #expect(Sparkline.text([nil, 0, 1_000, 1, nil], ascii: false) == " ▁█▂ ")
    #expect(Sparkline.text([0, 0], ascii: false) == "▁▁")
    #expect(Sparkline.text([.infinity, .nan, 2], ascii: false) == "  █")
    #expect(Sparkline.text([], ascii: false) == "")
  }
}
