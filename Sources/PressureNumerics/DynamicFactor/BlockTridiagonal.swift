internal import COpenBLAS
internal import RealModule

/// A symmetric positive definite matrix whose blocks touch only their neighbours; its Cholesky factor, solutions, and
/// those parts of its inverse that lie in the same blocks.
///
/// For a precision matrix of states in the order of time this is the smoother: the solution is the mean, the inverse
/// holds the covariances. Cost of all: about 9 · Σ size³ operations, in products of dense blocks.
///
/// Source: Rauch, Tung and Striebel's recursions in information form; Takahashi, Fagan and Chin, 1973.
struct BlockTridiagonal {
  /// The first row of each block; then the number of rows.
  let starts: [Int]
  /// The diagonal blocks, column by column; of the matrix and of its factor only the lower triangles are used.
  var diagonal: [Double]
  /// The blocks below them: rows of the next block, columns of this.
  var below: [Double]
  let diagonalStarts: [Int]
  let belowStarts: [Int]
  let blockOfRow: [Int]

  init(starts: [Int]) {
    self.starts = starts
    let sizes = zip(starts, starts.dropFirst()).map { $1 - $0 }
    var (d, b) = ([0], [0])
    var blockOfRow: [Int] = []
    for (k, size) in sizes.enumerated() {
      d.append(d[k] + size * size)
      b.append(b[k] + (k + 1 < sizes.count ? size * sizes[k + 1] : 0))
      blockOfRow += repeatElement(k, count: size)
    }
    (diagonalStarts, belowStarts, self.blockOfRow) = (d, b, blockOfRow)
    diagonal = Array(repeating: 0, count: d.last!)
    below = Array(repeating: 0, count: b.last!)
  }

  var blocks: Int { starts.count - 1 }
  func size(_ block: Int) -> Int { starts[block + 1] - starts[block] }

  /// Where the element of `row` and `column`, row ≥ column, is kept, and in which of the arrays.
  @inline(__always)
  func place(_ row: Int, _ column: Int) -> (isDiagonal: Bool, index: Int) {
    let (i, j) = (blockOfRow[row], blockOfRow[column])
    if i == j { return (true, diagonalStarts[i] + (column - starts[i]) * size(i) + row - starts[i]) }
    return (false, belowStarts[j] + (column - starts[j]) * size(i) + row - starts[i])
  }

  /// Adds to the element of `row` and `column`, and to its mirror image.
  @inline(__always)
  mutating func add(_ value: Double, _ a: Int, _ b: Int) {
    let place = place(max(a, b), min(a, b))
    if place.isDiagonal { diagonal[place.index] += value } else { below[place.index] += value }
  }

  /// The element of `row` and `column`; after ``invert(solving:)`` that of the inverse.
  @inline(__always)
  subscript(a: Int, b: Int) -> Double {
    let place = place(max(a, b), min(a, b))
    return place.isDiagonal ? diagonal[place.index] : below[place.index]
  }

  mutating func clear() {
    diagonal.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    below.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Replaces the matrix by its factor: in the diagonal blocks L, below them G.
  ///
  /// - Returns: the logarithm of the determinant, or `nil` if the matrix is not positive definite.
  mutating func factorize() -> Double? {
    precondition(BLAS.isReproducible)
    let (starts, diagonalStarts, belowStarts) = (starts, diagonalStarts, belowStarts)
    let blocks = blocks
    var logDeterminant = 0.0
    var isDefinite = true
    diagonal.withUnsafeMutableBufferPointer { d in
      below.withUnsafeMutableBufferPointer { e in
        for k in 0..<blocks {
          let n = starts[k + 1] - starts[k]
          let block = d.baseAddress! + diagonalStarts[k]
          var (order, info) = (Int32(n), Int32(0))
          dpotrf_("L", &order, block, &order, &info, 1)
          guard info == 0 else {
            isDefinite = false
            return
          }
          for i in 0..<n { logDeterminant += 2 * Double.log(block[i * n + i]) }
          guard k + 1 < blocks else { continue }
          let m = starts[k + 2] - starts[k + 1]
          let (rows, columns) = (Int32(m), Int32(n))
          let lower = e.baseAddress! + belowStarts[k]
          cblas_dtrsm(
            CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, rows, columns, 1, block, columns,
            lower, rows)
          cblas_dsyrk(
            CblasColMajor, CblasLower, CblasNoTrans, rows, columns, -1, lower, rows, 1,
            d.baseAddress! + diagonalStarts[k + 1], rows)
        }
      }
    }
    return isDefinite ? logDeterminant : nil
  }

  /// Solves with the factor, in place.
  func solve(_ x: inout [Double]) {
    x.withUnsafeMutableBufferPointer { x in
      diagonal.withUnsafeBufferPointer { d in
        below.withUnsafeBufferPointer { e in
          for k in 0..<blocks {
            let n = Int32(size(k))
            cblas_dtrsv(
              CblasColMajor, CblasLower, CblasNoTrans, CblasNonUnit, n, d.baseAddress! + diagonalStarts[k], n,
              x.baseAddress! + starts[k], 1)
            guard k + 1 < blocks else { continue }
            let m = Int32(size(k + 1))
            cblas_dgemv(
              CblasColMajor, CblasNoTrans, m, n, -1, e.baseAddress! + belowStarts[k], m,
              x.baseAddress! + starts[k], 1, 1, x.baseAddress! + starts[k + 1], 1)
          }
          for k in (0..<blocks).reversed() {
            let n = Int32(size(k))
            if k + 1 < blocks {
              let m = Int32(size(k + 1))
              cblas_dgemv(
                CblasColMajor, CblasTrans, m, n, -1, e.baseAddress! + belowStarts[k], m,
                x.baseAddress! + starts[k + 1], 1, 1, x.baseAddress! + starts[k], 1)
            }
            cblas_dtrsv(
              CblasColMajor, CblasLower, CblasTrans, CblasNonUnit, n, d.baseAddress! + diagonalStarts[k], n,
              x.baseAddress! + starts[k], 1)
          }
        }
      }
    }
  }

  /// Replaces the factor by the blocks of the inverse; the diagonal ones are then whole, not only their lower halves.
  mutating func invert() {
    let largest = (0..<blocks).map(size).max() ?? 0
    let (starts, diagonalStarts, belowStarts) = (starts, diagonalStarts, belowStarts)
    let blocks = blocks
    var inverse = [Double](repeating: 0, count: largest * largest)
    var gain = inverse
    diagonal.withUnsafeMutableBufferPointer { d in
      below.withUnsafeMutableBufferPointer { e in
        for k in (0..<blocks).reversed() {
          let n = starts[k + 1] - starts[k]
          let order = Int32(n)
          let block = d.baseAddress! + diagonalStarts[k]
          for i in 0..<n * n { inverse[i] = 0 }
          for i in 0..<n { inverse[i * n + i] = 1 }
          // L⁻¹, whose square is the inverse of this block alone.
          cblas_dtrsm(
            CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, order, order, 1, block, order,
            &inverse, order)
          cblas_dsyrk(
            CblasColMajor, CblasLower, CblasTrans, order, order, 1, inverse, order, 0, block, order)
          if k + 1 < blocks {
            let m = starts[k + 2] - starts[k + 1]
            let rows = Int32(m)
            let lower = e.baseAddress! + belowStarts[k]
            cblas_dgemm(
              CblasColMajor, CblasNoTrans, CblasNoTrans, rows, order, order, 1, lower, rows, inverse, order,
              0,
              &gain, rows)
            cblas_dsymm(
              CblasColMajor, CblasLeft, CblasLower, rows, order, -1, d.baseAddress! + diagonalStarts[k + 1],
              rows,
              gain, rows, 0, lower, rows)
            cblas_dgemm(
              CblasColMajor, CblasTrans, CblasNoTrans, order, order, rows, -1, gain, rows, lower, rows, 1,
              block,
              order)
          }
          for i in 0..<n {
            for j in 0..<i { block[i * n + j] = block[j * n + i] }
          }
        }
      }
    }
  }
}
