/// A share as a bar of text.
public enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// A bar for a share of `width` cells, in eighths of a cell; in whole `#` where signs are ASCII. What is more than
  /// nothing is never drawn as nothing, and what is less than all never as all.
  public static func text(_ share: Double, width: Int, ascii: Bool) -> String {
    guard share > 0, width > 0 else { return "" }
    let steps = ascii ? 1 : 8
    let all = width * steps
    var filled = share >= 1 ? all : Int((share * Double(all)).rounded())
    filled = max(1, filled)
    if share < 1, all > 1 { filled = min(filled, all - 1) }
    if ascii { return String(repeating: "#", count: filled) }
    return String(repeating: "█", count: filled / 8) + eighths[filled % 8]
  }
}

/// Values in a row as a line of small columns, one a value.
public enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let signs = Array("_.:-=+*#")

  /// A column for each value, from zero to the highest of them; a blank where there is none.
  /// What is more than nothing stands higher than nothing.
  public static func text(_ values: [Double?], ascii: Bool) -> String {
    let columns = ascii ? signs : blocks
    let highest = values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    return String(
      values.map { value -> Character in
        guard let value, value.isFinite else { return " " }
        guard highest > 0, value > 0 else { return columns[0] }
        return columns[max(1, Int((value / highest * Double(columns.count - 1)).rounded()))]
      })
  }
}
