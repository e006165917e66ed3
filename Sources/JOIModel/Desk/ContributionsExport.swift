/// A column of ``Contributions`` with a number, in the order in which they are shown.
public enum ContributionColumn: String, CaseIterable, Sendable {
  case questions, answers, ownReplies, marked, likes

  /// The number in a row.
  public func count(in row: Contributions.Row) -> Int {
    switch self {
    case .questions: row.questions
    case .answers: row.answers
    case .ownReplies: row.ownReplies
    case .marked: row.marked
    case .likes: row.likes
    }
  }

  /// Its name.
  public var name: Message {
    switch self {
    case .questions: .contributionsQuestions
    case .answers: .contributionsAnswers
    case .ownReplies: .contributionsOwnReplies
    case .marked: .contributionsMarked
    case .likes: .contributionsLikes
    }
  }

  /// What exactly is counted.
  public var definition: Message {
    switch self {
    case .questions: .contributionsQuestionsDefinition
    case .answers: .contributionsAnswersDefinition
    case .ownReplies: .contributionsOwnRepliesDefinition
    case .marked: .contributionsMarkedDefinition
    case .likes: .contributionsLikesDefinition
    }
  }
}

extension Contributions {
  /// All that is counted, by name and in sentences: the numbers, when somebody was last active, who is silent.
  public static let definitions: [(name: Message, definition: Message)] =
    ContributionColumn.allCases.map { ($0.name, $0.definition) } + [
      (.contributionsLastActive, .contributionsLastActiveDefinition),
      (.contributionsSilent, .contributionsSilentDefinition),
    ]

  /// A table that a spreadsheet opens as it is, formulas made harmless.
  public static func csv(_ rows: [Row], in language: Language) -> String {
    func say(_ message: Message) -> String { language.text(message) }
    var table = [
      [say(.contributionsID), say(.contributionsName), say(.contributionsOrganisation)]
        + [say(.contributionsMembers)] + ContributionColumn.allCases.map { say($0.name) }
        + [say(.contributionsLastActive), say(.contributionsNotes)]
    ]
    for row in rows {
      table.append(
        [row.id, row.label(in: language), row.organisation, row.members > 0 ? "\(row.members)" : ""]
          + ContributionColumn.allCases.map { "\($0.count(in: row))" }
          + [row.lastActive?.text ?? "", row.notes(in: language).joined(separator: ", ")])
    }
    return Export.csv(table, in: language)
  }
}

extension Contributions.Row {
  /// What is to be known beside the numbers: invented, facilitator, silent.
  public func notes(in language: Language) -> [String] {
    [
      (isFictional, Message.fictional), (isFacilitator, .postFacilitator), (isSilent, .contributionsSilent),
    ].filter(\.0).map { language.text($0.1) }
  }
}

/// ``Contributions`` as `report --format json` gives it.
public struct ContributionsRecord: Encodable, Sendable {
  struct Row: Encodable, Sendable {
    enum Key: String, CodingKey {
      case id, name, organisation, kind, members, questions, answers, ownReplies, marked, likes, lastActive
      case silent, fictional, facilitator
    }
    var row: Contributions.Row
    var language: Language

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(row.id, forKey: .id)
      try container.encode(row.label(in: language), forKey: .name)
      if row.members > 0 { try container.encode(row.members, forKey: .members) }
      if !row.organisation.isEmpty { try container.encode(row.organisation, forKey: .organisation) }
      if let kind = row.kind { try container.encode(kind.rawValue, forKey: .kind) }
      try container.encode(row.questions, forKey: .questions)
      try container.encode(row.answers, forKey: .answers)
      try container.encode(row.ownReplies, forKey: .ownReplies)
      try container.encode(row.marked, forKey: .marked)
      try container.encode(row.likes, forKey: .likes)
      try container.encode(row.lastActive?.text, forKey: .lastActive)
      try container.encode(row.isSilent, forKey: .silent)
      try container.encode(row.isFictional, forKey: .fictional)
      try container.encode(row.isFacilitator, forKey: .facilitator)
    }
  }
  var now: String
  var period: String
  var by: String
  var rows: [Row]

  /// Some rows of a table.
  public init(
    _ contributions: Contributions, _ rows: [Contributions.Row], by grouping: Contributions.Grouping,
    language: Language
  ) {
    now = contributions.now.text
    period = contributions.period.name
    by = grouping.rawValue
    self.rows = rows.map { Row(row: $0, language: language) }
  }
}
