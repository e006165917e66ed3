/// What a terminal shows at a moment.
struct Screen: Equatable, CustomStringConvertible {
  var rows: [String]
  var cursor: Cursor
  var isAlternate: Bool
  var isCursorShown: Bool
  var listensToMouse: Bool
  /// The process that the window was opened with.
  var pid: Int32
  /// The exit status of the program that had the terminal; nil while it runs, 128 and more for a signal.
  var exitStatus: Int?

  struct Cursor: Equatable {
    var x: Int
    var y: Int
  }

  var description: String {
    let state = "cursor \(cursor.x),\(cursor.y)\(isAlternate ? "" : ", normal screen")"
    return ([state + (exitStatus.map { ", exit status \($0)" } ?? "")] + rows.map { "|\($0)" }).joined(
      separator: "\n")
  }

  var text: String { rows.joined(separator: "\n") }

  func contains(_ text: String) -> Bool { rows.contains { $0.contains(text) } }

  /// A row; empty where there is none.
  func row(_ y: Int) -> String { rows.indices.contains(y) ? rows[y] : "" }

  /// The first row with a text.
  func row(of text: String) -> Int? { rows.firstIndex { $0.contains(text) } }

  /// The first place of a text.
  func place(of text: String) -> Cursor? {
    guard let y = row(of: text), let range = rows[y].firstRange(of: text) else { return nil }
    return Cursor(x: rows[y].distance(from: rows[y].startIndex, to: range.lowerBound), y: y)
  }

  /// What stands under the cursor, to the border of its pane: the selected row without its sign.
  var selected: String {
    guard rows.indices.contains(cursor.y) else { return "" }
    let pane = rows[cursor.y].dropFirst(cursor.x).prefix { $0 != "│" && $0 != "|" }
    guard pane.hasPrefix(">") else { return "" }
    return pane.dropFirst().trimming(" ")
  }

  /// Whether the program has drawn the whole of a window of that size: tabs, line, and keys with help at the right.
  func fills(_ width: Int, _ height: Int) -> Bool {
    rows.count == height && rows[0].hasPrefix(" JOI ") && rows[1].count == width
      && rows[height - 1].contains(" ? ") && rows[height - 1].count >= width - 2
  }

  /// The rows between the tabs and the line for messages.
  var middle: [String] { Array(rows.dropFirst(2).dropLast(2)) }

  /// The last pane's part of every row.
  var lastPane: [String] {
    middle.map { row in
      row.split(separator: "│", omittingEmptySubsequences: false).last.map { $0.trimming(" ") } ?? ""
    }
  }

  /// Every word, row by row.
  var words: [String] { rows.flatMap { $0.split(separator: " ").map(String.init) } }
}

extension StringProtocol {
  func trimming(_ character: Character) -> String {
    var text = drop { $0 == character }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
