/// Search over the toolbox: tools, topics and the manual's sections, in both languages at once, and the questions.
public struct ToolboxSearch: Sendable {
  /// Something that can be found.
  public enum Item: Hashable, Sendable {
    case tool(String)
    case topic(String)
    case section(String)
  }

  /// What is looked through.
  public enum Scope: Sendable { case everything, tools, manual }

  private let index: SearchIndex
  private let items: [Item]
  /// The questions in the finder's order.
  public let questions: [Question]
  private let questionIndex: SearchIndex

  /// Indexes a toolbox: some milliseconds for fifty tools, so it is made behind the first screen.
  public init(_ toolbox: Toolbox) {
    let items =
      toolbox.tools.map { Item.tool($0.id) }
      + toolbox.pillars.flatMap { $0.topics.map { Item.topic($0.id) } }
      + toolbox.manual.map { Item.section($0.id) }
    self.items = items
    index = SearchIndex(count: items.count) { Self.fields(items[$0], toolbox) }
    let questions = Question.all(in: toolbox)
    self.questions = questions
    questionIndex = SearchIndex(count: questions.count) { Self.fields(questions[$0], toolbox) }
  }

  /// What answers a query, best first.
  public func search(_ text: String, in scope: Scope = .everything) -> (query: Query, items: [Item]) {
    let (query, hits) = index.search(text)
    return (
      query,
      hits.map { items[$0.document] }.filter {
        switch ($0, scope) {
        case (_, .everything), (.tool, .tools), (.section, .manual): true
        default: false
        }
      }
    )
  }

  /// The questions that answer a query, best first; all of them, in order, for an empty one.
  public func questions(matching text: String) -> (query: Query, questions: [Question]) {
    if Folding.words(text).isEmpty { return (Query(""), questions) }
    let (query, hits) = questionIndex.search(text)
    return (query, hits.map { questions[$0.document] })
  }

  /// The tools that resemble a question, by id, the most alike first; none where none really does.
  public func similar(to text: String, limit: Int) -> [String] {
    let tools = index.similar(to: text).compactMap { place -> String? in
      if case .tool(let id) = items[place] { id } else { nil }
    }
    return Array(tools.prefix(limit))
  }

  private static func both(_ text: LocalizedText, _ weight: UInt8) -> [SearchIndex.Field] {
    [text.dutch, text.english].compactMap { $0.map { SearchIndex.Field($0, weight: weight) } }
  }

  private static func fields(_ item: Item, _ toolbox: Toolbox) -> [SearchIndex.Field] {
    func body(_ reference: BodyReference, _ weight: UInt8) -> [SearchIndex.Field] {
      [reference.dutch, reference.english].compactMap {
        $0.map { SearchIndex.Field(toolbox.decode($0), weight: weight) }
      }
    }
    switch item {
    case .tool(let id):
      guard let tool = toolbox.tool(id) else { return [] }
      let topics = tool.topics.compactMap { toolbox.topic($0)?.topic.name }.flatMap { both($0, 6) }
      return both(tool.name, 12) + both(tool.short, 12) + both(tool.question, 8) + both(tool.gist, 6) + topics
        + both(tool.owner, 3) + body(tool.background, 2) + body(tool.workings, 2) + body(tool.location, 1)
    case .topic(let id):
      guard let topic = toolbox.topic(id)?.topic else { return [] }
      return both(topic.name, 12) + both(topic.question, 8) + both(topic.summary, 4)
    case .section(let id):
      guard let section = toolbox.section(id) else { return [] }
      return both(section.title, 10) + body(section.body, 2)
    }
  }

  private static func fields(_ question: Question, _ toolbox: Toolbox) -> [SearchIndex.Field] {
    let tools = question.tools.prefix(20).compactMap { toolbox.tool($0) }
    return both(question.text, 12) + both(question.about, 8)
      + tools.flatMap { both($0.name, 3) + both($0.gist, 2) }
  }
}
