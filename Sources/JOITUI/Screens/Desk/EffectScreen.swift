import JOIModel

/// What the forum brings about: every figure of a period with n, beside the period before and the course of several,
/// and what conversations are about.
struct EffectScreen: TextScreen {
  var pane = TextPane()
  private var choice: PeriodChoice
  private var effect: ForumEffect?
  private var made: (version: Int, period: Period)?

  /// Periods in the course that is drawn.
  private static let course = 8

  init(_ workspace: Workspace) { choice = PeriodChoice(workspace) }

  var context: Context { .effect }
  var tab: Int { 5 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabDesk), workspace.say(.deskEffect), choice.period.text(in: workspace.language)]
  }
  func ownHints(_ workspace: Workspace) -> [Command] {
    [.up, .previousPeriod, .nextPeriod, .period, .take, .search, .back]
  }

  static func textArea(_ area: Rect) -> Rect {
    Rect(x: area.x + 1, y: area.y, width: min(100, area.width - 2), height: area.height)
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    if choice.perform(command, &workspace) { return true }
    guard command == .take else { return performText(command, &workspace, in: area) }
    guard let effect else { return true }
    let record = EffectRecord(effect, language: workspace.language)
    let period = choice.period.name
    workspace.push(
      FormatSheet(
        name: "joi-\(workspace.say(.deskEffect).lowercased())-\(period)", title: .deskEffect,
        command: "report effect --period \(period) --periods \(Self.course)",
        forms: [
          .csv(effect.csv(in: workspace.language)), .json(JSONOutput.text(record)),
        ]))
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    if let forum = workspace.forum.forum,
      made.map({ $0 != (workspace.forum.version, choice.period) }) ?? true
    {
      made = (workspace.forum.version, choice.period)
      effect = ForumEffect(
        forum, workspace.toolbox, over: choice.period.series(Self.course), now: workspace.now)
    }
    settleText(workspace, in: area)
  }

  // MARK: Text

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = workspace.document(width: Self.textArea(area).width)
    guard let effect, let latest = effect.latest else { return document }
    let before = effect.figures.dropLast().last
    document.paragraph(latest.period.text(in: workspace.language), .heading)
    document.paragraph(workspace.say(.effectHelp), .dim)
    document.blank()
    addFigures(effect, latest, before, to: &document, workspace)
    for list in EffectList.allCases {
      document.beginPart()
      document.blank()
      document.paragraph(workspace.say(list.name), .heading)
      add(list, latest, before, to: &document, workspace)
    }
    return document
  }

  private func addFigures(
    _ effect: ForumEffect, _ latest: ForumEffect.Figures, _ before: ForumEffect.Figures?,
    to document: inout Document, _ workspace: Workspace
  ) {
    guard workspace.glyphs.hasLines else { return tellFigures(effect, to: &document, workspace) }
    let language = workspace.language
    let isASCII = workspace.glyphs.isASCII
    let figures = EffectFigure.allCases
    let names = figures.map { workspace.say($0.name) }
    let isWide = document.width >= 76
    let nameWidth = min(names.map(TextWidth.columns).max() ?? 0, isWide ? 44 : 30)
    func cell(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - TextWidth.columns(text))) + text
    }
    let width = isWide ? 16 : 14
    let course = effect.figures.count > 1
    let head =
      TextWidth.padded("", nameWidth) + cell(workspace.say(.effectNow), width)
      + (course ? cell(workspace.say(.effectBefore), width) : "")
    document.line([LineSpan(text: head, role: .dim)])
    for (figure, name) in zip(figures, names) {
      let now = figure.reading(of: latest).text(in: language, ascii: isASCII)
      var spans = [
        LineSpan(
          text: TextWidth.padded(
            TextWidth.fitted(name, nameWidth, ellipsis: workspace.glyphs.ellipsis), nameWidth), role: .text),
        LineSpan(text: cell(now, width), role: .strong),
      ]
      if course, let before {
        let then = figure.reading(of: before).text(in: language, ascii: isASCII)
        spans.append(LineSpan(text: cell(then, width), role: .dim))
      }
      if course, isWide {
        let line = Sparkline.text(effect.series(figure), ascii: isASCII)
        spans.append(LineSpan(text: "  \(line)", role: .accent))
      }
      document.line(spans)
    }
    if course, isWide, let first = effect.figures.first {
      document.paragraph(workspace.say(.effectCourse, first.period.text(in: language)), .dim)
    }
  }

  /// A figure a line: what it is now, what it was before, and all periods of the course from the first on.
  private func tellFigures(_ effect: ForumEffect, to document: inout Document, _ workspace: Workspace) {
    for figure in EffectFigure.allCases {
      let course = effect.figures.map { figure.reading(of: $0).text(in: workspace.language, ascii: true) }
      var parts = ["\(workspace.say(.effectNow)) \(course.last ?? "-")"]
      if course.count > 1 {
        parts.append("\(workspace.say(.effectBefore)) \(course[course.count - 2])")
        parts.append("\(workspace.say(.readCourse)) \(course.map(Self.bare).joined(separator: "; "))")
      }
      document.paragraph("\(workspace.say(figure.name)): \(parts.joined(separator: ", "))")
    }
  }

  /// A reading without its n.
  private static func bare(_ reading: String) -> String {
    String(reading.prefix { $0 != "(" }.reversed().drop { $0 == " " }.reversed())
  }

  private func add(
    _ list: EffectList, _ latest: ForumEffect.Figures, _ before: ForumEffect.Figures?,
    to document: inout Document, _ workspace: Workspace
  ) {
    let counts = list.counts(of: latest)
    guard !counts.isEmpty else { return document.paragraph(workspace.say(.effectNoToolbox), .dim) }
    if list == .silentTopics {
      return document.paragraph(counts.map { $0.name.text(in: workspace.language) }.joined(separator: ", "))
    }
    let most = Double(counts.map(\.threads).max() ?? 1)
    let nameWidth = min(40, document.width - 20)
    let room = max(1, min(30, document.width - nameWidth - 16))
    let earlier = before.map {
      Dictionary(
        list.counts(of: $0).map { ($0.id, $0.threads) }, uniquingKeysWith: { first, _ in first })
    }
    for count in counts {
      let name = TextWidth.fitted(
        count.name.text(in: workspace.language), nameWidth, ellipsis: workspace.glyphs.ellipsis)
      let number = "\(count.threads)"
      if !workspace.glyphs.hasLines {
        let before = earlier.map { ", \(workspace.say(.effectBefore)) \($0[count.id] ?? 0)" } ?? ""
        document.paragraph("\(count.name.text(in: workspace.language)): \(number)\(before)")
        continue
      }
      let was = earlier.map { "(\($0[count.id] ?? 0))" } ?? ""
      let bar = Bar.text(
        most > 0 ? Double(count.threads) / most : 0, width: room, ascii: workspace.glyphs.isASCII)
      document.line([
        LineSpan(text: TextWidth.padded(name, nameWidth), role: .text),
        LineSpan(text: String(repeating: " ", count: max(0, 5 - number.count)) + number, role: .strong),
        LineSpan(text: String(repeating: " ", count: max(0, 7 - was.count)) + was, role: .dim),
        LineSpan(text: "  \(bar)", role: .accent),
      ])
    }
  }
}
