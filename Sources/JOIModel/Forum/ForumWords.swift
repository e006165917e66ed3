/// What is said of conversations and posts in words, wherever they are printed.
extension Forum {
  /// Who wrote a post: name and organisation, whether a facilitator (by account, whatever the name says), and whether
  /// an invented person.
  public func byline(_ post: Int, in language: Language, now: Timestamp) -> String {
    badged(post, in: language, now: now)
      + (isFictional(author(post)) ? " (\(language.text(.fictional)))" : "")
  }

  /// Name and organisation, and the badge of a facilitator: it goes by the account, for a name can claim anything.
  public func badged(_ post: Int, in language: Language, now: Timestamp) -> String {
    let author = author(post)
    return signature(author, in: language)
      + (isFacilitator(author, now: now) ? " [\(language.text(.postFacilitator))]" : "")
  }

  /// What stands in the place of a text that was hidden, taken back or erased; nil where the text is to be read.
  public func removal(_ post: Int, in language: Language) -> String? {
    let reason = reason(of: post)
    if isHidden(post) {
      return reason.isEmpty ? language.text(.postHiddenNoReason) : language.text(.postHidden, reason)
    }
    if isRetracted(post) {
      return reason.isEmpty ? language.text(.postRetracted) : language.text(.postRetractedReason, reason)
    }
    return isErased(post) ? language.text(.postErased) : nil
  }

  /// When a post last changed: written, edited, taken back or hidden.
  public func changed(_ post: Int) -> Timestamp {
    var last = records.records[post].time
    last = max(last, records.records[Int(posts[post].body)].time)
    for act in [retractions[post], hidings[post]] { last = max(last, act.map { records.acts[$0].time } ?? 0) }
    return Timestamp(milliseconds: last)
  }

  /// Theme, number of replies and state of a thread on one line.
  public func facts(of thread: Int, in language: Language) -> String {
    let value = threads[thread]
    return
      ([
        "\(language.text(.composeTheme)): \(themeName(thread, in: language))",
        language.count(value.replies, .countReply, .countReplies),
        language.text(state(thread).name),
      ] + value.tags.map { "#\($0)" }).joined(separator: " · ")
  }

  /// That a thread is closed, and why; nil where it is open.
  public func closing(_ thread: Int, in language: Language) -> String? {
    guard threads[thread].isClosed else { return nil }
    let reason = closingReason(thread)
    return reason.isEmpty ? language.text(.threadClosedNoReason) : language.text(.threadClosed, reason)
  }
}

extension Forum.State {
  /// Its name.
  public var name: Message {
    switch self {
    case .answered: .stateAnswered
    case .waiting: .stateWaiting
    case .closed: .stateClosed
    }
  }
}
