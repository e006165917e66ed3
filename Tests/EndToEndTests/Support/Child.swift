import Glibc

/// A process that a test started: always with clean signals, and with no descriptors but those it is given.
struct Child {
  enum Ending: Equatable {
    case exited(Int32)
    case killed(Int32)
  }

  /// What a descriptor of the process is opened on.
  struct Stream {
    var descriptor: Int32
    var path: String
    var flags: Int32
  }

  let pid: pid_t

  /// Starts a program. `isSessionLeader` gives it a session of its own; the first terminal that it opens is then its
  /// controlling terminal.
  init(
    _ arguments: [String], environment: [String: String], directory: String? = nil, streams: [Stream],
    isSessionLeader: Bool = false
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in streams {
      posix_spawn_file_actions_addopen(&actions, stream.descriptor, stream.path, stream.flags, 0o644)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which glibc's header gives only to those who define _GNU_SOURCE.
    let setsid: Int32 = 0x80
    let flags =
      POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (isSessionLeader ? setsid : POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)

    let all = (directory.map { ["/usr/bin/env", "-C", $0] } ?? []) + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let problem = posix_spawnp(&pid, all[0], &actions, &attributes, &argv, &envp)
    guard problem == 0 else {
      errno = problem
      throw SystemFailure(all[0])
    }
    self.pid = pid
  }

  /// How it ended; nil where it has not after that time.
  func wait(seconds: Int = Patience.seconds) -> Ending? {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      var status: Int32 = 0
      if waitpid(pid, &status, WNOHANG) == pid {
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
      }
      if ContinuousClock.now > deadline { return nil }
      usleep(2_000)
    }
  }

  /// Ends it for good, whatever it is doing.
  func kill() {
    Glibc.kill(pid, SIGKILL)
    _ = wait()
  }
}

/// How long a test waits for what must come.
enum Patience {
  static let seconds = 20
  /// Between two looks.
  static let step: useconds_t = 20_000
}

/// What the kernel knows of a process.
enum Kernel {
  /// Whether the process sleeps, waiting for something to happen.
  static func sleeps(_ pid: pid_t) -> Bool {
    guard let text = try? File.text("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
      return false
    }
    return text[name...].split(separator: " ").dropFirst().first == "S"
  }

  /// The processor's time that a process has had, in ticks.
  static func ticks(_ pid: pid_t) -> Int {
    guard let text = try? File.text("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else {
      return -1
    }
    // Fields 14 and 15 of proc(5), of which the third is the first behind the name.
    let fields = text[name...].split(separator: " ").dropFirst().map { Int($0) ?? 0 }
    return fields.count > 12 ? fields[11] + fields[12] : -1
  }

  /// How often the threads of a process have been given the processor.
  static func switches(_ pid: pid_t) -> Int {
    TemporaryFolder.names(in: "/proc/\(pid)/task").reduce(0) { sum, task in
      let status = (try? File.text("/proc/\(pid)/task/\(task)/status")) ?? ""
      let counts = status.split(separator: "\n").filter { $0.contains("ctxt_switches:") }
      return sum + counts.compactMap { $0.split(separator: "\t").last.flatMap { Int($0) } }.reduce(0, +)
    }
  }
}
