internal import CKernels
import Dispatch
import Synchronization

/// Work on fixed blocks of a global index, shared among threads.
///
/// What a block holds depends on its number alone. Results are handed on in the order of the blocks, or summed up
/// in ways that no order changes, so the outcome is the same for any number of threads. BLAS runs on one thread
/// meanwhile.
public enum Parallel {
  /// The number of processors that this process may use.
  public static var processors: Int { max(1, Int(ck_processors())) }

  /// `body(b)` for each block b of 0..<`blocks`, in order.
  ///
  /// Where blocks fail, throws the error of the first that does; those after it may not have run.
  ///
  /// - Precondition: `threads` is above 0.
  public static func map<Result: Sendable, Failure: Error>(
    blocks: Int, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil,
    _ body: @escaping @Sendable (Int) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(blocks)
    try forEach(blocks: blocks, threads: threads, onProgress: onProgress, body) { results.append($0) }
    return results
  }

  /// Runs `body(b)` for each block b of 0..<`blocks` and hands the results to `consume`, block after block, on the
  /// calling thread.
  ///
  /// At most four results a thread wait for their turn, so memory does not grow with the number of blocks.
  /// `onProgress` is told the number of blocks done, on the calling thread.
  ///
  /// - Precondition: `threads` is above 0.
  public static func forEach<Result: Sendable, Failure: Error>(
    blocks: Int, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil,
    _ body: @escaping @Sendable (Int) throws(Failure) -> Result, consume: (Result) -> Void
  ) throws(Failure) {
    precondition(threads > 0, "no threads to work")
    BLAS.useOneThread()
    if threads == 1 || blocks <= 1 {
      for block in 0..<blocks {
        consume(try body(block))
        onProgress?(block + 1)
      }
      return
    }
    let results = OrderedResults<Result, Failure>(blocks: blocks, window: 4 * threads)
    let work: @Sendable (Int) -> Void = { block in
      results.finish(block, Swift.Result { () throws(Failure) in try body(block) })
    }
    let crew = Crew(min(threads, blocks) - 1) { _ in
      while let block = results.next() { work(block) }
    }
    var failure: Failure?
    for block in 0..<blocks where failure == nil {
      // This thread works, too, until the next result is there.
      while !results.has(block), let other = results.nextIfAny() { work(other) }
      switch results.take(block) {
      case .success(let result):
        consume(result)
        onProgress?(block + 1)
      case .failure(let error):
        failure = error
        results.stop()
      }
    }
    crew.dismiss()
    if let failure { throw failure }
  }

  /// Lets workers, one a thread, take the blocks of 0..<`blocks` as they come, and returns them all.
  ///
  /// Which worker takes which block is chance, so what they keep must come to the same in any order: integers, or
  /// ``ExactSum``. `onProgress` is told the number of blocks begun, by any thread, one at a time.
  ///
  /// - Precondition: `threads` is above 0.
  public static func workers<Worker: Sendable>(
    blocks: Int, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil, make: () -> Worker,
    body: @escaping @Sendable (Worker, Int) -> Void
  ) -> [Worker] {
    precondition(threads > 0, "no threads to work")
    BLAS.useOneThread()
    let workers = (0..<max(1, min(threads, blocks))).map { _ in make() }
    let next = Blocks(blocks, onProgress)
    let work: @Sendable (Int) -> Void = { number in
      while let block = next.next() { body(workers[number], block) }
    }
    let crew = Crew(workers.count - 1) { work($0 + 1) }
    work(0)
    crew.dismiss()
    return workers
  }
}

/// The numbers of blocks, each handed out once.
private final class Blocks: Sendable {
  private let count: Int
  private let begun = Mutex(0)
  private let onProgress: (@Sendable (Int) -> Void)?

  init(_ count: Int, _ onProgress: (@Sendable (Int) -> Void)?) {
    self.count = count
    self.onProgress = onProgress
  }

  func next() -> Int? {
    begun.withLock { begun in
      if begun == count { return nil }
      begun += 1
      onProgress?(begun)
      return begun - 1
    }
  }
}
