/// How much of the variation of a weighted sum y = Σ w_k x_k each of its terms accounts for.
///
/// Equal weights are not equal importance: a term that varies more, or goes together with the others, says more
/// about the sum.
///
/// Source: Paruolo, Saisana and Saltelli, J. R. Stat. Soc. A 176, 2013.
public enum EffectiveImportance {
  /// The share of the variance of y that a straight line in x_k accounts for, S_k = (Σw)_k² / (σ_k² · wᵀΣw), which is
  /// the squared correlation of y and x_k; in 0…1, and not summing to 1 where the terms are correlated.
  ///
  /// A term that does not vary has 0. `nil` where y does not vary.
  /// Cost: O(n²).
  ///
  /// - Parameters:
  ///   - covariance: Σ, symmetric.
  ///   - weights: w.
  public static func linear(covariance: Matrix, weights: [Double]) -> [Double]? {
    precondition(covariance.rows == weights.count && covariance.columns == weights.count, "the sizes differ")
    let column = Matrix(rows: weights.count, columns: 1, storage: weights)
    let shared = covariance.multiplied(by: column).storage
    let variance = zip(weights, shared).reduce(0) { $0 + $1.0 * $1.1 }
    guard variance > 0 else { return nil }
    return shared.indices.map { k in
      let own = covariance[k, k]
      return own > 0 ? min(1, shared[k] * shared[k] / (own * variance)) : 0
    }
  }
}
