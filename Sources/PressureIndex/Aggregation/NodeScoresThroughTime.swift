internal import PressureNumerics

extension NodeScores {
  /// The correlation-weighted score of a group in every row. A row learns its correlations from its own side's rows of
  /// the sample's dates before its own, and from itself; where they are `fixed`, from nothing.
  ///
  /// Cost: O(rows · children²).
  mutating func aggregate(
    _ group: Int, decay: Double, _ hierarchy: Hierarchy, _ weights: Weights, layout: RowLayout?,
    fixed: [[Int: Matrix]]?
  ) throws(Failure) {
    let children = hierarchy.nodes[group].children
    var learned = [Matrix](repeating: .identity(children.count), count: values.rows)
    if let fixed {
      for row in 0..<values.rows {
        guard let correlations = fixed[row % fixed.count][group] else {
          preconditionFailure("a group without correlations")
        }
        learned[row] = correlations
      }
    } else if let layout {
      if !layout.isDated { throw Failure(row: 0, group: group, reason: .undated) }
      for side in 0..<layout.sides { learn(&learned, group, children, decay: decay, side: side, layout) }
    }
    for row in 0..<values.rows where cover(group, row: row, hierarchy, weights[row]) {
      let vector = weights[row]
      for child in children
      where mask[row, child] == 1 && !ScoreDomain.unitInterval.contains(values[row, child]) {
        throw Failure(row: row, group: group, reason: .score(values[row, child], child: child))
      }
      let terms = eulerTerms(group, row: row, hierarchy, vector, learned[row])
      // Rounding alone could leave the range from no correlation at all to parts that are one.
      let mean = terms.parts.reduce(0, +)
      values[row, group] = min(max(0, terms.contributions.reduce(0, +)), mean * mean)
      mask[row, group] = 1
    }
    correlations[group] = learned
  }

  /// Each child's part a = w u of a correlation-weighted group, weights rescaled to the children present, and its
  /// contribution a ∘ (C a).
  func eulerTerms(
    _ group: Int, row: Int, _ hierarchy: Hierarchy, _ weights: [Double], _ correlations: Matrix
  ) -> (parts: [Double], contributions: [Double]) {
    let children = hierarchy.nodes[group].children
    let total = children.reduce(0) { $0 + weights[$1] * mask[row, $1] }
    let scores = children.map { mask[row, $0] == 1 ? values[row, $0] : 0 }
    let shares = children.map { total > 0 ? weights[$0] * mask[row, $0] / total : 0 }
    return (
      zip(scores, shares).map { $0 * $1 },
      CorrelationWeightedIndex.contributions(parts: scores, weights: shares, correlations: correlations)
    )
  }

  /// Walks through the dates of one side. Only dates of the sample move the covariances on; a date that is scored takes
  /// them one step further for itself alone.
  private func learn(
    _ learned: inout [Matrix], _ group: Int, _ children: [Int], decay: Double, side: Int, _ layout: RowLayout
  ) {
    var covariances = FadingCovariances(width: children.count, decay: decay)
    // The dates of one day see the same past, whether the day is in the sample or not.
    var waiting: [[Double]] = []
    var day: Int?
    for date in layout.timeOrder {
      if day.map({ layout.startsLater(date, than: $0) }) ?? false {
        for deviations in waiting { covariances.advance(deviations) }
        waiting = []
      }
      day = date
      let row = date * layout.sides + side
      let deviations = children.map { mask[row, $0] == 1 ? values[row, $0] - 0.5 : 0 }
      var own = covariances
      own.advance(deviations)
      learned[row] = own.correlations
      if date >= layout.firstSampleDate { waiting.append(deviations) }
    }
  }
}
