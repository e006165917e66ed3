import Glibc

/// Memory for large files in large pages, where the system has them: one page fault for 2 MiB instead of 512.
enum LargePages {
  /// Smaller memory is left alone: a page that is hardly used would cost more than it saves.
  private static let least = 8 << 20

  /// Asks for large pages before the memory is used; where there are none nothing changes.
  static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    guard memory.count >= least, let start = memory.baseAddress?.alignedUp(toMultipleOf: 4_096) else {
      return
    }
    madvise(start, memory.count - 4_096, MADV_HUGEPAGE)
  }
}
