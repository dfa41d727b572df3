/// Summary statistics of a sample.
///
/// None depends on the order of the values, not even in the last digit: swapping two sides of a pooled sample
/// leaves them as they were. Values must be finite.
public enum Statistics {
  /// The sum, as if computed exactly and rounded once. 0 for no values.
  ///
  /// Cost: O(n) for values of similar size.
  @specialized(where Values == [Double])
  public static func sum<Values: Sequence<Double>>(_ values: Values) -> Double { exactSum(values) }

  /// The arithmetic mean; exactly the value where all values are equal.
  ///
  /// Cost: O(n).
  ///
  /// - Precondition: there is a value.
  @specialized(where Values == [Double])
  public static func mean<Values: Collection<Double>>(_ values: Values) -> Double {
    guard let least = values.min() else { preconditionFailure("the mean of nothing") }
    return least + exactSum(values.map { $0 - least }) / Double(values.count)
  }

  /// The sample standard deviation √(Σ(x − mean)² / (n − 1)); exactly 0 where all values are equal.
  ///
  /// In two passes, with the deviations from the mean squared, so a large mean costs no digits.
  /// Cost: O(n).
  ///
  /// - Precondition: there are at least two values.
  @specialized(where Values == [Double])
  public static func standardDeviation<Values: Collection<Double>>(_ values: Values) -> Double {
    precondition(values.count >= 2, "the spread of fewer than two values")
    let mean = mean(values)
    let squares = exactSum(values.map { ($0 - mean) * ($0 - mean) })
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// The smallest and the largest value, or `nil` where there is none.
  ///
  /// Cost: O(n).
  @specialized(where Values == [Double])
  public static func range<Values: Sequence<Double>>(_ values: Values) -> ClosedRange<Double>? {
    var range: (least: Double, greatest: Double)?
    for value in values {
      range = (min(range?.least ?? value, value), max(range?.greatest ?? value, value))
    }
    return range.map { $0.least...$0.greatest }
  }
}

// The same for arrays, compiled for them where they are called from other modules.
extension Statistics {
  /// The arithmetic mean; see ``mean(_:)``.
  public static func mean(_ values: [Double]) -> Double { mean(values[...]) }

  /// The sample standard deviation; see ``standardDeviation(_:)``.
  public static func standardDeviation(_ values: [Double]) -> Double { standardDeviation(values[...]) }

  /// The median; see ``median(_:)``.
  public static func median(_ values: [Double]) -> Double { median(values[...]) }
}
