internal import RealModule

/// The scores of many units under many random weights, without the draws × units matrix ever being written.
///
/// Each draw is one column of a product of the units' indicators with the weights, which ``EnsembleRun`` sums up: in
/// memory that grows with the square root of the number of draws, and with the same bits for any number of threads and
/// any split of the draws into parts that begin at multiples of ``blockDraws``.
public struct ScoreEnsemble: Sendable {
  /// How a unit's indicators become its score.
  public enum Aggregation: String, Hashable, Codable, CaseIterable, Sendable {
    /// Σ w x.
    case arithmetic
    /// ∏ x^w; indicators must be above 0.
    case geometric
  }

  /// The number of draws in a block, the least that a thread takes and a part can hold.
  public static let blockDraws = EnsembleRun.blockDraws

  /// The greatest number of units whose ranks can be counted.
  public static let maximumRankedUnits = EnsembleRun.maximumRanked

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
  let reference: [Double]

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

  /// Runs all draws and sums them up.
  ///
  /// A quantile whose bracket missed it costs a second run; see ``QuantileBrackets``.
  ///
  /// Cost: 2 · units · indicators operations a draw; with ranks about units · log² units / 4 comparisons more.
  ///
  /// - Precondition: there are at least two draws, and at most ``maximumRankedUnits`` units where ranks are counted.
  public func run(
    draws: Int, probabilities: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], countsRanks: Bool = true,
    threads: Int,
    onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> ScoreDistributions {
    if !countsRanks && prefersUnits(draws: draws, threads: threads) {
      return runByUnits(draws: draws, probabilities: probabilities, threads: threads, onProgress: onProgress)
    }
    var plan = plan(draws: draws, probabilities: probabilities, countsRanks: countsRanks, threads: threads)
    while true {
      let tally = tally(plan, draws: 0..<draws, threads: threads, onProgress: onProgress)
      switch distributions(tally, plan, threads: threads) {
      case .success(let result): return result
      case .failure(let missed): plan = plan.reopened(missed.brackets)
      }
    }
  }

  /// What all parts of a run of `draws` share; see ``EnsembleRun/plan(draws:probabilities:hasFourthMoments:threads:)``.
  ///
  /// - Precondition: there are at least two draws, and at most ``maximumRankedUnits`` units where ranks are counted.
  public func plan(draws: Int, probabilities: [Double], countsRanks: Bool, threads: Int) -> EnsemblePlan {
    run(countsRanks: countsRanks).plan(draws: draws, probabilities: probabilities, threads: threads)
  }

  /// Sums up some draws of a run: all of it, or a part that begins at a multiple of ``blockDraws``.
  ///
  /// - Precondition: the plan is of this ensemble, and holds the draws.
  public func tally(
    _ plan: EnsemblePlan, draws: Range<Int>, threads: Int, onProgress: (@Sendable (Int) -> Void)? = nil
  ) -> EnsembleTally {
    run(countsRanks: plan.ranked > 0).tally(plan, draws: draws, threads: threads, onProgress: onProgress)
  }

  private func run(countsRanks: Bool) -> EnsembleRun {
    EnsembleRun(reference: reference, ranked: countsRanks ? units : 0) { [maker, packed] in
      ScoreSource(maker, packed)
    }
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
    let quantiles = run(countsRanks: false).inParallel(threads) { unit in
      plan.probabilities.indices.map { tally.quantile(unit, $0, plan) }
    }
    let missed = quantiles.enumerated().flatMap { unit, values in
      values.indices.filter { values[$0] == nil }.map {
        EnsembleTally.MissedBracket(column: unit, probability: $0)
      }
    }
    if !missed.isEmpty { return .failure(Missed(brackets: missed)) }
    var shares: Matrix?
    if plan.ranked > 0 {
      var counted = Matrix(repeating: 0, rows: units, columns: units)
      for rank in 0..<units {
        for unit in 0..<units {
          counted[unit, rank] = Double(tally.count(column: unit, rank: rank)) / Double(tally.draws)
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
