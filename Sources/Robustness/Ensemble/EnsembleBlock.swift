internal import PressureNumerics

/// The draws of one block: what each gives, draw after draw.
struct EnsembleBlock: Sendable {
  /// The number of the first draw.
  let first: Int
  /// For each column the numbers of the draws that succeeded, in order.
  let columns: [[Double]]
  /// The events of the same draws.
  let events: [UInt64]
  /// The draws that failed.
  let failures: [Int]
  /// Side by side the draws in which it has each rank by pressure, the highest first.
  let ranks: [Int]

  /// Makes the draws of a range.
  init(_ evaluator: DrawEvaluator, _ draws: Range<Int>, _ points: DrawPoints) {
    first = draws.lowerBound
    let count = evaluator.layout.columns.count
    let points = points.points(draws)
    let rows = draws.count
    let dimensions = evaluator.dimensions
    var workspace = DrawEvaluator.Workspace()
    var numbers = [Double](repeating: 0, count: count * rows)
    var events: [UInt64] = []
    events.reserveCapacity(rows)
    var failures: [Int] = []
    var point = [Double](repeating: 0, count: dimensions)
    points.storage.withUnsafeBufferPointer { all in
      numbers.withUnsafeMutableBufferPointer { numbers in
        point.withUnsafeMutableBufferPointer { point in
          for draw in 0..<rows {
            for d in 0..<dimensions { point[d] = all[d * rows + draw] }
            let position = events.count
            var isFinite = true
            let event = evaluator.draw(UnsafeBufferPointer(point), &workspace) { column, number in
              numbers[column * rows + position] = number
              isFinite = isFinite && number.isFinite
            }
            if let event, isFinite { events.append(event) } else { failures.append(draws.lowerBound + draw) }
          }
        }
      }
    }
    let kept = events.count
    columns = (0..<count).map { Array(numbers[$0 * rows..<$0 * rows + kept]) }
    self.events = events
    self.failures = failures
    ranks = EnsembleBlock.ranks(
      numbers, sides: evaluator.layout.sides.count, draws: kept, stride: rows)
  }

  /// Counts ranks by pressure, the first columns; sides with equal pressure share the better rank.
  ///
  /// Cost: O(n log n) for n sides and each draw.
  private static func ranks(_ numbers: [Double], sides: Int, draws: Int, stride: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: sides * sides)
    var order = Array(0..<sides)
    var pressure = [Double](repeating: 0, count: sides)
    for draw in 0..<draws {
      for side in 0..<sides { pressure[side] = numbers[side * stride + draw] }
      order.sort { pressure[$0] > pressure[$1] }
      var rank = 0
      for (place, side) in order.enumerated() {
        if place > 0, pressure[side] < pressure[order[place - 1]] { rank = place }
        counts[side * sides + rank] += 1
      }
    }
    return counts
  }
}

/// The points of the unit hypercube at which draws are made, by their numbers.
struct DrawPoints: Sendable {
  private let seed: UInt64
  private let dimensions: Int
  private let sequence: SobolSequence?

  init(_ settings: EnsembleSettings, dimensions: Int) {
    seed = settings.seed
    self.dimensions = dimensions
    sequence =
      settings.sampling == .sobol ? SobolSequence(dimensions: dimensions, seed: settings.seed) : nil
  }

  /// One row for each draw, one column for each coordinate.
  func points(_ draws: Range<Int>) -> Matrix {
    sequence?.points(draws) ?? RandomStream.uniforms(seed: seed, draws: draws, indices: 0..<dimensions)
  }
}
