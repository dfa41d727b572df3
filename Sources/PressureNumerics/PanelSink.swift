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
  private let network: [UInt16]
  private let lower: [Double]
  private let upper: [Double]
  private let keys: Room<UInt32>
  /// One room a power of the deviations.
  private let sums: [Room<Double>]
  private let below: Room<UInt64>
  private let ranks: Room<UInt32>
  private let masks: Room<UInt8>
  private let inside: Room<Double>
  private let insideOf: Room<UInt32>
  private let insideSorted: Room<Double>
  private var kept = 0
  private var counted = 0

  private static let width = VectorKernels.width
  /// The number of kept values above which they are handed on.
  private static let most = 1 << 15

  init(_ plan: EnsemblePlan, network: [UInt16]) {
    self.plan = plan
    self.network = network
    tally = EnsembleTally(plan)
    lower = plan.brackets.flatMap(\.lower)
    upper = plan.brackets.flatMap(\.upper)
    let (columns, width) = (plan.columns, PanelSink.width)
    keys = Room(2 * plan.ranked * width, 0)
    sums = (0..<(plan.hasFourthMoments ? 4 : 2)).map { _ in Room(columns * width, 0) }
    below = Room(lower.count, 0)
    ranks = Room(plan.ranked * plan.ranked, 0)
    masks = Room(plan.probabilities.count * columns.roundedUp(toMultipleOf: 8), 0)
    // One panel may add every value once for each probability.
    let capacity = PanelSink.most + lower.count * width
    inside = Room(capacity, 0)
    insideOf = Room(capacity, 0)
    insideSorted = Room(capacity, 0)
  }

  /// Adds two panels, of whose 16 draws those in `lanes` count, the first being the lowest bit.
  ///
  /// - Precondition: all numbers are finite, those of draws that do not count too; a second panel of which no draw
  ///   counts may be the first.
  public func add(_ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, lanes: UInt16) {
    if lanes == 0 { return }
    summarize(first, UInt8(truncatingIfNeeded: lanes))
    if lanes > 0xff { summarize(second, UInt8(lanes >> 8)) }
    counted += lanes.nonzeroBitCount
    if plan.ranked > 0 {
      VectorKernels.table.ranks(
        first, second, plan.ranked, lanes, network, network.count / 2, keys.start, ranks.start)
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

  private func summarize(_ panel: UnsafePointer<Double>, _ lanes: UInt8) {
    if kept > PanelSink.most { drain() }
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
          summary.brackets_of = insideOf.start
          summary.kept = kept
          VectorKernels.table.summarize(panel, plan.columns, lanes, &summary)
          kept = summary.kept
        }
      }
    }
  }

  /// Moves the values inside brackets to the tally.
  private func drain() {
    // In the order of the brackets, by counting, so that each is added to once. Values at the ends, which may be many in
    // discrete results, are counted alone.
    var ends = Array(repeating: 0, count: lower.count + 1)
    var (low, high) = (ends, ends)
    var strict = 0
    for i in 0..<kept {
      let (value, bracket) = (inside.start[i], insideOf.start[i])
      if value == lower[Int(bracket)] {
        low[Int(bracket)] += 1
      } else if value == upper[Int(bracket)] {
        high[Int(bracket)] += 1
      } else {
        inside.start[strict] = value
        insideOf.start[strict] = bracket
        ends[Int(bracket) + 1] += 1
        strict += 1
      }
    }
    for i in lower.indices {
      if low[i] + high[i] > 0 { tally.add(atLower: low[i], atUpper: high[i], at: i) }
      ends[i + 1] += ends[i]
    }
    var next = ends
    for i in 0..<strict {
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
