internal import PressureNumerics

/// What is kept of the draws made so far: sums, counts and what may be a quantile. Tallies of parts of a run add up to
/// that of the whole, to the last bit.
struct EnsembleTally: Sendable, Codable, Equatable {
  /// One number of a draw.
  struct Column: Sendable, Codable, Equatable {
    var moments: RunningMoments
    /// The squares of the deviations from the reference: what the standard error of the standard deviation needs.
    var squares: RunningMoments
    var quantiles: QuantileCounter
  }

  /// The draws, failed ones included.
  var draws = 0
  var columns: [Column]
  var ripe = 0
  var zone = 0
  /// Draws in which each side has the larger N.
  var moreMotivated = [0, 0]
  /// Draws in which each side has the larger I.
  var moreWilling = [0, 0]
  /// Draws in which each concession is in the package.
  var concessions: [Int]
  /// Side by side the draws in which it has each rank by pressure, the highest first.
  var ranks: [Int]
  var failed = 0
  /// The first draws that failed.
  var firstFailures: [Int] = []

  static let keptFailures = 5

  init(_ layout: OutputLayout, references: [Double], _ brackets: [QuantileBrackets]) {
    columns = zip(references, brackets).map { reference, brackets in
      Column(
        moments: RunningMoments(reference: reference), squares: RunningMoments(reference: 0),
        quantiles: QuantileCounter(brackets: brackets))
    }
    concessions = Array(repeating: 0, count: layout.concessions.count)
    ranks = Array(repeating: 0, count: layout.sides.count * layout.sides.count)
  }

  /// The draws that count.
  var succeeded: Int { draws - failed }

  /// Adds a block.
  mutating func add(_ block: EnsembleBlock, _ layout: OutputLayout) {
    draws += block.events.count + block.failures.count
    failed += block.failures.count
    firstFailures = Array((firstFailures + block.failures).sorted().prefix(Self.keptFailures))
    for (i, values) in block.columns.enumerated() {
      columns[i].moments.add(block: values)
      let reference = columns[i].moments.reference
      columns[i].squares.add(block: values.map { ($0 - reference) * ($0 - reference) })
      columns[i].quantiles.add(contentsOf: values)
    }
    for event in block.events {
      if event & DrawEvents.ripe != 0 { ripe += 1 }
      if event & DrawEvents.zone != 0 { zone += 1 }
    }
    for m in concessions.indices {
      let bit = UInt64(1) << UInt64(DrawEvents.firstConcession + m)
      concessions[m] += block.events.count { $0 & bit != 0 }
    }
    if layout.hasIncentive {
      count(.motivation, block, layout, into: &moreMotivated)
      count(.incentive, block, layout, into: &moreWilling)
    }
    addRanks(block, layout.sides.count)
  }

  private func count(
    _ measure: OutputLayout.Measure, _ block: EnsembleBlock, _ layout: OutputLayout, into counts: inout [Int]
  ) {
    guard let a = layout.position(measure, side: 0), let b = layout.position(measure, side: 1) else { return }
    for (x, y) in zip(block.columns[a], block.columns[b]) {
      if x > y { counts[0] += 1 } else if y > x { counts[1] += 1 }
    }
  }

  /// Counts ranks by pressure; sides with equal pressure share the better one.
  private mutating func addRanks(_ block: EnsembleBlock, _ sides: Int) {
    for draw in block.events.indices {
      for side in 0..<sides {
        let own = block.columns[side][draw]
        var rank = 0
        for other in 0..<sides where block.columns[other][draw] > own { rank += 1 }
        ranks[side * sides + rank] += 1
      }
    }
  }

  /// Adds the draws of another part of the run.
  mutating func merge(_ other: EnsembleTally) {
    draws += other.draws
    failed += other.failed
    firstFailures = Array((firstFailures + other.firstFailures).sorted().prefix(Self.keptFailures))
    for i in columns.indices {
      columns[i].moments.merge(other.columns[i].moments)
      columns[i].squares.merge(other.columns[i].squares)
      columns[i].quantiles.merge(other.columns[i].quantiles)
    }
    ripe += other.ripe
    zone += other.zone
    for i in moreMotivated.indices {
      moreMotivated[i] += other.moreMotivated[i]
      moreWilling[i] += other.moreWilling[i]
    }
    for i in concessions.indices { concessions[i] += other.concessions[i] }
    for i in ranks.indices { ranks[i] += other.ranks[i] }
  }

  /// Whether `other` has the same shape, references and brackets, so that the two may be merged.
  func fits(_ other: EnsembleTally) -> Bool {
    columns.count == other.columns.count && concessions.count == other.concessions.count
      && ranks.count == other.ranks.count
      && zip(columns, other.columns).allSatisfy {
        $0.moments.reference == $1.moments.reference && $0.quantiles.brackets == $1.quantiles.brackets
      }
  }
}
