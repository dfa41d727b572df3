internal import PressureNumerics

/// The Kemeny order of the units of a date: the one of maximal support Σ o_ab over all pairs with a above b. A unit's
/// score is the number of units below it, the mean over all orders of maximal support where there are several.
///
/// Where every unit of one set has a majority over every unit of another, the order of maximal support puts the first
/// set above the second (Truchon, An extension of the Condorcet criterion and Kemeny orders, 1998). So the units fall
/// into components, inside which majorities run in cycles or are ties, and each component is ordered by itself:
/// exactly, by dynamic programming over its subsets, for up to ``exactLimit`` units.
///
/// Cost: units² · criteria, and 2^m · m² for a component of m units.
///
/// Source: Kemeny, Mathematics without numbers, Daedalus 88, 1959; Young and Levenglick, SIAM J. Appl. Math. 35, 1978.
struct Kemeny: BlockAggregation {
  /// The largest component that is ordered exactly.
  static let exactLimit = 10

  let scale: ResultScale
  /// Whether larger components are ordered by their Borda scores within the component, which is an approximation: its
  /// support may be less than the largest (Coppersmith, Fleischer and Rurda, ACM Trans. Algorithms 6, 2010).
  let approximates: Bool
  var domain: ScoreDomain { .any }
  var fewestUnits: Int { 2 }

  func scores(_ table: UnitTable) throws(BlockFailure) -> [Double] {
    let outranking = Outranking(table)
    var below = Array(repeating: 0.0, count: table.count)
    var placed = 0
    for component in Kemeny.components(outranking).reversed() {
      let within: [Double]
      if component.count <= Kemeny.exactLimit {
        within = Kemeny.exact(component, outranking)
      } else if approximates {
        within = Kemeny.byBorda(component, outranking)
      } else {
        throw .cycle(units: component.count, limit: Kemeny.exactLimit)
      }
      for (unit, position) in zip(component, within) { below[unit] = Double(placed) + position }
      placed += component.count
    }
    return below.map { scale.of($0, in: 0...Double(table.count - 1)) }
  }

  /// The components, the highest first.
  ///
  /// A unit reaches another by a chain of majorities or ties; units that reach each other are a component. Of two
  /// components one has all majorities over the other, so they are in the order of how many units they reach, and
  /// units of one component reach equally many.
  static func components(_ outranking: Outranking) -> [[Int]] {
    let n = outranking.count
    var reached = [Int](repeating: 0, count: n)
    for start in 0..<n {
      var seen = [Bool](repeating: false, count: n)
      var open = [start]
      seen[start] = true
      while let unit = open.popLast() {
        reached[start] += 1
        for next in 0..<n where !seen[next] && outranking.majority(unit, over: next) >= 0 {
          seen[next] = true
          open.append(next)
        }
      }
    }
    return Set(reached).sorted(by: >).map { count in (0..<n).filter { reached[$0] == count } }
  }

  /// For each unit of `component`, the mean number of its units below it over all orders of maximal support.
  ///
  /// best[S] is the largest support of an order of the units in S, ways[S] the number of such orders, placed at the
  /// bottom. Supports that differ by less than rounding are equal.
  private static func exact(_ component: [Int], _ outranking: Outranking) -> [Double] {
    let m = component.count
    let full = 1 << m
    var best = [Double](repeating: -1, count: full)
    var ways = [Double](repeating: 0, count: full)
    // tops[S]: the units that stand on top of the rest of S in an order of maximal support.
    var tops = [Int](repeating: 0, count: full)
    (best[0], ways[0]) = (0, 1)
    for set in 1..<full {
      for top in 0..<m where set >> top & 1 == 1 {
        let rest = set & ~(1 << top)
        let support = (0..<m).reduce(best[rest]) {
          $0 + (rest >> $1 & 1 == 1 ? outranking[component[top], component[$1]] : 0)
        }
        if support > best[set] + 1e-9 {
          (best[set], ways[set], tops[set]) = (support, ways[rest], 1 << top)
        } else if support >= best[set] - 1e-9 {
          ways[set] += ways[rest]
          tops[set] |= 1 << top
        }
      }
    }
    // From the whole down: in how many of the orders the units of a set are the lowest.
    var above = [Double](repeating: 0, count: full)
    above[full - 1] = 1
    var below = [Double](repeating: 0, count: m)
    for set in stride(from: full - 1, through: 1, by: -1) where above[set] > 0 {
      for top in 0..<m where tops[set] >> top & 1 == 1 {
        let rest = set & ~(1 << top)
        above[rest] += above[set]
        below[top] += above[set] * ways[rest] * Double(set.nonzeroBitCount - 1)
      }
    }
    return below.map { $0 / ways[full - 1] }
  }

  /// The number of units below each by falling Borda score within the component, equal scores sharing their places.
  private static func byBorda(_ component: [Int], _ outranking: Outranking) -> [Double] {
    let scores = component.map { a in
      Statistics.sum(component.lazy.filter { $0 != a }.map { outranking[a, $0] })
    }
    return scores.map { score in
      scores.reduce(-0.5) { $0 + ($1 < score - 1e-9 ? 1 : $1 <= score + 1e-9 ? 0.5 : 0) }
    }
  }
}
