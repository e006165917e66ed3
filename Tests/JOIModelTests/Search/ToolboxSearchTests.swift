import Testing

@testable import JOIModel

/// Search over tools, topics and manual, and the finder's questions.
@Suite struct ToolboxSearchTests {
  private func search() throws -> ToolboxSearch { ToolboxSearch(try SampleToolbox.load()) }

  @Test func nameBeforeQuestionBeforeBody() throws {
    let text = try SampleToolbox.damaged(
      "\"Maak een plan.\"", "\"Maak een plan over drukscan en gespreksformulier.\""
    )
    .replacing("Hoe begin ik een gesprek over drukte?", with: "Hoe begin ik na de drukscan?")
    let search = ToolboxSearch(try SampleToolbox.load(text))
    #expect(search.search("drukscan").items == [.tool("scan"), .tool("talk-form"), .tool("lead-plan")])
  }

  @Test(arguments: [
    ("leiderschap", ToolboxSearch.Item.topic("lead")), ("leadership", .topic("lead")),
    ("brief", .section("more")),
    ("letter", .section("more")), ("cupboard", .tool("lead-plan")), ("kast", .tool("lead-plan")),
    ("pinches", .tool("scan")), ("instituut een", .tool("scan")), ("knelt", .tool("scan")),
  ])
  func bothLanguagesAndEveryText(query: String, first: ToolboxSearch.Item) throws {
    #expect(try search().search(query).items.first == first)
  }

  @Test func aScopeLeavesOutTheRest() throws {
    let search = try search()
    let all = search.search("drukte").items
    #expect(all.contains(.tool("talk-form")) && all.contains(.section("more")))
    #expect(search.search("drukte", in: .tools).items == [.tool("talk-form")])
    #expect(search.search("drukte", in: .manual).items == [.section("more")])
    #expect(
      search.search("werkdruk", in: .tools).items.allSatisfy { if case .tool = $0 { true } else { false } })
  }

  @Test func withdrawnToolsAreFound() throws {
    #expect(try search().search("oud formulier").items == [.tool("old-form")])
  }

  @Test func aTypoIsForgivenAndTold() throws {
    let (query, items) = try search().search("leidersplna")
    #expect(items == [.tool("lead-plan")])
    #expect(query.allowsTypos)
  }

  @Test func anEmptyFieldShowsEveryQuestion() throws {
    let search = try search()
    for text in ["", "  ", "?"] { #expect(search.questions(matching: text).questions == search.questions) }
    #expect(search.search("").items.isEmpty)
  }

  @Test func questionsAreFoundByTheirWordsAndByTheirTools() throws {
    let search = try search()
    #expect(search.questions(matching: "belasting").questions.map(\.origin) == [.tool("scan")])
    #expect(search.questions(matching: "busy").questions.first?.origin == .topic("pressure"))
    #expect(
      search.questions(matching: "gespreksformulier").questions.map(\.origin).contains(.starter("busy")))
    #expect(search.questions(matching: "belastign").questions.map(\.origin) == [.tool("scan")])
  }
}

/// The finder's rows.
@Suite struct QuestionTests {
  @Test func situationsThenTopicsThenTools() throws {
    let questions = Question.all(in: try SampleToolbox.load())
    #expect(
      questions.map(\.origin) == [
        .starter("busy"), .topic("pressure"), .topic("talk"), .topic("lead"), .tool("scan"),
        .tool("talk-form"),
        .tool("lead-plan"),
      ])
    #expect(questions.first?.about.english == "Too busy")
    #expect(questions.first?.text.dutch == "Waar beginnen we?")
  }

  @Test func withdrawnToolsAnswerNothing() throws {
    let questions = Question.all(in: try SampleToolbox.load())
    #expect(questions.first { $0.origin == .starter("busy") }?.tools == ["scan", "talk-form"])
    #expect(questions.first { $0.origin == .topic("talk") }?.tools == ["scan", "talk-form"])
    #expect(questions.first { $0.origin == .topic("lead") }?.tools == ["lead-plan"])
  }

  @Test func whatNoToolInUseAnswersIsLeftOut() throws {
    let text = try SampleToolbox.damaged(#""topics": ["lead"], "focus""#, #""topics": ["talk"], "focus""#)
    #expect(!Question.all(in: try SampleToolbox.load(text)).map(\.origin).contains(.topic("lead")))
  }

  @Test func aTopicWithoutAQuestionIsLeftOut() throws {
    let text = try SampleToolbox.damaged(
      #""question": {"nl": "Hoe praten we?", "en": "How do we talk?"}"#, #""question": null"#)
    let questions = Question.all(in: try SampleToolbox.load(text))
    #expect(!questions.map(\.origin).contains(.topic("talk")))
    #expect(questions.map(\.origin).contains(.topic("lead")))
  }
}
