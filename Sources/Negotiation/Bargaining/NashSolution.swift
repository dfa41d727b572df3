internal import RealModule

extension BargainingProblem {
  /// The package with the largest product of gains, `argmax U_A U_B`.
  ///
  /// Source: Nash, "The bargaining problem", Econometrica 18, 1950.
  public func nash() -> Package { preferred(among: acceptable) }

  /// The package with the largest weighted product of gains, `argmax U_A^{α_A} U_B^{α_B}`.
  ///
  /// The weights are scaled to sum to 1, so the product is in percentage points. A side with weight 0 counts only
  /// in the tie rule.
  ///
  /// Source: Kalai, "Nonsymmetric Nash solutions", International Journal of Game Theory 6, 1977.
  ///
  /// - Precondition: the weights are 0 or more, and not both 0.
  public func generalisedNash(weights: Pair<Double>) -> Package {
    let sum = weights.first + weights.second
    precondition(weights.first >= 0 && weights.second >= 0 && sum > 0, "weights below 0, or both 0")
    let shares = weights.map { $0 / sum }
    return best { utilities in
      if Self.nashMean(utilities) == 0 { return 0 }
      return Double.exp(
        shares.first * Double.log(utilities.first) + shares.second * Double.log(utilities.second))
    }
  }
}
