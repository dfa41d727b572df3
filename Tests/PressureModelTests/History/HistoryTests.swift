import Negotiation
import PressureIndex
import PressureModel
import PressureSyntax
import TestSupport
import Testing

@Suite("Many dates at once") struct HistoryTests {
  static func model(_ normalization: String) throws -> Model {
    let path = Repository.file("seeds/us-china-2025.yaml")
    let text = try Repository.shippedModelWithoutUncertainty().replacing(
      "normalization: goalposts", with: "normalization: \(normalization)")
    return try Model(Array(text.utf8), path: path)
  }

  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  /// Every number of a date of a history, beside a run as of that date.
  func expectSame(_ moment: History.Moment, _ model: Model, _ observations: Observations) throws {
    let run = try model.assess(observations, asOf: moment.asOf)
    let name = Comment(rawValue: moment.asOf.description)
    for (side, own) in moment.sides.enumerated() {
      #expect(own.pressure == run.results[side].score, name)
      #expect(own.hurting == run.hurting[side]?.value, name)
      #expect(own.earlier == run.hurting[side]?.earlier, name)
      #expect(own.coverage == run.results[side].coverage, name)
      #expect(own.scores.dropFirst().elementsEqual(run.results[side].parts.map(\.score)), name)
    }
    switch (moment.incentive, run.incentive) {
    case (.notApplicable(let one), .notApplicable(let other)): #expect(one == other, name)
    case (.incentive(let one), .incentive(let other)):
      #expect(one.ripeness == other.ripeness && one.packages == other.packages, name)
      for side in 0...1 {
        #expect(one.sides[side].motivation == other.sides[side].motivation, name)
        #expect(one.sides[side].optimism == other.sides[side].optimism, name)
        #expect(one.sides[side].incentive == other.sides[side].incentive, name)
        #expect(one.sides[side].gain == other.sides[side].gain, name)
      }
    case (nil, nil): break
    default: Issue.record("one has an incentive, the other has none", sourceLocation: #_sourceLocation)
    }
  }

  @Test(
    "Each date has exactly the numbers of a run as of it",
    arguments: [
      "goalposts", "empirical-cdf", "{method: min-max, window: full}", "normal-cdf",
    ]) func likeRuns(_ normalization: String) throws
  {
    let model = try HistoryTests.model(normalization)
    let observations = try model.observations()
    var random = SplitMix(seed: 5)
    let first = try HistoryTests.day("2018-03-01")
    let ordinary = (0..<12).map { _ in first.adding(days: Int(random.next() % 2650)) }
    // One month apart from each other and three, so that the earlier date of one is another.
    let near = try ["2025-01-31", "2025-02-28", "2025-04-30", "2025-05-02", "2025-05-13"].map(
      HistoryTests.day)
    let dates = Set(ordinary + near).sorted()
    let history = try model.history(observations, asOf: dates)
    #expect(history.moments.map(\.asOf) == dates)
    for moment in history.moments { try expectSame(moment, model, observations) }
  }

  @Test("Another aggregation beside it is that of a model with it") func alternative() throws {
    let model = try HistoryTests.model("goalposts")
    let observations = try model.observations()
    let dates = try ["2024-12-31", "2025-04-30"].map(HistoryTests.day)
    let history = try model.history(observations, asOf: dates, alternative: .median)
    let plain = try model.history(observations, asOf: dates)
    let hierarchy = model.specification.hierarchy
    for (moment, own) in zip(history.moments, plain.moments) {
      #expect(moment.applicable?.ripeness == own.applicable?.ripeness)
      for (side, one) in zip(moment.sides, own.sides) {
        #expect(side.pressure == one.pressure && side.hurting == one.hurting)
        // Four pillars of equal weight: the mean of the middle two.
        let pillars = hierarchy.pillars.compactMap { side.scores[$0] }.sorted()
        #expect(pillars.count == 4)
        let median = try #require(side.alternative)
        #expect(abs(median - (pillars[1] + pillars[2]) / 2) < 1e-12)
      }
    }
  }

  @Test("Dates before the data are gaps") func gaps() throws {
    let model = try HistoryTests.model("goalposts")
    let observations = try model.observations()
    let dates = try ["2016-06-30", "2017-06-30"].map(HistoryTests.day)
    let moments = try model.history(observations, asOf: dates).moments
    #expect(moments[0].sides.allSatisfy { $0.pressure == nil && $0.hurting == nil && $0.coverage == 0 })
    #expect(moments[1].sides.contains { $0.pressure != nil })
    guard case .notApplicable = moments[0].incentive else {
      Issue.record("no pressure has no incentive")
      return
    }
  }

  @Test("A later date beside it changes no earlier one") func laterDates() throws {
    let model = try HistoryTests.model("goalposts")
    let observations = try model.observations()
    let dates = try HistoryStep.quarter.dates(
      from: HistoryTests.day("2018-01-01"), to: HistoryTests.day("2024-12-31"))
    let early = try model.history(observations, asOf: dates)
    let late = try model.history(observations, asOf: dates + [HistoryTests.day("2025-05-02")])
    for (one, other) in zip(early.moments, late.moments) { #expect(one.sides == other.sides) }
  }

  @Test("The dates of a step") func steps() throws {
    func dates(_ step: HistoryStep, _ first: String, _ last: String) throws -> [String] {
      try step.dates(from: HistoryTests.day(first), to: HistoryTests.day(last)).map(\.description)
    }
    #expect(try dates(.month, "2018-01-01", "2025-05-31").count == 89)
    #expect(
      try dates(.month, "2025-02-28", "2025-05-02") == [
        "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-02",
      ])
    #expect(
      try dates(.quarter, "2024-02-01", "2024-12-31") == [
        "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31",
      ])
    #expect(try dates(.year, "2022-06-01", "2024-03-01") == ["2022-12-31", "2023-12-31", "2024-03-01"])
    #expect(
      try dates(.week, "2025-04-10", "2025-05-02") == [
        "2025-04-11", "2025-04-18", "2025-04-25", "2025-05-02",
      ])
    #expect(try dates(.day, "2024-02-28", "2024-03-01") == ["2024-02-28", "2024-02-29", "2024-03-01"])
    #expect(try dates(.month, "2025-05-02", "2025-05-02") == ["2025-05-02"])
    #expect(throws: Diagnostics.self) { try dates(.month, "2025-05-03", "2025-05-02") }
    #expect(throws: Diagnostics.self) { try dates(.day, "1900-01-01", "2025-05-02") }
  }
}
