/// Memory aligned to whole cache lines, freed with its owner.
///
/// Unchecked: threads that share it write to different parts, or only read.
public final class Room<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The first element.
  public let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Room for `count` elements, all `value`.
  public init(_ count: Int, _ value: Element) {
    self.count = count
    start = UnsafeMutableRawPointer.allocate(
      byteCount: max(count * MemoryLayout<Element>.stride, 64), alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
    fill(value)
  }

  /// Makes all elements `value`.
  public func fill(_ value: Element) { start.update(repeating: value, count: count) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
