/// The least squares problem whose unknowns must not be negative: min ‖A x − b‖ over x ≥ 0.
///
/// By the active set method, which ends after finitely many steps at the optimum. Cost: in practice about as many
/// Cholesky factorisations as there are unknowns above 0.
///
/// Source: Lawson and Hanson, Solving Least Squares Problems, 1974, chapter 23.
public enum NonNegativeLeastSquares {
  /// x, or `nil` where columns of A depend on each other so much that no step can be computed.
  ///
  /// - Parameters:
  ///   - a: A.
  ///   - b: b, one number per row of A.
  ///   - ridge: added to the diagonal of AᵀA, so that columns that depend on each other share what they explain.
  public static func solve(_ a: Matrix, _ b: [Double], ridge: Double = 0) -> [Double]? {
    precondition(a.rows == b.count, "one number on the right for each row")
    let n = a.columns
    let normal = a.transposed.multiplied(by: a)
    let right = a.transposed.multiplied(by: Matrix(rows: b.count, columns: 1, storage: b)).storage
    let tolerance = 1e-12 * (right.map(abs).max() ?? 0)
    var x = [Double](repeating: 0, count: n)
    var free = Set<Int>()

    /// The solution in which the unknowns of `free` alone are not 0.
    func unconstrained() -> [Double]? {
      let positions = free.sorted()
      var block = Matrix(repeating: 0, rows: positions.count, columns: positions.count)
      for (i, p) in positions.enumerated() {
        for (j, q) in positions.enumerated() { block[i, j] = normal[p, q] + (p == q ? ridge : 0) }
      }
      guard let factor = try? Cholesky(block) else { return nil }
      var result = [Double](repeating: 0, count: n)
      for (i, value) in factor.solve(positions.map { right[$0] }).enumerated() {
        result[positions[i]] = value
      }
      return result
    }

    for _ in 0..<30 * (n + 1) {
      let gradient = (0..<n).map { i in
        right[i] - ridge * x[i] - (0..<n).reduce(0) { $0 + normal[i, $1] * x[$1] }
      }
      let steepest = (0..<n).filter { !free.contains($0) && gradient[$0] > tolerance }
        .max { gradient[$0] < gradient[$1] }
      guard let next = steepest else { return x }
      free.insert(next)
      while true {
        guard let full = unconstrained() else { return nil }
        let negative = free.filter { full[$0] <= 0 }
        if negative.isEmpty {
          x = full
          break
        }
        let step = negative.map { x[$0] / (x[$0] - full[$0]) }.min()!
        for i in free { x[i] += step * (full[i] - x[i]) }
        for i in free where x[i] <= 1e-15 {
          x[i] = 0
          free.remove(i)
        }
        if free.isEmpty { break }
      }
    }
    return nil
  }
}
