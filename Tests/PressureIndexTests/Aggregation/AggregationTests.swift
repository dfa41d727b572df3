import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Aggregation") struct AggregationTests {
  /// A geometric mean has the exponential and the logarithm of two programs in it, each right to an ulp or two, at up
  /// to five levels; where an offset is taken off, the rest may be a hundredth of the difference. So 1e-12 relative.
  @Test("Matrix products against a plain loop, on random hierarchies", arguments: 0..<120)
  func plainLoop(seed: Int) throws {
    let random = RandomHierarchy(seed: seed, depth: 1 + seed % 5, rows: 1 + seed % 7)
    let nodes = try NodeScores(
      random.hierarchy, weights: Weights(random.weights, rows: random.scores.rows), scores: random.scores,
      mask: random.mask)
    for row in 0..<random.scores.rows {
      for node in random.hierarchy.nodes.indices {
        let (score, coverage) = random.plain(row: row, node: node)
        #expect(nodes.mask[row, node] == (score == nil ? 0 : 1), "row \(row), node \(node)")
        #expect(agree(nodes.coverage[row, node], coverage), "row \(row), node \(node)")
        if let score {
          #expect(agree(nodes.values[row, node], score), "row \(row), node \(node)")
        } else {
          #expect(nodes.values[row, node] == 0)
        }
      }
    }
  }

  @Test("The random hierarchies hold what they should") func variety() {
    let all = (0..<120).map { RandomHierarchy(seed: $0, depth: 1 + $0 % 5, rows: 1 + $0 % 7) }
    #expect(all.map { $0.hierarchy.nodes.map(\.depth).max() ?? 0 }.max() == 5)
    #expect(all.contains { $0.hierarchy.aggregations(of: $0.hierarchy.groups).count > 2 })
    let roots = all.flatMap { random in (0..<random.scores.rows).map { random.plain(row: $0).score } }
    #expect(roots.count { $0 == nil } > 30)
    #expect(roots.count { $0 != nil } > 200)
  }

  @Test("A row's digits do not depend on the other rows", arguments: 0..<20)
  func rowsAreIndependent(seed: Int) throws {
    let random = RandomHierarchy(seed: 1000 + seed, depth: 4, rows: 11)
    let all = try NodeScores(
      random.hierarchy, weights: Weights(random.weights, rows: random.scores.rows), scores: random.scores,
      mask: random.mask)
    for row in 0..<random.scores.rows {
      let alone = try NodeScores(
        random.hierarchy, weights: Weights(random.weights, rows: 1),
        scores: Matrix(rows: [random.scores.row(row)]),
        mask: Matrix(rows: [random.mask.row(row)]))
      #expect(alone.values.row(0).map(\.bitPattern) == all.values.row(row).map(\.bitPattern))
    }
  }

  @Test("Rows with weights of their own score as they would alone", arguments: 0..<20)
  func weightsByRow(seed: Int) throws {
    let random = RandomHierarchy(seed: 2000 + seed, depth: 3, rows: 9)
    let equal = random.hierarchy.weights(.equal)
    let vectorOfRow = (0..<9).map { ($0 + seed) % 2 }
    let mixed = try NodeScores(
      random.hierarchy, weights: Weights(vectors: [random.weights, equal], vectorOfRow: vectorOfRow),
      scores: random.scores, mask: random.mask)
    let alone = try [random.weights, equal].map {
      try NodeScores(
        random.hierarchy, weights: Weights($0, rows: 9), scores: random.scores, mask: random.mask)
    }
    for row in 0..<9 {
      let expected = alone[vectorOfRow[row]]
      #expect(mixed.values.row(row).map(\.bitPattern) == expected.values.row(row).map(\.bitPattern))
      #expect(mixed.coverage.row(row) == expected.coverage.row(row))
    }
  }

  @Test(
    "A mean lies between its smallest and its largest member",
    arguments: [
      Aggregation.arithmetic, .geometric(offset: 0), .geometric(offset: 0.01), .geometric(offset: 1),
    ])
  func between(_ aggregation: Aggregation) throws {
    var random = SplitMix(state: 5)
    for count in 1...200 {
      let members = count % 9 + 1
      // Scores near 0, near 1, equal ones, and ones that differ in the last digit.
      let base = random.pick([0, 1e-9, 0.3, 1, Double.random(in: 0...1, using: &random)])
      var scores = (0..<members).map { _ in
        random.chance(0.5)
          ? base : random.chance(0.5) ? base.nextUp : Double.random(in: 0...1, using: &random)
      }
      if aggregation == .geometric(offset: 0) { scores = scores.map { max($0, 1e-300) } }
      scores = scores.map { min($0, 1) }
      let weights = scores.map { _ in random.decimal(0.1...2) }
      let mean = try Self.mean(scores, weights, aggregation)
      #expect(mean >= scores.min() ?? 0, "\(scores) \(weights) \(mean)")
      #expect(mean <= scores.max() ?? 0, "\(scores) \(weights) \(mean)")
    }
  }

  @Test("The mean of equal scores is that score", arguments: [0, 1e-12, 0.1, 1.0 / 3, 0.7, 1])
  func equal(score: Double) throws {
    for offset in [0.001, 0.01, 0.1, 1, 10] {
      let mean = try Self.mean([score, score, score], [0.2, 0.5, 0.7], .geometric(offset: offset))
      #expect(mean == score, "offset \(offset)")
    }
    #expect(try Self.mean([score, score, score], [0.2, 0.5, 0.7], .arithmetic) == score)
  }

  /// By its definition: exp(Σ w ln(u + o)) − o. (.2+.1)^½ (.7+.1)^½ − .1 = √.24 − .1.
  @Test("Shifted geometric mean") func shifted() throws {
    #expect(agree(try Self.mean([0.2, 0.7], [1, 1], .geometric(offset: 0.1)), 0.24.squareRoot() - 0.1))
  }

  @Test("A score that the geometric mean does not allow is named") func refused() {
    #expect(throws: NodeScores.Failure(row: 0, group: 0, reason: .score(0, child: 2))) {
      try Self.mean([0.5, 0], [1, 1], .geometric(offset: 0))
    }
  }

  /// The mean of one group.
  private static func mean(
    _ scores: [Double], _ weights: [Double], _ aggregation: Aggregation
  ) throws -> Double {
    let leaves = scores.indices.map {
      Hierarchy.Node(id: "\($0)", name: "", weight: weights[$0], depth: 1, parent: 0, content: .indicator($0))
    }
    let root = Hierarchy.Node(
      id: "", name: "", weight: 1, depth: 0, parent: nil,
      content: .group(children: Array(1...scores.count), aggregation: aggregation, minimumCoverage: 0))
    let hierarchy = Hierarchy(nodes: [root] + leaves)
    return try NodeScores(
      hierarchy, weights: Weights(hierarchy.weights(.declared), rows: 1), scores: Matrix(rows: [scores]),
      mask: Matrix(repeating: 1, rows: 1, columns: scores.count)
    ).values[0, 0]
  }
}
