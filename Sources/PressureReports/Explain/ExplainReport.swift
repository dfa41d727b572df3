internal import PressureIndex
public import PressureModel
internal import PressureSyntax

/// How each number comes about: the observation behind every indicator, and every step from pressure to the
/// incentive to negotiate.
public struct ExplainReport: TabulatedReport {
  /// The name and version of the JSON form.
  public let schema = "pressure/explain/1"
  /// What it was computed from; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The sides that are explained.
  public let sides: [SideExplanation]

  /// The explanation of `assessment`, for one side or for all.
  public init(_ assessment: Assessment, side: String? = nil) {
    provenance = Provenance(assessment)
    let all = assessment.model.specification.sides
    sides = all.indices.filter { side == nil || all[$0].id == side }.map {
      SideExplanation(assessment, side: $0)
    }
  }

  enum CodingKeys: String, CodingKey { case schema, sides }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(sides, forKey: .sides)
  }
}

/// One side's numbers with their origins.
public struct SideExplanation: Sendable, Encodable {
  /// The id.
  public let id: String
  /// The name.
  public let name: String
  /// P
  public let pressure: Double?
  /// The index with every indicator at the baseline; absent where contributions were not measured.
  public let baselinePressure: Double?
  /// The indicators.
  public let indicators: [IndicatorExplanation]
  /// What moved the factors of groups with dynamic-factor weights; absent without any.
  public let factors: [FactorChange]?
  /// The steps from pressure to the incentive.
  public let steps: [Step]

  /// A number on the way to the incentive.
  public struct Step: Sendable, Encodable {
    /// The symbol.
    public let symbol: String
    /// What it means.
    public let meaning: String
    /// The number; absent where there is none.
    public let value: Double?
    /// Where it comes from.
    public let origin: String
  }

  init(_ assessment: Assessment, side: Int) {
    let specification = assessment.model.specification
    id = specification.sides[side].id
    name = specification.sides[side].name
    pressure = assessment.results[side].score
    baselinePressure = assessment.results[side].constant
    let weights = assessment.index.effectiveWeights(row: assessment.panel.row(side: side))
    indicators = specification.hierarchy.leaves.map {
      IndicatorExplanation(assessment, side: side, node: $0, effectiveWeights: weights)
    }
    let factors = FactorChange.all(of: assessment.index, side: side)
    self.factors = factors.isEmpty ? nil : factors
    steps = Steps.all(of: assessment, side: side)
  }
}

/// The way of one indicator from the observation to its contribution.
public struct IndicatorExplanation: Sendable, Encodable {
  /// The id.
  public let id: String
  /// The name, the side's own where it has one.
  public let name: String
  /// The ids of the groups above it, the pillar first.
  public let groups: [String]
  /// The id of the series.
  public let series: String
  /// Whether the sides have different measures of it.
  public let differentMeasures: Bool
  /// The value as observed.
  public let observed: Double?
  /// The earlier value from which a change is measured.
  public let base: Double?
  /// The unit of the value.
  public let unit: String?
  /// The period observed.
  public let period: String?
  /// The release date that the data state.
  public let released: String?
  /// Which release of its period it is, 1 the first, where the data state release dates.
  public let release: Int?
  /// Whether it was published before its period ended; absent where it was not.
  public let flash: Bool?
  /// The day on which it became public, stated or by the publication lag.
  public let publicOn: String?
  /// Who published it.
  public let source: String?
  /// The file and line of the observation.
  public let place: String?
  /// What was done to the value.
  public let transform: String
  /// What the observation was divided by.
  public let denominator: Double?
  /// The transformed value, or the imputed one.
  public let value: Double?
  /// Where an imputed value comes from.
  public let imputed: String?
  /// The value after the treatment of outliers, where that changes it.
  public let treated: Double?
  /// How the value became a score.
  public let scale: String
  /// The score.
  public let score: Double?
  /// The weight among its siblings.
  public let weight: Double
  /// The weight in the whole index, rescaled to what is observed.
  public let effectiveWeight: Double
  /// What it adds to the index; absent where that was not measured.
  public let contribution: Double?
  /// The standard error of a sampled contribution.
  public let standardError: Double?
  /// Why there is no score.
  public let missing: String?

  init(_ assessment: Assessment, side: Int, node: Int, effectiveWeights: [Double]) {
    let specification = assessment.model.specification
    let hierarchy = specification.hierarchy
    let position = hierarchy.nodes[node].indicator!
    let indicator = specification.indicators[position]
    let measure = indicator.measure(side)
    let row = assessment.panel.row(side: side)
    let reading = assessment.panel[row, position].reading
    let part = assessment.results[side].parts[node - 1]
    id = indicator.id
    name = measure.name
    var path: [String] = []
    var ancestor = hierarchy.nodes[node].parent
    while let current = ancestor, current != 0 {
      path.insert(hierarchy.nodes[current].id, at: 0)
      ancestor = hierarchy.nodes[current].parent
    }
    groups = path
    series = specification.seriesIDs[measure.series]
    differentMeasures = indicator.hasDifferentMeasures
    observed = reading?.raw
    base = reading?.base
    unit = measure.unit
    period = reading?.period?.description
    released = reading?.released?.description
    release = reading.flatMap { $0.released == nil ? nil : $0.releaseNumber }
    flash = reading.flatMap { reading in
      // A step may be announced before the day from which it is in force.
      guard let released = reading.released, let period = reading.period, period.frequency != .daily else {
        return nil
      }
      return released < period.end ? true : nil
    }
    publicOn = reading?.publicOn?.description
    source = reading?.source
    place = reading?.location.description
    transform = measure.transform.description
    denominator = reading?.denominator
    let prepared = assessment.index.prepared
    value = prepared.value(row: row, indicator: position)
    imputed =
      prepared.isImputed(row: row, indicator: position)
      ? prepared.changes.first { $0.step == .imputed && $0.side == side && $0.indicator == position }?.reason
      : nil
    treated = prepared.treatedValue(side: side, indicator: position).flatMap { [value] in
      $0 == value ? nil : $0
    }
    scale = measure.scale(of: indicator)
    score = part.score
    weight = part.weight
    effectiveWeight = effectiveWeights[position]
    contribution = part.contribution
    standardError = part.standardError
    missing = assessment.index.gap(row: row, indicator: position)?.description
  }
}

extension Measure {
  /// How a value becomes a score, in words.
  fileprivate func scale(of indicator: Indicator) -> String {
    let normalization = indicator.normalization
    switch normalization.method {
    case .goalposts:
      let range = normalization.range == 0...1 ? "" : ", range \(words(normalization.range))"
      return
        "goalposts \(shortest(goalposts!.none)) (no pressure) to \(shortest(goalposts!.full)) (full)\(range)"
    case .categorical:
      let points = breakpoints!.points.map { "\(shortest($0.value)): \(shortest($0.score))" }
      return
        "\(normalization.interpolation.rawValue) between breakpoints \(points.joined(separator: ", "))"
    default:
      return "\(normalization.description), "
        + (indicator.pool == .all ? "all sides pooled" : "the side's own values")
        + (normalization.method == .distanceToTarget ? ", target \(shortest(target!))" : "")
        + ", direction \(direction.rawValue)"
    }
  }

  private func words(_ range: ClosedRange<Double>) -> String {
    "\(shortest(range.lowerBound)) to \(shortest(range.upperBound))"
  }
}
