internal import PressureSyntax

extension Panel {
  /// The series that an indicator reads for a side, if the data hold it.
  func series(of indicator: Int, side: Int) -> Series? {
    observations.series(side: side, series: specification.indicators[indicator].measure(side).series)
  }

  /// The transformed values of an indicator that were public on a day, by the ordinals of the months in which their
  /// periods end; of several in one month the last. A step series has a value in every month from its first step to that
  /// of the day, except while a step is of unknown size.
  ///
  /// Cost: O(observations of the series).
  func valuesByMonth(_ indicator: Int, side: Int, asOf day: Day) throws(Diagnostics) -> [Int32: Double] {
    let measure = specification.indicators[indicator].measure(side)
    let vintage = try Vintage(
      observations, side: side, measure, asOf: day,
      options: specification.vintageOptions(specification.indicators[indicator], side: side))
    guard let series = vintage.series else { return [:] }
    func month(_ day: Day) -> Int32 { Period(.monthly, containing: day).ordinal }
    var result: [Int32: Double] = [:]
    for point in vintage.points {
      guard let period = series.period(point.observation) else { continue }
      result[month(period.end)] = point.value
    }
    guard measure.isStep, let first = result.keys.min() else { return result }
    let levels = Vintage.levels(of: series, measure, asOf: day).0
    var unknown: Set<Int32> = []
    for (level, next) in zip(levels, levels.dropFirst().map(\.period?.end) + [nil]) where level.value == nil {
      guard let start = level.period?.end else { continue }
      // Known again at the end of the month in which the next step is.
      for ordinal in month(start)..<max(month(start), next.map(month) ?? month(day) + 1) {
        unknown.insert(ordinal)
      }
    }
    var current: Double?
    for ordinal in first...max(first, month(day)) {
      current = result[ordinal] ?? current
      result[ordinal] = unknown.contains(ordinal) ? nil : current
    }
    return result
  }
}
