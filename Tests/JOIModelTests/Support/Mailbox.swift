/// A reader of mailboxes ("mboxrd"), headers (RFC 5322) and encoded words (RFC 2047), written from those and not from
/// what writes them.
struct Mailbox {
  struct Message {
    var separator: String
    /// Headers in order, unfolded.
    var headers: [(name: String, value: String)]
    /// The lines of headers as they stand.
    var headerLines: [String]
    var body: String

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The ids that a header names.
    func ids(_ name: String) -> [String] { (self[name] ?? "").split(separator: " ").map(String.init) }
  }

  private(set) var messages: [Message] = []

  init(_ text: String) {
    var lines: [String] = []
    func end(_ messages: inout [Message]) {
      guard lines.first?.hasPrefix("From ") == true else { return }
      messages.append(Self.message(lines))
    }
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map({ String($0) ?? "?" })
    {
      if line.hasPrefix("From ") {
        end(&messages)
        lines = []
      }
      lines.append(line)
    }
    end(&messages)
  }

  private static func message(_ lines: [String]) -> Message {
    let blank = lines.firstIndex(of: "") ?? lines.count
    var headers: [(name: String, value: String)] = []
    for line in lines[1..<blank] {
      if line.hasPrefix(" "), !headers.isEmpty {
        headers[headers.count - 1].value += line
      } else {
        let colon = line.firstIndex(of: ":") ?? line.endIndex
        headers.append((String(line[..<colon]), String(line[colon...].dropFirst(2))))
      }
    }
    // One empty line ends a message; the last one has the text's own end behind it.
    var body = lines.dropFirst(blank + 1).map { line in
      line.drop { $0 == ">" }.hasPrefix("From ") ? String(line.dropFirst()) : line
    }
    while body.last == "" { body.removeLast() }
    return Message(
      separator: lines[0], headers: headers, headerLines: Array(lines[1..<blank]),
      body: body.joined(separator: "\n"))
  }

  /// A header's value with its encoded words decoded; blanks between two of them are none.
  static func decoded(_ value: String) -> String {
    var out: [UInt8] = []
    var wasEncoded = false
    for (at, word) in value.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let bytes = Array(word.utf8)
      let isEncoded = word.hasPrefix("=?UTF-8?Q?") && word.hasSuffix("?=")
      if at > 0, !(wasEncoded && isEncoded) { out.append(0x20) }
      wasEncoded = isEncoded
      guard isEncoded else {
        out += bytes
        continue
      }
      var at = 10
      while at < bytes.count - 2 {
        if bytes[at] == UInt8(ascii: "=") {
          out.append(
            UInt8(String(decoding: bytes[at...].dropFirst().prefix(2), as: UTF8.self), radix: 16) ?? 0)
          at += 3
        } else {
          out.append(bytes[at] == UInt8(ascii: "_") ? 0x20 : bytes[at])
          at += 1
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
