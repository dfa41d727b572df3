public import PressureSyntax

/// What an index is made of, statistically: how well it is covered, how its indicators are distributed and correlated,
/// whether groups measure one thing, what each part does to the index, and what the index would be without it.
public struct Diagnosis: Sendable {
  /// The rows that were used.
  public let sample: DiagnosisSample
  /// Every indicator's distribution.
  public let statistics: [IndicatorStatistics]
  /// All pairs of indicators and of siblings.
  public let correlations: [PairCorrelation]
  /// Every group, the index itself first.
  public let groups: [GroupStructure]
  /// Every node but the index itself.
  public let importances: [NodeImportance]
  /// Every node but the index itself.
  public let leftOut: [LeaveOneOut]

  /// Diagnoses `index`, whose panel should hold the ends of the months before its first date
  /// (``Panel/init(_:_:asOf:sampled:requiresFirstDate:)``).
  ///
  /// Cost: for n rows and k indicators about k² n log n; and an index for each node.
  ///
  /// - Throws: scores that an aggregation does not allow.
  public init(_ index: PressureIndex) throws(Diagnostics) {
    let specification = index.panel.specification
    let sample = try DiagnosisSample(index)
    self.sample = sample
    statistics = specification.indicators.indices.map { IndicatorStatistics(index, sample, indicator: $0) }
    correlations = PairCorrelation.all(specification.hierarchy, sample)
    groups = specification.hierarchy.groups.map { GroupStructure($0, specification.hierarchy, sample) }
    importances = NodeImportance.all(specification.hierarchy, sample)
    leftOut = LeaveOneOut.all(index)
  }
}
