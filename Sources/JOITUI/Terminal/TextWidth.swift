import CNcurses
import JOIModel

/// How many columns text takes: the one place where that is known.
///
/// By grapheme cluster, each counted as ncurses and the terminal do: the sum of its scalars' `wcwidth`, so combining
/// marks take none and CJK and emoji take two. ``SafeText`` has taken out what terminals draw in ways of their own
/// (joiners, skin tones, variation selectors).
public enum TextWidth {
  /// The columns of one grapheme cluster; 0 for what can't be drawn.
  public static func columns(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
    return character.unicodeScalars.reduce(0) { $0 + max(0, Int(joi_width($1.value))) }
  }

  /// The columns of a text of one line.
  public static func columns(_ text: String) -> Int {
    var text = text
    let ascii = text.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil }
    return ascii ?? text.reduce(0) { $0 + columns($1) }
  }

  /// The text, cut to fit; what was cut is marked by `ellipsis`.
  public static func fitted(_ text: String, _ width: Int, ellipsis: String = "…") -> String {
    guard columns(text) > width else { return text }
    let room = width - columns(ellipsis)
    guard room >= 0 else { return "" }
    return prefix(text, room) + ellipsis
  }

  /// The longest beginning that fits.
  public static func prefix(_ text: String, _ width: Int) -> String {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      let wide = columns(text[end])
      if used + wide > width { break }
      used += wide
      end = text.index(after: end)
    }
    return String(text[..<end])
  }

  /// The text with blanks behind it up to a width.
  public static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(text)))
  }

  /// Makes the C library's tables ready; text is measured wrongly before.
  public static func prepare() { joi_locale() }
}
