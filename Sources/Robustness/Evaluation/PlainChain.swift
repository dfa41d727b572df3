internal import Negotiation
internal import PressureIndex
internal import PressureSyntax

/// What a draw gives.
struct DrawValues: Sendable {
  /// In the order of the layout's columns.
  var numbers: [Double]
  /// See ``DrawEvents``.
  var events: UInt64
}

/// The whole chain for one draw: every number is put into a copy of the model, which is then scored like any other.
///
/// The reference for the fast evaluation, and what takes its place where that does not reach. Cost: that of scoring
/// a model without its contributions, about a millisecond.
struct PlainChain: Sendable {
  let model: UncertainModel
  let plan: DrawPlan
  let layout: OutputLayout
  let parameters: ModelParameters
  let samplers: [ParameterSampler]
  let errors: ObservationErrors

  init(_ model: UncertainModel, _ plan: DrawPlan, _ layout: OutputLayout) {
    (self.model, self.plan, self.layout) = (model, plan, layout)
    parameters = ModelParameters(model.index, model.conflict)
    samplers = ParameterSampler.all(plan)
    errors = ObservationErrors(plan)
  }

  /// The draw at the point `u`.
  ///
  /// - Throws: why there is none.
  func draw(_ u: UnsafeBufferPointer<Double>) throws(Diagnostics) -> DrawValues {
    var (index, conflict) = try variation(plan.choices(u))
    try set(u, &index, &conflict)
    let panel = try panel(index)
    let varied = panel.varied(index) { row, indicator, value in
      guard errors.contains(indicator),
        let slot = ObservationErrors.slot(panel, row: row, indicator: indicator)
      else { return 0 }
      return errors.error(
        u, indicator: indicator, side: row % index.sides.count, slot: slot, of: value)
    }
    let pressure = try PressureIndex(varied) { vector in
      let adjustment = WeightAdjustment(plan, index.hierarchy, vectors: [vector])
      vector.withUnsafeMutableBufferPointer { adjustment.apply(u, to: $0) }
    }
    var (scores, hurting): ([Double], [Double]) = ([], [])
    for side in index.sides.indices {
      guard let score = pressure.score(row: varied.row(side: side)) else {
        throw Diagnostics(Diagnostic("there is no pressure score of \(index.sides[side].name)"))
      }
      let earlier = varied.isDated(side: side) ? pressure.score(row: varied.row(side: side, date: 1)) : nil
      scores.append(score)
      hurting.append(PlainChain.hurting(score, earlier: earlier, momentum: index.momentum.weight))
    }
    return try values(scores, hurting, u, index, conflict, varied)
  }

  /// H = clip(P + κ_m (P − P_{t−h}), 0, 1).
  static func hurting(_ score: Double, earlier: Double?, momentum: Double) -> Double {
    min(1, max(0, score + (earlier.map { momentum * (score - $0) } ?? 0)))
  }

  /// The model with the alternatives `choices`, one for each axis.
  func variation(
    _ choices: [Int]
  ) throws(Diagnostics) -> (index: IndexSpecification, conflict: Conflict?) {
    var keys = VariedKeys()
    for (axis, choice) in zip(plan.axes, choices) {
      if case .alternatives(let section, let key, let alternatives, _) = plan.factors[axis.factor].kind {
        keys.set(section, key, to: alternatives[choice])
      }
    }
    var (index, conflict) = keys.isEmpty ? (model.index, model.conflict) : try model.variant(keys)
    for (axis, choice) in zip(plan.axes, choices) {
      if case .publicationLag(let indicator, let lags, _) = plan.factors[axis.factor].kind {
        index.setPublicationLag(lags[choice], ofIndicator: indicator)
      }
    }
    return (index, conflict)
  }

  /// What was known as of the date and a momentum span earlier.
  func panel(_ index: IndexSpecification) throws(Diagnostics) -> Panel {
    let dates = [model.asOf] + (model.asOf.map { [$0 - index.momentum.span] } ?? [])
    return try Panel(model.observations, index, asOf: dates, sampled: index.needsSample)
  }

  /// Puts the values of all parameters into a copy of the model.
  func set(
    _ u: UnsafeBufferPointer<Double>, _ index: inout IndexSpecification, _ conflict: inout Conflict?
  ) throws(Diagnostics) {
    for sampler in samplers {
      let value = sampler.value(u)
      if case .goalpost(let indicator, let end, let side) = sampler.parameter {
        // Each end keeps clear of where the other may be, so that the order in which they are set is free.
        guard let old = index.indicators[indicator].measure(side ?? 0).goalposts else { continue }
        let new = Goalposts(none: end == .none ? value : old.none, full: end == .full ? value : old.full)
        guard new.direction == old.direction else {
          throw Diagnostics(
            Diagnostic("the goalposts of \(index.indicators[indicator].id.quoted) change their order"))
        }
        index.setGoalposts(new, ofIndicator: indicator, side: side)
      } else {
        try parameters.set(sampler.parameter, to: value, &index, &conflict)
      }
    }
  }

  /// Finds a value that the conflict reads, with its error in the draw.
  func lookUp(
    _ series: String, _ side: Int, _ day: Day?, _ u: UnsafeBufferPointer<Double>, _ index: IndexSpecification,
    _ panel: Panel
  ) throws(Diagnostics) -> Lookup {
    let found = try read(series, side, day, index)
    guard case .found(var reading) = found, let position = index.seriesIDs.firstIndex(of: series),
      let (indicator, slot) = observation(position, side, reading.period, index, panel)
    else { return found }
    reading.value += errors.error(u, indicator: indicator, side: side, slot: slot, of: reading.value)
    return .found(reading)
  }

  /// A value that the conflict reads, as observed.
  func read(
    _ series: String, _ side: Int, _ day: Day?, _ index: IndexSpecification
  ) throws(Diagnostics) -> Lookup {
    guard let position = index.seriesIDs.firstIndex(of: series) else {
      preconditionFailure("the conflict was decoded with another list of series")
    }
    switch try index.reading(ofSeries: position, side: side, asOf: day, in: model.observations) {
    case .observed(let reading):
      return .found(Reading(value: reading.value, period: reading.period, source: reading.source))
    case .missing(let gap): return .missing(reason: gap.description)
    }
  }

  /// The indicator with errors that uses the same observation untransformed, and the slot of the error.
  func observation(
    _ series: Int, _ side: Int, _ period: Period?, _ index: IndexSpecification, _ panel: Panel
  ) -> (indicator: Int, slot: Int)? {
    for (k, indicator) in index.indicators.enumerated() where errors.contains(k) {
      let measure = indicator.measure(side)
      guard measure.series == series, measure.transform == .level else { continue }
      for date in 0..<panel.scoredDateCount where date < 2 {
        let row = panel.row(side: side, date: date)
        guard let reading = panel[row, k].reading, reading.period == period,
          let slot = ObservationErrors.slot(panel, row: row, indicator: k)
        else { continue }
        return (k, slot)
      }
    }
    return nil
  }

  /// The numbers and events of a draw from its pressures.
  func values(
    _ scores: [Double], _ hurting: [Double], _ u: UnsafeBufferPointer<Double>, _ index: IndexSpecification,
    _ conflict: Conflict?, _ panel: Panel
  ) throws(Diagnostics) -> DrawValues {
    guard layout.hasIncentive, let conflict else {
      return DrawValues(layout, pressure: scores, hurting: hurting, nil)
    }
    let states = Pair { side in HurtingState(hurting: hurting[side]) }
    let outcome = try conflict.incentive(asOf: model.asOf, hurting: states) {
      series, side, day throws(Diagnostics) in
      try lookUp(series, side, day, u, index, panel)
    }
    switch outcome {
    case .notApplicable(let reason): throw Diagnostics(Diagnostic(reason))
    case .incentive(let incentive):
      var result = IncentiveKernel.Outcome()
      result.burden = incentive.sides.map(\.burden)
      result.gain = incentive.sides.map(\.gain)
      result.holdingOut = incentive.sides.map(\.holdingOut)
      result.motivation = incentive.sides.map(\.motivation)
      result.optimism = incentive.sides.map(\.optimism)
      result.incentive = incentive.sides.map(\.incentive)
      result.ripeness = incentive.ripeness
      result.isRipe = incentive.isRipe
      result.hasZone = incentive.hasZoneOfAgreement
      if result.hasZone {
        let made = incentive.packages.nash.concessions
        result.package = Package(
          incentive.inputs.concessions.indices.filter { made.contains(incentive.inputs.concessions[$0].id) })
      }
      return DrawValues(layout, pressure: scores, hurting: hurting, result)
    }
  }
}

/// A parameter with its quantile function and its coordinate.
struct ParameterSampler: Sendable {
  let parameter: ModelParameter
  let factor: Int
  let coordinate: Int
  private let sampler: Distribution.Sampler

  func value(_ u: UnsafeBufferPointer<Double>) -> Double { sampler(u[coordinate]) }

  /// The value at one uniform number.
  func value(at number: Double) -> Double { sampler(number) }

  /// The parameters of a plan, in the order of their coordinates.
  static func all(_ plan: DrawPlan) -> [ParameterSampler] {
    var result: [ParameterSampler] = []
    for (position, factor) in plan.factors.enumerated() {
      guard case .parameters(let spreads) = factor.kind else { continue }
      for (i, spread) in spreads.enumerated() {
        result.append(
          ParameterSampler(
            parameter: spread.parameter, factor: position,
            coordinate: plan.coordinates[position].lowerBound + i,
            sampler: spread.distribution.sampler(within: spread.limits)))
      }
    }
    return result
  }
}

extension Panel {
  /// Whether a side's values at the as-of date have periods, so that there is an earlier pressure to compare with.
  func isDated(side: Int) -> Bool {
    guard dates[0] != nil, scoredDateCount > 1 else { return false }
    let row = row(side: side)
    return specification.indicators.indices.contains { self[row, $0].reading?.period != nil }
  }
}

extension DrawValues {
  /// Lays out the numbers and events of a draw.
  init(
    _ layout: OutputLayout, pressure: [Double], hurting: [Double], _ outcome: IncentiveKernel.Outcome?
  ) {
    var numbers = pressure + hurting + Array(repeating: 0, count: layout.columns.count - 2 * pressure.count)
    var events: UInt64 = 0
    if let position = layout.position(.pressureDifference) { numbers[position] = pressure[0] - pressure[1] }
    if let outcome { events = DrawValues.write(outcome, layout) { numbers[$0] = $1 } }
    (self.numbers, self.events) = (numbers, events)
  }

  /// Hands the numbers of the incentive with their columns to `put`; the events.
  @inline(__always)
  static func write(
    _ outcome: IncentiveKernel.Outcome, _ layout: OutputLayout, _ put: (Int, Double) -> Void
  ) -> UInt64 {
    // Those of two sides follow their pressure and hurting; the difference in pressure is between.
    var next = 4
    func pair(_ values: Pair<Double>) {
      put(next, values.first)
      put(next + 1, values.second)
      next += 2
    }
    pair(outcome.burden)
    pair(outcome.gain)
    pair(outcome.holdingOut)
    pair(outcome.motivation)
    pair(outcome.optimism)
    pair(outcome.incentive)
    put(next + 1, outcome.motivation.first - outcome.motivation.second)
    put(next + 2, outcome.incentive.first - outcome.incentive.second)
    put(next + 3, outcome.ripeness)
    return (outcome.isRipe ? DrawEvents.ripe : 0) | (outcome.hasZone ? DrawEvents.zone : 0)
      | UInt64(outcome.package.mask) << UInt64(DrawEvents.firstConcession)
  }
}
