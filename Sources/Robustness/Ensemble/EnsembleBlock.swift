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
