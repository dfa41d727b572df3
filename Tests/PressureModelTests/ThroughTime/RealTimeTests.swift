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

  static func model(_ method: String, _ csv: String) throws -> (Model, Observations) {
    let folder = try TemporaryFolder()
    try folder.write(csv, to: "data.csv")
    let path = try folder.write(
      """
      title: Real time
      sides: [a, b]
      data: [data.csv]
      method: \(method)
      index:
        - pillar: p
          aggregation: arithmetic
          indicators:
            - {id: x, direction: raises, goalposts: [0, 10], publication-lag: 10 days}
            - {id: y, direction: relieves, goalposts: [10, 0], publication-lag: 40 days}
            - {id: w, direction: raises, goalposts: [0, 10], publication-lag: 0 days}
        - {id: z, direction: raises, goalposts: [0, 10], publication-lag: 20 days}
      """.replacing(", goalposts: [0, 10]", with: method.contains("goalposts") ? ", goalposts: [0, 10]" : "")
        .replacing(", goalposts: [10, 0]", with: method.contains("goalposts") ? ", goalposts: [10, 0]" : ""),
      to: "model.yaml")
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
    arguments: [0, 1, 2, 3, 3, 4].map { methods[$0] }.enumerated().map { ($0.element, $0.offset) })
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
