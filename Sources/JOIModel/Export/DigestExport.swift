/// A form in which the digest can be had.
public enum DigestFormat: String, CaseIterable, Sendable {
  /// Lines of at most 72 columns, for mail.
  case text
  case markdown
  case html
}

/// The digest as something to mail: the same words in each form.
public struct DigestExport: Sendable {
  /// A question in a list.
  struct Entry {
    var title: String
    /// From whom, which theme, how long ago, and the like.
    var facts: String
    /// What to type to read it.
    var command: String
  }

  /// A part with a heading: questions, then lines.
  struct Section {
    var heading: String
    var entries: [Entry] = []
    var lines: [String] = []
  }

  /// So many questions that wait are named; of the others the number is told.
  static let namedWaiting = 20

  let digest: Digest
  let forum: Forum
  /// Nil where it can't be read: then tools are told by their ids.
  let toolbox: Toolbox?
  let language: Language

  /// A digest of a forum, in a language.
  public init(_ digest: Digest, _ forum: Forum, toolbox: Toolbox?, language: Language) {
    (self.digest, self.forum, self.toolbox, self.language) = (digest, forum, toolbox, language)
  }

  /// The whole document in a format.
  public func text(as format: DigestFormat) -> String {
    switch format {
    case .text: plainText()
    case .markdown: markdown()
    case .html: html()
    }
  }

  var title: String { language.text(.digestTitle) }

  /// What stands above the lists: the time, the counts, and what has to be known of them.
  var preface: [String] {
    let (since, now) = (digest.since, digest.now)
    let counts = [
      language.count(digest.asked.count, .digestCountNew, .digestCountsNew),
      language.count(digest.answered.count, .digestCountAnswered, .digestCountsAnswered),
      language.count(digest.waiting.count, .digestCountWaiting, .digestCountsWaiting),
    ]
    var lines = [
      language.text(.digestPeriod, since.text(in: language, now: now), now.text(in: language, now: now)),
      counts.joined(separator: " · "),
    ]
    if digest.isQuiet { lines.append(language.text(.digestNothing)) }
    if digest.leavesRoomsOut { lines.append(language.text(.digestRoomsLeftOut)) }
    return lines
  }

  /// The lists that have something in them.
  var sections: [Section] {
    let named = digest.waiting.prefix(Self.namedWaiting)
    let more = digest.waiting.count - named.count
    let sections = [
      Section(heading: language.text(.digestNew), entries: digest.asked.map { entry($0, [asked($0)]) }),
      Section(
        heading: language.text(.digestAnswered),
        entries: digest.answered.map { entry($0.thread, [asked($0.thread), language.text($0.word)]) }),
      Section(
        heading: language.text(.digestWaiting), entries: named.map { entry($0, [waits($0)]) },
        lines: more > 0 ? [language.count(more, .digestMoreWaiting, .digestMoresWaiting)] : []),
      Section(heading: language.text(.digestTools), lines: digest.tools.map(line)),
    ]
    return sections.filter { !$0.entries.isEmpty || !$0.lines.isEmpty }
  }

  private func entry(_ thread: Int, _ facts: [String]) -> Entry {
    let value = forum.threads[thread]
    return Entry(
      title: forum.title(thread, in: language),
      facts: ([sender(thread), forum.themeName(thread, in: language)] + facts.prefix(1)
        + [language.count(value.replies, .countReply, .countReplies)] + facts.dropFirst())
        .joined(separator: " · "),
      command: "joi-tui thread \(forum.id(value.question))")
  }

  /// The organisation and not the person: mail travels further than the forum.
  private func sender(_ thread: Int) -> String {
    let author = forum.author(forum.threads[thread].question)
    let organisation = forum.community.organisation(of: author)?.name
    let name = organisation.map { language.text(.digestFrom, $0) } ?? language.text(.digestFromMember)
    return name + (forum.isFictional(author) ? " (\(language.text(.fictional)))" : "")
  }

  private func age(_ thread: Int, _ ago: Message, _ justNow: Message) -> String {
    let time = forum.time(forum.threads[thread].question)
    let age = time.age(in: language, now: digest.now)
    return age == language.text(.ageNow) ? language.text(justNow) : language.text(ago, age)
  }

  private func asked(_ thread: Int) -> String { age(thread, .digestAsked, .digestAskedNow) }
  private func waits(_ thread: Int) -> String { age(thread, .digestWaits, .digestWaitsNow) }

  private func line(_ spoken: Digest.SpokenTool) -> String {
    let name = Forum.name(ofTool: spoken.tool, toolbox, in: language)
    return "\(language.count(spoken.conversations, .countThread, .countThreads)): \(name)"
  }
}

extension Digest.Answered {
  /// How it was answered.
  fileprivate var word: Message {
    switch (first != nil, marked != nil) {
    case (true, true): .digestFirstAndMarked
    case (_, true): .digestMarked
    case (_, false): .digestFirst
    }
  }
}
