/// What was done with a conversation, in words: for its history on the screen and on the command line.
extension Forum {
  /// One line that says who did what, why, and whether it was taken back: "Verborgen door Cora, Emmer: noemt een
  /// persoon".
  ///
  /// - Parameters:
  ///   - toolbox: where the names of linked tools stand; nil gives their ids.
  ///   - marksFictional: whether to say of an invented person that it is one; a screen may say so beside the line.
  ///   - now: the moment that the words for a moment go by.
  public func sentence(
    for act: Act, in language: Language, toolbox: Toolbox?, marksFictional: Bool = false,
    now: Timestamp = .now
  ) -> String {
    var who = signature(act.author, in: language)
    if marksFictional, isFictional(act.author) { who += " (\(language.text(.fictional)))" }
    let (message, values) = words(for: act, in: language, toolbox: toolbox)
    var line = language.text(message, [who] + values)
    if !act.reason.isEmpty { line += ": \(act.reason)" }
    if let undone = act.undone {
      line += " (\(language.text(.historyUndone, undone.text(in: language, now: now))))"
    }
    return line
  }

  /// What an act brought, as far as it can be seen: a title that is gone with its question is not told here either.
  public func shownText(of act: Act) -> String {
    let question = threads[act.thread].question
    return act.kind == .retitle && (isHidden(question) || isRetracted(question)) ? "" : act.text
  }

  private func words(for act: Act, in language: Language, toolbox: Toolbox?) -> (Message, [String]) {
    switch act.kind {
    case .retract: return (.historyRetract, [])
    case .flag: return (.historyFlag, [])
    case .answer: return (.historyAnswer, [])
    case .review: return (.historyReview, [])
    case .hide: return (.historyHide, [])
    case .show: return (.historyShow, [])
    case .close: return (.historyClose, [])
    case .open: return (.historyOpen, [])
    case .pin: return (.historyPin, [])
    case .unpin: return (.historyUnpin, [])
    case .move: return (.historyMove, [name(ofTheme: act.text, thread: act.thread, in: language)])
    case .retitle: return words(forNewTitle: act, in: language)
    case .link: return (.historyLink, [Self.name(ofTool: act.text, toolbox, in: language)])
    case .note: return (.historyNote, [act.text])
    }
  }

  private func words(forNewTitle act: Act, in language: Language) -> (Message, [String]) {
    let title = shownText(of: act)
    let tags = act.tags.map { $0.map { "#\($0)" }.joined(separator: " ") }
    switch (title.isEmpty, tags) {
    case (true, nil): return (.historyRetitleGone, [])
    case (true, ""?): return (.historyTagsGone, [])
    case (true, let tags?): return (.historyTags, [tags])
    case (false, nil), (false, ""?): return (.historyRetitle, [title])
    case (false, let tags?): return (.historyRetitleTags, [title, tags])
    }
  }

  /// In the thread's own room only: what a theme of another room is called is not for everybody.
  private func name(ofTheme theme: String, thread: Int, in language: Language) -> String {
    let themes = community.rooms[threads[thread].room].themes
    return themes.first { $0.id == theme }?.name.text(in: language) ?? theme
  }

  /// The name of a tool that a conversation speaks of; its id where there is no toolbox.
  static func name(ofTool id: String, _ toolbox: Toolbox?, in language: Language) -> String {
    guard let toolbox else { return id }
    return toolbox.tool(id)?.name.text(in: language) ?? language.text(.unknownTool, id)
  }
}
