/// Summary statistics of a sample.
///
/// None depends on the order of the values, not even in the last digit: swapping two sides of a pooled sample
/// leaves them as they were. Values must be finite.
public enum Statistics {
  /// The arithmetic mean; exactly the value where all values are equal.
  ///
  /// Cost: O(n).
  ///
  /// - Precondition: there is a value.
  public static func mean(_ values: some Collection<Double>) -> Double {
    guard let least = values.min() else { preconditionFailure("the mean of nothing") }
    return least + exactSum(values.lazy.map { $0 - least }) / Double(values.count)
  }

  /// The sample standard deviation √(Σ(x − mean)² / (n − 1)); exactly 0 where all values are equal.
  ///
  /// In two passes, with the deviations from the mean squared, so a large mean costs no digits.
  /// Cost: O(n).
  ///
  /// - Precondition: there are at least two values.
  public static func standardDeviation(_ values: some Collection<Double>) -> Double {
    precondition(values.count >= 2, "the spread of fewer than two values")
    let mean = mean(values)
    let squares = exactSum(values.lazy.map { ($0 - mean) * ($0 - mean) })
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Quantiles of R's type 7: with n values in order, x[h] + (h − ⌊h⌋)(x[⌊h⌋ + 1] − x[⌊h⌋]) at h = p(n − 1).
  ///
  /// Cost: O(n log n).
  ///
  /// - Precondition: there is a value, none is NaN, and probabilities lie in 0…1.
  public static func quantiles(_ values: some Collection<Double>, _ probabilities: [Double]) -> [Double] {
    precondition(!values.isEmpty, "a quantile of nothing")
    let sorted = values.sorted()
    return probabilities.map { p in
      precondition(p >= 0 && p <= 1, "a probability lies in 0…1")
      let h = p * Double(sorted.count - 1)
      let (below, above) = (sorted[Int(h)], sorted[min(Int(h) + 1, sorted.count - 1)])
      let part = h - Double(Int(h))
      return below == above || part == 0 ? below : below + part * (above - below)
    }
  }

  /// The smallest and the largest value, or `nil` where there is none.
  ///
  /// Cost: O(n).
  public static func range(_ values: some Sequence<Double>) -> ClosedRange<Double>? {
    var range: (least: Double, greatest: Double)?
    for value in values {
      range = (min(range?.least ?? value, value), max(range?.greatest ?? value, value))
    }
    return range.map { $0.least...$0.greatest }
  }
}
