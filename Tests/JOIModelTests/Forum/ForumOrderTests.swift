import Foundation
import Testing

@testable import JOIModel

/// Whoever has the same lines sees the same forum, however they came.
@Suite struct ForumOrderTests {
  static let seeds = (1...24).map { UInt64($0) &* 7_919 }
  static let viewers = ["cora", "anna", "bert", "niemand"]

  @Test(arguments: seeds) func inAnyOrderAndByTheLine(seed: UInt64) throws {
    let scene = RandomCommunity(seed: seed, events: 120).scene
    var random = SeededRandom(seed: seed)
    let whole = try scene.forum(now: RandomCommunity.late).dump
    for _ in 0..<3 {
      let order = scene.files.keys.sorted().shuffled(using: &random)
      let dump = try scene.forum(order: order, now: RandomCommunity.late).dump
      #expect(dump == whole, "seed \(seed), order \(order)")
    }
    // Line by line from any log.
    var rest = scene.files.mapValues { ForumScene.lines($0) }
    var turns: [(path: String, line: [UInt8])] = []
    while let path = rest.filter({ !$0.value.isEmpty }).keys.sorted().randomElement(using: &random) {
      if let line = rest[path]?.removeFirst() { turns.append((path, line)) }
    }
    let lines = try scene.read(as: "cora", turns: turns, now: RandomCommunity.late).forum.dump
    #expect(lines == whole, "seed \(seed), by the line")
  }

  @Test(arguments: seeds) func inAnyChunksWithReadingInBetween(seed: UInt64) throws {
    let scene = RandomCommunity(seed: seed, events: 120).scene
    var random = SeededRandom(seed: seed)
    try withTemporaryFolder { root in
      try scene.write(to: "\(root)/whole")
      var growing = scene
      growing.files = [:]
      try growing.write(to: "\(root)/grown")
      var readers = try Self.viewers.map { try scene.reader("\(root)/grown", as: $0) }
      // Where only acts came the posts are kept as they stood: this must give the same.
      var previous: [Forum?] = readers.map { _ in nil }
      var rest = scene.files
      while let path = rest.keys.sorted().randomElement(using: &random), let bytes = rest[path] {
        let count = min(bytes.count, 1 + random.below(random.below(3) == 0 ? 40 : 4_000))
        try append(bytes[..<count], to: "\(root)/grown/\(path)")
        rest[path] = count == bytes.count ? nil : Array(bytes[count...])
        for number in readers.indices where random.below(3) == 0 {
          let change = readers[number].refresh(now: RandomCommunity.early)
          previous[number] = readers[number].forum(after: change == .grown ? previous[number] : nil)
        }
      }
      for (number, account) in Self.viewers.enumerated() {
        let change = readers[number].refresh(now: RandomCommunity.late)
        let kept = change == .anew ? nil : previous[number]
        var whole = try scene.reader("\(root)/whole", as: account)
        #expect(whole.refresh(now: RandomCommunity.late) == .anew)
        let expected = whole.forum().dump
        #expect(readers[number].forum().dump == expected, "seed \(seed), \(account)")
        #expect(readers[number].forum(after: kept).dump == expected, "seed \(seed), \(account), kept posts")
        let findings = readers[number].findingTexts.map { $0.replacing("/grown/", with: "/whole/") }
        #expect(findings == whole.findingTexts, "seed \(seed), \(account)")
        if account == "cora" {
          // The reader of files and the one of the other property are held to each other.
          #expect(expected == (try scene.forum(now: RandomCommunity.late).dump), "seed \(seed)")
        }
      }
    }
  }

  /// The generator does reach what the properties are about.
  @Test func theGeneratorReachesEveryKindOfFault() throws {
    var seen: Set<String> = []
    for seed in Self.seeds {
      let (forum, records) = try RandomCommunity(seed: seed, events: 120).scene.read(
        now: RandomCommunity.late)
      for problem in forum.problems { seen.insert(Self.name(problem)) }
      for problem in records.problems {
        if case .log(let problem) = problem.problem {
          seen.insert(Self.name(problem))
        } else {
          seen.insert("json")
        }
      }
      if forum.threads.contains(where: { $0.isClosed }) { seen.insert("closed") }
      if forum.threads.contains(where: { $0.answer != nil }) { seen.insert("answered") }
      if forum.posts.contains(where: { $0.marks.contains([.hidden, .retracted]) }) {
        seen.insert("hidden, retracted")
      }
      if forum.posts.contains(where: { $0.marks.contains(.flagged) }) { seen.insert("flagged") }
    }
    let wanted: Set<String> = [
      "lacks", "future", "clockBack", "foreignID", "duplicateID", "wrongRoom", "unknownTarget", "loop",
      "notAllowed",
      "afterClosing", "json", "closed", "answered", "hidden, retracted", "flagged",
    ]
    #expect(wanted.subtracting(seen).isEmpty)
  }

  private static func name(_ problem: LogProblem) -> String { String("\(problem)".prefix { $0 != "(" }) }
}

/// Adds bytes to a file, which is made where it was not there.
func append(_ bytes: some Sequence<UInt8>, to path: String) throws {
  let folder = (path as NSString).deletingLastPathComponent
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
  let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
  defer { try? file.close() }
  try file.seekToEnd()
  try file.write(contentsOf: Data(bytes))
}
