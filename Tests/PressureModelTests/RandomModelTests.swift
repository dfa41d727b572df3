import Foundation
import Negotiation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

/// The properties that hold for every model, on whole models drawn at random: from the model file and the CSV text
/// to the incentive.
@Suite("Properties of whole models") struct RandomModelTests {
  static let seeds = Array(0..<24)

  /// The incentive of an assessment that has one.
  private func incentive(_ assessment: Assessment) -> Incentive? {
    if case .incentive(let incentive) = assessment.incentive { incentive } else { nil }
  }

  @Test("The random models are of all kinds") func variety() throws {
    var (scored, zones, gaps, geometric, future) = (0, 0, 0, 0, 0)
    for seed in RandomModelTests.seeds {
      let model = RandomModel(seed: seed)
      let assessment = try model.assess()
      scored += assessment.results.count { $0.score != nil }
      future += model.rows.contains { $0.publicOn > RandomModel.asOf } ? 1 : 0
      gaps += assessment.results.count { $0.coverage < 1 }
      geometric += model.isArithmetic ? 0 : 1
      if let incentive = incentive(assessment) {
        zones += incentive.hasZoneOfAgreement ? 1 : 0
      }
    }
    let counts = (scored, zones, gaps, geometric, future)
    #expect(scored > 36 && zones > 5 && gaps > 2 && geometric > 4 && future > 18, "\(counts)")
  }

  /// The sides in the other order: every number of each side is the same, to the last bit.
  @Test("Swapping the sides swaps the answers", arguments: seeds) func swap(_ seed: Int) throws {
    let model = RandomModel(seed: seed)
    let (one, other) = (try model.assess(), try model.assess(order: [1, 0]))
    for side in 0...1 {
      #expect(same(one.results[side], other.results[1 - side]))
      #expect(one.hurting[side] == other.hurting[1 - side])
      #expect(one.ranks[side] == other.ranks[1 - side])
    }
    guard let a = incentive(one), let b = incentive(other) else {
      #expect(incentive(one) == nil && incentive(other) == nil)
      return
    }
    #expect(b.sides == a.sides.swapped)
    #expect(b.ripeness == a.ripeness && b.isRipe == a.isRipe && b.asymmetry == -a.asymmetry)
    #expect(b.packages.nash.concessions == a.packages.nash.concessions)
    #expect(b.packages.nash.utilities == a.packages.nash.utilities.swapped)
    #expect(b.packages.frontier.map(\.concessions) == a.packages.frontier.map(\.concessions).reversed())
    #expect(b.concedesNext == a.concedesNext.map { 1 - $0 })
  }

  /// Whatever became public after the as-of date can be left out, or replaced by nonsense, without a trace.
  @Test("Nothing from the future", arguments: seeds) func noLookAhead(_ seed: Int) throws {
    let model = RandomModel(seed: seed)
    let all = try model.assess()
    let past = try model.assess(csv: model.csv { $0.publicOn > RandomModel.asOf })
    var other = model
    for n in other.rows.indices where other.rows[n].publicOn > RandomModel.asOf { other.rows[n].value = 1e6 }
    let nonsense = try other.assess()
    for assessment in [past, nonsense] {
      for side in 0...1 {
        #expect(same(assessment.results[side], all.results[side]))
        #expect(assessment.hurting[side] == all.hurting[side])
      }
      #expect(incentive(assessment)?.sides == incentive(all)?.sides)
    }
  }

  /// Contributions and the baseline's part sum to the index, those of a group's indicators to the group's, the pillars'
  /// parts to hurting, and the drivers to motivation and incentive.
  ///
  /// Tolerance: 1e-14, a dozen roundings of terms below 1.
  @Test("Contributions sum to the whole", arguments: seeds) func sums(_ seed: Int) throws {
    let model = RandomModel(seed: seed)
    let assessment = try model.assess()
    let hierarchy = assessment.model.specification.hierarchy
    for side in 0...1 {
      let result = assessment.results[side]
      guard let score = result.score else { continue }
      func sum(_ nodes: [Int]) -> Double { nodes.reduce(0) { $0 + result.parts[$1 - 1].contribution! } }
      #expect(abs(result.constant! + sum(hierarchy.leaves) - score) < 1e-14)
      #expect(abs(result.constant! + sum(hierarchy.pillars) - score) < 1e-14)
      for (node, content) in hierarchy.nodes.enumerated().dropFirst() where content.indicator == nil {
        #expect(abs(sum(content.children) - result.parts[node - 1].contribution!) < 1e-14)
      }
      if let hurting = assessment.hurting[side] {
        let whole = hurting.parts.reduce(hurting.constant) { $0 + $1.value }
        #expect(abs(min(1, max(0, whole)) - hurting.value) < 1e-14)
      }
      if let own = incentive(assessment)?.sides[side] {
        let drivers = own.drivers
        #expect(
          abs(drivers.pillars.reduce(drivers.baselineMotivation) { $0 + $1.motivation } - own.motivation)
            < 1e-14)
        #expect(
          abs(drivers.pillars.reduce(drivers.baselineIncentive) { $0 + $1.incentive } - own.incentive) < 1e-14
        )
      }
    }
  }

  /// Ten times as much on e, m, v, k and κ (g and q follow from k and v) leaves N, I and J as they are.
  /// Tolerance: the rounding of the scaled inputs, 1e-12.
  @Test("The unit of money does not matter", arguments: seeds) func homogeneity(_ seed: Int) throws {
    let model = RandomModel(seed: seed)
    var scaled = model
    scaled.scale *= 10
    for side in 0...1 {
      scaled.exports[side] *= 10
      scaled.imports[side] *= 10
      for n in scaled.concessions.indices {
        scaled.concessions[n].value[side] *= 10
        scaled.concessions[n].cost[side] *= 10
      }
    }
    guard let a = incentive(try model.assess()), let b = incentive(try scaled.assess()) else { return }
    for side in 0...1 {
      #expect(abs(a.sides[side].motivation - b.sides[side].motivation) < 1e-12)
      #expect(abs(a.sides[side].incentive - b.sides[side].incentive) < 1e-12)
    }
    #expect(abs(a.ripeness - b.ripeness) < 1e-12)
    #expect(a.packages.nash.concessions == b.packages.nash.concessions)
  }

  /// The matrix path against a plain recursion over the reported scores and weights, to 1e-12 relative, and 1e-15 where
  /// a geometric mean with an offset of 0.1 is near 0.
  @Test("The index is that of a plain loop", arguments: seeds) func plainLoop(_ seed: Int) throws {
    let model = RandomModel(seed: seed)
    let assessment = try model.assess()
    let nodes = assessment.model.specification.hierarchy.nodes
    for side in 0...1 {
      let row = assessment.panel.row(side: side)
      let weights = assessment.index.weights[row]
      func score(_ node: Int) -> Double? {
        if let position = nodes[node].indicator {
          return assessment.index.score(row: row, indicator: position)
        }
        // Pillars are the groups that the random models may aggregate geometrically.
        let isGeometric = !model.isArithmetic && nodes[node].id.hasPrefix("p")
        var (total, observed, sum) = (0.0, 0.0, 0.0)
        for child in nodes[node].children {
          total += weights[child]
          guard let score = score(child) else { continue }
          observed += weights[child]
          sum += weights[child] * (isGeometric ? log(score + 0.1) : score)
        }
        if observed == 0 || observed / total < model.minimumCoverage - 1e-12 { return nil }
        return isGeometric ? exp(sum / observed) - 0.1 : sum / observed
      }
      switch (score(0), assessment.results[side].score) {
      case (nil, nil): break
      case (let plain?, let score?): #expect(abs(plain - score) <= 1e-12 * max(plain, score) + 1e-15)
      case (let plain, let score): Issue.record("\(String(describing: plain)), \(String(describing: score))")
      }
    }
  }

  private func same(_ a: SideResult, _ b: SideResult) -> Bool {
    a.score == b.score && a.coverage == b.coverage && a.constant == b.constant
      && a.parts.count == b.parts.count
      && zip(a.parts, b.parts).allSatisfy {
        $0.score == $1.score && $0.weight == $1.weight && $0.contribution == $1.contribution
          && $0.coverage == $1.coverage
      }
  }
}
