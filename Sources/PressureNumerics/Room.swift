internal import SystemMemory

/// Memory aligned to whole cache lines, freed with its owner. Much of it is made of huge pages, where the system has them.
///
/// Unchecked: threads that share it write to different parts, or only read.
public final class Room<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The first element.
  public let start: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Room for `count` elements, all `value`.
  public convenience init(_ count: Int, _ value: Element) {
    self.init(uninitialized: count)
    fill(value)
  }

  /// Room for `count` elements, which hold anything until they are written.
  init(uninitialized count: Int) {
    self.count = count
    let bytes = max(count * MemoryLayout<Element>.stride, 64)
    let page = HugePages.size
    let isLarge = bytes > page / 2
    let size = isLarge ? bytes.roundedUp(toMultipleOf: page) : bytes
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: isLarge ? page : 64)
    HugePages.use(for: memory, bytes: size)
    start = memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Makes all elements `value`.
  public func fill(_ value: Element) { start.update(repeating: value, count: count) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
