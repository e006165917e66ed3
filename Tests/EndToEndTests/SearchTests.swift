import JOIModel
import Testing

/// Searching, as one types, in lists and in a text.
@Suite("Search")
struct SearchTests {
  private let dutch = Language.dutch

  private func search(_ words: String) throws -> Tmux {
    let tmux = try Joi().open()
    try tmux.press("1", until: "Appelteelt")
    try tmux.press("/", until: dutch.text(.searchTools))
    try tmux.type(words)
    return tmux
  }

  @Test(
    "T7: accents, case, language and word order do not matter, and one typo is forgiven",
    arguments: [
      ("coordinator", "Deltaspel"), ("COÖRDINATOR", "Deltaspel"), ("kaarten telt", "Deltaspel"),
      ("alpha gauge", "Alfameter"), ("alfamoter", "Alfameter"), ("werking77", "Alfameter"),
    ])
  func finds(_ words: String, _ tool: String) throws {
    let tmux = try search(words)
    let screen = try tmux.wait("\(tool) for \(words)") { $0.contains(tool) }
    #expect(screen.contains(dutch.count(1, .searchHit, .searchHits)), "\(screen)")
    try tmux.send("Enter")
    try tmux.wait("the tool's page") {
      $0.contains(FiveQuestions.question.heading(in: dutch)) && $0.contains(tool)
    }
  }

  @Test("T7: what is not there is said, and Esc gives back the view")
  func findsNothing() throws {
    let tmux = try Joi().open()
    try tmux.openFirstTopic()
    let before = try tmux.press("Down", untilSelected: "Betawijzer")
    try tmux.press("/", until: dutch.text(.searchTools))
    try tmux.type("zzzzqqq")
    try tmux.wait("no hits") { $0.contains(dutch.text(.searchHits, "0")) }
    let after = try tmux.press("Escape", untilSelected: "Betawijzer")
    #expect(after.middle == before.middle)
  }

  @Test("T7: in a text n and N go from match to match, which is marked by more than colour")
  func matchesInText() throws {
    let tmux = try Joi().with(["NO_COLOR": "1"]).open()
    try tmux.press("1", until: "Appelteelt")
    try tmux.select("Bessenpluk")
    try tmux.press("Enter", untilSelected: "Betawijzer")
    try tmux.press("Down", untilSelected: "Deltaspel")
    try tmux.press("Enter", until: FiveQuestions.background.heading(in: dutch))
    try tmux.press("/", until: dutch.text(.findPrompt))
    try tmux.type("coordinator")
    try tmux.press("Enter", until: "the first match") {
      !$0.contains(dutch.text(.findPrompt)) && $0.row($0.cursor.y).contains("coördinator telt")
    }
    let marked = try #require(try tmux.attributed().first { $0.contains("coördinator") })
    let sequence = try #require(marked.firstRange(of: "coördinator")).lowerBound
    let style = marked[..<sequence].split(separator: "\u{1B}[").last ?? ""
    #expect(
      style.hasSuffix("m") && style.contains("4"), "the match is underlined: \(marked.debugDescription)")
    try tmux.press("n", until: "the second match") { $0.row($0.cursor.y).contains("Weer is de coördinator") }
    try tmux.press("N", until: "the first match") { $0.row($0.cursor.y).contains("coördinator telt") }
  }

  @Test("T7: search on the command line answers with the tool, and with 1 where there is none")
  func commandLine() throws {
    let joi = try Joi()
    let found = try joi.run("search", "coordinator")
    #expect(
      found.ending == .exited(0) && found.lines.count == 1 && found.output.hasPrefix("delta\t"), "\(found)")
    let none = try joi.run("search", "zzzzqqq")
    #expect(none.ending == .exited(1) && none.output.isEmpty && none.complaints.count == 1, "\(none)")
  }
}
