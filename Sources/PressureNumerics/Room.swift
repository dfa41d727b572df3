/// Memory aligned to whole cache lines, freed with its owner.
///
/// Unchecked: threads that share it write to different parts, or only read.
final class Room<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>
  private let count: Int

  init(_ count: Int, _ value: Element) {
    self.count = count
    start = UnsafeMutableRawPointer.allocate(
      byteCount: max(count * MemoryLayout<Element>.stride, 64), alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
    fill(value)
  }

  func fill(_ value: Element) { start.update(repeating: value, count: count) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
