import ArgumentParser
import JOIModel
import JOITUI

/// `check`: is the data sound?
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a data folder: one line a finding; exit status 1 where something is wrong.",
    discussion: """
      The toolbox, the community where there is one, and each line of the forum's logs that this account may read.
      Warnings (an unknown key, a missing translation) are listed and do not count as wrong. For root, where identity is
      unix, also owners, groups and modes, who is in the groups of the rooms, and what a restored folder lacks, each with
      the line that mends it.
      """)

  @OptionGroup var common: DataOptions

  @Argument(help: "The data folder; as --data.", completion: .directory)
  var folder: String?

  @Flag(name: .long, help: "JSON instead of lines.")
  var json = false

  private struct Record: Encodable {
    var file: String
    var line: Int
    var path: String
    var severity: String
    var message: String
  }

  func run() throws {
    let root = folder.map { DataRoot(path: $0) } ?? common.root
    var findings: [Finding]
    do throws(ToolboxLoader.Failure) {
      findings = try root.loadToolbox(isThorough: true).findings
    } catch {
      findings = [error.finding]
    }
    findings += root.checkForum(now: .now)
    let language = common.language
    if json {
      Output.print(
        JSONOutput.text(
          findings.map {
            Record(
              file: $0.file, line: $0.line, path: $0.path, severity: $0.severity.rawValue,
              message: $0.message(in: language))
          }))
    } else if !findings.isEmpty {
      Output.print(findings.map { $0.text(in: language) }.joined(separator: "\n"))
    }
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
  }
}

/// `keys`: the table of keys, as the README has it.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Print the table of keys (Markdown).")

  @Option(name: .long, help: "The language: nl or en.")
  var lang: LanguageOption?

  func run() throws {
    let language = lang?.language ?? Surroundings().language
    var out = ""
    for binding in Keymap.bindings {
      let keys = binding.keys.map { "`\($0.name(in: language))`" }.joined(separator: " ")
      let places = binding.contexts.map(\.rawValue).sorted().joined(separator: ", ")
      out += "| \(keys) | \(language.text(binding.command.explanation)) | \(places) |\n"
    }
    Output.print(out)
  }
}
