internal import PressureIndex
public import PressureNumerics

/// What one predictor told of what followed.
public struct PredictorResult: Sendable {
  /// An area under the curve with its doubts.
  public struct Area: Sendable, Hashable {
    /// The months behind it.
    public let months: Int
    /// The positive ones.
    public let positives: Int
    /// The area: ½ is chance.
    public let value: Double
    /// Hanley and McNeil's standard error, as if months were independent.
    public let standardError: Double
    /// The 5 % and 95 % quantiles over samples of whole blocks; `nil` where hardly a sample has both kinds of month.
    public let band: ClosedRange<Double>?
    /// Samples that had no positive or no other month.
    public let failedDraws: Int
    /// The share of shifted outcomes that do as well or better, the real ones counted among them.
    public let shiftProbability: Double
  }

  /// Probabilities held against what happened.
  public struct Forecasts: Sendable {
    /// The months that have one.
    public let months: [Int]
    /// The probabilities.
    public let probabilities: [Double]
    /// The positive ones among the months.
    public let positives: Int
    /// The area under the curve; `nil` unless there are positive and other months.
    public let area: Double?
    /// Its standard error, as if months were independent.
    public let standardError: Double?
    /// Brier's score.
    public let brier: Double
    /// That of the constant in the same months.
    public let constantBrier: Double
    /// 1 − Brier/Brier of the constant.
    public let skill: Double?
    /// In five ranges.
    public let calibration: [BinaryForecasts.CalibrationBin]
    /// Forecasts that used the second predictor as well.
    public let withSecond: Int
  }

  /// A name for tables.
  public let id: String
  /// What it is.
  public let name: String
  /// The predictor itself against the outcomes, with nothing fitted; `nil` for the constant and where one kind of month
  /// has no value.
  public let area: Area?
  /// The area of pressure in the same months, for a baseline.
  public let pressureArea: Double?
  /// Logistic forecasts, each fitted to the blocks before its own and to outcomes that were known on its date; `nil`
  /// where no block comes after one with both kinds of month.
  public let forecasts: Forecasts?
  /// The same with every other block, later ones included: no forecasts, but a use of all the evidence.
  public let leaveOneOut: Forecasts?

  init(
    _ predictor: Predictor, _ months: [Backtest.Month], _ blocks: [Backtest.Block],
    _ settings: Backtest.Settings, pressure: Predictor
  ) {
    (id, name) = (predictor.id, predictor.name)
    let outcomes = months.map(\.isPositive)
    area = Area(predictor.values, outcomes, blocks, settings)
    let known = predictor.values.indices.filter {
      predictor.values[$0] != nil && pressure.values[$0] != nil
    }
    pressureArea =
      predictor.id == pressure.id
      ? nil
      : BinaryForecasts.areaUnderCurve(known.compactMap { pressure.values[$0] }, known.map { outcomes[$0] })
    let fitting = Fitting(predictor, outcomes)
    let blockOf = blocks.enumerated().flatMap { number, block in block.months.map { _ in number } }
    forecasts = Forecasts(fitting, outcomes) { month in
      months.indices.filter {
        blockOf[$0] < blockOf[month] && months[$0].asOf.adding(days: settings.horizon) <= months[month].asOf
      }
    }
    leaveOneOut = Forecasts(fitting, outcomes) { month in
      months.indices.filter { blockOf[$0] != blockOf[month] }
    }
  }
}

extension PredictorResult.Area {
  /// Months without a value are left out, and the blocks made of the rest.
  init?(_ values: [Double?], _ outcomes: [Bool], _ blocks: [Backtest.Block], _ settings: Backtest.Settings) {
    let known = values.indices.filter { values[$0] != nil }
    let scores = known.compactMap { values[$0] }
    let happened = known.map { outcomes[$0] }
    guard let area = BinaryForecasts.areaUnderCurve(scores, happened) else { return nil }
    value = area
    months = known.count
    positives = happened.count { $0 }
    standardError = BinaryForecasts.standardError(
      ofArea: area, positives: positives, negatives: known.count - positives)
    var start = 0
    let ranges = blocks.map { block in
      let count = known.count { block.months.contains($0) }
      defer { start += count }
      return start..<start + count
    }.filter { !$0.isEmpty }
    let drawn = BinaryForecasts.areasOfBlocks(
      scores, happened, blocks: ranges, draws: settings.draws, seed: settings.seed
    ).sorted()
    failedDraws = settings.draws - drawn.count
    band =
      drawn.count * 2 < settings.draws
      ? nil : Statistics.quantile(ofSorted: drawn, 0.05)...Statistics.quantile(ofSorted: drawn, 0.95)
    let shifted = BinaryForecasts.areasOfShifts(scores, happened)
    shiftProbability = Double(1 + shifted.count { $0 >= area }) / Double(1 + shifted.count)
  }
}

extension PredictorResult.Forecasts {
  /// - Parameter training: the months from which a month's forecast may learn.
  fileprivate init?(_ fitting: Fitting, _ outcomes: [Bool], training: (Int) -> [Int]) {
    var found: [(month: Int, forecast: Fitting.Forecast)] = []
    var cache: [[Int]: Fitting.Sample] = [:]
    for month in outcomes.indices {
      let rows = training(month)
      let sample = cache[rows] ?? fitting.sample(rows)
      cache[rows] = sample
      if let forecast = sample.forecast(month) { found.append((month, forecast)) }
    }
    if found.isEmpty { return nil }
    let happened = found.map { outcomes[$0.month] }
    months = found.map(\.month)
    probabilities = found.map(\.forecast.probability)
    positives = happened.count { $0 }
    // The constant moves with what was known, and tells no month from another.
    let area =
      fitting.predictor.values.isEmpty ? nil : BinaryForecasts.areaUnderCurve(probabilities, happened)
    self.area = area
    let (yes, no) = (positives, happened.count - positives)
    standardError = area.map { BinaryForecasts.standardError(ofArea: $0, positives: yes, negatives: no) }
    brier = BinaryForecasts.brierScore(probabilities, happened)
    constantBrier = BinaryForecasts.brierScore(found.map(\.forecast.frequency), happened)
    skill = BinaryForecasts.skill(brier, over: constantBrier)
    calibration = BinaryForecasts.calibration(probabilities, happened)
    withSecond = found.count { $0.forecast.usesSecond }
  }
}

/// Fits a predictor to some months and forecasts others.
private struct Fitting {
  /// The fewest months of each kind from which the second predictor's coefficient is learnt.
  static let leastOfSecond = 3

  struct Forecast {
    let probability: Double
    /// How often it happened in the months that it learnt from.
    let frequency: Double
    let usesSecond: Bool
  }

  /// A sample of months, fitted with the first predictor and, where they carry it, with both.
  struct Sample {
    let fitting: Fitting
    let frequency: Double?
    let single: LogisticRegression?
    let double: LogisticRegression?

    func forecast(_ month: Int) -> Forecast? {
      guard let frequency else { return nil }
      if fitting.predictor.values.isEmpty {
        return Forecast(probability: frequency, frequency: frequency, usesSecond: false)
      }
      guard let value = fitting.predictor.values[month], let single else { return nil }
      if let double, let second = fitting.predictor.second[month] {
        return Forecast(
          probability: double.probability([value, second]), frequency: frequency, usesSecond: true)
      }
      return Forecast(probability: single.probability([value]), frequency: frequency, usesSecond: false)
    }
  }

  let predictor: Predictor
  let outcomes: [Bool]

  init(_ predictor: Predictor, _ outcomes: [Bool]) { (self.predictor, self.outcomes) = (predictor, outcomes) }

  func sample(_ rows: [Int]) -> Sample {
    let happened = rows.count { outcomes[$0] }
    guard happened > 0, happened < rows.count else {
      return Sample(fitting: self, frequency: nil, single: nil, double: nil)
    }
    let frequency = Double(happened) / Double(rows.count)
    return Sample(
      fitting: self, frequency: frequency, single: fit(rows, [predictor.values], least: 1),
      double: fit(rows, [predictor.values, predictor.second], least: Fitting.leastOfSecond))
  }

  /// A fit to those of `rows` in which all predictors are known; `nil` with fewer than `least` of either kind.
  private func fit(_ rows: [Int], _ predictors: [[Double?]], least: Int) -> LogisticRegression? {
    guard predictors.allSatisfy({ !$0.isEmpty }) else { return nil }
    let known = rows.filter { row in predictors.allSatisfy { $0[row] != nil } }
    let happened = known.count { outcomes[$0] }
    guard happened >= least, known.count - happened >= least else { return nil }
    return LogisticRegression(
      Matrix(rows: known.map { row in predictors.compactMap { $0[row] } }), known.map { outcomes[$0] })
  }
}
