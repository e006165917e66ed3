import Foundation
import JOIModel
import Testing

/// The figures from the command line, counted again by another program.
@Suite("Desk: report")
struct DeskReportTests {
  /// A forum of eight months of 2026 in which all sorts of things happen, the same for the same seed. dora never writes.
  private static func busy(seed: UInt64) -> ForumFixture {
    var random = Random(seed: seed)
    var forum = ForumFixture()
    forum.members.append(ForumFixture.member("dora", "Dora Dijk", "dozen"))
    forum.change("dora") { $0["fictional"] = nil }
    if case .object(let fields)? = forum.members.last {
      forum.members[forum.members.count - 1] = .object(fields + [("fictional", true)])
    }
    let accounts = ["anna", "bram", "cora", "kees", "fien"]
    var threads: [(id: String, by: String, room: String)] = []
    var posts: [(id: String, by: String, thread: Int)] = []
    var likes: [(id: String, by: String, room: String)] = []
    // In milliseconds; the quarter ends on 31 March at 22:00 UTC, on 30 June too.
    var clock: Int64 = 1_767_300_000_000
    func at() -> JSON { .text(Timestamp(milliseconds: clock).text) }
    for _ in 0..<260 {
      clock += Int64(random.below(160 * 1_000)) * 1_000
      let account = accounts[random.below(accounts.count)]
      let number = posts.isEmpty ? 0 : random.below(posts.count)
      switch posts.isEmpty ? 0 : random.below(14) {
      case 0, 1, 2:
        let isPrivate = account != "kees" && random.below(5) == 0
        let room = isPrivate ? "bedrijven" : "leden"
        let theme = isPrivate ? "tarieven" : ["verzuim", "planning"][random.below(2)]
        let tools = ["alfa", "beta", "gamma", "reeks-03"].filter { _ in random.below(4) == 0 }
        let id = forum.add(
          "thread", by: account, in: room,
          [
            "at": at(), "title": "Vraag", "theme": .text(theme), "body": "Wie?",
            "tools": .list(tools.map { .text($0) }),
          ])
        threads.append((id, account, room))
        posts.append((id, account, threads.count - 1))
      case 3...8:
        let thread = random.below(threads.count)
        // Some questions stay without an answer.
        guard thread % 4 != 3 || account == threads[thread].by else { continue }
        guard threads[thread].room == "leden" || account != "kees" else { continue }
        let id = forum.add(
          "reply", by: account, in: threads[thread].room,
          ["at": at(), "thread": .text(threads[thread].id), "to": .text(posts[number].id), "body": "Ik."])
        posts.append((id, account, thread))
      case 9, 10:
        let room = threads[posts[number].thread].room
        guard posts[number].by != account, room == "leden" || account != "kees" else { continue }
        let id = forum.add("like", by: account, in: room, ["at": at(), "post": .text(posts[number].id)])
        likes.append((id, account, room))
      case 11:
        let thread = threads[posts[number].thread]
        guard posts[number].id != thread.id else { continue }
        forum.add(
          "answer", by: thread.by, in: thread.room,
          ["at": at(), "thread": .text(thread.id), "post": .text(posts[number].id)])
      case 12:
        let post = posts[number]
        let kind = random.below(3)
        if kind == 0 {
          forum.add(
            "hide", by: "fien", in: threads[post.thread].room, ["at": at(), "target": .text(post.id)])
        } else if kind == 1 {
          forum.add(
            "retract", by: post.by, in: threads[post.thread].room, ["at": at(), "post": .text(post.id)])
        } else {
          forum.add(
            "flag", by: account, in: "meldingen", ["at": at(), "post": .text(post.id), "reason": "Kijk."])
        }
      default:
        guard let like = likes.last else { continue }
        forum.add("undo", by: like.by, in: like.room, ["at": at(), "event": .text(like.id)])
        likes.removeLast()
      }
    }
    return forum
  }

  private func start(_ forum: ForumFixture) throws -> Joi {
    try Joi(forum).with(["TZ": "Europe/Amsterdam"])
  }

  private func object(_ result: Command.Result) throws -> [String: Any] {
    #expect(result.ending == .exited(0), "\(result)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any], "\(result)")
  }

  /// What the independent program counts.
  private func recount(_ joi: Joi, now: Any?, _ names: [String], _ period: String) throws -> [String: Any] {
    let script = "\(joi.folder.path)/count.py"
    try File.write(IndependentCount.script, to: script)
    return try object(
      try Command.run(
        [
          "/usr/bin/python3", script, joi.dataFolder, now as? String ?? "", names.joined(separator: " "),
          period,
        ],
        environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"], in: joi.folder))
  }

  @Test(
    "F21: the numbers of each period are those of an independent count",
    arguments: [3, 1_009, 77_777, 123_456_789] as [UInt64])
  func effect(seed: UInt64) throws {
    let joi = try start(Self.busy(seed: seed))
    for (period, names) in [
      ("2026-Q3", ["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]),
      ("2026-W15", ["2026-W12", "2026-W13", "2026-W14", "2026-W15"]),
    ] {
      let report = try object(
        try joi.run("report", "--as", "fien", "--period", period, "--format", "json"))
      let counted = try recount(joi, now: report["now"], names, "2026-Q2")
      let periods = try #require(report["periods"] as? [[String: Any]])
      let expected = try #require(counted["periods"] as? [[String: Any]])
      #expect(periods.map { $0["period"] as? String } == names)
      #expect(periods.count == expected.count)
      for (found, wanted) in zip(periods, expected) {
        for (key, value) in wanted {
          let about = "seed \(seed), \(wanted["period"] ?? ""), \(key)"
          if let counts = found[key] as? [[String: Any]] {
            let pairs = counts.map { [$0["id"] ?? "", $0["threads"] ?? 0] }
            #expect(pairs as NSArray == value as? NSArray, "\(about): \(pairs), \(value)")
          } else {
            let own = found[key] as? NSObject
            #expect(own == value as? NSObject, "\(about): \(found[key] ?? "nothing"), \(value)")
          }
        }
      }
      // The forum has something of everything, or the comparison would say little.
      if period == "2026-Q3" {
        let sum = { (key: String) in periods.reduce(0) { $0 + ($1[key] as? Int ?? 0) } }
        #expect(sum("questions") > 10 && sum("seeds") > 0 && sum("flags") > 0)
      }
    }
  }

  @Test(
    "F20: what each member contributed is what an independent count finds; a silent one is listed",
    arguments: [3, 1_009, 77_777] as [UInt64])
  func contributions(seed: UInt64) throws {
    let joi = try start(Self.busy(seed: seed))
    let arguments = ["report", "contributions", "--as", "fien", "--period", "2026-Q2"]
    let report = try object(try joi.run(arguments + ["--format", "json"]))
    let rows = try #require(report["rows"] as? [[String: Any]])
    let counted = try recount(joi, now: report["now"], [], "2026-Q2")
    let expected = try #require(counted["rows"] as? [String: [String: Any]])
    #expect(Set(rows.compactMap { $0["id"] as? String }) == Set(expected.keys))
    for row in rows {
      let wanted = try #require(expected[row["id"] as? String ?? ""])
      for key in ["questions", "answers", "ownReplies", "marked", "likes"] {
        #expect(row[key] as? Int == wanted[key] as? Int, "seed \(seed), \(row), \(key)")
      }
      let last = (row["lastActive"] as? String).flatMap { Timestamp($0)?.milliseconds }
      #expect(last == wanted["last"] as? Int64, "seed \(seed), \(row)")
    }
    let dora = try #require(rows.first { $0["id"] as? String == "dora" })
    #expect(dora["silent"] as? Bool == true && dora["fictional"] as? Bool == true)
    #expect(dora["lastActive"] is NSNull)
    let silent = try joi.run(arguments + ["--silent"])
    #expect(
      silent.lines.contains { $0.hasPrefix("Dora Dijk, Dozen NV") && $0.contains("fictief") }, "\(silent)")
    #expect(!silent.output.contains("Anna Aarts"), "\(silent)")
  }

  @Test("F20, F21: the figures are for facilitators; others get a sentence")
  func refused() throws {
    let joi = try start(Self.busy(seed: 3))
    for account in ["anna", "kees", "dora"] {
      for arguments in [[], ["effect"], ["contributions"], ["contributions", "--format", "csv"]] {
        let result = try joi.run(["report"] + arguments + ["--as", account])
        #expect(result.ending == .exited(1) && result.output.isEmpty, "\(result)")
        #expect(result.complaints == [Language.dutch.text(.cliFacilitatorsOnly)], "\(result)")
      }
    }
    #expect(try joi.run("report", "--as", "gast").ending == .exited(1))
  }

  @Test("F21: an empty week has zeros and n.v.t., never NaN, in every form")
  func emptyWeek() throws {
    let joi = try start(Self.busy(seed: 3))
    let arguments = ["report", "--as", "fien", "--period", "2020-W07", "--quarters", "1"]
    let report = try object(try joi.run(arguments + ["--format", "json"]))
    let week = try #require((report["periods"] as? [[String: Any]])?.first)
    #expect(week["questions"] as? Int == 0)
    #expect(week["answered"] as? NSDictionary == ["n": 0, "value": NSNull()])
    #expect(week["medianWait"] as? NSDictionary == ["atLeast": false, "n": 0, "value": NSNull()])
    for format in ["text", "json", "csv"] {
      let result = try joi.run(arguments + ["--format", format])
      #expect(result.ending == .exited(0), "\(result)")
      // What is no number would stand where numbers do: behind a blank, a colon, a quote or a sign.
      let odd = /(?i)[\s:"=-](nan|inf|infinity)\b/
      #expect(!result.output.contains(odd), "\(result)")
    }
    let text = try joi.run(arguments)
    #expect(text.lines.contains { $0.hasPrefix("Beantwoord ") && $0.hasSuffix("n.v.t. (n=0)") }, "\(text)")
    #expect(text.lines.contains { $0.hasPrefix("Vragen ") && $0.hasSuffix(" 0") }, "\(text)")
  }

  @Test("F21: the definition of every figure stands below the text, in both languages")
  func definitions() throws {
    let joi = try start(Self.busy(seed: 3))
    for (language, code) in [(Language.dutch, "nl"), (.english, "en")] {
      let effect = try joi.run("report", "--as", "fien", "--lang", code)
      for message in EffectFigure.allCases.map(\.definition) + EffectList.allCases.map(\.definition) {
        #expect(effect.output.contains(language.text(message)), "\(message): \(effect)")
      }
      let rows = try joi.run("report", "contributions", "--as", "fien", "--lang", code)
      for (_, definition) in Contributions.definitions {
        #expect(rows.output.contains(language.text(definition)), "\(definition): \(rows)")
      }
    }
    let plain = try joi.run("report", "--as", "fien", "--period", "2026-Q2", "--ascii", "--lang", "en")
    #expect(plain.bytes.allSatisfy { $0 < 0x80 }, "\(plain)")
  }

  @Test("E1: the tables are CSV that a spreadsheet opens, and no cell is a formula")
  func csv() throws {
    var forum = Self.busy(seed: 3)
    forum.change("dora") { $0["name"] = "=HYPERLINK(\"x\")" }
    let joi = try start(forum)
    let script = """
      import csv, io, sys
      text = sys.stdin.buffer.read().decode("utf-8-sig")
      rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[1], strict=True))
      assert len({len(row) for row in rows}) == 1 and len(rows) > 5, rows[-2:]
      assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell), rows
      print(len(rows))
      """
    try File.write(script, to: "\(joi.folder.path)/table.py")
    for (language, separator) in [("nl", ";"), ("en", ",")] {
      for what in ["effect", "contributions"] {
        for grouping in ["member", "organisation"] {
          let line =
            "$JOI report \(what) --as fien --period 2026-Q2 --by \(grouping) --format csv --lang \(language)"
          let result = try joi.shell(
            "\(line) | /usr/bin/python3 \(joi.folder.path)/table.py '\(separator)'")
          #expect(result.ending == .exited(0), "\(line): \(result)")
        }
      }
    }
    let table = try joi.run("report", "contributions", "--as", "fien", "--format", "csv")
    #expect(table.output.contains("\"'=HYPERLINK(\"\"x\"\")\""), "\(table)")
  }

  @Test("What names no period is refused, with its name and status 2")
  func badPeriod() throws {
    let joi = try start(ForumFixture())
    for name in ["2026-Q5", "2025-W53", "gisteren", "", "2026-13"] {
      let result = try joi.run("report", "--as", "fien", "--period", name)
      #expect(result.ending == .exited(2) && result.output.isEmpty, "\(name): \(result)")
    }
    #expect(try joi.run("report", "--as", "fien", "--quarters", "0").ending == .exited(2))
    let all = try joi.run("report", "--as", "fien", "--period", "all", "--format", "json")
    #expect((try object(all)["periods"] as? [Any])?.count == 1)
  }

  @Test("By organisation, companies that said nothing: somebody to phone")
  func silentCompanies() throws {
    var forum = ForumFixture()
    _ = forum.thread(by: "anna", "Vraag")
    let joi = try start(forum)
    let result = try joi.run(
      "report", "contributions", "--as", "fien", "--period", "2026-Q1", "--by", "organisation", "--silent",
      "--companies", "--format", "csv", "--lang", "en")
    let lines = result.output.split(separator: "\r\n")
    let names = lines.dropFirst().compactMap { $0.split(separator: ",").dropFirst().first }
    #expect(names == ["\"Dozen NV\"", "\"Emmer en Zoon\""], "\(result)")
  }
}
