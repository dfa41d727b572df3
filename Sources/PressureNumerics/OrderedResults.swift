import Dispatch
import Synchronization

/// Results that come in any order and leave in the order of their blocks.
final class OrderedResults<Value: Sendable, Failure: Error>: Sendable {
  private struct State {
    var next = 0
    var isStopped = false
  }

  private let blocks: Int
  private let window: Int
  private let state = Mutex(State())
  private let slots: [Slot]
  /// Counts the blocks that may be begun before an earlier one is taken.
  private let permits: DispatchSemaphore

  private final class Slot: Sendable {
    let value = Mutex<Result<Value, Failure>?>(nil)
    let isFull = DispatchSemaphore(value: 0)
  }

  init(blocks: Int, window: Int) {
    self.blocks = blocks
    self.window = window
    slots = (0..<window).map { _ in Slot() }
    // Raised from 0: a semaphore must not end below the value it began with.
    permits = DispatchSemaphore(value: 0)
    for _ in 0..<window { permits.signal() }
  }

  /// The next block to work on, or `nil` when there is none; waits while too many results wait.
  func next() -> Int? {
    permits.wait()
    return begin()
  }

  /// The next block to work on, or `nil` when there is none, or none yet.
  func nextIfAny() -> Int? { permits.wait(timeout: .now()) == .success ? begin() : nil }

  private func begin() -> Int? {
    let block = state.withLock { state -> Int? in
      if state.isStopped || state.next == blocks { return nil }
      defer { state.next += 1 }
      return state.next
    }
    if block == nil { permits.signal() }
    return block
  }

  func finish(_ block: Int, _ result: Result<Value, Failure>) {
    let slot = slots[block % window]
    slot.value.withLock { $0 = result }
    slot.isFull.signal()
  }

  /// Whether the result of `block` is there. Blocks are taken in order.
  func has(_ block: Int) -> Bool { slots[block % window].value.withLock { $0 != nil } }

  /// Waits for the result of `block`. Blocks are taken in order.
  func take(_ block: Int) -> Result<Value, Failure> {
    let slot = slots[block % window]
    slot.isFull.wait()
    let result = slot.value.withLock { value in
      defer { value = nil }
      return value
    }
    permits.signal()
    guard let result else { preconditionFailure("a result was taken twice") }
    return result
  }

  /// Lets no further block begin.
  func stop() {
    state.withLock { $0.isStopped = true }
    // Wakes one thread that waits to begin; on its way out it wakes the next.
    permits.signal()
  }
}
