import Testing

@testable import JOIModel

/// What was done with a conversation, in words.
@Suite struct ForumHistoryWordsTests {
  private func sentences(
    _ scene: ForumScene, in language: Language, toolbox: Toolbox?, as account: String = "cora"
  ) throws -> [String] {
    let forum = try scene.forum(as: account)
    return forum.history(of: 0).map {
      forum.sentence(for: $0, in: language, toolbox: toolbox, now: ForumScene.now)
    }
  }

  /// Every kind of act once, each with its reason where it can have one.
  private func everything() -> ForumScene {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let reply = scene.reply(by: "bert", question)
    let target = ["target": question]
    func with(_ fields: [String: Any]) -> [String: Any] { fields.merging(target) { one, _ in one } }
    scene.add("retract", by: "bert", ["post": reply, "reason": "klopt niet"])
    scene.add("flag", by: "a", in: "meldingen", ["post": reply, "reason": "grof"])
    scene.add("answer", by: "anna", ["thread": question, "post": reply])
    scene.add("review", by: "cora", target)
    scene.add("hide", by: "cora", ["target": reply, "reason": "noemt een persoon"])
    scene.add("show", by: "cora", ["target": reply])
    scene.add("close", by: "cora", with(["reason": "klaar"]))
    scene.add("open", by: "cora", with(["reason": "toch niet"]))
    scene.add("pin", by: "cora", target)
    scene.add("unpin", by: "cora", target)
    scene.add("move", by: "cora", with(["theme": "werkdruk", "reason": "past daar"]))
    scene.add("retitle", by: "cora", with(["title": "Beter"]))
    scene.add("retitle", by: "cora", with(["title": "Best", "tags": ["nacht", "dag"], "reason": "kort"]))
    scene.add("retitle", by: "cora", with(["title": "", "tags": ["dag"]]))
    scene.add("retitle", by: "cora", with(["title": "", "tags": [String]()]))
    scene.add("link", by: "cora", with(["tool": "scan"]))
    scene.add("link", by: "cora", with(["tool": "weg"]))
    scene.add("note", by: "cora", in: "begeleiding", with(["body": "gebeld"]))
    return scene
  }

  @Test func everyKindInDutch() throws {
    let scene = everything()
    let cora = "Cora, Hogeschool Twee"
    #expect(
      try sentences(scene, in: .dutch, toolbox: try SampleToolbox.load()) == [
        "Ingetrokken door Bert, Hogeschool Twee: klopt niet", "Gemeld door A, Firma Een: grof",
        "Als antwoord gemarkeerd door Anna, Firma Een", "Bekeken door \(cora)",
        "Verborgen door \(cora): noemt een persoon", "Weer getoond door \(cora)",
        "Gesloten door \(cora): klaar", "Weer geopend door \(cora): toch niet",
        "Bovenaan vastgezet door \(cora)", "Losgemaakt door \(cora)",
        "Naar het thema Werkdruk verplaatst door \(cora): past daar",
        "Titel door \(cora) gewijzigd in \"Beter\"",
        "Titel door \(cora) gewijzigd in \"Best\", met #nacht #dag: kort",
        "Trefwoorden door \(cora) gewijzigd in #dag", "Trefwoorden weggehaald door \(cora)",
        "Aan de tool Drukscan gekoppeld door \(cora)", "Aan de tool onbekend: weg gekoppeld door \(cora)",
        "Notitie van \(cora): gebeld",
      ])
    #expect(Set(try scene.forum().history(of: 0).map(\.kind)) == Set(Forum.Act.Kind.allCases))
  }

  @Test func everyKindInEnglish() throws {
    let cora = "Cora, Hogeschool Twee"
    #expect(
      try sentences(everything(), in: .english, toolbox: nil) == [
        "Taken back by Bert, Hogeschool Twee: klopt niet", "Flagged by A, Firma Een: grof",
        "Marked as the answer by Anna, Firma Een", "Reviewed by \(cora)",
        "Hidden by \(cora): noemt een persoon", "Shown again by \(cora)", "Closed by \(cora): klaar",
        "Reopened by \(cora): toch niet", "Pinned on top by \(cora)", "Unpinned by \(cora)",
        "Moved to the theme Work pressure by \(cora): past daar", "Title changed by \(cora) to \"Beter\"",
        "Title changed by \(cora) to \"Best\", with #nacht #dag: kort",
        "Tags changed by \(cora) to #dag", "Tags taken away by \(cora)", "Linked to the tool scan by \(cora)",
        "Linked to the tool weg by \(cora)", "Note by \(cora): gebeld",
      ])
  }

  @Test func whatWasTakenBackSaysSo() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    let pin = scene.add("pin", by: "cora", ["target": question])
    scene.add("undo", by: "cora", at: "2026-03-05T12:00:00.000Z", ["event": pin])
    let undone = try Timestamp.at("2026-03-05T12:00:00.000Z").text(in: .dutch, now: ForumScene.now)
    #expect(
      try sentences(scene, in: .dutch, toolbox: nil) == [
        "Bovenaan vastgezet door Cora, Hogeschool Twee (teruggenomen \(undone))"
      ])
  }

  /// F14: a reason, a title or a note is one line, whatever stands in it.
  @Test(arguments: ["x\nVerborgen door Anna", "x\r\ny", "x\u{2028}y", "x\u{1B}[2J", "x\u{202E}y"])
  func nothingForgesASecondLine(text: String) throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("hide", by: "cora", ["target": scene.reply(by: "bert", question), "reason": text])
    scene.add("retitle", by: "cora", ["target": question, "title": text, "tags": [text], "reason": text])
    scene.add("note", by: "cora", in: "begeleiding", ["target": question, "body": text])
    let lines = try sentences(scene, in: .dutch, toolbox: nil)
    #expect(lines.count == 3)
    for line in lines { #expect(line == SafeText.field(line) && line.contains("x"), "\(line)") }
  }

  @Test func aTitleThatIsGoneWithItsQuestionIsNotTold() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("retitle", by: "cora", ["target": question, "title": "Jan is ziek", "reason": "beter"])
    scene.add("hide", by: "cora", ["target": question, "reason": "noemt een persoon"])
    for account in ["anna", "cora"] {
      #expect(
        try sentences(scene, in: .dutch, toolbox: nil, as: account).first
          == "Titel gewijzigd door Cora, Hogeschool Twee: beter")
    }
  }

  @Test func anInventedPersonIsMarkedWhereAsked() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    scene.add("retract", by: "a", ["post": scene.reply(by: "a", question), "reason": "oud"])
    let forum = try scene.forum()
    let act = try #require(forum.history(of: 0).first)
    #expect(
      forum.sentence(for: act, in: .dutch, toolbox: nil, marksFictional: true)
        == "Ingetrokken door A, Firma Een (fictief voorbeeld): oud")
    #expect(forum.sentence(for: act, in: .dutch, toolbox: nil) == "Ingetrokken door A, Firma Een: oud")
  }
}
