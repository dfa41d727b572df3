internal import PressureNumerics
public import PressureSyntax

/// The pressure on every side at every date of a panel, and what it is made of.
public struct PressureIndex: Sendable {
  /// What was known.
  public let panel: Panel
  /// What was made of it before it was normalised.
  public let prepared: Prepared
  /// The indicators' scores.
  public let scores: Scores
  /// The scores of every group and of the index itself.
  public let nodes: NodeScores
  /// Each node's weight among its siblings, in every row.
  public let weights: Weights
  /// Where the weights at the first date came from, by group.
  public let weightDerivations: [WeightDerivation]
  /// Why dates have no weights, and so no scores, by their numbers.
  public let weightFailures: [Int: Diagnostics]

  /// Scores, weighs and aggregates `panel`.
  ///
  /// - Parameter adjust: changes each vector of weights before it is used; in every group they must sum to 1.
  /// - Throws: a gap that its imputation cannot fill; a sample that cannot carry a normalization; a score that an
  ///   aggregation does not allow.
  public init(
    _ panel: Panel, adjustingWeights adjust: ((inout [Double]) -> Void)? = nil
  ) throws(Diagnostics) {
    let prepared = try Prepared(panel)
    try self.init(panel, prepared: prepared, scores: try Scores(prepared), adjustingWeights: adjust)
  }

  /// Weighs and aggregates the indicators' `scores` of the values `prepared`, both of which must be those of `panel` or
  /// of one that differs from it in weighting and aggregation alone.
  ///
  /// - Parameter adjust: changes each vector of weights before it is used; in every group they must sum to 1.
  /// - Throws: weights that cannot be learned; a score that an aggregation does not allow.
  public init(
    _ panel: Panel, prepared: Prepared, scores: Scores,
    adjustingWeights adjust: ((inout [Double]) -> Void)? = nil
  ) throws(Diagnostics) {
    let specification = panel.specification
    self.panel = panel
    self.prepared = prepared
    self.scores = scores
    let solved = try PressureIndex.solvedWeights(of: panel, scores)
    weightFailures = solved.failures
    weights = adjust.map { solved.weights.adjusted($0) } ?? solved.weights
    weightDerivations = solved.derivations
    do {
      nodes = try NodeScores(
        specification.hierarchy, weights: weights, scores: scores.values, mask: scores.mask,
        layout: panel.layout)
    } catch {
      throw Diagnostics(error.diagnostic(panel))
    }
  }

  /// The weights in every row of `panel`, and where those at the first date came from, by group.
  ///
  /// - Throws: weights that cannot be learned from the scores at the first date.
  public static func weights(
    of panel: Panel, _ scores: Scores
  ) throws(Diagnostics) -> (weights: Weights, derivations: [WeightDerivation]) {
    let solved = try solvedWeights(of: panel, scores)
    return (solved.weights, solved.derivations)
  }

  private static func solvedWeights(
    of panel: Panel, _ scores: Scores
  ) throws(Diagnostics) -> WeightSolver.Result {
    let solver = try WeightSolver(
      panel: panel, scores: scores, weighting: panel.specification.weighting(ofGroup:))
    return try solver.solve(dates: 0..<panel.scoredDateCount)
  }

  /// The score of a node in a row, or `nil`.
  public func score(row: Int, node: Int = 0) -> Double? {
    nodes.mask[row, node] == 1 ? nodes.values[row, node] : nil
  }

  /// The score of an indicator in a row, or `nil`.
  public func score(row: Int, indicator: Int) -> Double? {
    scores.mask[row, indicator] == 1 ? scores.values[row, indicator] : nil
  }

  /// The share of a node's weight that is observed in a row.
  public func coverage(row: Int, node: Int = 0) -> Double { nodes.coverage[row, node] }

  /// Why an indicator has no score in a row; `nil` if it has one.
  public func gap(row: Int, indicator: Int) -> Gap? {
    prepared.gap(row: row, indicator: indicator)
      ?? scores.unscorable[Scores.Cell(row: row, indicator: indicator)]
  }

  /// The results of one side at the date number `date`.
  ///
  /// - Parameter isAttributed: whether to measure what each indicator adds, which takes Shapley values with most
  ///   aggregations.
  /// - Throws: a baseline score that is missing or that the aggregation does not allow.
  public func result(
    side: Int, date: Int = 0, isAttributed: Bool = true
  ) throws(Diagnostics) -> SideResult {
    try SideResult(self, side: side, date: date, isAttributed: isAttributed)
  }

  /// Each indicator's weight in the index of a row: the product of its weights on the way up, rescaled in each
  /// group to what is observed. Sums to 1 over the indicators with a score; all 0 without an index.
  public func effectiveWeights(row: Int) -> [Double] { Contributions.effectiveWeights(self, row: row) }

  /// The share of the index's weight that rests on indicators for which the sides have different measures, and
  /// those indicators; by the weights of the first side at the first date.
  public var differentMeasures: (weight: Double, indicators: [Indicator]) {
    let specification = panel.specification
    let vector = weights[0]
    var weight = 0.0
    var indicators: [Indicator] = []
    for leaf in specification.hierarchy.leaves {
      let indicator = specification.indicators[specification.hierarchy.nodes[leaf].indicator!]
      guard indicator.hasDifferentMeasures else { continue }
      indicators.append(indicator)
      var node = leaf
      var share = 1.0
      while let parent = specification.hierarchy.nodes[node].parent {
        share *= vector[node]
        node = parent
      }
      weight += share
    }
    return (weight, indicators)
  }
}
