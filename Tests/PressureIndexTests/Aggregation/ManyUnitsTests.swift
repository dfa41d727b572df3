import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Aggregations that compare units") struct ManyUnitsTests {
  typealias Case = (aggregation: Aggregation, seed: Int)

  /// Few decimals make ties within criteria, and ties between sums of weights. 1e-10: a handful of divisions and square
  /// roots of numbers near 1, taken in another order.
  @Test("Against a plain implementation, with gaps and ties", arguments: PlainAggregation.ofManyUnits)
  func plain(_ aggregation: Aggregation) throws {
    for seed in 0..<24 {
      let (table, weights) = OneGroup.random(
        seed: seed, units: 2 + seed % 5, criteria: 1 + seed % 4, missing: seed % 3 == 0 ? 0 : 0.3,
        decimals: seed % 2 == 0 ? 1 : 6)
      let total = weights.reduce(0, +)
      let expected = PlainAggregation.scores(aggregation, table, weights.map { $0 / total })
      for (score, plain) in zip(try OneGroup.scores(aggregation, table, weights), expected) {
        #expect(abs(try #require(score) - plain) < 1e-10, "seed \(seed)")
      }
    }
  }

  @Test("The order of the units changes no digit", arguments: PlainAggregation.comparing)
  func unitOrder(_ aggregation: Aggregation) throws {
    for seed in 100..<112 {
      let (table, weights) = OneGroup.random(
        seed: seed, units: 2 + seed % 6, criteria: 3, decimals: 1 + seed % 2)
      var random = SplitMix(state: UInt64(seed))
      let order = table.indices.shuffled(using: &random)
      let scores = try OneGroup.scores(aggregation, table, weights)
      let shuffled = try OneGroup.scores(aggregation, order.map { table[$0] }, weights)
      #expect(shuffled.map { $0?.bitPattern } == order.map { scores[$0]?.bitPattern }, "seed \(seed)")
    }
  }

  /// Sums over criteria are taken in another order, so the last digits may move.
  @Test("Neither does the order of the criteria, but for rounding", arguments: PlainAggregation.comparing)
  func criterionOrder(_ aggregation: Aggregation) throws {
    for seed in 200..<208 {
      let (table, weights) = OneGroup.random(seed: seed, units: 5, criteria: 4, decimals: 2)
      let scores = try OneGroup.scores(aggregation, table, weights)
      let turned = try OneGroup.scores(aggregation, table.map { $0.reversed() }, weights.reversed())
      for (a, b) in zip(scores, turned) { #expect(abs(a! - b!) < 1e-10, "seed \(seed)") }
    }
  }

  @Test("A criterion written twice with half its weight counts once", arguments: PlainAggregation.comparing)
  func duplicate(_ aggregation: Aggregation) throws {
    switch aggregation {
    // A distance squares the weights, and a largest shortfall looks at each alone: splitting a criterion weakens it.
    case .topsis, .vikor(strategy: 0.5), .vikor(strategy: 0): return
    default: break
    }
    for seed in 300..<308 {
      let (table, weights) = OneGroup.random(seed: seed, units: 5, criteria: 3, decimals: 2)
      let scores = try OneGroup.scores(aggregation, table, weights)
      let twice = try OneGroup.scores(
        aggregation, table.map { $0 + [$0[0]] }, [weights[0] / 2] + weights[1...] + [weights[0] / 2])
      for (a, b) in zip(scores, twice) { #expect(abs(a! - b!) < 1e-10, "seed \(seed)") }
    }
  }

  @Test("Rising maps of a criterion do not matter where only order counts")
  func monotone() throws {
    let ordinal: [Aggregation] = [
      .copeland(scale: .raw), .borda(scale: .raw), .kemeny(scale: .unit), .kemenyApproximate(scale: .unit),
      .promethee(.usual, scale: .raw),
    ]
    for seed in 400..<410 {
      let (table, weights) = OneGroup.random(seed: seed, units: 6, criteria: 3, decimals: 1)
      let mapped = table.map { row in
        row.enumerated().map { k, u in u.map { k == 1 ? $0 * $0 * $0 : $0 * 7 - 3 } }
      }
      for aggregation in ordinal {
        #expect(
          try OneGroup.scores(aggregation, table, weights) == OneGroup.scores(aggregation, mapped, weights))
      }
    }
  }

  @Test("A better score never lowers a unit", arguments: PlainAggregation.comparing)
  func improvement(_ aggregation: Aggregation) throws {
    // The plus penalty rewards the even unit less than the uneven one; it is made to be no monotone index.
    if case .mazziottaPareto = aggregation { return }
    for seed in 500..<520 {
      var (table, weights) = OneGroup.random(seed: seed, units: 5, criteria: 3, missing: 0, decimals: 2)
      let before = try OneGroup.scores(aggregation, table, weights)[2]!
      table[2][seed % 3]! += 0.07
      #expect(try OneGroup.scores(aggregation, table, weights)[2]! >= before - 1e-10, "seed \(seed)")
    }
  }

  @Test("Alike units share what there is", arguments: PlainAggregation.ofManyUnits)
  func alike(_ aggregation: Aggregation) throws {
    let table: [[Double?]] = [[0.2, 0.9], [0.2, 0.9], [0.7, 0.1]]
    let scores = try OneGroup.scores(aggregation, table, [1, 2])
    #expect(scores[0] == scores[1])
    if aggregation.isUnitInterval {
      let same = try OneGroup.scores(aggregation, [[0.4, 0.3], [0.4, 0.3]], [1, 2])
      #expect(same == [0.5, 0.5])
    }
  }

  @Test("Unit scales lie in 0 to 1", arguments: PlainAggregation.comparing.filter(\.isUnitInterval))
  func unitInterval(_ aggregation: Aggregation) throws {
    for seed in 600..<620 {
      let (table, weights) = OneGroup.random(seed: seed, units: 2 + seed % 4, criteria: 3, decimals: 1)
      let scores = try OneGroup.scores(aggregation, table, weights).map { $0! }
      #expect(scores.allSatisfy { (0...1).contains($0) })
    }
  }

  /// METHODS, section 9, fault 3: a pair is compared on what both have, so a third unit's gaps and everyone's places in
  /// the file are nothing to it.
  @Test("With gaps, two units' comparison is theirs alone") func gaps() throws {
    let table: [[Double?]] = [[0.9, nil, 0.2], [0.8, 0.1, nil], [nil, 0.5, 0.6]]
    let weights = [0.5, 0.3, 0.2]
    // a and b share the first criterion, a and c the third, b and c the second: a > b, c > a, c > b.
    #expect(try OneGroup.scores(.copeland(scale: .raw), table, weights) == [0, -2, 2])
    #expect(try OneGroup.scores(.kemeny(scale: .raw), table, weights) == [1, 0, 2])
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let scores = try OneGroup.scores(.copeland(scale: .raw), order.map { table[$0] }, weights)
      #expect(scores == order.map { [0, -2, 2][$0] })
    }
    // Nothing in common is a tie.
    #expect(try OneGroup.scores(.copeland(scale: .raw), [[0.9, nil], [nil, 0.1]], [1, 1]) == [0, 0])
  }

  @Test("Units below the minimum coverage take no part") func coverage() throws {
    let table: [[Double?]] = [[0.9, 0.4], [0.8, 0.1], [1, nil]]
    let scores = try OneGroup.scores(.copeland(scale: .raw), table, [1, 1], minimumCoverage: 0.6)
    #expect(scores == [1, -1, nil])
  }

  /// A hundred units in blocks between which majorities all run one way, with cycles and ties inside: the components
  /// against those of a search for which units reach which.
  @Test("The components of many units") func components() {
    for seed in 600..<606 {
      let (blocks, _) = OneGroup.random(seed: seed, units: 100, criteria: 3, missing: 0, decimals: 1)
      let table = blocks.enumerated().map { n, row in row.map { $0.map { $0 + 2 * Double(n / 20) } } }
      let weights = [Double](repeating: 1 / 3.0, count: 3)
      let outranking = Outranking(
        UnitTable(scores: table, weights: Array(repeating: weights, count: table.count)))
      let shares = table.indices.map { outranking.shares(of: $0) }
      func reached(from start: Int) -> Set<Int> {
        var seen: Set = [start]
        var open = [start]
        while let unit = open.popLast() {
          for next in table.indices where !seen.contains(next) && shares[unit][next] >= 0.5 {
            seen.insert(next)
            open.append(next)
          }
        }
        return seen
      }
      let reach = table.indices.map(reached)
      let expected = Set(reach.map(\.count)).sorted(by: >).map { count in
        table.indices.filter { reach[$0].count == count }
      }
      #expect(expected.count >= 5)
      #expect(Kemeny.components(outranking) == expected, "seed \(seed)")
    }
  }
}
