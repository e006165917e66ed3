import Glibc
import JOIModel
import Testing

/// Writing on the screen: what is typed arrives, and nothing of it is lost.
@Suite("Forum on screen: writing")
struct ForumScreenWritingTests {
  private let dutch = Language.dutch
  private let title = "Vraag van Bert"

  private var forum: LiveForum {
    var forum = LiveForum()
    forum.ask(title, by: "bert")
    return forum
  }

  /// Letters of two, three and four bytes, composed and not, with what JSON and CommonMark have signs for.
  private static let text =
    "Eén ploeg: \"ß\", 人 en 🚚; e\u{301} is niet é.\n\n> a\\b <c> & 'd' {e} `f`\n- 100 % {0} $(touch x)\n"

  /// An answer being written on a bare terminal.
  private func writing(_ joi: Joi) throws -> PseudoTerminal {
    let terminal = try joi.rawForum(as: "anna", until: title)
    try terminal.press("\r")
    try terminal.press("r")
    try terminal.wait("the editor") { _ in terminal.text.contains("Antwoord op Teamleider") }
    try terminal.settle()
    return terminal
  }

  @Test(
    "F5: a draft outlives the terminal and the program, is offered again, and what is sent is what was typed",
    arguments: [SIGHUP, SIGKILL])
  func draft(_ signal: Int32) throws {
    let joi = try Joi(forum: forum)
    let terminal = try writing(joi)
    // Enter is what the keyboard sends for a line break.
    try terminal.press(Self.text.replacing("\n", with: "\r"))
    if signal == SIGHUP { terminal.hangUp() } else { kill(terminal.pid, signal) }
    #expect(terminal.ended() == (signal == SIGHUP ? .exited(128 + SIGHUP) : .killed(SIGKILL)))
    #expect(!File.exists(joi.logPath("anna")), "nothing was sent")

    let tmux = try joi.open("--as", "anna")
    let row = dutch.text(.homeDraft, [title])
    var screen = try tmux.wait("the draft on Home") {
      $0.contains(row) && $0.contains(dutch.text(.homeDraftReply))
    }
    try tmux.select(row)
    screen = try tmux.press("Enter", until: "Eén ploeg")
    #expect(screen.contains("> a\\b <c> & 'd' {e} `f`"))
    try tmux.press("C-x", until: dutch.text(.sent))
    #expect(try joi.logged("body", by: "anna").map { Array($0.utf8) } == [Array(Self.text.utf8)])
    #expect(try joi.logged("do", by: "anna") == ["reply"])
    try tmux.press("0", until: "Home without a draft") {
      $0.contains(dutch.text(.homeWelcome)) && !$0.contains(row)
    }
    #expect(TemporaryFolder.names(in: joi.stateFolder(as: "anna")).allSatisfy { !$0.contains("draft") })
  }

  @Test("F5: what is typed while the terminal goes away is in the draft as far as it was read")
  func hangUpWhileTyping() throws {
    let joi = try Joi(forum: forum)
    let terminal = try writing(joi)
    try terminal.press("begin ")
    // No waiting here: the line is cut in the middle of a word.
    terminal.send(String(repeating: "woord", count: 60))
    terminal.hangUp()
    #expect(terminal.ended() == .exited(128 + SIGHUP))
    let tmux = try joi.open("--as", "anna")
    try tmux.wait("the draft on Home") { $0.contains(dutch.text(.homeDraftReply)) }
    try tmux.press("4", until: dutch.text(.forumAll))
    try tmux.openThread(title)
    // The key for an answer offers the draft too.
    let screen = try tmux.press("r", until: "begin")
    #expect(screen.contains(dutch.text(.composeSaved)))
  }

  /// A program that was killed after the post was on disk and before the draft was gone.
  private func halfSent(_ text: String) throws -> Joi {
    var forum = LiveForum()
    let question = forum.ask(title, by: "bert")
    let sent = forum.reply("Al verstuurd.", by: "anna", in: question)
    let joi = try Joi(forum: forum)
    let draft: JSON = [
      "kind": "reply", "thread": .text(question), "to": .text(question), "event": .text(sent), "began": 1,
      "title": "", "theme": "", "tools": [], "body": .text(text),
    ]
    joi.folder.folder("state/joi-tui/as-anna")
    try File.write(draft.source, to: "\(joi.stateFolder(as: "anna"))/draft-reply-\(question).json")
    return joi
  }

  @Test("F5: a draft that was sent before the program was killed is not offered again")
  func sentDraft() throws {
    let joi = try halfSent("Al verstuurd.")
    let tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    let screen = try tmux.write()
    #expect(screen.rows.dropFirst(4).allSatisfy { !$0.contains("Al verstuurd.") })
    #expect(TemporaryFolder.names(in: joi.stateFolder(as: "anna")).allSatisfy { !$0.hasPrefix("draft-") })
  }

  @Test("F5: what was written on in a draft that had been sent goes as a post of its own, and counts")
  func sentDraftGoesOn() throws {
    let joi = try halfSent("Al verstuurd. En verder")
    let tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    try tmux.press("r", until: "En verder")
    try tmux.type(" nog dit.")
    try tmux.press("C-x", until: dutch.text(.sent))
    try tmux.wait("both posts") {
      $0.isConversation && $0.contains("nog dit.") && $0.contains("2 antwoorden")
    }
    #expect(try Set(joi.logged("id", by: "anna")).count == 2)
  }

  @Test("F5: discarding asks once, and then the draft is gone for good")
  func discard() throws {
    let joi = try Joi(forum: forum)
    var tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    try tmux.write()
    try tmux.type("Toch maar niet.")
    try tmux.press("C-g", until: dutch.text(.composeDiscard, ["Ctrl-G"]))
    try tmux.type("x")
    try tmux.wait("the text goes on") { $0.contains("Toch maar niet.x") }
    try tmux.press("C-g", until: dutch.text(.composeDiscard, ["Ctrl-G"]))
    try tmux.press("C-g", until: dutch.text(.composeDiscarded))
    try tmux.send("C-c")
    #expect(try tmux.ended() == 0)
    tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    let screen = try tmux.write()
    #expect(!screen.contains("Toch maar niet"))
    #expect(!File.exists(joi.logPath("anna")))
  }

  @Test("F5: typed, undone, cut and pasted: what the editor shows is what arrives")
  func editing() throws {
    let joi = try Joi(forum: forum)
    let terminal = try writing(joi)
    for key in ["een twee drie", "\u{17}", "\r", "vier", "\u{1B}[D", "\u{1B}[3~", "\u{1A}"] {
      try terminal.press(key)
    }
    try terminal.press("\u{18}")
    // Ctrl-W takes the word before the caret; the erased letter of "vier" comes back with Ctrl-Z.
    #expect(try joi.logged("body", by: "anna") == ["een twee \nvier"])
  }

  @Test(
    "A paste of several lines arrives as it was, whatever its line breaks; one that is too long is refused whole"
  )
  func paste() throws {
    let joi = try Joi(forum: forum)
    let terminal = try writing(joi)
    func paste(_ text: String) throws { try terminal.press("\u{1B}[200~\(text)\u{1B}[201~") }
    try paste("regel één\rregel twee\r\nregel drie\nq 4 . \u{18}\u{3}")
    let before = terminal.output.count
    try paste(String(repeating: "veertig kilobyte ", count: 40 * 1_024 / 17))
    #expect(String(decoding: terminal.output[before...], as: UTF8.self).contains(dutch.text(.composeFull)))
    try terminal.press(" einde")
    try terminal.press("\u{18}")
    try terminal.wait("the word that it is sent") { _ in terminal.text.contains(dutch.text(.sent)) }
    #expect(
      try joi.logged("body", by: "anna") == [
        "regel één\nregel twee\nregel drie\nq 4 . \u{2418}\u{2403} einde"
      ])
    // Keys in the paste were no keys: the program still runs, in the conversation.
    try terminal.press("\u{1B}")
  }

  @Test("A question goes with its title, theme and tools, once what resembles it has been shown")
  func question() throws {
    var forum = LiveForum()
    forum.ask(
      "Wie heeft ervaring met zelfroosteren?", by: "bert", body: "Onze planners zoeken naar zelfroosteren.")
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    try tmux.press("a", until: dutch.text(.composeQuestion))
    try tmux.press("C-x", until: dutch.text(.composeNeedsBody))
    try tmux.type("Hoe begin je met zelfroosteren voor planners?")
    try tmux.press("Enter", until: "< Planning")
    try tmux.press("Right", until: "< Taal")
    try tmux.press("Enter", until: "the text") { !$0.contains("<") }
    try tmux.type("Wij kennen [[")
    // The search for a tool, opened by what was typed.
    try tmux.wait("the search for a tool") {
      $0.contains(dutch.text(.toolPickTitle)) && $0.contains("Alfameter")
    }
    try tmux.type("beta")
    try tmux.press("Enter", until: "[Betawijzer](tool:beta)")
    try tmux.type(" al.")
    try tmux.press("C-p", until: dutch.text(.composePreview))
    var screen = try tmux.wait("the preview") { $0.contains("Wij kennen Betawijzer al.") }
    try tmux.press("Escape", until: "[Betawijzer](tool:beta) al.")
    screen = try tmux.press("C-x", until: dutch.text(.composeSimilar))
    #expect(screen.contains("Wie heeft ervaring met zelfroosteren?"))
    #expect(!File.exists(joi.logPath("anna")), "not before it was shown")
    screen = try tmux.press("C-x", until: dutch.text(.sent))
    #expect(screen.contains("Hoe begin je met zelfroosteren voor planners?") && screen.isConversation)
    let event = try #require(joi.events("anna").first)
    #expect(event["title"] as? String == "Hoe begin je met zelfroosteren voor planners?")
    #expect(event["theme"] as? String == "taal")
    #expect(event["body"] as? String == "Wij kennen [Betawijzer](tool:beta) al.")
  }

  @Test("A post that seems to name a person beside illness gets a hint, and goes all the same")
  func absence() throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    try tmux.write()
    try tmux.type("Jan Smit is al weken ziek thuis.")
    try tmux.wait("the hint") { $0.contains("noem hier niemands ziekte of verzuim") }
    try tmux.press("C-x", until: dutch.text(.sent))
    #expect(try joi.logged("body", by: "anna") == ["Jan Smit is al weken ziek thuis."])
  }

  @Test("A quote carries the post, each line of it marked")
  func quote() throws {
    var forum = LiveForum()
    forum.ask(title, by: "bert", body: "Een regel.\n\nNog een.")
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    try tmux.write("R")
    try tmux.type("Eens.")
    try tmux.press("C-x", until: dutch.text(.sent))
    #expect(try joi.logged("body", by: "anna") == ["> Een regel.\n>\n> Nog een.\n\nEens."])
  }

  // MARK: When it can't be written

  /// Answers, sees it fail, lets it be mended and tries again: the text arrives once.
  private func failAndTryAgain(
    _ joi: Joi, _ tmux: Tmux, log: String? = nil, mend: (Screen) throws -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let text = "Dit mag niet verloren gaan."
    func posts() throws -> Int {
      let bytes = try log.map { try File.read($0) } ?? File.read(joi.logPath("anna"))
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").count {
        $0.contains(text) && $0.hasSuffix("}")
      }
    }
    try tmux.wait("the conversations", sourceLocation: sourceLocation) { $0.contains(dutch.text(.forumAll)) }
    try tmux.openThread(title, sourceLocation: sourceLocation)
    try tmux.write(sourceLocation: sourceLocation)
    try tmux.type(text)
    try tmux.wait("the text", sourceLocation: sourceLocation) { $0.contains(text) }
    let screen = try tmux.press("C-x", until: "Niet verstuurd:", sourceLocation: sourceLocation)
    #expect(
      screen.contains(text) && screen.contains(dutch.text(.composeReply, ["Teamleider, Magazijn Het Krat"])),
      sourceLocation: sourceLocation)
    #expect(
      TemporaryFolder.names(in: joi.stateFolder(as: "anna")).contains { $0.hasPrefix("draft-reply-") },
      sourceLocation: sourceLocation)
    try mend(screen)
    try tmux.press("C-x", until: dutch.text(.sent), sourceLocation: sourceLocation)
    try tmux.wait("the answer in its place", sourceLocation: sourceLocation) {
      $0.isConversation && $0.contains(text)
    }
    #expect(try posts() == 1, sourceLocation: sourceLocation)
  }

  @Test("C3: a file over its limit: the failure is told, the text stays, and it can be tried again")
  func fileLimit() throws {
    var forum = forum
    let own = forum.ask("Van Anna", by: "anna")
    let used = forum.lines("anna").count
    // Forty bytes of room: the line is begun and torn.
    forum.add(bytes: Array(repeating: 0x20, count: 8_192 - 40 - used - 1) + [0x0A], by: "anna")
    let joi = try Joi(forum: forum)
    let tmux = try joi.terminal("ulimit -S -f 16; exec $JOI --as anna")
    try tmux.press("4", until: dutch.text(.forumAll))
    try failAndTryAgain(joi, tmux) { screen in
      let before = try File.read(joi.logPath("anna")).prefix(8_192 - 40)
      #expect(before.elementsEqual(forum.lines("anna")), "what was there is there")
      let raised = try Command.run(
        ["/usr/bin/prlimit", "--pid", "\(screen.pid)", "--fsize=unlimited"], environment: joi.environment,
        in: joi.folder)
      #expect(raised.ending == .exited(0), "\(raised)")
    }
    let again = try joi.openForum(as: "bert").screen()
    #expect(again.line("Van Anna").contains("0 ↩") && again.line(title).contains("1 ↩"))
    _ = own
  }

  /// Whether a file system can be mounted where nobody else sees it.
  private static let canMount: Bool = {
    guard getuid() == 0, let folder = try? TemporaryFolder() else { return false }
    let trial = try? Command.run(
      [
        "/usr/bin/unshare", "-m", "/bin/mount", "-t", "tmpfs", "-o", "size=16k", "none",
        folder.folder("berg"),
      ],
      environment: [:], in: folder)
    return trial?.ending == .exited(0)
  }()

  @Test(
    "C3: a full disk: the failure is told in the system's words, the text stays, and it can be tried again",
    .enabled(if: canMount, "needs to mount a file system of its own"))
  func fullDisk() throws {
    let joi = try Joi(forum: forum)
    let room = "\(joi.folder.path)/data/forum/leden"
    // In a mount namespace of its own, which goes with the program: two pages, one for Bert's log, one filled.
    let tmux = try joi.terminal(
      """
      exec unshare -m /bin/sh -c 'cp \(room)/bert.jsonl \(joi.workFolder)/ && mount -t tmpfs -o size=8k none \(room) \
      && cp \(joi.workFolder)/bert.jsonl \(room)/ && head -c 4096 /dev/zero >\(room)/vol && exec $JOI --as anna'
      """)
    try tmux.press("4", until: dutch.text(.forumAll))
    let inside = "/proc/\(try tmux.screen().pid)/root\(room)"
    try failAndTryAgain(joi, tmux, log: "\(inside)/anna.jsonl") { screen in
      #expect(screen.notice.contains("No space left on device"))
      #expect(unlink("\(inside)/vol") == 0)
    }
  }

  @Test(
    "C3: a folder that may not be written to: the failure is told, the text stays, and it can be tried again")
  func readOnly() throws {
    let joi = try Joi(forum: forum)
    let room = "\(joi.folder.path)/data/forum/leden"
    var command = "exec $JOI --as anna"
    // Root may write everywhere: then it is done as an account that is nobody's.
    let nobody: uid_t = 65_534
    if getuid() == 0 {
      for path in [joi.folder.path, "\(joi.folder.path)/work", "\(joi.folder.path)/state"] {
        chmod(path, 0o755)
        if path != joi.folder.path { chown(path, nobody, nobody) }
      }
      command =
        "cp $JOI \(joi.folder.path)/joi-tui && exec setpriv --reuid=\(nobody) --regid=\(nobody) --clear-groups "
        + "\(joi.folder.path)/joi-tui --as anna"
    } else {
      chmod(room, 0o555)
    }
    let tmux = try joi.terminal(command)
    try tmux.press("4", until: dutch.text(.forumAll))
    try failAndTryAgain(joi, tmux) { screen in
      #expect(screen.notice.contains("Permission denied"))
      #expect(TemporaryFolder.names(in: room) == ["bert.jsonl"])
      if getuid() == 0 { chown(room, nobody, nobody) } else { chmod(room, 0o755) }
    }
  }

  @Test(
    "C3: where drafts can't be kept the screen says so with every key, and what is sent arrives all the same")
  func noDrafts() throws {
    let joi = try Joi(forum: forum)
    let tmux = try joi.openForum(as: "anna")
    try tmux.openThread(title)
    try tmux.write()
    // A file of the draft's name with something in it that no file can replace: a folder.
    let question = try #require(joi.logged("id", by: "bert").first)
    joi.folder.folder("state/joi-tui/as-anna/draft-reply-\(question).json/in de weg")
    try tmux.type("Toch")
    try tmux.wait("that it is not kept") { $0.contains("NIET bewaard") && $0.contains("Toch") }
    rmdir("\(joi.stateFolder(as: "anna"))/draft-reply-\(question).json/in de weg")
    rmdir("\(joi.stateFolder(as: "anna"))/draft-reply-\(question).json")
    try tmux.type(" wel.")
    try tmux.wait("that it is kept again") {
      $0.contains(dutch.text(.composeSaved)) && !$0.contains("NIET bewaard")
    }
    try tmux.press("C-x", until: dutch.text(.sent))
    #expect(try joi.logged("body", by: "anna") == ["Toch wel."])
  }
}
