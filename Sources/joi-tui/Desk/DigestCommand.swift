import ArgumentParser
import JOIModel

/// `digest`: what happened, to be mailed.
struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Print what is new on the forum, as text, Markdown or HTML for mail. For facilitators.",
    discussion: """
      joi-tui digest                                  the last seven days
      joi-tui digest --since 2026-11-17               since the beginning of that day
      joi-tui digest --since last --format html       since the last one that was asked for so; the first: seven days

      New questions, answered ones, those that still wait, and the tools that were spoken of: of rooms for all members
      only, without anything that was hidden or taken back. Organisations are named, persons are not. How far --since
      last went is kept when all of it is written, and not before.
      """)

  @OptionGroup var options: ForumOptions

  @Option(name: .long, help: "Days or weeks (7d, 2w), a day (2026-11-17), or last.")
  var since = "7d"

  @Option(name: .long, help: "text, markdown or html.")
  var format: DigestFormat = .text

  func run() throws {
    let language = options.common.language
    // Before the logs are read: what comes while they are read is for the next digest.
    let now = Timestamp.now
    let since = try Since.read(since, now, language)
    let forum = try options.loadAsFacilitator()
    let state = options.stateFolder
    if since == .last, state == nil {
      throw Failure("joi-tui: \(language.text(.cliForumNoFolder))")
    }
    let digest = Digest(forum, since: since.moment(last: state?.loadDigestMark(), now: now), now: now)
    let toolbox = try? options.common.root.loadToolbox()
    Output.print(DigestExport(digest, forum, toolbox: toolbox, language: language).text(as: format))
    guard since == .last, let state else { return }
    do throws(StateFolder.Failure) {
      try state.save(digestMark: now)
    } catch {
      throw Failure(language.text(.cliDigestNotKept, error.reason))
    }
  }
}

extension DigestFormat: ExpressibleByArgument {}

extension Since {
  /// From when on, or the end with one sentence.
  static func read(_ text: String, _ now: Timestamp, _ language: Language) throws -> Since {
    guard let since = Since(text, now: now) else {
      throw Failure(language.text(.cliSince, SafeText.field(text)), code: 2)
    }
    return since
  }
}
