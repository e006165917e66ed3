import JOIModel

/// Who adds what over a period, by organisation or by member, and who has not been heard: as numbers and as bars.
struct ContributionsScreen: ListScreen {
  var list = ListState()
  private var choice: PeriodChoice
  private var grouping = Contributions.Grouping.organisation
  private var order = Contributions.Order.contribution
  private var filter = Contributions.Filter.all
  private var contributions: Contributions?
  private var rows: [Contributions.Row] = []
  private var made: (version: Int, period: Period)?

  init(_ workspace: Workspace) { choice = PeriodChoice(workspace) }

  var context: Context { .contributions }
  var tab: Int { 5 }

  func trail(_ workspace: Workspace) -> [String] {
    [
      workspace.say(.tabDesk), workspace.say(.deskContributions),
      choice.period.text(in: workspace.language),
    ]
  }
  func hints(_ workspace: Workspace) -> [Command] {
    [.up, .group, .whom, .sort, .previousPeriod, .nextPeriod, .period, .take, .back]
  }

  // MARK: Commands

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    if choice.perform(command, &workspace) { return true }
    switch command {
    case .group: grouping = grouping == .member ? .organisation : .member
    case .whom:
      filter = filter.next
      workspace.tell(.deskChosen, workspace.say(filter.name))
    case .sort:
      order = order.next
      workspace.tell(.forumSortedBy, workspace.say(order.title))
    case .take:
      workspace.push(sheet(workspace))
      return true
    case .open, .forward: return true
    default: return list.perform(command, count: rows.count, height: listArea(area, workspace.glyphs).height)
    }
    list = ListState()
    makeRows()
    return true
  }

  private func sheet(_ workspace: Workspace) -> FormatSheet {
    let period = choice.period.name
    var command = "report contributions --period \(period) --by \(grouping.rawValue) --sort \(order.rawValue)"
    if filter == .silent || filter == .silentCompanies { command += " --silent" }
    if filter == .companies || filter == .silentCompanies { command += " --companies" }
    return FormatSheet(
      name: "joi-\(workspace.say(.deskContributions).lowercased())-\(period)", title: .deskContributions,
      command: command,
      forms: [.csv(Contributions.csv(rows, in: workspace.language))])
  }

  private mutating func makeRows() {
    rows = contributions?.rows(by: grouping, order: order, filter: filter) ?? []
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    if let forum = workspace.forum.forum,
      made.map({ $0 != (workspace.forum.version, choice.period) }) ?? true
    {
      made = (workspace.forum.version, choice.period)
      contributions = Contributions(forum, over: choice.period, now: workspace.now)
      makeRows()
    }
    list.settle(count: rows.count, height: listArea(area, workspace.glyphs).height)
  }

  // MARK: Drawing

  private func listArea(_ area: Rect, _ glyphs: Glyphs) -> Rect {
    guard glyphs.hasLines else { return area.below(2) }
    return Rect(x: area.x, y: area.y + 2, width: min(area.width, 110), height: area.height - 5)
  }

  /// The columns behind the name, each right-aligned in its width.
  private struct Columns {
    var titles: [String]
    var widths: [Int]
    var bar: Int

    init(_ workspace: Workspace, width: Int) {
      titles = [
        .reportColumnQuestions, .reportColumnAnswers, .reportColumnMarked, .reportColumnLikes,
        .reportColumnActive,
      ].map { workspace.say($0) }
      widths = titles.map { max(5, TextWidth.columns($0)) + 1 }
      widths[4] = max(widths[4], 8)
      bar = width >= 100 ? 20 : width >= 78 ? 9 : 0
    }

    func line(_ cells: [String], bar text: String) -> String {
      zip(cells, widths).map { cell, width in
        String(repeating: " ", count: max(0, width - TextWidth.columns(cell))) + cell
      }.joined() + (bar > 0 ? "  " + TextWidth.padded(text, bar) : "")
    }
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let pane = listArea(area, workspace.glyphs)
    let columns = Columns(workspace, width: pane.width)
    let glyphs = workspace.glyphs
    let title = [workspace.say(grouping.name), workspace.say(filter.name)].joined(
      separator: glyphs.steps)
    canvas.write(
      TextWidth.fitted(title, pane.width - 2, ellipsis: glyphs.ellipsis), x: area.x + 1, y: area.y,
      Style(.heading))
    let head = glyphs.hasLines ? columns.line(columns.titles, bar: "") : ""
    canvas.write(
      head, x: pane.x + pane.width - 1 - TextWidth.columns(head), y: area.y + 1, Style(.dim))
    if rows.isEmpty {
      canvas.write(workspace.say(.reportEmpty), x: area.x + 3, y: pane.y, width: area.width - 4)
      canvas.cursor = (area.x + 1, pane.y)
      return
    }
    let most = max(1, rows.map(\.contribution).max() ?? 1)
    ListPane.draw(
      on: &canvas, in: pane, pane: 0, count: rows.count, state: list, isFocused: true, glyphs: glyphs
    ) { index in
      let row = rows[index]
      if !glyphs.hasLines { return told(row, workspace) }
      let active = row.lastActive?.age(in: workspace.language, now: workspace.now)
      let cells = [row.questions, row.answers, row.marked, row.likes].map { "\($0)" }
      return ListRow(
        text: name(row, workspace),
        detail: columns.line(
          cells + [active ?? workspace.say(.reportNever)],
          bar: Bar.text(
            Double(row.contribution) / Double(most), width: columns.bar, ascii: glyphs.isASCII)),
        role: row.isSilent ? .dim : .text)
    }
    if glyphs.hasLines {
      drawFooter(rows[max(0, min(list.index, rows.count - 1))], on: &canvas, in: area, workspace)
    }
  }

  /// A row as a sentence.
  private func told(_ row: Contributions.Row, _ workspace: Workspace) -> ListRow {
    let language = workspace.language
    var words =
      row.isSilent
      ? [workspace.say(.reportSilent)]
      : [
        language.count(row.questions, .countQuestion, .countQuestions),
        language.count(row.answers, .countReply, .countReplies),
      ]
    if let active = row.lastActive {
      words.append("\(workspace.say(.reportColumnActive)) \(active.age(in: language, now: workspace.now))")
    }
    if row.answers > 0 {
      words.append(
        workspace.say(.reportAnswerMarked, Share(part: row.marked, whole: row.answers).text))
    }
    if row.likes > 0 { words.append(language.count(row.likes, .postLikes, .postLikesMany)) }
    if row.isFacilitator { words.append(workspace.say(.reportFacilitator)) }
    if row.isFictional { words.append(workspace.say(.fictional)) }
    return ListRow(text: name(row, workspace), words: words)
  }

  /// Roles are alike in many firms: a member's name alone says little.
  private func name(_ row: Contributions.Row, _ workspace: Workspace) -> String {
    row.label(in: workspace.language) + (row.organisation.isEmpty ? "" : ", \(row.organisation)")
  }

  private func drawFooter(
    _ row: Contributions.Row, on canvas: inout Canvas, in area: Rect, _ workspace: Workspace
  ) {
    let y = area.y + area.height - 3
    canvas.horizontal(workspace.glyphs.horizontal, x: area.x, y: y, width: area.width)
    var facts = [name(row, workspace)]
    if row.isFacilitator { facts.append(workspace.say(.reportFacilitator)) }
    if row.isFictional { facts.append(workspace.say(.fictional)) }
    let lines = [
      (facts.joined(separator: workspace.glyphs.between), Role.strong),
      row.isSilent
        ? (workspace.say(.reportSilent), Role.warning)
        : (workspace.say(.reportAnswerMarked, Share(part: row.marked, whole: row.answers).text), Role.dim),
    ]
    for (at, line) in lines.enumerated() {
      canvas.write(
        TextWidth.fitted(line.0, area.width - 2, ellipsis: workspace.glyphs.ellipsis), x: area.x + 1,
        y: y + 1 + at, Style(line.1))
    }
  }
}

extension Share {
  /// "3/12": so many of so many.
  var text: String { "\(part)/\(whole)" }
}

/// Which period a report is about.
struct PeriodChoice: Equatable, Sendable {
  private(set) var period: Period

  /// The quarter that is going on.
  init(_ workspace: Workspace) { period = Period(containing: workspace.now, unit: .quarter) }

  /// The units in the order in which the key goes through them.
  private static let units: [Period.Unit] = [.quarter, .month, .week, .year, .all]

  /// Does a command that chooses; false where it is none.
  mutating func perform(_ command: Command, _ workspace: inout Workspace) -> Bool {
    switch command {
    case .period:
      let at = Self.units.firstIndex(of: period.unit) ?? 0
      period = Period(containing: workspace.now, unit: Self.units[(at + 1) % Self.units.count])
    case .previousPeriod:
      // Before 1990 nobody had a forum, and the years of a period have four digits.
      if let earlier = period.previous, earlier.year >= 1990 { period = earlier }
    case .nextPeriod:
      guard let next = period.next, next.from <= workspace.now else {
        workspace.tell(.reportLatest)
        return true
      }
      period = next
    default: return false
    }
    workspace.tell(.reportPeriodNow, period.text(in: workspace.language))
    return true
  }
}
