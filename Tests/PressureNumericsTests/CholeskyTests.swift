import Testing

@testable import PressureNumerics

@Suite struct CholeskyTests {
  /// L = ((2, 0, 0), (6, 1, 0), (−8, 5, 3)) by hand.
  @Test func factor() throws {
    let matrix = Matrix(rows: [[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    let cholesky = try Cholesky(matrix)
    #expect(cholesky.factor == Matrix(rows: [[2, 0, 0], [6, 1, 0], [-8, 5, 3]]))
    #expect(abs(cholesky.logDeterminant - 3.5835189384561104) < 1e-14)  // ln 36
    let x = cholesky.solve([1, 2, 3])
    for i in 0..<3 {
      let product = (0..<3).reduce(0) { $0 + matrix[i, $1] * x[$1] }
      #expect(abs(product - Double(i + 1)) < 1e-10)
    }
  }

  @Test func randomMatrices() throws {
    var generator = SeededGenerator(seed: 9)
    for order in [1, 2, 5, 17, 60] {
      let entries = (0..<order * (order + 3)).map { _ in Double.random(in: -1...1, using: &generator) }
      let root = Matrix(rows: order, columns: order + 3, storage: entries)
      let matrix = root.multiplied(by: root.transposed)
      let cholesky = try Cholesky(matrix)
      let back = cholesky.factor.multiplied(by: cholesky.factor.transposed)
      let unit = matrix.multiplied(by: cholesky.inverse)
      let identity = Matrix.identity(order)
      #expect(zip(back.storage, matrix.storage).allSatisfy { abs($0 - $1) < 1e-13 * Double(order) })
      #expect(zip(unit.storage, identity.storage).allSatisfy { abs($0 - $1) < 1e-9 })
    }
  }

  @Test func notPositiveDefinite() {
    func column(_ rows: [[Double]]) -> Int? {
      do {
        _ = try Cholesky(Matrix(rows: rows))
        return nil
      } catch {
        return error.column
      }
    }
    #expect(column([[1, 2], [2, 1]]) == 1)
    #expect(column([[1, 0.5, 0.5], [0.5, 1, 1], [0.5, 1, 1]]) == 2)
    #expect(column([[0, 0], [0, 1]]) == 0)
    #expect(column([[1, 1 - 1e-14], [1 - 1e-14, 1]]) == 1)
    #expect(column([[1, 0.999], [0.999, 1]]) == nil)
  }

  @Test func emptyMatrix() throws {
    let empty = Matrix(repeating: 0, rows: 0, columns: 0)
    let cholesky = try Cholesky(empty)
    #expect(cholesky.solve(Matrix(repeating: 0, rows: 0, columns: 3)).columns == 3)
    #expect(cholesky.logDeterminant == 0)
  }
}
