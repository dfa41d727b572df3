internal import PressureNumerics
internal import RealModule

/// MEREC: a child counts by how much the rows' performance changes without it.
///
/// With n_ik = min_i u_ik / u_ik, since a higher score is more pressure: S_i = ln(1 + Σ_k |ln n_ik| / m), the same
/// without child k S_ik, and w_k ∝ Σ_i |S_ik − S_i|. Scores must be above 0; rows that lack a score are left out.
/// A child with equal scores gets 0. Multiplying a child's scores by a number changes nothing.
/// Cost: O(rows · children).
/// Source: Keshavarz-Ghorabaee et al., Symmetry 13, 2021, 10.3390/sym13040525.
enum MerecWeights {
  static func weights(_ sample: ScoreSample) throws(WeightingFailure) -> [Double] {
    let rows = sample.completeRows
    if rows.count < 2 { throw .tooFewRows(count: rows.count, needed: 2) }
    var least = [Double](repeating: .infinity, count: sample.children)
    for row in rows {
      for child in 0..<sample.children {
        let score = sample.values[row, child]
        if score <= 0 { throw .notPositive(child: child, score: score, allowsZero: false) }
        least[child] = min(least[child], score)
      }
    }
    let m = Double(sample.children)
    var effects = [Double](repeating: 0, count: sample.children)
    for row in rows {
      let logarithms = (0..<sample.children).map { Double.log(sample.values[row, $0] / least[$0]) }
      let total = logarithms.reduce(0, +)
      let performance = Double.log(1 + total / m)
      for child in effects.indices {
        effects[child] += abs(Double.log(1 + max(0, total - logarithms[child]) / m) - performance)
      }
    }
    return try effects.normalized()
  }
}
