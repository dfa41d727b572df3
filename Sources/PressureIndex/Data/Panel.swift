public import PressureSyntax

/// What was known of every indicator for every side at the dates that are scored. Gaps are gaps, with their
/// reasons.
///
/// Rows are dates × sides, the sides of the first date first; columns are the model's indicators. The dates that are
/// scored come first, the as-of date of the run first of all; where methods need a sample, the ends of the months
/// before it follow.
public struct Panel: Sendable {
  /// A value in use, and the observation behind it.
  public struct Reading: Sendable, Hashable {
    /// The transformed value, in the indicator's own unit.
    public let value: Double
    /// The value as observed.
    public let raw: Double
    /// The earlier value from which a change is measured.
    public let base: Double?
    /// What the observation was divided by.
    public let denominator: Double?
    /// The period that was observed; `nil` if undated.
    public let period: Period?
    /// The release date that the data state.
    public let released: Day?
    /// Which release of its period it is, 1 the first that the data hold.
    public let releaseNumber: Int
    /// The day on which it became public, stated or from the publication lag.
    public let publicOn: Day?
    /// The source that the data name.
    public let source: String?
    /// The place in the data.
    public let location: SourceLocation
  }

  /// A value or the reason why there is none.
  public enum Cell: Sendable, Hashable {
    /// A value in use.
    case observed(Reading)
    /// No value.
    case missing(Gap)

    /// The value in use, if there is one.
    public var reading: Reading? { if case .observed(let reading) = self { reading } else { nil } }
    /// The reason, if there is no value.
    public var gap: Gap? { if case .missing(let gap) = self { gap } else { nil } }
  }

  /// The model's index.
  public internal(set) var specification: IndexSpecification
  /// The dates: those that are scored, the as-of date of the run first, then those of the sample; `nil` for data
  /// without dates.
  public let dates: [Day?]
  /// How many of the dates are scored.
  public let scoredDateCount: Int
  /// Whether the first date must have something to score: whether it is the as-of date of a run, rather than one of
  /// a history, where a date without a score is a gap.
  public let requiresFirstDate: Bool
  /// Whether an observation in use has a release date of its own. Without any, revisions are not respected.
  public let usesReleaseDates: Bool

  /// A cell without what can be looked up again, so that a large panel stays small.
  private enum Slot {
    case observed(Vintage.Point)
    /// The reason, and the latest value where it is only too old.
    case missing(Gap, latest: Vintage.Point?)
  }

  let observations: Observations
  private var slots: [Slot]
  /// For each row and indicator whose sample matters, the side's transformed values that were public at the date;
  /// empty where that is the observed value alone.
  private var samples: [[Double]]
  /// The readings of values that are not observations, by position.
  private var overrides: [Int: Reading] = [:]
  /// The values that were interpolated inside series, as of the first date.
  let interpolations: [Interpolation]

  /// A value between two observations.
  struct Interpolation: Sendable {
    let side: Int
    let indicator: Int
    let period: Period
    let value: Double
  }

  /// Looks up every indicator for every side as of `dates`, the first of which is the as-of date of the run.
  ///
  /// - Parameter sampled: whether to look up also the ends of all months before the as-of date, from the one in which
  ///   an indicator was first public: the sample of methods that learn from the data. Data without dates have none;
  ///   their sample is the sides.
  /// - Parameter requiresFirstDate: whether it is a mistake if nothing can be scored at the first date.
  /// - Throws: values that a transform cannot take; no observation of anything at the first date, where it is
  ///   required.
  public init(
    _ observations: Observations, _ specification: IndexSpecification, asOf scoredDates: [Day?],
    sampled: Bool = false, requiresFirstDate: Bool = true
  ) throws(Diagnostics) {
    precondition(!scoredDates.isEmpty, "a panel without dates")
    self.specification = specification
    scoredDateCount = scoredDates.count
    self.requiresFirstDate = requiresFirstDate
    let dates =
      scoredDates
      + (sampled ? specification.monthEnds(before: scoredDates[0], in: observations) : [])
    self.dates = dates
    let count = dates.count * specification.sides.count * specification.indicators.count
    var slots: [Slot] = []
    slots.reserveCapacity(count)
    var samples: [[Double]] = []
    samples.reserveCapacity(count)
    var interpolations: [Interpolation] = []
    var usesReleaseDates = false
    for (number, date) in dates.enumerated() {
      for side in specification.sides.indices {
        for (position, indicator) in specification.indicators.enumerated() {
          let measure = indicator.measure(side)
          let vintage = try Vintage(
            observations, side: side, measure, asOf: date,
            options: specification.vintageOptions(indicator, side: side))
          let points = vintage.points
          if let gap = vintage.gap {
            slots.append(.missing(gap, latest: points.last))
            samples.append(indicator.needsSample ? points.map(\.value) : [])
          } else {
            slots.append(.observed(points[points.count - 1]))
            samples.append(indicator.needsSample && points.count > 1 ? points.map(\.value) : [])
            usesReleaseDates =
              usesReleaseDates || vintage.series!.release(points[points.count - 1].observation) != nil
          }
          if number == 0 {
            interpolations += vintage.interpolated.map {
              Interpolation(side: side, indicator: position, period: $0.period!, value: $0.value!)
            }
          }
        }
      }
    }
    self.observations = observations
    self.slots = slots
    self.samples = samples
    self.interpolations = interpolations
    self.usesReleaseDates = usesReleaseDates
    if requiresFirstDate { try refuseIfEmpty() }
  }

  /// The number of rows: dates × sides.
  public var rowCount: Int { dates.count * specification.sides.count }

  /// The row of `side` at the date number `date`.
  public func row(side: Int, date: Int = 0) -> Int { date * specification.sides.count + side }

  /// The rows from which a method that is applied at the date number `date` may learn: those of the date itself and
  /// of the sample's dates before it, so that nothing comes from the future; the earliest date first.
  public func sampleRows(date: Int) -> [Int] {
    var sample = [date]
    if let day = dates[date] {
      // Where the date is one of the sample's, it is there once.
      sample = (scoredDateCount..<dates.count).filter { dates[$0].map { $0 < day } ?? false } + sample
    }
    return sample.flatMap { date in specification.sides.indices.map { row(side: $0, date: date) } }
  }

  /// What is known of an indicator in a row.
  ///
  /// Cost: the observation is looked up again; ``value(row:indicator:)`` and ``gap(row:indicator:)`` are cheaper.
  public subscript(row: Int, indicator: Int) -> Cell {
    let position = row * specification.indicators.count + indicator
    if let reading = overrides[position] { return .observed(reading) }
    switch slots[position] {
    case .missing(let gap, _): return .missing(gap)
    case .observed(let point):
      let measure = specification.indicators[indicator].measure(row % specification.sides.count)
      return .observed(reading(point, measure, row: row))
    }
  }

  private func reading(_ point: Vintage.Point, _ measure: Measure, row: Int) -> Reading {
    let side = row % specification.sides.count
    return Reading(point, of: observations.series(side: side, series: measure.series)!, measure, observations)
  }

  /// The transformed value of an indicator in a row, if there is one.
  public func value(row: Int, indicator: Int) -> Double? {
    if case .observed(let point) = slots[row * specification.indicators.count + indicator] {
      point.value
    } else {
      nil
    }
  }

  /// Why there is no value; `nil` if there is one.
  public func gap(row: Int, indicator: Int) -> Gap? {
    if case .missing(let gap, _) = slots[row * specification.indicators.count + indicator] {
      gap
    } else {
      nil
    }
  }

  /// Whether the value in use was observed as exactly 0.
  func isZero(row: Int, indicator: Int) -> Bool {
    if case .observed(let point) = slots[row * specification.indicators.count + indicator] {
      point.raw == 0
    } else {
      false
    }
  }

  /// The latest value of an indicator that is missing because it is too old, and its reading.
  func staleReading(row: Int, indicator: Int) -> Reading? {
    guard case .missing(.stale, let latest?) = slots[row * specification.indicators.count + indicator] else {
      return nil
    }
    return reading(
      latest, specification.indicators[indicator].measure(row % specification.sides.count), row: row)
  }

  /// The latest value of an indicator that is missing because it is too old.
  func staleValue(row: Int, indicator: Int) -> Double? {
    if case .missing(.stale, let latest) = slots[row * specification.indicators.count + indicator] {
      latest?.value
    } else {
      nil
    }
  }

  /// Adds the side's values that were public at the row's date to `sample`.
  func appendSample(row: Int, indicator: Int, to sample: inout [Double]) {
    let position = row * specification.indicators.count + indicator
    if samples[position].isEmpty {
      if case .observed(let point) = slots[position] { sample.append(point.value) }
    } else {
      sample += samples[position]
    }
  }

  private func refuseIfEmpty() throws(Diagnostics) {
    let first = slots.prefix(specification.sides.count * specification.indicators.count)
    if first.contains(where: { if case .observed = $0 { true } else { false } }) { return }
    let days = first.compactMap { if case .missing(.notYetPublic(let day), _) = $0 { day } else { nil } }
    let stale = first.compactMap { if case .missing(.stale(_, let day), _) = $0 { day } else { nil } }
    let asOf = dates[0].map { " as of \($0)" } ?? ""
    throw Diagnostics(
      Diagnostic(
        "there is no observation to use\(asOf)",
        help: days.min().map { "the first observation became public on \($0)" }
          ?? stale.max().map { "the latest observation could be used until \($0)" }
          ?? "the data files hold no observation of the model's indicators"))
  }
}

extension Panel {
  /// The panel of a variation of its index, with some values changed; samples stay as observed.
  ///
  /// - Parameters:
  ///   - specification: the variation: the same indicators and sides.
  ///   - change: what is added to the transformed value of an indicator in a row.
  public func varied(
    _ specification: IndexSpecification,
    adding change: (_ row: Int, _ indicator: Int, _ value: Double) -> Double
  ) -> Panel {
    let count = specification.indicators.count
    precondition(count == self.specification.indicators.count, "the panel of another index")
    var result = self
    result.specification = specification
    for (position, slot) in slots.enumerated() {
      guard case .observed(let point) = slot else { continue }
      let change = change(position / count, position % count, point.value)
      if change == 0 { continue }
      if samples[position].isEmpty { result.samples[position] = [point.value] }
      result.slots[position] = .observed(point.adding(change))
      if let reading = overrides[position] { result.overrides[position] = reading.adding(change) }
    }
    return result
  }

  /// The same readings with one weighting or one aggregation for all groups; `nil` leaves each group its own.
  public func with(weighting: Weighting?, aggregation: Aggregation?) -> Panel {
    var panel = self
    panel.specification = specification.with(weighting: weighting, aggregation: aggregation)
    return panel
  }
}

extension Panel {
  /// The panel with supposed values at its first date, in place of what was known then or of a gap.
  ///
  /// Where a normalization is fitted, the supposed value also takes the place of the known one in its sample; where
  /// there was none, it joins the sample.
  ///
  /// - Precondition: values are finite.
  public func supposing(_ values: [SupposedValue]) -> Panel {
    var panel = self
    for supposed in values {
      precondition(supposed.value.isFinite, "no number is supposed")
      let row = row(side: supposed.side)
      let position = row * specification.indicators.count + supposed.indicator
      let known = self[row, supposed.indicator].reading
      // A sample that is empty is that of the value alone.
      if !samples[position].isEmpty {
        if known != nil { panel.samples[position].removeLast() }
        panel.samples[position].append(supposed.value)
      }
      panel.slots[position] = .observed(
        Vintage.Point(
          observation: -1, value: supposed.value, raw: supposed.value, base: nil, denominator: nil))
      panel.overrides[position] = Reading(supposed, inPlaceOf: known, date: dates[0])
    }
    return panel
  }
}

extension Panel.Reading {
  fileprivate func adding(_ change: Double) -> Panel.Reading {
    Panel.Reading(
      value: value + change, raw: raw, base: base, denominator: denominator, period: period,
      released: released, releaseNumber: releaseNumber, publicOn: publicOn, source: source, location: location
    )
  }
}

extension Vintage.Point {
  fileprivate func adding(_ change: Double) -> Vintage.Point {
    Vintage.Point(
      observation: observation, value: value + change, raw: raw, base: base, denominator: denominator)
  }
}

extension Panel.Reading {
  /// The latest point of a vintage that has no gap.
  init(_ vintage: Vintage, _ measure: Measure, _ observations: Observations) {
    self.init(vintage.points.last!, of: vintage.series!, measure, observations)
  }

  init(_ point: Vintage.Point, of series: Series, _ measure: Measure, _ observations: Observations) {
    let i = point.observation
    self.init(
      value: point.value, raw: point.raw, base: point.base, denominator: point.denominator,
      period: series.period(i),
      released: series.release(i), releaseNumber: series.releaseNumber(i),
      publicOn: Vintage.publicDay(i, of: series, measure),
      source: observations.source(of: series, i) ?? measure.source,
      location: observations.location(of: series, i))
  }
}
