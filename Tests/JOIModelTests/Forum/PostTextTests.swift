import Testing

@testable import JOIModel

/// What may be posted.
@Suite struct PostTextTests {
  private func read(_ text: String) throws(PostText.Problem) -> String { try PostText.read(Array(text.utf8)) }

  @Test func onlyLineBreaksChange() throws {
    #expect(try read("a\r\nb\r\n\r\n") == "a\nb")
    #expect(try read("\n a\rb\t \u{7}\n ") == "\n a\rb\t \u{7}\n ")
    #expect(try Array(read("a\r\r\n\nb").utf8) == Array("a\r\n\nb".utf8))
    #expect(try Array(read("e\u{301}").utf8) == Array("e\u{301}".utf8))
  }

  @Test func theLimitIsInBytesOfWhatIsKept() throws {
    let longest = String(repeating: "é", count: PostText.maximalBytes / 2)
    #expect(try read(longest + "\r\n") == longest)
    #expect(throws: PostText.Problem.tooLong) { try read(longest + "x") }
    #expect(throws: PostText.Problem.tooLong) {
      try read(String(repeating: "\n", count: 2 * PostText.maximalBytes) + "x")
    }
  }

  /// Whatever passes fits into a line of a log, whatever JSON makes of it, unless it is mostly control characters.
  @Test(arguments: ["\"", "\\", "\n.", "/", "é", "\u{2028}", "\u{7F}", "日"])
  func theLongestTextFitsIntoALine(letter: String) throws {
    let count = PostText.maximalBytes / letter.utf8.count
    let body = try read(String(repeating: letter, count: count - 1) + "x")
    let event = ForumEvent(
      .thread(
        title: String(repeating: "\"", count: PostText.maximalTitleBytes), theme: "t", tags: [], tools: [],
        body: body),
      by: "anna", at: .now)
    #expect(event.line.count <= LogLine.maximalLength)
    #expect(LogLine.read(event.line).line?.root["body"]?.raw == body)
  }

  @Test(arguments: ["", " ", "\n\r\n\t", "\u{200B}", "\u{FEFF}\u{202E}\n", "\u{A0}"])
  func whatShowsNothingIsNoText(text: String) {
    #expect(throws: PostText.Problem.empty) { try read(text) }
  }

  @Test(
    arguments: [
      [0x61, 0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x61, 0],
    ] as [[UInt8]])
  func whatIsNotUTF8IsNoText(bytes: [UInt8]) {
    #expect(throws: PostText.Problem.notText) { try PostText.read(bytes) }
  }
}
