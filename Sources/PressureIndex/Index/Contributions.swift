internal import PressureNumerics
public import PressureSyntax

/// What each indicator adds to an index, from a baseline: the baseline's part and the contributions sum to the
/// index.
///
/// With arithmetic aggregation throughout, an indicator contributes its chain of rescaled weights times its
/// distance from the baseline. With correlation-weighted groups as well, and no pressure as the baseline, contributions
/// are Euler's: a ∘ (C a), a = w ∘ u, among the children of such a group. Otherwise contributions are Shapley values: players outside a coalition are set
/// to the baseline. Exact for up to 12 indicators (2^P indices as one matrix product), by paired permutation
/// sampling with standard errors beyond. Where an aggregation compares sides, the game changes the side's own scores
/// alone, and the others keep theirs.
public struct Contributions: Sendable {
  /// The index with every indicator at its baseline.
  public let constant: Double
  /// For each indicator its contribution; 0 for one without a score.
  public let values: [Double]
  /// For sampled contributions, their standard errors.
  public let standardErrors: [Double]?

  /// The contributions in one row of `index`, or `nil` if the row has no index.
  ///
  /// - Throws: a baseline score that is missing or that the aggregation does not allow.
  public init?(_ index: PressureIndex, row: Int) throws(Diagnostics) {
    guard index.score(row: row) != nil else { return nil }
    let present = index.panel.specification.indicators.indices.filter { index.scores.mask[row, $0] == 1 }
    let baseline = try Contributions.baseline(index, row: row, of: present)
    if index.panel.specification.hierarchy.isArithmetic {
      let weights = Contributions.effectiveWeights(index, row: row)
      values = present.reduce(into: Array(repeating: 0, count: index.scores.values.columns)) { values, k in
        values[k] = weights[k] * (index.scores.values[row, k] - baseline[k])
      }
      constant = present.reduce(0) { $0 + weights[$1] * baseline[$1] }
      standardErrors = nil
    } else if index.panel.specification.hierarchy.hasContributionsInClosedForm(
      from: index.panel.specification.method.baseline)
    {
      (constant, values, standardErrors) = (0, Contributions.euler(index, row: row), nil)
    } else {
      (constant, values, standardErrors) = try Contributions.shapley(
        index, row: row, players: present, baseline: baseline)
    }
  }

  /// Each indicator's weight in the index of `row`: the product of the rescaled weights on its way up; 0 where
  /// a group on the way has no score. Sums to 1.
  static func effectiveWeights(_ index: PressureIndex, row: Int) -> [Double] {
    let hierarchy = index.panel.specification.hierarchy
    let weights = index.weights[row]
    var chain = [Double](repeating: 0, count: hierarchy.nodes.count)
    var result = [Double](repeating: 0, count: index.scores.values.columns)
    chain[0] = index.nodes.mask[row, 0]
    for (position, node) in hierarchy.nodes.enumerated().dropFirst() {
      guard index.nodes.mask[row, position] == 1, let parent = node.parent, chain[parent] > 0 else {
        continue
      }
      let observed = hierarchy.nodes[parent].children.reduce(0) {
        $0 + weights[$1] * index.nodes.mask[row, $1]
      }
      chain[position] = chain[parent] * weights[position] / observed
      if let indicator = node.indicator { result[indicator] = chain[position] }
    }
    return result
  }

  private static func baseline(
    _ index: PressureIndex, row: Int, of present: [Int]
  ) throws(Diagnostics) -> [Double] {
    let specification = index.panel.specification
    let count = specification.sides.count
    let reference: Int
    switch specification.method.baseline {
    case .score(let value): return Array(repeating: value, count: specification.indicators.count)
    case .otherSide: reference = row / count * count + (1 - row % count)
    case .date(let day):
      guard let date = index.panel.dates.firstIndex(of: day) else {
        preconditionFailure("the panel lacks the baseline's date")
      }
      reference = date * count + row % count
    }
    for k in present where index.scores.mask[reference, k] == 0 {
      throw Diagnostics(
        Diagnostic(
          "the baseline of \(specification.indicators[k].id.quoted) is missing: \(specification.method.baseline.description)"
            + " has no score of it"
            + (index.gap(row: reference, indicator: k).map { " (\($0))" } ?? ""),
          help: "state a baseline score instead, such as 'baseline: 0.1'"))
    }
    return index.scores.values.row(reference)
  }

  private static func shapley(
    _ index: PressureIndex, row: Int, players: [Int], baseline: [Double]
  ) throws(Diagnostics) -> (constant: Double, values: [Double], standardErrors: [Double]?) {
    let game = ContributionGame(index, row: row, players: players, baseline: baseline)
    let attribution = try Shapley.attribution(
      players: players.count, pairs: game.affordablePairs, value: game.values)
    var result = [Double](repeating: 0, count: baseline.count)
    var errors = attribution.standardErrors.map { _ in result }
    for (player, k) in players.enumerated() {
      result[k] = attribution.values[player]
      errors?[k] = attribution.standardErrors![player]
    }
    let none = Matrix(repeating: 0, rows: 1, columns: players.count)
    return (try game.values(of: none)[0], result, errors)
  }
}
