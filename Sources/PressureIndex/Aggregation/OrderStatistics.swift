/// The weighted median: the score at which half of the weight lies below and half above; where half of the weight ends
/// exactly at one score, the mean of it and the next. With equal weights, the ordinary median.
struct WeightedMedian: UnitAggregation {
  var domain: ScoreDomain { .any }

  func score(_ members: Members) -> Double {
    let order = members.scores.indices.sorted { members.scores[$0] < members.scores[$1] }
    var share = 0.0
    for (position, member) in order.enumerated() {
      share += members.weights[member]
      if share < 0.5 - weightTolerance { continue }
      let score = members.scores[member]
      guard share <= 0.5 + weightTolerance, position + 1 < order.count else { return score }
      let next = members.scores[order[position + 1]]
      return score + (next - score) / 2
    }
    return members.scores[order[order.count - 1]]
  }
}

/// The smallest score: nothing makes up for it.
struct Minimum: UnitAggregation {
  var domain: ScoreDomain { .any }
  func score(_ members: Members) -> Double { members.scores.min() ?? 0 }
}

/// The mean–min function M − α (M − min), α in 0…1: from the mean (0) to the minimum (1).
///
/// Source: Casadio Tarabusi and Guarini, An unbalance adjustment method for development indicators, Soc. Indic. Res.
/// 112, 2013.
struct MeanMin: UnitAggregation {
  let alpha: Double
  var domain: ScoreDomain { .any }

  func score(_ members: Members) -> Double {
    let mean = members.mean
    return mean - alpha * (mean - (members.scores.min() ?? 0))
  }
}
