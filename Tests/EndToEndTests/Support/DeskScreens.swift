import Foundation
import JOIModel
import Testing

/// The facilitators' desk, as a test goes through it.
extension Joi {
  /// The program in tmux with a facilitator's eyes, at the desk.
  func openDesk(
    as account: String = "dina", width: Int = 110, height: Int = 30,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Tmux {
    let tmux = try terminal("exec $JOI --as \(account)", width: width, height: height)
    try tmux.enterDesk(sourceLocation: sourceLocation)
    return tmux
  }

  /// What was done with a conversation, or all that facilitators did: when, who, which conversation, which post, what.
  func history(_ thread: String? = nil, as account: String = "dina") throws -> [[String]] {
    let result = try run(["history"] + (thread.map { [$0] } ?? []) + ["--as", account])
    #expect(result.ending == .exited(0) && result.errors.isEmpty, "\(result)")
    return result.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Puts another community into the place of the one that is there, as editors do.
  func replaceCommunity(_ forum: LiveForum) throws {
    let file = "\(folder.path)/data/community.json"
    try File.write(forum.source, to: "\(file).new")
    guard rename("\(file).new", file) == 0 else { throw SystemFailure("rename") }
  }
}

extension Tmux {
  /// From Home to the desk, once the tab is there.
  func enterDesk(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let tab = "5 \(Language.dutch.text(.tabDesk))"
    try wait("the desk's tab", sourceLocation: sourceLocation) {
      $0.contains(Language.dutch.text(.homeWelcome)) && $0.row(0).contains(tab)
    }
    try press("5", until: "the desk", sourceLocation: sourceLocation) { $0.row(0).contains("[\(tab)") }
  }

  /// Opens the last, the last but one … of the desk's reports; 0 is the last.
  @discardableResult
  func openReport(_ message: Message, fromTheEnd: Int, sourceLocation: SourceLocation = #_sourceLocation)
    throws -> Screen
  {
    let name = Language.dutch.text(message)
    try send("Left", "End")
    for _ in 0..<fromTheEnd { try send("Up") }
    try wait("the way to \(name)", sourceLocation: sourceLocation) { $0.atCursor.contains("> \(name)") }
    return try press("Enter", until: "the report", sourceLocation: sourceLocation) {
      $0.row(1).contains("› \(name)")
    }
  }
}

extension Screen {
  /// What the tab says that waits for a facilitator; nil where there is no such tab.
  var waiting: Int? {
    let name = "5 \(Language.dutch.text(.tabDesk))"
    guard let range = row(0).firstRange(of: name) else { return nil }
    let rest = row(0)[range.upperBound...]
    guard rest.hasPrefix(" ●") else { return 0 }
    return Int(rest.dropFirst(2).prefix { $0.isNumber })
  }

  /// The rows of the queue on the desk.
  var queue: [String] {
    lastPane.dropFirst(2).prefix { !$0.hasPrefix("──") }.filter { !$0.isEmpty }
  }

  /// The row of the queue with a title; empty where it has left.
  func queued(_ title: String) -> String { queue.first { $0.contains(title) } ?? "" }

  /// Whether a text stands anywhere but on the line for messages.
  func shows(_ text: String) -> Bool { middle.contains { $0.contains(text) } }
}

extension LiveForum {
  /// Forgets that members are new: each of them wrote something long ago, and it was answered.
  mutating func greet(_ accounts: String...) {
    go(daysAgo: 120)
    for account in accounts {
      let question = ask("Kennismaking van \(account)", by: account)
      let reply = reply("Welkom!", by: account == "anna" ? "bert" : "anna", in: question)
      add("answer", by: account, ["thread": .text(question), "post": .text(reply)])
    }
  }

  /// The place of a member.
  func place(of account: String) -> Int? {
    members.firstIndex { $0["account"]?.source == "\"\(account)\"" }
  }
}

extension OwnedForum {
  /// The full-screen program run as another account of the system.
  func terminal(as account: String, width: Int = 110, height: Int = 30) throws -> Tmux {
    let id = Self.uid(account)
    let groups = Self.groups(account).map { "\($0)" }.joined(separator: ",")
    return try Tmux(
      [
        "setpriv", "--reuid=\(id)", "--regid=\(id)", "--groups=\(groups)", "--no-new-privs",
        "\(joi.folder.path)/joi-tui",
      ],
      environment: joi.environment.merging([
        "XDG_STATE_HOME": "\(joi.folder.path)/state-\(account)", "HOME": "/nonexistent",
      ]) { $1 }, directory: "/", width: width, height: height, keeping: joi.folder)
  }
}
