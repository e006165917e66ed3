import Foundation
import Testing

@testable import JOIModel

/// Conversations for mail programs.
@Suite struct MboxExportTests {
  private func mailbox(
    _ scene: ForumScene, as account: String = "cora", _ scope: ForumExport.Scope = .all,
    language: Language = .dutch
  ) throws -> Mailbox {
    let forum = try scene.forum(as: account)
    return Mailbox(
      ForumExport(forum, scope, language: language, now: ForumScene.now).text(as: .mbox))
  }

  @Test func messagesHoldThePostsAndTheirTree() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Wie ruilt er?", body: "Een\n\ntwee")
    let first = scene.reply(by: "bert", question, body: "Ik.")
    let second = scene.reply(by: "a", question, to: first, body: "Ik ook.")
    let stray = scene.reply(by: "cora", question, to: "anna-00000000000000099-k3v9q2xw", body: "Waar?")
    let mailbox = try mailbox(scene)
    #expect(
      mailbox.messages.map { $0["Message-ID"] }
        == [question, first, second, stray].map { "<\($0)@joi.invalid>" })
    #expect(mailbox.messages.map(\.body) == ["Een\n\ntwee", "Ik.", "Ik ook.", "Waar?"])
    #expect(
      mailbox.messages.map { $0["Subject"] } == ["Wie ruilt er?"]
        + Array(repeating: "Re: Wie ruilt er?", count: 3))
    func id(_ post: String) -> String { "<\(post)@joi.invalid>" }
    #expect(mailbox.messages.map { $0["In-Reply-To"] } == [nil, id(question), id(first), id(question)])
    #expect(
      mailbox.messages.map { $0.ids("References") } == [
        [], [id(question)], [id(question), id(first)], [id(question)],
      ])
    #expect(
      mailbox.messages.map { $0["From"] } == [
        "\"Anna, Firma Een\" <anna@joi.invalid>", "\"Bert, Hogeschool Twee\" <bert@joi.invalid>",
        "\"A, Firma Een (fictief voorbeeld)\" <a@joi.invalid>",
        "\"Cora, Hogeschool Twee [begeleider]\" <cora@joi.invalid>",
      ])
    for message in mailbox.messages {
      #expect(message["Content-Type"] == "text/plain; charset=utf-8")
      #expect(message["Content-Transfer-Encoding"] == "8bit")
      #expect(message["MIME-Version"] == "1.0")
    }
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", "Thu, 1 Jan 1970 00:00:00 +0000", "Thu Jan  1 00:00:00 1970"),
    ("2026-03-01T23:59:59.999Z", "Sun, 1 Mar 2026 23:59:59 +0000", "Sun Mar  1 23:59:59 2026"),
    ("2024-02-29T12:30:01.000Z", "Thu, 29 Feb 2024 12:30:01 +0000", "Thu Feb 29 12:30:01 2024"),
    ("2026-10-31T09:05:00.000Z", "Sat, 31 Oct 2026 09:05:00 +0000", "Sat Oct 31 09:05:00 2026"),
  ])
  func datesAreThoseOfMail(time: String, date: String, separator: String) throws {
    var scene = ForumScene()
    _ = scene.thread(by: "anna", at: time)
    let message = try #require(try mailbox(scene).messages.first)
    #expect(message["Date"] == date)
    #expect(message.separator == "From anna@joi.invalid \(separator)")
  }

  @Test func linesThatBeginMessagesAreQuoted() throws {
    let body = "From hier\n>From daar\n>>From ginds\n From nergens\nfrom\n>\n> From citaat\nFrom\nFrom "
    var scene = ForumScene()
    _ = scene.thread(by: "anna", body: body)
    _ = scene.thread(by: "bert", body: "Nog een")
    let text = ForumExport(try scene.forum(), .all, language: .dutch, now: ForumScene.now).text(as: .mbox)
    let mailbox = Mailbox(text)
    #expect(mailbox.messages.count == 2)
    #expect(mailbox.messages.first?.body == body)
    #expect(text.contains("\n>From hier\n>>From daar\n>>>From ginds\n From nergens\nfrom\n"))
    #expect(text.contains("\n\nFrom bert@joi.invalid "), "an empty line before each message")
  }

  @Test(arguments: ["x", "é", "日", "\u{1F600}"])
  func longLinesAreWrapped(letter: String) throws {
    for body in [
      String(repeating: letter, count: 6_000), String(repeating: "woord\(letter) ", count: 1_500),
      String(repeating: "x", count: 989) + " From " + String(repeating: "y", count: 2_000),
    ] {
      var scene = ForumScene()
      _ = scene.thread(by: "anna", body: body)
      let text = ForumExport(try scene.forum(), .all, language: .dutch, now: ForumScene.now).text(as: .mbox)
      #expect(text.utf8.split(separator: 0x0A).allSatisfy { $0.count <= 998 })
      let message = try #require(Mailbox(text).messages.first)
      #expect(message.body.contains("\n"))
      #expect(message.body.replacing("\n", with: "") == body)
      #expect(Mailbox(text).messages.count == 1)
    }
  }

  @Test(arguments: [
    "", "a", "Re: a", "=?UTF-8?Q?niet?=", "a=?b", "één", " voor", "achter ", "twee  blanks", "\"a\", b <c@d>",
    "a\\b",
    "日本語のとても長い題名がここにありますのでよく読んでください、そしてもう一度読んでください",
    "e\u{301}\u{302}", "\u{1F468}\u{1F469}", "(haakjes); [en] : zo @ voort, \"ja\"",
  ])
  func namesAndTitlesComeThrough(text: String) throws {
    var scene = ForumScene()
    scene.community = try named(text)
    _ = scene.thread(by: "anna", title: text)
    try checkHeaders(try #require(try mailbox(scene).messages.first), text)
  }

  /// Seeds of random texts, with whatever SafeText leaves of them.
  @Test(arguments: 1...150)
  func anyNameAndTitleComesThrough(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var text = SafeText.field(RandomText.make(random.below(120), using: &random))
    if seed % 3 == 0 {
      text = (0..<random.below(40)).map { _ in String(repeating: "w", count: random.below(60)) }
        .joined(separator: " ")
    }
    var scene = ForumScene()
    scene.community = try named(text)
    _ = scene.thread(by: "anna", title: text)
    try checkHeaders(try #require(try mailbox(scene).messages.first), text)
  }

  private func named(_ name: String) throws -> Community {
    let quoted = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
    return SampleCommunity.load(try SampleCommunity.damaged((#""name": "Anna""#, "\"name\": \(quoted)")))
  }

  private func checkHeaders(_ message: Mailbox.Message, _ text: String) throws {
    for line in message.headerLines {
      #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(line.debugDescription)")
      #expect(line.utf8.count <= 76, "\(line)")
      #expect(line.contains { $0 != " " }, "a line of blanks ends the headers for some")
    }
    let subject = Mailbox.decoded(try #require(message["Subject"]))
    // Nobody can post an empty title: it was erased.
    let title = text.isEmpty ? Language.dutch.text(.titleErased) : text
    #expect(Array(subject.unicodeScalars) == Array(title.unicodeScalars))
    let from = try #require(message["From"])
    #expect(from.hasSuffix(" <anna@joi.invalid>"))
    var display = String(from.dropLast(" <anna@joi.invalid>".count))
    if display.hasPrefix("\"") {
      // Nothing but quoted pairs may have a quote or a backslash.
      var out = ""
      var isQuoted = false
      for character in display.dropFirst().dropLast() {
        if !isQuoted, character == "\\" {
          isQuoted = true
          continue
        }
        #expect(isQuoted || character != "\"")
        out.append(character)
        isQuoted = false
      }
      display = out
    } else {
      display = Mailbox.decoded(display)
    }
    #expect(Array(display.unicodeScalars) == Array("\(text), Firma Een".unicodeScalars))
  }

  @Test func whatWasHiddenOrTakenBackIsNotThere() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Geheim1", body: "Geheim2")
    let reply = scene.reply(by: "bert", question, body: "Geheim3")
    _ = scene.reply(by: "anna", question, to: reply, body: "Blijft")
    scene.add("hide", by: "cora", ["target": question, "reason": "Namen genoemd."])
    scene.add("retract", by: "bert", ["post": reply, "reason": "Vergissing."])
    let mailbox = try mailbox(scene)
    #expect(
      mailbox.messages.map(\.body) == [
        "Verborgen door een begeleider: Namen genoemd.", "Ingetrokken door de schrijver: Vergissing.",
        "Blijft",
      ])
    for format in ForumExportFormat.allCases {
      let text = ForumExport(try scene.forum(), .all, language: .english, now: ForumScene.now).text(
        as: format)
      #expect(!text.contains("Geheim"), "\(format)")
      #expect(
        text.contains("Namen genoemd") && text.contains("Vergissing") && text.contains("Blijft"), "\(format)")
    }
  }

  @Test func aChainOfThousandsNamesFewAncestors() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna")
    var last = question
    var chain = [question]
    for _ in 0..<2_000 {
      last = scene.reply(by: "bert", question, to: last)
      chain.append(last)
    }
    let mailbox = try mailbox(scene)
    #expect(mailbox.messages.count == 2_001)
    for (at, message) in mailbox.messages.enumerated().dropFirst() {
      let ids = message.ids("References")
      #expect(ids.count <= 13)
      #expect(ids.first == "<\(question)@joi.invalid>")
      #expect(ids.last == "<\(chain[at - 1])@joi.invalid>")
      #expect(Set(ids).count == ids.count)
    }
  }

  @Test func anotherRegionHasItsOwnAddresses() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "bert", region: "zuid")
    _ = scene.reply(by: "anna", "\(question)@zuid")
    let mailbox = try mailbox(scene)
    #expect(mailbox.messages.first?["Message-ID"] == "<\(question)@zuid.joi.invalid>")
    #expect(mailbox.messages.first?["From"] == "\"bert@zuid\" <bert@zuid.joi.invalid>")
    #expect(mailbox.messages.last?["In-Reply-To"] == "<\(question)@zuid.joi.invalid>")
  }

  @Test func aThemeOrAThreadIsItsOwnOnly() throws {
    var scene = ForumScene()
    let first = scene.thread(by: "anna", title: "Een", theme: "verzuim")
    let second = scene.thread(by: "bert", title: "Twee", theme: "werkdruk")
    _ = scene.reply(by: "anna", second)
    let forum = try scene.forum()
    #expect(try mailbox(scene, .theme("verzuim")).messages.map { $0["Subject"] } == ["Een"])
    let thread = try #require(forum.thread(second))
    #expect(try mailbox(scene, .thread(thread)).messages.map { $0["Subject"] } == ["Twee", "Re: Twee"])
    #expect(try mailbox(scene).messages.first?["Message-ID"] == "<\(first)@joi.invalid>")
  }
}
