import PressureNumerics
import TestSupport
import Testing

@testable import Robustness

@Suite("Smallest change of weights") struct TurningPointTests {
  /// min Σ t such that −t ≤ w′ − w ≤ t, Σ w′ = 1, Σ w′ d = 0, w′ ≥ 0.
  static func distanceByLinearProgram(_ weights: [Double], _ differences: [Double]) -> Double? {
    let n = weights.count
    var rows = [
      LinearProgram.Row((0..<n).map { ($0, 1) }, 1...1),
      LinearProgram.Row((0..<n).map { ($0, differences[$0]) }, -Double.infinity...0),
    ]
    for k in 0..<n {
      rows.append(.init([(k, 1), (n + k, -1)], -Double.infinity...weights[k]))
      rows.append(.init([(k, 1), (n + k, 1)], weights[k]...Double.infinity))
    }
    let objective = (0..<2 * n).map { $0 < n ? 0.0 : 1 }
    return try? LinearProgram(.minimum, objective, rows: rows).solve().value
  }

  static func sum(_ weights: [Double], _ differences: [Double]) -> Double {
    zip(weights, differences).reduce(0) { total, pair in total + pair.0 * pair.1 }
  }

  @Test("It is the optimum of the linear program", arguments: 0..<20) func optimum(seed: Int) throws {
    var random = SplitMix(seed: seed)
    let n = random.integer(2...9)
    var weights: [Double] = (0..<n).map { _ in random.chance(0.2) ? 0 : random.decimal(0.1...1) }
    weights[0] += 0.1
    let total = weights.reduce(0, +)
    weights = weights.map { $0 / total }
    var differences: [Double] = (0..<n).map { _ in random.decimal(-0.6...1, 3) }
    if Self.sum(weights, differences) < 0 { differences = differences.map { -$0 } }
    let expected = Self.distanceByLinearProgram(weights, differences)
    guard let point = TurningPoint(weights: weights, differences: differences) else {
      // Ahead everywhere: the program has no solution, unless a difference is 0.
      #expect(differences.allSatisfy { $0 >= 0 })
      return
    }
    #expect(abs(point.distance - (expected ?? -1)) < 1e-9)
    var after = weights
    for change in point.changes { after[change.position] = change.after }
    #expect(abs(after.reduce(0, +) - 1) < 1e-12 && after.allSatisfy { $0 >= 0 })
    #expect(abs(Self.sum(after, differences)) < 1e-12)
  }

  @Test("By hand: two places, and none") func byHand() throws {
    // .5 · .4 − .5 · .2 = .1 ahead; moving m takes .6 m off: m = 1/6.
    let point = try #require(TurningPoint(weights: [0.5, 0.5], differences: [0.4, -0.2]))
    #expect(abs(point.moved - 1.0 / 6) < 1e-15 && abs(point.distance - 1.0 / 3) < 1e-15)
    #expect(point.changes.map(\.position) == [0, 1])
    #expect(TurningPoint(weights: [0.5, 0.5], differences: [0.4, 0]) == nil)
    #expect(TurningPoint(weights: [1, 0], differences: [0, -1])?.changes.isEmpty == true)
  }
}
