import JOIModel

/// The digest as it will be mailed, for the last week or since the last one that was printed.
struct DigestScreen: TextScreen {
  /// Since when.
  private enum Span: Equatable {
    case days(Int)
    case last(Timestamp)
  }

  var pane = TextPane()
  private var spans: [Span]
  private var chosen = 0
  private var digest: DigestExport?
  private var text = RichText(commonMark: "")
  private var made: (version: Int, chosen: Int, language: Language)?

  init(_ workspace: Workspace) {
    spans = [.days(7), .days(30)]
    if let last = workspace.forum.lastDigest { spans.insert(.last(last), at: 1) }
  }

  var context: Context { .digest }
  var tab: Int { 5 }

  func trail(_ workspace: Workspace) -> [String] {
    [workspace.say(.tabDesk), workspace.say(.deskDigest), name(workspace)]
  }
  func ownHints(_ workspace: Workspace) -> [Command] { [.up, .period, .take, .copy, .search, .back] }

  private func name(_ workspace: Workspace) -> String {
    switch spans[chosen] {
    case .days(let days): workspace.say(.digestSpan, "\(days)")
    case .last(let time):
      workspace.say(.digestSinceLast, time.text(in: workspace.language, now: workspace.now))
    }
  }

  /// The span as the subcommand has it. Printing it so moves the mark of the last digest, as sending does.
  private var since: String {
    switch spans[chosen] {
    case .days(let days): "\(days)d"
    case .last: "last"
    }
  }

  mutating func perform(_ command: Command, _ workspace: inout Workspace, in area: Rect) -> Bool {
    switch command {
    case .period:
      chosen = (chosen + 1) % spans.count
      pane = TextPane()
      workspace.tell(.deskChosen, name(workspace))
    case .take:
      guard let digest else { return true }
      workspace.push(
        FormatSheet(
          name: "joi-\(workspace.say(.deskDigest).lowercased())", title: .deskDigest,
          command: "digest --since \(since)",
          forms: [
            .html(digest.text(as: .html)), .markdown(digest.text(as: .markdown)),
            .plain(digest.text(as: .text)),
          ]))
    case .copy:
      guard let digest else { return true }
      workspace.effects.append(.copy(digest.text(as: .text)))
      workspace.tell(.noticeSent, workspace.say(.deskDigest))
    default: return performText(command, &workspace, in: area)
    }
    return true
  }

  mutating func settle(_ workspace: Workspace, in area: Rect) {
    let key = (version: workspace.forum.version, chosen: chosen, language: workspace.language)
    if let forum = workspace.forum.forum, made.map({ $0 != key }) ?? true {
      made = key
      let since: Timestamp
      switch spans[chosen] {
      case .days(let days):
        since = Timestamp(milliseconds: workspace.now.milliseconds - Int64(days) * Community.Desk.day)
      case .last(let time): since = time
      }
      let export = DigestExport(
        Digest(forum, since: since, now: workspace.now), forum, toolbox: workspace.toolbox,
        language: workspace.language)
      digest = export
      text = RichText(commonMark: export.text(as: .markdown))
    }
    settleText(workspace, in: area)
  }

  func document(_ workspace: Workspace, in area: Rect) -> Document {
    var document = workspace.document(width: Self.textArea(area).width)
    document.rich(text)
    return document
  }
}
