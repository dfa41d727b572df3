internal import RealModule

/// Moments beyond the second, in the bias-adjusted form of SAS, SPSS and Excel ("type 2").
extension Statistics {
  /// The skewness G1 = [√n Σd³/(Σd²)^1.5] · √(n(n−1))/(n−2), with d the deviations from the mean.
  ///
  /// Positive where the long tail is on the right. `nil` for fewer than three values, and where all are equal.
  /// Does not depend on the order of the values, nor on their unit. Cost: O(n).
  ///
  /// Source: Joanes and Gill, Comparing measures of sample skewness and kurtosis, The Statistician 47, 1998.
  @specialized(where Values == [Double])
  public static func skewness<Values: Collection<Double>>(_ values: Values) -> Double? {
    guard values.count >= 3, let d = scaledDeviations(values) else { return nil }
    let n = Double(values.count)
    let second = exactSum(d.map { $0 * $0 })
    let third = exactSum(d.map { $0 * $0 * $0 })
    let biased = n.squareRoot() * third / (second * second.squareRoot())
    return biased * (n * (n - 1)).squareRoot() / (n - 2)
  }

  /// The excess kurtosis G2 = ((n+1)(r−3)+6)(n−1)/((n−2)(n−3)), with r = nΣd⁴/(Σd²)²; 0 for a normal
  /// distribution.
  ///
  /// `nil` for fewer than four values, and where all are equal. Does not depend on the order of the values, nor on
  /// their unit. Cost: O(n).
  ///
  /// Source: Joanes and Gill, 1998, as for ``skewness(_:)``.
  @specialized(where Values == [Double])
  public static func excessKurtosis<Values: Collection<Double>>(_ values: Values) -> Double? {
    guard values.count >= 4, let d = scaledDeviations(values) else { return nil }
    let n = Double(values.count)
    let second = exactSum(d.map { $0 * $0 })
    let fourth = exactSum(d.map { $0 * $0 * $0 * $0 })
    let ratio = n * fourth / (second * second)
    return ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
  }

  /// The deviations from the mean over the largest of them, so that no power of them overflows or vanishes; `nil`
  /// where all values are equal.
  private static func scaledDeviations(_ values: some Collection<Double>) -> [Double]? {
    let mean = mean(values)
    let deviations = values.map { $0 - mean }
    guard let largest = deviations.lazy.map({ abs($0) }).max(), largest > 0 else { return nil }
    return deviations.map { $0 / largest }
  }
}
