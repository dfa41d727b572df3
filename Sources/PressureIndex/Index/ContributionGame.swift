internal import PressureNumerics
internal import PressureSyntax

/// The game whose Shapley values are the contributions to one side's index: indicators in a coalition keep their
/// scores, those outside are set to the baseline, and the other sides keep all of theirs.
struct ContributionGame {
  private let index: PressureIndex
  private let row: Int
  private let players: [Int]
  private let baseline: [Double]
  /// The rows that are scored together: all sides of the date where an aggregation compares them, else the one.
  private let rows: [Int]

  init(_ index: PressureIndex, row: Int, players: [Int], baseline: [Double]) {
    (self.index, self.row, self.players, self.baseline) = (index, row, players, baseline)
    let sides = index.panel.specification.sides.count
    let first = row / sides * sides
    rows = index.panel.specification.hierarchy.comparesRows ? Array(first..<first + sides) : [row]
  }

  /// The number of pairs of orders to sample: 2000, or fewer where comparing many sides makes each coalition dear.
  /// The standard errors tell what that costs.
  var affordablePairs: Int {
    let cost = 2 * players.count * players.count * rows.count * rows.count
    return rows.count == 1 ? 2000 : max(16, min(2000, 400_000_000 / max(1, cost)))
  }

  /// The index for each coalition, a row of members.
  func values(of coalitions: Matrix) throws(Diagnostics) -> [Double] {
    // About as many rows at once as keep the matrices small.
    let batch = max(1, 16_384 / rows.count)
    var result: [Double] = []
    result.reserveCapacity(coalitions.rows)
    for start in stride(from: 0, to: coalitions.rows, by: batch) {
      result += try values(of: coalitions, from: start, count: min(batch, coalitions.rows - start))
    }
    return result
  }

  private func values(of coalitions: Matrix, from start: Int, count: Int) throws(Diagnostics) -> [Double] {
    var copies = RepeatedRows(index, rows: rows, count: count)
    let own = row - rows[0]
    for (player, k) in players.enumerated() {
      for i in 0..<count where coalitions[start + i, player] == 0 {
        copies.set(baseline[k], copy: i, position: own, indicator: k)
      }
    }
    do {
      let nodes = try copies.nodes(weights: copies.ownWeights, mustCompare: true)
      return (0..<count).map { nodes.values[copies.row($0, own), 0] }
    } catch {
      throw Diagnostics(diagnostic(error))
    }
  }

  private func diagnostic(_ failure: NodeScores.Failure) -> Diagnostic {
    let aggregation = index.panel.specification.hierarchy.aggregation(of: failure.group)
    let method = aggregation.name.rawValue
    let baseline = index.panel.specification.method.baseline.description
    switch failure.reason {
    case .score(let score, let child):
      return Diagnostic(
        "contributions cannot be measured from \(baseline): there "
          + "\(index.panel.specification.hierarchy.nodes[child].id.quoted) scores \(shortest(score)), and \(method) "
          + "aggregation needs \(aggregation.domain.description)",
        help: "state another baseline, such as 'method: {baseline: 0.1}'")
    case .constant(let score, let child):
      return Diagnostic(
        "contributions cannot be measured from \(baseline): there every side's "
          + "\(index.panel.specification.hierarchy.nodes[child].id.quoted) is \(shortest(score)), and \(method) "
          + "aggregation divides by their spread",
        help: "state another baseline, such as 'method: {baseline: 0.1}'")
    case .tooFewUnits, .cycle, .unitWeights, .noWeights, .undated:
      return failure.diagnostic(index.panel)
    }
  }
}
