/// The findings of one file while it is read: places are bytes until the end, when one pass makes lines of them.
struct FindingLog {
  /// More than this many are counted and not kept: whoever mends the first hundreds runs the check again.
  static let maximalCount = 500

  let file: String
  private var kept: [(offset: Int, finding: Finding)] = []

  init(file: String) { self.file = file }

  mutating func add(
    _ problem: Finding.Problem, at value: JSONValue?, _ path: Path, severity: Finding.Severity = .error,
    byte: UInt32 = 0
  ) {
    guard kept.count < Self.maximalCount else { return }
    let finding = Finding(file: file, line: 0, path: path.description, problem: problem, severity: severity)
    kept.append((value?.range.lowerBound ?? Int(byte), finding))
  }

  /// The findings in the file's order, each with its line.
  func findings(in bytes: [UInt8]) -> [Finding] {
    var line = 1
    var at = 0
    return kept.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map {
      _, item in
      let offset = min(item.offset, bytes.count)
      if offset > at {
        for byte in bytes[at..<offset] where byte == 0x0A { line += 1 }
        at = offset
      }
      var finding = item.finding
      finding.line = line
      return finding
    }
  }
}

/// A place within a JSON text: made into words only when something is wrong there, which is hardly ever.
indirect enum Path: CustomStringConvertible {
  case root
  case key(Path, StaticString)
  case item(Path, Int)
  /// A member whose name comes from the file; safe text.
  case name(Path, String)

  subscript(key: StaticString) -> Path { .key(self, key) }
  subscript(index: Int) -> Path { .item(self, index) }
  func named(_ name: String) -> Path { .name(self, name) }

  var description: String {
    switch self {
    case .root: ""
    case .key(.root, let key): "\(key)"
    case .key(let parent, let key): "\(parent).\(key)"
    case .item(let parent, let index): "\(parent)[\(index)]"
    case .name(.root, let name): name
    case .name(let parent, let name): "\(parent).\(name)"
    }
  }
}
