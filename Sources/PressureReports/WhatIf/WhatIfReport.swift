internal import Negotiation
internal import PressureIndex
public import PressureModel

/// The scores of a model as it is, beside those of scenarios, with what moved.
public struct WhatIfReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/what-if/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The sides' names by id.
  let names: [(id: String, name: String)]
  /// The scenarios.
  public let scenarios: [ScenarioOutcome]

  /// A scenario and what it changes.
  public struct ScenarioOutcome: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// What is supposed.
    public let set: [Setting]
    /// The headline numbers.
    public let headline: [HeadlineChange]
    /// The contributions to pressure that moved, the largest move of each side first.
    public let moved: [Move]
    /// The Nash package before and after, where there is one.
    public let packages: PackageChange?
    /// The concessions that together would take a tariff below 0, and take it to 0; empty where there are none.
    public let cutsStoppedAtZero: [String]
    /// Why there is no incentive in the scenario.
    public let notApplicable: String?
  }

  /// Something that is supposed.
  public struct Setting: Sendable, Encodable {
    /// The name in full.
    public let name: String
    /// What it is in the model; absent where there is no value.
    public let before: Double?
    /// What it is supposed to be.
    public let after: Double
    /// What reads a supposed value: the ids of indicators, and `conflict`; empty for a parameter.
    public let readBy: [String]
  }

  /// An indicator whose contribution moved.
  public struct Move: Sendable, Encodable {
    /// The side's id.
    public let side: String
    /// The indicator's id.
    public let indicator: String
    /// Its contribution to pressure before.
    public let before: Double
    /// Its contribution after.
    public let after: Double
    /// After less before.
    public let change: Double
  }

  /// The Nash package before and after.
  public struct PackageChange: Sendable, Encodable {
    /// The ids of the concessions before; absent without an incentive.
    public let before: [String]?
    /// The ids of the concessions after; absent without an incentive.
    public let after: [String]?
  }

  /// The report of `whatIf`.
  public init(_ whatIf: WhatIf) {
    let model = whatIf.base.model
    provenance = Provenance(whatIf.base)
    names = model.specification.sides.map { ($0.id, $0.name) }
    scenarios = whatIf.outcomes.map { outcome in
      ScenarioOutcome(
        name: outcome.scenario.name,
        set: zip(outcome.scenario.suppositions, outcome.before).map { supposition, before in
          Setting(
            name: supposition.name, before: before, after: supposition.value,
            readBy: WhatIfReport.readers(of: supposition, model))
        },
        headline: HeadlineChange.all(from: whatIf.base, to: outcome.assessment),
        moved: WhatIfReport.moves(whatIf.base, outcome.assessment),
        packages: WhatIfReport.packages(whatIf.base, outcome.assessment),
        cutsStoppedAtZero: WhatIfReport.stoppedCuts(outcome.assessment),
        notApplicable: WhatIfReport.reason(outcome.assessment))
    }
  }

  private static func readers(of supposition: Supposition, _ model: Model) -> [String] {
    guard case .values(let values) = supposition.subject else { return [] }
    let indicators = values.compactMap { $0.indicator.map { model.specification.indicators[$0].id } }
    guard let series = values.first?.series, let conflict = model.conflict else { return indicators }
    let name = model.specification.seriesIDs[series]
    let isRead = BurdenQuantity.allCases.contains { quantity in
      (0...1).contains { side in
        guard case .series(let reading) = conflict.burden[quantity][side], reading.on == nil else {
          return false
        }
        return reading.series == name && (reading.of == .own ? side : 1 - side) == values[0].side
      }
    }
    return indicators + (isRead ? ["conflict"] : [])
  }

  private static func moves(_ base: Assessment, _ other: Assessment) -> [Move] {
    zip(SideScore.all(of: base), SideScore.all(of: other)).flatMap { before, after -> [Move] in
      zip(before.indicators, after.indicators).compactMap { one, two -> Move? in
        let change = (two.contribution ?? 0) - (one.contribution ?? 0)
        // Rounding alone moves nothing.
        guard abs(change) > 1e-12 else { return nil }
        return Move(
          side: before.id, indicator: one.id, before: one.contribution ?? 0, after: two.contribution ?? 0,
          change: change)
      }.sorted { abs($0.change) > abs($1.change) }
    }
  }

  private static func packages(_ base: Assessment, _ other: Assessment) -> PackageChange? {
    let (before, after) = (JointScore(base)?.packages.nash, JointScore(other)?.packages.nash)
    if before == nil, after == nil { return nil }
    return PackageChange(before: before?.concessions, after: after?.concessions)
  }

  private static func stoppedCuts(_ assessment: Assessment) -> [String] {
    guard case .incentive(let incentive) = assessment.incentive else { return [] }
    let inputs = incentive.inputs
    return (0...1).flatMap { side -> [String] in
      let cuts = inputs.concessions.filter { $0.giver == side && $0.tariffChange < 0 }
      let lowest = cuts.reduce(inputs.burden.exposures[side].tariff) { $0 + $1.tariffChange }
      return lowest < -1e-9 ? cuts.map(\.id) : []
    }
  }

  private static func reason(_ assessment: Assessment) -> String? {
    if case .notApplicable(let reason) = assessment.incentive { reason } else { nil }
  }

  enum CodingKeys: String, CodingKey { case schema, scenarios }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(scenarios, forKey: .scenarios)
  }
}
