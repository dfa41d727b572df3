import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

/// Aggregations from a model file to scores and contributions.
@Suite("Aggregation in a model file") struct AggregationModelTests {
  static func model(_ sides: [String], _ top: String, _ first: String, _ second: String, _ csv: String) throws
    -> IndexModel
  {
    try IndexModel(
      """
      sides: [\(sides.joined(separator: ", "))]
      method: {aggregation: \(top), baseline: 0.05}
      index:
        - pillar: p
          weight: 0.6
          aggregation: \(first)
          indicators: [{id: p1, weight: 2, goalposts: [0, 1]}, {id: p2, goalposts: [0, 1]}]
        - pillar: q
          weight: 0.4
          aggregation: \(second)
          indicators: [{id: q1, goalposts: [0, 1]}, {id: q2, goalposts: [0, 1]}, {id: q3, goalposts: [0, 1]}]
      """, csv)
  }

  static func csv(_ values: [String: [Double]]) -> String {
    "side,indicator,period,value\n"
      + values.sorted { $0.key < $1.key }.flatMap { side, values in
        zip(["p1", "p2", "q1", "q2", "q3"], values).map { "\(side),\($0),2024-01,\($1)" }
      }.joined(separator: "\n")
  }

  /// Every method once, in a group and at the top. Constants beside contributions sum to the score.
  @Test("Contributions sum to the index", arguments: Aggregation.Name.allCases)
  func contributions(_ name: Aggregation.Name) throws {
    let text = try #require(
      name.methodDescription.example.split(separator: "\n").last?.split(separator: ":", maxSplits: 1).last)
    let values = [
      "a": [0.2, 0.7, 0.4, 0.3, 0.9], "b": [0.5, 0.1, 0.8, 0.6, 0.2], "c": [0.3, 0.6, 0.1, 0.9, 0.7],
    ]
    for (top, group) in [("arithmetic", String(text)), (String(text), "arithmetic")] {
      let index = try Self.model(["a", "b", "c"], top, group, "geometric", Self.csv(values)).index(
        "2024-02-29")
      for side in 0..<3 {
        let result = try index.result(side: side)
        let parts = result.parts.filter { $0.node != 1 && $0.node != 4 }
        let sum = parts.reduce(result.constant!) { $0 + $1.contribution! }
        #expect(abs(sum - result.score!) < 1e-12)
      }
    }
  }

  /// The worth of a coalition by scoring the whole model again, and Shapley's formula over the 2⁵ of them.
  @Test("The game changes one side's own scores alone") func game() throws {
    let values = [
      "a": [0.2, 0.7, 0.4, 0.3, 0.9], "b": [0.5, 0.1, 0.8, 0.6, 0.2], "c": [0.3, 0.6, 0.1, 0.9, 0.7],
    ]
    func index(_ own: [Double]) throws -> PressureIndex {
      var changed = values
      changed["b"] = own
      return try Self.model(
        ["a", "b", "c"], "borda", "topsis",
        "{method: promethee, preference: v-shape, preference-threshold: 0.5}",
        Self.csv(changed)
      ).index("2024-02-29")
    }
    let own = values["b"]!
    var worth: [Double] = []
    for coalition in 0..<32 {
      let scores = own.indices.map { coalition >> $0 & 1 == 1 ? own[$0] : 0.05 }
      worth.append(try index(scores).score(row: 1)!)
    }
    let result = try index(own).result(side: 1)
    #expect(abs(result.constant! - worth[0]) < 1e-12)
    let factorial = [1.0, 1, 2, 6, 24, 120]
    for (player, part) in result.parts.filter({ $0.node != 1 && $0.node != 4 }).enumerated() {
      var value = 0.0
      for coalition in 0..<32 where coalition >> player & 1 == 0 {
        let size = coalition.nonzeroBitCount
        value +=
          factorial[size] * factorial[4 - size] / 120
          * (worth[coalition | 1 << player] - worth[coalition])
      }
      #expect(abs(part.contribution! - value) < 1e-12)
    }
  }

  @Test("Swapping the sides swaps the scores to the last digit", arguments: Aggregation.Name.allCases)
  func swap(_ name: Aggregation.Name) throws {
    let text = try #require(
      name.methodDescription.example.split(separator: "\n").last?.split(separator: ":", maxSplits: 1).last)
    var random = SplitMix(state: 3)
    for _ in 0..<4 {
      let (a, b) = (
        (0..<5).map { _ in random.decimal(0.05...0.95) }, (0..<5).map { _ in random.decimal(0.05...0.95) }
      )
      let there = try Self.model(
        ["a", "b"], "{method: geometric, offset: 3}", String(text), "median", Self.csv(["a": a, "b": b])
      )
      .index("2024-02-29")
      let back = try Self.model(
        ["a", "b"], "{method: geometric, offset: 3}", String(text), "median", Self.csv(["a": b, "b": a])
      )
      .index("2024-02-29")
      for (side, other) in [(0, 1), (1, 0)] {
        #expect(there.score(row: side) == back.score(row: other))
        let (x, y) = (try there.result(side: side), try back.result(side: other))
        #expect(x.parts.map(\.contribution) == y.parts.map(\.contribution))
      }
    }
  }

  @Test("Only sides of the same date are compared") func dates() throws {
    func model(_ extra: String) throws -> PressureIndex {
      try IndexModel(
        """
        sides: [a, b]
        method: {aggregation: topsis}
        index: [{id: x, goalposts: [0, 1]}, {id: y, goalposts: [0, 1]}]
        """,
        "side,indicator,period,value\na,x,2024-01,.2\na,y,2024-01,.6\nb,x,2024-01,.5\nb,y,2024-01,.1\n"
          + extra
      ).index("2024-02-29", "2024-01-31")
    }
    let alone = try model("")
    let later = try model("a,x,2024-02,.9\nb,y,2024-02,.8\n")
    #expect(later.score(row: 2) == alone.score(row: 2))
    #expect(later.score(row: 3) == alone.score(row: 3))
    #expect(later.score(row: 0) != alone.score(row: 0))
  }

  @Test(
    "Options that cannot be",
    arguments: [
      ("power", "power needs 'exponent'"), ("{method: power, exponent: 50}", "between -20 and 20"),
      ("owa", "owa needs 'weights' or 'exponent'"),
      ("{method: owa, weights: [1], exponent: 2}", "not both"),
      ("{method: owa, weights: [0, 0]}", "are all 0"),
      ("{method: owa, weights: []}", "an empty list"), ("{method: owa, weights: [1, -1]}", "found -1"),
      ("{method: owa, exponent: 0}", "above 0"), ("{method: mean-min, alpha: 2}", "found 2"),
      ("{method: copeland, scale: row}", "did you mean 'raw'?"),
      ("{method: mazziotta-pareto, penalty: up}", "the choices are: plus, minus"),
      ("{method: promethee, preference: v-shape}", "needs 'preference-threshold'"),
      ("{method: promethee, width: 1}", "'width' means nothing to the preference usual"),
      (
        "{method: promethee, preference: linear, indifference: 0.3, preference-threshold: 0.2}",
        "is not below"
      ),
      ("{method: topsis, scale: raw}", "'scale' means nothing to topsis"),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: (any Error).self) {
      try Self.model(["a", "b"], text, "arithmetic", "arithmetic", Self.csv(["a": [0, 0, 0, 0, 0]]))
    }
    #expect("\(error as Any)".contains(message), "\(error as Any)")
    #expect("\(error as Any)".contains("help:"))
  }

  @Test(
    "Scores that cannot be aggregated",
    arguments: [
      ("geometric", "geometric aggregation needs scores above 0, and 'p1' of 'a' scores 0 in 'p'"),
      ("{method: harmonic}", "write 'aggregation: {method: harmonic, offset: 0.01}'"),
      ("{method: power, exponent: -1}", "power aggregation needs scores above 0"),
      ("{method: benefit-of-the-doubt, shares: [0, 0.4]}", "finds no weights that keep the shares in 'p'"),
      (
        "{method: benefit-of-the-doubt, shares: [0.1, 0.9]}", "needs scores above 0, and 'p1' of 'a' scores 0"
      ),
      ("mazziotta-pareto", "needs scores that differ, and 'p1' is 0 for every side in 'p'"),
    ])
  func refused(text: String, message: String) throws {
    let csv = Self.csv(["a": [0, 0.1, 0.2, 0.3, 0.4], "b": [0, 0.3, 0.4, 0.2, 0.1]])
    let model = try Self.model(["a", "b"], "arithmetic", text, "arithmetic", csv)
    let error = #expect(throws: (any Error).self) { try model.index() }
    #expect("\(error as Any)".contains(message), "\(error as Any)")
  }

  @Test("One side alone cannot be compared") func alone() throws {
    let csv = Self.csv(["a": [0.1, 0.1, 0.2, 0.3, 0.4]])
    let model = try Self.model(["a", "b"], "arithmetic", "copeland", "arithmetic", csv)
    let error = #expect(throws: (any Error).self) { try model.index() }
    #expect(
      "\(error as Any)".contains(
        "copeland aggregation compares at least 2 sides, and 1 has enough observed in 'p'")
    )
  }
}
