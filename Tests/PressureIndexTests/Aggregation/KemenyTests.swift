import TestSupport
import Testing

@testable import PressureIndex

@Suite("Kemeny") struct KemenyTests {
  /// Units in a cycle: each beats the next half of the others, so that all of them are one component.
  static func cycle(_ count: Int) -> [[Double?]] {
    // Three criteria that are the same ranking turned by a third each make a Condorcet cycle.
    (0..<count).map { unit in (0..<3).map { Double((unit + $0 * count / 3) % count) } }
  }

  @Test("A cycle of three is a draw") func condorcet() throws {
    #expect(try OneGroup.scores(.kemeny(scale: .raw), Self.cycle(3), [1, 1, 1]) == [1, 1, 1])
  }

  @Test("More than ten units are ordered exactly where no cycle is longer") func longOrder() throws {
    // Three units in a cycle, above nine in one order, above another three in a cycle.
    let top = Self.cycle(3).map { $0.map { $0.map { $0 + 100 } } }
    let middle: [[Double?]] = (0..<9).map { unit in (0..<3).map { _ in Double(unit + 50) } }
    let scores = try OneGroup.scores(.kemeny(scale: .raw), Self.cycle(3) + middle + top, [1, 1, 1])
    #expect(scores == [1, 1, 1] + (3..<12).map(Double.init) + [13, 13, 13])
  }

  @Test("A longer cycle is refused, and ordered by Borda where asked") func longCycle() throws {
    let table = Self.cycle(12)
    #expect(throws: NodeScores.Failure(row: 0, group: 0, reason: .cycle(units: 12, limit: 10))) {
      try OneGroup.scores(.kemeny(scale: .raw), table, [1, 1, 1])
    }
    let weights = [1, 1.1, 1.2]
    let scores = try OneGroup.scores(.kemenyApproximate(scale: .raw), table, weights).map { $0! }
    let borda = try OneGroup.scores(.borda(scale: .raw), table, weights).map { $0! }
    for a in table.indices {
      for b in table.indices { #expect((borda[a] > borda[b] + 1e-9) == (scores[a] > scores[b])) }
    }
    #expect(scores.reduce(0, +) == 66)
  }

  /// The approximation is exact where no component is long, and elsewhere has at most the exact order's support.
  @Test("Ten units at random against their Borda order") func support() throws {
    for seed in 0..<4 {
      let (table, weights) = OneGroup.random(seed: seed, units: 10, criteria: 3, missing: 0)
      func support(_ scores: [Double?]) -> Double {
        var sum = 0.0
        for a in table.indices {
          for b in table.indices where scores[a]! > scores[b]! {
            for k in weights.indices where table[a][k]! > table[b][k]! { sum += weights[k] }
          }
        }
        return sum
      }
      let exact = try OneGroup.scores(.kemeny(scale: .raw), table, weights)
      #expect(Set(exact.map { $0! }) == Set((0..<10).map(Double.init)))
      #expect(support(exact) >= support(try OneGroup.scores(.borda(scale: .raw), table, weights)) - 1e-9)
      #expect(exact == (try OneGroup.scores(.kemenyApproximate(scale: .raw), table, weights)))
    }
  }
}
