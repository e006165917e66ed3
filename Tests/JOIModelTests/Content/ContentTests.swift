import Foundation
import Testing

@testable import JOIModel

/// The real data/toolbox.json: whole, in both languages, and leading somewhere.
@Suite struct ContentTests {
  private func toolbox() throws -> Toolbox {
    try DataRoot(path: checkout.appendingPathComponent("data").path).loadToolbox(isThorough: true)
  }

  private func source() throws -> String {
    try readFile(checkout.appendingPathComponent("data/toolbox.json").path)
  }

  @Test func nothingIsWrongWithIt() throws {
    let findings = try toolbox().findings
    #expect(findings.isEmpty, "\(findings.map { $0.text(in: .english) }.joined(separator: "\n"))")
  }

  @Test func asManyToolsAsWerePromised() throws {
    let toolbox = try toolbox()
    #expect(toolbox.pillars.count == 5)
    #expect(toolbox.pillars.flatMap(\.topics).count == 20)
    #expect(toolbox.tools.count == 50)
    #expect(toolbox.toolsInUse.count >= 48)
    #expect(toolbox.tools.count { $0.status == .candidate } == 6)
    #expect(toolbox.manual.count >= 8)
    let withdrawn = toolbox.tools.filter { $0.status == .withdrawn }
    #expect(withdrawn.count == 2)
    for tool in withdrawn { #expect(!toolbox.replacements(of: tool).isEmpty, "\(tool.id)") }
    for tool in toolbox.tools where tool.status != .active { #expect(!tool.statusNote.isEmpty, "\(tool.id)") }
  }

  // MARK: Languages

  /// Every place where the format has a text, read from the file itself.
  @Test func everyTextIsWholeInBothLanguages() throws {
    let root = try JSONTree(text: source())
    var wrong: [String] = []
    var count = 0
    func look(_ text: JSONTree?, _ place: String) {
      count += 1
      for code in ["nl", "en"] where (text?[code]?.text ?? "").isEmpty { wrong.append("\(place).\(code)") }
    }
    for pillar in root["pillars"]?.list ?? [] {
      let place = "pillars.\(pillar["id"]?.text ?? "?")"
      for key in ["name", "summary"] { look(pillar[key], "\(place).\(key)") }
      for topic in pillar["topics"]?.list ?? [] {
        for key in ["name", "summary", "question"] {
          look(topic[key], "\(place).\(topic["id"]?.text ?? "?").\(key)")
        }
      }
    }
    for tool in root["tools"]?.list ?? [] {
      let place = "tools.\(tool["id"]?.text ?? "?")"
      for key in ["name", "short", "owner", "gist", "question", "background", "workings"] {
        look(tool[key], "\(place).\(key)")
      }
      look(tool["location"]?["text"], "\(place).location.text")
      for link in tool["location"]?["links"]?.list ?? [] { look(link["label"], "\(place).location.links") }
      for relation in tool["related"]?.list ?? [] { look(relation["why"], "\(place).related") }
      if let note = tool["statusNote"], note != .null { look(note, "\(place).statusNote") }
    }
    for section in root["manual"]?.list ?? [] {
      for key in ["title", "body"] { look(section[key], "manual.\(key)") }
    }
    for starter in root["starters"]?.list ?? [] {
      for key in ["name", "question"] { look(starter[key], "starters.\(key)") }
    }
    #expect(wrong == [])
    #expect(count > 600)
  }

  @Test func theFiveSectionsAreThereInFull() throws {
    let toolbox = try toolbox()
    for tool in toolbox.tools where tool.status != .withdrawn {
      for language in Language.allCases {
        let background = Prose.words(toolbox.body(tool.background, in: language) ?? "")
        let workings = Prose.words(toolbox.body(tool.workings, in: language) ?? "")
        let location = Prose.words(toolbox.body(tool.location, in: language) ?? "")
        #expect(background >= 50 && workings >= 90 && location >= 15, "\(tool.id), \(language.code)")
        let steps = RichText(commonMark: toolbox.body(tool.workings, in: language) ?? "").blocks
        #expect(steps.contains { $0.kind == .item(marker: "2.") }, "\(tool.id), \(language.code): no steps")
        #expect(tool.question.text(in: language).hasSuffix("?"), "\(tool.id), \(language.code)")
        #expect(tool.short.text(in: language).count <= 22, "\(tool.id), \(language.code)")
      }
      #expect(
        !tool.purpose.isEmpty && !tool.sources.isEmpty && tool.reviewed != nil && tool.reviewBy != nil,
        "\(tool.id)")
    }
  }

  // MARK: Ids

  @Test func everyIdLeadsSomewhereAndIsLedTo() throws {
    let toolbox = try toolbox()
    for topic in toolbox.pillars.flatMap(\.topics) {
      #expect(!toolbox.tools(ofTopic: topic.id).isEmpty, "no tool for \(topic.id)")
      #expect(!topic.question.isEmpty, "no question for \(topic.id)")
    }
    for tool in toolbox.tools {
      for id in tool.topics + tool.seeAlso { #expect(toolbox.topic(id) != nil, "\(tool.id): \(id)") }
      for relation in tool.related {
        let other = try #require(toolbox.tool(relation.tool), "\(tool.id): \(relation.tool)")
        #expect(
          toolbox.relations(of: other).contains { $0.tool == tool.id },
          "\(tool.id) is not told at \(other.id)")
        #expect(other.id != tool.id)
      }
      #expect(!toolbox.relations(of: tool).isEmpty || tool.status == .withdrawn, "\(tool.id) stands alone")
    }
    for starter in toolbox.starters {
      #expect(starter.tools.count >= 2, "\(starter.id)")
      for id in starter.tools {
        #expect(toolbox.tool(id).map { $0.status != .withdrawn } == true, "\(starter.id): \(id)")
      }
    }
  }

  @Test func linksInTextsLeadSomewhere() throws {
    let toolbox = try toolbox()
    var count = 0
    func look(_ text: String?, _ place: String) {
      for link in RichText(commonMark: text ?? "").links {
        count += 1
        switch link {
        case .tool(let id): #expect(toolbox.tool(id) != nil, "\(place): tool:\(id)")
        case .topic(let id): #expect(toolbox.topic(id) != nil, "\(place): topic:\(id)")
        case .manual(let id): #expect(toolbox.section(id) != nil, "\(place): manual:\(id)")
        case .screen, .thread: break
        case .address(let url): Issue.record("\(place): \(url) stands in a text, not among the links")
        }
      }
    }
    for language in Language.allCases {
      for tool in toolbox.tools {
        for body in [tool.background, tool.workings, tool.location] {
          look(toolbox.body(body, in: language), tool.id)
        }
        look(tool.statusNote[language], tool.id)
      }
      for section in toolbox.manual { look(toolbox.body(section.body, in: language), section.id) }
    }
    #expect(count > 100)
    // A link whose target is not understood would be no link at all.
    let written = try source().matches(of: /\]\(([a-z]+:[^)]*)\)/).map { String($0.output.1) }
    for target in written { #expect(LinkTarget(target) != nil, "\(target)") }
    #expect(written.count == count)
  }

  // MARK: Addresses

  @Test func everyAddressIsOneOfTheFactBase() throws {
    let path = checkout.appendingPathComponent("Tests/JOIModelTests/Fixtures/addresses.txt").path
    let known = Set(try readFile(path).split(separator: "\n").map(String.init))
    let written = try source().matches(of: /[a-zA-Z][a-zA-Z0-9+.-]*:\/\/[^\s"\\)>]+/).map {
      String($0.output)
    }
    #expect(written.count > 100)
    for address in written {
      #expect(address.hasPrefix("https://") || address.hasPrefix("http://"), "\(address)")
      #expect(known.contains(address), "\(address)")
    }
    for address in known { #expect(SafeText.address(address) != nil, "\(address)") }
    let toolbox = try toolbox()
    #expect(
      toolbox.tools.flatMap(\.links).count + toolbox.tools.flatMap(\.sources).compactMap(\.url).count
        == written.count)
  }

  @Test func aLinkThatNobodyLookedAtSaysNothingOfWhatTheySaw() throws {
    for tool in try toolbox().tools {
      for link in tool.links {
        #expect((link.checked == nil) == (link.isWorking == nil), "\(tool.id): \(link.url)")
      }
    }
  }

  // MARK: Sentences

  @Test(arguments: Language.allCases) func noSentenceStandsInTwoPlaces(language: Language) throws {
    let prose = Prose(try toolbox())
    var seen: [[[UInt8]]: String] = [:]
    for text in prose.texts where text.language == language && !text.isName {
      for sentence in Prose.sentences(text) {
        let key = Folding.words(sentence)
        guard key.count >= 3 else { continue }
        if let other = seen[key] { Issue.record("\(text.place) and \(other): \(sentence)") }
        seen[key] = text.place
      }
    }
    #expect(seen.count > 1_000)
  }

  @Test(arguments: Language.allCases) func sentencesAreShort(language: Language) throws {
    let prose = Prose(try toolbox())
    let texts = prose.texts.filter { $0.language == language && !$0.isName }
    let lengths = texts.flatMap { text in Prose.sentences(text).map { (Prose.words($0), text.place, $0) } }
      .filter { $0.0 > 2 }
    let average = Double(lengths.map(\.0).reduce(0, +)) / Double(lengths.count)
    let longest = try #require(lengths.max { $0.0 < $1.0 })
    let figure = String(format: "%.1f", average)
    print(
      "\(language.code): \(lengths.count) sentences, \(figure) words on average, longest \(longest.0) (\(longest.1))"
    )
    #expect(lengths.count > 1_000)
    #expect(average <= 20)
    #expect(longest.0 <= 40, "\(longest.2)")
  }
}
