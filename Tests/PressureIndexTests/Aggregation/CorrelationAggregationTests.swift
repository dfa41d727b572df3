import PressureNumerics
import PressureSyntax
import TestSupport
import Testing

@testable import PressureIndex

@Suite("Correlation-weighted aggregation") struct CorrelationAggregationTests {
  static let yaml = """
    sides: [a, b]
    method: {normalization: {method: empirical-cdf, pool: side}, aggregation: correlation}
    index:
      - pillar: p
        aggregation: arithmetic
        weight: 0.6
        indicators: [{id: p1, direction: raises, weight: 2}, {id: p2, direction: relieves}]
      - {id: q, direction: raises, weight: 0.3}
      - {id: r, direction: raises, weight: 0.1}
    """

  /// 60 months from 2019-01 of four series of two sides; one starts late, another has a gap.
  static func csv(months: Int = 60, seed: UInt64 = 7, revised: Bool = false) -> String {
    var random = SplitMix(state: seed)
    var text = "side,indicator,period,value\n"
    for month in 0..<60 {
      for side in ["a", "b"] {
        let common = random.decimal(-1...1)
        for (k, series) in ["p1", "p2", "q", "r"].enumerated() {
          let value = common * Double(k + 1) + random.decimal(-1...1)
          if month >= months || series == "r" && month < 14 || series == "q" && (20..<27).contains(month) {
            continue
          }
          text += "\(side),\(series),\(2019 + month / 12)-\(padded(month % 12 + 1, 2)),\(value)\n"
        }
      }
    }
    return text
  }

  static func index(_ yaml: String = yaml, _ csv: String = csv(), _ dates: String...) throws -> PressureIndex
  {
    let model = try IndexModel(yaml, csv)
    let days = try (dates.isEmpty ? ["2023-12-31"] : dates).map { try #require(Day($0)) }
    return try PressureIndex(
      Panel(
        model.observations, model.specification, asOf: days, sampled: model.specification.needsSample))
  }

  /// The definition, one month's end after the other, from the scores of the children.
  @Test("The index is CISS on each side's own history") func definition() throws {
    let index = try Self.index()
    #expect(index.panel.specification.needsSample)
    let children = index.panel.specification.hierarchy.nodes[0].children
    for side in 0..<2 {
      let order = index.panel.layout.timeOrder.map { index.panel.row(side: side, date: $0) }
      var sigma = (0..<3).map { i in (0..<3).map { $0 == i ? 1.0 / 12 : 0 } }
      var compared = 0
      for row in order {
        let scores = children.map { index.score(row: row, node: $0) }
        let d = scores.map { ($0 ?? 0.5) - 0.5 }
        for i in 0..<3 { for j in 0..<3 { sigma[i][j] = 0.93 * sigma[i][j] + 0.07 * d[i] * d[j] } }
        let observed = children.indices.filter { scores[$0] != nil }
        let total = observed.reduce(0) { $0 + [0.6, 0.3, 0.1][$1] }
        guard total >= 0.5, let found = index.score(row: row) else { continue }
        var value = 0.0
        for i in observed {
          for j in observed {
            let rho = sigma[i][j] / (sigma[i][i] * sigma[j][j]).squareRoot()
            value +=
              rho * scores[i]! * scores[j]! * [0.6, 0.3, 0.1][i] * [0.6, 0.3, 0.1][j] / (total * total)
          }
        }
        #expect(abs(value - found) < 1e-12)
        compared += 1
      }
      #expect(compared > 50)
    }
  }

  @Test("Euler's contributions sum to the index, through groups") func euler() throws {
    let index = try Self.index()
    for side in 0..<2 {
      let result = try index.result(side: side)
      let leaves = result.parts.filter { index.panel.specification.hierarchy.nodes[$0.node].indicator != nil }
      #expect(result.constant == 0)
      #expect(abs(leaves.reduce(0) { $0 + $1.contribution! } - result.score!) < 1e-14)
      #expect(result.parts.allSatisfy { $0.standardError == nil })
    }
  }

  /// With another baseline they are Shapley values, which sum too.
  @Test("Shapley values hold the correlations fixed") func shapley() throws {
    let yaml = Self.yaml.replacing(
      "aggregation: correlation", with: "aggregation: correlation, baseline: 0.5")
    let result = try Self.index(yaml).result(side: 0)
    let sum = result.parts.filter { $0.node != 1 }.reduce(result.constant!) { $0 + $1.contribution! }
    #expect(abs(sum - result.score!) < 1e-12)
  }

  /// A run as of each date, and one run for all of them; later months and other dates move nothing.
  @Test("No later observation and no other date moves a score") func realTime() throws {
    let dates = ["2023-12-31", "2023-03-17", "2021-06-30", "2020-02-29", "2022-10-31"]
    let together = try Self.index(
      Self.yaml, Self.csv(), dates[0], dates[1], dates[2], dates[3], dates[4])
    for (number, date) in dates.enumerated() {
      let alone = try Self.index(Self.yaml, Self.csv(), date)
      // Months up to the date's own alone: the rest is not public yet.
      let period = try #require(Day(date)).date
      let cut = try Self.index(
        Self.yaml, Self.csv(months: (period.year - 2019) * 12 + period.month), date)
      for side in 0..<2 {
        let row = together.panel.row(side: side, date: number)
        #expect(together.score(row: row) == alone.score(row: alone.panel.row(side: side)))
        #expect(together.score(row: row) == cut.score(row: cut.panel.row(side: side)))
        #expect(together.score(row: row) != nil)
      }
    }
  }

  @Test("Swapping the sides swaps the scores to the last digit") func swap() throws {
    let (one, other) = (try Self.index(), try Self.index(Self.yaml.replacing("[a, b]", with: "[b, a]")))
    for side in 0..<2 {
      #expect(one.score(row: side) == other.score(row: 1 - side))
      let (x, y) = (try one.result(side: side), try other.result(side: 1 - side))
      #expect(x.parts.map(\.contribution) == y.parts.map(\.contribution))
    }
    #expect(one.score(row: 0) != one.score(row: 1))
  }

  @Test("Undated data and scores outside 0 to 1 are refused") func refused() throws {
    let undated = "side,indicator,value\na,x,.2\na,y,.6\nb,x,.5\nb,y,.1\n"
    let yaml = """
      sides: [a, b]
      method: {aggregation: correlation}
      index: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]
      """
    #expect(throws: Diagnostics.self) { try IndexModel(yaml, undated).index() }
    let wide = Self.yaml.replacing("{method: empirical-cdf, pool: side}", with: "z-score")
    #expect(throws: Diagnostics.self) { try Self.index(wide) }
    #expect(throws: Diagnostics.self) {
      try Self.index(
        Self.yaml.replacing("aggregation: correlation", with: "aggregation: {method: correlation, decay: 1}"))
    }
  }
}
