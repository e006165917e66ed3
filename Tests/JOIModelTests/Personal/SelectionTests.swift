import Testing

@testable import JOIModel

/// A member's own tools.
@Suite struct SelectionTests {
  private func selection(_ changes: Selection.Change...) -> Selection {
    var selection = Selection()
    for change in changes { selection.apply(change) }
    return selection
  }

  @Test func savedInOrderAndOnce() {
    let selection = selection(.save("b"), .save("a"), .save("b"), .save("c"))
    #expect(selection.entries.map(\.tool) == ["b", "a", "c"])
    #expect(selection.contains("a") && !selection.contains("d"))
  }

  @Test func removedAndSavedAgainStandsLast() {
    #expect(selection(.save("a"), .save("b"), .remove("a"), .save("a")).entries.map(\.tool) == ["b", "a"])
    #expect(selection(.remove("a")).entries.isEmpty)
  }

  @Test func aNoteSavesTheTool() {
    let selection = selection(.note("a", "lezen"), .save("a"))
    #expect(selection.entries == [.init(tool: "a", note: "lezen")])
    #expect(selection.note(on: "a") == "lezen")
    #expect(selection.note(on: "b") == "")
  }

  @Test func aNoteIsReplacedAndMadeSafe() {
    let selection = selection(.note("a", "een"), .note("a", "twee\n\u{1B}[2J\u{202E}"))
    #expect(selection.note(on: "a") == "twee ␛[2J")
  }

  @Test func anEmptyNoteKeepsTheTool() {
    #expect(selection(.note("a", "x"), .note("a", "")).entries == [.init(tool: "a")])
  }

  @Test func noMoreThanAThousand() {
    var selection = Selection()
    for number in 0..<1_001 { selection.apply(.save("t\(number)")) }
    #expect(selection.entries.count == 1_000)
    selection.apply(.note("one-more", "x"))
    #expect(!selection.contains("one-more"))
  }

  @Test(arguments: [
    ("{}", []), ("[]", []), ("null", []), (#"{"entries": 5}"#, []),
    (#"{"entries": [5, null, {}, {"tool": 5}]}"#, []),
    (#"{"entries": [{"tool": "No Id"}, {"tool": "a"}, {"tool": "../b"}]}"#, ["a"]),
    (#"{"entries": [{"tool": "a"}, {"tool": "b"}, {"tool": "a"}]}"#, ["a", "b"]),
  ])
  func whatIsNotSoundIsPassedOver(text: String, tools: [String]) throws {
    #expect(Selection(json: try JSONDocument(Array(text.utf8)).root).entries.map(\.tool) == tools)
  }

  @Test func aNoteInTheFileComesThroughTheDoor() throws {
    let text = #"{"entries": [{"tool": "a", "note": "x\u001b[2J\ny"}, {"tool": "b", "note": 5}]}"#
    let selection = Selection(json: try JSONDocument(Array(text.utf8)).root)
    #expect(selection.entries == [.init(tool: "a", note: "x␛[2J y"), .init(tool: "b")])
  }
}

/// What the program remembers.
@Suite struct PreferencesTests {
  @Test(
    arguments: [
      ("{}", true, nil), (#"{"mouse": false}"#, false, nil), (#"{"mouse": "no"}"#, true, nil),
      (#"{"knownTools": ["a", "No Id", 5, "b"]}"#, true, ["a", "b"]), (#"{"knownTools": []}"#, true, []),
      ("[1]", true, nil),
    ] as [(String, Bool, [String]?)])
  func readFromAFile(text: String, mouse: Bool, known: [String]?) throws {
    let preferences = Preferences(json: try JSONDocument(Array(text.utf8)).root)
    #expect(preferences.mouse == mouse)
    #expect(preferences.knownTools == known)
  }

  @Test(arguments: [("{}", true), (#"{"lines": false}"#, false), (#"{"lines": 0}"#, true)])
  func lines(text: String, lines: Bool) throws {
    #expect(Preferences(json: try JSONDocument(Array(text.utf8)).root).lines == lines)
  }
}
