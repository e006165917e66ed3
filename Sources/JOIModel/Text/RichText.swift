import CCommonMark

/// Where a link in a text leads.
public enum LinkTarget: Hashable, Sendable {
  /// A tool of the toolbox, by id.
  case tool(String)
  /// A topic, by id.
  case topic(String)
  /// A section of the manual, by id.
  case manual(String)
  /// A conversation of the forum, by the question's id.
  case thread(String)
  /// A screen of the program, by its name in ``ScreenName``.
  case screen(ScreenName)
  /// An address outside: http, https or mailto.
  case address(String)

  /// Reads `tool:ID`, `topic:ID`, `manual:ID`, `thread:ID`, `screen:NAME`, or an address; nil for all else.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      let id = String(parts[1])
      switch parts[0] {
      case "tool" where Identifier.isValid(id): self = .tool(id)
      case "topic" where Identifier.isValid(id): self = .topic(id)
      case "manual" where Identifier.isValid(id): self = .manual(id)
      case "thread" where EventID.isReference(id): self = .thread(id)
      case "screen":
        guard let name = ScreenName(rawValue: id) else { return nil }
        self = .screen(name)
      default:
        guard let address = SafeText.address(text) else { return nil }
        self = .address(address)
      }
    } else {
      return nil
    }
  }
}

/// The screens that a text may link to.
public enum ScreenName: String, CaseIterable, Sendable {
  case home, finder, toolbox, overview, manual, forum, desk, selection, help
}

/// CommonMark as blocks of spans, ready to be wrapped at any width.
public struct RichText: Equatable, Sendable {
  /// A run of text in one manner.
  public struct Span: Equatable, Sendable {
    /// How it is written.
    public enum Style: Sendable { case plain, emphasis, strong, code }
    /// The text, safe to draw.
    public var text: String
    /// How it is written.
    public var style: Style
    /// Where it leads, for a link.
    public var link: LinkTarget?

    /// A run of text.
    public init(_ text: String, style: Style = .plain, link: LinkTarget? = nil) {
      self.text = text
      self.style = style
      self.link = link
    }
  }

  /// A paragraph, or what stands like one.
  public struct Block: Equatable, Sendable {
    /// What the block is.
    public enum Kind: Equatable, Sendable {
      case paragraph
      case heading(level: Int)
      /// A list item; `marker` is "1." or "-" and empty in the item's later paragraphs.
      case item(marker: String)
      case code
      case rule
    }
    /// What it is.
    public var kind: Kind
    /// How many lists it stands within.
    public var depth: Int
    /// How many quotes it stands within.
    public var quotes: Int
    /// Its text; `"\n"` within is a forced line break.
    public var spans: [Span]
    /// Whether a blank line stands before it.
    public var isSpaced: Bool
  }

  /// The blocks in order.
  public var blocks: [Block]

  /// Blocks made elsewhere.
  public init(blocks: [Block]) { self.blocks = blocks }

  /// Lists and quotes deeper than this are shown at this depth.
  static let maximalDepth = 8

  /// Reads CommonMark. Raw HTML is shown as the text it is; links that lead nowhere known lose their target.
  public init(commonMark text: String) {
    blocks = []
    guard let document = CommonMarkDocument(text) else { return }
    var context = Context()
    var child = cmark_node_first_child(document.root)
    while let node = child {
      add(node, &context, tight: false)
      child = cmark_node_next(node)
    }
  }

  private struct Context {
    var depth = 0
    var quotes = 0
    var marker: String?
    var nesting = 0
  }

  private mutating func add(_ node: CommonMarkDocument.Node, _ context: inout Context, tight: Bool) {
    // Deeper than any text a person writes: the rest is left out rather than walked.
    guard context.nesting < 64 else { return }
    context.nesting += 1
    defer { context.nesting -= 1 }
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_PARAGRAPH: append(kind(for: &context), Self.spans(of: node), context, tight: tight)
    case CMARK_NODE_HEADING:
      append(
        .heading(level: Int(cmark_node_get_heading_level(node))), Self.spans(of: node), context, tight: tight)
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK:
      let literal = SafeText.body(CommonMarkDocument.literal(node))
      let trimmed = literal.hasSuffix("\n") ? String(literal.dropLast()) : literal
      append(.code, [Span(trimmed, style: .code)], context, tight: tight)
    case CMARK_NODE_THEMATIC_BREAK: append(.rule, [], context, tight: tight)
    case CMARK_NODE_BLOCK_QUOTE:
      context.quotes += 1
      children(of: node, &context, tight: false)
      context.quotes -= 1
    case CMARK_NODE_LIST:
      let ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      var number = Int(cmark_node_get_list_start(node))
      let tightList = cmark_node_get_list_tight(node) == 1
      context.depth += 1
      var child = cmark_node_first_child(node)
      var isFirst = true
      while let item = child {
        context.marker = ordered ? "\(number)." : "-"
        children(of: item, &context, tight: tightList && !isFirst)
        number &+= 1
        isFirst = false
        child = cmark_node_next(item)
      }
      context.depth -= 1
      context.marker = nil
    default: children(of: node, &context, tight: tight)
    }
  }

  private mutating func children(of node: CommonMarkDocument.Node, _ context: inout Context, tight: Bool) {
    var child = cmark_node_first_child(node)
    while let node = child {
      add(node, &context, tight: tight)
      child = cmark_node_next(node)
    }
  }

  private func kind(for context: inout Context) -> Block.Kind {
    guard context.depth > 0 else { return .paragraph }
    defer { context.marker = nil }
    return .item(marker: context.marker ?? "")
  }

  private mutating func append(_ kind: Block.Kind, _ spans: [Span], _ context: Context, tight: Bool) {
    blocks.append(
      Block(
        kind: kind, depth: min(context.depth, Self.maximalDepth),
        quotes: min(context.quotes, Self.maximalDepth),
        spans: spans, isSpaced: !tight && !blocks.isEmpty))
  }

  private static func spans(of node: CommonMarkDocument.Node) -> [Span] {
    var spans: [Span] = []
    collect(node, .plain, nil, &spans, nesting: 0)
    return spans
  }

  private static func collect(
    _ node: CommonMarkDocument.Node, _ style: Span.Style, _ link: LinkTarget?, _ spans: inout [Span],
    nesting: Int
  ) {
    guard nesting < 64 else { return }
    func add(_ text: String, _ style: Span.Style) {
      guard !text.isEmpty else { return }
      if let last = spans.last, last.style == style, last.link == link {
        spans[spans.count - 1].text += text
      } else {
        spans.append(Span(text, style: style, link: link))
      }
    }
    var child = cmark_node_first_child(node)
    while let node = child {
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE:
        add(SafeText.field(CommonMarkDocument.literal(node)), style)
      case CMARK_NODE_CODE: add(SafeText.field(CommonMarkDocument.literal(node)), .code)
      case CMARK_NODE_SOFTBREAK: add(" ", style)
      case CMARK_NODE_LINEBREAK: add("\n", style)
      case CMARK_NODE_EMPH:
        collect(node, style == .strong ? .strong : .emphasis, link, &spans, nesting: nesting + 1)
      case CMARK_NODE_STRONG: collect(node, .strong, link, &spans, nesting: nesting + 1)
      case CMARK_NODE_LINK:
        collect(node, style, LinkTarget(CommonMarkDocument.url(node)), &spans, nesting: nesting + 1)
      default: collect(node, style, link, &spans, nesting: nesting + 1)
      }
      child = cmark_node_next(node)
    }
  }

  /// The text without marks: blocks on lines of their own, list items with their marker.
  public var plainText: String {
    blocks.map { block in
      let text = block.spans.map(\.text).joined()
      if case .item(let marker) = block.kind, !marker.isEmpty { return "\(marker) \(text)" }
      return text
    }.joined(separator: "\n")
  }

  /// Every link in order.
  public var links: [LinkTarget] { blocks.flatMap { $0.spans.compactMap(\.link) } }
}

/// A parsed CommonMark text of libcmark, freed with its last reference.
final class CommonMarkDocument {
  typealias Node = OpaquePointer
  let root: Node

  init?(_ text: String) {
    guard let parsed = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT) else { return nil }
    root = parsed
  }

  deinit { cmark_node_free(root) }

  static func literal(_ node: Node) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }
  static func url(_ node: Node) -> String { cmark_node_get_url(node).map { String(cString: $0) } ?? "" }
}
