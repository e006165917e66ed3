import JOIModel
import Testing

@testable import JOITUI

/// The one table of keys.
@Suite struct KeymapTests {
  @Test func noKeyMeansTwoThingsInOnePlace() {
    for context in Context.allCases {
      var seen: [Key: Command] = [:]
      for binding in Keymap.bindings where binding.contexts.contains(context) {
        for key in binding.keys {
          #expect(
            seen[key] == nil,
            "\(key) in \(context): \(seen[key].map(\.rawValue) ?? "") and \(binding.command)")
          seen[key] = binding.command
        }
      }
    }
  }

  @Test func everyCommandHasAKeyAndWords() {
    for command in Command.allCases {
      #expect(Keymap.bindings.contains { $0.command == command }, "\(command)")
      #expect(Message(rawValue: "command.\(command.rawValue)") != nil, "\(command)")
      #expect(Message(rawValue: "command.\(command.rawValue).help") != nil, "\(command)")
    }
  }

  @Test func noKeyThatClientsEat() {
    for key in Keymap.bindings.flatMap(\.keys) { #expect(key != .control("s") && key != .control("q")) }
  }

  @Test(arguments: Context.allCases.filter(\.isTyping)) func lettersGoIntoTheField(_ context: Context) {
    for letter in "abcxyzABC019/?[]=- é" {
      #expect(Keymap.command(for: .character(letter), in: context) == nil)
    }
    #expect(Keymap.command(for: .escape, in: context) == .back)
    // Where a text has several lines, Enter begins one.
    #expect(Keymap.command(for: .enter, in: context) == (context == .compose ? nil : .open))
    #expect(Keymap.command(for: .help, in: context) == .help)
  }

  /// Every key on a bottom line works there, and help is always among them, however narrow the window.
  @Test(arguments: SnapshotTests.cases) func theBottomLineIsTrue(_ one: SnapshotTests.Case) {
    for width in [60, 80, 110] {
      var session = Session(Size(width: width, height: 24), forum: one.account.map { ForumFixture(as: $0) })
      session.press(one.keys)
      let context = session.state.context
      for command in session.state.screen.hints(session.state.workspace) where command != .up {
        #expect(Keymap.key(for: command, in: context) != nil, "\(one.name): \(command)")
      }
      guard one.name != "address-code" else { continue }
      #expect(session.lines.last?.hasSuffix("hulp") == true, "\(one.name) at \(width)")
    }
  }

  @Test func aKeyThatIsNotShownIsToldByItsNumber() {
    var session = Session()
    for (character, told) in [("\u{100011}", "U+100011"), ("\u{202E}", "U+202E"), ("ß", "ß")]
      as [(Character, String)]
    {
      session.send(.key(.character(character)))
      #expect(session.state.workspace.notice?.text == Language.dutch.text(.noticeUnknownKey, told))
    }
  }

  /// Help names every key that works, and none that does not.
  @Test func helpIsTheTable() {
    for context in Context.allCases where context != .everywhere {
      TextWidth.prepare()
      var session = Session(Size(width: 110, height: 250), forum: ForumFixture(as: "dina"))
      session.state.workspace.navigation.append(.push(HelpScreen(context: context, tab: 0)))
      session.send(.searchReady(ToolboxSearch(Session.toolbox)))
      for binding in Keymap.bindings(in: context) {
        #expect(
          session.text.contains(Language.dutch.text(binding.command.explanation).prefix(40)),
          "\(context): \(binding.command)")
        for key in binding.keys where !context.isTyping {
          #expect(Keymap.command(for: key, in: context) == binding.command)
        }
      }
    }
  }

  /// Members are not told of what only facilitators can do.
  @Test func helpForMembersLeavesTheDeskOut() {
    var session = Session(Size(width: 110, height: 250), forum: ForumFixture(as: "anna"))
    session.press("4 ?")
    #expect(session.text.contains(Language.dutch.text(Command.history.explanation)))
    for command in Command.allCases where command.isOfOffice {
      #expect(!session.text.contains(Language.dutch.text(command.explanation)), "\(command)")
    }
  }
}
