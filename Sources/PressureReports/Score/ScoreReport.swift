internal import Negotiation
internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// Each side's pressure and, with a conflict section, its incentive to negotiate.
public struct ScoreReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/score/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The answer in a sentence or two.
  public let answer: String
  /// The scale of the index.
  let scale: ScoreScale
  /// How many values were changed before they were normalised; absent where nothing was.
  public let preparation: PreparationCounts?
  /// The sides, in the model's order.
  public let sides: [SideScore]
  /// What concerns both sides; absent without an applicable conflict section.
  public let joint: JointScore?
  /// Why there is no incentive, where the conflict section does not apply.
  public let notApplicable: String?
  /// What is missing, and why.
  public let missing: [MissingValue]
  /// The weight that rests on indicators for which the sides have different measures.
  public let differentMeasures: DifferentMeasures
  /// Every default that was taken.
  public let assumptions: [String]

  /// The report of `assessment`.
  public init(_ assessment: Assessment) {
    provenance = Provenance(assessment)
    let scale = ScoreScale(assessment.model.specification.scoreRange)
    self.scale = scale
    let counts = PreparationCounts(assessment)
    preparation = counts.total == 0 ? nil : counts
    sides = SideScore.all(of: assessment)
    joint = JointScore(assessment)
    notApplicable = assessment.incentive.flatMap { outcome in
      if case .notApplicable(let reason) = outcome { reason } else { nil }
    }
    missing = MissingValue.all(of: assessment)
    differentMeasures = DifferentMeasures(assessment)
    assumptions = assessment.assumptions.lines
    answer = Answer(sides: sides, joint: joint, notApplicable: notApplicable, scale: scale).text
  }

  enum CodingKeys: String, CodingKey {
    case schema, asOf, model, data, method, program, vintage, answer, scale, preparation, sides, joint,
      notApplicable, missing
    case differentMeasures, assumptions
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(answer, forKey: .answer)
    // The usual scale from 0 to 1 goes without saying.
    if scale != .unit { try container.encode(scale, forKey: .scale) }
    try container.encodeIfPresent(preparation, forKey: .preparation)
    try container.encode(sides, forKey: .sides)
    try container.encodeIfPresent(joint, forKey: .joint)
    try container.encodeIfPresent(notApplicable, forKey: .notApplicable)
    try container.encode(missing, forKey: .missing)
    try container.encode(differentMeasures, forKey: .differentMeasures)
    try container.encode(assumptions, forKey: .assumptions)
  }
}

/// A value that is missing, and why.
public struct MissingValue: Sendable, Encodable {
  /// The side's id.
  public let side: String
  /// The indicator's id.
  public let indicator: String
  /// The reason.
  public let reason: String

  static func all(of assessment: Assessment) -> [MissingValue] {
    let specification = assessment.model.specification
    return specification.sides.indices.flatMap { side in
      specification.indicators.indices.compactMap { indicator in
        assessment.index.gap(row: assessment.panel.row(side: side), indicator: indicator).map {
          MissingValue(
            side: specification.sides[side].id, indicator: specification.indicators[indicator].id,
            reason: $0.description)
        }
      }
    }
  }
}

/// How much of the index rests on indicators for which the sides have different measures.
public struct DifferentMeasures: Sendable, Encodable {
  /// The share of the index's weight.
  public let weight: Double
  /// The indicators' ids.
  public let indicators: [String]

  init(_ assessment: Assessment) {
    let (weight, indicators) = assessment.index.differentMeasures
    self.weight = weight
    self.indicators = indicators.map(\.id)
  }
}
