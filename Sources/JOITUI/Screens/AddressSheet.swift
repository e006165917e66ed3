import JOIModel

/// A link to take along: the whole address alone on its lines, and a QR code for the phone. The mouse lets go
/// meanwhile, so that the terminal can select the address.
struct AddressSheet: Screen {
  struct Entry: Sendable {
    var label: String
    var url: String
  }

  private let entries: [Entry]
  private let title: String
  private var index = 0
  /// The QR code alone, on the whole window: where both do not fit.
  private var isCodeOnly = false

  init(entries: [Entry], title: String) {
    self.entries = entries
    self.title = title
  }

  var context: Context { .address }
  var tab: Int { 1 }
  var isWholeWindow: Bool { isCodeOnly }

  func trail(_ workspace: Workspace) -> [String] { [title, workspace.say(.addressTitle)] }
  func hints(_ workspace: Workspace) -> [Command] {
    (entries.count > 1 ? [.up] : []) + [.copy, .nextPane, .back]
  }

  func label(_ command: Command) -> Message { command == .nextPane ? .commandCode : command.label }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .up, .pageUp: index = max(0, index - 1)
    case .down, .pageDown: index = min(entries.count - 1, index + 1)
    case .copy:
      workspace.effects.append(.copy(entries[index].url))
      workspace.tell(.noticeSent, entries[index].url)
    case .nextPane, .previousPane, .open, .forward: isCodeOnly.toggle()
    case .back, .left, .leave:
      if isCodeOnly { isCodeOnly = false } else { workspace.navigation.append(.back) }
    default: return false
    }
    return true
  }

  func draw(on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    let url = entries[index].url
    let code = workspace.glyphs.isASCII || !workspace.glyphs.hasLines ? nil : QRCode(url)
    if isCodeOnly {
      drawCode(code, on: &canvas, in: area, workspace)
      return
    }
    var y = area.y
    if entries.count > 1 || !entries[index].label.isEmpty {
      let count = entries.count > 1 ? " (\(index + 1)/\(entries.count))" : ""
      canvas.write(entries[index].label + count, x: area.x + 1, y: y, width: area.width - 2, Style(.heading))
      y += 2
    }
    canvas.cursor = (area.x, y)
    // From the first column and to the last: selected over several lines, the address has no break in it.
    var document = Document(width: area.width)
    document.unbroken(url, .text)
    for line in document.lines {
      canvas.write(line.text, x: area.x, y: y, width: area.width)
      y += 1
    }
    y += 1
    if let code, code.rows <= area.y + area.height - y, code.columns <= area.width {
      code.draw(on: &canvas, x: area.x + 1, y: y)
      let x = area.x + code.columns + 3
      if area.width - x > 24 {
        var hint = Document(width: min(50, area.width - x - 2))
        hint.paragraph(workspace.say(.addressHint), .dim)
        for (row, line) in hint.lines.enumerated() { canvas.write(line.text, x: x, y: y + row, Style(.dim)) }
      }
    } else {
      var hint = Document(width: area.width - 3)
      hint.paragraph(workspace.say(.addressHint), .dim)
      hint.blank()
      hint.paragraph(workspace.say(code == nil ? Self.noCode(workspace) : .codeElsewhere), .text)
      for (row, line) in hint.lines.enumerated() where y + row < area.y + area.height {
        canvas.write(line.text, x: area.x + 1, y: y + row, Style(.dim))
      }
    }
  }

  /// Why there is no code: half a cell can't be drawn in ASCII, or the address is too long.
  private static func noCode(_ workspace: Workspace) -> Message {
    !workspace.glyphs.hasLines ? .codeNoLines : workspace.glyphs.isASCII ? .codeASCII : .codeImpossible
  }

  private func drawCode(_ code: QRCode?, on canvas: inout Canvas, in area: Rect, _ workspace: Workspace) {
    guard let code, code.rows <= area.height, code.columns <= area.width else {
      var document = Document(width: area.width - 2)
      document.paragraph(
        code.map { workspace.say(.codeTooLarge, "\($0.columns)", "\($0.rows)") }
          ?? workspace.say(Self.noCode(workspace)))
      document.paragraph(workspace.say(.codeBack), .dim)
      for (row, line) in document.lines.enumerated() {
        canvas.write(line.text, x: area.x + 1, y: area.y + row)
      }
      canvas.cursor = (area.x + 1, area.y)
      return
    }
    code.draw(
      on: &canvas, x: area.x, y: area.y + (area.height - code.rows) / 2)
    let x = area.x + code.columns + 2
    if area.width - x > 12 {
      var document = Document(width: area.width - x - 1)
      document.paragraph(title, .heading)
      document.blank()
      document.paragraph(workspace.say(.codeBack), .dim)
      for (row, line) in document.lines.enumerated() { canvas.write(line.text, x: x, y: area.y + row) }
    }
    canvas.cursor = (area.x, area.y)
  }
}
