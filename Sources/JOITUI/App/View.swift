import JOIModel

extension AppState {
  /// Whether the window is large enough.
  var fits: Bool { size.width >= Self.minimalSize.width && size.height >= Self.minimalSize.height }

  /// The screen's part of the window: between the tabs with their line above, and the notice and the keys below.
  var area: Rect { Rect(x: 0, y: 2, width: size.width, height: size.height - 4) }

  /// The whole window as cells. Pure: the same state gives the same cells.
  public func view() -> Canvas {
    var canvas = drawn()
    // A text that somebody writes shows what is selected in it: that nothing else tells.
    if !workspace.glyphs.hasLines, !(screen is ComposeScreen) { canvas.dropSelection() }
    return canvas
  }

  private func drawn() -> Canvas {
    var canvas = Canvas(size: size)
    guard fits else {
      drawTooSmall(on: &canvas)
      return canvas
    }
    let screen = screen
    if let loading {
      drawLoading(loading, on: &canvas)
    } else if let sheet = screen as? AddressSheet, sheet.isWholeWindow, workspace.glyphs.hasLines {
      sheet.draw(on: &canvas, in: canvas.bounds, workspace)
      return canvas
    } else if let prompt = screen as? FindPrompt, history.count > 1 {
      history[history.count - 2].draw(on: &canvas, in: area, workspace)
      canvas.cursor = nil
      Chrome.drawTabs(on: &canvas, screen: history[history.count - 2], workspace)
      prompt.draw(on: &canvas, in: Rect(x: 0, y: size.height - 2, width: size.width, height: 1), workspace)
      Chrome.drawKeys(on: &canvas, screen: screen, workspace)
      return canvas
    } else {
      screen.draw(on: &canvas, in: area, workspace)
    }
    Chrome.drawTabs(on: &canvas, screen: screen, workspace)
    Chrome.drawNotice(on: &canvas, workspace)
    if loading == nil { Chrome.drawKeys(on: &canvas, screen: screen, workspace) }
    return canvas
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let lines = [
      workspace.say(.tooSmall),
      workspace.say(.tooSmallWanted, "\(Self.minimalSize.width)", "\(Self.minimalSize.height)"),
      workspace.say(.tooSmallNow, "\(size.width)", "\(size.height)"),
    ]
    for (row, line) in lines.enumerated() { canvas.write(line, x: 0, y: row) }
    if size.width > 0, size.height > 0 { canvas.cursor = (0, 0) }
  }

  private func drawLoading(_ percent: Int, on canvas: inout Canvas) {
    let y = area.y + 1
    canvas.write(workspace.say(.loading), x: 2, y: y)
    let width = min(40, size.width - 12)
    let done = width * min(max(percent, 0), 100) / 100
    let glyphs = workspace.glyphs
    canvas.write(
      glyphs.progress(done, of: width) + "\(percent) %", x: 2, y: y + 2, Style(.accent))
    canvas.cursor = (2, y)
  }
}

/// What stands around every screen: the tabs, where one is, the notice, and the keys.
enum Chrome {
  static func drawTabs(on canvas: inout Canvas, screen: any Screen, _ workspace: Workspace) {
    guard workspace.glyphs.hasLines else { return readTabs(on: &canvas, screen: screen, workspace) }
    let names = tabs(screen, workspace, width: canvas.size.width)
    var x = 1
    // The name of the program gives way to the tabs in a narrow window.
    if width(ofTabs: names) + 4 < canvas.size.width {
      x += canvas.write("JOI", x: x, y: 0, Style(.heading)) + 1
    }
    for (number, name) in names.enumerated() {
      let isCurrent = screen.tab == number
      let text = name.isEmpty ? "\(number)" : "\(number) \(name)"
      let label = isCurrent ? "[\(text)]" : " \(text) "
      let width = canvas.write(label, x: x, y: 0, isCurrent ? Style(.bar) : .text)
      canvas.hit(Rect(x: x, y: 0, width: width, height: 1), .tab(number))
      x += width
    }
    var right = workspace.language.code.uppercased()
    if !workspace.selection.entries.isEmpty {
      right = "\(workspace.glyphs.saved)\(workspace.selection.entries.count)  \(right)"
    }
    if !workspace.marked.isEmpty { right = "\(workspace.glyphs.marked)\(workspace.marked.count)  \(right)" }
    let width = TextWidth.columns(right)
    if x + width + 2 < canvas.size.width {
      canvas.write(right, x: canvas.size.width - width - 1, y: 0, Style(.dim))
    }
    canvas.horizontal(workspace.glyphs.horizontal, x: 0, y: 1, width: canvas.size.width)
    // Whose eyes this is seen with stands where there is room in every window.
    var end = canvas.size.width
    if let viewer = workspace.forum.viewer, !viewer.account.isEmpty {
      let text = " \(viewer.account)\(viewer.isDemo ? "\(workspace.glyphs.between)DEMO" : "") "
      end -= TextWidth.columns(text) + 1
      if end > 20 {
        canvas.write(text, x: end, y: 1, Style(viewer.isDemo ? .warning : .dim))
      } else {
        end = canvas.size.width
      }
    }
    let trail = screen.trail(workspace).joined(separator: workspace.glyphs.steps)
    if !trail.isEmpty {
      let text = TextWidth.fitted(trail, end - 4, ellipsis: workspace.glyphs.ellipsis)
      canvas.write(" \(text) ", x: 1, y: 1, width: canvas.size.width - 2, Style(.strong))
    }
  }

  /// The names of the tabs with what is new in them, as long as they fit; at last only their numbers where nothing is
  /// new.
  private static func tabs(_ screen: any Screen, _ workspace: Workspace, width: Int) -> [String] {
    let (names, counts) = allTabs(workspace)
    func counted(from first: Int) -> [String] {
      names.indices.map { at in
        at >= first && counts[at] > 0 ? "\(names[at]) \(workspace.glyphs.unread)\(counts[at])" : names[at]
      }
    }
    // Facilitators see what waits for them before what they have not read.
    let wordy = [counted(from: 0)] + (names.count > 5 ? [counted(from: 5)] : [names])
    if let fitting = wordy.first(where: { self.width(ofTabs: $0) < width }) { return fitting }
    let all = counted(from: 0)
    return all.indices.map { $0 == screen.tab || counts[$0] > 0 || $0 == 0 ? all[$0] : "" }
  }

  /// The names of all tabs, and how much is new in each.
  static func allTabs(_ workspace: Workspace) -> (names: [String], counts: [Int]) {
    var names = [Message.tabHome, .tabToolbox, .tabOverview, .tabManual].map { workspace.say($0) }
    var counts = [0, 0, 0, 0]
    if workspace.forum.isOffered {
      names.append(workspace.say(.tabForum))
      counts.append(workspace.forum.unread.threads)
    }
    if workspace.forum.viewer?.isFacilitator == true {
      names.append(workspace.say(.tabDesk))
      counts.append(workspace.forum.queue.items.count)
    }
    return (names, counts)
  }

  private static func width(ofTabs names: [String]) -> Int {
    names.reduce(1) { $0 + TextWidth.columns($1) + ($1.isEmpty ? 3 : 4) }
  }

  static func drawNotice(on canvas: inout Canvas, _ workspace: Workspace) {
    let y = canvas.size.height - 2
    canvas.horizontal(workspace.glyphs.horizontal, x: 0, y: y, width: canvas.size.width)
    guard let notice = workspace.notice else { return }
    if !workspace.glyphs.hasLines { return readNotice(notice, on: &canvas, y: y) }
    let sign = notice.kind == .warning ? "! " : ""
    let text = TextWidth.fitted(
      sign + notice.text, canvas.size.width - 4, ellipsis: workspace.glyphs.ellipsis)
    canvas.write(" \(text) ", x: 1, y: y, Style(notice.kind == .warning ? .warning : .accent))
  }

  /// The keys that work here. "? hulp" stands at the right and is never dropped; the others go by usefulness.
  static func drawKeys(on canvas: inout Canvas, screen: any Screen, _ workspace: Workspace) {
    guard workspace.glyphs.hasLines else { return readKeys(on: &canvas, screen: screen, workspace) }
    let y = canvas.size.height - 1
    let context = screen.context
    func hint(_ command: Command) -> (key: String, label: String)? {
      if command == .up { return (workspace.glyphs.upDown, workspace.say(screen.label(.up))) }
      guard let key = Keymap.key(for: command, in: context) else { return nil }
      return (key.name(in: workspace.language), workspace.say(screen.label(command)))
    }
    func draw(_ hint: (key: String, label: String), _ command: Command, x: Int) {
      let width = canvas.write(hint.key, x: x, y: y, Style(.key))
      let more = canvas.write(" \(hint.label)", x: x + width, y: y)
      if command != .up { canvas.hit(Rect(x: x, y: y, width: width + more, height: 1), .command(command)) }
    }
    func width(_ hint: (key: String, label: String)) -> Int {
      TextWidth.columns(hint.key) + 1 + TextWidth.columns(hint.label)
    }
    guard let help = hint(.help) else { return }
    let end = canvas.size.width - width(help) - 1
    draw(help, .help, x: end)
    var x = 1
    for command in screen.hints(workspace) {
      guard let hint = hint(command) else { continue }
      guard x + width(hint) + 2 <= end else { continue }
      draw(hint, command, x: x)
      x += width(hint) + 2
    }
  }
}
