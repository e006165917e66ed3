import Foundation
import Testing

@testable import JOIModel

/// Both languages spelled right, by Debian's dictionaries and the project's own lists of names and terms.
@Suite struct SpellingTests {
  /// Texts that have a list of their own.
  enum Collection: String, CaseIterable {
    case dutch = "words-nl.txt"
    case english = "words-en.txt"
    case forum = "words-forum-nl.txt"

    var dictionary: String { self == .english ? "en_GB" : "nl_NL" }
  }

  private func list(_ collection: Collection) throws -> [String] {
    let path = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/\(collection.rawValue)").path
    return try readFile(path).split(separator: "\n").map(String.init)
  }

  private func text(_ collection: Collection) throws -> String {
    let parts: [String]
    switch collection {
    case .dutch: parts = try toolbox(.dutch)
    case .english: parts = try toolbox(.english) + ShippedForum().names(.english)
    case .forum:
      let forum = try ShippedForum()
      parts = forum.texts.flatMap(\.blocks) + forum.names(.dutch)
    }
    return parts.joined(separator: "\n\n")
  }

  private func toolbox(_ language: Language) throws -> [String] {
    let prose = Prose(try DataRoot(path: checkout.appendingPathComponent("data").path).loadToolbox())
    return prose.texts.filter { $0.language == language }.flatMap(\.blocks)
  }

  private func unknown(_ collection: Collection) throws -> Set<String> {
    try SpellChecker(dictionary: collection.dictionary).unknownWords(in: text(collection))
  }

  @Test(arguments: Collection.allCases) func everyWordIsKnown(collection: Collection) throws {
    let wrong = try unknown(collection).subtracting(list(collection))
    #expect(wrong.isEmpty, "\(wrong.sorted().joined(separator: "\n"))")
  }

  @Test(arguments: Collection.allCases) func theListHasNoWordThatNobodyNeeds(collection: Collection) throws {
    let spare = try Set(list(collection)).subtracting(unknown(collection))
    #expect(spare.isEmpty, "\(spare.sorted().joined(separator: "\n"))")
  }

  @Test(arguments: Collection.allCases) func theListIsSorted(collection: Collection) throws {
    let words = try list(collection)
    #expect(
      words.map { Array($0.utf8) }
        == Set(words).map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func theCheckFindsWhatIsWrong() throws {
    let (dutch, english) = (SpellChecker(dictionary: "nl_NL"), SpellChecker(dictionary: "en_GB"))
    #expect(try dutch.unknownWords(in: "De medewerker krijgt een niew rooster.") == ["niew"])
    #expect(try english.unknownWords(in: "The employee gets a nwe roster.") == ["nwe"])
    #expect(throws: SpellChecker.Failure.self) { try SpellChecker(dictionary: "xx_XX").unknownWords(in: "x") }
  }
}
