internal import PressureNumerics

/// TOPSIS: the closeness d⁻/(d⁺ + d⁻), with d⁺ and d⁻ the distances from the highest and from the lowest score of each
/// criterion, after each criterion is divided by its Euclidean norm and multiplied by its weight.
///
/// A unit's distances run over the criteria that it has. Where both are 0, since all units are alike in them, the
/// closeness is ½.
///
/// Source: Hwang and Yoon, Multiple Attribute Decision Making, 1981. Cost: units · criteria.
struct Topsis: BlockAggregation {
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let columns = (0..<table.criteria).map { k in
      let column = table.column(k)
      let norm = Statistics.sum(column.map { $0 * $0 }).squareRoot()
      return (norm: norm, range: Statistics.range(column) ?? 0...0)
    }
    return (0..<table.count).map { unit in
      var (high, low) = (0.0, 0.0)
      for (k, score) in table.scores[unit].enumerated() {
        guard let score, columns[k].norm > 0 else { continue }
        let scale = table.weights[unit][k] / columns[k].norm
        let above = scale * (columns[k].range.upperBound - score)
        let below = scale * (score - columns[k].range.lowerBound)
        high += above * above
        low += below * below
      }
      let (toHigh, toLow) = (high.squareRoot(), low.squareRoot())
      return toHigh + toLow == 0 ? 0.5 : toLow / (toHigh + toLow)
    }
  }
}
