internal import CKernels
import Dispatch
import Synchronization

/// Work on fixed blocks of a global index, shared among threads, with results in the order of the blocks.
///
/// What a block holds depends on its number alone, and what is done with the results on their order alone, so
/// the outcome is the same for any number of threads. BLAS runs on one thread meanwhile.
public enum Parallel {
  /// The number of processors that this process may use.
  public static var processors: Int { max(1, Int(ck_processors())) }

  /// `body(b)` for each block b of 0..<`blocks`, in order.
  ///
  /// Where blocks fail, throws the error of the first that does; those after it may not have run.
  ///
  /// - Precondition: `threads` is above 0.
  public static func map<Result: Sendable>(
    blocks: Int, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil,
    _ body: @escaping @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(blocks)
    try forEach(blocks: blocks, threads: threads, onProgress: onProgress, body) { results.append($0) }
    return results
  }

  /// Runs `body(b)` for each block b of 0..<`blocks` and hands the results to `consume`, block after block.
  ///
  /// At most four results a thread wait for their turn, so memory does not grow with the number of blocks.
  /// `consume` is called by one thread at a time. `onProgress` is told the number of blocks done, likewise.
  ///
  /// - Precondition: `threads` is above 0.
  public static func forEach<Result: Sendable>(
    blocks: Int, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil,
    _ body: @escaping @Sendable (Int) throws -> Result, consume: (Result) -> Void
  ) throws {
    precondition(threads > 0, "no threads to work")
    BLAS.useOneThread()
    if threads == 1 || blocks <= 1 {
      for block in 0..<blocks {
        consume(try body(block))
        onProgress?(block + 1)
      }
      return
    }
    let results = OrderedResults<Result>(blocks: blocks, window: 4 * threads)
    let workers = DispatchGroup()
    for worker in 0..<min(threads, blocks) {
      // Threads of their own: a shared pool has no more than there are processors.
      workers.enter()
      DispatchQueue(label: "pressure.block-worker.\(worker)").async {
        while let block = results.next() {
          results.finish(block, Swift.Result { try body(block) })
        }
        workers.leave()
      }
    }
    var failure: (any Error)?
    for block in 0..<blocks {
      switch results.take(block) {
      case .success(let result):
        consume(result)
        onProgress?(block + 1)
      case .failure(let error):
        failure = error
      }
      if failure != nil {
        results.stop()
        break
      }
    }
    workers.wait()
    if let failure { throw failure }
  }
}

/// Results that come in any order and leave in the order of their blocks.
private final class OrderedResults<Value: Sendable>: Sendable {
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
    let value = Mutex<Result<Value, any Error>?>(nil)
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
    let block = state.withLock { state -> Int? in
      if state.isStopped || state.next == blocks { return nil }
      defer { state.next += 1 }
      return state.next
    }
    if block == nil { permits.signal() }
    return block
  }

  func finish(_ block: Int, _ result: Result<Value, any Error>) {
    let slot = slots[block % window]
    slot.value.withLock { $0 = result }
    slot.isFull.signal()
  }

  /// Waits for the result of `block`. Blocks are taken in order.
  func take(_ block: Int) -> Result<Value, any Error> {
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
