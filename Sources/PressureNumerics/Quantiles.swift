/// Quantiles by linear interpolation between order statistics: R's type 7, the default of R, numpy and Excel.
extension Statistics {
  /// The `p`-quantile: with h = (n − 1) p, the value at position h of the sorted values counted from 0, interpolated
  /// linearly between its neighbours.
  ///
  /// Does not depend on the order of the values. Cost: O(n log n).
  ///
  /// - Precondition: there is a value, none is NaN, and p lies in 0…1.
  ///
  /// Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50, 1996.
  public static func quantile(_ values: some Sequence<Double>, _ p: Double) -> Double {
    quantile(ofSorted: values.sorted(), p)
  }

  /// The `p`-quantile of values in ascending order. Cost: O(1).
  ///
  /// - Precondition: as for ``quantile(_:_:)``.
  public static func quantile(ofSorted sorted: [Double], _ p: Double) -> Double {
    precondition(!sorted.isEmpty, "a quantile of nothing")
    precondition((0...1).contains(p), "a quantile of a share outside 0…1")
    let position = Double(sorted.count - 1) * p
    let below = Int(position)
    let share = position - Double(below)
    // Between equal values, and at a value, there is nothing to interpolate, and no infinity to multiply by 0.
    if share == 0 || sorted[below] == sorted[below + 1] { return sorted[below] }
    return sorted[below] + share * (sorted[below + 1] - sorted[below])
  }

  /// The median: the middle value, or the mean of the two in the middle. Cost: O(n log n).
  ///
  /// - Precondition: there is a value, and none is NaN.
  public static func median(_ values: some Sequence<Double>) -> Double { quantile(values, 0.5) }
}
