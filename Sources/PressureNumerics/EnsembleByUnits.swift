internal import CKernels

/// Ensembles of so many units and indicators that these do not fit into a cache: instead of all units for some draws,
/// some units are scored for all draws, whose weights are made beforehand. Every unit's scores are then at hand, and
/// quantiles need no brackets. Digits are those of the other way.
extension ScoreEnsemble {
  /// The most bytes of weights and scores that are kept for this.
  private static let affordable = 1 << 30

  /// The number of units scored together, a multiple of the kernels' group.
  private var unitsPerBlock: Int { 8 * VectorKernels.table.unit_group }

  /// Whether scoring unit by unit is the better way.
  func prefersUnits(draws: Int, threads: Int) -> Bool {
    let room = draws.multipliedReportingOverflow(by: 8 * (indicators + threads * unitsPerBlock))
    return packed.chunk < packed.paddedUnits && !room.overflow
      && room.partialValue <= ScoreEnsemble.affordable
  }

  func runByUnits(
    draws: Int, probabilities: [Double], threads: Int, onProgress: (@Sendable (Int) -> Void)?
  ) -> ScoreDistributions {
    precondition(draws > 1, "too few draws")
    let width = VectorKernels.width
    let panels = (draws + width - 1) / width
    let weights = Room<Double>(panels * width * indicators, 0)
    let perBlock = ScoreEnsemble.blockDraws / width
    _ = Parallel.map(blocks: (panels + perBlock - 1) / perBlock, threads: threads) {
      [maker, indicators] block in
      for panel in block * perBlock..<min((block + 1) * perBlock, panels) {
        maker.fill(weights.start + panel * width * indicators, first: panel * width)
      }
    }
    let size = unitsPerBlock
    let workers = Parallel.workers(
      blocks: (units + size - 1) / size, threads: threads, onProgress: onProgress
    ) {
      UnitWorker(self, weights, draws: draws, probabilities: probabilities, units: size)
    } body: { worker, block in
      worker.add(block * size)
    }
    let results = workers.flatMap(\.results).sorted { $0.unit < $1.unit }
    return ScoreDistributions(
      draws: draws, probabilities: probabilities, means: results.map(\.mean),
      standardDeviations: results.map(\.standardDeviation),
      quantiles: Matrix(rows: results.map(\.quantiles)), rankShares: nil)
  }
}

/// One thread's work on an ensemble that is scored unit by unit.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it, and weights are only read.
private final class UnitWorker: @unchecked Sendable {
  struct Result: Sendable {
    let unit: Int
    let mean: Double
    let standardDeviation: Double
    let quantiles: [Double]
  }

  private(set) var results: [Result] = []
  private let ensemble: ScoreEnsemble
  private let weights: Room<Double>
  private let draws: Int
  private let probabilities: [Double]
  private let units: Int
  private let panels: Room<Double>
  private let scores: Room<Double>
  private let scratch: Room<Double>
  private let sums: Room<Double>
  private let squares: Room<Double>

  init(_ ensemble: ScoreEnsemble, _ weights: Room<Double>, draws: Int, probabilities: [Double], units: Int) {
    self.ensemble = ensemble
    self.weights = weights
    self.draws = draws
    self.probabilities = probabilities
    self.units = units
    panels = Room(units * 16, 0)
    scores = Room(units * draws.roundedUp(toMultipleOf: 8), 0)
    scratch = Room(draws, 0)
    sums = Room(units * 8, 0)
    squares = Room(units * 8, 0)
  }

  /// Scores the units from `first` on in all draws.
  func add(_ first: Int) {
    let count = min(units, ensemble.units - first)
    let padded = min(units, ensemble.packed.paddedUnits - first)
    let stride = draws.roundedUp(toMultipleOf: 8)
    var totals = Array(repeating: (sum: ExactSum(), squares: ExactSum()), count: count)
    for block in Swift.stride(from: 0, to: draws, by: ScoreEnsemble.blockDraws) {
      sums.fill(0)
      squares.fill(0)
      for draw in Swift.stride(from: block, to: min(block + ScoreEnsemble.blockDraws, draws), by: 16) {
        // Draws of one block are summed up; a second panel is of the same block, or the first.
        let left = min(block + ScoreEnsemble.blockDraws, draws) - draw
        let second = left > 8 ? panels.start + 8 * units : panels.start
        let own = weights.start + draw * ensemble.indicators
        ensemble.packed.score(
          first..<first + padded, own, left > 8 ? own + 8 * ensemble.indicators : own, to: panels.start,
          second)
        summarize(first, count, second, lanes: left >= 16 ? 0xffff : (1 << left) - 1)
        for unit in 0..<count {
          let place = scores.start + unit * stride + draw
          place.update(from: panels.start + 8 * unit, count: 8)
          if left > 8 { (place + 8).update(from: second + 8 * unit, count: 8) }
        }
      }
      for unit in 0..<count {
        totals[unit].sum.add((0..<8).reduce(0) { $0 + sums.start[8 * unit + $1] })
        totals[unit].squares.add((0..<8).reduce(0) { $0 + squares.start[8 * unit + $1] })
      }
    }
    let n = Double(draws)
    for unit in 0..<count {
      let (sum, squares) = (totals[unit].sum.value, totals[unit].squares.value)
      results.append(
        Result(
          unit: first + unit, mean: ensemble.reference[first + unit] + sum / n,
          standardDeviation: (max(0, squares - sum * sum / n) / (n - 1)).squareRoot(),
          quantiles: quantiles(scores.start + unit * stride)))
    }
  }

  private func summarize(_ first: Int, _ count: Int, _ second: UnsafePointer<Double>, lanes: UInt16) {
    ensemble.reference.withUnsafeBufferPointer { reference in
      var summary = ck_summary()
      summary.reference = reference.baseAddress.map { $0 + first }
      summary.sums = sums.start
      summary.squares = squares.start
      VectorKernels.table.summarize(panels.start, second, count, lanes, &summary)
    }
  }

  private func quantiles(_ values: UnsafePointer<Double>) -> [Double] {
    if probabilities.isEmpty { return [] }
    let positions = probabilities.map { $0 * Double(draws - 1) }
    let ranks = Set(positions.flatMap { [Int($0), min(Int($0) + 1, draws - 1)] }).sorted()
    var ordered = Array(repeating: 0.0, count: ranks.count)
    VectorKernels.table.order(values, draws, ranks, ranks.count, scratch.start, &ordered)
    let known = Dictionary(uniqueKeysWithValues: zip(ranks, ordered))
    return positions.map { position in
      let rank = Int(position)
      guard let below = known[rank], let above = known[min(rank + 1, draws - 1)] else {
        preconditionFailure("a rank was not looked for")
      }
      // −0 becomes 0, as where brackets are used.
      let (low, high, part) = (below + 0, above + 0, position - Double(rank))
      return low == high || part == 0 ? low : low + part * (high - low)
    }
  }
}
