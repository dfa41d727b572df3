extension BargainingProblem {
  /// The acceptable package that is worth most to `side`: its opening demand.
  public func best(for side: Int) -> Package { best { $0[side] } }
}
