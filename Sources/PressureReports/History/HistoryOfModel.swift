internal import Negotiation
public import PressureIndex
public import PressureModel
public import PressureSyntax

extension HistoryReport {
  /// The history by month from the first figures to `last`, with its events and correlation-weighted pressure beside plain pressure.
  ///
  /// - Throws: data without dates; what scoring throws.
  public static func monthly(
    _ model: Model, _ observations: Observations, to last: Day?
  ) throws(Diagnostics) -> HistoryReport {
    let dates = try model.historyDates(observations, from: nil, to: last, step: .month)
    let history = try model.history(observations, asOf: dates, alternative: nil, isCorrelated: true)
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
