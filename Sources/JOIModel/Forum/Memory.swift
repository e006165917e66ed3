import Glibc

/// The memory that the process holds.
///
/// glibc keeps what was freed for the next time: after a large forum has been read and indexed, or folded again for a
/// new post, that is half of what the program then holds. The functions that change this are glibc's own and in none of
/// the modules that Swift knows, so they are looked up; where there are none nothing changes.
enum Memory {
  /// From now on, large blocks go back to the system as soon as they are free.
  static let isFrugal: Bool = {
    guard let found = dlsym(nil, "mallopt") else { return false }
    let threshold: Int32 = -3  // M_MMAP_THRESHOLD, which else grows with what is freed (mallopt(3))
    return unsafeBitCast(found, to: (@convention(c) (Int32, Int32) -> Int32).self)(threshold, 128 << 10) == 1
  }()

  /// Gives back what is free now among small blocks too.
  static func giveBack() {
    guard let found = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(found, to: (@convention(c) (Int) -> Int32).self)(0)
  }
}
