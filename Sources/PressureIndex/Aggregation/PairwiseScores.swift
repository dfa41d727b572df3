/// The scores of a block of units in the form in which every pair of them is compared: criterion after criterion, a
/// missing score as NaN, for which no comparison holds.
struct PairwiseScores {
  /// The number of units.
  let count: Int
  /// The weight of each criterion.
  let weights: [Double]
  /// Criteria × units, the units of one criterion side by side.
  private let scores: [Double]

  /// The scores of `table`, whose units have the same weights.
  init(_ table: UnitTable) {
    count = table.count
    weights = table.weights.first ?? []
    scores = weights.indices.flatMap { k in table.scores.map { $0[k] ?? .nan } }
  }

  private init(count: Int, weights: [Double], scores: [Double]) {
    (self.count, self.weights, self.scores) = (count, weights, scores)
  }

  /// Those of some units, in the order given.
  func restricted(to units: [Int]) -> PairwiseScores {
    PairwiseScores(
      count: units.count, weights: weights,
      scores: weights.indices.flatMap { k in units.map { scores[k * count + $0] } })
  }

  /// For unit `a` against every unit b: Σ w f(x_a − x_b), and the weight Σ w of the criteria that both have.
  ///
  /// Cost: units · criteria.
  /// - Parameter compare: f, of a difference that may be NaN, for which it must be 0.
  @inline(__always)
  func sums(of a: Int, _ compare: (Double) -> Double) -> (sums: [Double], weights: [Double]) {
    var sums = [Double](repeating: 0, count: count)
    var total = sums
    sums.withUnsafeMutableBufferPointer { sums in
      total.withUnsafeMutableBufferPointer { total in
        scores.withUnsafeBufferPointer { scores in
          for (k, weight) in weights.enumerated() {
            let column = UnsafeBufferPointer(rebasing: scores[k * count..<(k + 1) * count])
            let own = column[a]
            for b in 0..<count {
              let difference = own - column[b]
              sums[b] += weight * compare(difference)
              total[b] += difference == difference ? weight : 0
            }
          }
        }
      }
    }
    return (sums, total)
  }
}
