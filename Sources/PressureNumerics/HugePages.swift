internal import CKernels

/// Memory in pages of two megabytes, which a system makes many times faster than as many small ones.
enum HugePages {
  /// The size of one.
  static let size = Int(CK_HUGE_PAGE)

  /// Asks for huge pages wherever they fit into memory that has not been written yet. Where the system has none, or the
  /// memory is too small, nothing changes.
  static func use(for start: UnsafeMutableRawPointer, bytes: Int) {
    let first = start.alignedUp(toMultipleOf: size)
    let room = bytes - start.distance(to: first)
    if room >= size { ck_use_huge_pages(first, room / size * size) }
  }
}

extension Array where Element == Double {
  /// An array of `count` numbers, all of which `write` writes.
  init(count: Int, writtenBy write: (UnsafeMutablePointer<Double>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let start = buffer.baseAddress, count > 0 {
        HugePages.use(for: start, bytes: count * MemoryLayout<Double>.stride)
        write(start)
      }
      initialized = count
    }
  }
}
