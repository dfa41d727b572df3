/// The smallest change of weights that takes away the lead of one side over another.
///
/// Of weights w on the simplex with lead Σ w_k d_k > 0, those nearest in L1 with Σ w_k d_k = 0 move weight from where the
/// leader is furthest ahead to where it is furthest behind. Since moving an amount m from k to the place of the least
/// d takes m (d_k − min d) off the lead, taking first what is furthest ahead moves least: a fractional knapsack.
///
/// Cost: O(n log n).
public struct TurningPoint: Hashable, Sendable {
  /// A weight that changes.
  public struct Change: Hashable, Sendable {
    /// Its position among the weights.
    public let position: Int
    /// The weight before.
    public let before: Double
    /// The weight with which the lead is gone.
    public let after: Double
  }

  /// The weights that change, the one that grows last.
  public let changes: [Change]

  /// How much weight moves from some places to another: half of the L1 distance.
  public var moved: Double { changes.reduce(0) { $0 + max(0, $1.after - $1.before) } }

  /// The L1 distance Σ|w′ − w|.
  public var distance: Double { 2 * moved }

  /// The nearest weights without a lead; `nil` where the leader is ahead, or level, in every place, so that no weights
  /// turn the lead round.
  ///
  /// - Parameters:
  ///   - weights: w, at least 0 and summing to 1.
  ///   - differences: d; Σ w d must be at least 0.
  public init?(weights: [Double], differences: [Double]) {
    precondition(weights.count == differences.count, "one difference for each weight")
    guard let lowest = differences.indices.min(by: { differences[$0] < differences[$1] }),
      differences[lowest] < 0
    else { return nil }
    var lead = zip(weights, differences).reduce(0) { $0 + $1.0 * $1.1 }
    var after = weights
    let order = differences.indices.sorted {
      differences[$0] > differences[$1] || differences[$0] == differences[$1] && $0 < $1
    }
    for place in order where lead > 0 && place != lowest && after[place] > 0 {
      let drop = differences[place] - differences[lowest]
      if drop <= 0 { break }
      let amount = min(after[place], lead / drop)
      lead -= amount * drop
      after[place] -= amount
      after[lowest] += amount
    }
    let changed = order.filter { after[$0] != weights[$0] }
    changes = (changed.filter { $0 != lowest } + changed.filter { $0 == lowest }).map {
      Change(position: $0, before: weights[$0], after: after[$0])
    }
  }
}
