extension ForumExport {
  /// A feed (RFC 4287) with what each post answers (RFC 4685); the latest change first.
  func atom() -> String {
    let posts = threads.flatMap { forum.posts(of: $0) }.map { (post: $0, changed: forum.changed($0)) }.sorted
    {
      $0.changed != $1.changed ? $0.changed > $1.changed : forum.id($0.post) < forum.id($1.post)
    }
    var out = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" \
      xml:lang="\(language.code)">
      <title>\(Self.xml(title))</title>
      <id>\(Self.uri(name))</id>
      <updated>\((posts.first?.changed ?? Timestamp(milliseconds: 0)).text)</updated>
      <generator>joi-tui</generator>

      """
    for (post, changed) in posts { addEntry(post, changed, to: &out) }
    return out + "</feed>\n"
  }

  private func addEntry(_ post: Int, _ changed: Timestamp, to out: inout String) {
    let thread = forum.threadOf(post)
    let parent = parent(post)
    out += "<entry>\n"
    out += "<title>\(parent == nil ? "" : "Re: ")\(Self.xml(forum.title(thread, in: language)))</title>\n"
    out += "<id>\(Self.uri(forum.id(post)))</id>\n"
    if let parent { out += "<thr:in-reply-to ref=\"\(Self.uri(forum.id(parent)))\"/>\n" }
    out += "<published>\(forum.time(post).text)</published>\n"
    out += "<updated>\(changed.text)</updated>\n"
    out += "<author><name>\(Self.xml(byline(post)))</name></author>\n"
    out += "<category term=\"\(Self.xml(forum.threads[thread].theme))\""
    out += " label=\"\(Self.xml(forum.themeName(thread, in: language)))\"/>\n"
    out += "<content type=\"text\">\(Self.xml(text(post)))</content>\n"
    out += "</entry>\n"
  }

  /// What the feed is about, for its id.
  private var name: String {
    switch scope {
    case .all: "forum"
    case .theme(let theme): "theme:\(theme)"
    case .thread(let thread): "thread:\(forum.id(forum.threads[thread].question))"
    }
  }

  /// A name that never changes (RFC 4151); ids and themes are letters that may stand there.
  private static func uri(_ name: String) -> String { "tag:joi.invalid,2026:\(xml(name))" }

  /// A text in XML, and in an attribute's quotes. What XML 1.0 forbids is replaced; no reference could stand for it.
  static func xml(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out.append(contentsOf: "&amp;".unicodeScalars)
      case "<": out.append(contentsOf: "&lt;".unicodeScalars)
      case ">": out.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
      case "\n", "\u{20}"..."\u{7E}", "\u{A0}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}",
        "\u{10000}"..."\u{10FFFF}":
        out.append(scalar)
      default: out.append("\u{FFFD}")
      }
    }
    return String(out)
  }
}
