internal import PressureSyntax
internal import RealModule

/// The weights of an ordered weighted average (OWA), by the rank of the score instead of its owner.
///
/// They are the steps of a function Q that rises from 0 to 1: the score at which the weights of the members, summed
/// from the highest score down, go from a to b gets Q(b) − Q(a). So any number of members can be present, members
/// count by their own weights too, and equal scores share what they get, whatever their order. For members of equal
/// weight, a list v has Q(j/n) = v_1 + … + v_j with straight lines between, which gives back v where n are present.
///
/// Source: Yager, On ordered weighted averaging aggregation operators, IEEE Trans. SMC 18, 1988; Quantifier guided
/// aggregation using OWA operators, Int. J. Intell. Syst. 11, 1996.
public enum OrderedWeights: Hashable, Sendable, Codable {
  /// The weights from the highest score to the lowest; 0 or more, not all 0.
  case list([Double])
  /// Q(r) = r^exponent, above 0: below 1 high scores count more, at 1 the result is the mean, above 1 low ones.
  case exponent(Double)

  /// Q(r), for r in 0…1.
  func cumulative(_ r: Double) -> Double {
    switch self {
    case .exponent(let exponent): return r <= 0 ? 0 : Double.pow(min(r, 1), exponent)
    case .list(let weights):
      let total = weights.reduce(0, +)
      let position = min(max(r, 0), 1) * Double(weights.count)
      // A whole number that a sum of weights misses by rounding stays one.
      let nearest = position.rounded()
      let exact = abs(position - nearest) < 1e-9 ? nearest : position
      let whole = min(Int(exact), weights.count)
      let below = weights[..<whole].reduce(0, +)
      return (below + (whole < weights.count ? weights[whole] * (exact - Double(whole)) : 0)) / total
    }
  }

  /// What is added to "owa" in a report.
  var description: String {
    switch self {
    case .list(let weights): "weights \(weights.map(shortest).joined(separator: ", "))"
    case .exponent(let exponent): "exponent \(shortest(exponent))"
    }
  }
}

/// Σ v_j u_(j), u_(1) the highest score.
struct OrderedWeightedAverage: UnitAggregation {
  let weights: OrderedWeights
  var domain: ScoreDomain { .any }

  func score(_ members: Members) -> Double {
    let order = members.scores.indices.sorted { members.scores[$0] > members.scores[$1] }
    let least = members.scores.min() ?? 0
    var (sum, share, before) = (0.0, 0.0, 0.0)
    for member in order {
      share += members.weights[member]
      let after = weights.cumulative(share)
      sum += (after - before) * (members.scores[member] - least)
      before = after
    }
    return least + sum
  }
}
