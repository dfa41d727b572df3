/// A run of many draws, each of which gives some numbers, its columns: moments, exact quantiles and ranks without the
/// draws ever being written, whatever makes them.
///
/// Draws come from a ``DrawSource``, one a thread, in panels of eight that stay in the processor's nearest cache, where
/// they are summed up, compared with brackets and ranked, and are then forgotten. Memory grows with the square root of
/// the number of draws, and with the square of the number of columns that are ranked.
///
/// Results are the same, bit for bit, for any number of threads and any split of the draws into parts that begin at
/// multiples of ``blockDraws``.
public struct EnsembleRun: Sendable {
  /// The number of draws in a block, the least that a thread takes and a part can hold.
  public static let blockDraws = 1000

  /// The greatest number of columns that can be ranked.
  public static let maximumRanked = 4096

  /// The number of columns.
  public let columns: Int
  /// The number of columns, from the first on, that are ranked among each other.
  public let ranked: Int
  private let reference: [Double]
  private let source: @Sendable () -> any DrawSource

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - reference: per column a number near its mean, from which deviations are taken.
  ///   - ranked: the number of columns, from the first on, that are ranked among each other.
  ///   - source: makes what makes the draws; called once for each thread.
  /// - Precondition: at most ``maximumRanked`` columns are ranked.
  public init(reference: [Double], ranked: Int, source: @escaping @Sendable () -> any DrawSource) {
    precondition(ranked <= min(reference.count, EnsembleRun.maximumRanked), "too many columns to rank")
    (self.reference, self.ranked, self.source) = (reference, ranked, source)
    columns = reference.count
  }

  /// About how many bytes a part of a run keeps at most, for the caller to weigh before it starts.
  public static func bytes(
    draws: Int, part: Int, columns: Int, probabilities: Int, ranked: Int, threads: Int
  ) -> Double {
    // A bracket reaches about five standard errors of a rank of the last pilot to both sides.
    let share = pilots(draws: draws, columns: columns).last.map { 5.2 / Double($0).squareRoot() } ?? 1
    let kept = min(1, share) * Double(part) + 8192
    // Each worker has room for some values of each bracket, before they are kept in pieces of about as many.
    let workers = Double(threads) * Double(columns) * (Double(probabilities) * 1100 + 512)
    return Double(columns * probabilities) * kept * 9 + workers
      + Double(ranked * ranked) * (8 + 4 * Double(threads))
  }

  /// The lengths of the short runs that a run of `draws` begins with, to tell where quantiles lie: in the end about one
  /// draw in 32, after one so short that all its values can be kept.
  public static func pilots(draws: Int, columns: Int) -> [Int] {
    func blocks(_ draws: Int) -> Int { (max(draws, 1) + blockDraws - 1) / blockDraws * blockDraws }
    let first = blocks(min(draws / 16, max(1, (1 << 22) / max(columns, 1)), 8 * blockDraws))
    if 2 * first > draws { return [] }
    var pilots = [first]
    while let last = pilots.last, draws / 32 > 4 * last { pilots.append(blocks(min(16 * last, draws / 32))) }
    return pilots
  }

  /// What all parts of a run of `draws` share: short runs bracket the quantiles; see ``pilots(draws:columns:)``.
  ///
  /// - Parameter onProgress: is told the number of draws begun, by any thread, one at a time.
  /// - Precondition: there are at least two draws.
  public func plan(
    draws: Int, probabilities: [Double], hasFourthMoments: Bool = false, threads: Int,
    onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> EnsemblePlan {
    precondition(draws > 1, "too few draws")
    var plan = EnsemblePlan(
      draws: draws, ranked: ranked, hasFourthMoments: hasFourthMoments, reference: reference,
      brackets: Array(repeating: QuantileBrackets(unbounded: probabilities), count: columns))
    // One open bracket holds the first pilot's values for all probabilities.
    var pilotBrackets = Array(repeating: QuantileBrackets(unbounded: [0.5]), count: columns)
    var before = 0
    for pilot in probabilities.isEmpty ? [] : EnsembleRun.pilots(draws: draws, columns: columns) {
      let short = plan.shortened(to: pilot, brackets: pilotBrackets)
      var report: (@Sendable (Int) -> Void)?
      if let onProgress { report = { [before] in onProgress(before + $0) } }
      let tally = tally(short, draws: 0..<pilot, threads: threads, onProgress: report)
      plan = plan.narrowed(to: narrowed(plan.brackets, tally, short, threads: threads))
      pilotBrackets = plan.brackets
      before += pilot
    }
    return plan
  }

  /// Sums up some draws of a run: all of it, or a part that begins at a multiple of ``blockDraws``.
  ///
  /// - Parameter onProgress: is told the number of draws begun, by any thread, one at a time.
  /// - Precondition: the plan is of this run, and holds the draws.
  public func tally(
    _ plan: EnsemblePlan, draws: Range<Int>, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> EnsembleTally {
    let size = EnsembleRun.blockDraws
    precondition(plan.columns == columns && draws.upperBound <= plan.draws, "the plan of another run")
    precondition(draws.lowerBound % size == 0, "a part begins with a block")
    precondition(
      draws.upperBound % size == 0 || draws.upperBound == plan.draws, "a part ends with a block or the run")
    var report: (@Sendable (Int) -> Void)?
    if let onProgress { report = { onProgress(min($0 * size, draws.count)) } }
    let workers = Parallel.workers(
      blocks: (draws.count + size - 1) / size, threads: threads, onProgress: report
    ) { [source] in
      Worker(source: source(), sink: PanelSink(plan))
    } body: { worker, block in
      let first = draws.lowerBound + block * size
      worker.sink.begin()
      worker.source.make(first..<min(first + size, draws.upperBound), worker.sink)
      worker.sink.end()
    }
    for worker in workers { worker.sink.finish() }
    var total = workers[0].sink.handOver()
    for worker in workers.dropFirst() {
      var rest = worker.sink.handOver()
      total.absorb(&rest)
    }
    return total
  }

  private struct Worker: Sendable {
    let source: any DrawSource
    let sink: PanelSink
  }

  /// Narrower brackets by the order statistics of a pilot: so narrow that about one run in ten thousand has one that
  /// misses.
  private func narrowed(
    _ brackets: [QuantileBrackets], _ tally: EnsembleTally, _ pilot: EnsemblePlan, threads: Int
  ) -> [QuantileBrackets] {
    let count = max(1, columns * (brackets.first?.probabilities.count ?? 0))
    let deviations = -normalQuantile(0.00005 / Double(count))
    let isFirst = pilot.probabilities.count < 2
    return inParallel(threads) { column in
      var ranks: [[Int]] = []
      _ = brackets[column].narrowed(draws: tally.draws, deviations: deviations) { probability, rank in
        ranks.append([probability, rank])
        return nil
      }
      // All ranks of the first pilot are among the same values, and are looked for together.
      var known: [[Int]: Double] = [:]
      let groups = isFirst ? [ranks.sorted { $0[1] < $1[1] }] : ranks.map { [$0] }
      for group in groups where !group.isEmpty {
        let values = tally.values(of: column, isFirst ? 0 : group[0][0], ranks: group.map { $0[1] }, pilot)
        for (key, value) in zip(group, values ?? []) { known[key] = value }
      }
      return brackets[column].narrowed(draws: tally.draws, deviations: deviations) { known[[$0, $1]] }
    }
  }

  /// The result for each column, columns shared among threads.
  func inParallel<Value: Sendable>(_ threads: Int, _ body: @escaping @Sendable (Int) -> Value) -> [Value] {
    let size = 16
    return Parallel.map(blocks: (columns + size - 1) / size, threads: threads) { [columns] block in
      (block * size..<min((block + 1) * size, columns)).map(body)
    }.flatMap { $0 }
  }
}
