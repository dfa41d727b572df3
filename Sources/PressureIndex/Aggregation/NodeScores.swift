public import PressureNumerics

/// The scores of all groups and indicators of a hierarchy, in every row.
public struct NodeScores: Sendable {
  /// Rows × nodes; 0 where there is no score.
  public internal(set) var values: Matrix
  /// Rows × nodes; 1 where there is a score, else 0.
  public internal(set) var mask: Matrix
  /// Rows × nodes; for a group the share of its weight that has a score, for an indicator its mask.
  public internal(set) var coverage: Matrix
  /// For each correlation-weighted group its children's correlations in every row.
  public internal(set) var correlations: [Int: [Matrix]] = [:]

  /// At which dates units must be comparable.
  public enum Comparability: Sendable {
    /// At all.
    case everywhere
    /// At the first, which is the one that was asked for.
    case atFirstDate
    /// At none.
    case nowhere
  }

  /// Aggregates the indicators' scores upwards, one level of the hierarchy after the other. Quasi-arithmetic means are
  /// masked matrix products: with V the children's scores, M their mask and W their weights (children × groups),
  /// the groups' scores are φ⁻¹((φ(V) ∘ M) W ⊘ M W), kept within the range of their members, and their coverage
  /// is M W.
  ///
  /// Cost: 4 · rows · children · groups operations per level; for other aggregations what they state.
  ///
  /// - Parameters:
  ///   - scores: rows × indicators.
  ///   - mask: rows × indicators, 0 or 1.
  ///   - weights: each node's weight among its siblings, for every row. The rows of a weight vector are one product.
  ///   - layout: which rows are of one date and which of one side; needed where an aggregation compares them
  ///     (``Hierarchy/comparesRows``) or learns from them (``Hierarchy/learnsFromHistory``).
  ///   - correlations: those of correlation-weighted groups, in the place of learned ones: for row n the ones at n modulo
  ///     their number.
  ///   - comparability: the dates at which units that cannot be compared, being too few or alike, are a failure; at
  ///     others the group has no score.
  public init(
    _ hierarchy: Hierarchy, weights: Weights, scores: Matrix, mask leafMask: Matrix, layout: RowLayout? = nil,
    comparability: Comparability = .atFirstDate, correlations fixed: [[Int: Matrix]]? = nil
  ) throws(Failure) {
    precondition(weights.rows == scores.rows, "weights of another number of rows")
    precondition(layout.map { $0.rowCount == scores.rows } ?? true, "a layout of another number of rows")
    let nodes = hierarchy.nodes
    values = Matrix(repeating: 0, rows: scores.rows, columns: nodes.count)
    mask = values
    coverage = values
    for (index, node) in nodes.enumerated() {
      guard let leaf = node.indicator else { continue }
      for row in 0..<scores.rows {
        mask[row, index] = leafMask[row, leaf]
        coverage[row, index] = leafMask[row, leaf]
        values[row, index] = leafMask[row, leaf] == 0 ? 0 : scores[row, leaf]
      }
    }
    let deepest = nodes.map(\.depth).max()!
    let rowsByVector = weights.rowsByVector
    for depth in stride(from: deepest - 1, through: 0, by: -1) {
      let groups = nodes.indices.filter { nodes[$0].depth == depth && nodes[$0].indicator == nil }
      for aggregation in hierarchy.aggregations(of: groups) {
        let alike = groups.filter { hierarchy.aggregation(of: $0) == aggregation }
        switch aggregation.rule {
        case .quasiArithmetic(let mean):
          for (vector, rows) in zip(weights.vectors, rowsByVector) where !rows.isEmpty {
            try aggregate(alike, by: mean, hierarchy, vector, rows: rows)
          }
        case .unit(let method):
          for group in alike { try aggregate(group, by: method, hierarchy, weights) }
        case .block(let block, let method):
          guard let layout else { preconditionFailure("\(aggregation.name) without a layout of the rows") }
          for group in alike {
            try aggregate(
              group, by: method, hierarchy, weights, blocks: layout.rows(by: block),
              comparability: comparability)
          }
        case .history(let decay):
          guard fixed != nil || layout != nil else {
            preconditionFailure("\(aggregation.name) without a layout of the rows")
          }
          for group in alike {
            try aggregate(group, decay: decay, hierarchy, weights, layout: layout, fixed: fixed)
          }
        }
      }
    }
  }

  private mutating func aggregate(
    _ groups: [Int], by mean: QuasiArithmeticMean, _ hierarchy: Hierarchy, _ weights: [Double], rows: [Int]
  ) throws(Failure) {
    let children = groups.flatMap { hierarchy.nodes[$0].children }
    var forward = Matrix(repeating: 0, rows: rows.count, columns: children.count)
    var present = forward
    for (column, child) in children.enumerated() {
      for (i, row) in rows.enumerated() where mask[row, child] == 1 {
        guard let value = mean.forward(values[row, child]) else {
          throw Failure(
            row: row, group: hierarchy.nodes[child].parent!,
            reason: .score(values[row, child], child: child))
        }
        forward[i, column] = value
        present[i, column] = 1
      }
    }
    var block = Matrix(repeating: 0, rows: children.count, columns: groups.count)
    var first = 0
    for (column, group) in groups.enumerated() {
      for child in hierarchy.nodes[group].children {
        block[first, column] = weights[child]
        first += 1
      }
    }
    let sums = forward.multiplied(by: block)
    let shares = present.multiplied(by: block)
    for (column, group) in groups.enumerated() {
      let required = hierarchy.minimumCoverage(of: group)
      for (i, row) in rows.enumerated() {
        let share = shares[i, column]
        coverage[row, group] = min(1, share)
        // The tolerance keeps a coverage of exactly the minimum, such as ⅓ + ⅙, from failing by rounding.
        guard share > 0, share >= required - 1e-12 else { continue }
        let score = mean.backward(sums[i, column] / share)
        // Rounding alone could take a mean out of the range of its members, and a score below 0 or above 1.
        let members = range(of: group, row: row, hierarchy, weights)
        values[row, group] = min(max(score, members.lowerBound), members.upperBound)
        mask[row, group] = 1
      }
    }
  }

  /// The smallest and the largest score among the children of `group` that count in a row, of which there is one.
  private func range(
    of group: Int, row: Int, _ hierarchy: Hierarchy, _ weights: [Double]
  ) -> ClosedRange<Double> {
    var (least, greatest) = (Double.infinity, -Double.infinity)
    for child in hierarchy.nodes[group].children where mask[row, child] == 1 && weights[child] > 0 {
      least = min(least, values[row, child])
      greatest = max(greatest, values[row, child])
    }
    return least...greatest
  }
}
