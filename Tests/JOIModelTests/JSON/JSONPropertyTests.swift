import Foundation
import Testing

@testable import JOIModel

/// The reader against another one, and against anything at all.
@Suite struct JSONPropertyTests {
  /// A random value: its text, with blanks and escapes of all kinds, made together with nothing but the generator.
  private struct Writer {
    var random: SeededRandom
    var text = ""

    mutating func blank() { for _ in 0..<random.below(3) { text += random.pick([" ", "\n", "\t", "\r\n"]) } }

    mutating func value(depth: Int) {
      blank()
      switch random.below(depth > 5 ? 6 : 9) {
      case 0: text += random.pick(["true", "false"])
      case 1: text += "null"
      case 2: text += "\(Int.random(in: -1_000_000...1_000_000, using: &random))"
      case 3: text += random.pick(["0", "-0.5", "1e3", "2.5E-2", "123456.789", "-1e+2", "9007199254740991"])
      case 4, 5: string(random.below(30))
      case 6, 7:
        text += "{"
        for i in 0..<random.below(6) {
          if i > 0 { text += "," }
          blank()
          // The number makes keys unique however they are spelled.
          text += "\"\(i)"
          characters(random.below(4))
          text += "\""
          blank()
          text += ":"
          value(depth: depth + 1)
        }
        text += "}"
      default:
        text += "["
        for i in 0..<random.below(6) {
          if i > 0 { text += "," }
          value(depth: depth + 1)
        }
        blank()
        text += "]"
      }
      blank()
    }

    mutating func string(_ length: Int) {
      text += "\""
      characters(length)
      text += "\""
    }

    mutating func characters(_ length: Int) {
      for _ in 0..<length {
        switch random.below(5) {
        case 0: text += random.pick([#"\n"#, #"\t"#, #"\""#, #"\\"#, #"\/"#, #"\r"#, #"\b"#, #"\f"#])
        case 1:
          text += random.pick([
            #"\u00e9"#, #"\u20AC"#, #"\ud83d\ude00"#, #"\u001b"#, #"\u0041"#, #"\ud834\udd1e"#,
          ])
        case 2: text += random.pick(["é", "€", "😀", "日本", "\u{7F}", "ﬁ"])
        default: text += random.pick(["a", "bc", "sociale innovatie ", "0", "{", "]", ","])
        }
      }
    }
  }

  /// What Foundation read, beside what we read: the first place where they differ.
  private func difference(_ ours: JSONValue, _ theirs: Any, at path: String = "$") -> String? {
    switch ours.kind {
    case .object:
      guard let theirs = theirs as? [String: Any], theirs.count == ours.members.count else { return path }
      var index = ours.index + 1
      for member in ours.members {
        let key = JSONValue(document: ours.document, index: index).raw ?? ""
        guard let other = theirs[key] else { return "\(path).\(key) is missing" }
        if let found = difference(member.value, other, at: "\(path).\(key)") { return found }
        index = Int(ours.document.tape[index + 1].next)
      }
      return nil
    case .array:
      guard let theirs = theirs as? [Any], theirs.count == ours.elements.count else { return path }
      for (i, element) in ours.elements.enumerated() {
        if let found = difference(element, theirs[i], at: "\(path)[\(i)]") { return found }
      }
      return nil
    case .string:
      guard let theirs = theirs as? String, let own = ours.raw else { return path }
      return Array(own.unicodeScalars) == Array(theirs.unicodeScalars) ? nil : path
    case .number:
      guard let theirs = theirs as? NSNumber else { return path }
      let own = String(decoding: ours.document.bytes[ours.range], as: UTF8.self)
      return Double(own) == theirs.doubleValue ? nil : path
    case .boolean: return (theirs as? Bool) == ours.boolean ? nil : path
    case .null: return theirs is NSNull ? nil : path
    }
  }

  @Test(arguments: UInt64(1)...20)
  func readsWhatFoundationReads(seed: UInt64) throws {
    var strings = 0
    for round in 0..<25 {
      var writer = Writer(random: SeededRandom(seed: seed &* 1_000 + UInt64(round)))
      writer.value(depth: 0)
      let place = "seed \(seed), round \(round): \(writer.text)"
      let ours = try JSONDocument(Array(writer.text.utf8))
      let theirs = try JSONSerialization.jsonObject(with: Data(writer.text.utf8), options: .fragmentsAllowed)
      let found = difference(ours.root, theirs)
      #expect(found == nil, "\(place)")
      strings += ours.tape.count { $0.kind == .string }
    }
    #expect(strings > 20, "seed \(seed) made hardly any text")
  }

  /// Whatever the bytes: an answer, and a tape whose every value can be asked for.
  private func survive(_ bytes: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(bytes) else { return false }
    for index in document.tape.indices {
      let value = JSONValue(document: document, index: index)
      _ = (value.field, value.body, value.integer, value.elements.count, value.members.count, value.line)
    }
    return true
  }

  private static let sound = #"""
    {"format": "joi-toolbox/1", "a": [1, -2.5e+3, true, false, null, "é\u00e9\ud83d\ude00 a text of some length"],
     "b": {"c": {}, "d": []}, "e": "\n\t\"\\\/"}
    """#

  @Test func aTextCutShortAnywhereIsRefused() {
    let bytes = Array(Self.sound.utf8)
    #expect(survive(bytes))
    for count in bytes.indices { #expect(!survive(Array(bytes[..<count])), "cut at \(count)") }
  }

  @Test(arguments: UInt64(1)...8)
  func mutationsNeverCrash(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var taken = 0
    var refused = 0
    for _ in 0..<400 {
      var bytes = Array(Self.sound.utf8)
      for _ in 0...random.below(4) {
        let at = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(random.pick(Array(#"{}[],:"\u0123456789-+eE.tfn "#.utf8)), at: at)
        case 3: bytes.swapAt(at, random.below(bytes.count))
        default: bytes[at] = random.pick(Array(#"{}[],:"\ "#.utf8))
        }
      }
      if survive(bytes) { taken += 1 } else { refused += 1 }
    }
    #expect(taken > 0 && refused > 0, "seed \(seed): \(taken) taken, \(refused) refused")
  }

  @Test(arguments: UInt64(1)...8)
  func anyBytesNeverCrash(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let likely = Array(#"{}[],:"\u0123456789abcdef-+eE.truefalsn "#.utf8)
    var refused = 0
    for _ in 0..<500 {
      let bytes = (0..<random.below(60)).map { _ in
        random.below(3) == 0 ? UInt8(random.below(256)) : random.pick(likely)
      }
      if !survive(bytes) { refused += 1 }
    }
    #expect(refused > 0, "seed \(seed)")
  }
}
