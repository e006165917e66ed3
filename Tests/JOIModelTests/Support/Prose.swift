import Foundation

@testable import JOIModel

/// The texts of the real toolbox, each with its place.
struct Prose {
  struct Text {
    var place: String
    /// The tool (or section, or topic) that it stands in.
    var owner: String
    var language: Language
    /// One string a block, without marks.
    var blocks: [String]
    /// A name or a label, no sentence.
    var isName: Bool
  }

  let toolbox: Toolbox
  private(set) var texts: [Text] = []

  init(_ toolbox: Toolbox) {
    self.toolbox = toolbox
    for pillar in toolbox.pillars {
      add(pillar.name, "pillars.\(pillar.id).name", pillar.id, isName: true)
      add(pillar.summary, "pillars.\(pillar.id).summary", pillar.id)
      for topic in pillar.topics {
        add(topic.name, "topics.\(topic.id).name", topic.id, isName: true)
        add(topic.summary, "topics.\(topic.id).summary", topic.id)
        add(topic.question, "topics.\(topic.id).question", topic.id)
      }
    }
    for tool in toolbox.tools {
      let place = "tools.\(tool.id)"
      add(tool.name, "\(place).name", tool.id, isName: true)
      add(tool.short, "\(place).short", tool.id, isName: true)
      add(tool.owner, "\(place).owner", tool.id, isName: true)
      add(tool.gist, "\(place).gist", tool.id)
      add(tool.question, "\(place).question", tool.id)
      add(tool.background, "\(place).background", tool.id)
      add(tool.workings, "\(place).workings", tool.id)
      add(tool.location, "\(place).location.text", tool.id)
      for link in tool.links { add(link.label, "\(place).location.links", tool.id, isName: true) }
      for relation in tool.related { add(relation.why, "\(place).related", tool.id) }
      if !tool.statusNote.isEmpty { add(tool.statusNote, "\(place).statusNote", tool.id) }
    }
    for section in toolbox.manual {
      add(section.title, "manual.\(section.id).title", "manual.\(section.id)", isName: true)
      add(section.body, "manual.\(section.id).body", "manual.\(section.id)")
    }
    for starter in toolbox.starters {
      add(starter.name, "starters.\(starter.id).name", "starters.\(starter.id)", isName: true)
      add(starter.question, "starters.\(starter.id).question", "starters.\(starter.id)")
    }
  }

  private mutating func add(_ text: LocalizedText, _ place: String, _ owner: String, isName: Bool = false) {
    for language in Language.allCases { add(text[language], place, owner, language, isName) }
  }

  private mutating func add(_ reference: BodyReference, _ place: String, _ owner: String) {
    add(reference.dutch.map { toolbox.decode($0) }, place, owner, .dutch, false)
    add(reference.english.map { toolbox.decode($0) }, place, owner, .english, false)
  }

  private mutating func add(
    _ text: String?, _ place: String, _ owner: String, _ language: Language, _ isName: Bool
  ) {
    let blocks = RichText(commonMark: text ?? "").blocks.map { block in
      // "Wie:", "Tijd:" and the like head a paragraph; they are no part of its first sentence.
      let isLabelled = block.spans.first.map { $0.style == .strong && $0.text.hasSuffix(":") } ?? false
      return block.spans.dropFirst(isLabelled ? 1 : 0).map(\.text).joined()
    }
    texts.append(
      Text(
        place: "\(place).\(language.code)", owner: owner, language: language, blocks: blocks, isName: isName))
  }

  /// The sentences of a text: what ends in a full stop, question or exclamation mark before a capital.
  static func sentences(_ text: Text) -> [String] {
    text.blocks.flatMap { block -> [String] in
      var sentences: [String] = []
      var start = block.startIndex
      for match in block.matches(of: /[.!?]['")]*\s+(?=['"(]?[\p{Lu}\d])/) {
        // "nr. 10" and "no. 10" go on.
        let before = block[start..<match.range.lowerBound].split(separator: " ").last ?? ""
        if ["nr", "no", "vgl", "ca"].contains(before) { continue }
        sentences.append(String(block[start..<match.range.upperBound]))
        start = match.range.upperBound
      }
      return sentences + [String(block[start...])]
    }.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }

  static func words(_ sentence: String) -> Int { sentence.split(whereSeparator: \.isWhitespace).count }
}
