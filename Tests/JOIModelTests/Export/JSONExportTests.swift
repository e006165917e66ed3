import Foundation
import Testing

@testable import JOIModel

/// The form for scripts.
@Suite struct JSONExportTests {
  private func parse(_ text: String) throws -> [[String: Any]] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test func everyFieldOfATool() throws {
    let text = Hostile.export(try SampleToolbox.load(), note: "eerst lezen").text(as: .json)
    #expect(text.hasSuffix("]\n"))
    let records = try parse(text)
    #expect(records.compactMap { $0["id"] as? String } == ["scan", "talk-form", "old-form", "lead-plan"])
    let scan = records[0]
    #expect(scan["name"] as? String == "Drukscan")
    #expect(scan["topics"] as? [String] == ["pressure", "talk"])
    #expect(scan["focus"] as? [String] == ["organisation", "team"])
    #expect(scan["kind"] as? String == "scan")
    #expect(scan["purpose"] as? [String] == ["support", "monitor"])
    #expect(scan["minutes"] as? [Int] == [15, 20])
    #expect(scan["cost"] as? String == "free")
    #expect(scan["languages"] as? [String] == ["nl", "en"])
    #expect(scan["status"] as? String == "active")
    #expect(scan["reviewed"] as? String == "2025-01-31")
    #expect(scan["note"] as? String == "eerst lezen")
    #expect((scan["workings"] as? String)?.hasPrefix("1. Vraag het team.\n2. Tel op.") == true)
    let links = try #require(scan["links"] as? [[String: Any]])
    #expect(links[0]["url"] as? String == "https://example.org/scan")
    #expect(links[0]["checked"] as? String == "2024-02-29")
    #expect(links[0]["ok"] as? Bool == true)
    #expect(links[1]["ok"] == nil)
    #expect(records[1]["statusNote"] as? String == "Te overwegen.")
    #expect(records[2]["replacedBy"] as? [String] == ["talk-form"])
    #expect(records[2]["minutes"] == nil && records[2]["note"] == nil)
    let open = try #require(records[3]["minutes"] as? [Any])
    #expect(open[0] as? Int == 20_800 && open[1] is NSNull)
  }

  @Test func aShortRecordHasNoLongTexts() throws {
    let toolbox = try SampleToolbox.load()
    let tool = try #require(toolbox.tool("scan"))
    let text = JSONOutput.text(ToolRecord(tool, toolbox: toolbox, language: .english, isWhole: false))
    let record = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(record["name"] as? String == "Pressure scan")
    for key in ["background", "workings", "location", "note"] { #expect(record[key] == nil, "\(key)") }
  }

  @Test(arguments: Hostile.texts)
  func hostileTextsComeBackAsTheyWere(text: String) throws {
    let safe = SafeText.field(text)
    let own = Hostile.export(try Hostile.toolbox(name: text), note: safe).text(as: .json)
    let record = try parse(own)[0]
    for key in ["name", "note"] {
      #expect((record[key] as? String).map { Array($0.unicodeScalars) } == Array(safe.unicodeScalars))
    }
    // And the program's own strict reader takes it too.
    #expect(throws: Never.self) { try JSONDocument(Array(own.utf8)) }
  }

  @Test func fileEndings() {
    #expect(ExportFormat.allCases.map(\.fileExtension) == ["md", "csv", "html", "json"])
  }
}
