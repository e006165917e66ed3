import JOIModel
import Testing

/// The file changes while the program runs.
@Suite("Live reload")
struct LiveReloadTests {
  private let dutch = Language.dutch

  @Test(
    "A new toolbox.json is on the screen without a key, and the cursor stays on its tool",
    arguments: [true, false])
  func replaced(_ isRenamed: Bool) throws {
    let joi = try Joi()
    let tmux = try joi.open()
    try tmux.openFirstTopic()
    try tmux.press("Down", untilSelected: "Betawijzer")
    var fixture = Fixture()
    fixture.tools[1]["name"] = "Betawijzer nieuw"
    var new = fixture.tools[0]
    new["id"] = "aanwinst"
    new["name"] = "Aanwinst"
    fixture.tools.insert(new, at: 0)
    if isRenamed {
      try joi.write(fixture.source)
    } else {
      try File.write(fixture.source, to: joi.toolboxFile)
    }
    let screen = try tmux.wait("the new data") {
      $0.selected.hasPrefix("Betawijzer nieuw") && $0.contains("Aanwinst")
    }
    #expect(screen.contains(dutch.text(.noticeReloaded)))
  }

  @Test("A broken toolbox.json is told, the old one stays, and a mended one is taken")
  func brokenAndMended() throws {
    let joi = try Joi()
    let tmux = try joi.open()
    try tmux.openFirstTopic()
    let before = try tmux.screen()
    try joi.write(String(Fixture().source.dropLast(30)))
    let told = try tmux.wait("the fault told") {
      $0.contains(dutch.text(.findingSyntax)) || $0.row(28).contains("toolbox.json")
    }
    #expect(told.middle == before.middle)
    var fixture = Fixture()
    fixture.tools[0]["name"] = "Alfameter hersteld"
    try joi.write(fixture.source)
    try tmux.wait("the mended data") { $0.selected.hasPrefix("Alfameter hersteld") }
  }

  @Test("A page whose tool is gone closes, and what was below it is there")
  func goneTool() throws {
    let joi = try Joi()
    let tmux = try joi.open()
    try tmux.openFirstTopic()
    try tmux.press("Enter", until: FiveQuestions.question.heading(in: dutch))
    var fixture = Fixture()
    fixture.tools.removeFirst()
    try joi.write(fixture.source)
    let screen = try tmux.wait("the list without it") { $0.selected.hasPrefix("Betawijzer") }
    #expect(!screen.contains("Alfameter"))
  }
}
