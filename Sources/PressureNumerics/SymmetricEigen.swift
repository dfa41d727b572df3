internal import COpenBLAS

/// The eigenvalues and eigenvectors of a real symmetric matrix: A = V diag(λ) Vᵀ with VᵀV = I.
///
/// Each vector's sign is the one with which its elements sum to more than 0; where they sum to 0, the one with
/// which the first element that is not 0 is positive. By LAPACK `dsyev`.
public struct SymmetricEigen: Sendable {
  /// The eigenvalues, the largest first.
  public let values: [Double]
  /// The eigenvectors in the columns, in the order of ``values``, each of length 1.
  public let vectors: Matrix

  /// Decomposes `matrix`, of which the lower triangle is read. Cost: about 9 n³ operations.
  ///
  /// - Precondition: `matrix` is square and holds finite numbers.
  public init(_ matrix: Matrix) {
    precondition(matrix.rows == matrix.columns, "eigenvalues of a matrix that is not square")
    precondition(matrix.storage.allSatisfy(\.isFinite), "eigenvalues of a matrix that is not finite")
    let n = matrix.rows
    guard n > 0, BLAS.isReproducible else {
      values = []
      vectors = matrix
      return
    }
    var vectors = matrix.storage
    var rising = [Double](repeating: 0, count: n)
    var order = Int32(n)
    // The size at which LAPACK works on blocks of 64 columns.
    var length = Int32(max(1, 66 * n))
    var work = [Double](repeating: 0, count: Int(length))
    var status: Int32 = 0
    var leading = order
    dsyev_("V", "L", &order, &vectors, &leading, &rising, &work, &length, &status, 1, 1)
    // The QR iteration on a symmetric matrix of finite numbers fails for no known input.
    precondition(status == 0, "dsyev ended with status \(status)")
    var turned: [Double] = []
    turned.reserveCapacity(n * n)
    for column in (0..<n).reversed() {
      let vector = vectors[column * n..<(column + 1) * n]
      let sum = exactSum(vector)
      let decisive = abs(sum) > 1e-12 ? sum : vector.first { abs($0) > 1e-12 } ?? 1
      turned += decisive < 0 ? vector.map { -$0 } : Array(vector)
    }
    values = rising.reversed()
    self.vectors = Matrix(rows: n, columns: n, storage: turned)
  }
}
