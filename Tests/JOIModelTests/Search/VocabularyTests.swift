import Testing

@testable import JOIModel

/// The table of words behind the index.
@Suite struct VocabularyTests {
  private func number(_ word: String, in vocabulary: inout Vocabulary) -> Int {
    Array(word.utf8).withUnsafeBufferPointer { vocabulary.number(of: $0) }
  }

  @Test func aWordKeepsItsNumberWhileTheTableGrows() {
    var vocabulary = Vocabulary()
    let words = (0..<5_000).map { "w\($0)" }
    for (wanted, word) in words.enumerated() {
      #expect(number(word, in: &vocabulary) == wanted)
      // One from before, again.
      #expect(number(words[wanted / 2], in: &vocabulary) == wanted / 2)
    }
    #expect(vocabulary.count == 5_000)
  }

  @Test func everyWordComesBackAsItWas() {
    var vocabulary = Vocabulary()
    let words = ["a", "ab", "abc", "b", "\u{E9}", ""]
    for word in words { _ = number(word, in: &vocabulary) }
    var found: [String] = []
    vocabulary.forEach { place, word in
      #expect(place == found.count)
      found.append(String(decoding: word, as: UTF8.self))
    }
    #expect(found == words)
  }
}
