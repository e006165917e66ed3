/// The part of a text that shows why it was found.
enum Snippet {
  /// The line with most of the words, cut to a number of characters around the first of them.
  static func text(_ commonMark: String, _ query: Query, width: Int) -> String {
    let lines = RichText(commonMark: commonMark).plainText.split(separator: "\n").map(String.init)
    var best = (line: lines.first ?? "", words: 0, first: nil as String.Index?)
    for line in lines {
      let ranges = query.matches(in: line)
      guard let first = ranges.first else { continue }
      let words = Set(ranges.map { Folding.words(String(line[$0])) }).count
      if words > best.words { best = (line, words, first.lowerBound) }
    }
    return cut(best.line, around: best.first, width: width)
  }

  private static func cut(_ line: String, around first: String.Index?, width: Int) -> String {
    guard width > 2, line.count > width else { return String(line.prefix(max(width, 0))) }
    var start = line.startIndex
    if let first, line.distance(from: line.startIndex, to: first) > width * 2 / 3 {
      // A third of the width before the word, from the beginning of a word on.
      start = line.index(first, offsetBy: -(width / 3))
      if let blank = line[start..<first].firstIndex(of: " ") { start = line.index(after: blank) }
    }
    let isCut = start > line.startIndex
    var rest = String(line[start...])
    let room = width - (isCut ? 2 : 0)
    if rest.count > room { rest = String(rest.prefix(room - 1)) + "…" }
    return (isCut ? "… " : "") + rest
  }
}
