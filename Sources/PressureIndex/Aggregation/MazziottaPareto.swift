internal import PressureNumerics

/// Which way unevenness counts in the Mazziotta-Pareto indices.
public enum UnevennessPenalty: String, CaseIterable, Sendable, Hashable, Codable {
  /// M + S·cv: uneven scores raise the index, where high is bad.
  case plus
  /// M − S·cv: uneven scores lower the index, where high is good.
  case minus

  /// M ± S²/M of the members, S their standard deviation and cv = S/M. Where M is not above 0, which takes a unit ten
  /// standard deviations below the others, unevenness has no meaning and does not count.
  func apply(_ members: Members) -> Double {
    let mean = members.mean
    let deviation = members.standardDeviation
    guard deviation > 0, mean > 0 else { return mean }
    let penalty = deviation * (deviation / mean)
    return self == .plus ? mean + penalty : mean - penalty
  }
}

/// The Mazziotta-Pareto index M ± S·cv of scores on the scale of mean 100 and standard deviation 10.
///
/// Each child is brought to that scale over the units of the date, z by the population standard deviation, unless
/// the model says that its scores are on it already.
///
/// Source: De Muro, Mazziotta and Pareto, Soc. Indic. Res. 104, 2011.
struct MazziottaPareto: BlockAggregation {
  let penalty: UnevennessPenalty
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) throws(BlockFailure) -> [Double] {
    var scales: [(mean: Double, deviation: Double)] = []
    for criterion in 0..<table.criteria {
      let column = table.column(criterion)
      guard let range = Statistics.range(column) else {
        scales.append((0, 1))
        continue
      }
      if range.lowerBound == range.upperBound {
        throw .constant(criterion: criterion, range.lowerBound)
      }
      let n = Double(column.count)
      let population = Statistics.standardDeviation(column) * ((n - 1) / n).squareRoot()
      scales.append((Statistics.mean(column), population))
    }
    return (0..<table.count).map { unit in
      let (criteria, weights) = table.members(unit)
      let scores = criteria.map { k in
        100 + 10 * ((table.scores[unit][k]! - scales[k].mean) / scales[k].deviation)
      }
      return penalty.apply(Members(scores: scores, weights: weights))
    }
  }
}

/// The Mazziotta-Pareto index of scores that are on the scale of mean 100 and standard deviation 10 already.
struct PlainMazziottaPareto: UnitAggregation {
  let penalty: UnevennessPenalty
  var domain: ScoreDomain { .above(0) }
  func score(_ members: Members) -> Double { penalty.apply(members) }
}

/// The adjusted Mazziotta-Pareto index: M ± S·cv of r = 70 + 60 u, for scores u in 0…1 between goalposts.
///
/// It lies between 70 and 130; on the unit scale (index − 70)/60.
///
/// Source: Mazziotta and Pareto, Soc. Indic. Res. 136, 2018.
struct AdjustedMazziottaPareto: UnitAggregation {
  let penalty: UnevennessPenalty
  let scale: ResultScale
  var domain: ScoreDomain { .unitInterval }

  func score(_ members: Members) -> Double {
    let raw = penalty.apply(Members(scores: members.scores.map { 70 + 60 * $0 }, weights: members.weights))
    return scale.of(raw, in: 70...130)
  }
}

/// How an index that has a range of its own is reported.
public enum ResultScale: String, CaseIterable, Sendable, Hashable, Codable {
  /// Mapped to 0…1, so that it can stand among other scores.
  case unit
  /// As its authors define it.
  case raw

  /// `value`, which lies in `range` but for rounding, on this scale.
  func of(_ value: Double, in range: ClosedRange<Double>) -> Double {
    let value = min(max(value, range.lowerBound), range.upperBound)
    if self == .raw { return value }
    return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }
}
