import Glibc
import Testing

/// A program on a bare pseudo-terminal, where the bytes themselves are what is tested.
final class PseudoTerminal {
  private let folder: TemporaryFolder
  private var master: Int32
  /// Kept open, so that the terminal's modes outlive the program.
  private let slave: Int32
  private let child: Child
  private var ending: Child.Ending?
  /// The terminal's modes before the program began.
  let modesBefore: [UInt32]

  /// All that the program has sent.
  private(set) var output: [UInt8] = []

  init(
    _ command: [String], environment: [String: String], directory: String? = nil, width: Int, height: Int,
    keeping folder: TemporaryFolder
  ) throws {
    self.folder = folder
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw SystemFailure("/dev/ptmx") }
    // TIOCSPTLCK and TIOCGPTN: unlocking the other end, and its number (ioctl_tty(2)).
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw SystemFailure("ioctl")
    }
    let path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { throw SystemFailure(path) }
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    modesBefore = Self.modes(slave)
    child = try Child(
      command, environment: environment, directory: directory,
      streams: (0...2).map { .init(descriptor: $0, path: path, flags: O_RDWR) }, isSessionLeader: true)
  }

  deinit {
    if ending == nil { child.kill() }
    close(slave)
    if master >= 0 { close(master) }
  }

  var pid: pid_t { child.pid }

  var text: String { String(decoding: output, as: UTF8.self) }

  /// The terminal's modes, as `stty -g` has them.
  var modes: [UInt32] { Self.modes(slave) }

  private static func modes(_ slave: Int32) -> [UInt32] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// Takes in what the program sends, for at most that long; answers whether there was anything.
  @discardableResult
  private func pump(_ milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard master >= 0, poll(&watched, 1, milliseconds) > 0, watched.revents & Int16(POLLIN) != 0 else {
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    output += buffer[..<count]
    return true
  }

  /// Waits until what was sent is as wanted; where it never is, the test fails with its end.
  func wait(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, for condition: ([UInt8]) -> Bool
  ) throws {
    let deadline = ContinuousClock.now + .seconds(Patience.seconds)
    while !condition(output) {
      guard ContinuousClock.now < deadline else {
        Issue.record(
          "waited in vain for: \(what)\n\(text.suffix(2_000).debugDescription)",
          sourceLocation: sourceLocation)
        throw Tmux.TimedOut()
      }
      pump(20)
    }
  }

  /// Waits until the program has taken all keys, has sent all it had to send, and sleeps.
  func settle(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let deadline = ContinuousClock.now + .seconds(Patience.seconds)
    var quiet = 0
    while quiet < 4 {
      var waiting: Int32 = 0
      _ = ioctl(slave, UInt(FIONREAD), &waiting)
      quiet = !pump(10) && waiting == 0 && Kernel.sleeps(pid) ? quiet + 1 : 0
      guard ContinuousClock.now < deadline else {
        Issue.record("the program does not come to rest", sourceLocation: sourceLocation)
        throw Tmux.TimedOut()
      }
    }
  }

  /// Waits for the first screen.
  func start(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("the first screen", sourceLocation: sourceLocation) { !$0.isEmpty }
    try settle(sourceLocation: sourceLocation)
  }

  /// Sends a key that changes the screen, and answers what the program sent for it.
  @discardableResult
  func press(_ bytes: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [UInt8] {
    let before = output.count
    send(bytes)
    try wait("an answer to \(bytes.debugDescription)", sourceLocation: sourceLocation) { $0.count > before }
    try settle(sourceLocation: sourceLocation)
    return Array(output[before...])
  }

  func send(_ bytes: String) {
    var bytes = bytes
    _ = bytes.withUTF8 { write(master, $0.baseAddress, $0.count) }
  }

  /// What the program sends in a while in which nothing happens.
  func listen(seconds: Int) -> [UInt8] {
    let before = output.count
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end { pump(50) }
    return Array(output[before...])
  }

  /// Tells the program another size, as a terminal does.
  func resize(_ width: Int, _ height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Takes the terminal away, as a lost connection does.
  func hangUp() {
    close(master)
    master = -1
  }

  /// How the program ended, all that it sent taken in; nil where it goes on.
  func ended() -> Child.Ending? {
    let deadline = ContinuousClock.now + .seconds(Patience.seconds)
    while ending == nil, ContinuousClock.now < deadline {
      pump(5)
      ending = child.wait(seconds: 0)
    }
    while pump(0) {}
    return ending
  }
}
