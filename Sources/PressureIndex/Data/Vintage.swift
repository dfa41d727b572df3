internal import PressureSyntax

/// One side's series as it was known on a day: the latest public release of each period, over its denominator,
/// gaps interpolated where the model says so, transformed.
///
/// Cost: O(number of observations).
struct Vintage {
  /// A transformed value and the observations behind it.
  struct Point {
    /// The position of the observation in its series; of an interpolated value, that of the one before it.
    let observation: Int
    /// The transformed value.
    let value: Double
    /// The value as observed.
    let raw: Double
    /// The earlier value from which the change is measured.
    let base: Double?
    /// What the observation was divided by.
    let denominator: Double?
  }

  /// A value before its transform.
  struct Level {
    let observation: Int
    let period: Period?
    /// The value as observed; `nil` for a step of unknown size.
    let raw: Double?
    /// The value over its denominator.
    var value: Double?
    var denominator: Double?
    /// Whether it lies on the line between its neighbours.
    var isInterpolated = false
  }

  /// How observations are read, besides their measure.
  struct Options {
    /// How the denominator's series is read.
    var denominator: Measure?
    /// Whether gaps inside the series are interpolated.
    var interpolates = false
  }

  /// By period.
  let points: [Point]
  /// The reason, where there is nothing to use on the day.
  let gap: Gap?
  /// The values that were interpolated, before their transform.
  let interpolated: [Level]

  /// The day on which an observation became public: its release date, or else the end of its period plus the
  /// publication lag; `nil` for an undated one, which always was. A step is known from its own date.
  static func publicDay(_ i: Int, of series: Series, _ measure: Measure) -> Day? {
    series.release(i) ?? series.period(i).map { $0.end + measure.publicationLag }
  }

  /// The series itself, if the data hold it.
  let series: Series?

  /// Reads a side's series by `measure` as of a day (`nil`: everything). A value that its denominator or transform
  /// cannot take is an error with its place.
  init(
    _ observations: Observations, side: Int, _ measure: Measure, asOf: Day?, options: Options = Options()
  ) throws(Diagnostics) {
    series = observations.series(side: side, series: measure.series)
    guard let series, series.count > 0 else {
      (points, gap, interpolated) = ([], .noData, [])
      return
    }
    try Vintage.checkFrequency(of: series, measure, observations)
    var (levels, firstPublic) = Vintage.levels(of: series, measure, asOf: asOf)
    guard let last = levels.last else {
      let isComing = firstPublic.map { $0 > asOf! } ?? false
      (points, gap, interpolated) = ([], isComing ? .notYetPublic(first: firstPublic!) : .noData, [])
      return
    }
    if measure.isStep, last.value == nil {
      (points, gap, interpolated) = ([], .unknownStep(since: last.period!.end), [])
      return
    }
    if let denominator = measure.denominator, let divisor = options.denominator {
      try Vintage.divide(
        &levels, by: observations.series(side: side, series: denominator.series), divisor,
        scale: denominator.scale, asOf: asOf, measure, observations)
      if levels.isEmpty {
        (points, gap, interpolated) = ([], .noDenominator(divisor.name), [])
        return
      }
    }
    if options.interpolates, !measure.isStep {
      try Vintage.interpolate(&levels, measure, at: observations.location(of: series, 0))
    }
    interpolated = options.interpolates ? levels.filter(\.isInterpolated) : []
    points = try Vintage.transform(levels, of: series, measure, observations)
    guard let latest = points.last else {
      gap = .noBase(horizon: measure.transform.horizon)
      return
    }
    gap = Vintage.staleness(of: series.period(latest.observation), measure, asOf: asOf)
  }

  private static func checkFrequency(
    of series: Series, _ measure: Measure, _ observations: Observations
  ) throws(Diagnostics) {
    guard let stated = measure.frequency, series.frequency != stated else { return }
    throw Diagnostics(
      Diagnostic(
        "\(measure.name.quoted) is \(series.frequency?.name ?? "undated") here, but the model says "
          + (measure.isStep ? "step, whose periods are days" : stated.name),
        at: observations.location(of: series, 0), help: "change 'frequency' in the model, or the periods"))
  }

  /// The latest public release of each period, and the first day on which anything became public.
  static func levels(of series: Series, _ measure: Measure, asOf: Day?) -> ([Level], firstPublic: Day?) {
    var visible: [Level] = []
    var firstPublic: Day?
    for i in 0..<series.count {
      let period = series.period(i)
      if let asOf, let day = publicDay(i, of: series, measure) {
        if firstPublic.map({ day < $0 }) ?? true { firstPublic = day }
        // A step that is announced is not yet in force.
        if day > asOf || measure.isStep && period.map({ $0.end > asOf }) ?? false { continue }
      }
      let value = series.value(i)
      if value == nil, !measure.isStep { continue }
      // Observations are sorted by period, then release, so that the last of a period is its latest release.
      if let last = visible.last, last.period == period { visible.removeLast() }
      visible.append(Level(observation: i, period: period, raw: value, value: value))
    }
    return (visible, firstPublic)
  }

  private static func transform(
    _ levels: [Level], of series: Series, _ measure: Measure, _ observations: Observations
  ) throws(Diagnostics) -> [Point] {
    var points: [Point] = []
    points.reserveCapacity(levels.count)
    let horizon = measure.transform.horizon
    var baseIndex = 0
    for level in levels {
      guard let current = level.value else { continue }
      var base: Double?
      if horizon > 0 {
        guard let period = level.period else {
          throw Diagnostics(
            Diagnostic(
              "\(measure.name.quoted) needs earlier values, but its data have no periods",
              at: observations.location(of: series, level.observation),
              help: "add a period column, or use 'transform: level'"))
        }
        let wanted = period.advanced(by: -horizon)
        while levels[baseIndex].period! < wanted { baseIndex += 1 }
        guard levels[baseIndex].period == wanted, let value = levels[baseIndex].value else { continue }
        base = value
      }
      do {
        let value = try measure.transform.apply(current, base: base ?? current)
        points.append(
          Point(
            observation: level.observation, value: value, raw: level.raw ?? current, base: base,
            denominator: level.denominator))
      } catch {
        throw Diagnostics(
          failure(error, measure, level.period, at: observations.location(of: series, level.observation)))
      }
    }
    return points
  }

  private static func failure(
    _ failure: Transform.Failure, _ measure: Measure, _ period: Period?, at place: SourceLocation
  ) -> Diagnostic {
    let subject = measure.name.quoted + (period.map { " in \($0)" } ?? "")
    return switch failure {
    case .logarithm(let value):
      Diagnostic(
        "the logarithm of \(shortest(value)) is not defined: \(subject)", at: place,
        help: "choose another transform")
    case .base(let value):
      Diagnostic(
        "a percent change from \(shortest(value)) is not defined: \(subject)", at: place,
        help: "use 'change', or 'symmetric-percent-change', instead")
    case .zeroSum:
      Diagnostic(
        "a symmetric percent change between values that sum to 0 is not defined: \(subject)", at: place,
        help: "use 'change' instead")
    case .overflow:
      Diagnostic(
        "the transform of \(subject) gives no finite number", at: place,
        help: "check the value and the one before it, or choose another transform")
    }
  }

  private static func staleness(of period: Period?, _ measure: Measure, asOf: Day?) -> Gap? {
    guard let asOf, let period else { return nil }
    guard let age = measure.maximumAge ?? (measure.isStep ? nil : Measure.defaultMaximumAge(period.frequency))
    else { return nil }
    let until = period.end + measure.publicationLag + age
    return asOf > until ? .stale(latest: period, usableUntil: until) : nil
  }
}

extension Series {
  /// A value, or `nil` for a gap and for a step of unknown size.
  func value(_ index: Int) -> Double? { isKnown[index] ? values[index] : nil }
}
