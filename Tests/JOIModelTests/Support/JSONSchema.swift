@testable import JOIModel

/// A JSON value as a tree, for looking at any of it.
indirect enum JSONTree: Equatable {
  case object([String: JSONTree])
  case array([JSONTree])
  case string(String)
  case number(Double)
  case boolean(Bool)
  case null

  init(_ value: JSONValue) {
    switch value.kind {
    case .object:
      self = .object(Dictionary(value.members.map { ($0.key, JSONTree($0.value)) }) { first, _ in first })
    case .array: self = .array(value.elements.map(JSONTree.init))
    case .string: self = .string(value.raw ?? "")
    case .number:
      self = .number(Double(String(decoding: value.document.bytes[value.range], as: UTF8.self)) ?? .nan)
    case .boolean: self = .boolean(value.boolean ?? false)
    case .null: self = .null
    }
  }

  init(text: String) throws { self = JSONTree(try JSONDocument(Array(text.utf8)).root) }

  subscript(key: String) -> JSONTree? { if case .object(let members) = self { members[key] } else { nil } }

  var list: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }
  var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// JSON Schema, draft 2020-12, as far as docs/toolbox.schema.json uses it; any other keyword is an error, so that the
/// schema can't grow past what is really checked.
struct JSONSchema {
  struct UnknownKeyword: Error, Equatable { var keyword: String }

  let root: JSONTree

  /// The places where a value does not match.
  func faults(_ value: JSONTree) throws -> [String] { try faults(value, root, "$") }

  private func faults(_ value: JSONTree, _ schema: JSONTree, _ path: String) throws -> [String] {
    if case .boolean(let allowed) = schema { return allowed ? [] : ["\(path): not allowed"] }
    guard case .object(let keywords) = schema else { throw UnknownKeyword(keyword: "\(schema)") }
    var faults: [String] = []
    for (keyword, rule) in keywords {
      switch keyword {
      case "$schema", "title", "description", "$defs": break
      case "$ref": faults += try self.faults(value, try target(rule), path)
      case "type":
        let names = (rule.text.map { [$0] } ?? rule.list.compactMap(\.text))
        if !names.contains(where: { Self.isOf($0, value) }) { faults.append("\(path): not of type \(names)") }
      case "const": if value != rule { faults.append("\(path): not \(rule)") }
      case "enum": if !rule.list.contains(value) { faults.append("\(path): none of \(rule.list)") }
      case "anyOf":
        if try !rule.list.contains(where: { try self.faults(value, $0, path).isEmpty }) {
          faults.append("\(path): matches none")
        }
      case "required", "properties", "additionalProperties":
        faults += try object(value, keyword, rule, keywords, path)
      case "items", "prefixItems", "minItems": faults += try array(value, keyword, rule, keywords, path)
      case "pattern", "minLength", "maxLength": faults += try string(value, keyword, rule, path)
      case "minimum", "maximum":
        if case .number(let number) = value, case .number(let limit) = rule,
          keyword == "minimum" ? number < limit : number > limit
        {
          faults.append("\(path): \(keyword)")
        }
      default: throw UnknownKeyword(keyword: keyword)
      }
    }
    return faults
  }

  private func target(_ reference: JSONTree) throws -> JSONTree {
    guard let name = reference.text, name.hasPrefix("#/$defs/"),
      let found = root["$defs"]?[String(name.dropFirst("#/$defs/".count))]
    else { throw UnknownKeyword(keyword: "\(reference)") }
    return found
  }

  private static func isOf(_ type: String, _ value: JSONTree) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("number", .number),
      ("boolean", .boolean),
      ("null", .null):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private func object(
    _ value: JSONTree, _ keyword: String, _ rule: JSONTree, _ keywords: [String: JSONTree], _ path: String
  ) throws -> [String] {
    guard case .object(let members) = value else { return [] }
    let declared = keywords["properties"]
    switch keyword {
    case "required":
      return rule.list.compactMap(\.text).filter { members[$0] == nil }.map { "\(path).\($0): missing" }
    case "properties":
      return try members.sorted { $0.key < $1.key }.flatMap { key, member in
        try rule[key].map { try faults(member, $0, "\(path).\(key)") } ?? []
      }
    default:
      return try members.filter { declared?[$0.key] == nil }.flatMap {
        try faults($0.value, rule, "\(path).\($0.key)")
      }
    }
  }

  private func array(
    _ value: JSONTree, _ keyword: String, _ rule: JSONTree, _ keywords: [String: JSONTree], _ path: String
  ) throws -> [String] {
    guard case .array(let elements) = value else { return [] }
    switch keyword {
    case "minItems":
      guard case .number(let limit) = rule, Double(elements.count) < limit else { return [] }
      return ["\(path): too few"]
    case "prefixItems":
      return try zip(elements, rule.list).enumerated().flatMap { try faults($1.0, $1.1, "\(path)[\($0)]") }
    default:
      let first = keywords["prefixItems"]?.list.count ?? 0
      return try elements.enumerated().dropFirst(first).flatMap { try faults($1, rule, "\(path)[\($0)]") }
    }
  }

  private func string(_ value: JSONTree, _ keyword: String, _ rule: JSONTree, _ path: String) throws
    -> [String]
  {
    guard case .string(let text) = value else { return [] }
    switch (keyword, rule) {
    case ("pattern", .string(let pattern)):
      return try text.contains(Regex(pattern).matchingSemantics(.unicodeScalar))
        ? [] : ["\(path): does not match"]
    case ("minLength", .number(let limit)):
      return Double(text.unicodeScalars.count) < limit ? ["\(path): too short"] : []
    case ("maxLength", .number(let limit)):
      return Double(text.unicodeScalars.count) > limit ? ["\(path): too long"] : []
    default: throw UnknownKeyword(keyword: "\(keyword): \(rule)")
    }
  }
}
