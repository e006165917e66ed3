import Foundation
import Testing

@testable import JOIModel

/// Files that somebody else put there.
@Suite(.timeLimit(.minutes(1))) struct DataFileTests {
  private func failure(_ path: String, limit: Int = 1_000) -> DataFile.Failure? {
    do {
      _ = try DataFile.read(path, limit: limit)
      return nil
    } catch { return error }
  }

  @Test func aPlainFileIsRead() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/x"
      for text in ["", "abc", String(repeating: "é", count: 500)] {
        try writeFile(text, to: path)
        #expect(try DataFile.read(path, limit: 1_000) == Array(text.utf8))
      }
    }
  }

  @Test func theLimitItselfIsAllowed() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/x"
      try writeFile("12345", to: path)
      #expect(try DataFile.read(path, limit: 5).count == 5)
      #expect(failure(path, limit: 4) == .tooLarge)
    }
  }

  @Test func aLargeFileIsReadInSteps() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/x"
      let bytes = (0..<(9 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 7) }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      var steps: [Int] = []
      let read = try DataFile.read(path) { done, all in
        steps.append(done)
        #expect(all == bytes.count)
      }
      #expect(read == bytes)
      #expect(steps.count > 1)
      #expect(steps == steps.sorted())
      #expect(steps.last == bytes.count)
    }
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/x"
      try writeFile("", to: path)
      // Sparse: 500 MiB in the folder's list, nothing on the disk.
      #expect(truncate(path, 500 << 20) == 0)
      #expect(failure(path, limit: JSONLimits().bytes) == .tooLarge)
    }
  }

  @Test func whatIsNoPlainFileIsRefusedAtOnce() throws {
    try withTemporaryFolder { folder in
      #expect(mkfifo("\(folder)/fifo", 0o600) == 0)
      #expect(failure("\(folder)/fifo") == .notAFile)
      #expect(failure(folder) == .notAFile)
      #expect(failure("/dev/null") == .notAFile)
      #expect(failure("/dev/zero") == .notAFile)
    }
  }

  @Test func whatIsNotThereIsToldInTheSystemsWords() throws {
    try withTemporaryFolder { folder in
      #expect(failure("\(folder)/x") == .cannotOpen(reason: "No such file or directory"))
      try writeFile("", to: "\(folder)/file")
      #expect(failure("\(folder)/file/x") == .cannotOpen(reason: "Not a directory"))
    }
  }

  @Test func aLinkIsFollowedToAPlainFileOnly() throws {
    try withTemporaryFolder { folder in
      try writeFile("abc", to: "\(folder)/file")
      #expect(symlink("file", "\(folder)/good") == 0)
      #expect(symlink("nowhere", "\(folder)/dangling") == 0)
      #expect(symlink("loop", "\(folder)/loop") == 0)
      #expect(symlink("/dev/zero", "\(folder)/device") == 0)
      #expect(try DataFile.read("\(folder)/good") == Array("abc".utf8))
      #expect(failure("\(folder)/dangling") == .cannotOpen(reason: "No such file or directory"))
      #expect(failure("\(folder)/loop") == .cannotOpen(reason: "Too many levels of symbolic links"))
      #expect(failure("\(folder)/device") == .notAFile)
    }
  }
}

/// Where the data is, and what is said when it is not.
@Suite(.timeLimit(.minutes(1))) struct DataRootTests {
  @Test func askedThenEnvironmentThenInstalledThenHere() {
    let environment = ["JOI_DATA": "/srv/joi"]
    #expect(DataRoot.find(asked: "/x", environment: environment) { _ in true }.path == "/x")
    #expect(DataRoot.find(asked: nil, environment: environment) { _ in true }.path == "/srv/joi")
    #expect(DataRoot.find(asked: nil, environment: ["JOI_DATA": ""]) { _ in false }.path == "data")
    #expect(
      DataRoot.find(asked: nil, environment: [:]) { $0 == "/var/lib/joi/toolbox.json" }.path == "/var/lib/joi"
    )
    #expect(DataRoot.find(asked: nil, environment: [:]) { _ in false }.path == "data")
  }

  @Test func theFilesName() {
    #expect(DataRoot(path: "data").toolboxFile == "data/toolbox.json")
    #expect(DataRoot(path: "data/").toolboxFile == "data/toolbox.json")
  }

  private func finding(_ folder: String) -> Finding? {
    do {
      _ = try DataRoot(path: folder).loadToolbox()
      return nil
    } catch { return error.finding }
  }

  @Test func aSoundFileOpens() throws {
    try withTemporaryFolder { folder in
      try writeFile(SampleToolbox.text, to: "\(folder)/toolbox.json")
      #expect(try DataRoot(path: folder).loadToolbox(isThorough: true).tools.count == 4)
    }
  }

  @Test func eachFailureIsOneSentence() throws {
    try withTemporaryFolder { folder in
      let file = "\(folder)/toolbox.json"
      #expect(
        finding(folder)?.text(in: .dutch) == "\(file): kan niet worden geopend: No such file or directory")
      #expect(mkdir(file, 0o700) == 0)
      #expect(finding(folder)?.text(in: .dutch) == "\(file): is geen gewoon bestand")
      #expect(rmdir(file) == 0)
      try writeFile("{\n x", to: file)
      #expect(finding(folder)?.text(in: .dutch) == "\(file):2: is hier geen geldige JSON")
      #expect(truncate(file, 500 << 20) == 0)
      #expect(finding(folder)?.text(in: .dutch) == "\(file): is groter dan 128 MiB")
    }
  }

  @Test func aHostileNameIsShownSafely() {
    #expect(finding("/nowhere/\u{1B}[2J")?.file == "/nowhere/␛[2J/toolbox.json")
  }
}
