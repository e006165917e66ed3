import Glibc
import JOIModel
import JOITUI

/// What the process was started in: environment, locale, terminal.
struct Surroundings {
  let variables: [String: String]

  init() {
    var variables: [String: String] = [:]
    var at = environ
    while let entry = at.pointee {
      let text = String(cString: entry)
      if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      at += 1
    }
    self.variables = variables
  }

  private func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The locale's language where it is Dutch or English, else Dutch: an SSH client that sends none, or C, says nothing.
  var language: Language {
    (value("LC_ALL") ?? value("LC_MESSAGES") ?? value("LANG")).flatMap(Language.init(locale:)) ?? .dutch
  }

  /// Whether lines are drawn in ASCII: where a locale is named and it is not one of UTF-8. None named means UTF-8, for
  /// PuTTY and other SSH clients send none.
  var isASCII: Bool {
    guard let locale = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG") else { return false }
    let name = locale.lowercased()
    return !name.hasSuffix("utf-8") && !name.hasSuffix("utf8") && !name.contains("utf-8@")
      && !name.contains("utf8@")
  }

  /// No colours wanted (no-color.org: present and not empty).
  var isNoColor: Bool { value("NO_COLOR") != nil }

  /// Light or dark, where the terminal says so (rxvt's COLORFGBG: the last number is the background); else dark.
  var themeKind: Theme.Kind {
    if isNoColor { return .mono }
    let background = value("COLORFGBG").flatMap { $0.split(separator: ";").last }.flatMap { Int($0) }
    return background == 7 || background == 15 ? .light : .dark
  }

  var term: String { value("TERM") ?? "" }

  /// The host's name, for the commands that the screen shows.
  var host: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "HOST" }
    let text = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    return text.isEmpty ? "HOST" : SafeText.field(text)
  }

  func root(asked: String?) -> DataRoot {
    DataRoot.find(asked: asked, environment: variables) { access($0, F_OK) == 0 }
  }

  var stateFolder: StateFolder? { StateFolder(environment: variables) }
}

/// What goes to standard output and standard error.
enum Output {
  /// Writes text; a reader that has gone ends the program quietly, a full disk with a sentence.
  static func print(_ text: String) {
    // By byte: CR LF is one Character, and not the one that LF is.
    var text = text.utf8.last == 0x0A ? text : text + "\n"
    let failed = text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        let wrote = write(STDOUT_FILENO, bytes.baseAddress.map { $0 + at }, bytes.count - at)
        if wrote < 0 {
          if errno == EINTR { continue }
          return true
        }
        at += wrote
      }
      return false
    }
    guard failed else { return }
    if errno != EPIPE { error("joi-tui: \(String(cString: strerror(errno)))") }
    exit(1)
  }

  static func error(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { bytes in _ = write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
