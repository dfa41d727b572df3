internal import PressureNumerics

/// Weights from the first principal component of the children's correlations: the squares of its loadings, which sum
/// to 1.
///
/// The component's sign is the one of most of its loadings. A loading of the other sign says that its child moves
/// against the rest: an error that names it, or the weight 0 where the model says so, but never a negative weight.
/// Cost: O(rows · children² + children³). Source: Handbook (OECD/JRC 2008), section 6.
enum PrincipalComponentWeights {
  /// What to do about a loading whose sign opposes the others.
  enum Opposing { case error, zero }

  /// What is found.
  struct Result {
    let weights: [Double]
    /// The component's share of the variance of all children.
    let varianceShare: Double
    /// The children whose loading opposed the others and whose weight was set to 0.
    let zeroed: [Int]
  }

  static func weights(_ sample: ScoreSample, isOpposingZero: Bool) throws(WeightingFailure) -> Result {
    let eigen = SymmetricEigen(try sample.correlations())
    if eigen.values[0] - eigen.values[1] <= 1e-9 * eigen.values[0] { throw .noComponent }
    let loadings = Array(eigen.vectors.column(0))
    let zeroed = try opposing(loadings, isOpposingZero: isOpposingZero)
    let squares = loadings.indices.map { zeroed.contains($0) ? 0 : loadings[$0] * loadings[$0] }
    return Result(
      weights: try squares.normalized(), varianceShare: eigen.values[0] / Double(sample.children),
      zeroed: zeroed)
  }

  /// The children whose loading is below 0 beyond rounding, the loadings' sum being above 0.
  private static func opposing(_ loadings: [Double], isOpposingZero: Bool) throws(WeightingFailure) -> [Int] {
    let opposing = loadings.indices.filter { loadings[$0] < -1e-9 }
    if opposing.isEmpty { return [] }
    if abs(loadings.reduce(0, +)) < 1e-9 { throw .undecided }
    if !isOpposingZero { throw .opposing(child: opposing[0], loading: loadings[opposing[0]]) }
    return opposing
  }
}
