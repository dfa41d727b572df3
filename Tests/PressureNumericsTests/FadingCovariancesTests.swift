import PressureNumerics
import Testing

/// One step after the other gives what the blocks of the long form give.
@Test func fadingCovariancesAreThoseOfTheIndex() {
  let width = 4
  let rows = stride(from: 0, to: ThroughTimeGoldens.parts.count, by: width).map {
    Array(ThroughTimeGoldens.parts[$0..<$0 + width])
  }
  let weights = [0.1, 0.2, 0.3, 0.4]
  let whole = CorrelationWeightedIndex(parts: Matrix(rows: rows), weights: Matrix(rows: [weights]))
  var covariances = FadingCovariances(width: width)
  for (t, row) in rows.enumerated() {
    covariances.advance(row.map { $0.isNaN ? 0 : $0 - 0.5 })
    let contributions = CorrelationWeightedIndex.contributions(
      parts: row.map { $0.isNaN ? 0 : $0 }, weights: weights, correlations: covariances.correlations)
    #expect(abs(contributions.reduce(0, +) - whole.values[t]) < 1e-13)
  }
}
