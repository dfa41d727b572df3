import PressureNumerics
import TestSupport
import Testing

@testable import PressureIndex

/// Weightings as a model file states them: two pillars, of which the first has three indicators.
struct WeightingModel {
  static let ids = ["x", "y", "z", "v"]

  /// Two sides over twelve months, in which the indicators have something in common.
  static let csv: String = {
    var random = SplitMix(state: 9)
    var lines = ["side,indicator,period,value"]
    for month in 1...12 {
      for side in ["a", "b"] {
        let common = random.decimal(0...5)
        for id in ids {
          lines.append(
            "\(side),\(id),2024-\(month < 10 ? "0" : "")\(month),\(common + random.decimal(0.1...4))")
        }
      }
    }
    return lines.joined(separator: "\n")
  }()

  static func yaml(_ method: String, pillar: String = "", rest: String = "") -> String {
    """
    sides: [a, b]
    method: {weighting: \(method)}
    index:
      - pillar: p\(pillar)
        weight: 3
        indicators:
          - {id: x, goalposts: [0, 10], weight: 2}
          - {id: y, goalposts: [0, 10]}
          - {id: z, goalposts: [0, 10]}
      - pillar: q
        indicators: [{id: v, goalposts: [0, 10]}]
    \(rest)
    """
  }

  static func index(_ method: String, pillar: String = "", rest: String = "", _ dates: String...) throws
    -> PressureIndex
  {
    let model = try IndexModel(yaml(method, pillar: pillar, rest: rest), csv)
    let days = (dates.isEmpty ? ["2024-12-31"] : dates).map { Day($0) }
    return try PressureIndex(
      Panel(model.observations, model.specification, asOf: days, sampled: model.specification.needsSample))
  }

  /// The first line of what is wrong, without its place, and the help.
  static func message(_ method: String, pillar: String = "", rest: String = "") -> String {
    do {
      _ = try index(method, pillar: pillar, rest: rest)
      return ""
    } catch { return "\(error)" }
  }
}

@Suite("Weightings of a model file") struct WeightingModelTests {
  @Test("Experts are averaged, and their spread is kept") func experts() throws {
    let index = try WeightingModel.index(
      "{method: expert, allocations: {anna: {p: 60, q: 40}, ben: {p: 10, q: 30, x: 1, y: 1, z: 2}}}")
    // p: (.6 + .25)/2; in the pillar only ben speaks.
    #expect(agree(index.weights[0], [1, 0.425, 0.25, 0.25, 0.5, 0.575, 1], 1e-15))
    #expect(
      index.weightDerivations[0].findings == [
        .experts(names: ["anna", "ben"], shares: [[0.6, 0.4], [0.25, 0.75]])
      ])
    #expect(index.weightDerivations[2].findings == [.declared])
  }

  @Test("Pairwise matrices belong to ids, in any order") func pairwise() throws {
    let judgement =
      "{method: ahp, judgements: [{group: p, members: [z, x, y], matrix: [[1, 1/4, 0.5], [4, 1, 2], [2, 0.5, 1]]}]}"
    let index = try WeightingModel.index(judgement)
    #expect(agree(index.weights[0], [1, 0.75, 4.0 / 7, 2.0 / 7, 1.0 / 7, 0.25, 1], 1e-14))
    let root = 8.0.squareRoot()
    // Two experts who contradict each other: the geometric mean finds x and y alike.
    let two = try WeightingModel.index(
      """
      {method: ahp, judgements: [{group: p, members: [x, y, z],
        experts: {a: [[1, 2, 4], [1/2, 1, 2], [1/4, 1/2, 1]], b: [[1, 1/2, 2], [2, 1, 4], [1/2, 1/4, 1]]}}]}
      """)
    #expect(
      agree(
        Array(two.weights[0][2...4]), [root / (2 * root + 1), root / (2 * root + 1), 1 / (2 * root + 1)],
        1e-14))
    #expect(two.weightDerivations[1].findings.count == 4)
  }

  @Test("Rounded reciprocals are one statement") func reciprocals() throws {
    let index = try WeightingModel.index(
      "{method: ahp, judgements: [{group: index, members: [p, q], matrix: [[1, 3], [0.33, 1]]}]}")
    #expect(abs(index.weights[0][1] - 0.75) < 0.001)
  }

  @Test("Best-worst statements") func bestWorst() throws {
    let index = try WeightingModel.index(
      "{method: best-worst, judgements: [{group: p, best: x, worst: z, best-to-others: {y: 2, z: 4}, "
        + "others-to-worst: {x: 4, y: 2}}]}")
    #expect(agree(Array(index.weights[0][2...4]), [4.0 / 7, 2.0 / 7, 1.0 / 7], 1e-10))
  }

  @Test("A group's own weighting, and a named one") func groups() throws {
    let own = try WeightingModel.index("equal", pillar: "\n    weighting: declared")
    #expect(own.weights[0] == [1, 0.5, 0.5, 0.25, 0.25, 0.5, 1])
    let named = try WeightingModel.index(
      "panel", rest: "weights: {panel: {method: expert, allocations: {one: {p: 1, q: 3}}}}")
    #expect(named.weights[0] == [1, 0.25, 0.5, 0.25, 0.25, 0.75, 1])
    #expect(named.panel.specification.weightSets.map(\.name) == ["panel"])
  }

  @Test(
    "Learned weights of both levels are those of the scores known at the date", arguments: learnedWeightings)
  func levels(weighting: Weighting) throws {
    let index = try WeightingModel.index(weighting.name.rawValue)
    let rows = index.panel.sampleRows(date: 0)
    #expect(rows.count == 24)
    func sample(_ nodes: [Int]) -> ScoreSample {
      ScoreSample(Matrix(rows: rows.map { row in nodes.map { index.nodes.values[row, $0] } }))
    }
    let (below, above) = (try weighting.weights(sample([2, 3, 4])), try weighting.weights(sample([1, 5])))
    #expect(agree(Array(index.weights[0][2...4]), below, 1e-12))
    #expect(agree([index.weights[0][1], index.weights[0][5]], above, 1e-12))
    #expect(index.weightDerivations.map(\.group) == [0, 1, 5])
  }

  @Test("Nothing later than the date has a say in its weights") func noFuture() throws {
    let early = try WeightingModel.index("critic", "2024-08-31")
    let late = try WeightingModel.index("critic", "2024-12-31", "2024-08-31")
    #expect(early.weights[0] == late.weights[2])
    #expect(late.weights[0] != late.weights[2])
  }

  @Test("Swapping the sides swaps what each has by itself, and leaves what they share") func sides() throws {
    let own = try WeightingModel.index("{method: entropy, pool: side}")
    #expect(own.weights[0] != own.weights[1] && own.weightDerivations.count == 6)
    let yaml = WeightingModel.yaml("{method: entropy, pool: side}").replacing("[a, b]", with: "[b, a]")
    let model = try IndexModel(yaml, WeightingModel.csv)
    let swapped = try PressureIndex(model.panel("2024-12-31", sampled: true))
    #expect(
      agree(swapped.weights[0], own.weights[1], 1e-13) && agree(swapped.weights[1], own.weights[0], 1e-13))
  }

  @Test("Benefit of the doubt gives each side the weights that suit it best") func doubt() throws {
    let index = try WeightingModel.index("{method: benefit-of-the-doubt, shares: [0.1, 0.8]}")
    let equal = try WeightingModel.index("equal")
    for side in 0...1 {
      #expect(abs(index.weights[side][2...4].reduce(0, +) - 1) < 1e-12)
      #expect(index.weights[side][2...4].allSatisfy { $0 > 0 })
    }
    #expect(index.weights[0] != equal.weights[0])
  }

  @Test("A date without enough data before it has no score, and stops nothing") func tooEarly() throws {
    let index = try WeightingModel.index("critic", "2024-12-31", "2024-01-31")
    #expect(index.score(row: 0) != nil && index.score(row: 2) == nil)
    #expect(WeightingModel.message("critic").isEmpty)
    do {
      _ = try WeightingModel.index("critic", "2024-01-31")
      Issue.record("no error")
    } catch {
      #expect(
        "\(error)".contains("critic weights of the group 'p' need 3 scores of each child, and 'x' has 2"))
    }
  }
}

@Suite("Mistakes in weightings") struct WeightingMistakeTests {
  @Test("Each is named, with its place and what to do") func messages() {
    func expect(_ method: String, _ parts: String..., rest: String = "") {
      let message = WeightingModel.message(method, rest: rest)
      for part in parts { #expect(message.contains(part), "\(method): \(message)") }
    }
    expect("entropie", "m.yaml:2:21: error: unknown weighting 'entropie'", "did you mean 'entropy'?")
    expect("{method: critic, opposing: zero}", "'opposing' means nothing to critic", "pca, factor")
    expect("expert", "expert needs 'allocations'")
    expect("{method: expert, allocations: {anna: {p: 1}}}", "not 'q'", "add the rest, with 0")
    expect("{method: expert, allocations: {anna: {p: 1, q: 1, yy: 2}}}", "'yy', which is not there", "help:")
    expect("{method: expert, allocations: {anna: {p: 0, q: 0}}}", "are all 0")
    expect(
      "{method: equal-importance, targets: {p: 0.5, q: 0.6}}", "the targets in the index sum to 1.1, not to 1"
    )
    expect(
      "{method: benefit-of-the-doubt, shares: [0.4, 0.9]}", "no weights of the 3 children of the group 'p'",
      "0.333")
    expect("{method: benefit-of-the-doubt, shares: [0.9, 0.4]}", "the smaller first")
    expect(
      "{method: ahp, judgements: [{group: p, members: [x, y, z], matrix: [[1, 9, 1/9], [1/9, 1, 9], [9, 1/9, 1]]}]}",
      "the comparisons of the group 'p' contradict each other", "consistency ratio is", "look first at",
      "accept-inconsistency: true")
    expect(
      "{method: ahp, judgements: [{group: p, members: [x, y, z], matrix: [[1, 3, 1], [3, 1, 1], [1, 1, 1]]}]}",
      "rows 1 and 2 of the matrix contradict each other: 3 one way and 3 the other", "write 3 and 1/3")
    expect(
      "{method: ahp, judgements: [{group: p, members: [x, y], matrix: [[1, 3], [1/3, 1]]}]}",
      "the members must be all children of the group 'p'")
    expect(
      "{method: ahp, judgements: [{group: pp, members: [x], matrix: [[1]]}]}", "there is no group 'pp' here",
      "the groups are: index, p, q")
    expect(
      "{method: best-worst, judgements: [{group: p, best: x, worst: z, best-to-others: {y: 2, z: 4}, "
        + "others-to-worst: {x: 5}}]}", "says nothing of 'y'", "4 one way and 5 the other")
    expect("equal", "'pca' is the name of a weighting already", rest: "weights: {pca: {method: equal}}")
    expect("ministr", "did you mean 'ministry'?", rest: "weights: {ministry: {method: equal}}")
  }

  @Test("An accepted inconsistency goes through") func accepted() {
    let message = WeightingModel.message(
      "{method: ahp, judgements: [{group: p, members: [x, y, z], accept-inconsistency: true, "
        + "matrix: [[1, 9, 1/9], [1/9, 1, 9], [9, 1/9, 1]]}]}")
    #expect(message.isEmpty)
  }

  @Test("What the data do not allow names the method, the group and the indicator") func data() throws {
    func message(_ method: String, _ rows: [[Double]]) -> String {
      let sides = rows.indices.map { "s\($0)" }
      let csv =
        "side,indicator,value\n"
        + rows.enumerated().flatMap { side, row in
          zip(["x", "y", "z"], row).map { "s\(side),\($0),\($1)" }
        }.joined(separator: "\n")
      do {
        _ = try IndexModel(
          """
          sides: [\(sides.joined(separator: ", "))]
          method: {weighting: \(method)}
          index: [{id: x, goalposts: [0, 10]}, {id: y, goalposts: [0, 10]}, {id: z, goalposts: [0, 10]}]
          """, csv
        ).index()
        return ""
      } catch { return "\(error)" }
    }
    let rows = [[0.0, 5, 1], [2, 5, 3], [4, 5, 2], [7, 5, 9]]
    #expect(message("merec", rows).contains("merec weights of the index need scores above 0, and 'x' has 0"))
    #expect(message("pca", rows).contains("'y' has the same score in all of the 4 rows"))
    #expect(message("standard-deviation", rows).isEmpty)
    let opposed = [[0.0, 9, 1], [2, 7, 3], [4, 6, 2], [7, 1, 9]]
    #expect(message("pca", opposed).contains("'y' moves against the rest of the index: its loading is -0.5"))
    #expect(message("pca", opposed).contains("check its direction"))
    #expect(message("{method: pca, opposing: zero}", opposed).isEmpty)
    #expect(message("variance", Array(rows.prefix(1))).contains("need 2 scores of each child, and 'x' has 1"))
    let uncorrelated = [[1.0, 1, 1], [1, 9, 9], [9, 1, 9], [9, 9, 1]]
    #expect(message("factor", uncorrelated).contains("have none that stands out"))
  }
}
