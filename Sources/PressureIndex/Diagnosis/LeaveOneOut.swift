internal import PressureNumerics
internal import PressureSyntax

/// What becomes of the scores and ranks at the as-of date when a group or an indicator is left out and the weights of
/// its siblings are rescaled. A group that loses its only child goes with it.
public struct LeaveOneOut: Sendable, Hashable {
  /// One side without the node.
  public struct Outcome: Sendable, Hashable {
    /// The index, or `nil` where what is left is too little.
    public let score: Double?
    /// What leaving the node out adds to the index; `nil` where there is no index with it or without.
    public let change: Double?
    /// The rank, 1 the highest score, equal scores sharing the better rank; `nil` without a score.
    public let rank: Int?
    /// The rank without the node less that with it: below 0 for a side that moves up.
    public let rankChange: Int?
  }

  /// The node's position.
  public let node: Int
  /// One for each side; empty where there is no index without the node.
  public let sides: [Outcome]
  /// Why there is none.
  public let note: String?

  /// The largest change of a score, either way; `nil` where there is none.
  public var largestChange: Double? { sides.compactMap { $0.change.map { abs($0) } }.max() }
  /// How many sides change rank.
  public var rankChanges: Int { sides.count { ($0.rankChange ?? 0) != 0 } }

  static func all(_ index: PressureIndex) -> [LeaveOneOut] {
    index.panel.specification.hierarchy.nodes.indices.dropFirst().map { LeaveOneOut(index, without: $0) }
  }

  private init(_ index: PressureIndex, without node: Int) {
    self.node = node
    let panel = index.panel
    let hierarchy = panel.specification.hierarchy
    let sides = panel.specification.sides.indices
    // Other dates matter only to an aggregation that looks back.
    let looksBack = hierarchy.looksAtHistory
    let rows = looksBack ? Array(0..<panel.rowCount) : sides.map { panel.row(side: $0) }
    let vectors = rows.map { hierarchy.without(node, index.weights[$0]) }
    guard let first = vectors[0], !vectors.contains(nil) else {
      (self.sides, note) = ([], "nothing is left without it")
      return
    }
    let all = vectors.compactMap { $0 }
    let weights =
      all.allSatisfy { $0 == first }
      ? Weights(first, rows: rows.count) : Weights(vectors: all, vectorOfRow: Array(rows.indices))
    func selected(_ matrix: Matrix) -> Matrix {
      looksBack ? matrix : Matrix(rows: rows.map { matrix.row($0) })
    }
    do throws(NodeScores.Failure) {
      let nodes = try NodeScores(
        hierarchy, weights: weights, scores: selected(index.scores.values), mask: selected(index.scores.mask),
        layout: looksBack ? panel.layout : RowLayout(sides: sides.count, dates: 1))
      let before = sides.map { index.score(row: panel.row(side: $0)) }
      let after = sides.map { nodes.mask[$0, 0] == 1 ? nodes.values[$0, 0] : nil }
      let (ranksBefore, ranksAfter) = (before.ranks, after.ranks)
      self.sides = sides.map { side in
        Outcome(
          score: after[side], change: after[side].flatMap { score in before[side].map { score - $0 } },
          rank: ranksAfter[side],
          rankChange: ranksAfter[side].flatMap { rank in ranksBefore[side].map { rank - $0 } })
      }
      note = nil
    } catch {
      self.sides = []
      note = error.diagnostic(panel).message
    }
  }
}

extension [Double?] {
  /// The rank of each score, 1 the highest, equal scores sharing the better rank; `nil` for none. Cost: O(n log n).
  fileprivate var ranks: [Int?] {
    let falling = compactMap { $0 }.sorted(by: >)
    var first: [Double: Int] = [:]
    for (position, score) in falling.enumerated() where first[score] == nil { first[score] = position + 1 }
    return map { $0.flatMap { first[$0] } }
  }
}

extension Hierarchy {
  /// `weights` with `node` at 0 and its siblings rescaled; where it has none with a weight, its parent goes instead.
  /// `nil` where nothing is left.
  func without(_ node: Int, _ weights: [Double]) -> [Double]? {
    guard let parent = nodes[node].parent else { return nil }
    var result = weights
    let siblings = nodes[parent].children.filter { $0 != node }
    let total = siblings.reduce(0) { $0 + weights[$1] }
    guard total > 0 else { return without(parent, weights) }
    result[node] = 0
    for sibling in siblings { result[sibling] = weights[sibling] / total }
    return result
  }
}
