import JOIModel

/// A tool as a row of a list.
enum ToolRow {
  static func row(_ id: String, _ workspace: Workspace) -> ListRow {
    guard let tool = workspace.toolbox.tool(id) else {
      return ListRow(text: workspace.say(.goneTool, id), mark: " ", role: .dim)
    }
    let glyphs = workspace.glyphs
    let mark =
      workspace.marked.contains(id) ? glyphs.marked : workspace.selection.contains(id) ? glyphs.saved : " "
    var detail = ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language).focusShort
    switch tool.status {
    case .active: break
    case .candidate: detail = "? \(detail)"
    case .withdrawn: detail = workspace.say(.facetStatusWithdrawn)
    }
    return ListRow(
      text: workspace.name(tool), short: tool.short.text(in: workspace.language), mark: mark, detail: detail,
      words: glyphs.hasLines ? nil : words(tool, workspace))
  }
}

extension ToolRow {
  /// What the signs and the short words of a row say, in words that can be heard.
  private static func words(_ tool: Tool, _ workspace: Workspace) -> [String] {
    let facts = ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language)
    var words: [String] = []
    if tool.status != .active { words.append(facts.status) }
    if workspace.marked.contains(tool.id) { words.append(workspace.say(.readMarked)) }
    if workspace.selection.contains(tool.id) { words.append(workspace.say(.readSaved)) }
    return words + [facts.focus]
  }
}

/// The short form of a tool beside a list: eight lines at most, then the headings that Enter opens.
enum ToolPreview {
  static func draw(
    _ tool: Tool, on canvas: inout Canvas, in area: Rect, _ workspace: Workspace, query: Query? = nil
  ) {
    let facts = ToolFacts(tool, toolbox: workspace.toolbox, language: workspace.language)
    let saved = workspace.selection.contains(tool.id) ? " \(workspace.glyphs.saved)" : ""
    var y = area.y
    let end = area.y + area.height
    func line(_ text: String, _ style: Style = .text, _ canvas: inout Canvas) {
      guard y < end else { return }
      canvas.write(text, matching: query, x: area.x, y: y, width: area.width, style)
      y += 1
    }
    func paragraph(_ text: String, _ role: Role, most: Int, _ canvas: inout Canvas) {
      var document = Document(width: area.width)
      document.paragraph(text, role)
      for (number, wrapped) in document.lines.prefix(most).enumerated() {
        let isCut = number == most - 1 && document.lines.count > most
        line(
          isCut ? TextWidth.prefix(wrapped.text, area.width - 1) + workspace.glyphs.ellipsis : wrapped.text,
          Style(role),
          &canvas)
      }
    }
    paragraph(workspace.name(tool) + saved, .heading, most: 2, &canvas)
    paragraph(
      [facts.focus, facts.time, workspace.say(.costOf, facts.cost)].joined(
        separator: workspace.glyphs.between),
      .dim, most: 2, &canvas)
    if tool.status != .active {
      let replacement = workspace.toolbox.replacements(of: tool).first
      if tool.status == .withdrawn, let replacement {
        paragraph(
          "! \(workspace.say(.withdrawnUse, workspace.name(replacement)))", .warning, most: 2, &canvas)
      } else {
        paragraph("! \(facts.status)", .warning, most: 1, &canvas)
      }
    }
    if area.height > 12 { y += 1 }
    paragraph(tool.question.text(in: workspace.language), .strong, most: 3, &canvas)
    if area.height > 12 { y += 1 }
    paragraph(tool.gist.text(in: workspace.language), .text, most: 4, &canvas)
    y += 1
    for part in [FiveQuestions.background, .workings, .location] {
      line("\(workspace.glyphs.closed) \(part.heading(in: workspace.language))", Style(.dim), &canvas)
    }
    let threads = workspace.forum.forum?.threads(about: tool.id).count ?? 0
    if threads > 0 {
      line(workspace.language.count(threads, .toolDiscussedCount, .toolDiscussedCounts), Style(.dim), &canvas)
    }
    if let query, let found = passage(of: tool, query, workspace) {
      y += 1
      line(workspace.say(.foundIn, found.part.heading(in: workspace.language)), Style(.dim), &canvas)
      paragraph(found.text, .text, most: 4, &canvas)
    }
    let note = workspace.selection.note(on: tool.id)
    if !note.isEmpty {
      y += 1
      paragraph("\(workspace.say(.ownNote)): \(note)", .accent, most: 3, &canvas)
    }
  }

  /// The sentence that answers a query, where the short form shows no answer itself.
  private static func passage(
    of tool: Tool, _ query: Query, _ workspace: Workspace
  ) -> (part: FiveQuestions, text: String)? {
    let short = [
      workspace.name(tool), tool.question.text(in: workspace.language),
      tool.gist.text(in: workspace.language),
    ]
    guard !query.isEmpty, !short.contains(where: { !query.matches(in: $0).isEmpty }) else { return nil }
    for (part, reference) in [
      (FiveQuestions.background, tool.background), (.workings, tool.workings), (.location, tool.location),
    ] {
      guard let body = workspace.toolbox.body(reference, in: workspace.language) else { continue }
      for line in RichText(commonMark: body).plainText.split(separator: "\n") {
        for sentence in line.split(separator: ". ") where !query.matches(in: String(sentence)).isEmpty {
          return (part, String(sentence))
        }
      }
    }
    return nil
  }
}
