import Testing

@testable import JOIModel

/// The one door: what comes out of it can be drawn.
@Suite struct SafeTextTests {
  private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  @Test func plainTextStaysAsItIs() {
    for text in ["", "a", "Werkdruk en bevlogenheid", "é ß € 日本 😀 ☕ – ’", "ع ا"] {
      #expect(scalars(SafeText.field(text)) == scalars(text))
      #expect(scalars(SafeText.body(text)) == scalars(text))
    }
  }

  @Test func everyC0CharacterBecomesASign() {
    for value in UInt32(0)..<0x20 where ![0x09, 0x0A, 0x0D].contains(value) {
      let text = String(Character(Unicode.Scalar(value) ?? "x"))
      let sign = Unicode.Scalar(0x2400 + value)
      #expect(scalars(SafeText.field("a\(text)b")) == ["a", sign, "b"].compactMap { $0 })
      #expect(scalars(SafeText.body("a\(text)b")) == ["a", sign, "b"].compactMap { $0 })
    }
  }

  @Test func everyC1CharacterBecomesTheReplacementSign() {
    for value in UInt32(0x80)..<0xA0 {
      let text = String(Character(Unicode.Scalar(value) ?? "x"))
      #expect(SafeText.field("a\(text)b") == "a\u{FFFD}b")
      #expect(SafeText.body("a\(text)b") == "a\u{FFFD}b")
    }
  }

  @Test(arguments: [
    ("\u{7F}", "␡"), ("\u{1B}[31mred\u{1B}[0m", "␛[31mred␛[0m"), ("\u{1B}]52;c;eA==\u{7}", "␛]52;c;eA==␇"),
    ("\u{9B}2J", "\u{FFFD}2J"), ("a\u{8}b", "a␈b"), ("a\u{A0}b", "a b"), ("a\tb", "a b"), ("a\nb", "a b"),
    ("a\rb", "a␍b"),
  ])
  func fieldsShowWhatSteers(text: String, wanted: String) { #expect(SafeText.field(text) == wanted) }

  @Test(arguments: [
    ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\tb", "a    b"), ("a\u{1B}[2J\nb", "a␛[2J\nb"),
    ("\u{8}\u{8}", "␈␈"),
  ])
  func bodiesKeepTheirLines(text: String, wanted: String) {
    #expect(scalars(SafeText.body(text)) == scalars(wanted))
  }

  @Test(
    arguments: [
      // Direction, then what has no width, fillers and soft hyphen, tags and selectors, skin tones, private use.
      0x200E, 0x200F, 0x061C, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
      0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E, 0x2028, 0x2029, 0x034F, 0x2061, 0x206F,
      0x00AD, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFFF9, 0xFFFB, 0x17B4,
      0x13430, 0x13437, 0x1343F, 0x1BCA0, 0x1D173, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE,
      0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xFE00, 0xFE0F,
      0x1F3FB, 0x1F3FF, 0xE000, 0xF8FF, 0xF0000, 0x10FFFD,
    ] as [UInt32])
  func whatHidesOrTurnsIsDropped(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    for text in ["a\(Character(scalar))b", "\(Character(scalar))ab", "ab\(Character(scalar))"] {
      #expect(scalars(SafeText.field(text)) == ["a", "b"])
      #expect(scalars(SafeText.body(text)) == ["a", "b"])
    }
  }

  @Test(arguments: [
    ("👨‍👩‍👧", "👨👩👧"), ("👍🏽", "👍"), ("❤️", "❤"), ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴"),
  ])
  func emojiAreSimplified(text: String, wanted: String) {
    #expect(scalars(SafeText.field(text)) == scalars(wanted))
  }

  @Test func noMoreMarksThanACellHolds() {
    let flood = String(repeating: "\u{301}", count: 1_000)
    #expect(scalars(SafeText.field("a\(flood)b")).count == 2 + SafeText.marksPerBase)
    let mixed = "a\u{301}\u{302}\u{200B}\u{303}\u{304}\u{305}\u{20DD}b"
    #expect(scalars(SafeText.field(mixed)) == ["a", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "b"])
    // Each base may carry its own.
    #expect(scalars(SafeText.field("e\u{301}e\u{301}")) == ["e", "\u{301}", "e", "\u{301}"])
  }

  @Test(arguments: ["\u{301}a", "\u{200B}\u{301}a", "\u{FEFF}\u{20DD}a"])
  func aMarkWithoutABaseIsDropped(text: String) { #expect(scalars(SafeText.field(text)) == ["a"]) }

  @Test func aMarkDoesNotStandOnABlank() {
    #expect(scalars(SafeText.field("a \u{301}b")) == ["a", " ", "b"])
    #expect(scalars(SafeText.body("a\n\u{301}b")) == ["a", "\n", "b"])
  }

  /// Format characters that come through all the same: signs of Arabic, Syriac and Kaithi that are drawn (Unicode's
  /// Prepended_Concatenation_Mark, e.g. the number sign before digits). They take a column and steer nothing.
  private static let drawnFormats: Set<UInt32> = [
    0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
  ]

  /// What must never come out, by the properties that Unicode gives it and not by the product's own table.
  private func isForbidden(_ scalar: Unicode.Scalar, lines: Bool) -> Bool {
    if scalar == "\n" { return !lines }
    if (0x20..<0x7F).contains(scalar.value) { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: return true
    case .format: return !Self.drawnFormats.contains(scalar.value)
    default:
      return properties.isDefaultIgnorableCodePoint || properties.isBidiControl || properties.isJoinControl
        || properties.isVariationSelector || properties.isEmojiModifier || properties.isNoncharacterCodePoint
    }
  }

  /// Each general category with what becomes of it: none is left to chance when Unicode grows.
  @Test func everyGeneralCategoryIsDecided() {
    var kept: [Unicode.GeneralCategory: Int] = [:]
    var dropped: [Unicode.GeneralCategory: [UInt32]] = [:]
    for value in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let out = scalars(SafeText.field("a\(Character(scalar))"))
      let category = scalar.properties.generalCategory
      if out == ["a", scalar] {
        kept[category, default: 0] += 1
      } else {
        dropped[category, default: []].append(value)
      }
    }
    // Only those that are drawn.
    #expect(kept[.format] == Self.drawnFormats.count)
    for category in [Unicode.GeneralCategory.control, .privateUse, .lineSeparator, .paragraphSeparator] {
      #expect(kept[category] == nil, "\(category)")
    }
    let others: [Unicode.GeneralCategory: [UInt32]] = [
      // Hangul's fillers, which are blank, and the space that does not break, which becomes one that does.
      .otherLetter: [0x115F, 0x1160, 0x3164, 0xFFA0], .spaceSeparator: [0xA0],
      // Skin tones.
      .modifierSymbol: Array(0x1F3FB...0x1F3FF),
      // The grapheme joiner, vowels of Khmer that are not drawn, and selectors of variants.
      .nonspacingMark: [0x34F, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F] + Array(0xFE00...0xFE0F)
        + Array(0xE0100...0xE01EF),
    ]
    for (category, values) in dropped {
      switch category {
      case .control, .format, .privateUse, .lineSeparator, .paragraphSeparator: continue
      case .unassigned:
        // What will never be drawn, whatever Unicode assigns there: reserved for ignorables, or no character at all.
        for value in values {
          let properties = Unicode.Scalar(value)?.properties
          let isNone =
            properties?.isDefaultIgnorableCodePoint == true || properties?.isNoncharacterCodePoint == true
          #expect(isNone, "U+\(String(value, radix: 16)) is dropped")
        }
      default: #expect(values == others[category], "\(category)")
      }
    }
  }

  @Test func noScalarOfUnicodeComesThroughThatShouldNot() {
    for block in stride(from: UInt32(0), to: 0x11_0000, by: 256) {
      var text = String.UnicodeScalarView()
      for value in block..<(block + 256) {
        // Each on a base of its own: a mark alone would be dropped for another reason.
        if let scalar = Unicode.Scalar(value) { text.append(contentsOf: ["a", scalar]) }
      }
      for scalar in SafeText.field(String(text)).unicodeScalars where isForbidden(scalar, lines: false) {
        Issue.record("U+\(String(scalar.value, radix: 16)) comes through")
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func cleanTextStaysClean(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var changed = 0
    for round in 0..<200 {
      let text = RandomText.make(random.below(40), using: &random)
      for (once, lines) in [(SafeText.field(text), false), (SafeText.body(text), true)] {
        let twice = lines ? SafeText.body(once) : SafeText.field(once)
        if scalars(once) != scalars(twice)
          || once.unicodeScalars.contains(where: { isForbidden($0, lines: lines) })
        {
          Issue.record("seed \(seed), round \(round), lines \(lines): \(scalars(text))")
        }
        if scalars(once) != scalars(text) { changed += 1 }
      }
    }
    #expect(changed > 100, "seed \(seed) made only harmless texts")
  }
}

/// Which addresses may be shown, copied and put into a QR code.
@Suite struct SafeAddressTests {
  @Test(arguments: [
    "https://www.example.org", "http://example.org/a?b=c&d=%20#e", "HTTPS://EXAMPLE.ORG",
    "mailto:hr@example.org",
    "https://example.org/(a),b;c~d!e$f*g'h+i@j[k]",
  ])
  func addressesThatMay(text: String) { #expect(SafeText.address(text) == text) }

  @Test(arguments: [
    "", "https://", "http://", "mailto:", "www.example.org", "example.org/x", "//example.org", "/etc/passwd",
    "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "ftp://example.org",
    "ssh://example.org", "vbscript:x", "https:example.org", "tool:wai", " https://example.org",
    "https://example.org ",
    "https://example.org/a b", "https://example.org/\u{1B}[2J", "https://example.org/\u{7F}",
    "https://example.org/\n",
    "https://example.org/\t", "https://example.org/\"x", "https://example.org/<x>", "https://example.org/\\x",
    "https://example.org/`x`", "https://example.org/{x}", "https://example.org/|", "https://exämple.org",
    "https://example.org/\u{202E}", "\u{FEFF}https://example.org", "java\tscript:alert(1)",
    "xhttps://example.org",
  ])
  func addressesThatMayNot(text: String) { #expect(SafeText.address(text) == nil) }

  @Test func anAddressOfMoreThanTwoThousandBytes() {
    let start = "https://example.org/"
    let longest = start + String(repeating: "x", count: 2_000 - start.utf8.count)
    #expect(SafeText.address(longest) == longest)
    #expect(SafeText.address(longest + "x") == nil)
  }
}
