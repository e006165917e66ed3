import Foundation
import Testing

/// docs/security.md names a test for each thing that it says is stopped; each of them is there.
@Suite struct SecurityDocumentTests {
  private static func text() throws -> String {
    try readFile(checkout.appendingPathComponent("docs/security.md").path)
  }

  /// Every suite of Tests/, and every class of tests of the host.
  private static func suites() throws -> Set<String> {
    let tests = checkout.appendingPathComponent("Tests")
    var found: Set<String> = []
    for case let path as String in FileManager.default.enumerator(atPath: tests.path) ?? .init() {
      if path.hasSuffix(".swift") || path.hasSuffix(".py") {
        let text = try readFile(tests.appendingPathComponent(path).path)
        for match in text.matches(of: /(?:struct|class) (\w+)[ (:{]/) { found.insert(String(match.1)) }
      } else if path.hasSuffix("Tests") {
        found.insert(path.split(separator: "/").last.map(String.init) ?? path)
      }
    }
    return found
  }

  /// The rows of its tables of threats: what it is, what stops it, what shows it.
  private static func rows() throws -> [[String]] {
    let lines = try text().split(separator: "\n").map(String.init)
    var rows: [[String]] = []
    var isThreats = false
    for line in lines {
      guard line.hasPrefix("|") else {
        isThreats = false
        continue
      }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if cells.last == "Shown by" {
        isThreats = true
      } else if isThreats, line.contains(/\w/) {
        rows.append(cells)
      }
    }
    return rows
  }

  @Test func everySuiteThatItNamesIsThere() throws {
    let (text, suites) = (try Self.text(), try Self.suites())
    let named = Set(text.matches(of: /\b[A-Z]\w*Tests\b/).map { String($0.output) })
    #expect(named.count > 40, "it names \(named.count)")
    for name in named.sorted() { #expect(suites.contains(name), "\(name) is no suite of Tests/") }
    let files = Set(text.matches(of: /\btest_\w+\.py\b/).map { String($0.output) })
    #expect(!files.isEmpty)
    for name in files.sorted() {
      #expect(
        FileManager.default.fileExists(atPath: "\(checkout.path)/Tests/HostTests/\(name)"),
        "\(name) is not there")
    }
  }

  @Test func everyFileThatItNamesIsThere() throws {
    let named = Set(
      try Self.text().matches(of: /\b(?:Tests|fuzz|scripts|docs|Sources|host|debian)\/[\w.\/-]*\w/).map {
        String($0.output)
      })
    #expect(named.count > 3)
    for path in named.sorted() {
      #expect(
        FileManager.default.fileExists(atPath: checkout.appendingPathComponent(path).path),
        "\(path) is not there")
    }
  }

  /// Who says that something is stopped says what shows it, or that nothing does.
  @Test func everyThreatHasWhatShowsIt() throws {
    let rows = try Self.rows()
    #expect(rows.count > 60, "\(rows.count) rows")
    for row in rows {
      #expect(row.count == 3, "\(row)")
      #expect(!row.contains(""), "\(row)")
      let shown = row.last ?? ""
      #expect(
        shown.contains(/Tests\b|\.py\b|fuzz |by construction|not tested|sshd's own/), "\(row): \(shown)")
    }
  }

  /// A target of fuzzing that it names has inputs to begin with.
  @Test func everyFuzzTargetIsThere() throws {
    let targets = try Set(
      FileManager.default.contentsOfDirectory(atPath: checkout.appendingPathComponent("fuzz/corpus").path))
    let named = Set(try Self.text().matches(of: /fuzz `(\w+)`/).map { String($0.1) })
    #expect(named == targets)
  }
}
