import Foundation
import Testing

@testable import JOIModel

/// The member's own folder on disk.
@Suite(.timeLimit(.minutes(5))) struct StateFolderTests {
  @Test(
    arguments: [
      (["XDG_STATE_HOME": "/x/state", "HOME": "/home/a"], "/x/state/joi-tui"),
      (["HOME": "/home/a"], "/home/a/.local/state/joi-tui"),
      (["XDG_STATE_HOME": "", "HOME": "/home/a"], "/home/a/.local/state/joi-tui"),
      (["XDG_STATE_HOME": "state", "HOME": "/home/a"], "/home/a/.local/state/joi-tui"),
      (["HOME": "home"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func whereItIs(environment: [String: String], path: String?) {
    #expect(StateFolder(environment: environment)?.path == path)
  }

  @Test func changesAreKept() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/a/b/joi-tui")
      #expect(state.loadSelection() == Selection())
      let one = try state.change(.save("wai"))
      #expect(one.entries.map(\.tool) == ["wai"])
      let two = try state.change(.note("swot", "Eerst: \"één\""))
      #expect(two.entries.count == 2)
      let again = StateFolder(path: state.path).loadSelection()
      #expect(again.entries == [.init(tool: "wai"), .init(tool: "swot", note: "Eerst: \"één\"")])
      let left = try state.change(.remove("wai"))
      #expect(left.entries.map(\.tool) == ["swot"])
      #expect(state.loadSelection().entries.map(\.tool) == ["swot"])
    }
  }

  @Test func preferencesAreKept() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/joi-tui")
      #expect(state.loadPreferences() == Preferences())
      var preferences = Preferences()
      preferences.mouse = false
      preferences.lines = false
      preferences.knownTools = ["a", "b"]
      try state.save(preferences)
      #expect(state.loadPreferences() == preferences)
    }
  }

  @Test func nobodyElseMayLook() throws {
    try withTemporaryFolder { folder in
      let old = umask(0)
      defer { umask(old) }
      let state = StateFolder(path: "\(folder)/new/joi-tui")
      try state.change(.save("wai"))
      try state.save(Preferences())
      #expect(try mode(of: "\(folder)/new") == 0o700)
      #expect(try mode(of: state.path) == 0o700)
      for name in ["selection.json", "preferences.json", "lock"] {
        #expect(try mode(of: "\(state.path)/\(name)") == 0o600)
      }
    }
  }

  @Test func theFileIsReplacedWholeAndNothingIsLeftBehind() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      try state.change(.save("wai"))
      // Whoever has the old file open goes on reading the old one: it was not written into.
      let reader = try #require(FileHandle(forReadingAtPath: "\(folder)/selection.json"))
      try state.change(.save("swot"))
      let old = String(decoding: try #require(try reader.readToEnd()), as: UTF8.self)
      #expect(old.contains("wai") && !old.contains("swot"))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["lock", "selection.json"])
    }
  }

  @Test func readersNeverSeeHalfAFile() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      for number in 0..<40 { try state.change(.note("t\(number)", "a note of some length")) }
      let bad = Counter()
      DispatchQueue.concurrentPerform(iterations: 4) { worker in
        for round in 0..<15 {
          if worker == 0 {
            if (try? state.change(.note("t0", "\(round)"))) == nil { bad.add() }
          } else if state.loadSelection().entries.count != 40 {
            bad.add()
          }
        }
      }
      #expect(bad.value == 0)
    }
  }

  @Test func threadsLoseNothing() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/joi-tui")
      let failures = Counter()
      DispatchQueue.concurrentPerform(iterations: 6) { worker in
        for number in 0..<8 where (try? state.change(.save("t-\(worker)-\(number)"))) == nil {
          failures.add()
        }
      }
      #expect(failures.value == 0)
      let saved = state.loadSelection().entries.map(\.tool)
      #expect(saved.count == 48)
      for worker in 0..<6 {
        // Each one's own are in its own order.
        #expect(saved.filter { $0.hasPrefix("t-\(worker)-") } == (0..<8).map { "t-\(worker)-\($0)" })
      }
    }
  }

  /// This same test program again, as four processes that each save their own.
  @Test func processesLoseNothing() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: "\(folder)/joi-tui")
      let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let processes = try (0..<4).map { number in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--testing-library", "swift-testing", "--filter", "StateFolderWorker"]
        process.environment = ProcessInfo.processInfo.environment
          .merging(["JOI_TEST_WORKER": "\(number)", "JOI_TEST_FOLDER": state.path]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
      }
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
      let saved = state.loadSelection().entries.map(\.tool)
      #expect(saved.count == 4 * StateFolderWorker.count)
      #expect(Set(saved).count == saved.count)
    }
  }

  @Test(arguments: [
    "", "{", "not JSON", #"{"entries": [{"tool": "a"},]}"#, "\u{0}",
    #"{"entries": [{"tool": "a", "tool": "b"}]}"#,
  ])
  func aBrokenFileIsReadAsEmpty(text: String) throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      try writeFile(text, to: "\(folder)/selection.json")
      try writeFile(text, to: "\(folder)/preferences.json")
      #expect(state.loadSelection() == Selection())
      #expect(state.loadPreferences() == Preferences())
      let saved = try state.change(.save("wai"))
      #expect(saved.entries.map(\.tool) == ["wai"])
      #expect(state.loadSelection().entries.map(\.tool) == ["wai"])
    }
  }

  @Test func aFileThatIsNoneIsReadAsEmpty() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      #expect(mkfifo("\(folder)/selection.json", 0o600) == 0)
      #expect(state.loadSelection() == Selection())
      try writeFile("", to: "\(folder)/preferences.json")
      #expect(truncate("\(folder)/preferences.json", 500 << 20) == 0)
      #expect(state.loadPreferences() == Preferences())
    }
  }

  @Test func aLinkInTheFilesPlaceIsNotFollowed() throws {
    try withTemporaryFolder { folder in
      let elsewhere = StateFolder(path: "\(folder)/elsewhere")
      try elsewhere.change(.save("a"))
      let state = StateFolder(path: "\(folder)/state")
      try state.prepare()
      #expect(symlink("\(elsewhere.path)/selection.json", "\(state.path)/selection.json") == 0)
      #expect(state.loadSelection() == Selection() && elsewhere.loadSelection() != Selection())
    }
  }

  private func failure(_ body: () throws -> Void) -> StateFolder.Failure? {
    do {
      try body()
      return nil
    } catch { return error as? StateFolder.Failure }
  }

  @Test func aFolderThatCannotBeWrittenIsAFailure() throws {
    try withTemporaryFolder { folder in
      try writeFile("", to: "\(folder)/file")
      let under = StateFolder(path: "\(folder)/file/joi-tui")
      #expect(failure { try under.change(.save("a")) }?.reason == "Not a directory")
      #expect(failure { try under.save(Preferences()) }?.reason == "Not a directory")
      let instead = StateFolder(path: "\(folder)/file")
      #expect(failure { try instead.change(.save("a")) }?.reason == "Not a directory")
      // Not even root writes here.
      let system = StateFolder(path: "/proc/joi-tui")
      #expect(failure { try system.save(Preferences()) } != nil)
      #expect(under.loadSelection() == Selection())
    }
  }

  @Test func aFolderInTheFilesPlaceIsAFailureThatLeavesNothing() throws {
    try withTemporaryFolder { folder in
      let state = StateFolder(path: folder)
      #expect(mkdir("\(folder)/selection.json", 0o700) == 0)
      #expect(failure { try state.change(.save("a")) } != nil)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.sorted() == ["lock", "selection.json"])
    }
  }

  @Test func theLockIsNotALinkElsewhere() throws {
    try withTemporaryFolder { folder in
      #expect(symlink("\(folder)/elsewhere", "\(folder)/lock") == 0)
      #expect(failure { try StateFolder(path: folder).change(.save("a")) } != nil)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/elsewhere"))
    }
  }
}

/// Counts from several threads.
private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0
  func add() { lock.withLock { count += 1 } }
  var value: Int { lock.withLock { count } }
}

/// Runs only in the processes that `processesLoseNothing` starts.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["JOI_TEST_WORKER"] != nil)) struct StateFolderWorker {
  static let count = 10

  @Test func save() throws {
    let environment = ProcessInfo.processInfo.environment
    let state = StateFolder(path: try #require(environment["JOI_TEST_FOLDER"]))
    let worker = try #require(environment["JOI_TEST_WORKER"])
    for number in 0..<Self.count { try state.change(.save("w\(worker)-\(number)")) }
  }
}

/// Exports on disk.
@Suite struct OutputFileTests {
  @Test func aNewFileIsWritten() throws {
    try withTemporaryFolder { folder in
      try OutputFile.write("één\n", to: "\(folder)/x.md")
      #expect(try readFile("\(folder)/x.md") == "één\n")
    }
  }

  @Test func aFileThatIsThereIsRefusedUnlessToldOtherwise() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/x.md"
      try writeFile("a long old text", to: path)
      #expect(throws: StateFolder.Failure(reason: "File exists", isExisting: true)) {
        try OutputFile.write("new", to: path)
      }
      #expect(try readFile(path) == "a long old text")
      try OutputFile.write("new", to: path, replacing: true)
      #expect(try readFile(path) == "new")
    }
  }

  @Test func noLinkIsWrittenThroughWhateverIsTold() throws {
    try withTemporaryFolder { folder in
      try writeFile("theirs", to: "\(folder)/elsewhere")
      #expect(symlink("\(folder)/elsewhere", "\(folder)/x.md") == 0)
      #expect(throws: StateFolder.Failure.self) {
        try OutputFile.write("x", to: "\(folder)/x.md", replacing: true)
      }
      #expect(try readFile("\(folder)/elsewhere") == "theirs")
    }
  }

  @Test func aDanglingLinkIsRefusedToo() throws {
    try withTemporaryFolder { folder in
      #expect(symlink("\(folder)/elsewhere", "\(folder)/x.md") == 0)
      #expect(throws: StateFolder.Failure.self) { try OutputFile.write("x", to: "\(folder)/x.md") }
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/elsewhere"))
    }
  }

  @Test func theSystemsWordsForWhatFails() {
    #expect(throws: StateFolder.Failure(reason: "No such file or directory")) {
      try OutputFile.write("x", to: "/nowhere/x.md")
    }
    #expect(throws: StateFolder.Failure(reason: "No space left on device")) {
      try OutputFile.write("x", to: "/dev/full", replacing: true)
    }
  }
}
