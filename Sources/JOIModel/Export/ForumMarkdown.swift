extension ForumExport {
  /// CommonMark: a heading a conversation, its posts numbered in the order of reading, each text a quotation that
  /// nothing in it can end.
  func markdown() -> String {
    var out = ""
    let level: String
    if case .thread = scope {
      level = "#"
    } else {
      level = "##"
      out = "# \(Export.escape(title))\n"
    }
    for thread in threads {
      if !out.isEmpty { out += "\n" }
      out += "\(level) \(Export.escape(forum.title(thread, in: language)))\n\n"
      out += Export.escape(forum.facts(of: thread, in: language)) + "\n"
      if let closing = forum.closing(thread, in: language) { out += "\n\(Export.escape(closing))\n" }
      for entry in NumberedPost.all(of: thread, in: forum) { add(entry, to: &out) }
    }
    return out
  }

  private func add(_ entry: NumberedPost, to out: inout String) {
    let post = entry.post
    out += "\n**\(entry.number). \(Export.escape(byline(post)))**"
    let time = forum.time(post).text
    var facts = ["\(time.prefix(10)) \(time.dropFirst(11).prefix(5)) UTC"]
    facts += entry.facts(forum, language)
    for fact in facts { out += " · \(Export.escape(fact))" }
    let body =
      forum.removal(post, in: language).map { Export.escape($0) }
      ?? forum.body(post).map { Export.rewritten($0, escaped: false) } ?? Export.escape(say(.postUnreadable))
    out += "\n\n"
    for line in body.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      out += line.isEmpty ? ">\n" : "> \(String(line) ?? "")\n"
    }
  }
}
