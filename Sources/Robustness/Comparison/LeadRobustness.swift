internal import PressureNumerics
public import PressureIndex

/// How firmly one side's index is above another's, whatever the weights.
public struct LeadRobustness: Sendable {
  /// The question for one set of weights that vary: those of all indicators, or of the children of one group.
  public struct Answer: Sendable, Hashable {
    /// The group whose children's weights vary, all other weights staying; `nil` where those of all indicators vary
    /// together, on one simplex.
    public let group: Int?
    /// The ids of what is weighed.
    public let ids: [String]
    /// The weights as they are.
    public let weights: [Double]
    /// The leader's score less the other's, for each; on the scale of the mean by which the model aggregates. None for a
    /// sampled share.
    public let differences: [Double]
    /// The share of all weights (uniform on the simplex) with which the leader scores higher.
    public let share: Double
    /// The share with which the other scores higher.
    public let otherShare: Double
    /// The Monte Carlo standard error of ``share``; `nil` where it is exact.
    public let standardError: Double?
    /// The smallest change of weights that takes the lead away; `nil` where none does, and for a sampled share.
    public let turningPoint: TurningPoint?
  }

  /// The side with the higher index.
  public let leader: Int
  /// The side with the next lower.
  public let other: Int
  /// How far the leader is ahead, in pressure.
  public let lead: Double
  /// The answer for the weights of all indicators.
  public let overall: Answer
  /// The answers for the groups of two or more children, in the hierarchy's order.
  public let groups: [Answer]
  /// How the shares were sampled; `nil` where they are exact.
  public let sampling: Sampling?

  /// That shares were estimated from draws of weights.
  public struct Sampling: Hashable, Sendable {
    /// The number of draws for each share.
    public let draws: Int
    /// Why there is no exact share.
    public let reason: Obstacle
  }

  /// Why there is no exact answer.
  public enum Obstacle: Error, Hashable, Sendable {
    /// Fewer than two sides have a score.
    case tooFewSides
    /// The groups are not all aggregated by one mean that is a sum on some scale.
    case noSharedMean
    /// The two sides are not observed on the same indicators.
    case differentIndicators([String])
    /// The sides have weights of their own.
    case ownWeights
  }

  /// Why there is no sampled answer either.
  public enum SamplingObstacle: Error, Hashable, Sendable {
    /// So many sides are compared in each draw that fewer than are `needed` can be afforded.
    case tooDear(sides: Int, indicators: Int, draws: Int, needed: Int)
    /// The scores cannot be aggregated by the weights of a draw, in words.
    case failedDraw(String)
  }

  /// Why there is no answer at all.
  public struct NoAnswer: Error, Hashable, Sendable {
    /// Why there is no exact one.
    public let exact: Obstacle
    /// Why there is no sampled one; `nil` where there is no lead to sample.
    public let sampled: SamplingObstacle?
  }

  /// The lead at the first date of `index` between the two sides with the highest scores; of equal ones the earlier in
  /// the model's order leads. Exact where the two sides are observed on the same indicators and one mean aggregates all
  /// groups; elsewhere sampled.
  ///
  /// Cost: O(n²) in the number of indicators; sampled, that of some thousand indices.
  public static func atFirstDate(of index: PressureIndex) -> Result<LeadRobustness, NoAnswer> {
    let sides = index.panel.specification.sides.indices
    let scored = sides.filter { index.score(row: $0) != nil }.sorted {
      let (a, b) = (index.score(row: $0)!, index.score(row: $1)!)
      return a > b || a == b && $0 < $1
    }
    guard scored.count >= 2 else { return .failure(NoAnswer(exact: .tooFewSides, sampled: nil)) }
    switch between(scored[0], scored[1], index) {
    case .success(let exact): return .success(exact)
    case .failure(let obstacle): return sampled(scored[0], scored[1], index, because: obstacle)
    }
  }

  private static func sampled(
    _ leader: Int, _ other: Int, _ index: PressureIndex, because reason: Obstacle
  ) -> Result<LeadRobustness, NoAnswer> {
    do throws(SamplingObstacle) {
      let sample = try SampledLead(index, leader: leader, other: other)
      let answers = try sample.answers()
      return .success(
        LeadRobustness(
          leader: leader, other: other, lead: index.score(row: leader)! - index.score(row: other)!,
          overall: answers.overall, groups: answers.groups,
          sampling: Sampling(draws: sample.draws, reason: reason)))
    } catch {
      return .failure(NoAnswer(exact: reason, sampled: error))
    }
  }

  private static func between(
    _ leader: Int, _ other: Int, _ index: PressureIndex
  ) -> Result<LeadRobustness, Obstacle> {
    let hierarchy = index.panel.specification.hierarchy
    let indicators = index.panel.specification.indicators
    guard let scale = hierarchy.sharedMean else { return .failure(.noSharedMean) }
    guard index.weights[leader] == index.weights[other] else { return .failure(.ownWeights) }
    let differing = indicators.indices.filter {
      (index.score(row: leader, indicator: $0) == nil) != (index.score(row: other, indicator: $0) == nil)
    }
    if !differing.isEmpty { return .failure(.differentIndicators(differing.map { indicators[$0].id })) }

    let chain = index.effectiveWeights(row: leader)
    let present = indicators.indices.filter {
      index.score(row: leader, indicator: $0) != nil && chain[$0] > 0
    }
    /// What is observed but has the weight 0 could be given some.
    let all = indicators.indices.filter { index.score(row: leader, indicator: $0) != nil }
    let places = all.filter { present.contains($0) || isBelowScoredGroups($0, index, row: leader) }
    // Every score has been aggregated by the mean, and so is on its scale; a side without an index has no lead.
    func difference(_ first: Double?, _ second: Double?) -> Double {
      guard let a = first.flatMap({ scale($0) }), let b = second.flatMap({ scale($0) }) else {
        preconditionFailure("a score outside the scale of the mean")
      }
      return a - b
    }
    let differences = places.map {
      difference(index.score(row: leader, indicator: $0), index.score(row: other, indicator: $0))
    }
    let overall = answer(
      group: nil, ids: places.map { indicators[$0].id }, weights: places.map { chain[$0] },
      differences: differences,
      offset: 0)
    let lead = zip(overall.weights, differences).reduce(0) { $0 + $1.0 * $1.1 }
    var groups: [Answer] = []
    for group in hierarchy.nodes.indices {
      let children = hierarchy.nodes[group].children.filter { index.score(row: leader, node: $0) != nil }
      guard children.count > 1, let share = chainWeight(of: group, index, row: leader), share > 0 else {
        continue
      }
      let own = children.map { index.weights[leader][$0] }
      let total = own.reduce(0, +)
      guard total > 0 else { continue }
      let weights = own.map { $0 / total }
      let differences = children.map {
        difference(index.score(row: leader, node: $0), index.score(row: other, node: $0))
      }
      let inside = zip(weights, differences).reduce(0) { $0 + $1.0 * $1.1 }
      // The rest of the index stays: spread over the group's weights, which sum to 1, it shifts every difference. For
      // the index itself there is no rest but rounding.
      let rest = lead / share - inside
      let isRounding = abs(rest) <= 1e-13 * (abs(lead / share) + abs(inside))
      groups.append(
        answer(
          group: group, ids: children.map { hierarchy.nodes[$0].id }, weights: weights,
          differences: differences, offset: isRounding ? 0 : rest))
    }
    return .success(
      LeadRobustness(
        leader: leader, other: other, lead: index.score(row: leader)! - index.score(row: other)!,
        overall: overall, groups: groups, sampling: nil))
  }

  private static func answer(
    group: Int?, ids: [String], weights: [Double], differences: [Double], offset: Double
  ) -> Answer {
    let shifted = differences.map { $0 + offset }
    return Answer(
      group: group, ids: ids, weights: weights, differences: differences,
      share: SimplexHalfSpace.share(shifted), otherShare: SimplexHalfSpace.share(shifted.map { -$0 }),
      standardError: nil,
      turningPoint: TurningPoint(weights: weights, differences: shifted))
  }

  /// The weight of a group in the index of a row: the sum of its indicators' weights; `nil` if it has no score.
  private static func chainWeight(of group: Int, _ index: PressureIndex, row: Int) -> Double? {
    guard index.score(row: row, node: group) != nil else { return nil }
    let hierarchy = index.panel.specification.hierarchy
    let weights = index.effectiveWeights(row: row)
    // A loop: the optimiser of Swift 6.3 fails on the same sum by closures.
    var sum = 0.0
    for (position, node) in hierarchy.nodes.enumerated() where hierarchy.isIn(position, group) {
      if let indicator = node.indicator { sum += weights[indicator] }
    }
    return sum
  }

  /// Whether all groups above an indicator have a score, so that its weight could be raised from 0.
  private static func isBelowScoredGroups(_ indicator: Int, _ index: PressureIndex, row: Int) -> Bool {
    let hierarchy = index.panel.specification.hierarchy
    var node = hierarchy.nodes.firstIndex { $0.indicator == indicator }
    while let current = node {
      if index.score(row: row, node: current) == nil { return false }
      node = hierarchy.nodes[current].parent
    }
    return true
  }
}

extension Hierarchy {
  /// Whether `node` is `group` or below it.
  fileprivate func isIn(_ node: Int, _ group: Int) -> Bool {
    var current: Int? = node
    while let position = current {
      if position == group { return true }
      current = nodes[position].parent
    }
    return false
  }
}
