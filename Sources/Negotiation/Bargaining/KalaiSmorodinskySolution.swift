extension BargainingProblem {
  /// The package with the largest minimum of `U_i / (U_i of the side's best acceptable package)`.
  ///
  /// The ratios are compared within the same tolerance, as plain numbers. A side that no acceptable package
  /// gives anything has the ratio 0, and the tie rule decides.
  ///
  /// Source: Kalai and Smorodinsky, "Other solutions to Nash's bargaining problem", Econometrica 43, 1975.
  public func kalaiSmorodinsky() -> Package {
    let ideal = idealPoint
    func ratio(_ utility: Double, _ best: Double) -> Double { best > Self.tolerance ? utility / best : 0 }
    return best { min(ratio($0.first, ideal.first), ratio($0.second, ideal.second)) }
  }

  /// What each side's best acceptable package is worth to it: the ideal point.
  public var idealPoint: Pair<Double> {
    utilities.map { values in acceptable.reduce(0) { max($0, values[Int($1.mask)]) } }
  }
}
