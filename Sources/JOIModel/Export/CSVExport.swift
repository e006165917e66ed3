extension Export {
  /// A table that Excel opens as it is: UTF-8 with a byte order mark, CR LF, quotes as in RFC 4180; semicolons in
  /// Dutch, where the comma is the decimal sign and Excel splits at semicolons.
  func csv() -> String {
    var rows: [[String]] = [
      [
        "id", say(.csvName), say(.csvPlaces), say(.csvQuestion), say(.csvFocus), say(.csvBackground),
        say(.csvWorkings),
        say(.csvLocation), say(.csvLinks), say(.csvGist), say(.csvKind), say(.csvPurpose), say(.csvStatus),
        say(.csvTime), say(.csvCost), say(.csvLanguages), say(.csvReviewed), say(.ownNote),
      ]
    ]
    for entry in entries {
      let tool = entry.tool
      func plain(_ reference: BodyReference) -> String {
        toolbox.body(reference, in: language).map { RichText(commonMark: $0).plainText } ?? ""
      }
      let facts = ToolFacts(tool, toolbox: toolbox, language: language)
      rows.append([
        tool.id, tool.name.text(in: language), places(of: tool).joined(separator: "\n"),
        tool.question.text(in: language), facts.focus, plain(tool.background), plain(tool.workings),
        plain(tool.location), tool.links.map(\.url).joined(separator: "\n"), tool.gist.text(in: language),
        facts.kind,
        facts.purpose, facts.status, facts.time, facts.cost, facts.languages, tool.reviewed ?? "", entry.note,
      ])
    }
    return Self.csv(rows, in: language)
  }

  /// Rows of any table, for a spreadsheet of a language.
  static func csv(_ rows: [[String]], in language: Language) -> String {
    let separator = language == .dutch ? ";" : ","
    return "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: separator) + "\r\n" }.joined()
  }

  /// A quoted cell. One that a spreadsheet would take for a formula gets an apostrophe first (CWE-1236).
  static func cell(_ text: String) -> String {
    var out = "\"".unicodeScalars
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { out.append("'") }
    // By scalar: a quote with a mark on it is one Character and still ends a cell.
    for scalar in text.unicodeScalars {
      if scalar == "\"" { out.append("\"") }
      out.append(scalar)
    }
    out.append("\"")
    return String(out)
  }
}
