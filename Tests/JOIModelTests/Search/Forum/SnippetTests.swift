import Testing

@testable import JOIModel

/// The line that shows why a post was found.
@Suite struct SnippetTests {
  private func snippet(_ text: String, _ query: String, width: Int = 40) -> String {
    Snippet.text(text, ForumQuery(query).marked, width: width)
  }

  @Test func itIsTheLineWithMostOfTheWords() {
    let text = "Eerst iets anders.\n\nHet **rooster** knelt.\n\n- Het rooster en de [planning](tool:x) ook."
    #expect(snippet(text, "rooster") == "Het rooster knelt.")
    #expect(snippet(text, "planning rooster") == "- Het rooster en de planning ook.")
    #expect(snippet(text, "\"de planning\"") == "- Het rooster en de planning ook.")
  }

  @Test func withoutAMatchItIsTheBeginning() {
    #expect(snippet("# Kop\n\nTekst.", "rooster") == "Kop")
    #expect(snippet("", "rooster") == "")
  }

  @Test func aLongLineIsCutAroundTheWord() {
    let words = (1...40).map { "woord\($0)" }.joined(separator: " ")
    let first = snippet(words, "woord2")
    #expect(first.hasPrefix("woord1 woord2 ") && first.hasSuffix("…") && first.count == 40)
    let middle = snippet(words, "woord31")
    #expect(middle.hasPrefix("… woord") && middle.contains("woord31") && middle.hasSuffix("…"))
    #expect(middle.count <= 40)
    let last = snippet(words, "woord40")
    #expect(last.hasPrefix("… ") && last.hasSuffix("woord40"))
  }

  @Test(arguments: 0...12)
  func itFitsAnyWidth(width: Int) {
    for text in [
      "kort", "een lange regel met een rooster erin", String(repeating: "x", count: 90) + "rooster",
    ] {
      #expect(snippet(text, "rooster", width: width).count <= width, "\(text)")
    }
  }
}
