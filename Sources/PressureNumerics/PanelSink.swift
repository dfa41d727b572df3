internal import CKernels

/// What makes the draws of a run, eight at a time, on one thread.
public protocol DrawSource: Sendable {
  /// Hands the draws of a range, a block of ``EnsembleRun/blockDraws`` or less of one, to `sink`: each once, in an order
  /// that the range alone decides.
  func make(_ draws: Range<Int>, _ sink: PanelSink)
}

/// One thread's sums of the draws that it is handed.
///
/// Draws come in panels of eight: number c · 8 + lane is column c of a draw. Unchecked, since its room is raw memory; one
/// thread at a time uses it.
public final class PanelSink: @unchecked Sendable {
  private(set) var tally: EnsembleTally

  private let plan: EnsemblePlan
  private let lower: [Double]
  private let upper: [Double]
  private let keys: Room<UInt32>
  /// One room a power of the deviations.
  private let sums: [Room<Double>]
  private let below: Room<UInt64>
  private let ranks: Room<UInt32>
  private let masks: Room<UInt8>
  private let inside: Room<Double>
  private let kept: Room<UInt32>
  private var store = ValuePieces.Store()
  private var fullest: UInt32 = 0
  private var counted = 0

  private static let width = VectorKernels.width
  /// The room for the values inside a bracket.
  private static let capacity = Int(CK_KEPT)

  init(_ plan: EnsemblePlan) {
    self.plan = plan
    tally = EnsembleTally(plan)
    lower = plan.brackets.flatMap(\.lower)
    upper = plan.brackets.flatMap(\.upper)
    let (columns, width) = (plan.columns, PanelSink.width)
    keys = Room(16 * plan.ranked.roundedUp(toMultipleOf: 16), 0)
    sums = (0..<(plan.hasFourthMoments ? 4 : 2)).map { _ in Room(columns * width, 0) }
    below = Room(lower.count, 0)
    ranks = Room(plan.ranked * plan.ranked, 0)
    masks = Room(2 * plan.probabilities.count * columns.roundedUp(toMultipleOf: 8), 0)
    inside = Room(uninitialized: PanelSink.capacity * lower.count)
    kept = Room(lower.count, 0)
  }

  /// Adds two panels, of whose 16 draws those in `lanes` count, the first being the lowest bit.
  ///
  /// - Precondition: all numbers are finite, those of draws that do not count too; a second panel of which no draw
  ///   counts may be the first.
  public func add(_ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, lanes: UInt16) {
    if lanes == 0 { return }
    summarize(first, second, lanes)
    counted += lanes.nonzeroBitCount
    if plan.ranked > 0 {
      VectorKernels.table.ranks(
        first, second, plan.ranked, lanes, keys.start, ranks.start)
    }
  }

  /// Begins a block.
  func begin() {
    counted = 0
    for room in sums { room.fill(0) }
  }

  /// Ends a block: its sums are added exactly, so that it does not matter whose they are.
  func end() {
    // Lanes in one order, whatever the instructions.
    tally.add(draws: counted) { [sums] power, column in
      (0..<PanelSink.width).reduce(0) { $0 + sums[power].start[column * PanelSink.width + $1] }
    }
  }

  /// Hands over what was counted. To be called once, after all blocks.
  func finish() {
    drain()
    tally.add(
      below: UnsafeBufferPointer(start: below.start, count: lower.count),
      ranks: UnsafeBufferPointer(start: ranks.start, count: plan.ranked * plan.ranked))
  }

  /// The tally, which this one gives up, so that others are added to it in place.
  func handOver() -> EnsembleTally {
    defer { tally = EnsembleTally(plan.shortened(to: 0, brackets: [])) }
    return tally
  }

  private func summarize(_ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ lanes: UInt16) {
    // Both panels may add a value in every lane.
    if Int(fullest) > PanelSink.capacity - 2 * PanelSink.width { drain() }
    plan.reference.withUnsafeBufferPointer { reference in
      lower.withUnsafeBufferPointer { lower in
        upper.withUnsafeBufferPointer { upper in
          var summary = ck_summary()
          summary.reference = reference.baseAddress
          summary.sums = sums[0].start
          summary.squares = sums[1].start
          if sums.count == 4 {
            summary.cubes = sums[2].start
            summary.fourths = sums[3].start
          }
          summary.brackets = plan.probabilities.count
          summary.lower = lower.baseAddress
          summary.upper = upper.baseAddress
          summary.below = below.start
          summary.masks = masks.start
          summary.values = inside.start
          summary.kept = kept.start
          summary.fullest = fullest
          VectorKernels.table.summarize(first, second, plan.columns, lanes, &summary)
          fullest = summary.fullest
        }
      }
    }
  }

  /// Moves the values inside brackets to the tally. Values at the ends, which may be many in discrete results, are
  /// counted alone.
  private func drain() {
    for bracket in lower.indices where kept.start[bracket] > 0 {
      let (low, high) = (lower[bracket], upper[bracket])
      let values = inside.start + PanelSink.capacity * bracket
      let count = Int(kept.start[bracket])
      var ends = 0
      for i in 0..<count { ends += values[i] == low || values[i] == high ? 1 : 0 }
      var strict = count
      if ends > 0 {
        strict = 0
        var atLower = 0
        for i in 0..<count {
          if values[i] == low {
            atLower += 1
          } else if values[i] != high {
            values[strict] = values[i]
            strict += 1
          }
        }
        tally.add(atLower: atLower, atUpper: ends - atLower, at: bracket)
      }
      if strict > 0 {
        tally.add(inside: store.keep(UnsafeBufferPointer(start: values, count: strict)), at: bracket)
      }
      kept.start[bracket] = 0
    }
    fullest = 0
  }
}
