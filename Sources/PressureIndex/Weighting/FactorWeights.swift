internal import PressureNumerics

/// Weights from rotated factors, after the Handbook: the principal components of the children's correlations whose
/// eigenvalue exceeds a limit are rotated by varimax; each child belongs to the factor on which it loads most, and its
/// weight is its squared loading, scaled to 1 within the factor, times the factor's share of the variance that all
/// factors account for. Together: w_k ∝ max_f l_kf².
///
/// Factors are turned so that most loadings on them are positive; a child whose greatest loading is negative is an
/// error or gets 0, as in ``PrincipalComponentWeights``.
/// Cost: O(rows · children² + children³). Sources: Handbook (OECD/JRC 2008), section 6; Nicoletti, Scarpetta and
/// Boylaud, OECD Economics Department WP 226, 2000.
enum FactorWeights {
  /// What is found.
  struct Result {
    let weights: [Double]
    /// The number of factors.
    let factors: Int
    /// The share of the variance of all children that the factors account for.
    let varianceShare: Double
    /// The children whose greatest loading opposed the others and whose weight was set to 0.
    let zeroed: [Int]
  }

  static func weights(
    _ sample: ScoreSample, eigenvalueAbove limit: Double, isOpposingZero: Bool
  ) throws(WeightingFailure) -> Result {
    let eigen = SymmetricEigen(try sample.correlations())
    // Eigenvalues that equal the limit up to rounding, such as 1 where nothing is correlated, do not exceed it.
    let factors = eigen.values.prefix { $0 > limit + 1e-9 }.count
    if factors == 0 { throw .noComponent }
    if factors < sample.children, eigen.values[factors - 1] - eigen.values[factors] <= 1e-9 {
      throw .noComponent
    }
    var loadings = Matrix(repeating: 0, rows: sample.children, columns: factors)
    for factor in 0..<factors {
      for child in 0..<sample.children {
        loadings[child, factor] = eigen.vectors[child, factor] * eigen.values[factor].squareRoot()
      }
    }
    let rotated = Varimax.rotated(loadings)
    var greatest = [Double](repeating: 0, count: sample.children)
    for factor in 0..<factors {
      let column = Array(rotated.column(factor))
      // The sign of a factor is that of its squares' majority, which small loadings do not sway.
      let balance = column.reduce(0) { $0 + $1 * abs($1) }
      if abs(balance) < 1e-9, column.contains(where: { $0 < -1e-9 }) { throw .undecided }
      let sign = balance < 0 ? -1.0 : 1.0
      for child in greatest.indices where abs(column[child]) > abs(greatest[child]) {
        greatest[child] = sign * column[child]
      }
    }
    let zeroed = greatest.indices.filter { greatest[$0] < -1e-9 }
    if !isOpposingZero, let child = zeroed.first { throw .opposing(child: child, loading: greatest[child]) }
    let squares = greatest.map { max(0, $0) * max(0, $0) }
    return Result(
      weights: try squares.normalized(), factors: factors,
      varianceShare: eigen.values.prefix(factors).reduce(0, +) / Double(sample.children), zeroed: zeroed)
  }
}
