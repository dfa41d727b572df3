/// How the scores and ranks of units vary over the draws of a ``ScoreEnsemble``.
public struct ScoreDistributions: Equatable, Sendable {
  /// The number of draws.
  public let draws: Int
  /// The probabilities of the quantiles.
  public let probabilities: [Double]
  /// Per unit the mean score.
  public let means: [Double]
  /// Per unit the sample standard deviation of its scores.
  public let standardDeviations: [Double]
  /// One row a unit, one column a probability: exact quantiles of R's type 7.
  public let quantiles: Matrix
  /// One row a unit, one column a rank from the best on: the share of the draws in which the unit has the rank
  /// (rank acceptability). Equal scores share the best rank of theirs. `nil` where ranks were not counted.
  public let rankShares: Matrix?

  /// Per unit the mean rank, counted from 1; `nil` where ranks were not counted.
  public var meanRanks: [Double]? {
    rankShares.map { shares in
      (0..<shares.rows).map { unit in
        (0..<shares.columns).reduce(0) { $0 + Double($1 + 1) * shares[unit, $1] }
      }
    }
  }

  /// The Monte Carlo standard error of a unit's mean score, sd/√n.
  public func standardError(ofMean unit: Int) -> Double {
    standardDeviations[unit] / Double(draws).squareRoot()
  }

  /// The Monte Carlo standard error of a rank's share, √(p(1 − p)/n).
  public func standardError(ofRank rank: Int, unit: Int) -> Double? {
    rankShares.map { shares in
      let share = shares[unit, rank - 1]
      return (share * (1 - share) / Double(draws)).squareRoot()
    }
  }
}
