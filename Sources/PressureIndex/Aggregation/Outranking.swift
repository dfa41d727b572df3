internal import PressureNumerics

/// How far each unit of a date outranks each other: o_ab = Σ w[x_a > x_b] + ½ Σ w[x_a = x_b], o_ba = 1 − o_ab.
///
/// A pair is compared on the criteria that both have, with weights rescaled to them; without any, as a tie. So it does
/// not matter in which order units stand, and what a third unit lacks changes nothing between two others.
/// Cost: units² · criteria.
struct Outranking {
  /// The number of units.
  let count: Int
  private var shares: [Double]
  private var majorities: [Int8]

  init(_ table: UnitTable) {
    count = table.count
    shares = Array(repeating: 0.5, count: count * count)
    majorities = Array(repeating: 0, count: count * count)
    for a in 0..<count {
      for b in 0..<a { compare(a, b, table) }
    }
  }

  private mutating func compare(_ a: Int, _ b: Int, _ table: UnitTable) {
    var (for_a, for_b, tied) = (0.0, 0.0, 0.0)
    let (x, y, weights) = (table.scores[a], table.scores[b], table.weights[a])
    for k in x.indices {
      guard let u = x[k], let v = y[k] else { continue }
      if u > v { for_a += weights[k] } else if u < v { for_b += weights[k] } else { tied += weights[k] }
    }
    let total = for_a + for_b + tied
    guard total > 0, abs(for_a - for_b) > weightTolerance * total else { return }
    shares[a * count + b] = (for_a + tied / 2) / total
    shares[b * count + a] = (for_b + tied / 2) / total
    majorities[a * count + b] = for_a > for_b ? 1 : -1
    majorities[b * count + a] = for_a > for_b ? -1 : 1
  }

  /// o_ab: exactly ½ for a tie.
  subscript(a: Int, b: Int) -> Double { shares[a * count + b] }

  /// The sign of o_ab − ½.
  func majority(_ a: Int, over b: Int) -> Int { Int(majorities[a * count + b]) }

  /// Σ_b o_ab: the Borda score of a unit.
  func borda(_ a: Int) -> Double {
    Statistics.sum((0..<count).lazy.filter { $0 != a }.map { self[a, $0] })
  }
}

/// Copeland: Σ_b sign(o_ab − ½), the majorities that a unit has less those against it.
///
/// Source: Copeland, A reasonable social welfare function, University of Michigan, 1951.
struct Copeland: BlockAggregation {
  let scale: ResultScale
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let outranking = Outranking(table)
    let most = Double(table.count - 1)
    return (0..<table.count).map { a in
      let sum = (0..<table.count).reduce(0) { $0 + outranking.majority(a, over: $1) }
      return scale.of(Double(sum), in: -most...most)
    }
  }
}

/// Borda: Σ_b o_ab, the weighted number of units that a unit is above, ties as halves.
///
/// Source: Borda, Mémoire sur les élections au scrutin, 1781; with weights, Munda, Social Multi-Criteria Evaluation,
/// 2008.
struct Borda: BlockAggregation {
  let scale: ResultScale
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let outranking = Outranking(table)
    let most = Double(table.count - 1)
    return (0..<table.count).map { scale.of(outranking.borda($0), in: 0...most) }
  }
}
