internal import COpenBLAS
internal import RealModule

/// The Cholesky factorisation A = L Lᵀ of a symmetric positive definite matrix, by LAPACK.
///
/// `L` is lower triangular. The square of its diagonal element i, over A's, is the share of the variance of column i
/// that the columns before it leave unexplained, where A is a covariance matrix.
public struct Cholesky: Sendable {
  /// Why a matrix has no factorisation.
  public struct NotPositiveDefinite: Error, Hashable, Sendable {
    /// The first column that is a linear combination of those before it, within the tolerance.
    public let column: Int
  }

  /// L, with zeros above its diagonal.
  public let factor: Matrix

  /// Factorises a symmetric matrix, of which the lower triangle is read.
  ///
  /// Cost: n³/3 operations.
  ///
  /// - Parameter tolerance: the least share of A's diagonal element that must be left in each column; below it the
  ///   column counts as a combination of the others. Rounding alone leaves about n · 2⁻⁵² of a singular column.
  /// - Precondition: the matrix is square and finite.
  public init(_ matrix: Matrix, tolerance: Double = 1e-12) throws(NotPositiveDefinite) {
    precondition(matrix.rows == matrix.columns, "a matrix that is not square")
    precondition(matrix.storage.allSatisfy(\.isFinite), "a matrix that is not finite")
    guard matrix.rows > 0, BLAS.isReproducible else {
      factor = matrix
      return
    }
    var storage = matrix.storage
    let order = [Int32(matrix.rows)]
    var info: Int32 = 0
    dpotrf_("L", order, &storage, order, &info, 1)
    precondition(info >= 0, "argument \(-info) of dpotrf")
    if info > 0 { throw NotPositiveDefinite(column: Int(info) - 1) }
    var factor = Matrix(rows: matrix.rows, columns: matrix.rows, storage: storage)
    for column in 0..<matrix.rows {
      for row in 0..<column { factor[row, column] = 0 }
      let pivot = factor[column, column]
      if pivot * pivot <= tolerance * matrix[column, column] { throw NotPositiveDefinite(column: column) }
    }
    self.factor = factor
  }

  /// The number of rows and columns of A.
  public var order: Int { factor.rows }

  /// X of A X = B. Cost: 2 n² operations for each column of B.
  ///
  /// - Precondition: B has as many rows as A.
  public func solve(_ right: Matrix) -> Matrix {
    precondition(right.rows == order, "a right side of \(right.rows) rows for \(order) equations")
    if right.rows == 0 || right.columns == 0 { return right }
    var storage = right.storage
    let order = [Int32(order)]
    var info: Int32 = 0
    dpotrs_("L", order, [Int32(right.columns)], factor.storage, order, &storage, order, &info, 1)
    precondition(info == 0, "argument \(-info) of dpotrs")
    return Matrix(rows: right.rows, columns: right.columns, storage: storage)
  }

  /// x of A x = b.
  public func solve(_ right: [Double]) -> [Double] {
    solve(Matrix(rows: right.count, columns: 1, storage: right)).storage
  }

  /// A⁻¹. Prefer ``solve(_:)-(Matrix)``, which is more exact. Cost: 2 n³ operations.
  public var inverse: Matrix { solve(.identity(order)) }

  /// ln det A, which does not overflow as the determinant does.
  public var logDeterminant: Double {
    2 * exactSum((0..<order).lazy.map { Double.log(factor[$0, $0]) })
  }
}

extension Matrix {
  /// The identity matrix of `order` rows and columns.
  public static func identity(_ order: Int) -> Matrix {
    var result = Matrix(repeating: 0, rows: order, columns: order)
    for i in 0..<order { result[i, i] = 1 }
    return result
  }

  /// The transpose. Cost: a copy.
  public var transposed: Matrix {
    var result = Matrix(repeating: 0, rows: columns, columns: rows)
    for j in 0..<columns {
      for i in 0..<rows { result[j, i] = self[i, j] }
    }
    return result
  }
}
