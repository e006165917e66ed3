/// ``ForumEffect`` as `report --format json` gives it. What there is nothing to count from is null, and never left out.
public struct EffectRecord: Encodable, Sendable {
  struct Count: Encodable, Sendable {
    var id: String
    var name: String
    var threads: Int

    init(_ count: ForumEffect.Count, _ language: Language) {
      (id, name, threads) = (count.id, count.name.text(in: language), count.threads)
    }
  }

  /// A figure with n.
  struct Rate: Encodable, Sendable {
    enum Key: String, CodingKey { case atLeast, n, value }
    var reading: Reading

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(reading.value, forKey: .value)
      try container.encode(reading.n, forKey: .n)
      if reading.kind == .hours { try container.encode(reading.isAtLeast, forKey: .atLeast) }
    }
  }

  struct Figures: Encodable, Sendable {
    struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(_ text: String) { stringValue = text }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    var figures: ForumEffect.Figures
    var language: Language

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      let period = figures.period
      try container.encode(period.name, forKey: Key("period"))
      try container.encode(period.unit == .all ? nil : period.from.text, forKey: Key("from"))
      try container.encode(period.unit == .all ? nil : period.until.text, forKey: Key("until"))
      for figure in EffectFigure.allCases {
        let reading = figure.reading(of: figures)
        if reading.n == nil {
          try container.encode(reading.value.map { Int($0) }, forKey: Key(figure.rawValue))
        } else {
          try container.encode(Rate(reading: reading), forKey: Key(figure.rawValue))
        }
      }
      for (name, counts) in [
        ("themes", figures.themes), ("pillars", figures.pillars), ("tools", figures.tools),
        ("topics", figures.topics), ("silentTopics", figures.silentTopics),
      ] {
        try container.encode(counts.map { Count($0, language) }, forKey: Key(name))
      }
      try container.encode(figures.threadsWithoutPillar, forKey: Key("threadsWithoutPillar"))
    }
  }

  var now: String
  var periods: [Figures]

  /// All periods.
  public init(_ effect: ForumEffect, language: Language) {
    now = effect.now.text
    periods = effect.figures.map { Figures(figures: $0, language: language) }
  }
}

extension ForumEffect {
  /// A table that a spreadsheet opens: a row a figure and period, the numbers as they are, n beside them.
  public func csv(in language: Language) -> String {
    var rows = [
      [
        language.text(.reportPeriod), "id", language.text(.reportFigure), language.text(.reportValue), "n",
        language.text(.reportAtLeast),
      ]
    ]
    for figures in self.figures {
      let period = figures.period.name
      for figure in EffectFigure.allCases {
        let reading = figure.reading(of: figures)
        rows.append([
          period, figure.rawValue, language.text(figure.name), reading.plain(in: language),
          reading.n.map { "\($0)" } ?? "", reading.isAtLeast ? language.text(.reportAtLeast) : "",
        ])
      }
      for list in EffectList.allCases {
        for count in list.counts(of: figures) {
          rows.append([
            period, "\(list.rawValue):\(count.id)",
            "\(language.text(list.name)): \(count.name.text(in: language))", "\(count.threads)", "", "",
          ])
        }
      }
    }
    return Export.csv(rows, in: language)
  }
}

extension Reading {
  /// The number for a spreadsheet: a share as 0 to 1 with three decimals, hours with one; nothing where there is none.
  func plain(in language: Language) -> String {
    guard let value else { return "" }
    let places = kind == .count ? 0 : kind == .hours ? 1 : 3
    let factor = places == 0 ? 1 : places == 1 ? 10 : 1_000
    let whole = Int((value * Double(factor)).rounded())
    guard places > 0 else { return "\(whole)" }
    let mark = language == .dutch ? "," : "."
    return "\(whole / factor)\(mark)\(Timestamp.digits(whole % factor, places))"
  }
}
