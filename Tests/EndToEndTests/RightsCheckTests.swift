import Glibc
import JOIModel
import Testing

/// What `check` tells root of owners, groups and modes. Each line has what mends it, and the tests give just that.
@Suite("check as root: rights, and whether a restored root is whole")
struct RightsCheckTests {
  private static let dutch = Language.dutch

  /// The line behind "(mend: ", for the shell.
  private static func mend(_ line: String) -> String? {
    guard let at = line.firstRange(of: " (herstel: "), line.hasSuffix(")") else { return nil }
    return String(line[at.upperBound...].dropLast())
  }

  @Test("A host that was set up by the commands has nothing to tell")
  func whole() throws {
    let check = try HostedForum.whole().check()
    #expect(check.ending == .exited(0) && check.output.isEmpty, "\(check)")
  }

  @Test(
    "Each damage is told with its file, and mended by the line that is told",
    arguments: [
      ("chmod 775 $DATA", ": ", Message.rightsMode),
      ("chown bert $DATA/toolbox.json", "toolbox.json", .rightsOwner),
      ("chmod 664 $DATA/community.json", "community.json", .rightsMode),
      ("chmod 600 $DATA/community.json", "community.json", .rightsMode),
      ("chown bert $FORUM", "forum", .rightsOwner), ("chmod 777 $FORUM", "forum", .rightsMode),
      ("chmod 755 $FORUM/leden", "forum/leden", .rightsMode),
      ("chown bert $FORUM/leden", "forum/leden", .rightsOwner),
      ("chmod 750 $FORUM/meldingen", "forum/meldingen", .rightsMode),
      ("chgrp root $FORUM/bedrijven", "forum/bedrijven", .rightsNoGroup),
      ("chattr -R -a $FORUM/leden; rm -r $FORUM/leden", "forum/leden", .rightsNoRoom),
      (
        "chattr -a $FORUM/leden/bert.jsonl; rm $FORUM/leden/bert.jsonl", "forum/leden/bert.jsonl",
        .rightsNoLog
      ),
      (
        "chattr -a $FORUM/leden/bert.jsonl; chown anna $FORUM/leden/bert.jsonl", "forum/leden/bert.jsonl",
        .rightsOwner
      ),
      (
        "chattr -a $FORUM/leden/bert.jsonl; chown anna $FORUM/leden/bert.jsonl; chattr +a $FORUM/leden/bert.jsonl",
        "forum/leden/bert.jsonl", .rightsOwner
      ),
      (
        "chattr -a $FORUM/leden/bert.jsonl; chown root $FORUM/leden/bert.jsonl", "forum/leden/bert.jsonl",
        .rightsOfRoot
      ),
      (
        "chattr -a $FORUM/leden/bert.jsonl; chgrp root $FORUM/leden/bert.jsonl", "forum/leden/bert.jsonl",
        .rightsGroup
      ),
      (
        "chattr -a $FORUM/leden/bert.jsonl; chmod 644 $FORUM/leden/bert.jsonl", "forum/leden/bert.jsonl",
        .rightsMode
      ),
      ("chmod 755 $DATA/state", "state", .rightsMode),
      ("chmod 755 $DATA/state/bert", "state/bert", .rightsMode),
      ("chown anna $DATA/state/bert", "state/bert", .rightsOwner),
      ("gpasswd -d bert joi", "forum/leden", .rightsOutside),
      ("usermod -aG joi-companies bert", "forum/bedrijven", .rightsStranger),
      ("usermod -aG joi-facilitators anna", "forum/meldingen", .rightsStranger),
      ("usermod -aG joi vreemd", "forum/leden", .rightsStranger),
      ("usermod -g joi-companies bert", "forum/bedrijven", .rightsStranger),
      ("chgrp joi $FORUM/begeleiding", "forum/begeleiding", .rightsStranger),
      ("sed -i s/^bert:x:70002/bert:x:70502/ /etc/passwd", "community.json", .rightsNumber),
      ("mkdir -m 750 $FORUM/leden/@zuid", "forum/leden/@zuid", .rightsGroup),
      ("mkdir -m 755 $FORUM/leden/@zuid; chgrp joi $FORUM/leden/@zuid", "forum/leden/@zuid", .rightsMode),
    ])
  func damages(how: String, file: String, message: Message) throws {
    let host = try HostedForum.whole()
    try host.shell("{ \(how); } >/dev/null 2>&1")
    let check = try host.check()
    #expect(check.ending == .exited(1), "\(check)")
    let place = file == ": " ? "\(host.root): " : "\(host.root)/\(file): "
    let pieces = Self.dutch.text(message).split(separator: /\{\d\}/).map(String.init)
    #expect(
      check.lines.contains { line in
        line.hasPrefix(place) && pieces.allSatisfy { line.contains($0) } && Self.mend(line) != nil
      }, "\(check)")
    // What is told is what mends it; a second round for what hung on the first.
    for _ in 0..<2 {
      for line in try host.check().lines.compactMap(Self.mend) {
        _ = try host.shell("joi_tui() { $JOI \"$@\"; }; \(line.replacing("joi-tui", with: "joi_tui"))")
      }
    }
    let after = try host.check()
    #expect(after.ending == .exited(0) && after.output.isEmpty, "\(after)")
  }

  @Test("A log that can be rewritten is a warning", .enabled(if: GrowingFile.isKnown, "no chattr +a here"))
  func notGrowing() throws {
    let host = try HostedForum.whole()
    try host.done("chattr -a $FORUM/leden/bert.jsonl")
    let check = try host.check()
    let what = Self.dutch.text(.rightsNotGrowing)
    #expect(check.ending == .exited(0) && check.lines.count == 1, "\(check)")
    #expect(check.lines.first?.hasPrefix("\(host.log("bert")): \(what)") == true, "\(check)")
    #expect(
      try host.done("$JOI member add bert").lines == [Self.dutch.text(.adminMended, "forum/leden/bert.jsonl")]
    )
    #expect(GrowingFile.isSet(host.log("bert")) == true)
  }

  @Test("A number that is another account's is told: whoever comes in by it would be taken for the member")
  func anothersNumber() throws {
    let host = try HostedForum.whole()
    try host.done("sed -i s/^bert:/ander:/ /etc/passwd")
    let check = try host.check()
    #expect(check.ending == .exited(1), "\(check)")
    #expect(check.output.contains(Self.dutch.text(.rightsHolder, "bert", "70002", "ander")), "\(check)")
    let mend = "joi-adduser bert --name 'Bert B' --organisation school --renumber"
    #expect(check.output.contains(mend), "\(check)")
    try host.done("sed -i /^ander:/d /etc/passwd")
    let gone = try host.check()
    #expect(gone.ending == .exited(0), "\(gone)")
    #expect(gone.output.contains(Self.dutch.text(.rightsNoAccount, "bert", "70002")), "\(gone)")
  }

  @Test("The account of other regions may read what members read, and no more")
  func region() throws {
    let host = try HostedForum.whole()
    try host.done("useradd --system --no-create-home --groups joi,joi-companies joi-region")
    let check = try host.check()
    #expect(check.ending == .exited(0) && check.lines.isEmpty, "\(check)")
    try host.done("usermod -aG joi-facilitators joi-region")
    #expect(try host.check().lines.count == 2)
  }

  @Test("A root that was packed, and unpacked on a host with other numbers, is told and made whole")
  func moved() throws {
    let host = try HostedForum.whole()
    let question = try #require(
      try host.shell(as: "bert", "echo vraag | $JOI ask --theme planning --title Vraag").sent)
    try host.done(
      "tar -C $DATA --numeric-owner -cf $DATA/../copy.tar . && chattr -R -a $FORUM && rm -r $DATA/*")
    // There the numbers go round among the members.
    for (account, uid) in [("anna", 70_011), ("bert", 70_001), ("cora", 70_002)] as [(String, uid_t)] {
      try host.renumber(account, uid)
    }
    try host.done("tar -C $DATA --numeric-owner -xpf $DATA/../copy.tar")
    #expect(try host.check().ending == .exited(1))
    let refused = try host.shell("$JOI member add bert")
    #expect(refused.ending == .exited(1), "\(refused)")
    for line in try host.check().lines.compactMap(Self.mend) {
      let told = try host.done("joi_tui() { $JOI \"$@\"; }; \(line.replacing("joi-tui", with: "joi_tui"))")
      // What remains is told, and given as it is told.
      for line in told.lines where line.hasPrefix("  ") { try host.done(line) }
    }
    let after = try host.check()
    #expect(after.ending == .exited(0) && after.output.isEmpty, "\(after)")
    #expect(try host.shell(as: "cora", "$JOI thread \(question)").output.contains("Bert B"))
    #expect(try host.shell(as: "bert", "echo verder | $JOI reply \(question)").sent != nil)
    var status = stat()
    #expect(stat(host.log("bert"), &status) == 0 && status.st_uid == 70_001)
  }
}
