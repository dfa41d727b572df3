internal import Negotiation
internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// The scores by as-of date, each with what was public on it.
public struct HistoryReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/history/1"
  /// What it was computed from; its fields stand at the top level of the JSON form. The as-of date is the last one.
  let provenance: Provenance
  /// How far apart the dates are.
  public let step: String
  /// The other aggregation of the pillars, where one was asked for.
  public let alternative: String?
  /// The decay of the correlations in correlation-weighted pressure, where it stands beside plain pressure.
  public let correlationDecay: Double?
  /// Why it does not, where it was asked for.
  public let correlationMissing: String?
  /// The sides.
  public let sides: [SideName]
  /// The dates, in rising order.
  public let dates: [DateScore]
  /// The dates at which pressure stopped rising or falling.
  public let turningPoints: [Turn]
  /// How far pressure must move away from a turning point.
  public let swing: Double
  /// The dated events between the first and the last date; absent unless asked for.
  public let events: [Event]?
  /// Every default that was taken.
  public let assumptions: [String]

  /// How many dates with pressure a percentile of the own history needs.
  static let percentileMinimum = 12

  /// A side.
  public struct SideName: Sendable, Encodable {
    /// The id.
    public let id: String
    /// The name.
    public let name: String
  }

  /// A turning point of a side's pressure.
  public struct Turn: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// `peak` or `trough`.
    public let kind: String
    /// The date.
    public let date: String
    /// P on that date.
    public let pressure: Double
    /// The first date on which it could be told.
    public let recognised: String
  }

  /// Something that happened.
  public struct Event: Sendable, Encodable {
    /// The day.
    public let date: String
    /// Who acted: a side's id, or `both`.
    public let actor: String
    /// `hostile`, `cooperative` or `talks`.
    public let kind: String
    /// What happened, if the model says so.
    public let event: String?
  }

  /// What the command asks for besides the scores.
  public struct Options: Sendable {
    /// How far apart the dates are.
    public var step: HistoryStep
    /// How far pressure must move away from a turning point.
    public var swing: Double
    /// Whether to list the dated events.
    public var hasEvents: Bool

    /// Creates options.
    public init(step: HistoryStep = .month, swing: Double = 0.05, hasEvents: Bool = false) {
      (self.step, self.swing, self.hasEvents) = (step, swing, hasEvents)
    }
  }

  /// The report of `history`.
  public init(_ history: History, _ options: Options = Options()) {
    let specification = history.model.specification
    let moments = history.moments
    provenance = Provenance(
      history.model, history.observations, asOf: moments.last?.asOf,
      usesReleaseDates: history.usesReleaseDates)
    step = options.step.rawValue
    alternative = history.alternative?.description
    swing = options.swing
    sides = specification.sides.map { SideName(id: $0.id, name: $0.name) }
    let pressure = specification.sides.indices.map(history.pressure)
    let percentiles = pressure.map {
      percentilesOfOwnHistory($0, minimum: HistoryReport.percentileMinimum)
    }
    let turns = HistoryReport.turningPoints(history, pressure, swing: options.swing)
    let turnsByDate = Dictionary(grouping: turns, by: \.date)
    dates = moments.enumerated().map { position, moment in
      let own = (turnsByDate[moment.asOf.description] ?? []).map { ($0.side, $0) }
      return DateScore(
        moment, specification, percentiles: percentiles.map { $0[position] },
        turns: Dictionary(own) { first, _ in first })
    }
    turningPoints = turns
    switch history.correlation {
    case .computed(let decay): (correlationDecay, correlationMissing) = (decay, nil)
    case .own:
      (correlationDecay, correlationMissing) = (nil, "the model's own pressure is correlation-weighted")
    case .impossible(let reason): (correlationDecay, correlationMissing) = (nil, reason)
    case nil: (correlationDecay, correlationMissing) = (nil, nil)
    }
    events = options.hasEvents ? HistoryReport.events(history) : nil
    assumptions = history.model.assumptions.lines
  }

  private static func turningPoints(
    _ history: History, _ pressure: [[Double?]], swing: Double
  ) -> [Turn] {
    let (specification, moments) = (history.model.specification, history.moments)
    return specification.sides.indices.flatMap { side in
      TurningPoint.all(in: pressure[side], swing: swing).map { point in
        Turn(
          side: specification.sides[side].id, kind: point.kind.rawValue,
          date: moments[point.position].asOf.description, pressure: pressure[side][point.position] ?? 0,
          recognised: moments[point.recognised].asOf.description)
      }
    }
  }

  private static func events(_ history: History) -> [Event] {
    guard let first = history.moments.first?.asOf, let last = history.moments.last?.asOf else { return [] }
    let acts = history.model.conflict?.acts ?? []
    return acts.filter { $0.date >= first && $0.date <= last }.sorted { $0.date < $1.date }.map { act in
      let actor =
        switch act.actor {
        case .side(let side): history.model.specification.sides[side].id
        case .both: "both"
        }
      return Event(date: act.date.description, actor: actor, kind: act.kind.rawValue, event: act.event)
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, step, alternative, correlationDecay, correlationMissing, sides, dates, turningPoints, swing,
      events, assumptions
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(step, forKey: .step)
    try container.encodeIfPresent(alternative, forKey: .alternative)
    try container.encodeIfPresent(correlationDecay, forKey: .correlationDecay)
    try container.encodeIfPresent(correlationMissing, forKey: .correlationMissing)
    try container.encode(sides, forKey: .sides)
    try container.encode(dates, forKey: .dates)
    try container.encode(turningPoints, forKey: .turningPoints)
    try container.encode(swing, forKey: .swing)
    try container.encodeIfPresent(events, forKey: .events)
    try container.encode(assumptions, forKey: .assumptions)
  }
}
