import Negotiation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

@Suite("What changes come from") struct DifferenceTests {
  let model: Model
  let observations: Observations

  init() throws {
    model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    observations = try model.observations()
  }

  /// The model with texts of its file replaced.
  func variant(_ changes: [(String, String)]) throws -> Model {
    var text = try Repository.shippedModelWithoutUncertainty()
    for (old, new) in changes {
      let changed = text.replacing(old, with: new)
      #expect(changed != text, "\(old)")
      text = changed
    }
    return try Model(Array(text.utf8), path: model.path)
  }

  func assess(_ model: Model, _ day: String) throws -> Assessment {
    try model.assess(observations, asOf: HistoryTests.day(day))
  }

  /// The parts of a number by the names of their sources; those that are 0 left out.
  func parts(_ difference: Difference, _ measure: DifferenceMeasure) throws -> [String: Double] {
    let found = try #require(difference.attributions.first { $0.measure == measure })
    let named = zip(difference.players.map(\.id), found.parts).filter { abs($0.1) > 1e-12 }
    return Dictionary(uniqueKeysWithValues: named)
  }

  /// Every number's parts sum to its change, and its ends are the numbers of the assessments.
  func expectExact(_ difference: Difference) {
    for attribution in difference.attributions {
      let sum = attribution.parts.reduce(0, +)
      #expect(abs(sum - (attribution.after - attribution.before)) < 1e-12, "\(attribution.measure)")
      for (assessment, value) in [(difference.from, attribution.before), (difference.to, attribution.after)] {
        #expect(headline(attribution.measure, assessment) == value, "\(attribution.measure)")
      }
    }
  }

  func headline(_ measure: DifferenceMeasure, _ assessment: Assessment) -> Double? {
    var incentive: Incentive?
    if case .incentive(let found) = assessment.incentive { incentive = found }
    return switch measure {
    case .pressure(let side): assessment.results[side].score
    case .hurting(let side): assessment.hurting[side]?.value
    case .motivation(let side): incentive?.sides[side].motivation
    case .optimism(let side): incentive?.sides[side].optimism
    case .incentive(let side): incentive?.sides[side].incentive
    case .ripeness: incentive?.ripeness
    }
  }

  @Test("Between two dates: data by indicator, momentum, terms and acts; pressure by contributions")
  func dates() throws {
    let difference = try Difference(from: assess(model, "2025-04-15"), to: assess(model, "2025-05-02"))
    #expect(difference.unattributed.isEmpty)
    // P, H, N, p and I of both sides, and J.
    #expect(difference.attributions.count == 11)
    expectExact(difference)
    for side in 0...1 {
      // Arithmetic throughout and nothing missing: the change of the contribution.
      let moved = try parts(difference, .pressure(side))
      for (position, indicator) in model.specification.indicators.enumerated() {
        let node = model.specification.hierarchy.leaves[position]
        let change =
          difference.to.results[side].parts[node - 1].contribution!
          - difference.from.results[side].parts[node - 1].contribution!
        #expect(abs((moved["data.\(indicator.id)"] ?? 0) - change) < 1e-12, "\(indicator.id)")
      }
      // Only what was done and when moves optimism.
      #expect(Set(try parts(difference, .optimism(side)).keys) == ["acts"])
      #expect(try parts(difference, .pressure(side))["momentum"] == nil)
    }
    #expect(try parts(difference, .motivation(1))["terms"] != nil)
  }

  @Test("Back again is the opposite") func reverse() throws {
    let (a, b) = (try assess(model, "2025-04-15"), try assess(model, "2025-05-02"))
    let (there, back) = (try Difference(from: a, to: b), try Difference(from: b, to: a))
    #expect(there.players == back.players)
    for (one, other) in zip(there.attributions, back.attributions) {
      for (part, opposite) in zip(one.parts, other.parts) { #expect(abs(part + opposite) < 1e-12) }
    }
  }

  @Test("A date without an incentive: pressure alone") func withoutIncentive() throws {
    let difference = try Difference(from: assess(model, "2024-12-31"), to: assess(model, "2025-05-02"))
    #expect(difference.attributions.map(\.measure.id).allSatisfy { $0 == "pressure" || $0 == "hurting" })
    expectExact(difference)
  }

  @Test("Between two models: weights, goalposts, aggregation, hurting, the conflict's numbers") func models()
    throws
  {
    let base = try assess(model, "2025-05-02")
    let cases: [([(String, String)], DifferenceMeasure, Set<String>)] = [
      ([("name: Real estate\n    weight: 1", "name: Real estate\n    weight: 3")], .pressure(0), ["weights"]),
      ([("goalposts: [2, -8]", "goalposts: [2, -6]")], .pressure(0), ["normalization"]),
      ([("momentum: 0.5", "momentum: 1")], .hurting(0), ["hurting"]),
      ([("\n  resolve: 1\n", "\n  resolve: 2\n")], .motivation(0), ["conflict"]),
      (
        [("aggregation: arithmetic", "aggregation: {method: geometric, offset: 0.1}, baseline: 0")],
        .pressure(1),
        ["aggregation"]
      ),
    ]
    for (changes, measure, sources) in cases {
      let difference = try Difference(from: base, to: assess(variant(changes), "2025-05-02"))
      expectExact(difference)
      #expect(Set(try parts(difference, measure).keys) == sources)
    }
    let all = try variant(cases.dropLast().flatMap(\.0))
    let difference = try Difference(from: base, to: assess(all, "2025-05-02"))
    expectExact(difference)
    #expect(
      Set(try parts(difference, .motivation(0)).keys) == ["weights", "normalization", "hurting", "conflict"])
    // The same model twice: nothing differs.
    let same = try Difference(from: base, to: base)
    #expect(
      same.players.isEmpty && same.attributions.allSatisfy { $0.before == $0.after && $0.parts.isEmpty })
  }

  @Test("By hand: pressure of two weights and two values") func byHand() throws {
    // Shapley of u·w/(w + 1) for one of two indicators, the other 0: from u = .2, w = 1 to u = .6, w = 3.
    let (u, w) = ([0.2, 0.6], [0.5, 0.75])
    let data = 0.5 * ((u[1] - u[0]) * w[0] + (u[1] - u[0]) * w[1])
    let weights = 0.5 * ((w[1] - w[0]) * u[0] + (w[1] - w[0]) * u[1])
    let folder = try TemporaryFolder()
    func model(_ value: Double, _ weight: Int, _ name: String) throws -> Assessment {
      try folder.write(
        "side,indicator,value\na,x,\(value)\na,y,0\nb,x,0\nb,y,0\n", to: "\(name).csv")
      try folder.write(
        """
        title: \(name)
        sides: [a, b]
        data: [\(name).csv]
        index:
          - {id: x, goalposts: [0, 1], weight: \(weight)}
          - {id: y, goalposts: [0, 1]}
        """, to: "\(name).yaml")
      return try Model(contentsOf: folder("\(name).yaml")).assess()
    }
    let difference = try Difference(from: model(0.2, 1, "first"), to: model(0.6, 3, "second"))
    expectExact(difference)
    let found = try parts(difference, .pressure(0))
    #expect(Set(found.keys) == ["data.x", "weights"])
    #expect(abs(try #require(found["data.x"]) - data) < 1e-14)
    #expect(abs(try #require(found["weights"]) - weights) < 1e-14)
  }

  @Test("Many sources: pressure stays exact where it is a sum, the rest is sampled with its error")
  func many() throws {
    let folder = try TemporaryFolder()
    func assessment(_ values: [Double], _ name: String) throws -> Assessment {
      let rows = values.enumerated().map { "a,x\($0.offset),\($0.element)\nb,x\($0.offset),0.5\n" }.joined()
      try folder.write("side,indicator,value\n" + rows, to: "\(name).csv")
      let indicators = values.indices.map { "  - {id: x\($0), goalposts: [0, 1], weight: \($0 + 1)}\n" }
        .joined()
      try folder.write(
        "title: t\nsides: [a, b]\ndata: [\(name).csv]\nindex:\n" + indicators, to: "\(name).yaml")
      return try Model(contentsOf: folder("\(name).yaml")).assess()
    }
    var random = SplitMix(seed: 9)
    let (one, two) = (
      (0..<14).map { _ in random.decimal(0...1) }, (0..<14).map { _ in random.decimal(0...1) }
    )
    let difference = try Difference(from: assessment(one, "one"), to: assessment(two, "two"))
    #expect(difference.players.count > 12)
    let pressure = try #require(difference.attributions.first { $0.measure == .pressure(0) })
    #expect(pressure.standardErrors == nil)
    for k in 0..<14 { #expect(abs(pressure.parts[k] - Double(k + 1) / 105 * (two[k] - one[k])) < 1e-14) }
    let hurting = try #require(difference.attributions.first { $0.measure == .hurting(0) })
    let errors = try #require(hurting.standardErrors)
    for k in 0..<14 { #expect(abs(hurting.parts[k] - pressure.parts[k]) <= 4 * errors[k] + 1e-12) }
    expectExact(difference)
  }

  @Test("Other indicators: what was added and removed, and the index as one") func structure() throws {
    let other = try variant([
      ("      - id: home-prices\n", "      - id: home-values\n        series: home-prices\n")
    ])
    let difference = try Difference(from: assess(model, "2025-05-02"), to: assess(other, "2025-05-02"))
    #expect(difference.added == ["home-values"] && difference.removed == ["home-prices"])
    #expect(difference.players.contains(.index))
    expectExact(difference)
    let sides = try Model(contentsOf: Repository.file("seeds/minimal.yaml")).assess()
    #expect(throws: Diagnostics.self) { try Difference(from: sides, to: assess(model, "2025-05-02")) }
  }
}
