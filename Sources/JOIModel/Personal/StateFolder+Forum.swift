import Glibc

/// What is kept of a member's reading and writing in the forum.
extension StateFolder {
  /// The folder of an account that is tried out: what one plays does not mix with what one is. What is no account's
  /// name never becomes part of a path.
  public func playing(_ account: String) -> StateFolder {
    StateFolder(path: "\(path)/as\(Identifier.isValid(account) ? "-\(account)" : "")")
  }

  /// What has been read; the marks of a first visit where nothing was kept.
  public func loadReadMarks(now: Timestamp) -> ReadMarks {
    load("read.json").flatMap { ReadMarks(json: $0) } ?? ReadMarks(firstVisit: now)
  }

  /// Keeps what has been read, together with what another program of this member kept meanwhile.
  @discardableResult
  public func save(_ marks: ReadMarks) throws(Failure) -> ReadMarks {
    try locked { () throws(Failure) in
      var merged = marks
      if let kept = load("read.json").flatMap({ ReadMarks(json: $0) }) { merged.merge(kept) }
      try write(merged, to: "read.json")
      return merged
    }
  }

  /// The levels that were chosen.
  public func loadWatches() -> Watches { load("watch.json").map { Watches(json: $0) } ?? Watches() }

  /// Chooses a level for a thread, and answers all that are chosen then.
  @discardableResult
  public func watch(_ level: Watches.Level, _ thread: String) throws(Failure) -> Watches {
    try locked { () throws(Failure) in
      var watches = loadWatches()
      watches.set(level, thread)
      try write(watches, to: "watch.json")
      return watches
    }
  }

  /// The drafts that were kept, the oldest first.
  public func loadDrafts() -> [Draft] {
    ForumReader.entries(path).filter { $0.hasPrefix("draft-") && $0.hasSuffix(".json") }.compactMap {
      load($0).flatMap { Draft(json: $0) }
    }.sorted { ($0.began, $0.event) < ($1.began, $1.event) }
  }

  /// Keeps a draft as it is now. It survives the program, and a power cut only when the system has written it: this
  /// happens with every key.
  public func save(_ draft: Draft) throws(Failure) {
    try prepare()
    try write(draft, to: draft.file, isDurable: false)
  }

  /// Throws a draft away: it was sent, or nobody wants it. One that another program began since stays.
  public func discard(_ draft: Draft) throws(Failure) {
    if let kept = load(draft.file).flatMap({ Draft(json: $0) }), kept.event != draft.event { return }
    guard unlink("\(path)/\(draft.file)") == 0 || errno == ENOENT else { throw Failure.now() }
  }
}
