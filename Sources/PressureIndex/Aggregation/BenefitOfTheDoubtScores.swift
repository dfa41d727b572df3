internal import PressureNumerics

/// Benefit of the doubt as an aggregation: the sum that a unit reaches with the weights that suit it best, when no unit
/// that has all of its scores may exceed 1 with them.
///
/// A unit whose scores of 0 leave the others too large a share reaches 0.
///
/// Weights that the model states do not count, but that a child of weight 0 is left out. The best units score 1.
/// Cost and source: ``BenefitOfTheDoubt``.
struct BenefitOfTheDoubtScores: BlockAggregation {
  /// The least and the greatest part of the sum that may come from one child.
  let shares: ClosedRange<Double>
  // A least share asks for a score above 0 in every child.
  var domain: ScoreDomain { shares.lowerBound > 0 ? .above(0) : .atLeast(0) }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) throws(BlockFailure) -> [Double] {
    for unit in 0..<table.count {
      // With fewer scores than 1/share, no weights but 0 would keep the shares.
      let n = Double(table.members(unit).criteria.count)
      if n * shares.upperBound < 1 - weightTolerance || n * shares.lowerBound > 1 + weightTolerance {
        throw .noWeights
      }
    }
    // Solved in the order of the scores, so that the order of the units moves no digit.
    let keys = table.scores.map { row in row.map { $0 ?? -1 } }
    let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    let sample = ScoreSample(
      Matrix(rows: order.map { unit in table.scores[unit].map { $0 ?? 0 } }),
      mask: Matrix(rows: order.map { unit in table.scores[unit].map { $0 == nil ? 0 : 1 } }))
    var result = [Double](repeating: 0, count: table.count)
    do throws(WeightingFailure) {
      for (unit, best) in zip(order, try BenefitOfTheDoubt.results(sample, shares: shares)) {
        result[unit] = min(1, max(0, best?.efficiency ?? 0))
      }
    } catch {
      throw .noWeights
    }
    return result
  }
}
