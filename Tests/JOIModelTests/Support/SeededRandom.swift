/// SplitMix64: the same numbers for the same seed on every machine, so that a failure can be played again.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}

/// Texts of scalars that are known to make trouble, among harmless ones.
struct RandomText {
  static let nasty: [Unicode.Scalar] = [
    "\u{0}", "\u{7}", "\u{8}", "\t", "\n", "\r", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}", "\u{9B}",
    "\u{9F}",
    "\u{A0}", "\u{AD}", "\u{300}", "\u{301}", "\u{308}", "\u{20DD}", "\u{34F}", "\u{61C}", "\u{115F}",
    "\u{180E}",
    "\u{200B}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{2060}", "\u{3164}",
    "\u{FE0F}",
    "\u{FEFF}", "\u{FFF9}", "\u{FFFD}", "\u{E000}", "\u{1F3FB}", "\u{1F468}", "\u{E0041}", "\u{E0100}",
    "\u{10FFFD}",
  ]
  static let plain: [Unicode.Scalar] = [
    "a", "b", "Z", "0", " ", "é", "ß", "日", "ع", "\"", "\\", "<", "[", "]", "(", "*",
  ]

  static func make(_ length: Int, using random: inout SeededRandom) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<length {
      switch random.below(4) {
      case 0: text.append(random.pick(nasty))
      case 1: text.append(Unicode.Scalar(UInt32(random.below(0x11_0000))) ?? "x")
      default: text.append(random.pick(plain))
      }
    }
    return String(text)
  }
}
