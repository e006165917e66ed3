import JOIModel

/// Taking a report along: in which form, as a file; and the command that fetches it from elsewhere.
struct FormatSheet: ListScreen {
  /// A form in which it can be had.
  struct Form: Sendable {
    /// What it is called, as `--format` has it and as people say it.
    var format: String
    var name: Message
    var ending: String
    var text: String

    static func csv(_ text: String) -> Form {
      Form(format: "csv", name: .exportCSV, ending: "csv", text: text)
    }
    static func json(_ text: String) -> Form {
      Form(format: "json", name: .exportJSON, ending: "json", text: text)
    }
    static func html(_ text: String) -> Form {
      Form(format: "html", name: .exportHTML, ending: "html", text: text)
    }
    static func markdown(_ text: String) -> Form {
      Form(format: "markdown", name: .exportMarkdown, ending: "md", text: text)
    }
    static func plain(_ text: String) -> Form {
      Form(format: "text", name: .sheetText, ending: "txt", text: text)
    }
  }

  var list = ListState()
  private let name: String
  private let title: Message
  /// The subcommand that prints the same.
  private let command: String
  private let forms: [Form]

  init(name: String, title: Message, command: String, forms: [Form]) {
    (self.title, self.command, self.forms) = (title, command, forms)
    // The name stands in a command for a shell: a title of two words would be two names there.
    self.name = name.replacing(" ", with: "-")
  }

  var context: Context { .formats }
  var tab: Int { 5 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabDesk), workspace.say(title), workspace.say(.exportTitle)]
  }
  func hints(_ workspace: Workspace) -> [Command] { [.up, .open, .copy, .back] }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    let form = forms[max(0, min(list.index, forms.count - 1))]
    switch command {
    case .open, .forward:
      if workspace.takeAlong(form.text, name: name, ending: form.ending) {
        workspace.navigation.append(.back)
      }
    case .copy:
      workspace.effects.append(.copy(form.text))
      workspace.tell(.noticeSent, workspace.say(title))
    default: return list.perform(command, count: forms.count, height: forms.count)
    }
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    list.settle(count: forms.count, height: forms.count)
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    var intro = Document(width: min(80, area.width - 2))
    intro.paragraph(workspace.say(workspace.isKiosk ? .kioskFetch : .sheetIntro))
    for (row, line) in intro.lines.enumerated() {
      canvas.write(line.text, x: area.x + 1, y: area.y + row, Style(.heading))
    }
    let y = area.y + intro.lines.count + 1
    ListPane.draw(
      on: &canvas, in: Rect(x: area.x, y: y, width: min(70, area.width), height: forms.count), pane: 0,
      count: forms.count, state: list, isFocused: true, glyphs: workspace.glyphs
    ) { ListRow(text: workspace.say(forms[$0].name)) }
    let form = forms[max(0, min(list.index, forms.count - 1))]
    var fetch = Document(width: area.width - 2)
    // In the kiosk it is the only way, and the first line says so.
    if !workspace.isKiosk { fetch.paragraph(workspace.say(.exportFetch), .dim) }
    let command = fetch.lines.count
    fetch.unbroken(
      "ssh \(workspace.host) joi-tui \(self.command) --lang \(workspace.language.code) --format "
        + "\(form.format) > \(name).\(form.ending)", .code)
    for (row, line) in fetch.lines.prefix(max(0, area.height - forms.count - 4)).enumerated() {
      canvas.write(
        line.text, x: area.x + 1, y: y + forms.count + 1 + row, Style(row < command ? .dim : .code))
    }
  }
}
