import Testing

@testable import JOIModel

/// Narrowing the list.
@Suite struct FacetTests {
  private func left(_ values: [Facet.Value], in toolbox: Toolbox) -> [String] {
    var selection = FacetSelection()
    for value in values { selection.toggle(value) }
    return toolbox.tools.filter(selection.includes).map(\.id)
  }

  @Test(
    arguments: [
      ([], ["scan", "talk-form", "lead-plan"]), ([.init(.focus, "team")], ["scan"]),
      ([.init(.focus, "organisation")], ["scan", "lead-plan"]),
      ([.init(.focus, "team"), .init(.focus, "individual")], ["scan", "talk-form"]),
      ([.init(.focus, "organisation"), .init(.cost, "paid")], ["lead-plan"]),
      ([.init(.focus, "team"), .init(.cost, "paid")], []), ([.init(.kind, "workform")], ["talk-form"]),
      ([.init(.purpose, "monitor")], ["scan"]), ([.init(.time, "hour")], ["scan"]),
      ([.init(.time, "half-day"), .init(.time, "longer")], ["talk-form", "lead-plan"]),
      ([.init(.language, "nl")], ["scan", "talk-form"]), ([.init(.language, "other")], ["lead-plan"]),
      ([.init(.language, "unknown")], []), ([.init(.status, "candidate")], ["talk-form"]),
      ([.init(.status, "withdrawn")], ["old-form"]),
      ([.init(.status, "withdrawn"), .init(.status, "active")], ["scan", "old-form", "lead-plan"]),
      ([.init(.status, "withdrawn"), .init(.language, "unknown")], ["old-form"]),
      ([.init(.status, "withdrawn"), .init(.time, "unknown")], ["old-form"]),
    ] as [([Facet.Value], [String])])
  func oneOfAFacetAndAllFacetsTogether(values: [Facet.Value], wanted: [String]) throws {
    #expect(left(values, in: try SampleToolbox.load()) == wanted)
  }

  @Test func whatIsChosenTwiceIsGivenUp() throws {
    var selection = FacetSelection()
    #expect(selection.isEmpty)
    selection.toggle(.init(.cost, "free"))
    #expect(!selection.isEmpty)
    selection.toggle(.init(.cost, "free"))
    #expect(selection.isEmpty)
    #expect(try SampleToolbox.load().tools.filter(selection.includes).count == 3)
  }

  @Test func theChosenStandInTheFacetsOrder() {
    var selection = FacetSelection()
    for value in [
      Facet.Value(.status, "active"), .init(.focus, "individual"), .init(.cost, "paid"),
      .init(.focus, "team"),
    ] {
      selection.toggle(value)
    }
    #expect(selection.inOrder.map(\.word) == ["team", "individual", "paid", "active"])
  }

  @Test func countsByHand() throws {
    let tools = try SampleToolbox.load().tools
    var selection = FacetSelection()
    #expect(selection.counts(.focus, among: tools) == ["organisation": 2, "team": 1, "individual": 1])
    #expect(selection.counts(.cost, among: tools) == ["free": 1, "licence": 1, "paid": 1])
    #expect(selection.counts(.time, among: tools) == ["hour": 1, "half-day": 1, "longer": 1])
    #expect(selection.counts(.language, among: tools) == ["nl": 2, "en": 1, "other": 1])
    // The status facet offers what it hides.
    #expect(selection.counts(.status, among: tools) == ["active": 2, "candidate": 1, "withdrawn": 1])
    selection.toggle(.init(.focus, "organisation"))
    #expect(selection.counts(.focus, among: tools) == ["organisation": 2, "team": 1, "individual": 1])
    #expect(selection.counts(.cost, among: tools) == ["free": 1, "paid": 1])
    #expect(selection.counts(.status, among: tools) == ["active": 2])
    selection.toggle(.init(.status, "withdrawn"))
    #expect(selection.counts(.focus, among: tools) == ["team": 1, "individual": 1])
    #expect(selection.counts(.cost, among: tools) == [:])
  }

  /// Choosing a value as the only one of its facet lists as many tools as its count said.
  @Test(arguments: UInt64(1)...10)
  func aCountIsWhatOneThenSees(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let sample = try SampleToolbox.load().tools
    let tools = (0..<60).map { _ in
      var tool = random.pick(sample)
      tool.focus = Tool.Focus.allCases.filter { _ in random.below(2) == 0 }
      tool.kind = random.pick(Tool.Kind.allCases)
      tool.cost = random.pick(Tool.Cost.allCases)
      tool.status = random.pick(Tool.Status.allCases)
      tool.languages = Tool.Tongue.allCases.filter { _ in random.below(2) == 0 }
      tool.minutes = random.pick([
        nil, .init(from: 5, to: 60), .init(from: 60, to: 240), .init(from: 60, to: nil),
      ])
      return tool
    }
    let values = Facet.allCases.flatMap(\.values)
    for round in 0..<20 {
      var selection = FacetSelection()
      for _ in 0..<random.below(5) { selection.toggle(random.pick(values)) }
      for facet in Facet.allCases {
        let counts = selection.counts(facet, among: tools)
        var others = selection
        for value in selection.chosen where value.facet == facet { others.toggle(value) }
        for value in facet.values {
          var one = others
          one.toggle(value)
          let seen = tools.count(where: one.includes)
          #expect(counts[value.word] ?? 0 == seen, "seed \(seed), round \(round): \(facet) \(value.word)")
        }
      }
    }
  }

  /// Each value of a facet, chosen alone, keeps the tool that has it and drops the one that has all others.
  @Test func noTwoValuesAreTakenForOneAnother() throws {
    var sample = try #require(SampleToolbox.load().tools.first)
    sample.status = .active
    func check(_ facet: Facet, _ word: String, has: (inout Tool) -> Void, hasNot: (inout Tool) -> Void) {
      var selection = FacetSelection()
      selection.toggle(Facet.Value(facet, word))
      var (with, without) = (sample, sample)
      has(&with)
      hasNot(&without)
      #expect(selection.includes(with), "\(facet) \(word)")
      #expect(!selection.includes(without), "\(facet) \(word)")
    }
    for focus in Tool.Focus.allCases {
      check(.focus, focus.rawValue) {
        $0.focus = [focus]
      } hasNot: {
        $0.focus = Tool.Focus.allCases.filter { $0 != focus }
      }
    }
    for purpose in Tool.Purpose.allCases {
      check(.purpose, purpose.rawValue) {
        $0.purpose = [purpose]
      } hasNot: {
        $0.purpose = Tool.Purpose.allCases.filter { $0 != purpose }
      }
    }
    for tongue in Tool.Tongue.allCases {
      check(.language, tongue.rawValue) {
        $0.languages = [tongue]
      } hasNot: {
        $0.languages = Tool.Tongue.allCases.filter { $0 != tongue }
      }
    }
    check(.language, "unknown") {
      $0.languages = []
    } hasNot: {
      $0.languages = Tool.Tongue.allCases
    }
    for kind in Tool.Kind.allCases {
      for other in Tool.Kind.allCases where other != kind {
        check(.kind, kind.rawValue) {
          $0.kind = kind
        } hasNot: {
          $0.kind = other
        }
      }
    }
    for cost in Tool.Cost.allCases {
      for other in Tool.Cost.allCases where other != cost {
        check(.cost, cost.rawValue) {
          $0.cost = cost
        } hasNot: {
          $0.cost = other
        }
      }
    }
    for status in Tool.Status.allCases {
      for other in Tool.Status.allCases where other != status {
        check(.status, status.rawValue) {
          $0.status = status
        } hasNot: {
          $0.status = other
        }
      }
    }
    let times: [(TimeBand, Tool.Duration?)] = [
      (.hour, .init(from: 5, to: 60)), (.halfDay, .init(from: 5, to: 240)), (.day, .init(from: 5, to: 480)),
      (.longer, .init(from: 5, to: nil)), (.unknown, nil),
    ]
    for (band, time) in times {
      for (other, otherTime) in times where other != band {
        check(.time, band.rawValue) {
          $0.minutes = time
        } hasNot: {
          $0.minutes = otherTime
        }
      }
    }
  }

  @Test func everyValueHasANameInBothLanguages() {
    for facet in Facet.allCases {
      #expect(!facet.name(in: .dutch).isEmpty && !facet.name(in: .english).isEmpty)
      for value in facet.values {
        for language in Language.allCases {
          // A word without a message would be shown as the file writes it.
          #expect(Message(rawValue: "facet.\(facet.rawValue).\(value.word)") != nil, "\(value)")
          #expect(!value.name(in: language).isEmpty)
        }
      }
    }
    #expect(Facet.Value(.cost, "no-such").name(in: .dutch) == "no-such")
  }
}

/// The bands of time.
@Suite struct TimeBandTests {
  @Test(
    arguments: [
      (0, 0, "hour"), (15, 60, "hour"), (15, 61, "half-day"), (60, 240, "half-day"), (60, 241, "day"),
      (480, 480, "day"),
      (10, 481, "longer"), (10, nil, "longer"), (0, nil, "longer"),
    ] as [(Int, Int?, String)])
  func theUpperEndDecides(from: Int, to: Int?, band: String) {
    #expect(TimeBand(Tool.Duration(from: from, to: to)).rawValue == band)
  }

  @Test func noTimeIsUnknown() { #expect(TimeBand(nil) == .unknown) }
}
