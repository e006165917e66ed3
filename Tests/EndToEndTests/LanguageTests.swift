import JOIModel
import Testing

/// Dutch and English, and what is said in neither.
@Suite("Languages")
struct LanguageTests {
  @Test(
    "T21: the language is that of the locale, else Dutch; --lang wins",
    arguments: [
      (["LANG": "nl_NL.UTF-8"], [], Language.dutch), (["LANG": "en_GB.UTF-8"], [], .english),
      (["LANG": "en_US.UTF-8", "LC_ALL": "nl_BE.UTF-8"], [], .dutch), (["LANG": "C"], [], .dutch),
      (["LANG": "de_DE.UTF-8"], [], .dutch), (["LANG": ""], [], .dutch),
      (["LANG": "nl_NL.UTF-8"], ["--lang", "en"], .english),
    ])
  func language(_ variables: [String: String], _ arguments: [String], _ expected: Language) throws {
    let joi = try Joi().with(variables)
    let tmux = arguments.isEmpty ? try joi.open() : try joi.open(arguments[0], arguments[1])
    try tmux.wait("Home in that language") { $0.contains(expected.text(.homeWelcome)) }
    let screen = try tmux.press("1", until: expected.text(.allTools))
    #expect(screen.contains(expected == .dutch ? "Noordpijler" : "North pillar"))
  }

  @Test("T21: L switches interface and content at once, and the cursor stays on its tool")
  func switching() throws {
    let tmux = try Joi().open(width: 120, height: 30)
    try tmux.openFirstTopic()
    let dutch = try tmux.press("Down", untilSelected: "Betawijzer")
    let english = try tmux.press("L", untilSelected: "Beta guide")
    for (nl, en) in [
      ("Noordpijler", "North pillar"), ("Appelteelt", "Apple growing"),
      (Language.dutch.text(.tabOverview), Language.english.text(.tabOverview)),
      (Language.dutch.text(.allTools), Language.english.text(.allTools)),
      (
        FiveQuestions.workings.heading(in: .dutch), FiveQuestions.workings.heading(in: .english)
      ), (" \(Language.dutch.text(.commandHelp))", " \(Language.english.text(.commandHelp))"),
    ] {
      #expect(dutch.contains(nl) && !dutch.contains(en), "\(nl)")
      #expect(english.contains(en) && !english.contains(nl), "\(en)")
    }
    let again = try tmux.press("L", untilSelected: "Betawijzer")
    #expect(again.middle == dutch.middle && again.cursor == dutch.cursor)
  }

  @Test(
    "The language that was changed to is there again next time, whatever the locale; --lang wins once more")
  func remembered() throws {
    let joi = try Joi()
    let first = try joi.open()
    try first.press("L", until: Language.english.text(.homeWelcome))
    try first.send("C-c")
    #expect(try first.ended() == 0)
    try joi.open().wait("English again") { $0.contains(Language.english.text(.homeWelcome)) }
    let asked = try joi.open("--lang", "nl")
    try asked.wait("Dutch, as asked for") { $0.contains(Language.dutch.text(.homeWelcome)) }
  }

  @Test("T21: L on a page keeps the part that is read")
  func switchingOnAPage() throws {
    let tmux = try Joi().open()
    try tmux.openFirstTopic()
    try tmux.press("Enter", until: FiveQuestions.question.heading(in: .dutch))
    var screen = try tmux.screen()
    while !screen.row(2).hasPrefix(" \(FiveQuestions.workings.heading(in: .dutch))") {
      let last = screen
      screen = try tmux.press("Down", until: "the next line") { $0.middle != last.middle }
    }
    screen = try tmux.press("L", until: FiveQuestions.workings.heading(in: .english))
    #expect(screen.row(2).contains(FiveQuestions.workings.heading(in: .english)), "\(screen)")
  }

  @Test("T21: what is missing in a language is shown in the other, marked")
  func fallback() throws {
    var fixture = Fixture()
    fixture.tools[0]["name"] = "Alleen Nederlands"
    let listed = try Joi(fixture).run("list", "--lang", "en").lines.first { $0.hasPrefix("alfa\t") }
    #expect(listed?.contains("Alleen Nederlands (NL)\t") == true)
    #expect(try Joi(fixture).run("list", "--lang", "nl").output.contains("alfa\tAlleen Nederlands\t"))
  }

  @Test(
    "LANG=C: lines and signs are ASCII; without any locale they are not",
    arguments: ["C", "POSIX", "nl_NL", ""])
  func asciiLines(_ locale: String) throws {
    // Signs from arrows to dingbats, box drawing among them; texts keep their accents.
    func signs(_ screen: Screen) -> [Character] {
      screen.text.filter {
        $0.unicodeScalars.contains { (0x2190...0x2BFF).contains($0.value) || $0 == "…" || $0 == "›" }
      }
    }
    let tmux = try Joi().with(["LANG": locale]).open(width: 120, height: 30)
    var screens = [try tmux.screen()]
    try tmux.openFirstTopic()
    screens.append(try tmux.screen())
    screens.append(try tmux.press("Enter", until: FiveQuestions.question.heading(in: .dutch)))
    screens.append(try tmux.press("u", until: "https://"))
    screens.append(try tmux.press("2", until: "Zuidpijler"))
    screens.append(try tmux.press("?", until: Language.dutch.text(.helpHere)))
    for screen in screens.prefix(3) + screens.suffix(2) {
      if locale.isEmpty {
        #expect(!signs(screen).isEmpty, "\(screen)")
      } else {
        #expect(signs(screen).isEmpty, "\(signs(screen))\n\(screen)")
        #expect(screen.row(1).hasPrefix("-"))
      }
    }
    if !locale.isEmpty { #expect(signs(screens[3]).isEmpty, "the address sheet\n\(screens[3])") }
  }
}
