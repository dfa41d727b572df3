public import PressureNumerics

/// The scores of all groups and indicators of a hierarchy, in every row.
public struct NodeScores: Sendable {
  /// Rows × nodes; 0 where there is no score.
  public private(set) var values: Matrix
  /// Rows × nodes; 1 where there is a score, else 0.
  public private(set) var mask: Matrix
  /// Rows × nodes; for a group the share of its weight that has a score, for an indicator its mask.
  public private(set) var coverage: Matrix

  /// A score that a group's aggregation does not allow.
  public struct Failure: Error, Hashable, Sendable {
    /// The row.
    public let row: Int
    /// The child.
    public let node: Int
    /// The group.
    public let group: Int
    /// The child's score.
    public let score: Double
  }

  /// Aggregates the indicators' scores upwards, one level of the hierarchy after the other, each as masked
  /// matrix products: with V the children's scores, M their mask and W their weights (children × groups),
  /// the groups' scores are φ⁻¹((φ(V) ∘ M) W ⊘ M W), kept within the range of their members, and their coverage
  /// is M W.
  ///
  /// Cost: 4 · rows · children · groups operations per level.
  ///
  /// - Parameters:
  ///   - scores: rows × indicators.
  ///   - mask: rows × indicators, 0 or 1.
  ///   - weights: each node's weight among its siblings, for every row. The rows of a weight vector are one product.
  public init(
    _ hierarchy: Hierarchy, weights: Weights, scores: Matrix, mask leafMask: Matrix
  ) throws(Failure) {
    precondition(weights.rows == scores.rows, "weights of another number of rows")
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
        for (vector, rows) in zip(weights.vectors, rowsByVector) where !rows.isEmpty {
          try aggregate(alike, by: aggregation, hierarchy, vector, rows: rows)
        }
      }
    }
  }

  private mutating func aggregate(
    _ groups: [Int], by aggregation: Aggregation, _ hierarchy: Hierarchy, _ weights: [Double], rows: [Int]
  ) throws(Failure) {
    let children = groups.flatMap { hierarchy.nodes[$0].children }
    var forward = Matrix(repeating: 0, rows: rows.count, columns: children.count)
    var present = forward
    for (column, child) in children.enumerated() {
      for (i, row) in rows.enumerated() where mask[row, child] == 1 {
        guard let value = aggregation.forward(values[row, child]) else {
          throw Failure(
            row: row, node: child, group: hierarchy.nodes[child].parent!, score: values[row, child])
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
        let mean = aggregation.backward(sums[i, column] / share)
        // Rounding alone could take a mean out of the range of its members, and a score below 0 or above 1.
        let members = range(of: group, row: row, hierarchy, weights)
        values[row, group] = min(max(mean, members.lowerBound), members.upperBound)
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

extension Hierarchy {
  func aggregation(of group: Int) -> Aggregation {
    guard case .group(_, let aggregation, _) = nodes[group].content else {
      preconditionFailure("an indicator has no aggregation")
    }
    return aggregation
  }

  func minimumCoverage(of group: Int) -> Double {
    guard case .group(_, _, let coverage) = nodes[group].content else {
      preconditionFailure("an indicator has no minimum coverage")
    }
    return coverage
  }

  /// The different aggregations of `groups`, in order of appearance.
  func aggregations(of groups: [Int]) -> [Aggregation] {
    var result: [Aggregation] = []
    for group in groups where !result.contains(aggregation(of: group)) {
      result.append(aggregation(of: group))
    }
    return result
  }

  /// Whether every group adds up its children, so that contributions are weights times scores.
  public var isArithmetic: Bool {
    nodes.indices.allSatisfy { nodes[$0].indicator != nil || aggregation(of: $0) == .arithmetic }
  }
}
