/// The findings of one file while it is read: places are bytes until the end, when one pass makes lines of them.
struct FindingLog {
  /// More than this many are counted and not kept: whoever mends the first hundreds runs the check again.
  static let maximalCount = 500

  let file: String
  private var kept: [(offset: Int, finding: Finding)] = []

  init(file: String) { self.file = file }

  mutating func add(
    _ problem: Finding.Problem, at value: JSONValue?, _ path: String, severity: Finding.Severity = .error
  ) {
    guard kept.count < Self.maximalCount else { return }
    let finding = Finding(file: file, line: 0, path: path, problem: problem, severity: severity)
    kept.append((value?.range.lowerBound ?? 0, finding))
  }

  /// The findings in the file's order, each with its line.
  func findings(in bytes: [UInt8]) -> [Finding] {
    var line = 1
    var at = 0
    return kept.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map { _, item in
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
