internal import PressureIndex
public import PressureModel
internal import Robustness

/// What becomes of the answer under other weights and aggregations.
public struct CompareReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/compare/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The answer in a few sentences.
  public let answer: String
  /// The sides, in the model's order.
  public let sides: [SideName]
  /// The schemes, the model's own first.
  public let schemes: [SchemeScore]
  /// The schemes that cannot be computed.
  public let notComputed: [NotComputed]
  /// How firm the lead by the model's own scheme is.
  public let lead: LeadScore?
  /// Why there is no exact share of the weights, but a sampled one or none.
  public let noExactShare: String?
  /// Why the share could not be sampled either; absent where it was, or where there is no lead.
  public let noSampledShare: String?
  /// Why there is no incentive, where the conflict section does not apply.
  public let notApplicable: String?
  /// The leaders at each date, in rising order; absent for a comparison at one date.
  public let dates: [DateComparison]?

  /// A side.
  public struct SideName: Sendable, Encodable {
    /// The id.
    public let id: String
    /// The name.
    public let name: String
  }

  /// A scheme that cannot be computed.
  public struct NotComputed: Sendable, Encodable {
    /// Its name.
    public let scheme: String
    /// Why not.
    public let reason: String
  }

  /// The comparison of a model; `hasDates` adds the leaders at each date.
  public init(_ comparison: Comparison, hasDates: Bool = false) {
    let specification = comparison.model.specification
    provenance = Provenance(
      comparison.model, comparison.observations, asOf: comparison.asOf,
      usesReleaseDates: comparison.usesReleaseDates,
      beside: comparison.schemes.map {
        OtherIndex(place: "the scheme \($0.scheme.name)", specification: specification.applying($0.scheme))
      })
    sides = specification.sides.map { SideName(id: $0.id, name: $0.name) }
    schemes = comparison.schemes.map { SchemeScore($0, base: comparison.schemes[0], specification) }
    notComputed = comparison.failures.map { NotComputed(scheme: $0.scheme.name, reason: $0.reason) }
    switch comparison.lead {
    case .success(let found):
      lead = LeadScore(found, specification)
      noExactShare = found.sampling.map { CompareReport.words($0.reason) }
      noSampledShare = nil
    case .failure(let none):
      lead = nil
      noExactShare = CompareReport.words(none.exact)
      noSampledShare = none.sampled.map(CompareReport.words)
    }
    notApplicable = comparison.notApplicable
    dates = hasDates ? DateComparison.all(of: comparison) : nil
    answer = CompareAnswer(schemes: schemes, sides: sides, lead: lead, dates: dates).text
  }

  private static func words(_ obstacle: LeadRobustness.Obstacle) -> String {
    switch obstacle {
    case .tooFewSides: return "fewer than two sides have a pressure score"
    case .noSharedMean:
      return "the model does not aggregate all groups by one mean, and only means have an exact share"
    case .differentIndicators(let ids):
      return "the two sides are not observed on the same indicators: \(ids.joined(separator: ", "))"
    case .ownWeights: return "the model gives each side weights of its own"
    }
  }

  private static func words(_ obstacle: LeadRobustness.SamplingObstacle) -> String {
    switch obstacle {
    case .tooDear(let sides, let indicators, let draws, let needed):
      return
        "each draw compares \(sides) sides by \(indicators) \(indicators == 1 ? "indicator" : "indicators"), so "
        + "that \(draws) draws could be afforded, and \(needed) are needed"
    case .failedDraw(let reason): return "by the weights of a draw, \(reason)"
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, answer, sides, schemes, notComputed, lead, noExactShare, noSampledShare, notApplicable, dates
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(answer, forKey: .answer)
    try container.encode(sides, forKey: .sides)
    try container.encode(schemes, forKey: .schemes)
    try container.encode(notComputed, forKey: .notComputed)
    try container.encodeIfPresent(lead, forKey: .lead)
    try container.encodeIfPresent(noExactShare, forKey: .noExactShare)
    try container.encodeIfPresent(noSampledShare, forKey: .noSampledShare)
    try container.encodeIfPresent(notApplicable, forKey: .notApplicable)
    try container.encodeIfPresent(dates, forKey: .dates)
  }
}

/// What one scheme says.
public struct SchemeScore: Sendable, Encodable {
  /// A side by the scheme.
  public struct Side: Sendable, Encodable {
    /// The id.
    public let id: String
    /// P
    public let pressure: Double?
    /// The rank by pressure, 1 the highest.
    public let rank: Int?
    /// The rank less the one by the model's own scheme: above 0 is further down.
    public let rankShift: Int?
    /// H
    public let hurting: Double?
    /// I
    public let incentive: Double?
  }

  /// How far a scheme orders the sides as the model's own does.
  public struct Agreement: Sendable, Encodable {
    /// Spearman's ρ.
    public let spearman: Double?
    /// Kendall's τ_b.
    public let kendall: Double?
    /// The number of sides with a score by both.
    public let sides: Int
  }

  /// The name.
  public let name: String
  /// The weighting in words; absent for the model's own.
  public let weighting: String?
  /// The aggregation in words; absent where each group keeps its own.
  public let aggregation: String?
  /// The sides, in the model's order.
  public let sides: [Side]
  /// The side that alone has the highest pressure.
  public let pressureLeader: String?
  /// The side that alone has the higher incentive.
  public let incentiveLeader: String?
  /// How far the order is that of the model's own scheme; absent for fewer than three sides.
  public let agreement: Agreement?
  /// Where the weights came from.
  public let weights: [WeightOrigin]

  init(_ scheme: Comparison.Scheme, base: Comparison.Scheme, _ specification: IndexSpecification) {
    let (moment, own) = (scheme.moments[0], base.moments[0])
    name = scheme.scheme.name
    weighting = scheme.scheme.weighting?.description
    aggregation = scheme.scheme.aggregation?.description
    sides = specification.sides.indices.map { side in
      let shift = moment.ranks[side].flatMap { rank in own.ranks[side].map { rank - $0 } }
      return Side(
        id: specification.sides[side].id, pressure: moment.pressure[side], rank: moment.ranks[side],
        rankShift: shift, hurting: moment.hurting[side], incentive: moment.incentive?[side])
    }
    pressureLeader = moment.pressureLeader.map { specification.sides[$0].id }
    incentiveLeader = moment.incentiveLeader.map { specification.sides[$0].id }
    let agreement = SchemeAgreement(own.pressure, moment.pressure)
    self.agreement =
      agreement.sides < 3
      ? nil
      : Agreement(spearman: agreement.spearman, kendall: agreement.kendall, sides: agreement.sides)
    // The weights of single units are in the report of their scores.
    weights = scheme.derivations.filter { $0.side == nil || specification.sides.count <= 2 }.map {
      WeightOrigin($0, specification)
    }
  }
}

/// Who leads at one date, by each scheme.
public struct DateComparison: Sendable, Encodable {
  /// A side by a scheme at the date.
  public struct Side: Sendable, Encodable {
    /// The id.
    public let id: String
    /// P
    public let pressure: Double?
  }

  /// One scheme at the date.
  public struct Scheme: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// The sides, in the model's order.
    public let sides: [Side]
    /// The side that alone has the highest pressure.
    public let pressureLeader: String?
    /// The side that alone has the higher incentive.
    public let incentiveLeader: String?
  }

  /// The date.
  public let asOf: String
  /// The schemes, the model's own first.
  public let schemes: [Scheme]

  static func all(of comparison: Comparison) -> [DateComparison] {
    let ids = comparison.model.specification.sides.map(\.id)
    let order = comparison.schemes[0].moments.indices.filter { comparison.schemes[0].moments[$0].asOf != nil }
      .sorted { comparison.schemes[0].moments[$0].asOf! < comparison.schemes[0].moments[$1].asOf! }
    return order.map { number in
      DateComparison(
        asOf: comparison.schemes[0].moments[number].asOf!.description,
        schemes: comparison.schemes.map { scheme in
          let moment = scheme.moments[number]
          return Scheme(
            name: scheme.scheme.name, sides: zip(ids, moment.pressure).map { Side(id: $0, pressure: $1) },
            pressureLeader: moment.pressureLeader.map { ids[$0] },
            incentiveLeader: moment.incentiveLeader.map { ids[$0] })
        })
    }
  }
}
