/// Reads toolbox.json: what is sound comes in, what is not is left out and told.
public struct ToolboxLoader: FieldReader {
  /// The format that this program reads.
  public static let format = "joi-toolbox/1"

  /// A file that can't be opened at all.
  public struct Failure: Error, Sendable {
    /// Why.
    public var finding: Finding
  }

  var log: FindingLog
  /// Also look for what harms nobody who reads: unknown keys, missing translations, links in texts that lead nowhere.
  let isThorough: Bool

  init(file: String, isThorough: Bool) {
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
    // Not those that were left out: a tool that is in such a topic alone would be nowhere.
    topics = Set(toolbox.pillars.lazy.flatMap(\.topics).map(\.id))
    // What each tool was read from.
    var values: [JSONValue] = []
    let items = list(root, "tools", .root, required: true)
    toolbox.reserveTools(items.count)
    values.reserveCapacity(items.count)
    for (i, value) in items.enumerated() {
      func here() -> Path { Path.root["tools"][i] }
      guard let tool = tool(value, here(), topics: topics) else { continue }
      let id = tool.id
      guard toolbox.add(tool) else {
        log.add(.duplicateIdentifier(id), at: value["id"], here()["id"])
        continue
      }
      values.append(value)
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
    let tools = Set(toolbox.tools.lazy.map(\.id))
    for (i, value) in list(root, "starters", .root).enumerated() {
      let path = Path.root["starters"][i]
      checkKeys(value, path, ["id", "name", "question", "tools"])
      guard let id = identifier(value, path, &starters), let name = text(value, "name", path) else {
        continue
      }
      let ids = identifiers(value, "tools", path, known: tools)
      toolbox.starters.append(
        Toolbox.Starter(id: id, name: name, question: text(value, "question", path) ?? name, tools: ids))
    }
    checkReferences(toolbox, values)
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
}
