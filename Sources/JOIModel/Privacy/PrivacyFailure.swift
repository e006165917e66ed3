/// Why what is asked about a member's data can't be done, with the file concerned.
public struct PrivacyFailure: Error, Equatable, Sendable {
  /// What is in the way.
  public enum Reason: Equatable, Sendable {
    /// The system's sentence, such as "Operation not permitted".
    case system(String)
    /// A link, a FIFO, a device.
    case notPlain
    /// The file has a second name, under which the text would stay.
    case notAlone
    /// Another account's file.
    case foreign
    case tooLarge
    /// The file grew each time that it was to be replaced.
    case busy
    /// A file that has to be sound JSON is not.
    case unsound(Finding)
    case noSuchAccount
    case notAnAccount
    case noSuchPost
  }

  /// The file, below the data root; or the account or post that was asked for.
  public var path: String
  /// What is in the way.
  public var reason: Reason
  /// The files that were replaced before.
  public var done: [String] = []

  init(_ path: String, _ reason: Reason) { (self.path, self.reason) = (path, reason) }

  /// The sentence for the administrator, without what was done.
  public func text(in language: Language) -> String {
    let name = SafeText.field(path)
    let what: String
    switch reason {
    case .noSuchAccount: return language.text(.eraseNoSuchAccount, name)
    case .notAnAccount: return language.text(.eraseNotAnAccount, name)
    case .noSuchPost: return language.text(.eraseNoSuchPost, name)
    case .system(let sentence): what = SafeText.field(sentence)
    case .notPlain: what = language.text(.eraseNotPlain)
    case .notAlone: what = language.text(.eraseNotAlone)
    case .foreign: what = language.text(.eraseForeign)
    case .tooLarge: what = language.text(.eraseTooLarge)
    case .busy: what = language.text(.eraseBusy)
    case .unsound(let finding): what = finding.message(in: language)
    }
    return language.text(.eraseFailed, name, what)
  }
}
