public import PressureNumerics

/// The index by several weightings at once.
///
/// With arithmetic aggregation an index is Σ over indicators of its chain of weights times its score, so that all
/// schemes and all rows with the same gaps and weights are one product: rows × indicators by indicators × schemes.
/// Nothing is weighed or aggregated scheme by scheme.
public struct SchemeScores: Sendable {
  /// Rows × schemes; 0 where there is no score.
  public private(set) var values: Matrix
  /// Rows × schemes; 1 where there is a score, else 0.
  public private(set) var mask: Matrix

  /// Scores `rows` of the matrices by each of `schemes`.
  ///
  /// Cost: 2 · rows · indicators · schemes operations, and for each pattern of gaps and weights one walk through the
  /// hierarchy per scheme.
  ///
  /// - Precondition: every group is aggregated arithmetically.
  public init(
    _ hierarchy: Hierarchy, schemes: [Weights], scores: Matrix, mask leafMask: Matrix, rows: Range<Int>
  ) {
    precondition(hierarchy.isArithmetic, "a group that is not aggregated arithmetically")
    values = Matrix(repeating: 0, rows: rows.count, columns: schemes.count)
    mask = values
    let first = rows.lowerBound
    struct Pattern: Hashable {
      let gaps: [Bool]
      let vectors: [Int]
    }
    let patterns = Dictionary(grouping: rows) { row in
      Pattern(
        gaps: (0..<scores.columns).map { leafMask[row, $0] == 0 },
        vectors: schemes.map { $0.vector(ofRow: row) })
    }
    for (pattern, rows) in patterns {
      var weights = Matrix(repeating: 0, rows: scores.columns, columns: schemes.count)
      var isScored: [Bool] = []
      for (scheme, vector) in zip(schemes.indices, pattern.vectors) {
        let chain = hierarchy.indicatorWeights(
          schemes[scheme].vectors[vector], isObserved: { !pattern.gaps[$0] })
        isScored.append(chain != nil)
        for (indicator, weight) in (chain ?? []).enumerated() { weights[indicator, scheme] = weight }
      }
      var observed = Matrix(repeating: 0, rows: rows.count, columns: scores.columns)
      for (i, row) in rows.enumerated() {
        for indicator in 0..<scores.columns where !pattern.gaps[indicator] {
          observed[i, indicator] = scores[row, indicator]
        }
      }
      let product = observed.multiplied(by: weights)
      for (i, row) in rows.enumerated() {
        for scheme in schemes.indices where isScored[scheme] {
          values[row - first, scheme] = product[i, scheme]
          mask[row - first, scheme] = 1
        }
      }
    }
  }
}

extension Hierarchy {
  /// Each indicator's weight in the index: the product of its weights on the way up, rescaled in each group to what is
  /// observed; `nil` where too little is observed for an index. By arithmetic aggregation the index is the sum of these
  /// weights times the scores.
  ///
  /// - Parameters:
  ///   - weights: each node's weight among its siblings.
  ///   - isObserved: whether an indicator has a score.
  public func indicatorWeights(_ weights: [Double], isObserved: (Int) -> Bool) -> [Double]? {
    // Children come after their parents: first the coverage from below, then the weights from above.
    var observed = [Double](repeating: 0, count: nodes.count)
    var isPresent = [Bool](repeating: false, count: nodes.count)
    for position in nodes.indices.reversed() {
      if let indicator = nodes[position].indicator {
        isPresent[position] = isObserved(indicator)
      } else {
        let share = nodes[position].children.reduce(0) { isPresent[$1] ? $0 + weights[$1] : $0 }
        observed[position] = share
        isPresent[position] = share > 0 && share >= minimumCoverage(of: position) - 1e-12
      }
    }
    guard isPresent[0] else { return nil }
    var chain = [Double](repeating: 0, count: nodes.count)
    var result = [Double](repeating: 0, count: leaves.count)
    chain[0] = 1
    for (position, node) in nodes.enumerated().dropFirst() where isPresent[position] {
      guard let parent = node.parent, chain[parent] > 0 else { continue }
      chain[position] = chain[parent] * weights[position] / observed[parent]
      if let indicator = node.indicator { result[indicator] = chain[position] }
    }
    return result
  }

  /// The hierarchy with every group aggregated by `aggregation`.
  public func aggregated(by aggregation: Aggregation) -> Hierarchy {
    var result = self
    for position in nodes.indices {
      guard case .group(let children, _, let coverage) = nodes[position].content else { continue }
      result.nodes[position].content = .group(
        children: children, aggregation: aggregation, minimumCoverage: coverage)
    }
    return result
  }
}
