extension ForumExport {
  /// A mailbox in the "mboxrd" form: UTF-8, a message a post, its parents in References so that every mail program
  /// draws the tree. Addresses end in `joi.invalid`, which leads nowhere (RFC 6761).
  func mbox() -> String {
    var out = ""
    for thread in threads {
      let title = forum.title(thread, in: language)
      for post in forum.posts(of: thread) { addMessage(post, title, to: &out) }
    }
    return out
  }

  /// A reply deep down names the first and the last of its ancestors: enough for any tree, and the lines of a chain of
  /// thousands do not grow with its square.
  private static let references = 12

  private func addMessage(_ post: Int, _ title: String, to out: inout String) {
    let address = Self.address(forum.author(post))
    let time = forum.time(post)
    let parent = parent(post)
    out += "From \(address) \(MailHeader.separatorDate(time))\n"
    out += MailHeader.mailbox("From", byline(post), address)
    out += MailHeader.text("Subject", title, prefix: parent == nil ? "" : "Re: ")
    out += "Date: \(MailHeader.date(time))\n"
    out += "Message-ID: \(messageID(post))\n"
    if let parent {
      out += "In-Reply-To: \(messageID(parent))\n"
      out += "References: \(ancestors(of: post).map { messageID($0) }.joined(separator: "\n "))\n"
    }
    out += "MIME-Version: 1.0\n"
    out += "Content-Type: text/plain; charset=utf-8\n"
    out += "Content-Transfer-Encoding: 8bit\n\n"
    for line in text(post).utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      for part in MailHeader.wrapped(line) {
        if Self.needsQuote(part) { out += ">" }
        out += String(part) ?? ""
        out += "\n"
      }
    }
    out += "\n"
  }

  /// The ancestors to name, the oldest first.
  private func ancestors(of post: Int) -> [Int] {
    let question = forum.threads[forum.threadOf(post)].question
    var nearest: [Int] = []
    var at = parent(post)
    while let ancestor = at, nearest.count < Self.references {
      nearest.append(ancestor)
      at = parent(ancestor)
    }
    if nearest.last != question { nearest.append(question) }
    return nearest.reversed()
  }

  private func messageID(_ post: Int) -> String { "<\(Self.address(forum.id(post)))>" }

  /// The address for an account or an id, with a region's name as a domain below.
  static func address(_ name: String) -> String {
    let parts = name.split(separator: "@", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0])@\(parts[1]).joi.invalid" : "\(name)@joi.invalid"
  }

  /// Whether a line could be taken for the beginning of a message, or for one that was quoted.
  private static func needsQuote(_ line: Substring.UTF8View) -> Bool {
    line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
  }
}

/// Headers of a mail message (RFC 5322, RFC 2047).
enum MailHeader {
  /// Lines of headers are this long at most where encoded words stand (RFC 2047, section 2).
  static let width = 76
  /// Lines of a text are this long at most in bytes, with room for a quote below RFC 5322's 998.
  static let lineLength = 990

  /// A header with free text.
  static func text(_ name: String, _ text: String, prefix: String = "") -> String {
    let start = "\(name): \(prefix)"
    return start + (isPlain(text) ? folded(text, start.utf8.count) : encoded(text, start.utf8.count)) + "\n"
  }

  /// A header with an address and a name before it.
  static func mailbox(_ name: String, _ display: String, _ address: String) -> String {
    let start = "\(name): "
    guard !display.isEmpty else { return "\(start)\(address)\n" }
    let phrase: String
    if isPlain(display) {
      let escaped = display.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      phrase = folded("\"\(escaped)\"", start.utf8.count)
    } else {
      phrase = encoded(display, start.utf8.count)
    }
    return "\(start)\(phrase)\n <\(address)>\n"
  }

  /// Whether a text can stand as it is: printable ASCII that folds at single blanks and is no encoded word.
  private static func isPlain(_ text: String) -> Bool {
    var run = 0
    var previous = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard (0x20...0x7E).contains(byte) else { return false }
      if byte == 0x20, previous == 0x20 { return false }
      if previous == UInt8(ascii: "="), byte == UInt8(ascii: "?") { return false }
      run = byte == 0x20 ? 0 : run + 1
      if run > 50 { return false }
      previous = byte
    }
    return text.isEmpty || previous != 0x20
  }

  private static func folded(_ text: String, _ column: Int) -> String {
    var out = ""
    var column = column
    for (at, word) in text.split(separator: " ").enumerated() {
      if at > 0 {
        let isFull = column + 1 + word.utf8.count > width
        out += isFull ? "\n " : " "
        column = isFull ? 1 : column + 1
      }
      out += word
      column += word.utf8.count
    }
    return out
  }

  /// Encoded words in "Q", each whole characters and each on a line of its own.
  private static func encoded(_ text: String, _ column: Int) -> String {
    let (open, close) = ("=?UTF-8?Q?", "?=")
    var words: [String] = []
    var word = ""
    var room = width - column - open.utf8.count - close.utf8.count
    for scalar in text.unicodeScalars {
      let letters = Self.letters(scalar)
      if letters.utf8.count > room {
        words.append(word)
        word = ""
        room = width - 1 - open.utf8.count - close.utf8.count
      }
      word += letters
      room -= letters.utf8.count
    }
    words.append(word)
    return words.map { "\(open)\($0)\(close)" }.joined(separator: "\n ")
  }

  /// A character in "Q" as it may stand in a name too (RFC 2047, section 5, rule 3).
  private static func letters(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case " ": return "_"
    case "a"..."z", "A"..."Z", "0"..."9", "!", "*", "+", "-", "/": return String(scalar)
    default:
      return UTF8.encode(scalar).map { bytes in
        bytes.map { byte in
          let digits = String(byte, radix: 16, uppercase: true)
          return "=" + (digits.utf8.count < 2 ? "0" : "") + digits
        }.joined()
      } ?? "=3F"
    }
  }

  /// A line in parts that are not too long, at blanks where there are some; nothing is lost.
  static func wrapped(_ line: Substring.UTF8View) -> [Substring.UTF8View] {
    var parts: [Substring.UTF8View] = []
    var rest = line
    while rest.count > lineLength {
      let end = rest.index(rest.startIndex, offsetBy: lineLength)
      var cut = end
      if let blank = rest[..<end].lastIndex(of: 0x20), blank > rest.startIndex {
        cut = rest.index(after: blank)
      } else {
        while rest[cut] & 0xC0 == 0x80 { cut = rest.index(before: cut) }
      }
      parts.append(rest[..<cut])
      rest = rest[cut...]
    }
    return parts + [rest]
  }

  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func parts(_ time: Timestamp) -> (weekday: String, date: CalendarDate, clock: String) {
    let days = Int(time.milliseconds / 86_400_000)
    // The first of January 1970 was a Thursday.
    return (
      Self.days[(days + 4) % 7], CalendarDate(dayNumber: days),
      String(time.text.utf8.dropFirst(time.text.utf8.count - 13).prefix(8)) ?? ""
    )
  }

  /// `Tue, 24 Nov 2026 09:12:00 +0000`.
  static func date(_ time: Timestamp) -> String {
    let (weekday, date, clock) = parts(time)
    return "\(weekday), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
  }

  /// `Tue Nov 24 09:12:00 2026`, as the line between messages has it.
  static func separatorDate(_ time: Timestamp) -> String {
    let (weekday, date, clock) = parts(time)
    return "\(weekday) \(months[date.month - 1]) \(date.day < 10 ? " " : "")\(date.day) \(clock) \(date.year)"
  }
}
