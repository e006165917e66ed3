@testable import JOIModel

extension Forum {
  /// Everything that can be seen of the forum, as text that does not depend on the order in which it was read.
  var dump: String {
    var out: [String] = []
    let order = threads.indices.sorted { id(threads[$0].question) < id(threads[$1].question) }
    for number in order { out += dump(thread: number) }
    for tool in Set(threads.flatMap(\.tools)).sorted() {
      out.append("about \(tool): \(threads(about: tool).map { id(threads[$0].question) })")
    }
    return out.joined(separator: "\n")
  }

  private func dump(thread number: Int) -> [String] {
    let thread = threads[number]
    let question = id(thread.question)
    var out = [
      "THREAD \(question) in \(community.rooms[thread.room].id), \(thread.theme): \(thread.title)",
      "  tags \(thread.tags) tools \(thread.tools) answer \(thread.answer.map { id($0) } ?? "-")",
      "  closed \(thread.isClosed) \(closingReason(number)) pinned \(thread.isPinned)",
      "  replies \(thread.replies) of \(postCount(number)) last \(thread.lastTime)",
      "  history \((history[number] ?? []).map { records.ids.text(Int(records.acts[Int($0)].id)) })",
      "  reviews \((reviews[number] ?? []).map { "\($0.place) \($0.time)" })",
      "  by time \(posts(of: number).map { id($0) })",
    ]
    for node in ThreadTree(self, thread: number).nodes {
      let post = node.post
      out.append(
        "  \(String(repeating: "| ", count: node.depth))\(id(post)) \(author(post)) \(time(post).text)"
          + " on \(parent(post).map { id($0) } ?? "-") likes \(likes(post)) mine \(ownLike(of: post) != nil)"
          + " under \(node.descendants) last \(node.isLast) marks \(posts[post].marks.rawValue)"
          + " reason \(reason(of: post)) flags \(flagReasons(post)) found \(self.post(id(post)) == post)")
      out.append("    \(body(post) ?? "unreadable")")
    }
    return out
  }
}

extension ForumReader {
  /// The findings about what has been read, one text each, in no order that matters.
  var findingTexts: [String] {
    findings(forum()).map { "\($0.severity.rawValue) \($0.text(in: .english))" }.sorted()
  }
}
