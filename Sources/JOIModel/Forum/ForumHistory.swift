/// What was done with conversations: who, what, when and why.
extension Forum {
  /// An act, as it stands in a thread's history.
  public struct Act: Equatable, Sendable {
    /// What can be done with a conversation or a post.
    public enum Kind: String, CaseIterable, Sendable {
      case retract, flag, answer, review, hide, show, close, open, pin, unpin, move, retitle, link, note
    }

    /// What was done.
    public var kind: Kind
    /// The event's id.
    public var event: String
    /// Who did it: `account`, or `account@region`.
    public var author: String
    /// When.
    public var time: Timestamp
    /// The place of the thread.
    public var thread: Int
    /// The record of the post with which it was done; the question for what concerns the whole thread.
    public var post: Int
    /// The new title, the theme's or tool's id, or the note; empty for other kinds.
    public var text: String
    /// Why; empty where no reason was given.
    public var reason: String
    /// The tags that came with a new title; nil where they stayed.
    public var tags: [String]?
    /// When its author took it back; nil where it stands.
    public var undone: Timestamp?
  }

  /// What was done in a thread, the earliest first. Members see what facilitators did with it; that it was looked at,
  /// flagged or noted is for facilitators.
  public func history(of thread: Int) -> [Act] {
    (history[thread] ?? []).compactMap { act(Int($0), thread) }.filter {
      viewer.isFacilitator || ![.review, .flag, .note].contains($0.kind)
    }
  }

  /// What facilitators did as such since a moment, in all threads, the latest first; nothing for members.
  public func facilitatorActs(since: Timestamp? = nil) -> [Act] {
    guard viewer.isFacilitator else { return [] }
    var found: [(number: Int, thread: Int)] = []
    for (thread, numbers) in history {
      let asker = records.logs[Int(records.records[threads[thread].question].log)].author
      for number in numbers.lazy.map(Int.init) {
        let act = records.acts[number]
        guard act.time >= since?.milliseconds ?? .min else { continue }
        let isMarking = act.kind == .answer && records.logs[Int(act.log)].author != asker
        if act.kind.isOfOffice || isMarking { found.append((number, thread)) }
      }
    }
    func place(_ number: Int) -> (Int64, String, UInt32) {
      let act = records.acts[number]
      return (act.time, records.logs[Int(act.log)].path, act.offset)
    }
    return found.sorted { place($0.number) > place($1.number) }.compactMap { act($0.number, $0.thread) }
  }

  /// What facilitators noted about a thread; nothing for members.
  public func notes(of thread: Int) -> [Act] {
    history(of: thread).filter { $0.kind == .note && $0.undone == nil }
  }

  private func act(_ number: Int, _ thread: Int) -> Act? {
    let act = records.acts[number]
    guard let kind = Act.Kind(rawValue: act.kind.rawValue) else { return nil }
    let addition = records.additions[number]
    let bringsText = [.move, .retitle, .link, .note].contains(kind)
    return Act(
      kind: kind, event: records.ids.text(Int(act.id)),
      author: records.authors[Int(records.logs[Int(act.log)].author)],
      time: Timestamp(milliseconds: act.time), thread: thread, post: Int(postOfID[Int(act.target)]),
      text: bringsText ? act.text : "", reason: bringsText ? addition?.reason ?? "" : act.text,
      tags: addition?.tags,
      undone: undoings[number].map { Timestamp(milliseconds: records.acts[$0].time) })
  }

  /// The last thing that the viewer did as a facilitator and that stands. What was done with several conversations at
  /// once has the same moment and is one thing. `taken` are events that were taken back since this forum was read.
  public func lastOwnActs(besides taken: Set<String> = []) -> [Act] {
    guard viewer.isFacilitator, let author = records.authors.firstIndex(of: viewer.account) else { return [] }
    var found: [(number: Int, thread: Int)] = []
    var last = Int64.min
    for (thread, numbers) in history {
      for number in numbers.lazy.map(Int.init) where undoings[number] == nil {
        let act = records.acts[number]
        guard act.time >= last, Int(records.logs[Int(act.log)].author) == author,
          act.kind.isOfOffice || act.kind == .answer
        else { continue }
        if !taken.isEmpty, taken.contains(records.ids.text(Int(act.id))) { continue }
        if act.time > last { found = [] }
        last = act.time
        found.append((number, thread))
      }
    }
    return found.sorted { records.acts[$0.number].offset < records.acts[$1.number].offset }.compactMap {
      act($0.number, $0.thread)
    }
  }

  /// The room in which an event of the viewer's has to be taken back: where it stands.
  public func room(of act: Act) -> String? {
    if act.kind == .note { return community.rooms.first { $0.kind == .notes }?.id }
    return community.rooms[threads[act.thread].room].id
  }
}
