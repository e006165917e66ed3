/// What bytes that went to a terminal do to it.
enum Sent {
  /// The SGR parameters that set a colour; 39 and 49 give the terminal's own back.
  static func colours(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}[").dropFirst().flatMap {
      part -> [String] in
      let parameters = part.prefix { $0.isNumber || $0 == ";" || $0 == ":" }
      guard part.dropFirst(parameters.count).first == "m" else { return [] }
      return parameters.split(separator: ";").map(String.init)
    }.filter { parameter in
      let number = Int(parameter.prefix { $0 != ":" }) ?? 0
      return [30...38, 40...48, 90...107].contains { $0.contains(number) }
    }
  }

  /// Text that may stand in no output: C1, DEL, what reverses or hides.
  static func forbidden(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x7F...0x9F, 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
        0xE0000...0xE0FFF:
        true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  /// Control characters and sequences that terminfo's xterm-256color does not have, or that the program never needs:
  /// no OSC, no DCS, no question to the terminal, no reset, no bell.
  static func foreignSequences(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    var at = 0
    while at < bytes.count {
      let start = at
      at += 1
      switch bytes[start] {
      case 0x08, 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...0xFF: continue
      case 0x1B where at < bytes.count: break
      default:
        found.append("\\x" + String(bytes[start], radix: 16))
        continue
      }
      let kind = bytes[at]
      at += 1
      if kind == UInt8(ascii: "[") {
        while at < bytes.count, !(0x40...0x7E).contains(bytes[at]) { at += 1 }
        guard at < bytes.count else { return found + ["unfinished CSI"] }
        at += 1
        let sequence = String(decoding: bytes[(start + 2)..<at], as: UTF8.self)
        if !isKnown(sequence) { found.append("CSI \(sequence)") }
      } else if kind == UInt8(ascii: "("), at < bytes.count, bytes[at] == UInt8(ascii: "B") {
        at += 1
      } else if !"78=>M".utf8.contains(kind) {
        found.append("ESC " + String(decoding: [kind], as: UTF8.self))
      }
    }
    return found
  }

  /// Whether a CSI sequence is one of those that move, clear, colour, or set the modes that the program sets.
  private static func isKnown(_ sequence: String) -> Bool {
    guard let final = sequence.last else { return false }
    let parameters = sequence.dropLast()
    if parameters.hasPrefix("?") {
      let modes: Set<Substring> = [
        "1", "7", "12", "25", "1000", "1002", "1003", "1006", "1034", "1049", "2004",
      ]
      return (final == "h" || final == "l")
        && parameters.dropFirst().split(separator: ";").allSatisfy(modes.contains)
    }
    // 22;0;0t and 23;0;0t are terminfo's smcup and rmcup, which keep and give back the window's title.
    if final == "t" { return parameters == "22;0;0" || parameters == "23;0;0" }
    if final == "l" || final == "h" { return parameters == "4" }
    return parameters.allSatisfy { $0.isNumber || $0 == ";" || $0 == ":" }
      && "@ABCDGHJKLMPSTXZbdmr".contains(final)
  }
}
