internal import PressureNumerics
internal import PressureSyntax

/// Computes the weights of every group in every row of a panel.
///
/// Learned weights of a group come from its children's scores in the rows that were known at the date
/// (``Panel/sampleRows(date:)``), so that the groups further down are weighed first. Nothing later than the date is
/// looked at. At the first date, where it is required, a sample that gives no weights is an error; at other dates such
/// rows have no weights, and so no score.
struct WeightSolver {
  let panel: Panel
  let scores: Scores
  /// The weighting of each group.
  let weighting: (Int) -> Weighting

  /// The values behind the scores, where weights are learned from them by period.
  private var prepared: Prepared?

  init(panel: Panel, scores: Scores, weighting: @escaping (Int) -> Weighting) throws(Diagnostics) {
    (self.panel, self.scores, self.weighting) = (panel, scores, weighting)
    if groups.contains(where: { weighting($0).learnsByPeriod }) { prepared = try Prepared(panel) }
  }

  /// What is found.
  struct Result {
    let weights: Weights
    /// Where the weights at the first date came from, for every group.
    let derivations: [WeightDerivation]
    /// Why dates have no weights, by their numbers.
    var failures: [Int: Diagnostics] = [:]
  }

  private var hierarchy: Hierarchy { panel.specification.hierarchy }
  private var groups: [Int] { hierarchy.nodes.indices.filter { hierarchy.nodes[$0].indicator == nil } }

  /// - Parameter dates: the dates at which weights are learned, the first among them; the rows of others have those of
  ///   the first date if they belong to its sample, else none.
  func solve(dates: Range<Int>) throws(Diagnostics) -> Result {
    var base = [Double](repeating: 1, count: hierarchy.nodes.count)
    var stated: [WeightDerivation] = []
    for group in groups {
      let children = hierarchy.nodes[group].children
      let own = weighting(group)
      let (weights, findings) =
        own.statedWeights(hierarchy, group: group) ?? (children.map { _ in 1 / Double(children.count) }, [])
      for (child, weight) in zip(children, weights) { base[child] = weight }
      if own.needsSample { continue }
      stated.append(
        WeightDerivation(group: group, side: nil, weighting: own, weights: weights, findings: findings))
    }
    guard groups.contains(where: { weighting($0).needsSample }) else {
      return Result(weights: Weights(base, rows: panel.rowCount), derivations: stated)
    }
    // The last vector is for rows without weights.
    var vectors: [[Double]] = []
    var vectorOfRow = [Int?](repeating: nil, count: panel.rowCount)
    var derivations: [WeightDerivation] = []
    var failures: [Int: Diagnostics] = [:]
    for date in dates {
      var learned: Learned
      do {
        learned = try Learned(self, date: date, base: base)
      } catch {
        if date == 0, panel.requiresFirstDate { throw error }
        failures[date] = error
        continue
      }
      if date == 0 { derivations = learned.derivations }
      let first = vectors.count
      vectors += learned.vectors
      for (row, vector) in zip(learned.rows, learned.vectorOfRow)
      where date == 0 || row / panel.specification.sides.count == date {
        vectorOfRow[row] = first + vector
      }
    }
    vectors.append(Array(repeating: 0, count: hierarchy.nodes.count))
    return Result(
      weights: Weights(vectors: vectors, vectorOfRow: vectorOfRow.map { $0 ?? vectors.count - 1 }),
      derivations: (stated + derivations).sorted { ($0.group, $0.side ?? -1) < ($1.group, $1.side ?? -1) },
      failures: failures)
  }

  /// The weights learned at one date.
  private struct Learned {
    let rows: [Int]
    var vectors: [[Double]]
    let vectorOfRow: [Int]
    var derivations: [WeightDerivation] = []

    init(_ solver: WeightSolver, date: Int, base: [Double]) throws(Diagnostics) {
      let hierarchy = solver.hierarchy
      let sides = solver.panel.specification.sides.count
      let weightings = solver.groups.map(solver.weighting)
      // The date itself first, as in a panel, and then those before it from the earliest on.
      let sample = solver.panel.sampleRows(date: date)
      rows = sample.suffix(sides) + sample.dropLast(sides)
      let layout = RowLayout(
        sides: sides, timeOrder: Array(1..<rows.count / sides) + [0], firstSampleDate: 1,
        isDated: solver.panel.dates[date] != nil)
      if weightings.contains(where: { $0.name == .benefitOfTheDoubt }) {
        vectorOfRow = Array(rows.indices)
      } else if weightings.contains(where: { $0.pool == .side }) {
        vectorOfRow = rows.map { $0 % sides }
      } else {
        vectorOfRow = rows.map { _ in 0 }
      }
      vectors = Array(repeating: base, count: (vectorOfRow.max() ?? 0) + 1)
      let (values, mask) = (solver.scores.values.rows(rows), solver.scores.mask.rows(rows))
      let problems = Problems()
      let deepest = hierarchy.nodes.map(\.depth).max() ?? 0
      for depth in stride(from: deepest - 1, through: 0, by: -1) {
        let groups = solver.groups.filter {
          hierarchy.nodes[$0].depth == depth && solver.weighting($0).needsSample
        }
        if groups.isEmpty { continue }
        let nodes: NodeScores
        do {
          nodes = try NodeScores(
            hierarchy, weights: Weights(vectors: vectors, vectorOfRow: vectorOfRow), scores: values,
            mask: mask, layout: layout)
        } catch {
          let failure = NodeScores.Failure(row: rows[error.row], group: error.group, reason: error.reason)
          throw Diagnostics(failure.diagnostic(solver.panel))
        }
        for group in groups {
          let pools =
            solver.weighting(group).pool == .side
            ? (0..<sides).map { side in (Optional(side), rows.indices.filter { rows[$0] % sides == side }) }
            : [(nil, Array(rows.indices))]
          for (side, pool) in pools {
            problems.collecting { () throws(Diagnostics) in
              try learn(solver, group, side: side, pool: pool, nodes, date: date)
            }
          }
        }
        // Groups further up learn from these scores, so that their mistakes would only follow from these.
        try problems.throwIfAny()
      }
    }

    /// The positions of each side's rows in the order of time: the date itself, which comes first, is the latest.
    private static func paths(_ sides: [Int]) -> [[Int]] {
      Set(sides).sorted().map { side in
        let own = sides.indices.filter { sides[$0] == side }
        return Array(own.dropFirst() + own.prefix(1))
      }
    }

    private mutating func learn(
      _ solver: WeightSolver, _ group: Int, side: Int?, pool: [Int], _ nodes: NodeScores, date: Int
    ) throws(Diagnostics) {
      let children = solver.hierarchy.nodes[group].children
      let weighting = solver.weighting(group)
      var sample = ScoreSample(
        nodes.values.rows(pool).columns(children), mask: nodes.mask.rows(pool).columns(children),
        paths: Learned.paths(pool.map { rows[$0] % solver.panel.specification.sides.count }))
      if weighting.learnsByPeriod, let prepared = solver.prepared {
        let reader = PeriodScores(prepared: prepared, group: group, side: side, date: date)
        switch try reader.sample() {
        case .success(let found): sample = found
        case .failure(let failure):
          throw Diagnostics(
            solver.diagnostic(failure, group, weighting, side: side, date: date, rows: pool.count))
        }
      }
      do {
        let (found, findings) = try weighting.learnedWeights(
          sample, ids: children.map { solver.hierarchy.nodes[$0].id })
        for (position, row) in pool.enumerated() {
          let weights = found[found.count == 1 ? 0 : position]
          for (child, weight) in zip(children, weights) { vectors[vectorOfRow[row]][child] = weight }
        }
        if weighting.name == .benefitOfTheDoubt {
          for row in pool where rows[row] / solver.panel.specification.sides.count == date {
            derivations.append(
              WeightDerivation(
                group: group, side: rows[row] % solver.panel.specification.sides.count, weighting: weighting,
                weights: children.map { vectors[vectorOfRow[row]][$0] }, findings: findings))
          }
        } else {
          derivations.append(
            WeightDerivation(
              group: group, side: side, weighting: weighting, weights: found[0], findings: findings))
        }
      } catch {
        throw Diagnostics(
          solver.diagnostic(error, group, weighting, side: side, date: date, rows: pool.count))
      }
    }
  }
}

extension Matrix {
  /// The rows with the given numbers, in their order.
  fileprivate func rows(_ numbers: [Int]) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(numbers.count * columns)
    for column in 0..<columns { for row in numbers { elements.append(self[row, column]) } }
    return Matrix(rows: numbers.count, columns: columns, storage: elements)
  }

  /// The columns with the given numbers, in their order.
  fileprivate func columns(_ numbers: [Int]) -> Matrix {
    Matrix(rows: rows, columns: numbers.count, storage: numbers.flatMap { column($0) })
  }
}
