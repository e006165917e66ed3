/// Reading the members of a data file's objects: what is sound is answered, what is not is told in the log.
protocol FieldReader {
  /// What was wrong so far.
  var log: FindingLog { get set }
  /// Also look for what harms nobody who reads.
  var isThorough: Bool { get }
}

extension FieldReader {
  mutating func checkKeys(_ value: JSONValue, _ path: Path, _ known: @autoclosure () -> Set<String>) {
    guard isThorough else { return }
    let known = known()
    for (key, member) in value.members where !known.contains(key) {
      log.add(.unknownKey(key), at: member, path.named(key), severity: .warning)
    }
  }

  mutating func list(_ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool = false)
    -> [JSONValue]
  {
    let here = path[key]
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, here) }
      return []
    }
    guard found.kind == .array else {
      log.add(.wrongType(expected: "array", found: found.kind.rawValue), at: found, here)
      return []
    }
    return found.elements
  }

  mutating func identifier(
    _ value: JSONValue, _ path: Path, _ seen: inout Set<String>, key: StaticString = "id"
  ) -> String? {
    guard let id = value[key]?.raw else {
      log.add(.missing, at: value, path[key])
      return nil
    }
    guard Identifier.isValid(id) else {
      log.add(.badIdentifier(SafeText.field(id)), at: value[key], path[key])
      return nil
    }
    guard seen.insert(id).inserted else {
      log.add(.duplicateIdentifier(id), at: value[key], path[key])
      return nil
    }
    return id
  }

  mutating func boolean(_ value: JSONValue, _ key: StaticString, _ path: Path) -> Bool? {
    guard let found = value[key], !found.isNull else { return nil }
    if found.boolean == nil {
      log.add(.wrongType(expected: "boolean", found: found.kind.rawValue), at: found, path[key])
    }
    return found.boolean
  }

  mutating func word<W: RawRepresentable & CaseIterable>(
    _ value: JSONValue, _ key: StaticString, _ path: Path, _ type: W.Type, standard: W
  ) -> W? where W.RawValue == String {
    guard let found = value[key], !found.isNull else { return standard }
    if let word = found.raw.flatMap(W.init(rawValue:)) { return word }
    log.add(
      .unknownWord(found.field ?? found.kind.rawValue, known: W.allCases.map(\.rawValue)), at: found,
      path[key])
    return nil
  }

  /// A short text: a string (Dutch) or {"nl": …, "en": …}.
  mutating func text(_ value: JSONValue, _ key: StaticString, _ path: Path, required: Bool = true)
    -> LocalizedText?
  {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path[key]) }
      return nil
    }
    func filled(_ text: JSONValue?) -> String? { text?.field.flatMap { $0.isEmpty ? nil : $0 } }
    if found.kind == .string {
      let text = LocalizedText(dutch: filled(found))
      checkTranslations(text, at: found, path[key])
      return text
    }
    guard found.kind == .object else {
      log.add(.wrongType(expected: "string", found: found.kind.rawValue), at: found, path[key])
      return nil
    }
    checkKeys(found, path[key], ["nl", "en"])
    let isSound = checkLanguages(found, path[key])
    let text = LocalizedText(dutch: filled(found["nl"]), english: filled(found["en"]))
    if text.isEmpty, required {
      if isSound { log.add(.missing, at: found, path[key]) }
      return nil
    }
    if isSound { checkTranslations(text, at: found, path[key]) }
    return text
  }

  /// Whether both languages of a text are strings, where they are there.
  mutating func checkLanguages(_ text: JSONValue, _ path: Path) -> Bool {
    var isSound = true
    for code in ["nl", "en"] as [StaticString] {
      guard let value = text[code], value.kind != .string, !value.isNull else { continue }
      log.add(.wrongType(expected: "string", found: value.kind.rawValue), at: value, path[code])
      isSound = false
    }
    return isSound
  }

  mutating func checkTranslations(_ text: LocalizedText, at value: JSONValue, _ path: Path) {
    guard isThorough, !text.isEmpty else { return }
    for language in Language.allCases where text[language] == nil {
      log.add(.missingLanguage(language.code), at: value, path, severity: .warning)
    }
  }
}
