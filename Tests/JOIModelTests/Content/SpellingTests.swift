import Foundation
import Testing

@testable import JOIModel

/// Both languages spelled right, by Debian's dictionaries and the project's own lists of names and terms.
@Suite struct SpellingTests {
  private func fixture(_ language: Language) throws -> Set<String> {
    let path = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/words-\(language.code).txt").path
    return Set(try readFile(path).split(separator: "\n").map(String.init))
  }

  private func checker(_ language: Language) -> SpellChecker {
    SpellChecker(dictionary: language == .dutch ? "nl_NL" : "en_GB")
  }

  private func unknown(_ language: Language) throws -> Set<String> {
    let prose = Prose(try DataRoot(path: checkout.appendingPathComponent("data").path).loadToolbox())
    let text = prose.texts.filter { $0.language == language }.flatMap(\.blocks).joined(separator: "\n\n")
    return try checker(language).unknownWords(in: text)
  }

  @Test(arguments: Language.allCases) func everyWordIsKnown(language: Language) throws {
    let wrong = try unknown(language).subtracting(try fixture(language))
    #expect(wrong.isEmpty, "\(wrong.sorted().joined(separator: "\n"))")
  }

  @Test(arguments: Language.allCases) func theListHasNoWordThatNobodyNeeds(language: Language) throws {
    let spare = try fixture(language).subtracting(try unknown(language))
    #expect(spare.isEmpty, "\(spare.sorted().joined(separator: "\n"))")
  }

  @Test(arguments: Language.allCases) func theListIsSorted(language: Language) throws {
    let path = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/words-\(language.code).txt").path
    let words = try readFile(path).split(separator: "\n").map(String.init)
    #expect(
      words.map { Array($0.utf8) }
        == Set(words).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func theCheckFindsWhatIsWrong() throws {
    #expect(try checker(.dutch).unknownWords(in: "De medewerker krijgt een niew rooster.") == ["niew"])
    #expect(try checker(.english).unknownWords(in: "The employee gets a nwe roster.") == ["nwe"])
    #expect(throws: SpellChecker.Failure.self) { try SpellChecker(dictionary: "xx_XX").unknownWords(in: "x") }
  }
}
