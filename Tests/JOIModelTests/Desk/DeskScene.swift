@testable import JOIModel

/// A small forum of which every figure was counted by hand; the counts stand in the tests that use it.
///
/// Six members (anna and a of Firma Een, a company; bert and cora of Hogeschool Twee; dirk and a-b of none), of whom
/// cora is a facilitator and dirk was one in February; and zoe of the region zuid. The clocks stand in Amsterdam.
struct DeskScene {
  var scene = ForumScene()
  private(set) var ids: [String: String] = [:]

  /// When it is counted: the last question but one is older than seven days, the last is three days old.
  static let now = Timestamp(milliseconds: 1_780_300_800_000)  // 2026-06-01T08:00:00Z

  static func moment(_ day: String, _ clock: String = "10:00") -> String { "\(day)T\(clock):00.000Z" }

  /// Puts questions, answers and acts as the comments count them.
  init() {
    // 1st quarter.
    ask("v1", by: "anna", "2026-01-10", theme: "verzuim", tools: ["scan"])
    answer("v1a", "v1", by: "bert", "2026-01-10", "14:00")  // after 4 hours
    answer("v1b", "v1", by: "anna", "2026-01-10", "15:00")  // her own
    answer("v1c", "v1", by: "cora", "2026-01-12")
    answer("v1d", "v1", by: "bert", "2026-01-13")  // again: one responder
    ask("v2", by: "bert", "2026-02-20", theme: "werkdruk")
    answer("v2a", "v2", by: "a", "2026-03-01")  // after 9 days
    ask("v3", by: "anna", "2026-03-01", theme: "verzuim", tools: ["talk-form", "nergens"])
    answer("v3a", "v3", by: "anna", "2026-03-02")  // only herself: unanswered
    answer("v3b", "v3", by: "bert", "2026-03-03")  // hidden later: does not count
    ask("s1", by: "cora", "2026-03-04", theme: "verzuim", tools: ["lead-plan"])  // a facilitator's
    answer("s1a", "s1", by: "anna", "2026-03-05")
    ask("d1", by: "dirk", "2026-02-10", theme: "werkdruk")  // by a facilitator then
    ask("d2", by: "dirk", "2026-03-20", theme: "werkdruk")  // by a member again
    ask("h1", by: "bert", "2026-03-06", theme: "verzuim", tools: ["scan"])  // hidden
    answer("h1a", "h1", by: "anna", "2026-03-07")
    ask("r1", by: "bert", "2026-03-08", theme: "verzuim")  // taken back
    // On 1 April on the clock in Amsterdam, on 31 March in UTC: the 2nd quarter.
    ask("c1", by: "anna", "2026-03-31", "22:30", room: "bedrijven", theme: "onder-ons")
    answer("c1a", "c1", by: "a", "2026-04-01", "00:30", room: "bedrijven")  // after 2 hours
    answer("c1z", "v1", by: "zoe", "2026-04-02", region: "zuid")
    ask("v4", by: "a", "2026-05-29", "08:00", theme: "werkdruk")  // three days ago, nobody answered
    // In Amsterdam it is 2025 until 23:00.
    ask("o1", by: "a-b", "2025-12-31", "22:59", theme: "verzuim")

    mark("v1a", in: "v1", by: "anna", "2026-01-14")
    mark("c1a", in: "c1", by: "anna", "2026-04-03", room: "bedrijven")
    scene.add(
      "link", by: "cora", at: Self.moment("2026-02-21"), ["target": id("v2"), "tool": "talk-form"])
    act("hide", "v3b", by: "cora", "2026-03-04")
    act("hide", "h1", by: "cora", "2026-03-07")
    act("retract", "r1", by: "bert", "2026-03-09")
    like("v1a", by: "anna", "2026-01-15")
    like("v1a", by: "cora", "2026-04-10")  // a post of the 1st quarter, liked in the 2nd
    like("v1a", by: "cora", "2026-04-11")  // the same again: does not count
    like("v1b", by: "bert", "2026-01-16")
    like("v3b", by: "anna", "2026-03-03", "12:00")  // hidden later: does not count as received
    like("v2a", by: "a-b", "2026-05-01")  // a-b is active in the 2nd quarter by this alone
    flag("v2a", by: "anna", "2026-03-02", "10:00")
    act("review", "v2a", by: "cora", "2026-03-02", "16:00")  // handled after 6 hours
    flag("v3b", by: "anna", "2026-03-03", "10:00")  // hidden after 24 hours
    flag("v4", by: "anna", "2026-05-31", "08:00")  // waits for 24 hours
  }

  private func id(_ name: String) -> String { ids[name] ?? "?" }

  private func named(_ name: String, from region: String) -> String {
    region.isEmpty ? id(name) : "\(id(name))@noord"
  }

  mutating func ask(
    _ name: String, by account: String, _ day: String, _ clock: String = "10:00", room: String = "leden",
    theme: String, tools: [String] = []
  ) {
    ids[name] = scene.thread(
      by: account, in: room, title: name, theme: theme, at: Self.moment(day, clock), tools: tools)
  }

  mutating func answer(
    _ name: String, _ thread: String, by account: String, _ day: String, _ clock: String = "10:00",
    room: String = "leden", region: String = ""
  ) {
    ids[name] = scene.reply(
      by: account, named(thread, from: region), in: room, region: region, at: Self.moment(day, clock))
  }

  private mutating func mark(
    _ post: String, in thread: String, by account: String, _ day: String, room: String = "leden"
  ) {
    scene.add(
      "answer", by: account, in: room, at: Self.moment(day), ["thread": id(thread), "post": id(post)])
  }

  mutating func act(
    _ kind: String, _ post: String, by account: String, _ day: String, _ clock: String = "10:00"
  ) {
    scene.add(
      kind, by: account, at: Self.moment(day, clock),
      ["target": id(post), "post": id(post), "reason": "Daarom."])
  }

  mutating func like(_ post: String, by account: String, _ day: String, _ clock: String = "10:00") {
    scene.add("like", by: account, at: Self.moment(day, clock), ["post": id(post)])
  }

  private mutating func flag(_ post: String, by account: String, _ day: String, _ clock: String) {
    scene.add(
      "flag", by: account, in: "meldingen", at: Self.moment(day, clock),
      ["post": id(post), "reason": "Kijk."])
  }

  /// The forum; events stand in their logs as they were put, each log by time.
  func forum(as account: String = "cora", order: [String]? = nil) throws -> Forum {
    try sorted.forum(as: account, order: order, now: Self.now)
  }

  /// Within a log time never goes back.
  var sorted: ForumScene {
    var sorted = scene
    for (path, bytes) in scene.files {
      let lines = ForumScene.lines(bytes).map { ($0, LogLine.read($0).line?.time.milliseconds ?? 0) }
      sorted.files[path] = lines.enumerated().sorted { ($0.1.1, $0.0) < ($1.1.1, $1.0) }.flatMap {
        $0.1.0 + [0x0A]
      }
    }
    return sorted
  }
}
