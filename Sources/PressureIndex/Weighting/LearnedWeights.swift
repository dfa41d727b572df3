internal import PressureNumerics

extension Weighting {
  /// The weights of a group's children learned from a sample of their scores: one vector for all rows of the sample, or
  /// one for each row where every row has its own.
  ///
  /// - Parameters:
  ///   - rows: the sample.
  ///   - ids: the children's ids, in the order of the sample's columns.
  func learnedWeights(
    _ rows: ScoreSample, ids: [String]
  ) throws(WeightingFailure) -> (vectors: [[Double]], findings: [WeightFinding]) {
    // The benefit of the doubt answers by row, and a dynamic factor needs rows in time; both order the sides themselves.
    let sample = [.benefitOfTheDoubt, .dynamicFactor].contains(name) ? rows : rows.sortedByScores
    var findings: [WeightFinding] = [.rows(sample.values.rows)]
    // A single child has the whole weight, whatever its scores.
    if ids.count == 1 { return ([[1]], []) }
    switch self {
    case .declared, .equal, .expert, .analyticHierarchy, .bestWorst: preconditionFailure("not learned")
    case .statistic(let statistic, _):
      let weights: [Double] =
        switch statistic {
        case .standardDeviation: try SpreadWeights.standardDeviation(sample)
        case .variance: try SpreadWeights.variance(sample)
        case .coefficientOfVariation: try SpreadWeights.coefficientOfVariation(sample)
        case .gini: try SpreadWeights.gini(sample)
        case .entropy: try EntropyWeights.weights(sample)
        case .critic: try CriticWeights.weights(sample)
        case .merec: try MerecWeights.weights(sample)
        }
      return ([weights], findings)
    case .principalComponent(let isOpposingZero, _):
      let result = try PrincipalComponentWeights.weights(sample, isOpposingZero: isOpposingZero)
      findings.append(.components(count: 1, varianceShare: result.varianceShare))
      if !result.zeroed.isEmpty { findings.append(.zeroed(result.zeroed.map { ids[$0] })) }
      return ([result.weights], findings)
    case .factor(let limit, let isOpposingZero, _):
      let result = try FactorWeights.weights(sample, eigenvalueAbove: limit, isOpposingZero: isOpposingZero)
      findings.append(.components(count: result.factors, varianceShare: result.varianceShare))
      if !result.zeroed.isEmpty { findings.append(.zeroed(result.zeroed.map { ids[$0] })) }
      return ([result.weights], findings)
    case .dynamicFactor(let factors, let order, let persistent, _, let isOpposingZero, _):
      let result = try DynamicFactorWeights.weights(
        sample,
        .init(factors: factors, order: order, hasPersistentErrors: persistent, isOpposingZero: isOpposingZero)
      )
      findings.append(
        .factors(count: factors, varianceShare: result.varianceShare, iterations: result.iterations))
      if let periods = sample.periods {
        findings.append(
          .periods(
            months: sample.paths.first?.count ?? 0,
            quarterly: ids.indices.filter { periods.isQuarterly[$0] }.map { ids[$0] }))
      }
      if !result.zeroed.isEmpty { findings.append(.zeroed(result.zeroed.map { ids[$0] })) }
      for (number, news) in (result.news ?? []).enumerated() {
        findings.append(.news(path: number, children: news.children, total: news.total))
      }
      return ([result.weights], findings)
    case .equalImportance(let targets, _):
      let shares = ids.map { targets[$0] ?? 1 / Double(ids.count) }
      let result = try EqualImportanceWeights.weights(sample, targets: shares)
      findings.append(
        .importances(
          targets: shares, reached: result.shares, effective: result.importances, isReached: result.isReached)
      )
      return ([result.weights], findings)
    case .benefitOfTheDoubt(let shares, _):
      let results = try BenefitOfTheDoubt.results(sample, shares: shares)
      return (results.indices.map { weights(results[$0]?.weights, sample, row: $0) }, findings)
    }
  }

  /// Weights of the benefit of the doubt, summing to 1. A child without a score gets the share that an equal weight
  /// would have, which the coverage then lacks; among the others the weights keep their ratios.
  private func weights(_ best: [Double]?, _ sample: ScoreSample, row: Int) -> [Double] {
    let n = sample.children
    let present = (0..<n).count { sample.mask[row, $0] == 1 }
    guard let best, present > 0 else { return Array(repeating: 1 / Double(n), count: n) }
    let total = best.reduce(0, +)
    return (0..<n).map { child in
      sample.mask[row, child] == 1 ? best[child] / total * Double(present) / Double(n) : 1 / Double(n)
    }
  }
}
