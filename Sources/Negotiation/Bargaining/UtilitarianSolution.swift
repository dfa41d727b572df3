extension BargainingProblem {
  /// The package with the largest sum of `U_i`.
  ///
  /// It compares percentage points of two GDPs one to one.
  ///
  /// Source: Harsanyi, "Cardinal welfare …", Journal of Political Economy 63, 1955.
  public func utilitarian() -> Package { best { $0.first + $0.second } }
}
