internal import Negotiation
internal import PressureIndex
internal import PressureModel
internal import PressureSyntax

/// The steps from a side's pressure to its incentive to negotiate, in the order of the equations.
enum Steps {
  typealias Step = SideExplanation.Step

  static func all(of assessment: Assessment, side: Int) -> [Step] {
    hurting(of: assessment, side: side) + incentive(of: assessment, side: side)
  }

  private static func hurting(of assessment: Assessment, side: Int) -> [Step] {
    guard let hurting = assessment.hurting[side], let pressure = assessment.results[side].score else {
      return []
    }
    let momentum = assessment.model.specification.momentum
    let change = hurting.earlier.map {
      "\(figure(pressure)) + \(shortest(momentum.weight)) × (\(figure(pressure)) - \(figure($0))), clipped to 0…1"
    }
    var steps = [
      Step(
        symbol: "H", meaning: "hurting: pressure and its change over \(momentum.span)", value: hurting.value,
        origin: change ?? "the pressure alone: \(hurting.missingMomentum ?? "no earlier pressure")")
    ]
    if hurting.clip != 0 {
      steps.append(
        Step(
          symbol: "clip", meaning: "what the limits 0 and 1 cut off", value: hurting.clip,
          origin: "H less the sum of the pillars' parts"))
    }
    return steps
  }

  private static func incentive(of assessment: Assessment, side: Int) -> [Step] {
    switch assessment.incentive {
    case nil: return []
    case .notApplicable(let reason):
      return [
        Step(symbol: "I", meaning: "incentive to negotiate", value: nil, origin: "not applicable: \(reason)")
      ]
    case .incentive(let incentive):
      let names = assessment.model.specification.sides.map(\.name)
      let inputs = incentive.inputs
      let own = incentive.sides[side]
      return burden(inputs, own, side, names) + stakes(inputs, incentive, side, names)
        + optimism(inputs, own, side, names) + conclusion(own)
    }
  }

  private static func burden(
    _ inputs: ResolvedConflict, _ own: SideIncentive, _ side: Int, _ names: [String]
  ) -> [Step] {
    let symbols: [BurdenQuantity: (String, String)] = [
      .exports: ("e", "exports to the other side, share of own GDP"),
      .valueAdded: ("v", "domestic value added in them"),
      .imports: ("m", "imports from the other side, share of own GDP"),
      .tariff: ("τ", "average tariff that it levies"),
      .baseTariff: ("τ₀", "average tariff that it levied before"),
    ]
    let quantities = inputs.quantities[side].map { quantity in
      let (symbol, meaning) = symbols[quantity.quantity]!
      return Step(
        symbol: symbol, meaning: meaning, value: quantity.value, origin: origin(quantity, side, names))
    }
    return quantities + [
      Step(
        symbol: "b", meaning: "tariff burden that a settlement can lift, pp of own GDP", value: own.burden,
        origin: "equation 3; it loses \(percent(own.salesLost)) of its sales to the other side"
          + (own.burdenAtEmbargo.map { ", and the burden has the limit \(figure($0)) at an embargo" } ?? ""))
    ]
  }

  private static func origin(_ quantity: ResolvedQuantity, _ side: Int, _ names: [String]) -> String {
    guard let series = quantity.series, let reading = quantity.reading else { return "stated by the model" }
    let whose = series.of == .counterpart ? " of \(names[1 - side])" : ""
    return
      "\(series.series)\(whose), \(reading.period?.description ?? "no date"): \(shortest(reading.value))"
      + (series.scale == 1 ? "" : " × \(shortest(series.scale))") + (series.on.map { ", as of \($0)" } ?? "")
      + (reading.source.map { " (\($0))" } ?? "")
  }

  private static func stakes(
    _ inputs: ResolvedConflict, _ incentive: Incentive, _ side: Int, _ names: [String]
  ) -> [Step] {
    func list(_ stakes: [ResolvedConflict.Stake], _ isStated: Bool, _ what: String) -> String {
      if isStated { return "stated by the model" }
      return stakes.isEmpty
        ? "no \(what)" : stakes.map { "\($0.concession) \(figure($0.amount))" }.joined(separator: ", ")
    }
    let own = incentive.sides[side]
    let terms = inputs.holdingOut[side]
    let nash = incentive.packages.nash.concessions
    return [
      Step(
        symbol: "G", meaning: "gain from the Nash package, pp", value: own.gain,
        origin: nash.isEmpty ? "the status quo" : nash.joined(separator: ", ")),
      Step(
        symbol: "a", meaning: "resolve", value: terms.resolve, origin: "stated by the model: a judgement"),
      Step(
        symbol: "κ", meaning: "scale of resolve, pp", value: terms.scale,
        origin: "stated by the model: a judgement"),
      Step(
        symbol: "g", meaning: "lost if its gestures are not returned, pp", value: terms.gestureRisk,
        origin: list(inputs.gestures[side], inputs.statesGestureRisk[side], "declared gesture")),
      Step(
        symbol: "q", meaning: "cost of what is demanded first, pp", value: terms.preconditionCost,
        origin: list(inputs.preconditions[side], inputs.statesPreconditionCost[side], "precondition")),
      Step(
        symbol: "A", meaning: "value of holding out, pp", value: own.holdingOut,
        origin: "a (1 - H) κ + g + q = \(figure(terms.resolve)) × \(figure(1 - own.hurting.hurting)) × "
          + "\(figure(terms.scale)) + \(figure(terms.gestureRisk)) + \(figure(terms.preconditionCost))"),
      Step(
        symbol: "N", meaning: "motivation", value: own.motivation,
        origin: "G/(G + A)" + (incentive.hasZoneOfAgreement ? "" : ", 0 without a zone of agreement")),
    ]
  }

  private static func optimism(
    _ inputs: ResolvedConflict, _ own: SideIncentive, _ side: Int, _ names: [String]
  ) -> [Step] {
    let acts = inputs.acts[side].map { counted in
      Step(
        symbol: "w", meaning: "\(counted.act.kind.rawValue) act of \(names[1 - side]) on \(counted.act.date)",
        value: counted.decayedWeight,
        origin: "\(counted.age) days old; \(counted.act.event ?? "no description")")
    }
    let channels = inputs.channels[side].map {
      Step(symbol: "c", meaning: "channel: \($0.name)", value: $0.strength, origin: "stated by the model")
    }
    return acts + channels + [
      Step(
        symbol: "p", meaning: "optimism: belief that a gesture is returned", value: own.optimism,
        origin: "mean of a Beta(\(figure(own.belief.alpha)), \(figure(own.belief.beta))), 90 % between "
          + "\(figure(own.belief.band().lowerBound)) and \(figure(own.belief.band().upperBound))")
    ]
  }

  private static func conclusion(_ own: SideIncentive) -> [Step] {
    let breakEven =
      switch own.breakEvenResolve {
      case .value(let value) where value < 0: "below 0: there is no incentive even without any resolve"
      case .value: "with this much resolve the incentive is one half"
      case .anyResolveHolds: "any resolve: no capacity to hold out is left"
      }
    return [
      Step(
        symbol: "I", meaning: "incentive to negotiate", value: own.incentive,
        origin: "½ (N + p) = ½ (\(figure(own.motivation)) + \(figure(own.optimism)))"),
      Step(
        symbol: "a*", meaning: "break-even resolve", value: own.breakEvenResolve.number, origin: breakEven),
    ]
  }

  /// A number inside a formula.
  private static func figure(_ value: Double) -> String { significant(value, 4) }
}
