/// Reading the members of a data file's objects: what is sound is answered, what is something else is told in the log.
protocol FieldReader {
  /// What was wrong so far.
  var log: FindingLog { get set }
  /// Also look for what harms nobody who reads.
  var isThorough: Bool { get }
}

extension FieldReader {
  mutating func list(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, required: Bool = false
  ) -> JSONItems {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path()[key]) }
      return .none
    }
    guard found.kind == .array else {
      log.add(.wrongType(expected: "array", found: found.kind.rawValue), at: found, path()[key])
      return .none
    }
    return found.items
  }

  /// The id of an object, which no other of its kind may have.
  mutating func identifier(
    _ value: JSONValue, _ path: @autoclosure () -> Path, _ seen: inout Set<String>, key: StaticString = "id"
  ) -> String? {
    guard let id = identifier(value, path(), key: key) else { return nil }
    guard seen.insert(id).inserted else {
      log.add(.duplicateIdentifier(id), at: value[key], path()[key])
      return nil
    }
    return id
  }

  mutating func identifier(
    _ value: JSONValue, _ path: @autoclosure () -> Path, key: StaticString = "id"
  ) -> String? {
    guard let id = value[key]?.raw else {
      log.add(.missing, at: value, path()[key])
      return nil
    }
    guard Identifier.isValid(id) else {
      log.add(.badIdentifier(SafeText.field(id)), at: value[key], path()[key])
      return nil
    }
    return id
  }

  mutating func strings(_ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path) -> [String]
  {
    var strings: [String] = []
    for (i, item) in list(value, key, path()).enumerated() {
      if let text = item.field {
        strings.append(text)
      } else {
        log.add(.wrongType(expected: "string", found: item.kind.rawValue), at: item, path()[key][i])
      }
    }
    return strings
  }

  mutating func boolean(_ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path) -> Bool? {
    guard let found = value[key], !found.isNull else { return nil }
    if found.boolean == nil {
      log.add(.wrongType(expected: "boolean", found: found.kind.rawValue), at: found, path()[key])
    }
    return found.boolean
  }

  /// A list that, where it is required, must not be empty.
  mutating func filledList(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, required: Bool
  ) -> JSONItems {
    let items = list(value, key, path(), required: required)
    if required, items.isEmpty, let found = value[key], found.kind == .array {
      log.add(.missing, at: found, path()[key])
    }
    return items
  }

  /// Whether both languages of a text are strings, where they are there.
  mutating func checkLanguages(
    _ dutch: JSONValue?, _ english: JSONValue?, _ path: @autoclosure () -> Path
  ) -> Bool {
    var isSound = true
    func check(_ value: JSONValue?, _ code: StaticString) {
      guard let value, value.kind != .string, !value.isNull else { return }
      log.add(.wrongType(expected: "string", found: value.kind.rawValue), at: value, path()[code])
      isSound = false
    }
    check(dutch, "nl")
    check(english, "en")
    return isSound
  }

  mutating func identifiers(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, known: Set<String>,
    required: Bool = true
  ) -> [String] {
    var found: [String] = []
    for (i, item) in filledList(value, key, path(), required: required).enumerated() {
      let id = item.field ?? ""
      if !known.contains(id) {
        log.add(.unknownIdentifier(id), at: item, path()[key][i])
      } else if !found.contains(id) {
        found.append(id)
      }
    }
    return found
  }

  mutating func word<W: RawRepresentable & CaseIterable>(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, _ type: W.Type, standard: W
  ) -> W? where W.RawValue == String {
    guard let found = value[key], !found.isNull else { return standard }
    if let word = found.raw.flatMap(W.init(rawValue:)) { return word }
    log.add(
      .unknownWord(found.field ?? found.kind.rawValue, known: W.allCases.map(\.rawValue)), at: found,
      path()[key])
    return nil
  }

  mutating func words<W: RawRepresentable & CaseIterable & Equatable>(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, _ type: W.Type,
    required: Bool = true
  ) -> [W] where W.RawValue == String {
    var words: [W] = []
    for (i, item) in filledList(value, key, path(), required: required).enumerated() {
      guard let word = item.raw.flatMap(W.init(rawValue:)) else {
        log.add(
          .unknownWord(item.field ?? item.kind.rawValue, known: W.allCases.map(\.rawValue)), at: item,
          path()[key][i])
        continue
      }
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// A short text: a string (Dutch) or {"nl": …, "en": …}.
  mutating func text(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, required: Bool = true
  ) -> LocalizedText? {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path()[key]) }
      return nil
    }
    if found.kind == .string {
      let text = LocalizedText(dutchValue: found)
      checkTranslations(text, at: found, path()[key])
      return text
    }
    guard found.kind == .object else {
      log.add(.wrongType(expected: "string", found: found.kind.rawValue), at: found, path()[key])
      return nil
    }
    checkKeys(found, path()[key], ["nl", "en"])
    let (dutch, english) = (found["nl"], found["en"])
    let isSound = checkLanguages(dutch, english, path()[key])
    let text = LocalizedText(dutchValue: dutch, englishValue: english)
    if text.isEmpty, required {
      if isSound { log.add(.missing, at: found, path()[key]) }
      return nil
    }
    if isSound { checkTranslations(text, at: found, path()[key]) }
    return text
  }

  mutating func body(
    _ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path, required: Bool = false
  ) -> BodyReference {
    guard let found = value[key], !found.isNull else {
      if required { log.add(.missing, at: value, path()[key]) }
      return BodyReference()
    }
    func place(_ value: JSONValue?) -> BodyReference.Place? {
      guard let value, value.kind == .string, !value.range.isEmpty else { return nil }
      return BodyReference.Place(
        start: UInt32(value.range.lowerBound), end: UInt32(value.range.upperBound), isPlain: value.isPlain)
    }
    if found.kind == .string { return BodyReference(dutch: place(found)) }
    guard found.kind == .object else {
      log.add(.wrongType(expected: "string", found: found.kind.rawValue), at: found, path()[key])
      return BodyReference()
    }
    checkKeys(found, path()[key], ["nl", "en"])
    let (dutch, english) = (found["nl"], found["en"])
    _ = checkLanguages(dutch, english, path()[key])
    return BodyReference(dutch: place(dutch), english: place(english))
  }

  mutating func date(_ value: JSONValue, _ key: StaticString, _ path: @autoclosure () -> Path) -> String? {
    guard let found = value[key], !found.isNull else { return nil }
    if let text = found.raw, CalendarDate(text) != nil { return text }
    log.add(.badDate(found.field ?? found.kind.rawValue), at: found, path()[key])
    return nil
  }

  mutating func checkKeys(
    _ value: JSONValue, _ path: @autoclosure () -> Path, _ known: @autoclosure () -> Set<String>
  ) {
    guard isThorough else { return }
    let (known, path) = (known(), path())
    for (key, member) in value.members where !known.contains(key) {
      log.add(.unknownKey(key), at: member, path.named(key), severity: .warning)
    }
  }

  mutating func checkTranslations(
    _ text: LocalizedText, at value: JSONValue, _ path: @autoclosure () -> Path
  ) {
    guard isThorough, !text.isEmpty else { return }
    for language in Language.allCases where !text.has(language) {
      log.add(.missingLanguage(language.code), at: value, path(), severity: .warning)
    }
  }
}
