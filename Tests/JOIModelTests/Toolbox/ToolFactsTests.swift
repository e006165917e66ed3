import Testing

@testable import JOIModel

/// Time in the words of a diary.
@Suite struct DurationTextTests {
  @Test(
    arguments: [
      (15, 20, "15–20 min", "15–20 min"), (5, 5, "5 min", "5 min"), (30, 60, "30–60 min", "30–60 min"),
      (60, 60, "1 uur", "1 h"), (60, 90, "60–90 min", "60–90 min"), (60, 120, "1–2 uur", "1–2 h"),
      (90, 150, "1,5–2,5 uur", "1.5–2.5 h"), (120, 240, "2–4 uur", "2–4 h"),
      (480, 480, "1 dag", "1 day"), (480, 960, "1–2 dagen", "1–2 days"), (2_400, 2_400, "5 dagen", "5 days"),
      (4_800, 9_600, "2–4 weken", "2–4 weeks"), (10_400, 10_400, "1 maand", "1 month"),
      (31_200, 62_400, "3–6 maanden", "3–6 months"),
      (20_800, nil, "2 maanden of langer", "2 months or longer"),
      (26_000, nil, "2,5 maanden of langer", "2.5 months or longer"),
      (10_400, nil, "1 maand of langer", "1 month or longer"),
      (120, nil, "2 uur of langer", "2 h or longer"),
      (240, 480, "4 uur tot 1 dag", "4 h to 1 day"), (30, 480, "30 min tot 1 dag", "30 min to 1 day"),
      (480, 4_800, "1 dag tot 2 weken", "1 day to 2 weeks"), (0, 0, "0 min", "0 min"),
    ] as [(Int, Int?, String, String)])
  func spans(from: Int, to: Int?, dutch: String, english: String) {
    #expect(DurationText.text(Tool.Duration(from: from, to: to), in: .dutch) == dutch)
    #expect(DurationText.text(Tool.Duration(from: from, to: to), in: .english) == english)
  }
}

/// The short facts of a tool in words.
@Suite struct ToolFactsTests {
  private func facts(_ id: String, _ language: Language) throws -> ToolFacts {
    let toolbox = try SampleToolbox.load()
    return ToolFacts(try #require(toolbox.tool(id)), toolbox: toolbox, language: language)
  }

  @Test func factsInBothLanguages() throws {
    let dutch = try facts("scan", .dutch)
    #expect(dutch.focus == "organisatie, team")
    #expect(dutch.focusShort == "org team")
    #expect(dutch.kind == "scan")
    #expect(dutch.purpose == "verandering ondersteunen, verandering volgen")
    #expect(dutch.status == "in gebruik")
    #expect(dutch.cost == "gratis")
    #expect(dutch.languages == "Nederlands, Engels")
    #expect(dutch.time == "15–20 min")
    let english = try facts("scan", .english)
    #expect(english.focus == "organisation, team")
    #expect(english.languages == "Dutch, English")
    #expect(english.cost == "free")
  }

  @Test func estimatesAndWhatIsNotKnown() throws {
    #expect(try facts("talk-form", .dutch).time == "ongeveer 1–2 uur (schatting)")
    #expect(try facts("talk-form", .dutch).focusShort == "ind")
    #expect(try facts("old-form", .dutch).time == "tijd niet bekend")
    #expect(try facts("old-form", .dutch).languages == "niet bekend")
    #expect(try facts("lead-plan", .dutch).time == "2 maanden of langer")
    #expect(try facts("lead-plan", .dutch).languages == "andere talen")
  }

  @Test func rowsForExports() throws {
    let rows = try facts("scan", .dutch).rows
    #expect(
      rows.map(\.label) == [
        "Wat je krijgt", "Pijler en onderwerp", "Soort", "Doel", "Tijd", "Kosten", "Talen", "Eigenaar",
        "Status",
      ])
    #expect(rows[1].value == "Slimmer werken › Werkdruk; Slimmer werken › Gesprekken")
    #expect(rows[7].value == "Instituut Één")
    // A row without a value is left out, and a status note stands behind its status.
    let old = try facts("old-form", .dutch).rows
    #expect(!old.map(\.label).contains("Wat je krijgt"))
    #expect(old.last?.value == "ingetrokken. Gestopt.")
  }

  @Test func theFiveHeadings() {
    #expect(
      FiveQuestions.allCases.map { $0.heading(in: .dutch) } == [
        "1 Welke vraag beantwoordt de tool?", "2 Focusniveau", "3 Achtergrond", "4 Hoe werkt de tool?",
        "5 Waar is de tool te vinden?",
      ])
    #expect(FiveQuestions.workings.title(in: .dutch) == "Hoe werkt de tool?")
    for part in FiveQuestions.allCases { #expect(part.heading(in: .english).hasPrefix("\(part.rawValue) ")) }
  }
}

/// Days of the calendar.
@Suite struct CalendarDateTests {
  @Test(arguments: ["2024-02-29", "2000-02-29", "2023-12-31", "1900-01-01", "9999-12-31", "2024-04-30"])
  func days(text: String) { #expect(CalendarDate(text) != nil) }

  @Test(arguments: [
    "", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32",
    "1899-12-31",
    "24-01-01", "2024-1-1", "2024/01/01", "2024-01-01T", " 2024-01-01", "2024-01-0a", "２０24-01-01",
    "+024-01-01",
  ])
  func notDays(text: String) { #expect(CalendarDate(text) == nil) }

  @Test func daysStandInOrder() throws {
    let days = ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01", "2025-01-01"].compactMap {
      CalendarDate($0)
    }
    #expect(days.count == 5)
    #expect(days.shuffled().sorted() == days)
    #expect(days[4] == CalendarDate("2025-01-01"))
  }
}
