internal import RealModule

/// Weights by how unevenly each child's scores are spread over the rows: w ∝ 1 − e with p = u/Σu and
/// e = −Σ p ln p / ln n, where 0 · ln 0 = 0.
///
/// A child with equal scores, be they 0, has e = 1 and the weight 0. Scores must be at least 0. Multiplying a child's
/// scores by a number changes nothing; adding one does.
/// Cost: O(rows · children). Source: Shannon 1948; Zeleny, Multiple Criteria Decision Making, 1982.
enum EntropyWeights {
  static func weights(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    try sample.mapChildren(needing: 2) { child, scores throws(WeightingFailure) in
      if let negative = scores.first(where: { $0 < 0 }) {
        throw .notPositive(child: child, score: negative, allowsZero: true)
      }
      let total = scores.reduce(0, +)
      if scores.allSatisfy({ $0 == scores[0] }) { return 0 }
      let entropy = scores.reduce(0) { sum, score in
        let share = score / total
        return share > 0 ? sum - share * Double.log(share) : sum
      }
      return max(0, 1 - entropy / Double.log(Double(scores.count)))
    }.normalized()
  }
}
