import Foundation
import JOIModel
import Testing

@testable import JOITUI

/// Every screen at three sizes in both languages: the text, and how each cell looks in colour and without.
///
/// `JOI_SNAPSHOTS=write scripts/test --filter SnapshotTests` writes them anew; read the difference before committing it.
@Suite struct SnapshotTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var keys: String
    /// The member who looks at the forum; without one there is none.
    var account: String?
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "home", keys: ""),
    Case(name: "finder", keys: "Enter"),
    Case(name: "finder-typed", keys: "Enter text:werkdruk"),
    Case(name: "question", keys: "Enter text:chauffeurs Enter"),
    Case(name: "toolbox-topics", keys: "1 Down Down"),
    Case(name: "toolbox-tools", keys: "1 Enter Down Down s Down Space"),
    Case(name: "toolbox-filter", keys: "1 f Down Space Down Space Esc Enter"),
    Case(name: "facets", keys: "1 f Down Space"),
    Case(name: "page", keys: "1 Enter Enter"),
    Case(name: "page-end", keys: "1 Enter Enter End"),
    Case(name: "page-withdrawn", keys: "1 / text:ubos Enter"),
    Case(name: "page-find", keys: "1 Enter Enter / text:rooster Enter n"),
    Case(name: "overview", keys: "2 Down Down"),
    Case(name: "manual", keys: "3 Down"),
    Case(name: "manual-page", keys: "3 Enter Tab"),
    Case(name: "search", keys: "/ text:chauffeur Down"),
    Case(name: "search-typo", keys: "/ text:werkdurk"),
    Case(name: "selection", keys: "1 Enter s Down s o text:eerst_vragen Enter S"),
    Case(name: "compare", keys: "1 Enter Space Down Space ="),
    Case(name: "address", keys: "1 Enter Down u"),
    Case(name: "address-code", keys: "1 Enter Down u Tab"),
    Case(name: "export", keys: "1 Enter s e"),
    Case(name: "note", keys: "1 Enter o text:vraag_de_planner"),
    Case(name: "help", keys: "1 ?"),
    Case(name: "home-forum", keys: "", account: "anna"),
    Case(name: "forum", keys: "4 Down", account: "anna"),
    Case(name: "forum-themes", keys: "4 Left Down Down Down", account: "anna"),
    Case(name: "forum-knowledge", keys: "4", account: "eef"),
    Case(name: "forum-guest", keys: "4", account: "nobody"),
    Case(name: "conversation", keys: "4 Down Down Down Enter", account: "anna"),
    Case(name: "conversation-end", keys: "4 Down Down Down Enter End", account: "anna"),
    Case(name: "conversation-middle", keys: "4 Down Down Down Enter . .", account: "bert"),
    Case(name: "conversation-link", keys: "4 Down Down Down Enter Tab Tab", account: "anna"),
    Case(name: "conversation-flat", keys: "4 Down Down Down Enter t End Up", account: "anna"),
    Case(name: "conversation-folded", keys: "4 Down Down Down Enter Down Down -", account: "anna"),
    Case(name: "conversation-closed", keys: "4 Enter", account: "anna"),
    Case(name: "compose-question", keys: "4 a text:Wie_kent_een_maatje? Enter Right", account: "anna"),
    Case(name: "compose-reply", keys: "4 Down Down Down Enter Down Down R Ctrl-d", account: "carl"),
    Case(name: "preview", keys: "4 a text:Titel Tab Tab text:Een_*woord*_en_`code`. Ctrl-p", account: "anna"),
    Case(
      name: "similar", keys: "4 a text:Chauffeurs_en_de_planning Tab Tab text:Zelf_roosteren? Ctrl-x",
      account: "bert"),
    Case(name: "tool-pick", keys: "4 a Tab Tab text:[[ text:zelf", account: "anna"),
    Case(name: "reason", keys: "4 Down Down Down Enter Down Down ! text:reclame", account: "anna"),
    Case(name: "desk-home", keys: "", account: "dina"),
    Case(name: "desk", keys: "5 Down Space Down", account: "dina"),
    Case(name: "desk-reasons", keys: "5 Left Down Down", account: "dina"),
    Case(name: "desk-report", keys: "5 Left End", account: "dina"),
    Case(name: "desk-empty", keys: "5 v v v", account: "dina"),
    Case(name: "desk-themes", keys: "5 f", account: "dina"),
    Case(name: "desk-hide", keys: "5 Down d", account: "dina"),
    Case(name: "desk-retitle", keys: "5 Down T Tab", account: "dina"),
    Case(name: "desk-several", keys: "5 Space Space Space v", account: "dina"),
    Case(name: "desk-conversation", keys: "5 Down o text:gebeld Enter Enter", account: "dina"),
    Case(name: "desk-history", keys: "5 Down d Enter z c Enter Left Up Enter H", account: "dina"),
    Case(name: "contributions", keys: "5 Left End Up Up Enter", account: "dina"),
    Case(name: "contributions-members", keys: "5 Left End Up Up Enter t f", account: "dina"),
    Case(name: "effect", keys: "5 Left End Up Enter", account: "dina"),
    Case(name: "effect-help", keys: "5 Left End Up Enter ?", account: "dina"),
    Case(name: "digest", keys: "5 Left End Enter", account: "dina"),
    Case(name: "formats", keys: "5 Left End Enter e", account: "dina"),
    Case(name: "page-discussed", keys: "1 / text:zelfroosteren Enter End", account: "anna"),
  ]

  static let sizes = [Size(width: 110, height: 30), Size(width: 80, height: 24), Size(width: 60, height: 16)]

  @Test(arguments: cases) func screen(_ one: Case) throws {
    for size in Self.sizes {
      for language in Language.allCases {
        var session = Session(size, language: language, forum: one.account.map { ForumFixture(as: $0) })
        session.press(one.keys)
        try Self.compare(
          Self.picture(session.state.view()), "\(one.name)-\(size.width)x\(size.height)-\(language.code)")
      }
    }
  }

  @Test func asciiLines() throws {
    var session = Session(Size(width: 80, height: 24), isASCII: true)
    session.press("1 Enter s")
    try Self.compare(Self.picture(session.state.view()), "toolbox-ascii-80x24-nl")
    #expect(!session.text.unicodeScalars.contains { "─│★▸▾›…×·".unicodeScalars.contains($0) })
  }

  @Test func tooSmall() throws {
    try Self.compare(Self.picture(Session(Size(width: 50, height: 10)).state.view()), "too-small-50x10-nl")
  }

  @Test func loading() throws {
    var session = Session(Size(width: 80, height: 24), toolbox: nil)
    session.send(.loading(percent: 40))
    try Self.compare(Self.picture(session.state.view()), "loading-80x24-nl")
  }

  /// The text, then a letter a cell: R reversed, 1-5 a colour, b bold, u underlined, d dim, a dot for plain.
  static func picture(_ canvas: Canvas) -> String {
    func map(_ kind: Theme.Kind) -> String {
      let theme = Theme(kind: kind, colours: 256)
      return (0..<canvas.size.height).map { y in
        String(
          (0..<canvas.size.width).map { x -> Character in
            let look = theme.look(canvas[x, y].style)
            if look.reverse { return "R" }
            if look.pair > 0 { return Character("\(look.pair)") }
            return look.bold ? "b" : look.underline ? "u" : look.dim ? "d" : "."
          })
      }.joined(separator: "\n")
    }
    let cursor = canvas.cursor.map { "\($0.x),\($0.y)" } ?? "hidden"
    return "\(canvas.plainText)\n\n--- cursor \(cursor)\n--- colour\n\(map(.dark))\n--- mono\n\(map(.mono))\n"
  }

  static func compare(_ picture: String, _ name: String) throws {
    let file = Session.folder.appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["JOI_SNAPSHOTS"] == "write" {
      try picture.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard expected != picture else { return }
    let (old, new) = (
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      picture.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let row = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
      """
      \(name), line \(row + 1)
      expected: \(row < old.count ? old[row] : "(end)")
      found:    \(row < new.count ? new[row] : "(end)")
      """)
  }
}
