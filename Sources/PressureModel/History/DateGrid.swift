public import PressureIndex
public import PressureSyntax

/// How far apart the dates of a history are.
public enum HistoryStep: String, CaseIterable, Sendable {
  /// The last days of years.
  case year
  /// The last days of quarters.
  case quarter
  /// The last days of months.
  case month
  /// Every seven days, back from the last date.
  case week
  /// Every day.
  case day
}

extension HistoryStep {
  /// The most dates of a history.
  public static let maximumDates = 20_000

  /// The dates from `first` to `last`, both included where they are dates of the step; `last` always is one.
  ///
  /// The last days of months from 2018-01-01 to 2025-05-02 are 2018-01-31, …, 2025-04-30, and 2025-05-02 itself.
  ///
  /// - Throws: a first date after the last; more than ``maximumDates`` dates.
  public func dates(from first: Day, to last: Day) throws(Diagnostics) -> [Day] {
    if first > last {
      throw Diagnostics(Diagnostic("the history would begin on \(first), after it ends on \(last)"))
    }
    var dates: [Day] = []
    func add(_ day: Day) throws(Diagnostics) {
      dates.append(day)
      if dates.count > HistoryStep.maximumDates {
        throw Diagnostics(
          Diagnostic(
            "a history of more than \(HistoryStep.maximumDates) dates",
            help: "choose a longer step, or fewer years"))
      }
    }
    switch self {
    case .day, .week:
      let length = self == .day ? 1 : 7
      var day = last
      while day >= first {
        try add(day)
        day = day.adding(days: -length)
      }
      return dates.reversed()
    case .month, .quarter, .year:
      let frequency: Frequency = self == .month ? .monthly : self == .quarter ? .quarterly : .annual
      var period = Period(frequency, containing: first)
      while period.end < last {
        if period.end >= first { try add(period.end) }
        period = period.advanced(by: 1)
      }
      try add(last)
      return dates
    }
  }
}

extension Period {
  /// The first day of the period.
  public var start: Day { frequency == .daily ? end : advanced(by: -1).end.adding(days: 1) }
}

extension Model {
  /// The dates of a history by `step`: from the day `first`, else from the month in which the first observation
  /// became public; to the day `last`, else to the as-of date that a run without one takes.
  ///
  /// - Throws: what ``HistoryStep/dates(from:to:)`` throws; data without dates.
  public func historyDates(
    _ observations: Observations, from first: Day?, to last: Day?, step: HistoryStep
  ) throws(Diagnostics) -> [Day] {
    guard let earliest = specification.firstPublicDay(in: observations),
      let end = last ?? asOfDate(nil, in: observations)
    else {
      throw Diagnostics(
        Diagnostic(
          "a history needs data with dates, and these have none",
          help: "give the data a column 'period', such as 2025-04"))
    }
    return try step.dates(from: first ?? Period(.monthly, containing: earliest).start, to: end)
  }
}
