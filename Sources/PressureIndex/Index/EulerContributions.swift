internal import PressureNumerics

extension Contributions {
  /// Euler's contributions of the indicators to an index of arithmetic and correlation-weighted groups: each group's is
  /// divided among its children in proportion to w u, or to a ∘ (C a) with a = w u. They sum to the index.
  ///
  /// A child of a correlation-weighted group can take away from it, where it moves against the others.
  /// Source: Hollo, Kremer and Lo Duca, ECB Working Paper 1426, 2012, for one level; the chain rule for more.
  static func euler(_ index: PressureIndex, row: Int) -> [Double] {
    let hierarchy = index.panel.specification.hierarchy
    let weights = index.weights[row]
    var byNode = [Double](repeating: 0, count: hierarchy.nodes.count)
    var result = [Double](repeating: 0, count: index.scores.values.columns)
    byNode[0] = index.nodes.values[row, 0]
    for (position, node) in hierarchy.nodes.enumerated() {
      if let indicator = node.indicator {
        result[indicator] = byNode[position]
        continue
      }
      guard index.nodes.mask[row, position] == 1 else { continue }
      let terms: [Double]
      if let correlations = index.nodes.correlations[position] {
        terms =
          index.nodes.eulerTerms(position, row: row, hierarchy, weights, correlations[row]).contributions
      } else {
        terms = node.children.map { weights[$0] * index.nodes.mask[row, $0] * index.nodes.values[row, $0] }
      }
      let total = terms.reduce(0, +)
      for (child, term) in zip(node.children, terms) where total != 0 {
        byNode[child] = byNode[position] * (term / total)
      }
    }
    return result
  }
}
