public import Negotiation
public import PressureIndex
public import PressureSyntax

extension ModelParameter {
  /// The value that the model states, or the default that stands for it; `nil` for a risk or a cost that
  /// follows from gestures or preconditions.
  ///
  /// - Precondition: it is a parameter of this model.
  public func value(_ index: IndexSpecification, _ conflict: Conflict?) -> Double? {
    switch self {
    case .weight(let node): return index.hierarchy.nodes[node].weight
    case .goalpost(let indicator, let end, let side):
      return index.indicators[indicator].measure(side ?? 0).goalposts?[end]
    case .momentum: return index.momentum.weight
    default: return conflict.flatMap { value(in: $0) }
    }
  }

  private func value(in conflict: Conflict) -> Double? {
    switch self {
    case .weight, .goalpost, .momentum: return nil
    case .elasticity: return conflict.elasticity
    case .redirection: return conflict.redirection
    case .burden(let quantity, let side):
      if case .number(let value) = conflict.burden[quantity][side] { return value }
      return nil
    case .resolve(let side): return conflict.resolve[side]
    case .scale: return conflict.scale
    case .tariffChange(let concession): return conflict.concessions[concession].tariffChange
    case .value(let concession, let side): return conflict.concessions[concession].value[side]
    case .cost(let concession, let side): return conflict.concessions[concession].cost[side]
    case .gestureRisk(let side): return conflict.gestureRisk[side]
    case .preconditionCost(let side): return conflict.preconditionCost[side]
    case .channelStrength(let channel): return conflict.channels[channel].strength
    case .priorCooperative: return conflict.prior.alpha
    case .priorHostile: return conflict.prior.beta
    case .halfLife: return conflict.halfLife
    case .leverageSensitivity: return conflict.leverageSensitivity
    }
  }

  /// The values that it may take in this model, the same as in a model file; the ends of goalposts keep the
  /// indicator's direction.
  public func limits(_ index: IndexSpecification) -> ParameterLimits {
    switch self {
    case .weight, .momentum, .resolve, .leverageSensitivity: return .nonNegative
    case .goalpost(let indicator, let end, let side):
      let posts = index.indicators[indicator].measure(side ?? 0).goalposts!
      let other = posts[end == .none ? .full : .none]
      return (posts.direction == .raises) == (end == .full)
        ? ParameterLimits(above: other) : ParameterLimits(below: other)
    case .elasticity, .scale, .halfLife: return .positive
    case .redirection: return ParameterLimits(0...1)
    case .burden(let quantity, _): return ParameterLimits(quantity.range)
    case .tariffChange, .value, .cost, .gestureRisk, .preconditionCost: return .any
    case .channelStrength: return ParameterLimits(Act.weights)
    case .priorCooperative, .priorHostile: return ParameterLimits(above: 0, upTo: Act.weights.upperBound)
    }
  }
}

extension ModelParameters {
  /// Sets `parameter` to `value` in `index` or `conflict`.
  ///
  /// - Throws: a value outside the limits of the parameter; a declared weight where weights are computed, or
  ///   that leaves its group without any weight. What only shows with data (a tariff that a concession takes
  ///   below 0) is thrown when the model is scored.
  public func set(
    _ parameter: ModelParameter, to value: Double, _ index: inout IndexSpecification,
    _ conflict: inout Conflict?
  ) throws(Diagnostics) {
    let limits = parameter.limits(index)
    if !limits.contains(value) {
      throw mistake(parameter, "must be \(limits); found \(shortest(value))", "choose another value")
    }
    switch parameter {
    case .weight(let node): try setWeight(value, ofNode: node, parameter, &index)
    case .goalpost(let indicator, let end, let side):
      let old = index.indicators[indicator].measure(side ?? 0).goalposts!
      index.setGoalposts(
        Goalposts(none: end == .none ? value : old.none, full: end == .full ? value : old.full),
        ofIndicator: indicator, side: side)
    case .momentum: index.momentum.weight = value
    default: if conflict != nil { parameter.set(value, in: &conflict!) }
    }
  }

  private func setWeight(
    _ value: Double, ofNode node: Int, _ parameter: ModelParameter, _ index: inout IndexSpecification
  ) throws(Diagnostics) {
    let parent = index.hierarchy.nodes[node].parent!
    let weighting = index.weighting(ofGroup: parent)
    if weighting != .declared {
      throw mistake(
        parameter, "has no effect: the weights of its group are \(weighting.description)",
        "write 'weighting: declared' in the model's method")
    }
    let others = index.hierarchy.nodes[parent].children.filter { $0 != node }
    if value == 0, !others.contains(where: { index.hierarchy.nodes[$0].weight > 0 }) {
      throw mistake(parameter, "cannot be 0: all weights of its group would be", "choose a weight above 0")
    }
    index.setWeight(value, ofNode: node)
  }

  private func mistake(_ parameter: ModelParameter, _ text: String, _ help: String) -> Diagnostics {
    Diagnostics(Diagnostic("\(path(of: parameter)) \(text)", help: help))
  }
}

extension ModelParameter {
  fileprivate func set(_ value: Double, in conflict: inout Conflict) {
    switch self {
    case .weight, .goalpost, .momentum: break
    case .elasticity: conflict.elasticity = value
    case .redirection: conflict.redirection = value
    case .burden(let quantity, let side): conflict.burden[quantity][side] = .number(value)
    case .resolve(let side): conflict.resolve[side] = value
    case .scale: conflict.scale = value
    case .tariffChange(let concession): conflict.concessions[concession].tariffChange = value
    case .value(let concession, let side): conflict.concessions[concession].value[side] = value
    case .cost(let concession, let side): conflict.concessions[concession].cost[side] = value
    case .gestureRisk(let side): conflict.gestureRisk[side] = value
    case .preconditionCost(let side): conflict.preconditionCost[side] = value
    case .channelStrength(let channel): conflict.channels[channel].strength = value
    case .priorCooperative: conflict.prior.alpha = value
    case .priorHostile: conflict.prior.beta = value
    case .halfLife: conflict.halfLife = value
    case .leverageSensitivity: conflict.leverageSensitivity = value
    }
  }
}
