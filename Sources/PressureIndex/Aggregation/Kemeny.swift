internal import PressureNumerics

/// The Kemeny order of the units of a date: the one of maximal support Σ o_ab over all pairs with a above b. A unit's
/// score is the number of units below it, the mean over all orders of maximal support where there are several.
///
/// Where every unit of one set has a majority over every unit of another, the order of maximal support puts the first
/// set above the second (Truchon, An extension of the Condorcet criterion and Kemeny orders, 1998). So the units fall
/// into components, inside which majorities run in cycles or are ties, and each component is ordered by itself:
/// exactly, by dynamic programming over its subsets, for up to ``exactLimit`` units.
///
/// Cost: units² · criteria, and 2^m · m² for a component of m units; memory for the table of one component.
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
      let own = outranking.restricted(to: component)
      if component.count <= Kemeny.exactLimit {
        within = Kemeny.exact((0..<own.count).map { own.shares(of: $0) })
      } else if approximates {
        within = Kemeny.byBorda(own)
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
  /// A set of k of n units in which each has a majority over each outside has Copeland scores that sum to k (n − k),
  /// since inside the set they cancel out, and no other set has so large a sum. Each of its scores is above those
  /// outside, so that such sets are first in the order of the scores, and the components lie between them.
  static func components(_ outranking: Outranking) -> [[Int]] {
    let n = outranking.count
    let scores = (0..<n).map { outranking.copeland($0) }
    var components: [[Int]] = []
    var open: [Int] = []
    var sum = 0
    for (position, unit) in (0..<n).sorted(by: { scores[$0] > scores[$1] }).enumerated() {
      open.append(unit)
      sum += scores[unit]
      let placed = position + 1
      if sum == placed * (n - placed) {
        components.append(open.sorted())
        open = []
      }
    }
    return components
  }

  /// For each unit of a component with these o_ab, the mean number of its units below it over all orders of maximal
  /// support.
  ///
  /// best[S] is the largest support of an order of the units in S, ways[S] the number of such orders, placed at the
  /// bottom. Supports that differ by less than rounding are equal.
  private static func exact(_ shares: [[Double]]) -> [Double] {
    let m = shares.count
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
          $0 + (rest >> $1 & 1 == 1 ? shares[top][$1] : 0)
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
  private static func byBorda(_ outranking: Outranking) -> [Double] {
    let scores = (0..<outranking.count).map { outranking.borda($0) }
    // Places from the bottom, by scores in order, so that many units take no table of pairs.
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var below = [Double](repeating: 0, count: scores.count)
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, scores[order[end]] - scores[order[end - 1]] <= 1e-9 { end += 1 }
      for place in first..<end { below[order[place]] = Double(first + end - 1) / 2 }
      first = end
    }
    return below
  }
}
