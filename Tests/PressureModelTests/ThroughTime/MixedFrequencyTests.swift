import PressureIndex
import PressureModel
import PressureReports
import PressureSyntax
import TestSupport
import Testing

/// Dynamic-factor weights of monthly and quarterly indicators, from a model file, beside `DynamicFactorMQ` of statsmodels
/// at the maximum of its likelihood (Goldens/mixed_frequency.py).
@Suite("Mixed frequency") struct MixedFrequencyTests {
  static let folder = "Tests/PressureModelTests/Goldens"
  static let ids = ["m1", "m2", "m3", "m4", "q1", "q2"]

  static func model(_ weighting: String, extra: String = "") throws -> Model {
    let lags = [0, 12, 28, 40, 30, 45]
    let indicators = zip(ids, lags).map { id, lag in
      "  - {id: \(id), direction: raises, goalposts: [-100, 100], publication-lag: \(lag) days}\n"
    }
    let text = """
      title: Mixed frequency
      sides: [a]
      data: [mixed-frequency.csv]
      method: {weighting: {\(weighting)}}
      index:
      \(indicators.joined())\(extra)
      """
    return try Model(Array(text.utf8), path: Repository.file("\(folder)/mixed.yaml"))
  }

  static func assessment(errors: String, asOf: String) throws -> Assessment {
    let model = try model("method: dynamic-factor, rows: periods, errors: \(errors)")
    return try model.assess(try model.observations(), asOf: Day(asOf))
  }

  /// Estimation stops where the likelihood gains less than a millionth of itself in a step, statsmodels' at its maximum.
  @Test("Weights and news are those of statsmodels", arguments: ["white", "persistent"])
  func statsmodels(_ errors: String) throws {
    let golden = try JSON(Repository.text("\(Self.folder)/mixed-frequency.json"))
    let expected = golden[errors]
    let asOf = try #require(golden["asOf"].string)
    let derivation = try #require(Self.assessment(errors: errors, asOf: asOf).index.weightDerivations.first)
    for (id, weight) in zip(Self.ids, derivation.weights) {
      let peer = try #require(expected["weights"][id].number)
      #expect(abs(weight - peer) < 1e-3, "\(id): \(weight), \(peer)")
    }
    var seen = 0
    for finding in derivation.findings {
      switch finding {
      case .factors(_, let share, _):
        #expect(abs(share - expected["varianceShare"].number!) < 1e-3, "\(share)")
      case .news(_, let children, let change):
        #expect(abs(change - expected["change"].number!) < 0.01, "\(change)")
        for (id, impact) in zip(Self.ids, children) {
          #expect(abs(impact - expected["news"][id].number!) < 0.01, "\(id): \(impact)")
        }
      case .periods(let months, let quarterly):
        #expect(months == 143 && quarterly == ["q1", "q2"])
      default: continue
      }
      seen += 1
    }
    #expect(seen == 3)
  }

  @Test("Explain shows each indicator's share of the news") func explained() throws {
    let assessment = try Self.assessment(errors: "white", asOf: "2021-11-30")
    let factor = try #require(ExplainReport(assessment).sides[0].factors?.first)
    #expect(factor.group == "index" && factor.news.map(\.id) == Self.ids)
    #expect(abs(factor.news.reduce(0) { $0 + abs($1.share) } - 1) < 1e-12)
    // Nothing was revised, and the old data were all kept: the news are the whole change.
    #expect(abs(factor.news.reduce(0) { $0 + $1.impact } - factor.change) < 1e-9)
    let text = try ExplainReport(assessment).formatted(.text, style: TextStyle())
    #expect(text.contains("share of the news"))
  }

  @Test("Other weights than those of what was known at month ends") func otherRows() throws {
    func weights(_ weighting: String) throws -> [Double] {
      let model = try Self.model(weighting)
      return try model.assess(try model.observations(), asOf: Day("2021-11-30")).index.weightDerivations[0]
        .weights
    }
    let known = try weights("method: dynamic-factor, rows: month-ends")
    #expect(try known == weights("method: dynamic-factor"))
    #expect(try known != weights("method: dynamic-factor, rows: periods"))
  }

  @Test("What periods cannot give is refused") func refused() throws {
    func message(_ model: Model, _ observations: Observations) -> String {
      do {
        _ = try model.assess(observations, asOf: Day("2021-11-30"))
        return ""
      } catch { return error.description }
    }
    let grouped = try Self.model(
      "method: dynamic-factor, rows: periods",
      extra: "  - {pillar: p, indicators: [{id: z, series: m1, direction: raises, goalposts: [-1, 1]}]}\n")
    #expect(
      try message(grouped, grouped.observations()).contains(
        "dynamic-factor weights of the index by period need indicators, and 'p' is a group"))

    let folder = try TemporaryFolder()
    func other(_ frequency: (String, Int) -> String) throws -> String {
      var csv = "side,indicator,period,value\n"
      for side in ["a", "b"] {
        for n in 0..<40 {
          csv += "\(side),x,\(frequency(side, n)),\(n % 7)\n"
          csv += "\(side),y,\(Period(.monthly, ordinal: Int32(2018 * 12 + n))),\(n % 5)\n"
        }
      }
      try folder.write(csv, to: "data.csv")
      let path = try folder.write(
        """
        title: Other
        sides: [a, b]
        data: [data.csv]
        method: {weighting: {method: dynamic-factor, rows: periods}}
        index:
          - {id: x, direction: raises, goalposts: [0, 10]}
          - {id: y, direction: raises, goalposts: [0, 10]}
        """, to: "model.yaml")
      let model = try Model(contentsOf: path)
      return try message(model, model.observations())
    }
    #expect(try other { _, n in "\(1982 + n)" }.contains("'x' is annual"))
    let quarter = { (side: String, n: Int) in
      side == "a" ? "\(2012 + n / 4)-Q\(n % 4 + 1)" : "\(2018 + n / 12)-\(n % 12 < 9 ? "0" : "")\(n % 12 + 1)"
    }
    #expect(try other(quarter).contains("'x' is quarterly for some of them and not for others"))
  }
}
