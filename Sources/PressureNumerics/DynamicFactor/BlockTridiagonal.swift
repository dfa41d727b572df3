internal import COpenBLAS
internal import RealModule

/// A symmetric positive definite matrix whose blocks touch only their neighbours; its Cholesky factor, solutions, and
/// those parts of its inverse that lie in the same blocks.
///
/// For a precision matrix of states in the order of time this is the smoother: the solution is the mean, the inverse
/// holds the covariances. Elimination begins at both ends and meets in the middle, so that two threads share it; results
/// do not depend on whether they do. Cost of all: about 8 · Σ size³ operations, in products of dense blocks.
///
/// Source: Rauch, Tung and Striebel's recursions in information form; Takahashi, Fagan and Chin, 1973; for the twisted
/// factorisation van der Vorst, Parallel Computing 5, 1987.
struct BlockTridiagonal: Sendable {
  /// The first row of each block; then the number of rows.
  let starts: [Int]
  /// The diagonal blocks, column by column, of which only the lower triangles are used; then the blocks below them: rows
  /// of the next block, columns of this.
  var storage: [Double]
  let diagonalStarts: [Int]
  let belowStarts: [Int]
  let blockOfRow: [Int]

  init(starts: [Int]) {
    self.starts = starts
    let sizes = zip(starts, starts.dropFirst()).map { $1 - $0 }
    var (d, b) = ([0], [sizes.reduce(0) { $0 + $1 * $1 }])
    var blockOfRow: [Int] = []
    for (k, size) in sizes.enumerated() {
      d.append(d[k] + size * size)
      b.append(b[k] + (k + 1 < sizes.count ? size * sizes[k + 1] : 0))
      blockOfRow += repeatElement(k, count: size)
    }
    (diagonalStarts, belowStarts, self.blockOfRow) = (d, b, blockOfRow)
    storage = Array(repeating: 0, count: b.last!)
  }

  var blocks: Int { starts.count - 1 }
  func size(_ block: Int) -> Int { starts[block + 1] - starts[block] }
  /// The block at which elimination from both ends meets.
  private var middle: Int { blocks / 2 }

  /// Where the element of `row` and `column`, row ≥ column, is kept.
  @inline(__always)
  func place(_ row: Int, _ column: Int) -> Int {
    let (i, j) = (blockOfRow[row], blockOfRow[column])
    let start = i == j ? diagonalStarts[i] : belowStarts[j]
    return start + (column - starts[j]) * size(i) + row - starts[i]
  }

  /// Where the elements of one row or column with `count` others in a row, all before it or all after it, are kept: the
  /// first, and how far apart.
  func places(_ one: Int, others first: Int, count: Int) -> (start: Int, step: Int) {
    precondition(one < first || one >= first + count, "others on both sides")
    return one < first
      ? (place(first, one), 1)
      : (place(one, first), count > 1 ? place(one, first + 1) - place(one, first) : 1)
  }

  /// Adds to the element of `row` and `column`, and to its mirror image.
  @inline(__always)
  mutating func add(_ value: Double, _ a: Int, _ b: Int) { storage[place(max(a, b), min(a, b))] += value }

  /// The element of `row` and `column`; after ``invert(threads:)`` that of the inverse.
  @inline(__always)
  subscript(a: Int, b: Int) -> Double { storage[place(max(a, b), min(a, b))] }

  mutating func clear() { storage.withUnsafeMutableBufferPointer { $0.update(repeating: 0) } }

  /// Replaces the matrix by its factor: in the diagonal blocks L; below them G = E L⁻ᵀ of the blocks before the middle,
  /// and L⁻¹ E of those after it.
  ///
  /// - Returns: the logarithm of the determinant, or `nil` if the matrix is not positive definite.
  mutating func factorize(threads: Int) -> Double? {
    precondition(BLAS.isReproducible)
    let (blocks, middle) = (blocks, middle)
    if blocks == 0 { return 0 }
    let shape = self.shape
    return storage.withUnsafeMutableBufferPointer { storage -> Double? in
      nonisolated(unsafe) let work = Work(shape: shape, storage: storage.baseAddress!)
      let halves = Parallel.map(blocks: 2, threads: threads) { half -> Double? in
        var sum = 0.0
        for k in half == 0 ? Array(0..<middle) : (middle + 1..<max(blocks, middle + 1)).reversed() {
          guard let own = work.factor(k) else { return nil }
          sum += own
          if half == 0 {
            work.eliminateDown(k)
            if k + 1 < middle { work.updateDown(k) }
          } else {
            work.eliminateUp(k)
            if k - 1 > middle { work.updateUp(k) }
          }
        }
        return sum
      }
      guard let first = halves[0], let second = halves[1] else { return nil }
      if middle > 0 { work.updateDown(middle - 1) }
      if middle + 1 < blocks { work.updateUp(middle + 1) }
      return work.factor(middle).map { first + second + $0 }
    }
  }

  /// Solves with the factor, in place.
  func solve(_ x: inout [Double]) {
    let (blocks, middle) = (blocks, middle)
    if blocks == 0 { return }
    x.withUnsafeMutableBufferPointer { x in
      storage.withUnsafeBufferPointer { storage in
        let work = Work(shape: shape, storage: UnsafeMutablePointer(mutating: storage.baseAddress!))
        let x = x.baseAddress!
        for k in 0..<middle {
          work.solve(k, x, CblasNoTrans)
          work.subtract(below: k, x, from: k, to: k + 1)
        }
        for k in (middle + 1..<max(blocks, middle + 1)).reversed() {
          work.solve(k, x, CblasNoTrans)
          work.subtract(below: k - 1, x, from: k, to: k - 1)
        }
        work.solve(middle, x, CblasNoTrans)
        work.solve(middle, x, CblasTrans)
        for k in (0..<middle).reversed() {
          work.subtract(below: k, x, from: k + 1, to: k)
          work.solve(k, x, CblasTrans)
        }
        for k in middle + 1..<max(blocks, middle + 1) {
          work.subtract(below: k - 1, x, from: k - 1, to: k)
          work.solve(k, x, CblasTrans)
        }
      }
    }
  }

  /// Replaces the factor by the blocks of the inverse; the diagonal ones are then whole, not only their lower halves.
  mutating func invert(threads: Int) {
    let (blocks, middle) = (blocks, middle)
    if blocks == 0 { return }
    let shape = self.shape
    let largest = (0..<blocks).map(size).max() ?? 0
    storage.withUnsafeMutableBufferPointer { storage in
      nonisolated(unsafe) let work = Work(shape: shape, storage: storage.baseAddress!)
      work.invertAlone(middle)
      work.mirror(middle)
      _ = Parallel.map(blocks: 2, threads: threads) { half in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: largest * largest) { gain in
          for k in half == 0 ? (0..<middle).reversed() : Array(middle + 1..<max(blocks, middle + 1)) {
            work.join(k, after: half == 0 ? k + 1 : k - 1, gain.baseAddress!)
            work.mirror(k)
          }
        }
      }
    }
  }

  private var shape: Work.Shape {
    Work.Shape(starts: starts, diagonalStarts: diagonalStarts, belowStarts: belowStarts)
  }
}

/// The steps of one block.
private struct Work {
  struct Shape: Sendable {
    let starts: [Int]
    let diagonalStarts: [Int]
    let belowStarts: [Int]
  }

  let shape: Shape
  let storage: UnsafeMutablePointer<Double>

  func size(_ k: Int) -> Int32 { Int32(shape.starts[k + 1] - shape.starts[k]) }
  func diagonal(_ k: Int) -> UnsafeMutablePointer<Double> { storage + shape.diagonalStarts[k] }
  func below(_ k: Int) -> UnsafeMutablePointer<Double> { storage + shape.belowStarts[k] }

  /// Returns the logarithm of the determinant of the block.
  func factor(_ k: Int) -> Double? {
    var (order, info) = (size(k), Int32(0))
    let (n, block) = (Int(order), diagonal(k))
    dpotrf_("L", &order, block, &order, &info, 1)
    guard info == 0 else { return nil }
    var sum = 0.0
    for i in 0..<n { sum += 2 * Double.log(block[i * n + i]) }
    return sum
  }

  func eliminateDown(_ k: Int) {
    let (n, m) = (size(k), size(k + 1))
    cblas_dtrsm(
      CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, m, n, 1, diagonal(k), n, below(k), m)
  }

  func updateDown(_ k: Int) {
    let (n, m) = (size(k), size(k + 1))
    cblas_dsyrk(
      CblasColMajor, CblasLower, CblasNoTrans, m, n, -1, below(k), m, 1, diagonal(k + 1), m)
  }

  func eliminateUp(_ k: Int) {
    let (n, m) = (size(k), size(k - 1))
    cblas_dtrsm(
      CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, n, m, 1, diagonal(k), n, below(k - 1),
      n)
  }

  func updateUp(_ k: Int) {
    let (n, m) = (size(k), size(k - 1))
    cblas_dsyrk(
      CblasColMajor, CblasLower, CblasTrans, m, n, -1, below(k - 1), n, 1, diagonal(k - 1), m)
  }

  func solve(_ k: Int, _ x: UnsafeMutablePointer<Double>, _ side: CBLAS_TRANSPOSE) {
    cblas_dtrsv(
      CblasColMajor, CblasLower, side, CblasNonUnit, size(k), diagonal(k), size(k), x + shape.starts[k], 1)
  }

  /// Subtracts what one block gives to its neighbour; `lower` is the block whose rows below are in between.
  func subtract(below lower: Int, _ x: UnsafeMutablePointer<Double>, from: Int, to: Int) {
    let (rows, columns) = (size(lower + 1), size(lower))
    cblas_dgemv(
      CblasColMajor, to == lower + 1 ? CblasNoTrans : CblasTrans, rows, columns, -1, below(lower), rows,
      x + shape.starts[from], 1, 1, x + shape.starts[to], 1)
  }

  /// Replaces L by the inverse of this block alone.
  func invertAlone(_ k: Int) {
    var (order, info) = (size(k), Int32(0))
    dpotri_("L", &order, diagonal(k), &order, &info, 1)
    precondition(info == 0, "a factor with a zero on its diagonal")
  }

  /// Adds to the block what its neighbour towards the middle leaves uncertain, and replaces the block between them.
  ///
  /// `gain` receives what of the block's uncertainty comes from that of the neighbour.
  func join(_ k: Int, after neighbour: Int, _ gain: UnsafeMutablePointer<Double>) {
    let (n, m) = (size(k), size(neighbour))
    let count = Int(n) * Int(m)
    if neighbour > k {
      let between = below(k)
      gain.update(from: between, count: count)
      cblas_dtrsm(
        CblasColMajor, CblasRight, CblasLower, CblasNoTrans, CblasNonUnit, m, n, 1, diagonal(k), n, gain, m)
      invertAlone(k)
      cblas_dsymm(
        CblasColMajor, CblasLeft, CblasLower, m, n, -1, diagonal(neighbour), m, gain, m, 0, between, m)
      subtractLower(k) { first, columns in
        cblas_dgemm(
          CblasColMajor, CblasTrans, CblasNoTrans, n - first, columns, m, -1, gain + Int(first * m), m,
          between + Int(first * m), m, 1, diagonal(k) + Int(first * n + first), n)
      }
    } else {
      let between = below(neighbour)
      gain.update(from: between, count: count)
      cblas_dtrsm(
        CblasColMajor, CblasLeft, CblasLower, CblasTrans, CblasNonUnit, n, m, 1, diagonal(k), n, gain, n)
      invertAlone(k)
      cblas_dsymm(
        CblasColMajor, CblasRight, CblasLower, n, m, -1, diagonal(neighbour), m, gain, n, 0, between, n)
      subtractLower(k) { first, columns in
        cblas_dgemm(
          CblasColMajor, CblasNoTrans, CblasTrans, n - first, columns, m, -1, between + Int(first), n,
          gain + Int(first), n, 1, diagonal(k) + Int(first * n + first), n)
      }
    }
  }

  /// Calls `body` for runs of columns, of which only the rows from the first of them on matter.
  private func subtractLower(_ k: Int, _ body: (_ first: Int32, _ columns: Int32) -> Void) {
    let n = size(k)
    let half = n >= 24 ? (n / 2 + 3) / 4 * 4 : n
    body(0, half)
    if half < n { body(half, n - half) }
  }

  func mirror(_ k: Int) {
    let (n, block) = (Int(size(k)), diagonal(k))
    for i in 0..<n {
      for j in 0..<i { block[i * n + j] = block[j * n + i] }
    }
  }
}
