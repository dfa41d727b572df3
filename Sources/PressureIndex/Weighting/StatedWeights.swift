internal import PressureNumerics

extension Weighting {
  /// The weights of a group's children that follow from the model file alone, summing to 1, and what there is to say
  /// of them; `nil` for weights that are learned from scores.
  func statedWeights(_ hierarchy: Hierarchy, group: Int) -> (weights: [Double], findings: [WeightFinding])? {
    let children = hierarchy.nodes[group].children
    let ids = children.map { hierarchy.nodes[$0].id }
    func normalized(_ numbers: [Double]) -> [Double] {
      let total = numbers.reduce(0, +)
      return numbers.map { $0 / total }
    }
    let declared = normalized(children.map { hierarchy.nodes[$0].weight })
    switch self {
    case .declared: return (declared, [])
    case .equal: return (normalized(children.map { _ in 1 }), [])
    case .expert(let allocations):
      let experts = allocations.filter { $0.points[ids[0]] != nil }
      if experts.isEmpty { return (declared, [.declared]) }
      let shares = experts.map { expert in normalized(ids.map { expert.points[$0]! }) }
      return (normalized(shares.means), [.experts(names: experts.map(\.name), shares: shares)])
    case .analyticHierarchy(let judgements):
      guard let judgement = judgements.first(where: { $0.group == hierarchy.nodes[group].id }) else {
        return (declared, [.declared])
      }
      let order = ids.map { judgement.members.firstIndex(of: $0)! }
      let results = judgement.experts.map { AnalyticHierarchy.result($0.rows) }
      var findings = zip(judgement.experts, results).map { expert, result in
        WeightFinding.consistency(expert: expert.expert, ratio: result.consistencyRatio)
      }
      if results.count == 1 { return (order.map { results[0].weights[$0] }, findings) }
      let together = AnalyticHierarchy.result(AnalyticHierarchy.combined(judgement.experts.map(\.rows)))
      findings.append(.consistency(expert: "", ratio: together.consistencyRatio))
      findings.append(
        .experts(
          names: judgement.experts.map(\.expert),
          shares: results.map { result in order.map { result.weights[$0] } }))
      return (order.map { together.weights[$0] }, findings)
    case .bestWorst(let judgements):
      guard let judgement = judgements.first(where: { $0.group == hierarchy.nodes[group].id }) else {
        return (declared, [.declared])
      }
      let result: BestWorst.Result
      do {
        result = try BestWorst.result(
          best: ids.firstIndex(of: judgement.best)!, worst: ids.firstIndex(of: judgement.worst)!,
          bestToOthers: ids.map { judgement.bestToOthers[$0] ?? 1 },
          othersToWorst: ids.map { judgement.othersToWorst[$0] ?? 1 })
      } catch {
        preconditionFailure("equal weights and a large ξ keep every condition, so that there is an optimum")
      }
      return (result.weights, [.inconsistency(result.inconsistency)])
    case .statistic, .principalComponent, .factor, .dynamicFactor, .equalImportance, .benefitOfTheDoubt:
      return nil
    }
  }
}

extension [[Double]] {
  /// The mean of each column.
  fileprivate var means: [Double] { self[0].indices.map { column in Statistics.mean(map { $0[column] }) } }
}

/// What there is to say of a group's weights besides the weights.
public enum WeightFinding: Hashable, Sendable {
  /// The model states no judgement of this group: its declared weights are used.
  case declared
  /// What each expert's statements alone would give, children in the group's order.
  case experts(names: [String], shares: [[Double]])
  /// The consistency ratio of pairwise comparisons, by an expert; of all together if the name is empty.
  case consistency(expert: String, ratio: Double)
  /// ξ of the best-worst method.
  case inconsistency(Double)
  /// The number of rows from which the weights were learned.
  case rows(Int)
  /// The number of components or factors, and their share of the variance.
  case components(count: Int, varianceShare: Double)
  /// The number of factors of a dynamic factor model, their share of the variance, and the iterations it took.
  case factors(count: Int, varianceShare: Double, iterations: Int)
  /// That the rows are the months that values describe: how many, and the children that are quarterly, by id.
  case periods(months: Int, quarterly: [String])
  /// What each child's newest score did to the factor of a side (the number of the side, or 0 where each side has weights
  /// of its own) since the month's end before, in standard deviations of the factor, and its whole change.
  case news(path: Int, children: [Double], total: Double)
  /// The children whose weight was set to 0 since they move against the rest, by id.
  case zeroed([String])
  /// The targets of importance, what was reached, as shares of its sum, and the effective importances themselves.
  case importances(targets: [Double], reached: [Double], effective: [Double], isReached: Bool)
}

/// Where the weights of one group came from.
public struct WeightDerivation: Hashable, Sendable {
  /// The group's position in the hierarchy.
  public let group: Int
  /// The side whose weights they are, where each has its own; `nil` for all.
  public let side: Int?
  /// The weighting.
  public let weighting: Weighting
  /// The weights of the group's children.
  public let weights: [Double]
  /// What there is to say of them.
  public let findings: [WeightFinding]
}
