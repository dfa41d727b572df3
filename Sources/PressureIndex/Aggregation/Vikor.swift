internal import PressureNumerics

/// VIKOR: 1 − Q, with Q = v (S − S*)/(S⁻ − S*) + (1 − v) (R − R*)/(R⁻ − R*), where S is the weighted sum and R the
/// largest of the units' weighted shortfalls w (max − x)/(max − min), and * and ⁻ are the smallest and the largest of
/// the units' values.
///
/// The usual Q is lowest for the best compromise; here the highest score is the unit that is nearest to the highest
/// scores. A unit's shortfalls run over the criteria that it has, weights rescaled. A criterion that all units score
/// alike has no shortfall; where all units' S (or R) are equal, its part of Q is ½.
///
/// Source: Opricovic and Tzeng, Eur. J. Oper. Res. 156, 2004. Cost: units · criteria.
struct Vikor: BlockAggregation {
  /// v, the weight of the sum against the largest shortfall, in 0…1.
  let strategy: Double
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let ranges = (0..<table.criteria).map { Statistics.range(table.column($0)) ?? 0...0 }
    var (sums, largest) = ([Double](), [Double]())
    for unit in 0..<table.count {
      let (criteria, weights) = table.members(unit)
      let shortfalls = zip(criteria, weights).map { k, weight in
        let (low, high) = (ranges[k].lowerBound, ranges[k].upperBound)
        return low == high ? 0 : weight * ((high - table.scores[unit][k]!) / (high - low))
      }
      sums.append(shortfalls.reduce(0, +))
      largest.append(shortfalls.max() ?? 0)
    }
    func part(_ values: [Double], _ unit: Int) -> Double {
      let range = Statistics.range(values) ?? 0...0
      let width = range.upperBound - range.lowerBound
      // Sums that differ by rounding alone are equal.
      return width <= weightTolerance ? 0.5 : (values[unit] - range.lowerBound) / width
    }
    return (0..<table.count).map { unit in
      min(max(1 - (strategy * part(sums, unit) + (1 - strategy) * part(largest, unit)), 0), 1)
    }
  }
}
