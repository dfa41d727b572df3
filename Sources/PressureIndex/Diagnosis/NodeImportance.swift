internal import PressureNumerics

/// What a group or an indicator is stated to weigh, and what it does to the index.
///
/// The effective importance is the share of the index's variance over the sample that a straight line in the node's
/// score accounts for, S = r². For a weighted sum without gaps it is (Σw)_k²/(σ_k² · wᵀΣw). Where an aggregation bends,
/// the share that a smooth curve accounts for, Var(E[y|x])/Var(y), can be more.
///
/// Source: Paruolo, Saisana and Saltelli, J. R. Stat. Soc. A 176, 2013.
public struct NodeImportance: Sendable, Hashable {
  /// The node's position.
  public let node: Int
  /// Its weight in the whole index: the product of its weights on the way up.
  public let weight: Double
  /// S, in 0…1; 0 for a node that does not vary, `nil` for too few rows or an index that does not vary.
  public let importance: Double?
  /// Var(E[y|x])/Var(y) with E[y|x] by local linear regression (``LocalLinearRegression``); `nil` for fewer than
  /// ``fewestCurveRows`` rows or without a curve.
  public let curveImportance: Double?
  /// S over the sum of S: of all indicators for an indicator, of its siblings for a group. To compare with the weight,
  /// taken in the same set.
  public let relativeImportance: Double?
  /// The weight over the sum of weights in the same set.
  public let relativeWeight: Double
  /// How many rows have both the index and the node.
  public let count: Int

  /// The fewest rows through which a curve is drawn.
  public static let fewestCurveRows = 20

  static func all(_ hierarchy: Hierarchy, _ sample: DiagnosisSample) -> [NodeImportance] {
    var chain = [Double](repeating: 1, count: hierarchy.nodes.count)
    for (position, node) in hierarchy.nodes.enumerated().dropFirst() {
      chain[position] = chain[node.parent!] * sample.weights[position]
    }
    let positions = Array(hierarchy.nodes.indices.dropFirst())
    var importance: [Int: Double] = [:]
    var curves: [Int: Double] = [:]
    var counts: [Int: Int] = [:]
    for node in positions {
      let columns = sample.complete([0, node])
      counts[node] = columns[0].count
      guard columns[0].count >= PairCorrelation.fewestRows else { continue }
      let moments = PairwiseMoments(
        Matrix(rows: columns[0].count, columns: 2, storage: columns.flatMap { $0 }))
      guard moments.correlation(0, 0) != nil else { continue }
      let r = moments.correlation(0, 1) ?? 0
      importance[node] = r * r
      if columns[0].count >= fewestCurveRows {
        curves[node] = LocalLinearRegression(x: columns[1], y: columns[0])?.explainedShare
      }
    }
    return positions.map { position in
      let node = hierarchy.nodes[position]
      let peers =
        node.indicator != nil
        ? hierarchy.leaves
        : hierarchy.nodes[node.parent!].children.filter { hierarchy.nodes[$0].indicator == nil }
      let total = peers.reduce(0) { $0 + (importance[$1] ?? 0) }
      let weights = peers.reduce(0) { $0 + chain[$1] }
      return NodeImportance(
        node: position, weight: chain[position], importance: importance[position],
        curveImportance: curves[position],
        relativeImportance: importance[position].flatMap { total > 0 ? $0 / total : nil },
        relativeWeight: weights > 0 ? chain[position] / weights : 0, count: counts[position] ?? 0)
    }
  }
}
