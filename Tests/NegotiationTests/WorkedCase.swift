import Negotiation
import PressureIndex

/// The illustrative case of 2 May 2025: the inputs as the methods page states them.
enum WorkedCase {
  static let sides = ["china", "united-states"]
  static let asOf = Day("2025-05-02")!
  static let pillars = ["real-estate", "prices", "confidence", "activity", "financial", "external"]

  /// The linear contributions to each side's hurting; the second row is from `Goldens/worked_case.py`.
  static let hurting = Pair(
    HurtingState(hurting: 0.5495, parts: parts([0.13075, 0.10575, 0.099, 0.0615, 0.06, 0.0925])),
    HurtingState(hurting: 0.46125, parts: parts([0.035, -0.0075, 0.192, 0.102, 0.09, 0.04975])))

  private static func parts(_ values: [Double]) -> [HurtingState.Part] {
    zip(pillars, values).map { HurtingState.Part(pillar: $0, value: $1) }
  }

  static let yaml = """
    conflict:
      burden:
        exports: {china: 0.028, united-states: 0.0049}
        value-added: {china: 0.80, united-states: 0.85}
        imports: {china: 0.009, united-states: 0.015}
        tariff: {china: 1.476, united-states: 1.265}
        base-tariff: {china: 0.212, united-states: 0.208}
        elasticity: 4
        redirection: 0.5
      resolve: 1
      scale: 1
      concessions:
        - {id: precursor-controls, giver: china, value: {china: -0.01, united-states: 0.05}, cost: {china: 0.03}}
        - {id: drop-fentanyl-tariff, giver: united-states, tariff-change: -0.20, cost: {united-states: 0.06}}
        - {id: cut-reciprocal-tariff, giver: united-states, tariff-change: -0.80, cost: {united-states: 0.12}}
        - {id: cut-retaliation, giver: china, tariff-change: -1.15, cost: {china: 0.08}}
        - {id: rare-earth-licences, giver: china, value: {china: -0.02, united-states: 0.15}, cost: {china: 0.08}}
        - {id: chip-controls, giver: united-states, value: {china: 0.20}, cost: {united-states: 0.30}, red-line: true}
        - id: industrial-policy
          giver: china
          value: {china: -0.20, united-states: 0.20}
          cost: {china: 0.40}
          red-line: true
        - {id: purchases, giver: china, value: {china: -0.03, united-states: 0.04}, cost: {china: 0.01}}
        - {id: pause-listings, giver: united-states, value: {china: 0.04}, cost: {united-states: 0.03}}
      gestures: [precursor-controls, pause-listings]
      acts:
        - {date: 2025-04-30, actor: united-states, kind: cooperative, weight: 0.5}
        - {date: 2025-04-22, actor: united-states, kind: cooperative, weight: 0.5}
        - {date: 2025-04-10, actor: united-states, kind: hostile, weight: 1}
        - {date: 2025-04-08, actor: united-states, kind: hostile, weight: 1}
        - {date: 2025-04-02, actor: united-states, kind: hostile, weight: 1}
        - {date: 2025-05-02, actor: china, kind: cooperative, weight: 0.5}
        - {date: 2025-04-11, actor: china, kind: hostile, weight: 1}
        - {date: 2025-04-08, actor: china, kind: hostile, weight: 1}
        - {date: 2025-04-04, actor: china, kind: hostile, weight: 1}
      channels: [{name: Envoy, side: both, strength: 1}]
      optimism: {prior-cooperative: 1, prior-hostile: 1, half-life: 60 days}
      leverage-sensitivity: 1

    """

  /// The same, with China still demanding that the US remove its increases first.
  static let yamlWithDemand =
    yaml + "  preconditions: [drop-fentanyl-tariff, {concession: cut-reciprocal-tariff}]\n"

  static func incentive(_ yaml: String = yaml) throws -> Incentive {
    try NegotiationTests.incentive(of: conflict(yaml, sides: sides), asOf: asOf, hurting: hurting)
  }
}
