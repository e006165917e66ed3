@testable import JOIModel

/// toolbox.json: whatever the bytes, what comes in is clean and whole, and what is left out is told.
public func checkToolbox(_ bytes: [UInt8]) {
  let toolbox: Toolbox
  do {
    toolbox = try ToolboxLoader.load(bytes, file: "toolbox.json")
  } catch {
    requireSound([error.finding], lines: lineCount(bytes))
    require(
      (try? ToolboxLoader.load(bytes, file: "toolbox.json", isThorough: true)) == nil, "thorough reads it")
    return
  }
  let lines = lineCount(bytes)
  requireSound(toolbox.findings, lines: lines)
  guard let thorough = try? ToolboxLoader.load(bytes, file: "toolbox.json", isThorough: true) else {
    fatalError("ORACLE: only quick reading takes the file")
  }
  requireSound(thorough.findings, lines: lines)
  require(thorough.tools.map(\.id) == toolbox.tools.map(\.id), "thorough reading gives other tools")
  if thorough.findings.count < FindingLog.maximalCount {
    for finding in toolbox.findings {
      require(thorough.findings.contains(finding), "a thorough reading does not tell \(finding)")
    }
  }
  requireToldWhatIsLeftOut(bytes, toolbox)
  for tool in toolbox.tools { check(tool, toolbox) }
  for pillar in toolbox.pillars {
    pillar.name.requireClean("a pillar")
    pillar.summary.requireClean("a pillar")
    for topic in pillar.topics {
      for text in [topic.name, topic.summary, topic.question] { text.requireClean("a topic") }
    }
  }
  for section in toolbox.manual {
    section.title.requireClean("a section")
    check(section.body, toolbox)
  }
  for starter in toolbox.starters {
    starter.name.requireClean("a starter")
    starter.question.requireClean("a starter")
    for id in starter.tools { require(toolbox.tool(id) != nil, "a starter's tool is not there") }
  }
  checkSearch(toolbox)
  checkExports(toolbox)
}

/// Each element of a list is read, or there is a finding.
private func requireToldWhatIsLeftOut(_ bytes: [UInt8], _ toolbox: Toolbox) {
  guard let root = try? JSONDocument(bytes).root else { return }
  let isLess =
    (root["tools"]?.elements.count ?? 0) > toolbox.tools.count
    || (root["pillars"]?.elements.count ?? 0) > toolbox.pillars.count
    || (root["manual"]?.elements.count ?? 0) > toolbox.manual.count
    || (root["starters"]?.elements.count ?? 0) > toolbox.starters.count
  require(
    !isLess || toolbox.findings.contains { $0.severity == .error }, "something is left out and not told")
}

private func check(_ tool: Tool, _ toolbox: Toolbox) {
  require(Identifier.isValid(tool.id), "an id")
  for text in [tool.name, tool.short, tool.owner, tool.gist, tool.question, tool.statusNote] {
    text.requireClean("a tool")
  }
  for body in [tool.background, tool.workings, tool.location] { check(body, toolbox) }
  for link in tool.links {
    link.label.requireClean("a link")
    require(SafeText.address(link.url) == link.url, "an address")
  }
  for topic in tool.topics { require(toolbox.topic(topic) != nil, "a topic that is not there") }
  for relation in toolbox.relations(of: tool) {
    relation.why.requireClean("a relation")
    require(toolbox.tool(relation.tool) != nil && relation.tool != tool.id, "a relation")
  }
  for other in toolbox.replacements(of: tool) {
    require(other.status != .withdrawn, "replaced by one that is withdrawn")
  }
  for language in Language.allCases {
    for fact in ToolFacts(tool, toolbox: toolbox, language: language).rows {
      requireClean(fact.label, "a fact")
      requireClean(fact.value, "a fact")
    }
  }
}

private func check(_ body: BodyReference, _ toolbox: Toolbox) {
  for language in Language.allCases {
    guard let text = toolbox.body(body, in: language) else { continue }
    requireClean(text, lines: true, "a body")
    checkRichText(text)
  }
}

private func checkSearch(_ toolbox: Toolbox) {
  let search = ToolboxSearch(toolbox)
  for tool in toolbox.tools.prefix(4) {
    guard let name = tool.name.dutch, !Query(name).isEmpty else { continue }
    require(
      search.search(name).items.contains(.tool(tool.id)),
      "a tool is not found by its name \(Query(name).words)")
  }
}

private func checkExports(_ toolbox: Toolbox) {
  let tools = Array(toolbox.tools.prefix(3))
  let export = Export(
    title: "Fuzz", entries: tools.map { Export.Entry(tool: $0, note: "note") }, toolbox: toolbox,
    language: .dutch)
  for format in ExportFormat.allCases {
    let text = export.text(as: format)
    // RFC 4180's line ends and the mark that Excel wants are the file's, not a text's.
    let shown =
      format == .csv ? text.unicodeScalars.filter { $0 != "\r" && $0 != "\u{FEFF}" } : text.unicodeScalars
    requireClean(String(shown), lines: true, "\(format)")
    if format == .json {
      let root = try? JSONDocument(Array(text.utf8)).root
      require(root?.elements.count == tools.count, "exported JSON")
    }
    if format == .html { requireInert(text) }
  }
}

/// A page has no element but those that exports write, and no attribute that runs or loads.
public func requireInert(_ page: String) {
  for part in page.split(separator: "<").dropFirst() {
    let name = part.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" }.lowercased()
    require(
      !["script", "img", "iframe", "object", "embed", "link", "base", "form"].contains(name), "<\(name)>")
    let attributes = part.prefix { $0 != ">" }.lowercased()
    require(!attributes.contains("javascript:"), "an address that runs")
    for attribute in [" onload", " onerror", " onclick", " src="] {
      require(!unquoted(attributes).contains(attribute), "an attribute\(attribute)")
    }
  }
}

private func unquoted(_ text: String) -> String {
  var out = ""
  var isQuoted = false
  for character in text {
    if character == "\"" { isQuoted.toggle() } else if !isQuoted { out.append(character) }
  }
  return out
}
