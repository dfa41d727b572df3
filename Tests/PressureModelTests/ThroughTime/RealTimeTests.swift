import PressureIndex
import PressureModel
import PressureReports
import PressureSyntax
import TestSupport
import Testing

/// Later observations and revisions are appended, and no earlier score, weight or factor moves.
@Suite("Real time") struct RealTimeTests {
  /// What the methods learn is all in here: samples, weights of groups and of the index, correlations.
  static let methods = [
    "{normalization: goalposts, weighting: declared, aggregation: arithmetic}",
    "{normalization: empirical-cdf, weighting: entropy, aggregation: arithmetic}",
    "{normalization: {method: min-max, pool: side}, weighting: {method: pca, opposing: zero}, aggregation: arithmetic}",
    "{normalization: {method: empirical-cdf, pool: side}, weighting: critic, aggregation: correlation}",
    "{normalization: normal-cdf, weighting: {method: dynamic-factor, opposing: zero}, aggregation: {method: correlation, decay: 0.9}}",
  ]

  /// Every normalization that learns and every weighting that learns, each at least once, turn by turn under an arithmetic
  /// and a correlation-weighted index; dynamic factors by month ends and by period.
  static let all: [String] = {
    let normalizations = Normalization.Method.allCases.filter { $0.isFitted && $0 != .distanceToTarget }
    let weightings = Weighting.Name.allCases.filter { Weighting($0)?.needsSample ?? false }
    return (0..<max(normalizations.count, weightings.count)).map { n in
      let normalization = normalizations[n % normalizations.count]
      let weighting = weightings[n % weightings.count]
      var scale = "method: \(normalization.rawValue)"
      // Merec and the coefficient of variation need scores above 0.
      if normalization.hasRange { scale += ", range: [0.1, 1]" }
      if normalization == .distanceToReference { scale += ", reference: a, cap: true" }
      if n % 2 == 1 { scale += ", pool: side" }
      let opposing =
        ["pca", "factor", "dynamic-factor"].contains(weighting.rawValue) ? ", opposing: zero" : ""
      // A correlation-weighted index needs scores from 0 to 1.
      let aggregation = n % 2 == 0 && normalization.hasRange ? "correlation" : "arithmetic"
      return "{normalization: {\(scale)}, weighting: {method: \(weighting.rawValue)\(opposing)}, "
        + "aggregation: \(aggregation)}"
    } + [
      "{normalization: empirical-cdf, weighting: BY-PERIOD, aggregation: correlation}",
      "{normalization: normal-cdf, weighting: BY-PERIOD, aggregation: arithmetic}",
    ]
  }()

  static func model(_ method: String, _ csv: String) throws -> (Model, Observations) {
    let folder = try TemporaryFolder()
    try folder.write(csv, to: "data.csv")
    let hasGoalposts = method.contains("goalposts")
    func ends(_ none: Int, _ full: Int) -> String { hasGoalposts ? ", goalposts: [\(none), \(full)]" : "" }
    let path = try folder.write(
      """
      title: Real time
      sides: [a, b]
      data: [data.csv]
      method: \(method.replacing("BY-PERIOD", with: "equal"))
      index:
        - pillar: p
          \(method.contains("BY-PERIOD") ? "weighting: {method: dynamic-factor, rows: periods, opposing: zero}" : "")
          aggregation: arithmetic
          indicators:
            - {id: x, direction: raises\(ends(0, 10)), publication-lag: 10 days}
            - {id: y, direction: relieves\(ends(10, 0)), publication-lag: 40 days}
            - {id: w, direction: raises\(ends(0, 10)), publication-lag: 0 days}
        - {id: z, direction: raises\(ends(0, 10)), publication-lag: 20 days}
      """, to: "model.yaml")
    let model = try Model(contentsOf: path)
    return (model, try model.observations())
  }

  /// 40 months from 2020-01 with a release date for some; of the months up to `known` alone, and with revisions and
  /// later months after `known` where it is `nil`. Which rows are public by the end of `known` is the same in both.
  static func csv(seed: Int, until known: Day?) -> String {
    var random = SplitMix(seed: seed)
    var text = "side,indicator,period,value,released\n"
    for month in 0..<40 {
      let period = Period(.monthly, ordinal: Int32(2020 * 12 + month))
      for side in ["a", "b"] {
        let common = random.decimal(0...5)
        for (indicator, lag) in [("x", 10), ("y", 40), ("w", 0), ("z", 20)] {
          let value = common + random.decimal(0...5)
          // The first release is late by up to a month, and half of the values are revised later, some of them twice.
          var released = period.end.adding(days: lag + random.integer(0...30))
          for _ in 0..<(1 + random.integer(0...2)) {
            let release = value + random.decimal(-1...1)
            if known.map({ released <= $0 }) ?? true {
              text += "\(side),\(indicator),\(period),\(release),\(released)\n"
            }
            released = released.adding(days: 1 + random.integer(0...400))
          }
        }
      }
    }
    return text
  }

  @Test(
    "Later observations and revisions move nothing earlier",
    arguments: ([0, 1, 2, 3, 3, 4].map { methods[$0] } + all).enumerated().map { ($0.element, $0.offset) })
  func later(_ method: String, seed: Int) throws {
    let known: Day = try #require(Day("2022-06-15"))
    let dates = try ["2021-09-30", "2022-03-31", "2022-06-15"].map { try #require(Day($0)) }
    let (early, then) = try Self.model(method, Self.csv(seed: seed, until: known))
    let (late, now) = try Self.model(method, Self.csv(seed: seed, until: nil))
    #expect(now.rowCount > then.rowCount + 100)
    // In one run for all dates, whose last one lies in the future of the others.
    let end = try #require(Day("2023-05-31"))
    let history = try late.history(now, asOf: dates + [end])
    for (number, date) in dates.enumerated() {
      let before = try early.assess(then, asOf: date)
      let after = try late.assess(now, asOf: date)
      for side in 0...1 {
        #expect(before.results[side].score != nil)
        #expect(before.results[side].score == after.results[side].score)
        #expect(before.results[side].parts.map(\.weight) == after.results[side].parts.map(\.weight))
        #expect(before.results[side].parts.map(\.score) == after.results[side].parts.map(\.score))
        #expect(
          before.results[side].parts.map(\.contribution) == after.results[side].parts.map(\.contribution))
        #expect(before.hurting[side]?.value == after.hurting[side]?.value)
        #expect(history.moments[number].sides[side].pressure == before.results[side].score)
      }
      // Where the weights came from: factors and their news included.
      #expect(before.index.weightDerivations == after.index.weightDerivations)
    }
  }

  /// Correlation-weighted pressure beside plain pressure is what a model with `aggregation: correlation` gives, and knows
  /// nothing of later dates.
  @Test("Correlation-weighted pressure beside plain pressure is that of its own date", arguments: [0, 1, 2])
  func beside(_ number: Int) throws {
    let method = Self.methods[number].replacing(
      "normalization: goalposts", with: "normalization: empirical-cdf")
    let (model, observations) = try Self.model(method, Self.csv(seed: number, until: nil))
    let (other, _) = try Self.model(
      method.replacing("aggregation: arithmetic", with: "aggregation: correlation"),
      Self.csv(seed: number, until: nil))
    let dates = try ["2021-09-30", "2022-03-31", "2022-06-15"].map { try #require(Day($0)) }
    let history = try model.history(observations, asOf: dates, alternative: nil, isCorrelated: true)
    #expect(history.correlation == .computed(decay: 0.93))
    for (date, moment) in zip(dates, history.moments) {
      let run = try other.assess(observations, asOf: date)
      for side in 0...1 {
        #expect(moment.sides[side].correlated != nil)
        #expect(moment.sides[side].correlated == run.results[side].score)
      }
    }
  }

  @Test("Scores outside 0 to 1 have no correlation-weighted pressure beside them, and the report says why")
  func impossible() throws {
    let (model, observations) = try Self.model(
      "{normalization: z-score, weighting: equal, aggregation: arithmetic}", Self.csv(seed: 2, until: nil))
    let dates = try ["2021-09-30", "2022-06-15"].map { try #require(Day($0)) }
    let history = try model.history(observations, asOf: dates, alternative: nil, isCorrelated: true)
    let plain = try model.history(observations, asOf: dates)
    #expect(
      history.moments.map { $0.sides.map(\.pressure) } == plain.moments.map { $0.sides.map(\.pressure) })
    let text = try HistoryReport(history).formatted(.text, style: TextStyle())
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains("There is no correlation-weighted pressure beside it: correlation aggregation needs"))
  }

  @Test("Dates on which no weights can be learned say why") func weightless() throws {
    let (model, observations) = try Self.model(
      "{normalization: empirical-cdf, weighting: {method: pca, opposing: zero}}",
      Self.csv(seed: 3, until: nil))
    let dates = try HistoryStep.month.dates(
      from: #require(Day("2020-02-01")), to: #require(Day("2021-12-31")))
    let history = try model.history(observations, asOf: dates, alternative: nil, isCorrelated: true)
    #expect(history.moments[0].weightFailure != nil && history.moments[0].sides[0].pressure == nil)
    #expect(history.moments.last?.weightFailure == nil)
    let text = try HistoryReport(history).formatted(.text, style: TextStyle())
    #expect(text.contains("Dates without scores\n- 2020-02-29"))
    #expect(throws: Diagnostics.self) { try model.history(observations, asOf: Array(dates.prefix(1))) }
  }

  @Test("A method that looks ahead inside a run says so in the report") func labels() throws {
    func line(_ method: String) throws -> String {
      let (model, observations) = try Self.model(method, Self.csv(seed: 1, until: nil))
      let report = ScoreReport(try model.assess(observations, asOf: Day("2022-06-15")))
      let text = try report.formatted(.text, style: TextStyle())
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(try line("{normalization: {method: min-max, window: full}}").contains("NOT FREE OF LOOK-AHEAD"))
    let learned = "Learned from data, free of look-ahead"
    #expect(
      try line(Self.methods[3]).contains("in the change of hurting")
        && line(Self.methods[1]).contains(learned))
    #expect(try !line(Self.methods[0]).contains("look-ahead"))
    let factor = try line(Self.methods[4])
    #expect(factor.contains("one factor accounts for") && factor.contains("shares of the news: x"))
  }
}
