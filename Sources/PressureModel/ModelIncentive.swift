internal import Negotiation
internal import PressureIndex
internal import PressureSyntax

extension Model {
  /// The incentive to negotiate as of a day, or why there is none; `nil` without a conflict section.
  func incentive(
    _ hurting: [HurtingState?], asOf: Day?, in observations: Observations,
    supposing values: [SupposedValue] = []
  ) throws(Diagnostics) -> IncentiveOutcome? {
    guard let conflict else { return nil }
    var states: [HurtingState] = []
    for (side, hurting) in zip(specification.sides, hurting) {
      guard let hurting else { return .notApplicable(reason: "there is no pressure score of \(side.name)") }
      states.append(hurting)
    }
    return try conflict.incentive(
      asOf: asOf, hurting: Pair(states[0], states[1]), cutsStopAtZero: !values.isEmpty
    ) { series, side, day throws(Diagnostics) in
      guard let position = specification.seriesIDs.firstIndex(of: series) else {
        preconditionFailure("the conflict was decoded with another list of series")
      }
      // A supposed value holds on the as-of date alone: what is read as of another day stays as it was.
      if day == asOf, let supposed = values.last(where: { $0.isRead(series: position, side: side) }) {
        return .found(Reading(value: supposed.value, source: "supposed"))
      }
      switch try specification.reading(ofSeries: position, side: side, asOf: day, in: observations) {
      case .observed(let reading):
        return .found(Reading(value: reading.value, period: reading.period, source: reading.source))
      case .missing(let gap): return .missing(reason: gap.description)
      }
    }
  }
}

extension HurtingState {
  /// The hurting of an index, with its pillars' parts.
  init(_ hurting: Hurting) {
    self.init(
      hurting: hurting.value, parts: hurting.parts.map { .init(pillar: $0.pillar, value: $0.value) },
      constant: hurting.constant)
  }
}
