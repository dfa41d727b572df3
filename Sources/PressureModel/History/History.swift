public import Negotiation
public import PressureIndex
public import PressureSyntax

/// What the model says on many as-of dates. Each date is scored with what was public on it and nothing else: it
/// has exactly the numbers of a run as of that date.
public struct History: Sendable {
  /// One as-of date.
  public struct Moment: Sendable {
    /// The date.
    public let asOf: Day
    /// The sides, in the model's order.
    public internal(set) var sides: [SideMoment]
    /// The incentive to negotiate, or why there is none; `nil` for a model without a conflict. It has no drivers.
    public let incentive: IncentiveOutcome?
    /// Why weights cannot be learned on the date, so that it has no scores; `nil` where they can.
    public let weightFailure: Diagnostics?

    /// The incentive, where there is one.
    public var applicable: Incentive? {
      if case .incentive(let incentive) = incentive { incentive } else { nil }
    }
  }

  /// One side on one date.
  public struct SideMoment: Sendable, Hashable {
    /// The score of each node of the hierarchy, the index itself first; `nil` where too little is observed.
    public let scores: [Double?]
    /// P a momentum span earlier, with what was public then.
    public let earlier: Double?
    /// H; `nil` without pressure.
    public let hurting: Double?
    /// The share of the pillars' weight that has a score.
    public let coverage: Double
    /// P with the pillars aggregated otherwise, where that was asked for.
    public internal(set) var alternative: Double?
    /// P with the pillars weighted by how they move together, where that was asked for and can be computed.
    public internal(set) var correlated: Double?

    /// P; `nil` where too little is observed.
    public var pressure: Double? { scores[0] }
  }

  /// The model.
  public let model: Model
  /// What the data files hold.
  public let observations: Observations
  /// The as-of dates, in rising order.
  public internal(set) var moments: [Moment]
  /// The other aggregation of the pillars, where one was asked for.
  public internal(set) var alternative: Aggregation?
  /// The correlation-weighted pressure beside plain pressure; `nil` where it was not asked for.
  public internal(set) var correlation: CorrelatedPressure?
  /// Whether an observation in use has a release date of its own.
  public let usesReleaseDates: Bool

  /// The pressure of a side over time.
  public func pressure(ofSide side: Int) -> [Double?] { moments.map { $0.sides[side].pressure } }
}

extension Model {
  /// Scores the model as of each of `dates`.
  ///
  /// All dates, and those a momentum span before them, are rows of one panel, which is scored, weighed and
  /// aggregated as one. Only a model in which a normalization has the window `full`, or learned weights lie below
  /// learned correlations, is scored date by date, since its earlier scores depend on the date of the run.
  ///
  /// A date on which nothing can be scored, or no weights can be learned, is a gap; at the last date the latter is an
  /// error, as it is of a run. What makes the incentive of a date impossible, a mistake in the
  /// conflict section included, is that date's reason.
  ///
  /// - Parameters:
  ///   - dates: in rising order, each once.
  /// - Throws: values that a transform or an aggregation cannot take; data without periods.
  /// - Precondition: there is a date.
  public func history(_ observations: Observations, asOf dates: [Day]) throws(Diagnostics) -> History {
    try history(observations, asOf: dates, beside: .init())
  }

  /// The history with the pressures of other aggregations beside it.
  func history(
    _ observations: Observations, asOf dates: [Day], beside: History.Beside
  ) throws(Diagnostics) -> History {
    precondition(
      !dates.isEmpty && zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "dates in rising order")
    if specification.latestPublicDay(in: observations) == nil {
      throw Diagnostics(
        Diagnostic(
          "a history needs data with dates, and these have none",
          help: "give the data a column 'period', such as 2025-04"))
    }
    var moments: [History.Moment] = []
    var usesReleaseDates = false
    for run in specification.dependsOnRun ? dates.map({ [$0] }) : [dates] {
      let (some, uses) = try self.moments(of: run, observations, beside)
      moments += some
      usesReleaseDates = usesReleaseDates || uses
    }
    if let failure = moments.last?.weightFailure { throw failure }
    return History(
      model: self, observations: observations, moments: moments, alternative: nil, correlation: nil,
      usesReleaseDates: usesReleaseDates)
  }

  /// The moments of `dates` from one panel.
  private func moments(
    of dates: [Day], _ observations: Observations, _ beside: History.Beside
  ) throws(Diagnostics) -> ([History.Moment], usesReleaseDates: Bool) {
    // The latest date first: it is the one from which samples reach back.
    var position: [Day: Int] = [:]
    var all: [Day?] = []
    for day in dates.reversed() + dates.reversed().map({ $0 - specification.momentum.span })
    where position[day] == nil {
      position[day] = all.count
      all.append(day)
    }
    let panel = try Panel(
      observations, specification, asOf: all,
      sampled: specification.needsSample || beside.learnsFromHistory, requiresFirstDate: false)
    let index = try PressureIndex(panel)
    let nodes = specification.hierarchy.nodes.indices
    let numbers = dates.map { position[$0]! }
    func others(_ aggregation: Aggregation?) throws(Diagnostics) -> [[Double?]]? {
      guard let aggregation else { return nil }
      return try index.scores(aggregatedBy: aggregation, dates: numbers)
    }
    let (alternative, correlated) = (try others(beside.alternative), try others(beside.correlation))
    var moments: [History.Moment] = []
    for (number, day) in dates.enumerated() {
      let sides = specification.sides.indices.map { side in
        let row = panel.row(side: side, date: position[day]!)
        let scores = nodes.map { index.score(row: row, node: $0) }
        let before = panel.row(side: side, date: position[day - specification.momentum.span]!)
        let isDated = specification.indicators.indices.contains { panel[row, $0].reading?.period != nil }
        let earlier = isDated ? index.score(row: before) : nil
        return History.SideMoment(
          scores: scores, earlier: scores[0] == nil ? nil : earlier,
          hurting: specification.isUnitInterval
            ? scores[0].map { Hurting.value(pressure: $0, earlier: earlier, specification.momentum) } : nil,
          coverage: index.coverage(row: row), alternative: alternative?[number][side],
          correlated: correlated?[number][side])
      }
      moments.append(
        History.Moment(
          asOf: day, sides: sides, incentive: incentive(of: sides, asOf: day, in: observations),
          weightFailure: index.weightFailures[numbers[number]]))
    }
    return (moments, panel.usesReleaseDates)
  }

  /// The incentive of a date of a history, in which a mistake of the conflict section concerns that date alone.
  private func incentive(
    of sides: [History.SideMoment], asOf day: Day, in observations: Observations
  ) -> IncentiveOutcome? {
    if conflict == nil { return nil }
    do throws(Diagnostics) {
      return try incentive(
        sides.map { $0.hurting.map { HurtingState(hurting: $0) } }, asOf: day, in: observations)
    } catch {
      return .notApplicable(reason: error.all.map(\.message).joined(separator: "; "))
    }
  }
}
