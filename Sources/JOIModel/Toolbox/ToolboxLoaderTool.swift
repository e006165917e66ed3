/// A tool of the file: its short facts, and the lists that hang on it.
extension ToolboxLoader {
  mutating func tool(_ value: JSONValue, _ path: @autoclosure () -> Path, topics: Set<String>) -> Tool? {
    guard value.kind == .object else {
      log.add(.wrongType(expected: "object", found: value.kind.rawValue), at: value, path())
      return nil
    }
    checkKeys(
      value, path(),
      [
        "id", "name", "short", "owner", "topics", "seeAlso", "focus", "kind", "purpose", "gist", "question",
        "background", "workings", "location", "related", "status", "statusNote", "replacedBy", "minutes",
        "estimate",
        "cost", "languages", "reviewed", "reviewBy", "sources",
      ])
    guard let id = identifier(value, path()), let name = text(value, "name", path()) else { return nil }
    let ownTopics = identifiers(value, "topics", path(), known: topics)
    let focus = words(value, "focus", path(), Tool.Focus.self)
    guard let kind = word(value, "kind", path(), Tool.Kind.self, standard: .information),
      let status = word(value, "status", path(), Tool.Status.self, standard: .active),
      let cost = word(value, "cost", path(), Tool.Cost.self, standard: .unknown),
      !ownTopics.isEmpty, !focus.isEmpty
    else { return nil }
    let location = value["location"]
    if let location, !location.isNull, location.kind != .object {
      log.add(.wrongType(expected: "object", found: location.kind.rawValue), at: location, path()["location"])
    }
    if let location { checkKeys(location, path()["location"], ["text", "links"]) }
    return Tool(
      id: id, name: name, short: text(value, "short", path(), required: false) ?? name,
      owner: text(value, "owner", path(), required: false) ?? LocalizedText(),
      topics: ownTopics, seeAlso: identifiers(value, "seeAlso", path(), known: topics, required: false),
      focus: focus, kind: kind, purpose: words(value, "purpose", path(), Tool.Purpose.self),
      gist: text(value, "gist", path(), required: false) ?? LocalizedText(),
      question: text(value, "question", path()) ?? LocalizedText(),
      background: body(value, "background", path()), workings: body(value, "workings", path()),
      location: location.map { body($0, "text", path()["location"]) } ?? BodyReference(),
      links: location.map { links($0, path()["location"]) } ?? [], related: relations(value, path()),
      status: status, statusNote: text(value, "statusNote", path(), required: false) ?? LocalizedText(),
      replacedBy: strings(value, "replacedBy", path()), minutes: duration(value, path()),
      isEstimate: boolean(value, "estimate", path()) ?? false, cost: cost,
      languages: words(value, "languages", path(), Tool.Tongue.self, required: false),
      reviewed: date(value, "reviewed", path()), reviewBy: date(value, "reviewBy", path()),
      sources: sources(value, path()))
  }

  mutating func links(_ location: JSONValue, _ path: @autoclosure () -> Path) -> [Tool.Link] {
    var links: [Tool.Link] = []
    for (i, value) in list(location, "links", path()).enumerated() {
      func here() -> Path { path()["links"][i] }
      checkKeys(value, here(), ["label", "url", "checked", "ok"])
      guard let text = value["url"]?.raw else {
        log.add(.missing, at: value, here()["url"])
        continue
      }
      guard let url = SafeText.address(text) else {
        log.add(.badAddress(SafeText.field(text)), at: value["url"], here()["url"])
        continue
      }
      links.append(
        Tool.Link(
          label: self.text(value, "label", here(), required: false) ?? LocalizedText(), url: url,
          checked: date(value, "checked", here()), isWorking: boolean(value, "ok", here())))
    }
    return links
  }

  mutating func relations(_ tool: JSONValue, _ path: @autoclosure () -> Path) -> [Tool.Relation] {
    var relations: [Tool.Relation] = []
    for (i, value) in list(tool, "related", path()).enumerated() {
      func here() -> Path { path()["related"][i] }
      checkKeys(value, here(), ["tool", "why"])
      guard let id = value["tool"]?.field, Identifier.isValid(id) else {
        log.add(.badIdentifier(value["tool"]?.field ?? ""), at: value, here()["tool"])
        continue
      }
      relations.append(
        Tool.Relation(tool: id, why: text(value, "why", here(), required: false) ?? LocalizedText()))
    }
    return relations
  }

  mutating func sources(_ tool: JSONValue, _ path: @autoclosure () -> Path) -> [Tool.Source] {
    var sources: [Tool.Source] = []
    for (i, value) in list(tool, "sources", path()).enumerated() {
      func here() -> Path { path()["sources"][i] }
      checkKeys(value, here(), ["title", "url"])
      guard let title = value["title"]?.field else {
        log.add(.missing, at: value, here()["title"])
        continue
      }
      let text = value["url"]?.raw
      let url = text.flatMap(SafeText.address)
      if let text, url == nil {
        log.add(.badAddress(SafeText.field(text)), at: value["url"], here()["url"])
      }
      sources.append(Tool.Source(title: title, url: url))
    }
    return sources
  }

  mutating func duration(_ tool: JSONValue, _ path: @autoclosure () -> Path) -> Tool.Duration? {
    guard let value = tool["minutes"], !value.isNull else { return nil }
    var parts = value.items
    guard let from = parts.next()?.integer, (0...10_000_000).contains(from), let to = parts.next(),
      to.isNull || (to.integer.map { (from...10_000_000).contains($0) } ?? false), parts.isEmpty
    else {
      log.add(.wrongType(expected: "[from, to]", found: value.kind.rawValue), at: value, path()["minutes"])
      return nil
    }
    return Tool.Duration(from: from, to: to.integer)
  }
}
