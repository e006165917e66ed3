extension DigestExport {
  /// One self-contained page, also for a mail program: no script, nothing that is loaded, and no link but in words.
  func html() -> String {
    var out = ""
    for line in preface { out += "<p>\(ForumExport.xml(line))</p>\n" }
    for section in sections {
      out += "<h2>\(ForumExport.xml(section.heading))</h2>\n"
      for entry in section.entries {
        out += "<h3>\(ForumExport.xml(entry.title))</h3>\n<p>\(ForumExport.xml(entry.facts))</p>\n"
        out += "<p><code>\(ForumExport.xml(entry.command))</code></p>\n"
      }
      guard !section.lines.isEmpty else { continue }
      out += "<ul>\n"
      for line in section.lines { out += "<li>\(ForumExport.xml(line))</li>\n" }
      out += "</ul>\n"
    }
    return HTMLPage.text(
      title: ForumExport.xml(title), style: Self.style, language: language, body: out)
  }

  private static let style = """
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2rem; border-bottom: 1px solid #999; }
    h3 { font-size: 1rem; margin-bottom: 0; } p { margin: .3rem 0; overflow-wrap: anywhere; }
    """
}
