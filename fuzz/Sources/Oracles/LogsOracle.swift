import Glibc

@testable import JOIModel

/// The logs: in whatever order they are read, at once or in pieces, they are the same forum; nothing steers; nobody's act
/// counts who may not do it; and erasing leaves the tree.
public func checkLogs(_ logs: [String: [UInt8]]) {
  var facilitators = ""
  for account in ["cora", "anna", "niemand"] {
    let viewer = FuzzForum.viewer(account)
    let whole = fold(logs, viewer, FuzzForum.turns(logs, for: viewer, order: logs.keys.sorted()))
    let dump = dumped(whole)
    if account == "cora" { facilitators = dump }
    let backwards = FuzzForum.turns(logs, for: viewer, order: logs.keys.sorted().reversed())
    require(same(dumped(fold(logs, viewer, backwards)), dump), "read backwards it is another forum")
    let mixed = inTurns(FuzzForum.turns(logs, for: viewer, order: logs.keys.sorted()))
    require(same(dumped(fold(logs, viewer, mixed, stops: true)), dump), "read in turns it is another forum")
    checkRights(whole)
    if account != "niemand" { checkTaken(whole) }
  }
  checkFiles(logs, facilitators)
  checkErasing(logs)
}

/// `stops`: folded on the way too, each time after the one before.
private func fold(
  _ logs: [String: [UInt8]], _ viewer: Viewer, _ turns: [FuzzForum.Turn], stops: Bool = false
) -> Forum {
  var reading = FuzzForum.Reading()
  var previous: Forum?
  func folded(after previous: Forum?) -> Forum {
    ForumFold.fold(reading.records, FuzzForum.community, viewer, .memory(logs), after: previous)
  }
  for (number, turn) in turns.enumerated() {
    reading.take(turn)
    if stops, number % 3 == 1 { previous = folded(after: previous) }
  }
  return folded(after: previous)
}

/// A line of each log in turn.
private func inTurns(_ turns: [FuzzForum.Turn]) -> [FuzzForum.Turn] {
  var rest: [String: ArraySlice<[UInt8]>] = [:]
  for turn in turns { rest[turn.path, default: []].append(turn.line) }
  var out: [FuzzForum.Turn] = []
  while !rest.isEmpty {
    for path in rest.keys.sorted().reversed() {
      if let line = rest[path]?.popFirst() { out.append((path, line)) }
      if rest[path]?.isEmpty == true { rest[path] = nil }
    }
  }
  return out
}

/// All that can be seen of a forum, whatever the order of reading; each text of it looked at on the way.
private func dumped(_ forum: Forum) -> String {
  var out = ""
  func add(_ text: String, lines: Bool = false) {
    requireClean(text, lines: lines, "the forum")
    out += text + "\n"
  }
  for thread in forum.threads.indices.sorted(by: {
    forum.id(forum.threads[$0].question) < forum.id(forum.threads[$1].question)
  }) {
    let state = forum.threads[thread]
    add(
      "THREAD \(forum.id(state.question)) \(state.room) \(state.theme) \(state.title) \(forum.closingReason(thread))"
    )
    add(forum.title(thread, in: .dutch))
    add(
      "\(state.tags) \(state.tools) \(state.answer.map { forum.id($0) } ?? "-") \(state.isClosed) \(state.isPinned)"
    )
    add("\(state.replies) \(state.lastTime) \(forum.posts(of: thread).map { forum.id($0) })")
    add(
      "\((forum.history[thread] ?? []).map { forum.records.ids.text(Int(forum.records.acts[Int($0)].id)) })")
    add("\((forum.reviews[thread] ?? []).map { "\($0.place) \($0.time)" })")
    let nodes = ThreadTree(forum, thread: thread).nodes
    require(
      nodes.count == forum.postCount(thread), "the tree has \(nodes.count) of \(forum.postCount(thread))")
    for node in nodes {
      let post = node.post
      add(
        "\(node.depth) \(forum.id(post)) \(forum.author(post)) \(forum.time(post).text) \(forum.likes(post))")
      add("\(forum.posts[post].marks.rawValue) \(node.descendants) \(node.isLast) \(forum.flagReasons(post))")
      add(
        "\(forum.reason(of: post)) \(forum.ownLike(of: post) ?? "-") \(forum.parent(post).map { forum.id($0) } ?? "-")"
      )
      add(forum.body(post) ?? "?", lines: true)
      require(forum.post(forum.id(post)) == post, "a post is not found by its id")
    }
    for tool in state.tools {
      add("\(forum.threads(about: tool).map { forum.id(forum.threads[$0].question) })")
    }
  }
  return out
}

/// Whose act it was: nobody hides, closes or marks who may not, and no post stands under another's name.
private func checkRights(_ forum: Forum) {
  func author(_ act: Int) -> String {
    forum.records.authors[Int(forum.records.logs[Int(forum.records.acts[act].log)].author)]
  }
  func isOfOffice(_ act: Int) -> Bool { ["cora", "dirk"].contains(author(act)) }
  for (_, act) in forum.hidings { require(isOfOffice(act), "\(author(act)) hides") }
  for (_, act) in forum.closings { require(isOfOffice(act), "\(author(act)) closes") }
  for (post, act) in forum.retractions {
    require(author(act) == forum.author(post), "\(author(act)) retracts")
  }
  for (thread, act) in forum.answerActs {
    require(
      isOfOffice(act) || author(act) == forum.author(forum.threads[thread].question), "\(author(act)) marks")
  }
  for thread in forum.threads.indices {
    require(
      forum.viewer.rooms.contains(forum.community.rooms[forum.threads[thread].room].id),
      "a room that is not theirs")
    for post in forum.posts(of: thread) {
      let account = forum.author(post).prefix { $0 != "@" }
      require(forum.id(post).hasPrefix(account), "\(forum.id(post)) of \(forum.author(post))")
      let body = Int(forum.posts[post].body)
      require(forum.author(body) == forum.author(post), "another's text")
    }
    for act in forum.history[thread] ?? [] {
      let kind = forum.records.acts[Int(act)].kind
      if kind.isOfOffice { require(isOfOffice(Int(act)), "\(author(Int(act))): \(kind)") }
    }
  }
}

/// What is taken along: a message or entry a post, and all of it clean.
private func checkTaken(_ forum: Forum) {
  let export = ForumExport(forum, .all, language: .dutch, now: FuzzForum.now)
  let posts = export.threads.reduce(0) { $0 + forum.postCount($1) }
  for format in ForumExportFormat.allCases {
    let text = export.text(as: format)
    requireClean(text, lines: true, "\(format)")
    switch format {
    case .markdown: break
    case .mbox:
      let messages = text.split(separator: "\n", omittingEmptySubsequences: false).count {
        $0.hasPrefix("From ")
      }
      require(messages == posts, "\(messages) messages of \(posts) posts")
    case .atom:
      let entries = text.components(of: "<entry>")
      require(entries == posts, "\(entries) entries of \(posts) posts")
      requireInertFeed(text)
    }
  }
  var index = PostIndex()
  index.grow(to: forum)
  let search = ForumSearch(index: index)
  for thread in forum.threads.indices.prefix(3) {
    let words = Folding.words(forum.threads[thread].title).prefix(10).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard !words.isEmpty, forum.isShown(forum.threads[thread].question) else { continue }
    let found = search.search(
      words.joined(separator: " "), forum: forum, marks: ReadMarks(firstVisit: FuzzForum.now),
      watches: Watches(),
      now: FuzzForum.now, isThorough: true)
    require(
      found.posts.contains { forum.threadOf($0) == thread },
      "a conversation is not found by its title \(words)")
  }
}

/// A feed has no element but those of RFC 4287 and RFC 4685 that exports write.
private func requireInertFeed(_ text: String) {
  let known: Set<String> = [
    "feed", "title", "id", "updated", "entry", "author", "name", "published", "category", "content", "link",
    "generator",
    "subtitle", "summary", "thr:in-reply-to", "?xml",
  ]
  for part in text.split(separator: "<").dropFirst() {
    let name = part.drop { $0 == "/" }.prefix { $0.isLetter || $0 == ":" || $0 == "-" || $0 == "?" }
    require(known.contains(String(name)), "<\(name)> in the feed")
  }
}

extension String {
  func components(of part: String) -> Int { ranges(of: part).count }
}

// MARK: Files

private let folder: String = {
  let path = "/dev/shm/joi-fuzz-\(getpid())"
  mkdir(path, 0o700)
  mkdir("\(path)/forum", 0o700)
  for room in FuzzForum.community.rooms { mkdir("\(path)/forum/\(room.id)", 0o700) }
  mkdir("\(path)/forum/leden/@zuid", 0o700)
  atexit { _ = removeFolder() }
  return path
}()

private func removeFolder() -> Int32 {
  let path = "/dev/shm/joi-fuzz-\(getpid())"
  for log in FuzzForum.paths { unlink("\(path)/\(log)") }
  rmdir("\(path)/forum/leden/@zuid")
  for room in FuzzForum.community.rooms { rmdir("\(path)/forum/\(room.id)") }
  rmdir("\(path)/forum")
  return rmdir(path)
}

private func append(_ bytes: ArraySlice<UInt8>, to path: String) {
  let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
  require(file >= 0, "no file in /dev/shm")
  defer { close(file) }
  let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
  require(written == bytes.count, "a short write")
}

/// As files that grow while they are read, and read anew at the end.
private func checkFiles(_ logs: [String: [UInt8]], _ dump: String) {
  for path in FuzzForum.paths { unlink("\(folder)/\(path)") }
  let viewer = FuzzForum.viewer("cora")
  var growing = ForumReader(root: folder, community: FuzzForum.community, viewer: viewer)
  for (path, bytes) in logs.sorted(by: { $0.key > $1.key }) {
    let half = bytes.count / 2
    append(bytes[..<half], to: "\(folder)/\(path)")
    _ = growing.refresh(now: FuzzForum.now)
    append(bytes[half...], to: "\(folder)/\(path)")
  }
  _ = growing.refresh(now: FuzzForum.now)
  require(same(dumped(growing.forum()), dump), "files that grow give another forum")
  var reader = ForumReader(root: folder, community: FuzzForum.community, viewer: viewer, isThorough: true)
  _ = reader.refresh(now: FuzzForum.now)
  let forum = reader.forum()
  require(same(dumped(forum), dump), "files give another forum")
  let lines = logs.values.map(lineCount).max() ?? 0
  let findings = reader.findings(forum)
  for finding in findings {
    require((0...lines).contains(finding.line), "line \(finding.line) of \(lines)")
    for language in Language.allCases { requireClean(finding.text(in: language), "a finding") }
  }
  // Each line that is no event, and no line of another version, is told.
  let bad = logs.values.flatMap { FuzzForum.lines($0) }.contains {
    $0.count <= LogLine.maximalLength && $0.contains { ![0x20, 0x0D, 0x09].contains($0) }
      && LogLine.read($0).problem != nil
  }
  require(!bad || !findings.isEmpty, "a line is left out and not told")
}

// MARK: Erasing

/// Erasing all texts: each line keeps its length, a second time changes nothing, no text stays, and the tree does.
private func checkErasing(_ logs: [String: [UInt8]]) {
  var erased: [String: [UInt8]] = [:]
  for (path, bytes) in logs {
    var out: [UInt8] = []
    for line in FuzzForum.lines(bytes) {
      let (new, _) = LineEraser.erase(line) ?? (line, .noEvent)
      require(new.count == line.count, "an erased line has another length")
      require(LineEraser.erase(new) == nil, "erasing twice changes a line")
      if let root = try? JSONDocument(new, limits: LogLine.limits).root {
        for key in ["title", "body", "reason", "tags"] as [StaticString] {
          require(root[key]?.range.isEmpty ?? true || root[key]?.elements.isEmpty == true, "\(key) stays")
        }
      }
      out += new + [0x0A]
    }
    erased[path] = out
  }
  let viewer = FuzzForum.viewer("cora")
  func tree(_ logs: [String: [UInt8]]) -> String {
    let forum = fold(logs, viewer, FuzzForum.turns(logs, for: viewer, order: logs.keys.sorted()))
    var out = ""
    for thread in forum.threads.indices {
      for node in ThreadTree(forum, thread: thread).nodes {
        out += "\(node.depth) \(forum.id(node.post)) \(forum.likes(node.post)) \(forum.isHidden(node.post))\n"
      }
    }
    return out
  }
  require(same(tree(erased), tree(logs)), "erasing changes the tree")
}
