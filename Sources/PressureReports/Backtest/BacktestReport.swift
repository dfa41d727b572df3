internal import PressureIndex
public import PressureModel
internal import PressureNumerics

/// How well pressure foretold talks, beside what is simpler, with what the evidence can carry.
public struct BacktestReport: TabulatedReport {
  /// A stretch of time with its outcome.
  public struct Episode: Sendable, Encodable {
    /// The first and the last month's end that were followed by talks or de-escalation.
    public let first: String
    /// The last one.
    public let last: String
    /// How many there are.
    public let positiveMonths: Int
    /// The months of the block before the first of them.
    public let quietMonthsBefore: Int
  }

  /// A month's end.
  public struct Month: Sendable, Encodable {
    /// The as-of date.
    public let asOf: String
    /// H by side.
    public let hurting: [String: Double]
    /// min H.
    public let mutualHurting: Double
    /// J, where the conflict section is valid.
    public let ripeness: Double?
    /// Whether talks or de-escalation followed.
    public let positive: Bool
    /// The probability that was forecast from earlier episodes.
    public let forecast: Double?
  }

  /// What one predictor told.
  public struct Predictor: Sendable, Encodable {
    /// The area under the curve of the predictor itself.
    public struct Area: Sendable, Encodable {
      /// The months behind it, and the positive ones.
      public let months: Int
      /// The positive ones.
      public let positives: Int
      /// ½ is chance.
      public let value: Double
      /// As if months were independent.
      public let standardError: Double
      /// The 5 % and 95 % quantiles over samples of whole blocks.
      public let band: [Double]?
      /// Samples without both kinds of month.
      public let failedDraws: Int
      /// The share of shifted outcomes that do as well or better.
      public let shiftProbability: Double
    }

    /// Probabilities against outcomes.
    public struct Forecasts: Sendable, Encodable {
      /// A range of forecasts.
      public struct Bin: Sendable, Encodable {
        /// The lower end.
        public let from: Double
        /// The upper end.
        public let to: Double
        /// How many.
        public let count: Int
        /// Their mean.
        public let forecast: Double?
        /// How often it happened.
        public let frequency: Double?
      }

      /// The months that have one.
      public let months: Int
      /// The positive ones.
      public let positives: Int
      /// The area under the curve of the probabilities.
      public let area: Double?
      /// Its standard error, as if months were independent.
      public let standardError: Double?
      /// Brier's score.
      public let brier: Double
      /// That of the constant in the same months.
      public let constantBrier: Double
      /// 1 − Brier/Brier of the constant.
      public let skill: Double?
      /// Forecasts that used J.
      public let withRipeness: Int
      /// In five ranges.
      public let calibration: [Bin]
    }

    /// The id.
    public let id: String
    /// The name.
    public let name: String
    /// The predictor itself.
    public let area: Area?
    /// The area of pressure in the same months, for a baseline.
    public let pressureArea: Double?
    /// Fitted to earlier episodes only.
    public let forecasts: Forecasts?
    /// Fitted to all other episodes.
    public let leaveOneEpisodeOut: Forecasts?
  }

  /// What was asked for.
  public struct Settings: Sendable, Encodable {
    /// Days after a month's end in which events count.
    public let horizonDays: Int
    /// Samples of blocks.
    public let draws: Int
    /// Their seed.
    public let seed: UInt64
    /// Whether too few events or dates were overridden.
    public let forced: Bool
  }

  /// Month ends.
  public struct Dates: Sendable, Encodable {
    /// The first scored one.
    public let first: String?
    /// The last scored one with a known outcome.
    public let last: String?
    /// How many are tested.
    public let tested: Int
    /// How many of these are positive.
    public let positive: Int
    /// Month ends on which a side had no score.
    public let unscored: Int
    /// Scored ones whose outcome the list of events leaves open.
    public let open: Int
  }

  /// The list of events.
  public struct Events: Sendable, Encodable {
    /// All.
    public let total: Int
    /// Talks and cooperative acts after the first scored date, and no later than the horizon of the last.
    public let outcomes: Int
    /// Ignored, since they are not after the first scored date.
    public let before: Int
    /// After the last scored date, within its horizon: outcomes only.
    public let after: Int
    /// Ignored, since they lie beyond the horizon of the last scored date.
    public let beyond: Int
  }

  /// The name and version of the JSON form.
  public let schema = "pressure/backtest/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// What was asked for.
  public let settings: Settings
  /// The dates.
  public let dates: Dates
  /// The events.
  public let events: Events
  /// The episodes.
  public let episodes: [Episode]
  /// Pressure first.
  public let predictors: [Predictor]
  /// Baselines that could not be had, and why.
  public let unavailable: [String]
  /// What is wrong with the test and was overridden.
  public let warnings: [String]
  /// What the evidence can carry, in sentences.
  public let verdict: [String]
  /// The months.
  public let months: [Month]

  /// The report of `backtest`.
  public init(_ backtest: Backtest) {
    provenance = Provenance(
      backtest.model, backtest.observations, asOf: backtest.months.last?.asOf,
      usesReleaseDates: backtest.usesReleaseDates)
    settings = Settings(
      horizonDays: backtest.settings.horizon, draws: backtest.settings.draws, seed: backtest.settings.seed,
      forced: backtest.settings.isForced)
    dates = Dates(
      first: backtest.months.first?.asOf.description, last: backtest.months.last?.asOf.description,
      tested: backtest.months.count, positive: backtest.positives, unscored: backtest.unscored,
      open: backtest.open)
    events = Events(
      total: backtest.events.total, outcomes: backtest.events.outcomes, before: backtest.events.before,
      after: backtest.events.after, beyond: backtest.events.beyond)
    episodes = backtest.episodes.compactMap { block in
      block.episode.map { episode in
        Episode(
          first: backtest.months[episode.lowerBound].asOf.description,
          last: backtest.months[episode.upperBound - 1].asOf.description,
          positiveMonths: episode.count { backtest.months[$0].isPositive },
          quietMonthsBefore: episode.lowerBound - block.months.lowerBound)
      }
    }
    predictors = backtest.results.map(Predictor.init)
    unavailable = backtest.unavailable
    warnings = backtest.warnings
    verdict = BacktestVerdict(backtest).sentences
    let sides = backtest.model.specification.sides
    let forecasts = backtest.results.first?.forecasts
    months = backtest.months.enumerated().map { number, month in
      Month(
        asOf: month.asOf.description,
        hurting: Dictionary(uniqueKeysWithValues: zip(sides.map(\.id), month.hurting)),
        mutualHurting: month.mutualHurting, ripeness: month.ripeness, positive: month.isPositive,
        forecast: forecasts.flatMap { forecasts in
          forecasts.months.firstIndex(of: number).map { forecasts.probabilities[$0] }
        })
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, settings, dates, events, episodes, predictors, unavailable, warnings, verdict, months
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(settings, forKey: .settings)
    try container.encode(dates, forKey: .dates)
    try container.encode(events, forKey: .events)
    try container.encode(episodes, forKey: .episodes)
    try container.encode(predictors, forKey: .predictors)
    try container.encode(unavailable, forKey: .unavailable)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(verdict, forKey: .verdict)
    try container.encode(months, forKey: .months)
  }
}

extension BacktestReport.Predictor {
  init(_ result: PredictorResult) {
    id = result.id
    name = result.name
    area = result.area.map {
      Area(
        months: $0.months, positives: $0.positives, value: $0.value, standardError: $0.standardError,
        band: $0.band.map { [$0.lowerBound, $0.upperBound] }, failedDraws: $0.failedDraws,
        shiftProbability: $0.shiftProbability)
    }
    pressureArea = result.pressureArea
    forecasts = result.forecasts.map(Forecasts.init)
    leaveOneEpisodeOut = result.leaveOneOut.map(Forecasts.init)
  }
}

extension BacktestReport.Predictor.Forecasts {
  init(_ forecasts: PredictorResult.Forecasts) {
    months = forecasts.months.count
    positives = forecasts.positives
    area = forecasts.area
    standardError = forecasts.standardError
    brier = forecasts.brier
    constantBrier = forecasts.constantBrier
    skill = forecasts.skill
    withRipeness = forecasts.withSecond
    calibration = forecasts.calibration.map {
      Bin(from: $0.from, to: $0.to, count: $0.count, forecast: $0.forecast, frequency: $0.frequency)
    }
  }
}
