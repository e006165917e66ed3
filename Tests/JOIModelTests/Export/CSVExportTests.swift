import Testing

@testable import JOIModel

/// The table for a spreadsheet.
@Suite struct CSVExportTests {
  private func rows(_ export: Export) throws -> [[String]] {
    let text = export.text(as: .csv)
    #expect(Array(text.utf8.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let inner = String(decoding: text.utf8.dropFirst(3), as: UTF8.self)
    return try CSVReader.rows(inner, separator: export.language == .dutch ? ";" : ",")
  }

  @Test func aRowATool() throws {
    let rows = try rows(Hostile.export(try SampleToolbox.load(), note: "eerst lezen"))
    #expect(rows.count == 5)
    #expect(rows.allSatisfy { $0.count == 18 })
    #expect(
      rows[0] == [
        "id", "Naam", "Pijler en onderwerp", "Vraag", "Focusniveau", "Achtergrond", "Hoe werkt de tool?",
        "Waar te vinden", "Adressen", "Wat je krijgt", "Soort", "Doel", "Status", "Tijd", "Kosten", "Talen",
        "Nagelezen", "Eigen notitie",
      ])
    #expect(
      rows[1] == [
        "scan", "Drukscan", "Slimmer werken › Werkdruk\nSlimmer werken › Gesprekken",
        "Waar is de belasting te hoog?",
        "organisatie, team", "Gemaakt voor magazijnen; zie het gesprek.",
        "1. Vraag het team.\n2. Tel op.\nZie werkdruk.",
        "Bij de eigenaar; lees eerst dit.", "https://example.org/scan\nmailto:scan@example.org",
        "Je ziet waar het knelt.", "scan", "verandering ondersteunen, verandering volgen", "in gebruik",
        "15–20 min",
        "gratis", "Nederlands, Engels", "2025-01-31", "eerst lezen",
      ])
    #expect(rows[3][0] == "old-form" && rows[3][12] == "ingetrokken" && rows[3][17] == "")
  }

  @Test func englishHasCommas() throws {
    let rows = try rows(Hostile.export(try SampleToolbox.load(), language: .english))
    #expect(rows.count == 5)
    #expect(rows[0][1] == "Name")
    #expect(rows[1][1] == "Pressure scan")
  }

  @Test(arguments: Hostile.texts)
  func everyCellComesBackAsItWas(text: String) throws {
    let safe = SafeText.field(text)
    let isFormula = safe.first.map { "=+-@".contains($0) } ?? false
    for language in Language.allCases {
      let rows = try rows(Hostile.export(try Hostile.toolbox(name: text), language: language, note: safe))
      #expect(rows.allSatisfy { $0.count == 18 })
      for column in [1, 17] {
        let wanted = isFormula ? "'\(safe)" : safe
        #expect(Array(rows[1][column].unicodeScalars) == Array(wanted.unicodeScalars))
      }
    }
  }

  @Test func noCellIsAFormula() throws {
    for text in Hostile.texts {
      for row in try rows(Hostile.export(try Hostile.toolbox(name: text, body: text), note: text)) {
        for cell in row { #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.prefix(1)), "\(cell)") }
      }
    }
  }

  @Test func aQuoteUnderAMarkIsStillAQuote() {
    // Together they are one Character; to a spreadsheet the quote ends the cell all the same.
    #expect(Array(Export.cell("\"\u{301}").unicodeScalars) == ["\"", "\"", "\"", "\u{301}", "\""])
    #expect(Array(Export.cell("=\u{301}1").unicodeScalars) == ["\"", "'", "=", "\u{301}", "1", "\""])
  }
}
