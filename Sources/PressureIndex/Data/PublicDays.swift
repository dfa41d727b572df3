public import PressureSyntax

extension IndexSpecification {
  /// How an indicator's observations of a side are read.
  func vintageOptions(_ indicator: Indicator, side: Int) -> Vintage.Options {
    Vintage.Options(
      denominator: indicator.measure(side).denominator.map { measure(ofSeries: $0.series, side: side) },
      interpolates: indicator.imputation.contains(.interpolate))
  }

  /// The value of a series, outside the index, as of a day.
  public func reading(
    ofSeries series: Int, side: Int, asOf: Day?, in observations: Observations
  ) throws(Diagnostics) -> Panel.Cell {
    let measure = measure(ofSeries: series, side: side)
    let vintage = try Vintage(observations, side: side, measure, asOf: asOf)
    if let gap = vintage.gap { return .missing(gap) }
    return .observed(Panel.Reading(vintage, measure, observations))
  }

  /// The latest day on which an observation that the model uses became public; `nil` for undated data.
  public func latestPublicDay(in observations: Observations) -> Day? {
    publicDays(in: observations)?.upperBound
  }

  /// The first day on which an observation that the model uses became public; `nil` for undated data.
  public func firstPublicDay(in observations: Observations) -> Day? {
    publicDays(in: observations)?.lowerBound
  }

  /// The ends of the months before `day`, from the month in which the first observation that the model uses became
  /// public.
  func monthEnds(before day: Day?, in observations: Observations) -> [Day] {
    guard let day, let first = publicDays(in: observations)?.lowerBound else { return [] }
    let start = Period(.monthly, containing: first).ordinal
    let end = Period(.monthly, containing: day).ordinal
    return (start..<max(start, end)).map { Period(.monthly, ordinal: $0).end }
  }

  /// The first and the last day on which an observation that the model uses became public; `nil` for undated data.
  private func publicDays(in observations: Observations) -> ClosedRange<Day>? {
    var range: ClosedRange<Day>?
    for side in sides.indices {
      for measure in indicators.map({ $0.measure(side) }) {
        guard let series = observations.series(side: side, series: measure.series) else { continue }
        for i in 0..<series.count where series.value(i) != nil {
          guard let day = Vintage.publicDay(i, of: series, measure) else { continue }
          range = min(range?.lowerBound ?? day, day)...max(range?.upperBound ?? day, day)
        }
      }
    }
    return range
  }
}
