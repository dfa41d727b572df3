internal import PressureNumerics

/// Weights with which the children's effective importances are the stated ones.
///
/// With R the children's correlations and a_k = w_k sd_k, the effective importance of a child is in proportion to
/// c_k², where c = R a. So importances in proportion to the targets t need R a ∝ √t, and a = R⁻¹ √t where that is not
/// negative. Otherwise the targets cannot be reached with weights of at least 0, and those weights are taken whose
/// importances are nearest: max Σ √(s_k t_k) over the shares s of importance (the smallest Hellinger distance), which
/// is the least squares problem min ‖R a − √t‖ over a ≥ 0.
///
/// Cost: O(rows · children² + children³), and a few times that if the targets cannot be reached.
/// Sources: Paruolo, Saisana and Saltelli, J. R. Stat. Soc. A 176, 2013; Becker et al., Ecol. Indic. 80, 2017.
enum EqualImportanceWeights {
  /// What is found.
  struct Result {
    let weights: [Double]
    /// The effective importance of each child with these weights, Var(E[y|x_k])/Var(y) by straight lines.
    let importances: [Double]
    /// The importances' shares of their sum, to be compared with the targets.
    let shares: [Double]
    /// Whether the shares are the targets, to 10⁻⁹.
    let isReached: Bool
  }

  /// - Parameter targets: a share for each child, summing to 1.
  static func weights(_ sample: ScoreSample, targets: [Double]) throws(WeightingFailure) -> Result {
    let correlations = try sample.correlations()
    let deviations = try sample.deviations()
    let roots = targets.map { $0.squareRoot() }
    var scaled: [Double]?
    // Children of which one follows from the others share their weight; the exact way has no answer for them.
    let factor = try? Cholesky(correlations, tolerance: 1e-10)
    if let factor {
      let exact = factor.solve(roots)
      if exact.allSatisfy({ $0 >= -1e-12 }) { scaled = exact.map { max(0, $0) } }
    }
    scaled = scaled ?? NonNegativeLeastSquares.solve(correlations, roots, ridge: factor == nil ? 1e-8 : 0)
    guard let scaled else { throw .unsolvable("the least squares problem did not converge") }
    let weights = try scaled.indices.map { scaled[$0] / deviations[$0] }.normalized()
    var covariance = correlations
    for i in weights.indices {
      for j in weights.indices { covariance[i, j] *= deviations[i] * deviations[j] }
    }
    guard let importances = EffectiveImportance.linear(covariance: covariance, weights: weights) else {
      throw .allZero
    }
    let shares = try importances.normalized()
    return Result(
      weights: weights, importances: importances, shares: shares,
      isReached: zip(shares, targets).allSatisfy { abs($0 - $1) <= 1e-9 })
  }
}
