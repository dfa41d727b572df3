import Testing

@testable import PressureNumerics

@Suite struct MatrixTests {
  private func random(_ rows: Int, _ columns: Int, _ generator: inout SeededGenerator) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      storage: (0..<rows * columns).map { _ in .random(in: -1...1, using: &generator) })
  }

  /// Relative to Σ|a||b|, the size of what is summed: a sum near 0 has no digits of its own to keep.
  @Test func productIsThatOfPlainLoops() {
    var generator = SeededGenerator(seed: 1)
    let lengths = [0, 1, 2, 3, 7, 8, 9, 16, 31, 49, 100, 256, 257, 600]
    for _ in 0..<150 {
      let (m, k, n) = (
        lengths.randomElement(using: &generator)!, lengths.randomElement(using: &generator)!,
        lengths.prefix(10).randomElement(using: &generator)!
      )
      let (a, b) = (random(m, k, &generator), random(k, n, &generator))
      let product = a.multiplied(by: b)
      #expect(product.rows == m && product.columns == n)
      var worst = 0.0
      for i in 0..<m {
        for j in 0..<n {
          var (sum, size) = (0.0, 0.0)
          for l in 0..<k {
            sum += a[i, l] * b[l, j]
            size += abs(a[i, l] * b[l, j])
          }
          worst = max(worst, abs(product[i, j] - sum) / max(size, .leastNormalMagnitude))
        }
      }
      #expect(worst < 1e-12, "\(m) × \(k) × \(n)")
    }
  }

  @Test func knownProduct() {
    let product = Matrix(rows: [[1, 2, 3], [4, 5, 6]]).multiplied(by: Matrix(rows: [[7], [8], [9]]))
    #expect(product == Matrix(rows: [[50], [122]]))
  }

  /// What is scored together does not touch the digits: other rows and columns may move, come or go.
  @Test func digitsDoNotDependOnTheRestOfTheMatrix() {
    var generator = SeededGenerator(seed: 2)
    for rows in [1, 2, 3, 5, 8, 9, 13, 24, 31, 50, 100, 257] {
      for inner in [1, 2, 5, 9, 13, 20, 33, 64, 127, 300, 1001] {
        // The longest and widest lie on either side of the size at which some kernels change.
        for columns in inner > 1000 ? [9, 70] : [1, 2, 5, 9] {
          let (a, b) = (random(rows, inner, &generator), random(inner, columns, &generator))
          let product = a.multiplied(by: b)

          let order = (0..<rows).shuffled(using: &generator)
          let swapped = Matrix(rows: order.map { a.row($0) }).multiplied(by: b)
          #expect(swapped == Matrix(rows: order.map { product.row($0) }), "\(rows) × \(inner) × \(columns)")

          let kept = order.prefix((rows + 1) / 2)
          let part = Matrix(rows: kept.map { a.row($0) }).multiplied(by: b)
          #expect(part == Matrix(rows: kept.map { product.row($0) }), "\(rows) × \(inner) × \(columns)")

          let last = Matrix(rows: inner, columns: 1, storage: Array(b.column(columns - 1)))
          #expect(a.multiplied(by: last).column(0) == product.column(columns - 1))
        }
      }
    }
  }

  @Test func hadamard() {
    let a = Matrix(rows: [[1, 2], [3, 4]])
    #expect(a.hadamard(Matrix(rows: [[5, 0], [-1, 0.5]])) == Matrix(rows: [[5, 0], [-3, 2]]))
    #expect(a == Matrix(rows: [[1, 2], [3, 4]]))
  }

  @Test func rowsColumnsAndElements() {
    var matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.rows == 2 && matrix.columns == 3)
    #expect(matrix.storage == [1, 4, 2, 5, 3, 6])
    #expect(matrix == Matrix(rows: 2, columns: 3, storage: [1, 4, 2, 5, 3, 6]))
    #expect(matrix.row(1) == [4, 5, 6])
    #expect(Array(matrix.column(2)) == [3, 6])
    matrix[1, 2] = -6
    #expect(matrix.map { $0 * 2 } == Matrix(rows: [[2, 4, 6], [8, 10, -12]]))
    #expect(Matrix(rows: []) == Matrix(repeating: 1, rows: 0, columns: 0))
    #expect(Matrix(repeating: 3, rows: 1, columns: 2) == Matrix(rows: [[3, 3]]))
  }

  @Test func identityNamesTheLibrary() {
    #expect(BLAS.identity.hasPrefix("OpenBLAS "))
    #expect(BLAS.identity.contains(", "))
  }

  @Test func wrongShapesAreRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix(rows: [[1, 2]]).multiplied(by: Matrix(rows: [[1, 2]]))
    }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: [[1, 2], [3]]) }
    await #expect(processExitsWith: .failure) { _ = Matrix(rows: [[1]]).hadamard(Matrix(rows: [[1, 2]])) }
  }
}
