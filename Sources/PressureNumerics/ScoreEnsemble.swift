internal import RealModule

/// The scores of many units under many random weights, without the draws × units matrix ever being written.
///
/// Each draw is one column of a product of the units' indicators with the weights. Eight draws of all units at a
/// time stay in the processor's nearest cache, where they are summed up, compared with brackets and ranked, and
/// are then forgotten. Memory grows with the square root of the number of draws, and with the square of that of
/// units where ranks are counted.
///
/// Results are the same, bit for bit, for any number of threads and any split of the draws into parts that begin
/// at multiples of ``blockDraws``.
public struct ScoreEnsemble: Sendable {
  /// How a unit's indicators become its score.
  public enum Aggregation: String, Hashable, Codable, CaseIterable, Sendable {
    /// Σ w x.
    case arithmetic
    /// ∏ x^w; indicators must be above 0.
    case geometric
  }

  /// The number of draws in a block, the least that a thread takes and a part can hold.
  public static let blockDraws = 1024

  /// The number of units.
  public let units: Int
  /// The number of indicators.
  public let indicators: Int
  /// How a unit's indicators become its score.
  public let aggregation: Aggregation
  /// The seed of the weights.
  public let seed: UInt64

  let maker: WeightMaker
  let packed: PackedScores
  private let reference: [Double]

  /// Describes an ensemble: one row of `indicators` a unit, one column an indicator.
  ///
  /// - Precondition: there are units and indicators, all numbers are finite, and above 0 for geometric
  ///   aggregation; weights are those of as many indicators.
  public init(_ scores: Matrix, aggregation: Aggregation = .arithmetic, weights: WeightDraws, seed: UInt64) {
    precondition(scores.rows > 0 && scores.columns > 0, "nothing to score")
    precondition(scores.storage.allSatisfy(\.isFinite), "scores are finite")
    units = scores.rows
    indicators = scores.columns
    self.aggregation = aggregation
    self.seed = seed
    maker = WeightMaker(weights, indicators: indicators, seed: seed)
    packed = PackedScores(scores, aggregation)
    let centre = weights.centre(indicators)
    reference = (0..<units).map { unit in
      let row = scores.row(unit)
      return switch aggregation {
      case .arithmetic: zip(centre, row).reduce(0) { $0 + $1.0 * $1.1 }
      case .geometric: .exp(zip(centre, row).reduce(0) { $0 + $1.0 * .log($1.1) })
      }
    }
  }

  /// The weights of some draws: one row a draw, one column an indicator.
  public func weights(_ draws: Range<Int>) -> Matrix {
    var result = Matrix(repeating: 0, rows: draws.count, columns: indicators)
    var panel = Array(repeating: 0.0, count: 8 * indicators)
    for first in stride(from: draws.lowerBound / 8 * 8, to: draws.upperBound, by: 8) {
      panel.withUnsafeMutableBufferPointer { panel in
        if let start = panel.baseAddress { maker.fill(start, first: first) }
      }
      for draw in max(first, draws.lowerBound)..<min(first + 8, draws.upperBound) {
        for k in 0..<indicators { result[draw - draws.lowerBound, k] = panel[8 * k + draw - first] }
      }
    }
    return result
  }

  /// About how many bytes a run takes at most, for the caller to weigh before it starts.
  public func bytes(draws: Int, probabilities: Int, countsRanks: Bool, threads: Int) -> Int {
    let kept = min(Double(draws), 20 * Double(draws).squareRoot() * Double(probabilities) + 8192)
    let workers =
      threads * units * (countsRanks ? 4 * units + 64 : 0) + threads * units * probabilities * 512 * 8
    return 8 * units * (Int(kept) + indicators) + workers + (countsRanks ? 16 * units * units : 0)
  }

  /// Runs all draws and sums them up.
  ///
  /// A quantile whose bracket missed it costs a second run; see ``QuantileBrackets``.
  ///
  /// Cost: 2 · units · indicators operations a draw; with ranks about units · log² units / 4 comparisons more.
  ///
  /// - Precondition: there are at least two draws.
  public func run(
    draws: Int, probabilities: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], countsRanks: Bool = true,
    threads: Int,
    onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> ScoreDistributions {
    var plan = plan(draws: draws, probabilities: probabilities, countsRanks: countsRanks, threads: threads)
    while true {
      let tally = tally(plan, draws: 0..<draws, threads: threads, onProgress: onProgress)
      switch distributions(tally, plan, threads: threads) {
      case .success(let result): return result
      case .failure(let missed): plan = plan.reopened(missed.brackets)
      }
    }
  }

  /// What all parts of a run of `draws` share: short runs, each 16 times the one before, bracket the quantiles.
  ///
  /// - Precondition: there are at least two draws.
  public func plan(draws: Int, probabilities: [Double], countsRanks: Bool, threads: Int) -> EnsemblePlan {
    precondition(draws > 1, "too few draws")
    var plan = EnsemblePlan(
      draws: draws, countsRanks: countsRanks, reference: reference,
      brackets: Array(repeating: QuantileBrackets(unbounded: probabilities), count: units))
    let block = ScoreEnsemble.blockDraws
    // Bounded so that the values of the first pilot, all of which are kept, stay below 2²² where they can.
    var pilot = min(max(draws / 16, 1), max(1, (1 << 22) / units), 8 * block)
    pilot = (pilot + block - 1) / block * block
    while 2 * pilot <= draws, !probabilities.isEmpty {
      let short = plan.shortened(to: pilot, brackets: plan.brackets)
      let tally = tally(short, draws: 0..<pilot, threads: threads)
      plan = EnsemblePlan(
        draws: draws, countsRanks: countsRanks, reference: reference,
        brackets: brackets(tally, short, threads: threads))
      if 16 * pilot > draws / 8 { break }
      pilot *= 16
    }
    return plan
  }

  /// Sums up some draws of a run: all of it, or a part that begins at a multiple of ``blockDraws``.
  ///
  /// - Precondition: the plan is of this ensemble, and holds the draws.
  public func tally(
    _ plan: EnsemblePlan, draws: Range<Int>, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> EnsembleTally {
    let size = ScoreEnsemble.blockDraws
    precondition(plan.units == units && draws.upperBound <= plan.draws, "the plan of another ensemble")
    precondition(draws.lowerBound % size == 0, "a part begins with a block")
    precondition(
      draws.upperBound % size == 0 || draws.upperBound == plan.draws, "a part ends with a block or the run")
    let network = plan.countsRanks ? sortingNetwork(units).flatMap { [$0.0, $0.1] } : []
    let workers = Parallel.workers(
      blocks: (draws.count + size - 1) / size, threads: threads, onProgress: onProgress
    ) { [maker, packed] in
      EnsembleWorker(plan, maker, packed, network: network)
    } body: { worker, block in
      let first = draws.lowerBound + block * size
      worker.add(first..<min(first + size, draws.upperBound))
    }
    var total = EnsembleTally(plan)
    for worker in workers {
      worker.finish()
      total.merge(worker.tally)
    }
    return total
  }

  /// Narrower brackets by the order statistics of a pilot.
  private func brackets(_ tally: EnsembleTally, _ plan: EnsemblePlan, threads: Int) -> [QuantileBrackets] {
    inParallel(threads) { unit in
      plan.brackets[unit].narrowed(draws: tally.draws) { probability, rank in
        tally.values(of: unit, probability, ranks: [rank])?[0]
      }
    }
  }

  /// The result for each unit, units shared among threads.
  private func inParallel<Value: Sendable>(_ threads: Int, _ body: @escaping @Sendable (Int) -> Value)
    -> [Value]
  {
    let size = 16
    return Parallel.map(blocks: (units + size - 1) / size, threads: threads) { block in
      (block * size..<min((block + 1) * size, units)).map(body)
    }.flatMap { $0 }
  }

  /// Brackets that missed.
  public struct Missed: Error, Hashable, Sendable {
    /// Each of them.
    public let brackets: [EnsembleTally.MissedBracket]
  }

  /// The distributions by the tally of a whole run, or the brackets that missed: run again with
  /// ``EnsemblePlan/reopened(_:)``.
  public func distributions(
    _ tally: EnsembleTally, _ plan: EnsemblePlan, threads: Int = 1
  ) -> Result<ScoreDistributions, Missed> {
    let quantiles = inParallel(threads) { unit in
      plan.probabilities.indices.map { tally.quantile(unit, $0, plan) }
    }
    let missed = quantiles.enumerated().flatMap { unit, values in
      values.indices.filter { values[$0] == nil }.map {
        EnsembleTally.MissedBracket(unit: unit, probability: $0)
      }
    }
    if !missed.isEmpty { return .failure(Missed(brackets: missed)) }
    var shares: Matrix?
    if plan.countsRanks {
      var counted = Matrix(repeating: 0, rows: units, columns: units)
      for rank in 0..<units {
        for unit in 0..<units {
          counted[unit, rank] = Double(tally.count(unit: unit, rank: rank)) / Double(tally.draws)
        }
      }
      shares = counted
    }
    return .success(
      ScoreDistributions(
        draws: tally.draws, probabilities: plan.probabilities,
        means: (0..<units).map { tally.mean($0, plan) },
        standardDeviations: (0..<units).map(tally.standardDeviation),
        quantiles: Matrix(rows: quantiles.map { $0.compactMap { $0 } }), rankShares: shares))
  }
}
