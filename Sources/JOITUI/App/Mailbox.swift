import Glibc
import Synchronization

/// Where background work leaves its results: events, and a byte on the pipe that the loop's `poll` watches.
///
/// The main thread sits in `poll`, so the main actor's tasks would never run; this is what reaches it.
final class Mailbox: Sendable {
  private let events = Mutex<[(generation: Int?, event: Event)]>([])
  /// The pipe's writing end; signals write their number there, the mailbox 0.
  private let pipe: Int32

  init(pipe: Int32) { self.pipe = pipe }

  /// Leaves an event. `generation` tells which state of the toolbox it was made from, where that matters.
  func post(_ event: Event, generation: Int? = nil) {
    events.withLock { $0.append((generation, event)) }
    var byte: UInt8 = 0
    // A full pipe has its wake-up already.
    _ = write(pipe, &byte, 1)
  }

  /// Everything that was left since it was last asked.
  func take() -> [(generation: Int?, event: Event)] {
    events.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
