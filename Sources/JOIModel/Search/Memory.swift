import Glibc

/// The memory that the process holds.
enum Memory {
  /// Gives back to the system what was needed only for a while. glibc keeps it otherwise: after a large forum has been
  /// read and indexed that is a third of what the program then holds.
  ///
  /// `malloc_trim` is glibc's own and in none of the modules that Swift knows, so it is looked up; where there is no
  /// such function nothing is given back.
  static func giveBack() {
    guard let found = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(found, to: (@convention(c) (Int) -> Int32).self)(0)
  }
}
