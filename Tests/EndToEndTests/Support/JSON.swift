/// A JSON value that keeps its order: what test data is written with, right or wrong.
enum JSON {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case null
  case list([JSON])
  case object([(key: String, value: JSON)])

  /// The value of a key; setting one that is there replaces it, setting nil takes it out.
  subscript(key: String) -> JSON? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let at = members.firstIndex { $0.key == key }
      switch (at, newValue) {
      case (let at?, let value?): members[at].value = value
      case (let at?, nil): members.remove(at: at)
      case (nil, let value?): members.append((key, value))
      case (nil, nil): break
      }
      self = .object(members)
    }
  }

  /// Every string changed but those under some keys.
  func mapping(except keys: Set<String>, _ change: (String) -> String) -> JSON {
    switch self {
    case .text(let text): .text(change(text))
    case .list(let values): .list(values.map { $0.mapping(except: keys, change) })
    case .object(let members):
      .object(
        members.map { ($0.key, keys.contains($0.key) ? $0.value : $0.value.mapping(except: keys, change)) })
    default: self
    }
  }

  /// The text, control characters escaped and all else as it is.
  var source: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let number): "\(number)"
    case .boolean(let value): value ? "true" : "false"
    case .null: "null"
    case .list(let values): "[" + values.map(\.source).joined(separator: ",\n") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0.key)): \($0.value.source)" }.joined(separator: ",\n") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": out += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral elements: JSON...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}
