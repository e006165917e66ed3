import Glibc
import Synchronization

/// Work on a thread of its own.
///
/// A plain POSIX thread and not a `Task`: the pool behind tasks keeps a timer that wakes the process every second for
/// as long as it lives, and a program at rest should cost nothing.
enum Background {
  /// Starts the work; where the system gives no thread it is done here and now.
  static func run(_ work: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Work(work))
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, nil,
      { box in
        box.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if failed == 0 {
      pthread_detach(thread)
    } else {
      box.takeRetainedValue().body()
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

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
