@testable import JOIModel

/// An input as events that make sense: each byte is a choice, so that what is found lies in the fold and not before it.
public func logsOfChoices(_ input: [UInt8]) -> [String: [UInt8]] {
  var choices = input[...]
  func next() -> Int { Int(choices.popFirst() ?? 0) }
  func pick<T>(_ from: [T]) -> T { from[next() % from.count] }
  let kinds = LogLine.Kind.allCases
  let logs = FuzzForum.paths
  var ids: [String] = []
  var out: [String: [UInt8]] = [:]
  var minutes = 0
  while !choices.isEmpty, ids.count < 48 {
    let path = pick(logs)
    let account = path.split(separator: "/").last?.dropLast(6) ?? ""
    let kind = pick(kinds)
    let control = next()
    minutes += control & 0x3F
    let time = Timestamp(
      milliseconds: 1_769_940_000_000 + Int64(minutes) * 3_600_000
        - (control & 0x40 != 0 ? 40 * 86_400_000 : 0))
    let fresh = "\(account)-\(Timestamp.digits(ids.count, 17))-k3v9q2xw"
    let id = control & 0x80 != 0 && !ids.isEmpty ? pick(ids) : fresh
    func reference() -> String {
      let chosen = next()
      guard !ids.isEmpty, chosen < 250 else {
        return chosen == 255 ? "zoe-\(Timestamp.digits(ids.count, 17))-k3v9q2xw@zuid" : fresh
      }
      return ids[chosen % ids.count] + (chosen > 200 ? ["@zuid", "@noord"][chosen & 1] : "")
    }
    var fields = "\"v\":1,\"id\":\"\(id)\",\"at\":\"\(time.text)\",\"do\":\"\(kind.rawValue)\""
    for key in keys(kind) {
      switch key {
      case "title", "body", "reason": fields += ",\"\(key)\":\"\(pick(texts))\""
      case "theme": fields += ",\"theme\":\"\(pick(["verzuim", "werkdruk", "onder-ons", "nergens"]))\""
      case "tool": fields += ",\"tool\":\"\(pick(["scan", "x y", "form"]))\""
      case "tags": fields += ",\"tags\":[\"\(pick(texts))\"]"
      default: fields += ",\"\(key)\":\"\(reference())\""
      }
    }
    out[path, default: []] += Array("{\(fields)}\n".utf8)
    ids.append(id)
  }
  return out
}

private let texts = [
  "", "drukte", "[scan](tool:scan)", "\\u001b[2J", "From anna", "a\\nFrom b\\n>From c", "<script>",
  "\u{202E}om",
  "=1+1", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "&#27;[2J", "]]>", "\u{200D}", "> quote",
]

private func keys(_ kind: LogLine.Kind) -> [String] {
  switch kind {
  case .thread: ["title", "theme", "tags", "body"]
  case .reply: ["thread", "to", "body"]
  case .edit: ["post", "body"]
  case .retract, .flag: ["post", "reason"]
  case .like: ["post"]
  case .answer: ["thread", "post"]
  case .undo: ["event"]
  case .review, .pin, .unpin: ["target"]
  case .hide, .show, .close, .open: ["target", "reason"]
  case .move: ["target", "theme", "reason"]
  case .retitle: ["target", "title", "tags", "reason"]
  case .link: ["target", "tool"]
  case .note: ["target", "body"]
  }
}
