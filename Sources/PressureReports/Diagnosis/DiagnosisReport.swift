public import PressureIndex
public import PressureModel
public import PressureSyntax

/// What an index is made of, statistically, and what deserves a look.
public struct DiagnosisReport: TabulatedReport {
  /// When a pair of indicators is flagged.
  public struct Thresholds: Sendable, Encodable {
    /// |r| from which two say nearly the same.
    public var redundant: Double
    /// r below which two children of a group work against each other.
    public var negative: Double

    /// Creates thresholds.
    public init(redundant: Double = 0.9, negative: Double = -0.1) {
      (self.redundant, self.negative) = (redundant, negative)
    }
  }

  /// The rows that were used.
  public struct Sample: Sendable, Encodable {
    /// The number of rows.
    public let rows: Int
    /// The number of sides.
    public let sides: Int
    /// The first date; absent for data without dates.
    public let from: String?
    /// The last date.
    public let until: String?
  }

  /// An indicator's distribution.
  public struct Statistics: Sendable, Encodable {
    /// Its id.
    public let id: String
    /// values, in its own unit, or scores, where the sides have different measures.
    public let of: String
    /// The rows with a value.
    public let count: Int
    /// Their share of all rows, and the share of the sides with one now.
    public let coverage, coverageNow: Double
    /// The usual statistics; absent where there are too few values.
    public let mean, standardDeviation, least, median, greatest, skewness, excessKurtosis: Double?
    /// What deserves a look.
    public let flag: String?
  }

  /// How two indicators or groups move together.
  public struct Correlation: Sendable, Encodable {
    /// Their ids.
    public let first, second: String
    /// The group of both; absent for indicators of different groups. The index itself is the empty id.
    public let group: String?
    /// The rows with both.
    public let count: Int
    /// The coefficients; absent where there are too few rows or one of the two does not vary.
    public let pearson, spearman, kendall: Double?
    /// redundant or negative.
    public let flags: [String]
  }

  /// Whether a group measures one thing.
  public struct Group: Sendable, Encodable {
    /// Its id; empty for the index itself.
    public let id: String
    /// The rows in which all children have a score.
    public let count: Int
    /// Cronbach's alpha.
    public let alpha: Double?
    /// The eigenvalues of the correlations of the children, the largest first.
    public let eigenvalues: [Double]
    /// How many are above 1.
    public let dimensions: Int
    /// The first component.
    public let loadings: [Loading]
    /// Why there are no numbers.
    public let note: String?
  }

  /// A child's part in the first component.
  public struct Loading: Sendable, Encodable {
    /// The child.
    public let id: String
    /// Its loading.
    public let loading: Double
  }

  /// Stated weight against effective importance.
  public struct Importance: Sendable, Encodable {
    /// The group or indicator.
    public let id: String
    /// indicator or group.
    public let kind: String
    /// Its weight in the whole index.
    public let weight: Double
    /// S, the share of the index's variance along a straight line in its score.
    public let importance: Double?
    /// The share of the index's variance along a smooth curve in its score; absent for fewer than 20 rows.
    public let curveImportance: Double?
    /// The weight as a share of those of all indicators, or of the groups beside it.
    public let relativeWeight: Double
    /// S as a share of those of the same.
    public let relativeImportance: Double?
    /// The rows with both the index and it.
    public let count: Int
  }

  /// The index without a part.
  public struct LeftOut: Sendable, Encodable {
    /// The group or indicator.
    public let id: String
    /// indicator or group.
    public let kind: String
    /// The sides.
    public let sides: [Side]
    /// Why there are none.
    public let note: String?
  }

  /// A side without a part.
  public struct Side: Sendable, Encodable {
    /// Its id.
    public let id: String
    /// The index, and what leaving the part out adds to it.
    public let score, change: Double?
    /// The rank, and how it changes; below 0 for a side that moves up.
    public let rank, rankChange: Int?
  }

  /// The name and version of the JSON form.
  public let schema = "pressure/diagnose/1"
  /// What was diagnosed; its fields stand at the top level of the JSON form.
  let provenance: Provenance
  /// The hierarchy, for the indents of a report for people.
  let hierarchy: Hierarchy
  /// When a pair is flagged.
  public let thresholds: Thresholds
  /// The rows that were used.
  public let sample: Sample
  /// Every indicator's distribution.
  public let statistics: [Statistics]
  /// All pairs of indicators, and of siblings.
  public let correlations: [Correlation]
  /// Every group, the index itself first.
  public let groups: [Group]
  /// Every group and indicator.
  public let importances: [Importance]
  /// Every group and indicator.
  public let leftOut: [LeftOut]

  /// The report of the diagnosis of `index`, which is of `model` and `observations`.
  ///
  /// - Throws: scores that an aggregation does not allow.
  public init(
    _ model: Model, _ observations: Observations, _ index: PressureIndex,
    thresholds: Thresholds = Thresholds()
  ) throws(Diagnostics) {
    let diagnosis = try Diagnosis(index)
    let specification = model.specification
    let nodes = specification.hierarchy.nodes
    provenance = Provenance(
      model, observations, asOf: index.panel.dates[0], usesReleaseDates: index.panel.usesReleaseDates,
      weights: WeightOrigin.all(of: index))
    hierarchy = specification.hierarchy
    self.thresholds = thresholds
    sample = Sample(
      rows: diagnosis.sample.count, sides: diagnosis.sample.sides,
      from: diagnosis.sample.dates?.lowerBound.description,
      until: diagnosis.sample.dates?.upperBound.description)
    statistics = diagnosis.statistics.map { Statistics($0, id: specification.indicators[$0.indicator].id) }
    correlations = diagnosis.correlations.map { pair in
      Correlation(
        first: nodes[pair.first].id, second: nodes[pair.second].id, group: pair.group.map { nodes[$0].id },
        count: pair.count, pearson: pair.pearson, spearman: pair.spearman, kendall: pair.kendall,
        flags: (pair.isRedundant(thresholds.redundant) ? ["redundant"] : [])
          + (pair.isNegative(thresholds.negative) ? ["negative"] : []))
    }
    groups = diagnosis.groups.map { group in
      Group(
        id: nodes[group.group].id, count: group.count, alpha: group.alpha, eigenvalues: group.eigenvalues,
        dimensions: group.dimensions,
        loadings: zip(group.children, group.loadings).map { Loading(id: nodes[$0].id, loading: $1) },
        note: group.note)
    }
    func kind(_ node: Int) -> String { nodes[node].indicator == nil ? "group" : "indicator" }
    importances = diagnosis.importances.map {
      Importance(
        id: nodes[$0.node].id, kind: kind($0.node), weight: $0.weight, importance: $0.importance,
        curveImportance: $0.curveImportance,
        relativeWeight: $0.relativeWeight, relativeImportance: $0.relativeImportance, count: $0.count)
    }
    leftOut = diagnosis.leftOut.map { part in
      LeftOut(
        id: nodes[part.node].id, kind: kind(part.node),
        sides: zip(specification.sides, part.sides).map { side, outcome in
          Side(
            id: side.id, score: outcome.score, change: outcome.change, rank: outcome.rank,
            rankChange: outcome.rankChange)
        }, note: part.note)
    }
  }

  enum CodingKeys: String, CodingKey {
    case schema, thresholds, sample, statistics, correlations, groups, importances, leftOut
  }

  /// Writes the fields of the provenance beside the report's own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try provenance.encode(to: encoder)
    try container.encode(thresholds, forKey: .thresholds)
    try container.encode(sample, forKey: .sample)
    try container.encode(statistics, forKey: .statistics)
    try container.encode(correlations, forKey: .correlations)
    try container.encode(groups, forKey: .groups)
    try container.encode(importances, forKey: .importances)
    try container.encode(leftOut, forKey: .leftOut)
  }
}

extension DiagnosisReport.Statistics {
  init(_ statistics: IndicatorStatistics, id: String) {
    self.id = id
    of = statistics.of.rawValue
    (count, coverage, coverageNow) = (statistics.count, statistics.coverage, statistics.coverageNow)
    (mean, standardDeviation) = (statistics.mean, statistics.standardDeviation)
    (least, median, greatest) = (statistics.least, statistics.median, statistics.greatest)
    (skewness, excessKurtosis) = (statistics.skewness, statistics.excessKurtosis)
    flag =
      statistics.count == 0
      ? "no value" : statistics.isConstant ? "constant" : statistics.hasOutliers ? "outliers" : nil
  }
}
