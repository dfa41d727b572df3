import Negotiation
import PressureIndex
import Testing

/// Defaults, and that each is listed.
@Suite struct ConflictDefaultsTests {
  @Test func everyDefaultIsListed() throws {
    let smallest = try conflict(
      """
      conflict:
        burden: {exports: 0.1, value-added: 1, imports: 0.1, tariff: {series: t}, base-tariff: 0}
        concessions: [{id: x, giver: a}]
      """, series: ["t"])
    #expect(
      smallest.assumptions
        == [
          "conflict.burden.elasticity is 4, the default",
          "conflict.burden.redirection is 0.5, the default",
          "conflict.burden.tariff.of is own, the default",
          "conflict.burden.tariff.scale is 1, the default",
          "conflict.burden.tariff.on is the as-of date, the default",
          "conflict.resolve is 1, the default",
          "conflict.scale is 1, the default",
          "conflict.concessions: a value or a cost that is left out is 0, the default",
          "conflict.gestures is empty, the default: no gesture is at risk",
          "conflict.preconditions is empty, the default: no concession is demanded first",
          "conflict.acts is empty, the default: optimism rests on its prior and the channels",
          "conflict.channels is empty, the default",
          "conflict.optimism.prior-cooperative is 1, the default",
          "conflict.optimism.prior-hostile is 1, the default",
          "conflict.optimism.half-life is 60 days, the default",
          "conflict.leverage-sensitivity is 1, the default",
        ])
    #expect(smallest.elasticity == 4 && smallest.redirection == 0.5 && smallest.scale == 1)
    #expect(smallest.resolve == Pair(1, 1) && smallest.leverageSensitivity == 1 && smallest.halfLife == 60)
    #expect(smallest.prior == BetaBelief(alpha: 1, beta: 1))
    #expect(smallest.concessions[0].name == "x" && !smallest.concessions[0].isRedLine)
  }

  @Test func whatIsStatedIsNotListed() throws {
    let worked = try conflict(WorkedCase.yaml, sides: WorkedCase.sides)
    #expect(
      worked.assumptions == [
        "conflict.concessions: a value or a cost that is left out is 0, the default",
        "conflict.preconditions is empty, the default: no concession is demanded first",
      ])
  }

  @Test func defaultsOfParts() throws {
    let text = """
      conflict:
        resolve: {b: 2}
        concessions: [{id: x, giver: a, value: {a: 0, b: 1}, cost: {a: 1, b: 0}}]
        gestures: ~
        acts: [{date: 2025-01-01, actor: both, kind: talks}]
        channels: [{name: n, side: a}]
        optimism: {half-life: 2 weeks}
      """
    let parts = try conflict(text)
    #expect(parts.resolve == Pair(1, 2))
    #expect(parts.halfLife == 14)
    #expect(parts.acts?.first?.weight == 1)
    #expect(parts.channels[0].strength == 1)
    for line in [
      "conflict.burden is left out: there is no tariff burden", "conflict.resolve.a is 1, the default",
      "conflict.acts: an act without a weight has weight 1, the default",
      "conflict.channels[0].strength is 1, the default", "conflict.optimism.prior-hostile is 1, the default",
      "conflict.gestures is empty, the default: no gesture is at risk",
    ] {
      #expect(parts.assumptions.contains(line), "\(line)")
    }
    #expect(!parts.assumptions.contains { $0.contains("half-life") || $0.contains("a value or a cost") })
  }

  @Test func perSideQuantities() throws {
    let text = """
      conflict:
        burden:
          exports: 0.02
          value-added: {a: 0.5, b: {series: s, of: counterpart, scale: 0.01, on: 2024-12-31}}
          imports: 0.01
          tariff: 1
          base-tariff: 0
        concessions: [{id: x, giver: a}]
      """
    let conflict = try conflict(text, series: ["s"])
    #expect(conflict.burden[.exports] == Pair(.number(0.02), .number(0.02)))
    #expect(conflict.burden[.valueAdded].first == .number(0.5))
    guard case .series(let reading) = conflict.burden[.valueAdded].second else {
      Issue.record("the value added of b is read from a series")
      return
    }
    #expect(reading.series == "s" && reading.of == .counterpart && reading.scale == 0.01)
    #expect(reading.on == Day("2024-12-31"))
  }
}
