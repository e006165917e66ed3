extension DigestExport {
  /// Lines of mail are this many columns wide at most, so that a quoted one still fits a terminal (RFC 3676 asks for
  /// 78 or less).
  static let columns = 72

  /// Plain text. Only a command is longer than a line where its id is: broken it could not be copied.
  func plainText() -> String {
    var out = title + "\n" + String(repeating: "=", count: title.count) + "\n\n"
    out += preface.map { Self.wrapped($0) }.joined(separator: "\n\n") + "\n"
    for section in sections {
      out += "\n" + Self.wrapped(section.heading) + "\n"
      out += String(repeating: "-", count: section.heading.count) + "\n"
      for entry in section.entries {
        out += "\n" + Self.wrapped(entry.title, first: "* ", indent: "  ") + "\n"
        out += Self.wrapped(entry.facts, first: "  ", indent: "  ") + "\n  \(entry.command)\n"
      }
      if !section.lines.isEmpty { out += "\n" }
      for line in section.lines { out += Self.wrapped(line, first: "* ", indent: "  ") + "\n" }
    }
    return out
  }

  /// A text on lines that are not too wide, broken at blanks, and within a word that has no room on a line alone.
  static func wrapped(_ text: String, first: String = "", indent: String = "") -> String {
    var lines: [String] = []
    var line = first
    var used = first.count
    // What stands before the first word of a line is not what a word has to share the line with.
    var isEmpty = true
    func width(_ character: Character) -> Int { character.unicodeScalars.reduce(0) { $0 + columns(of: $1) } }
    func end() {
      lines.append(line)
      (line, used, isEmpty) = (indent, indent.count, true)
    }
    for word in text.split(separator: " ") {
      let wide = word.reduce(0) { $0 + width($1) }
      if !isEmpty, used + 1 + wide > columns { end() }
      if !isEmpty {
        line += " "
        used += 1
      }
      for character in word {
        if !isEmpty, used + width(character) > columns { end() }
        line.append(character)
        used += width(character)
        isEmpty = false
      }
    }
    if !isEmpty || lines.isEmpty { lines.append(line) }
    return lines.joined(separator: "\n")
  }

  /// The columns that most programs give a character: two for those of East Asia and for pictures, none for marks.
  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if SafeText.isMark(scalar) { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
