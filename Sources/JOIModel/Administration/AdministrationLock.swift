import Glibc

/// Keeps two administrators apart who change the community at the same time: a file of the data root's owner, and not
/// community.json, which all members may read and so lock.
final class AdministrationLock {
  static let name = ".lock"
  private let descriptor: Int32

  /// Waits until nobody else has it.
  init(in root: OpenFolder) throws(PrivacyFailure) {
    descriptor = openat(root.descriptor, Self.name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == ELOOP ? PrivacyFailure(Self.name, .notPlain) : .now(Self.name)
    }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw .now(Self.name) }
    }
  }

  /// Does work while nobody else does any.
  static func held<R, E: Error>(in root: OpenFolder, _ work: () throws(E) -> R) throws(E) -> R
  where E: LockFailure {
    let lock: AdministrationLock
    do throws(PrivacyFailure) {
      lock = try AdministrationLock(in: root)
    } catch {
      throw E(error)
    }
    defer { withExtendedLifetime(lock) {} }
    return try work()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}

/// What can tell that there was no lock to be had.
protocol LockFailure: Error {
  init(_ failure: PrivacyFailure)
}

extension PrivacyFailure: LockFailure {
  init(_ failure: PrivacyFailure) { self = failure }
}
