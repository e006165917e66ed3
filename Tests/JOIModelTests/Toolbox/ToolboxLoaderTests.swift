import Testing

@testable import JOIModel

/// A sound toolbox: everything comes in.
@Suite struct ToolboxLoaderTests {
  @Test func theSampleIsSound() throws {
    for isThorough in [false, true] {
      let toolbox = try SampleToolbox.load(isThorough: isThorough)
      #expect(toolbox.findings == [])
      #expect(toolbox.pillars.map(\.id) == ["work", "manage"])
      #expect(toolbox.pillars.map { $0.topics.map(\.id) } == [["pressure", "talk"], ["lead"]])
      #expect(toolbox.tools.map(\.id) == ["scan", "talk-form", "old-form", "lead-plan"])
      #expect(toolbox.manual.map(\.id) == ["start", "more"])
      #expect(toolbox.starters.map(\.id) == ["busy"])
      #expect(toolbox.toolsInUse.count == 3)
    }
  }

  @Test func everyFieldOfATool() throws {
    let toolbox = try SampleToolbox.load()
    let tool = try #require(toolbox.tool("scan"))
    #expect(tool.name == LocalizedText(dutch: "Drukscan", english: "Pressure scan"))
    #expect(tool.short == LocalizedText(dutch: "Scan", english: "Scan"))
    #expect(tool.owner == LocalizedText(dutch: "Instituut Één", english: "Institute One"))
    #expect(tool.topics == ["pressure", "talk"])
    #expect(tool.seeAlso == ["lead"])
    #expect(tool.focus == [.organisation, .team])
    #expect(tool.kind == .scan)
    #expect(tool.purpose == [.support, .monitor])
    #expect(tool.gist.dutch == "Je ziet waar het knelt.")
    #expect(tool.question.english == "Where is the load too high?")
    #expect(toolbox.body(tool.background, in: .dutch)?.hasPrefix("Gemaakt voor **magazijnen**") == true)
    #expect(
      toolbox.body(tool.workings, in: .english)?.hasPrefix("1. Ask the team.\n2. Add up.\n\nSee") == true)
    #expect(toolbox.body(tool.location, in: .dutch) == "Bij de eigenaar; lees [eerst dit](manual:start).")
    #expect(
      tool.links == [
        Tool.Link(
          label: LocalizedText(dutch: "Pagina", english: "Page"), url: "https://example.org/scan",
          checked: "2024-02-29", isWorking: true),
        Tool.Link(
          label: LocalizedText(dutch: "Schrijf", english: "Write"), url: "mailto:scan@example.org",
          checked: nil,
          isWorking: nil),
      ])
    #expect(tool.related.map(\.tool) == ["talk-form"])
    #expect(tool.status == .active)
    #expect(tool.statusNote.isEmpty)
    #expect(tool.minutes == Tool.Duration(from: 15, to: 20))
    #expect(!tool.isEstimate)
    #expect(tool.cost == .free)
    #expect(tool.languages == [.dutch, .english])
    #expect(tool.reviewed == "2025-01-31")
    #expect(tool.reviewBy == "2026-01-31")
    #expect(
      tool.sources == [
        Tool.Source(title: "Handboek", url: "https://example.org/book"),
        Tool.Source(title: "Artikel", url: nil),
      ])
  }

  @Test func whatMayBeLeftOutHasItsStandard() throws {
    let toolbox = try SampleToolbox.load()
    let tool = try #require(toolbox.tool("lead-plan"))
    #expect(tool.short == tool.name)
    #expect(tool.owner.isEmpty && tool.gist.isEmpty && tool.statusNote.isEmpty)
    #expect(tool.status == .active)
    #expect(tool.links.isEmpty && tool.seeAlso.isEmpty && tool.replacedBy.isEmpty && tool.sources.isEmpty)
    #expect(tool.minutes == Tool.Duration(from: 20_800, to: nil))
    #expect(tool.reviewed == nil && tool.reviewBy == nil)
    let old = try #require(toolbox.tool("old-form"))
    #expect(old.minutes == nil)
    #expect(old.languages.isEmpty)
  }

  @Test func aStringIsDutch() throws {
    let text = try SampleToolbox.damaged(#"{"nl": "Drukscan", "en": "Pressure scan"}"#, #""Drukscan""#)
      .replacing(#"{"nl": "Uit de praktijk.", "en": "From practice."}"#, with: #""Uit de praktijk.""#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.findings == [])
    #expect(toolbox.tool("scan")?.name == LocalizedText(dutch: "Drukscan"))
    #expect(toolbox.tool("scan")?.name.text(in: .english) == "Drukscan (NL)")
    let form = try #require(toolbox.tool("talk-form"))
    #expect(toolbox.body(form.background, in: .dutch) == "Uit de praktijk.")
    #expect(toolbox.body(form.background, in: .english) == "*(NL)*\n\nUit de praktijk.")
  }

  @Test func anEmptyTextIsNoText() throws {
    let text = try SampleToolbox.damaged(
      #"{"nl": "Drukscan", "en": "Pressure scan"}"#, #"{"nl": "", "en": "Scan"}"#
    )
    .replacing(#"{"nl": "Uit de praktijk.", "en": "From practice."}"#, with: #"{"nl": "", "en": ""}"#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.tool("scan")?.name.text(in: .dutch) == "Scan (EN)")
    let form = try #require(toolbox.tool("talk-form"))
    #expect(toolbox.body(form.background, in: .dutch) == nil)
  }

  @Test func textsComeThroughTheDoor() throws {
    let text = try SampleToolbox.damaged("Drukscan", #"Druk\u001b[31mscan\u202e"#)
      .replacing("Uit de praktijk.", with: #"Uit\u001b]0;x\u0007\r\nde praktijk\u200b."#)
      .replacing("Handboek", with: #"Hand\u009bboek"#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.tool("scan")?.name.dutch == "Druk␛[31mscan")
    #expect(toolbox.tool("scan")?.sources.first?.title == "Hand\u{FFFD}boek")
    let form = try #require(toolbox.tool("talk-form"))
    #expect(toolbox.body(form.background, in: .dutch) == "Uit␛]0;x␇\nde praktijk.")
  }

  @Test func aByteOrderMarkShiftsNothing() throws {
    let toolbox = try SampleToolbox.load("\u{FEFF}" + SampleToolbox.text)
    #expect(toolbox.findings == [])
    let form = try #require(toolbox.tool("talk-form"))
    #expect(toolbox.body(form.background, in: .english) == "From practice.")
  }

  // MARK: Looking up

  @Test func topicsKnowTheirPillarAndTheirToolsInUse() throws {
    let toolbox = try SampleToolbox.load()
    #expect(toolbox.topic("lead")?.pillar.id == "manage")
    #expect(toolbox.topic("lead")?.topic.name.english == "Leadership")
    #expect(toolbox.topic("nowhere") == nil)
    #expect(toolbox.tools(ofTopic: "talk") == [0, 1])
    #expect(toolbox.tools(ofTopic: "lead") == [3])
    #expect(toolbox.tools(ofTopic: "nowhere") == [])
    #expect(toolbox.tools(ofPillar: toolbox.pillars[0]) == [0, 1])
    #expect(toolbox.position(ofTool: "old-form") == 2)
    #expect(toolbox.tool("nobody") == nil)
    #expect(toolbox.section("more")?.title.dutch == "Meer lezen")
    #expect(toolbox.section("nowhere") == nil)
  }

  @Test func relationsShowAtBothEnds() throws {
    let toolbox = try SampleToolbox.load()
    func related(_ id: String) throws -> [String] {
      try toolbox.relations(of: #require(toolbox.tool(id))).map(\.tool)
    }
    #expect(try related("scan") == ["talk-form"])
    #expect(try related("talk-form") == ["scan"])
    #expect(try related("old-form") == ["lead-plan"])
    let form = try #require(toolbox.tool("talk-form"))
    #expect(toolbox.relations(of: form).first?.why.english == "First the scan, then talk.")
  }

  @Test func everyToolThatNamesOneIsRelated() throws {
    let text = try SampleToolbox.damaged(
      #""status": "candidate","#,
      #""related": [{"tool": "scan"}, {"tool": "old-form"}], "status": "candidate","#)
    let toolbox = try SampleToolbox.load(
      text.replacing(
        #""related": [{"tool": "old-form""#, with: #""related": [{"tool": "scan"}, {"tool": "old-form""#))
    func related(_ id: String) throws -> [String] {
      try toolbox.relations(of: #require(toolbox.tool(id))).map(\.tool)
    }
    #expect(try related("scan") == ["talk-form", "lead-plan"])
    #expect(try related("old-form") == ["talk-form", "lead-plan"])
    #expect(try related("lead-plan") == ["scan", "old-form"])
  }

  @Test func aRelationFromBothSidesShowsOnce() throws {
    let text = try SampleToolbox.damaged(
      #""status": "candidate","#,
      #""related": [{"tool": "scan"}, {"tool": "talk-form"}], "status": "candidate","#)
    let toolbox = try SampleToolbox.load(text)
    let form = try #require(toolbox.tool("talk-form"))
    let scan = try #require(toolbox.tool("scan"))
    #expect(toolbox.relations(of: form).map(\.tool) == ["scan"])
    #expect(toolbox.relations(of: scan).map(\.tool) == ["talk-form"])
  }

  @Test func aWithdrawnToolNamesWhatToUse() throws {
    let toolbox = try SampleToolbox.load()
    #expect(toolbox.replacements(of: try #require(toolbox.tool("old-form"))).map(\.id) == ["talk-form"])
  }

  @Test func aChainOfReplacementsIsFollowedToItsEnd() throws {
    let text = try SampleToolbox.damaged(
      #""status": "candidate","#, #""replacedBy": ["lead-plan"], "status": "withdrawn","#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.replacements(of: try #require(toolbox.tool("old-form"))).map(\.id) == ["lead-plan"])
  }

  @Test(.timeLimit(.minutes(5))) func aCycleOfReplacementsEnds() throws {
    let text = try SampleToolbox.damaged(
      #""status": "candidate","#, #""replacedBy": ["old-form", "talk-form"], "status": "withdrawn","#)
    let toolbox = try SampleToolbox.load(text)
    #expect(toolbox.findings == [])
    for id in ["old-form", "talk-form"] {
      #expect(toolbox.replacements(of: try #require(toolbox.tool(id))).isEmpty)
    }
  }
}
