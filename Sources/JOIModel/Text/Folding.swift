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

  /// Calls `body` with each folded word and the place in the text where it stands.
  static func forEachWord(_ text: String, _ body: (ArraySlice<UInt8>, Range<String.Index>) -> Void) {
    var word: [UInt8] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var at = scalars.startIndex
    while at < scalars.endIndex {
      let scalar = scalars[at]
      let before = word.count
      append(scalar, to: &word)
      if word.count > before {
        if before == 0 { start = at }
      } else if before > 0, !joins(scalar) {
        body(word[...], start..<at)
        word.removeAll(keepingCapacity: true)
      }
      at = scalars.index(after: at)
    }
    if !word.isEmpty { body(word[...], start..<scalars.endIndex) }
  }

  /// Marks and apostrophes do not end a word.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x27 || scalar.value == 0x2019 || SafeText.isMark(scalar)
  }

  private static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: word.append(UInt8(scalar.value))
    case 0x41...0x5A: word.append(UInt8(scalar.value + 32))
    case 0..<0xC0: break
    case 0xC0..<0x180: word.append(contentsOf: latin[Int(scalar.value - 0xC0)])
    default:
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil, !SafeText.isMark(scalar) else {
        return
      }
      word.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
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
