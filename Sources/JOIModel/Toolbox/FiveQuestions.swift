/// The five things that the toolbox explains of every tool, always in this order.
public enum FiveQuestions: Int, CaseIterable, Sendable {
  case question = 1
  case focus, background, workings, location

  /// The heading with its number: "1 Welke vraag beantwoordt de tool?".
  public func heading(in language: Language) -> String {
    let message: Message =
      switch self {
      case .question: .headingQuestion
      case .focus: .headingFocus
      case .background: .headingBackground
      case .workings: .headingWorkings
      case .location: .headingLocation
      }
    return "\(rawValue) \(language.text(message))"
  }

  /// The heading without its number.
  public func title(in language: Language) -> String { String(heading(in: language).dropFirst(2)) }

  /// The section of a tool as CommonMark, the addresses among it.
  func commonMark(of tool: Tool, in export: Export) -> String {
    switch self {
    case .question: Export.escape(tool.question.text(in: export.language))
    case .focus: ToolFacts(tool, toolbox: export.toolbox, language: export.language).focus
    case .background: export.body(tool.background)
    case .workings: export.body(tool.workings)
    case .location:
      ([export.body(tool.location)]
        + tool.links.map { "\(Export.escape($0.label.text(in: export.language))): <\($0.url)>" })
        .joined(separator: "\n\n")
    }
  }
}

/// A tool's short facts in words.
public struct ToolFacts: Sendable {
  private let tool: Tool
  private let toolbox: Toolbox
  private let language: Language

  /// The facts of a tool in a language.
  public init(_ tool: Tool, toolbox: Toolbox, language: Language) {
    self.tool = tool
    self.toolbox = toolbox
    self.language = language
  }

  private func words(_ facet: Facet, _ words: [String]) -> String {
    words.map { Facet.Value(facet, $0).name(in: language) }.joined(separator: ", ")
  }

  /// "organisatie, individu"
  public var focus: String { words(.focus, tool.focus.map(\.rawValue)) }
  /// "org ind", to stand beside a name.
  public var focusShort: String {
    tool.focus.map {
      switch $0 {
      case .organisation: language.text(.focusShortOrganisation)
      case .team: language.text(.focusShortTeam)
      case .individual: language.text(.focusShortIndividual)
      }
    }.joined(separator: " ")
  }
  /// "vragenlijst"
  public var kind: String { words(.kind, [tool.kind.rawValue]) }
  /// "ondersteunen, monitoren"
  public var purpose: String { words(.purpose, tool.purpose.map(\.rawValue)) }
  /// "te overwegen"
  public var status: String { words(.status, [tool.status.rawValue]) }
  /// The status with the note on it: "te overwegen. Genoemd in …".
  private var statusLine: String {
    tool.statusNote.isEmpty ? status : "\(status). \(tool.statusNote.text(in: language))"
  }
  /// "licentie"
  public var cost: String { words(.cost, [tool.cost.rawValue]) }
  /// "Nederlands, Engels"
  public var languages: String {
    words(.language, tool.languages.isEmpty ? ["unknown"] : tool.languages.map(\.rawValue))
  }
  /// "15–20 min", "ongeveer 3–6 maanden", "niet bekend"
  public var time: String {
    guard let minutes = tool.minutes else { return language.text(.timeUnknown) }
    let span = DurationText.text(minutes, in: language)
    return tool.isEstimate ? language.text(.timeEstimate, span) : span
  }

  /// The facts as rows, for exports and plain text.
  public var rows: [(label: String, value: String)] {
    let rows: [(label: String, value: String)] = [
      (language.text(.csvGist), tool.gist.text(in: language)),
      (
        language.text(.csvPlaces),
        tool.topics.compactMap { toolbox.topic($0) }.map {
          "\($0.pillar.name.text(in: language)) › \($0.topic.name.text(in: language))"
        }.joined(separator: "; ")
      ),
      (language.text(.csvKind), kind), (language.text(.csvPurpose), purpose), (language.text(.csvTime), time),
      (language.text(.csvCost), cost), (language.text(.csvLanguages), languages),
      (language.text(.csvOwner), tool.owner.text(in: language)), (language.text(.csvStatus), statusLine),
    ]
    return rows.filter { !$0.value.isEmpty }.map { row in
      (row.label, RichText(commonMark: row.value).plainText.replacing("\n", with: " "))
    }
  }
}

/// Working time in the words of a diary.
enum DurationText {
  /// "15–20 min", "2–3 uur", "3–6 maanden", "2 weken of langer".
  static func text(_ minutes: Tool.Duration, in language: Language) -> String {
    let unit = unit(minutes.from, minutes.to ?? minutes.from)
    func number(_ value: Int) -> String {
      let tenths = (value * 10 + unit.minutes / 2) / unit.minutes
      if tenths % 10 == 0 { return "\(tenths / 10)" }
      return "\(tenths / 10)\(language == .dutch ? "," : ".")\(tenths % 10)"
    }
    guard let to = minutes.to else {
      return language.text(.timeOrLonger, amount(number(minutes.from), unit, language))
    }
    if to > 120, self.unit(to, to) != unit {
      let fromUnit = self.unit(minutes.from, minutes.from)
      let toUnit = self.unit(to, to)
      if fromUnit != toUnit {
        return language.text(
          .timeFromTo, text(Tool.Duration(from: minutes.from, to: minutes.from), in: language),
          text(Tool.Duration(from: to, to: to), in: language))
      }
    }
    let span = minutes.from == to ? number(to) : "\(number(minutes.from))–\(number(to))"
    return amount(span, unit, language)
  }

  private enum Unit {
    case minute, hour, day, week, month
    var minutes: Int {
      switch self {
      case .minute: 1
      case .hour: 60
      case .day: 480
      case .week: 2_400
      case .month: 10_400
      }
    }
  }

  private static func unit(_ from: Int, _ to: Int) -> Unit {
    switch from {
    case 20_800...: .month
    case 10_400... where from % 10_400 == 0: .month
    case 4_800...: .week
    case 480... where from % 480 == 0: .day
    case 120...: .hour
    case 60... where to % 60 == 0 || to > 120: .hour
    default: .minute
    }
  }

  private static func amount(_ number: String, _ unit: Unit, _ language: Language) -> String {
    let isOne = number == "1"
    let message: Message =
      switch unit {
      case .minute: .timeMinutes
      case .hour: .timeHours
      case .day: isOne ? .timeDay : .timeDays
      case .week: isOne ? .timeWeek : .timeWeeks
      case .month: isOne ? .timeMonth : .timeMonths
      }
    return language.text(message, number)
  }
}

extension Facet {
  /// The facet's name.
  public func name(in language: Language) -> String {
    let message: Message =
      switch self {
      case .focus: .headingFocus
      case .time: .csvTime
      case .cost: .csvCost
      case .kind: .csvKind
      case .purpose: .csvPurpose
      case .status: .csvStatus
      case .language: .csvLanguages
      }
    return language.text(message)
  }
}

extension Facet.Value {
  /// The value's name.
  public func name(in language: Language) -> String {
    Message.named("facet.\(facet.rawValue).\(word)").map { language.text($0) } ?? word
  }
}
