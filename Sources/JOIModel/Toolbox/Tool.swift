/// A long text that stays in the file's bytes until it is read: see ``Toolbox/body(_:in:)``.
public struct BodyReference: Equatable, Sendable {
  struct Place: Equatable, Sendable {
    var start: UInt32
    var end: UInt32
    var isPlain: Bool
  }
  var dutch: Place?
  var english: Place?

  /// Neither language has a text.
  public var isEmpty: Bool { dutch == nil && english == nil }
}

/// An instrument of the toolbox, explained by five questions.
public struct Tool: Sendable {
  /// At which level it works; the second of the five questions.
  public enum Focus: String, CaseIterable, Sendable { case organisation, team, individual }
  /// What sort of thing it is.
  public enum Kind: String, CaseIterable, Sendable {
    case scan, questionnaire, workform, guide, plan, model, information
  }
  /// What it is used for: supporting a change, or monitoring it.
  public enum Purpose: String, CaseIterable, Sendable { case support, monitor }
  /// Whether it is in use: a candidate is named as worth considering, a withdrawn one points to its replacement.
  public enum Status: String, CaseIterable, Sendable { case active, candidate, withdrawn }
  /// What it costs: nothing; a licence or terms of use; money; not known.
  public enum Cost: String, CaseIterable, Sendable { case free, licence, paid, unknown }
  /// In which languages it can be had.
  public enum Tongue: String, CaseIterable, Sendable {
    case dutch = "nl"
    case english = "en"
    case other
  }

  /// The working time that one use takes one person.
  public struct Duration: Equatable, Sendable {
    /// Working minutes at least (a day is 480, a week 2,400, a month 10,400).
    public var from: Int
    /// Working minutes at most; nil where it may take longer.
    public var to: Int?

    /// A span of working minutes.
    public init(from: Int, to: Int?) {
      self.from = from
      self.to = to
    }
  }

  /// An address where the tool is found.
  public struct Link: Equatable, Sendable {
    /// What is there.
    public var label: LocalizedText
    /// http, https or mailto.
    public var url: String
    /// When somebody looked (a date), nil for never.
    public var checked: String?
    /// What they saw; nil where nobody looked.
    public var isWorking: Bool?
  }

  /// A tool that goes with this one.
  public struct Relation: Equatable, Sendable {
    /// The other tool's id.
    public var tool: String
    /// Why; reads well from both sides.
    public var why: LocalizedText
  }

  /// Where a statement comes from.
  public struct Source: Equatable, Sendable {
    /// What it is called.
    public var title: String
    /// Its address, if it has one.
    public var url: String?
  }

  /// Its id.
  public var id: String
  /// Its whole name.
  public var name: LocalizedText
  /// A name that fits a table cell.
  public var short: LocalizedText
  /// Who owns or publishes it.
  public var owner: LocalizedText
  /// Topics where it belongs, the main one first.
  public var topics: [String]
  /// Topics elsewhere that it touches.
  public var seeAlso: [String]
  /// The levels it works at.
  public var focus: [Focus]
  /// What sort of thing it is.
  public var kind: Kind
  /// What it is used for.
  public var purpose: [Purpose]
  /// What you get, in a sentence.
  public var gist: LocalizedText
  /// The first of the five: the question it answers.
  public var question: LocalizedText
  /// The third of the five.
  public var background: BodyReference
  /// The fourth of the five.
  public var workings: BodyReference
  /// The fifth of the five, in words.
  public var location: BodyReference
  /// The fifth of the five, as addresses.
  public var links: [Link]
  /// Tools that go with it, as this tool's own entry names them.
  public var related: [Relation]
  /// Whether it is in use.
  public var status: Status
  /// Why it has that status.
  public var statusNote: LocalizedText
  /// Ids of the tools to use instead.
  public var replacedBy: [String]
  /// Time for one use; nil where not known.
  public var minutes: Duration?
  /// Whether that time is our own estimate.
  public var isEstimate: Bool
  /// What it costs.
  public var cost: Cost
  /// In which languages it can be had; none where not known.
  public var languages: [Tongue]
  /// The date (YYYY-MM-DD) when the description was last read against its sources.
  public var reviewed: String?
  /// The date by which that should be done again.
  public var reviewBy: String?
  /// Where the statements come from.
  public var sources: [Source]
}
