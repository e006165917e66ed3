import Foundation
import JOIModel
import Testing

/// The reports at the desk.
@Suite("Desk on screen: reports")
struct DeskScreenReportTests {
  private let dutch = Language.dutch

  /// bert asked and answered, anna asked; eva only reads.
  private var forum: LiveForum {
    var forum = LiveForum(daysAgo: 5)
    let one = forum.ask("Vraag een", by: "anna", tools: ["alfa"])
    let answer = forum.reply("Zo.", by: "bert", in: one)
    forum.add("answer", by: "anna", ["thread": .text(one), "post": .text(answer)])
    forum.add("like", by: "anna", ["post": .text(answer)])
    forum.ask("Vraag twee", by: "bert", theme: "taal")
    forum.ask("Wie begint?", by: "dina")
    forum.add("flag", by: "anna", room: "meldingen", ["post": .text(answer), "reason": "dubbel"])
    let hidden = forum.ask("Vraag drie", by: "bert")
    forum.add("hide", by: "dina", ["target": .text(hidden), "reason": "dubbel geplaatst"])
    forum.ask("Stille tarieven", by: "anna", theme: "tarieven", room: "bedrijven", tools: ["alfa"])
    return forum
  }

  @Test("F20: Bijdragen counts who adds what, and lists the member who only reads")
  func contributions() throws {
    let tmux = try Joi(forum: forum).openDesk()
    try tmux.openReport(.deskContributions, fromTheEnd: 2)
    try chooseAll(tmux)
    var screen = try tmux.press("t", until: "the members") { $0.shows("Onderzoeker") }
    func cells(_ name: String) -> [String] {
      Array(screen.line(name).split(separator: " ").map(String.init).drop { Int($0) == nil }.prefix(4))
    }
    #expect(cells("Adviseur") == ["2", "0", "0", "0"], "\(screen)")
    #expect(cells("Teamleider") == ["1", "1", "1", "1"], "\(screen)")
    #expect(cells("Onderzoeker") == ["0", "0", "0", "0"], "\(screen)")
    #expect(screen.line("Onderzoeker").contains(dutch.text(.reportNever)))
    screen = try tmux.press("f", until: "only the silent") { !$0.shows("Teamleider") }
    #expect(screen.shows("Onderzoeker") && !screen.shows("Adviseur") && !screen.shows("Dina"))
    #expect(screen.shows(dutch.text(.reportSilent)))
  }

  @Test("F21: Effect shows the numbers of `joi-tui report --format json`, of this quarter and of all time")
  func effect() throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.terminal("exec $JOI --as dina", width: 110, height: 60)
    try tmux.enterDesk()
    var screen = try tmux.openReport(.deskEffect, fromTheEnd: 1)
    try compare(report(joi), screen)
    screen = try chooseAll(tmux)
    let all = try report(joi, "--period", "all")
    try compare(all, screen)
    #expect(all["questions"] as? Int == 3 && all["seeds"] as? Int == 1 && all["hidden"] as? Int == 1)
    #expect(all["flags"] as? Int == 1)
    #expect(!screen.text.lowercased().contains("nan"))
    // What each number counts stands in help.
    let help = try tmux.press("?", until: dutch.text(.helpFigures))
    #expect(help.shows(dutch.text(.effectQuestions)))
  }

  /// Goes on to all time: the quarter may have turned within the last days.
  @discardableResult
  private func chooseAll(_ tmux: Tmux) throws -> Screen {
    var screen = try tmux.screen()
    while !screen.row(1).contains(dutch.text(.periodAll)) {
      let row = screen.row(1)
      screen = try tmux.press("P", until: "another period") { $0.row(1) != row }
    }
    return screen
  }

  /// The last period of a report.
  private func report(_ joi: Joi, _ arguments: String...) throws -> [String: Any] {
    let result = try joi.run(["report", "--as", "dina", "--format", "json"] + arguments)
    #expect(result.ending == .exited(0), "\(result)")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any])
    return try #require((root["periods"] as? [[String: Any]])?.last)
  }

  private func compare(_ figures: [String: Any], _ screen: Screen) throws {
    let rows: [(String, Message)] = [
      ("questions", .effectQuestions), ("answered", .effectAnswered),
      ("answeredInTime", .effectAnsweredInTime), ("marked", .effectMarked),
      ("medianWait", .effectMedianWait), ("longWait", .effectLongWait), ("responders", .effectResponders),
      ("activeMembers", .effectActiveMembers), ("activeOrganisations", .effectActiveOrganisations),
      ("activeElsewhere", .effectActiveElsewhere), ("seeds", .effectSeeds), ("hidden", .effectHidden),
      ("retracted", .effectRetracted), ("flags", .effectFlags), ("flagWait", .effectFlagWait),
    ]
    for (key, name) in rows {
      let label = dutch.text(name)
      // Followed by two blanks, or it is the beginning of another name.
      let row = try #require(screen.middle.first { $0.hasPrefix(" \(label)  ") }, "\(label): \(screen)")
      let shown = row.dropFirst(label.count + 1).trimming(" ")
      let wanted = text(try #require(figures[key], "\(key)"), isShare: !["responders"].contains(key))
      #expect(shown == wanted || shown.hasPrefix("\(wanted) "), "\(key): \(shown), not \(wanted)")
    }
    for case let count as [String: Any] in figures["themes"] as? [Any] ?? [] {
      let (name, threads) = (count["name"] as? String ?? "", count["threads"] as? Int ?? -1)
      let row = screen.middle.first { $0.hasPrefix(" \(name)  ") } ?? ""
      #expect(row.dropFirst(name.count + 1).trimming(" ").hasPrefix("\(threads)"), "\(name): \(row)")
    }
  }

  /// A figure of the JSON in the words of the screen, written down anew.
  private func text(_ figure: Any, isShare: Bool) -> String {
    guard let rate = figure as? [String: Any] else { return "\(figure)" }
    let n = rate["n"] as? Int ?? -1
    guard let value = rate["value"] as? Double else { return "n.v.t. (n=\(n))" }
    func decimal(_ value: Double) -> String {
      value < 9.95
        ? String(format: "%.1f", value).replacing(".", with: ",") : String(format: "%.0f", value)
    }
    guard let isAtLeast = rate["atLeast"] as? Bool else {
      return "\(isShare ? String(format: "%.0f%%", value * 100) : decimal(value)) (n=\(n))"
    }
    return "\(isAtLeast ? "≥ " : "")\(decimal(value)) u (n=\(n))"
  }

  @Test("F22: the digest at the desk has no title from a room that is not for all, and can be taken along")
  func digest() throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.terminal("exec $JOI --as dina", width: 110, height: 60)
    try tmux.enterDesk()
    #expect(try tmux.screen().shows("Stille tarieven"), "the facilitator sees it")
    let screen = try tmux.openReport(.deskDigest, fromTheEnd: 0)
    #expect(screen.shows("Vraag een") && screen.shows("Vraag twee"))
    for word in ["Stille", "arieven", "Vraag drie"] { #expect(!screen.contains(word), "\(word)") }
    let printed = try joi.run("digest", "--as", "dina")
    for line in printed.lines where line.hasPrefix("* ") {
      #expect(screen.shows(String(line.dropFirst(2))), "\(line)")
    }
    try tmux.press("e", until: dutch.text(.sheetIntro))
    try tmux.press("Enter", until: "the file") { $0.notice.contains("joi-weekbericht") }
    let file = try #require(TemporaryFolder.names(in: joi.workFolder).first)
    let text = try File.text("\(joi.workFolder)/\(file)")
    #expect(text.contains("Vraag een") && !text.contains("Stille"))
  }
}
