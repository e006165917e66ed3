import Foundation
import Glibc
import Testing

@testable import JOIModel

/// How the forum reads what was erased.
@Suite struct ErasedForumTests {
  private static let now = ForumScene.now

  /// anna asks (and tags), bert answers, anna answers that, bert likes it; cora moderates, and bert quotes.
  private struct Talk {
    var scene = ForumScene()
    let question: String
    let first: String
    let second: String

    init() {
      question = scene.add(
        "thread", by: "anna",
        ["title": "Zebra", "theme": "verzuim", "body": "Giraf [x](tool:scan)", "tags": ["okapi"]])
      first = scene.reply(by: "bert", question, body: "Leeuw.")
      second = scene.reply(by: "anna", question, to: first, body: "Nijlpaard.")
      scene.add("edit", by: "anna", ["post": second, "body": "Neushoorn."])
      scene.add("like", by: "bert", ["post": second])
      scene.add("answer", by: "anna", ["thread": question, "post": first])
    }

    mutating func erase(_ accounts: String...) {
      for account in accounts {
        let path = ForumScene.path(account, "leden")
        let lines = ForumScene.lines(scene.files[path] ?? [])
        scene.files[path] = lines.flatMap { (LineEraser.erase($0)?.line ?? $0) + [0x0A] }
      }
    }
  }

  @Test func theTreeStaysAndTheTextsAreTold() throws {
    var talk = Talk()
    let before = try talk.scene.forum()
    talk.erase("anna")
    let forum = try talk.scene.forum()
    #expect(forum.ids(talk.question) == before.ids(talk.question))
    #expect(ThreadTree(forum, thread: 0) == ThreadTree(before, thread: 0))
    let post = try #require(forum.post(talk.second))
    #expect(forum.likes(post) == 1 && forum.threads[0].replies == 2 && forum.threads[0].answer != nil)
    #expect(forum.isErased(post) && !before.isErased(post))
    #expect(forum.removal(post, in: .dutch) == "Gewist op verzoek.")
    #expect(forum.removal(post, in: .english) == "Erased on request.")
    #expect(before.removal(post, in: .dutch) == nil)
    #expect(forum.title(0, in: .dutch) == "(gewist)" && forum.title(0, in: .english) == "(erased)")
    #expect(forum.threads[0].tags.isEmpty)
    #expect(try forum.removal(#require(forum.post(talk.first)), in: .dutch) == nil)
    #expect(forum.problems.isEmpty)
  }

  @Test func whatWasHiddenOrTakenBackIsStillToldAsThat() throws {
    var talk = Talk()
    talk.scene.add("hide", by: "cora", ["target": talk.question, "reason": "reclame"])
    talk.scene.add("retract", by: "anna", ["post": talk.second, "reason": "Anna vergiste zich"])
    talk.erase("anna")
    let forum = try talk.scene.forum()
    #expect(try forum.removal(#require(forum.post(talk.question)), in: .dutch)?.contains("reclame") == true)
    #expect(
      try forum.removal(#require(forum.post(talk.second)), in: .dutch)
        == Language.dutch.text(.postRetracted))
    #expect(forum.title(0, in: .dutch) == Language.dutch.text(.titleHidden))
  }

  @Test func anErasedNewTitleGivesTheOldOneBack() throws {
    var talk = Talk()
    talk.scene.add("retitle", by: "cora", ["target": talk.question, "title": "Over Anna"])
    #expect(try talk.scene.forum().title(0, in: .dutch) == "Over Anna")
    talk.erase("cora")
    #expect(try talk.scene.forum().title(0, in: .dutch) == "Zebra")
  }

  @Test func searchFindsNothingOfIt() throws {
    var talk = Talk()
    func hits(_ query: String) throws -> [String] {
      let forum = try talk.scene.forum()
      let result = ForumSearch(index: PostIndex(forum)).search(
        query, forum: forum, marks: ReadMarks(firstVisit: Timestamp(milliseconds: 0)), watches: Watches(),
        now: Self.now, isThorough: true)
      return result.posts.map { forum.id($0) }
    }
    for word in ["zebra", "giraf", "neushoorn"] { #expect(try !hits(word).isEmpty, "\(word)") }
    #expect(try hits("van:anna").count == 2)
    talk.erase("anna")
    for word in ["zebra", "giraf", "neushoorn", "okapi"] { #expect(try hits(word).isEmpty, "\(word)") }
    // The question stands for its conversation.
    #expect(try hits("van:anna") == [talk.question])
    #expect(try hits("leeuw") == [talk.first])
  }

  @Test func exportsTellItToo() throws {
    var talk = Talk()
    talk.scene.community = SampleCommunity.load(
      try SampleCommunity.damaged((#""name": "Anna", "#, #""name": "", "erased": true, "#)))
    talk.erase("anna")
    let forum = try talk.scene.forum()
    for format in ForumExportFormat.allCases {
      let text = ForumExport(forum, .all, language: .dutch, now: Self.now).text(as: format)
      #expect(text.contains("Gewist op verzoek.") && text.contains("Gewist lid"), "\(format)")
      #expect(text.contains("gewist)") && text.contains("Leeuw."), "\(format)")
      #expect(!text.contains("Firma Een"), "\(format)")
    }
    let record = JSONOutput.text(ThreadRecord(0, forum, language: .english, now: Self.now, isWhole: true))
    #expect(record.ranges(of: #""removed" : "erased""#).count == 2)
    #expect(record.contains(#""name" : "Erased member""#) && record.contains(#""title" : "(erased)""#))
    #expect(forum.organisationName(of: "anna", in: .english) == "Erased member")
    #expect(forum.signature("bert", in: .english) == "Bert, Hogeschool Twee")
  }

  /// What stands behind the length at which a member was erased came from somebody else.
  @Test func theLogOfAnErasedMemberGrowsNoMore() throws {
    var talk = Talk()
    talk.erase("anna")
    let path = ForumScene.path("anna", "leden")
    let length = talk.scene.files[path]?.count ?? 0
    talk.scene.reply(by: "anna", talk.question, body: "Spook.", at: "2026-02-01T10:00:00.000Z")
    func read(_ mark: String) throws -> (posts: Int, findings: [Finding]) {
      var result: (Int, [Finding]) = (0, [])
      talk.scene.community = SampleCommunity.load(
        try SampleCommunity.damaged((#""name": "Anna", "#, #""name": "", "erased": \#(mark), "#)))
      try withTemporaryFolder { root in
        try talk.scene.write(to: root)
        var reader = try talk.scene.reader(root)
        _ = reader.refresh(now: Self.now)
        let forum = reader.forum()
        result = (forum.threads.isEmpty ? 0 : forum.postCount(0), reader.findings(forum))
        #expect(reader.refresh(now: Self.now) == .nothing)
      }
      return result
    }
    let cut = try read(#"{"log": {"leden": \#(length)}}"#)
    #expect(cut.posts == 3 && cut.findings.map(\.problem) == [.log(.afterErasing)])
    #expect(cut.findings.first?.severity == .error)
    let whole = try read(#"{"log": {"leden": \#(talk.scene.files[path]?.count ?? 0)}}"#)
    #expect(whole.posts == 4 && whole.findings.allSatisfy { $0.problem == .log(.clockBack) })
    #expect(try read("true").posts == 4)
    // A room that is not named had no log then: the replies have lost their question.
    #expect(try read(#"{"log": {"bedrijven": 9}}"#).findings.contains { $0.problem == .log(.afterErasing) })
  }

  /// Recorded lengths of a role that ended mean the same bytes: nothing written later slips before them.
  @Test func aFormerFacilitatorGainsNothing() throws {
    var talk = Talk()
    talk.scene.reply(by: "dirk", talk.question, body: String(repeating: "lang ", count: 100))
    let length = talk.scene.files[ForumScene.path("dirk", "leden")]?.count ?? 0
    talk.scene.add("pin", by: "dirk", at: "2026-02-20T00:00:00.000Z", ["target": talk.question])
    talk.scene.community = try SampleCommunity.load(lengthsOfDirk: #"{"log": {"leden": \#(length)}}"#)
    #expect(try !talk.scene.forum().threads[0].isPinned)
    talk.erase("dirk")
    #expect(try !talk.scene.forum().threads[0].isPinned)
  }
}
