internal import PressureNumerics

/// CRITIC: a child counts by its spread and by how little the others say the same, w_k ∝ sd_k Σ_l (1 − r_kl).
///
/// Correlations are of scores, in which the direction is applied; over pairwise-complete rows. Children that all say
/// the same are an error. Cost: O(rows · children²).
/// Source: Diakoulaki, Mavrotas and Papayannakis, Comput. Oper. Res. 22, 1995.
enum CriticWeights {
  static func weights(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    let correlations = try sample.correlations()
    return try sample.deviations().enumerated().map { child, deviation in
      deviation
        * (0..<sample.children).reduce(0) {
          // A correlation of 1 up to rounding says nothing new.
          let novelty = 1 - correlations[child, $1]
          return novelty < 1e-12 ? $0 : $0 + novelty
        }
    }.normalized()
  }
}
