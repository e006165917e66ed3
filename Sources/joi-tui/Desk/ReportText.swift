import JOIModel
import JOITUI

/// Lines of figures: names at the left, numbers right below each other.
struct ReportTable {
  /// Bars are this many cells wide at most.
  static let barWidth = 20

  /// Rows as lines; the first column is flush left, the others flush right, the last as it is.
  static func text(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { $0.indices.contains(column) ? TextWidth.columns($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: max(0, widths[column] - TextWidth.columns(cell)))
        let isFlushLeft = column == 0 || column == count - 1
        line += (column > 0 ? "  " : "") + (isFlushLeft ? cell + blanks : blanks + cell)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// Names and sentences, as help shows them.
  static func definitions(_ entries: [(name: Message, definition: Message)], _ language: Language) -> String {
    "\n" + PlainText(isTerminal: Output.isTerminal).heading(language.text(.effectDefinitions)) + "\n"
      + entries.map { "\(language.text($0.name)): \(language.text($0.definition))\n" }.joined()
  }

  /// The first line: what, which period, counted when.
  static func heading(_ title: Message, _ period: Period, _ now: Timestamp, _ language: Language) -> String {
    let moment = language.text(.reportCountedAt, now.text(in: language, now: now))
    return PlainText(isTerminal: Output.isTerminal).heading(
      "\(language.text(title)), \(period.text(in: language)) (\(moment))") + "\n\n"
  }
}

/// `report effect` as text.
struct EffectText {
  private let effect: ForumEffect
  private let language: Language
  private let isASCII: Bool

  init(_ effect: ForumEffect, language: Language, isASCII: Bool) {
    (self.effect, self.language, self.isASCII) = (effect, language, isASCII)
  }

  var text: String {
    guard let latest = effect.latest else { return "" }
    var out = ReportTable.heading(.effectTitle, latest.period, effect.now, language)
    var rows = [[""] + effect.figures.map(\.period.name) + [""]]
    for figure in EffectFigure.allCases {
      let numbers = effect.figures.map {
        signs(figure.reading(of: $0).text(in: language, ascii: isASCII))
      }
      let line = effect.figures.count > 1 ? Sparkline.text(effect.series(figure), ascii: isASCII) : ""
      rows.append([language.text(figure.name)] + numbers + [line])
    }
    out += ReportTable.text(rows)
    for list in EffectList.allCases { out += lines(list, latest) }
    let entries =
      EffectFigure.allCases.map { ($0.name, $0.definition) }
      + EffectList.allCases.map { ($0.name, $0.definition) }
    return out + signs(ReportTable.definitions(entries, language))
  }

  private func signs(_ text: String) -> String { isASCII ? text.replacing("≥", with: ">=") : text }

  /// A list of the latest period: names, bars and numbers, of how many conversations.
  private func lines(_ list: EffectList, _ figures: ForumEffect.Figures) -> String {
    let heading = "\(language.text(list.name)), \(figures.period.name) (n=\(figures.threads))"
    var out = "\n" + PlainText(isTerminal: Output.isTerminal).heading(heading) + "\n"
    var counts = list.counts(of: figures).map { (name: $0.name.text(in: language), threads: $0.threads) }
    if list == .pillars { counts.append((language.text(.effectNoPillar), figures.threadsWithoutPillar)) }
    guard !counts.isEmpty else { return out + language.text(.reportNothing) + "\n" }
    guard list != .silentTopics else {
      return out + counts.map { "\($0.name)\n" }.joined()
    }
    let most = max(1, counts.map(\.threads).max() ?? 0)
    out += ReportTable.text(
      counts.map { name, threads in
        let bar = Bar.text(Double(threads) / Double(most), width: ReportTable.barWidth, ascii: isASCII)
        return [name, "\(threads)", bar]
      })
    return out
  }
}

/// `report contributions` as text.
struct ContributionsText {
  private let contributions: Contributions
  private let rows: [Contributions.Row]
  private let grouping: Contributions.Grouping
  private let language: Language
  private let isASCII: Bool

  init(
    _ contributions: Contributions, _ rows: [Contributions.Row], by grouping: Contributions.Grouping,
    language: Language, isASCII: Bool
  ) {
    (self.contributions, self.rows, self.grouping) = (contributions, rows, grouping)
    (self.language, self.isASCII) = (language, isASCII)
  }

  var text: String {
    let now = contributions.now
    var out = ReportTable.heading(.contributionsTitle, contributions.period, now, language)
    if rows.isEmpty {
      out += language.text(.reportNobody) + "\n"
    } else {
      let most = max(1, rows.map(\.contribution).max() ?? 0)
      var table = [
        [language.text(grouping == .member ? .contributionsName : .contributionsOrganisation)]
          + ContributionColumn.allCases.map { language.text($0.name) }
          + [language.text(.contributionsLastActive), ""]
      ]
      for row in rows {
        var name = row.label(in: language)
        if !row.organisation.isEmpty { name += ", \(row.organisation)" }
        let bar = Bar.text(
          Double(row.contribution) / Double(most), width: ReportTable.barWidth / 2, ascii: isASCII)
        let notes = row.notes(in: language).joined(separator: ", ")
        table.append(
          [name] + ContributionColumn.allCases.map { "\($0.count(in: row))" }
            + [
              row.lastActive?.text(in: language, now: now) ?? language.text(.figureNever),
              bar.isEmpty || notes.isEmpty ? bar + notes : "\(bar) \(notes)",
            ])
      }
      out += ReportTable.text(table)
    }
    return out + ReportTable.definitions(Contributions.definitions, language)
  }
}
