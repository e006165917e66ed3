import ArgumentParser
import JOIModel

/// `report`: the figures of the forum, for facilitators.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show the forum's figures: what it brings about, or who contributes. For facilitators.",
    discussion: """
      joi-tui report                                     this quarter and the three before it
      joi-tui report --quarters 8 --format csv           two years, for a spreadsheet
      joi-tui report --period 2026-W48                   that week and the three before it
      joi-tui report contributions --by organisation     who asked and answered this quarter
      joi-tui report contributions --silent              and who did neither

      Periods are whole days on this machine's clock. What each figure counts stands below the text form.
      """)

  /// What the figures are about.
  enum What: String, ExpressibleByArgument, CaseIterable { case effect, contributions }

  /// The forms.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv }

  @OptionGroup var options: ForumOptions

  @Argument(help: "effect or contributions.")
  var what: What = .effect

  @Option(
    name: .long,
    help: "2026-Q4, 2026-11, 2026-W48 (ISO 8601), 2026, or all. Default: this quarter.",
    transform: { name in
      guard let period = Period(name) else {
        throw ValidationError(
          "\(SafeText.field(name)) is no period such as 2026-Q4, 2026-11, 2026-W48, 2026 or all.")
      }
      return period
    })
  var period: Period?

  @Option(
    name: [.customLong("quarters"), .customLong("periods")],
    help:
      "effect: how many quarters (or weeks, months, years, as --period is one), the last one that of --period."
  )
  var count = 4

  @Option(name: .long, help: "text, json or csv.")
  var format: Format = .text

  @Option(name: .long, help: "contributions: a row a member or an organisation.")
  var by: Contributions.Grouping = .member

  @Option(name: .long, help: "contributions: the order: contribution, name or active.")
  var sort: Contributions.Order = .contribution

  @Flag(name: .long, help: "contributions: only those who asked and answered nothing.")
  var silent = false

  @Flag(name: .long, help: "contributions: only companies, or their members.")
  var companies = false

  @Flag(name: .long, help: "Draw bars and signs in ASCII.")
  var ascii = false

  func validate() throws {
    guard (1...200).contains(count) else { throw ValidationError("--quarters is a number from 1 to 200.") }
  }

  func run() throws {
    let language = options.common.language
    let forum = try options.loadAsFacilitator()
    let now = Timestamp.now
    let period = period ?? Period(containing: now, unit: .quarter)
    let isASCII = ascii || options.common.environment.isASCII
    switch what {
    case .effect:
      // Without a toolbox there are no pillars; all else can be counted.
      let toolbox = (try? options.common.root.loadToolbox()) ?? Toolbox()
      let effect = ForumEffect(forum, toolbox, over: period.series(count), now: now)
      switch format {
      case .text: Output.print(EffectText(effect, language: language, isASCII: isASCII).text)
      case .json: Output.print(JSONOutput.text(EffectRecord(effect, language: language)))
      case .csv: Output.print(effect.csv(in: language))
      }
    case .contributions:
      let contributions = Contributions(forum, over: period, now: now)
      let filter: Contributions.Filter =
        silent ? (companies ? .silentCompanies : .silent) : (companies ? .companies : .all)
      let rows = contributions.rows(by: by, order: sort, filter: filter)
      switch format {
      case .text:
        Output.print(
          ContributionsText(contributions, rows, by: by, language: language, isASCII: isASCII).text)
      case .json:
        Output.print(JSONOutput.text(ContributionsRecord(contributions, rows, by: by, language: language)))
      case .csv: Output.print(Contributions.csv(rows, in: language))
      }
    }
  }
}

extension Contributions.Grouping: ExpressibleByArgument {}
extension Contributions.Order: ExpressibleByArgument {}
