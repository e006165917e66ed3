import Glibc
import JOIModel
import Testing

/// A process that puts a link in a file's or folder's place and takes it away again, as fast as it can, while the
/// program works there: what is looked at is what is used. It may do more than any member can: the folders are its own.
@Suite("A file that is swapped by a link while the program works")
struct SwapTests {
  private static let rounds = 30

  /// Runs a line of shell while `place` and a link to `victim` change places; $JOI is the program.
  private func run(_ setup: OwnedForum, _ place: String, _ victim: String, _ line: String) throws
    -> Command.Result
  {
    // Ends by itself, and by the file that says that the work is done.
    let swapper = """
      import os, sys
      place, victim, done = sys.argv[1:4]
      for i in range(400000):
          try:
              os.rename(place, place + '.away'); os.symlink(victim, place)
              os.unlink(place); os.rename(place + '.away', place)
              sum(range(8000))  # Most of the time it is there, or no look would find it.
          except OSError:
              # The program put a file of its own in the place meanwhile, or holds it.
              if os.path.islink(place): os.unlink(place)
              if not os.path.lexists(place) and os.path.lexists(place + '.away'): os.rename(place + '.away', place)
          if i % 64 == 0 and os.path.exists(done): break
      if os.path.islink(place): os.unlink(place)
      if not os.path.lexists(place) and os.path.lexists(place + '.away'): os.rename(place + '.away', place)
      print(i)
      """
    try File.write(swapper, to: "\(setup.joi.folder.path)/swap.py")
    let result = try setup.joi.shell(
      """
      rm -f done; python3 ../swap.py '\(place)' '\(victim)' "$PWD/done" >swaps 2>&1 & swapper=$!
      i=0; while [ $i -lt \(Self.rounds) ]; do \(line); i=$((i+1)); done
      touch done; wait $swapper
      """)
    let swaps = try File.text("\(setup.joi.workFolder)/swaps")
    #expect((Int(swaps.trimming("\n")) ?? 0) > 64, "\(swaps)")
    return result
  }

  /// A log of anna's in a place of its own, with another text.
  private func victim(_ setup: OwnedForum, in folder: String = "elders") throws -> String {
    let path = "\(setup.joi.folder.folder(folder))/anna.jsonl"
    try File.write(
      try File.text(setup.log("anna")).replacing("Vraag in", with: "GESTOLEN in").replacing(
        "Tekst in", with: "GESTOLEN in"), to: path)
    return path
  }

  @Test("Reading: a log, and the folder of a room", arguments: ["log", "room"])
  func reading(what: String) throws {
    let setup = try OwnedForum()
    let victim = try victim(setup)
    let isLog = what == "log"
    let result = try run(
      setup, isLog ? setup.log("anna") : "\(setup.root)/forum/leden",
      isLog ? victim : "\(setup.joi.folder.path)/elders",
      "$JOI threads --as bert; $JOI thread \(OwnedForum.question) --as bert 2>/dev/null; $JOI check; $JOI member export anna 2>/dev/null"
    )
    #expect(!result.output.contains("GESTOLEN"), "\(result)")
    // It was there in between, so that the swapping was met.
    #expect(result.output.contains("Vraag in leden"), "\(result)")
  }

  @Test("Writing: a log, and the folder of a room", arguments: ["log", "room"])
  func writing(what: String) throws {
    let setup = try OwnedForum()
    let victim = try victim(setup)
    let before = try File.text(victim)
    let isLog = what == "log"
    let sent = try run(
      setup, isLog ? setup.log("anna") : "\(setup.root)/forum/leden",
      isLog ? victim : "\(setup.joi.folder.path)/elders",
      "echo hallo | $JOI ask --as anna --theme thema-leden --title Hallo 2>/dev/null")
    #expect(try File.text(victim) == before)
    #expect(TemporaryFolder.names(in: "\(setup.joi.folder.path)/elders") == ["anna.jsonl"])
    // What was acknowledged is in a log that the program found under that name.
    #expect(sent.output.contains("verstuurd anna-"), "\(sent)")
  }

  @Test("Erasing: a log, and the folder of a room", arguments: ["log", "room"])
  func erasing(what: String) throws {
    let setup = try OwnedForum()
    let victim = try victim(setup)
    let before = try File.text(victim)
    var was = stat()
    #expect(stat(victim, &was) == 0)
    let isLog = what == "log"
    let result = try run(
      setup, isLog ? setup.log("anna") : "\(setup.root)/forum/leden",
      isLog ? victim : "\(setup.joi.folder.path)/elders",
      // Late with each opening, so that between a look and the opening the place is another one half of the time.
      "strace -f -qq -o /dev/null -e trace=openat -e inject=openat:delay_enter=300 $JOI member erase anna --yes 2>&1"
    )
    var file = stat()
    #expect(stat(victim, &file) == 0 && file.st_ino == was.st_ino)
    #expect(try File.text(victim) == before)
    #expect(TemporaryFolder.names(in: "\(setup.joi.folder.path)/elders") == ["anna.jsonl"])
    #expect(!result.output.contains("Fatal"), "\(result)")
  }
}

/// The same with the administrator's commands, on a host.
@Suite("A link in the place of a log while a member is added")
struct AdministrationSwapTests {
  @Test("What a link leads to is not given to the member", arguments: ["log", "room", "state"])
  func adding(what: String) throws {
    let host = try HostedForum()
    try host.done("$JOI room add leden")
    try host.done("$JOI member add bert --name B --organisation firma")
    let folder = host.joi.folder.folder("elders/bert")
    let victim = "\(host.joi.folder.path)/elders/bert.jsonl"
    try File.write("geheim\n", to: victim)
    #expect(chmod(victim, 0o600) == 0 && chmod(folder, 0o755) == 0)
    let place =
      what == "log"
      ? host.log("bert") : what == "room" ? "\(host.root)/forum/leden" : "\(host.root)/state/bert"
    let target = what == "log" ? victim : what == "room" ? "\(host.joi.folder.path)/elders" : folder
    let result = try host.shell(
      """
      chattr -R -a $FORUM 2>/dev/null
      (i=0; while [ $i -lt 4000 ] && [ ! -e $DATA/../done ]; do
        mv -T '\(place)' '\(place).away' && ln -s '\(target)' '\(place)'; rm -f '\(place)' 2>/dev/null
        mv -nT '\(place).away' '\(place)'; chattr -a '\(host.log("bert"))'; i=$((i+1)); done) >/dev/null 2>&1 &
      i=0; while [ $i -lt 15 ]; do $JOI member add bert; chmod 600 '\(host.log("bert"))' 2>/dev/null; i=$((i+1)); done >/dev/null 2>&1
      touch $DATA/../done; wait
      """)
    #expect(result.ending == .exited(0), "\(result)")
    var (file, inner) = (stat(), stat())
    #expect(stat(victim, &file) == 0 && stat(folder, &inner) == 0)
    #expect(file.st_uid == 0 && file.st_mode & 0o7777 == 0o600 && GrowingFile.isSet(victim) != true)
    #expect(inner.st_uid == 0 && inner.st_mode & 0o7777 == 0o755)
    #expect(try File.text(victim) == "geheim\n")
    #expect(TemporaryFolder.names(in: "\(host.joi.folder.path)/elders") == ["bert", "bert.jsonl"])
  }
}
