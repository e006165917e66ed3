/// What members and facilitators did with posts and threads, in the order of (effective time, account, position).
extension ForumFold {
  mutating func addActs() {
    let acts = records.acts
    let inOrder = acts.indices.sorted {
      isBefore((acts[$0].time, acts[$0].log, acts[$0].offset), (acts[$1].time, acts[$1].log, acts[$1].offset))
    }
    // By the id's number; there are as many acts as posts, and a dictionary of them takes longer than all else here.
    var actOfID = [Int32](repeating: -1, count: records.ids.count)
    var repeated: Set<Int> = []
    for number in inOrder {
      let id = acts[number].id
      if actOfID[Int(id)] >= 0 || forum.postOfID[Int(id)] >= 0 || versionIDs.contains(id) {
        repeated.insert(number)
        noteAct(.duplicateID(text(id)), acts[number].log, acts[number].offset)
      } else {
        actOfID[Int(id)] = Int32(number)
      }
    }
    for number in inOrder where acts[number].kind == .undo && !repeated.contains(number) {
      let id = acts[number].target
      let target = id == ForumRecords.none ? -1 : Int(actOfID[Int(id)])
      guard target >= 0, acts[target].kind != .undo else {
        noteAct(.unknownTarget(text(acts[number].target)), acts[number].log, acts[number].offset)
        continue
      }
      // Who stepped down leaves the acts of the office standing.
      guard author(acts[target].log) == author(acts[number].log),
        !isOfOffice(acts[target]) || isModerator(acts[number])
      else {
        noteAct(.notAllowed(acts[number].kind.rawValue), acts[number].log, acts[number].offset)
        continue
      }
      if forum.undoings[target] == nil { forum.undoings[target] = number }
    }
    var likes: Set<UInt64> = []
    likes.reserveCapacity(acts.count)
    for number in inOrder where !repeated.contains(number) && acts[number].kind != .undo {
      take(number, &likes)
    }
  }

  /// Lets an act count that may, unless it was taken back; then the history alone has it.
  private mutating func take(_ number: Int, _ likes: inout Set<UInt64>) {
    let act = records.acts[number]
    let post = act.target == ForumRecords.none ? -1 : Int(forum.postOfID[Int(act.target)])
    guard post >= 0, forum.posts[post].thread >= 0 else {
      return noteAct(.unknownTarget(text(act.target)), act.log, act.offset)
    }
    let thread = Int(forum.posts[post].thread)
    guard isAllowed(act, on: post, thread) else {
      // Who may not do a thing may take it back: nothing is left to tell.
      if forum.undoings[number] == nil { noteAct(.notAllowed(act.kind.rawValue), act.log, act.offset) }
      return
    }
    if let unknown = unknown(act, post, thread) {
      return noteAct(.unknownTarget(unknown), act.log, act.offset)
    }
    if act.kind != .like { forum.history[thread, default: []].append(Int32(number)) }
    guard forum.undoings[number] == nil else { return }
    if act.kind == .like {
      like(act, number, post, &likes)
    } else {
      apply(act, number, post, thread)
    }
  }

  private func isAllowed(_ act: ForumRecords.Act, on post: Int, _ thread: Int) -> Bool {
    let isOwn = author(act.log) == author(records.records[post].log)
    // What stands in a room is about that room; flags and notes have rooms of their own.
    let isHere = records.logs[Int(act.log)].room == records.logs[Int(records.records[post].log)].room
    return switch act.kind {
    case .retract: isOwn && isHere
    case .like: !isOwn && isHere
    case .answer: isHere && (isAsker(act, thread) || isModerator(act))
    case .note: isModerator(act)
    case .thread, .reply, .edit, .flag, .undo: true
    default: isHere && isModerator(act)
    }
  }

  /// What an act names that is not there; nil where all is.
  private func unknown(_ act: ForumRecords.Act, _ post: Int, _ thread: Int) -> String? {
    switch act.kind {
    case .answer:
      let question = forum.threads[thread].question
      return post != question && act.thread == records.records[question].id ? nil : text(act.thread)
    case .move:
      let themes = community.rooms[forum.threads[thread].room].themes
      return themes.contains { $0.id == act.text } ? nil : act.text
    case .link: return Identifier.isValid(act.text) ? nil : act.text
    default: return nil
    }
  }

  private mutating func like(_ act: ForumRecords.Act, _ number: Int, _ post: Int, _ likes: inout Set<UInt64>)
  {
    let author = author(act.log)
    guard likes.insert(UInt64(author) << 32 | UInt64(post)).inserted else { return }
    forum.posts[post].likes &+= 1
    if viewer.isFacilitator { forum.countedLikes.append(Int32(number)) }
    if records.authors[Int(author)] == viewer.account { forum.ownLikes[post] = number }
  }

  private mutating func apply(_ act: ForumRecords.Act, _ number: Int, _ post: Int, _ thread: Int) {
    switch act.kind {
    case .thread, .reply, .edit, .like, .undo, .note: break
    case .retract:
      forum.posts[post].marks.insert(.retracted)
      forum.retractions[post] = number
    case .flag:
      forum.posts[post].marks.insert(.flagged)
      forum.flags[post, default: []].append(number)
    case .answer:
      forum.threads[thread].answer = post
      forum.answerActs[thread] = number
    case .review:
      let place = forum.order[forum.threads[thread].range].firstIndex(of: Int32(post)) ?? 0
      review(thread, upTo: place - forum.threads[thread].range.lowerBound, act)
    case .hide:
      forum.posts[post].marks.insert(.hidden)
      forum.hidings[post] = number
    case .show:
      forum.posts[post].marks.remove(.hidden)
      forum.hidings[post] = nil
    case .close:
      forum.threads[thread].isClosed = true
      forum.closings[thread] = number
      // Who closes a conversation has looked through it.
      let seen = forum.order[forum.threads[thread].range].count { key(Int($0)).time <= act.time }
      review(thread, upTo: seen - 1, act)
    case .open:
      forum.threads[thread].isClosed = false
      forum.closings[thread] = nil
    case .pin: forum.threads[thread].isPinned = true
    case .unpin: forum.threads[thread].isPinned = false
    case .retitle:
      if !act.text.isEmpty { forum.threads[thread].title = act.text }
      if let tags = records.additions[number]?.tags { forum.threads[thread].tags = tags }
    case .move: forum.threads[thread].theme = act.text
    case .link:
      if !forum.threads[thread].tools.contains(act.text) { forum.threads[thread].tools.append(act.text) }
    }
  }

  private mutating func review(_ thread: Int, upTo place: Int, _ act: ForumRecords.Act) {
    forum.reviews[thread, default: []].append(Forum.Review(place: place, time: act.time))
  }

  private func isAsker(_ act: ForumRecords.Act, _ thread: Int) -> Bool {
    author(act.log) == author(records.records[forum.threads[thread].question].log)
  }

  /// Whether an act was done as a facilitator.
  private func isOfOffice(_ act: ForumRecords.Act) -> Bool {
    guard act.kind == .answer else { return act.kind.isOfOffice }
    let post = act.target == ForumRecords.none ? -1 : Int(forum.postOfID[Int(act.target)])
    return post >= 0 && forum.posts[post].thread >= 0 && !isAsker(act, Int(forum.posts[post].thread))
  }

  private func isModerator(_ act: ForumRecords.Act) -> Bool {
    let log = records.logs[Int(act.log)]
    guard log.region.isEmpty else { return false }
    return community.holds(
      .facilitator, records.authors[Int(log.author)], at: act.time, room: community.rooms[log.room].id,
      byte: Int(act.offset))
  }
}
