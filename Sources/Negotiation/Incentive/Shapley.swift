internal import PressureNumerics

/// Exact Shapley values; stands in for the attribution of the numerics library.
enum Shapley {
  struct Attribution {
    let values: [Double]
    let standardErrors: [Double]?
  }

  /// The Shapley values of the game whose coalitions, the rows of a matrix of 0 and 1, `value` maps to numbers.
  ///
  /// Cost: 2^players evaluations in one call.
  static func attribution(players: Int, value: (Matrix) -> [Double]) -> Attribution {
    precondition(players <= 20, "too many players for exact Shapley values")
    let count = 1 << players
    var membership = [Double](repeating: 0, count: count * players)
    for player in 0..<players {
      for coalition in 0..<count where coalition >> player & 1 == 1 {
        membership[player * count + coalition] = 1
      }
    }
    let worth = value(Matrix(rows: count, columns: players, storage: membership))
    // The share of the orders of all players in which a coalition of this size comes first.
    var share = [Double](repeating: 0, count: players)
    for size in 0..<players {
      share[size] = size == 0 ? 1 / Double(players) : share[size - 1] * Double(size) / Double(players - size)
    }
    let values = (0..<players).map { player in
      var sum = 0.0
      for coalition in 0..<count where coalition >> player & 1 == 0 {
        sum += share[coalition.nonzeroBitCount] * (worth[coalition | 1 << player] - worth[coalition])
      }
      return sum
    }
    return Attribution(values: values, standardErrors: nil)
  }
}
