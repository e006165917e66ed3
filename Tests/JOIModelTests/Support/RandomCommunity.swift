@testable import JOIModel

/// The logs of a community that does everything, also what it may not: the same for the same seed.
struct RandomCommunity {
  private(set) var scene = ForumScene()
  private var random: SeededRandom
  private struct Post {
    var id: String
    var account: String
    var room: String
    var region: String
    /// Its conversation, as its own log names it; nil for a question.
    var thread: String?
  }

  private struct Turn {
    var kind: String
    var account: String
    var room: String
    var region: String
    var target: Post?
  }

  /// Ids of posts and acts, with where they stand; some are named before they are written.
  private var posts: [Post] = []
  private var acts: [(id: String, account: String, region: String)] = []
  private var planned: [(id: String, account: String, room: String, region: String)] = []
  private var clocks: [String: Int64] = [:]

  private static let accounts = ["anna", "bert", "cora", "dirk", "a", "a-b"]
  private static let rooms = ["leden", "leden", "leden", "bedrijven", "meldingen", "begeleiding"]
  private static let kinds = [
    "thread", "thread", "reply", "reply", "reply", "reply", "edit", "retract", "like", "like", "flag",
    "answer",
    "review", "hide", "show", "close", "open", "pin", "unpin", "move", "retitle", "link", "note", "undo",
    "dance",
  ]
  private static let themes = ["verzuim", "werkdruk", "onder-ons", "nergens"]

  /// Before the last events are due, and after most are.
  static let early = Timestamp(milliseconds: 1_772_000_000_000)
  static let late = Timestamp(milliseconds: 1_790_000_000_000)

  init(seed: UInt64, events: Int) {
    random = SeededRandom(seed: seed)
    if random.below(2) == 0 {
      let lengths = #"{"log": {"leden": \#(random.below(3_000)), "bedrijven": \#(random.below(500))}}"#
      if let community = try? SampleCommunity.load(lengthsOfDirk: lengths) { scene.community = community }
    }
    for _ in 0..<events { addEvent() }
  }

  private mutating func addEvent() {
    var turn = Turn(
      kind: random.pick(Self.kinds), account: random.pick(Self.accounts), room: random.pick(Self.rooms),
      region: random.below(8) == 0 ? "zuid" : "", target: posts.isEmpty ? nil : random.pick(posts))
    if random.below(4) > 0 { makeSensible(&turn) }
    var id: String?
    if let plan = planned.last, random.below(3) == 0 {
      id = plan.id
      (turn.account, turn.room, turn.region) = (plan.account, plan.room, plan.region)
      turn.kind = random.pick(["thread", "reply", "reply"])
      planned.removeLast()
    } else if random.below(25) == 0, let known = turn.target {
      // The same id again, mostly in a log where it has no business.
      id = known.id
      if random.below(2) == 0 { turn.account = known.account }
    }
    let path = ForumScene.path(turn.account, turn.room, region: turn.region)
    if random.below(15) == 0 { return addJunk(to: path) }
    let written = id ?? scene.newID(turn.account)
    let fields = fields(turn, own: written)
    scene.add(
      turn.kind, by: turn.account, in: turn.room, region: turn.region, at: moment(path).text, id: written,
      fields)
    switch turn.kind {
    case "thread":
      posts.append(
        Post(id: written, account: turn.account, room: turn.room, region: turn.region, thread: nil))
    case "reply":
      posts.append(
        Post(
          id: written, account: turn.account, room: turn.room, region: turn.region,
          thread: fields["thread"] as? String))
    default: acts.append((written, turn.account, turn.region))
    }
    if random.below(30) == 0 { scene.add(bytes: Array("\r\n".utf8), to: path) }
  }

  /// Lets those do it who may, where they may.
  private mutating func makeSensible(_ turn: inout Turn) {
    if turn.kind == "flag" { turn.room = "meldingen" }
    if turn.kind == "note" { turn.room = "begeleiding" }
    if turn.kind == "thread" { turn.room = random.pick(["leden", "bedrijven"]) }
    if turn.kind == "undo", let act = acts.randomElement(using: &random) {
      (turn.account, turn.region) = (act.account, act.region)
    }
    guard let target = turn.target else { return }
    switch turn.kind {
    case "edit", "retract":
      (turn.account, turn.region, turn.room) = (target.account, target.region, target.room)
    case "reply", "like": turn.room = target.room
    case "answer", "review", "hide", "show", "close", "open", "pin", "unpin", "move", "retitle", "link":
      (turn.account, turn.region, turn.room) = (random.pick(["cora", "dirk"]), "", target.room)
    default: break
    }
  }

  /// Mostly later than the line before; now and then earlier, the same, or far ahead.
  private mutating func moment(_ path: String) -> Timestamp {
    let before = clocks[path] ?? 1_769_940_000_000
    let next: Int64 =
      switch random.below(12) {
      case 0: before - Int64(random.below(40 * 86_400_000))
      case 1: before
      case 2: random.below(4) > 0 ? before : before + Int64(random.below(200)) * 86_400_000
      case 3: random.below(4) > 0 ? before + 1 : 253_402_300_799_999
      default: before + Int64(random.below(3 * 86_400_000))
      }
    if next < Self.late.milliseconds { clocks[path] = next }
    return Timestamp(milliseconds: max(0, next))
  }

  private mutating func fields(_ turn: Turn, own: String) -> [String: Any] {
    let (kind, region) = (turn.kind, turn.region)
    var post = reference(region, own)
    var thread = reference(region, own)
    if let target = turn.target, random.below(6) > 0 {
      post = named(target.id, target.region, region)
      // What a log of another region names stands there as that host writes it.
      thread = target.thread.map { $0.contains("@") ? $0 : named($0, target.region, region) } ?? post
    }
    let act = acts.randomElement(using: &random)
    let own = acts.last { $0.account == turn.account && $0.region == region }
    let undone = random.below(4) > 0 ? own ?? act : act
    var fields: [String: Any] = [:]
    switch kind {
    case "thread":
      fields = ["title": text(), "theme": random.pick(Self.themes), "tags": [text()]]
      fields["tools"] = [random.pick(["scan", "plan", "../x"])]
    case "reply":
      fields["thread"] = thread
      if random.below(4) > 0 {
        fields["to"] = random.below(4) > 0 ? post : reference(region, own?.id ?? post)
      }
    case "answer": fields = ["thread": thread, "post": post]
    case "undo": fields["event"] = undone.map { named($0.id, $0.region, region) } ?? post
    default:
      fields = ["post": post, "target": post, "reason": text(), "title": text()]
      fields["theme"] = random.pick(Self.themes)
      fields["tool"] = random.pick(["scan", "No", "gids"])
    }
    if ["thread", "reply", "edit", "note"].contains(kind) {
      fields["body"] =
        text() + (random.below(3) == 0 ? " [x](tool:\(random.pick(["scan", "plan", "gids"])))" : "")
    }
    if random.below(600) == 0 { fields["body"] = String(repeating: "lang ", count: 14_000) }
    if random.below(40) == 0 { fields["v"] = 2 }
    if random.below(40) == 0, let key = fields.keys.sorted().randomElement(using: &random) { fields[key] = 5 }
    return fields
  }

  /// The id of something: what is there, what comes later, what never comes, or itself.
  private mutating func reference(_ region: String, _ own: String) -> String {
    switch random.below(14) {
    case 0: return own
    case 1:
      return random.pick(["", "x", "lid\u{202E}", "../../x", "anna-2026-k3v9q2xw", "@", "\u{1B}]0;x\u{7}"])
    case 2, 3:
      let account = random.pick(Self.accounts)
      let plan = (scene.newID(account), account, random.pick(Self.rooms), random.below(5) == 0 ? "zuid" : "")
      planned.append(plan)
      return named(plan.0, plan.3, region)
    default:
      guard !posts.isEmpty else { return own }
      let post = random.below(3) == 0 ? random.pick(Array(posts.suffix(4))) : random.pick(posts)
      return named(post.id, post.region, region)
    }
  }

  /// An id as a log of a region writes it.
  private mutating func named(_ id: String, _ home: String, _ region: String) -> String {
    let home = home.isEmpty ? "noord" : home
    let here = region.isEmpty ? "noord" : region
    return home == here && random.below(4) > 0 ? id : "\(id)@\(home)"
  }

  private mutating func text() -> String {
    let text = RandomText.make(random.below(12), using: &random)
    return random.below(3) == 0 ? text.replacing("\u{0}", with: "") : "tekst \(random.below(1_000))"
  }

  private mutating func addJunk(to path: String) {
    var bytes: [UInt8]
    switch random.below(30) {
    case ..<6: bytes = (0..<random.below(40)).map { _ in UInt8(random.below(256)) }
    case ..<12: bytes = Array(#"{"v":1,"id":"x","id":"y"}"#.utf8)
    case ..<18: bytes = Array(repeating: UInt8(ascii: "["), count: random.below(200))
    case 18: bytes = Array(repeating: UInt8(ascii: "x"), count: LogLine.maximalLength - 1 + random.below(3))
    case ..<25: bytes = Array((scene.files[path] ?? []).suffix(random.below(200)))
    default: bytes = []
    }
    scene.add(bytes: bytes.filter { $0 != 0x0A } + [0x0A], to: path)
  }
}
