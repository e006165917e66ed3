import Glibc
import Testing

/// A program in a terminal of tmux: an emulator that the program's makers did not write.
final class Tmux {
  private let folder: TemporaryFolder
  private let socket: String

  /// A wait that was in vain; what was seen has been recorded.
  struct TimedOut: Error {}

  /// Runs a program in a window of a size, on a tmux server of its own.
  init(
    _ command: [String], environment: [String: String], directory: String? = nil, width: Int, height: Int,
    keeping folder: TemporaryFolder
  ) throws {
    self.folder = folder
    socket = "\(folder.path)/tmux-\(UInt32.random(in: .min ... .max))"
    let variables = environment.map { "\($0.key)=\($0.value)" }
    try tmux(
      [
        "start-server", ";", "set-option", "-g", "status", "off", ";", "set-option", "-g", "remain-on-exit",
        "on", ";",
        "set-option", "-g", "remain-on-exit-format", "", ";", "new-session", "-d", "-x", "\(width)", "-y",
        "\(height)",
        "-c", directory ?? folder.path, "--", "/usr/bin/env", "-i",
      ] + variables + command)
  }

  deinit {
    // What does not heed the hang-up must not outlive its test.
    let group = try? tmux(["display-message", "-p", "#{pane_pid}"]).trimming("\n")
    if let group = group.flatMap({ pid_t($0) }), group > 1 { kill(-group, SIGKILL) }
    _ = try? tmux(["kill-server"])
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try Command.run(
      ["tmux", "-u", "-S", socket, "-f", "/dev/null"] + arguments,
      environment: ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "PATH": "/usr/bin:/bin"], in: folder)
    guard result.ending == .exited(0) else { throw CommandFailure(what: "tmux \(arguments)", result: result) }
    return result.output
  }

  /// Presses keys, by tmux's names for them.
  func send(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  func send(_ keys: [String]) throws { try tmux(["send-keys"] + keys) }

  /// Types a text.
  func type(_ text: String) throws { try tmux(["send-keys", "-l", "--", text]) }

  /// Sends bytes as they are.
  func send(bytes: String) throws {
    try tmux(["send-keys", "-H"] + bytes.utf8.map { String($0, radix: 16) })
  }

  func resize(_ width: Int, _ height: Int) throws {
    try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
  }

  /// The screen with its attributes as SGR sequences.
  func attributed() throws -> [String] {
    try tmux(["capture-pane", "-p", "-e"]).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  /// What the terminal shows now.
  func screen() throws -> Screen {
    let state =
      "#{cursor_x} #{cursor_y} #{alternate_on} #{cursor_flag} #{mouse_any_flag} #{pane_pid} #{pane_dead} #{pid} "
      + "#{?pane_dead_signal,#{e|+:128,#{pane_dead_signal}},#{pane_dead_status}}"
    let lines = try tmux(["capture-pane", "-p", ";", "display-message", "-p", state]).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init).dropLast()
    let fields = (lines.last ?? "").split(separator: " ", omittingEmptySubsequences: false).map { Int($0) }
    guard fields.count == 9, let server = fields[7] else {
      throw CommandFailure(what: "display-message: \(lines.last ?? "")", result: nil)
    }
    // tmux 3.3a now and then misses the signal that a program has ended, and then does not know how.
    if fields[6] == 1, fields[8] == nil { kill(pid_t(server), SIGCHLD) }
    return Screen(
      rows: Array(lines.dropLast()), cursor: .init(x: fields[0] ?? -1, y: fields[1] ?? -1),
      isAlternate: fields[2] == 1, isCursorShown: fields[3] == 1, listensToMouse: fields[4] == 1,
      pid: pid_t(fields[5] ?? 0), exitStatus: fields[6] == 1 ? fields[8] : nil)
  }

  /// Waits until the screen is as wanted and stays so with the program at rest: a screen half drawn is not it. Where it
  /// never is, the test fails with the screen.
  @discardableResult
  func wait(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, for condition: (Screen) -> Bool
  ) throws -> Screen {
    let deadline = ContinuousClock.now + .seconds(Patience.seconds)
    var last: Screen?
    while true {
      let screen = try screen()
      if condition(screen), screen == last, screen.exitStatus != nil || Kernel.sleeps(screen.pid) {
        return screen
      }
      last = screen
      guard ContinuousClock.now < deadline else {
        Issue.record("waited in vain for: \(what)\n\(screen)", sourceLocation: sourceLocation)
        throw TimedOut()
      }
      usleep(Patience.step)
    }
  }

  /// Presses a key and waits for what must come of it.
  @discardableResult
  func press(
    _ key: String, until what: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: (Screen) -> Bool
  ) throws -> Screen {
    try send(key)
    return try wait("\(what) after \(key)", sourceLocation: sourceLocation, for: condition)
  }

  /// Presses a key and waits for a text on the screen.
  @discardableResult
  func press(_ key: String, until text: String, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> Screen
  {
    try press(key, until: text, sourceLocation: sourceLocation) { $0.contains(text) }
  }

  /// Presses a key and waits until the selected row begins with a text.
  @discardableResult
  func press(
    _ key: String, untilSelected text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Screen {
    try press(key, until: "\(text) is selected", sourceLocation: sourceLocation) {
      $0.selected.hasPrefix(text)
    }
  }

  /// Presses Down until the selected row has a text; fails at the end of the list.
  @discardableResult
  func select(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Screen {
    var screen = try screen()
    while !screen.selected.contains(text) {
      let before = screen
      screen = try press("Down", until: "a row below, on the way to \(text)", sourceLocation: sourceLocation)
      {
        !$0.selected.isEmpty && ($0.selected != before.selected || $0.cursor != before.cursor)
      }
    }
    return screen
  }

  /// Waits for the program to end, and answers its exit status.
  func ended(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int? {
    try wait("the program's end", sourceLocation: sourceLocation) { $0.exitStatus != nil }.exitStatus
  }
}
