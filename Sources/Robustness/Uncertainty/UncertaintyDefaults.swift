public import Negotiation
public import PressureIndex
internal import PressureSyntax

extension Uncertainty {
  /// What is taken to be uncertain where the model file says nothing: the weights, the goalposts, and in a conflict
  /// the numbers that nobody can observe.
  ///
  /// Weights by a quarter, goalposts by a tenth of their distance; resolve, the elasticity, the share that other
  /// markets take up, the half-life of acts, the strength of channels, values and costs of concessions, and the
  /// weight of momentum, each by half of itself (kept within its limits), all uniform. A round number each, on the
  /// side of doubt; reports state them.
  public init(defaultsFor index: IndexSpecification, _ conflict: Conflict?) {
    let reader = UncertaintyReader(index, conflict, Problems())
    factors = reader.defaults
    isStated = false
  }
}

extension UncertaintyReader {
  fileprivate var defaults: [UncertainFactor] {
    var result = groups.map { group in
      let rule = WeightRule.perturbed(fraction: 0.25)
      return UncertainFactor(
        "weights.\(name(ofGroup: group))", rule.description, .weights(group: group, rule: rule))
    }
    for (position, indicator) in index.indicators.enumerated() {
      let posts = parameters.all.filter {
        if case .goalpost(position, _, _) = $0 { true } else { false }
      }
      let spreads = relative(posts, 0.1)
      if spreads.isEmpty { continue }
      result.append(
        UncertainFactor(
          "goalposts.\(indicator.id)", "each end by up to 10 % of their distance, uniform",
          .parameters(spreads)))
    }
    for parameter in parameters.all {
      switch parameter {
      case .momentum, .elasticity, .redirection, .resolve, .halfLife, .channelStrength:
        guard let value = parameter.value(index, conflict), value > 0 else { continue }
        let limits = parameter.limits(index)
        let range = value / 2...min(1.5 * value, limits.upper)
        if range.lowerBound == range.upperBound { continue }
        result.append(
          UncertainFactor(
            parameters.path(of: parameter), Distribution.uniform(range).description,
            .parameters([ParameterSpread(parameter: parameter, distribution: .uniform(range), limits: range)])
          ))
      default: continue
      }
    }
    for concession in conflict?.concessions.indices ?? 0..<0 {
      let spreads = relative(concession: concession, 0.5)
      if spreads.isEmpty { continue }
      result.append(
        UncertainFactor(
          "concession.\(conflict!.concessions[concession].id)",
          "each value and cost by up to 50 %, uniform", .parameters(spreads)))
    }
    return result
  }
}
