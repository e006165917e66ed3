extension DigestExport {
  /// CommonMark. Each line that holds a text from outside begins with words of our own, or is a heading, so that no
  /// text can begin a list or another block.
  func markdown() -> String {
    var out = "# \(Export.escape(title))\n"
    for line in preface { out += "\n\(Export.escape(line))\n" }
    for section in sections {
      out += "\n## \(Export.escape(section.heading))\n"
      for entry in section.entries {
        out += "\n### \(Export.escape(entry.title))\n\n\(Export.escape(entry.facts))\n\n`\(entry.command)`\n"
      }
      if !section.lines.isEmpty { out += "\n" }
      for line in section.lines { out += "- \(Export.escape(line))\n" }
    }
    return out
  }
}
