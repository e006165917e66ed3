import Testing

@testable import JOIModel

/// What a sound text gives.
@Suite struct JSONReaderTests {
  private func read(_ text: String) throws -> JSONValue { try JSONDocument(Array(text.utf8)).root }

  @Test func kindsOfAllValues() throws {
    let root = try read(#"{"o": {}, "a": [], "s": "x", "n": -1.5e+3, "t": true, "f": false, "z": null}"#)
    #expect(root.kind == .object)
    #expect(root.members.map(\.key) == ["o", "a", "s", "n", "t", "f", "z"])
    #expect(root.members.map(\.value.kind) == [.object, .array, .string, .number, .boolean, .boolean, .null])
    #expect(root["t"]?.boolean == true)
    #expect(root["f"]?.boolean == false)
    #expect(root["z"]?.isNull == true)
    #expect(root["z"]?.boolean == nil)
    #expect(root["missing"] == nil)
  }

  @Test func nestedValuesAreFoundBehindOneAnother() throws {
    let root = try read(#"{"a": [[1, [2]], {"b": [3]}, 4], "c": 5}"#)
    let list = try #require(root["a"]).elements
    #expect(list.count == 3)
    #expect(list[0].elements.map(\.integer) == [1, nil])
    #expect(list[0].elements[1].elements.map(\.integer) == [2])
    #expect(list[1]["b"]?.elements.first?.integer == 3)
    #expect(list[2].integer == 4)
    #expect(root["c"]?.integer == 5)
  }

  @Test func whatIsAskedOfAnotherKindIsNothing() throws {
    let root = try read(#"["x", 1]"#)
    #expect(root["x"] == nil)
    #expect(root.members.isEmpty)
    #expect(root.field == nil)
    #expect(root.elements[0].elements.isEmpty)
    #expect(root.elements[0].integer == nil)
    #expect(root.elements[1].field == nil)
  }

  @Test(arguments: [
    (#""""#, ""), (#""a\nb""#, "a\nb"), (#""\"\\\/""#, "\"\\/"), (#""\u00e9\u20AC""#, "é€"),
    (#""\ud83d\ude00""#, "😀"), (#""\uD83D\uDE00""#, "😀"), (#""é€😀""#, "é€😀"), (#""\uFFFF""#, "\u{FFFF}"),
    (#""\ud800\udc00""#, "\u{10000}"), (#""\udbff\udfff""#, "\u{10FFFF}"),
    (
      #""a long text of more than sixteen bytes with é in it\u0021""#,
      "a long text of more than sixteen bytes with é in it!"
    ),
  ])
  func stringsAreDecoded(text: String, wanted: String) throws {
    let raw = try #require(try read(text).raw)
    #expect(Array(raw.unicodeScalars) == Array(wanted.unicodeScalars))
  }

  @Test func everyShortEscapeIsDecoded() throws {
    let raw = try #require(try read(#""\b\f\n\r\t\"\\\/""#).raw)
    #expect(Array(raw.utf8) == [8, 12, 10, 13, 9, 0x22, 0x5C, 0x2F])
  }

  @Test func textsComeThroughTheDoor() throws {
    let value = try read(#""a\u001b[31m\u202eb\nc""#)
    #expect(value.field == "a␛[31mb c")
    #expect(value.body == "a␛[31mb\nc")
  }

  /// Plain or not: what is shown is what the one door lets pass.
  @Test(arguments: [
    "Eén café", "a\u{A0}b", "a\u{A1}b", "a\u{AC}b", "a\u{AD}b", "a\u{AE}b", "a\u{BF}b", "a\u{C0}b",
    "a\u{FF}b",
    "a\u{2FF}b", "a\u{300}\u{300}\u{300}\u{300}\u{300}b", "a\u{9B}b", "a\u{85}b", "a\u{7F}b", "a\u{202E}b",
    "€", "日本",
    "é\u{9B}", "\u{9B}é", "😀é",
  ])
  func textsAreShownAsTheDoorLetsThemPass(text: String) throws {
    let value = try read("\"\(text)\"")
    #expect(value.raw.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    for (shown, wanted) in [(value.field, SafeText.field(text)), (value.body, SafeText.body(text))] {
      #expect(shown.map { Array($0.unicodeScalars) } == Array(wanted.unicodeScalars))
    }
    #expect(value.hasText == !SafeText.field(text).isEmpty)
  }

  @Test func keysComeThroughTheDoor() throws {
    #expect(try read(#"{"a\u001bb": 1}"#).members.map(\.key) == ["a␛b"])
  }

  @Test(arguments: [
    "0", "-0", "1", "10", "1.0", "0.5", "-1.25", "1e5", "1E5", "1e+5", "1e-5", "0e0",
    "123456789012345678901234567890",
    "1.7976931348623157e400",
  ])
  func numbersOfRFC8259(text: String) throws { #expect(try read(text).kind == .number) }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("42", 42), ("-7", -7), ("9223372036854775807", Int.max),
      ("9223372036854775808", nil),
      ("1.0", nil), ("1e2", nil),
    ] as [(String, Int?)])
  func wholeNumbers(text: String, wanted: Int?) throws { #expect(try read(text).integer == wanted) }

  @Test func aByteOrderMarkIsTolerated() throws {
    let root = try JSONDocument([0xEF, 0xBB, 0xBF] + Array(#"{"a": "x"}"#.utf8)).root
    #expect(root["a"]?.field == "x")
  }

  @Test func blanksAreTheFourOfRFC8259() throws {
    #expect(try read(" \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n").elements.map(\.integer) == [1, 2])
  }

  @Test func anyNumberOfBlanksIsSkipped() throws {
    for count in 0...40 {
      let blanks = String(repeating: " ", count: count)
      let text = "{\n\(blanks)\"a\"\(blanks):\(blanks)[\t\(blanks)1\(blanks),\(blanks)2]\(blanks)}\(blanks)"
      #expect(try read(text)["a"]?.elements.map(\.integer) == [1, 2], "\(count)")
    }
  }

  @Test func aMemberIsFoundByItsWholeKey() throws {
    let root = try read(#"{"name": 1, "nam": 2, "mane": 3, "namen": 4, "nome": 5, "": 6, "naam": 7}"#)
    #expect(root["name"]?.integer == 1)
    #expect(root["nam"]?.integer == 2)
    #expect(root["nome"]?.integer == 5)
    #expect(root["naam"]?.integer == 7)
    #expect(root[""]?.integer == 6)
    #expect(root["nims"] == nil)
  }

  @Test func valuesKnowTheirLine() throws {
    let root = try read("{\n\"a\": 1,\r\n\n\"b\": [\n 2,\n\"x\"]}")
    #expect(root.line == 1)
    #expect(root["a"]?.line == 2)
    #expect(root["b"]?.line == 4)
    #expect(root["b"]?.elements.map(\.line) == [5, 6])
  }

  @Test func aKeyIsComparedAsBytes() throws {
    // NFC and NFD are equal to Swift; to a file they are two keys.
    let root = try read("{\"\u{E9}\": 1, \"e\u{301}\": 2}")
    #expect(root.members.count == 2)
  }

  @Test func theDeepestAllowedIsRead() throws {
    let limit = JSONLimits().depth
    let text = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
    #expect(try read(text).kind == .array)
  }

  @Test func theLimitsThemselvesAreAllowed() throws {
    let limits = JSONLimits()
    let keys = (0..<limits.keys).map { "\"k\($0)\": 0" }.joined(separator: ",")
    #expect(try read("{\(keys)}").members.count == limits.keys)
    let long = String(repeating: "x", count: limits.stringBytes)
    #expect(try read("\"\(long)\"").raw?.utf8.count == limits.stringBytes)
    var small = JSONLimits()
    small.bytes = 4
    #expect(try JSONDocument(Array("null".utf8), limits: small).root.isNull)
  }
}
