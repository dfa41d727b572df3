/// Count, mean and variance of a stream of values, in constant memory.
///
/// Deviations from a fixed reference are summed exactly, so that partial results can be merged in any order and
/// split anywhere without a change in the last digit. With a reference near the mean no digits cancel.
public struct RunningMoments: Hashable, Codable, Sendable {
  /// What the deviations are taken from; merged results share it.
  public let reference: Double
  /// The number of values.
  public private(set) var count = 0
  private var sum = ExactSum()
  private var squares = ExactSum()

  /// Begins with no values. `reference` is any guess of the mean, best that of a pilot.
  public init(reference: Double) { self.reference = reference }

  /// Adds the values of one block. Its own sums are plain, in order, and only then added exactly: a block must be
  /// the same whoever computes it.
  ///
  /// Cost: O(n), two operations a value.
  public mutating func add(block values: some Collection<Double>) {
    var (sum, squares) = (0.0, 0.0)
    for value in values {
      let deviation = value - reference
      sum += deviation
      squares += deviation * deviation
    }
    add(count: values.count, sum: sum, squares: squares)
  }

  /// Adds a block by the sums of its deviations from the reference and of their squares.
  public mutating func add(count: Int, sum: Double, squares: Double) {
    self.count += count
    self.sum.add(sum)
    self.squares.add(squares)
  }

  /// Adds the values of another stream.
  ///
  /// - Precondition: both have one reference.
  public mutating func merge(_ other: RunningMoments) {
    precondition(reference == other.reference, "moments about different references")
    count += other.count
    sum.add(other.sum)
    squares.add(other.squares)
  }

  /// The mean; `nil` where there are no values.
  public var mean: Double? { count > 0 ? reference + sum.value / Double(count) : nil }

  /// The sample variance Σ(x − mean)² / (n − 1), never below 0; `nil` for fewer than two values.
  public var variance: Double? {
    guard count > 1 else { return nil }
    let n = Double(count)
    return max(0, (squares.value - sum.value * sum.value / n) / (n - 1))
  }

  /// The sample standard deviation; `nil` for fewer than two values.
  public var standardDeviation: Double? { variance?.squareRoot() }

  /// The Monte Carlo standard error of the mean of independent draws, sd/√n; `nil` for fewer than two values.
  public var standardError: Double? { variance.map { ($0 / Double(count)).squareRoot() } }
}
