internal import RealModule

/// The analytic hierarchy process: weights from statements of how many times more one child matters than another.
///
/// Source: Saaty, J. Math. Psychol. 15, 1977; several experts by the geometric mean, Aczél and Saaty, J. Math.
/// Psychol. 27, 1983.
enum AnalyticHierarchy {
  /// Above this consistency ratio a matrix contradicts itself too much.
  static let greatestRatio = 0.1
  /// The largest matrix for which a random index is known.
  static let greatestOrder = 15

  /// What follows from a matrix.
  struct Result {
    /// The principal eigenvector, summing to 1.
    let weights: [Double]
    /// ((λ − n)/(n − 1)) / RI(n); 0 for fewer than three children.
    let consistencyRatio: Double
  }

  /// The principal eigenvector of a matrix of positive numbers, and its consistency ratio.
  ///
  /// By repeated multiplication, which converges for every positive matrix; each step costs n² operations.
  static func result(_ matrix: [[Double]]) -> Result {
    let n = matrix.count
    var weights = [Double](repeating: 1 / Double(n), count: n)
    var eigenvalue = Double(n)
    for _ in 0..<10_000 {
      let product = matrix.map { row in zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } }
      eigenvalue = product.reduce(0, +)
      let next = product.map { $0 / eigenvalue }
      let change = zip(next, weights).map { abs($0 - $1) }.max() ?? 0
      weights = next
      if change <= 1e-16 { break }
    }
    let index = n > 1 ? (eigenvalue - Double(n)) / Double(n - 1) : 0
    return Result(weights: weights, consistencyRatio: n < 3 ? 0 : max(0, index / randomIndex[n]))
  }

  /// The elementwise geometric mean, which is reciprocal where all matrices are.
  static func combined(_ matrices: [[[Double]]]) -> [[Double]] {
    let n = matrices[0].count
    return (0..<n).map { i in
      (0..<n).map { j in
        Double.exp(matrices.map { Double.log($0[i][j]) }.sorted().reduce(0, +) / Double(matrices.count))
      }
    }
  }

  /// RI(n), the mean consistency index of random matrices: Saaty, The Analytic Hierarchy Process, 1980.
  private static let randomIndex = [
    0, 0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
  ]
}
