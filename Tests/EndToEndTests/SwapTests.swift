import Glibc
import JOIModel
import Testing

/// A link is put in a file's or folder's place between any two system calls of the program: what is looked at is what is
/// used. That is more than any member can do: the folders are the attacker's own.
@Suite("A file that is swapped by a link while the program works")
struct SwapTests {
  /// What is swapped.
  enum Place: String, CaseIterable {
    case log, room
  }

  private static let forbidden = "GESTOLEN"

  /// Runs a command of the program's while anna's log, or the room that it lies in, is swapped by another one.
  private func run(_ line: String, _ place: Place) throws -> Swapper.Result {
    let setup = try OwnedForum()
    let elsewhere = setup.joi.folder.folder("elders")
    try File.write(
      try File.text(setup.log("anna")).replacing("Vraag in", with: "GESTOLEN in").replacing(
        "Tekst in", with: "GESTOLEN in"), to: "\(elsewhere)/anna.jsonl")
    let result = try Swapper.run(
      line, root: setup.root, place: place == .log ? setup.log("anna") : "\(setup.root)/forum/leden",
      target: place == .log ? "\(elsewhere)/anna.jsonl" : elsewhere, outside: elsewhere, in: setup.joi.folder,
      setup.joi.shell)
    #expect(result.touched.isEmpty)
    #expect(!result.output.contains(Self.forbidden), "\(result.output)")
    return result
  }

  @Test(
    "Reading", arguments: ["threads --as bert", "thread \(OwnedForum.question) --as bert", "check"],
    Place.allCases)
  func reading(line: String, place: Place) throws {
    let result = try run("\(line) 2>&1", place)
    #expect(result.gaps > 10)
    #expect(line == "check" || result.output.contains("Vraag in leden"), "the true one is there in between")
  }

  @Test("Handing out what a member wrote", arguments: Place.allCases)
  func handingOut(place: Place) throws {
    let result = try run("member export anna 2>/dev/null", place)
    #expect(result.gaps > 20)
    #expect(result.output.contains("Vraag in leden"))
  }

  @Test("Writing", arguments: Place.allCases)
  func writing(place: Place) throws {
    let result = try run(
      "reply \(OwnedForum.question) --as anna <<T 2>&1\nHallo\nT\n", place)
    #expect(result.gaps > 20)
    #expect(result.output.contains("verstuurd anna-"), "\(result.output)")
  }

  @Test("Erasing", arguments: Place.allCases)
  func erasing(place: Place) throws {
    let result = try run("member erase anna --yes 2>&1", place)
    #expect(result.gaps > 60)
    #expect(!result.output.contains("Fatal"), "\(result.output)")
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
    // What another program left: something to be mended.
    try host.done("chattr -a '\(host.log("bert"))' 2>/dev/null; chmod 600 '\(host.log("bert"))'")
    let elsewhere = host.joi.folder.folder("elders")
    let folder = host.joi.folder.folder("elders/bert")
    let victim = "\(elsewhere)/bert.jsonl"
    try File.write("geheim\n", to: victim)
    #expect(chmod(victim, 0o600) == 0 && chmod(folder, 0o755) == 0)
    let (place, target) =
      switch what {
      case "log": (host.log("bert"), victim)
      case "room": ("\(host.root)/forum/leden", elsewhere)
      default: ("\(host.root)/state/bert", folder)
      }
    let result = try Swapper.run(
      "member add bert >/dev/null 2>&1", root: host.root, place: place, target: target, outside: elsewhere,
      in: host.joi.folder, host.shell)
    #expect(result.touched.isEmpty)
    #expect(result.gaps > 40)
  }
}
