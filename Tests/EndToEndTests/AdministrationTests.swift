import Foundation
import Glibc
import JOIModel
import Testing

/// The administrator's commands on a host with accounts and groups of its own. They need root, and fail without it.
@Suite("The administrator's members, roles and rooms")
struct AdministrationTests {
  private let dutch = Language.dutch

  private func said(_ message: Message, _ values: String...) -> String { dutch.text(message, values) }

  /// What was put in between; nil where anything else changed.
  private func insertion(_ old: String, _ new: String) -> String? {
    let (old, new) = (Array(old.utf8), Array(new.utf8))
    let same = zip(old, new).prefix { $0 == $1 }.count
    let rest = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
    guard new.count >= old.count, same + rest >= old.count else { return nil }
    return String(decoding: new[same..<(same + new.count - old.count)], as: UTF8.self)
  }

  @Test("A host from nothing: each file with its owner, group and mode, and given again nothing changes")
  func fromNothing() throws {
    let host = try HostedForum()
    let first = try host.done("umask 077; $JOI member add bert --name 'Bert B' --organisation school")
    #expect(first.lines.first == said(.adminMemberAdded, "bert"))
    #expect(first.output.contains("  joi-tui room add leden\n"))
    for room in HostedForum.rooms { try host.done("umask 077; $JOI room add \(room)") }
    let found = try host.snapshot()
    let grows = GrowingFile.isKnown ? " +a" : ""
    for (path, facts) in [
      "/forum": "0:0 755", "/forum/leden": "0:71000 750", "/forum/bedrijven": "0:71001 750",
      "/forum/meldingen": "0:71002 751", "/forum/begeleiding": "0:71002 750",
      "/forum/leden/bert.jsonl": "70002:71000 640\(grows) ",
      "/forum/bedrijven/bert.jsonl": "70002:71001 640\(grows) ",
      "/forum/meldingen/bert.jsonl": "70002:71002 640\(grows) ",
      "/forum/begeleiding/bert.jsonl": "70002:71002 640\(grows) ",
      "/state": "0:0 711", "/state/bert": "70002:70000 700",
    ] {
      #expect(found[path] == facts, "\(path)")
    }
    let again = try host.done("$JOI member add bert")
    #expect(again.lines == [said(.adminNothing), said(.adminRemains), "  usermod -aG joi bert"])
    #expect(try host.snapshot() == found)
    try host.done("usermod -aG joi bert")
    #expect(try host.done("$JOI member add bert").lines == [said(.adminNothing)])
    let list = try host.done("$JOI member list")
    #expect(list.output == "bert\tBert B\tschool\t\t70002\n")
    let asked = try host.shell(as: "bert", "echo hallo | $JOI ask --theme planning --title Hallo")
    #expect(asked.sent != nil, "\(asked)")
    #expect(try host.shell("$JOI check").ending == .exited(0))
  }

  @Test("community.json keeps every other byte, its owner and its mode")
  func inPlace() throws {
    let host = try HostedForum()
    #expect(chown(host.communityFile, 0, 71_000) == 0 && chmod(host.communityFile, 0o640) == 0)
    try host.done("$JOI member add anna --name 'A \"x\" \\ é' --organisation firma")
    let one = try File.text(host.communityFile)
    #expect(one.replacing(/"members": \[\n.*\n  \]/, with: "\"members\": [\n  ]") == HostedForum.community)
    try host.done(
      "$JOI member add bert --name Bert --organisation nieuw --organisation-name 'Nieuw BV' --organisation-kind company"
    )
    let two = try File.text(host.communityFile)
    let organisation = #"{"id": "nieuw", "name": "Nieuw BV", "kind": "company"}"#
    let member = #"{"account": "bert", "name": "Bert", "organisation": "nieuw", "uid": 70002}"#
    #expect(two.contains(",\n    \(organisation)\n  ],") && two.contains(",\n    \(member)\n  ],"))
    #expect(insertion(one, two.replacing(",\n    \(organisation)", with: "")) == ",\n    \(member)")
    try host.done("$JOI member role bert curator --from 2026-02-01")
    let three = try File.text(host.communityFile)
    #expect(insertion(two, three) == #", "roles": [{"role": "curator", "from": "2026-02-01"}]"#)
    try host.done(
      "$JOI room add extra --name-nl 'Kamer één' --name-en 'Room one' --readers members --theme 'a1=Een|One'")
    let four = try File.text(host.communityFile)
    let room = try #require(insertion(three, four))
    #expect(
      room.hasPrefix(",\n    {\"id\": \"extra\", \"name\": {\"nl\": \"Kamer één\", \"en\": \"Room one\"}"))
    var status = stat()
    #expect(stat(host.communityFile, &status) == 0)
    #expect(status.st_uid == 0 && status.st_gid == 71_000 && status.st_mode & 0o7777 == 0o640)
    let community = try #require(DataRoot(path: host.root).loadCommunity())
    #expect(community.findings.isEmpty && community.member("anna")?.name == "A \"x\" \\ é")
    #expect(community.theme("a1")?.theme.name.english == "One")
  }

  @Test(
    "What can't be is refused in a sentence, and nothing is changed",
    arguments: [
      ("member add zoe --name Z --organisation firma", Message.adminNoAccount),
      ("member add anna --organisation firma", .adminNameNeeded),
      ("member add anna --name A", .adminNameNeeded),
      ("member add anna --name A --organisation onbekend", .adminNoOrganisation),
      ("member add anna --name ' ' --organisation firma", .adminBadName),
      ("member add anna --name \"$(printf 'a\\033[1m')\" --organisation firma", .adminBadName),
      ("member add ../anna --name A --organisation firma", .findingBadIdentifier),
      ("member add root --name A --organisation firma", .adminIsRoot),
      ("member add weg --name A --organisation firma", .adminErased),
      ("member add bert --name B --organisation firma", .adminSameNumber),
      ("member add cora", .adminOtherNumber), ("member role weg facilitator", .adminErased),
      ("member role zoe facilitator", .adminNoMember),
      ("member role cora facilitator --until now", .adminRoleNotHeld),
      ("room add nieuw", .adminRoomNeeds), ("room add ../x", .findingBadIdentifier),
      ("room add m2 --name-nl M --name-en M --readers members --kind flags", .adminRoomReaders),
      (
        "room add r2 --name-nl M --name-en M --readers members --theme planning=P",
        .findingDuplicateIdentifier
      ),
      ("room add r2 --name-nl M --name-en M --readers members --theme 'x=a|b|c'", .adminBadTheme),
    ])
  func refused(command: String, message: Message) throws {
    let host = try HostedForum()
    let members = #"""
      {"account": "weg", "name": "", "erased": true}, {"account": "dora", "uid": 70002}, {"account": "cora", "uid": 4}
      """#
    let text = HostedForum.community.replacing("\"members\": [", with: "\"members\": [\(members)")
    try File.write(text, to: host.communityFile)
    if command.hasPrefix("member add weg") { try host.done("useradd -M weg") }
    let before = try host.snapshot()
    let result = try host.shell("$JOI \(command)")
    #expect(result.output.isEmpty && result.complaints.count == 1, "\(result)")
    #expect(result.ending == .exited(message == .adminBadTheme ? 2 : 1), "\(result)")
    let pieces = dutch.text(message).split(separator: /\{\d\}/).map(String.init)
    #expect(pieces.allSatisfy { result.errors.contains($0) }, "\(result)")
    #expect(try host.snapshot() == before)
  }

  @Test("Whoever is not root administers nothing")
  func notRoot() throws {
    let host = try HostedForum.whole()
    let before = try host.snapshot()
    for line in [
      "member add anna --name A --organisation firma", "member role bert facilitator", "room add leden",
    ] {
      let result = try host.shell(as: "bert", "$JOI \(line)")
      #expect(result.ending == .exited(1) && result.output.isEmpty, "\(result)")
      #expect(result.complaints == ["joi-tui: \(said(.adminNotRoot))"])
    }
    #expect(try host.snapshot() == before)
  }

  @Test("A role that ended records the lengths of the logs, and what comes behind does not count")
  func roleEnds() throws {
    let host = try HostedForum.whole()
    let question = try #require(
      try host.shell(as: "bert", "echo vraag | $JOI ask --theme planning --title Vraag").sent)
    _ = try host.shell(as: "cora", "echo antwoord | $JOI reply \(question)")
    let length = try File.read(host.log("cora")).count
    let ended = try host.done("$JOI member role cora facilitator --until now")
    #expect(ended.output.contains("  gpasswd -d cora joi-facilitators\n"), "\(ended)")
    #expect(ended.output.contains("  gpasswd -d cora joi-companies\n"), "\(ended)")
    let member = try #require(DataRoot(path: host.root).loadCommunity()?.member("cora"))
    #expect(
      member.grants.first?.lengths == ["leden": length, "bedrijven": 0, "meldingen": 0, "begeleiding": 0])
    #expect(length > 100)
    // Written with a shell, and dated back into the time of the role.
    let act =
      #"{"v":1,"id":"cora-20260202000000000-aaaaaaaa","at":"2026-02-02T00:00:00.000Z","do":"hide","target":"\#(question)"}"#
    #expect(try host.shell(as: "cora", "echo '\(act)' >> $FORUM/leden/cora.jsonl").ending == .exited(0))
    #expect(try host.shell(as: "anna", "$JOI thread \(question)").output.contains("vraag"))
    #expect(try host.shell("$JOI check").output.contains(dutch.start(of: .logNotAllowed)))
    #expect(try host.shell("$JOI member role cora facilitator --until now").ending == .exited(1))
  }

  @Test(
    "A role until a day to come has no lengths yet; for one that is past they are recorded afterwards too")
  func roleUntil() throws {
    let host = try HostedForum.whole()
    let later = try host.done("$JOI member role cora facilitator --until 2099-01-01")
    #expect(later.output.contains("  joi-tui member role cora facilitator --until 2099-01-01\n"), "\(later)")
    func grant() throws -> Community.Grant? {
      try #require(DataRoot(path: host.root).loadCommunity()?.member("cora")).grants.first
    }
    #expect(try grant()?.lengths == nil)
    let past = try host.done("$JOI member role cora facilitator --until 2026-02-01")
    #expect(past.lines.first == said(.adminRoleEnded, "cora", "facilitator", "2026-02-01"), "\(past)")
    #expect(try grant()?.lengths?.count == 4)
    // As somebody wrote it by hand, without lengths.
    let text = try File.text(host.communityFile).replacing(/, "at": \{"log": \{[^}]*\}\}/, with: "")
    try File.write(text, to: host.communityFile)
    #expect(try grant()?.lengths == nil)
    try host.done("$JOI member role cora facilitator --until 2026-02-01")
    #expect(try grant()?.lengths?.count == 4)
    try host.done("$JOI member role bert facilitator --from 2026-01-01 --until 2026-03-01")
    #expect(
      try #require(DataRoot(path: host.root).loadCommunity()?.member("bert")).grants.first?.lengths?.count
        == 4)
  }

  @Test("Administrators at the same time lose nothing of each other's")
  func together() throws {
    let host = try HostedForum()
    try host.done("i=1; while [ $i -le 12 ]; do useradd -M -u 7200$i lid$i; i=$((i+1)); done")
    try host.done("for room in \(HostedForum.rooms.joined(separator: " ")); do $JOI room add $room; done")
    let result = try host.done(
      """
      i=1; while [ $i -le 12 ]; do $JOI member add lid$i --name "Lid $i" --organisation firma >/dev/null & i=$((i+1)); done
      wait; $JOI member list | wc -l
      """)
    #expect(result.output == "12\n")
    for number in 1...12 { #expect(File.exists(host.log("lid\(number)", "begeleiding"))) }
  }

  @Test(
    "What lies in the place of a log or folder is not followed, given away or written",
    arguments: ["link", "hard link", "fifo", "folder", "foreign", "room", "state", "forum"])
  func inTheWay(how: String) throws {
    let host = try HostedForum()
    for room in HostedForum.rooms { try host.done("$JOI room add \(room)") }
    let victim = "\(host.joi.folder.path)/victim"
    try File.write("geheim\n", to: victim)
    let folder = host.joi.folder.folder("elders")
    #expect(chmod(victim, 0o600) == 0 && chmod(folder, 0o700) == 0)
    let log = host.log("bert")
    switch how {
    case "link": symlink(victim, log)
    case "hard link": link(victim, log)
    case "fifo": mkfifo(log, 0o644)
    case "folder": mkdir(log, 0o755)
    case "foreign":
      try File.write("", to: log)
      #expect(chown(log, 70_001, 71_000) == 0)
    case "room":
      rmdir("\(host.root)/forum/leden")
      symlink(folder, "\(host.root)/forum/leden")
    case "state":
      mkdir("\(host.root)/state", 0o711)
      symlink(folder, "\(host.root)/state/bert")
    default:
      rename("\(host.root)/forum", "\(host.joi.folder.path)/forum")
      symlink("\(host.joi.folder.path)/forum", "\(host.root)/forum")
    }
    let result = try host.shell("$JOI member add bert --name B --organisation firma")
    #expect(result.ending == .exited(1) && result.complaints.count == 1, "\(result)")
    var (file, place) = (stat(), stat())
    #expect(stat(victim, &file) == 0 && stat(folder, &place) == 0)
    #expect(file.st_uid == 0 && file.st_mode & 0o7777 == 0o600 && place.st_uid == 0)
    #expect(place.st_mode & 0o7777 == 0o700 && TemporaryFolder.names(in: folder).isEmpty)
    #expect(try File.text(victim) == "geheim\n" && GrowingFile.isSet(victim) != true)
  }

  @Test("While one tries out no account is needed, and no log is made")
  func demo() throws {
    let setup = try OwnedForum()
    let added = try setup.joi.run("member", "add", "zoe", "--name", "Zoë", "--organisation", "firma")
    #expect(added.output == said(.adminMemberAdded, "zoe") + "\n", "\(added)")
    #expect(!File.exists(setup.log("zoe")) && !File.exists("\(setup.root)/state"))
    let room = try setup.joi.run(
      "room", "add", "extra", "--name-nl", "Extra", "--name-en", "Extra", "--readers", "members", "--theme",
      "e1=E")
    #expect(room.ending == .exited(0), "\(room)")
    let sent = try setup.joi.run("ask", "--as", "zoe", "--theme", "e1", "--title", "Hoi", input: "hoi")
    #expect(sent.sent != nil, "\(sent)")
  }
}
