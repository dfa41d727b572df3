internal import Negotiation
internal import PressureIndex
internal import PressureModel

/// One side's numbers. Money is in percentage points of its own GDP; fields without a value are absent.
public struct SideScore: Sendable, Encodable {
  /// A pillar and what it adds to the pressure.
  public struct Pillar: Sendable, Encodable {
    /// The id.
    public let id: String
    /// The name.
    public let name: String
    /// The score, 0…1; absent where too little is observed.
    public let score: Double?
    /// The weight among the pillars.
    public let weight: Double
    /// What it adds to the pressure; absent where that was not measured.
    public let contribution: Double?
    /// The share of its weight that is observed.
    public let coverage: Double
  }

  /// An indicator and what it adds to the pressure.
  public struct IndicatorScore: Sendable, Encodable {
    /// The id.
    public let id: String
    /// The name, the side's own where it has one.
    public let name: String
    /// The pillar's id.
    public let pillar: String
    /// The transformed value; absent where it is missing.
    public let value: Double?
    /// Whether the value was imputed; absent where it was not.
    public let imputed: Bool?
    /// The unit of the value.
    public let unit: String?
    /// The period observed.
    public let period: String?
    /// The release date that the data state.
    public let released: String?
    /// The day on which it became public, stated or from the publication lag.
    public let publicOn: String?
    /// Where the figure comes from.
    public let source: String?
    /// The score, 0…1.
    public let score: Double?
    /// The weight among its siblings.
    public let weight: Double
    /// What it adds to the pressure; absent where that was not measured.
    public let contribution: Double?
    /// The standard error of a sampled contribution.
    public let standardError: Double?
    /// The source that the model names, shorter than the data's; for charts.
    let seriesSource: String?

    enum CodingKeys: CodingKey {
      case id, name, pillar, value, unit, period, released, publicOn, source, score, weight, contribution
      case standardError
    }
  }

  /// What a pillar adds to motivation and incentive.
  public struct Driver: Sendable, Encodable {
    /// The pillar's id.
    public let pillar: String
    /// Its part of the motivation.
    public let motivation: Double
    /// Its part of the incentive.
    public let incentive: Double
  }

  /// The id.
  public let id: String
  /// The name.
  public let name: String
  /// The rank by pressure, 1 the highest; sides with equal scores share a rank.
  public let rank: Int?
  /// P, 0…1.
  public let pressure: Double?
  /// P a momentum span earlier.
  public let earlierPressure: Double?
  /// H, 0…1.
  public let hurting: Double?
  /// The share of the pillars' weight that has a score.
  public let coverage: Double
  /// The index with every indicator at the baseline; the contributions add to it. Absent where they were not measured.
  public let baselinePressure: Double?
  /// The pillars.
  public let pillars: [Pillar]
  /// The indicators.
  public let indicators: [IndicatorScore]

  /// b
  public let burden: Double?
  /// G
  public let gain: Double?
  /// A
  public let holdingOut: Double?
  /// N
  public let motivation: Double?
  /// p* = 1 − N
  public let criticalReciprocity: Double?
  /// p
  public let optimism: Double?
  /// The 5 % and 95 % quantiles of the belief behind p.
  public let optimismBand: [Double]?
  /// I
  public let incentive: Double?
  /// I with p at the two ends of its band.
  public let incentiveBand: [Double]?
  /// α
  public let leverage: Double?
  /// The Zeuthen limit; absent where the side's own best package is worth nothing.
  public let zeuthenLimit: Double?
  /// a, as the model states it.
  public let resolve: Double?
  /// The resolve at which I = ½; absent where any resolve holds.
  public let breakEvenResolve: Double?
  /// The resolve at which I is the other side's; absent where none of 0 or more does that.
  public let equalResolve: Double?
  /// Whether I does not depend on resolve (at H = 1).
  public let anyResolveHolds: Bool?
  /// N without any pillar; the drivers add to it.
  public let baselineMotivation: Double?
  /// What each pillar adds.
  public let drivers: [Driver]?

  /// The scores of all sides.
  static func all(of assessment: Assessment) -> [SideScore] {
    // Once for all sides: ranking sorts them.
    let ranks = assessment.ranks
    return ranks.indices.map { SideScore(assessment, side: $0, rank: ranks[$0]) }
  }

  private init(_ assessment: Assessment, side: Int, rank: Int?) {
    let specification = assessment.model.specification
    let hierarchy = specification.hierarchy
    let result = assessment.results[side]
    let row = assessment.panel.row(side: side)
    id = specification.sides[side].id
    name = specification.sides[side].name
    self.rank = rank
    pressure = result.score
    earlierPressure = assessment.hurting[side]?.earlier
    hurting = assessment.hurting[side]?.value
    coverage = result.coverage
    baselinePressure = result.constant
    pillars = hierarchy.pillars.map { node in
      let part = result.parts[node - 1]
      return Pillar(
        id: hierarchy.nodes[node].id, name: hierarchy.nodes[node].name, score: part.score,
        weight: part.weight,
        contribution: part.contribution, coverage: part.coverage)
    }
    let prepared = assessment.index.prepared
    indicators = hierarchy.leaves.map { node in
      let position = hierarchy.nodes[node].indicator!
      let measure = specification.indicators[position].measure(side)
      let part = result.parts[node - 1]
      let reading = assessment.panel[row, position].reading
      return IndicatorScore(
        id: hierarchy.nodes[node].id, name: measure.name,
        pillar: hierarchy.nodes[hierarchy.pillar(of: node)].id,
        value: prepared.value(row: row, indicator: position),
        imputed: prepared.isImputed(row: row, indicator: position) ? true : nil, unit: measure.unit,
        period: reading?.period?.description,
        released: reading?.released?.description, publicOn: reading?.publicOn?.description,
        source: reading?.source,
        score: part.score, weight: part.weight,
        contribution: part.contribution, standardError: part.standardError,
        seriesSource: measure.source ?? reading?.source)
    }

    var own: SideIncentive?
    var terms: HoldingOut?
    if case .incentive(let incentive) = assessment.incentive {
      own = incentive.sides[side]
      terms = incentive.inputs.holdingOut[side]
    }
    burden = own?.burden
    gain = own?.gain
    holdingOut = own?.holdingOut
    motivation = own?.motivation
    criticalReciprocity = own?.criticalReciprocity
    optimism = own?.optimism
    optimismBand = own.map { [$0.belief.band().lowerBound, $0.belief.band().upperBound] }
    incentive = own?.incentive
    incentiveBand = own.map { own in
      [own.belief.band().lowerBound, own.belief.band().upperBound].map { 0.5 * (own.motivation + $0) }
    }
    leverage = own?.leverage
    zeuthenLimit = own?.zeuthenLimit
    resolve = terms?.resolve
    breakEvenResolve = own?.breakEvenResolve.number
    equalResolve = own?.equalResolve
    anyResolveHolds = own.map { $0.breakEvenResolve == .anyResolveHolds }
    baselineMotivation = own?.drivers.baselineMotivation
    drivers = own?.drivers.pillars.map {
      Driver(pillar: $0.pillar, motivation: $0.motivation, incentive: $0.incentive)
    }
  }
}
