import Testing

@testable import JOIModel

/// What is refused, why, and on which line.
@Suite struct JSONBadInputTests {
  private func fault(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) -> JSONError? {
    do {
      _ = try JSONDocument(bytes, limits: limits)
      return nil
    } catch { return error }
  }

  private func fault(_ text: String, limits: JSONLimits = JSONLimits()) -> JSONError? {
    fault(Array(text.utf8), limits: limits)
  }

  @Test(arguments: [
    "", " ", "\n", "{", "}", "[", "]", "[1,]", "{\"a\":1,}", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":}",
    "{a:1}", "{'a':1}",
    "{1:2}", "{\"a\":1 \"b\":2}", "[1}", "{\"a\":1]", "1 2", "{} {}", "[]]", "tru", "True", "nul", "nullx",
    "NaN",
    "Infinity", "-Infinity", "undefined", "//x\n1", "/*x*/1", "[1]x", ",", ":", "{,}", "{\"a\"}", "\u{A0}1",
    "\u{2028}1",
  ])
  func syntax(text: String) {
    #expect(fault(text)?.reason == .syntax)
  }

  @Test(arguments: [
    "01", "-01", "00", "+1", ".5", "1.", "-", "-.5", "1e", "1e+", "1E-", "0x10", "1_000", "--1", "1.e5",
    "1.5.2", "１",
  ])
  func numbersThatRFC8259DoesNotKnow(text: String) {
    #expect(fault(text)?.reason == .syntax)
    #expect(fault("[\(text)]")?.reason == .syntax)
  }

  @Test(arguments: [
    #""a"#, #"""#, #""\""#, #""\x""#, #""\u""#, #""\u12""#, #""\u12g4""#, #""\U0041""#, #""\'""#, #""a\"#,
    #""\u+123""#,
    #""\u 123""#,
  ])
  func stringsThatDoNotEndOrEscapeWrongly(text: String) {
    #expect(fault(text)?.reason == .syntax)
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF],
      [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x28, 0x98, 0x80],
      [0xF0, 0x9F, 0x28, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
      [0xF8, 0x88, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func bytesThatAreNotUTF8(bytes: [UInt8]) {
    let found = fault([0x0A, 0x22] + bytes + [0x22])
    #expect(found?.reason == .notUTF8)
    #expect(found?.line == 2)
    // Behind sixteen harmless bytes, where the scanner takes long steps.
    #expect(fault([0x22] + [UInt8](repeating: 0x61, count: 40) + bytes + [0x22])?.reason == .notUTF8)
  }

  @Test func bytesThatAreNotUTF8OutsideAString() {
    #expect(fault([0x5B, 0xFF, 0x5D])?.reason == .syntax)
  }

  @Test(arguments: [
    #""\ud800""#, #""\udfff""#, #""\ud83d""#, #""\ud83dx""#, #""\ud83d\n""#, #""\ud83d\u0041""#,
    #""\ud83d\ud83d""#,
    #""\ude00\ud83d""#,
  ])
  func halfASurrogatePair(text: String) {
    #expect(fault(text)?.reason == .notUTF8)
  }

  @Test func everyControlCharacterAsItIs() {
    for byte in UInt8(0)..<0x20 {
      let found = fault([0x22, 0x61, byte, 0x22])
      #expect(found?.reason == .controlCharacter, "byte \(byte)")
      // Among many harmless bytes, where the scanner takes long steps.
      let long = [UInt8](repeating: 0x61, count: 24)
      #expect(fault([0x22] + long + [byte] + long + [0x22])?.reason == .controlCharacter, "byte \(byte)")
    }
  }

  @Test func nulInBothSpellings() {
    #expect(fault(#""a\u0000b""#)?.reason == .controlCharacter)
    #expect(fault([0x22, 0x00, 0x22])?.reason == .controlCharacter)
    #expect(fault([0x00])?.reason == .syntax)
    #expect(fault(Array("{}".utf8) + [0x00])?.reason == .syntax)
  }

  @Test func utf16IsRefused() {
    let text = #"{"a": "x"}"#
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
      #expect(fault(bytes)?.reason == .syntax)
      #expect(fault(bytes)?.line == 1)
    }
  }

  @Test func aByteOrderMarkElsewhereIsRefused() {
    #expect(fault([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x31])?.reason == .syntax)
    #expect(fault([0x31, 0xEF, 0xBB, 0xBF])?.reason == .syntax)
    #expect(fault([0xEF, 0xBB])?.reason == .syntax)
    #expect(fault([0xEF, 0xBB, 0xBF])?.reason == .syntax)
  }

  @Test(arguments: [
    (#"{"id": 1, "id": 2}"#, "id"), (#"{"id": 1, "\u0069d": 2}"#, "id"),
    (#"{"i\u0064": 1, "\u0069d": 2}"#, "id"),
    (#"{"": 1, "": 2}"#, ""), (#"{"é": 1, "\u00e9": 2}"#, "é"), (#"{"a/b": 1, "a\/b": 2}"#, "a/b"),
  ])
  func theSameKeyTwice(text: String, key: String) {
    #expect(fault(text)?.reason == .duplicateKey(key))
  }

  @Test func theSameKeyTwiceIsToldWithItsLine() {
    let found = fault("{\n\"a\": 1,\n\"b\": {\"a\": 1},\n\"a\": 2}")
    #expect(found == JSONError(reason: .duplicateKey("a"), line: 4))
  }

  /// Every byte at every place of a string, before a last few bytes and before many.
  @Test(arguments: [0, 1, 7, 8, 30]) func everyByteIsSeenWhereverItStands(after: Int) throws {
    for place in 0..<20 {
      for byte in UInt8.min...UInt8.max {
        let quoted =
          [0x22] + [UInt8](repeating: 0x78, count: place) + [byte] + [UInt8](repeating: 0x78, count: after)
          + [0x22]
        let wanted: JSONError.Reason? =
          switch byte {
          case ..<0x20: .controlCharacter
          case 0x22, 0x5C: .syntax
          case 0x80...: .notUTF8
          default: nil
          }
        do {
          let document = try JSONDocument(quoted)
          #expect(wanted == nil, "\(byte) at \(place)")
          #expect(document.tape[0].isPlain == (byte != 0x7F), "\(byte) at \(place)")
        } catch {
          #expect(error.reason == wanted, "\(byte) at \(place)")
        }
      }
    }
  }

  @Test func longKeysAreComparedWhole() {
    for length in 1...40 {
      let key = String(repeating: "k", count: length)
      let escaped = #"\u006b"# + key.dropFirst()
      #expect(fault("{\"\(key)\": 1, \"\(key)\": 2}")?.reason == .duplicateKey(key))
      #expect(fault("{\"\(key)\": 1, \"\(escaped)\": 2}")?.reason == .duplicateKey(key))
      for place in 0..<length {
        var other = Array(key)
        other[place] = "j"
        #expect(fault("{\"\(key)\": 1, \"\(String(other))\": 2}") == nil)
      }
    }
  }

  @Test func theSameKeyInDifferentObjectsIsFine() {
    #expect(fault(#"{"a": {"a": {"b": 1}, "b": [{"a": 1}, {"a": 2}]}, "b": 1}"#) == nil)
  }

  @Test func aDuplicateKeyIsShownSafely() {
    #expect(fault(#"{"a\u001b[2J": 1, "a\u001b[2J": 2}"#)?.reason == .duplicateKey("a␛[2J"))
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func nestingOfAHundredThousand(opening: String) {
    #expect(fault(String(repeating: opening, count: 100_000))?.reason == .tooDeep)
  }

  @Test func oneLevelTooDeep() {
    let depth = JSONLimits().depth + 1
    let text = String(repeating: "[\n", count: depth) + String(repeating: "]", count: depth)
    #expect(fault(text) == JSONError(reason: .tooDeep, line: depth))
  }

  @Test func oneTooMany() {
    let limits = JSONLimits()
    let keys = (0...limits.keys).map { "\"k\($0)\": 0" }.joined(separator: ",")
    #expect(fault("{\(keys)}")?.reason == .tooLarge)
    #expect(fault("\"\(String(repeating: "x", count: limits.stringBytes + 1))\"")?.reason == .tooLarge)
    var small = limits
    small.bytes = 3
    #expect(fault("null", limits: small)?.reason == .tooLarge)
  }

  @Test(arguments: [
    ("{\n\"a\": 1,\n}", 3), ("\n\n\n", 4), ("[1,\r\n2,\r\n x]", 3), ("{\"a\": 1}\n{", 2), ("[\n\"a\nb\"]", 2),
    ("[\n\n\"ab", 3), ("[\n1,\n\"\\q\"\n]", 3),
  ])
  func theLineIsToldThatHoldsTheFault(text: String, line: Int) {
    #expect(fault(text)?.line == line)
  }
}
