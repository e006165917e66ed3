import Glibc
import JOIModel
import Testing

/// Two members at once, killed programs, and files that change below a program that shows them.
@Suite("Forum on screen: live")
struct ForumScreenLiveTests {
  private let dutch = Language.dutch

  private var forum: LiveForum {
    var forum = LiveForum()
    forum.ask("Eerste vraag", by: "eva")
    forum.ask("Tweede vraag", by: "eva")
    forum.ask("Derde vraag", by: "eva")
    return forum
  }

  @Test(
    "F25: what one member posts another sees without a key, the cursor stays, and links lead there and back")
  func twoMembers() throws {
    let joi = try Joi(forum: forum)
    let anna = try joi.openForum(as: "anna")
    let bert = try joi.openForum(as: "bert")
    let before = try anna.select("Tweede vraag")
    try bert.openThread("Eerste vraag")
    try bert.answer("Neem [Betawijzer](tool:beta) eens.")
    var screen = try anna.wait("the post, without a key") { $0.line("Eerste vraag").contains("1 ↩") }
    #expect(screen.contains(dutch.count(1, .newPost, .newPosts)))
    #expect(
      screen.atCursor.dropFirst(24).trimming(" ") == before.atCursor.dropFirst(24).trimming(" "),
      "the row under the cursor is as it was")
    #expect(screen.selected.contains("Tweede vraag"))
    #expect(screen.line("Eerste vraag").contains("● Eerste vraag"))
    // It went up in the list, for it is the latest.
    #expect(try #require(screen.row(of: "Eerste vraag")) < #require(screen.row(of: "Tweede vraag")))

    // From the post to its tool, from the tool to the conversation, and back all the way.
    try anna.press(".", until: "Neem Betawijzer eens.")
    try anna.press("Tab", until: "the link") { $0.atCursor.dropFirst($0.cursor.x).hasPrefix("Betawijzer") }
    try anna.press("Enter", until: "Welke kant wijst de beta?")
    screen = try anna.press("End", until: dutch.text(.toolDiscussed))
    screen = try anna.press("Tab", until: "a link on the page") { $0.cursor.x > 0 }
    while !screen.atCursor.contains("Eerste vraag") {
      let cursor = screen.cursor
      screen = try anna.press("Tab", until: "the next link") { $0.cursor != cursor }
    }
    screen = try anna.press("Enter", until: "the conversation") {
      $0.isConversation && $0.contains("Eerste vraag")
    }
    // Bert writes on while the conversation is read: it grows, and the post at hand stays.
    let reading = screen
    try bert.answer("Nog iets.")
    screen = try anna.wait("the second post in the conversation") { $0.contains("Nog iets.") }
    #expect(screen.atCursor == reading.atCursor)
    try anna.press("Escape", until: "the tool's page") { $0.row(1).contains("› Betawijzer") }
  }

  @Test("Where inotify is not to be had the logs are looked at every two seconds, and the screen says so")
  func polling() throws {
    let joi = try Joi(forum: forum)
    let inject = "-e trace=inotify_init1 -e inject=inotify_init1:error=EMFILE"
    let anna = try joi.terminal(
      "exec strace -f -qq -o /dev/null \(inject) $JOI --as anna", width: 100, height: 30)
    try anna.wait("the sentence") { $0.contains(dutch.text(.forumPolled)) }
    try anna.press("4", until: dutch.text(.forumAll))
    let bert = try joi.openForum(as: "bert")
    try bert.openThread("Eerste vraag")
    try bert.answer("Ook zonder inotify.")
    try anna.wait("the post, without a key") { $0.line("Eerste vraag").contains("1 ↩") }
  }

  /// The accounts of members are the system's, so this needs root.
  @Test("A room whose folder may not be read makes nobody look by the clock, and is there once it may be")
  func unreadableRoom() throws {
    let setup = try OwnedForum(identity: "unix")
    try setup.handOver()
    let room = "\(setup.root)/forum/bedrijven"
    #expect(chmod(room, 0o700) == 0)
    let anna = try setup.terminal(as: "anna")
    let screen = try anna.wait("Home with one conversation") {
      $0.contains(dutch.count(1, .countThread, .countThreads))
    }
    #expect(!screen.contains(dutch.text(.forumPolled)))
    #expect(chmod(room, 0o750) == 0)
    try anna.wait("both, without a key") {
      $0.contains(dutch.count(2, .countThread, .countThreads))
        && !$0.contains(dutch.text(.forumPolled))
    }
  }

  @Test("F25: posts of two members cross each other on two screens, many in a row")
  func crossing() throws {
    let joi = try Joi(forum: forum)
    let anna = try joi.openForum(as: "anna")
    let bert = try joi.openForum(as: "bert")
    for tmux in [anna, bert] { try tmux.openThread("Derde vraag") }
    for round in 1...3 {
      try anna.answer("Anna \(round).")
      try bert.wait("Anna's post") { $0.contains("Anna \(round).") }
      try bert.answer("Bert \(round).")
      try anna.wait("Bert's post") { $0.contains("Bert \(round).") }
    }
    #expect(try joi.logged("body", by: "anna") == (1...3).map { "Anna \($0)." })
    #expect(try joi.logged("body", by: "bert") == (1...3).map { "Bert \($0)." })
  }

  @Test("F25: a program killed right after it said that it is sent has lost nothing; the other shows it all")
  func killed() throws {
    let joi = try Joi(forum: forum)
    let anna = try joi.openForum(as: "anna")
    try anna.openThread("Derde vraag")
    for round in 1...3 {
      let bert = try joi.openForum(as: "bert")
      try bert.openThread("Derde vraag")
      let screen = try bert.answer("Bert \(round).")
      kill(screen.pid, SIGKILL)
      #expect(try bert.ended() == 128 + Int(SIGKILL))
      try anna.wait("the post of the killed program") { $0.contains("Bert \(round).") }
    }
    let screen = try anna.answer("Anna zelf.")
    kill(screen.pid, SIGKILL)
    #expect(try anna.ended() == 128 + Int(SIGKILL))
    let again = try joi.openForum(as: "anna")
    #expect(try again.screen().line("Derde vraag").contains("4 ↩"))
    let all = try again.openThread("Derde vraag")
    for text in ["Bert 1.", "Bert 2.", "Bert 3.", "Anna zelf."] { #expect(all.contains(text)) }
  }

  @Test("Two programs of one member write at once: every post is there, whole and once")
  func oneMemberTwice() throws {
    let joi = try Joi(forum: forum)
    let programs = try (1...2).map { _ in try joi.openForum(as: "anna") }
    for (tmux, title) in zip(programs, ["Eerste vraag", "Tweede vraag"]) { try tmux.openThread(title) }
    for round in 1...3 {
      for (number, tmux) in programs.enumerated() {
        try tmux.write()
        try tmux.type("Van \(number), nummer \(round).")
        try tmux.wait("the text") { $0.contains("Van \(number), nummer \(round).") }
      }
      for tmux in programs { try tmux.send("C-x") }
      for tmux in programs {
        try tmux.wait("both sent") { $0.isConversation && $0.contains("nummer \(round).") }
      }
    }
    let expected = (1...3).flatMap { round in (0...1).map { "Van \($0), nummer \(round)." } }
    #expect(try joi.logged("body", by: "anna").sorted() == expected.sorted())
    #expect(try Set(joi.logged("id", by: "anna")).count == 6)
  }

  // MARK: Files that change

  private func write(_ bytes: [UInt8], _ path: String, byRename: Bool) throws {
    try File.write(bytes, to: byRename ? "\(path).new" : path)
    if byRename, rename("\(path).new", path) != 0 { throw SystemFailure("rename") }
  }

  @Test(
    "A log that goes takes its posts along, without a crash, and brings them back", arguments: [true, false])
  func vanished(_ isReading: Bool) throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    if isReading { try tmux.openThread("Tweede vraag") }
    let log = joi.logPath("eva")
    #expect(rename(log, "\(joi.folder.path)/weg.jsonl") == 0)
    try tmux.wait("nothing left") {
      $0.contains(isReading ? dutch.text(.threadGone) : dutch.text(.forumEmpty))
    }
    // Keys on what is not there do no harm.
    for key in ["Down", "-", "t", "*", "End", "Enter", "Tab", "Home"] { try tmux.send(key) }
    #expect(rename("\(joi.folder.path)/weg.jsonl", log) == 0)
    try tmux.wait("all back") { $0.contains("Tweede vraag") && !$0.contains(dutch.text(.threadGone)) }
  }

  @Test("A log cut short or put in another's place is read again whole", arguments: [true, false])
  func replaced(_ byRename: Bool) throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    let bytes = try File.read(joi.logPath("eva"))
    let lines = bytes.split(separator: 0x0A)
    try write(Array(lines[0]) + [0x0A], joi.logPath("eva"), byRename: byRename)
    try tmux.wait("one conversation") {
      $0.contains("1 gesprek ")
        || $0.contains(dutch.count(1, .countThread, .countThreads)) && !$0.contains("Derde vraag")
    }
    var other = LiveForum()
    other.ask("Heel iets anders", by: "eva", body: String(repeating: "lang ", count: 400))
    try write(other.lines("eva"), joi.logPath("eva"), byRename: byRename)
    try tmux.wait("the other log") { $0.contains("Heel iets anders") && !$0.contains("Eerste vraag") }
    try write(bytes, joi.logPath("eva"), byRename: byRename)
    try tmux.wait("the first again") { $0.contains("Derde vraag") && !$0.contains("Heel iets anders") }
    // A half line counts when its end comes, and not before.
    var more = forum
    more.ask("Vierde vraag", by: "eva")
    let last = try #require(more.lines("eva").split(separator: 0x0A).last)
    let half = last.count / 2
    let log = open(joi.logPath("eva"), O_WRONLY | O_APPEND | O_CLOEXEC)
    defer { close(log) }
    func append(_ bytes: ArraySlice<UInt8>) {
      _ = Array(bytes).withUnsafeBytes { Glibc.write(log, $0.baseAddress, $0.count) }
    }
    append(last.prefix(half))
    let bert = try joi.openForum(as: "bert")
    try bert.openThread("Derde vraag")
    try bert.answer("Ondertussen.")
    let screen = try tmux.wait("what came after the half line") { $0.line("Derde vraag").contains("1 ↩") }
    #expect(!screen.contains("Vierde vraag"))
    append(last.dropFirst(half) + [0x0A])
    try tmux.wait("the whole line") { $0.contains("Vierde vraag") }
  }

  @Test(
    "A folder that is replaced, as a restore does, is watched again: later posts appear",
    arguments: ["forum/leden", "forum"])
  func replacedFolder(_ name: String) throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    let folder = "\(joi.folder.path)/data/\(name)"
    let log = name == "forum" ? "leden/" : ""
    var restored = LiveForum()
    restored.ask("Uit de reservekopie", by: "bert")
    joi.folder.folder("data/nieuw/\(log)")
    for (account, bytes) in [
      ("eva", try File.read(joi.logPath("eva"))),
      ("bert", restored.lines("bert")),
    ] { try File.write(bytes, to: "\(joi.folder.path)/data/nieuw/\(log)\(account).jsonl") }
    #expect(rename(folder, "\(joi.folder.path)/data/oud") == 0)
    #expect(rename("\(joi.folder.path)/data/nieuw", folder) == 0)
    try tmux.wait("the restored room") { $0.contains("Uit de reservekopie") && $0.contains("Derde vraag") }
    let bert = try joi.openForum(as: "bert")
    try bert.openThread("Derde vraag")
    try bert.answer("Na de reservekopie.")
    try tmux.wait("a post in the restored room") { $0.line("Derde vraag").contains("1 ↩") }
  }

  @Test(
    "community.json changed: names, roles and rooms are as it says, without a key; broken, the forum closes")
  func community() throws {
    var forum = forum
    forum.ask("Onder bedrijven", by: "bert", theme: "tarieven", room: "bedrijven")
    let joi = try Joi(forum: forum)
    let file = "\(joi.folder.path)/data/community.json"
    let tmux = try joi.openForum(as: "eva")
    #expect(try !tmux.screen().contains("Onder bedrijven"))
    var changed = forum
    changed.members[2]["organisation"] = "krat"
    try write(Array(changed.source.utf8), file, byRename: true)
    var screen = try tmux.wait("the companies' room") { $0.contains("Onder bedrijven") }
    #expect(
      screen.contains("Onderzoeker, Magazijn Het Krat") || screen.contains("Teamleider, Magazijn Het Krat"))
    try write(Array(forum.source.utf8), file, byRename: true)
    try tmux.wait("the room gone again") { !$0.contains("Onder bedrijven") && $0.contains("Derde vraag") }
    try write(Array("{".utf8), file, byRename: true)
    screen = try tmux.wait("no forum") { !$0.contains("Derde vraag") }
    try write(Array(forum.source.utf8), file, byRename: true)
    try tmux.wait("the forum again") { $0.contains("Derde vraag") }
  }
}
