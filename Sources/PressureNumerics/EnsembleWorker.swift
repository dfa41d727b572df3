internal import CKernels
internal import RealModule

/// The indicators of all units as the kernels read them.
struct PackedScores: Sendable {
  let units: Int
  let indicators: Int
  let isGeometric: Bool
  /// The number of units with the padding.
  let paddedUnits: Int
  /// The number of padded units whose packed indicators stay in the second cache.
  let chunk: Int
  let storage: [Double]

  init(_ scores: Matrix, _ aggregation: ScoreEnsemble.Aggregation) {
    let kernels = VectorKernels.table
    units = scores.rows
    indicators = scores.columns
    isGeometric = aggregation == .geometric
    paddedUnits = units.roundedUp(toMultipleOf: kernels.unit_group)
    let fitting = (256 << 10) / (8 * indicators) / kernels.unit_group * kernels.unit_group
    chunk = min(max(fitting, kernels.unit_group), paddedUnits)
    var values = scores.storage
    if isGeometric {
      precondition(values.allSatisfy { $0 > 0 }, "geometric aggregation of numbers that are not above 0")
      values = values.map { .log($0) }
    }
    var packed = Array(repeating: 0.0, count: paddedUnits * indicators)
    kernels.pack(values, units, indicators, &packed)
    storage = packed
  }
}

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

  /// The number of panels of eight draws that are scored together: one where all indicators fit into a cache, else
  /// enough to make reading them worth while.
  private let panels: Int
  private let weights: Room<Double>
  private let scores: Room<Double>
  private let keys: Room<Double>
  private let sums: Room<Double>
  private let squares: Room<Double>
  private let inside: Room<Double>
  private let kept: Room<UInt32>
  private let below: Room<UInt64>
  private let ranks: Room<UInt32>

  /// Room for values inside brackets; it is emptied before another 256 might not fit.
  private static let capacity = 512
  private static let width = VectorKernels.width

  init(_ plan: EnsemblePlan, _ maker: WeightMaker, _ packed: PackedScores, network: [UInt16]) {
    self.plan = plan
    self.maker = maker
    self.packed = packed
    self.network = network
    tally = EnsembleTally(plan)
    lower = plan.brackets.flatMap(\.lower)
    upper = plan.brackets.flatMap(\.upper)
    panels = packed.chunk == packed.paddedUnits ? 1 : 32
    let (units, width) = (packed.units, EnsembleWorker.width)
    weights = Room(panels * packed.indicators * width, 0)
    scores = Room(panels * packed.paddedUnits * width, 0)
    keys = Room(plan.countsRanks ? units * width : 0, 0)
    sums = Room(units * width, 0)
    squares = Room(units * width, 0)
    inside = Room(lower.count * EnsembleWorker.capacity, 0)
    kept = Room(lower.count, 0)
    below = Room(lower.count, 0)
    ranks = Room(plan.countsRanks ? units * units : 0, 0)
  }

  /// Adds the draws of a range of at most one block.
  func add(_ draws: Range<Int>) {
    let (units, width) = (packed.units, EnsembleWorker.width)
    sums.fill(0)
    squares.fill(0)
    var first = draws.lowerBound
    var sinceDrain = 0
    while first < draws.upperBound {
      let count = min(panels, (draws.upperBound - first + width - 1) / width)
      score(first, panels: count)
      for panel in 0..<count {
        let left = draws.upperBound - first - panel * width
        summarize(
          scores.start + panel * packed.paddedUnits * width, lanes: left >= 8 ? 0xff : (1 << left) - 1)
      }
      first += count * width
      sinceDrain += count * width
      if sinceDrain >= 256 {
        drain(beyond: EnsembleWorker.capacity - 256)
        sinceDrain = 0
      }
    }
    // Lanes in one order, whatever the instructions.
    func total(_ vectors: Room<Double>) -> [Double] {
      (0..<units).map { unit in (0..<width).reduce(0) { $0 + vectors.start[unit * width + $1] } }
    }
    tally.add(draws: draws.count, sums: total(sums), squares: total(squares))
  }

  /// Hands over what was counted. To be called once, at the end.
  func finish() {
    drain(beyond: 0)
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
    packed.storage.withUnsafeBufferPointer { storage in
      guard let start = storage.baseAddress else { return }
      for unit in stride(from: 0, to: packed.paddedUnits, by: packed.chunk) {
        for panel in 0..<count {
          VectorKernels.table.scores(
            start + unit * indicators, min(packed.chunk, packed.paddedUnits - unit), indicators,
            weights.start + panel * indicators * width, packed.isGeometric ? 1 : 0,
            scores.start + (panel * packed.paddedUnits + unit) * width)
        }
      }
    }
  }

  private func summarize(_ panel: UnsafeMutablePointer<Double>, lanes: UInt8) {
    plan.reference.withUnsafeBufferPointer { reference in
      lower.withUnsafeBufferPointer { lower in
        upper.withUnsafeBufferPointer { upper in
          var summary = ck_summary(
            reference: reference.baseAddress, sums: sums.start, squares: squares.start,
            brackets: plan.probabilities.count, lower: lower.baseAddress, upper: upper.baseAddress,
            below: below.start, inside: inside.start, capacity: EnsembleWorker.capacity, kept: kept.start)
          VectorKernels.table.summarize(panel, packed.units, lanes, &summary)
        }
      }
    }
    if plan.countsRanks {
      VectorKernels.table.ranks(
        panel, packed.units, lanes, network, network.count / 2, keys.start, ranks.start)
    }
  }

  /// Moves the values inside those brackets that hold more than `limit`.
  private func drain(beyond limit: Int) {
    for i in lower.indices where kept.start[i] > limit {
      tally.add(
        inside: UnsafeBufferPointer(
          start: inside.start + i * EnsembleWorker.capacity, count: Int(kept.start[i])),
        at: i)
      kept.start[i] = 0
    }
  }
}

/// Memory aligned to whole cache lines, freed with its owner.
private final class Room<Element: BitwiseCopyable> {
  let start: UnsafeMutablePointer<Element>
  private let count: Int

  init(_ count: Int, _ value: Element) {
    self.count = count
    start = UnsafeMutableRawPointer.allocate(
      byteCount: max(count * MemoryLayout<Element>.stride, 64), alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
    fill(value)
  }

  func fill(_ value: Element) { start.update(repeating: value, count: count) }

  deinit { UnsafeMutableRawPointer(start).deallocate() }
}
