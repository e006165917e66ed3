/// The one door for text from outside: files, the keyboard, and what CommonMark makes of entities.
///
/// Behind it no text can move the cursor, change the terminal's state, reverse the order of what is read, or hide
/// characters. Control characters become the visible signs Unicode has for them (ESC is ␛); those that only steer
/// (bidirectional overrides, zero-width characters, tags, byte order marks) are dropped. Emoji are simplified to what
/// every terminal draws at the width that ncurses counts: skin tones, joiners and variation selectors go.
/// Rules A1 to A5 of the project's threat list; ncurses alone passes most of these on (docs/security.md).
public enum SafeText {
  /// Marks that may stand on one base character; ncurses keeps no more in a cell.
  static let marksPerBase = 4

  /// One line: line breaks and tabs become blanks.
  public static func field(_ text: String) -> String { clean(text, lines: false) }

  /// Several lines: line breaks stay (as "\n"), a tab becomes four blanks.
  public static func body(_ text: String) -> String { clean(text, lines: true) }

  /// An address that may be shown, copied and put into a QR code: http, https or mailto in printable ASCII without
  /// blanks, quotes and angle brackets; nil for any other.
  public static func address(_ text: String) -> String? {
    var text = text
    let isSound = text.withUTF8 { bytes in
      guard bytes.count <= 2_000, bytes.allSatisfy(isAddressByte) else { return false }
      func begins(_ scheme: StaticString) -> Bool {
        let count = scheme.utf8CodeUnitCount
        // Letters are compared without their case; what is no letter in a scheme's name is the same in both.
        return bytes.count > count
          && (0..<count).allSatisfy {
            let wanted = scheme.utf8Start[$0]
            return bytes[$0] == wanted || (wanted >= 0x61 && bytes[$0] | 0x20 == wanted)
          }
      }
      return begins("https://") || begins("http://") || begins("mailto:")
    }
    return isSound ? text : nil
  }

  /// RFC 3986's characters: what else is printable has to be percent-encoded, and quotes could end an attribute.
  private static func isAddressByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D: false
    default: (0x21...0x7E).contains(byte)
    }
  }

  private static func clean(_ text: String, lines: Bool) -> String {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      bytes.allSatisfy { (0x20..<0x7F).contains($0) || (lines && $0 == 0x0A) }
    }
    if isPlain { return text }
    var out = String.UnicodeScalarView()
    var marks = 0
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A: if lines { out.append("\n") } else { out.append(" ") }
      case 0x0D:
        // Within lines a CR is half of CR LF and goes; in a field it is shown, so that nothing seems overwritten.
        if !lines { out.append("\u{240D}") } else { continue }
      case 0x09: for _ in 0..<(lines ? 4 : 1) { out.append(" ") }
      case 0x00..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: out.append("\u{2421}")
      case 0x80..<0xA0: out.append("\u{FFFD}")
      case 0xA0: out.append(" ")
      case 0xA1..<0x300 where scalar.value != 0xAD: out.append(scalar)
      default:
        if isDropped(scalar) { continue }
        if isMark(scalar) {
          // A mark without a base would stand on whatever the screen has to the left of it.
          guard marks < marksPerBase, previous != nil, !out.isEmpty, out.last != " ", out.last != "\n" else {
            continue
          }
          marks += 1
          out.append(scalar)
          continue
        }
        out.append(scalar)
      }
      marks = 0
    }
    return String(out)
  }

  /// Combining marks: general categories Mn and Me.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// What steers or hides and shows nothing itself.
  static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F,
      0x2028...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x13430...0x1343F,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0x1F3FB...0x1F3FF, 0xE0000...0xE0FFF:
      true
    case 0xFDD0...0xFDEF:
      // Noncharacters, which no text has; so are the last two of each plane, below.
      true
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF:
      // Private use: fonts show anything or nothing there.
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
