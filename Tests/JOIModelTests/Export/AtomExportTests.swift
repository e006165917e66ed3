import Foundation
import FoundationXML
import Testing

@testable import JOIModel

/// A feed as an XML parser that we did not write reads it.
private final class Feed: NSObject, XMLParserDelegate {
  var entries: [[String: String]] = []
  var head: [String: String] = [:]
  private var path: [String] = []
  private var text = ""

  struct NotXML: Error { var line: Int }

  init(_ source: String) throws {
    super.init()
    let parser = XMLParser(data: Data(source.utf8))
    parser.delegate = self
    guard parser.parse() else { throw NotXML(line: parser.lineNumber) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    path.append(name)
    text = ""
    if name == "entry" { entries.append([:]) }
    for (key, value) in attributes { keep("\(name) \(key)", value) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if name != "entry", name != "feed" {
      keep(path.dropFirst().filter { $0 != "entry" }.joined(separator: "/"), text)
    }
    path.removeLast()
    text = ""
  }

  private func keep(_ key: String, _ value: String) {
    if path.contains("entry") { entries[entries.count - 1][key] = value } else { head[key] = value }
  }
}

/// Conversations for feed readers.
@Suite struct AtomExportTests {
  private func feed(_ scene: ForumScene, _ scope: ForumExport.Scope = .all) throws -> Feed {
    try Feed(ForumExport(try scene.forum(), scope, language: .dutch, now: ForumScene.now).text(as: .atom))
  }

  @Test func anEntryAPost() throws {
    var scene = ForumScene()
    let question = scene.thread(
      by: "anna", title: "Wie <b>ruilt</b> & \"deelt\"?", body: "Een\n\n<i>twee</i> ]]> &amp;")
    let reply = scene.reply(by: "a", question, body: "Ik.")
    let feed = try feed(scene)
    #expect(feed.head["title"] == "Forum JOI")
    #expect(feed.head["id"] == "tag:joi.invalid,2026:forum")
    #expect(feed.head["feed xmlns"] == "http://www.w3.org/2005/Atom")
    #expect(feed.head["feed xml:lang"] == "nl")
    // The latest change first.
    #expect(feed.entries.map { $0["id"] } == [reply, question].map { "tag:joi.invalid,2026:\($0)" })
    let first = try #require(feed.entries.last)
    #expect(first["title"] == "Wie <b>ruilt</b> & \"deelt\"?")
    #expect(first["content"] == "Een\n\n<i>twee</i> ]]> &amp;")
    #expect(first["content type"] == "text")
    #expect(first["author/name"] == "Anna, Firma Een")
    #expect(first["category term"] == "verzuim")
    #expect(first["category label"] == "Verzuim")
    #expect(first["thr:in-reply-to ref"] == nil)
    let second = try #require(feed.entries.first)
    #expect(second["title"] == "Re: Wie <b>ruilt</b> & \"deelt\"?")
    #expect(second["author/name"] == "A, Firma Een (fictief voorbeeld)")
    #expect(second["thr:in-reply-to ref"] == "tag:joi.invalid,2026:\(question)")
    #expect(feed.head["updated"] == second["updated"])
  }

  @Test func updatedIsTheLastChange() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", at: "2026-03-01T10:00:00.000Z")
    let hidden = scene.reply(by: "bert", question, at: "2026-03-01T11:00:00.000Z")
    let retracted = scene.reply(by: "a", question, at: "2026-03-01T12:00:00.000Z")
    scene.add("edit", by: "anna", at: "2026-03-02T10:00:00.000Z", ["post": question, "body": "Anders"])
    scene.add("hide", by: "cora", at: "2026-03-03T10:00:00.000Z", ["target": hidden, "reason": "r"])
    scene.add("retract", by: "a", at: "2026-03-04T10:00:00.000Z", ["post": retracted])
    let feed = try feed(scene)
    #expect(feed.head["updated"] == "2026-03-04T10:00:00.000Z")
    #expect(
      feed.entries.map { $0["id"] } == [retracted, hidden, question].map { "tag:joi.invalid,2026:\($0)" })
    #expect(
      feed.entries.map { $0["updated"] } == (2...4).reversed().map { "2026-03-0\($0)T10:00:00.000Z" })
    #expect(feed.entries.last?["published"] == "2026-03-01T10:00:00.000Z")
    #expect(feed.entries.last?["content"] == "Anders")
  }

  @Test(arguments: 1...100)
  func anyTextIsXML(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let texts = (0..<3).map { _ in
      // U+FFFE and U+FFFF are characters for SafeText and none for XML.
      (RandomText.make(random.below(200), using: &random) + "\u{FFFE}\u{FFFF}<\u{301}&\u{301}]]>").withoutNUL
    }
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: texts[0], theme: texts[1], body: texts[2])
    let feed = try feed(scene)
    let entry = try #require(feed.entries.first)
    func expected(_ text: String) -> String {
      var out = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        out.append([0xFFFE, 0xFFFF].contains(scalar.value) ? "\u{FFFD}" : scalar)
      }
      return String(out)
    }
    #expect(
      entry["title"].map { Array($0.unicodeScalars) }
        == Array(expected(SafeText.field(texts[0])).unicodeScalars))
    #expect(
      entry["content"].map { Array($0.unicodeScalars) }
        == Array(expected(SafeText.body(texts[2])).unicodeScalars))
    #expect(entry["id"] == "tag:joi.invalid,2026:\(question)")
  }

  @Test func aThemeAndAThreadHaveNamesOfTheirOwn() throws {
    var scene = ForumScene()
    let question = scene.thread(by: "anna", title: "Een", theme: "werkdruk")
    _ = scene.thread(by: "anna", title: "Twee")
    let theme = try feed(scene, .theme("werkdruk"))
    #expect(theme.head["title"] == "Werkdruk" && theme.head["id"] == "tag:joi.invalid,2026:theme:werkdruk")
    #expect(theme.entries.map { $0["title"] } == ["Een"])
    let thread = try feed(scene, .thread(try #require(try scene.forum().thread(question))))
    #expect(thread.head["title"] == "Een" && thread.head["id"] == "tag:joi.invalid,2026:thread:\(question)")
  }
}
