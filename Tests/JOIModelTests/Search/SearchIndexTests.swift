import Testing

@testable import JOIModel

/// The index alone: which documents answer, and in which order.
@Suite struct SearchIndexTests {
  private func index(_ documents: [[SearchIndex.Field]]) -> SearchIndex {
    SearchIndex(count: documents.count) { documents[$0] }
  }

  private func found(_ query: String, in index: SearchIndex) -> [Int] {
    index.search(query).hits.map(\.document)
  }

  @Test func everyWordMustBeAnswered() {
    let index = index([
      [.init("werkdruk op de planning", weight: 2)],
      [.init("werkdruk", weight: 2), .init("magazijn", weight: 1)],
      [.init("planning", weight: 2)],
    ])
    #expect(found("werkdruk planning", in: index) == [0])
    #expect(found("werkdruk magazijn", in: index) == [1])
    #expect(found("werkdruk magazijn planning", in: index) == [])
  }

  @Test func wordOrderAndCaseAndAccentsDoNotMatter() {
    let index = index([[.init("Eén coördinator op de planning", weight: 2)]])
    for query in ["planning coordinator", "COÖRDINATOR PLANNING", "een planning", "Planning, één"] {
      #expect(found(query, in: index) == [0], "\(query)")
    }
  }

  @Test func aHeavierFieldComesFirst() {
    let index = index([
      [.init("rooster", weight: 2)], [.init("rooster", weight: 8)], [.init("rooster", weight: 12)],
      [.init("iets anders", weight: 12), .init("rooster", weight: 6)],
    ])
    #expect(found("rooster", in: index) == [2, 1, 3, 0])
  }

  @Test func theBestFieldOfADocumentCounts() {
    let index = index([
      [.init("rooster", weight: 2), .init("rooster", weight: 2)],
      [.init("rooster", weight: 2), .init("rooster", weight: 3)],
      [.init("rooster", weight: 3), .init("rooster", weight: 2)],
    ])
    #expect(found("rooster", in: index) == [1, 2, 0])
  }

  @Test func wholeWordsComeBeforeBeginningsBeforeParts() {
    let index = index([
      [.init("zelfroosteren", weight: 4)], [.init("roosteren", weight: 4)], [.init("rooster", weight: 4)],
    ])
    #expect(found("rooster", in: index) == [2, 1, 0])
  }

  @Test func equalsKeepTheListsOrder() {
    let index = index((0..<5).map { _ in [.init("scan", weight: 4)] })
    #expect(found("scan", in: index) == [0, 1, 2, 3, 4])
  }

  @Test func typosOnlyWhereNothingElseIsFound() {
    let index = index([[.init("werkdruk", weight: 4)], [.init("werkdrank", weight: 4)]])
    let exact = index.search("werkdruk")
    #expect(exact.hits.map(\.document) == [0])
    #expect(!exact.query.allowsTypos)
    let forgiving = index.search("werkdurk")
    #expect(forgiving.hits.map(\.document) == [0])
    #expect(forgiving.query.allowsTypos)
    #expect(found("wekdurk", in: index) == [])
  }

  @Test func oneTypoAWordInEachWord() {
    let index = index([[.init("werkdruk en bevlogenheid", weight: 4)]])
    #expect(found("wekdruk bevlogenhied", in: index) == [0])
    #expect(found("wekdruk bvlogenhied", in: index) == [])
  }

  @Test func nothingIsFoundForNothing() {
    let index = index([[.init("werkdruk", weight: 4)]])
    #expect(found("", in: index).isEmpty)
    #expect(found(" -!", in: index).isEmpty)
    #expect(found("werkdruk", in: SearchIndex()).isEmpty)
    #expect(SearchIndex().count == 0)
    #expect(index.count == 1)
  }

  /// The index against the plain way: every document's words, one by one.
  @Test(arguments: UInt64(1)...15)
  func answersAsReadingEveryDocumentWould(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let words = [
      "werk", "werkdruk", "druk", "rooster", "roosteren", "scan", "scans", "team", "teams", "één", "een",
      "overleg",
    ]
    let documents = (0..<40).map { _ in
      (0..<3).map { _ in
        SearchIndex.Field(
          (0..<random.below(5)).map { _ in random.pick(words) }.joined(separator: " "),
          weight: UInt8(1 + random.below(12)))
      }
    }
    let index = index(documents)
    for round in 0..<30 {
      let query = (0...random.below(3)).map { _ in String(random.pick(words).prefix(2 + random.below(6))) }
      let wanted = Query(query.joined(separator: " ")).words
      let scores = documents.map { fields -> Int in
        let best = wanted.map { word in
          fields.flatMap { field in
            Folding.words(field.text).map {
              $0.withUnsafeBufferPointer { Query.quality(of: $0, for: word, allowsTypos: false) }
                * Int(field.weight)
            }
          }.max() ?? 0
        }
        return best.contains(0) ? 0 : best.reduce(0, +)
      }
      let expected = scores.indices.filter { scores[$0] > 0 }.sorted { (scores[$1], $0) < (scores[$0], $1) }
      if expected.isEmpty { continue }
      #expect(
        found(query.joined(separator: " "), in: index) == expected, "seed \(seed), round \(round): \(query)")
    }
  }
}
