public import PressureNumerics

/// Some sides of one date, repeated as the dates of a panel, so that one pass scores as many variations of them.
///
/// Each copy starts with the indicators' scores of the index, and keeps the correlations that correlation-weighted groups
/// have learned there.
public struct RepeatedRows: Sendable {
  /// The rows of the index that each copy holds.
  public let rows: [Int]
  /// The number of copies.
  public let count: Int
  /// The scores, copies × rows by indicators, the rows of the first copy first.
  public private(set) var scores: Matrix
  /// Where there is a score: 1, else 0.
  public private(set) var mask: Matrix
  private let index: PressureIndex

  /// `count` copies of `rows`, which must be of one date, and all of it where an aggregation compares sides.
  public init(_ index: PressureIndex, rows: [Int], count: Int) {
    (self.index, self.rows, self.count) = (index, rows, count)
    scores = Matrix(repeating: 0, rows: count * rows.count, columns: index.scores.values.columns)
    mask = scores
    for (position, row) in rows.enumerated() {
      for k in 0..<scores.columns where index.scores.mask[row, k] == 1 {
        for copy in 0..<count {
          scores[self.row(copy, position), k] = index.scores.values[row, k]
          mask[self.row(copy, position), k] = 1
        }
      }
    }
  }

  /// Where the row at `position` among ``rows`` lies in a copy.
  public func row(_ copy: Int, _ position: Int) -> Int { copy * rows.count + position }

  /// Sets an indicator's score in the row at `position` of a copy.
  public mutating func set(_ score: Double, copy: Int, position: Int, indicator: Int) {
    scores[row(copy, position), indicator] = score
    mask[row(copy, position), indicator] = 1
  }

  /// The weights of the index in every copy.
  public var ownWeights: Weights {
    let vectors = rows.map { index.weights[$0] }
    return vectors.allSatisfy { $0 == vectors[0] }
      ? Weights(vectors[0], rows: scores.rows)
      : Weights(vectors: vectors, vectorOfRow: (0..<scores.rows).map { $0 % rows.count })
  }

  /// The scores of all groups, in the rows of ``scores``.
  ///
  /// - Parameter mustCompare: whether units that cannot be compared are a failure; otherwise their group has no score.
  /// - Throws: what cannot be aggregated, in the row of the index that it is a copy of.
  public func nodes(weights: Weights, mustCompare: Bool) throws(NodeScores.Failure) -> NodeScores {
    do {
      return try NodeScores(
        index.panel.specification.hierarchy, weights: weights, scores: scores, mask: mask,
        layout: RowLayout(sides: rows.count, dates: count),
        comparability: mustCompare ? .everywhere : .nowhere,
        correlations: rows.map { row in index.nodes.correlations.mapValues { $0[row] } })
    } catch {
      throw NodeScores.Failure(
        row: rows[error.row % rows.count], group: error.group, reason: error.reason)
    }
  }
}
