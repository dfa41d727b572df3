#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Memory in pages of two megabytes, which a system makes many times faster than as many small ones.
package enum HugePages {
  /// The size of one.
  package static let size = 1 << 21

  /// Asks for huge pages wherever they fit into memory that has not been written yet. Where the system has none, or the
  /// memory is too small, nothing changes.
  package static func use(for start: UnsafeMutableRawPointer, bytes: Int) {
    #if os(Linux)
      let first = start.alignedUp(toMultipleOf: size)
      let room = bytes - start.distance(to: first)
      // Advice, so a failure is no error.
      if room >= size { _ = madvise(first, room / size * size, MADV_HUGEPAGE) }
    #endif
  }
}

extension Array {
  /// An array of `count` elements, all of which `write` writes.
  package init(count: Int, writtenBy write: (UnsafeMutablePointer<Element>) -> Void) {
    self.init(unsafeUninitializedCapacity: count) { buffer, initialized in
      if let start = buffer.baseAddress, count > 0 {
        HugePages.use(for: start, bytes: count * MemoryLayout<Element>.stride)
        write(start)
      }
      initialized = count
    }
  }

  /// Makes room for `capacity` elements in all, in huge pages where they fit.
  package mutating func reserveHugePages(_ capacity: Int) {
    reserveCapacity(capacity)
    withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      HugePages.use(
        for: start + buffer.count, bytes: (capacity - buffer.count) * MemoryLayout<Element>.stride)
    }
  }
}
