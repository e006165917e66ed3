import Foundation
import JOIModel
import Testing

/// Conversations in other programs.
@Suite("Forum: taking along")
struct ForumExportTests {
  /// A branching conversation with texts that mail programs trip over, and a second one.
  private func scene() -> (forum: ForumFixture, tree: [(name: String, depth: Int)]) {
    var forum = ForumFixture()
    let thread = forum.thread(
      by: "anna", "Zoë vraagt: één rooster?", body: "From hier tot daar\n>From ginds\n.\nEinde")
    let first = forum.reply(by: "bram", thread, "Ja.")
    _ = forum.reply(by: "cora", thread, "Nee.")
    let nested = forum.reply(by: "kees", thread, to: first, "Waarom?")
    _ = forum.reply(by: "bram", thread, to: nested, "Daarom.")
    _ = forum.reply(by: "anna", thread, to: first, "Fijn.")
    let stray = forum.reply(by: "fien", thread, to: "anna-00000000000000099-k3v9q2xw", "Waar was ik?")
    _ = forum.reply(by: "anna", thread, to: stray, "Hier.")
    _ = forum.thread(by: "kees", "Iets anders")
    return (
      forum,
      [
        ("Anna Aarts", 0), ("Bram Bos", 1), ("Kees Kok", 2), ("Bram Bos", 3), ("Anna Aarts", 2),
        ("Cora Claes", 1),
        ("Fien Faber", 1), ("Anna Aarts", 2), ("Kees Kok", 0),
      ]
    )
  }

  @Test("F23: neomutt shows the mailbox as the same tree")
  func neomutt() throws {
    let (forum, expected) = scene()
    let joi = try Joi(forum)
    let exported = try joi.run("export", "forum", "--format", "mbox", "-o", "out.mbox")
    #expect(exported.ending == .exited(0), "\(exported)")
    // Nothing that depends on a person's settings or on a mail folder.
    let settings = [
      "folder = .", "record = ''", "sort = threads", "sort_aux = date", "index_format = '%4C|%L|%s'",
      "ascii_chars = yes", "charset = utf-8", "move = no", "quit = yes", "hide_thread_subject = no",
    ]
    try File.write(settings.map { "set \($0)\n" }.joined(), to: "\(joi.workFolder)/muttrc")
    let tmux = try joi.with(["LC_ALL": "C.UTF-8"]).terminal(
      "exec neomutt -n -F muttrc -R -f out.mbox", width: 120, height: 30)
    let screen = try tmux.wait("all messages") { $0.contains("Msgs:\(expected.count)") }
    let rows = screen.rows.compactMap { row -> (name: String, tree: String)? in
      let parts = row.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      return parts.count == 3 && Int(parts[0].trimming(" ")) != nil ? (parts[1], parts[2]) : nil
    }
    try #require(rows.count == expected.count, "\(screen)")
    for (row, wanted) in zip(rows, expected) {
      #expect(row.name.hasPrefix(wanted.name), "\(row) for \(wanted)\n\(screen)")
      // Two columns a level, "->" behind the last.
      let arrow = row.tree.range(of: "->").map { row.tree[..<$0.upperBound].count } ?? 1
      #expect((arrow - 1) / 2 == wanted.depth, "\(row) for \(wanted)\n\(screen)")
    }
    #expect(screen.contains("Zoë vraagt: één rooster?"), "\(screen)")
    let message = try tmux.press("Enter", until: "Einde")
    #expect(message.rows.contains { $0.contains("From hier tot daar") }, "\(message)")
  }

  @Test("F23: xmllint reads the feed, the ids are the same the next time, and an entry is a post")
  func feed() throws {
    var (forum, tree) = scene()
    let last = forum.thread(by: "bram", "Nog iets anders")
    tree.append(("Bram Bos", 0))
    let joi = try Joi(forum)
    let first = try joi.run("export", "forum", "--format", "atom", "-o", "out.xml")
    #expect(first.ending == .exited(0), "\(first)")
    func xmllint(_ expression: String) throws -> String {
      let result = try Command.run(
        ["xmllint", "--nonet", "--xpath", expression, "\(joi.workFolder)/out.xml"],
        environment: joi.environment,
        in: joi.folder)
      #expect(result.ending == .exited(0), "\(result)")
      return result.output.trimming("\n")
    }
    let entry = "/*[local-name()='feed']/*[local-name()='entry']"
    #expect(try xmllint("count(\(entry))") == "\(tree.count)")
    #expect(try xmllint("count(\(entry)/*[local-name()='in-reply-to'])") == "7")
    #expect(
      try xmllint("count(\(entry)[not(*[local-name()='updated']) or not(*[local-name()='author'])])") == "0")
    let ids = try xmllint("\(entry)/*[local-name()='id']/text()")
    #expect(Set(ids.split(separator: "\n")).count == tree.count)
    #expect(
      try joi.run("export", "forum", "--format", "atom", "-o", "out.xml").ending == .exited(1),
      "a file that is there stays")
    #expect(try joi.run("reply", last, "--as", "bram", input: "Nog een\n").ending == .exited(0))
    #expect(
      try joi.run("export", "forum", "--format", "atom", "-o", "out.xml", "--force").ending == .exited(0))
    let later = try xmllint("\(entry)/*[local-name()='id']/text()")
    #expect(Set(ids.split(separator: "\n")).isSubset(of: Set(later.split(separator: "\n"))))
    #expect(try xmllint("count(\(entry))") == "\(tree.count + 1)")
  }

  @Test("A theme, a conversation, all; and a form that there is not")
  func scopes() throws {
    var forum = ForumFixture()
    let one = forum.thread(by: "anna", "Eerste titel")
    let two = forum.thread(by: "anna", "Tweede titel", theme: "planning")
    let joi = try Joi(forum)
    func titles(_ arguments: String...) throws -> [Bool] {
      let result = try joi.run(["export"] + arguments)
      #expect(result.ending == .exited(0), "\(result)")
      return ["Eerste titel", "Tweede titel"].map { result.output.contains($0) }
    }
    for format in ["markdown", "mbox", "atom"] {
      #expect(try titles("forum", "--format", format) == [true, true])
      #expect(try titles("theme", "planning", "--format", format) == [false, true])
      #expect(try titles("thread", one, "--format", format) == [true, false])
    }
    #expect(try titles("thread", two) == [false, true])
    for arguments in [
      ["forum", "--format", "csv"], ["--format", "mbox"], ["thread"], ["theme"], ["thread", one, two],
      ["forum", one],
    ] {
      #expect(try joi.run(["export"] + arguments).ending == .exited(2), "\(arguments)")
    }
    let empty = try Joi(ForumFixture()).run("export", "forum")
    #expect(empty.ending == .exited(1) && empty.errors == "\(Language.dutch.text(.cliNothingToExport))\n")
  }
}
