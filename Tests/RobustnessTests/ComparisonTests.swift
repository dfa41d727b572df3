import PressureIndex
import PressureModel
import PressureNumerics
import PressureSyntax
@testable import Robustness
import TestSupport
import Testing

/// A model of several units and its data, in a folder of its own.
struct UnitModel {
  static func model(_ method: String = "{}", sides: [String] = ["a", "b", "c", "d"], rest: String = "") throws
    -> (
      Model, TemporaryFolder
    )
  {
    let folder = try TemporaryFolder()
    let scores = ["a": [9.0, 2, 5], "b": [5, 5, 5], "c": [2, 9, 5], "d": [1, 1, 9]]
    let csv =
      "side,indicator,value\n"
      + sides.flatMap { side in
        zip(["x", "y", "z"], scores[side] ?? []).map { "\(side),\($0),\($1)" }
      }.joined(separator: "\n")
    try folder.write(csv, to: "d.csv")
    let path = try folder.write(
      """
      title: Units
      sides: [\(sides.joined(separator: ", "))]
      data: [d.csv]
      method: \(method)
      index:
        - {group: g, weight: 2, indicators: [{id: x, goalposts: [0, 10], weight: 3}, {id: y, goalposts: [0, 10]}]}
        - {id: z, goalposts: [0, 10]}
      \(rest)
      """, to: "m.yaml")
    return (try Model(contentsOf: path), folder)
  }
}

@Suite("Comparison of schemes") struct ComparisonTests {
  private func compare(
    _ schemes: [String], _ aggregations: [Aggregation] = [], method: String = "{}",
    sides: [String] = ["a", "b", "c", "d"], rest: String = ""
  ) throws -> Comparison {
    let (model, folder) = try UnitModel.model(method, sides: sides, rest: rest)
    return try withExtendedLifetime(folder) {
      try model.compare(model.observations(), schemes: schemes, aggregations: aggregations)
    }
  }

  @Test("Scores, ranks and shifts, by hand") func byHand() throws {
    let comparison = try compare(
      ["equal", "expert"], rest: "weights: {mine: {method: expert, allocations: {me: {x: 0, y: 1}}}}")
    #expect(comparison.schemes.map(\.scheme.name) == ["model", "equal", "mine"])
    // model: ⅔ (¾ x + ¼ y) + ⅓ z = ½ x + ⅙ y + ⅓ z; equal: ¼ x + ¼ y + ½ z; mine: ⅔ y + ⅓ z.
    let expected = [
      [0.65, 0.5, 0.416666666666667, 0.366666666666667], [0.525, 0.5, 0.525, 0.5],
      [0.3, 0.5, 0.766666666666667, 0.366666666666667],
    ]
    for (scheme, scores) in zip(comparison.schemes, expected) {
      for (score, expected) in zip(scheme.moments[0].pressure, scores) {
        #expect(abs((score ?? -1) - expected) < 1e-12)
      }
    }
    #expect(comparison.schemes[0].moments[0].ranks == [1, 2, 3, 4])
    #expect(comparison.schemes[2].moments[0].ranks == [4, 2, 1, 3])
    #expect(
      comparison.schemes[0].moments[0].pressureLeader == 0
        && comparison.schemes[2].moments[0].pressureLeader == 2)
    let agreement = SchemeAgreement(
      comparison.schemes[0].moments[0].pressure, comparison.schemes[2].moments[0].pressure)
    // Ranks 1 2 3 4 against 4 2 1 3: Σd² = 14, ρ = 1 − 6 · 14/60; two concordant pairs and four discordant.
    #expect(abs((agreement.spearman ?? 9) + 0.4) < 1e-14 && abs((agreement.kendall ?? 9) + 1.0 / 3) < 1e-14)
  }

  @Test("What cannot be computed is listed with the reason; what there is not is an error") func failures()
    throws
  {
    let comparison = try compare(["merec", "expert", "equal"], method: "{weighting: equal}")
    #expect(comparison.schemes.map(\.scheme.name) == ["model", "merec", "equal"])
    #expect(comparison.failures.map(\.scheme.name) == ["expert"])
    #expect(
      comparison.failures[0].reason == "the model states no expert judgements; name them under 'weights:'")
    let constant = try compare(["pca", "critic"], sides: ["a", "b"])
    #expect(constant.failures.map(\.scheme.name) == ["pca", "critic"])
    #expect(constant.failures[0].reason.contains("need 3 scores of each child"))
    do {
      _ = try compare(["entropi"])
      Issue.record("no error")
    } catch { #expect("\(error)".contains("unknown scheme 'entropi'") && "\(error)".contains("'entropy'")) }
  }

  @Test("Aggregations multiply the schemes, and agree with a model that has them") func aggregations() throws
  {
    let comparison = try compare(["model", "equal"], [.arithmetic, .geometric(offset: 0), .topsis])
    #expect(
      comparison.schemes.map(\.scheme.name) == [
        "model", "model, geometric", "model, topsis", "equal, arithmetic",
        "equal, geometric",
        "equal, topsis",
      ])
    let models: [(Int, String)] = [
      (0, "{}"), (1, "{aggregation: geometric, baseline: 0.1}"),
      (5, "{weighting: equal, aggregation: topsis, baseline: 0.1}"),
    ]
    for (position, method) in models {
      let (model, folder) = try UnitModel.model(method)
      let index = try withExtendedLifetime(folder) {
        let observations = try model.observations()
        return try model.index(of: model.panel(in: observations))
      }
      for side in 0..<4 {
        let own = try #require(index.score(row: side))
        #expect(abs((comparison.schemes[position].moments[0].pressure[side] ?? -1) - own) < 1e-14)
      }
    }
  }

  @Test("The share of all weights and the turning point, by hand") func lead() throws {
    let comparison = try compare([], sides: ["a", "b"])
    let lead = try comparison.lead.get()
    // a less b: x .4, y −.3, z 0; z never decides, so that the share is that of two: .4/.7.
    #expect(lead.leader == 0 && abs(lead.lead - 0.15) < 1e-14)
    #expect(abs(lead.overall.share - 4.0 / 7) < 1e-12 && abs(lead.overall.otherShare - 3.0 / 7) < 1e-12)
    // Each point moved from x to y takes .7 off .15.
    #expect(abs((lead.overall.turningPoint?.moved ?? 0) - 0.15 / 0.7) < 1e-12)
    // Within the group of weight ⅔ the same difference; among the pillars g (.225) and z (0) none turns it.
    #expect(lead.groups.map(\.group) == [0, 1])
    #expect(lead.groups[0].turningPoint == nil && lead.groups[0].share == 1)
    #expect(abs((lead.groups[1].turningPoint?.moved ?? 0) - 0.225 / 0.7) < 1e-12)
    #expect(abs(lead.groups[1].share - 4.0 / 7) < 1e-12)
  }

  @Test("Swapping the sides swaps the answer") func swap() throws {
    let (one, two) = (
      try compare(["entropy"], sides: ["a", "c"]), try compare(["entropy"], sides: ["c", "a"])
    )
    for (a, b) in zip(one.schemes, two.schemes) {
      #expect(a.moments[0].pressure == b.moments[0].pressure.reversed())
    }
    let (first, second) = (try one.lead.get(), try two.lead.get())
    #expect(first.leader == 1 - second.leader && first.overall.share == second.overall.share)
    #expect(first.overall.turningPoint == second.overall.turningPoint)
  }

  @Test("A geometric mean is a sum of logarithms, a harmonic one of reciprocals") func otherMeans() throws {
    // a: .9 .2 .5; b: .5 .5 .5. ln .9/.5 = .5878 and ln .2/.5 = −.9163; 1/.5 − 1/.9 = .8889 and 1/.5 − 1/.2 = −3.
    for (method, up, down) in [("geometric", 0.5877866649, 0.9162907319), ("harmonic", 8.0 / 9, 3)] {
      let lead = try compare([], method: "{aggregation: \(method), baseline: 0.1}", sides: ["a", "b"]).lead
        .get()
      // ½ up − ⅙ down: a leads by the geometric mean, b by the harmonic one.
      let isFirst = up / 2 > down / 6
      #expect(lead.leader == (isFirst ? 0 : 1) && lead.lead > 0)
      let (gain, loss) = isFirst ? (up, down) : (down, up)
      #expect(abs(lead.overall.share - gain / (gain + loss)) < 1e-9)
      let moved = abs(up / 2 - down / 6) / (up + down)
      #expect(abs((lead.overall.turningPoint?.moved ?? 0) - moved) < 1e-9)
    }
  }

  /// a: .9 .2 .5, d: .1 .1 .9. By the median over the leaves a is ahead unless z has more than half of the weight: a
  /// quarter of the simplex.
  @Test("Where sums do not decide, the share is sampled") func sampled() throws {
    let (model, folder) = try UnitModel.model(sides: ["a", "d"])
    let flat = try withExtendedLifetime(folder) {
      try folder.write(
        """
        title: Flat
        sides: [a, d]
        data: [d.csv]
        method: {aggregation: median}
        index: [{id: x, goalposts: [0, 10]}, {id: y, goalposts: [0, 10]}, {id: z, goalposts: [0, 10]}]
        """, to: "flat.yaml")
      return try Model(contentsOf: folder("flat.yaml")).compare(model.observations(), schemes: [])
    }
    let lead = try flat.lead.get()
    #expect(lead.sampling == .init(draws: 10_000, reason: .noSharedMean))
    let error = try #require(lead.overall.standardError)
    #expect(error > 0.003 && error < 0.005)
    #expect(abs(lead.overall.share - 0.75) < 4 * error && abs(lead.overall.otherShare - 0.25) < 4 * error)
    #expect(lead.overall.turningPoint == nil && lead.groups.map(\.group) == [0])
    // The same simplex, other draws.
    #expect(abs(lead.groups[0].share - 0.75) < 4 * error && lead.groups[0].share != lead.overall.share)
  }

  /// a lacks y. It has a score where x has half of the weight or more, and then is ahead: .9 against 1 − w/2.
  @Test("With gaps, a draw below the minimum coverage counts for neither") func sampledGaps() throws {
    let folder = try TemporaryFolder()
    try folder.write("side,indicator,value\na,x,9\nb,x,5\nb,y,10", to: "d.csv")
    try folder.write(
      """
      title: Gap
      sides: [a, b]
      data: [d.csv]
      index: [{id: x, goalposts: [0, 10], weight: 3}, {id: y, goalposts: [0, 10]}]
      """, to: "m.yaml")
    let model = try Model(contentsOf: folder("m.yaml"))
    let lead = try model.compare(model.observations(), schemes: []).lead.get()
    #expect(lead.sampling?.reason == .differentIndicators(["y"]))
    let error = try #require(lead.overall.standardError)
    #expect(lead.leader == 0 && abs(lead.overall.share - 0.5) < 4 * error && lead.overall.otherShare == 0)
  }

  /// x is observed of a, b and c, y of a and b, z of a alone, and TOPSIS compares two or more: by a draw with less
  /// than half of its weight on x and y there is nothing to compare.
  @Test("A draw that leaves too few sides to compare counts for neither") func sampledTooFew() throws {
    let folder = try TemporaryFolder()
    try folder.write("side,indicator,value\na,x,9\nb,x,5\nc,x,1\na,y,6\nb,y,5\na,z,5", to: "d.csv")
    try folder.write(
      """
      title: Few
      sides: [a, b, c]
      data: [d.csv]
      method: {aggregation: topsis}
      index:
        - {id: x, goalposts: [0, 10], weight: 3}
        - {id: y, goalposts: [0, 10]}
        - {id: z, goalposts: [0, 10]}
      """, to: "m.yaml")
    let model = try Model(contentsOf: folder("m.yaml"))
    let lead = try model.compare(model.observations(), schemes: []).lead.get()
    let error = try #require(lead.overall.standardError)
    // Of the simplex, z has more than half of the weight in a quarter.
    #expect(lead.leader == 0 && lead.overall.otherShare == 0)
    #expect(abs(lead.overall.share - 0.75) < 4 * error)
  }

  @Test("Why a share is neither exact nor sampled") func noShare() throws {
    let model = try Model(contentsOf: Repository.file("Tests/PressureCLITests/Models/unsampled.yaml"))
    let comparison = try model.compare(model.observations(), schemes: [])
    guard case .failure(let none) = comparison.lead, case .failedDraw(let reason) = none.sampled else {
      Issue.record("a share, or no reason: \(comparison.lead)")
      return
    }
    #expect(none.exact == .noSharedMean)
    #expect(reason.hasPrefix("geometric aggregation needs scores above 0, and 'g' of"), "\(reason)")
  }

  @Test("So many sides that too few draws could be afforded are not sampled") func tooDear() throws {
    let (names, folder) = ((0..<1002).map { "u\($0)" }, try TemporaryFolder())
    let lines = names.enumerated().flatMap { ["\($1),x,\($0)", "\($1),y,\($0 * 37 % 1002)"] }
    try folder.write("side,indicator,value\n" + lines.joined(separator: "\n"), to: "d.csv")
    try folder.write(
      """
      title: Many
      sides: [\(names.joined(separator: ", "))]
      data: [d.csv]
      method: {aggregation: topsis}
      index: [{id: x, goalposts: [0, 1001]}, {id: y, goalposts: [0, 1001]}]
      """, to: "m.yaml")
    let model = try Model(contentsOf: folder("m.yaml"))
    let comparison = try model.compare(model.observations(), schemes: [])
    guard case .failure(let none) = comparison.lead else {
      Issue.record("a share")
      return
    }
    #expect(none.exact == .noSharedMean)
    #expect(none.sampled == .tooDear(sides: 1002, indicators: 2, draws: 199, needed: 200))
  }

  @Test("Sampled shares are the exact ones within their error") func sampledAgainstExact() throws {
    let model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    let index = try model.index(of: model.panel(in: model.observations()))
    let exact = try LeadRobustness.atFirstDate(of: index).get()
    let sample = try SampledLead(index, leader: exact.leader, other: exact.other).answers()
    #expect(exact.sampling == nil && exact.overall.standardError == nil)
    #expect(sample.groups.map(\.group) == exact.groups.map(\.group))
    for (estimate, share) in zip([sample.overall] + sample.groups, [exact.overall] + exact.groups) {
      #expect(estimate.ids == share.ids)
      #expect(abs(estimate.share - share.share) < 4 * (estimate.standardError ?? 0), "\(share.group ?? -1)")
      #expect(abs(estimate.otherShare - share.otherShare) < 4 * (estimate.standardError ?? 0))
    }
  }

  /// One rule for both: the order in the file gives neither side a draw, a tie or a digit.
  @Test("Swapping the sides swaps sampled shares, to the bit", arguments: ["median", "copeland", "topsis"])
  func sampledSwap(_ aggregation: String) throws {
    let method = "{aggregation: \(aggregation), baseline: 0.1}"
    let one = try compare([], method: method, sides: ["a", "c"]).lead.get()
    let two = try compare([], method: method, sides: ["c", "a"]).lead.get()
    #expect(one.sampling != nil && one.sampling == two.sampling)
    #expect(one.leader == 1 - two.leader && one.lead == two.lead)
    for (x, y) in zip([one.overall] + one.groups, [two.overall] + two.groups) {
      #expect(x.share == y.share && x.otherShare == y.otherShare && x.standardError == y.standardError)
      #expect(x.share + x.otherShare <= 1)
    }
  }

  @Test("Sides that an aggregation compares are sampled together") func sampledUnits() throws {
    // Of three Copeland scores x puts a first, y c, and z none: whoever has the heavier criterion leads.
    let lead = try compare([], method: "{aggregation: copeland}", sides: ["a", "b", "c"]).lead.get()
    #expect(lead.sampling?.reason == .noSharedMean && lead.leader == 0)
    let within = try #require(lead.groups.first { $0.group == 1 })
    #expect(abs(within.share - 0.5) < 4 * (within.standardError ?? 0))
    #expect(abs(within.otherShare - 0.5) < 4 * (within.standardError ?? 0))
  }

  @Test("The product of all schemes and rows is what aggregation level by level gives", arguments: 0..<4)
  func product(seed: Int) throws {
    let model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    let observations = try model.observations()
    let days = ["2025-05-02", "2019-06-30", "2021-01-31", "2023-08-31"].map { Day($0) }
    let panel = try Panel(observations, model.specification, asOf: [days[seed], days[0]], sampled: true)
    let schemes = try ["model", "equal", "entropy", "variance"].flatMap {
      try model.comparedSchemes(named: $0)
    }
    let comparison = try SchemeComparison(panel, schemes)
    #expect(comparison.results.count == schemes.count)
    for result in comparison.results {
      let index = try PressureIndex(panel.with(weighting: result.scheme.weighting, aggregation: nil))
      for (row, score) in result.scores.flatMap({ $0 }).enumerated() {
        #expect((score == nil) == (index.score(row: row) == nil))
        #expect(abs((score ?? 0) - (index.score(row: row) ?? 0)) < 1e-14)
      }
    }
  }

  /// With a full window, or learned weights below correlations, scores of a run depend on its last date: such dates must
  /// be scored one by one.
  @Test(
    "Many dates at once are the dates one by one",
    arguments: [
      ("seeds/us-china-2025.yaml", []), ("seeds/us-china-2025.yaml", [Aggregation.correlation(decay: 0.93)]),
      ("Tests/PressureCLITests/Models/look-ahead-window.yaml", []),
      ("Tests/PressureCLITests/Models/look-ahead-weights.yaml", []),
    ])
  func dates(_ file: String, _ aggregations: [Aggregation]) throws {
    let model = try Model(contentsOf: Repository.file(file))
    let observations = try model.observations()
    let days = ["2025-02-28", "2025-03-31"].compactMap { Day($0) }
    let all = try model.compare(observations, and: days, schemes: ["critic"], aggregations: aggregations)
    for (position, day) in [(1, days[1]), (2, days[0])] {
      let one = try model.compare(observations, asOf: day, schemes: ["critic"], aggregations: aggregations)
      for scheme in 0...1 {
        #expect(all.schemes[scheme].moments[position].asOf == day)
        #expect(all.schemes[scheme].moments[position].pressure == one.schemes[scheme].moments[0].pressure)
        #expect(all.schemes[scheme].moments[position].hurting == one.schemes[scheme].moments[0].hurting)
      }
    }
  }

  @Test("Correlations are learned for a scheme as for a model that has them") func correlations() throws {
    let folder = try TemporaryFolder()
    let text = try Repository.text("Tests/PressureCLITests/Models/look-ahead-window.yaml").replacing(
      "../../../fixtures", with: Repository.file("fixtures"))
    func model(_ method: String) throws -> Model {
      try Model(
        contentsOf: folder.write(
          text.replacing("{normalization: {method: min-max, window: full}}", with: method), to: "m.yaml"))
    }
    let plain = try model("{normalization: min-max}")
    let compared = try plain.compare(
      plain.observations(), schemes: ["equal"], aggregations: [.correlation(decay: 0.93)])
    let other = try model("{normalization: min-max, weighting: equal, aggregation: correlation}")
    let index = try other.index(of: other.panel(in: other.observations()))
    #expect(compared.schemes[1].moments[0].pressure == [index.score(row: 0), index.score(row: 1)])
  }
}
