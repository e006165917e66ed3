import Glibc

/// Ends the run with a crash that libFuzzer keeps the input of.
public func require(_ isTrue: Bool, _ what: @autoclosure () -> String) {
  if !isTrue { fatalError("ORACLE: \(what())") }
}

/// The input as bytes.
public func bytes(_ data: UnsafePointer<UInt8>?, _ size: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: size))
}

/// What a terminal would obey, or what hides or turns text: by the properties that Unicode gives a character, not by the
/// product's own table.
public func forbidden(in text: String, lines: Bool = false) -> Unicode.Scalar? {
  var marks = 0
  for scalar in text.unicodeScalars {
    if (0x20..<0x7F).contains(scalar.value) {
      marks = 0
      continue
    }
    if scalar == "\n" {
      if !lines { return scalar }
      marks = 0
      continue
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .privateUse, .surrogate, .lineSeparator, .paragraphSeparator: return scalar
    case .format where !drawnFormats.contains(scalar.value): return scalar
    case .nonspacingMark, .enclosingMark:
      marks += 1
      if marks > 4 { return scalar }
    default: marks = 0
    }
    if properties.isDefaultIgnorableCodePoint || properties.isBidiControl || properties.isEmojiModifier
      || properties.isNoncharacterCodePoint
    {
      return scalar
    }
  }
  return nil
}

/// Format characters that are drawn: see SafeTextTests.
private let drawnFormats: Set<UInt32> = [
  0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD,
]

/// A text that may be shown.
public func requireClean(_ text: String?, lines: Bool = false, _ what: @autoclosure () -> String) {
  guard let text, let scalar = forbidden(in: text, lines: lines) else { return }
  fatalError("ORACLE: U+\(String(scalar.value, radix: 16)) in \(what())")
}

/// Sets what hangs on the machine to what the tests have.
public func settle() {
  setenv("TZ", "Europe/Amsterdam", 1)
  setlocale(LC_ALL, "C.UTF-8")
}
