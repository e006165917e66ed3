import Glibc

/// Work on a thread of its own.
///
/// A plain POSIX thread and not a `Task`: the pool behind tasks keeps a timer that wakes the process every second for
/// as long as it lives, and a program at rest should cost nothing.
public enum Background {
  /// Starts the work; where the system gives no thread it is done here and now.
  public static func run(_ work: @escaping @Sendable () -> Void) {
    if let thread = start(work) { pthread_detach(thread) } else { work() }
  }

  /// Does two pieces of work at once, the second one here; where the system gives no thread, one after the other.
  static func both(_ first: @escaping @Sendable () -> Void, _ second: () -> Void) {
    let thread = start(first)
    second()
    if let thread { pthread_join(thread, nil) } else { first() }
  }

  /// A thread that does the work; nil where the system gives none.
  private static func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    let box = Unmanaged.passRetained(Work(work))
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, nil,
      { box in
        box.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    if failed == 0 { return thread }
    box.release()
    return nil
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
