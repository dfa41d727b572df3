internal import RealModule

/// The probability of an outcome from a few predictors, log(p/(1 − p)) = β₀ + Σ β_k z_k, on predictors z that are
/// standardised by the sample's mean and population standard deviation.
///
/// Minimises Σ log(1 + exp(−y η)) + ½ strength · Σ_k β_k², with y = ±1 and the constant left free. The penalty keeps
/// coefficients finite where a small sample is separated, as it often is. A predictor that is constant in the sample
/// has coefficient 0. Same as `LogisticRegression(C=1/strength)` of scikit-learn after its `StandardScaler`.
///
/// Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 4.4, by Newton's method.
public struct LogisticRegression: Sendable {
  /// β₀.
  public let constant: Double
  /// β of the standardised predictors.
  public let coefficients: [Double]
  private let means: [Double]
  private let deviations: [Double]

  /// Fits outcomes to predictors. Cost: O(n k²) for each of about eight steps.
  ///
  /// - Parameters:
  ///   - predictors: observations × predictors; finite.
  ///   - outcomes: whether it happened. There must be both cases.
  ///   - strength: of the penalty, above 0.
  public init(_ predictors: Matrix, _ outcomes: [Bool], strength: Double = 1) {
    precondition(predictors.rows == outcomes.count && outcomes.contains(true) && outcomes.contains(false))
    precondition(strength > 0, "a penalty of 0")
    let (n, k) = (predictors.rows, predictors.columns)
    means = (0..<k).map { Statistics.mean(predictors.column($0)) }
    deviations = (0..<k).map { column in
      Statistics.standardDeviation(predictors.column(column)) * (Double(n - 1) / Double(n)).squareRoot()
    }
    // The constant comes first.
    var design = Matrix(repeating: 1, rows: n, columns: k + 1)
    for j in 0..<k {
      for i in 0..<n {
        design[i, j + 1] = deviations[j] > 0 ? (predictors[i, j] - means[j]) / deviations[j] : 0
      }
    }
    func penalized(_ beta: [Double]) -> Double {
      var sum = 0.5 * strength * beta.dropFirst().reduce(0) { $0 + $1 * $1 }
      for i in 0..<n {
        let eta = (0...k).reduce(0) { $0 + design[i, $1] * beta[$1] } * (outcomes[i] ? -1 : 1)
        // log(1 + e^η) without overflow.
        sum += max(eta, 0) + Double.log(onePlus: Double.exp(-abs(eta)))
      }
      return sum
    }
    let share = Double(outcomes.count { $0 }) / Double(n)
    var beta = [Double](repeating: 0, count: k + 1)
    beta[0] = Double.log(share / (1 - share))
    var value = penalized(beta)
    for _ in 0..<100 {
      var gradient = beta.map { $0 * strength }
      gradient[0] = 0
      var curvature = Matrix(repeating: 0, rows: k + 1, columns: k + 1)
      for j in 1..<max(1, k + 1) { curvature[j, j] = strength }
      for i in 0..<n {
        let p = LogisticRegression.logistic((0...k).reduce(0) { $0 + design[i, $1] * beta[$1] })
        for j in 0...k {
          gradient[j] += (p - (outcomes[i] ? 1 : 0)) * design[i, j]
          for l in 0...j { curvature[j, l] += p * (1 - p) * design[i, j] * design[i, l] }
        }
      }
      guard let factor = try? Cholesky(curvature.mirrored) else { break }
      let step = factor.solve(gradient)
      // Newton's step overshoots at times; half of it, a quarter, … does not.
      var scale = 1.0
      var next = beta
      var better = value
      while scale > 1e-9 {
        next = zip(beta, step).map { $0 - scale * $1 }
        better = penalized(next)
        if better <= value { break }
        scale /= 2
      }
      let gain = value - better
      if better <= value { (beta, value) = (next, better) }
      if gain < 1e-14 * max(1, value), (step.map(abs).max() ?? 0) < 1e-9 || gain <= 0 { break }
    }
    constant = beta[0]
    coefficients = Array(beta.dropFirst())
  }

  /// The probability for one set of predictors.
  public func probability(_ predictors: [Double]) -> Double {
    precondition(predictors.count == coefficients.count, "another number of predictors")
    let eta = predictors.indices.reduce(constant) { sum, j in
      deviations[j] > 0 ? sum + coefficients[j] * (predictors[j] - means[j]) / deviations[j] : sum
    }
    return LogisticRegression.logistic(eta)
  }

  private static func logistic(_ eta: Double) -> Double {
    eta >= 0 ? 1 / (1 + Double.exp(-eta)) : Double.exp(eta) / (1 + Double.exp(eta))
  }
}
