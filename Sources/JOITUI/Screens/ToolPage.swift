import JOIModel

/// A tool's whole page: its short facts, then the five questions.
struct ToolPage: TextScreen {
  let id: String
  /// The list that it was opened from, for the previous and the next tool.
  private let list: [String]
  var pane = TextPane()

  /// A page; `query` is what found it and is marked in it.
  init(tool: String, among list: [String], find: String = "") {
    id = tool
    self.list = list
    pane.find = find
  }

  var context: Context { .page }
  var tab: Int { 1 }

  func trail(_ workspace: Workspace) -> [String] {
    guard let tool = workspace.toolbox.tool(id) else { return [] }
    var trail = [workspace.say(.tabToolbox)]
    if let place = tool.topics.first.flatMap({ workspace.toolbox.topic($0) }) {
      trail += [
        place.pillar.name.text(in: workspace.language), place.topic.name.text(in: workspace.language),
      ]
    }
    return trail + [tool.short.text(in: workspace.language)]
  }

  func ownHints(_ workspace: Workspace) -> [Command] {
    [.up, .nextPane, .address, .save, .back] + (list.count > 1 ? [.previousTool, .nextTool] : []) + [
      .note, .export, .mark, .compare,
    ]
  }

  func tool(_ workspace: Workspace) -> String? { id }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .previousTool, .nextTool:
      let step = command == .nextTool ? 1 : -1
      guard let at = list.firstIndex(of: id), list.indices.contains(at + step) else {
        workspace.tell(command == .nextTool ? .noticeLastTool : .noticeFirstTool)
        return true
      }
      self = ToolPage(tool: list[at + step], among: list, find: pane.find)
    default: return performText(command, &workspace, in: area)
    }
    return true
  }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = workspace.document(width: Self.textArea(area).width)
    guard let tool = workspace.toolbox.tool(id) else { return document }
    let toolbox = workspace.toolbox
    let language = workspace.language
    let facts = ToolFacts(tool, toolbox: toolbox, language: language)
    let isSaved = workspace.selection.contains(id)
    let saved =
      !isSaved
      ? "" : workspace.glyphs.hasLines ? "  \(workspace.glyphs.saved)" : ", \(workspace.say(.readSaved))"
    document.paragraph(workspace.name(tool) + saved, .heading)
    document.paragraph(
      [facts.time, workspace.say(.costOf, facts.cost), facts.kind, facts.languages].joined(
        separator: workspace.glyphs.between), .dim)
    if tool.status != .active { addStatus(tool, facts, &document, workspace) }
    if !tool.gist.isEmpty {
      document.blank()
      document.paragraph(tool.gist.text(in: language), .text)
    }
    let note = workspace.selection.note(on: id)
    if !note.isEmpty { document.paragraph("\(workspace.say(.ownNote)): \(note)", .accent) }
    for part in FiveQuestions.allCases {
      document.beginPart()
      document.blank()
      document.paragraph(part.heading(in: language), .heading)
      switch part {
      case .question: document.paragraph(filled(tool.question.text(in: language), workspace), .strong)
      case .focus: document.paragraph("\(facts.focus) (\(facts.purpose))")
      case .background: add(tool.background, &document, workspace)
      case .workings: add(tool.workings, &document, workspace)
      case .location: addLocation(tool, &document, workspace)
      }
    }
    addRelations(tool, &document, workspace)
    addThreads(&document, workspace)
    addSources(tool, &document, workspace)
    return document
  }

  private static func day(_ date: String?, _ language: Language) -> String {
    date.flatMap { CalendarDate($0) }?.text(in: language) ?? "-"
  }

  private func filled(_ text: String, _ workspace: Workspace) -> String {
    text.isEmpty ? workspace.say(.notFilledIn) : text
  }

  private func add(_ reference: BodyReference, _ document: inout Document, _ workspace: Workspace) {
    if let text = workspace.toolbox.body(reference, in: workspace.language) {
      document.rich(RichText(commonMark: text))
    } else {
      document.paragraph(workspace.say(.notFilledIn), .dim)
    }
  }

  private func addStatus(_ tool: Tool, _ facts: ToolFacts, _ document: inout Document, _ workspace: Workspace)
  {
    document.blank()
    document.paragraph(workspace.glyphs.hasLines ? "! \(facts.status)" : facts.status, .warning)
    if !tool.statusNote.isEmpty {
      document.rich(RichText(commonMark: tool.statusNote.text(in: workspace.language)))
    }
    for replacement in workspace.toolbox.replacements(of: tool) {
      document.spans([
        RichText.Span("\(workspace.say(.useInstead)) "),
        RichText.Span(workspace.name(replacement), link: .tool(replacement.id)),
      ])
    }
  }

  private func addLocation(_ tool: Tool, _ document: inout Document, _ workspace: Workspace) {
    add(tool.location, &document, workspace)
    for link in tool.links {
      document.blank()
      let checked: String =
        switch (link.checked, link.isWorking) {
        case (let date?, true?): workspace.say(.linkWorked, Self.day(date, workspace.language))
        case (let date?, false?): workspace.say(.linkBroken, Self.day(date, workspace.language))
        default: workspace.say(.linkUnchecked)
        }
      let label = link.label.text(in: workspace.language)
      document.link(label.isEmpty ? link.url : label, to: .address(link.url), after: " (\(checked))")
      document.unbroken(link.url, .dim)
    }
  }

  private func addRelations(_ tool: Tool, _ document: inout Document, _ workspace: Workspace) {
    let relations = workspace.toolbox.relations(of: tool)
    let places = (tool.topics + tool.seeAlso).compactMap { workspace.toolbox.topic($0)?.topic }
    document.beginPart()
    if !relations.isEmpty {
      document.blank()
      document.paragraph(workspace.say(.relatedTools), .heading)
      for relation in relations {
        guard let other = workspace.toolbox.tool(relation.tool) else { continue }
        document.link(workspace.name(other), to: .tool(other.id))
        if !relation.why.isEmpty { document.paragraph(relation.why.text(in: workspace.language), indent: 3) }
      }
    }
    if !places.isEmpty {
      document.blank()
      document.paragraph(workspace.say(.topicsOfTool), .heading)
      for topic in places { document.link(topic.name.text(in: workspace.language), to: .topic(topic.id)) }
    }
  }

  /// The conversations that speak of the tool, the latest first.
  private func addThreads(_ document: inout Document, _ workspace: Workspace) {
    guard let forum = workspace.forum.forum else { return }
    let threads = forum.threads(about: id)
    guard !threads.isEmpty else { return }
    document.beginPart()
    document.blank()
    document.paragraph(workspace.say(.toolDiscussed), .heading)
    for thread in threads.prefix(Self.threadCount) {
      document.link(
        forum.title(thread, in: workspace.language), to: .thread(forum.id(forum.threads[thread].question)),
        after: " (\(ThreadSigns.state(thread, forum, workspace, isShort: false)))")
    }
    if threads.count > Self.threadCount {
      document.paragraph(workspace.say(.finderMore, "\(threads.count - Self.threadCount)"), .dim)
    }
  }

  /// As many conversations stand on a tool's page at most; the forum's search finds the others.
  private static let threadCount = 12

  private func addSources(_ tool: Tool, _ document: inout Document, _ workspace: Workspace) {
    document.beginPart()
    document.blank()
    document.paragraph(workspace.say(.aboutThisText), .heading)
    document.paragraph(
      "\(workspace.say(.csvOwner)): \(filled(tool.owner.text(in: workspace.language), workspace))", .dim)
    if let reviewed = tool.reviewed {
      document.paragraph(
        workspace.say(
          .reviewedOn, Self.day(reviewed, workspace.language), Self.day(tool.reviewBy, workspace.language)),
        .dim)
    }
    if !tool.sources.isEmpty { document.paragraph(workspace.say(.sources), .dim) }
    for source in tool.sources {
      if let url = source.url {
        document.link(source.title, to: .address(url), indent: 3)
      } else {
        document.paragraph(source.title, .dim, indent: 3)
      }
    }
  }
}
