/// Reads toolbox.json: what is sound comes in, what is not is left out and told.
public struct ToolboxLoader {
  /// The format that this program reads.
  public static let format = "joi-toolbox/1"

  /// A file that can't be opened at all.
  public struct Failure: Error, Sendable {
    /// Why.
    public var finding: Finding
  }

  private var log: FindingLog
  /// Also look for what harms nobody who reads: unknown keys, missing translations, links in texts that lead nowhere.
  private let isThorough: Bool

  private init(file: String, isThorough: Bool) {
    log = FindingLog(file: file)
    self.isThorough = isThorough
  }

  /// Reads the file's bytes. `file` is its name in findings.
  public static func load(_ bytes: [UInt8], file: String, isThorough: Bool = false) throws(Failure) -> Toolbox
  {
    func failure(_ problem: Finding.Problem, line: Int = 0) -> Failure {
      Failure(finding: Finding(file: file, line: line, path: "", problem: problem, severity: .error))
    }
    let document: JSONDocument
    do {
      document = try JSONDocument(bytes)
    } catch {
      throw failure(.json(error.reason), line: error.line)
    }
    let root = document.root
    guard root.kind == .object else {
      throw failure(.wrongType(expected: "object", found: root.kind.rawValue), line: root.line)
    }
    guard root["format"]?.raw == format else {
      throw failure(.wrongFormat(wanted: format, found: root["format"]?.field ?? "-"))
    }
    var loader = ToolboxLoader(file: file, isThorough: isThorough)
    return loader.toolbox(root, bytes)
  }

  private mutating func toolbox(_ root: JSONValue, _ bytes: [UInt8]) -> Toolbox {
    var toolbox = Toolbox()
    toolbox.bytes = bytes
    checkKeys(root, .root, ["format", "pillars", "tools", "manual", "starters"])
    var topics: Set<String> = []
    var pillars: Set<String> = []
    for (i, value) in list(root, "pillars", .root, required: true).enumerated() {
      if let pillar = pillar(value, Path.root["pillars"][i], &pillars, &topics) {
        toolbox.pillars.append(pillar)
      }
    }
    var tools: [String: JSONValue] = [:]
    let values = list(root, "tools", .root, required: true)
    toolbox.tools.reserveCapacity(values.count)
    for (i, value) in values.enumerated() {
      let path = Path.root["tools"][i]
      guard let tool = tool(value, path, topics: topics) else { continue }
      guard tools.updateValue(value, forKey: tool.id) == nil else {
        log.add(.duplicateIdentifier(tool.id), at: value["id"], path["id"])
        continue
      }
      toolbox.tools.append(tool)
    }
    var sections: Set<String> = []
    for (i, value) in list(root, "manual", .root).enumerated() {
      let path = Path.root["manual"][i]
      checkKeys(value, path, ["id", "title", "body"])
      guard let id = identifier(value, path, &sections), let title = text(value, "title", path) else {
        continue
      }
      toolbox.manual.append(
        Toolbox.Section(id: id, title: title, body: body(value, "body", path, required: true)))
    }
    var starters: Set<String> = []
    for (i, value) in list(root, "starters", .root).enumerated() {
      let path = Path.root["starters"][i]
      checkKeys(value, path, ["id", "name", "question", "tools"])
      guard let id = identifier(value, path, &starters), let name = text(value, "name", path) else {
        continue
      }
      let ids = identifiers(value, "tools", path, known: Set(tools.keys))
      toolbox.starters.append(
        Toolbox.Starter(id: id, name: name, question: text(value, "question", path) ?? name, tools: ids))
    }
    checkReferences(&toolbox, tools)
    toolbox.index()
    if isThorough { checkTexts(toolbox, root) }
    toolbox.findings = log.findings(in: bytes)
    return toolbox
  }

  private mutating func pillar(
    _ value: JSONValue, _ path: Path, _ seen: inout Set<String>, _ topics: inout Set<String>
  ) -> Toolbox.Pillar? {
    checkKeys(value, path, ["id", "name", "summary", "topics"])
    guard let id = identifier(value, path, &seen), let name = text(value, "name", path) else { return nil }
    var pillar = Toolbox.Pillar(
      id: id, name: name, summary: text(value, "summary", path, required: false) ?? LocalizedText(),
      topics: [])
    for (i, value) in list(value, "topics", path).enumerated() {
      let path = path["topics"][i]
      checkKeys(value, path, ["id", "name", "summary", "question"])
      guard let id = identifier(value, path, &topics), let name = text(value, "name", path) else { continue }
      pillar.topics.append(
        Toolbox.Topic(
          id: id, name: name, summary: text(value, "summary", path, required: false) ?? LocalizedText(),
          question: text(value, "question", path, required: false) ?? LocalizedText()))
    }
    return pillar
  }

  private mutating func tool(_ value: JSONValue, _ path: Path, topics: Set<String>) -> Tool? {
    guard value.kind == .object else {
      log.add(.wrongType(expected: "object", found: value.kind.rawValue), at: value, path)
      return nil
    }
    checkKeys(
      value, path,
      [
        "id", "name", "short", "owner", "topics", "seeAlso", "focus", "kind", "purpose", "gist", "question",
        "background", "workings", "location", "related", "status", "statusNote", "replacedBy", "minutes",
        "estimate",
        "cost", "languages", "reviewed", "reviewBy", "sources",
      ])
    var ignored: Set<String> = []
    guard let id = identifier(value, path, &ignored), let name = text(value, "name", path) else { return nil }
    let ownTopics = identifiers(value, "topics", path, known: topics)
    let focus = words(value, "focus", path, Tool.Focus.self)
    guard let kind = word(value, "kind", path, Tool.Kind.self, standard: .information),
      let status = word(value, "status", path, Tool.Status.self, standard: .active),
      let cost = word(value, "cost", path, Tool.Cost.self, standard: .unknown),
      !ownTopics.isEmpty, !focus.isEmpty
    else { return nil }
    let location = value["location"]
    if let location, !location.isNull, location.kind != .object {
      log.add(.wrongType(expected: "object", found: location.kind.rawValue), at: location, path["location"])
    }
    if let location { checkKeys(location, path["location"], ["text", "links"]) }
    return Tool(
      id: id, name: name, short: text(value, "short", path, required: false) ?? name,
      owner: text(value, "owner", path, required: false) ?? LocalizedText(),
      topics: ownTopics, seeAlso: identifiers(value, "seeAlso", path, known: topics, required: false),
      focus: focus, kind: kind, purpose: words(value, "purpose", path, Tool.Purpose.self),
      gist: text(value, "gist", path, required: false) ?? LocalizedText(),
      question: text(value, "question", path) ?? LocalizedText(),
      background: body(value, "background", path), workings: body(value, "workings", path),
      location: location.map { body($0, "text", path["location"]) } ?? BodyReference(),
      links: location.map { links($0, path["location"]) } ?? [], related: relations(value, path),
      status: status, statusNote: text(value, "statusNote", path, required: false) ?? LocalizedText(),
      replacedBy: strings(value, "replacedBy", path), minutes: duration(value, path),
      isEstimate: boolean(value, "estimate", path) ?? false, cost: cost,
      languages: words(value, "languages", path, Tool.Tongue.self, required: false),
      reviewed: date(value, "reviewed", path), reviewBy: date(value, "reviewBy", path),
      sources: sources(value, path))
  }

  private mutating func links(_ location: JSONValue, _ path: Path) -> [Tool.Link] {
    var links: [Tool.Link] = []
    for (i, value) in list(location, "links", path).enumerated() {
      let path = path["links"][i]
      checkKeys(value, path, ["label", "url", "checked", "ok"])
      guard let text = value["url"]?.raw else {
        log.add(.missing, at: value, path["url"])
        continue
      }
      guard let url = SafeText.address(text) else {
        log.add(.badAddress(SafeText.field(text)), at: value["url"], path["url"])
        continue
      }
      links.append(
        Tool.Link(
          label: self.text(value, "label", path, required: false) ?? LocalizedText(), url: url,
          checked: date(value, "checked", path), isWorking: boolean(value, "ok", path)))
    }
    return links
  }

  private mutating func relations(_ tool: JSONValue, _ path: Path) -> [Tool.Relation] {
    var relations: [Tool.Relation] = []
    for (i, value) in list(tool, "related", path).enumerated() {
      let path = path["related"][i]
      checkKeys(value, path, ["tool", "why"])
      guard let id = value["tool"]?.field, Identifier.isValid(id) else {
        log.add(.badIdentifier(value["tool"]?.field ?? ""), at: value, path["tool"])
        continue
      }
      relations.append(
        Tool.Relation(tool: id, why: text(value, "why", path, required: false) ?? LocalizedText()))
    }
    return relations
  }

  private mutating func sources(_ tool: JSONValue, _ path: Path) -> [Tool.Source] {
    list(tool, "sources", path).enumerated().compactMap { i, value in
      let path = path["sources"][i]
      checkKeys(value, path, ["title", "url"])
      guard let title = value["title"]?.field else {
        log.add(.missing, at: value, path["title"])
        return nil
      }
      let url = value["url"]?.raw
      if let url, SafeText.address(url) == nil {
        log.add(.badAddress(SafeText.field(url)), at: value["url"], path["url"])
      }
      return Tool.Source(title: title, url: url.flatMap(SafeText.address))
    }
  }

  private mutating func duration(_ tool: JSONValue, _ path: Path) -> Tool.Duration? {
    guard let value = tool["minutes"], !value.isNull else { return nil }
    let parts = value.elements
    guard parts.count == 2, let from = parts[0].integer, (0...10_000_000).contains(from),
      parts[1].isNull || (parts[1].integer.map { (from...10_000_000).contains($0) } ?? false)
    else {
      log.add(.wrongType(expected: "[from, to]", found: value.kind.rawValue), at: value, path["minutes"])
      return nil
    }
    return Tool.Duration(from: from, to: parts[1].integer)
  }

  // MARK: What is only right when all is in

  private mutating func checkReferences(_ toolbox: inout Toolbox, _ values: [String: JSONValue]) {
    let known = Set(values.keys)
    for i in toolbox.tools.indices {
      let tool = toolbox.tools[i]
      for (j, place) in (values[tool.id]?["related"]?.elements ?? []).enumerated() {
        // One that is no id was told when it was read.
        guard let id = place["tool"]?.field, Identifier.isValid(id), !known.contains(id) else { continue }
        log.add(.unknownIdentifier(id), at: place, Path.root["tools"].named(tool.id)["related"][j]["tool"])
      }
      for id in tool.replacedBy where !known.contains(id) {
        log.add(
          .unknownIdentifier(id), at: values[tool.id]?["replacedBy"],
          Path.root["tools"].named(tool.id)["replacedBy"])
      }
    }
  }

  private mutating func checkTexts(_ toolbox: Toolbox, _ root: JSONValue) {
    func unresolved(_ link: LinkTarget) -> String? {
      switch link {
      case .tool(let id): toolbox.tool(id) == nil ? "tool:\(id)" : nil
      case .topic(let id): toolbox.topic(id) == nil ? "topic:\(id)" : nil
      case .manual(let id): toolbox.section(id) == nil ? "manual:\(id)" : nil
      // Conversations come and go without the toolbox; who follows the link is told.
      case .screen, .address, .thread: nil
      }
    }
    let bodies =
      toolbox.tools.flatMap { tool in
        [
          (tool.background, Path.root["tools"].named(tool.id)["background"]),
          (tool.workings, Path.root["tools"].named(tool.id)["workings"]),
          (tool.location, Path.root["tools"].named(tool.id)["location"]["text"]),
        ]
      } + toolbox.manual.map { ($0.body, Path.root["manual"].named($0.id)["body"]) }
    for (reference, path) in bodies {
      for (place, code) in [(reference.dutch, "nl"), (reference.english, "en")] {
        guard let place else {
          let other = reference.dutch ?? reference.english
          log.add(.missingLanguage(code), at: nil, path, severity: .warning, byte: other?.start ?? 0)
          continue
        }
        for link in RichText(commonMark: toolbox.decode(place)).links {
          guard let name = unresolved(link) else { continue }
          log.add(.unresolvedLink(name), at: nil, path.named(code), byte: place.start)
        }
      }
    }
    for (i, value) in (root["tools"]?.elements ?? []).enumerated() {
      guard let note = value["statusNote"] else { continue }
      let texts = note.kind == .string ? [("nl", note)] : note.members
      for (code, text) in texts {
        for link in RichText(commonMark: text.field ?? "").links {
          guard let name = unresolved(link) else { continue }
          log.add(.unresolvedLink(name), at: text, Path.root["tools"][i]["statusNote"].named(code))
        }
      }
    }
  }

  // MARK: Values of one kind

  private mutating func checkKeys(_ value: JSONValue, _ path: Path, _ known: @autoclosure () -> Set<String>) {
    guard isThorough else { return }
    let known = known()
    for (key, member) in value.members where !known.contains(key) {
      log.add(.unknownKey(key), at: member, path.named(key), severity: .warning)
    }
  }

  private mutating func list(
    _ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool = false
  ) -> [JSONValue] {
    let here = path[key]
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, here) }
      return []
    }
    guard found.kind == .array else {
      log.add(.wrongType(expected: "array", found: found.kind.rawValue), at: found, here)
      return []
    }
    return found.elements
  }

  private mutating func identifier(_ value: JSONValue, _ path: Path, _ seen: inout Set<String>) -> String? {
    guard let id = value["id"]?.raw else {
      log.add(.missing, at: value, path["id"])
      return nil
    }
    guard Identifier.isValid(id) else {
      log.add(.badIdentifier(SafeText.field(id)), at: value["id"], path["id"])
      return nil
    }
    guard seen.insert(id).inserted else {
      log.add(.duplicateIdentifier(id), at: value["id"], path["id"])
      return nil
    }
    return id
  }

  private mutating func strings(_ value: JSONValue, _ key: StaticString, _ path: Path) -> [String] {
    var strings: [String] = []
    for (i, item) in list(value, key, path).enumerated() {
      if let text = item.field {
        strings.append(text)
      } else {
        log.add(.wrongType(expected: "string", found: item.kind.rawValue), at: item, path[key][i])
      }
    }
    return strings
  }

  private mutating func boolean(_ value: JSONValue, _ key: StaticString, _ path: Path) -> Bool? {
    guard let found = value[key], !found.isNull else { return nil }
    if found.boolean == nil {
      log.add(.wrongType(expected: "boolean", found: found.kind.rawValue), at: found, path[key])
    }
    return found.boolean
  }

  /// A list that, where it is required, must not be empty.
  private mutating func filledList(
    _ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool
  ) -> [JSONValue] {
    let items = list(value, key, path, required: required)
    if required, items.isEmpty, let found = value[key], found.kind == .array {
      log.add(.missing, at: found, path[key])
    }
    return items
  }

  /// Whether both languages of a text are strings, where they are there.
  private mutating func checkLanguages(_ text: JSONValue, _ path: Path) -> Bool {
    var isSound = true
    for code in ["nl", "en"] as [StaticString] {
      guard let value = text[code], value.kind != .string, !value.isNull else { continue }
      log.add(.wrongType(expected: "string", found: value.kind.rawValue), at: value, path[code])
      isSound = false
    }
    return isSound
  }

  private mutating func checkTranslations(_ text: LocalizedText, at value: JSONValue, _ path: Path) {
    guard isThorough, !text.isEmpty else { return }
    for language in Language.allCases where text[language] == nil {
      log.add(.missingLanguage(language.code), at: value, path, severity: .warning)
    }
  }

  private mutating func identifiers(
    _ value: JSONValue, _ key: StaticString, _ path: Path, known: Set<String>, required: Bool = true
  ) -> [String] {
    var found: [String] = []
    for (i, item) in filledList(value, key, path, required: required).enumerated() {
      let id = item.field ?? ""
      if !known.contains(id) {
        log.add(.unknownIdentifier(id), at: item, path[key][i])
      } else if !found.contains(id) {
        found.append(id)
      }
    }
    return found
  }

  private mutating func word<W: RawRepresentable & CaseIterable>(
    _ value: JSONValue, _ key: StaticString, _ path: Path, _ type: W.Type, standard: W
  ) -> W? where W.RawValue == String {
    guard let found = value[key], !found.isNull else { return standard }
    if let word = found.raw.flatMap(W.init(rawValue:)) { return word }
    log.add(
      .unknownWord(found.field ?? found.kind.rawValue, known: W.allCases.map(\.rawValue)), at: found,
      path[key])
    return nil
  }

  private mutating func words<W: RawRepresentable & CaseIterable & Equatable>(
    _ value: JSONValue, _ key: StaticString, _ path: Path, _ type: W.Type, required: Bool = true
  ) -> [W] where W.RawValue == String {
    var words: [W] = []
    for (i, item) in filledList(value, key, path, required: required).enumerated() {
      guard let word = item.raw.flatMap(W.init(rawValue:)) else {
        log.add(
          .unknownWord(item.field ?? item.kind.rawValue, known: W.allCases.map(\.rawValue)), at: item,
          path[key][i])
        continue
      }
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// A short text: a string (Dutch) or {"nl": …, "en": …}.
  private mutating func text(
    _ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool = true
  ) -> LocalizedText? {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path[key]) }
      return nil
    }
    if found.kind == .string {
      let text = LocalizedText(dutch: found.field.flatMap(Self.filled))
      checkTranslations(text, at: found, path[key])
      return text
    }
    guard found.kind == .object else {
      log.add(.wrongType(expected: "string", found: found.kind.rawValue), at: found, path[key])
      return nil
    }
    checkKeys(found, path[key], ["nl", "en"])
    let isSound = checkLanguages(found, path[key])
    let text = LocalizedText(
      dutch: found["nl"]?.field.flatMap(Self.filled), english: found["en"]?.field.flatMap(Self.filled))
    if text.isEmpty, required {
      if isSound { log.add(.missing, at: found, path[key]) }
      return nil
    }
    if isSound { checkTranslations(text, at: found, path[key]) }
    return text
  }

  private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }

  private mutating func body(
    _ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool = false
  ) -> BodyReference {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path[key]) }
      return BodyReference()
    }
    func place(_ value: JSONValue?) -> BodyReference.Place? {
      guard let value, value.kind == .string, !value.range.isEmpty else { return nil }
      return BodyReference.Place(
        start: UInt32(value.range.lowerBound), end: UInt32(value.range.upperBound), isPlain: value.isPlain)
    }
    if found.kind == .string { return BodyReference(dutch: place(found)) }
    guard found.kind == .object else {
      log.add(.wrongType(expected: "string", found: found.kind.rawValue), at: found, path[key])
      return BodyReference()
    }
    checkKeys(found, path[key], ["nl", "en"])
    _ = checkLanguages(found, path[key])
    return BodyReference(dutch: place(found["nl"]), english: place(found["en"]))
  }

  private mutating func date(_ value: JSONValue, _ key: StaticString, _ path: Path) -> String? {
    guard let found = value[key], !found.isNull else { return nil }
    if let text = found.raw, CalendarDate(text) != nil { return text }
    log.add(.badDate(found.field ?? found.kind.rawValue), at: found, path[key])
    return nil
  }
}
