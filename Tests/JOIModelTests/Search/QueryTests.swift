import Testing

@testable import JOIModel

/// How a word of a text answers a word that was typed.
@Suite struct QueryTests {
  private func quality(_ word: String, _ wanted: String, typos: Bool = false) -> Int {
    Array(word.utf8).withUnsafeBufferPointer {
      Query.quality(of: $0, for: Array(wanted.utf8), allowsTypos: typos)
    }
  }

  @Test(arguments: [
    ("werkdruk", "werkdruk", 4), ("werkdruk", "werk", 3), ("werkdruk", "w", 3), ("werkdruk", "druk", 2),
    ("werkdruk", "kdr", 2), ("werkdruk", "dr", 0), ("werkdruk", "werkdrukte", 0), ("werkdruk", "rooster", 0),
  ])
  func wholeThenBeginningThenWithin(word: String, wanted: String, quality: Int) {
    #expect(self.quality(word, wanted) == quality)
  }

  @Test(arguments: [
    "werkdurk",  // two neighbours swapped
    "ewrkdruk",  // the first two swapped
    "werkddruk", "werkdrukk",  // one too many
    "werkruk", "wrkdruk",  // one missing
    "werkdrak", "werkdruc",  // another letter
  ])
  func oneTypo(typed: String) {
    #expect(quality("werkdruk", typed) == 0)
    #expect(quality("werkdruk", typed, typos: true) == 1)
  }

  @Test(arguments: [
    "wrekdurk", "werkkddruk", "wekdrk", "werxdrax", "werdkurk", "xwerkdruk", "merkdruk", "rekwdruk",
  ])
  func twoTyposOrAWrongFirstLetter(typed: String) { #expect(quality("werkdruk", typed, typos: true) == 0) }

  @Test func aBeginningMayHaveATypoToo() {
    #expect(quality("bevlogenheid", "bevolgen", typos: true) == 1)
    #expect(quality("bevlogenheid", "bevlgen", typos: true) == 1)
    #expect(quality("bevlogenheid", "bevlokgen", typos: true) == 1)
  }

  @Test func shortWordsAreTakenAsTheyStand() {
    #expect(quality("scan", "sca", typos: true) == 3)
    #expect(quality("scan", "scn", typos: true) == 0)
    #expect(quality("scan", "scna", typos: true) == 1)
  }

  /// Every single change of a word is forgiven; the changes are made here, not by the product.
  @Test(arguments: UInt64(1)...20)
  func anyOneChangeBehindTheFirstLetterIsForgiven(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let letters = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    for round in 0..<100 {
      let word = (0..<(5 + random.below(10))).map { _ in random.pick(letters) }
      var typed = word
      let at = 1 + random.below(word.count - 1)
      switch random.below(4) {
      case 0: typed[at] = random.pick(letters)
      case 1: typed.insert(random.pick(letters), at: at)
      case 2: typed.remove(at: at)
      default: if at + 1 < typed.count { typed.swapAt(at, at + 1) }
      }
      let quality = word.withUnsafeBufferPointer { Query.quality(of: $0, for: typed, allowsTypos: true) }
      if quality == 0 {
        Issue.record(
          "seed \(seed), round \(round): \(String(decoding: word, as: UTF8.self)), \(String(decoding: typed, as: UTF8.self))"
        )
      }
    }
  }

  @Test func eachWordCountsOnceAndNoMoreThanTwelve() {
    #expect(Query("werk Werk WÉRK druk").words.count == 2)
    #expect(Query("a b c d e f g h i j k l m n").words.count == 12)
    #expect(Query(" …").isEmpty)
    #expect(!Query("x").isEmpty)
  }

  private func marked(_ query: String, in text: String, typos: Bool = false) -> [String] {
    Query(query, allowsTypos: typos).matches(in: text).map { String(text[$0]) }
  }

  @Test(arguments: [
    ("werkdruk", "Werkdruk meten", ["Werkdruk"]), ("werk", "Werkdruk op het werk", ["Werk", "werk"]),
    ("druk", "Werkdruk meten", ["Werkdruk"]), ("coord", "Een coördinator", ["coördinator"]),
    ("met werk", "Werk meten", ["Werk", "met"]),
    ("een", "Eén café", ["Eén"]), ("", "Werk", []), ("xyz", "Werk", []),
  ])
  func thePlacesThatAnswer(query: String, text: String, wanted: [String]) {
    #expect(marked(query, in: text) == wanted)
  }

  @Test func aTypoMarksTheWholeWord() {
    #expect(marked("werkdurk", in: "Hoge werkdruk", typos: true) == ["werkdruk"])
    #expect(marked("werkdurk", in: "Hoge werkdruk").isEmpty)
  }

  @Test(arguments: UInt64(1)...10)
  func placesNeverOverlap(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for round in 0..<100 {
      let text = RandomText.make(random.below(60), using: &random)
      let query = Query(RandomText.make(random.below(6), using: &random), allowsTypos: random.below(2) == 0)
      var at = text.startIndex
      for range in query.matches(in: text) {
        if range.lowerBound < at || range.upperBound > text.endIndex {
          Issue.record("seed \(seed), round \(round)")
        }
        at = range.upperBound
      }
    }
  }
}
