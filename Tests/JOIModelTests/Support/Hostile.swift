@testable import JOIModel

/// Texts that try to get out of the place where they stand.
enum Hostile {
  static let texts = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title><b>x",
    "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\"", "\"\"", "a\"b\"c",
    "a;b,c", "a\nb",
    "[click](javascript:alert(1))", "[click](https://evil.example)", "![x](https://evil.example/x.png)",
    "`code`", "*a* _b_ **c**",
    "# heading", "> quote", "| a | b |", "~~x~~", "<https://evil.example>", "\\", "\\[x\\](y)", "</h2>", "--",
    "<\u{301}b>", "[\u{301}x](y)",
  ]

  /// The sample toolbox with such a text as the name of the first tool (and, if asked, in its long texts).
  static func toolbox(name: String, body: String? = nil) throws -> Toolbox {
    func quoted(_ text: String) -> String {
      "\""
        + text.replacing("\\", with: "\\\\").unicodeScalars.map { scalar in
          switch scalar {
          case "\"": "\\\""
          case "\n": "\\n"
          default: String(scalar)
          }
        }.joined() + "\""
    }
    var text = try SampleToolbox.damaged(
      #"{"nl": "Drukscan", "en": "Pressure scan"}"#, #"{"nl": \#(quoted(name)), "en": \#(quoted(name))}"#)
    if let body {
      text = text.replacing(
        #"{"nl": "Uit de praktijk.", "en": "From practice."}"#,
        with: #"{"nl": \#(quoted(body)), "en": \#(quoted(body))}"#)
    }
    return try SampleToolbox.load(text)
  }

  static func export(_ toolbox: Toolbox, language: Language = .dutch, title: String = "T", note: String = "")
    -> Export
  {
    Export(
      title: title, entries: toolbox.tools.map { Export.Entry(tool: $0, note: $0.id == "scan" ? note : "") },
      toolbox: toolbox, language: language)
  }
}
