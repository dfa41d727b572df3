import Negotiation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

@Suite("What if") struct WhatIfTests {
  let model: Model
  let observations: Observations

  init() throws {
    model = try Model(contentsOf: Repository.file("seeds/us-china-2025.yaml"))
    observations = try model.observations()
  }

  func assess(_ changes: [(String, Double)]) throws -> WhatIf.Outcome {
    let suppositions = try changes.map { try model.supposition($0.0, $0.1) }
    return try #require(
      model.whatIf(observations, asOf: nil, [Scenario(name: "test", suppositions)]).outcomes.first)
  }

  func mistake(_ name: String) -> String {
    do throws(Diagnostics) {
      return "no mistake: \(try model.supposition(name, 1).name)"
    } catch { return error.description }
  }

  @Test("A value moves its indicator by hand, and the burden that reads it") func value() throws {
    let base = try model.assess()
    let outcome = try assess([("china.tariff-faced", 30)])
    #expect(outcome.before == [124.1])
    // Goalposts [5, 150]; the pillar is one of four of equal weight, the indicator one of weights 1, 1, 2, 1.
    let change = (30.0 - 124.1) / 145 / 5 / 4
    let moved = try #require(outcome.assessment.results[0].score) - #require(base.results[0].score)
    #expect(abs(moved - change) < 1e-12)
    #expect(outcome.assessment.results[1].score == base.results[1].score)
    // The earlier pressure stays, so that momentum adds half of the change.
    let hurting = try #require(outcome.assessment.hurting[0]?.value) - #require(base.hurting[0]?.value)
    #expect(abs(hurting - 1.5 * change) < 1e-12)
    guard case .incentive(let incentive) = outcome.assessment.incentive else {
      Issue.record("the conflict holds")
      return
    }
    // What the United States levy is what China faces; the base tariff is read as of January, and stays.
    #expect(abs(incentive.inputs.burden.exposures.second.tariff - 0.3) < 1e-15)
    // The cuts of 20 and 80 points cannot take more than those 30: China gains what a tariff of 0 lifts.
    let cuts = incentive.inputs.concessions.filter { $0.giver == 1 && $0.tariffChange < 0 }
    #expect(cuts.map(\.id) == ["fentanyl-tariff-20", "reciprocal-tariff"])
    let burden = incentive.inputs.burden
    let utilities = PackageUtilities(cuts.map(\.terms), burden: burden)
    let tariffs = Pair(burden.exposures.first.tariff, 0)
    let lifted = burden.burden(of: 0) - burden.burden(of: 0, tariffs: tariffs)
    #expect(abs(utilities[Package(mask: 3)].first - lifted) < 1e-12)
    guard case .incentive(let before) = base.incentive else { return }
    #expect(
      incentive.inputs.burden.exposures.second.baseTariff == before.inputs.burden.exposures.second.baseTariff)
  }

  @Test("A transformed indicator takes the value of its transform, and only it") func transformed() throws {
    let outcome = try assess([("us.exports-to-counterpart", -40)])
    let position = try #require(
      model.specification.indicators.firstIndex { $0.id == "exports-to-counterpart" })
    let row = outcome.assessment.panel.row(side: 1)
    #expect(outcome.assessment.index.score(row: row, indicator: position) == 1)
  }

  @Test("A parameter is that of a file with it") func parameter() throws {
    let text = try Repository.text("seeds/us-china-2025.yaml")
    let changed = text.replacing("\n  resolve: 1\n", with: "\n  resolve: {china: 1, united-states: 1.5}\n")
    #expect(changed != text)
    let expected = try Model(Array(changed.utf8), path: model.path).assess(observations)
    let outcome = try assess([("conflict.us.resolve", 1.5)])
    #expect(outcome.before == [1])
    guard case .incentive(let one) = outcome.assessment.incentive,
      case .incentive(let other) = expected.incentive
    else {
      Issue.record("the conflict holds")
      return
    }
    #expect(one.sides == other.sides && one.ripeness == other.ripeness)
  }

  @Test("Nothing supposed changes nothing, and what is known changes nothing") func nothing() throws {
    let base = try model.assess()
    for changes in [[], [("china.tariff-faced", 124.1), ("conflict.resolve.china", 1)]]
      as [[(String, Double)]]
    {
      let outcome = try assess(changes)
      for side in 0...1 { #expect(outcome.assessment.results[side].score == base.results[side].score) }
      guard case .incentive(let one) = outcome.assessment.incentive,
        case .incentive(let other) = base.incentive
      else { continue }
      #expect(one.ripeness == other.ripeness && one.sides == other.sides)
    }
  }

  @Test("A gap can be filled") func gap() throws {
    let day = try #require(Day("2025-03-15"))
    let supposition = try model.supposition("us.tariff-faced", 20)
    let other = try model.supposition("china.tariff-faced", 30)
    let whatIf = try model.whatIf(observations, asOf: day, [Scenario(name: "x", [supposition, other])])
    #expect(whatIf.outcomes[0].before == [nil, nil])
    guard case .notApplicable = whatIf.base.incentive,
      case .incentive = whatIf.outcomes[0].assessment.incentive
    else {
      Issue.record("with the tariffs of that day the incentive can be scored")
      return
    }
  }

  @Test("Fitted normalizations see the supposed value in its sample") func fitted() throws {
    let text = try Repository.shippedModelWithoutUncertainty().replacing(
      "normalization: goalposts", with: "normalization: min-max")
    let fitted = try Model(Array(text.utf8), path: model.path)
    let supposition = try fitted.supposition("china.home-prices", -50)
    let outcome = try fitted.whatIf(observations, asOf: nil, [Scenario(name: "x", [supposition])]).outcomes[0]
    let position = try #require(fitted.specification.indicators.firstIndex { $0.id == "home-prices" })
    // The lowest of its sample by far, in which it is: full pressure, and not more.
    #expect(outcome.assessment.index.score(row: 0, indicator: position) == 1)
  }

  @Test("Names that name nothing, or two things") func names() throws {
    #expect(mistake("china.tarif-faced").contains("did you mean 'china.tariff-faced'?"))
    #expect(mistake("chna.tariff-faced").contains("unknown parameter"))
    #expect(mistake("china.foo").contains("unknown indicator or parameter 'china.foo'"))
    #expect(mistake("nothing").contains("unknown parameter 'nothing'"))
    #expect(try model.supposition("china.resolve", 1).name == "conflict.resolve.china")
    #expect(try model.supposition("us.home", 1).name == "united-states.home-prices")
    #expect(throws: Diagnostics.self) {
      try assess([("china.tariff-faced", 1), ("ch.tariff-faced", 2)])
    }
    #expect(throws: Diagnostics.self) { try assess([("redirection", 2)]) }
  }

  @Test("A file of scenarios, and its mistakes") func file() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      scenarios:
        - name: Truce
          set: {china.tariff-faced: 30, us.tariff-faced: 10}
        - {name: Resolve, set: {conflict.us.resolve: 1.5}}
      """, to: "good.yaml")
    let scenarios = try Scenario.list(contentsOf: folder("good.yaml"), for: model)
    #expect(scenarios.map(\.name) == ["Truce", "Resolve"])
    #expect(
      scenarios[0].suppositions.map(\.name) == ["china.tariff-faced", "united-states.tariff-faced"])
    try folder.write(
      "scenarios:\n  - {name: a, set: {china.tarif-faced: 30, elasticity: x}}\n  - {nam: b, set: {}}\n",
      to: "bad.yaml")
    do throws(Diagnostics) {
      _ = try Scenario.list(contentsOf: folder("bad.yaml"), for: model)
      Issue.record("there are mistakes")
    } catch {
      let text = error.description
      #expect(text.contains("bad.yaml:2:") && text.contains("did you mean 'china.tariff-faced'?"))
      #expect(text.contains("expected a number") && text.contains("unknown key 'nam'"))
    }
  }
}
