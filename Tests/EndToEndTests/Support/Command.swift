import Glibc

/// A program that is run to its end, with no terminal.
enum Command {
  struct Result: CustomStringConvertible {
    var bytes: [UInt8]
    var errors: String
    var ending: Child.Ending?

    /// What it printed.
    var output: String { String(decoding: bytes, as: UTF8.self) }
    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// What it said on standard error, by line.
    var complaints: [String] { errors.split(separator: "\n").map(String.init) }

    var description: String {
      "\(ending.map { "\($0)" } ?? "still running")\nstdout: \(output.prefix(2_000))\nstderr: \(errors)"
    }
  }

  /// Runs a program. `output` is where standard output goes instead of the result; `input` is what standard input holds.
  static func run(
    _ arguments: [String], environment: [String: String], in folder: TemporaryFolder,
    directory: String? = nil,
    output: String? = nil, input: [UInt8]? = nil
  ) throws -> Result {
    let name = "\(folder.path)/run-\(UInt64.random(in: .min ... .max))"
    defer {
      unlink("\(name).out")
      unlink("\(name).err")
      unlink("\(name).in")
    }
    if let input { try File.write(input, to: "\(name).in") }
    let write = O_WRONLY | O_CREAT | O_TRUNC
    let child = try Child(
      arguments, environment: environment, directory: directory,
      streams: [
        .init(descriptor: 0, path: input == nil ? "/dev/null" : "\(name).in", flags: O_RDONLY),
        .init(descriptor: 1, path: output ?? "\(name).out", flags: output == nil ? write : O_WRONLY),
        .init(descriptor: 2, path: "\(name).err", flags: write),
      ])
    let ending = child.wait(seconds: 3 * Patience.seconds)
    if ending == nil { child.kill() }
    return Result(
      bytes: output == nil ? try File.read("\(name).out") : [], errors: try File.text("\(name).err"),
      ending: ending)
  }
}

/// A tool of the tests' own that did not work.
struct CommandFailure: Error, CustomStringConvertible {
  var what: String
  var result: Command.Result?
  var description: String { "\(what): \(result.map { "\($0)" } ?? "")" }
}
