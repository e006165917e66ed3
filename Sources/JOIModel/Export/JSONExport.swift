import FoundationEssentials

/// A tool as `--json` and the JSON export give it: one language, texts as CommonMark.
public struct ToolRecord: Encodable, Sendable {
  struct Link: Encodable, Sendable {
    var label: String
    var url: String
    var checked: String?
    var ok: Bool?
  }
  var id: String
  var name: String
  var topics: [String]
  var question: String
  var focus: [String]
  var kind: String
  var purpose: [String]
  var gist: String
  var status: String
  var statusNote: String?
  var replacedBy: [String]
  var minutes: [Int?]?
  var cost: String
  var languages: [String]
  var reviewed: String?
  var background: String?
  var workings: String?
  var location: String?
  var links: [Link]
  var note: String?

  /// A tool in a language; `isWhole` adds the long texts.
  public init(_ tool: Tool, toolbox: Toolbox, language: Language, isWhole: Bool, note: String = "") {
    id = tool.id
    name = tool.name.text(in: language)
    topics = tool.topics
    question = tool.question.text(in: language)
    focus = tool.focus.map(\.rawValue)
    kind = tool.kind.rawValue
    purpose = tool.purpose.map(\.rawValue)
    gist = tool.gist.text(in: language)
    status = tool.status.rawValue
    statusNote = tool.statusNote.isEmpty ? nil : tool.statusNote.text(in: language)
    replacedBy = tool.replacedBy
    minutes = tool.minutes.map { [$0.from, $0.to] }
    cost = tool.cost.rawValue
    languages = tool.languages.map(\.rawValue)
    reviewed = tool.reviewed
    if isWhole {
      background = toolbox.body(tool.background, in: language)
      workings = toolbox.body(tool.workings, in: language)
      location = toolbox.body(tool.location, in: language)
    }
    links = tool.links.map {
      Link(label: $0.label.text(in: language), url: $0.url, checked: $0.checked, ok: $0.isWorking)
    }
    self.note = note.isEmpty ? nil : note
  }
}

/// JSON for scripts: sorted keys, two blanks of indentation, a line break at the end.
public enum JSONOutput {
  /// The text for a value.
  public static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null") + "\n"
  }

  /// JSON lines: a value a line, whatever line breaks stand in its texts.
  public static func lines(_ values: [some Encodable]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return values.map {
      ((try? encoder.encode($0)).map { String(decoding: $0, as: UTF8.self) } ?? "null") + "\n"
    }.joined()
  }
}

extension Export {
  func json() -> String {
    JSONOutput.text(
      entries.map { ToolRecord($0.tool, toolbox: toolbox, language: language, isWhole: true, note: $0.note) })
  }
}
