import CCommonMark
import Glibc

extension Export {
  /// CommonMark: a heading a tool, its five questions below.
  func markdown() -> String {
    var out = "# \(Self.escape(title))\n"
    for entry in entries {
      let tool = entry.tool
      out += "\n## \(Self.escape(tool.name.text(in: language)))\n\n"
      for fact in ToolFacts(tool, toolbox: toolbox, language: language).rows {
        out += "- \(Self.escape(fact.label)): \(Self.escape(fact.value))\n"
      }
      if !entry.note.isEmpty { out += "- \(Self.escape(say(.ownNote))): \(Self.escape(entry.note))\n" }
      for part in FiveQuestions.allCases {
        out += "\n### \(Self.escape(part.heading(in: language)))\n\n"
        out += "\(Self.rewritten(part.commonMark(of: tool, in: self), escaped: false))\n"
      }
    }
    return out
  }

  /// A name in Markdown: what would be markup, a link or HTML there is not.
  static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    // By scalar: a bracket with a mark on it is one Character and still a bracket.
    for scalar in text.unicodeScalars {
      if "\\`*_{}[]<>#|~&".unicodeScalars.contains(scalar) { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  /// A text with its links within the toolbox made plain: outside the program they lead nowhere.
  static func rewritten(_ commonMark: String, escaped html: Bool) -> String {
    guard let document = CommonMarkDocument(commonMark) else { return "" }
    var unlinked: [CommonMarkDocument.Node] = []
    var raw: [CommonMarkDocument.Node] = []
    let iterator = cmark_iter_new(document.root)
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      let type = cmark_node_get_type(node)
      if event == CMARK_EVENT_ENTER, type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE {
        // Entities were decoded by now: through the door again.
        cmark_node_set_literal(node, SafeText.field(CommonMarkDocument.literal(node)))
      }
      if type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_HTML_BLOCK { raw.append(node) }
      // Entities are decoded here too, and nobody needs them outside.
      if type == CMARK_NODE_CODE_BLOCK { cmark_node_set_fence_info(node, "") }
      if type == CMARK_NODE_LINK { cmark_node_set_title(node, "") }
      if event == CMARK_EVENT_EXIT, type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE {
        let isOutside = if case .address? = LinkTarget(CommonMarkDocument.url(node)) { true } else { false }
        if type == CMARK_NODE_IMAGE || !isOutside { unlinked.append(node) }
      }
    }
    // Raw HTML is the text it is, as on the screen.
    for node in raw {
      let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
      let text = cmark_node_new(isBlock ? CMARK_NODE_CODE_BLOCK : CMARK_NODE_TEXT)
      cmark_node_set_literal(text, SafeText.body(CommonMarkDocument.literal(node)))
      cmark_node_replace(node, text)
      cmark_node_free(node)
    }
    for node in unlinked {
      while let child = cmark_node_first_child(node) { cmark_node_insert_before(node, child) }
      cmark_node_unlink(node)
      cmark_node_free(node)
    }
    let rendered =
      html
      ? cmark_render_html(document.root, CMARK_OPT_DEFAULT)
      : cmark_render_commonmark(document.root, CMARK_OPT_DEFAULT, 0)
    guard let rendered else { return "" }
    defer { free(rendered) }
    let text = String(cString: rendered)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
