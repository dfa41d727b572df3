internal import Negotiation
public import PressureIndex
public import PressureModel
public import PressureSyntax

/// The charts that can be drawn alone.
public enum ChartKind: String, CaseIterable, Sendable {
  /// Pressure and hurting by as-of date.
  case history
  /// Pressure beside correlation-weighted pressure by as-of date.
  case correlation
  /// The incentive to negotiate by as-of date.
  case incentive
  /// What each pillar adds to the pressure.
  case contributions
  /// What the packages are worth to each side.
  case frontier

  /// What the chart shows, in a few words.
  public var meaning: String {
    switch self {
    case .history: "pressure and hurting by as-of date"
    case .correlation: "pressure beside correlation-weighted pressure (CISS) by as-of date"
    case .incentive: "the incentive to negotiate by as-of date"
    case .contributions: "what each pillar adds to the pressure"
    case .frontier: "what the packages are worth to each side, with the Pareto frontier"
    }
  }

  /// The chart of a model as of a date, as SVG.
  ///
  /// - Throws: what scoring throws; a chart that this model has no figures for.
  public func drawing(
    of model: Model, _ observations: Observations, asOf: Day?, width: Double
  ) throws(Diagnostics) -> String {
    if let chart = try chart(of: model, observations, asOf: asOf) {
      return chart.standalone(width: width) + "\n"
    }
    throw Diagnostics(
      Diagnostic("there is nothing to draw: the model has no figures for \(meaning)", help: missing))
  }

  private var missing: String {
    switch self {
    case .history: "it needs more than one date, and at most six sides"
    case .correlation:
      "it needs more than one date, at most six sides, scores from 0 to 1, and plain pressure; 'pressure history' says why"
    case .incentive:
      "it needs a conflict section with a first day ('from:') that applies on more than one date"
    case .contributions: "it needs a side with a score"
    case .frontier: "it needs a conflict section that applies on the date, and a zone of agreement"
    }
  }

  private func chart(
    of model: Model, _ observations: Observations, asOf: Day?
  ) throws(Diagnostics) -> (any Chart)? {
    switch self {
    case .history: return try HistoryReport.monthly(model, observations, to: asOf).chart(.pressure)
    case .correlation:
      return try HistoryReport.monthly(model, observations, to: asOf, isCorrelated: true).chart(.correlation)
    case .incentive: return try HistoryReport.ofConflict(model, observations, to: asOf)?.chart(.incentive)
    case .contributions: return ScoreReport(try model.assess(observations, asOf: asOf)).contributionsChart
    case .frontier:
      let assessment = try model.assess(observations, asOf: asOf)
      return ScoreReport(assessment).frontierChart(assessment)
    }
  }
}

extension HistoryReport {
  /// The history by month from the first figures to `last`, with its events; with correlation-weighted pressure beside
  /// it where `isCorrelated`.
  ///
  /// - Throws: data without dates; what scoring throws.
  public static func monthly(
    _ model: Model, _ observations: Observations, to last: Day?, isCorrelated: Bool = false
  ) throws(Diagnostics) -> HistoryReport {
    let dates = try model.historyDates(observations, from: nil, to: last, step: .month)
    let history = try model.history(observations, asOf: dates, alternative: nil, isCorrelated: isCorrelated)
    return HistoryReport(history, .init(hasEvents: true))
  }

  /// The history of the conflict, from the day on which its section begins to hold to `last`: by day over three months,
  /// by week over two years, by month beyond; `nil` for a model whose conflict has no first day, or not yet.
  ///
  /// - Throws: data without dates; what scoring throws.
  public static func ofConflict(
    _ model: Model, _ observations: Observations, to last: Day?
  ) throws(Diagnostics) -> HistoryReport? {
    guard let first = model.conflict?.validity.from, let last = model.asOfDate(last, in: observations),
      first < last
    else { return nil }
    let step: HistoryStep = last - first <= 92 ? .day : last - first <= 731 ? .week : .month
    let dates = try model.historyDates(observations, from: first, to: last, step: step)
    return HistoryReport(try model.history(observations, asOf: dates), .init(step: step, hasEvents: true))
  }
}
