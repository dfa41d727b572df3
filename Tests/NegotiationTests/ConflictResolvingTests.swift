import Negotiation
import PressureIndex
import PressureSyntax
import Testing

/// The conflict on a day: dates, look-ups, and what makes an incentive impossible.
@Suite struct ConflictResolvingTests {
  private let may = Day("2025-05-02")!

  private func outcome(
    _ conflict: Conflict, asOf: Day?, hurting: Pair<HurtingState> = .plain(0.5, 0.5),
    lookup: Conflict.SeriesLookup = noSeries
  ) throws -> Incentive {
    switch try conflict.incentive(asOf: asOf, hurting: hurting, lookup: lookup) {
    case .incentive(let incentive): return incentive
    case .notApplicable(let reason): throw Diagnostics(Diagnostic("not applicable: \(reason)"))
    }
  }

  private func failure(
    _ yaml: String, asOf: Day?, hurting: Pair<HurtingState> = .plain(0.5, 0.5), series: [String] = [],
    lookup: Conflict.SeriesLookup = noSeries
  ) throws -> String {
    let conflict = try conflict(yaml, series: series)
    do {
      _ = try outcome(conflict, asOf: asOf, hurting: hurting, lookup: lookup)
      return ""
    } catch let error as Diagnostics {
      return error.description
    }
  }

  // MARK: Dates

  @Test func concessionsAreActiveBetweenTheirDatesBothIncluded() throws {
    let conflict = try conflict(
      "conflict:\n  concessions:\n    - {id: x, giver: a, from: 2025-05-01, until: 2025-05-03}\n    - {id: y, giver: b}"
    )
    for (day, ids) in [
      ("2025-04-30", ["y"]), ("2025-05-01", ["x", "y"]), ("2025-05-03", ["x", "y"]), ("2025-05-04", ["y"]),
    ] {
      #expect(try outcome(conflict, asOf: Day(day)).inputs.concessions.map(\.id) == ids, "\(day)")
    }
  }

  @Test func gesturesPreconditionsAndChannelsHaveDates() throws {
    let conflict = try conflict(
      """
      conflict:
        concessions:
          - {id: x, giver: a, cost: {a: 0.1, b: 0.7}, value: {a: 0.02, b: 0.9}, until: 2025-06-30}
          - {id: y, giver: a, cost: {a: 0.2}, value: {a: -0.5}}
        gestures: [{concession: x, from: 2025-05-01}]
        preconditions: [{concession: y, until: 2025-05-31}, {concession: x, from: 2025-07-01}]
        channels: [{name: n, side: b, strength: 2, from: 2025-05-02, until: 2025-05-02}]
      """)
    let april = try outcome(conflict, asOf: Day("2025-04-30")).inputs
    #expect(april.holdingOut.first.gestureRisk == 0 && april.beliefs.second.alpha == 1)
    let may = try outcome(conflict, asOf: may).inputs
    // The gesture costs its giver k − v; the precondition only its political cost k.
    #expect(isClose(may.holdingOut.first.gestureRisk, 0.08))
    #expect(may.holdingOut.first.preconditionCost == 0.2)
    #expect(may.holdingOut.second.gestureRisk == 0 && may.holdingOut.second.preconditionCost == 0)
    #expect(may.beliefs.second.alpha == 3 && may.beliefs.first.alpha == 1)
    // In July x is no longer a concession that can be made.
    let july = try outcome(conflict, asOf: Day("2025-07-01")).inputs
    #expect(july.holdingOut.first.gestureRisk == 0 && july.holdingOut.first.preconditionCost == 0)
  }

  @Test func overridesReplaceWhatIsDerived() throws {
    let conflict = try conflict(
      """
      conflict:
        concessions: [{id: x, giver: a, cost: {a: 0.1}}]
        gestures: [x]
        preconditions: [x]
        gesture-risk: {a: 0.5}
        precondition-cost: {b: 0.25}
      """)
    let inputs = try outcome(conflict, asOf: nil).inputs
    #expect(inputs.holdingOut.map(\.gestureRisk) == Pair(0.5, 0))
    #expect(inputs.holdingOut.map(\.preconditionCost) == Pair(0.1, 0.25))
    #expect(inputs.statesGestureRisk == Pair(true, false))
    #expect(inputs.statesPreconditionCost == Pair(false, true))
  }

  @Test func theSectionHasDates() throws {
    let text = "conflict:\n  from: 2025-02-04\n  until: 2026-12-31\n  concessions: [{id: x, giver: a}]"
    #expect(
      try failure(text, asOf: Day("2025-02-03")).contains(
        "not applicable: the conflict section holds from 2025-02-04 until 2026-12-31, not on 2025-02-03"))
    #expect(try failure(text, asOf: Day("2025-02-04")) == "")
    #expect(try failure(text, asOf: Day("2027-01-01")).contains("not applicable"))
  }

  @Test func actsOfBothCountForEachAndTalksForNone() throws {
    let conflict = try conflict(
      """
      conflict:
        concessions: [{id: x, giver: a}]
        acts:
          - {date: 2025-05-02, actor: both, kind: cooperative, weight: 2}
          - {date: 2025-05-02, actor: a, kind: hostile}
          - {date: 2025-05-01, actor: b, kind: talks, weight: 9}
          - {date: 2025-05-03, actor: both, kind: hostile, weight: 9}
      """)
    let beliefs = try outcome(conflict, asOf: may).inputs.beliefs
    #expect(beliefs == Pair(BetaBelief(alpha: 3, beta: 1), BetaBelief(alpha: 3, beta: 2)))
  }

  // MARK: Without dates

  @Test func withoutDatesItWorks() throws {
    let text =
      "conflict:\n  concessions: [{id: x, giver: a, value: {b: 1}}, {id: y, giver: b, value: {a: 1}}]"
    let result = try outcome(conflict(text), asOf: nil)
    #expect(result.packages.nash.concessions == ["x", "y"])
    #expect(result.sides.first.optimism == 0.5)
  }

  @Test func datesNeedAnAsOfDate() throws {
    let text = try failure(
      """
      conflict:
        until: 2026-01-01
        concessions: [{id: x, giver: a, from: 2025-01-01}]
        gestures: [{concession: x, from: 2025-01-01}]
        preconditions: [{concession: x, until: 2025-01-01}]
        channels: [{name: Envoy, side: both, from: 2025-01-01}]
        acts: [{date: 2025-01-01, actor: a, kind: talks}]
      """, asOf: nil)
    for line in [
      "model.yaml:2:3: error: the conflict has dates, and the score has no as-of date",
      "model.yaml:3:17: error: the concession 'x' has dates", "model.yaml:4:14: error: a gesture has dates",
      "model.yaml:5:19: error: a precondition has dates",
      "model.yaml:6:14: error: the channel 'Envoy' has dates",
      "model.yaml:7:10: error: acts have dates",
    ] {
      #expect(text.contains(line), "\(line) in \(text)")
    }
  }

  // MARK: Quantities from series

  private let reading = """
    conflict:
      burden:
        exports: {series: exports, scale: 0.01}
        value-added: 0.8
        imports: {a: 0.01, b: {series: exports, of: counterpart, scale: 0.01}}
        tariff: {series: tariff-faced, of: counterpart, scale: 0.01}
        base-tariff: {series: tariff-faced, of: counterpart, scale: 0.01, on: 2024-12-31}
      concessions: [{id: x, giver: a, value: {b: 0.1}}]

    """

  @Test func quantitiesAreReadAsOfTheDateWithTheirProvenance() throws {
    var asked: [String] = []
    let conflict = try conflict(reading, series: ["exports", "tariff-faced"])
    let result = try outcome(conflict, asOf: may) { (series, side, day) throws(Diagnostics) in
      asked.append("\(series) \(side) \(day.map(\.description) ?? "-")")
      let value =
        series == "exports" ? [2.8, 0.5][side] : day == Day("2024-12-31") ? 20 : [126.5, 147.6][side]
      return .found(Reading(value: value, period: Period("2025-04"), source: "PIIE"))
    }
    #expect(
      asked == [
        "exports 0 2025-05-02", "exports 1 2025-05-02", "exports 0 2025-05-02", "tariff-faced 1 2025-05-02",
        "tariff-faced 0 2025-05-02", "tariff-faced 1 2024-12-31", "tariff-faced 0 2024-12-31",
      ])
    let exposures = result.inputs.burden.exposures
    #expect(isClose(exposures.first.exports, 0.028) && isClose(exposures.second.imports, 0.028))
    #expect(isClose(exposures.first.tariff, 1.476) && isClose(exposures.second.tariff, 1.265))
    #expect(isClose(exposures.first.baseTariff, 0.2))
    let tariff = try #require(result.inputs.quantities.first.first { $0.quantity == .tariff })
    #expect(tariff.reading == Reading(value: 147.6, period: Period("2025-04"), source: "PIIE"))
    #expect(tariff.series?.series == "tariff-faced")
    let stated = try #require(result.inputs.quantities.first.first { $0.quantity == .valueAdded })
    #expect(stated.series == nil && stated.reading == nil)
  }

  @Test func aMissingQuantityIsNoMistake() throws {
    let text = try failure(reading, asOf: may, series: ["exports", "tariff-faced"]) {
      (series, side, _) throws(Diagnostics) in
      series == "exports" && side == 1 ? .missing(reason: "last observed in 2023") : .found(Reading(value: 1))
    }
    #expect(text == "error: not applicable: exports of b is missing: last observed in 2023")
  }

  @Test func aDayAfterTheAsOfDateGivesNothing() throws {
    let text = try failure(reading, asOf: Day("2024-12-30"), series: ["exports", "tariff-faced"]) {
      (_, _, day) throws(Diagnostics) in
      #expect(day == Day("2024-12-30"))
      return .found(Reading(value: 1))
    }
    #expect(
      text.contains(
        "base-tariff of a is missing: tariff-faced is read on 2024-12-31, which lies after 2024-12-30"))
  }

  @Test func quantitiesOutOfRange() throws {
    let text = try failure(reading, asOf: may, series: ["exports", "tariff-faced"]) {
      (series, side, _) throws(Diagnostics) in
      .found(Reading(value: series == "exports" && side == 0 ? -2 : 1, period: Period("2024")))
    }
    let percent = try failure(reading, asOf: may, series: ["exports", "tariff-faced"]) {
      (series, _, _) throws(Diagnostics) in .found(Reading(value: series == "exports" ? 235 : 1))
    }
    #expect(percent.contains("exports of a, read from 'exports', is 2.35"))
    #expect(text.contains("model.yaml:3:14: error: exports of a, read from 'exports' in 2024, is -0.02"))
    #expect(text.contains("it must lie between 0 and 1; 'scale: 0.01' turns a percentage into a fraction"))
    let share = reading.replacing("value-added: 0.8", with: "value-added: {series: exports}")
    #expect(
      try failure(share, asOf: may, series: ["exports", "tariff-faced"]) { (_, _, _) throws(Diagnostics) in
        .found(Reading(value: 80))
      }.contains("value-added of a, read from 'exports', is 80"))
  }

  @Test func whatTheLookupThrowsIsPassedOn() throws {
    let text = try failure(reading, asOf: may, series: ["exports", "tariff-faced"]) {
      (series, side, _) throws(Diagnostics) in
      throw Diagnostics(Diagnostic("broken \(series) of \(side)"))
    }
    #expect(text.contains("broken exports of 0") && text.contains("broken tariff-faced of 1"))
  }

  // MARK: What makes it impossible

  @Test func aTariffBelowZero() throws {
    let text = """
      conflict:
        burden: {exports: 0.1, value-added: 1, imports: 0.1, tariff: {a: 0.5, b: 0.1}, base-tariff: 0}
        concessions:
          - {id: first, giver: a, tariff-change: -0.3}
          - {id: more, giver: a, tariff-change: 0.4}
          - {id: second, giver: a, tariff-change: -0.4}
      """
    let message = try failure(text, asOf: nil)
    #expect(
      message.contains("model.yaml:6:7: error: the tariff that a levies is 0.5, and would fall to -0.2"))
    #expect(message.contains("with 'first' and 'second'"))
    #expect(message.contains("a tariff cannot be below 0"))
    // A red line is no part of an admissible package, and rounding is no fall.
    #expect(try failure(text.replacing("-0.4}", with: "-0.4, red-line: true}"), asOf: nil) == "")
    #expect(try failure(text.replacing("-0.4}", with: "-0.2}"), asOf: nil) == "")
  }

  @Test func tooManyConcessions() throws {
    func yaml(_ count: Int) -> String {
      "conflict:\n  concessions:\n"
        + (1...count).map { "    - {id: c\($0), giver: a, value: {b: 0.0\($0)}, cost: {a: 9}}\n" }.joined()
    }
    let text = try failure(yaml(21), asOf: nil)
    #expect(text.contains("model.yaml:23:7: error: 21 concessions can be made at once, more than the 20"))
    #expect(text.contains("'c21' is one too many"))
    let most = try outcome(conflict(yaml(20) + "    - {id: red, giver: b, red-line: true}\n"), asOf: nil)
    #expect(most.packages.admissible == 1 << 20)
    #expect(!most.hasZoneOfAgreement)
  }

  @Test func aNegativeValueOfHoldingOut() throws {
    let text = """
      conflict:
        resolve: {b: 0.1}
        concessions: [{id: x, giver: b, value: {b: 0.3}, cost: {b: 0.1}}]
        gestures: [x]
      """
    let message = try failure(text, asOf: nil)
    #expect(
      message.contains(
        "model.yaml:4:14: error: the value of holding out of b is -0.15, below 0, because of 'x'"))
    #expect(message.contains("'gesture-risk: {b: 0}'"))
    #expect(try failure(text + "\n  gesture-risk: {b: 0}", asOf: nil) == "")
    // Above 0 as the side hurts now: no mistake, although it would be below 0 if the side hurt more.
    let drivers = try outcome(
      conflict(text.replacing("b: 0.1}\n  c", with: "b: 1}\n  c") + "\n  channels: []"), asOf: nil,
      hurting: .plain(0.5, 0.5))
    #expect(isClose(drivers.sides.second.holdingOut, 0.3))
  }

  @Test func numbersFarTooLarge() throws {
    let text = try failure(
      "conflict:\n  concessions: [{id: x, giver: a, value: {a: 1e308, b: 1}, cost: {a: -1e308}}]", asOf: nil)
    #expect(text.contains("model.yaml:2:3: error: a package's value to a is not a finite number"))
    let resolve = try failure(
      "conflict:\n  resolve: {b: 1e300}\n  scale: 1e300\n  concessions: [{id: x, giver: a}]", asOf: nil)
    #expect(resolve.contains("the value of holding out of b is not a finite number"))
    let ratio = try failure(
      "conflict:\n  concessions: [{id: x, giver: a, value: {b: 1e305}, cost: {a: 1e-8}}]", asOf: nil)
    #expect(ratio.contains("the value per cost of 'x' of a is not a finite number"))
    let leverage = try failure(
      "conflict:\n  leverage-sensitivity: 1e308\n  concessions: [{id: x, giver: a}]", asOf: nil,
      hurting: .plain(1, 1))
    #expect(leverage.contains("the leverage of a is not a finite number"))
  }

  @Test func withoutAZoneNothingIsGained() throws {
    let result = try outcome(
      conflict("conflict:\n  concessions: [{id: x, giver: a, value: {b: 1}, cost: {a: 0}}]"), asOf: nil)
    #expect(!result.hasZoneOfAgreement)
    #expect(result.packages.nash.concessions == ["x"])  // no product, but the larger sum
    for side in [result.sides.first, result.sides.second] {
      #expect(side.gain == 0 && side.motivation == 0 && side.criticalReciprocity == 1)
      #expect(side.incentive == 0.25)
    }
    #expect(result.ripeness == 0 && !result.isRipe)
    #expect(result.sides.first.zeuthenLimit == nil && result.sides.second.zeuthenLimit == 0)
  }
}
