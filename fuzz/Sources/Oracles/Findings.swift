@testable import JOIModel

/// What holds for all findings of a file: each is one clean line in both languages, at a line that is there.
public func requireSound(_ findings: [Finding], lines: Int) {
  require(findings.count <= FindingLog.maximalCount, "\(findings.count) findings")
  for finding in findings {
    require(finding.line >= 0 && finding.line <= lines, "line \(finding.line) of \(lines)")
    for language in Language.allCases { requireClean(finding.text(in: language), "a finding") }
  }
}

/// How many lines a text has.
public func lineCount(_ bytes: [UInt8]) -> Int { bytes.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 } }

extension LocalizedText {
  /// Both languages, and what stands in for a missing one.
  func requireClean(_ what: String) {
    for language in Language.allCases {
      Oracles.requireClean(self[language], what)
      Oracles.requireClean(text(in: language), what)
    }
  }
}
