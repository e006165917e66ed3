/// A form in which tools can be taken along.
public enum ExportFormat: String, CaseIterable, Sendable {
  case markdown, csv, html, json

  /// The ending of a file's name.
  public var fileExtension: String { self == .markdown ? "md" : rawValue }
}

/// Tools to be taken along: a title, the tools in order, and the notes on them.
public struct Export: Sendable {
  /// A tool and the member's note on it.
  public struct Entry: Sendable {
    /// The tool.
    public var tool: Tool
    /// The note; empty for none.
    public var note: String

    /// A tool and a note.
    public init(tool: Tool, note: String = "") {
      self.tool = tool
      self.note = note
    }
  }

  /// The document's title.
  public var title: String
  /// The tools in order.
  public var entries: [Entry]
  /// The toolbox that they come from.
  public var toolbox: Toolbox
  /// The language of headings and texts.
  public var language: Language

  /// Tools to be taken along.
  public init(title: String, entries: [Entry], toolbox: Toolbox, language: Language) {
    self.title = title
    self.entries = entries
    self.toolbox = toolbox
    self.language = language
  }

  /// The whole document in a format.
  public func text(as format: ExportFormat) -> String {
    switch format {
    case .markdown: markdown()
    case .csv: csv()
    case .html: html()
    case .json: json()
    }
  }

  func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }

  /// The topics of a tool with their pillars: "Slimmer werken › Werkdruk en bevlogenheid".
  func places(of tool: Tool) -> [String] {
    tool.topics.compactMap { toolbox.topic($0) }.map {
      "\($0.pillar.name.text(in: language)) › \($0.topic.name.text(in: language))"
    }
  }

  /// One of the five sections as CommonMark; "not filled in" where the file has nothing.
  func body(_ reference: BodyReference) -> String {
    toolbox.body(reference, in: language) ?? "*\(say(.notFilledIn))*"
  }
}
