/// A question that tools answer: the finder's rows.
public struct Question: Equatable, Sendable {
  /// Where it comes from.
  public enum Origin: Equatable, Sendable {
    /// A starter set: a situation and a few tools for it.
    case starter(String)
    /// A topic: its tools.
    case topic(String)
    /// One tool.
    case tool(String)
  }

  /// Where it comes from.
  public var origin: Origin
  /// The question.
  public var text: LocalizedText
  /// The situation, topic or tool behind it.
  public var about: LocalizedText
  /// The tools that answer it, the best first.
  public var tools: [String]

  /// Situations first (they lead furthest), then topics, then the tools' own questions; those without a tool in use
  /// are left out.
  public static func all(in toolbox: Toolbox) -> [Question] {
    func inUse(_ ids: [String]) -> [String] {
      ids.filter { toolbox.tool($0).map { $0.status != .withdrawn } ?? false }
    }
    let starters = toolbox.starters.map {
      Question(origin: .starter($0.id), text: $0.question, about: $0.name, tools: inUse($0.tools))
    }
    let topics = toolbox.pillars.flatMap(\.topics).map { topic in
      Question(
        origin: .topic(topic.id), text: topic.question, about: topic.name,
        tools: toolbox.tools(ofTopic: topic.id).map { toolbox.tools[$0].id })
    }
    let tools = toolbox.tools.map {
      Question(origin: .tool($0.id), text: $0.question, about: $0.name, tools: inUse([$0.id]))
    }
    return (starters + topics + tools).filter { !$0.tools.isEmpty && !$0.text.isEmpty }
  }
}
