/// All that a member wrote and did here (GDPR art. 15 and 20): what stands in community.json, and every line of every
/// log, whether it counts or not.
public struct MemberExport: Sendable {
  /// One line of a log.
  struct Entry: Sendable {
    var room: String
    var region: String
    var path: String
    var line: Int
    var bytes: [UInt8]
    /// The event; nil for a line that is none.
    var event: JSONValue?
  }

  let member: MemberName
  let document: JSONDocument
  let community: Community
  let entries: [Entry]
  let now: Timestamp

  /// Reads it all.
  ///
  /// - Parameter name: `ACCOUNT`, or `ACCOUNT@REGION` for the logs of another region that lie here.
  public init(_ name: String, in root: DataRoot, now: Timestamp) throws(PrivacyFailure) {
    let folder = try OpenFolder(root: root.path)
    let found = try Erasure.communityText(folder)
    community = CommunityLoader.load(found.document.bytes, file: "community.json")
    (document, self.now) = (found.document, now)
    member = try MemberName(name, home: community.region)
    var entries: [Entry] = []
    let logs = try MemberLog.all(of: member, in: folder, community, isForWriting: false)
    for log in logs {
      guard let (bytes, _) = try log.read() else { continue }
      Erasure.forEachLine(bytes) { range, number in
        let line = Array(bytes[range])
        guard line.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) else { return }
        entries.append(
          Entry(
            room: log.room, region: log.region, path: log.path, line: number, bytes: line,
            event: Erasure.event(line)))
      }
    }
    self.entries = entries
    let isListed = member.region.isEmpty && CommunityEraser.entry(member.account, document) != nil
    guard isListed || !logs.isEmpty else { throw PrivacyFailure(name, .noSuchAccount) }
  }

  /// The member's entry in community.json; another region's has none here.
  var listing: JSONValue? {
    member.region.isEmpty ? CommunityEraser.entry(member.account, document) : nil
  }

  // MARK: JSON

  /// JSON: the entry and the events as they stand in the files, each event with its room, file and line.
  public func json() -> String {
    var out = "{\n  \"format\": \"joi-member/1\",\n"
    out += "  \"account\": \(Self.quoted(member.text)),\n"
    out += "  \"exported\": \(Self.quoted(now.text)),\n"
    out += "  \"member\": \(listing.map(Self.text) ?? "null"),\n"
    out += "  \"organisation\": \(organisation.map(Self.text) ?? "null"),\n"
    out += "  \"events\": ["
    for (number, entry) in entries.enumerated() {
      out += number == 0 ? "\n" : ",\n"
      out += "    {\"room\": \(Self.quoted(entry.room)), \"region\": \(Self.quoted(entry.region)), "
      out += "\"file\": \(Self.quoted(entry.path)), \"line\": \(entry.line), "
      out += "\"time\": \(entry.event?["at"]?.raw.map(Self.quoted) ?? "null"), "
      if let event = entry.event {
        out += "\"event\": \(Self.text(event))}"
      } else {
        out += "\"event\": null, \"text\": \(Self.quoted(String(decoding: entry.bytes, as: UTF8.self)))}"
      }
    }
    return out + (entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  private var organisation: JSONValue? {
    guard let id = listing?["organisation"]?.raw else { return nil }
    return document.root["organisations"]?.elements.first { $0["id"]?.raw == id }
  }

  /// A value as it stands in its file, but for what steers a terminal or hides: that is written as an escape, which
  /// means the same.
  private static func text(_ value: JSONValue) -> String {
    escaped(String(decoding: value.document.bytes[value.place], as: UTF8.self), isSource: true)
  }

  /// A text as a JSON string.
  private static func quoted(_ text: String) -> String { "\"\(escaped(text, isSource: false))\"" }

  private static func escaped(_ text: String, isSource: Bool) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 && !(isSource && [0x09, 0x0A, 0x0D].contains(scalar.value))
      if isControl || (0x7F..<0xA0).contains(scalar.value) || SafeText.isDropped(scalar) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          out.append(
            contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
        }
      } else {
        if !isSource, scalar == "\"" || scalar == "\\" { out.append("\\") }
        out.append(scalar)
      }
    }
    return String(out)
  }

  // MARK: Markdown

  /// CommonMark: a heading a room, a heading an event, each text a quotation.
  public func markdown(in language: Language) -> String {
    func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }
    let who = community.member(member.account).map { $0.shownName(in: language) }
    let name = member.region.isEmpty ? who ?? member.text : member.text
    var out = "# \(Export.escape(say(.memberTitle, name)))\n\n"
    out += "- account: \(Export.escape(member.text))\n"
    for (key, value) in listing?.pairs ?? [] where key.raw != "account" {
      out += "- \(Self.row(key, value))\n"
    }
    if entries.isEmpty { out += "\n\(say(.memberNothing))\n" }
    var place = ""
    for entry in entries {
      if entry.path != place {
        place = entry.path
        let room = community.room(entry.room)?.name.text(in: language)
        out += "\n## \(Export.escape(room ?? entry.room)) (\(Export.escape(place)))\n"
      }
      add(entry, to: &out, language)
    }
    return out
  }

  private func add(_ entry: Entry, to out: inout String, _ language: Language) {
    guard let event = entry.event else {
      out += "\n### \(entry.line). \(language.text(.memberIllegible))\n\n"
      return Self.quote(Export.escape(SafeText.body(String(decoding: entry.bytes, as: UTF8.self))), to: &out)
    }
    let time = event["at"]?.field ?? "?"
    let kind = event["do"]?.raw.flatMap(LogLine.Kind.init(rawValue:))
    let what = kind.map { language.text($0.deed) } ?? event["do"]?.field ?? "?"
    out += "\n### \(entry.line). \(Export.escape(what)), \(Export.escape(time))\n\n"
    for (key, value) in event.pairs where !["v", "at", "do", "body"].contains(key.raw) {
      out += "- \(Self.row(key, value))\n"
    }
    if let body = event["body"] {
      out += "\n"
      Self.quote(
        body.body.map { Export.rewritten($0, escaped: false) } ?? Export.escape(Self.plain(body)), to: &out)
    }
  }

  private static func row(_ key: JSONValue, _ value: JSONValue) -> String {
    "\(Export.escape(key.field ?? "?")): \(Export.escape(plain(value)))"
  }

  /// A value on one line.
  private static func plain(_ value: JSONValue) -> String {
    if let text = value.field { return text }
    if value.kind == .array, value.elements.allSatisfy({ $0.kind == .string }) {
      return value.elements.compactMap(\.field).joined(separator: ", ")
    }
    return SafeText.field(String(decoding: value.document.bytes[value.place], as: UTF8.self))
  }

  private static func quote(_ text: String, to out: inout String) {
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      out += line.isEmpty ? ">\n" : "> \(String(line) ?? "")\n"
    }
  }
}

extension LogLine.Kind {
  /// What was done, in a word.
  var deed: Message {
    switch self {
    case .thread: .didThread
    case .reply: .didReply
    case .edit: .didEdit
    case .retract: .didRetract
    case .like: .didLike
    case .flag: .didFlag
    case .answer: .didAnswer
    case .review: .didReview
    case .hide: .didHide
    case .show: .didShow
    case .close: .didClose
    case .open: .didOpen
    case .pin: .didPin
    case .unpin: .didUnpin
    case .move: .didMove
    case .retitle: .didRetitle
    case .link: .didLink
    case .note: .didNote
    case .undo: .didUndo
    }
  }
}
