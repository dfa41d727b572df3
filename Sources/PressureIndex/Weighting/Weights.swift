/// Each node's weight among its siblings, in every row of a panel.
///
/// Rows share weight vectors: all of them one where weights are declared, those of a date where a scheme computes
/// weights from what was public by then, and each row its own where a scheme judges every unit by itself.
public struct Weights: Sendable, Hashable {
  /// The different vectors, each with one weight per node of the hierarchy: finite, 0 or more, and summing to 1
  /// over the children of every group; 1 for the index itself.
  public let vectors: [[Double]]
  private let vectorOfRow: [Int]

  /// The same weights in all `rows`.
  public init(_ vector: [Double], rows: Int) {
    vectors = [vector]
    vectorOfRow = Array(repeating: 0, count: rows)
  }

  /// The weights `vectors[vectorOfRow[row]]` in each row.
  public init(vectors: [[Double]], vectorOfRow: [Int]) {
    precondition(vectorOfRow.allSatisfy(vectors.indices.contains), "a row without weights")
    self.vectors = vectors
    self.vectorOfRow = vectorOfRow
  }

  /// The number of rows.
  public var rows: Int { vectorOfRow.count }

  /// The weights in a row.
  public subscript(row: Int) -> [Double] { vectors[vectorOfRow[row]] }

  /// The weights with each vector changed by `adjust`, after which they must sum to 1 in every group.
  public func adjusted(_ adjust: (inout [Double]) -> Void) -> Weights {
    let changed = vectors.map { vector in
      var vector = vector
      adjust(&vector)
      return vector
    }
    return Weights(vectors: changed, vectorOfRow: vectorOfRow)
  }

  /// The position of a row's vector among ``vectors``.
  public func vector(ofRow row: Int) -> Int { vectorOfRow[row] }

  /// The rows that use each vector, in rising order; empty for a vector that no row uses.
  public var rowsByVector: [[Int]] {
    var result = [[Int]](repeating: [], count: vectors.count)
    for (row, vector) in vectorOfRow.enumerated() { result[vector].append(row) }
    return result
  }
}
