import Foundation
import JOIModel
import Testing

@testable import JOITUI

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Thousands of random events: no crash, no row wider than the screen, nothing drawn or clickable outside.
@Suite struct RandomEventsTests {
  static let events = 2_000

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func playsOn(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    var session = Session(
      language: seed % 2 == 0 ? .english : .dutch, isASCII: seed == 3,
      forum: ForumFixture(as: seed == 4 ? "dina" : "anna"))
    for number in 0..<Self.events {
      let event = Self.event(&generator, session)
      session.send(event)
      if let problem = Self.problem(session.state) {
        Issue.record("seed \(seed), event \(number) (\(event)) on \(session.screenName): \(problem)")
        return
      }
    }
  }

  @Test func everyScreenAndCommandIsVisited() {
    var screens: [String: Int] = [:]
    var commands: [Command: Int] = [:]
    for seed in 11...15 as ClosedRange<UInt64> {
      var generator = SeededGenerator(state: seed)
      var session = Session(forum: ForumFixture(as: seed < 14 ? "dina" : "anna"))
      // Chance alone hardly finds the way to the reports.
      var way: [Key] =
        seed == 11
        ? [
          .character("5"), .left, .end, .up, .up, .enter, .character("t"), .character("f"), .character("O"),
          .character("["), .character("]"), .escape, .end, .up, .enter, .character("e"), .escape, .escape,
        ] : []
      for _ in 0..<Self.events {
        let event = way.isEmpty ? Self.event(&generator, session) : .key(way.removeFirst())
        if case .key(let key) = event, let command = Keymap.command(for: key, in: session.state.context) {
          commands[command, default: 0] += 1
        }
        session.send(event)
        screens[session.screenName, default: 0] += 1
      }
    }
    print(
      "screens visited (seeds 11 to 15):",
      screens.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
    print(
      "commands given:",
      commands.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }.joined(
        separator: ", "))
    for command in Command.allCases {
      #expect(commands[command, default: 0] > 0, "\(command) was never given")
    }
    for name in [
      "HomeScreen", "FinderScreen", "QuestionScreen", "ToolboxScreen", "ToolPage", "OverviewScreen",
      "ManualScreen",
      "ManualPage", "SelectionScreen", "CompareScreen", "SearchScreen", "HelpScreen", "AddressSheet",
      "ExportSheet",
      "FacetSheet", "NotePrompt", "FindPrompt", "ForumScreen", "ConversationScreen", "ComposeScreen",
      "PreviewScreen", "SimilarScreen", "ToolPickScreen", "ActForm", "ForumSearchScreen", "DeskScreen",
      "DeskThemesScreen", "HistoryScreen", "ContributionsScreen", "EffectScreen", "DigestScreen",
      "FormatSheet",
    ] { #expect(screens[name, default: 0] > 0, "\(name) was never seen") }
  }

  /// Every width and height: each screen fits, whatever the window.
  @Test(arguments: SnapshotTests.cases) func everySize(_ one: SnapshotTests.Case) {
    var session = Session(Size(width: 110, height: 30), forum: one.account.map { ForumFixture(as: $0) })
    session.press(one.keys)
    for (width, height) in [
      (1, 1), (2, 40), (59, 16), (60, 15), (60, 16), (61, 17), (71, 18), (72, 20), (73, 24), (79, 24),
      (81, 25), (104, 24), (105, 40), (106, 30), (132, 50), (250, 60), (60, 60), (250, 16),
    ] {
      session.send(.resize(Size(width: width, height: height)))
      if let problem = Self.problem(session.state) {
        Issue.record("\(one.name) at \(width)x\(height): \(problem)")
      }
    }
  }

  private static let keys: [Key] = Keymap.bindings.flatMap(\.keys)
  private static let texts = [
    "werkdruk", "chauffeurs betrekken bij de planning van het rooster", "e\u{301}", "👍🏽", "人", "\u{202E}abc",
    "\u{1B}[31m", "x", "zelf rooster", "a\nb\tc",
  ]

  static func event(_ generator: inout SeededGenerator, _ session: Session) -> Event {
    // Sending takes several fields and keys in a row, which chance alone hardly brings about.
    if session.state.context == .compose, Int.random(in: 0..<4, using: &generator) == 0 {
      let keys: [Key] = [.control("x"), .control("p"), .control("t"), .control("g"), .tab]
      return Bool.random(using: &generator)
        ? .key(keys.randomElement(using: &generator) ?? .tab) : .paste(texts[1])
    }
    // So does comparing: two marks, and then the key.
    if [.tools, .page].contains(session.state.context), Int.random(in: 0..<6, using: &generator) == 0 {
      return .key(.character(" =[]".randomElement(using: &generator) ?? " "))
    }
    // The reports lie at the end of a list on the last of the tabs.
    switch session.state.context {
    case .home where Int.random(in: 0..<4, using: &generator) == 0: return .key(.character("5"))
    case .desk where Bool.random(using: &generator):
      let keys: [Key] = [.left, .end, .up, .up, .up, .enter, .enter, .character("f")]
      return .key(keys.randomElement(using: &generator) ?? .left)
    case .contributions, .effect, .digest:
      if Int.random(in: 0..<4, using: &generator) == 0 {
        return .key(.character("etP[]".randomElement(using: &generator) ?? "e"))
      }
    default: break
    }
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<68:
      // Leaving for good is for the tests of the loop.
      let key = keys.randomElement(using: &generator) ?? .enter
      return .key(key)
    case 68..<78: return .key([.enter, .escape, .down, .tab].randomElement(using: &generator) ?? .enter)
    case 78..<84:
      let size = session.state.size
      return .click(
        x: Int.random(in: -1...size.width, using: &generator),
        y: Int.random(in: -1...size.height, using: &generator))
    case 84..<88: return .wheel(Bool.random(using: &generator) ? 3 : -3, x: 0, y: 0)
    case 88..<92: return .paste(texts.randomElement(using: &generator) ?? "")
    case 92..<95: return .key(.character((texts.randomElement(using: &generator) ?? "x").first ?? "x"))
    case 95..<97:
      return .resize(
        Size(
          width: Int.random(in: 1...200, using: &generator), height: Int.random(in: 1...60, using: &generator)
        ))
    case 97..<99:
      return .resize(
        [Size(width: 80, height: 24), Size(width: 110, height: 30)].randomElement(using: &generator)
          ?? Size(width: 80, height: 24))
    default: return .toolboxLoaded(Session.toolbox)
    }
  }

  /// What is wrong with the screen; nil for nothing.
  static func problem(_ state: AppState) -> String? {
    let canvas = state.view()
    if canvas.size != state.size { return "the canvas is \(canvas.size)" }
    for y in 0..<canvas.size.height {
      var width = 0
      for x in 0..<canvas.size.width {
        let text = canvas[x, y].text
        if text.unicodeScalars.contains(where: {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
        }) {
          return "row \(y) has a control character"
        }
        width += TextWidth.columns(text)
      }
      if width != canvas.size.width { return "row \(y) is \(width) columns wide" }
    }
    if let cursor = canvas.cursor, !canvas.bounds.contains(x: cursor.x, y: cursor.y) {
      return "the cursor is at \(cursor)"
    }
    if canvas.cursor == nil { return "the cursor is nowhere" }
    return nil
  }
}
