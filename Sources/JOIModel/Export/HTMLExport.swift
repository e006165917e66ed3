extension Export {
  /// One self-contained page, for a browser and for paper: no script, no address that loads by itself.
  func html() -> String {
    var out = ""
    for entry in entries {
      let tool = entry.tool
      out += "<h2 id=\"\(tool.id)\">\(Self.entities(tool.name.text(in: language)))</h2>\n<dl>\n"
      for fact in ToolFacts(tool, toolbox: toolbox, language: language).rows {
        out += "<dt>\(Self.entities(fact.label))</dt><dd>\(Self.entities(fact.value))</dd>\n"
      }
      out += "</dl>\n"
      if !entry.note.isEmpty {
        out +=
          "<p class=\"note\"><strong>\(Self.entities(say(.ownNote)))</strong> \(Self.entities(entry.note))</p>\n"
      }
      for part in FiveQuestions.allCases {
        out += "<h3>\(Self.entities(part.heading(in: language)))</h3>\n"
        out += Self.rewritten(part.commonMark(of: tool, in: self), escaped: true) + "\n"
      }
    }
    return HTMLPage.text(
      title: Self.entities(title), style: Self.style, language: language, body: out)
  }

  private static let style = """
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #999; }
    h3 { font-size: 1rem; margin-bottom: .3rem; } dl { display: grid; grid-template-columns: 11rem auto; }
    dt { color: #555; } dd { margin: 0; } .note { border-left: 3px solid #999; padding-left: .8rem; }
    a { overflow-wrap: anywhere; }
    @media print { body { margin: 0; max-width: none; font-size: 10.5pt; } h2 { break-before: page; }
      h2:first-of-type { break-before: avoid; } h3 { break-after: avoid; } }
    """

  /// A text in HTML, and in an attribute's quotes.
  static func entities(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
