import PressureNumerics
import Testing

@testable import PressureIndex

@Suite("Many schemes as one product") struct SchemeScoreTests {
  @Test("It agrees with the plain loop on random trees with gaps", arguments: 0..<30) func plain(seed: Int) {
    let tree = RandomHierarchy(seed: 900 + seed, depth: 4, rows: 12, onlyArithmetic: true)
    let rows = tree.scores.rows
    let schemes = [tree.weights, tree.hierarchy.weights(.equal)].map { Weights($0, rows: rows) }
    let scores = SchemeScores(
      tree.hierarchy, schemes: schemes, scores: tree.scores, mask: tree.mask, rows: 2..<rows)
    let equal = tree.with(weights: schemes[1][0])
    for row in 2..<rows {
      for (column, tree) in [tree, equal].enumerated() {
        let expected = tree.plain(row: row).score
        #expect((scores.mask[row - 2, column] == 1) == (expected != nil))
        #expect(abs(scores.values[row - 2, column] - (expected ?? 0)) < 1e-13)
      }
    }
  }
}
