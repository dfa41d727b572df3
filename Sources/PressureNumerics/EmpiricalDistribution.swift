/// The empirical distribution of a sample: F(x) = #{values ≤ x} / n.
public struct EmpiricalDistribution: Hashable, Sendable {
  /// The values in ascending order.
  public private(set) var sorted: [Double]

  /// The distribution of `sample`, which may be empty. Cost: O(n log n).
  ///
  /// - Precondition: no value is NaN.
  public init(_ sample: some Sequence<Double>) {
    sorted = sample.sorted()
    precondition(!sorted.contains(where: \.isNaN), "not a number")
  }

  /// The number of values.
  public var count: Int { sorted.count }

  /// Adds one value, as an expanding window does. Cost: O(log n) comparisons, O(n) moves.
  ///
  /// - Precondition: `value` is not NaN.
  public mutating func insert(_ value: Double) {
    precondition(!value.isNaN, "not a number")
    sorted.insert(value, at: count(atMost: value))
  }

  /// The number of values ≤ `x`. Cost: O(log n).
  public func count(atMost x: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number of values < `x`. Cost: O(log n).
  public func count(below x: Double) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The share of the values that are ≤ `x`. Cost: O(log n).
  ///
  /// - Precondition: there is a value.
  public func fraction(atMost x: Double) -> Double {
    precondition(!sorted.isEmpty, "the distribution of nothing")
    return Double(count(atMost: x)) / Double(sorted.count)
  }
}
