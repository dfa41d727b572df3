internal import PressureIndex
internal import PressureNumerics
internal import PressureSyntax
internal import RealModule

/// The lead of one side over another under weights drawn uniformly from the simplex: what there is where no exact share
/// is known.
///
/// The indicators' scores stay as they are, and so do the correlations that a correlation-weighted group has learned;
/// what a draw leaves below a minimum coverage has no score, and no lead.
struct SampledLead {
  /// The most draws of weights for one share.
  static let mostDraws = 10_000
  /// The fewest draws that are worth their error.
  static let fewestDraws = 200

  private let index: PressureIndex
  private let leader: Int
  private let other: Int
  /// The rows that are scored together: all sides where an aggregation compares them, else the two.
  private let rows: [Int]
  /// The number of draws for one share; fewer than ``mostDraws`` where many sides are compared in each.
  let draws: Int

  /// Throws where too many sides would be compared for as few as ``fewestDraws``.
  init(
    _ index: PressureIndex, leader: Int, other: Int
  ) throws(LeadRobustness.SamplingObstacle) {
    (self.index, self.leader, self.other) = (index, leader, other)
    let specification = index.panel.specification
    let compares = specification.hierarchy.comparesRows
    rows = compares ? Array(specification.sides.indices) : [leader, other]
    let cost = (compares ? rows.count * rows.count : 2) * specification.indicators.count
    draws = min(SampledLead.mostDraws, 400_000_000 / max(1, cost))
    if draws < SampledLead.fewestDraws {
      throw .tooDear(
        sides: rows.count, indicators: specification.indicators.count, draws: draws,
        needed: SampledLead.fewestDraws)
    }
  }

  /// The answers for the weights of all indicators and of each group.
  ///
  /// - Throws: what cannot be aggregated by the weights of a draw.
  func answers() throws(LeadRobustness.SamplingObstacle) -> (
    overall: LeadRobustness.Answer, groups: [LeadRobustness.Answer]
  ) {
    let specification = index.panel.specification
    let hierarchy = specification.hierarchy
    func isObserved(_ node: Int) -> Bool {
      index.score(row: leader, node: node) != nil || index.score(row: other, node: node) != nil
    }
    let leaves = hierarchy.leaves.filter(isObserved)
    let chain = index.effectiveWeights(row: leader)
    do throws(NodeScores.Failure) {
      let overall = try answer(
        group: nil, ids: leaves.map { hierarchy.nodes[$0].id },
        weights: leaves.map { chain[hierarchy.nodes[$0].indicator!] }, stream: 0
      ) { vector, simplex in
        for node in vector.indices { vector[node] = 0 }
        for (leaf, weight) in zip(leaves, simplex) { vector[leaf] = weight }
        // Sums from below, then shares of them: children come after their parents.
        for node in vector.indices.dropFirst().reversed() {
          vector[hierarchy.nodes[node].parent!] += vector[node]
        }
        for node in vector.indices.dropFirst().reversed() {
          let sum = vector[hierarchy.nodes[node].parent!]
          vector[node] = sum > 0 ? vector[node] / sum : 0
        }
        vector[0] = 1
      }
      var groups: [LeadRobustness.Answer] = []
      for group in hierarchy.groups where isObserved(group) {
        let children = hierarchy.nodes[group].children.filter(isObserved)
        let own = children.map { index.weights[leader][$0] }
        let total = own.reduce(0, +)
        guard children.count > 1, total > 0 else { continue }
        let all = hierarchy.nodes[group].children
        groups.append(
          try answer(
            group: group, ids: children.map { hierarchy.nodes[$0].id }, weights: own.map { $0 / total },
            stream: UInt64(group + 1)
          ) { vector, simplex in
            for child in all { vector[child] = 0 }
            for (child, weight) in zip(children, simplex) { vector[child] = weight }
          })
      }
      return (overall, groups)
    } catch {
      throw .failedDraw(error.diagnostic(index.panel).message)
    }
  }

  private func answer(
    group: Int?, ids: [String], weights: [Double], stream: UInt64, _ vary: (inout [Double], [Double]) -> Void
  ) throws(NodeScores.Failure) -> LeadRobustness.Answer {
    var (higher, lower) = (0, 0)
    let batch = max(1, 8192 / rows.count)
    for start in stride(from: 0, to: draws, by: batch) {
      let numbers = start..<min(start + batch, draws)
      for (one, two) in try scores(numbers, count: ids.count, stream: stream, vary) {
        if one > two { higher += 1 } else if one < two { lower += 1 }
      }
    }
    let n = Double(draws)
    // With one more draw of each kind, so that the error of a share of 0 or 1 is not 0.
    let expected = Double(higher + 1) / (n + 2)
    return LeadRobustness.Answer(
      group: group, ids: ids, weights: weights, differences: [], share: Double(higher) / n,
      otherShare: Double(lower) / n, standardError: (expected * (1 - expected) / n).squareRoot(),
      turningPoint: nil)
  }

  /// The scores of the two sides by each of the draws `numbers` in which both have one.
  private func scores(
    _ numbers: Range<Int>, count: Int, stream: UInt64, _ vary: (inout [Double], [Double]) -> Void
  ) throws(NodeScores.Failure) -> [(Double, Double)] {
    let base = rows.map { index.weights[$0] }
    let distinct = base.allSatisfy { $0 == base[0] } ? [base[0]] : base
    var vectors: [[Double]] = []
    for draw in numbers {
      let random = RandomStream(seed: 0, stream: SampledLead.firstStream + stream << 32 + UInt64(draw))
      let parts = (0..<count).map { -Double.log(random.uniform(at: UInt64($0))) }
      let sum = parts.reduce(0, +)
      for vector in distinct {
        var varied = vector
        vary(&varied, parts.map { $0 / sum })
        vectors.append(varied)
      }
    }
    let copies = RepeatedRows(index, rows: rows, count: numbers.count)
    let weights = Weights(
      vectors: vectors,
      vectorOfRow: (0..<numbers.count * rows.count).map { distinct.count == 1 ? $0 / rows.count : $0 })
    let nodes = try copies.nodes(weights: weights, mustCompare: false)
    let (one, two) = (rows.firstIndex(of: leader)!, rows.firstIndex(of: other)!)
    return (0..<numbers.count).compactMap { draw in
      let (a, b) = (copies.row(draw, one), copies.row(draw, two))
      return nodes.mask[a, 0] == 1 && nodes.mask[b, 0] == 1 ? (nodes.values[a, 0], nodes.values[b, 0]) : nil
    }
  }

  /// The first of the random streams taken here, far from those of other uses of a seed.
  private static let firstStream: UInt64 = 0x4C65_6164_0000_0000 << 8
}
