import PressureNumerics
import TestSupport

@testable import PressureIndex

/// A group of indicators alone, for units at one date.
enum OneGroup {
  /// The group's score of each unit, `nil` without one; `weights` need not sum to 1.
  static func scores(
    _ aggregation: Aggregation, _ table: [[Double?]], _ weights: [Double], minimumCoverage: Double = 0
  ) throws -> [Double?] {
    let hierarchy = hierarchy(aggregation, weights, minimumCoverage: minimumCoverage)
    let nodes = try NodeScores(
      hierarchy, weights: Weights(hierarchy.weights(.declared), rows: table.count),
      scores: Matrix(rows: table.map { $0.map { $0 ?? 0 } }),
      mask: Matrix(rows: table.map { $0.map { $0 == nil ? 0 : 1 } }),
      layout: RowLayout(sides: table.count, dates: 1))
    return table.indices.map { nodes.mask[$0, 0] == 1 ? nodes.values[$0, 0] : nil }
  }

  /// The index with the indicators as its only children.
  static func hierarchy(
    _ aggregation: Aggregation, _ weights: [Double], minimumCoverage: Double = 0
  ) -> Hierarchy {
    let leaves = weights.indices.map {
      Hierarchy.Node(id: "\($0)", name: "", weight: weights[$0], depth: 1, parent: 0, content: .indicator($0))
    }
    let root = Hierarchy.Node(
      id: "", name: "", weight: 1, depth: 0, parent: nil,
      content: .group(
        children: Array(1...weights.count), aggregation: aggregation, minimumCoverage: minimumCoverage))
    return Hierarchy(nodes: [root] + leaves)
  }

  /// A table of scores drawn at random, of `decimals` decimals (few of them make ties), every unit with at least one
  /// score and no two scores of a criterion all alike.
  static func random(
    seed: Int, units: Int, criteria: Int, missing: Double = 0.2, decimals: Int = 6
  ) -> (table: [[Double?]], weights: [Double]) {
    var random = SplitMix(state: UInt64(seed))
    while true {
      let table: [[Double?]] = (0..<units).map { _ in
        let kept = random.integer(0...criteria - 1)
        return (0..<criteria).map { k in
          let score = random.decimal(0.01...1, decimals)
          return k != kept && random.chance(missing) ? nil : max(score, 0.01)
        }
      }
      let weights = (0..<criteria).map { _ in random.decimal(0.1...3, 1) }
      let varies = (0..<criteria).allSatisfy { k in Set(table.compactMap { $0[k] }).count != 1 }
      if varies { return (table, weights) }
    }
  }
}
