import Foundation
import Glibc
import JOIModel

/// A forum in which Zebedeus Quist (zeb) wrote something of every kind, in all rooms and where it has no business.
///
/// He was a facilitator until the beginning of 2026; anna, bram and fien answer, like, hide and quote.
struct ErasureForum {
  static let name = "Zebedeus Quist"
  /// Words that only stand in what he wrote.
  static let secret = "GEHEIM"

  let joi: Joi
  var root: String { joi.dataFolder }
  let question: String
  let annas: String
  let zebs: String
  /// anna's post that quotes him, and the event with which fien gave a conversation a title with his name.
  let quote: String
  let retitled: String
  /// A conversation of anna's.
  let other: String

  init(_ change: (inout ForumFixture) -> Void = { _ in }) throws {
    var forum = ForumFixture()
    forum.members.append(ForumFixture.member("zeb", Self.name, "bakfiets", isFacilitator: true))
    forum.rooms.append(["id": "begeleiding", "name": "Begeleiding", "kind": "notes"])
    func secret(_ number: Int) -> JSON { .text("\(Self.secret)\(number) van \(Self.name) \"é\" \\ \n einde") }
    question = forum.add(
      "thread", by: "zeb",
      [
        "title": secret(1), "theme": "verzuim", "tags": .list([secret(2)]),
        "tools": .list([.text("alfameter")]),
        "body": secret(3),
      ])
    annas = forum.reply(by: "anna", question, "Antwoord van Anna.")
    zebs = forum.add(
      "reply", by: "zeb", ["thread": .text(question), "to": .text(annas), "body": secret(4)])
    forum.add("edit", by: "zeb", ["post": .text(zebs), "body": secret(5)])
    forum.add("edit", by: "zeb", ["post": .text(zebs), "body": secret(6)])
    forum.add("like", by: "anna", ["post": .text(zebs)])
    forum.add("like", by: "bram", ["post": .text(zebs)])
    _ = forum.reply(by: "bram", question, to: zebs, "Antwoord van Bram.")
    let gone = forum.add("reply", by: "zeb", ["thread": .text(question), "body": secret(7)])
    forum.add("retract", by: "zeb", ["post": .text(gone), "reason": secret(8)])
    forum.add("answer", by: "zeb", ["thread": .text(question), "post": .text(annas)])
    forum.add("flag", by: "zeb", in: "meldingen", ["post": .text(annas), "reason": secret(9)])
    forum.add("note", by: "zeb", in: "begeleiding", ["target": .text(annas), "body": secret(10)])
    other = forum.thread(by: "anna", "Vraag van Anna")
    forum.add("like", by: "zeb", ["post": .text(other)])
    forum.add("pin", by: "zeb", ["target": .text(other), "reason": secret(11)])
    forum.add("retitle", by: "zeb", ["target": .text(other), "title": secret(12)])
    _ = forum.thread(
      by: "zeb", "\(Self.secret)13", in: "bedrijven", theme: "tarieven", body: "\(Self.secret)14")
    forum.add(line: "\(Self.secret)15 geen JSON", by: "zeb")
    change(&forum)
    quote = forum.reply(by: "anna", other, "> zoals zebedeus  QUIST zei")
    retitled = forum.add(
      "retitle", by: "fien", ["target": .text(other), "title": .text("De vraag van \(Self.name)")])
    joi = try Joi(forum)
  }

  func log(_ account: String, _ room: String = "leden") -> String { "\(root)/forum/\(room)/\(account).jsonl" }

  /// zeb's own logs.
  var logs: [String] { ["leden", "bedrijven", "meldingen", "begeleiding"].map { log("zeb", $0) } }

  /// All files below the data root, with their bytes, owners and modes.
  func snapshot() throws -> [String: String] {
    var found: [String: String] = [:]
    func add(_ path: String) throws {
      var status = stat()
      guard lstat(path, &status) == 0 else { throw SystemFailure(path) }
      let facts = "\(status.st_uid) \(status.st_gid) \(status.st_mode)"
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        found[path] = facts
        // The lock of those who change the community stays, and is empty.
        for name in TemporaryFolder.names(in: path) where name != ".lock" { try add("\(path)/\(name)") }
      case S_IFREG: found[path] = "\(facts) \(Data(try File.read(path)).base64EncodedString())"
      default: found[path] = facts
      }
    }
    try add(root)
    return found
  }

  /// What grep finds, as `path:line`, below the data root.
  func grep(_ what: String) throws -> Set<String> {
    let result = try Command.run(
      ["grep", "-rniF", "--", what, "."], environment: joi.environment, in: joi.folder, directory: root)
    return Set(result.lines.map { $0.split(separator: ":").prefix(2).joined(separator: ":") })
  }

  /// The places that the program printed, as grep names them.
  func printed(_ result: Command.Result) -> Set<String> {
    Set(
      result.lines.compactMap { line in
        let place = line.trimming(" ").prefix { $0 != " " }
        guard place.hasPrefix(root), place.hasSuffix(":") else { return nil }
        let parts = place.dropFirst(root.count).split(separator: ":")
        return parts.count == 2 ? ".\(parts[0]):\(parts[1])" : nil
      })
  }
}
