/// The whole toolbox: pillars and topics, the tools, the manual and the starter sets, as one file gives them.
public struct Toolbox: Sendable {
  /// A pillar of social innovation.
  public struct Pillar: Sendable {
    /// Its id.
    public var id: String
    /// Its name.
    public var name: LocalizedText
    /// What it is about.
    public var summary: LocalizedText
    /// Its topics in order.
    public var topics: [Topic]
  }

  /// A topic within a pillar.
  public struct Topic: Sendable {
    /// Its id.
    public var id: String
    /// Its name.
    public var name: LocalizedText
    /// What it is about.
    public var summary: LocalizedText
    /// The question that leads to it.
    public var question: LocalizedText
  }

  /// A section of the manual.
  public struct Section: Sendable {
    /// Its id.
    public var id: String
    /// Its title.
    public var title: LocalizedText
    /// Its text, CommonMark.
    public var body: BodyReference
  }

  /// A set of a few tools for a situation.
  public struct Starter: Sendable {
    /// Its id.
    public var id: String
    /// The situation.
    public var name: LocalizedText
    /// The question that somebody in it asks.
    public var question: LocalizedText
    /// The tools' ids, in the order to use them.
    public var tools: [String]
  }

  /// The pillars in order.
  public internal(set) var pillars: [Pillar] = []
  /// Every tool that could be read, in the file's order.
  public internal(set) var tools: [Tool] = []
  /// The manual's sections in order.
  public internal(set) var manual: [Section] = []
  /// The starter sets in order.
  public internal(set) var starters: [Starter] = []
  /// What was wrong with the file, in the file's order.
  public internal(set) var findings: [Finding] = []

  var bytes: [UInt8] = []
  private var toolIndex: [String: Int] = [:]
  private var topicPlace: [String: (pillar: Int, topic: Int)] = [:]
  private var toolsOfTopic: [String: [Int]] = [:]
  private var toolsOfPillar: [String: [Int]] = [:]
  /// Places in ``tools`` of all tools in use.
  public private(set) var toolsInUse: [Int] = []
  /// The facet values of each tool, at its place in ``tools``.
  public private(set) var facetBits: [FacetBits] = []
  /// How many questions ``Question/all(in:)`` gives.
  public private(set) var questionCount = 0
  /// The tools that name a tool as related: of the tool at place i, those from `namedFrom[i]` to `namedFrom[i + 1]`.
  private var namedBy: [Int32] = []
  private var namedFrom: [Int32] = []

  /// An empty toolbox.
  public init() {}

  mutating func reserveTools(_ count: Int) {
    tools.reserveCapacity(count)
    toolIndex.reserveCapacity(count)
  }

  /// Adds a tool; false where there is one with its id.
  mutating func add(_ tool: Tool) -> Bool {
    guard toolIndex[tool.id] == nil else { return false }
    toolIndex[tool.id] = tools.count
    tools.append(tool)
    return true
  }

  /// Makes the other look-up tables; to be called when all parts are in.
  mutating func index() {
    for (p, pillar) in pillars.enumerated() {
      for (t, topic) in pillar.topics.enumerated() { topicPlace[topic.id] = (p, t) }
    }
    facetBits = tools.map(FacetBits.init)
    toolsInUse = tools.indices.filter { tools[$0].status != .withdrawn }
    for i in toolsInUse {
      for topic in tools[i].topics { toolsOfTopic[topic, default: []].append(i) }
    }
    for pillar in pillars {
      var isNew = [Bool](repeating: true, count: tools.count)
      toolsOfPillar[pillar.id] = pillar.topics.flatMap { tools(ofTopic: $0.id) }.filter { tool in
        defer { isNew[tool] = false }
        return isNew[tool]
      }
    }
    indexRelations()
    questionCount = Question.count(in: self)
  }

  private mutating func indexRelations() {
    var links: [(from: Int32, to: Int32)] = []
    for i in tools.indices {
      for relation in tools[i].related {
        if let to = toolIndex[relation.tool] { links.append((Int32(i), Int32(to))) }
      }
    }
    namedFrom = [Int32](repeating: 0, count: tools.count + 1)
    for link in links { namedFrom[Int(link.to) + 1] += 1 }
    for i in tools.indices { namedFrom[i + 1] += namedFrom[i] }
    var next = namedFrom
    namedBy = [Int32](repeating: 0, count: links.count)
    for link in links {
      namedBy[Int(next[Int(link.to)])] = link.from
      next[Int(link.to)] += 1
    }
  }

  /// The tool with that id, withdrawn ones among them.
  public func tool(_ id: String) -> Tool? { toolIndex[id].map { tools[$0] } }

  /// Whether a tool with that id is there and in use.
  public func isInUse(_ id: String) -> Bool { toolIndex[id].map { tools[$0].status != .withdrawn } ?? false }

  /// The tool's place in ``tools``.
  public func position(ofTool id: String) -> Int? { toolIndex[id] }

  /// The topic with that id and the pillar it stands in.
  public func topic(_ id: String) -> (pillar: Pillar, topic: Topic)? {
    topicPlace[id].map { (pillars[$0.pillar], pillars[$0.pillar].topics[$0.topic]) }
  }

  /// The manual's section with that id.
  public func section(_ id: String) -> Section? { manual.first { $0.id == id } }

  /// Places in ``tools`` of the tools in use (withdrawn ones are left out) with that topic.
  public func tools(ofTopic id: String) -> [Int] { toolsOfTopic[id] ?? [] }

  /// Places in ``tools`` of the tools in use within a pillar, each once, in the order of its topics.
  public func tools(ofPillar pillar: Pillar) -> [Int] { toolsOfPillar[pillar.id] ?? [] }

  /// The tools that go with one, named there or at the other end; each once.
  public func relations(of tool: Tool) -> [Tool.Relation] {
    var seen: Set<String> = [tool.id]
    return (tool.related + relationsNaming(tool.id)).filter {
      toolIndex[$0.tool] != nil && seen.insert($0.tool).inserted
    }
  }

  private func relationsNaming(_ id: String) -> [Tool.Relation] {
    guard let place = toolIndex[id] else { return [] }
    return namedBy[Int(namedFrom[place])..<Int(namedFrom[place + 1])].compactMap { other in
      let other = tools[Int(other)]
      return other.related.first { $0.tool == id }.map { Tool.Relation(tool: other.id, why: $0.why) }
    }
  }

  /// What to use instead of a withdrawn tool: its replacements, and theirs where those are withdrawn too.
  public func replacements(of tool: Tool) -> [Tool] {
    var seen: Set<String> = [tool.id]
    var queue = tool.replacedBy
    var found: [Tool] = []
    while let id = queue.first {
      queue.removeFirst()
      guard seen.insert(id).inserted, let next = self.tool(id) else { continue }
      if next.status == .withdrawn { queue.append(contentsOf: next.replacedBy) } else { found.append(next) }
    }
    return found
  }

  /// A long text, decoded and made safe: in that language, else in the other one with a line that says so.
  public func body(_ reference: BodyReference, in language: Language) -> String? {
    let own = language == .dutch ? reference.dutch : reference.english
    if let own { return decode(own) }
    let other = language == .dutch ? reference.english : reference.dutch
    return other.map { "*(\(language.other.code.uppercased()))*\n\n" + decode($0) }
  }

  func decode(_ place: BodyReference.Place) -> String {
    let range = Int(place.start)..<Int(place.end)
    let text = JSONText.decode(bytes[range])
    return place.isPlain ? text : SafeText.body(text)
  }
}
