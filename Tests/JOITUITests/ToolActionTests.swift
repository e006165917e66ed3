import JOIModel
import Testing

@testable import JOITUI

/// What can be done with a tool: save, note, mark, compare, take its address or itself along.
@Suite struct ToolActionTests {
  @Test func savingIsShownKeptAndUndone() {
    var session = Session()
    session.press("1 Enter s")
    #expect(session.effects.contains(.change(.save("zelfroosteren"))))
    #expect(session.cursorLine.contains("★ Zelfroosteren"))
    session.press("s")
    #expect(session.effects.contains(.change(.remove("zelfroosteren"))))
    #expect(session.state.workspace.selection.entries.isEmpty)
  }

  @Test func aNoteSavesTheToolAndIsShown() {
    var session = Session()
    session.press("1 Enter o text:eerst_de_planner Enter")
    #expect(session.effects.contains(.change(.note("zelfroosteren", "eerst de planner"))))
    session.press("Enter")
    #expect(session.text.contains("Eigen notitie: eerst de planner"))
    session.press("0 S")
    #expect(session.text.contains("eerst de planner"))
  }

  @Test func aNoteCanBeLeftAlone() {
    var session = Session()
    session.press("1 Enter o text:toch_niet Esc")
    #expect(session.effects.isEmpty)
    #expect(session.screenName == "ToolboxScreen")
  }

  @Test func comparingNeedsTwo() {
    var session = Session()
    session.press("1 Enter Space =")
    #expect(session.text.contains("Markeer eerst twee"))
    session.press("Down Space =")
    #expect(session.screenName == "CompareScreen")
    for heading in FiveQuestions.allCases.prefix(3) {
      #expect(session.text.contains(heading.heading(in: .dutch)))
    }
    #expect(session.lines[2].contains("Zelfroosteren") && session.lines[2].contains("WEBA"))
  }

  @Test func noMoreThanFitAreMarked() {
    var session = Session()
    session.press("1 Enter Space Down Space Down Space Down Space Down Space")
    #expect(session.state.workspace.marked.count == CompareScreen.maximalCount)
    #expect(session.text.contains("meer past niet"))
  }

  @Test func theAddressStandsWholeAndUnbroken() throws {
    for width in [60, 80, 110] {
      var session = Session(Size(width: width, height: 24))
      session.press("1 Enter Down u")
      let url = try #require(Session.toolbox.tool("weba-methode")?.links.first?.url)
      #expect(session.lines.joined().contains(url))
    }
  }

  @Test func withoutUTF8TheAddressStandsAloneAndSaysWhy() {
    var session = Session(isASCII: true)
    session.press("1 Enter Down u")
    #expect(session.text.contains("Een QR-code vraagt om UTF-8"))
    #expect(!session.text.contains("█"))
  }

  @Test func theMouseIsLetGoWhileAnAddressIsShown() {
    var session = Session()
    session.press("1 Enter u")
    #expect(session.effects.last == .setMouse(false))
    session.press("Esc")
    #expect(session.effects.last == .setMouse(true))
  }

  @Test func theClipboardGetsTheAddressOnlyWhenAsked() throws {
    var session = Session()
    session.press("1 Enter Enter Esc u Esc")
    #expect(!session.effects.contains { if case .copy = $0 { true } else { false } })
    session.press("y")
    let url = try #require(Session.toolbox.tool("zelfroosteren")?.links.first?.url)
    #expect(session.effects.last == .copy(url))
    #expect(session.text.contains("Naar je terminal gestuurd"))
  }

  @Test func aToolWithoutAnAddressSaysSo() {
    var session = Session()
    session.press("/ text:ubos Enter u")
    #expect(session.text.contains("Deze tool heeft geen adres"))
  }

  @Test func exportOffersToolTopicAndSelection() {
    var session = Session()
    session.press("1 Enter Down s e")
    for title in ["WEBA-methode", "Taken en functies", "Mijn selectie"] {
      #expect(session.text.contains(title))
    }
    #expect(session.text.contains("ssh host joi-tui export tool weba-methode --lang nl --format html"))
    session.press("Enter")
    guard case .export(let name, "html", let text)? = session.effects.last else {
      Issue.record("\(String(describing: session.effects.last))")
      return
    }
    #expect(name == "joi-weba-methode")
    #expect(text.contains("<h2 id=\"weba-methode\">"))
    #expect(session.text.contains("Geschreven: joi-weba-methode.html"))
  }

  @Test func aFailedWriteIsToldAndTheProgramGoesOn() {
    var session = Session()
    session.press("1 Enter s")
    session.send(.saveFailed("No space left on device"))
    #expect(session.text.contains("! Niet bewaard op schijf: No space left on device"))
    session.press("Down")
    #expect(session.cursorLine.contains("WEBA"))
  }

  @Test func aWithdrawnToolIsReachedByItsIdAndNamesTheReplacement() {
    var session = Session()
    session.press("1 Enter")
    #expect(!session.text.contains("UBOS"))
    session.press("/ text:ubos Enter")
    #expect(session.text.contains("! ingetrokken"))
    #expect(session.text.contains("Burnout Assessment Tool (BAT)"))
  }

  @Test func homeTellsOfAWithdrawnToolInTheSelection() {
    var selection = Selection()
    selection.apply(.save("ubos"))
    let session = Session(selection: selection)
    #expect(session.text.contains("Ingetrokken: Utrechtse Burnout Schaal (UBOS); gebruik Burnout Assessment"))
  }

  @Test func aToolThatIsGoneStaysInTheSelectionUntilTakenOut() {
    var selection = Selection()
    selection.apply(.save("bestaat-niet-meer"))
    var session = Session(selection: selection)
    session.press("S")
    #expect(session.text.contains("bestaat-niet-meer (staat niet meer"))
    session.press("s")
    #expect(session.state.workspace.selection.entries.isEmpty)
  }

  /// What the screens show to be typed elsewhere is what the kiosk does.
  @Test func theKioskTakesTheCommandsThatItShows() throws {
    var shown: Set<String> = []
    let sheets = [
      "Up Up Enter e", "Up Up Enter t f e", "Up Up Enter f f f e", "Up Up Enter O e", "Up Enter e",
      "Up Enter P e",
    ]
    for one in SnapshotTests.cases
      + sheets.map({ SnapshotTests.Case(name: $0, keys: "5 Left End \($0)", account: "dina") })
    {
      var session = Session(
        Size(width: 200, height: 40), forum: one.account.map { ForumFixture(as: $0) }, isKiosk: true)
      session.press(one.keys)
      #expect(!session.text.contains(Language.dutch.text(.sheetIntro)), "\(one): no file is made here")
      if sheets.contains(one.name) {
        #expect(!session.text.contains(Language.dutch.text(.exportFetch)), "\(one): there is no other way")
      }
      for line in session.lines {
        guard let start = line.range(of: "ssh host ") else { continue }
        let words = line[start.upperBound...].split(separator: " > ")
        let command = try #require(words.first)
        #expect(throws: Never.self, "\(command)") { try RemoteCommand(Array(command.utf8)) }
        shown.insert(command.split(separator: " ").prefix(3).joined(separator: " "))
      }
    }
    #expect(
      shown.isSuperset(of: [
        "joi-tui export tool", "joi-tui digest --since", "joi-tui report effect",
        "joi-tui report contributions",
      ]), "\(shown)")
  }

  @Test func theKioskWritesNoFileAndIsNotSuspended() {
    var session = Session(isKiosk: true)
    session.press("1 Enter Enter e Enter")
    #expect(session.effects.isEmpty, "\(session.effects)")
    #expect(session.text.contains("Hier wordt geen bestand gemaakt"))
    #expect(session.text.contains("ssh host joi-tui export"))
    session.send(.suspend)
    session.send(.key(.control("z")))
    #expect(session.effects.isEmpty, "\(session.effects)")
    #expect(session.text.contains("Hier is niets om naar terug te gaan"))
  }
}
