import JOIModel

/// Every key that works where help was asked for, made from the table that dispatches them.
struct HelpScreen: TextScreen {
  private let asked: Context
  let tab: Int
  var pane = TextPane()

  /// Help on the keys of a context, asked for on a tab.
  init(context: Context, tab: Int) {
    asked = context
    self.tab = tab
  }

  var context: Context { .help }

  func trail(_ workspace: Workspace) -> [String] { [workspace.say(.helpTitle)] }
  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .search, .back] }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = workspace.document(width: Self.textArea(area).width)
    document.paragraph(workspace.say(.helpIntro), .text)
    let isFacilitator = workspace.forum.viewer?.isFacilitator ?? false
    let bindings = Keymap.bindings(in: asked).filter {
      (isFacilitator || !$0.command.isOfOffice) && !(workspace.isKiosk && $0.command == .suspend)
    }
    let own = bindings.filter { $0.contexts.contains(asked) }
    document.beginPart()
    if !own.isEmpty {
      document.blank()
      document.paragraph(workspace.say(.helpHere), .heading)
      for binding in own { add(binding, to: &document, workspace) }
    }
    if asked.isTyping {
      document.blank()
      document.paragraph(workspace.say(.helpTyping))
    }
    addDefinitions(to: &document, workspace)
    document.beginPart()
    document.blank()
    document.paragraph(workspace.say(.helpEverywhere), .heading)
    for binding in bindings where !binding.contexts.contains(asked) { add(binding, to: &document, workspace) }
    // Where no signs are drawn there are none to explain.
    guard workspace.glyphs.hasLines else { return document }
    document.beginPart()
    document.blank()
    document.paragraph(workspace.say(.helpSigns), .heading)
    let glyphs = workspace.glyphs
    for (sign, meaning) in [
      (">", Message.signSelected), (glyphs.saved, .signSaved), (glyphs.marked, .signMarked),
      ("?", .signCandidate),
      ("!", .signStatus), (glyphs.closed, .signClosed),
    ] { row(sign, workspace.say(meaning), to: &document) }
    return document
  }

  /// What the figures of a report count, in the words that the command line prints too.
  private func addDefinitions(to document: inout Document, _ workspace: Workspace) {
    let definitions: [(name: Message, definition: Message)]
    switch asked {
    case .effect:
      definitions =
        EffectFigure.allCases.map { ($0.name, $0.definition) }
        + EffectList.allCases.map { ($0.name, $0.definition) }
    case .contributions: definitions = Contributions.definitions
    default: return
    }
    document.beginPart()
    document.blank()
    document.paragraph(workspace.say(.helpFigures), .heading)
    for entry in definitions {
      document.blank()
      document.paragraph(workspace.say(entry.name), .strong)
      document.paragraph(workspace.say(entry.definition))
    }
  }

  private func add(_ binding: Keymap.Binding, to document: inout Document, _ workspace: Workspace) {
    if !workspace.glyphs.hasLines {
      let told = binding.keys.map { $0.told(in: workspace.language) }.joined(separator: ", ")
      return document.paragraph("\(told): \(workspace.say(binding.command.explanation))")
    }
    let names = binding.keys.map { $0.name(in: workspace.language) }.joined(separator: " ")
    row(
      workspace.glyphs.isASCII ? KeyNames.ascii(names) : names, workspace.say(binding.command.explanation),
      to: &document)
  }

  private func row(_ key: String, _ text: String, to document: inout Document) {
    let column = 16
    let name = TextWidth.padded(key, column).replacing(" ", with: "\u{A0}")
    document.spans([RichText.Span(name, style: .strong), RichText.Span(text)], rest: column)
  }
}

/// Names of keys where only ASCII is drawn.
enum KeyNames {
  static func ascii(_ name: String) -> String {
    name.replacing("↑", with: "Up").replacing("↓", with: "Down").replacing("←", with: "Left").replacing(
      "→", with: "Right")
  }
}
