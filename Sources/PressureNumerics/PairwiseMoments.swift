/// Covariances and correlations of the columns of a matrix, each over the rows in which both columns have a value
/// (pairwise-complete observations). Without missing values these are the usual ones.
///
/// With missing values the matrix of correlations need not be positive semidefinite; who needs that looks at its
/// eigenvalues.
///
/// Source: `cov` and `cor` of R with `use = "pairwise.complete.obs"`.
public struct PairwiseMoments: Sendable {
  /// For each pair of columns, the number of rows in which both have a value.
  public let counts: Matrix
  /// For each pair of columns their covariance, with divisor n − 1; 0 where fewer than two rows have both.
  public let covariance: Matrix
  /// The variance of the column of the row's number over the rows in which the column of the column's number has a
  /// value too.
  private let variance: Matrix

  /// Computes the moments of `values`, where `mask` is 1 for a value and 0 for none; `nil` for no missing value.
  ///
  /// Columns are centred first, so that a large mean costs no digits. Cost: five matrix products, or 10 · rows ·
  /// columns² operations.
  public init(_ values: Matrix, mask: Matrix? = nil) {
    let n = values.columns
    var centred = values
    let present = mask ?? Matrix(repeating: 1, rows: values.rows, columns: n)
    precondition(present.rows == values.rows && present.columns == n, "the mask has another shape")
    for column in 0..<n {
      let rows = (0..<values.rows).filter { present[$0, column] == 1 }
      let mean = rows.isEmpty ? 0 : Statistics.mean(rows.map { values[$0, column] })
      for row in 0..<values.rows {
        centred[row, column] = present[row, column] == 1 ? values[row, column] - mean : 0
      }
    }
    let (x, m) = (centred, present)
    let (xT, mT) = (x.transposed, m.transposed)
    let counts = mT.multiplied(by: m)
    let sums = xT.multiplied(by: m)
    let crosses = xT.multiplied(by: x)
    let squares = x.hadamard(x).transposed.multiplied(by: m)
    var covariance = Matrix(repeating: 0, rows: n, columns: n)
    var variance = covariance
    for i in 0..<n {
      for j in 0..<n where counts[i, j] >= 2 {
        let count = counts[i, j]
        covariance[i, j] = (crosses[i, j] - sums[i, j] * sums[j, i] / count) / (count - 1)
        variance[i, j] = (squares[i, j] - sums[i, j] * sums[i, j] / count) / (count - 1)
        // Where the pair's rows hardly differ from each other, compared with the rest of the column, the
        // difference above is rounding: two passes over these rows tell a constant from a small spread.
        if variance[i, j] * (count - 1) <= 1e-8 * squares[i, j] {
          let shared = (0..<x.rows).filter { m[$0, i] == 1 && m[$0, j] == 1 }.map { x[$0, i] }
          let deviation = Statistics.standardDeviation(shared)
          variance[i, j] = deviation * deviation
        }
      }
    }
    self.counts = counts
    self.covariance = covariance
    self.variance = variance
  }

  /// The correlation of two columns, in −1…1; 1 for a column with itself.
  ///
  /// `nil` where fewer than two rows have both values, or one of the columns is constant over these rows.
  public func correlation(_ i: Int, _ j: Int) -> Double? {
    guard counts[i, j] >= 2, variance[i, j] > 0, variance[j, i] > 0 else { return nil }
    if i == j { return 1 }
    return min(1, max(-1, covariance[i, j] / (variance[i, j].squareRoot() * variance[j, i].squareRoot())))
  }

  /// The matrix of correlations, or the first pair of columns that has none.
  public func correlations() -> Result<Matrix, UndefinedCorrelation> {
    let n = counts.columns
    var result = Matrix(repeating: 0, rows: n, columns: n)
    for i in 0..<n {
      for j in 0...i {
        guard let r = correlation(i, j) else { return .failure(UndefinedCorrelation(first: j, second: i)) }
        result[i, j] = r
        result[j, i] = r
      }
    }
    return .success(result)
  }

  /// Two columns without a correlation: too few rows have both values, or one is constant over them.
  public struct UndefinedCorrelation: Error, Hashable, Sendable {
    /// The one with the smaller number.
    public let first: Int
    /// The other; the same where the column alone is the matter.
    public let second: Int
  }
}
