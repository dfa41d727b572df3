import PressureNumerics
import Synchronization
import Testing

@Suite struct ParallelTests {
  private struct Failure: Error, Equatable { let block: Int }

  /// Results come in the order of the blocks, with more threads than processors too.
  @Test(arguments: [1, 2, 3, 16])
  func order(_ threads: Int) {
    let progress = Mutex<[Int]>([])
    let results = Parallel.map(
      blocks: 300, threads: threads, onProgress: { done in progress.withLock { $0.append(done) } }
    ) { block in
      // Blocks of different length, so that they end out of order.
      (0..<(block * 7919 % 500)).reduce(block) { $0 ^ ($1 &* 3) } & 0 | block
    }
    #expect(results == Array(0..<300))
    #expect(progress.withLock { $0 } == Array(1...300))
    #expect(Parallel.map(blocks: 0, threads: threads) { $0 }.isEmpty)
  }

  /// The error is that of the first block that fails, whichever thread meets its own first.
  @Test(arguments: [1, 2, 3])
  func failure(_ threads: Int) throws {
    #expect(throws: Failure(block: 17)) {
      try Parallel.map(blocks: 200, threads: threads) { block in
        if block >= 17 && block % 2 == 1 { throw Failure(block: block) }
        return block
      }
    }
  }

  @Test func processors() { #expect(Parallel.processors >= 1) }
}
