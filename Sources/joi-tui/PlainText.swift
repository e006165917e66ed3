import JOIModel
import JOITUI

/// What plain text on a terminal has more than in a file.
struct PlainText {
  let isTerminal: Bool

  /// A line that stands out.
  func heading(_ text: String) -> String { isTerminal ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// An address: OSC 8 with the address itself as its text, so that nothing can hide behind another name.
  func link(_ url: String) -> String {
    isTerminal ? "\u{1B}]8;;\(url)\u{1B}\\\(url)\u{1B}]8;;\u{1B}\\" : url
  }
}

/// Rows as lines: tabs between the fields for scripts, columns for a terminal.
enum Table {
  static func text(_ rows: [[String]]) -> String {
    guard Output.isTerminal else { return rows.map { $0.joined(separator: "\t") + "\n" }.joined() }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { TextWidth.columns($0[column]) }.max() ?? 0 }
    return rows.map { row in
      var line = zip(row, widths).map { TextWidth.padded($0, $1) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
