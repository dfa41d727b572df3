internal import CKernels

/// One thread's work on an ensemble: its scratch room and what it has summed up.
///
/// Unchecked, since its room is raw memory; one thread at a time uses it.
final class EnsembleWorker: @unchecked Sendable {
  private(set) var tally: EnsembleTally

  private let plan: EnsemblePlan
  private let maker: WeightMaker
  private let packed: PackedScores
  private let network: [UInt16]
  private let lower: [Double]
  private let upper: [Double]

  /// The number of panels of eight draws that are scored together: two, as ranks are counted of 16 draws at once,
  /// where all indicators fit into a cache, else enough to make reading them worth while.
  private let panels: Int
  private let weights: Room<Double>
  private let scores: Room<Double>
  private let keys: Room<UInt32>
  private let sums: Room<Double>
  private let squares: Room<Double>
  private let below: Room<UInt64>
  private let ranks: Room<UInt32>
  private let masks: Room<UInt8>
  private let inside: Room<Double>
  private let insideOf: Room<UInt32>
  private let insideSorted: Room<Double>
  private var kept = 0

  private static let width = VectorKernels.width

  init(_ plan: EnsemblePlan, _ maker: WeightMaker, _ packed: PackedScores, network: [UInt16]) {
    self.plan = plan
    self.maker = maker
    self.packed = packed
    self.network = network
    tally = EnsembleTally(plan)
    lower = plan.brackets.flatMap(\.lower)
    upper = plan.brackets.flatMap(\.upper)
    panels = packed.chunk == packed.paddedUnits ? 2 : 32
    let (units, width) = (packed.units, EnsembleWorker.width)
    weights = Room(panels * packed.indicators * width, 0)
    scores = Room(panels * packed.paddedUnits * width, 0)
    keys = Room(plan.countsRanks ? 2 * units * width : 0, 0)
    sums = Room(units * width, 0)
    squares = Room(units * width, 0)
    below = Room(lower.count, 0)
    ranks = Room(plan.countsRanks ? units * units : 0, 0)
    masks = Room(plan.probabilities.count * units.roundedUp(toMultipleOf: 8), 0)
    // Room for a panel in which every value is inside every bracket, and for so many that emptying it pays.
    let capacity = lower.count * width + (1 << 15)
    inside = Room(capacity, 0)
    insideOf = Room(capacity, 0)
    insideSorted = Room(capacity, 0)
  }

  /// Adds the draws of a range of at most one block.
  func add(_ draws: Range<Int>) {
    let (units, width) = (packed.units, EnsembleWorker.width)
    sums.fill(0)
    squares.fill(0)
    for first in stride(from: draws.lowerBound, to: draws.upperBound, by: panels * width) {
      let count = min(panels, (draws.upperBound - first + width - 1) / width)
      score(first, panels: count)
      for panel in 0..<count {
        summarize(panel, lanes: UInt8(truncatingIfNeeded: lanes(draws, first, panel)))
      }
      if plan.countsRanks {
        for panel in stride(from: 0, to: count, by: 2) {
          VectorKernels.table.ranks(
            scores.start + panel * packed.paddedUnits * width,
            scores.start + (panel + 1) * packed.paddedUnits * width, units, lanes(draws, first, panel),
            network,
            network.count / 2, keys.start, ranks.start)
        }
      }
    }
    // Lanes in one order, whatever the instructions.
    func total(_ vectors: Room<Double>) -> [Double] {
      (0..<units).map { unit in (0..<width).reduce(0) { $0 + vectors.start[unit * width + $1] } }
    }
    tally.add(draws: draws.count, sums: total(sums), squares: total(squares))
  }

  /// The draws of two panels, from `panel` on, that are in the range.
  private func lanes(_ draws: Range<Int>, _ first: Int, _ panel: Int) -> UInt16 {
    let left = draws.upperBound - first - panel * EnsembleWorker.width
    return left >= 16 ? 0xffff : (1 << left) - 1
  }

  /// Hands over what was counted. To be called once, at the end.
  func finish() {
    drain()
    tally.add(
      below: UnsafeBufferPointer(start: below.start, count: lower.count),
      ranks: UnsafeBufferPointer(
        start: ranks.start, count: plan.countsRanks ? packed.units * packed.units : 0))
  }

  private func score(_ first: Int, panels count: Int) {
    let (width, indicators) = (EnsembleWorker.width, packed.indicators)
    for panel in 0..<count {
      maker.fill(weights.start + panel * indicators * width, first: first + panel * width)
    }
    for unit in stride(from: 0, to: packed.paddedUnits, by: packed.chunk) {
      for panel in 0..<count {
        packed.score(
          unit..<min(unit + packed.chunk, packed.paddedUnits), weights.start + panel * indicators * width,
          to: scores.start + (panel * packed.paddedUnits + unit) * width)
      }
    }
  }

  private func summarize(_ panel: Int, lanes: UInt8) {
    if kept > 1 << 15 { drain() }
    plan.reference.withUnsafeBufferPointer { reference in
      lower.withUnsafeBufferPointer { lower in
        upper.withUnsafeBufferPointer { upper in
          var summary = ck_summary(
            reference: reference.baseAddress, sums: sums.start, squares: squares.start,
            brackets: plan.probabilities.count, lower: lower.baseAddress, upper: upper.baseAddress,
            below: below.start, masks: masks.start, values: inside.start, brackets_of: insideOf.start,
            kept: kept)
          VectorKernels.table.summarize(
            scores.start + panel * packed.paddedUnits * EnsembleWorker.width, packed.units, lanes, &summary)
          kept = summary.kept
        }
      }
    }
  }

  /// Moves the values inside brackets to the tally.
  private func drain() {
    // In the order of the brackets, by counting, so that each is added to once.
    var ends = Array(repeating: 0, count: lower.count + 1)
    for i in 0..<kept { ends[Int(insideOf.start[i]) + 1] += 1 }
    for i in lower.indices { ends[i + 1] += ends[i] }
    var next = ends
    for i in 0..<kept {
      let bracket = Int(insideOf.start[i])
      insideSorted.start[next[bracket]] = inside.start[i]
      next[bracket] += 1
    }
    for i in lower.indices where ends[i] < ends[i + 1] {
      tally.add(
        inside: UnsafeBufferPointer(start: insideSorted.start + ends[i], count: ends[i + 1] - ends[i]), at: i)
    }
    kept = 0
  }
}
