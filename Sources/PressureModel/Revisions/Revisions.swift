public import PressureIndex
public import PressureSyntax

/// What was revised by the as-of date, and what that did to the headline numbers.
public struct Revisions: Sendable {
  /// A value that was published more than once.
  public struct Revised: Sendable, Hashable {
    /// The side's position.
    public let side: Int
    /// The position of the series.
    public let series: Int
    /// The period.
    public let period: Period
    /// The releases by the as-of date, in order; the day of each (`nil` where the data state none) and its value.
    public let releases: [Release]

    /// The last value less the first.
    public var revision: Double { releases.last!.value - releases[0].value }
  }

  /// One publication of a value.
  public struct Release: Sendable, Hashable {
    /// The day on which it became public, stated or by the publication lag.
    public let publicOn: Day?
    /// The value.
    public let value: Double
  }

  /// Every value that was published more than once by the as-of date, by side, series and period.
  public let revised: [Revised]
  /// How many periods have a value, with and without revisions.
  public let periodCount: Int
  /// From the scores with the first release of every value alone to those with the latest, as of one date.
  public let effect: Difference
}

extension Model {
  /// What was revised by the as-of date, and what that did to the headline numbers: the scores as of the date, beside
  /// those that only the first release of each value would give.
  ///
  /// A first release is one that was public by then; values without a release date became public by the publication
  /// lag.
  ///
  /// - Throws: data without dates; what makes a score impossible, with first releases too.
  public func revisions(_ observations: Observations, asOf requested: Day?) throws(Diagnostics) -> Revisions {
    let latest = try assess(observations, asOf: requested)
    guard let day = latest.asOf else {
      throw Diagnostics(
        Diagnostic(
          "data without dates have no revisions", help: "give the data the columns 'period' and 'released'"))
    }
    let first = try assess(observations.firstReleases, asOf: day)
    var revised: [Revisions.Revised] = []
    var periodCount = 0
    for side in specification.sides.indices {
      for series in specification.seriesIDs.indices where specification.reads(series: series, side: side) {
        let releases = specification.releases(ofSeries: series, side: side, asOf: day, in: observations)
        periodCount += releases.count
        for (period, values) in releases where values.count > 1 {
          revised.append(
            Revisions.Revised(
              side: side, series: series, period: period,
              releases: values.map { Revisions.Release(publicOn: $0.publicOn, value: $0.value) }))
        }
      }
    }
    return Revisions(
      revised: revised, periodCount: periodCount, effect: try Difference(from: first, to: latest))
  }
}
