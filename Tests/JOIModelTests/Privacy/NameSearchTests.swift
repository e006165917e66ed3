import Foundation
import Testing

@testable import JOIModel

/// Looking for a name in all files.
@Suite struct NameSearchTests {
  private func hits(_ names: [String], _ files: [String: String]) throws -> [NameSearch.Hit] {
    var hits: [NameSearch.Hit] = []
    try withTemporaryFolder { root in
      for (path, text) in files {
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(
          atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
        try writeFile(text, to: "\(root)/\(path)")
      }
      let search = try NameSearch(names, in: DataRoot(path: root))
      #expect(search.unread.isEmpty)
      hits = search.hits
    }
    return hits
  }

  @Test(arguments: [
    "Renée Büch", "renée büch", "RENÉE BÜCH", "Renee Buch", "XRenée BÜCHx", #"Ren\u00e9e\u0020B\u00FCch"#,
    #"\nRenée\nBüch\t"#, "Rene\u{301}e Bu\u{308}ch", #"\uRenée Büch\"#, "Re\u{AD}née\u{A0}Büch",
    #"\u005cRenée B\u00fcch"#, #"\ud83d\ude00Renée Büch"#, #"\ud800Ren\u00e9e Büch\ud8"#,
  ])
  func anySpellingIsFound(text: String) throws {
    #expect(
      try hits(["Renée Büch"], ["a/b.txt": "x\nRenée\n\(text)\n"]) == [
        .init(path: "a/b.txt", line: 3, id: nil)
      ],
      "\(text)")
  }

  @Test func otherTextsAreNot() throws {
    #expect(try hits(["Renée Büch", "", " - "], ["a": "Renée\nBüch Renée\nRenéeBüch"]).isEmpty)
  }

  @Test func aHitNamesThePost() throws {
    let (one, two) = ("bert-20260101000000000-k3v9q2xw", "bert-20260101000000000-k3v9q2xx")
    let log = [
      #"{"v":1,"id":"\#(one)","do":"reply","body":"Dag Zebedeus"}"#,
      #"{"v":1,"id":"\#(two)","do":"edit","post":"\#(one)","body":"Dag zebedeus"}"#, "{zebedeus",
    ].joined(separator: "\n")
    let found = try hits(
      ["Zebedeus"],
      [
        "forum/leden/bert.jsonl": log, "forum/leden/@zuid/bert.jsonl": log,
        "toolbox.json": "{}\n\"ZEBEDEUS\"",
      ])
    #expect(
      found == [
        .init(path: "forum/leden/@zuid/bert.jsonl", line: 1, id: "\(one)@zuid"),
        .init(path: "forum/leden/@zuid/bert.jsonl", line: 2, id: "\(one)@zuid"),
        .init(path: "forum/leden/@zuid/bert.jsonl", line: 3, id: nil),
        .init(path: "forum/leden/bert.jsonl", line: 1, id: one),
        .init(path: "forum/leden/bert.jsonl", line: 2, id: one),
        .init(path: "forum/leden/bert.jsonl", line: 3, id: nil),
        .init(path: "toolbox.json", line: 2, id: nil),
      ])
  }

  @Test func aLinkIsNotFollowedAndTold() throws {
    try withTemporaryFolder { root in
      try writeFile("Zebedeus", to: "\(root)/a")
      try FileManager.default.createSymbolicLink(atPath: "\(root)/b", withDestinationPath: "a")
      let search = try NameSearch(["Zebedeus"], in: DataRoot(path: root))
      #expect(search.hits == [.init(path: "a", line: 1, id: nil)] && search.unread == ["b"])
    }
  }

  /// No bytes stop it, and the name is found among any.
  @Test func anyBytes() throws {
    for seed in UInt64(1)...200 {
      var random = SeededRandom(seed: seed)
      func noise() -> [UInt8] {
        (0..<random.below(30)).flatMap { _ -> [UInt8] in
          let piece = random.pick([#"\u"#, #"\"#, #"\u00"#, #"\ud83d"#, #"\ude00"#, "\"", "a", "é", "{", ":"])
          return random.below(4) == 0 ? [UInt8(random.below(256))].filter { $0 != 0x0A } : Array(piece.utf8)
        }
      }
      let line = noise() + Array(" Zebedeus ".utf8) + noise()
      try withTemporaryFolder { root in
        try Data(line).write(to: URL(fileURLWithPath: "\(root)/forum.jsonl"))
        let search = try NameSearch(["zebedeus"], in: DataRoot(path: root))
        #expect(search.hits.map(\.line) == [1], "seed \(seed)")
      }
    }
  }
}
