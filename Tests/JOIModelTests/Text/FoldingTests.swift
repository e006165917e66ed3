import Foundation
import Testing

@testable import JOIModel

/// What a person types without accents or capitals is found.
@Suite struct FoldingTests {
  private func words(_ text: String) -> [String] {
    Folding.words(text).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("Werkdruk", ["werkdruk"]), ("Één café, DRIE coördinatoren", ["een", "cafe", "drie", "coordinatoren"]),
    ("straße Æsir Œuvre ĳs Þór", ["strasse", "aesir", "oeuvre", "ijs", "thor"]),
    ("ÅÄÖ åäö øØ", ["aao", "aao", "oo"]),
    ("foto's programma’s", ["fotos", "programmas"]),
    ("a-b a_b a.b a/b", ["a", "b", "a", "b", "a", "b", "a", "b"]),
    ("5S 2024 360°", ["5s", "2024", "360"]), ("  ", []), ("", []), ("…–!?", []), ("a×b÷c", ["a", "b", "c"]),
    ("ΣΊΣΥΦΟΣ Москва", ["σίσυφοσ", "москва"]), ("日本語", ["日本語"]), ("😀 ok 😀", ["ok"]),
  ])
  func wordsAreFolded(text: String, wanted: [String]) { #expect(words(text) == wanted) }

  @Test func composedAndDecomposedAreTheSame() {
    #expect(words("coördinatie") == words("coo\u{308}rdinatie"))
    #expect(words("e\u{301}e\u{301}n") == ["een"])
  }

  /// The table of the product against the library that only the tests have.
  @Test func theTableAgreesWithFoundation() {
    // Letters whose stroke, joining or absence of a dot is no accent to Unicode: these are ours.
    let own = Set("ÆæÐðØøÞþßĐđĦħıĲĳŁłŊŋŒœŦŧĸŉŀĿſ".unicodeScalars)
    for value in UInt32(0xC0)..<0x180 {
      guard let scalar = Unicode.Scalar(value), !own.contains(scalar), scalar.properties.isAlphabetic else {
        continue
      }
      let text = String(Character(scalar))
      let wanted = text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
      #expect(words(text) == [wanted], "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("Ø", "o"), ("đ", "d"), ("ħ", "h"), ("ł", "l"), ("Ŋ", "n"), ("ŧ", "t"), ("ð", "d"), ("ı", "i"),
    ("Œ", "oe"), ("ſ", "s"),
  ])
  func lettersThatUnicodeDoesNotTakeApart(letter: String, wanted: String) {
    #expect(words(letter) == [wanted])
  }

  @Test func everyWordKnowsItsPlace() {
    let text = "De coördinator's rooster: Eén!"
    var found: [String] = []
    Folding.forEachWord(text) { _, range in
      found.append(String(decoding: Array(text.utf8)[range], as: UTF8.self))
    }
    #expect(found == ["De", "coördinator's", "rooster", "Eén"])
  }

  @Test(arguments: UInt64(1)...10)
  func placesStandInOrderWithinTheText(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for round in 0..<200 {
      let text = RandomText.make(random.below(30), using: &random)
      var at = 0
      Folding.forEachWord(text) { word, range in
        if word.isEmpty || range.lowerBound < at || range.isEmpty || range.upperBound > text.utf8.count {
          Issue.record("seed \(seed), round \(round)")
        }
        at = range.upperBound
      }
    }
  }
}
