/// Something wrong in a data file: one line for the person who keeps it.
public struct Finding: Equatable, Sendable {
  /// Whether the part concerned is left out, or only marked.
  public enum Severity: String, Sendable { case error, warning }

  /// What is wrong. Texts are safe to show.
  public enum Problem: Equatable, Sendable {
    case cannotOpen(reason: String)
    case notAFile
    case tooLarge(limitMiB: Int)
    case json(JSONError.Reason)
    case wrongFormat(wanted: String, found: String)
    case wrongType(expected: String, found: String)
    case missing
    case badIdentifier(String)
    case duplicateIdentifier(String)
    case unknownIdentifier(String)
    case unknownWord(String, known: [String])
    case badAddress(String)
    case badDate(String)
    case unknownKey(String)
    case unresolvedLink(String)
    case missingLanguage(String)
    /// Something of the forum.
    case log(LogProblem)
    /// An owner, a group, a mode or a file that is missing, with the line for the shell that mends it.
    case rights(AdministrationReport.Line, mend: String)
  }

  /// The file, as the user named its folder.
  public var file: String
  /// The line, from 1; 0 where the file as a whole is meant.
  public var line: Int
  /// The place within, as `tools[3].topics[0]`; empty for the whole.
  public var path: String
  /// What is wrong there.
  public var problem: Problem
  /// How bad it is.
  public var severity: Severity

  /// One line: `data/toolbox.json:12: tools[3].topics[0]: …`.
  public func text(in language: Language) -> String {
    var place = file
    if line > 0 { place += ":\(line)" }
    if !path.isEmpty { place += ": \(path)" }
    return "\(place): \(message(in: language))"
  }

  /// What is wrong, without the place.
  public func message(in language: Language) -> String {
    func say(_ message: Message, _ values: String...) -> String { language.text(message, values) }
    return switch problem {
    case .cannotOpen(let reason): say(.findingCannotOpen, reason)
    case .notAFile: say(.findingNotAFile)
    case .tooLarge(let limit): say(.findingTooLarge, "\(limit)")
    case .json(let reason): json(reason, say)
    case .wrongFormat(let wanted, let found): say(.findingWrongFormat, wanted, found)
    case .wrongType(let expected, let found): say(.findingWrongType, expected, found)
    case .missing: say(.findingMissing)
    case .badIdentifier(let id): say(.findingBadIdentifier, id)
    case .duplicateIdentifier(let id): say(.findingDuplicateIdentifier, id)
    case .unknownIdentifier(let id): say(.findingUnknownIdentifier, id)
    case .unknownWord(let word, let known): say(.findingUnknownWord, word, known.joined(separator: ", "))
    case .badAddress(let address): say(.findingBadAddress, address)
    case .badDate(let date): say(.findingBadDate, date)
    case .unknownKey(let key): say(.findingUnknownKey, key)
    case .unresolvedLink(let link): say(.findingUnresolvedLink, link)
    case .missingLanguage(let code): say(.findingMissingLanguage, code)
    case .log(let problem): problem.text(in: language)
    case .rights(let line, let mend): say(.rightsMend, line.text(in: language), mend)
    }
  }

  private func json(_ reason: JSONError.Reason, _ say: (Message, String...) -> String) -> String {
    switch reason {
    case .syntax: say(.findingSyntax)
    case .notUTF8: say(.findingNotUTF8)
    case .controlCharacter: say(.findingControlCharacter)
    case .duplicateKey(let key): say(.findingDuplicateKey, key)
    case .tooDeep: say(.findingTooDeep, "\(JSONLimits().depth)")
    case .tooLarge: say(.findingStringTooLarge, "\(JSONLimits().stringBytes >> 10)")
    }
  }
}
