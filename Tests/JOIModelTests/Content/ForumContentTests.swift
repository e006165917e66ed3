import Foundation
import Testing

@testable import JOIModel

/// The real data/community.json and data/forum: sound, whole, leading somewhere, and about nobody.
@Suite struct ForumContentTests {
  @Test func nothingIsWrongWithIt() throws {
    let findings = try ShippedForum().findings
    #expect(findings.isEmpty, "\(findings.map { $0.text(in: .english) }.joined(separator: "\n"))")
  }

  @Test func asManyConversationsAsWerePromised() throws {
    let shipped = try ShippedForum()
    #expect(shipped.forum.threads.count == 20)
    let posts = shipped.forum.threads.indices.map { shipped.forum.postCount($0) }.reduce(0, +)
    #expect(posts >= 60)
    #expect(posts == shipped.events("thread").count + shipped.events("reply").count)
  }

  @Test func eachStateIsThereToBeSeen() throws {
    let forum = try ShippedForum().forum
    let threads = forum.threads.indices
    let posts = threads.flatMap { forum.posts(of: $0) }
    #expect(threads.count { forum.threads[$0].replies == 0 } == 1)
    #expect(threads.count { forum.threads[$0].isClosed && !forum.closingReason($0).isEmpty } == 1)
    #expect(posts.count { forum.isFlagged($0) && forum.flagReasons($0).allSatisfy { !$0.isEmpty } } == 1)
    #expect(posts.count { forum.isHidden($0) && !forum.reason(of: $0).isEmpty } == 1)
    #expect(threads.contains { forum.state($0) == .waiting && forum.threads[$0].replies > 0 })
    #expect(threads.contains { forum.state($0) == .answered })
    #expect(posts.contains { forum.likes($0) > 1 })
    #expect(threads.contains { ThreadTree(forum, thread: $0).nodes.contains { $0.depth > 1 } })
  }

  @Test func everyRoomForConversationsIsUsed() throws {
    let shipped = try ShippedForum()
    for room in shipped.community.rooms where room.kind == .conversations {
      #expect(shipped.lines.contains { $0.room == room.id }, "\(room.id)")
      for theme in room.themes {
        #expect(shipped.forum.threads.contains { $0.theme == theme.id }, "\(theme.id)")
      }
    }
  }

  @Test func roomsAndThemesHaveANameInBothLanguages() throws {
    let rooms = try ShippedForum().community.rooms
    #expect(!rooms.isEmpty)
    for name in rooms.flatMap({ [$0.name] + $0.themes.map(\.name) }) {
      for language in Language.allCases { #expect(name[language] != nil, "\(name)") }
    }
  }

  // MARK: Links

  @Test func linksLeadToToolsAndConversationsThatAreThere() throws {
    let shipped = try ShippedForum()
    let toolbox = try DataRoot(path: checkout.appendingPathComponent("data").path).loadToolbox()
    var (tools, threads) = (0, 0)
    for line in shipped.lines {
      for id in (line.event["tools"]?.list ?? []).compactMap(\.text) {
        #expect(toolbox.tool(id) != nil, "\(line.place): \(id)")
      }
      let body = line.event["body"]?.text ?? ""
      for link in RichText(commonMark: body).links {
        switch link {
        case .tool(let id):
          tools += 1
          #expect(toolbox.tool(id) != nil, "\(line.place): tool:\(id)")
        case .thread(let id):
          threads += 1
          #expect(shipped.forum.thread(id) != nil, "\(line.place): thread:\(id)")
        default: Issue.record("\(line.place): a sample links tools and conversations alone, not \(link)")
        }
      }
      // A link whose target is not understood would be no link at all.
      #expect(
        body.matches(of: /\]\([^)]*\)/).count == RichText(commonMark: body).links.count, "\(line.place)")
    }
    #expect(tools > 50)
    #expect(threads > 0)
  }

  // MARK: People

  @Test func everybodyIsInvented() throws {
    let community = try ShippedForum().community
    #expect(community.identity == .demo)
    #expect(!community.members.isEmpty)
    for member in community.members {
      #expect(member.isFictional, "\(member.account)")
      #expect(member.uid == nil, "\(member.account)")
    }
  }

  /// Words with a capital that are no Dutch words without it, or that don't begin a sentence: names, most often.
  /// Words of links are names of tools and titles of conversations, which other tests look at.
  private func properNames(_ texts: [String]) throws -> Set<String> {
    var names: Set<String> = []
    var others: [String: Set<String>] = [:]
    for text in texts {
      for block in RichText(commonMark: text).blocks {
        // What stands in for a link begins no sentence.
        let prose = block.spans.map { $0.link == nil ? $0.text : "x" }.joined()
        for match in prose.matches(of: /\p{Lu}[\p{L}\p{N}]*(?:[-'’][\p{L}\p{N}]+)*/) {
          let word = String(match.output)
          var before = prose[..<match.range.lowerBound]
          while let last = before.last, last.isWhitespace || "\"'(*".contains(last) { before.removeLast() }
          let begins = before.last.map { ".?!:".contains($0) } ?? true || before.hasSuffix("'s")
          if begins { others[word.lowercased(), default: []].insert(word) } else { names.insert(word) }
        }
      }
    }
    let unknown = try SpellChecker(dictionary: "nl_NL").unknownWords(
      in: others.keys.sorted().joined(separator: "\n"))
    return unknown.reduce(into: names) { $0.formUnion(others[$1] ?? []) }
  }

  @Test func nobodyIsNamed() throws {
    let shipped = try ShippedForum()
    let path = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/names-forum.txt").path
    let known = Set(try readFile(path).split(separator: "\n").map(String.init))
    let texts = shipped.lines.flatMap { line in
      ["title", "body", "reason"].compactMap { line.event[$0]?.text }
    }
    let found = try properNames(texts)
    #expect(found.subtracting(known).isEmpty, "\(found.subtracting(known).sorted())")
    #expect(known.subtracting(found).isEmpty, "\(known.subtracting(found).sorted()) need not be listed")
  }

  @Test func theCheckFindsAName() throws {
    #expect(try properNames(["Vraag het Roos maar, ze weet het."]) == ["Roos"])
    #expect(try properNames(["Wie weet het? Karin was erbij."]) == ["Karin"])
    #expect(try properNames(["Kijk bij [Huis van Werkvermogen](tool:huis-van-werkvermogen)."]) == [])
    #expect(try properNames(["'s Zomers is het druk."]) == [])
  }

  // MARK: Sentences

  @Test func sentencesAreShort() throws {
    let texts = try ShippedForum().texts.filter { !$0.isName }
    let lengths = texts.flatMap { text in Prose.sentences(text).map { (Prose.words($0), text.place, $0) } }
    let average = Double(lengths.map(\.0).reduce(0, +)) / Double(lengths.count)
    let longest = try #require(lengths.max { $0.0 < $1.0 })
    let figure = String(format: "%.1f", average)
    print(
      "forum: \(texts.count) texts, \(lengths.count) sentences, \(figure) words on average, longest \(longest.0) (\(longest.1))"
    )
    #expect(lengths.count > 500)
    #expect(average <= 20)
    #expect(longest.0 <= 40, "\(longest.2)")
  }

  @Test func noPostIsThereTwice() throws {
    let bodies = try ShippedForum().lines.compactMap { $0.event["body"]?.text }
    #expect(Set(bodies).count == bodies.count)
  }
}
