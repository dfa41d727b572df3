internal import PressureNumerics

extension NodeScores {
  /// Aggregates a group in every row by a function of the row's own scores.
  mutating func aggregate(
    _ group: Int, by method: any UnitAggregation, _ hierarchy: Hierarchy, _ weights: Weights
  ) throws(Failure) {
    for row in 0..<values.rows where cover(group, row: row, hierarchy, weights[row]) {
      let vector = weights[row]
      let present = hierarchy.nodes[group].children.filter { mask[row, $0] == 1 && vector[$0] > 0 }
      for child in present where !method.domain.contains(values[row, child]) {
        throw Failure(row: row, group: group, reason: .score(values[row, child], child: child))
      }
      let total = present.reduce(0) { $0 + vector[$1] }
      values[row, group] = method.score(
        Members(scores: present.map { values[row, $0] }, weights: present.map { vector[$0] / total }))
      mask[row, group] = 1
    }
  }

  /// Aggregates a group in blocks of rows, each by a function of all scores in the block.
  mutating func aggregate(
    _ group: Int, by method: any BlockAggregation, _ hierarchy: Hierarchy, _ weights: Weights,
    blocks: [[Int]], comparability: Comparability
  ) throws(Failure) {
    for (number, block) in blocks.enumerated() {
      let rows = block.filter { cover(group, row: $0, hierarchy, weights[$0]) }
      guard let first = rows.first ?? block.first else { continue }
      // Children without weight in every row are no criteria.
      let children = hierarchy.nodes[group].children.filter { child in
        rows.contains { weights[$0][child] > 0 }
      }
      for row in rows {
        for child in children where mask[row, child] == 1 && !method.domain.contains(values[row, child]) {
          throw Failure(row: row, group: group, reason: .score(values[row, child], child: child))
        }
      }
      let failure: Failure.Reason
      if rows.count < method.fewestUnits {
        failure = .tooFewUnits(rows.count, needed: method.fewestUnits)
      } else {
        let vectors = rows.map { row in children.map { weights[row][$0] } }
        guard vectors.allSatisfy({ $0 == vectors[0] }) else {
          throw Failure(row: first, group: group, reason: .unitWeights)
        }
        let table = UnitTable(
          scores: rows.map { row in children.map { mask[row, $0] == 1 ? values[row, $0] : nil } },
          weights: vectors)
        do throws(BlockFailure) {
          for (row, score) in zip(rows, try method.scores(table)) {
            values[row, group] = score
            mask[row, group] = 1
          }
          continue
        } catch {
          switch error {
          case .constant(let criterion, let score): failure = .constant(score, child: children[criterion])
          case .noWeights: throw Failure(row: first, group: group, reason: .noWeights)
          case .cycle(let units, let limit):
            throw Failure(row: first, group: group, reason: .cycle(units: units, limit: limit))
          }
        }
      }
      switch comparability {
      case .everywhere: throw Failure(row: first, group: group, reason: failure)
      case .atFirstDate: if number == 0 { throw Failure(row: first, group: group, reason: failure) }
      case .nowhere: break
      }
    }
  }

  /// States the coverage of a group in a row, and whether it is enough for a score.
  mutating func cover(
    _ group: Int, row: Int, _ hierarchy: Hierarchy, _ weights: [Double]
  ) -> Bool {
    let share = hierarchy.nodes[group].children.reduce(0) { $0 + weights[$1] * mask[row, $1] }
    coverage[row, group] = min(1, share)
    // The tolerance keeps a coverage of exactly the minimum from failing by rounding.
    return share > 0 && share >= hierarchy.minimumCoverage(of: group) - weightTolerance
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

  /// The positions of the groups, the index itself first.
  public var groups: [Int] { nodes.indices.filter { nodes[$0].indicator == nil } }

  /// Whether every group adds up its children, so that contributions are weights times scores.
  public var isArithmetic: Bool { groups.allSatisfy { aggregation(of: $0) == .arithmetic } }

  /// Whether an aggregation learns from a side's scores at earlier dates.
  public var learnsFromHistory: Bool { groups.contains { aggregation(of: $0).learnsFromHistory } }

  /// Whether contributions from `baseline` follow from the scores alone, without a game: weights times scores, or
  /// Euler's.
  public func hasContributionsInClosedForm(from baseline: Baseline) -> Bool {
    isArithmetic || (isHomogeneous && baseline == .score(0))
  }

  /// Whether contributions are Euler's: every group is arithmetic or correlation-weighted.
  var isHomogeneous: Bool {
    groups.allSatisfy { aggregation(of: $0) == .arithmetic || aggregation(of: $0).learnsFromHistory }
  }

  /// Whether an aggregation looks at other sides than the one that it scores.
  public var comparesRows: Bool { groups.contains { aggregation(of: $0).block != nil } }
}
