internal import PressureNumerics

/// Weights proportional to how much the scores of each child spread. A child whose scores are all equal gets 0.
enum SpreadWeights {
  /// w ∝ sd, with n − 1. Cost: O(rows · children).
  ///
  /// Source: Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995.
  static func standardDeviation(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    try sample.deviations().normalized()
  }

  /// w ∝ sd². Cost: O(rows · children).
  ///
  /// Source: Rao and Patel, Int. J. Prod. Res. 48, 2010 (statistical variance procedure).
  static func variance(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    try sample.deviations().map { $0 * $0 }.normalized()
  }

  /// w ∝ sd/mean; scores must have a mean above 0. Cost: O(rows · children).
  static func coefficientOfVariation(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    try sample.mapChildren(needing: 2) { child, scores throws(WeightingFailure) in
      let mean = Statistics.mean(scores)
      guard mean > 0 else { throw .meanNotPositive(child: child, mean: mean) }
      return Statistics.standardDeviation(scores) / mean
    }.normalized()
  }

  /// w ∝ the Gini coefficient Σ_i Σ_j |u_i − u_j| / (2 n² ū), for scores of at least 0 with a mean above 0.
  ///
  /// Cost: O(rows · log rows · children). Source: Li and Chi, Proc. ICSSSM 2009.
  static func gini(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    try sample.mapChildren(needing: 2) { child, scores throws(WeightingFailure) in
      let sorted = scores.sorted()
      if sorted[0] < 0 { throw .notPositive(child: child, score: sorted[0], allowsZero: true) }
      let mean = Statistics.mean(scores)
      guard mean > 0 else { throw .meanNotPositive(child: child, mean: mean) }
      // Σ|u_i − u_j| = 2 Σ (2i − n + 1) u_(i) over the sorted scores, i from 0.
      let n = Double(sorted.count)
      let sum = sorted.enumerated().reduce(0) { $0 + (2 * Double($1.offset) - n + 1) * $1.element }
      return sorted.first == sorted.last ? 0 : sum / (n * n * mean)
    }.normalized()
  }
}
