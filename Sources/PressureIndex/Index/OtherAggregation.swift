internal import PressureNumerics
public import PressureSyntax

extension PressureIndex {
  /// Each side's index at some dates of the panel if its pillars were aggregated by `aggregation`, all else being as it is:
  /// with the weights of the date, also where it learns from earlier dates. By date, then side; `nil` where too little
  /// is observed.
  ///
  /// Cost: the aggregation of all rows; with learned weights below one that learns from earlier dates, that for each date.
  ///
  /// - Throws: a score that the aggregation does not allow.
  /// - Precondition: the panel has the ends of months (`sampled`) if the aggregation learns from them.
  public func scores(
    aggregatedBy aggregation: Aggregation, dates: [Int]
  ) throws(Diagnostics) -> [[Double?]] {
    var other = panel
    other.specification.setAggregation(ofIndex: aggregation)
    let sides = panel.specification.sides.indices
    func nodes(_ weights: Weights) throws(Diagnostics) -> NodeScores {
      do {
        return try NodeScores(
          other.specification.hierarchy, weights: weights, scores: scores.values, mask: scores.mask,
          layout: panel.layout)
      } catch {
        throw Diagnostics(error.diagnostic(other))
      }
    }
    var common: NodeScores?
    if !other.specification.weighsPastByPresent { common = try nodes(weights) }
    var result: [[Double?]] = []
    for date in dates {
      let rows = sides.map { panel.row(side: $0, date: date) }
      let own: NodeScores
      if let common {
        own = common
      } else {
        own = try nodes(
          Weights(
            vectors: rows.map { weights[$0] }, vectorOfRow: (0..<panel.rowCount).map { $0 % sides.count }))
      }
      result.append(rows.map { own.mask[$0, 0] == 1 ? own.values[$0, 0] : nil })
    }
    return result
  }
}
