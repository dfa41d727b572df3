internal import PressureNumerics

/// How far each unit of a date outranks each other: o_ab = Σ w[x_a > x_b] + ½ Σ w[x_a = x_b], o_ba = 1 − o_ab.
///
/// A pair is compared on the criteria that both have, with weights rescaled to them; without any, as a tie. So it does
/// not matter in which order units stand, and what a third unit lacks changes nothing between two others.
/// Cost: units · criteria for the row of one unit; the table of all pairs is never held.
struct Outranking {
  private let pairs: PairwiseScores

  init(_ table: UnitTable) { pairs = PairwiseScores(table) }
  private init(_ pairs: PairwiseScores) { self.pairs = pairs }

  /// The number of units.
  var count: Int { pairs.count }

  /// Among some of the units alone.
  func restricted(to units: [Int]) -> Outranking { Outranking(pairs.restricted(to: units)) }

  /// o_ab for every b, exactly ½ for a tie and for the unit itself.
  func shares(of a: Int) -> [Double] {
    // Σ w sign(x_a − x_b) = 2 o_ab − 1, of weights that sum to 1.
    let (sums, weights) = pairs.sums(of: a) { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
    return zip(sums, weights).map { sum, weight in
      // A difference of sums of weights below the tolerance is rounding.
      abs(sum) > weightTolerance * weight ? 0.5 + sum / weight / 2 : 0.5
    }
  }

  /// Σ_b sign(o_ab − ½): the majorities that a unit has less those against it.
  func copeland(_ a: Int) -> Int {
    shares(of: a).reduce(0) { $0 + ($1 > 0.5 ? 1 : $1 < 0.5 ? -1 : 0) }
  }

  /// Σ_b o_ab over the other units: the Borda score of a unit.
  func borda(_ a: Int) -> Double {
    // The unit's own half, exactly.
    Statistics.sum(shares(of: a) + [-0.5])
  }
}

/// Copeland: Σ_b sign(o_ab − ½), the majorities that a unit has less those against it.
///
/// Source: Copeland, A reasonable social welfare function, University of Michigan, 1951. Cost: units² · criteria.
struct Copeland: BlockAggregation {
  let scale: ResultScale
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) -> [Double] {
    let outranking = Outranking(table)
    let most = Double(table.count - 1)
    return (0..<table.count).map { a in
      scale.of(Double(outranking.copeland(a)), in: -most...most)
    }
  }
}

/// Borda: Σ_b o_ab, the weighted number of units that a unit is above, ties as halves.
///
/// Source: Borda, Mémoire sur les élections au scrutin, 1781; with weights, Munda, Social Multi-Criteria Evaluation,
/// 2008. Cost: units² · criteria.
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
