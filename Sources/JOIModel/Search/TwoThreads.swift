import Glibc

/// Two pieces of work at once: one on a thread of its own, the other here.
enum TwoThreads {
  /// Does both. Where the system gives no thread they are done one after the other.
  static func run(_ first: @escaping @Sendable () -> Void, _ second: () -> Void) {
    let box = Unmanaged.passRetained(Work(first))
    var thread = pthread_t()
    let failed = pthread_create(
      &thread, nil,
      { box in
        box.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
        return nil
      }, box.toOpaque())
    second()
    if failed == 0 {
      pthread_join(thread, nil)
    } else {
      box.takeRetainedValue().body()
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
