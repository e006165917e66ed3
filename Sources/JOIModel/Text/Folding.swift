/// Folding for search: what a person who types without accents or capitals means is found all the same.
///
/// A table of our own: `folding(options:)` is not in FoundationEssentials, and would be in the tests but not in the
/// product. Latin letters lose their marks (Unicode canonical decompositions, Latin-1 to Latin Extended-A), letters
/// that are two in other spellings become two (ß ss, æ ae, ĳ ij); other alphabets are lower-cased only.
public enum Folding {
  /// The words of a text, folded, as UTF-8: letters and digits in a row; an apostrophe within is passed over.
  public static func words(_ text: String) -> [[UInt8]] {
    var words: [[UInt8]] = []
    forEachWord(text) { word, _ in words.append(Array(word)) }
    return words
  }

  /// Calls `body` with each folded word and the bytes of the text (UTF-8) where it stands.
  static func forEachWord(_ text: String, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void) {
    var text = text
    text.withUTF8 { forEachWord(in: $0, body) }
  }

  /// The same for well-formed UTF-8.
  static func forEachWord(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Void
  ) {
    ascii.withUnsafeBufferPointer { ascii in
      // A letter folds to two at most, and takes two bytes at least when it does.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count * 2 + 8) { word in
        var length = 0
        var start = 0
        var at = 0
        while at < bytes.count {
          let byte = bytes[at]
          let before = length
          var size = 1
          var joins = false
          if byte < 0x80 {
            let folded = ascii[Int(byte)]
            if folded != 0 {
              word[length] = folded
              length += 1
            } else {
              joins = byte == 0x27
            }
          } else {
            let scalar: Unicode.Scalar
            (scalar, size) = decode(bytes, at)
            for folded in fold(scalar) {
              word[length] = folded
              length += 1
            }
            // What is never shown does not part a word either.
            joins = scalar.value == 0x2019 || SafeText.isMark(scalar) || SafeText.isDropped(scalar)
          }
          if length > before {
            if before == 0 { start = at }
          } else if before > 0, !joins {
            body(UnsafeBufferPointer(rebasing: word[..<length]), start..<at)
            length = 0
          }
          at += size
        }
        if length > 0 { body(UnsafeBufferPointer(rebasing: word[..<length]), start..<bytes.count) }
      }
    }
  }

  /// The scalar at a byte of well-formed UTF-8, and its length.
  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[at])
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for offset in 1..<length where at + offset < bytes.count {
      value = value << 6 | UInt32(bytes[at + offset] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [UInt8] {
    switch scalar.value {
    case 0..<0xC0: return []
    case 0xC0..<0x180: return latin[Int(scalar.value - 0xC0)]
    default:
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil, !SafeText.isMark(scalar),
        !SafeText.isDropped(scalar)
      else {
        return []
      }
      let lower = Array(scalar.properties.lowercaseMapping.utf8)
      // The few that grow keep their own spelling, so that a word never outgrows its room.
      return lower.count <= 2 * UTF8.width(scalar) ? lower : Array(String(scalar).utf8)
    }
  }

  /// ASCII: letters in lower case, digits, and 0 for all that is no part of a word.
  private static let ascii: [UInt8] = (0..<128).map { byte in
    switch byte {
    case 0x30...0x39, 0x61...0x7A: UInt8(byte)
    case 0x41...0x5A: UInt8(byte + 32)
    default: 0
    }
  }

  /// U+00C0 to U+017F.
  private static let latin: [[UInt8]] = {
    let folds =
      "a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th ss "
      + "a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th y "
      + "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j "
      + "k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t "
      + "u u u u u u u u u u u u w w y y y z z z z z z s"
    return folds.split(separator: " ").map { $0 == "*" ? [] : [UInt8]($0.utf8) }
  }()
}
