/// Exponentially weighted covariances σ_t = λσ_{t−1} + (1 − λ) d_t d_t′ of deviations d, started at I/12, one step after
/// the other: those of ``CorrelationWeightedIndex``, for paths that branch.
///
/// Source: Hollo, Kremer and Lo Duca, CISS, ECB Working Paper 1426, 2012.
public struct FadingCovariances: Sendable {
  /// λ.
  public let decay: Double
  /// σ.
  public private(set) var covariances: Matrix

  /// The beginning: I/12, the covariance of independent uniform variables.
  ///
  /// - Precondition: `decay` lies in 0..<1.
  public init(width: Int, decay: Double = CorrelationWeightedIndex.standardDecay) {
    precondition((0..<1).contains(decay), "a decay outside 0..<1")
    self.decay = decay
    covariances = Matrix.identity(width).map { $0 / 12 }
  }

  /// Takes the next deviations; 0 for a variable that is missing. Cost: O(width²).
  public mutating func advance(_ deviations: [Double]) {
    precondition(deviations.count == covariances.rows, "another number of variables")
    for j in deviations.indices {
      for i in deviations.indices {
        covariances[i, j] = decay * covariances[i, j] + (1 - decay) * (deviations[i] * deviations[j])
      }
    }
  }

  /// ρ_ij = σ_ij/√(σ_ii σ_jj); 0 with a variable whose variance has faded to 0. Cost: O(width²).
  public var correlations: Matrix {
    var result = Matrix.identity(covariances.rows)
    for i in 0..<covariances.rows {
      for j in 0..<i {
        let scale = (covariances[i, i] * covariances[j, j]).squareRoot()
        let rho = scale > 0 ? min(1, max(-1, covariances[i, j] / scale)) : 0
        (result[i, j], result[j, i]) = (rho, rho)
      }
    }
    return result
  }
}
