extension BargainingProblem {
  /// The package with the largest minimum of `U_i`.
  ///
  /// Source: Kalai, "Proportional solutions to bargaining situations", Econometrica 45, 1977.
  public func egalitarian() -> Package { best { min($0.first, $0.second) } }
}
