import Testing

@testable import PressureNumerics

@Suite struct NormalEMTests {
  static func sample(_ rows: [[Double?]]) -> (values: Matrix, mask: Matrix) {
    (Matrix(rows: rows.map { $0.map { $0 ?? 0 } }), Matrix(rows: rows.map { $0.map { $0 == nil ? 0 : 1 } }))
  }

  /// By a plain loop over rows in numpy, after 3000 steps.
  @Test func estimatesAreThoseOfAPlainLoop() throws {
    let (values, mask) = Self.sample(MomentsGoldens.incomplete)
    let fit = try NormalEM(values, mask: mask)
    let spreads = (0..<4).map { MomentsGoldens.covariance[$0][$0].squareRoot() }
    for j in 0..<4 {
      #expect(abs(fit.mean[j] - MomentsGoldens.mean[j]) < 1e-9 * spreads[j])
      for k in 0..<4 {
        let difference = fit.covariance[j, k] - MomentsGoldens.covariance[j][k]
        #expect(abs(difference) < 1e-9 * spreads[j] * spreads[k])
      }
      for i in 0..<values.rows {
        #expect(abs(fit.completed[i, j] - MomentsGoldens.completed[i][j]) < 1e-9 * spreads[j])
        if mask[i, j] == 1 { #expect(fit.completed[i, j] == values[i, j]) }
      }
    }
  }

  /// Without gaps: the mean and the covariance with divisor n.
  @Test func completeSample() throws {
    let (values, mask) = Self.sample([[1, 2], [2, 1], [3, 3]])
    let fit = try NormalEM(values, mask: mask)
    #expect(zip(fit.mean, [2, 2]).allSatisfy { abs($0 - $1) < 1e-15 })
    let expected = Matrix(rows: [[2.0 / 3, 1.0 / 3], [1.0 / 3, 2.0 / 3]])
    #expect(zip(fit.covariance.storage, expected.storage).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  /// With x complete, the line of y on x by the complete rows fills the gap: here y = 2x + 1 but for residuals.
  @Test func regression() throws {
    let (values, mask) = Self.sample([[1, 3.1], [2, 4.9], [3, 7.1], [4, 8.9], [5, nil]])
    let fit = try NormalEM(values, mask: mask)
    // By hand: slope Σ(x − 2.5)(y − 6)/Σ(x − 2.5)² = 9.8/5, so 6 + 2.5 · 1.96 at x = 5.
    #expect(abs(fit.completed[4, 1] - 10.9) < 1e-9)
  }

  @Test func orderOfRowsDoesNotMatter() throws {
    var generator = SeededGenerator(seed: 3)
    let (values, mask) = Self.sample(MomentsGoldens.incomplete)
    let fit = try NormalEM(values, mask: mask)
    let order = (0..<values.rows).shuffled(using: &generator)
    let shuffled = Self.sample(order.map { MomentsGoldens.incomplete[$0] })
    let other = try NormalEM(shuffled.values, mask: shuffled.mask)
    #expect(other.mean == fit.mean && other.covariance == fit.covariance)
    for (i, row) in order.enumerated() { #expect(other.completed.row(i) == fit.completed.row(row)) }
  }

  @Test func samplesWithoutEstimates() {
    func failure(_ rows: [[Double?]]) -> NormalEM.Failure? {
      let (values, mask) = Self.sample(rows)
      do {
        _ = try NormalEM(values, mask: mask)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure([[1, 2], [nil, 3], [1, 4]]) == .constant(column: 0))
    #expect(failure([[1, 2], [nil, 3], [nil, 4]]) == .constant(column: 0))
    #expect(
      failure([[1, 2, 5], [2, 4, 1], [3, 6, nil], [4, 8, 3], [nil, 2, 2]]) == .singular(column: 1))
  }
}
