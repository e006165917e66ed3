import Testing

@testable import JOIModel

/// What resembles a question before it is sent.
@Suite struct SimilarTests {
  private func similar(_ text: String, _ forum: Forum, limit: Int = 5) -> [String] {
    PostIndex(forum).similar(to: text, in: forum, limit: limit).map { forum.id(forum.threads[$0].question) }
  }

  /// Twenty conversations on all sorts of things, so that words have something to be rare among.
  private func background(_ scene: inout ForumScene) {
    for number in 0..<20 {
      let question = scene.thread(
        by: "anna", title: "Vraag over onderwerp\(number)",
        body: "Wie heeft ervaring met onderwerp\(number) in het magazijn, en wat werkt?")
      scene.reply(by: "bert", question, body: "Bij ons werkt roosteren door chauffeurs zelf.")
    }
  }

  @Test func theQuestionWithTheSameRareWordsIsAlike() throws {
    var scene = ForumScene()
    background(&scene)
    let rosters = scene.thread(
      by: "bert", title: "Chauffeurs betrekken bij roosteren", body: "Onze planners maken het rooster alleen."
    )
    let forum = try scene.forum()
    let question = "Hoe betrekken jullie chauffeurs bij het roosteren? Wie heeft ervaring?"
    // Those whose replies speak of it are not alike: the question is what counts.
    #expect(similar(question, forum) == [rosters])
    #expect(similar("Chauffeurs betrekken bij roosteren", forum) == [rosters])
  }

  @Test func nothingIsAlikeWhereOnlyCommonWordsAre() throws {
    var scene = ForumScene()
    background(&scene)
    let forum = try scene.forum()
    #expect(similar("Wie heeft ervaring met het magazijn", forum) == [])
    #expect(similar("Zeppelins en onderwaterboten", forum) == [])
    #expect(similar("", forum) == [])
    // One rare word that both have is little beside the others.
    #expect(similar("onderwerp3 xylofoon", forum).count == 1)
    #expect(similar("onderwerp3 onderwerp4 onderwerp5 onderwerp6 onderwerp7 onderwerp8", forum) == [])
  }

  @Test func theMostAlikeComeFirstAndNoMoreThanAsked() throws {
    var scene = ForumScene()
    background(&scene)
    let body = scene.thread(by: "anna", title: "Een vraag", body: "nachtdienst slapen vrachtwagen")
    let title = scene.thread(by: "anna", title: "Nachtdienst slapen vrachtwagen", body: "Hoe?")
    let part = scene.thread(by: "anna", title: "Nachtdienst en slapen", body: "Hoe?")
    let forum = try scene.forum()
    #expect(similar("nachtdienst slapen vrachtwagen", forum) == [title, part, body])
    #expect(similar("nachtdienst slapen vrachtwagen", forum, limit: 1) == [title])
  }

  @Test func onlyWhatStandsThereNowIsAlike() throws {
    var scene = ForumScene()
    background(&scene)
    let edited = scene.thread(by: "anna", title: "Een vraag", body: "nachtdienst vrachtwagen")
    scene.add("edit", by: "anna", ["post": edited, "body": "zomerfeest organiseren"])
    let hidden = scene.thread(by: "anna", title: "Nachtdienst vrachtwagen", body: "Hoe?")
    scene.add("hide", by: "cora", ["target": hidden, "reason": "x"])
    let forum = try scene.forum()
    #expect(similar("nachtdienst vrachtwagen", forum) == [])
    #expect(similar("zomerfeest organiseren", forum) == [edited])
  }

  @Test func toolsAreAlikeByTheSameMeasure() throws {
    let search = ToolboxSearch(try SampleToolbox.load())
    #expect(search.similar(to: "Waar knelt de belasting? Een scan voor magazijnen", limit: 5).first == "scan")
    #expect(search.similar(to: "Zeppelins en onderwaterboten", limit: 5) == [])
    let real = ToolboxSearch(
      try ToolboxLoader.load(
        Array(try readFile("\(checkout.path)/data/toolbox.json").utf8), file: "toolbox.json"))
    let found = real.similar(
      to: "Onze chauffeurs willen zelf hun rooster maken. Welke tool helpt bij zelfroosteren?", limit: 5)
    #expect(!found.isEmpty && found.count <= 5)
    #expect(found.first?.contains("rooster") ?? false, "\(found)")
  }
}
