/// What moved a factor between two sets of observations: each new observation by how far it was from what the old ones
/// let expect, and each revised one by its revision.
///
/// With everything normal the factor's mean is linear in the observations. New observations count Σ_j w_j (y_j − E[y_j |
/// old]), with w the weights of the new set: had each been what was expected, nothing would have moved. Revisions count
/// with the weights of the old set. Together they are the whole change.
///
/// Source: Bańbura and Modugno, J. Appl. Econometrics 29, 2014, section 2.3, as `news` of statsmodels has it.
public struct FactorNews: Sendable {
  /// One observation.
  public struct Item: Sendable, Hashable {
    /// Its series.
    public let series: Int
    /// Its month, as a row of the panel.
    public let month: Int
    /// Whether it replaces an earlier value.
    public let isRevision: Bool
    /// What was expected, or the value before the revision.
    public let expected: Double
    /// What was observed.
    public let observed: Double
    /// The factor's change for each unit of surprise.
    public let weight: Double
    /// What it added: weight times surprise.
    public var impact: Double { weight * (observed - expected) }
  }

  /// The factor's mean with the old observations.
  public let before: Double
  /// Its mean with the new ones.
  public let after: Double
  /// The observations that came in or changed, by series, then month.
  public let items: [Item]
}

extension DynamicFactorModel {
  /// What moved `factor` in `month` from the observations `old` to `new`. Months × series; `new` may have more months,
  /// and lacks nothing that `old` has.
  ///
  /// - Returns: `nil` where rounding makes a precision matrix indefinite.
  public func news(ofFactor factor: Int, month: Int, from old: Matrix, to new: Matrix) -> FactorNews? {
    precondition(
      old.columns == new.columns && old.rows <= new.rows && month < new.rows, "panels that do not follow")
    var (earlier, revised) = (
      Matrix(repeating: .nan, rows: new.rows, columns: new.columns),
      Matrix(repeating: .nan, rows: new.rows, columns: new.columns)
    )
    var added: [Int: [Int]] = [:]
    for i in 0..<new.columns {
      for t in 0..<new.rows {
        let before = t < old.rows ? old[t, i] : .nan
        precondition(before.isNaN || !new[t, i].isNaN, "an observation that is gone")
        earlier[t, i] = before
        if before.isNaN {
          if !new[t, i].isNaN { added[i, default: []].append(t) }
        } else {
          revised[t, i] = new[t, i]
        }
      }
    }
    var oldPosterior = FactorPosterior(FactorLayout(earlier, specification), specification)
    var expectation = FactorPosterior(FactorLayout(revised, specification, probes: added), specification)
    var newPosterior = FactorPosterior(FactorLayout(new, specification), specification)
    guard oldPosterior.update(self, covariances: false), expectation.update(self, covariances: false),
      newPosterior.update(self, covariances: false)
    else { return nil }
    let oldWeights = oldPosterior.weights(ofFactor: factor, month: month, self)
    let newWeights = newPosterior.weights(ofFactor: factor, month: month, self)
    var items: [FactorNews.Item] = []
    for i in 0..<new.columns {
      for t in 0..<new.rows where !new[t, i].isNaN {
        if earlier[t, i].isNaN {
          items.append(
            .init(
              series: i, month: t, isRevision: false, expected: expectation.expected(i, t, specification),
              observed: new[t, i], weight: newWeights[i][t]!))
        } else if earlier[t, i] != new[t, i] {
          items.append(
            .init(
              series: i, month: t, isRevision: true, expected: earlier[t, i], observed: new[t, i],
              weight: oldWeights[i][t]!))
        }
      }
    }
    func mean(_ posterior: FactorPosterior) -> Double {
      posterior.mean[posterior.layout.base[month + posterior.layout.lead] + factor]
    }
    return FactorNews(before: mean(oldPosterior), after: mean(newPosterior), items: items)
  }
}

extension FactorPosterior {
  /// The expected observation of a series in a month whose values are unknowns.
  fileprivate func expected(_ i: Int, _ month: Int, _ specification: DynamicFactorModel.Specification)
    -> Double
  {
    func value(_ month: Int) -> Double {
      guard let node = layout.chains[i].first(where: { $0.time == month + layout.lead }) else {
        preconditionFailure("a month that was not asked for")
      }
      return mean(of: node)
    }
    guard specification.isQuarterly[i] else { return value(month) }
    return DynamicFactorModel.quarterlyWeights.enumerated().reduce(0) {
      $0 + $1.element * value(month - $1.offset)
    }
  }

  /// The weight of each observation in the mean of a factor, by series and month. The matrix must still be a factor.
  ///
  /// The mean is e′K⁻¹h, and h is linear in the observations: with x = K⁻¹e an observation's weight is what x′h gains
  /// for a unit of it.
  fileprivate func weights(ofFactor factor: Int, month: Int, _ model: DynamicFactorModel) -> [[Int: Double]] {
    var x = [Double](repeating: 0, count: mean.count)
    x[layout.base[month + layout.lead] + factor] = 1
    matrix.solve(&x)
    let parameters = model.parameters
    return layout.chains.enumerated().map { i, chain in
      let (rho, sigma) = (parameters.persistence[i], parameters.variances[i])
      let isQuarterly = model.specification.isQuarterly[i]
      // The unknown part of each error at x.
      let errors = chain.map { node in
        let own = node.terms.reduce(0) { $0 + $1.coefficient * x[$1.unknown] }
        return (0..<layout.factors).reduce(own) {
          $0 - parameters.loadings[i, $1] * x[layout.base[node.time] + $1]
        }
      }
      var result: [Int: Double] = [:]
      func transition(_ k: Int) -> (power: Double, residual: Double) {
        if layout.isStart(i, k, model.specification) { return (0, errors[k] * (1 - rho * rho) / sigma) }
        let (power, variance) = errorTransition(rho, sigma, gap: chain[k].time - chain[k - 1].time)
        return (power, (errors[k] - power * errors[k - 1]) / variance)
      }
      for (k, node) in chain.enumerated() {
        guard node.terms.isEmpty || isQuarterly && node.terms.count > 1 else { continue }
        var weight = -transition(k).residual
        if k + 1 < chain.count {
          let next = transition(k + 1)
          weight += next.power * next.residual
        }
        let month = node.time - layout.lead + (isQuarterly ? 2 : 0)
        result[month] = isQuarterly ? weight / 3 : weight
      }
      return result
    }
  }
}
